"""What stands around a picture that leaves the app, and the font inside it."""

from __future__ import annotations

from xml.etree import ElementTree as ET

from placelib.charts.picture_frame import PictureFrame, frame_svg
from placelib.charts.wrapping import wrap_text

SVG = "{http://www.w3.org/2000/svg}"
CHART = (
    '<svg class="marks" width="600" height="200" viewBox="0 0 600 200">'
    '<text font-family="Atkinson Hyperlegible Next, sans-serif">Leeds</text></svg>'
)
LONG = "Employment rate: from 55.0% in one place to 83.1% in quite another place, and so on"


def draw(charts: int = 1, headline: str = LONG) -> ET.Element:
    frame = PictureFrame(headline, "A <subtitle> & more", "Source: “ONS”")
    fonts = {"normal": b"n", "bold": b"b"}
    return ET.fromstring(frame_svg([CHART] * charts, frame, fonts))  # noqa: S314  our own text


def test_a_long_headline_goes_over_several_lines_and_nothing_is_left_out() -> None:
    lines = [text for text in draw().findall(f"{SVG}text") if text.get("font-weight") == "bold"]
    assert len(lines) > 1
    assert " ".join(line.text or "" for line in lines) == LONG
    assert all(len(line.text or "") * 20 * 0.53 <= 600 for line in lines)


def test_the_picture_names_itself_and_carries_both_weights_of_the_font() -> None:
    picture = draw()
    assert picture.findtext(f"{SVG}title") == LONG
    style = picture.findtext(f"{SVG}style") or ""
    assert style.count("@font-face") == style.count("data:font/woff2;base64,") == 2
    assert (picture.get("font-family") or "").startswith("Atkinson Hyperlegible Next")


def test_a_program_without_our_font_takes_one_as_narrow_and_cuts_no_name_off() -> None:
    picture = draw()
    families = [
        element.get("font-family") for element in picture.iter() if element.get("font-family")
    ]
    assert families == ["Atkinson Hyperlegible Next, Arial, Helvetica, Liberation Sans, sans-serif"]
    chart = picture.find(f"{SVG}g/{SVG}svg")
    assert chart is not None
    assert chart.get("overflow") == "visible"


def test_hostile_words_stay_words() -> None:
    picture = draw(headline="<script>alert(1)</script>")
    assert picture.find(f".//{SVG}script") is None
    assert "A <subtitle> & more" in [text.text for text in picture.iter(f"{SVG}text")]


def test_few_charts_stand_below_each_other_and_many_in_two_columns() -> None:
    def size(charts: int) -> tuple[int, int]:
        picture = draw(charts)
        return int(picture.get("width") or 0), int(picture.get("height") or 0)

    assert size(2)[0] == size(1)[0]
    assert size(2)[1] > size(1)[1] + 200
    assert size(4)[0] > 2 * 600
    assert size(4)[1] < size(1)[1] + 300


def test_a_word_longer_than_a_line_is_broken_and_an_empty_text_is_one_line() -> None:
    assert "".join(wrap_text("Llanfairpwllgwyngyll", 40, 12)) == "Llanfairpwllgwyngyll"
    assert wrap_text("", 40, 12) == [""]
