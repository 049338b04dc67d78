"""The trend chart: what its specification holds, from series known on paper."""

from __future__ import annotations

import json
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from placelib.charts.theme import DARK, DESK, LIGHT, PRESENT
from placelib.charts.trend import HEIGHT, Line, trend_chart
from placelib.indicators import Catalogue
from placelib.model import Indicator, Observation
from placelib.periods import read_period


@pytest.fixture
def rate(tiny_catalogue: Catalogue) -> Indicator:
    """A percentage with one decimal."""
    return tiny_catalogue["rate"]


def observed(
    period: str, value: float | None, lower: float | None = None, upper: float | None = None
) -> Observation:
    when = read_period(period)
    gap = None if value is not None else "confidential"
    return Observation(
        "rate", "E07000001", period, when.label, when.starts, when.ends, value, lower, upper,
        None, gap, None,
    )  # fmt: skip


def line(name: str, *values: float | None, first: int = 2020) -> Line:
    years = enumerate(values, start=first)
    return Line(name, tuple(observed(f"{year}-01-01/P1Y", value) for year, value in years))


def drawn(indicator: Indicator, *lines: Line, **more: Any) -> dict[str, Any]:
    chart: dict[str, Any] = trend_chart(indicator, lines, **more).to_dict()
    return chart


def marks(chart: dict[str, Any]) -> list[str]:
    return [layer["mark"]["type"] for layer in chart["layer"]]


def layer_of(chart: dict[str, Any], mark: str) -> dict[str, Any]:
    (found,) = [layer for layer in chart["layer"] if layer["mark"]["type"] == mark]
    return dict(found)


def rows_of(chart: dict[str, Any], mark: str = "line") -> list[dict[str, Any]]:
    layer = layer_of(chart, mark)
    data = layer.get("data") or chart["data"]
    rows = data.get("values")
    return list(rows if rows is not None else chart["datasets"][data["name"]])


def y_domain(chart: dict[str, Any]) -> list[float]:
    return list(layer_of(chart, "line")["encoding"]["y"]["scale"]["domain"])


def test_every_figure_is_in_the_chart_with_its_period_and_words(rate: Indicator) -> None:
    series = (
        observed("2022-04-01/P1Y", 13.04, 12.0, 14.0),
        observed("2023-04-01/P1Y", 10.0),
    )
    assert rows_of(drawn(rate, Line("Alder", series))) == [
        {
            "area": "Alder", "date": "2022-04-01", "period": "April 2022 to March 2023",
            "value": 13.04, "lower": 12.0, "upper": 14.0, "shown": "13.0%",
            "range": "12.0% to 14.0%",
        },
        {
            "area": "Alder", "date": "2023-04-01", "period": "April 2023 to March 2024",
            "value": 10.0, "lower": None, "upper": None, "shown": "10.0%",
            "range": "none published",
        },
    ]  # fmt: skip


def test_a_gap_breaks_the_line_and_is_never_filled(rate: Indicator) -> None:
    chart = drawn(rate, line("Alder", 10.0, None, 12.0))
    assert [row["value"] for row in rows_of(chart)] == [10.0, None, 12.0]
    assert layer_of(chart, "line")["mark"]["invalid"] == "break-paths-filter-domains"


def test_a_period_that_only_others_have_is_a_gap(rate: Indicator) -> None:
    patchy = Line("Alder", (observed("2020-01-01/P1Y", 1.0), observed("2022-01-01/P1Y", 3.0)))
    chart = drawn(rate, patchy, line("England", 4.0, 5.0, 6.0))
    values = [row["value"] for row in rows_of(chart) if row["area"] == "Alder"]
    assert values == [1.0, None, 3.0]


def test_a_line_starts_with_its_own_first_period(rate: Indicator) -> None:
    chart = drawn(rate, line("Alder", 1.0, first=2022), line("England", 4.0, 5.0, 6.0))
    assert [row["date"] for row in rows_of(chart) if row["area"] == "Alder"] == ["2022-01-01"]


def test_a_longer_period_stands_at_its_middle(rate: Indicator) -> None:
    three_years = Line("Alder", (observed("2020-01-01/P3Y", 1.0),))
    assert rows_of(drawn(rate, three_years))[0]["date"] == "2021-07-02"


