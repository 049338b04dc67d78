"""Charts that PowerPoint draws: their figures, gaps, intervals, names and words."""

from __future__ import annotations

from datetime import date
from html import unescape
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE
from pptx.oxml.ns import qn

from placelib.exports import Brief, Origin, Section
from placelib.exports.brief import BARRED, SHADED
from placelib.exports.editable_chart import (
    ChartKind,
    EditableAxis,
    EditableChart,
    EditablePoint,
    EditableSeries,
)
from placelib.exports.slides import pptx

ORIGIN = Origin(
    ("ONS.",), "OGL.", "http://127.0.0.1/", version="2026-06-26", made_on=date(2026, 11, 28)
)
AXIS = EditableAxis("Employment rate", '0.0"%"', (60.0, 80.0))


def draw(chart: EditableChart) -> Any:
    """The shape of the chart on its slide."""
    brief = Brief("T", "", (Section("H", sentences=("It rose.",), chart=chart),), ORIGIN)
    deck = Presentation(BytesIO(pptx(brief)))
    (shape,) = [shape for shape in deck.slides[1].shapes if shape.has_chart]
    return shape


def list_bars(shape: Any, series: int, direction: str, side: str) -> dict[int, float]:
    """The lengths of the error bars of a series, by the place of their figure."""
    element = shape.chart.plots[0].series[series]._element  # noqa: SLF001
    lengths = element.xpath(f"c:errBars[c:errDir/@val='{direction}']/c:{side}/c:numLit/c:pt")
    return {int(point.get("idx")): float(point[0].text) for point in lengths}


def test_a_trend_keeps_its_days_its_gaps_and_its_intervals() -> None:
    days = [date(2021, 1, 1), date(2022, 1, 1), date(2023, 1, 1)]
    points = (
        EditablePoint(days[0], 70.0, (68.5, 72.0)),
        EditablePoint(days[1], None),
        EditablePoint(days[2], 75.5, is_doubted=True),
    )
    line = EditableSeries("Leeds", points, "#12436D", has_line=True)
    shape = draw(EditableChart("lines", (line,), AXIS))
    plot = shape.chart.plots[0]
    assert shape.chart.chart_type == XL_CHART_TYPE.LINE_MARKERS
    assert list(plot.series[0].values) == [70.0, None, 75.5]
    assert shape.chart._chartSpace.xpath("count(.//c:dateAx)") == 1  # noqa: SLF001
    assert list_bars(shape, 0, "y", "minus") == {0: 1.5}
    assert list_bars(shape, 0, "y", "plus") == {0: 2.0}
    assert shape.chart.value_axis.tick_labels.number_format == '0"%"'
    assert shape.chart.value_axis.axis_title.text_frame.text == "Employment rate"
    fills = shape.chart._chartSpace.xpath(".//c:dPt[c:idx/@val='2']//a:srgbClr/@val")  # noqa: SLF001
    assert "FFFFFF" in fills
    assert shape._element.nvGraphicFramePr.cNvPr.get("descr") == "It rose."  # noqa: SLF001


def test_a_scatter_keeps_its_pairs_both_intervals_and_the_names() -> None:
    place = EditablePoint(60.0, 7.5, (7.0, 8.5), (58.0, 63.0), label="Leeds")
    series = (
        EditableSeries(
            "Other areas", (EditablePoint(1.5, 2.5), EditablePoint(3.0, 4.0)), "#8A9099"
        ),
        EditableSeries("Leeds", (place,), "#12436D"),
    )
    across = EditableAxis("Pay", '"£"#,##0', (0.0, 70.0))
    shape = draw(EditableChart("scatter", series, EditableAxis("Health", "0.0", (0, 10)), across))
    drawn = shape.chart.plots[0].series
    assert [list(each.values) for each in drawn] == [[2.5, 4.0], [7.5]]
    across_values = drawn[0]._element.xpath("c:xVal//c:v")  # noqa: SLF001
    assert [float(each.text) for each in across_values] == [1.5, 3.0]
    assert list_bars(shape, 1, "x", "plus") == {0: 3.0}
    assert list_bars(shape, 1, "y", "minus") == {0: 0.5}
    assert drawn[1].points[0].data_label.text_frame.text == "Leeds"
    assert shape.chart.category_axis.axis_title.text_frame.text == "Pay"


def test_answers_are_bars_with_their_numbers_in_the_order_they_were_asked() -> None:
    points = (EditablePoint("Yes", 7), EditablePoint("No", 0))
    shape = draw(
        EditableChart(
            "bars", (EditableSeries("Answers", points, "#12436D"),), EditableAxis("", "0", (0, 8))
        )
    )
    plot = shape.chart.plots[0]
    assert list(plot.categories) == ["Yes", "No"]
    assert list(plot.series[0].values) == [7, 0]
    assert plot.series[0].data_labels.show_value
    assert shape.chart.category_axis.reverse_order
    assert not shape.chart.has_legend


