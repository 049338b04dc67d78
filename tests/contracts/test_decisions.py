"""The records of decisions in docs/adr: their numbers, headings, status, index and references."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FOLDER = ROOT / "docs" / "adr"
RECORDS = sorted(FOLDER.glob("[0-9]*.md"))
HEADINGS = ["Status", "Context", "Decision", "Consequences"]
# "# 7. Store the database in an older format"
TITLE = re.compile(r"# (\d+)\. (.+)")
# "ADR 7", "ADRs 7", and in a path "docs/adr/0007"
REFERENCE = re.compile(r"\bADRs? (\d+)|docs/adr/(\d{4})")
READ = {".css", ".html", ".js", ".md", ".py", ".sql", ".toml", ".txt", ".yaml", ".yml"}
PLACES = (
    "*.py",
    "*.md",
    "*.txt",
    "*.toml",
    "Makefile",
    "pages/**/*",
    "placelib/**/*",
    "tests/**/*",
    "docs/**/*",
    "deploy/**/*",
    "static/*",
)


def number_of(record: Path) -> int:
    return int(record.name[:4])


def status_of(record: Path) -> str:
    return record.read_text("utf-8").partition("## Status\n")[2].partition("\n## ")[0].strip()


# “Superseded by ADR 57”, “Superseded in part by ADR 68”.
SUPERSEDED = re.compile(r"Superseded (in part )?by ADR (\d+)")


def references(text: str) -> set[int]:
    """The numbers of the records that a text speaks of."""
    return {int(match[1] or match[2]) for match in REFERENCE.finditer(text)}


def test_references_are_found_in_words_and_in_paths() -> None:
    text = "as ADR 7 says (ADRs 12), see docs/adr/0040; ADR is short for a record of 3"
    assert references(text) == {7, 12, 40}


def test_numbers_have_no_gaps_and_none_stands_twice() -> None:
    assert [number_of(record) for record in RECORDS] == list(range(1, len(RECORDS) + 1))


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.name[:4])
def test_a_record_has_its_number_and_four_headings_each_with_a_text(record: Path) -> None:
    text = record.read_text("utf-8")
    title = TITLE.match(text)
    assert title
    assert int(title[1]) == number_of(record)
    parts = re.split(r"^## ", text, flags=re.MULTILINE)[1:]
    assert [part.partition("\n")[0] for part in parts] == HEADINGS
    assert all(part.partition("\n")[2].strip() for part in parts)


def test_a_superseded_record_and_the_one_that_supersedes_it_name_each_other() -> None:
    superseded = {
        (number_of(record), int(number))
        for record in RECORDS
        for _, number in SUPERSEDED.findall(status_of(record))
    }
    supersedes = {
        (int(number), number_of(record))
        for record in RECORDS
        for number in re.findall(r"Supersedes ADR (\d+)", status_of(record))
    }
    assert superseded == supersedes
    assert all(old < new for old, new in superseded)


def test_the_index_lists_every_record_with_its_title_and_status() -> None:
    rows = [line for line in (FOLDER / "README.md").read_text("utf-8").splitlines() if "](" in line]
    expected = []
    for record in RECORDS:
        title = TITLE.match(record.read_text("utf-8"))
        newer = SUPERSEDED.search(status_of(record))
        status = f"superseded {newer[1] or ''}by {newer[2]}" if newer else "accepted"
        assert title
        expected.append(f"| {title[1]} | [{title[2]}]({record.name}) | {status} |")
    assert rows == expected


def test_every_reference_to_a_record_leads_to_one() -> None:
    files = {
        path
        for place in PLACES
        for path in ROOT.glob(place)
        if path.is_file() and (path.suffix in READ or path.name == "Makefile")
    } - {Path(__file__)}
    known = {number_of(record) for record in RECORDS}
    assert {
        path.relative_to(ROOT).as_posix(): sorted(unknown)
        for path in files
        if (unknown := references(path.read_text("utf-8", "replace")) - known)
    } == {}
