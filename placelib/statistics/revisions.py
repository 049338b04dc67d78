"""What changed in the data from one version to the next, as the data file's own log has it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection
from dataclasses import dataclass

from placelib.database.connection import Store

# Kinds of change of a figure, in the order in which they are told.
FIGURE_KINDS = (
    "new period",
    "added",
    "gap filled",
    "revised",
    "interval revised",
    "now a gap",
    "withdrawn",
    "remark changed",
)


@dataclass(frozen=True, slots=True)
class Version:
    """A data version that the log follows: its name, when it was built, its number of rows."""

    step: int
    version: str
    built: str
    observations: int


@dataclass(frozen=True, slots=True)
class Change:
    """All changes of one kind to one indicator (None for what is not about an indicator).

    ``periods`` are the labels of at most five periods, ``details`` at most five names.
    """

    kind: str
    indicator: str | None
    figures: int
    areas: int
    periods: tuple[str, ...]
    details: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Since:
    """What became of the data since a version: ``is_known`` is False where the log has it not."""

    version: str
    is_known: bool
    changes: tuple[Change, ...] = ()

    def figures(self) -> Counter[str]:
        """How many figures changed, by kind."""
        counts = Counter[str]()
        for change in self.changes:
            if change.kind in FIGURE_KINDS:
                counts[change.kind] += change.figures
        return counts

    def others(self, kind: str) -> list[Change]:
        """The changes of one of the kinds that are not about a figure."""
        return [change for change in self.changes if change.kind == kind]


def load_versions(store: Store) -> tuple[Version, ...]:
    """The versions that the log follows, from the file's own back; none in an older file."""
    return tuple(Version(**row) for row in store.rows("releases"))


def read_changes_since(
    store: Store, version: str, indicators: Collection[str] = (), areas: Collection[str] = ()
) -> Since:
    """What changed since ``version`` in the figures of the indicators (slugs) and areas (codes).

    Without indicators or areas, in those of all.
    """
    steps = {version_row.version: version_row.step for version_row in load_versions(store)}
    if version not in steps:
        return Since(version, is_known=False)
    return Since(
        version, is_known=True, changes=_read_changes(store, steps[version], 0, indicators, areas)
    )


def read_changes_of(store: Store, version: str) -> Since:
    """What ``version`` changed in the one before it, in all figures."""
    steps = {version_row.version: version_row.step for version_row in load_versions(store)}
    if version not in steps:
        return Since(version, is_known=False)
    return Since(
        version,
        is_known=True,
        changes=_read_changes(store, steps[version] + 1, steps[version], (), ()),
    )


def _read_changes(
    store: Store, since: int, until: int, indicators: Collection[str], areas: Collection[str]
) -> tuple[Change, ...]:
    rows = store.rows(
        "changes_since",
        since=since,
        until=until,
        indicators=list(indicators),
        areas=list(areas),
    )
    return tuple(
        Change(
            kind=row["kind"],
            indicator=row["indicator"],
            figures=row["figures"],
            areas=row["areas"],
            periods=tuple(row["periods"] or ()),
            details=tuple(row["details"] or ()),
        )
        for row in rows
    )