def test_a_zero_is_drawn(rate: Indicator) -> None:
    chart = drawn(rate, line("Alder", 0.0, 0.0))
    assert [(row["value"], row["shown"]) for row in rows_of(chart)] == [
        (0.0, "0.0%"),
        (0.0, "0.0%"),
    ]
    low, high = y_domain(chart)
    assert low < high


def test_the_band_is_that_of_the_place_and_only_where_there_is_an_interval(
    rate: Indicator,
) -> None:
    banded = Line("Alder", (observed("2020-01-01/P1Y", 10.0, 9.0, 11.0),))
    chart = drawn(rate, banded, line("England", 12.0))
    assert marks(chart) == ["area", "line", "point", "text"]
    band = layer_of(chart, "area")
    assert band["transform"] == [{"filter": {"field": "area", "equal": "Alder"}}]
    assert marks(drawn(rate, line("Alder", 10.0, 11.0))) == ["line", "point", "text"]


@pytest.mark.parametrize(
    ("values", "zero_baseline", "starts_at_zero"),
    [
        ((10.0, 40.0), True, True),
        ((10.0, 40.0), False, False),
        ((30.0, 40.0), True, False),
        ((-1.0, 40.0), True, False),
    ],
)
def test_the_axis_starts_at_zero_where_that_costs_little(
    rate: Indicator, values: tuple[float, ...], zero_baseline: bool, starts_at_zero: bool
) -> None:
    chart = drawn(replace(rate, zero_baseline=zero_baseline), line("Alder", *values))
    low, high = y_domain(chart)
    assert (low == 0.0) is starts_at_zero
    assert low <= min(values) < max(values) <= high


def test_the_axis_holds_the_interval_and_never_goes_below_zero_without_need(
    rate: Indicator,
) -> None:
    wide = Line("Alder", (observed("2020-01-01/P1Y", 0.2, 0.05, 30.0),))
    low, high = y_domain(drawn(replace(rate, zero_baseline=False), wide))
    assert low == 0.0
    assert high > 30.0


def test_the_axis_speaks_in_the_indicator_s_unit(rate: Indicator) -> None:
    axis = layer_of(drawn(rate, line("Alder", 1.0)), "line")["encoding"]["y"]["axis"]
    assert axis["labelExpr"] == "'' + format(datum.value, ',.1~f') + '%'"
    pounds = replace(rate, prefix="£", suffix="", decimals=0)
    axis = layer_of(drawn(pounds, line("Alder", 1.0)), "line")["encoding"]["y"]["axis"]
    assert axis["labelExpr"] == "'£' + format(datum.value, ',~f') + ''"


def test_names_at_the_line_ends_never_touch(rate: Indicator) -> None:
    lasts = {"Alder": 12.0, "Authority": 12.01, "Region": 11.99, "England": 12.0}
    lines = [line(name, 10.0, last) for name, last in lasts.items()]
    for sizes in (DESK, PRESENT):
        chart = drawn(rate, *lines, sizes=sizes)
        low, high = y_domain(chart)
        places = sorted(label["at"] for label in rows_of(chart, "text"))
        pixels = [(place - low) / (high - low) * HEIGHT for place in places]
        gaps = [upper - lower for lower, upper in pairwise(pixels)]
        assert len(places) == 4
        assert min(gaps) >= sizes.label
        assert places[-1] <= high


def test_names_stand_at_their_own_value_when_there_is_room(rate: Indicator) -> None:
    chart = drawn(rate, line("Alder", 10.0, 20.0), line("England", 10.0, 80.0))
    assert {label["label"]: label["at"] for label in rows_of(chart, "text")} == {
        "Alder": 20.0,
        "England": 80.0,
    }


def test_a_long_name_is_cut_at_the_line_and_whole_in_the_tooltip(rate: Indicator) -> None:
    name = "Bournemouth, Christchurch and Poole"
    chart = drawn(rate, line(name, 10.0, 20.0))
    (label,) = rows_of(chart, "text")
    assert label["label"] == "Bournemouth, Christch…"
    assert label["area"] == name
    fields = [tip["field"] for tip in layer_of(chart, "point")["encoding"]["tooltip"]]
    assert fields == ["area", "period", "shown", "range"]


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("Liverpool City Region", "Liverpool City Region"),
        ("Perth and Kinross land", "Perth and Kinross land"),
        ("Perth and Kinross lands", "Perth and Kinross lan…"),
    ],
)
def test_a_name_of_up_to_22_letters_stands_whole_at_its_line(
    rate: Indicator, name: str, shown: str
) -> None:
    (label,) = rows_of(drawn(rate, line(name, 10.0, 20.0)), "text")
    assert label["label"] == shown
    assert len(shown) <= 22


