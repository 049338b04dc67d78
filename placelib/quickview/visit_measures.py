"""The measures of a visit's own file under names of their own, so that every page can show them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from placelib.areas.registry import AreaRegistry
from placelib.database.cache import LruCache, PrivateAnswers
from placelib.database.connection import Store
from placelib.errors import UnknownUpload
from placelib.model import UPLOADED
from placelib.quickview.description import Description
from placelib.quickview.figures import UploadedFigures, build_figures
from placelib.quickview.measures import Measure
from placelib.quickview.per_head import CHOICES, POPULATION, can_divide, divide_by_population
from placelib.statistics.observations import read_series
from placelib.uploads import Reading

# How many measures of a file are offered: a longer list hides the official indicators below it.
MOST_OFFERED = 40
# Counts are offered per so many people too; others are chosen in the quick view.
USUAL_PEOPLE = 1000
# The figures of so many measures are remembered: a scatter shows two, and each takes memory.
MOST_REMEMBERED = 2
# “uploaded-3f2a91bc04d1-2” is the second measure of a file, “…-2-per-1000” the same per head.
_SLUG = re.compile(rf"{UPLOADED}-([0-9a-f]{{12}})-([1-9]\d{{0,3}})(?:-per-(\d{{4,6}}))?\Z")


@dataclass(frozen=True, slots=True)
class NamedMeasure:
    """A measure of a file with its number, which stands in its name, and its description."""

    number: int
    measure: Measure
    description: Description


class VisitMeasures:
    """What a visitor uploaded, as measures beside the official indicators of every page.

    A name such as “uploaded-3f2a91bc04d1-2” says nothing of the file, and nothing to another
    visit. ``file`` is the file's name as it may be shown, ``answers`` what pages have worked out.

        measures = VisitMeasures(reading, "libraries.csv", key, named)
        measures.list_labels()     # {"uploaded-3f2a91bc04d1-1": "Your file: Visits (uploaded)", …}
        measures.get_figures(registry, store, "uploaded-3f2a91bc04d1-1-per-1000")
    """

    def __init__(
        self, reading: Reading, file: str, key: str, measures: Iterable[NamedMeasure]
    ) -> None:
        """Take the measures of a reading; ``key`` is a random name of twelve hex digits."""
        self.file = file
        self.answers = PrivateAnswers()
        self._reading, self._key = reading, key
        self._measures = {named.number: named for named in measures}
        self._figures: LruCache[UploadedFigures] = LruCache(MOST_REMEMBERED)
        self._labels = dict(self._list_offers())

    def write_slug(self, number: int, per: int = 0) -> str:
        """The name of a measure, as a count or per so many people."""
        return f"{UPLOADED}-{self._key}-{number}{f'-per-{per}' if per else ''}"

    def list_labels(self) -> Mapping[str, str]:
        """What is offered, by slug, as a list of indicators calls it."""
        return self._labels

    def write_label(self, slug: str) -> str:
        """What a list of indicators calls a measure. Raises UnknownUpload."""
        return self._labels.get(slug) or _write_label(self._find(slug).description)

    def get_figures(self, registry: AreaRegistry, store: Store, slug: str) -> UploadedFigures:
        """The figures of a measure. Raises UnknownUpload for a name of another file or visit."""
        named = self._find(slug)
        return self._figures.get_or_build(slug, lambda: self._build(registry, store, slug, named))

    def _build(
        self, registry: AreaRegistry, store: Store, slug: str, named: NamedMeasure
    ) -> UploadedFigures:
        figures = build_figures(
            registry, self._reading, named.measure, named.description, slug=slug, file=self.file
        )
        if not named.description.per:
            return figures
        people = read_series(store, [POPULATION], list(figures.areas))
        return divide_by_population(figures, named.description, people)

    def _find(self, slug: str) -> NamedMeasure:
        """The measure of a name, described as the name asks: plain or per so many people."""
        match = _SLUG.match(slug)
        named = self._measures.get(int(match[2])) if match and match[1] == self._key else None
        if match is None or named is None:
            raise UnknownUpload
        per = int(match[3] or 0)
        if per not in CHOICES or (per and not self._can_divide(named)):
            raise UnknownUpload
        return replace(named, description=replace(named.description, per=per))

    def _list_offers(self) -> Iterable[tuple[str, str]]:
        for named in list(self._measures.values())[:MOST_OFFERED]:
            plain = replace(named.description, per=0)
            yield self.write_slug(named.number), _write_label(plain)
            if self._can_divide(named):
                per_head = replace(plain, per=USUAL_PEOPLE)
                yield self.write_slug(named.number, USUAL_PEOPLE), _write_label(per_head)

    def _can_divide(self, named: NamedMeasure) -> bool:
        if named.description.kind != "count":
            return False
        labels = {self._reading.table.period[row] for row in named.measure.rows}
        return can_divide(labels, str(self._reading.period_reading.get("years_are", "")))


def _write_label(description: Description) -> str:
    per = f", per {description.per:,} people" if description.per else ""
    return f"Your file: {description.title.strip()}{per} ({UPLOADED})"
