"""The shaded map as a drawing without a graphics card: on a projector, on paper, as a picture.

It is drawn from the records of the interactive map, with the legend's lines beside it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import altair as alt

from placelib.charts.map_frames import EARTH_RADIUS_METRES, frame_box
from placelib.charts.map_inset import ExtentInset, place_in_extent
from placelib.charts.map_legend import LegendKey
from placelib.charts.map_records import (
    FIRST_GAP,
    PATTERN_NAMES,
    MapDrawing,
    MapMarker,
    MapName,
    Point,
    find_gap_digits,
    palettes,
    write_fill,
)
from placelib.charts.projection import fit_zoom, name_shapes, project_extent
from placelib.charts.shaded_map_legend import APART, draw_gap_sign, draw_legend, measure_legend
from placelib.charts.theme import DESK, FONT, LIGHT, TextSizes, Theme

HEIGHT = 460
# Square pixels of the ring around a small place.
_RING_SIZE = 420
# Pixels: the borders between areas of one file, and of several.
_BORDER, _FINE_BORDER = 0.4, 0.1


@dataclass(frozen=True, slots=True)
class GapSign:
    """Where an area without a figure is marked: a point inside it, and its kind of gap from 0."""

    point: Point
    kind: int


def shaded_map(
    drawing: MapDrawing,
    keys: Sequence[LegendKey],
    gaps: Sequence[GapSign] = (),
    notes: Sequence[str] = (),
    theme: Theme = LIGHT,
    sizes: TextSizes = DESK,
    height: int = HEIGHT,
    further: Sequence[MapDrawing] = (),
) -> alt.LayerChart:
    """The map of a drawing as large as there is room for, with its legend at the right.

    ``keys`` are the lines of the legend and ``notes`` what stands below them; without keys the map
    has all the room, for where its legend stands beside it. A line frames a map on which land is
    cut off, so that nobody takes its edge for a coast. An area without a figure has a dashed
    outline and the sign of its kind of gap at its point in ``gaps``. ``height`` is in pixels; the
    width is the container's. The areas of ``further`` drawings lie in files of their own and in the
    same box. An inset lies at the right of the map.
    """
    room = f"max(width - {measure_legend(sizes) + APART}, 80)" if keys else "width"
    view = frame_box(drawing.box)
    inset = place_in_extent(drawing.inset, view) if drawing.inset else None
    spare = inset.spare if inset else 0.0
    layers: list[alt.Chart | alt.LayerChart] = [*_draw_layers(drawing, gaps, theme, further)]
    if inset:
        inset_map = alt.LayerChart(
            layer=_draw_layers(replace(drawing, names=()), gaps, theme),
            projection=_project_inset(inset, room),
        )
        layers += [*_frame_inset(inset, drawing, room, theme, sizes), inset_map]
    if drawing.is_cut:
        layers.append(_frame_map(room, theme))
    if keys:
        layers += draw_legend(keys, notes, theme, sizes)
    return alt.LayerChart(
        data=name_shapes(drawing.file),
        layer=layers,
        # The frame covers the cut.
        projection=project_extent(view, room, spare, outside=0 if drawing.is_cut else 9),
        params=[fit_zoom(view, room, spare)],
        width="container",
        height=height,
        config=alt.Config(view=alt.ViewConfig(stroke=None), background="transparent", font=FONT),
    )


def _draw_layers(
    drawing: MapDrawing, gaps: Sequence[GapSign], theme: Theme, further: Sequence[MapDrawing] = ()
) -> list[alt.Chart]:
    """The areas of a map and all that marks them, without a projection."""
    layers = [_draw_shapes(drawing.land, fill=theme.far_land)] if drawing.land else []
    # Where many councils are drawn small, borders as wide would hide what lies between them.
    width = _BORDER if not further else _FINE_BORDER
    layers += [_draw_areas(each, width, theme) for each in (drawing, *further)]
    if find_gap_digits(drawing.shading):
        layers.append(_outline_gaps(drawing, theme))
        layers += _draw_signs(gaps, theme)
    if drawing.lines:
        layers.append(_draw_shapes(drawing.lines, filled=False, stroke=theme.text, strokeWidth=2))
    if drawing.names:
        layers += _draw_names(drawing.names)
    if drawing.marker:
        layers += _mark_place(drawing.marker, theme)
    return layers


def _find_corner(inset: ExtentInset, room: str) -> tuple[str, str]:
    """The expressions of where the inset's left and top are on the chart, in pixels."""
    middle = f"({room}) / 2 - {inset.spare / 2} * zoom"
    return f"({middle} + {inset.left} * zoom)", f"(height / 2 + {inset.top} * zoom)"


