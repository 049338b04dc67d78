"""Briefs as files: the pages, titles, texts for pictures, tables and links that are in them."""

from __future__ import annotations

import re
import struct
import zlib
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from pptx import Presentation
from pptx.opc.constants import RELATIONSHIP_TYPE
from pptx.util import Inches

from placelib.charts.theme import LIGHT
from placelib.exports import (
    Brief,
    BriefPicture,
    KeyFigure,
    Origin,
    PlaceBrief,
    Section,
    mark,
    sheet,
)
from placelib.exports.one_page import fitting, one_page
from placelib.exports.pdf import pdf, share_width
from placelib.exports.slides import pptx
from placelib.exports.two_sides import place_pdf

ORIGIN = Origin(
    sources=("Sources: Office for National Statistics; latest release 26 March 2026.",),
    licence="Open Government Licence v3.0.",
    link="http://127.0.0.1/trends?indicator=employment-rate&data=2026-06-26-04ec2b38",
    version="2026-06-26-04ec2b38",
    made_on=date(2026, 11, 25),
)


def png(width: int, height: int) -> bytes:
    """A grey PNG of a size, made by hand."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        crc = struct.pack(">I", zlib.crc32(kind + data))
        return struct.pack(">I", len(data)) + kind + data + crc

    rows = (b"\x00" + b"\x80" * width) * height
    head = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    body = chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + body


def pages(file: bytes) -> int:
    """How many pages a PDF has."""
    return len(re.findall(rb"/Type /Page\n", file))


def utf16(text: str) -> bytes:
    """A PDF's way to write text outside its pages."""
    return text.encode("utf-16-be")


def section(headline: str = "The rate rose", **more: object) -> Section:
    base = Section(
        headline,
        "Employment rate: Leeds",
        BriefPicture(png(60, 30), "A line that rises from 70% to 75%."),
        ("The employment rate in Leeds was 70% in 2013 and 75% in 2023.",),
    )
    return replace(base, **more)  # type: ignore[arg-type]


def brief(*sections: Section) -> Brief:
    return Brief("Trends", "Employment rate in Leeds", sections, ORIGIN)


def place(**more: object) -> PlaceBrief:
    figure = KeyFigure(
        label="Employment rate", value="71.2", unit="%", verdict="Lower than England", period="2023"
    )
    words = ("It stands a little apart. " * 5,)
    base = PlaceBrief(
        name="Leeds",
        about="A council, part of West Yorkshire.",
        figures=(figure,) * 6,
        stands_out=words * 5,
        place_map=section("On the map", sentences=("Map of Leeds.",)),
        trend=section(),
        quadrant=section("West Yorkshire: short of halfway"),
        missing=Section("What is missing", rows=({"Why": "Withheld", "Which": "pay"},) * 5),
        cautions=words * 3,
        origin=ORIGIN,
    )
    return replace(base, **more)  # type: ignore[arg-type]


def test_a_pdf_says_its_title_its_language_and_what_its_pictures_show() -> None:
    file = pdf(brief(section()))
    assert file.startswith(b"%PDF")
    assert b"/Lang (en-GB)" in file
    assert b"Trends" in file
    assert b"/Alt" in file
    assert b"/Outlines" in file
    assert ORIGIN.link.encode() in file


def test_each_section_that_needs_a_page_gets_one_and_short_ones_share() -> None:
    assert pages(pdf(brief(section()))) == 1
    tall = section(picture=BriefPicture(png(30, 30), "A square."))
    assert pages(pdf(brief(tall, tall, tall))) == 3


def test_a_long_table_stops_on_paper_and_says_so() -> None:
    rows = tuple({"Place": f"Place {n}", "Figure": str(n)} for n in range(400))
    assert pages(pdf(brief(section(picture=None, rows=rows)))) <= 2


def test_letters_that_the_font_lacks_are_written_otherwise_and_break_nothing() -> None:
    drawn = sheet.Sheet("CO₂", ORIGIN)
    assert drawn.legible("tonnes CO₂e") == "tonnes CO2e"
    assert drawn.legible("Ynys Môn – £5") == "Ynys Môn – £5"
    assert drawn.legible("東 ok\u2060") == "? ok"
    assert drawn.legible("Ẁern\u202f1\u2011a") == "Wern 1-a"