@pytest.mark.parametrize(
    ("days", "unit", "format_code"),
    [
        ([date(2023, 1, 1), date(2024, 1, 1)], ("years", "1"), "yyyy"),
        ([date(2004 + year, 1, 1) for year in range(19)], ("years", "3"), "yyyy"),
        ([date(2023, month, 1) for month in range(1, 13)], ("months", "1"), "mmm yyyy"),
        ([date(2022, 1, 1), date(2022, 4, 1), date(2024, 1, 1)], ("months", "4"), "mmm yyyy"),
    ],
)
def test_the_days_of_a_trend_are_named_as_often_as_they_come(
    days: list[date], unit: tuple[str, str], format_code: str
) -> None:
    points = tuple(EditablePoint(day, 70.0) for day in days)
    series = (EditableSeries("Alder", points, "#12436D", has_line=True),)
    drawn = draw(EditableChart("lines", series, AXIS)).chart
    axis = drawn.category_axis._element  # noqa: SLF001
    names = ("majorTimeUnit", "majorUnit")
    assert tuple(axis.find(qn(f"c:{name}")).get("val") for name in names) == unit
    assert drawn.category_axis.tick_labels.number_format == format_code


@pytest.mark.parametrize("kind", ["bars", "scatter"])
def test_a_name_that_looks_like_a_formula_is_text_in_the_workbook_behind_the_chart(
    kind: ChartKind,
) -> None:
    hostile = '=HYPERLINK("http://a.example","Vote")'
    name = "1" if kind == "scatter" else hostile
    points = (EditablePoint(float(name) if kind == "scatter" else name, 3.0, label=hostile),)
    series = (EditableSeries(hostile, points, "#12436D"),)
    across = AXIS if kind == "scatter" else None
    shape = draw(EditableChart(kind, series, AXIS, across))
    blob = shape.chart.part.chart_workbook.xlsx_part.blob
    with ZipFile(BytesIO(blob)) as parts:
        sheet = parts.read("xl/worksheets/sheet1.xml").decode()
        texts = unescape(parts.read("xl/sharedStrings.xml").decode())
        assert [name for name in parts.namelist() if name.endswith("sheet1.xml.rels")] == []
    assert "<f>" not in sheet
    assert "<hyperlink" not in sheet
    assert hostile in texts


def test_names_and_units_that_xml_cannot_hold_are_drawn_without_those_signs() -> None:
    points = (EditablePoint("Yes\x0b or\x00 no", 3.0, label="a\x1bb"),)
    series = (EditableSeries("Room\x07", points, "#12436D"),)
    shape = draw(EditableChart("bars", series, EditableAxis("People\x00", '0"\x01m"', (0, 5))))
    assert list(shape.chart.plots[0].categories) == ["Yes  or no"]
    assert shape.chart.plots[0].series[0].name == "Room"


def test_a_slide_calls_the_intervals_of_its_own_chart_bars_and_those_of_a_picture_shaded() -> None:
    point = EditablePoint(date(2023, 1, 1), 70.0, (68.5, 72.0))
    chart = EditableChart("lines", (EditableSeries("Leeds", (point,), "#12436D"),), AXIS)
    for part, words in ((chart, BARRED), (None, SHADED)):
        section = Section("H", SHADED, sentences=("It rose.",), chart=part)
        deck = Presentation(BytesIO(pptx(Brief("T", "", (section,), ORIGIN))))
        assert words in [shape.text_frame.text for shape in deck.slides[1].shapes
                         if shape.has_text_frame]  # fmt: skip


@pytest.mark.parametrize(("count", "turn"), [(6, "0"), (14, "0"), (33, "-2700000")])
def test_names_below_a_chart_lie_level_where_they_have_room(count: int, turn: str) -> None:
    points = tuple(EditablePoint(f"West Lancashire {n}", 70.0) for n in range(count))
    shape = draw(EditableChart("dots", (EditableSeries("Peers", points, "#8A9099"),), AXIS))
    (body,) = shape.chart.category_axis._element.txPr.findall(qn("a:bodyPr"))  # noqa: SLF001
    assert body.get("rot") == turn


def test_the_sentences_stand_below_a_chart_over_the_whole_slide() -> None:
    points = (EditablePoint("Leeds", 70.0), EditablePoint("Bradford", 68.0))
    chart = EditableChart("dots", (EditableSeries("Peers", points, "#8A9099"),), AXIS)
    brief = Brief("T", "", (Section("H", sentences=("It rose.",), chart=chart),), ORIGIN)
    shapes = list(Presentation(BytesIO(pptx(brief))).slides[1].shapes)
    (drawn,) = [shape for shape in shapes if shape.has_chart]
    (words,) = [
        shape for shape in shapes if shape.has_text_frame and shape.text_frame.text == "It rose."
    ]
    assert words.top >= drawn.top + drawn.height
    assert words.left == drawn.left
