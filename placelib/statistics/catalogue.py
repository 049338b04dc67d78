"""The catalogue of indicators, by slug and by topic."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from placelib.database.connection import Store
from placelib.errors import UnknownIndicator
from placelib.model import Indicator

# One publisher under several names: for parts of the country, or with whom it has figures from.
_PART = re.compile(r" \((?:Great Britain|Northern Ireland)\)$|, sourced from .+$")
_LISTS = ("countries", "levels", "source_orgs", "source_urls")
_OURS_ONLY = "source_name"


@dataclass(frozen=True)
class Catalogue:
    """All indicators in the publisher's order; loaded once, never changed."""

    indicators: Mapping[str, Indicator]

    def __getitem__(self, slug: str) -> Indicator:
        """The indicator with this slug. Raises UnknownIndicator."""
        try:
            return self.indicators[slug]
        except KeyError:
            raise UnknownIndicator(slug) from None

    def with_data(self) -> tuple[Indicator, ...]:
        """The indicators that have figures in this release."""
        return self._with_data

    def topics(self) -> tuple[str, ...]:
        """The topics in the catalogue's order."""
        return tuple(self._by_topic)

    def in_topic(self, topic: str) -> tuple[Indicator, ...]:
        """The indicators of a topic that have figures."""
        return self._by_topic.get(topic, ())

    # Asked for several times in each run of a page.
    @cached_property
    def _with_data(self) -> tuple[Indicator, ...]:
        return tuple(indicator for indicator in self.indicators.values() if indicator.has_data)

    @cached_property
    def _by_topic(self) -> dict[str, tuple[Indicator, ...]]:
        topics: dict[str, list[Indicator]] = {
            indicator.topic: [] for indicator in self.indicators.values()
        }
        for indicator in self._with_data:
            topics[indicator.topic].append(indicator)
        return {topic: tuple(several) for topic, several in topics.items()}


def load_catalogue(store: Store) -> Catalogue:
    """Every indicator of the database."""
    indicators = {}
    for row in store.rows("indicators"):
        row.pop(_OURS_ONLY)
        for name in _LISTS:
            row[name] = tuple(row[name])
        indicators[row["slug"]] = Indicator(**row)
    return Catalogue(indicators)


def publishers(indicators: Sequence[Indicator]) -> tuple[str, ...]:
    """Who publishes the indicators, each once; the full names where there is one indicator only."""
    names = [name for indicator in indicators for name in indicator.source_orgs]
    if len(indicators) > 1:
        names = [_PART.sub("", name) for name in names]
    return tuple(dict.fromkeys(names))
