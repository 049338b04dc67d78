"""What changed in the data, in sentences."""

from __future__ import annotations

from collections.abc import Sequence

from placelib.formatting import listed, sentence_start
from placelib.statistics.revisions import FIGURE_KINDS, Change, Since

# How many figures changed: one, and several.
_FIGURES = {
    "new period": ("1 figure for a new period", "{} figures for new periods"),
    "added": ("1 figure for an earlier period added", "{} figures for earlier periods added"),
    "gap filled": ("1 gap filled", "{} gaps filled"),
    "revised": ("1 figure revised", "{} figures revised"),
    "interval revised": (
        "1 figure with a new 95% confidence interval",
        "{} figures with a new 95% confidence interval",
    ),
    "now a gap": ("1 figure replaced by a gap", "{} figures replaced by gaps"),
    "withdrawn": ("1 figure withdrawn", "{} figures withdrawn"),
    "remark changed": (
        "1 figure with another remark or marker",
        "{} figures with another remark or marker",
    ),
}
_NAMED = {
    "indicator added": "new indicators",
    "indicator removed": "indicators without figures from now on",
    "indicator described anew": "indicators described anew",
    "area added": "new areas",
    "area removed": "areas no longer in the sources",
    "area changed": "areas renamed or ended",
}
_TABLES = {
    "money": "councils’ money",
    "lever_fact": "facts about authorities’ powers",
    "spending_fact": "facts about public spending",
    "local_share": "who spends in each region",
    "authority_status": "the standing of authorities",
    "representation": "councillors and members of parliament",
    "neighbourhood": "neighbourhoods",
    "similar_area": "similar areas",
}
MOST_NAMED = 5


def describe_figure_kind(counts: dict[str, int]) -> list[str]:
    """How many figures changed, a phrase a kind: “3 figures revised”."""
    return [
        _FIGURES[kind][0] if counts[kind] == 1 else _FIGURES[kind][1].format(f"{counts[kind]:,}")
        for kind in FIGURE_KINDS
        if counts.get(kind)
    ]


def write_since_sentence(since: Since, now: str, about: str) -> str:
    """What became of what a link shows since the version it was made on.

    ``now`` is the version shown; ``about`` names the figures meant, as in “Pay in Alder”.
    """
    if not since.is_known:
        return (
            f"This link was made on data version {since.version}, which this app does not know: "
            f"what has changed since cannot be said. Shown is version {now}."
        )
    start = f"This link was made on data version {since.version}; shown is version {now}."
    changed = describe_figure_kind(since.figures())
    if changed:
        periods = list(dict.fromkeys(label for change in since.changes for label in change.periods))
        named = listed(periods[:MOST_NAMED]) + (" and more" if len(periods) > MOST_NAMED else "")
        start += f" Since then, for {about}: {listed(changed)} ({named})."
    else:
        start += f" Since then no figure has changed for {about}."
    tables = describe_tables(since.others("table"))
    return start + (f" Also changed: {tables}." if tables else "")


def describe_tables(changes: Sequence[Change]) -> str:
    """What else changed beside the figures: “councils’ money and neighbourhoods”."""
    return listed([_TABLES.get(name, name) for change in changes for name in change.details])


def write_summary(since: Since) -> list[str]:
    """Everything that changed since a version, a sentence a kind; empty when nothing did."""
    sentences = []
    figures = describe_figure_kind(since.figures())
    if figures:
        sentences.append(sentence_start(listed(figures)) + ".")
    for kind, words in _NAMED.items():
        changes = since.others(kind)
        names = [name for change in changes for name in change.details]
        if names:
            sentences.append(
                f"{sentence_start(words)}: {_list_named(names, _count(kind, changes))}."
            )
    tables = describe_tables(since.others("table"))
    if tables:
        sentences.append(f"Also changed: {tables}.")
    return sentences


def _count(kind: str, changes: Sequence[Change]) -> int:
    return len(changes) if kind.startswith("indicator") else sum(change.areas for change in changes)


def _list_named(names: Sequence[str], count: int) -> str:
    remainder = count - len(names[:MOST_NAMED])
    return listed([*names[:MOST_NAMED], *([f"{remainder:,} more"] if remainder > 0 else [])])
