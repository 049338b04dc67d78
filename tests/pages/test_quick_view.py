"""The Quick view page in Streamlit's test runner, with files small enough to know every answer."""

from __future__ import annotations

import re

import pytest
from streamlit.testing.v1 import AppTest

from placelib.database.cache import SNAPSHOTS
from placelib.quickview.examples import EXAMPLES
from placelib.ui.quick_view.show import VIEWS
from placelib.ui.quick_view.state import NAME, QuickView, clean_file_name
from placelib.urls import QUICK
from tests.page_runs import open_page
from tests.uploads import made_files as made

LIBRARY, ABSENCE, RECYCLING = EXAMPLES
RATES = made.csv(made.table())
PIXEL = b"\x89PNG\r\n\x1a\n" + bytes(200)


@pytest.fixture
def app() -> AppTest:
    """The page as a new visitor opens it."""
    return open_page(QUICK.file)


def upload(app: AppTest, name: str, data: bytes) -> AppTest:
    """Choose a file, from step 1 where another table is open."""
    if not app.file_uploader:
        step(app, "file")
    return app.file_uploader[0].set_value((name, data, "text/csv")).run()


def step(app: AppTest, name: str) -> AppTest:
    return app.segmented_control(key="quick step").set_value(name).run()


def press(app: AppTest, label: str) -> AppTest:
    return next(one for one in app.button if one.label == label).click().run()


def said(app: AppTest) -> str:
    """Everything the page says as a reader sees it, without the signs that escape Markdown."""
    return raw(app).replace("\\", "").replace("\u2060", "")


def raw(app: AppTest) -> str:
    """Everything the page says as it is sent."""
    notes = (app.info, app.warning, app.error)
    parts = (app.title, app.header, app.subheader, app.markdown, app.caption, *notes)
    return "\n".join(str(one.value) for part in parts for one in part)


def view(app: AppTest) -> QuickView:
    held: QuickView = app.session_state[NAME]
    return held


def test_a_file_is_checked_described_and_shown_with_three_clicks(app: AppTest) -> None:
    upload(app, "rates.csv", RATES)
    assert "Row 1 is the header, and rows 2 to 11 hold the figures: 10 rows, all used" in said(app)
    press(app, "Go on: describe the figures")
    assert app.text_input[0].value == "Rate"
    press(app, "Show it")
    assert not app.exception
    assert "Rate (uploaded): from 10.5 to 19.5, no interval in your file" in said(app)
    assert "Uploaded figures, not official ones" in said(app)


def test_the_map_has_a_ring_around_a_place_that_was_chosen_and_no_other(app: AppTest) -> None:
    def find_ringed() -> list[str]:
        legends = [part.proto.body for part in app.get("html") if "map-legend" in part.proto.body]
        return re.findall(r"<b>(\w+)", "".join(legends))

    upload(app, "rates.csv", RATES)
    press(app, "Go on: describe the figures")
    press(app, "Show it")
    focus = next(box for box in app.selectbox if box.label == "Place in focus")
    assert find_ringed() == []
    first, second = focus.value, "E08000035"
    assert first != second
    for code, ringed in ((second, "Leeds"), (first, focus.options[0].partition(" ")[0])):
        next(box for box in app.selectbox if box.label == "Place in focus").set_value(code).run()
        assert find_ringed() == [ringed]


def test_the_map_has_a_ring_around_the_place_that_the_visit_is_about(app: AppTest) -> None:
    app.session_state["place last looked at"] = "E08000035"
    upload(app, "rates.csv", RATES)
    press(app, "Go on: describe the figures")
    press(app, "Show it")
    focus = next(box for box in app.selectbox if box.label == "Place in focus")
    assert focus.value == "E08000035"


@pytest.mark.parametrize("name", ["trend", "peers", "all", "two", "quadrant", "table"])
def test_every_view_of_an_example_says_that_its_figures_are_uploaded(
    app: AppTest, name: str
) -> None:
    upload(app, ABSENCE.file, ABSENCE.read())
    press(app, "Go on: describe the figures")
    press(app, "Show it")
    shown = next(one for one in app.segmented_control if one.label == "Show")
    shown.set_value(name).run()
    assert not app.exception
    assert not app.error
    assert "(uploaded)" in said(app)
    assert "Uploaded figures, not official ones" in said(app)


def test_a_reader_who_says_where_the_header_is_gets_a_new_reading(app: AppTest) -> None:
    two_tables = (
        b"Council,Homes\nLeeds,51\nBradford,42\nWakefield,33\n\n"
        b"Council,Visits\nLeeds,5100\nBradford,4200\nWakefield,3300\n"
    )
    upload(app, "two.csv", two_tables)
    box = next(box for box in app.text_input if box.label.startswith("Header rows"))
    box.set_value("6")
    press(app, "Read again with this header")
    assert not app.exception
    assert not app.error
    table = view(app).upload
    assert table is not None
    assert [measure.name for measure in table.measures] == ["Visits"]


def test_a_count_is_listed_until_it_is_divided_by_people(app: AppTest) -> None:
    upload(app, LIBRARY.file, LIBRARY.read())
    press(app, "Go on: describe the figures")
    press(app, "Show it")
    assert "listed and not shaded on a map" in said(app)
    assert "Hidden, and asked about in step 3: 4 counts from 1 to 9." in said(app)
    press(app, "Show per 1,000 people")
    divide = next(one for one in app.segmented_control if one.label.startswith("Divide"))
    assert divide.value == "1000"
    assert "listed and not shaded" not in said(app)
    assert "per 1,000 people to" in said(app)


