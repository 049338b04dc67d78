"""A scorecard as it is written down: its place, its measures, their owners and reviews.

It travels as a link or as a file, and both may come from anybody: every part is checked before
anything is shown.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any, Literal

from placelib.errors import BadScorecard, clip
from placelib.scorecard.judgement import VERDICTS
from placelib.shared_document import DocumentFormat

# What a scorecard in a link may hold, and the characters of its texts and its periods.
MOST_MEASURES = 12
LONGEST_TEXT = 80
LONGEST_PERIOD = 40
WrittenPart = Literal["baseline", "aim", "owner", "review"]
_FORMAT = DocumentFormat("bend-the-line scorecard", 1, BadScorecard)
# “employment-rate”; “E08000012”.
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
# “5th March 2027” is 5 March 2027.
_ORDINAL = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)\b", re.IGNORECASE)
# 2027-03-31; 31 March 2027, 31 Mar 2027, March 31 2027; 31/03/2027, 31.3.2027, 31-03-2027, 31/3/27.
_DAY_FORMS = (
    "%Y-%m-%d", "%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y",
    "%d/%m/%Y", "%d.%m.%Y", "%d-%m-%Y", "%d/%m/%y",
)  # fmt: skip
_CODE = re.compile(r"[A-Z]\d{8}\Z")


@dataclass(frozen=True, slots=True)
class SharedMeasure:
    """One measure: the indicator's slug, and what the partners wrote; empty where they did not.

    ``baseline`` is a period in the publisher's notation, empty for the first one. ``review`` is a
    day in ISO form. ``seen_period`` and ``seen_value`` are the latest figure when it was saved,
    ``seen_baseline`` that of the baseline, and ``seen_verdict`` what was said of the two.
    """

    indicator: str
    baseline: str = ""
    aim: str = ""
    owner: str = ""
    review: str = ""
    seen_period: str = ""
    seen_value: float | None = None
    seen_baseline: float | None = None
    seen_verdict: str = ""


@dataclass(frozen=True, slots=True)
class Scorecard:
    """A place's shared measures in order; ``version`` is that of the data when it was saved."""

    area: str
    title: str
    measures: tuple[SharedMeasure, ...] = ()
    version: str = ""

    def choose(self, slugs: tuple[str, ...]) -> Scorecard:
        """The same with these indicators in their order; those kept keep what was written."""
        written = {measure.indicator: measure for measure in self.measures}
        chosen = dict.fromkeys(slugs[:MOST_MEASURES])
        measures = tuple(written.get(slug, SharedMeasure(slug)) for slug in chosen)
        return replace(self, measures=measures)

    def write(self, indicator: str, name: WrittenPart, words: str) -> Scorecard:
        """The same with other words of one measure: its baseline, aim, owner or review.

        What was noted of another baseline is no news of this one.
        """
        cleaned: dict[str, Any] = {name: clean_text(words)}
        if name == "baseline":
            cleaned |= {"seen_baseline": None, "seen_verdict": ""}
        measures = tuple(
            replace(measure, **cleaned) if measure.indicator == indicator else measure
            for measure in self.measures
        )
        return replace(self, measures=measures)


def clean_text(text: str) -> str:
    """The text on one line, cut at the longest that is kept."""
    return clip(" ".join(text.split()), LONGEST_TEXT)


def read_review_day(text: str) -> date | None:
    """The day that somebody wrote, day before month; None where it is no day.

    read_review_day("5 March 2027") == read_review_day("05/03/2027") == date(2027, 3, 5)
    """
    words = " ".join(_ORDINAL.sub(r"\1", text).replace(",", " ").split())
    for form in _DAY_FORMS:
        try:
            return datetime.strptime(words, form).date()  # noqa: DTZ007
        except ValueError:
            continue
    return None


def write_scorecard_file(card: Scorecard) -> str:
    """The scorecard as JSON that a person can read and edit."""
    return _FORMAT.write_file(_list_values(card))


