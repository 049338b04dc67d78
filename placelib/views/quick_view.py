"""Puts uploaded figures and charts together for the Quick view page; knows no Streamlit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import islice
from typing import Any

from placelib.areas.naming import label_area
from placelib.areas.registry import AreaRegistry
from placelib.charts.areas_map import CompactDeck
from placelib.charts.bands import Band, bands_chart
from placelib.charts.map_picture import map_picture
from placelib.charts.theme import Theme, theme
from placelib.compare.distribution import Field
from placelib.maps.areas import MapPeriod
from placelib.maps.classes import classes_of
from placelib.maps.settings import MapView
from placelib.maps.shapes import Shape
from placelib.model import Area
from placelib.quadrant.components import Closeness
from placelib.quickview.contribution import Contribution
from placelib.quickview.description import UPLOADED
from placelib.quickview.figures import UploadedFigures
from placelib.quickview.joined import map_figures_of
from placelib.trends.settings import TrendsView
from placelib.trends.trajectories import as_published
from placelib.uploads.output import neutralised
from placelib.views.map import MapShown, legend_keys, legend_notes, map_deck, map_drawing
from placelib.views.observation_rows import figure_row, unit_of
from placelib.views.trends import TrendsShown, trends_charts


def quick_map_view(level: str, within: str, period: str, area: str, view: str) -> MapView:
    """The settings of a map of uploaded figures: five classes by quantiles of one period."""
    return MapView(
        indicator=UPLOADED, level=level, within=within, period=period, area=area, view=view,
        classes="quantiles", same="no", colours="blue", fade="no", sort="high", page=1,
    )  # fmt: skip


def quick_map(registry: AreaRegistry, figures: UploadedFigures, view: MapView) -> MapShown:
    """What a map of uploaded figures shows."""
    found = map_figures_of(registry, figures, view.level, view.within, view.period)
    in_file = tuple(one for one in found if one.area.code in figures.areas)
    if len(in_file) * 2 < len(found):
        # A file about a part of the country is a map of that part.
        found = in_file
    values = [one.value for one in found if one.value is not None]
    classes = classes_of(figures.indicator, values, view.classes)
    placed = {
        one.area.code: classes.of(figures.indicator, one.value)
        for one in found
        if classes is not None and one.value is not None
    }
    period = next(
        (
            MapPeriod(
                view.period, one.observation.period_label, one.observation.starts, len(values)
            )
            for one in found
            if one.observation is not None
        ),
        None,
    )
    focus = next((one for one in found if one.area.code == view.area), None)
    return MapShown(
        figures.indicator, registry[view.within], (), period, found, classes, focus, placed
    )


def quick_deck(
    registry: AreaRegistry, shown: MapShown, view: MapView, shapes: Mapping[str, Shape], dark: bool
) -> CompactDeck:
    """The deck of a map of uploaded figures."""
    drawing = map_drawing(registry, shown, view, shapes, None, dark)
    return map_deck(registry, shown, drawing, view.level, dark)


def quick_picture(
    registry: AreaRegistry,
    shown: MapShown,
    view: MapView,
    shapes: Mapping[str, Shape],
    notes: Sequence[str],
    dark: bool,
) -> dict[str, Any]:
    """What the browser draws the picture of a map of uploaded figures from."""
    drawing = map_drawing(registry, shown, view, shapes, None, dark)
    keys = legend_keys(shown, view, dark)
    return map_picture(drawing, keys, [*legend_notes(shown, view), *notes], theme(dark))


def quick_trends(
    figures: UploadedFigures, areas: Sequence[Area], colours: Theme
) -> list[dict[str, Any]]:
    """The finished charts of up to four areas over time; empty without two periods."""
    tracks = [one for one in as_published(areas, figures.series) if one.has_figures]
    view = TrendsView(UPLOADED, tuple(area.code for area in areas), "figures", "none")
    shown = TrendsShown(figures.indicator, tuple(areas), tuple(tracks), (), None, None, {}, None)
    return trends_charts(shown, view, colours)


def figure_rows_of(
    figures: UploadedFigures, areas: Sequence[Area], most: int | None = None
) -> list[dict[str, str]]:
    """One row an area and period of the file: figure or marker, unit, reason; marked uploaded.

    ``most`` is how many rows are wanted, None for all of them.
    """
    found = (
        uploaded_row(figures, area, one.period)
        for area in areas
        for one in figures.series.get(area.code, ())
    )
    return list(islice(found, most))


def uploaded_row(figures: UploadedFigures, area: Area, period: str) -> dict[str, str]:
    """One uploaded figure as a row; nothing in it acts as a formula."""
    row = figure_row(figures.indicator, area, figures.at(area.code, period))
    plain = marked(row, figures.indicator.label)
    return {name: cell for name, cell in plain.items() if "interval" not in name}


def marked(row: Mapping[str, str], label: str) -> dict[str, str]:
    """A row with the measure's name at its end, so that it says “uploaded” wherever it goes."""
    renamed = {
        ("Remark" if name == "Publisher's remark" else name): cell for name, cell in row.items()
    }
    cells = {**renamed, "Measure": label}
    return {name: cell if name == "Figure" else neutralised(cell) for name, cell in cells.items()}


def missing_row(figures: UploadedFigures, area: Area, why: str) -> dict[str, str]:
    """The row of an area that the file leaves out, shaped like uploaded_row."""
    row = {
        "Place": label_area(area), "Code": area.code, "Period": "", "Figure": "no value",
        "Unit": unit_of(figures.indicator), "Reason for a gap": why, "Remark": "",
    }  # fmt: skip
    return marked(row, figures.indicator.label)


def contribution_figure(
    found: Contribution, area: Area, whole: Closeness | None, colours: Theme
) -> dict[str, Any]:
    """The finished chart of an uploaded measure's understanding and that of the official ones."""
    assert found.share is not None
    bands = [Band("This measure alone (uploaded)", found.share * 100, None, None, None)]
    if whole is not None and whole.inclusive is not None:
        name = f"All {whole.indicators} official indicators"
        bands.append(Band(name, whole.inclusive * 100, None, None, None, quiet=True))
    nation = "the UK’s figure" if found.tiers.is_devolved else "England’s figure"
    rules = ((0.0, nation), (50.0, "halfway"), (100.0, area.name))
    specification: dict[str, Any] = bands_chart(bands, colours, rules=rules).to_dict()
    return specification


def field_rows(field: Field, areas: Sequence[Area]) -> list[dict[str, str]]:
    """One row an area of a comparison of uploaded figures."""
    rows = [figure_row(field.indicator, area, field.rows.get(area.code)) for area in areas]
    return [
        {
            name: cell
            for name, cell in marked(row, field.indicator.label).items()
            if "interval" not in name
        }
        for row in rows
    ]
