"""The charts of the pages on slides: the figures of the page, in PowerPoint's own charts."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import Any

import pytest
from pptx import Presentation

from placelib.charts.theme import LIGHT
from placelib.compare.settings import CompareDisplay, CompareView
from placelib.exports import Brief, Origin, Section
from placelib.exports.editable_chart import EditableChart
from placelib.exports.slides import pptx
from placelib.formatting import number
from placelib.trends.settings import TrendsView
from placelib.ui.compare import comparison_views
from placelib.views import compare as compare_view
from placelib.views import place as place_view
from placelib.views import snapshot_records
from placelib.views import trends as trends_view
from placelib.views.editable_charts import make_editable_counts, write_number_format

LIVERPOOL, ENGLAND = "E08000012", "E92000001"
ORIGIN_DAY = Origin(("ONS.",), "OGL.", "http://127.0.0.1/", version="v", made_on=date(2026, 11, 28))


def draw(chart: EditableChart | None) -> Any:
    """The chart as PowerPoint opens it."""
    assert chart is not None
    deck = Presentation(BytesIO(pptx(Brief("T", "", (Section("H", chart=chart),), ORIGIN_DAY))))
    (drawn,) = [shape.chart for shape in deck.slides[1].shapes if shape.has_chart]
    return drawn


def view_of(display: CompareDisplay) -> CompareView:
    return CompareView(
        area=LIVERPOOL,
        peers="global",
        chosen_peers=(),
        is_mixed=False,
        view=display,
        indicator="employment-rate",
        against="healthy-life-expectancy-female",
        cut="median",
        topic="all",
        order="name",
    )


def test_a_slide_of_peers_has_the_names_and_figures_of_the_page() -> None:
    view = view_of("peers")
    comparison = comparison_views.show_peers(view, compare_view.get_peers(view))
    assert not isinstance(comparison, str)
    block = comparison.block
    on_page = {row["Place"]: row["Figure"] for row in block.rows if row["Figure"] != "no value"}
    drawn = draw(block.editable)
    place, *peers, benchmark = drawn.plots[0].series
    names = list(drawn.plots[0].categories)
    field = compare_view.get_field(view, view.indicator)
    on_slide = {
        name: number(value, field.indicator.decimals)
        for series in (place, *peers)
        for name, value in zip(names, series.values, strict=True)
        if value is not None
    }
    assert on_slide == on_page
    # The legend says which peers are clearly apart, by a mark of their own.
    beside = {row["Place"]: row["Beside Liverpool"] for row in block.rows}
    by_standing = {
        series.name: [name for name, value in zip(names, series.values, strict=True) if value]
        for series in peers
    }
    alike = {name for name, words in beside.items() if words.endswith("not clearly different")}
    assert set(by_standing.pop("Other peers")) == alike
    for name, places in by_standing.items():
        side = name.removeprefix("Peers: clearly ")
        assert places
        assert all(f" {side} (" in beside[place_name] for place_name in places)
    assert place.name == "Liverpool"
    # Peers are grey, as on the page.
    colours = {str(series.marker.format.fill.fore_color.rgb) for series in peers}
    assert colours == {LIGHT.rest.removeprefix("#")}
    assert field.benchmark is not None
    assert set(benchmark.values) == {field.benchmark.value}


def test_a_slide_of_two_indicators_names_the_place_and_its_peers_and_both_axes() -> None:
    view = view_of("two")
    peers = compare_view.get_peers(view)
    comparison = comparison_views.compare_two_indicators(view, peers)
    assert not isinstance(comparison, str)
    drawn = draw(comparison.block.editable)
    rest, marked, place, *lines = drawn.plots[0].series
    relation = compare_view.get_relation(view)
    values = {(float(pair.across.value), float(pair.up.value)) for pair in relation.pairs}
    on_slide = [
        (float(x.text), y)
        for each in (rest, marked, place)
        for x, y in zip(each._element.xpath("c:xVal//c:v"), each.values, strict=True)  # noqa: SLF001
    ]
    assert len(on_slide) == len(relation.pairs)
    assert set(on_slide) == values
    (name,) = place._element.xpath(".//c:dLbl//a:t")  # noqa: SLF001
    assert name.text == "Liverpool"
    labels = [each.text for each in marked._element.xpath(".//c:dLbl//a:t")]  # noqa: SLF001
    assert len(labels) >= 3
    assert set(labels) <= {area.name for area in peers.areas}
    assert len(lines) == 2
    for axis, reading in ((drawn.category_axis, relation.across), (drawn.value_axis, relation.up)):
        title = axis.axis_title.text_frame.text
        assert title.startswith(reading.indicator.label)
        assert title.endswith(reading.period_label)


def test_a_slide_of_a_trend_has_every_figure_of_the_page() -> None:
    view = TrendsView("employment-rate", (LIVERPOOL, ENGLAND), "figures", "first")
    content = trends_view.build_trends(view)
    drawn = draw(trends_view.build_editable_trends(content, view))
    for series, track in zip(drawn.plots[0].series, content.tracks, strict=True):
        assert series.name == track.area.name
        figures = [row.value for row in track.published]
        assert [value for value in series.values if value is not None] == [
            value for value in figures if value is not None
        ]


def test_the_benchmark_of_a_gap_stands_once_in_the_legend() -> None:
    view = TrendsView("gross-median-weekly-pay", (LIVERPOOL, ENGLAND), "gap", "first")
    drawn = draw(trends_view.build_editable_trends(trends_view.build_trends(view), view))
    assert [series.name for series in drawn.plots[0].series] == ["Liverpool", "England"]
    alone = replace(view, areas=(LIVERPOOL,))
    drawn = draw(trends_view.build_editable_trends(trends_view.build_trends(alone), alone))
    assert [series.name for series in drawn.plots[0].series] == ["Liverpool", "England"]


def test_ten_places_in_panels_stay_a_picture() -> None:
    councils = [area.code for area in snapshot_records.get_registry().current("ltla")[:6]]
    view = TrendsView("population-count", tuple(councils), "figures", "none")
    assert trends_view.build_editable_trends(trends_view.build_trends(view), view) is None


def test_a_place_has_its_trend_on_the_slide() -> None:
    drawn = draw(place_view.build_editable_trend(LIVERPOOL, "employment-rate"))
    assert drawn.plots[0].series[0].name == "Liverpool"


def test_answers_of_a_room_are_bars() -> None:
    drawn = draw(make_editable_counts(["Yes", "No"], [12, 5]))
    assert list(drawn.plots[0].categories) == ["Yes", "No"]
    assert list(drawn.plots[0].series[0].values) == [12, 5]


@pytest.mark.parametrize(
    ("slug", "code"),
    [("employment-rate", '#,##0.0"%"'), ("gross-median-weekly-pay", '"£"#,##0')],
)
def test_figures_are_written_with_their_decimals_and_unit(slug: str, code: str) -> None:
    assert write_number_format(snapshot_records.get_catalogue()[slug]) == code


def test_thousands_of_pounds_are_written_as_thousands() -> None:
    pay = snapshot_records.get_catalogue()["gross-median-weekly-pay"]
    thousands = replace(pay, prefix="£", suffix="", sub_text="thousand")
    assert write_number_format(thousands) == '"£"#,##0" thousand"'
