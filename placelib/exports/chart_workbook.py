"""The workbook behind a chart that PowerPoint draws: texts in it are texts, whoever wrote them.

python-pptx writes a name that begins with “=” as a formula, which Excel runs as soon as somebody
edits the chart. Names come from visitors: the choices of a room's question, the headings of a file.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from io import BytesIO
from typing import Any

from pptx.chart.data import CategoryChartData, XyChartData
from pptx.chart.xlsx import CategoryWorkbookWriter, XyWorkbookWriter
from xlsxwriter import Workbook

from placelib.exports.editable_chart import EditableAxis, EditableChart, EditablePoint

_SAFE = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class _TextWriter:
    """Opens the workbook so that no text is read as a formula, a link or a number."""

    @contextmanager
    def _open_worksheet(self, file: BytesIO) -> Iterator[tuple[Any, Any]]:
        with Workbook(file, _SAFE) as book:
            yield book, book.add_worksheet()


class _CategoryWriter(_TextWriter, CategoryWorkbookWriter): ...


class _PairWriter(_TextWriter, XyWorkbookWriter): ...


class _CategoryData(CategoryChartData):
    @property
    def _workbook_writer(self) -> _CategoryWriter:
        return _CategoryWriter(self)  # type: ignore[no-untyped-call]


class _PairData(XyChartData):
    @property
    def _workbook_writer(self) -> _PairWriter:
        return _PairWriter(self)  # type: ignore[no-untyped-call]


def gather_chart_data(chart: EditableChart) -> Any:
    """The figures of a chart as python-pptx takes them."""
    if chart.kind == "scatter":
        pairs: Any = _PairData(number_format="General")  # type: ignore[no-untyped-call]
        for record in chart.series:
            series = pairs.add_series(record.name)
            for point in record.points:
                series.add_data_point(point.across, point.up)
        return pairs
    data: Any = _CategoryData(number_format=chart.up.number_format)  # type: ignore[no-untyped-call]
    data.categories = [point.across for point in chart.series[0].points]
    for record in chart.series:
        data.add_series(record.name, [point.up for point in record.points])
    return data


def clean_chart(chart: EditableChart) -> EditableChart:
    """The chart with texts that XML can hold."""
    series = tuple(
        replace(
            record,
            name=make_printable(record.name),
            points=tuple(map(_clean_point, record.points)),
        )
        for record in chart.series
    )
    across = _clean_axis(chart.across) if chart.across is not None else None
    return replace(chart, series=series, up=_clean_axis(chart.up), across=across)


def _clean_point(point: EditablePoint) -> EditablePoint:
    across = make_printable(point.across) if isinstance(point.across, str) else point.across
    return replace(point, across=across, label=make_printable(point.label))


def _clean_axis(axis: EditableAxis) -> EditableAxis:
    return replace(
        axis,
        title=make_printable(axis.title),
        number_format=make_printable(axis.number_format),
    )


def make_printable(text: str) -> str:
    """The text without what XML cannot hold, such as a stray control character.

    Every kind of space stays one, or the words on its two sides would run together.
    """
    return "".join(
        letter if letter.isprintable() or letter == "\n" else " " * letter.isspace()
        for letter in text
    )