def _project_inset(inset: ExtentInset, room: str) -> alt.Projection:
    left, top = _find_corner(inset, room)
    width, height = f"{inset.width} * zoom", f"{inset.height} * zoom"
    return alt.Projection(
        type="azimuthalEqualArea",
        rotate=[-inset.extent.longitude, -inset.extent.latitude],
        scale=alt.ExprRef(f"zoom * {inset.width / inset.extent.width}"),
        translate=alt.ExprRef(f"[{left} + {width} / 2, {top} + {height} / 2]"),
        clipExtent=alt.ExprRef(f"[[{left}, {top}], [{left} + {width}, {top} + {height}]]"),
    )


def _frame_inset(
    inset: ExtentInset, drawing: MapDrawing, room: str, theme: Theme, sizes: TextSizes
) -> list[alt.Chart]:
    """The inset's ground with its border, and its name below it."""
    assert drawing.inset
    left, top = _find_corner(inset, room)
    right, bottom = f"{left} + {inset.width} * zoom", f"{top} + {inset.height} * zoom"
    ground = alt.MarkDef(
        "rect",
        x=alt.ExprRef(left),
        x2=alt.ExprRef(right),
        y=alt.ExprRef(top),
        y2=alt.ExprRef(bottom),
        fill=theme.page,
        stroke=theme.quiet_text,
        strokeWidth=1,
        opacity=1,
        aria=False,
    )
    name = alt.MarkDef(
        "text",
        align="right",
        baseline="top",
        aria=False,
        fontSize=sizes.label - 1,
        dy=4,
        fill=theme.quiet_text,
        x=alt.ExprRef(right),
        y=alt.ExprRef(bottom),
    )
    row = alt.InlineData(values=[{"text": f"{drawing.inset.name}, enlarged"}])
    return [
        alt.Chart(row, mark=ground),
        alt.Chart(row, mark=name, encoding=alt.FacetedEncoding(text=_write_text())),
    ]


def _frame_map(room: str, theme: Theme) -> alt.Chart:
    """The edge of the map, half a pixel inside its room so that the line is drawn whole."""
    frame = alt.MarkDef(
        "rect",
        x=0.5,
        x2=alt.ExprRef(f"({room}) - 0.5"),
        y=0.5,
        y2=alt.ExprRef("height - 0.5"),
        filled=False,
        stroke=theme.quiet_text,
        strokeWidth=1,
        opacity=1,
        aria=False,
    )
    return alt.Chart(alt.InlineData(values=[{"edge": "of the map"}]), mark=frame)


def _draw_shapes(file: str, **look: Any) -> alt.Chart:
    return alt.Chart(name_shapes(file), mark=alt.MarkDef("geoshape", clip=True, aria=False, **look))


def _draw_areas(drawing: MapDrawing, width: float, theme: Theme) -> alt.Chart:
    full, faded = palettes(drawing.colours, theme)
    fill = write_fill(drawing.shading, full, faded, "datum.properties.i")
    return alt.Chart(
        name_shapes(drawing.file),
        mark=alt.MarkDef(
            "geoshape", fill=alt.ExprRef(fill), stroke=theme.border, strokeWidth=width, clip=True,
            aria=False,
        )
    )  # fmt: skip


