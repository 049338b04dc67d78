"""The map of what councils have for each 10,000 people: rates, classes, legend and headline."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection

from placelib.assets.records import KINDS, PER, Asset, AssetKind, list_assets
from placelib.charts.hover import hover_text
from placelib.charts.interactive_map import CompactDeck, interactive_map
from placelib.charts.map_frames import box_around
from placelib.charts.map_legend import LegendKey, map_legend
from placelib.charts.map_records import ELSEWHERE, FIRST_GAP, MapDrawing, MapMarker, Shading
from placelib.charts.theme import map_colours, theme
from placelib.database.cache import cached
from placelib.formatting import format_count, number, rounded
from placelib.maps.areas import list_drawn_areas
from placelib.maps.classes import Classes, class_steps
from placelib.maps.shapes import load_shapes
from placelib.model import ENGLAND
from placelib.views import snapshot_records
from placelib.views.assets import (
    MOST_DECIMALS,
    RATE,
    choose_decimals,
    count_people,
    get_asset_tables,
    get_assets,
    write_asset_rate,
    write_rate,
)
from placelib.views.map_drawing import choose_colour_step


@cached(8)
def list_asset_rates(slug: str) -> dict[str, Asset]:
    """What every council has of a kind, by code; a district has no libraries of its own."""
    registry, tables, kind = snapshot_records.get_registry(), get_asset_tables(), KINDS[slug]
    areas = list_drawn_areas(registry, kind.level)
    people = count_people(tuple(area.code for area in areas))
    return {
        asset.holder.code: asset
        for area in areas
        for asset in list_assets(registry, tables, area, people)
        if asset.kind is kind and asset.holder is area
    }


def write_asset_headline(slug: str, code: str) -> str:
    """What a place has of a kind beside England, in about ten words.

    What is not counted makes it “at least”; how much that is stands in the table and the sentence.
    """
    asset = next((asset for asset in get_assets(code) if asset.kind.slug == slug), None)
    name = KINDS[slug].label
    place = snapshot_records.get_registry()[code].in_sentence
    if asset is None:
        return f"{name}: {place} is not in the list"
    if asset.count is None or asset.rate is None:
        return f"{name}: no whole year published for {place}"
    england = next(asset for asset in get_assets(ENGLAND) if asset.kind.slug == slug)
    is_england = asset.holder.code == ENGLAND or england.rate is None
    beside = "" if is_england else f", {write_asset_rate(england)} in England"
    holder = asset.holder.in_sentence
    return f"{name}: {write_asset_rate(asset)} for each {PER:,} people in {holder}{beside}"


def _classify_rates(slug: str) -> tuple[Classes | None, dict[str, int]]:
    """The classes of the rates as they are shown, and the class of each council that has one."""
    steps = {
        code: _round_to_steps(asset.rate)
        for code, asset in list_asset_rates(slug).items()
        if asset.rate is not None
    }
    classes = class_steps(list(steps.values()), "quantiles")
    if classes is None:
        return None, {}
    return classes, {code: classes.find_class(step) for code, step in steps.items()}


def _round_to_steps(rate: float) -> int:
    """The rate as shown, in hundredths: 0.42 is shown as 0.4, which is 40 of them."""
    return int(rounded(rate, choose_decimals(rate)).scaleb(MOST_DECIMALS))


def _list_class_words(classes: Classes | None) -> list[str]:
    """Each class in words from little to much: “0.3 to 0.5”; a class of one figure is that."""
    if classes is None:
        return []
    ends = [
        [write_rate(step / 10**MOST_DECIMALS) for step in pair]
        for pair in zip(classes.starts, classes.ends, strict=True)
    ]
    return [low if low == high else f"{low} to {high}" for low, high in ends]


@cached(16)
def build_asset_map(slug: str, code: str, *, dark: bool) -> tuple[CompactDeck, str]:
    """The map of councils by what they have for each 10,000 people, and its legend as HTML."""
    kind, assets = KINDS[slug], list_asset_rates(slug)
    codes = [area.code for area in list_drawn_areas(snapshot_records.get_registry(), kind.level)]
    classes, class_by_area = _classify_rates(slug)
    words = _list_class_words(classes)
    steps = [choose_colour_step(classes, index) for index in range(len(words))] if classes else []
    digits_by_area = {area: str(steps[index]) for area, index in class_by_area.items()}
    page = theme(dark=dark)
    shapes = load_shapes(kind.level)
    digits = "".join(
        digits_by_area.get(entry, str(FIRST_GAP if entry in assets else ELSEWHERE))
        for entry in codes
    )
    holders = [asset.holder.code for asset in get_assets(code) if asset.kind is kind]
    focus = next((holder for holder in holders if holder in shapes), code)
    shape = shapes.get(focus)
    drawing = MapDrawing(
        file=kind.level,
        shading=Shading(digits, "0" * len(digits)),
        box=box_around(shapes[entry].box for entry in class_by_area),
        colours=map_colours("teal", dark=dark),
        marker=MapMarker(focus, shape.outline, shape.middle) if shape else None,
    )
    foot = f"{kind.label}, {kind.year_label}"
    hover = hover_text([_write_hover(assets.get(entry)) for entry in codes], foot)
    counts = Counter(class_by_area.values())
    keys = [
        LegendKey(label, counts[index], drawing.colours.scale[steps[index]])
        for index, label in reversed(list(enumerate(words)))
    ]
    silent = sum(asset.count is None for asset in assets.values())
    if silent:
        keys.append(LegendKey("no whole year published", silent, drawing.colours.gaps[0], 0))
    notes = _list_legend_notes(kind, len(words), assets.values())
    return interactive_map(drawing, hover, page), map_legend(keys, notes, page)


def _list_legend_notes(kind: AssetKind, classes: int, assets: Collection[Asset]) -> list[str]:
    """What the map shows and how it is classed, and where a rate is the least it can be."""
    classed = f"{format_count(classes, 'class', 'classes')} by quantiles of these figures"
    notes = [f"For each {PER:,} people, {kind.year_label}. {classed}, as rounded."]
    if any(asset.is_lower_bound for asset in assets):
        notes.append("At least so many where some libraries do not say: point at a council.")
    return notes


@cached(8)
def list_asset_map_rows(slug: str) -> list[dict[str, str]]:
    """What the map shows as a table, a row a council, in the order of their names."""
    registry = snapshot_records.get_registry()
    rows = [
        {
            "Council": registry[code].name,
            "Code": code,
            KINDS[slug].label: "not published" if asset.count is None else number(asset.count),
            RATE: write_asset_rate(asset),
            "More": asset.note if asset.count is None else asset.left_out,
        }
        for code, asset in list_asset_rates(slug).items()
    ]
    return sorted(rows, key=lambda row: row["Council"])


def _write_hover(asset: Asset | None) -> tuple[str, str]:
    if asset is None:
        return "", "No figure: the list does not cover this nation"
    if asset.count is None:
        return "", asset.note
    left_out = f" ({asset.left_out})" if asset.left_out else ""
    return (
        f"{number(asset.count)}, or {write_asset_rate(asset)}",
        f" for each {PER:,} people{left_out}",
    )
