"""Every area that can be recognised, as plain lists that a child process can be sent."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from placelib.names import plain

if TYPE_CHECKING:
    # The child imports this package too, and has no use for a database.
    from placelib.areas import Atlas
    from placelib.store import Store

JsonRegister = dict[str, Any]


def register_of(store: Store, atlas: Atlas) -> JsonRegister:
    """All areas, names and successions as lists that JSON can carry.

    ``areas``: code, name, level, ended, explored, parents; ``names``: plain form, code;
    ``heirs``: ended code, current codes; ``steps``: ended code, the codes that came next. Areas
    without a page are named by their official name.
    """
    names = {(row["plain"], row["area_code"]) for row in store.rows("aliases")}
    names |= {(plain(area.name), area.code) for area in atlas.areas.values()}
    return {
        "areas": [
            [area.code, area.name, area.level, area.ended, area.explored, list(area.parents)]
            for area in atlas.areas.values()
        ],
        "names": sorted(names),
        "heirs": [
            [code, [heir.code for heir in atlas.heirs(code)]]
            for code, area in atlas.areas.items()
            if not area.is_current
        ],
        "steps": [[code, list(later)] for code, later in atlas.successors.items()],
    }