def _outline_gaps(drawing: MapDrawing, theme: Theme) -> alt.Chart:
    digit = f"toNumber(('{drawing.shading.classes}')[datum.properties.i])"
    is_gap = f"{digit} >= {FIRST_GAP} && {digit} < {FIRST_GAP + len(PATTERN_NAMES)}"
    return alt.Chart(
        transform=[alt.FilterTransform(filter=is_gap)],
        mark=alt.MarkDef(
            "geoshape", filled=False, stroke=theme.quiet_text, strokeWidth=0.7, strokeDash=[2, 2],
            clip=True, aria=False,
        ),
    )  # fmt: skip


def _draw_signs(gaps: Sequence[GapSign], theme: Theme) -> list[alt.Chart]:
    """One layer a kind of gap."""
    layers = []
    for kind, name in enumerate(PATTERN_NAMES):
        rows = [_place_row(gap.point) for gap in gaps if gap.kind == kind]
        if rows:
            layers.append(
                alt.Chart(
                    alt.InlineData(values=tuple(rows)),
                    mark=draw_gap_sign(name, theme),
                    encoding=_at_coordinates(),
                )
            )
    return layers


def _draw_names(names: Sequence[MapName]) -> list[alt.Chart]:
    """Names in up to three lines, as large as a height in metres is on this map."""
    rows = [
        {
            **_place_row(name.point),
            "text": name.text,
            "colour": name.colour,
            "halo": name.halo or None,
            "metres": name.metres,
            "lines": name.text.count("\n") + 1,
        }
        for name in names
    ]
    size = f"datum.metres / {EARTH_RADIUS_METRES} * zoom"
    halo: dict[str, Any] = {"stroke": alt.ExprRef("datum.halo"), "strokeWidth": 3}
    return [
        alt.Chart(
            alt.InlineData(values=tuple(rows)),
            mark=alt.MarkDef(
                "text", lineBreak="\n", align="center", baseline="middle", fontWeight="bold",
                fontSize=alt.ExprRef(size), lineHeight=alt.ExprRef(f"{size} * 1.05"),
                # Vega hangs further lines below the first: this lifts all to the middle.
                dy=alt.ExprRef(f"-(datum.lines - 1) * {size} * 1.05 / 2"),
                fill=alt.ExprRef("datum.colour"), clip=True, aria=False, **look,
            ),
            encoding=_at_coordinates(text=_write_text()),
        )
        for look in ([halo, {}] if any(name.halo for name in names) else [{}])
    ]  # fmt: skip


def _mark_place(marker: MapMarker, theme: Theme) -> list[alt.Chart]:
    """The chosen place's outline, and a ring round it where the outline would be lost."""
    chosen = alt.FieldEqualPredicate(field="properties.code", equal=marker.code)
    layers = [
        alt.Chart(
            transform=[alt.FilterTransform(filter=chosen)],
            mark=alt.MarkDef(
                "geoshape", filled=False, stroke=theme.marked, strokeWidth=2.2, clip=True,
                aria=False,
            ),
        )
    ]  # fmt: skip
    if marker.ring:
        layers.append(
            alt.Chart(
                alt.InlineData(values=[_place_row(marker.ring)]),
                mark=alt.MarkDef(
                    "point", shape="circle", filled=False, size=_RING_SIZE, stroke=theme.marked,
                    strokeWidth=2.5, opacity=1, aria=False,
                ),
                encoding=_at_coordinates(),
            )
        )  # fmt: skip
    return layers


def _write_text() -> alt.Text:
    return alt.Text("text", type="nominal")


def _place_row(point: Point) -> dict[str, Any]:
    return {"longitude": round(point[0], 4), "latitude": round(point[1], 4)}


def _at_coordinates(**channels: Any) -> alt.FacetedEncoding:
    return alt.FacetedEncoding(
        longitude=alt.Longitude("longitude", type="quantitative"),
        latitude=alt.Latitude("latitude", type="quantitative"),
        **channels,
    )