def test_a_text_is_as_tall_as_it_is_measured() -> None:
    drawn = sheet.Sheet("T", ORIGIN)
    drawn.add_page()
    for text in ("one line", "several words " * 60, "a\nb", "x" * 900):
        measured, top = drawn.measure_height(text, 9.5, 80), drawn.get_y()
        drawn.write_text(text, 9.5, width=80)
        assert drawn.get_y() - top == pytest.approx(measured)
        drawn.set_y(20)


def test_of_long_answers_as_many_are_printed_as_there_is_room_for() -> None:
    drawn = sheet.Sheet("T", ORIGIN)
    drawn.add_page()
    drawn.set_y(200)
    answers = ["They know us, and nobody asks them. " * 8] * 8
    shown = fitting(drawn, answers, 260)
    assert 2 < shown < 8
    for answer in answers[:shown]:
        drawn.write_bullet(answer, 9.5)
    drawn.write_text("and 5 more", 9.5)
    assert drawn.get_y() <= 260
    assert fitting(drawn, answers, 200) == 0
    drawn.set_y(200)
    assert fitting(drawn, ["Short."] * 8, 260) == 8


def test_a_summary_of_long_answers_is_one_page() -> None:
    said = Section("Said", sentences=("They know us, and nobody asks them. " * 8,) * 30)
    assert pages(one_page(brief(section(), section(), section(), said))) == 1


@pytest.mark.parametrize("cell", ["word " * 2000, "x" * 9000])
def test_a_cell_of_any_length_leaves_room_for_the_rest_of_the_table(cell: str) -> None:
    row = {"Place": cell, "Figure": "1", "Unit": "%", "Reason": cell, "Remark": ""}
    assert 1 <= pages(pdf(brief(section(picture=None, rows=(row, row))))) <= 3


def test_a_slide_holds_what_it_has_room_for_and_counts_the_rest() -> None:
    said = section(picture=None, sentences=("They know us, and nobody asks them. " * 8,) * 30)
    deck = Presentation(BytesIO(pptx(brief(said))))
    (box,) = (
        one.text_frame
        for one in deck.slides[1].shapes
        if one.has_text_frame and "They know us" in one.text_frame.text
    )
    assert [one.text for one in box.paragraphs][-1] == "and 18 more"
    few = Presentation(BytesIO(pptx(brief(section(sentences=("One.", "Two."))))))
    assert all(
        "more" not in one.text_frame.text for one in few.slides[1].shapes if one.has_text_frame
    )


def test_a_presentation_says_of_itself_as_much_as_its_format_takes() -> None:
    long = replace(brief(section()), title="T" * 300, about="A\x0bb " * 100)
    about = Presentation(BytesIO(pptx(long))).core_properties
    assert about.title == "T" * 255
    assert about.subject.startswith("A b A b")


def test_a_brief_without_a_source_is_a_presentation_all_the_same() -> None:
    found = pptx(replace(brief(section()), origin=replace(ORIGIN, sources=())))
    assert len(Presentation(BytesIO(found)).slides) == 3


def test_words_on_a_slide_keep_their_spaces_of_any_kind() -> None:
    deck = Presentation(BytesIO(pptx(brief(section(sentences=("10\u00a0000\tmore\x07",))))))
    texts = [
        shape.text_frame.text for one in deck.slides for shape in one.shapes if shape.has_text_frame
    ]
    assert "10 000 more" in texts


@pytest.mark.parametrize(
    "more",
    [
        {},
        {"figures": (), "stands_out": ()},
        {"stands_out": ("Far longer than any sentence that is made here. " * 9,) * 5},
        {"cautions": ("Far longer than any caution that there is. " * 9,) * 5},
        {"quadrant": Section("The national end of the line", sentences=("There is none.",))},
        {"place_map": Section("No map"), "trend": Section("No trend")},
        {"trend": section(picture=BriefPicture(png(20, 40), "A tall picture."))},
    ],
    ids=["usual", "bare", "long findings", "long cautions", "nation", "no pictures", "tall"],
)
def test_a_place_fills_two_sides_whatever_there_is_to_say(more: dict[str, object]) -> None:
    assert pages(place_pdf(place(**more))) == 2


