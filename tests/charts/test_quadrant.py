"""The chart of the quadrant shows the points it is given, and what is not known as not known."""

from __future__ import annotations

import json
from typing import Any

import pytest

from placelib.charts.quadrant import quadrant_chart
from placelib.charts.theme import DARK, DESK, LIGHT, PRESENT
from placelib.quadrant import Quadrant, all_quadrants, quadrant_of
from tests.quadrant.made_areas import CA, ENGLAND, A, C, evidence

Specification = dict[str, Any]


def drawn(quadrant: Quadrant, **options: Any) -> Specification:
    specification: Specification = quadrant_chart(quadrant, **options).to_dict()
    return specification


def rows(specification: Specification, **mark: object) -> list[dict[str, Any]]:
    """The rows of all layers whose mark has these properties."""
    return [
        row
        for layer in specification["layer"]
        if mark.items() <= layer["mark"].items()
        for row in specification["datasets"][layer["data"]["name"]]
    ]


def domains(specification: Specification) -> tuple[list[float], list[float]]:
    encoding = specification["layer"][0]["encoding"]
    return encoding["x"]["scale"]["domain"], encoding["y"]["scale"]["domain"]


def texts(specification: Specification) -> set[str]:
    marks = [layer["mark"] for layer in specification["layer"]]
    return {mark["text"] for mark in marks if mark["type"] == "text"}


def test_the_middle_point_stands_where_its_figures_say() -> None:
    found = quadrant_of(evidence(), A)
    (point,) = rows(drawn(found), type="point", size=190)
    assert found.middle is not None
    assert point["x"] == pytest.approx(100 * (found.middle.understanding or 0))
    assert point["y"] == pytest.approx(12.5)
    assert point["leverage"] == "13"


def test_the_chord_joins_local_and_national_through_halfway() -> None:
    specification = drawn(quadrant_of(evidence(), A))
    ends = rows(specification, type="point", shape="square")
    assert [(row["x"], row["y"]) for row in ends] == [(100, 0), (0, 100)]
    (halfway,) = rows(specification, type="point", size=90)
    assert (halfway["x"], halfway["y"]) == (50, 50)


def test_the_region_of_a_bend_begins_at_halfway_on_both_axes() -> None:
    specification = drawn(quadrant_of(evidence(), A))
    (region,) = rows(specification, type="rect", color=LIGHT.tint)
    (_, right), (_, top) = domains(specification)
    assert region == {"x": 50, "y": 50, "x2": right, "y2": top}


def test_the_cloud_is_the_outline_of_the_draws_and_closes() -> None:
    found = quadrant_of(evidence(), A)
    cloud = rows(drawn(found), type="line", fill=LIGHT.focus)
    assert found.uncertainty is not None
    assert len(cloud) == len(found.uncertainty.cloud) + 1
    first, *_, last = cloud
    assert (first["x"], first["y"]) == (last["x"], last["y"])


def test_a_cloud_with_room_for_words_says_what_it_is() -> None:
    found = quadrant_of(evidence(), A)
    assert found.uncertainty is not None
    across, up = zip(*found.uncertainty.cloud, strict=True)
    has_room = max(up) - min(up) >= 0.12 and max(across) - min(across) >= 0.24
    assert ("90% of results" in texts(drawn(found))) == has_room
    assert "90% of results" not in texts(drawn(quadrant_of(evidence(), ENGLAND)))


def test_values_outside_the_archetypes_widen_the_axes_and_the_square_stays_in_view() -> None:
    z = [[0.1, 0.1], [4.0, 4.0], [-1.0, -1.0], [-1.0, -1.0]]
    found = quadrant_of(evidence(z=z), A)
    specification = drawn(found)
    (left, right), (bottom, top) = domains(specification)
    (point,) = rows(specification, type="point", size=190)
    assert left < point["x"] < -100
    assert right > 100
    assert bottom < 0
    assert top > 100
    assert "← behind\nEngland" in texts(specification)


def test_inside_the_archetypes_nothing_is_said_of_what_lies_behind() -> None:
    assert not any("behind" in text for text in texts(drawn(quadrant_of(evidence(), ENGLAND))))


def test_without_an_authority_the_region_is_a_line_and_no_point() -> None:
    specification = drawn(quadrant_of(evidence(), C))
    assert rows(specification, type="point", size=190) == []
    (line,) = rows(specification, type="rule", color=LIGHT.pair[1])
    assert (line["y"], line["y2"]) == (0, 100)
    assert line["leverage"] == "not known"
    assert "Northshire:\nno authority here,\nstatistics only" in texts(specification)


def test_an_authority_without_outturn_is_a_line_too() -> None:
    specification = drawn(quadrant_of(evidence(outturns={}), CA))
    assert "Twin Rivers:\nleverage not\nevidenced" in texts(specification)
    (band,) = rows(specification, type="rect", fill=LIGHT.focus)
    assert band["x"] < band["x2"]


def test_a_nation_shows_the_archetypes_alone() -> None:
    specification = drawn(quadrant_of(evidence(), ENGLAND))
    assert texts(specification) == {"Its councils", "England", "halfway", "the line bends"}
    assert domains(specification) == ([-9, 109], [-9, 109])


def test_other_authorities_are_faint_and_the_own_one_is_not_among_them() -> None:
    made = evidence()
    everyone = [quadrant_of(made, code) for code in (CA, A, C)]
    shown = rows(drawn(everyone[1], others=everyone), type="point", size=36)
    # The council's own authority stands out already, and the region has no point.
    assert [row["tier"] for row in shown] == ["Twin Rivers"]


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_every_colour_comes_from_the_theme(theme: Any) -> None:
    text = json.dumps(drawn(quadrant_of(evidence(), A), theme=theme))
    ours = {word for word in text.split('"') if word.startswith("#") and len(word) == 7}
    assert ours <= {
        theme.tint,
        theme.grid,
        theme.focus,
        theme.page,
        theme.rest,
        theme.text,
        theme.quiet_text,
        theme.pair[1],
    }


def test_text_is_as_large_as_the_projector_asks() -> None:
    text = json.dumps(drawn(quadrant_of(evidence(), A), sizes=PRESENT))
    assert '"fontSize": 24' in text
    assert f'"fontSize": {DESK.label},' not in text


def test_the_chart_is_as_wide_as_its_container_and_small() -> None:
    made = evidence()
    specification = drawn(quadrant_of(made, A), others=all_quadrants(made))
    assert specification["width"] == "container"
    assert len(json.dumps(specification, allow_nan=False)) < 40_000
