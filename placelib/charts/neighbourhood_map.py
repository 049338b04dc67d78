"""The map of neighbourhoods: one file of outlines a council, shaded by tenths of England."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape

import pydeck as pdk

from placelib.charts.interactive_map import CompactDeck, interactive_map
from placelib.charts.map_frames import Box, frame_of
from placelib.charts.map_records import MapDrawing, address_of
from placelib.charts.theme import LIGHT, Theme, rgb
from placelib.formatting import share_out_percentages

# A bar as wide as its column stands for at least this share, so that one in ten stays a short bar.
_LEAST_WIDTH = 0.2
# A small borough fills the map only from nearer than a council among others does.
_CLOSEST = 15.0
# The map is drawn for this width and height, and the browser makes it as small as its place is.
_ROOM = (1040, 800)
# Around the areas, as a share of them.
_MARGIN = 1.03
# So much thicker are its lines, so that they are seen where it is small.
_THICKER = 2.0
# The attribute of a hover item says its tenth by a letter: none for a gap, a to j for 1 to 10.
_LETTERS = "abcdefghij"
# A rule for each tenth, one to show an area's items, and one to show the item of the shape.
_SHOW_ONE = (
    ".nb div,.nb p{display:none;margin:0}.nb .{area}{display:block}"
    ".nb .{area} p:nth-child({n}){display:block;white-space:pre-line}"
)


@dataclass(frozen=True, slots=True)
class TenthKey:
    """One line of the legend: a tenth in words, its fill, and how many neighbourhoods it has.

    ``counts`` has a number for each place on the page, ``shares`` the same of all of the place.
    """

    words: str
    fill: str
    counts: tuple[int, ...]
    shares: tuple[float, ...]


def neighbourhood_map(
    drawings: Sequence[MapDrawing],
    figures: Mapping[str, Sequence[tuple[str, int]]],
    tenths: Sequence[str],
    foot: str,
    theme: Theme = LIGHT,
) -> CompactDeck:
    """The deck of several councils' neighbourhoods, one drawing a council with one box for all.

    ``figures`` gives the figure in words and the tenth of every neighbourhood of a council, in the
    order of its file; ``tenths`` are the words for tenths 1 to 10, ``foot`` stands below each. The
    deck is large: ``scaled_map_style`` makes it fit its place.
    """
    hover = write_hover(figures, tenths, foot)
    first, *others = drawings
    deck = interactive_map(first, hover, theme)
    layers: list[pdk.Layer] = []
    for drawing in others:
        for layer in interactive_map(replace(drawing, marker=None), "", theme).layers:
            layer.id = f"{layer.id} {drawing.file}"
            layers.append(layer)
    # The first council's mark stays above all.
    is_mark = [layer.id in ("outline", "ring") for layer in deck.layers]
    below = [layer for layer, mark in zip(deck.layers, is_mark, strict=True) if not mark]
    above = [layer for layer, mark in zip(deck.layers, is_mark, strict=True) if mark]
    for layer in above:
        for size in ("get_width", "get_radius", "get_line_width"):
            if hasattr(layer, size):
                setattr(layer, size, _THICKER * getattr(layer, size))
    # Where many councils are drawn small, borders as wide would hide what lies between them.
    width = 1.4 if len(drawings) == 1 else 0.4
    borders = [_borders(drawing.file, width, theme) for drawing in drawings]
    deck.layers = [*below, *layers, *borders, *above]
    deck.initial_view_state.zoom = frame_of(first.box, _CLOSEST, _ROOM).zoom
    return deck


def scaled_map_style(*keys: str) -> str:
    """The style rules that make the decks in elements whose key begins so as small as their place.

    The server cannot know how wide a screen is, and deck.gl has one zoom for all of them. So it
    draws a large map, and the browser scales it: by the room's width and height over those of what
    is drawn (``write_map_size``). What is written at the pointer keeps its size.
    """
    place = ",".join(f"[class*=st-key-{key}] [data-testid=stDeckGlJsonChart]" for key in keys)
    smaller = "min(tan(atan2(100cqw,var(--across))),tan(atan2(100cqh,var(--along))))"
    deck = f":is({place}) #deckgl-wrapper"
    return (
        f":is({place}){{container-type:size;overflow:hidden}}"
        f"{deck}{{--smaller:.6;width:calc(100%/var(--smaller))!important;"
        "height:calc(100%/var(--smaller))!important;transform:scale(var(--smaller));"
        "transform-origin:0 0}"
        # A browser that cannot divide lengths takes the size for a phone or a laptop.
        f"@media(max-width:640px){{{deck}{{--smaller:.33}}}}"
        f"@supports(scale:tan(atan2(1cqw,1px))){{{deck}{{--smaller:{smaller}}}}}"
        f":is({place}) .deck-tooltip{{font-size:calc(14px/var(--smaller))!important;"
        "max-width:calc(18rem/var(--smaller))!important;border-width:calc(1px/var(--smaller))"
        "!important;padding:calc(6px/var(--smaller)) calc(10px/var(--smaller))!important}"
    )


def write_map_size(box: Box, *keys: str) -> str:
    """The style rule that says how large the areas of a box are drawn, for decks by their keys.

    ``--slope`` is their height for a width of 1.
    """
    size = frame_of(box, _CLOSEST, _ROOM).measure_box(box)
    across, along = (round(_MARGIN * pixels) for pixels in size)
    places = ",".join(f"[class*=st-key-{key}]" for key in keys)
    slope = along / max(across, 1)
    return f"{places}{{--across:{across}px;--along:{along}px;--slope:{slope:.3f}}}"


def _borders(file: str, width: float, theme: Theme) -> pdk.Layer:
    """Fine lines between neighbourhoods, in the page's colour."""
    return pdk.Layer(
        "GeoJsonLayer",
        id=f"borders {file} {theme.page}",
        data=address_of(file),
        filled=False,
        stroked=True,
        get_line_color=[*rgb(theme.page), 150],
        line_width_units=pdk.types.String("pixels"),
        get_line_width=width,
    )


