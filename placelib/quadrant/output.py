"""A quadrant as plain dictionaries, for JSON and for tables."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from placelib.quadrant.records import Quadrant


def quadrant_json(quadrant: Quadrant) -> dict[str, Any]:
    """Everything in the quadrant as dictionaries, lists, text, numbers and null.

    Understanding, leverage and bends are on the archetypes' scale, 0 to 1 and beyond; a chart
    shows them times 100. ``table`` holds the row of `table_row`.
    """
    return {"table": table_row(quadrant), **_plain(asdict(quadrant))}


def table_row(quadrant: Quadrant) -> dict[str, Any]:
    """One row of the table of authorities and councils; ``why`` has a reason for every null.

    All numbers are on the archetypes' scale, 0 to 1 and beyond, and shares of draws from 0 to 1.
    ``u1_low`` and ``u1_high`` are the ends of the 90% band of the draws.
    """
    picture, drawn, money = quadrant.understanding.picture, quadrant.uncertainty, quadrant.leverage
    numbers: dict[str, float | None] = {
        "u1": picture.inclusive if picture else None,
        "u1_low": drawn.u1_low if drawn else None,
        "u1_high": drawn.u1_high if drawn else None,
        "u1_leave_one_out": picture.leave_one_out if picture else None,
        "u1_absolute": picture.absolute if picture else None,
        "l1_pooled": money.l1_pooled.value,
        "l1_standalone": money.l1_standalone.value,
        "l2": money.l2.value,
        "understanding": quadrant.middle.understanding if quadrant.middle else None,
        "leverage": quadrant.middle.leverage if quadrant.middle else None,
        "bend_u": quadrant.bend.understanding,
        "bend_l": quadrant.bend.leverage,
        "distance": quadrant.bend.distance,
        "position": quadrant.bend.position,
        "share_bends": drawn.share_bends if drawn else None,
    }
    why = {name: _why(quadrant, name) for name, value in numbers.items() if value is None}
    if quadrant.middle_code is None:
        why["middle_code"] = "there is no tier between a nation and itself"
    if quadrant.verdict_why:
        why["verdict"] = quadrant.verdict_why
    return {
        "code": quadrant.code,
        "name": quadrant.name,
        "kind": quadrant.kind,
        "middle_code": quadrant.middle_code,
        "middle_name": quadrant.middle_name,
        "middle_kind": quadrant.middle_kind,
        **numbers,
        "verdict": quadrant.verdict,
        "why": why,
    }


def _why(quadrant: Quadrant, name: str) -> str:
    """The reason for a null in a row of the table."""
    understanding, leverage = quadrant.understanding, quadrant.leverage
    no_picture = understanding.why or "no other council has the figures"
    reasons = {
        "l1_pooled": leverage.l1_pooled.why,
        "l1_standalone": leverage.l1_standalone.why,
        "l2": leverage.l2.why,
        "leverage": leverage.l1_pooled.why or leverage.l2.why,
        "bend_l": leverage.l1_pooled.why or leverage.l2.why,
    }
    missing = quadrant.middle.why if quadrant.middle else None
    if name.startswith("u1"):
        return no_picture
    return reasons.get(name) or missing or no_picture


def _plain(value: Any) -> Any:
    """Tuples as lists, all the way down."""
    if isinstance(value, dict):
        return {key: _plain(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    return value
