"""Charts that PowerPoint itself draws, so that their figures can be edited on the slide."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Any, Literal

from pptx.enum.chart import (
    XL_CHART_TYPE,
    XL_LABEL_POSITION,
    XL_LEGEND_POSITION,
    XL_MARKER_STYLE,
    XL_TICK_LABEL_POSITION,
    XL_TICK_MARK,
)
from pptx.enum.dml import MSO_LINE
from pptx.oxml.ns import qn
from pptx.oxml.xmlchemy import OxmlElement
from pptx.util import Emu, Pt

from placelib.exports.chart_workbook import clean_chart, gather_chart_data
from placelib.exports.editable_chart import (
    EditableAxis,
    EditableChart,
    EditablePoint,
    EditableSeries,
    Ends,
    Symbol,
)
from placelib.exports.sheet import QUIET, RULE, TEXT
from placelib.exports.slide_look import read_colour

_TYPES = {
    "bars": XL_CHART_TYPE.BAR_CLUSTERED,
    # A line chart without lines: names across, a mark and its interval for each.
    "dots": XL_CHART_TYPE.LINE_MARKERS,
    "lines": XL_CHART_TYPE.LINE_MARKERS,
    "scatter": XL_CHART_TYPE.XY_SCATTER,
}
_SYMBOLS = {
    "circle": XL_MARKER_STYLE.CIRCLE,
    "diamond": XL_MARKER_STYLE.DIAMOND,
    "square": XL_MARKER_STYLE.SQUARE,
    "triangle": XL_MARKER_STYLE.TRIANGLE,
    "none": XL_MARKER_STYLE.NONE,
}
_SIDES = {
    "right": XL_LABEL_POSITION.RIGHT,
    "left": XL_LABEL_POSITION.LEFT,
    "above": XL_LABEL_POSITION.ABOVE,
    "below": XL_LABEL_POSITION.BELOW,
}
# In points: text and figures, labels at marks, and the axis of a chart with many rows.
_TEXT_SIZE, _LABEL_SIZE = 12, 11
_SMALL_SIZE = 10
_PAPER = "#FFFFFF"
# Letters of an axis title in bold that an upright axis has room for at the size of its figures.
_LONG_TITLE = 36
# An axis of 5 units or more is marked at whole numbers: “70%” and not “70.0%”.
_LONG_AXIS = 5
# Names lie level where their longest word has room; of thirty peers they are turned by 45 degrees.
_TURNED = "-2700000"
_NAME_SIZES = (12, 11, 10, 9)
# Points: the room of the upright axis; and how wide a letter of Arial is, of its height.
_AXIS_ROOM, _LETTER = 60, 0.55
_FEW_YEARS = 4
# Days: figures that come once a year lie at least so far apart.
_NEARLY_A_YEAR = 350


def add_editable_chart(
    slide: Any, chart: EditableChart, box: tuple[int, int, int, int], font: str
) -> Any:
    """Put the chart on the slide at left, top, width and height; the shape that holds it."""
    chart = clean_chart(chart)
    shape = slide.shapes.add_chart(_TYPES[chart.kind], *box, gather_chart_data(chart))
    slide_chart = shape.chart
    slide_chart.font.size, slide_chart.font.name = Pt(_TEXT_SIZE), font
    slide_chart.font.color.rgb = read_colour(TEXT)
    slide_chart.has_title = False
    slide_chart.has_legend = len(chart.series) > 1
    if slide_chart.has_legend:
        slide_chart.legend.position = XL_LEGEND_POSITION.BOTTOM
        slide_chart.legend.include_in_layout = False
    for series, record in zip(slide_chart.plots[0].series, chart.series, strict=True):
        if chart.kind == "bars":
            _paint_bars(series, record)
        else:
            _paint_marks(series, record)
            _add_intervals(series, record, is_scatter=chart.kind == "scatter")
    _draw_axes(slide_chart, chart, Emu(box[2]))
    return shape


def _paint_bars(series: Any, record: EditableSeries) -> None:
    series.format.fill.solid()
    series.format.fill.fore_color.rgb = read_colour(record.colour)
    series.invert_if_negative = False
    series.data_labels.show_value = True
    series.data_labels.font.size = Pt(_TEXT_SIZE)


def _paint_marks(series: Any, record: EditableSeries) -> None:
    line = series.format.line
    if record.has_line:
        line.color.rgb, line.width = (
            read_colour(record.colour),
            Pt(1.5 if record.is_dashed else 2.25),
        )
        if record.is_dashed:
            line.dash_style = MSO_LINE.DASH
    else:
        line.fill.background()
    series.smooth = False
    _paint_mark(series.marker, record.symbol, record.size, record.colour, record.colour)
    for index, point in enumerate(record.points):
        if point.is_doubted:
            marker = series.points[index].marker
            _paint_mark(marker, record.symbol, record.size + 1, _PAPER, record.colour)
        if point.label:
            _name_point(series.points[index], point)


def _paint_mark(marker: Any, symbol: Symbol, size: int, fill: str, edge: str) -> None:
    marker.style = _SYMBOLS[symbol]
    if symbol == "none":
        return
    marker.size = size
    marker.format.fill.solid()
    marker.format.fill.fore_color.rgb = read_colour(fill)
    marker.format.line.color.rgb = read_colour(edge)


def _name_point(slide_point: Any, point: EditablePoint) -> None:
    label = slide_point.data_label
    label.position = _SIDES[point.label_side]
    label.text_frame.text = point.label
    run = label.text_frame.paragraphs[0].runs[0]
    run.font.size, run.font.color.rgb = Pt(_LABEL_SIZE), read_colour(TEXT)


def _add_intervals(series: Any, record: EditableSeries, *, is_scatter: bool) -> None:
    """The intervals as error bars of the figures' own lengths, which python-pptx has no call for.

    They stand before the figures, where the file format wants them.
    """
    element = series._element  # noqa: SLF001
    figures = element.find(qn("c:xVal" if is_scatter else "c:cat"))
    across = [(point.across, point.across_ends) for point in record.points]
    up = [(point.up, point.up_ends) for point in record.points]
    if any(ends for _, ends in across):
        figures.addprevious(_write_error_bars("x", across, record.colour))
    if any(ends for _, ends in up):
        figures.addprevious(_write_error_bars("y", up, record.colour))


def _write_error_bars(
    direction: Literal["x", "y"],
    figures: Sequence[tuple[object, Ends | None]],
    colour: str,
) -> Any:
    bars: Any = OxmlElement("c:errBars")
    for tag, setting in (
        ("errDir", direction), ("errBarType", "both"), ("errValType", "cust"), ("noEndCap", "1"),
    ):  # fmt: skip
        _add_element(bars, f"c:{tag}").set("val", setting)
    for name, side in (("plus", 1), ("minus", 0)):
        literal = _add_element(_add_element(bars, f"c:{name}"), "c:numLit")
        _add_element(literal, "c:formatCode").text = "General"
        _add_element(literal, "c:ptCount").set("val", str(len(figures)))
        for index, (value, ends) in enumerate(figures):
            if ends is not None and isinstance(value, int | float):
                point = _add_element(literal, "c:pt")
                point.set("idx", str(index))
                length = round(abs(ends[side] - value), 10)
                _add_element(point, "c:v").text = repr(length)
    line = _add_element(_add_element(bars, "c:spPr"), "a:ln")
    line.set("w", str(Pt(1.25)))
    fill = _add_element(_add_element(line, "a:solidFill"), "a:srgbClr")
    fill.set("val", colour.removeprefix("#"))
    _add_element(fill, "a:alpha").set("val", "70000")
    return bars


def _add_element(parent: Any, tag: str) -> Any:
    element: Any = OxmlElement(tag)
    parent.append(element)
    return element


def _draw_axes(slide_chart: Any, chart: EditableChart, width: Emu) -> None:
    _draw_figures(slide_chart.value_axis, chart.up)
    axis = slide_chart.category_axis
    if chart.across is not None:
        _draw_figures(axis, chart.across)
        axis.has_major_gridlines = False
        return
    axis.format.line.color.rgb = read_colour(RULE)
    axis.major_tick_mark = XL_TICK_MARK.NONE
    # Below the plot where figures are below zero too.
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    axis.tick_labels.font.size = Pt(_TEXT_SIZE)
    if chart.kind == "bars":
        # The first answer on top, as it is read.
        axis.reverse_order = True
        slide_chart.value_axis.visible = False
        slide_chart.value_axis.has_major_gridlines = False
        slide_chart.plots[0].gap_width = 60
    if chart.kind == "lines":
        _space_years(axis, [point.across for point in chart.series[0].points])
    if chart.kind == "dots":
        names = [str(point.across) for point in chart.series[0].points]
        size = choose_name_size(names, width)
        axis.tick_labels.font.size = Pt(size or _SMALL_SIZE)
        turn = "0" if size else _TURNED
        axis._element.txPr.find(qn("a:bodyPr")).set("rot", turn)  # noqa: SLF001


def choose_name_size(names: Sequence[str], width: Emu) -> int:
    """The largest size in points at which names lie level below a chart, a word a line; 0 for none.

    Seven districts have room at 12 points on a whole slide, fourteen at 9, thirty at none.
    """
    longest = max((len(word) for name in names for word in name.split()), default=0)
    room = (width.pt - _AXIS_ROOM) / max(len(names), 1)
    return next((size for size in _NAME_SIZES if longest * size * _LETTER <= room), 0)


def _space_years(axis: Any, days: Sequence[object]) -> None:
    """Some six years named along the axis, or some six months of figures that come more often."""
    dates = sorted({day for day in days if isinstance(day, date)})
    first, last = dates[0], dates[-1]
    years = last.year - first.year
    is_yearly = all((after - before).days >= _NEARLY_A_YEAR for before, after in pairwise(dates))
    is_in_years = years >= _FEW_YEARS or is_yearly
    axis.tick_labels.number_format = "yyyy" if is_in_years else "mmm yyyy"
    axis.tick_labels.number_format_is_linked = False
    # Left to itself PowerPoint names every second week of two figures that lie a year apart.
    span = years if is_in_years else 12 * years + last.month - first.month
    base = axis._element.find(qn("c:baseTimeUnit"))  # noqa: SLF001
    for name, value in (
        ("majorTimeUnit", "years" if is_in_years else "months"),
        ("majorUnit", str(max(1, span // 6))),
    ):
        unit: Any = OxmlElement(f"c:{name}")
        unit.set("val", value)
        base.addnext(unit)


def _draw_figures(axis: Any, record: EditableAxis) -> None:
    axis.minimum_scale, axis.maximum_scale = record.ends
    axis.tick_labels.number_format = _shorten_format(record)
    axis.tick_labels.number_format_is_linked = False
    axis.tick_labels.font.size = Pt(_TEXT_SIZE)
    axis.tick_labels.font.color.rgb = read_colour(QUIET)
    axis.major_gridlines.format.line.color.rgb = read_colour(RULE)
    axis.format.line.color.rgb = read_colour(RULE)
    axis.major_tick_mark = XL_TICK_MARK.NONE
    axis.tick_label_position = XL_TICK_LABEL_POSITION.LOW
    axis.has_title = bool(record.title)
    if record.title:
        axis.axis_title.text_frame.text = record.title
        run = axis.axis_title.text_frame.paragraphs[0].runs[0]
        # A second line would lie over the figures of the axis.
        size = _TEXT_SIZE if len(record.title) <= _LONG_TITLE else _SMALL_SIZE
        run.font.size, run.font.bold = Pt(size), True


def _shorten_format(record: EditableAxis) -> str:
    """The number format without decimals where the axis is long enough for whole numbers."""
    low, high = record.ends
    is_whole = high - low >= _LONG_AXIS
    return re.sub(r"\.0+", "", record.number_format) if is_whole else record.number_format