def test_names_in_doubt_are_asked_and_the_answer_is_used(app: AppTest) -> None:
    upload(app, LIBRARY.file, LIBRARY.read())
    newcastle, misspelt = app.radio
    assert newcastle.value == "-"
    assert misspelt.value == "E06000002"
    newcastle.set_value("E08000021")
    press(app, "Go on: describe the figures")
    upload_held = view(app).upload
    assert upload_held is not None
    assert upload_held.reading.rows_listed == {}
    assert {"E08000021", "E06000002"} <= set(upload_held.reading.table.area_code)


def test_a_needed_answer_holds_the_table_up_and_is_asked_for_by_its_question(app: AppTest) -> None:
    twice = made.csv([*made.table(), ["E08000012", "Liverpool", "2023", "3"]])
    upload(app, "twice.csv", twice)
    press(app, "Go on: describe the figures")
    assert [one.value for one in app.error] == [
        "Please choose an answer: without it the figures cannot be shown."
    ]
    step(app, "view")
    assert "still open: answer it in step 2" in said(app)
    step(app, "check")
    app.radio[0].set_value("sum")
    press(app, "Go on: describe the figures")
    assert view(app).step == "describe"


def test_a_place_that_was_read_wrongly_is_put_right_in_place(app: AppTest) -> None:
    upload(app, "rates.csv", RATES)
    label = next(one for one in app.selectbox if one.label == "As the file writes it")
    code = next(one for one in app.selectbox if one.label == "Is this place")
    label.set_value("York")
    code.set_value("-")
    press(app, "Read again with this place")
    held = view(app).upload
    assert held is not None
    assert held.reading.rows_listed == {"left out by you": 1}
    assert "left out by you: 1" in said(app)


@pytest.mark.parametrize(
    ("name", "data", "reason"),
    [("photo.csv", PIXEL, "PNG"), ("empty.csv", b"", "mpty"), ("head.csv", b"Code,Rate\n", "data")],
)
def test_a_file_that_cannot_be_used_says_why_and_leaves_the_earlier_one(
    app: AppTest, name: str, data: bytes, reason: str
) -> None:
    upload(app, "rates.csv", RATES)
    press(app, "Go on: describe the figures")
    press(app, "Show it")
    upload(app, name, data)
    (error,) = [one.value for one in app.error]
    assert name.replace(".", "\\.") in error
    assert reason in error
    press(app, "Back to “rates\\.csv”, which is still here")
    assert "Rate (uploaded): from 10.5 to 19.5" in said(app)


def test_stopping_a_reading_leaves_everything_as_it_was(app: AppTest) -> None:
    upload(app, "rates.csv", RATES)
    step(app, "file")
    held = view(app)
    held.done, held.stopped, held.waiting = "next", "next.csv", None
    app.run()
    assert "Reading “next.csv” was stopped. Nothing was changed." in said(app)
    assert held.upload is not None
    assert held.upload.name == "rates.csv"


def test_personal_data_are_warned_of_before_anything_else(app: AppTest) -> None:
    rows = made.table()
    rows[0].append("Contact")
    for number, row in enumerate(rows[1:]):
        row.append(f"officer{number}@council.example")
    upload(app, "people.csv", made.csv(rows))
    assert "10 cells look like e\\-mail addresses" in app.warning[0].value.replace("\u2060", "")


def test_markdown_and_html_of_a_file_are_shown_as_they_are(app: AppTest) -> None:
    evil = "![x](http://evil.example/p.png) <img src=x> :red[a] $x$"
    rows = [["Area", "Year", evil], ["Leeds", "2023", "1.5"], [evil, "2023", "2.5"]]
    upload(app, "a_b*c.csv", made.csv([*rows, ["York", "2023", "3.5"], ["Bradford", "2023", "4"]]))
    press(app, "Go on: describe the figures")
    press(app, "Show it")
    texts = []
    for name in VIEWS:
        # Of the page as it is: an earlier one would send buttons that are gone.
        shown = next(one for one in app.segmented_control if one.label == "Show")
        texts.append(raw(shown.set_value(name).run()))
    text = "\n".join(texts)
    assert "](http" not in text
    assert ":red[" not in text
    assert "<img" not in text.replace("\\<img", "")
    assert "a\\_b\\*c\\.csv" in text


def test_removing_an_upload_leaves_nothing_of_it(app: AppTest) -> None:
    upload(app, "rates.csv", RATES)
    press(app, "Remove this upload")
    assert view(app) == QuickView(done=view(app).done)
    assert "rates" not in said(app)


def test_only_the_session_holds_anything_of_an_upload(app: AppTest) -> None:
    marked = RATES.replace(b"Rate", b"Zebra crossings 8731 per head")
    upload(app, "zebra.csv", marked)
    press(app, "Go on: describe the figures")
    press(app, "Show it")
    for name in ("trend", "peers", "all", "two", "table"):
        next(one for one in app.segmented_control if one.label == "Show").set_value(name).run()
    assert "Zebra crossings 8731" in said(app)
    caches = SNAPSHOTS.current().answers
    assert caches
    for builder, cache in caches.items():
        for entry in cache._entries.values():  # noqa: SLF001 - what all visitors share
            assert "Zebra" not in str(entry.results), builder


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("../../etc/passwd.csv", "passwd.csv"),
        ("C:\\files\\CON.csv", "CON.csv"),
        ("a\u202efdp.csv", "afdp.csv"),
        ("x" * 300 + ".csv", "x" * 59 + "…"),
        ("", "table"),
        ("\x00", ""),
    ],
)
def test_a_hostile_name_is_shown_without_folders_and_cut(given: str, shown: str) -> None:
    assert clean_file_name(given) == shown
