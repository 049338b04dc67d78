"""What can be said of each authority, of pairs and of levers, as a document.

`make measure WHAT=quadrant` writes docs/measured/quadrant.md. Every number comes from the library;
the figures are the app's own charts, drawn without a browser.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import vl_convert

from placelib.areas.registry import DEVOLVED
from placelib.charts.theme import LIGHT
from placelib.database.cache import use_snapshot
from placelib.model import LONDON
from placelib.quadrant import Quadrant
from placelib.quadrant.across_sentences import (
    describe_chance_tests,
    describe_leverages,
    describe_pairs,
    describe_understandings,
    describe_verdicts,
)
from placelib.quadrant.funding_scenarios import compute_halfway_money
from placelib.quadrant.leverage_text import write_halfway_sentence, write_series_sentence
from placelib.quadrant.sentences import (
    describe_chance_test,
    describe_coming,
    describe_leading_sub_topic,
    describe_leverage,
    describe_published,
    describe_understanding,
    explain_bend,
)
from placelib.views import leverage_rows, quadrant_charts, quadrant_rows, snapshot_records
from placelib.views import quadrant as quadrant_view
from placelib.views.quadrant_rows import Rows
from tests.measure.written import MEASURED, write_report

WIDTH = 720
ORIGIN = (
    "Written by `make measure WHAT=quadrant` from data version {version}; every number is worked "
    "out by the code. Understanding and leverage run from 0 to 100 between the archetypes, and 50 "
    "is halfway. The method is on the page *Data and methods*; the order is that of names and no "
    "ranking."
)


def write_document(folder: str) -> tuple[str, dict[str, bytes]]:
    """The document as Markdown, and by name its figures as PNG, which belong into ``folder``."""
    with use_snapshot():
        authorities = quadrant_view.list_authorities()
        everyone = [one for one in quadrant_view.list_all_quadrants() if one.is_authority]
        pairs = quadrant_view.list_pairs()
        names = {one.code: one.name for one in authorities}
        version = snapshot_records.get_metadata()["data_version"]
        parts = [
            "# Can it be evidenced? Combined authorities in the quadrant",
            ORIGIN.format(version=version),
            f"## In short\n\n{describe_verdicts(authorities)}",
            f"![All authorities on the two axes]({folder}/authorities.png)",
            quadrant_charts.describe_numbers(None),
            f"## Understanding\n\n{describe_understandings(authorities)}",
            f"![Understanding with interval and chance]({folder}/understanding.png)",
            f"## Leverage\n\n{describe_leverages(authorities)}",
            f"![Leverage with its range and what is coming]({folder}/leverage.png)",
            f"## In numbers\n\n{_format_rows(_summary_rows(authorities))}",
            f"## Pairs\n\n{describe_pairs(pairs)}",
            _format_rows(quadrant_rows.list_pair_rows(pairs, names)),
            f"## More than chance?\n\n{describe_chance_tests(everyone)}",
            _format_rows(quadrant_rows.list_chance_rows(everyone)),
            "## Authority by authority",
            *(_describe_authority(one, len(everyone)) for one in authorities),
            "## Not beside them",
            *(_describe_apart(code) for code in (LONDON, *DEVOLVED)),
        ]
        return "\n\n".join(parts) + "\n", _draw_figures()


def _summary_rows(authorities: Sequence[Quadrant]) -> Rows:
    return [
        {
            "Authority": one.name,
            "Understanding": quadrant_rows.format_score(one.understanding.score),
            "Likely range": quadrant_rows.format_range(
                one.understanding.low, one.understanding.high
            ),
            "Chance": quadrant_rows.format_range(
                one.chance.band.low if one.chance else None,
                one.chance.band.high if one.chance else None,
            ),
            "Leverage": quadrant_rows.format_score(one.leverage.headline),
            "Readings": quadrant_rows.format_range(one.leverage.low, one.leverage.high),
            "Coming": quadrant_rows.format_score(
                one.leverage.coming.arrow_end if one.leverage.coming else None
            ),
            "Published": quadrant_rows.format_percent(one.published_share),
            "Verdict": one.verdict,
        }
        for one in authorities
    ]


def _describe_authority(one: Quadrant, tested: int) -> str:
    """Its sentences, what it would take, the answer under other choices, and its levers."""
    place = one.tiers.area.in_sentence
    halfway = compute_halfway_money(one.leverage)
    shares = quadrant_view.list_authority_shares(one.code)
    sentences = [
        explain_bend(one),
        describe_understanding(one),
        describe_leading_sub_topic(one),
        describe_chance_test(one, tested),
        describe_leverage(one),
        describe_coming(one),
        write_halfway_sentence(halfway, place) if halfway else "",
        write_series_sentence(shares, place) if len(shares) > 1 else "",
        describe_published(one),
        *one.notes,
    ]
    tables = [quadrant_rows.list_choice_rows(one.group)] if one.group else []
    tables += [quadrant_rows.list_topic_rows(one.group)] if one.group else []
    tables.append(leverage_rows.list_lever_rows(one))
    paragraphs = [f"### {one.name}", " ".join(line for line in sentences if line)]
    return "\n\n".join([*paragraphs, *(_format_rows(rows) for rows in tables if rows)])


def _describe_apart(code: str) -> str:
    """London or a devolved government, by itself."""
    one = quadrant_view.get_quadrant(code)
    return f"### {one.name}\n\n{explain_bend(one)} {describe_understanding(one)}"


def _format_rows(rows: Rows) -> str:
    """Rows as a Markdown table; nothing for none."""
    if not rows:
        return ""
    lines = [list(rows[0]), ["---"] * len(rows[0]), *(list(row.values()) for row in rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _draw_figures() -> dict[str, bytes]:
    charts = {
        "authorities.png": quadrant_charts.build_authorities_chart(dark=False),
        "understanding.png": quadrant_charts.build_understanding_strip(dark=False),
        "leverage.png": quadrant_charts.build_leverage_strip(dark=False),
    }
    return {name: _draw_png(specification) for name, specification in charts.items()}


def _draw_png(specification: dict[str, Any]) -> bytes:
    config = {**specification["config"], "background": LIGHT.page}
    sized = {**specification, "config": config, "width": WIDTH}
    return bytes(vl_convert.vegalite_to_png(sized, scale=1))


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the document and its figures; 0 when done."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=MEASURED / "quadrant.md")
    out: Path = parser.parse_args(arguments).out
    folder = out.with_suffix("")
    document, figures = write_document(folder.name)
    folder.mkdir(parents=True, exist_ok=True)
    for name, picture in figures.items():
        (folder / name).write_bytes(picture)
    write_report(out, document)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
