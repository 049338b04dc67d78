"""A quadrant as plain dictionaries, for JSON and for tables."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from placelib.quadrant.chance import ChanceBand
from placelib.quadrant.leverage_readings import LeverageReading, LeverReading
from placelib.quadrant.levers import PLACE_LEVERS
from placelib.quadrant.records import ChancePlace, Quadrant
from placelib.quadrant.sentences import (
    describe_coming,
    describe_leading_sub_topic,
    describe_leverage,
    describe_published,
    describe_understanding,
    explain_bend,
)
from placelib.quadrant.understanding_readings import GroupReading, SharedReading

# Decimals of numbers from 0 to 100, of shares and of pounds: nobody can read more into them.
SCORE_DECIMALS, SHARE_DECIMALS, POUND_DECIMALS = 6, 9, 2


def build_table_row(quadrant: Quadrant) -> dict[str, Any]:
    """One row of the table of authorities and councils; ``why`` has a reason for every null.

    ``u``, ``chance_…`` and ``l_…`` are on the scale of the chart, where 50 is halfway; ``theta``
    and ``published_share`` are from 0 to 1. ``u_low`` and ``u_high`` are the ends of the 90%
    interval, ``l_place_low`` and ``l_place_high`` those of the range of readings. ``levers`` has
    pounds a head of council, authority and ministers by lever.
    """
    reading, leverage, chance = quadrant.understanding, quadrant.leverage, quadrant.chance
    band = chance.band if chance else None
    numbers: dict[str, float | None] = {
        **_list_understanding(reading, band),
        "l_place": leverage.headline,
        "l_place_low": leverage.low,
        "l_place_high": leverage.high,
        "l_all": leverage.all_spending,
        "published_share": quadrant.published_share,
    }
    why = {name: _explain_null(quadrant, name) for name, value in numbers.items() if value is None}
    levers = {lever.lever: _list_lever_pounds(lever) for lever in leverage.levers}
    if not levers:
        why["levers"] = leverage.why or "no spending by lever"
    if quadrant.verdict_why:
        why["verdict"] = quadrant.verdict_why
    tiers = quadrant.tiers
    return {
        "code": quadrant.code,
        "name": quadrant.name,
        "kind": name_kind(quadrant),
        "level": tiers.area.level,
        "members": [member.code for member in _list_members(quadrant)],
        "authority": tiers.middle.code if tiers.middle and tiers.has_authority else None,
        **{name: _truncate_reading(name, value) for name, value in numbers.items()},
        "levers": levers,
        "verdict": quadrant.verdict,
        "why": why,
    }


def flatten_row(quadrant: Quadrant) -> dict[str, Any]:
    """The row of `table_row` with one value a column, in the same columns for every area.

    ``l_coming`` is where the arrow to documented money ends. The pounds a head of a lever stand in
    “transport_council”, “transport_authority” and “transport_ministers”.
    """
    row = build_table_row(quadrant)
    levers, why = row.pop("levers"), row.pop("why")
    pounds = {
        f"{lever.replace(' ', '_')}_{tier}": levers.get(lever, {}).get(tier)
        for lever in PLACE_LEVERS
        for tier in ("council", "authority", "ministers")
    }
    coming = quadrant.leverage.coming
    arrow_end = _truncate_reading("l_coming", coming.arrow_end if coming else None)
    reasons = dict.fromkeys(why.values())
    return {**row, "l_coming": arrow_end, **pounds, "why": "; ".join(reasons)}


def build_understanding_row(
    name: str, codes: Sequence[str], group: GroupReading, band: ChanceBand | None
) -> dict[str, Any]:
    """Understanding of a group of councils as a row, on the scale of `table_row`."""
    reading = group.headline
    numbers = _list_understanding(reading, band)
    return {
        "boundary": name,
        "members": list(codes),
        "councils": group.councils,
        **{key: _truncate_reading(key, value) for key, value in numbers.items()},
        "why": reading.why or "",
    }


def _list_understanding(reading: SharedReading, band: ChanceBand | None) -> dict[str, float | None]:
    """The numbers of a reading of understanding and of what chance would give."""
    return {
        "u": reading.score,
        "u_low": reading.low,
        "u_high": reading.high,
        "theta": reading.share,
        "chance_05": band.low if band else None,
        "chance_50": band.median if band else None,
        "chance_95": band.high if band else None,
    }


def build_quadrant_json(quadrant: Quadrant) -> dict[str, Any]:
    """Everything in the quadrant as dictionaries, lists, text, numbers and null.

    ``table`` holds the row of `table_row`; the rest is every component with its inputs.
    """
    return {
        "table": build_table_row(quadrant),
        "sentences": {
            "bend": explain_bend(quadrant),
            "understanding": describe_understanding(quadrant),
            "leading_sub_topic": describe_leading_sub_topic(quadrant),
            "leverage": describe_leverage(quadrant),
            "coming": describe_coming(quadrant),
            "published": describe_published(quadrant),
        },
        "understanding": _convert_plain(asdict(quadrant.understanding)),
        "group": _convert_plain(asdict(quadrant.group)) if quadrant.group else None,
        "council": _convert_plain(asdict(quadrant.council)) if quadrant.council else None,
        "chance": _list_chance(quadrant.chance),
        "like_chance": _list_chance(quadrant.like_chance),
        "leverage": _convert_plain(asdict(quadrant.leverage)),
        "status": _convert_plain(asdict(quadrant.status)) if quadrant.status else None,
        "facts": [_convert_plain(asdict(fact)) for fact in quadrant.facts],
        "notes": list(quadrant.notes),
    }


def group_json(group: GroupReading, codes: Sequence[str]) -> dict[str, Any]:
    """A drawn group as plain dictionaries."""
    return {"members": list(codes), **_convert_plain(asdict(group))}


def name_kind(quadrant: Quadrant) -> str:
    """What the area is, for scripts: “authority”, “council”, “region”, “nation”."""
    words = {"combined authority": "authority", "county": "council", "devolved nation": "nation"}
    return words.get(quadrant.tiers.kind, quadrant.tiers.kind)


def _list_members(quadrant: Quadrant) -> list[Any]:
    tiers = quadrant.tiers
    if tiers.is_whole:
        return list(tiers.members)
    return list(tiers.units[0]) if tiers.units else []


def _list_lever_pounds(lever: LeverReading) -> dict[str, float | str | None]:
    pounds: dict[str, float | str | None] = {
        "council": _convert_pounds(lever.council),
        "authority": _convert_pounds(lever.authority),
        "ministers": _convert_pounds(lever.ministers),
    }
    if lever.why is not None and None in pounds.values():
        pounds["why"] = lever.why
    elif None in pounds.values():
        pounds["why"] = "the return has no line for it"
    return pounds


def _convert_pounds(value: float | None) -> float | None:
    return None if value is None else round(value, POUND_DECIMALS)


def _truncate_reading(name: str, value: float | None) -> float | None:
    if value is None:
        return None
    is_share = name in ("theta", "published_share")
    return round(value, SHARE_DECIMALS if is_share else SCORE_DECIMALS)


def _list_chance(chance: ChancePlace | None) -> dict[str, Any] | None:
    return None if chance is None else dict(_convert_plain(asdict(chance)))


def _explain_null(quadrant: Quadrant, name: str) -> str:
    """The reason for a null in a row of the table."""
    if name.startswith("chance"):
        if not quadrant.is_authority:
            return "a chance band is for an authority and its number of districts"
        return "no random groups of as many touching districts are stored"
    if name.startswith("l_"):
        return _explain_leverage(quadrant.leverage)
    if name == "published_share":
        return "England’s indicators are counted for English areas alone"
    return quadrant.understanding.why or "no figure can be compared"


def _explain_leverage(leverage: LeverageReading) -> str:
    return leverage.why or "leverage is not evidenced here"


def _convert_plain(value: Any) -> Any:
    """Tuples as lists and mappings as dictionaries, all the way down."""
    if isinstance(value, dict):
        return {key: _convert_plain(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_convert_plain(item) for item in value]
    return value