def ticks(chart: dict[str, Any]) -> tuple[str, list[tuple[int, int | str, int]]]:
    """The format of the x axis and the days it names."""
    axis = layer_of(chart, "line")["encoding"]["x"]["axis"]
    days = [(one["year"], one["month"], one["date"]) for one in axis.get("values", ())]
    return axis["format"], days


def test_with_at_most_four_periods_each_one_is_named_by_its_month(rate: Indicator) -> None:
    school_years = [observed(f"{year}-08-01/P1Y", 1.0) for year in (2021, 2022, 2024)]
    found = ticks(drawn(rate, Line("Alder", tuple(school_years))))
    assert found == ("%b %Y", [(2021, 8, 1), (2022, 8, 1), (2024, 8, 1)])
    of_two_lines = [line("Alder", 1.0, 2.0), line("England", 1.0, 2.0, first=2022)]
    named = ticks(drawn(rate, *of_two_lines))
    assert named == ("%b %Y", [(year, 1, 1) for year in (2020, 2021, 2022, 2023)])


def test_with_five_periods_the_axis_names_years(rate: Indicator) -> None:
    assert ticks(drawn(rate, line("Alder", 1.0, 2.0, 3.0, 4.0, 5.0))) == ("%Y", [])


def test_the_place_has_the_focus_colour_and_each_line_its_own_dash_and_mark(
    rate: Indicator,
) -> None:
    names = ["Alder", "Authority", "Region", "England"]
    lines = [line(name, 1.0, 2.0) for name in names]
    for theme in (LIGHT, DARK):
        chart = drawn(rate, *lines, theme=theme)
        colour = layer_of(chart, "line")["encoding"]["color"]
        assert colour["scale"]["domain"] == names
        assert colour["scale"]["range"][0] == theme.focus
        assert len(set(colour["scale"]["range"])) == 4
        dashes = layer_of(chart, "line")["encoding"]["strokeDash"]["scale"]["range"]
        shapes = layer_of(chart, "point")["encoding"]["shape"]["scale"]["range"]
        assert len({tuple(dash) for dash in dashes}) == len(set(shapes)) == 4


def test_no_more_than_four_lines_are_drawn(rate: Indicator) -> None:
    lines = [line(name, 1.0, 2.0) for name in "ABCDE"]
    assert {row["area"] for row in rows_of(drawn(rate, *lines))} == set("ABCD")


def test_without_a_value_there_is_nothing_to_draw(rate: Indicator) -> None:
    with pytest.raises(ValueError, match="at least one value"):
        trend_chart(rate, [line("Alder", None, None)])
    with pytest.raises(ValueError, match="at least one value"):
        trend_chart(rate, [])


def test_nothing_in_the_chart_is_fetched_and_a_hostile_name_stays_data(rate: Indicator) -> None:
    name = "O'Brien\"); alert('<b>x</b>') && (\""
    chart = drawn(rate, line(name, 1.0, 2.0))
    assert "http" not in json.dumps({**chart, "$schema": ""})
    assert {row["area"] for row in rows_of(chart)} == {name}
    axis = layer_of(chart, "line")["encoding"]["y"]["axis"]
    assert "alert" not in axis["labelExpr"]


def test_present_mode_enlarges_every_text(rate: Indicator) -> None:
    chart = drawn(rate, line("Alder", 1.0, 2.0), sizes=PRESENT)
    assert chart["config"]["axis"]["labelFontSize"] == PRESENT.label
    assert layer_of(chart, "text")["mark"]["fontSize"] == PRESENT.label


def test_a_long_series_has_no_crowded_years(rate: Indicator) -> None:
    chart = drawn(rate, line("Alder", *[float(value) for value in range(34)], first=1991))
    axis = layer_of(chart, "line")["encoding"]["x"]["axis"]
    assert axis["tickCount"] == {"interval": "year", "step": 6}
