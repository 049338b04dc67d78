"""What of a run sheet's views goes into its one file without running a page."""

from __future__ import annotations

from placelib.exports.run_sheet import make_view
from placelib.quadrant.idea import TITLES
from placelib.ui.run_sheet.one_file import _find_findings
from placelib.urls import AREA, INDICATOR, LENS, MAP, PLACE, QUADRANT

LIVE = "https://places.example/view"


def test_a_view_of_an_uploaded_file_shows_no_official_figures_in_its_place() -> None:
    findings = _find_findings(make_view(MAP, {INDICATOR: "uploaded-rate"}, "Ours"), LIVE)
    assert findings.items == ()
    (section,) = findings.sections
    assert "uploaded file is in no link" in section.sentences[0]
    assert section.picture is None


def test_the_idea_has_its_six_steps_in_words() -> None:
    findings = _find_findings(make_view(QUADRANT, {LENS: "idea"}, "The idea"), LIVE)
    (section,) = findings.sections
    assert [row["Step"] for row in section.rows] == list(TITLES)


def test_a_place_has_what_its_own_brief_has() -> None:
    findings = _find_findings(make_view(PLACE, {AREA: "E06000053"}, "Scilly"), LIVE)
    headlines = [section.headline for section in findings.sections]
    assert headlines[:2] == ["Key figures", "What there is to build on in the Isles of Scilly"]
    assert "What is missing here, and why" in headlines
