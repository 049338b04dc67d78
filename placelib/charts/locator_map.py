"""The locator map: a small map of an area among its neighbours, or of the areas it is made of.

The geometry is a static file that the browser fetches once; the chart holds names and places only.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

import altair as alt

from placelib.charts.locator_layout import (
    LINE,
    MapArea,
    MapLabel,
    frame_extent,
    place_locator_labels,
)
from placelib.charts.projection import fit_zoom, name_shapes, project_extent
from placelib.charts.theme import DESK, FONT, LIGHT, TextSizes, Theme
from placelib.formatting import listed

# A label is drawn from its own zoom on, and only where all of it is on the map.
FITS = (
    "datum.from_zoom <= zoom"
    " && abs(datum.x) * zoom + datum.half_width <= width / 2"
    " && abs(datum.y) * zoom + abs(datum.shift) + datum.half_height <= height / 2"
)
# Vega hangs a second line below the first; this lifts both until their middle is in place.
LIFT = "(datum.half_height > {line} * 0.75 ? -{line} / 2 : 0) - datum.shift"


def locator_map(
    areas: Sequence[MapArea],
    level: str,
    theme: Theme = LIGHT,
    sizes: TextSizes = DESK,
    height: int = 320,
) -> alt.LayerChart:
    """A map of the areas given, seen from as near as the focus (or its members) allows.

    ``level`` is the geography level whose boundary file holds the areas. The focus is darkest,
    siblings and members are tinted and ringed, neighbours grey, all other land pale. ``height`` is
    in pixels; the width is the container's. Raises NothingToFrame without a focus or a member.
    """
    view = frame_extent(areas)
    group = [area.code for area in areas if area.role != "neighbour"]
    layers = [_elsewhere(areas, theme)]
    if len(group) > 1 and not view.is_wide:
        layers.append(_ring(group, theme))
    layers.append(_areas(areas, theme, is_wide=view.is_wide))
    layers += _names(place_locator_labels(areas, view, sizes.map_label), theme, sizes.map_label)
    return alt.LayerChart(
        data=name_shapes(level),
        layer=layers,
        projection=project_extent(view),
        params=[fit_zoom(view)],
        width="container",
        height=height,
        config=alt.Config(view=alt.ViewConfig(stroke=theme.grid), font=FONT),
    )


def write_locator_sentence(
    name: str, areas: Sequence[MapArea], parent: str | None = None, members: str = "areas"
) -> str:
    """What the map of ``name`` shows, in one sentence: the chart's alternative text.

    ``parent`` names the larger area of which the focus and its siblings are all the parts;
    ``members`` is the word for such parts, as in "councils".
    """
    parts = [area.name for area in areas if area.role == "member"]
    if parts:
        return f"Map of {name} with its {len(parts)} {members}{_list_if_few(parts)}."
    siblings = [area for area in areas if area.role == "sibling"]
    belonging = f", one of the {len(siblings) + 1} {members} of {parent}" if parent else ""
    touching = [area.name for area in areas if area.borders]
    if not touching:
        return f"Map of {name}{belonging}, which shares no border on land with another area."
    return f"Map of {name}{belonging}, which shares a land border with {listed(sorted(touching))}."


def _list_if_few(names: Sequence[str], most: int = 15) -> str:
    return f": {listed(sorted(names))}" if len(names) <= most else ""


def _elsewhere(areas: Sequence[MapArea], theme: Theme) -> alt.Chart:
    # Bordered in its own colour: it is one piece of land, without seams between areas.
    return _shapes(
        ~_one_of([area.code for area in areas]), fill=theme.far_land, stroke=theme.far_land
    )


def _ring(codes: Sequence[str], theme: Theme) -> alt.Chart:
    # Wide, and beneath the areas themselves: only the half outside the group stays visible.
    return _shapes(_one_of(codes), fill=theme.tint, stroke=theme.focus, strokeWidth=3.5)


def _areas(areas: Sequence[MapArea], theme: Theme, *, is_wide: bool) -> alt.Chart:
    # Finer on a wide map, where a full line around an islet would cover it.
    width, opacity = (0.5, 0.4) if is_wide else (1.0, 1.0)
    fills = {
        "focus": theme.focus,
        "member": theme.tint,
        "sibling": theme.tint,
        "neighbour": theme.land,
    }
    by_code = json.dumps({area.code: fills[area.role] for area in areas}, separators=(",", ":"))
    return _shapes(
        _one_of([area.code for area in areas]),
        fill=alt.ExprRef(f"({by_code})[datum.properties.code]"),
        stroke=theme.border,
        strokeWidth=width,
        strokeOpacity=opacity,
    )


def _shapes(predicate: alt.PredicateComposition, **look: Any) -> alt.Chart:
    return alt.Chart(
        transform=[alt.FilterTransform(filter=predicate)],
        # The chart has one alternative text; hundreds of shapes with their own would drown it.
        mark=alt.MarkDef("geoshape", strokeJoin="round", clip=True, aria=False, **look),
        encoding=alt.FacetedEncoding(tooltip=alt.Tooltip("properties.name", type="nominal")),
    )


def _one_of(codes: Sequence[str]) -> alt.FieldOneOfPredicate:
    return alt.FieldOneOfPredicate(field="properties.code", oneOf=list(codes))


def _names(labels: Sequence[MapLabel], theme: Theme, size: int) -> list[alt.Chart]:
    """Each name twice: a halo that keeps it legible over borders, and the name itself."""
    ink = _by_role(theme.on_focus, theme.text, theme.text)
    halo = _by_role(theme.focus, theme.tint, theme.land)
    looks: list[dict[str, Any]] = [
        {"fill": halo, "stroke": halo, "strokeWidth": 3},
        {"fill": ink},
    ]
    return [
        alt.Chart(
            alt.InlineData(values=tuple(asdict(label) for label in labels)),
            transform=[alt.FilterTransform(filter=FITS)],
            mark=alt.MarkDef(
                "text",
                lineBreak="\n",
                fontSize=size,
                fontWeight=alt.ExprRef("datum.role === 'focus' ? 'bold' : 'normal'"),
                lineHeight=size * LINE,
                align="center",
                baseline="middle",
                dy=alt.ExprRef(LIFT.format(line=size * LINE)),
                aria=False,
                **look,
            ),
            encoding=alt.FacetedEncoding(
                longitude=alt.Longitude("longitude", type="quantitative"),
                latitude=alt.Latitude("latitude", type="quantitative"),
                text=alt.Text("text", type="nominal"),
                tooltip=alt.Tooltip("text", type="nominal"),
            ),
        )
        for look in looks
    ]


def _by_role(focus: str, tinted: str, neighbour: str) -> alt.ExprRef:
    return alt.ExprRef(
        f"datum.role === 'focus' ? '{focus}'"
        f" : datum.role === 'neighbour' ? '{neighbour}' : '{tinted}'"
    )
