"""The shaded map as a drawing without a graphics card: for paper, for slides, for a projector."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import altair as alt

from placelib.charts.map import BOUNDARIES, project_extent
from placelib.charts.map_frames import Box
from placelib.charts.map_layout import frame_box
from placelib.charts.map_legend import LegendKey
from placelib.charts.theme import DESK, LIGHT, TextSizes, Theme

HEIGHT = 460


def shaded_map(
    placed: Mapping[str, str],
    keys: Sequence[LegendKey],
    level: str,
    box: Box,
    chosen: str = "",
    ring: tuple[float, float] | None = None,
    theme: Theme = LIGHT,
    sizes: TextSizes = DESK,
) -> alt.LayerChart:
    """The areas of a level in the colours of their keys, with the keys beside them.

    ``placed`` gives the words of each area's key by its code; areas that it lacks are not drawn.
    Areas without a figure have an outline of their own. ``box`` (west, south, east, north, in
    degrees) is what the map shows, as large as there is room. ``chosen`` is the code of a place to
    outline; ``ring``, in degrees, is where a circle is drawn, for a place whose outline is lost.
    """
    rows = [{"code": code, "class": words} for code, words in placed.items()]
    gaps = [key.words for key in keys if key.pattern is not None]
    geometry = alt.UrlData(
        url=BOUNDARIES.format(level=level),
        format=alt.TopoDataFormat(type="topojson", feature=level),
    )
    lookup = alt.LookupTransform(
        lookup="id",
        **{"from": alt.LookupData(alt.InlineData(values=rows), key="code", fields=["class"])},
    )
    words = [key.words for key in keys]
    with_class = alt.FilterTransform(filter=alt.FieldOneOfPredicate(field="class", oneOf=words))
    silent = alt.FilterTransform(filter=alt.FieldOneOfPredicate(field="class", oneOf=gaps))
    layers = [
        alt.Chart(
            transform=[lookup, with_class],
            mark=alt.MarkDef("geoshape", stroke=theme.border, strokeWidth=0.4, aria=False),
            encoding=alt.FacetedEncoding(color=_colour(keys, sizes, theme)),
        )
    ]
    if gaps:
        layers.append(_outlined([lookup, silent], theme.quiet_text, 0.7, [2, 2]))
    if chosen:
        only_chosen = alt.FilterTransform(
            filter=alt.FieldOneOfPredicate(field="id", oneOf=[chosen])
        )
        layers.append(_outlined([only_chosen], theme.marked, 2.0, [1, 0]))
    if ring:
        layers.append(_ring(ring, theme.marked))
    view = frame_box(box)
    zoom = f"min(width / {view.width}, height / {view.height})"
    return alt.LayerChart(
        data=geometry,
        layer=layers,
        projection=project_extent(view),
        params=[alt.VariableParameter(name="zoom", expr=zoom)],
        width="container",
        height=HEIGHT,
        config=alt.Config(view=alt.ViewConfig(stroke=None), background="transparent"),
    )


def _colour(keys: Sequence[LegendKey], sizes: TextSizes, theme: Theme) -> alt.Color:
    return alt.Color(
        "class:N",
        scale=alt.Scale(domain=[key.words for key in keys], range=[key.fill for key in keys]),
        legend=alt.Legend(
            title=None,
            orient="right",
            symbolType="square",
            symbolSize=260,
            symbolStrokeColor=theme.quiet_text,
            symbolStrokeWidth=0.7,
            labelFontSize=sizes.label,
            labelColor=theme.text,
            labelLimit=240,
            rowPadding=6,
        ),
    )


def _ring(centre: tuple[float, float], stroke: str) -> alt.Chart:
    return alt.Chart(
        alt.InlineData(values=[{"longitude": centre[0], "latitude": centre[1]}]),
        mark=alt.MarkDef(
            "point", shape="circle", filled=False, size=420, stroke=stroke, strokeWidth=2.5,
            opacity=1, aria=False,
        ),
        encoding=alt.FacetedEncoding(
            longitude=alt.Longitude("longitude", type="quantitative"),
            latitude=alt.Latitude("latitude", type="quantitative"),
        ),
    )  # fmt: skip


def _outlined(
    transform: Sequence[alt.Transform], stroke: str, width: float, dash: Sequence[float]
) -> alt.Chart:
    return alt.Chart(
        transform=list(transform),
        mark=alt.MarkDef(
            "geoshape", filled=False, stroke=stroke, strokeWidth=width, strokeDash=list(dash),
            aria=False,
        ),
    )  # fmt: skip
