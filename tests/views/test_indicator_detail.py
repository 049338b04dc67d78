"""Who holds the lever, as an indicator's card says it for one place."""

from __future__ import annotations

from placelib.views import snapshot_records
from placelib.views.indicator_detail import build_detail_words, describe_lever

LIVERPOOL, LEICESTER, CARDIFF = "E08000012", "E06000016", "W06000015"
NORTH_WEST = "E12000002"


def words(code: str, slug: str) -> tuple[str, str]:
    registry, catalogue = snapshot_records.get_registry(), snapshot_records.get_catalogue()
    return describe_lever(registry[code], catalogue[slug])


def test_a_council_under_an_authority_has_all_three_tiers() -> None:
    text, reason = words(LIVERPOOL, "net-additions-housing-stock")
    assert "the authority holds strategic planning" in text
    assert reason.startswith("Our coding: Councils decide ordinary applications (F24).")


def test_a_council_without_an_authority_is_told_of_none() -> None:
    text, _ = words(LEICESTER, "motor-vehicle-flow")
    assert "The council holds local roads and the local transport plan" in text
    assert "authority" not in text


def test_a_region_holds_places_with_an_authority() -> None:
    assert "the authority holds" in words(NORTH_WEST, "motor-vehicle-flow")[0]


def test_outside_england_it_says_what_the_sources_are_for() -> None:
    assert words(CARDIFF, "motor-vehicle-flow") == (
        "Our sources about who decides are for England.",
        "",
    )


def test_the_card_carries_the_words_and_their_reason() -> None:
    detail = build_detail_words(LIVERPOOL, "walk-library")
    # Markdown, so the points are escaped.
    assert detail.lever == (
        "The council decides most of what moves this\\. The council holds libraries\\."
    )
    assert "Councils run libraries" in detail.lever_reason