def test_a_presentation_has_a_slide_a_finding_between_title_and_sources() -> None:
    rows = ({"Place": "Leeds", "Figure": "71.2%"},)
    deck = Presentation(
        BytesIO(pptx(brief(section(), section("A table", picture=None, rows=rows))))
    )
    titles = [slide.shapes.title.text_frame.text for slide in deck.slides]
    assert titles == ["Trends", "The rate rose", "A table", "Where this comes from"]
    assert deck.core_properties.title == "Trends"
    tables = [one.table for one in deck.slides[2].shapes if one.has_table]
    assert [cell.text for cell in tables[0].rows[1].cells] == ["Leeds", "71.2%"]
    said = [one.text_frame.text for one in deck.slides[1].shapes if one.has_text_frame]
    assert any("75% in 2023" in text for text in said)


def list_marks(slide: object) -> list[str]:
    """The alternative texts of what is drawn on a slide as a group of shapes."""
    groups = slide.shapes._spTree.xpath("./p:grpSp/p:nvGrpSpPr/p:cNvPr")  # type: ignore[attr-defined]  # noqa: SLF001
    return [group.get("descr") for group in groups]


def test_the_first_slide_alone_has_the_mark_and_says_what_it_is() -> None:
    first, *others = Presentation(BytesIO(pptx(brief(section(), section())))).slides
    assert list_marks(first) == [mark.ALTERNATIVE]
    assert not [words for slide in others for words in list_marks(slide)]


@pytest.mark.parametrize("make", [pdf, one_page])
def test_the_first_page_alone_has_the_mark(make: Callable[[Brief], bytes]) -> None:
    tall = section(picture=BriefPicture(png(30, 30), "A square."))
    streams = list_page_streams(make(brief(tall, tall, tall) if make is pdf else brief(section())))
    red, green, blue = (int(mark.BEND_COLOUR[at : at + 2], 16) / 255 for at in (1, 3, 5))
    colour = f"{red:.4f} {green:.4f} {blue:.4f} RG".encode()
    assert [colour in stream for stream in streams] == [True] + [False] * (len(streams) - 1)


def list_page_streams(file: bytes) -> list[bytes]:
    """What is drawn on each page of a PDF."""
    parts = re.findall(rb"/FlateDecode\s+/Length \d+\s*>>\s*stream\n(.*?)\nendstream", file, re.S)
    streams = [zlib.decompress(part) for part in parts]
    return [stream for stream in streams if b" Td" in stream or b" Tf" in stream]


def test_words_of_a_table_are_whole_on_paper() -> None:
    row = {
        "What": "Hours that libraries are open in a week",
        "Published": "not published",
        "For each 10,000 people": "13.6",
        "England": "at least 17.0",
        "When": "April 2023 to March 2024",
        "More": "14 run by the council and 5 run by the community with it",
        "Source": "Library authorities’ returns, in the public libraries activity data set",
    }
    columns = list(row.items())
    drawn = sheet.Sheet("T", ORIGIN)
    widths = share_width(drawn, columns)
    assert sum(widths) == pytest.approx(sheet.INSIDE)
    for texts, width in zip(columns, widths, strict=True):
        for word in " ".join(texts).split():
            assert drawn.get_string_width(word) < width - 1.6


def test_words_wider_than_the_page_share_it() -> None:
    drawn = sheet.Sheet("T", ORIGIN)
    widths = share_width(drawn, [(f"Head {n}", "x" * 90) for n in range(9)])
    assert sum(widths) == pytest.approx(sheet.INSIDE)
    assert max(widths) == pytest.approx(min(widths))


def test_a_table_on_a_slide_has_our_colours_and_so_has_what_a_reader_adds() -> None:
    deck = Presentation(BytesIO(pptx(brief(section(picture=None, rows=({"Place": "Leeds"},))))))
    (table,) = [shape.table for shape in deck.slides[1].shapes if shape.has_table]
    assert str(table.cell(0, 0).fill.fore_color.rgb) == LIGHT.focus.removeprefix("#")
    theme = deck.slide_master.part.part_related_by(RELATIONSHIP_TYPE.THEME).blob.decode()
    accents = re.findall(r'<a:accent\d><a:srgbClr val="(\w+)"', theme)
    assert accents[:4] == [colour.removeprefix("#") for colour in LIGHT.categories]
    assert 'latin typeface="Calibri"' not in theme


def test_pictures_in_a_presentation_say_what_they_show() -> None:
    deck = Presentation(BytesIO(pptx(brief(section()))))
    described = [
        shape.element.nvPicPr.cNvPr.get("descr")
        for slide in deck.slides
        for shape in slide.shapes
        if shape.shape_type == 13
    ]
    assert described == [
        "A line that rises from 70% to 75%.",
        "QR code of the link to the live view",
    ]


