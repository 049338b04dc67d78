"""The list beside the map: everything the map shows, in words, as an HTML table with links."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

from placelib.charts.theme import Theme
from placelib.database.cache import cached
from placelib.formatting import figure
from placelib.maps.areas import MapFigure
from placelib.maps.settings import LIST_ROWS, MapView
from placelib.model import Indicator
from placelib.urls import PLACE, address, place_parameters
from placelib.views import map as map_view
from placelib.views.map import MapShown, spoken_interval
from placelib.views.observation_rows import figure_row
from placelib.views.place import SIGNS

# How many areas the cache of a builder remembers.
AREAS = 64

_COLUMNS = ("Place", "Figure and 95% interval", "How it stands")


def in_order(found: Sequence[MapFigure], sort: str) -> list[MapFigure]:
    """The areas in the order of a choice of map_view.SORTS; equals by name, gaps last."""
    by_name = sorted(found, key=lambda one: one.area.name.casefold())
    if sort == "name":
        return by_name
    if sort == "gap":
        return sorted(by_name, key=lambda one: (one.gap is None, one.missing or ""))
    turn = -1.0 if sort == "high" else 1.0
    return sorted(by_name, key=lambda one: (one.value is None, turn * (one.value or 0.0)))


def pages_of(found: Sequence[MapFigure]) -> int:
    """How many pages the list has."""
    return max(1, -(-len(found) // LIST_ROWS))


def map_list(shown: MapShown, sort: str, page: int) -> str:
    """One page of the list as HTML: place, figure with its interval, verdict or reason."""
    ordered = in_order(shown.found, sort)
    first = (min(page, pages_of(ordered)) - 1) * LIST_ROWS
    rows = "".join(_row(shown, one) for one in ordered[first : first + LIST_ROWS])
    last = min(first + LIST_ROWS, len(ordered))
    # Every figure is of the map's own period, so it is said once.
    when = f", {shown.period_label}" if shown.period_label else ""
    caption = f"{first + 1} to {last} of {len(ordered):,} areas{when}"
    heads = "".join(f'<th scope="col">{name}</th>' for name in _COLUMNS)
    return (
        f'<table class="map-list"><caption>{caption}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def list_style(theme: Theme) -> str:
    """The style rules of the list, which stay the same when its contents change."""
    own = ".map-list"
    return (
        f"{own}{{width:100%;table-layout:fixed;border-collapse:collapse;color:{theme.text};font-size:.875rem;"
        "line-height:1.35}"
        f"{own} caption{{text-align:left;color:{theme.quiet_text};padding-bottom:.25rem}}"
        f"{own} th,{own} td{{padding:.35rem .5rem .35rem 0;vertical-align:top;text-align:left;"
        f"font-weight:400;border-bottom:1px solid {theme.grid};overflow-wrap:anywhere}}"
        f"{own} th:first-child{{width:36%}}{own} th:nth-child(2){{width:27%}}"
        f"{own} thead th,{own} a{{font-weight:600}}{own} a{{color:{theme.focus}}}"
        f"{own} small{{display:block;font-size:.8125rem;color:{theme.quiet_text}}}"
        f"{own} .chosen th{{border-left:4px solid {theme.marked};padding-left:.4rem}}"
    )


def _row(shown: MapShown, one: MapFigure) -> str:
    link = escape(address(PLACE, place_parameters(one.area.code, shown.indicator.slug)))
    chosen = ' class="chosen"' if shown.focus is one else ""
    value, stands = "–", one.missing or ""
    if one.value is not None:
        value = figure(shown.indicator, one.value)
        stands = _stands(one) if shown.indicator.standardised else ""
    ends = spoken_interval(shown.indicator, one)
    return (
        f'<tr{chosen}><th scope="row"><a href="{link}" target="_self">{escape(one.area.name)}</a>'
        f"</th><td>{escape(value)}{_small(ends)}</td><td>{escape(stands)}</td></tr>"
    )


def _small(words: str) -> str:
    return f"<small>{escape(words)}</small>" if words else ""


def _stands(one: MapFigure) -> str:
    words = one.verdict.words
    if one.verdict.kind == "no interval":
        words += "; no interval published"
    return f"{SIGNS[one.verdict.kind]} {words}"


def table_rows(shown: MapShown, sort: str) -> list[dict[str, str]]:
    """The whole list for the table and the downloads, gap markers kept."""
    labels = shown.classes.labels(shown.indicator) if shown.classes else ()
    return [_table_row(shown.indicator, one, shown, labels) for one in in_order(shown.found, sort)]


def _table_row(
    indicator: Indicator, one: MapFigure, shown: MapShown, labels: Sequence[str]
) -> dict[str, str]:
    row: Mapping[str, str] = figure_row(indicator, one.area, one.observation)
    place = ""
    if one.value is not None and shown.classes is not None:
        place = labels[shown.classes.of(indicator, one.value)]
    return {
        **row,
        "Reason for a gap": one.missing or "",
        "Beside the benchmark": _stands(one) if one.value is not None else "",
        "Class": place,
    }


@cached(AREAS)
def build_map_list(view: MapView) -> str:
    """The list of a state of the Map page as HTML."""
    return map_list(map_view.build_map(view.drawn), view.sort, view.page)
