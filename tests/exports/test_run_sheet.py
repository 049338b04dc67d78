"""Run sheets: they come back from a link and a file as they were, and hostile ones are refused."""

from __future__ import annotations

import base64
import hashlib
import json
import zlib
from typing import Any

import pytest

from placelib.errors import BadRunSheet, FullRunSheet
from placelib.exports.run_sheet import (
    LONGEST_TITLE,
    MOST_VIEWS,
    RunSheet,
    make_seminar,
    make_view,
    read_run_sheet_file,
    read_run_sheet_link,
    write_run_sheet_file,
    write_run_sheet_link,
)
from placelib.shared_document import MOST_LINK
from placelib.urls import COMPARE, PLACE, RUN_SHEET, TRENDS

SHEET = RunSheet(
    "Ynys Môn & friends",
    (
        make_view(PLACE, {"area": "W06000001"}, "The place"),
        make_view(TRENDS, {"indicator": "employment-rate", "areas": "W06000001.W92000004"}, "Jobs"),
        make_view(COMPARE, {}, "<b>Beside</b> others"),
    ),
)


def packed(values: Any) -> str:
    """Any JSON value as a link would have it."""
    text = values if isinstance(values, bytes) else json.dumps(values).encode()
    return base64.urlsafe_b64encode(zlib.compress(text)).decode().rstrip("=")


def sheet_with(**view: Any) -> dict[str, Any]:
    base = {"page": "place", "title": "A place", "settings": {"area": "E08000012"}}
    return {"bend-the-line run sheet": 1, "title": "T", "views": [{**base, **view}]}


@pytest.mark.parametrize("sheet", [SHEET, make_seminar(), RunSheet("Empty", ())])
def test_a_run_sheet_comes_back_from_a_link_and_from_a_file(sheet: RunSheet) -> None:
    assert read_run_sheet_link(write_run_sheet_link(sheet)) == sheet
    assert read_run_sheet_file(write_run_sheet_file(sheet).encode()) == sheet
    assert write_run_sheet_link(sheet).replace("-", "").replace("_", "").isalnum()


def test_the_default_leads_from_the_idea_to_the_room() -> None:
    assert [one.title for one in make_seminar().views] == [
        "The idea", "Liverpool", "Liverpool over time", "Place or silo", "The evidence", "The room",
    ]  # fmt: skip
    assert len(write_run_sheet_link(make_seminar())) < 700


def test_views_move_are_renamed_and_removed_and_the_ends_stay_ends() -> None:
    titles = lambda sheet: [one.title for one in sheet.views]  # noqa: E731
    assert titles(SHEET.moved(0, 1)) == ["Jobs", "The place", "<b>Beside</b> others"]
    assert SHEET.moved(0, -1) == SHEET
    assert SHEET.moved(2, 1) == SHEET
    assert titles(SHEET.without(1)) == ["The place", "<b>Beside</b> others"]
    assert titles(SHEET.renamed(1, "  Work \n and pay "))[1] == "Work and pay"
    assert SHEET.renamed(1, "  ") == SHEET
    assert SHEET.entitled("New").title == "New"


def test_a_view_keeps_only_settings_of_views() -> None:
    given = {"area": "E08000012", "present": "1", "sheet": "x", "data": "2026", "key": "secret"}
    assert make_view(PLACE, given, "").parameters == {"area": "E08000012"}
    assert make_view(PLACE, given, " ").title == "Place"


def test_a_full_run_sheet_takes_no_more() -> None:
    full = RunSheet("Full", SHEET.views[:1] * MOST_VIEWS)
    with pytest.raises(FullRunSheet, match=r"40 views already, which is the most\. Remove"):
        full.with_view(SHEET.views[0])
    assert read_run_sheet_link(write_run_sheet_link(full)) == full


