"""The charts of Compare: what is marked, what has an interval, what the axes hold."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import Any

import pytest
import vl_convert

from placelib.charts.distribution import BINS, distribution_chart
from placelib.charts.parts import FigureDot, ReferenceLine
from placelib.charts.peers import ROW_HEIGHT, peers_chart
from placelib.charts.scatter import ScatterAxis, ScatterPoint, scatter_chart
from placelib.charts.silo import (
    GridCell,
    GridColumn,
    GridRow,
    TopicStrip,
    legend,
    silo_table,
    topic_strips,
)
from placelib.charts.theme import DARK, LIGHT

PLACE = FigureDot(
    name="<b>Alder</b>",
    value=10.0,
    lower=9.0,
    upper=11.0,
    value_text="10%",
    range="9% to 11%",
    role="place",
)
PEER = FigureDot(
    name="Birch",
    value=18.0,
    lower=17.0,
    upper=19.0,
    value_text="18%",
    range="17% to 19%",
    role="peer",
)
OTHERS = [
    FigureDot(
        name=f"O{n}",
        value=12.0 + n / 50,
        lower=None,
        upper=None,
        value_text="12%",
        range="none",
        role="rest",
    )
    for n in range(100)
]
ENGLAND = ReferenceLine(13.0, "England 13%")


def layers(chart: Any, kind: str) -> list[dict[str, Any]]:
    whole = chart.to_dict()
    # Altair puts rows that two layers share into one place and names it.
    held = whole.get("datasets", {})
    return [
        {**one, "data": {"values": held.get(one["data"].get("name"), one["data"].get("values"))}}
        for one in whole["layer"]
        if one["mark"]["type"] == kind
    ]


def test_peers_stand_in_order_of_the_figure_with_the_place_marked() -> None:
    chart = peers_chart([PLACE, PEER], "'a'", ENGLAND)
    (points,) = layers(chart, "point")
    assert points["encoding"]["y"]["sort"] == ["Birch", "<b>Alder</b>"]
    assert [row["is_place"] for row in points["data"]["values"]] == [False, True]
    assert chart.to_dict()["height"] == 2 * ROW_HEIGHT + 44
    bold = points["encoding"]["y"]["axis"]["labelFontWeight"]["expr"]
    assert "Alder" not in bold
    assert "=== 1" in bold


def test_peers_that_are_clearly_apart_say_so_beside_their_interval() -> None:
    assert not layers(peers_chart([PLACE, PEER], "'a'"), "text")
    low = replace(PEER, name="Cedar", value=2.0, lower=1.0, upper=3.0, standing="clearly lower")
    dots = [PLACE, low, replace(PEER, standing="clearly higher")]
    rows = [row for layer in layers(peers_chart(dots, "'a'"), "text")
            for row in layer["data"]["values"]]  # fmt: skip
    # Where the row has more room: to the right of the low interval, to the left of the high one.
    assert {(row["name"], row["end"], row["standing"]) for row in rows} == {
        ("Cedar", 3.0, "clearly lower"), ("Birch", 17.0, "clearly higher"),
    }  # fmt: skip


@pytest.mark.parametrize("position", [0, 1, 2, 4])
def test_the_name_of_the_place_is_bold_wherever_it_stands(position: int) -> None:
    dots = [
        replace(PEER, name=name, value=20.0 - index, role="place" if index == position else "peer")
        for index, name in enumerate("ABCDE")
    ]
    picture = vl_convert.vegalite_to_svg(peers_chart(dots, "datum.label").to_dict())
    bold = re.findall(r'font-weight="700"[^>]*>([A-E])<', picture)
    assert bold == ["ABCDE"[position]]


def test_the_scale_holds_every_interval_and_the_line() -> None:
    (points,) = layers(peers_chart([PLACE, PEER], "'a'", ReferenceLine(25.0, "England")), "point")
    low, high = points["encoding"]["x"]["scale"]["domain"]
    assert low < 9.0
    assert high > 25.0


def test_a_distribution_draws_every_area_once_and_marks_the_peers_again() -> None:
    chart = distribution_chart([PLACE, PEER, *OTHERS], "'a'", ENGLAND)
    points = layers(chart, "point")
    crowd = points[0]["data"]["values"]
    assert len(crowd) == 101
    assert len({(row["value"], row["stack"]) for row in crowd}) == 101
    roles = [{row["role"] for row in one["data"]["values"]} for one in points]
    assert roles[1:] == [{"a peer"}, {"the place"}]
    low, high = points[0]["encoding"]["x"]["scale"]["domain"]
    by_name = {dot.name: dot.value for dot in (PEER, *OTHERS)}
    assert all(abs(row["value"] - by_name[row["name"]]) <= (high - low) / BINS for row in crowd)


def test_a_scatter_has_intervals_for_the_place_and_its_peers_only() -> None:
    crosses = [ScatterPoint(dot, dot) for dot in (PLACE, PEER, *OTHERS)]
    chart = scatter_chart(
        crosses, ScatterAxis("x", "'a'", ENGLAND), ScatterAxis("y", "'a'", ENGLAND)
    )
    rules = layers(chart, "rule")
    with_data = [one for one in rules if "name" in one["data"]["values"][0]]
    assert len(with_data) == 4
    assert {row["role"] for one in with_data for row in one["data"]["values"]} == {
        "a peer",
        "the place",
    }
    assert len(rules) == 6
    no_cut = scatter_chart(crosses, ScatterAxis("x", "'a'", None), ScatterAxis("y", "'a'", ENGLAND))
    assert len(layers(no_cut, "rule")) == 4


HEADS = [
    GridColumn("One", "↑", "Health"),
    GridColumn("Two <i>", "", "Health"),
    GridColumn("Three", "↓", "Housing"),
]
ROWS = [
    GridRow(
        "Alder & Co",
        (
            GridCell("+1.2", "full words", 1.2, "better"),
            GridCell("−2.3", "x", -2.3, "not clear"),
            GridCell("·", "no figure", 0.0, None),
        ),
        is_place=True,
    )
]


def test_the_grid_is_a_table_whose_heads_are_marked_and_whose_text_is_escaped() -> None:
    html = silo_table(HEADS, ROWS, 'said "so"')
    assert html.count('scope="col"') == 4
    assert html.count('scope="row"') == 1
    assert html.count('scope="colgroup"') == 2
    assert "Two &lt;i&gt;" in html
    assert "Alder &amp; Co" in html
    assert "<caption" in html
    assert 'tabindex="0"' in html


def test_only_a_clear_difference_is_coloured() -> None:
    cells = silo_table(HEADS, ROWS, "c").split("<td ")[1:]
    assert 'class="first better2"' in cells[0]
    assert "class" not in cells[1]
    assert 'class="first"' in cells[2]


def test_a_topic_on_the_stage_says_in_words_how_many_figures_are_far() -> None:
    boxes = (
        GridCell("+1.2", "x", 1.2, "better"),
        GridCell("-0.7", "x", -0.7, "worse"),
        GridCell("-1.4", "x", -1.4, "worse"),
        GridCell("+2.3", "x", 2.3, "not clear"),
        GridCell("+1.0", "x", 1.0, "neutral"),
    )
    html = topic_strips(
        [
            TopicStrip("Health & care", boxes, is_chosen=True),
            TopicStrip("Crime", boxes[-1:], is_chosen=False),
        ],
        "c",
    )
    assert "Health &amp; care" in html
    assert "3 of 5 far: 1 worse, 1 better, 1 other" in html
    assert "1 of 1 far<" in html
    assert html.count("<i></i>") == 2
    assert html.count("class=chosen") == 1


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def test_every_cell_text_has_a_contrast_of_four_and_a_half() -> None:
    for theme in (LIGHT, DARK):
        looks = re.findall(
            r"td\.(\w+)\{background:(#\w{6});color:(#\w{6})\}", silo_table(HEADS, ROWS, "c", theme)
        )
        assert len(looks) == 9
        for tone, fill, text in looks:
            light, dark = sorted((_luminance(fill), _luminance(text)), reverse=True)
            assert (light + 0.05) / (dark + 0.05) >= 4.5, (tone, fill)
    assert "better than England" in legend("England")
