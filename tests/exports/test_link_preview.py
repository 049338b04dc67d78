"""Previews of links: a title for each view from names that we know, and never from the address."""

from __future__ import annotations

import pytest

from placelib.exports.link_preview import preview
from placelib.urls import PAGES

PLACES = {"E08000012": "Liverpool", "W06000001": "Ynys Môn", "E92000001": "England", "X": "Fourth"}
LABELS = {"employment-rate": "Employment rate"}


def title(path: str, **query: str) -> str:
    found = preview(path, query, PLACES.get, LABELS.get)
    return found.title


@pytest.mark.parametrize(
    ("path", "query", "said"),
    [
        ("/", {}, "Bend the Line"),
        ("/place", {"area": "E08000012"}, "Liverpool – Bend the Line"),
        (
            "/place",
            {"area": "W06000001", "indicator": "employment-rate"},
            "Employment rate: Ynys Môn – Bend the Line",
        ),
        ("/place", {}, "Place – Bend the Line"),
        (
            "/trends",
            {"indicator": "employment-rate", "areas": "E08000012.W06000001.E92000001.X"},
            "Employment rate: Liverpool, Ynys Môn, England and others – Bend the Line",
        ),
        ("/map", {"indicator": "employment-rate", "area": "E08000012"},
         "Employment rate, on a map – Bend the Line"),
        ("/compare", {"area": "E08000012"}, "Compare: Liverpool – Bend the Line"),
        ("/quadrant", {"lens": "evidence", "area": "E08000012"},
         "Quadrant: Liverpool – Bend the Line"),
        ("/quadrant", {}, "The idea: Who knows the place, and who decides? – Bend the Line"),
        ("/run_sheet", {"sheet": "x"}, "Run sheet – Bend the Line"),
    ],
)  # fmt: skip
def test_a_title_says_what_the_view_shows(path: str, query: dict[str, str], said: str) -> None:
    assert title(path, **query) == said


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path or "start")
def test_nothing_of_a_hostile_address_is_repeated(page: object) -> None:
    odd = "</title><script>alert(1)</script>"
    query = dict.fromkeys(("area", "areas", "indicator", "lens", "sheet", "data"), odd)
    found = preview(page.path, query, PLACES.get, LABELS.get)  # type: ignore[attr-defined]
    assert "alert" not in found.title + found.description


def test_an_address_without_a_page_has_the_preview_of_the_app() -> None:
    assert title("/_stcore/health") == title("/static/x.js") == title("/")
