"""How Altair puts the files of shapes on paper: where they are, and what part of them is drawn."""

from __future__ import annotations

import altair as alt

from placelib.charts.map_frames import MapExtent
from placelib.charts.map_records import address_of


def name_shapes(file: str) -> alt.UrlData:
    """The data of a map: a file of shapes such as “ltla”, which the browser fetches once.

    A feature has its code and name in ``properties.code`` and ``properties.name``.
    """
    return alt.UrlData(
        url=address_of(file), format=alt.JsonDataFormat(type="json", property="features")
    )


def fit_zoom(view: MapExtent, width: str = "width", spare: float = 0.0) -> alt.VariableParameter:
    """The parameter ``zoom``, in pixels per radian: as large as the extent has room for.

    ``width`` is the expression of the room in pixels, where it is not all of the chart's;
    ``spare`` the radians that stay free at the right of the extent.
    """
    zoom = f"min(({width}) / {view.width + spare}, height / {view.height})"
    return alt.VariableParameter(name="zoom", expr=zoom)


def project_extent(
    view: MapExtent, width: str = "width", spare: float = 0.0, *, outside: int = 9
) -> alt.Projection:
    """The projection that fits an extent into the chart; the parameter ``zoom`` is its scale.

    ``width`` and ``spare`` are as for fit_zoom. Far land is cut off so many pixels ``outside`` of
    the chart, where the cut is not seen.
    """
    aside = f" - {spare / 2} * zoom" if spare else ""
    return alt.Projection(
        type="azimuthalEqualArea",
        rotate=[-view.longitude, -view.latitude],
        scale=alt.ExprRef("zoom"),
        translate=alt.ExprRef(f"[({width}) / 2{aside}, height / 2]"),
        clipExtent=alt.ExprRef(
            f"[[{-outside}, {-outside}], [({width}) + {outside}, height + {outside}]]"
        ),
    )
