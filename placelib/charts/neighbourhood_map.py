"""The map of neighbourhoods: one file of outlines a council, shaded by tenths of England."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape

import pydeck as pdk

from placelib.charts.interactive_map import CompactDeck, interactive_map
from placelib.charts.map_frames import frame_of
from placelib.charts.map_records import MapDrawing, address_of
from placelib.charts.theme import LIGHT, Theme, rgb

# A bar as wide as its column stands for at least this share, so that one in ten stays a short bar.
_LEAST_WIDTH = 0.2
# A small borough fills the map only from nearer than a council among others does.
_CLOSEST = 13.0
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
    zoom_out: float = 0.0,
) -> CompactDeck:
    """The deck of several councils' neighbourhoods, one drawing a council with one box for all.

    ``figures`` gives the figure in words and the tenth of every neighbourhood of a council, in the
    order of its file; ``tenths`` are the words for tenths 1 to 10, ``foot`` stands below each.
    ``zoom_out`` is how many levels further away it begins, for a map with less room.
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
    # Where many councils are drawn small, borders as wide would hide what lies between them.
    width = 0.7 if len(drawings) == 1 else 0.2
    borders = [_borders(drawing.file, width, theme) for drawing in drawings]
    deck.layers = [*below, *layers, *borders, *above]
    deck.initial_view_state.zoom = frame_of(first.box, _CLOSEST).zoom - zoom_out
    return deck


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
    rows = "".join(_write_key(key, widest) for key in keys)
    paragraphs = "".join(f"<p>{escape(note)}</p>" for note in notes)
    return (
        f'<div class="tenths" style="--tenth:{10 / widest:.1f}%"><table><thead><tr>'
        f'<th scope="col">Tenth of England</th>{heads}</tr></thead><tbody>{rows}</tbody></table>'
        f"{paragraphs}</div>"
    )


def _write_key(key: TenthKey, widest: float) -> str:
    # Places of different sizes are held against each other by their shares alone.
    is_alone = len(key.counts) == 1
    bars = "".join(
        f'<td><span class="bar"><i style="width:{100 * share / widest:.1f}%;'
        f'background:{key.fill}"></i></span>'
        + (f"<b>{count:,}</b> <small>{share:.0%}</small></td>" if is_alone else f"{share:.0%}</td>")
        for count, share in zip(key.counts, key.shares, strict=True)
    )
    return (
        f'<tr><th scope="row"><i style="background:{key.fill}"></i>{escape(key.words)}</th>'
        f"{bars}</tr>"
    )


def tenths_style(theme: Theme) -> str:
    """The style rules of the legend, which stay the same when its contents change."""
    scope = ".tenths"
    return (
        f"{scope} table{{border-collapse:collapse;width:100%;color:{theme.text};"
        "font-size:.875rem;line-height:1.25}"
        f"{scope} th{{text-align:left;font-weight:400;padding:2px .5rem 2px 0;white-space:nowrap}}"
        f"{scope} thead th{{color:{theme.quiet_text};white-space:normal}}"
        f"{scope} th i{{display:inline-block;width:1.5rem;height:.95rem;margin-right:.5rem;"
        f"vertical-align:-2px;border:1px solid {theme.rest}}}"
        f"{scope} td{{padding:2px .5rem 2px 0;white-space:nowrap;width:50%}}"
        f"{scope} .bar{{display:inline-block;width:calc(100% - 5.5rem);min-width:2rem;"
        f"max-width:calc(100% - 3.2rem);"
        f"height:.85rem;margin-right:.4rem;vertical-align:-1px;background:{theme.far_land};"
        "position:relative}"
        f"{scope} .bar::after{{content:'';position:absolute;top:-2px;bottom:-2px;"
        f"left:var(--tenth);border-left:2px solid {theme.marked}}}"
        f"{scope} .bar i{{display:block;height:100%;border-right:1px solid {theme.rest}}}"
        f"{scope} b{{font-weight:600}}{scope} small,{scope} p{{color:{theme.quiet_text};"
        "font-size:.8125rem}"
        f"{scope} p{{margin:.4rem 0 0}}"
    )
