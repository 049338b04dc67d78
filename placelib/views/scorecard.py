"""What the Scorecard page shows: each shared measure judged, grouped by who holds the lever."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from placelib.compare.peers import choose_peer_set, list_peer_kinds
from placelib.database.cache import cached
from placelib.errors import BadPeriod
from placelib.formatting import figure, listed, sentence_start
from placelib.model import Area, Indicator, Observation
from placelib.periods import read_period
from placelib.scorecard.judgement import Movement, judge_movement
from placelib.scorecard.records import Scorecard, SharedMeasure, write_scorecard_link
from placelib.statistics.observations import read_series
from placelib.statistics.seasons import find_default_start, is_part_of_year, is_same_season
from placelib.views import snapshot_records
from placelib.views.lever_holders import name_holder_in
from placelib.views.observation_rows import Figure

STATES = 64
# A card to start from: each has a 95% interval for districts, and together they span the topics.
START = (
    "employment-rate",
    "obese-children-year-6",
    "gross-median-weekly-pay",
    "level-3-or-above-qualifications",
    "healthy-life-expectancy-female",
    "cardiovascular-mortality-persons-aged-under-75",
    "wellbeing-satisfaction",
)
# How far back a baseline lies that nobody has chosen yet.
_YEARS = 5
# Who may hold the lever of a measure, in the order of the page.
HOLDER_HEADINGS = {
    "council": "Mostly the council’s to move",
    "authority": "Mostly the authority’s to move",
    "ministers": "Mostly ministers’ to move",
    "shared": "Shared between the tiers",
    "not documented": "Who decides is not documented",
}
# The verdicts with their signs, in the order in which a sentence names them.
VERDICT_SIGNS = {
    "moved clearly": "◆", "not clearly": "◇", "too early to tell": "…",
    "no interval published": "◦", "no figure for the baseline": "–", "no figure": "–",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class JudgedMeasure:
    """One measure with its indicator, how it moved, who holds its lever, and what is new."""

    measure: SharedMeasure
    indicator: Indicator
    movement: Movement
    holder: str
    news: str

    @property
    def verdict_words(self) -> str:
        """The verdict after its sign, with the direction: “◆ moved clearly: rose, better”."""
        movement = self.movement
        words = f"{VERDICT_SIGNS[movement.verdict]} {movement.verdict}"
        if movement.verdict != "moved clearly" or movement.change is None:
            return words
        return f"{words}: {self.way_words}"

    @property
    def way_words(self) -> str:
        """Which way it moved: “rose, better”; empty without a change."""
        if self.movement.change is None:
            return ""
        judged = {True: ", better", False: ", worse", None: ""}[self.movement.is_towards]
        return f"{self.movement.change.direction}{judged}"


@dataclass(frozen=True, slots=True)
class ScorecardContent:
    """A scorecard judged on today's data; ``unknown`` are measures that we do not hold."""

    card: Scorecard
    area: Area
    judged: tuple[JudgedMeasure, ...]
    unknown: tuple[str, ...]
    peers: str


def make_scorecard(area: str, slugs: Sequence[str] = ()) -> Scorecard:
    """A new scorecard of a place with these indicators, else with those to start from."""
    return _begin_scorecard(area, tuple(slugs) or START)


@cached(STATES)
def _begin_scorecard(area: str, slugs: tuple[str, ...]) -> Scorecard:
    catalogue = snapshot_records.get_catalogue()
    indicators = [
        slug for slug in slugs if slug in catalogue.indicators and catalogue[slug].has_data
    ]
    name = snapshot_records.get_registry()[area].in_sentence
    card = Scorecard(area=area, title=f"Shared measures for {name}").choose(tuple(indicators))
    series = read_series(snapshot_records.get_store(), indicators, [area])
    for slug in indicators:
        card = card.write(slug, "baseline", choose_baseline(series.get((slug, area), ())))
    return card


