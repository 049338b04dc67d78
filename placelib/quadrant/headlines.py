"""The finding on an area in about ten words, for the title of its chart."""

from __future__ import annotations

from placelib.formatting import listed
from placelib.quadrant.geometry import LEAST_AGREEMENT
from placelib.quadrant.records import Quadrant, Verdict
from placelib.quadrant.sentences import beyond_shares

_SAID: dict[Verdict, str] = {
    "bends the line": "beyond halfway on both: it bends the line",
    "beyond halfway on understanding only": "beyond halfway on understanding, not on leverage",
    "beyond halfway on leverage only": "beyond halfway on leverage, not on understanding",
    "short of halfway on both": "short of halfway on understanding and on leverage",
}


def headline(quadrant: Quadrant) -> str:
    """What the chart finds; where little can be said, that."""
    if quadrant.middle_kind is None:
        return f"{quadrant.name} is the national end of the line"
    if quadrant.middle_kind == "region":
        return f"{quadrant.name}: no authority in between, only understanding to show"
    middle = quadrant.middle_name or quadrant.name
    if quadrant.middle_kind == "Greater London Authority":
        middle = "Greater London Authority"
    if quadrant.middle_kind == "devolved government":
        return f"{middle}: leverage is not evidenced here"
    drawn = quadrant.uncertainty
    if drawn is None or not drawn.shares:
        return f"{middle}: no money figures yet, so no point"
    said = _SAID.get(quadrant.verdict) or _axis_by_axis(drawn.shares)
    return f"{middle}: {said}"


def _axis_by_axis(shares: tuple[tuple[Verdict, float], ...]) -> str:
    found = []
    for name, share in zip(("understanding", "leverage"), beyond_shares(shares), strict=True):
        if max(share, 1 - share) < LEAST_AGREEMENT:
            found.append(f"unclear on {name}")
        else:
            side = "beyond" if share > 1 - share else "short of"
            found.append(f"{side} halfway on {name}")
    return listed(sorted(found, key=lambda one: one.startswith("unclear")))
