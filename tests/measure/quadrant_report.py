"""The main findings on all combined authorities as a document: `make measure WHAT=quadrant`.

Every number comes from the library. The figures are the app's own charts, drawn without a browser.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import vl_convert

from placelib.areas.registry import DEVOLVED
from placelib.charts.bands import Band, bands_chart
from placelib.charts.quadrant_all import authorities_chart
from placelib.charts.theme import LIGHT
from placelib.database.connection import Store
from placelib.formatting import number, sentence_start
from placelib.model import ENGLAND, LONDON
from placelib.quadrant import Evidence, Quadrant, Weights, all_quadrants, load_evidence, quadrant_of
from placelib.quadrant.across import (
    combined_authorities,
    council_sides,
    councils_of,
    england_neighbourhoods,
    topic_help,
)
from placelib.quadrant.across_words import (
    alikeness_sentence,
    overlap_sentence,
    sides_sentence,
    topics_sentence,
    unhelped,
    verdicts_sentence,
)
from placelib.quadrant.alikeness import alikeness, load_neighbours
from placelib.quadrant.tiers import tiers_of
from tests.measure.written import MEASURED, write_report

WIDTH = 720
ORIGIN = (
    "Written by `make measure WHAT=quadrant` from data version {version}; every number is "
    "worked out by the code. Understanding and leverage run from 0 to 100 between the archetypes; "
    "the method is told on the page *Quadrant* and in docs/adr."
)
KEY = (
    "Filled: with each council in its authority’s average. Hollow: without it. The bar holds 90% "
    "of the recalculations."
)


def report(store: Store, folder: str) -> tuple[str, dict[str, bytes]]:
    """The document as Markdown, and by name its figures as PNG, which belong into ``folder``."""
    evidence = load_evidence(store)
    everyone = all_quadrants(evidence)
    found = combined_authorities(everyone)
    facts = {row["key"]: row["value"] for row in store.rows("metadata")}
    likeness = alikeness(evidence, load_neighbours(store))
    topics = topic_help(found)
    parts = [
        "# Can it be evidenced? Combined authorities in the quadrant",
        ORIGIN.format(version=facts["data_version"]),
        f"## In short\n\n{verdicts_sentence(found)}",
        f"![All authorities on the two axes]({folder}/authorities.png)",
        f"## How sure\n\n{overlap_sentence(found)}",
        f"![Understanding with its band]({folder}/bands.png)",
        KEY,
        _table(found),
        f"## By topic\n\n{topics_sentence(topics)}\n\nWhere it does not help:\n\n"
        + "\n".join(f"- {one}" for one in unhelped(topics)),
        f"## More alike than chance?\n\n{alikeness_sentence(likeness)}",
        _inside(evidence),
        _tax(evidence, found),
        "## Authority by authority\n\n"
        + "\n\n".join(_one(evidence, everyone, one) for one in found),
        "## Not beside them",
        *_apart(evidence),
    ]
    return "\n\n".join(parts) + "\n", _figures(evidence, found)


def _table(found: Sequence[Quadrant]) -> str:
    head = (
        "| authority | understanding | 90% of results | council left out | money pooled "
        "| money alone | verdict |\n| --- | ---: | ---: | ---: | ---: | ---: | --- |"
    )
    rows = []
    for one in found:
        picture, drawn = one.understanding.picture, one.uncertainty
        assert picture is not None
        assert drawn is not None
        cells = (
            one.name,
            _hundred(picture.inclusive),
            f"{_hundred(drawn.u1_low)} to {_hundred(drawn.u1_high)}",
            _hundred(picture.leave_one_out),
            _hundred(one.leverage.l1_pooled.value),
            _hundred(one.leverage.l1_standalone.value),
            one.verdict,
        )
        rows.append(f"| {' | '.join(cells)} |")
    return "\n".join([head, *rows])


def _inside(evidence: Evidence) -> str:
    share = england_neighbourhoods(evidence).local or 0.0
    return (
        "## Why 100 is an ideal\n\nOver all of England’s neighbourhoods, the average of their own "
        f"council accounts for {number(share * 100)}% of how far they stand from the national "
        "mean on the seven domains of deprivation. The rest lies inside councils."
    )


def _tax(evidence: Evidence, found: Sequence[Quadrant]) -> str:
    """What half the weight on council tax would do to an authority given money to halfway."""
    one = next(one for one in found if one.code == "E47000004")
    halfway = one.leverage.halfway
    assert halfway is not None
    weights = Weights(money=0.5, tax=0.5)
    plain = quadrant_of(evidence, one.code, more_a_head=halfway.more_a_head)
    taxed = quadrant_of(evidence, one.code, weights, halfway.more_a_head)
    assert plain.middle is not None
    assert taxed.middle is not None
    return (
        f"## Why tax has no weight to start with\n\nIf {one.name} were given the money to halfway, "
        f"leverage would be {_hundred(plain.middle.leverage)}. With half the weight on the share "
        f"of own tax it would be {_hundred(taxed.middle.leverage)}: money that is handed over "
        "makes that share smaller."
    )


def _one(evidence: Evidence, everyone: Sequence[Quadrant], one: Quadrant) -> str:
    sides = council_sides(councils_of(everyone, one.code))
    sentences = (
        one.sentence,
        one.understanding_sentence,
        one.leverage_sentence,
        one.halfway_sentence,
        sides_sentence(sides, tiers_of(evidence.registry, one.code)),
        one.influence_sentence,
    )
    return f"### {one.name}\n\n" + " ".join(sentences)


def _apart(evidence: Evidence) -> list[str]:
    """London and the devolved governments, each by itself."""
    found = [quadrant_of(evidence, code) for code in (LONDON, *DEVOLVED)]
    return [
        f"### {sentence_start(one.name)}\n\n{one.sentence} {one.understanding_sentence}"
        for one in found
    ]


def _figures(evidence: Evidence, found: Sequence[Quadrant]) -> dict[str, bytes]:
    charts = {
        "authorities.png": authorities_chart(quadrant_of(evidence, ENGLAND), found),
        "bands.png": bands_chart([_band(one) for one in found]),
    }
    return {name: _png(chart.properties(width=WIDTH)) for name, chart in charts.items()}


def _band(one: Quadrant) -> Band:
    picture, drawn = one.understanding.picture, one.uncertainty
    assert picture is not None
    assert drawn is not None
    low, high = drawn.u1_low, drawn.u1_high
    scaled = [
        None if value is None else 100 * value
        for value in (picture.inclusive, low, high, picture.leave_one_out)
    ]
    return Band(one.name, scaled[0], scaled[1], scaled[2], scaled[3])


def _png(chart: Any) -> bytes:
    specification = chart.to_dict()
    specification["config"]["background"] = LIGHT.page
    return bytes(vl_convert.vegalite_to_png(specification, scale=1))


def _hundred(value: float | None) -> str:
    return "–" if value is None else number(value * 100)


def main(arguments: Sequence[str] | None = None) -> int:
    """Write the document and its figures; 0 when done."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=MEASURED / "quadrant.md")
    out: Path = parser.parse_args(arguments).out
    folder = out.with_suffix("")
    document, figures = report(Store(), folder.name)
    folder.mkdir(parents=True, exist_ok=True)
    for name, picture in figures.items():
        (folder / name).write_bytes(picture)
    write_report(out, document)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