def write_hover(
    figures: Mapping[str, Sequence[tuple[str, int]]], tenths: Sequence[str], foot: str
) -> str:
    """The hover template: for each council's code an item a neighbourhood, in the file's order.

    A shape says its council as ``{area}``, its place in the file as ``{n}`` and its ``{name}``. The
    words of a tenth are written once, in the rules.
    """
    rules = "".join(
        f'.nb p[{letter}]:after{{content:"\\a {escape(words)}"}}'
        for letter, words in zip(_LETTERS, tenths, strict=True)
    )
    groups = "".join(
        f"<div class={council}>{''.join(_write_item(*figure) for figure in items)}</div>"
        for council, items in figures.items()
    )
    return (
        f"<style>{_SHOW_ONE}{rules}</style><b>{{name}}</b><div class=nb>{groups}</div>"
        f"{escape(foot, quote=False)}"
    )


def _write_item(words: str, tenth: int) -> str:
    letter = f" {_LETTERS[tenth - 1]}" if tenth else ""
    return f"<p{letter}>{escape(words, quote=False)}"


def tenths_legend(keys: Sequence[TenthKey], names: Sequence[str], notes: Sequence[str]) -> str:
    """The legend and the spread in one table: for each tenth its colour and a bar for each place.

    A fine line stands at one in ten, where every bar would end if the place were like England.
    """
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in names)
    widest = max((_LEAST_WIDTH, *(share for key in keys for share in key.shares)))
    # The percentages of a place add up to 100, whatever rounding each alone would make of them.
    columns = [
        share_out_percentages(shares) for shares in zip(*(key.shares for key in keys), strict=True)
    ]
    rows = "".join(
        _write_key(key, percentages, widest)
        for key, percentages in zip(keys, zip(*columns, strict=True), strict=True)
    )
    paragraphs = "".join(f"<p>{escape(note)}</p>" for note in notes)
    return (
        f'<div class="tenths" style="--tenth:{10 / widest:.1f}%"><table><thead><tr>'
        f'<th scope="col">Tenth of England</th>{heads}</tr></thead><tbody>{rows}</tbody></table>'
        f"{paragraphs}</div>"
    )


def _write_key(key: TenthKey, percentages: Sequence[int], widest: float) -> str:
    # Places of different sizes are held against each other by their shares alone.
    is_alone = len(key.counts) == 1
    bars = "".join(
        f'<td><span class="bar"><i style="width:{100 * share / widest:.1f}%;'
        f'background:{key.fill}"></i></span>'
        + (f"<b>{count:,}</b> <small>{percent}%</small></td>" if is_alone else f"{percent}%</td>")
        for count, share, percent in zip(key.counts, key.shares, percentages, strict=True)
    )
    return (
        f'<tr><th scope="row"><i style="background:{key.fill}"></i>{escape(key.words)}</th>'
        f"{bars}</tr>"
    )


def tenths_style(theme: Theme) -> str:
    """The style rules of the legend, which stay the same when its contents change.

    All is in the size of its letters, which a stage sets in pixels as those of the maps beside it.
    """
    scope = ".tenths"
    return (
        f"{scope}{{font-size:var(--tenths-size, .875rem);container-type:inline-size}}"
        f"{scope} table{{font-size:1em;border-collapse:collapse;width:100%;color:{theme.text};"
        "line-height:1.25}"
        f"{scope} th{{text-align:left;font-weight:400;padding:2px .57em 2px 0;white-space:nowrap}}"
        f"{scope} thead th{{color:{theme.quiet_text};white-space:normal}}"
        f"{scope} th i{{display:inline-block;width:1.71em;height:1.09em;margin-right:.57em;"
        f"vertical-align:-2px;border:1px solid {theme.rest}}}"
        f"{scope} td{{padding:2px .57em 2px 0;white-space:nowrap;width:50%}}"
        f"{scope} .bar{{display:inline-block;width:calc(100% - 6.3em);min-width:2.3em;"
        f"max-width:calc(100% - 3.66em);"
        f"height:.97em;margin-right:.46em;vertical-align:-1px;background:{theme.far_land};"
        "position:relative}"
        f"{scope} .bar::after{{content:'';position:absolute;top:-2px;bottom:-2px;"
        f"left:var(--tenth);border-left:2px solid {theme.marked}}}"
        f"{scope} .bar i{{display:block;height:100%;border-right:1px solid {theme.rest}}}"
        f"{scope} b{{font-weight:600}}{scope} small,{scope} p{{color:{theme.quiet_text};"
        "font-size:.93em}"
        f"{scope} p{{margin:.4rem 0 0}}"
        # On a screen of 320 pixels, and with large letters, words stand below each other.
        f"@container (max-width: 19.5em) {{ {scope} tbody th,{scope} td{{white-space:normal}}"
        f"{scope} .bar{{min-width:1em}} }}"
    )
