"""The pages beside the data file: what became of every row, the sources, and what changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from itertools import pairwise
from pathlib import Path

from placelib.build.observations import BuildResult
from placelib.build.successors import FORMER
from placelib.build.tables import Tables, column, columns
from placelib.database.connection import Store
from placelib.statistics.catalogue import load_catalogue
from placelib.statistics.revision_text import write_summary
from placelib.statistics.revisions import load_versions, read_changes_of

FIRST_VERSION = (
    "This is the first data version with a log of changes: of earlier versions it cannot be said "
    "what has changed since. Each renewal of the data adds to the log."
)


def render_build_report(result: BuildResult, facts: Mapping[str, str]) -> str:
    """The report as Markdown: rows by outcome, gaps by reason, figures of money set aside."""
    outcomes = Counter[str]()
    files: dict[str, Counter[str]] = {}
    for file, outcome, rows in result.tables["row_audit"]:
        outcomes[outcome] += rows
        files.setdefault(file, Counter())[outcome] += rows
    names = sorted(outcomes)
    lines = [
        "# Build report",
        "",
        f"Data version {facts['data_version']}, built on {facts['build_date']}.",
        "",
        *_describe_checkout(result),
        f"{sum(outcomes.values()):,} rows were read from {len(files)} files; each is counted once.",
        "",
        *_render_table(("what became of it", "rows"), [(name, outcomes[name]) for name in names]),
        *_count_observations(result.tables),
        "## By file",
        "",
        *_render_table(
            ("file", *names),
            [(file, *(files[file][name] for name in names)) for file in sorted(files)],
        ),
        *_count_money(result.tables),
        *_count_leverage_files(result.tables),
        "## By table",
        "",
        *_render_table(
            ("table", "rows"), [(name, len(rows)) for name, rows in sorted(result.tables.items())]
        ),
    ]
    return "\n".join(lines)


def _describe_checkout(result: BuildResult) -> list[str]:
    lines = []
    if result.carried:
        lines += [
            (
                f"This build read {sum(result.reading.sizes.values()):,} of the rows below, from a "
                f"checkout: {', '.join(sorted(result.reading.sizes))}. Areas, words, money and "
                "release dates are those of the last build, and so are these data sets, which "
                f"the checkout lacks: {', '.join(result.carried)}."
            ),
            "",
        ]
    if result.unused:
        lines += [
            (
                "Folders of the checkout that were not used, as they hold no data set of the "
                f"catalogue: {', '.join(result.unused)}."
            ),
            "",
        ]
    return lines


def _count_observations(tables: Tables) -> list[str]:
    reasons = Counter(gap for gap in column(tables, "observation", "gap") if gap is not None)
    everything = len(tables["observation"])
    gaps = sum(reasons.values())
    carried = sum(
        note is not None and note.startswith(FORMER)
        for note in column(tables, "observation", "note")
    )
    return [
        (
            f"The database holds {everything:,} observations: {everything - gaps:,} values and "
            f"{gaps:,} gaps. {carried:,} of them stand a second time, under the new code of an "
            "area that was only given another code, as their notes say."
        ),
        "",
        *_render_table(("reason of the gap", "gaps"), sorted(reasons.items())),
    ]


def _count_money(tables: Tables) -> list[str]:
    place = columns()["money"]
    reasons = Counter(row[place["why"]] for row in tables["money"] if not row[place["usable"]])
    return [
        "## Money",
        "",
        (
            f"{len(tables['money']):,} lines of revenue outturn are held; "
            f"{sum(reasons.values()):,} are marked as not to be used."
        ),
        "",
        *_render_table(("why", "lines"), sorted(reasons.items())),
    ]


def _count_leverage_files(tables: Tables) -> list[str]:
    account = tables.get("leverage_account", [])
    files = {file for file, _, _ in account}
    return [
        "## Leverage",
        "",
        (
            f"{sum(rows for _, _, rows in account):,} rows were read from {len(files)} files about "
            "who spends, who taxes and who decides; each is counted once."
        ),
        "",
        *_render_table(
            ("file and what became of its rows", "rows"),
            [(f"{file}: {outcome}", rows) for file, outcome, rows in sorted(account)],
        ),
    ]


def render_sources_page(tables: Tables, facts: Mapping[str, str]) -> str:
    """The sources as Markdown: publisher, release, licence, what for, and the attribution due."""
    place = columns()["source"]
    lines = [
        "# Sources",
        "",
        (
            f"What data version {facts['data_version']}, built on {facts['build_date']}, is made "
            "from. Whoever shows the figures names their source: the attribution below is what "
            "the licence asks for."
        ),
        "",
    ]
    for row in tables["source"]:
        source = {name: row[index] for name, index in place.items()}
        lines += [
            f"## {source['title']}",
            "",
            f"- Publisher: {source['publisher']}",
            f"- Released: {source['released']}",
            f"- Licence: {source['licence']}",
            f"- Link: <{source['link']}>",
            f"- Used for: {source['used_for']}",
            f"- Attribution: {source['attribution']}",
            "",
        ]
    return "\n".join(lines)


def render_changes_page(database: Path) -> str:
    """The log of a finished data file as Markdown: each version, and the newest by indicator."""
    store = Store(database)
    try:
        facts = {row["key"]: row["value"] for row in store.rows("metadata")}
        versions = load_versions(store)
        lines = [
            "# What changed in the data",
            "",
            f"Data version {facts['data_version']}, built on {facts['build_date']}.",
            "",
        ]
        if len(versions) < 2:
            return "\n".join([*lines, FIRST_VERSION, ""])
        for newer, older in pairwise(versions):
            sentences = write_summary(read_changes_of(store, newer.version)) or [
                "No figure changed."
            ]
            lines += [
                f"## {newer.version}, after {older.version}",
                "",
                *(f"- {sentence}" for sentence in sentences),
                "",
            ]
        return "\n".join([*lines, *_list_newest(store, versions[0].version)])
    finally:
        store.close()


def _list_newest(store: Store, version: str) -> list[str]:
    labels = load_catalogue(store).indicators
    rows = [
        f"| {labels[change.indicator].label if change.indicator in labels else change.indicator} "
        f"| {change.kind} | {change.figures:,} | {change.areas:,} | {', '.join(change.periods)} |"
        for change in read_changes_of(store, version).changes
        if change.indicator is not None and change.periods
    ]
    head = ["| indicator | what changed | figures | areas | periods, newest first |"]
    rule = ["| --- | --- | ---: | ---: | --- |"]
    return ["## The newest version by indicator", "", *head, *rule, *rows, ""] if rows else []


def _render_table(header: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> list[str]:
    """A Markdown table whose first column is words and whose others are whole numbers."""
    return [
        f"| {' | '.join(header)} |",
        "| --- |" + " ---: |" * (len(header) - 1),
        *(
            f"| {row[0]} | " + " | ".join(f"{number:,}" for number in row[1:]) + " |"
            for row in rows
        ),
        "",
    ]
