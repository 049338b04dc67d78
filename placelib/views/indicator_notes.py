"""What must be said with an indicator wherever it is shown; knows no Streamlit."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime

from placelib.content import text
from placelib.database.cache import cached
from placelib.markdown import plain_markdown
from placelib.model import Indicator
from placelib.statistics.false_claims import load_false_claims, write_noise_note
from placelib.statistics.timeliness import write_age_sentence, write_timeliness_sentence
from placelib.views import snapshot_records

# As many as there are indicators, nearly.
INDICATORS = 128
# A chart of more indicators, such as a council's strips, has no room for the age of each.
_MOST_AGED = 2


@cached(INDICATORS)
def build_noise_note(slug: str) -> str:
    """The note of an indicator whose clear differences are largely luck; empty for all others."""
    catalogue, registry = snapshot_records.get_catalogue(), snapshot_records.get_registry()
    return write_noise_note(
        load_false_claims(snapshot_records.get_store(), registry, catalogue[slug])
    )


@cached(2 * INDICATORS)
def build_cautions(slug: str, today: date) -> str:
    """What to be careful of with an indicator, its noise and its age, as Markdown."""
    indicator = snapshot_records.get_catalogue()[slug]
    parts = [indicator.be_careful, build_noise_note(slug), write_age_sentence(indicator, today)]
    return "**Be careful.** " + " ".join(plain_markdown(part) for part in parts if part)


def write_cautions(indicator: Indicator) -> str:
    """What to be careful of with an indicator today, as Markdown; official or uploaded."""
    if indicator.is_uploaded:
        return text("upload_care")
    return build_cautions(indicator.slug, get_today())


def list_age_sentences(indicators: Sequence[Indicator]) -> tuple[str, ...]:
    """How old a chart's figures are, for its brief; empty of more than two indicators.

    A slide is looked at without the page, whose cautions say it there.
    """
    official = [indicator for indicator in indicators if not indicator.is_uploaded]
    if not 0 < len(official) <= _MOST_AGED:
        return ()
    ages = [(indicator, write_age_sentence(indicator, get_today())) for indicator in official]
    if len(official) == 1:
        return tuple(age for _, age in ages if age)
    return tuple(f"{indicator.label}: {age}" for indicator, age in ages if age)


@cached(2)
def build_currency_sentence(today: date) -> str:
    """How current the indicators are as a whole."""
    return write_timeliness_sentence(snapshot_records.get_catalogue().indicators.values(), today)


def get_today() -> date:
    """The day from which ages of figures are counted."""
    return datetime.now(tz=UTC).date()