def choose_baseline(series: Sequence[Observation]) -> str:
    """The newest period that began five years or more before the latest, else the first; or empty.

    Of months and quarters only those at the latest's time of the year count, where there are some.
    Partners choose their own; a card that they have not written yet shows the last five years.
    """
    figures = [row for row in series if row.value is not None]
    if not figures:
        return ""
    latest = figures[-1]
    first = find_default_start(figures, latest) or figures[0]
    early = [
        row for row in figures
        if row.starts.year <= latest.starts.year - _YEARS
        and (not is_part_of_year(latest) or is_same_season(row, latest))
    ]  # fmt: skip
    return (early[-1] if early else first).period


@cached(STATES)
def build_scorecard(card: Scorecard) -> ScorecardContent:
    """Every measure of a scorecard judged against its baseline and beside the place's peers."""
    registry, catalogue = snapshot_records.get_registry(), snapshot_records.get_catalogue()
    store, area = snapshot_records.get_store(), registry[card.area]
    measures = [
        measure
        for measure in card.measures
        if measure.indicator in catalogue.indicators and catalogue[measure.indicator].has_data
    ]
    kind = next(iter(list_peer_kinds(registry, area)))
    peers = choose_peer_set(registry, store, area, kind, (), mixed=False)
    codes = [area.code, *peers.codes]
    series = read_series(store, [measure.indicator for measure in measures], codes)
    judged = []
    for measure in measures:
        indicator = catalogue[measure.indicator]
        own_series = series.get((indicator.slug, area.code), ())
        # A total grows with the size of the place, and so does its change.
        compared = peers.codes if indicator.standardised else ()
        others = [series.get((indicator.slug, code), ()) for code in compared]
        movement = judge_movement(indicator, own_series, measure.baseline, others)
        judged.append(
            JudgedMeasure(
                measure=measure,
                indicator=indicator,
                movement=movement,
                holder=name_holder_in(area.code, indicator.slug),
                news=describe_news(indicator, measure, movement, own_series),
            )
        )
    order = {holder: position for position, holder in enumerate(HOLDER_HEADINGS)}
    judged.sort(key=lambda entry: order.get(entry.holder, len(order)))
    unknown = tuple(measure.indicator for measure in card.measures if measure not in measures)
    return ScorecardContent(
        card=card, area=area, judged=tuple(judged), unknown=unknown, peers=peers.name
    )


def describe_news(
    indicator: Indicator,
    measure: SharedMeasure,
    movement: Movement,
    series: Sequence[Observation],
) -> str:
    """What changed since the scorecard was saved: figures newer or revised, another verdict.

    Empty where nothing did, or where nothing was noted.
    """
    latest = movement.latest
    if not measure.seen_period:
        return ""
    before = next((row for row in series if row.period == measure.seen_period), None)
    parts = []
    if latest is not None and _is_newer(latest, measure.seen_period):
        parts.append(f"a newer figure has come, for {latest.period_label}")
    if before is None or before.value is None:
        parts.append("the figure that was the latest is no longer published")
    else:
        parts += _describe_revision(indicator, measure.seen_value, before)
    baseline = movement.baseline
    if baseline is not None and baseline.period != measure.seen_period:
        parts += _describe_revision(indicator, measure.seen_baseline, baseline)
    if measure.seen_verdict and measure.seen_verdict != movement.verdict:
        parts.append(f"the verdict was “{measure.seen_verdict}” and is “{movement.verdict}”")
    return sentence_start(listed(parts)) + "." if parts else ""


def _is_newer(latest: Observation, seen_period: str) -> bool:
    try:
        return latest.starts > read_period(seen_period).starts
    except BadPeriod:
        return latest.period != seen_period


def _describe_revision(
    indicator: Indicator, seen_value: float | None, row: Observation
) -> list[str]:
    """That a figure is another than when it was noted, in words; empty where it is the same."""
    if seen_value is None or row.value is None or row.value == seen_value:
        return []
    old, new = figure(indicator, seen_value), figure(indicator, row.value)
    revised = f"the figure for {row.period_label} was revised"
    # A revision too small to be seen is one all the same: others can see it in the data.
    return [f"{revised} from {old} to {new}" if old != new else f"{revised} slightly"]


