"""Puts services and charts together into what a page shows; knows no Streamlit."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from placelib.areas import Atlas, kind_of, tier_label
from placelib.charts.map import place_map_sentence
from placelib.charts.map_layout import MapArea, Role
from placelib.charts.marks import Step, ladder, spark
from placelib.charts.theme import Theme
from placelib.charts.trend_layers import Track
from placelib.charts.trends_many import MOST_TOGETHER
from placelib.figures import Ladder, Latest, Series
from placelib.find import Gazetteer
from placelib.headlines import Headline
from placelib.model import ENGLAND, UNITED_KINGDOM, Area, Indicator, Observation
from placelib.names import plain
from placelib.store import Store
from placelib.ui.trends.compose import as_published_track
from placelib.words import figure, interval, short_figure, unit_after

# Colour never stands alone: each sign has its own shape and the words beside it.
SIGNS = {
    "higher": "▲",
    "lower": "▼",
    "not clearly different": "●",
    "no interval": "◦",
    "cannot say": "–",
}


def place_options(atlas: Atlas) -> dict[str, str]:
    """Every current place with a page, by code, with a label that tells namesakes apart."""
    found: dict[str, str] = {}
    for level in ("ltla", "utla", "cauth", "rgn", "ctry"):
        for area in atlas.current(level):
            found.setdefault(area.code, f"{area.name} – {_where(atlas, area)}")
    return dict(sorted(found.items(), key=lambda item: item[1].casefold()))


def other_names(gazetteer: Gazetteer) -> dict[str, tuple[str, str]]:
    """Names by which a place may be looked for besides its own: label → code and note.

    Old councils lead to what took over from them; of several heirs each has a line of its own.
    """
    found: dict[str, tuple[str, str]] = {}
    for name in gazetteer.names:
        area = gazetteer.atlas.areas[name.area_code]
        if name.kind in {"Welsh", "Gaelic", "Irish", "short"} and area.is_current:
            if plain(area.name) != name.plain:
                found[f"{name.alias} – {tier_label(area)}"] = (area.code, "")
        elif name.kind == "official" and not area.is_current:
            for heir in gazetteer.atlas.heirs(area.code):
                if plain(heir.name) != name.plain:
                    note = f"{area.name} is now part of {heir.in_sentence}"
                    found[f"{area.name} – now in {heir.name}"] = (heir.code, note)
    return dict(sorted(found.items(), key=lambda item: item[0].casefold()))


def _where(atlas: Atlas, area: Area) -> str:
    kind = kind_of(area)
    if area.level not in {"ltla", "utla"}:
        return kind
    nearest = next((one for one in atlas.chain(area.code)[1:] if one.level != "ctry"), None)
    nation = atlas.areas.get(area.nation or "")
    return f"{kind}, {(nearest or nation or area).name}"


def trend_tracks(atlas: Atlas, code: str, indicator: Indicator, found: Series) -> list[Track]:
    """The place first, then what it belongs to, as far as there are figures; four at most.

    The place alone shows its intervals. Empty where a single period has figures: that is no trend,
    and the ladder shows it.
    """
    areas = [
        area
        for area in atlas.chain(code)
        if any(one.value is not None for one in found.get((indicator.slug, area.code), ()))
    ]
    rows = {area.code: found[indicator.slug, area.code] for area in areas}
    known = {one.period for held in rows.values() for one in held if one.value is not None}
    if len(known) < 2:
        return []
    if len(areas) > MOST_TOGETHER and any(area.code == ENGLAND for area in areas):
        # England is the benchmark; without it the United Kingdom is, and its line stays.
        areas = [area for area in areas if area.code != UNITED_KINGDOM]
    # A county is the next to leave out: its districts' authority and region say more.
    if len(areas) > MOST_TOGETHER:
        areas = [areas[0], *areas[1 - MOST_TOGETHER :]]
    return [
        as_published_track(
            indicator,
            area.name if area.code == code else _line_name(area),
            rows[area.code],
            has_band=area is areas[0],
        )
        for area in areas
    ]


def _line_name(area: Area) -> str:
    return f"{area.name} region" if area.level == "rgn" and area.name != "London" else area.name


def tier_ladder(one: Ladder, theme: Theme) -> str:
    """The tier ladder of one indicator as HTML, no wider than it can be read across."""
    return f'<div style="max-width:40rem;color:{theme.text}">{ladder(_steps(one), theme)}</div>'


def parts_ladder(
    parts: Sequence[Area], indicator: Indicator, period: str, newest: Latest, theme: Theme
) -> str:
    """The same figure for the parts of a nation as HTML, in order of name; empty without parts."""
    rows = [(part, newest.get((indicator.slug, part.code))) for part in parts]
    steps = [
        Step(
            part.name,
            row.value if row is not None and row.period == period else None,
            row.lower if row is not None else None,
            row.upper if row is not None else None,
            short_figure(indicator, row.value) if row is not None and row.value is not None else "",
            "no figure for this period",
        )
        for part, row in rows
    ]
    if all(step.value is None for step in steps):
        return ""
    # No part is the chosen place, so all are drawn alike.
    return f'<div style="max-width:40rem;color:{theme.text}">{ladder(steps, theme, own=None)}</div>'


def headline_cards(found: Sequence[Headline], theme: Theme) -> str:
    """The headline figures as a list of cards in HTML, two beside each other on a phone."""
    cards = "".join(_card(one, theme) for one in found)
    return (
        '<ul style="list-style:none;margin:0;padding:0;display:grid;gap:.75rem;'
        "grid-template-columns:repeat(auto-fit,minmax(9.5rem,1fr));"
        f'color:{theme.text}">{cards}</ul>'
    )


def _card(one: Headline, theme: Theme) -> str:
    assert one.observation.value is not None
    said = ""
    if one.indicator.standardised and one.has_benchmark:
        words = one.verdict.why if one.verdict.kind == "cannot say" else one.verdict.words
        said = f"{SIGNS[one.verdict.kind]} {words}"
    value = escape(short_figure(one.indicator, one.observation.value))
    unit = "" if one.indicator.suffix else escape(unit_after(one.indicator).strip())
    after = f' <span style="display:inline-block">{unit}</span>' if unit else ""
    return (
        f'<li style="margin:0;padding:.75rem .7rem;border:1px solid {theme.grid};'
        f'border-radius:.5rem;border-top:4px solid {theme.focus}">'
        f'<span style="display:block;font-size:.875rem;line-height:1.3">'
        f"{escape(one.indicator.label)}</span>"
        # A unit that has no room beside its number stands close under it, and is one text with it.
        '<span style="display:block;font-size:.875rem;line-height:1.25">'
        f'<span style="font-size:1.5rem;font-weight:600;line-height:1.3">{value}</span>{after}'
        "</span>"
        f'<span style="display:block;font-size:.8125rem;line-height:1.3">{escape(said)}</span>'
        f'<span style="display:block;font-size:.8125rem;color:{theme.quiet_text}">'
        f"{escape(one.observation.period_label)}</span></li>"
    )


def indicator_row(one: Ladder, found: Series, theme: Theme) -> str:
    """A row of a topic as HTML: name, figure, verdict, small trend, and the tier ladder."""
    own = one.own.observation
    return (
        '<div style="display:flex;flex-wrap:wrap;gap:.25rem 1.5rem;align-items:flex-start;'
        f'padding:.9rem 0 .35rem;border-top:1px solid {theme.grid};color:{theme.text}">'
        f'<div style="flex:1 1 17rem;min-width:0">{_head(one, own, theme)}</div>'
        f'<div style="flex:0 0 auto">{spark(_points(one, found), theme)}</div>'
        f'<div style="flex:1 1 20rem;min-width:0">{ladder(_steps(one), theme)}</div></div>'
    )


def _head(one: Ladder, own: Observation | None, theme: Theme) -> str:
    name = (
        '<h3 style="margin:0;padding:0;font-size:1rem;font-weight:600">'
        f"{escape(one.indicator.label)}</h3>"
    )
    quiet = theme.quiet_text
    if own is None or own.value is None:
        why = escape(one.own.missing or "no figure")
        when = f", {escape(one.period_label)}" if own is not None and one.period_label else ""
        return f'{name}<p style="margin:.15rem 0 0;color:{quiet}">No figure: {why}{when}</p>'
    value = escape(figure(one.indicator, own.value))
    range_ = ""
    if own.lower is not None and own.upper is not None:
        range_ = f" ({escape(interval(one.indicator, own.lower, own.upper))})"
    return (
        f'{name}<p style="margin:.1rem 0 0;font-size:1.45rem;font-weight:600;line-height:1.2">'
        f"{value}</p>"
        f'<p style="margin:.1rem 0 0;font-size:.875rem">{_verdict_words(one)}</p>'
        f'<p style="margin:0;font-size:.875rem;color:{theme.quiet_text}">'
        f"{escape(own.period_label)}{range_}</p>"
    )


def _verdict_words(one: Ladder) -> str:
    words = one.verdict.words
    if one.verdict.kind == "no interval":
        words = f"{words}; no interval published"
    if one.verdict.kind == "cannot say":
        words = "" if not one.indicator.standardised else words
    return escape(f"{SIGNS[one.verdict.kind]} {words}") if words else ""


def _steps(one: Ladder) -> list[Step]:
    return [
        Step(
            rung.label,
            rung.value,
            rung.observation.lower if rung.observation else None,
            rung.observation.upper if rung.observation else None,
            short_figure(one.indicator, rung.value) if rung.value is not None else "",
            rung.missing,
        )
        for rung in one.rungs
        if one.indicator.standardised or rung.area.code == one.area.code
    ]


def _points(one: Ladder, found: Series) -> list[tuple[float, float | None]]:
    rows = found.get((one.indicator.slug, one.area.code), ())
    return [(float(row.starts.toordinal()), row.value) for row in rows]


def map_areas(atlas: Atlas, store: Store, code: str) -> tuple[list[MapArea], str, str]:
    """The areas of a place's map with their roles, the boundary level, and the map's sentence."""
    area = atlas[code]
    level, roles = _roles(atlas, store, area)
    touching = {row["neighbour_code"]: row for row in store.rows("neighbours", code=code)}
    shown = []
    for row in store.rows("outlines", level=level, codes=list(roles)):
        place = row.pop("area_code")
        beside = touching.get(place)
        if beside is not None:
            # On this map the neighbour's name stands near the border, not in its own middle.
            row["label_longitude"], row["label_latitude"] = beside["longitude"], beside["latitude"]
            row["label_room"] = beside["label_room"]
        shown.append(
            MapArea(
                code=place,
                name=atlas[place].name,
                role=roles[place],
                borders=place in touching,
                **row,
            )
        )
    parent = _sharing(atlas, area)
    members = {"ltla": "councils", "rgn": "regions", "ctry": "nations"}[level]
    sentence = place_map_sentence(
        area.in_sentence, shown, parent.in_sentence if parent else None, members
    )
    return shown, level, sentence


def _sharing(atlas: Atlas, area: Area) -> Area | None:
    """The combined authority, London or county whose other councils are tinted beside a council."""
    if area.level != "ltla":
        return None
    middle = atlas.middle(area.code)
    if middle is not None:
        return middle
    county = next((one for one in atlas.chain(area.code)[1:] if one.level == "utla"), None)
    return county


def _roles(atlas: Atlas, store: Store, area: Area) -> tuple[str, dict[str, Role]]:
    if area.level == "ctry" and area.nation is None:
        return "ctry", {one.code: "member" for one in atlas.current("ctry") if one != area}
    if area.code == "E92000001":
        return "rgn", {one.code: "member" for one in atlas.members(area.code, "rgn")}
    if area.level != "ltla":
        return "ltla", {one.code: "member" for one in atlas.members(area.code)}
    roles: dict[str, Role] = {area.code: "focus"}
    parent = _sharing(atlas, area)
    if parent is not None:
        for one in atlas.members(parent.code):
            roles.setdefault(one.code, "sibling")
    for row in store.rows("neighbours", code=area.code):
        roles.setdefault(row["neighbour_code"], "neighbour")
    return "ltla", roles
