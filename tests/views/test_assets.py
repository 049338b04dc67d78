"""What is said and drawn of a place's assets: published, never all there is, gaps said."""

from __future__ import annotations

import json

import pytest

from placelib.assets.records import KINDS
from placelib.views.asset_map import (
    _classify_rates,
    build_asset_map,
    list_asset_map_rows,
    list_asset_rates,
    write_asset_headline,
)
from placelib.views.assets import (
    list_asset_rows,
    write_asset_note,
    write_asset_sentence,
    write_rate,
)


def test_a_council_s_table_holds_england_beside_it_and_what_people_can_reach() -> None:
    rows = {row["What"]: row for row in list_asset_rows("E08000012")}
    assert rows["Public libraries open"]["Published"] == "19"
    assert rows["Public libraries open"]["England"] == "at least 0.5"
    assert rows["Visits to libraries"]["Published"] == "not published"
    assert rows["Parishes or communities"]["Published"] == "0"
    assert "patients" in rows["Patients to each GP, middle neighbourhood"]["Published"]
    assert all(row["When"] and row["Source"] for row in rows.values())


def test_where_england_has_no_whole_year_the_table_says_so() -> None:
    rows = {row["What"]: row for row in list_asset_rows("E06000055")}
    assert rows["Visits to libraries"]["England"] == "not published"


def test_libraries_that_are_in_no_list_are_said_to_be_so() -> None:
    missing = "Its libraries are not in the list that we hold."
    assert missing in write_asset_sentence("E06000053")
    assert missing not in write_asset_sentence("E06000052")
    assert missing not in write_asset_sentence("W06000015")


@pytest.mark.parametrize("slug", list(KINDS))
def test_the_table_of_the_map_has_every_council_that_it_shows(slug: str) -> None:
    rows, assets = list_asset_map_rows(slug), list_asset_rates(slug)
    assert {row["Code"] for row in rows} == set(assets)
    names = [row["Council"] for row in rows]
    assert names == sorted(names)
    for row in rows:
        asset = assets[row["Code"]]
        assert (asset.count is None) == (row[KINDS[slug].label] == "not published")
        assert bool(row["For each 10,000 people"]) == (asset.rate is not None)


def test_the_sentence_says_what_there_is_and_what_is_not_published() -> None:
    sentence = write_asset_sentence("E08000012")
    assert sentence.startswith("Published for Liverpool: 19 public libraries.")
    assert "Not published for a whole year: visits to libraries" in sentence
    assert "44 public libraries of Cambridgeshire’s county council" in write_asset_sentence(
        "E07000008"
    )
    assert "nothing is in the lists that we hold" in write_asset_sentence("S12000049")


def test_the_note_names_what_could_not_be_found() -> None:
    note = write_asset_note()
    assert "never all there is" in note
    for missing in ("schools", "surgeries", "charities", "food banks", "green spaces"):
        assert missing in note


@pytest.mark.parametrize("slug", KINDS)
def test_every_kind_has_a_map_with_as_many_digits_as_areas(slug: str) -> None:
    deck, legend = build_asset_map(slug, "E08000012", dark=False)
    layers = json.loads(deck.to_json())["layers"]
    assert layers[0]["id"] == "areas"
    assert "for each 10,000 people" in legend.lower()
    counted = sum(asset.count is not None for asset in list_asset_rates(slug).values())
    assert counted > 60


@pytest.mark.parametrize("slug", KINDS)
def test_councils_whose_figures_look_alike_share_a_colour_and_the_classes_are_counted(
    slug: str,
) -> None:
    _, legend = build_asset_map(slug, "E08000012", dark=False)
    rates = {
        code: asset.rate for code, asset in list_asset_rates(slug).items() if asset.rate is not None
    }
    classes, class_by_area = _classify_rates(slug)
    assert classes is not None
    by_words: dict[str, set[int]] = {}
    for code, rate in rates.items():
        by_words.setdefault(write_rate(rate), set()).add(class_by_area[code])
    assert [words for words, indexes in by_words.items() if len(indexes) > 1] == []
    count = len(set(class_by_area.values()))
    assert f"{count} class" in legend


def test_the_headline_is_for_each_ten_thousand_people() -> None:
    assert write_asset_headline("libraries", "E08000012") == (
        "Public libraries open: 0.4 for each 10,000 people in Liverpool, at least 0.5 in England"
    )
    assert write_asset_headline("visits", "E08000012") == (
        "Visits to libraries: no whole year published for Liverpool"
    )


def test_the_united_kingdom_has_england_s_libraries_at_england_s_rate() -> None:
    assert "public libraries in England" in write_asset_sentence("K02000001")
    rows = {row["What"]: row for row in list_asset_rows("K02000001")}
    libraries = rows["Public libraries open"]
    assert libraries["For each 10,000 people"] == libraries["England"] == "at least 0.5"
    assert libraries["More"].startswith("all of England; ")
    assert write_asset_headline("libraries", "K02000001") == (
        "Public libraries open: at least 0.5 for each 10,000 people in England"
    )


def test_what_is_not_known_of_a_count_is_said_with_it() -> None:
    assert write_asset_sentence("E06000052").startswith(
        "Published for Cornwall: 28 public libraries (9 more do not say whether they are open)"
    )
    assert write_asset_headline("hours", "E06000052") == (
        "Hours that libraries are open in a week: at least 14.0 for each 10,000 people in "
        "Cornwall, at least 17.0 in England"
    )
    rows = {row["What"]: row for row in list_asset_rows("E06000052")}
    hours = rows["Hours that libraries are open in a week"]
    assert hours["For each 10,000 people"] == "at least 14.0"
    assert hours["More"] == "stated for 27 of 37"


def test_a_library_that_is_closed_for_a_time_states_no_hours_and_none_are_missing() -> None:
    # Four of its 64 libraries are closed for a time; the other 60 state their hours.
    rows = {row["What"]: row for row in list_asset_rows("E47000004")}
    hours = rows["Hours that libraries are open in a week"]
    assert (hours["For each 10,000 people"], hours["More"]) == ("13.0", "")


def test_a_place_outside_a_list_is_not_called_unpublished() -> None:
    assert write_asset_headline("libraries", "E06000053") == (
        "Public libraries open: the Isles of Scilly is not in the list"
    )


def test_cheshire_west_and_chester_has_no_whole_year_of_visits() -> None:
    assert list_asset_rates("visits")["E06000050"].count is None