@cached(STATES)
def stamp_scorecard(card: Scorecard) -> Scorecard:
    """The scorecard as it is saved: with the latest figure of each measure, and the version."""
    content = build_scorecard(card)
    movements = {entry.indicator.slug: entry.movement for entry in content.judged}
    measures = [
        _note_movement(measure, movements.get(measure.indicator)) for measure in card.measures
    ]
    version = snapshot_records.get_metadata()["data_version"]
    return replace(card, measures=tuple(measures), version=version)


def _note_movement(measure: SharedMeasure, movement: Movement | None) -> SharedMeasure:
    """The measure with its figures and its verdict as they are now."""
    if movement is None or movement.latest is None:
        return measure
    return replace(
        measure,
        seen_period=movement.latest.period,
        seen_value=movement.latest.value,
        seen_baseline=movement.baseline.value if movement.baseline is not None else None,
        seen_verdict=movement.verdict,
    )


def stamp_new_measures(card: Scorecard) -> Scorecard:
    """The scorecard with the figures of those measures that have none noted yet.

    What was noted when it was saved stays, so that a reload still says what is new since then. A
    baseline that was chosen since has its own figure and verdict noted.
    """
    stamped = stamp_scorecard(card)
    measures = tuple(
        _keep_noted(before, after)
        for before, after in zip(card.measures, stamped.measures, strict=True)
    )
    return replace(stamped, measures=measures, version=card.version or stamped.version)


def _keep_noted(before: SharedMeasure, after: SharedMeasure) -> SharedMeasure:
    if not before.seen_period:
        return after
    if before.seen_verdict:
        return before
    return replace(before, seen_baseline=after.seen_baseline, seen_verdict=after.seen_verdict)


@cached(STATES)
def write_room_link(area: str, slugs: tuple[str, ...]) -> str:
    """A new scorecard of these indicators as its link, with what their latest figures are now."""
    return write_scorecard_link(stamp_scorecard(make_scorecard(area, slugs)))


def list_baseline_periods(content: ScorecardContent, slug: str) -> dict[str, str]:
    """The periods that may be a measure's baseline: all with a figure but the latest.

    The baseline that was chosen is among them whatever it is; without a figure its words say so.
    """
    store = snapshot_records.get_store()
    rows = read_series(store, [slug], [content.area.code]).get((slug, content.area.code), ())
    labels = {row.period: row.period_label for row in rows if row.value is not None}
    periods = dict(list(labels.items())[:-1])
    for measure in content.card.measures:
        if measure.indicator == slug and measure.baseline:
            words = labels.get(measure.baseline, describe_missing_baseline(measure.baseline))
            periods.setdefault(measure.baseline, words)
    return periods


def describe_missing_baseline(baseline: str) -> str:
    """A chosen period without a figure in words: “no figure for 2019”."""
    try:
        return f"no figure for {read_period(baseline).label}"
    except BadPeriod:
        return f"no figure for “{baseline}”"


def list_measure_options(card: Scorecard) -> dict[str, str]:
    """The indicators to choose from with their names, by slug; those of the card are all in it.

    A measure of the card that today's data lack is kept until somebody takes it out.
    """
    options = {
        indicator.slug: f"{indicator.label} ({indicator.topic})"
        for indicator in snapshot_records.get_catalogue().with_data()
    }
    for measure in card.measures:
        options.setdefault(measure.indicator, f"{measure.indicator} (not held here)")
    return options


def list_figures(content: ScorecardContent) -> list[Figure]:
    """The observations behind the scorecard: each measure's baseline and latest figure."""
    return [
        Figure(entry.indicator, content.area, row)
        for entry in content.judged
        for row in dict.fromkeys((entry.movement.baseline, entry.movement.latest))
        if row is not None
    ]