def read_scorecard_file(data: bytes) -> Scorecard:
    """The scorecard of a file. Raises BadScorecard for anything else."""
    return _check(_FORMAT.read_file(data))


def write_scorecard_link(card: Scorecard) -> str:
    """The scorecard as letters, digits, “-” and “_”, for an address."""
    return _FORMAT.write_link(_list_values(card))


def read_scorecard_link(text: str) -> Scorecard:
    """The scorecard of an address. Raises BadScorecard for anything else, however it unpacks."""
    return _check(_FORMAT.read_link(text))


def _list_values(card: Scorecard) -> dict[str, Any]:
    return {
        "area": card.area,
        "title": card.title,
        "data_version": card.version,
        "measures": [
            {name: value for name, value in _list_parts(measure).items() if value not in ("", None)}
            for measure in card.measures
        ],
    }


def _list_parts(measure: SharedMeasure) -> dict[str, Any]:
    return {
        "indicator": measure.indicator,
        "baseline": measure.baseline,
        "aim": measure.aim,
        "owner": measure.owner,
        "review": measure.review,
        "seen_period": measure.seen_period,
        "seen_value": measure.seen_value,
        "seen_baseline": measure.seen_baseline,
        "seen_verdict": measure.seen_verdict,
    }


def _check(content: Mapping[str, Any]) -> Scorecard:
    area, parts = content.get("area"), content.get("measures")
    if not isinstance(area, str) or not _CODE.match(area):
        raise BadScorecard("it names no place by its code")
    if not isinstance(parts, list) or len(parts) > MOST_MEASURES:
        raise BadScorecard(f"it has no list of up to {MOST_MEASURES} measures")
    measures = [_check_measure(part, number) for number, part in enumerate(parts, start=1)]
    if len({measure.indicator for measure in measures}) < len(measures):
        raise BadScorecard("it names an indicator twice")
    return Scorecard(
        area=area,
        title=clean_text(_read_text(content, "title", LONGEST_TEXT)),
        measures=tuple(measures),
        version=_read_text(content, "data_version", LONGEST_PERIOD),
    )


def _check_measure(part: Any, number: int) -> SharedMeasure:
    if not isinstance(part, dict):
        raise BadScorecard(f"its measure {number} is not one")
    slug = part.get("indicator")
    if not isinstance(slug, str) or len(slug) > LONGEST_TEXT or not _SLUG.match(slug):
        raise BadScorecard(f"its measure {number} names no indicator")
    review = _read_text(part, "review", LONGEST_PERIOD)
    if review and not _is_day(review):
        raise BadScorecard(f"the review of its measure {number} is no day such as 2027-03-31")
    verdict = _read_text(part, "seen_verdict", LONGEST_PERIOD)
    if verdict and verdict not in VERDICTS:
        raise BadScorecard(f"the verdict of its measure {number} is none of ours")
    return SharedMeasure(
        indicator=slug,
        baseline=_read_text(part, "baseline", LONGEST_PERIOD),
        aim=clean_text(_read_text(part, "aim", LONGEST_TEXT)),
        owner=clean_text(_read_text(part, "owner", LONGEST_TEXT)),
        review=review,
        seen_period=_read_text(part, "seen_period", LONGEST_PERIOD),
        seen_value=_read_number(part, "seen_value", number),
        seen_baseline=_read_number(part, "seen_baseline", number),
        seen_verdict=verdict,
    )


def _read_number(part: Mapping[str, Any], name: str, number: int) -> float | None:
    value = part.get(name)
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    if value is not None and not (is_number and abs(value) < 1e15):
        raise BadScorecard(f"the figure of its measure {number} is no number")
    return value


def _read_text(part: Mapping[str, Any], name: str, longest: int) -> str:
    text = part.get(name, "")
    if not isinstance(text, str) or len(text) > longest or not text.isprintable():
        raise BadScorecard(f"its “{name}” is no text of up to {longest} characters")
    return text


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
