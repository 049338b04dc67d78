"""Reads the indicators: the publisher's facts and our own words."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from placelib.build.sources import Record, Sources
from placelib.errors import BuildStopped

NOTES = Path(__file__).parent.parent / "content" / "indicators"
HEADINGS = ("In a sentence", "What it is", "Be careful", "Direction")
_DIRECTIONS: dict[str, int | None] = {"Higher is better": 1, "Lower is better": -1, "None": None}
# A heading of the second level with its text, as “## Be careful”.
_SECTION = re.compile(r"^## (.+)$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class IndicatorNote:
    """Our words about one indicator; direction is 1, -1 or None where none is recorded."""

    phrase: str
    what_it_is: str
    be_careful: str
    direction: int | None
    reason: str


def read_note(path: Path) -> IndicatorNote:
    """The note in a Markdown file with the four headings. Raises BuildStopped when malformed."""
    parts = _SECTION.split(path.read_text(encoding="utf-8"))
    sections = dict(zip(parts[1::2], (" ".join(part.split()) for part in parts[2::2]), strict=True))
    if tuple(sections) != HEADINGS or not all(sections.values()):
        raise BuildStopped(
            f"The note {path.name} has the headings {', '.join(sections) or 'none'}; it needs "
            f"{', '.join(HEADINGS)}, each with text. Mend the note."
        )
    word, _, reason = sections["Direction"].partition(". ")
    if word not in _DIRECTIONS or not reason:
        raise BuildStopped(
            f"The note {path.name} gives the direction “{word}”. It must begin with one of "
            f"{', '.join(f'{choice}.' for choice in _DIRECTIONS)} and a reason. Mend the note."
        )
    return IndicatorNote(
        phrase=sections["In a sentence"],
        what_it_is=sections["What it is"],
        be_careful=sections["Be careful"],
        direction=_DIRECTIONS[word],
        reason=reason,
    )


def read_catalogue(
    sources: Sources, with_figures: set[str], notes: Path = NOTES
) -> list[tuple[Any, ...]]:
    """One row an indicator for the table ``indicator``.

    ``with_figures`` are the slugs of those that have any. Raises BuildStopped when an indicator has
    no note of ours.
    """
    rows = []
    for position, record in enumerate(sources.records("ons", "indicators.csv")):
        path = notes / f"{record['slug']}.md"
        if not path.is_file():
            raise BuildStopped(
                f"The indicator {record['slug']} has no note. Every indicator needs one in our own "
                "words; write placelib/content/indicators/<slug>.md."
            )
        note = read_note(path)
        rows.append(_make_row(record, position, note, has_data=record["slug"] in with_figures))
    return rows


def _make_row(
    record: Record, position: int, note: IndicatorNote, *, has_data: bool
) -> tuple[Any, ...]:
    texts = ("topic", "sub_topic", "dataset", "code", "unit", "prefix", "suffix", "sub_text")
    flags = (
        "standardised",
        "experimental",
        "confidence_intervals",
        "can_be_negative",
        "zero_baseline",
    )
    return (
        record["slug"],
        position,
        record["label"],
        note.phrase,
        note.what_it_is,
        note.be_careful,
        note.direction,
        note.reason,
        *(record[text] for text in texts),
        record.integer("decimal_places"),
        *(record.choice(flag, {"True": True, "False": False}) for flag in flags),
        record["frequency"],
        record["period_format"],
        record["period_first"] or None,
        record["period_last"] or None,
        record["countries"].split("|"),
        record["levels"].split("|"),
        record.integer("boundary_year") if record["boundary_year"] else None,
        record["source_org"].split("|"),
        record["source_url"].split("|"),
        _read_release_date(record),
        has_data,
    )


def _read_release_date(record: Record) -> date:
    """The release date: a figure made from several releases is as new as the newest of them."""
    try:
        return max(date.fromisoformat(day) for day in record["source_date"].split("|"))
    except ValueError as problem:
        raise BuildStopped(
            f"{record.where} gives “{record['source_date']}” as source_date. Release dates are "
            "days such as 2025-09-26, with | between several; mend the file."
        ) from problem


def read_slugs(sources: Sources) -> dict[tuple[str, str], str]:
    """The slug of each (data set, publisher's indicator name).

    Raises BuildStopped when two indicators share a name: their figures could not be told apart.
    """
    slugs: dict[tuple[str, str], str] = {}
    for record in sources.records("ons", "indicators.csv"):
        key = record["dataset"], record["code"]
        if key in slugs:
            raise BuildStopped(
                f"{record.where} names {record['slug']} by data set {key[0]} and “{key[1]}”, as "
                f"{slugs[key]} is already. Each indicator needs a name of its own; mend the file."
            )
        slugs[key] = record["slug"]
    return slugs
