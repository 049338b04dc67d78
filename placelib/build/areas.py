"""Reads the areas: levels, parents, endings, successors and statistical neighbours."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from placelib.areas.levels import LEVELS
from placelib.build.aliases import read_aliases
from placelib.build.observations import AreaMention
from placelib.build.sources import Sources, parse_json_file
from placelib.build.successors import Successors, find_first_years, find_recoded, read_successors
from placelib.build.tables import Tables, columns

NATIONS = {"E": "E92000001", "N": "N92000002", "S": "S92000003", "W": "W92000004"}
ITL_NATIONS = {"TLL": "W92000004", "TLM": "S92000003", "TLN": "N92000002"}
# The publisher gives a council the region of its combined authority. Greater Lincolnshire is filed
# under the East Midlands, but two of its councils lie in Yorkshire and The Humber, as the region's
# boundary and population have it.
REGIONS = {"E06000012": "E12000003", "E06000013": "E12000003"}
# The kind of area that a code names, by the code's beginning, for areas that the publisher's list
# lacks but figures are given for. Any other code is unknown, and a figure for it stops the build.
KINDS_OF_CODE = {
    "E11": "mcty",
    "E13": "group",
    "E23": "pfa",
    "E67": "group",
    "K03": "group",
    "K04": "group",
    "K99": "group",
    "N34": "city",
    "W15": "pfa",
    "W42": "city",
}
# Codes of councils: one that the list lacks has ended, and is known if a source says what followed.
COUNCIL_CODES = {
    "E06": ("ltla", True),
    "E07": ("ltla", False),
    "E08": ("ltla", True),
    "E09": ("ltla", True),
    "E10": ("utla", True),
    "N09": ("ltla", True),
    "S12": ("ltla", True),
    "W06": ("ltla", True),
}
ITL_LEVELS = {4: "itl2", 5: "itl3"}
GROUP_NAMES = {"K03000001": "Great Britain", "K04000001": "England and Wales"}


def read_areas(
    sources: Sources, mentions: Mapping[str, AreaMention], notes: Iterable[tuple[str, str]]
) -> Tables:
    """The tables area, area_parent, area_alias, area_successor, similar_area and area_cluster.

    ``mentions`` are the areas that figures name; those the publisher's list of areas does not know
    are kept as areas without a page when their code says what they are, and left out otherwise,
    for the checks to find. ``notes`` are pairs of an area code and the remark on one of its rows,
    which tell what replaced an ended area.
    """
    listed: dict[str, dict[str, Any]] = parse_json_file(sources.file("ons", "areas.json"))
    steps = read_successors(sources, listed, notes)
    started, ended = find_first_years(steps), _find_last_years(steps)
    areas = [_make_listed_area(entry, started) for entry in listed.values()]
    for code, area in mentions.items():
        kind = find_kind_of_code(code, ended)
        if code not in listed and kind is not None:
            areas.append(_make_unlisted_area(code, area.name, kind, started, ended))
    codes = {area[0] for area in areas}
    return {
        "area": sorted(areas),
        "area_parent": sorted(
            (code, REGIONS.get(code, parent) if parent.startswith("E12") else parent, step)
            for code, entry in listed.items()
            for step, parent in enumerate(entry["parents"], start=1)
        ),
        "area_alias": read_aliases(sources, listed, mentions, find_recoded(steps)),
        "area_successor": sorted(
            (old, new, year) for (old, new), year in steps.items() if {old, new} <= codes
        ),
        **_read_similar_areas(sources),
    }


def list_row_levels(area: tuple[Any, ...]) -> set[str]:
    """The geography levels at which a row of the table area counts.

    A unitary council counts at both tiers, and a nation but England among the regions too.
    """
    place = columns()["area"]
    code, level = area[place["code"]], area[place["level"]]
    levels = {level} | ({"utla"} if area[place["is_utla"]] else set())
    return levels | ({"rgn"} if level == "ctry" and code[0] in "NSW" else set())


def find_kind_of_code(code: str, ended: Mapping[str, int]) -> tuple[str, bool] | None:
    """The level that a code outside the publisher's list stands for, and whether upper tier.

    None when nothing is known about such a code; a council's is known when it has ``ended``.
    """
    if code.startswith("TL"):
        level = ITL_LEVELS.get(len(code))
        return (level, False) if level else None
    if code[:3] in COUNCIL_CODES:
        return COUNCIL_CODES[code[:3]] if code in ended else None
    level = KINDS_OF_CODE.get(code[:3])
    return (level, False) if level and len(code) == 9 else None


def _find_last_years(steps: Successors) -> dict[str, int]:
    """The last year of existence of each ended area, where a source says when it was followed."""
    last_years: dict[str, int] = {}
    for (old, _), year in steps.items():
        if year is not None:
            last_years[old] = min(year - 1, last_years.get(old, year - 1))
    return last_years


def _make_listed_area(entry: dict[str, Any], started: Mapping[str, int]) -> tuple[Any, ...]:
    code, levels = entry["areacd"], entry["level"]
    # Wales is a nation that also stands among the regions: the nation counts.
    lowest = next((level for level in LEVELS if level in levels), "mcty")
    level = "ctry" if "ctry" in levels else lowest
    return (
        code,
        entry["areanm"],
        level,
        "utla" in levels,
        entry.get("start", started.get(code)),
        entry.get("end"),
        NATIONS.get(code[0]),
        level in LEVELS,
    )


def _make_unlisted_area(
    code: str,
    name: str,
    kind: tuple[str, bool],
    started: Mapping[str, int],
    ended: Mapping[str, int],
) -> tuple[Any, ...]:
    level, is_utla = kind
    nation = NATIONS.get(code[0])
    if code.startswith("TL"):
        nation = ITL_NATIONS.get(code[:3], NATIONS["E"])
    return (
        code,
        name or GROUP_NAMES.get(code, code),
        level,
        is_utla,
        started.get(code),
        ended.get(code),
        nation,
        False,
    )


def _read_similar_areas(sources: Sources) -> Tables:
    similar: dict[str, dict[str, list[str]]] = parse_json_file(
        sources.file("ons", "similar_areas.json")
    )
    clusters: dict[str, Any] = parse_json_file(sources.file("ons", "clusters.json"))
    return {
        "similar_area": sorted(
            (code, kind, rank, peer)
            for code, kinds in similar.items()
            for kind, peers in kinds.items()
            for rank, peer in enumerate(peers, start=1)
        ),
        "area_cluster": sorted(
            (code, kind, cluster)
            for code, kinds in clusters["lookup"].items()
            for kind, cluster in kinds.items()
        ),
    }