@pytest.mark.parametrize(
    ("wrong", "why"),
    [
        (sheet_with(page="../../etc/passwd"), "asks for a page"),
        (sheet_with(page="https://example.org"), "asks for a page"),
        (sheet_with(page=RUN_SHEET.path), "asks for a page"),
        (sheet_with(page=7), "asks for a page"),
        (sheet_with(settings={"present": "1"}), "unknown setting “present”"),
        (sheet_with(settings={"area": ["E08000012"]}), "no short text"),
        (sheet_with(settings={"area": "E" * 500}), "no short text"),
        (sheet_with(settings={"area": "E0800\n0012"}), "no short text"),
        (sheet_with(settings="area"), "not a list of names and values"),
        ({**sheet_with(), "views": ["place"]}, "view 1 is not one"),
        ({**sheet_with(), "views": sheet_with()["views"] * 41}, "41 views, more than 40"),
        ({**sheet_with(), "views": {"0": 1}}, "list of views is missing"),
        ({**sheet_with(), "title": None}, "title or its list"),
        ({"title": "T", "views": []}, "does not say that it is one"),
        ([], "does not say that it is one"),
        ("text", "does not say that it is one"),
        (b"\xff\xfe", "not JSON"),
        (b"[" * 60_000, "not JSON"),
    ],
)
def test_a_hostile_run_sheet_is_refused_with_what_is_wrong(wrong: Any, why: str) -> None:
    data = wrong if isinstance(wrong, bytes) else json.dumps(wrong).encode()
    for read, given in ((read_run_sheet_file, data), (read_run_sheet_link, packed(wrong))):
        with pytest.raises(BadRunSheet, match=why):
            read(given)  # type: ignore[operator]


def odd_text(length: int, seed: str) -> str:
    """Text that no compression makes much shorter."""
    digits = "".join(hashlib.sha256(f"{seed}{n}".encode()).hexdigest() for n in range(10))
    return digits[:length]


def test_a_file_whose_link_could_not_be_opened_is_refused() -> None:
    view = sheet_with()["views"][0]
    views = [{**view, "settings": {"areas": odd_text(390, str(n))}} for n in range(40)]
    with pytest.raises(BadRunSheet, match="its link would have 1"):
        read_run_sheet_file(json.dumps({**sheet_with(), "views": views}).encode())


def test_a_view_is_added_only_as_long_as_the_link_can_be_opened() -> None:
    views = tuple(make_view(TRENDS, {"areas": odd_text(390, str(n))}, "A view") for n in range(40))
    fitting = max(
        n for n in range(40) if len(write_run_sheet_link(RunSheet("Long", views[:n]))) <= MOST_LINK
    )
    sheet = RunSheet("Long", views[: fitting - 1]).with_view(views[fitting - 1])
    assert read_run_sheet_link(write_run_sheet_link(sheet)) == sheet
    with pytest.raises(FullRunSheet, match="The view was not added: with it"):
        sheet.with_view(views[fitting])


def test_forty_views_of_a_dozen_places_each_fit() -> None:
    codes = [f"E0{6 + n % 4}000{int(odd_text(8, str(n)), 16) % 900:03d}" for n in range(480)]
    views = [
        make_view(TRENDS, {"areas": ".".join(codes[n : n + 12]), "bands": "all"}, f"View {n}")
        for n in range(0, 480, 12)
    ]
    sheet = RunSheet("Full", ())
    for view in views:
        sheet = sheet.with_view(view)
    assert len(sheet.views) == 40


@pytest.mark.parametrize("link", ["", "@@@", "AAAA", "é" * 20, "x" * 20_000, packed({})[:-4]])
def test_a_damaged_link_is_refused(link: str) -> None:
    with pytest.raises(BadRunSheet, match="This run sheet cannot be used"):
        read_run_sheet_link(link)


def test_a_link_that_unpacks_to_megabytes_is_not_unpacked() -> None:
    bomb = base64.urlsafe_b64encode(zlib.compress(b"0" * 5_000_000, 9)).decode()
    assert len(bomb) < MOST_LINK
    with pytest.raises(BadRunSheet, match="unpacks to too much"):
        read_run_sheet_link(bomb)


def test_a_title_is_one_short_printable_line() -> None:
    odd = read_run_sheet_file(json.dumps(sheet_with(title="a\x00\u202eb " + "x" * 200)).encode())
    assert odd.views[0].title.startswith("ab xxx")
    assert len(odd.views[0].title) <= LONGEST_TITLE


def test_a_scorecard_is_the_one_setting_that_may_be_long() -> None:
    sheet = sheet_with(page="scorecard", settings={"card": "E" * 1_500})
    assert read_run_sheet_file(json.dumps(sheet).encode()).views[0].parameters == {
        "card": "E" * 1_500
    }
    for settings in ({"card": "E" * 5_000}, {"areas": "E" * 1_500}):
        with pytest.raises(BadRunSheet, match="no short text"):
            read_run_sheet_file(
                json.dumps(sheet_with(page="scorecard", settings=settings)).encode()
            )
