"""Says in a written report what became of every row of every file, and where all of it is from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from placelib.build.made import Made
from placelib.build.recoding import FORMER
from placelib.build.tables import Tables, column, columns


def build_report(made: Made, facts: Mapping[str, str]) -> str:
    """The report as Markdown: rows by outcome, gaps by reason, figures of money set aside."""
    outcomes = Counter[str]()
    files: dict[str, Counter[str]] = {}
    for file, outcome, rows in made.tables["row_account"]:
        outcomes[outcome] += rows
        files.setdefault(file, Counter())[outcome] += rows
    names = sorted(outcomes)
    lines = [
        "# Build report",
        "",
        f"Data version {facts['data_version']}, built on {facts['build_date']}.",
        "",
        *_from_a_checkout(made),
        f"{sum(outcomes.values()):,} rows were read from {len(files)} files; each is counted once.",
        "",
        *_table(("what became of it", "rows"), [(name, outcomes[name]) for name in names]),
        *_in_the_database(made.tables),
        "## By file",
        "",
        *_table(
            ("file", *names),
            [(file, *(files[file][name] for name in names)) for file in sorted(files)],
        ),
        *_money(made.tables),
        "## By table",
        "",
        *_table(
            ("table", "rows"), [(name, len(rows)) for name, rows in sorted(made.tables.items())]
        ),
    ]
    return "\n".join(lines)


def _from_a_checkout(made: Made) -> list[str]:
    lines = []
    if made.kept:
        lines += [
            (
                f"This build read {sum(made.reading.sizes.values()):,} of the rows below, from a "
                f"checkout: {', '.join(sorted(made.reading.sizes))}. Areas, words, money and "
                "release dates are those of the last build, and so are these data sets, which "
                f"the checkout lacks: {', '.join(made.kept)}."
            ),
            "",
        ]
    if made.unused:
        lines += [
            (
                "Folders of the checkout that were not used, as they hold no data set of the "
                f"catalogue: {', '.join(made.unused)}."
            ),
            "",
        ]
    return lines


def _in_the_database(tables: Tables) -> list[str]:
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
        *_table(("reason of the gap", "gaps"), sorted(reasons.items())),
    ]


def _money(tables: Tables) -> list[str]:
    at = columns()["money"]
    reasons = Counter(row[at["why"]] for row in tables["money"] if not row[at["usable"]])
    return [
        "## Money",
        "",
        (
            f"{len(tables['money']):,} lines of revenue outturn are held; "
            f"{sum(reasons.values()):,} are marked as not to be used."
        ),
        "",
        *_table(("why", "lines"), sorted(reasons.items())),
    ]


def sources_page(tables: Tables, facts: Mapping[str, str]) -> str:
    """The sources as Markdown: publisher, release, licence, what for, and the attribution due."""
    at = columns()["source"]
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
        source = {name: row[place] for name, place in at.items()}
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


def _table(header: tuple[str, ...], rows: Iterable[tuple[object, ...]]) -> list[str]:
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
