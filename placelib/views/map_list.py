"""The list beside the map: everything the map shows, in words, as an HTML table with links."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from html import escape

from placelib.charts.theme import Theme
from placelib.database.cache import cached
from placelib.formatting import INTERVAL, number, number_apart_from_zero
from placelib.formatting import figure as format_figure
from placelib.maps.areas import MapFigure
from placelib.maps.content import MapContent
from placelib.maps.settings import LIST_ROWS, ListOrder, MapView
from placelib.model import Area, Indicator
from placelib.statistics.text import describe_difference
from placelib.urls import PLACE, address, place_parameters
from placelib.views.map import build_map, format_interval
from placelib.views.observation_rows import build_figure_row, build_marked_row
from placelib.views.place_html import SIGNS

# How many pages of lists the cache of a builder remembers.
LISTS = 64

# Where a judged area stands beside its benchmark, from below to above.
_STEPS = {"lower": -1, "not clearly different": 0, "higher": 1}
_PLACE, _FIGURE, _STANDS = "Place", "Figure", "How it stands"


def order_figures(figures: Sequence[MapFigure], sort: ListOrder) -> list[MapFigure]:
    """The areas in the order of a choice of maps.settings.SORTS; equals by name, gaps last.

    “Higher first” is no ranking where areas are judged: first those clearly higher than the
    benchmark, then those not clearly different, then those clearly lower, each by name. Where no
    interval is published it is the order of the figures.
    """
    by_name = sorted(figures, key=lambda figure: figure.area.name.casefold())
    if sort == "name":
        return by_name
    if sort == "gap":
        return sorted(by_name, key=lambda figure: (figure.gap is None, figure.missing or ""))
    sign = -1.0 if sort == "high" else 1.0
    is_judged = any(figure.verdict.kind in _STEPS for figure in figures)

    def place(figure: MapFigure) -> tuple[bool, bool, float]:
        if is_judged:
            step = _STEPS.get(figure.verdict.kind)
            return figure.value is None, step is None, sign * (step or 0)
        return figure.value is None, False, sign * (figure.value or 0.0)

    return sorted(by_name, key=place)


def count_pages(figures: Sequence[MapFigure]) -> int:
    """How many pages the list has."""
    return max(1, -(-len(figures) // LIST_ROWS))


@cached(LISTS)
def build_map_list(view: MapView) -> str:
    """One page of the list as HTML: place, figure with its interval, verdict or reason."""
    content = build_map(view.drawn)
    ordered = order_figures(content.figures, view.sort)
    first = (min(view.page, count_pages(ordered)) - 1) * LIST_ROWS
    last = min(first + LIST_ROWS, len(ordered))
    # A total is held against nothing: where every area has one, nothing stands in the last column.
    is_judged = content.indicator.standardised
    has_interval = content.indicator.has_interval
    columns = [_PLACE, f"{_FIGURE} and interval" if has_interval else _FIGURE]
    if is_judged or any(figure.value is None for figure in ordered):
        columns.append(_STANDS)
    cells = len(columns)
    rows = "".join("".join(_list_cells(content, figure)[:cells]) for figure in ordered[first:last])
    # Every figure is of the map's own period, so it is said once.
    period = f", {content.period_label}" if content.period_label else ""
    order = _describe_order(content.figures, view.sort)
    interval = f"; {INTERVAL}s" if has_interval else ""
    caption = f"{first + 1} to {last} of {len(ordered):,} areas{period}, {order}{interval}"
    heads = "".join(f'<th scope="col">{name}</th>' for name in columns)
    return (
        f'<table class="map-list"><caption>{caption}</caption>'
        f"<thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>"
    )


def _describe_order(figures: Sequence[MapFigure], sort: ListOrder) -> str:
    """In which order the list stands, so that nobody takes it for a ranking that it is not."""
    alphabet = "in order of the alphabet"
    if sort == "name":
        return alphabet
    if sort == "gap":
        return f"first those without a figure, each group {alphabet}"
    first = "higher" if sort == "high" else "lower"
    if any(figure.verdict.kind in _STEPS for figure in figures):
        return f"first those clearly {first}, each group {alphabet}"
    return f"{first} figures first"


def write_list_style(theme: Theme) -> str:
    """The style rules of the list, which stay the same when its contents change."""
    table = ".map-list"
    return (
        f"{table}{{width:100%;height:var(--list-height,auto);table-layout:fixed;border-collapse:collapse;color:{theme.text};font-size:.875rem;"
        "line-height:1.35}"
        f"{table} caption{{text-align:left;color:{theme.quiet_text};padding-bottom:.25rem}}"
        f"{table} th,{table} td{{padding:var(--list-gap,.35rem) .5rem var(--list-gap,.35rem) 0;"
        "vertical-align:top;text-align:left;"
        f"font-weight:400;border-bottom:1px solid {theme.grid};overflow-wrap:anywhere}}"
        f"{table} th:first-child{{width:var(--list-name,36%)}}{table} th:nth-child(2){{width:27%}}"
        f"{table} thead th,{table} a{{font-weight:600}}{table} a{{color:{theme.focus}}}"
        f"{table} small{{display:var(--list-small,block);margin-left:var(--list-apart,0);"
        "font-size:.8125rem;"
        f"color:{theme.quiet_text}}}"
        f"{table} .chosen th{{border-left:4px solid {theme.marked};padding-left:.4rem}}"
        # On a phone the longest words, those of the comparison, get the width: five rows are seen.
        f"@media (max-width:640px){{{table} th:first-child{{width:var(--list-name,34%)}}"
        f"{table} th:nth-child(2){{width:21%}}{table} td:last-child{{padding-right:0}}}}"
    )


def _list_cells(content: MapContent, figure: MapFigure) -> tuple[str, str, str]:
    """The cells of a row: where it begins and whose it is, the figure, how it stands."""
    chosen = ' class="chosen"' if content.focus is figure else ""
    value, verdict = "–", figure.missing or ""
    if figure.value is not None:
        value = format_figure(content.indicator, figure.value)
        verdict = describe_verdict(figure) if content.indicator.standardised else ""
    ends = format_interval(content.indicator, figure)
    small = f"<small>{escape(ends)}</small>" if ends else ""
    by_how_much = _describe_difference(content.indicator, figure)
    apart = f"<small>{escape(by_how_much)}</small>" if by_how_much else ""
    # In HTML a row or a cell ends where the next one begins; every change sends ten rows.
    return (
        f'<tr{chosen}><th scope="row">{_write_name(content.indicator, figure.area)}',
        f"<td>{escape(value)}{small}",
        f"<td>{escape(verdict)}{apart}",
    )


def _write_name(indicator: Indicator, area: Area) -> str:
    """The area's name, which leads to its page.

    Beside uploaded figures it leads nowhere: a link of ours loads the app anew, and with that the
    visit and its upload would end.
    """
    if indicator.is_uploaded:
        return escape(area.name)
    link = escape(address(PLACE, place_parameters(area.code, indicator.slug)))
    return f'<a href="{link}">{escape(area.name)}</a>'


def describe_verdict(figure: MapFigure) -> str:
    """How a figure stands against its benchmark, after the sign for it."""
    words = figure.verdict.words
    if figure.verdict.kind == "no interval":
        words += f"; {figure.verdict.why}"
    return f"{SIGNS[figure.verdict.kind]} {words}"


def _describe_difference(indicator: Indicator, figure: MapFigure) -> str:
    """By how much a judged figure differs, with the interval of the difference; else empty.

    Without an interval of the figure's own there is none to show: that of the benchmark alone is
    narrower than anybody knows the difference to be.
    """
    difference = figure.verdict.difference
    if difference is None or not difference.is_judged:
        return ""
    if difference.exact_side == "first":
        difference = replace(difference, lower=None, upper=None)
    return describe_difference(indicator, difference)


def list_difference(indicator: Indicator, figure: MapFigure) -> dict[str, str]:
    """The difference from the benchmark and the ends of its interval, as numbers; else empty."""
    difference = figure.verdict.difference
    if difference is None:
        return {"Difference": "", "Difference from": "", "Difference to": ""}
    rounded = float(difference.round_size(indicator))
    is_clear = figure.verdict.kind in ("higher", "lower")
    # A clear difference leaves out 0: an end of 0.02 is not shown as 0.0.
    write_end = number_apart_from_zero if is_clear else number
    ends = [
        "" if end is None else write_end(end, indicator.decimals)
        for end in (difference.lower, difference.upper)
    ]
    return {
        "Difference": number(rounded, indicator.decimals),
        "Difference from": ends[0],
        "Difference to": ends[1],
    }


def _build_row(indicator: Indicator, figure: MapFigure) -> dict[str, str]:
    build_row = build_marked_row if indicator.is_uploaded else build_figure_row
    return build_row(indicator, figure.area, figure.observation)


def list_map_rows(content: MapContent, sort: ListOrder) -> list[dict[str, str]]:
    """The whole list for the table and the downloads, gap markers kept."""
    classes = content.classes
    labels = classes.labels(content.indicator) if classes else ()
    rows = []
    for figure in order_figures(content.figures, sort):
        has_value = figure.value is not None
        rows.append(
            {
                **_build_row(content.indicator, figure),
                "Reason for a gap": figure.missing or "",
                "Beside the benchmark": describe_verdict(figure) if has_value else "",
                **list_difference(content.indicator, figure),
                "Class": labels[content.class_by_area[figure.area.code]] if has_value else "",
            }
        )
    return rows