def test_a_control_character_or_markup_in_a_title_stays_text() -> None:
    odd = brief(section("<b>&amp;\x07</b>"))
    deck = Presentation(BytesIO(pptx(odd)))
    assert deck.slides[1].shapes.title.text_frame.text == "<b>&amp;</b>"
    assert pages(pdf(odd)) == 1


def test_a_link_too_long_for_a_code_is_written_out_alone() -> None:
    long = replace(ORIGIN, link="http://127.0.0.1/?areas=" + "E08000012." * 400)
    assert pages(pdf(replace(brief(section()), origin=long))) >= 1
    deck = Presentation(BytesIO(pptx(replace(brief(section()), origin=long))))
    assert not [one for one in deck.slides[-1].shapes if one.shape_type == 13]


def test_paper_has_the_colours_of_the_light_page() -> None:
    paper = (sheet.TEXT, sheet.QUIET, sheet.FOCUS, sheet.RULE)
    assert paper == (LIGHT.text, LIGHT.quiet_text, LIGHT.focus, LIGHT.grid)


def test_a_table_with_long_cells_goes_on_and_its_sentences_stand_on_their_own_slide() -> None:
    cell = "68.2% (65.2% to 71.2%), August 2019 to July 2020"
    rows = tuple({f"Column {n}": cell for n in range(7)} for _ in range(7))
    deck = Presentation(BytesIO(pptx(brief(section(picture=None, rows=rows)))))
    slides = list(deck.slides)[1:-1]
    titles = [slide.shapes.title.text_frame.text for slide in slides]
    assert titles == [f"The rate rose ({n} of {len(slides)})" for n in range(1, len(slides) + 1)]
    tables = [shape.table for slide in slides for shape in slide.shapes if shape.has_table]
    assert sum(len(table.rows) - 1 for table in tables) == 7
    assert not [shape for shape in slides[-1].shapes if shape.has_table]
    for slide in slides:
        for shape in slide.shapes:
            if shape.has_table:
                assert shape.top + sum(row.height for row in shape.table.rows) <= Inches(6.7)


def test_signs_that_the_font_lacks_leave_no_question_mark_and_no_gap() -> None:
    drawn = sheet.Sheet("T", ORIGIN)
    assert drawn.legible("◇ not clearly") == "not clearly"
    assert drawn.legible("◆ moved clearly: rose") == "moved clearly: rose"
    assert drawn.legible(" kept") == " kept"


def test_slides_say_how_many_rows_of_a_long_table_they_have() -> None:
    rows = tuple({"Place": f"Place {n}", "Figure": str(n)} for n in range(20))
    deck = Presentation(BytesIO(pptx(brief(section(picture=None, rows=rows)))))
    words = " ".join(
        shape.text_frame.text
        for slide in deck.slides
        for shape in slide.shapes
        if shape.has_text_frame
    )
    assert "The first 12 of 20 rows; the link leads to all." in words


def test_a_long_subtitle_ends_above_the_picture_in_smaller_letters() -> None:
    def read_size(subtitle: str) -> float:
        slide = Presentation(BytesIO(pptx(brief(section(subtitle=subtitle))))).slides[1]
        box = next(
            shape for shape in slide.shapes if shape.has_text_frame and shape.text == subtitle
        )
        return float(box.text_frame.paragraphs[0].runs[0].font.size.pt)

    assert read_size("Two lines at most. " * 12) == 14
    assert read_size("Three lines, or four in large letters. " * 8) < 12


def test_a_title_of_three_lines_ends_above_what_the_slides_are_about() -> None:
    long = replace(brief(section()), title="Employment rate in Liverpool, Leeds and Sheffield " * 3)
    title, about, *_ = Presentation(BytesIO(pptx(long))).slides[0].shapes
    assert about.text == long.about
    assert title.top + title.height <= about.top


def test_a_column_that_is_empty_in_every_row_is_left_out_of_slides() -> None:
    rows = (
        {"Measure": "Pay", "Aim": "", "Owner": "A"},
        {"Measure": "Jobs", "Aim": "", "Owner": ""},
    )
    slide = Presentation(BytesIO(pptx(brief(section(picture=None, rows=rows))))).slides[1]
    (table,) = (shape.table for shape in slide.shapes if shape.has_table)
    assert [cell.text for cell in table.rows[0].cells] == ["Measure", "Owner"]
