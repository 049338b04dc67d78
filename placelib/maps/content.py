"""What a map shows: its areas with their figures, of whichever source, and their classes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from placelib.areas.registry import AreaRegistry
from placelib.maps.areas import MapFigure, build_map_figures, choose_usual_period
from placelib.maps.classes import Classes, make_classes
from placelib.maps.settings import MapView
from placelib.model import Area, Indicator
from placelib.statistics.figure_source import FigurePeriod, FigureSource


@dataclass(frozen=True, slots=True)
class MapContent:
    """What a state of the Map page shows: the areas with their figures, and their classes.

    ``period`` is None and ``classes`` too where no area has a figure. ``focus`` is the area of the
    map that is, or holds, the place in focus. ``class_by_area`` gives the class of each area that
    has a figure, by code.
    """

    indicator: Indicator
    within: Area
    periods: tuple[FigurePeriod, ...]
    period: FigurePeriod | None
    figures: tuple[MapFigure, ...]
    classes: Classes | None
    focus: MapFigure | None
    class_by_area: Mapping[str, int]

    @property
    def period_label(self) -> str:
        """The period in words, empty where there is none."""
        return self.period.label if self.period else ""


def assemble_map(
    registry: AreaRegistry,
    source: FigureSource,
    indicator: Indicator,
    areas: Sequence[Area],
    periods: tuple[FigurePeriod, ...],
    view: MapView,
) -> MapContent:
    """What a map of some areas shows; ``periods`` are those in which any of them has a value."""
    figures = build_map_figures(registry, source, indicator, areas, view.level, view.period)
    values = [figure.value for figure in figures if figure.value is not None]
    if view.has_common_classes and values:
        values = source.list_values(indicator.slug, [area.code for area in areas])
    classes = make_classes(indicator, values, view.classes)
    by_code = {figure.area.code: figure for figure in figures}
    chain = [area.code for area in registry.chain(view.area)] if view.area else []
    return MapContent(
        indicator=indicator,
        within=registry[view.within],
        periods=periods,
        period=next(
            (period for period in periods if period.period == view.period),
            choose_usual_period(periods),
        ),
        figures=figures,
        classes=classes,
        focus=next((by_code[code] for code in chain if code in by_code), None),
        class_by_area={
            code: classes.of(indicator, figure.value)
            for code, figure in by_code.items()
            if classes is not None and figure.value is not None
        },
    )
