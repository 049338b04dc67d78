"""The field's nouns as plain records: areas, indicators, observations and what is said of them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

ENGLAND = "E92000001"
UNITED_KINGDOM = "K02000001"
LONDON = "E12000007"
# So begin the names of measures that a visitor uploaded: “uploaded-3f2a91bc-2”. None of the
# catalogue does.
UPLOADED = "uploaded"

_WITH_ARTICLE = {
    "United Kingdom",
    "North East",
    "North West",
    "East Midlands",
    "West Midlands",
    "East of England",
    "South East",
    "South West",
    "West of England",
    "East Riding of Yorkshire",
    "Forest of Dean",
    "New Forest",
    "Orkney Islands",
    "Scottish Borders",
    "Shetland Islands",
}
_ARTICLE_BEFORE = ("City of ", "Isle of ", "Isles of ", "Vale of ")


def is_uploaded_slug(slug: str) -> bool:
    """True for the name of a measure of a visitor's own file, of this visit or of another."""
    return slug == UPLOADED or slug.startswith(f"{UPLOADED}-")


@dataclass(frozen=True, slots=True)
class Area:
    """A place with its standing: what level it is, what it belongs to, whether it still exists."""

    code: str
    name: str
    level: str
    is_utla: bool
    started: int | None
    ended: int | None
    nation: str | None
    has_page: bool
    parents: tuple[str, ...]

    @property
    def is_current(self) -> bool:
        """True while the area exists; an ended area is kept for its history."""
        return self.ended is None

    @property
    def in_sentence(self) -> str:
        """The name as it stands in running text: “the North West”, “the Isle of Wight”, “Leeds”."""
        needs_article = self.name in _WITH_ARTICLE or self.name.startswith(_ARTICLE_BEFORE)
        return f"the {self.name}" if needs_article else self.name

    @property
    def is_english(self) -> bool:
        """True for England and everything in it."""
        return self.code.startswith("E")


@dataclass(frozen=True, slots=True)
class Indicator:
    """One measure: its words, its unit, its direction and where it comes from."""

    slug: str
    position: int
    label: str
    phrase: str
    what_it_is: str
    be_careful: str
    direction: int | None
    direction_reason: str
    topic: str
    sub_topic: str
    dataset: str
    unit: str
    prefix: str
    suffix: str
    sub_text: str
    decimals: int
    standardised: bool
    experimental: bool
    has_interval: bool
    can_be_negative: bool
    zero_baseline: bool
    frequency: str
    period_format: str
    period_first: str | None
    period_last: str | None
    countries: tuple[str, ...]
    levels: tuple[str, ...]
    boundary_year: int | None
    source_orgs: tuple[str, ...]
    source_urls: tuple[str, ...]
    released: date
    has_data: bool

    @property
    def is_uploaded(self) -> bool:
        """True for a measure of a visitor's own file, which ends with the visit."""
        return is_uploaded_slug(self.slug)

    @property
    def in_current_prices(self) -> bool:
        """True for money in the prices of its own year, so that a rise may be inflation alone."""
        is_money = self.prefix == "£" or self.sub_text.startswith("in £")
        return is_money and "prices" not in self.sub_text and "chained-volume" not in self.slug


@dataclass(frozen=True, slots=True)
class Observation:
    """One figure for an area in a period, or the reason there is none.

    ``value`` is None exactly when ``gap`` says why. ``lower`` and ``upper`` are the ends of the
    95% interval, None where the source publishes none. ``status`` keeps the publisher's marker.
    """

    indicator: str
    area_code: str
    period: str
    period_label: str
    starts: date
    ends: date
    value: float | None
    lower: float | None
    upper: float | None
    status: str | None
    gap: str | None
    note: str | None

    @property
    def has_interval(self) -> bool:
        """True when both ends of the 95% interval are published."""
        return self.lower is not None and self.upper is not None

    @property
    def is_unreliable(self) -> bool:
        """True where the publisher calls the figure unreliable, by its marker or its remark.

        As in “Estimate and confidence interval unreliable since the group sample size is small”.
        """
        return self.status == "u" or "unreliable" in (self.note or "").lower()
