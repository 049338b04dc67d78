"""Tables whose rows are about other areas than those that can be shown, even under their names."""

from __future__ import annotations

from placelib.uploads.areacolumns import (
    Places,
)
from placelib.uploads.grid import Grid
from placelib.uploads.levels import (
    finer_level,
    level_in_words,
    named_level,
    named_like_seats,
)
from placelib.uploads.sheetview import SheetView

_PARTS_OF_AREAS = 1.5


def refuse_other_levels(view: SheetView, grid: Grid, places: Places) -> None:
    """Refuse a table whose names belong to another level, even where they equal councils'."""
    block = view.block
    if block is None or view.where.codes:
        return
    names = view.where.names[0]
    texts = {text for text in grid.column(names, block.first, block.last) if text}
    label = view.labels[names]
    alone = finer_level(label)
    level = alone or level_in_words(label) or named_level(texts)
    supported = {text for text in texts if places.of(text).kind == "name"}
    if not level and named_like_seats(texts - supported, len(texts)):
        level = "constituencies"
        supported = set()
    if level and (alone or named_level(texts) or len(supported) < 0.9 * len(texts)):
        view.refusal = f"unsupported level: {level}"
        view.remedy = (
            "Some of the names equal those of councils, but the figures are for other areas. Only "
            "councils, combined authorities, regions and nations can be shown."
        )


def refuse_finer_rows(view: SheetView, grid: Grid, places: Places) -> None:
    """Refuse rows about parts of the known areas: wards of councils, police forces of regions."""
    block = view.block
    if block is None:
        return
    areas = view.areas.code
    larger = {places.register.level(code) for code in areas if code} <= {"rgn", "ctry"}
    for index in (*view.roles.texts, *view.roles.categories):
        cells = grid.column(index, block.first, block.last)
        pairs = {pair for pair in zip(areas, cells, strict=True) if all(pair)}
        if len(pairs) <= _PARTS_OF_AREAS * max(1, len({code for code, _ in pairs})):
            continue
        level = finer_level(view.labels[index])
        if not level and larger:
            names = {cell for _, cell in pairs}
            level = named_level(names) or ("constituencies" if named_like_seats(names) else "")
        if level:
            view.refusal = f"unsupported level: {level}"
            view.remedy = (
                "The rows are about parts of the areas that can be shown. Add them up to councils, "
                "regions or nations first."
            )
            return


def refuse_without_areas(view: SheetView) -> None:
    """Refuse a table in which no row has an area that is known, and none that could have one."""
    if any(view.areas.code) or view.areas.clashes or view.areas.ambiguous:
        return
    reasons = [why for why in view.areas.why if why.startswith(("unsupported", "no page"))]
    if reasons:
        view.refusal = max(set(reasons), key=reasons.count)
        view.remedy = "Only councils, combined authorities, regions and nations can be shown."
    else:
        view.refusal = "no recognised areas"
        view.remedy = "Check the names or codes against the template."
