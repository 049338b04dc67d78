"""What the Scorecard page says and draws: verdicts, peers, news, and nothing unescaped."""

from __future__ import annotations

import math
import re
from dataclasses import replace
from datetime import date

import pytest

from placelib.model import Observation
from placelib.scorecard.judgement import PeerChange, judge_movement
from placelib.scorecard.records import Scorecard, SharedMeasure
from placelib.statistics.differences import Difference
from placelib.views import snapshot_records
from placelib.views.scorecard import (
    HOLDER_HEADINGS,
    JudgedMeasure,
    build_scorecard,
    choose_baseline,
    describe_news,
    list_baseline_periods,
    list_figures,
    list_measure_options,
    make_scorecard,
    stamp_new_measures,
    stamp_scorecard,
)
from placelib.views.scorecard_html import build_changes_chart, build_scorecard_html
from placelib.views.scorecard_rows import build_measure_row, list_paper_rows, list_scorecard_rows
from placelib.views.scorecard_text import (
    write_news,
    write_scorecard_headline,
    write_scorecard_sentence,
)
from placelib.views.workshop_options import name_indicator
from tests.made_observations import observed

LIVERPOOL = "E08000012"


def test_a_new_scorecard_shows_the_last_five_years_of_measures_of_several_tiers() -> None:
    card = make_scorecard(LIVERPOOL)
    assert 5 <= len(card.measures) <= 12
    assert all(measure.baseline for measure in card.measures)
    holders = [row["Who holds the lever"] for row in list_scorecard_rows(build_scorecard(card))]
    assert len(set(holders)) > 1
    # Grouped: no holder comes twice with another between.
    assert len(set(holders)) == sum(a != b for a, b in zip(holders, ["", *holders], strict=False))


@pytest.mark.parametrize("area", [LIVERPOOL, "E47000004", "W06000015", "S12000049", "K02000001"])
def test_every_kind_of_place_has_a_headline_that_counts_its_own_measures(area: str) -> None:
    content = build_scorecard(make_scorecard(area))
    verdicts = [entry.movement.verdict for entry in content.judged]
    moved = verdicts.count("moved clearly")
    # A measure without an interval can never move clearly, and the headline says that it cannot.
    missing = len(verdicts) - moved - verdicts.count("not clearly")
    headline = write_scorecard_headline(content)
    assert headline.startswith(f"{moved or 'None'} of {len(verdicts)} shared measures")
    assert headline.endswith(f", {missing} cannot be judged") == (missing > 0)
    for entry in content.judged:
        assert entry.indicator.label in write_scorecard_sentence(content)


def test_obesity_in_liverpool_moved_clearly_and_is_called_worse() -> None:
    card = Scorecard(
        area=LIVERPOOL,
        title="x",
        measures=(SharedMeasure("obese-children-year-6", baseline="2019-08-01/P1Y"),),
    )
    (row,) = list_scorecard_rows(build_scorecard(card))
    assert row["Baseline"].startswith("25.7% (24.5% to 27.0%)")
    assert row["Change"] == "+2.1 percentage points (0.3 to 3.8)"
    assert row["Verdict"] == "◆ moved clearly: rose, worse"
    assert "(rose, worse)" in write_scorecard_sentence(build_scorecard(card))
    assert row["Smallest change that could show"] == "1.7 percentage points"
    assert "mean of 5: +1.5 percentage points; not clearly apart" in row["Beside peers"]
    assert len(list_figures(build_scorecard(card))) == 2


def test_money_of_two_years_is_said_to_be_in_the_prices_of_each() -> None:
    card = Scorecard(LIVERPOOL, "x", (SharedMeasure("gross-median-weekly-pay"),))
    (row,) = list_scorecard_rows(build_scorecard(card))
    assert "in the prices of each year (£" in row["Change"]
    assert " to £" in row["Change"]


def test_a_saved_scorecard_says_nothing_new_on_the_same_data() -> None:
    stamped = stamp_scorecard(make_scorecard(LIVERPOOL))
    assert write_news(build_scorecard(stamped)) == []
    assert all(measure.seen_period for measure in stamped.measures)
    assert stamped.version


def test_opened_on_newer_data_it_says_what_came_and_what_was_revised() -> None:
    slug = "obese-children-year-6"
    stamped = stamp_scorecard(make_scorecard(LIVERPOOL, [slug]))
    (measure,) = stamped.measures
    older = replace(measure, seen_period="2023-08-01/P1Y", seen_value=1.0)
    (news,) = write_news(build_scorecard(replace(stamped, measures=(older,))))
    assert "A newer figure has come, for August 2024 to July 2025" in news
    assert "was revised from 1.0% to" in news
    gone = replace(measure, seen_period="1999-08-01/P1Y", seen_value=1.0)
    (news,) = write_news(build_scorecard(replace(stamped, measures=(gone,))))
    assert "no longer published" in news


def test_a_revision_below_the_last_digit_shown_is_called_slight() -> None:
    indicator = snapshot_records.get_catalogue()["employment-rate"]
    row = replace(observed(70.02), period_label="2023")
    seen = SharedMeasure(indicator.slug, seen_period=row.period, seen_value=70.04)
    assert describe_news(indicator, seen, judge_movement(indicator, [row], ""), [row]) == (
        "The figure for 2023 was revised slightly."
    )


def test_on_newer_data_a_revised_baseline_and_another_verdict_are_said() -> None:
    slug = "obese-children-year-6"
    (measure,) = stamp_scorecard(make_scorecard(LIVERPOOL, [slug])).measures
    assert measure.seen_verdict == "moved clearly"
    before = replace(measure, seen_baseline=20.0, seen_verdict="not clearly")
    (news,) = write_news(build_scorecard(Scorecard(LIVERPOOL, "x", (before,))))
    assert "was revised from 20.0% to 25.7%" in news
    assert "the verdict was “not clearly” and is “moved clearly”" in news


def test_a_baseline_that_partners_choose_anew_is_no_news() -> None:
    slug = "obese-children-year-6"
    card = stamp_scorecard(make_scorecard(LIVERPOOL, [slug]))
    rewritten = stamp_new_measures(card.write(slug, "baseline", "2023-08-01/P1Y"))
    assert write_news(build_scorecard(rewritten)) == []
    assert rewritten.measures[0].seen_baseline != card.measures[0].seen_baseline
    # A link from before verdicts were noted says nothing of them.
    old = replace(card.measures[0], seen_baseline=None, seen_verdict="")
    assert write_news(build_scorecard(Scorecard(LIVERPOOL, "x", (old,)))) == []


def test_figures_that_were_withdrawn_are_said_to_be_and_none_before_them_is_called_newer() -> None:
    indicator = snapshot_records.get_catalogue()["employment-rate"]
    row = replace(observed(70.0), period_label="2023")
    seen = SharedMeasure(indicator.slug, seen_period="2024-01-01/P1Y", seen_value=71.0)
    withdrawn = "The figure that was the latest is no longer published."
    assert describe_news(indicator, seen, judge_movement(indicator, [row], ""), [row]) == withdrawn
    assert describe_news(indicator, seen, judge_movement(indicator, [], ""), []) == withdrawn


def test_every_measure_says_which_way_is_better_on_the_page_in_files_and_by_who_holds_it() -> None:
    slugs = ["wellbeing-satisfaction", "obese-children-year-6", "population-count"]
    content = build_scorecard(make_scorecard(LIVERPOOL, slugs))
    better = [row["Which way is better"] for row in list_scorecard_rows(content)]
    assert sorted(better) == ["Higher is better", "Lower is better", "No direction is recorded"]
    assert "Lower is better" in build_scorecard_html(content.card, date(2026, 11, 29))
    tables = list_paper_rows(content)
    assert list(tables) == [
        heading for holder, heading in HOLDER_HEADINGS.items()
        if holder in {entry.holder for entry in content.judged}
    ]  # fmt: skip
    measures = [row["Measure"] for rows in tables.values() for row in rows]
    assert len(measures) == len(slugs)
    assert any(words.endswith("Lower is better.") for words in measures)


def test_a_measure_that_we_do_not_hold_is_left_out_and_named() -> None:
    card = Scorecard(LIVERPOOL, "x", (SharedMeasure("wealth"), SharedMeasure("employment-rate")))
    content = build_scorecard(card)
    assert content.unknown == ("wealth",)
    assert len(content.judged) == 1


def test_what_partners_wrote_is_escaped() -> None:
    card = make_scorecard(LIVERPOOL, ["employment-rate"])
    card = card.write("employment-rate", "aim", "<script>alert(1)</script>")
    html = build_scorecard_html(card, date(2026, 11, 28))
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_a_review_is_due_from_the_day_after_it() -> None:
    card = make_scorecard(LIVERPOOL, ["employment-rate"])
    card = card.write("employment-rate", "review", "2026-12-01")
    due = "The review is due."
    assert due not in build_scorecard_html(card, date(2026, 12, 1))
    assert due in build_scorecard_html(card, date(2026, 12, 2))


def judge_pair(first: float, last: float, reach: float | None = None) -> JudgedMeasure:
    """The employment rate of two years, each with an interval of ``reach`` to either side."""
    indicator = snapshot_records.get_catalogue()["employment-rate"]
    rows = [
        Observation(
            indicator=indicator.slug, area_code=LIVERPOOL, period=f"{year}-01-01/P1Y",
            period_label=str(year), starts=date(year, 1, 1), ends=date(year + 1, 1, 1),
            value=value, lower=None if reach is None else value - reach,
            upper=None if reach is None else value + reach, status=None, gap=None, note=None,
        )
        for year, value in ((2019, first), (2024, last))
    ]  # fmt: skip
    movement = judge_movement(indicator, rows, "")
    return JudgedMeasure(
        measure=SharedMeasure(indicator.slug),
        indicator=indicator,
        movement=movement,
        holder="council",
        news="",
    )


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (70.04, 71.26, "+1.3 percentage points"),
        (71.26, 70.04, "−1.3 percentage points"),
        (70.01, 70.02, "0.0 percentage points"),
        (70.04, 70.06, "+0.1 percentage points"),
    ],
)
def test_the_change_is_that_of_the_two_figures_shown(first: float, last: float, words: str) -> None:
    assert build_measure_row(judge_pair(first, last))["Change"] == words


@pytest.mark.parametrize(
    ("first", "last", "words"),
    [
        (60.0, 65.02, "+5.0 percentage points (just over 0 to 10.0)"),
        (65.02, 60.0, "−5.0 percentage points (−10.0 to just under 0)"),
        (60.0, 64.98, "+5.0 percentage points (0.0 to 10.0)"),
    ],
)
def test_an_interval_that_leaves_out_nought_by_less_than_a_digit_is_not_shown_to_hold_it(
    first: float, last: float, words: str
) -> None:
    # Two intervals of 3 and 4 to a side would make 5; here both are 5 / √2.
    entry = judge_pair(first, last, 5 / math.sqrt(2))
    row = build_measure_row(entry)
    assert row["Change"] == words
    assert row["Verdict"].startswith("◆ moved clearly") == ("just" in words)


def test_a_total_is_set_beside_no_mean_of_peers() -> None:
    card = make_scorecard(LIVERPOOL, ["population-count", "employment-rate"])
    rows = {row["Measure"]: row for row in list_scorecard_rows(build_scorecard(card))}
    assert rows[name_indicator("population-count")]["Beside peers"] == (
        "not compared: a total grows with the size of the place"
    )
    assert rows[name_indicator("employment-rate")]["Beside peers"].startswith("mean of ")
    (entry,) = [entry for entry in build_scorecard(card).judged if not entry.indicator.standardised]
    assert entry.movement.peers.mean is None


def test_a_baseline_at_another_time_of_the_year_is_said_to_be_one() -> None:
    slug = "average-length-of-short-term-let-stay"
    content = build_scorecard(make_scorecard(LIVERPOOL, [slug]))
    (entry,) = content.judged
    assert entry.movement.latest is not None
    month = entry.movement.latest.period[5:7]
    remark = "; another time of the year than the latest"
    # The one that is chosen by itself is of the same month.
    assert not build_measure_row(entry)["Baseline"].endswith(remark)
    other = next(period for period in list_baseline_periods(content, slug) if period[5:7] != month)
    unlike = build_scorecard(content.card.write(slug, "baseline", other))
    (row,) = list_scorecard_rows(unlike)
    ((paper,),) = list_paper_rows(unlike).values()
    assert row["Baseline"].endswith(remark)
    assert paper["Baseline"] == row["Baseline"]
    assert remark in build_scorecard_html(unlike.card, date(2026, 11, 28))


def test_a_mean_change_that_is_shown_as_nought_has_no_sign() -> None:
    entry = judge_pair(60.0, 61.0)
    mean = Difference(60.01, 60.0)
    peers = PeerChange(5, mean, Difference(1.0, 0.01))
    movement = replace(entry.movement, peers=peers)
    row = build_measure_row(replace(entry, movement=movement))
    assert row["Beside peers"].startswith("mean of 5: 0.0 percentage points;")


def test_a_baseline_without_a_figure_is_said_on_the_page_and_in_files() -> None:
    slug = "obese-children-year-6"
    for baseline, words in (("1999-08-01/P1Y", "August 1999 to July 2000"), ("1999", "“1999”")):
        card = Scorecard(LIVERPOOL, "x", (SharedMeasure(slug, baseline=baseline),))
        content = build_scorecard(card)
        (row,) = list_scorecard_rows(content)
        assert row["Baseline"] == f"no figure for {words}"
        assert row["Verdict"] == "– no figure for the baseline"
        assert row["Change"] == ""
        ((paper,),) = list_paper_rows(content).values()
        assert paper["Baseline"] == row["Baseline"]
        assert f"no figure for {words}" in build_scorecard_html(card, date(2026, 11, 28))
        assert "No figure for the baseline" in write_scorecard_sentence(content)
        assert list_baseline_periods(content, slug)[baseline] == f"no figure for {words}"


def test_a_baseline_in_the_latest_period_is_the_one_that_is_offered_as_chosen() -> None:
    slug = "obese-children-year-6"
    card = Scorecard(LIVERPOOL, "x", (SharedMeasure(slug),))
    latest = build_scorecard(card).judged[0].movement.latest
    assert latest is not None
    assert latest.period not in list_baseline_periods(build_scorecard(card), slug)
    written = build_scorecard(card.write(slug, "baseline", latest.period))
    assert list_baseline_periods(written, slug)[latest.period] == latest.period_label


def test_a_measure_without_an_interval_has_a_row_that_says_so_and_no_mark() -> None:
    card = make_scorecard(LIVERPOOL, ["population-count", "employment-rate"])
    chart = build_changes_chart(card, dark=False)
    assert chart is not None
    rows = [row for rows in chart["datasets"].values() for row in rows if "label" in row]
    marked = {row["label"] for row in rows if "size" in row}
    assert marked == {"Employment rate (Great Britain)"}
    (unmarked,) = {row["label"] for row in rows} - marked
    assert unmarked == f"{name_indicator('population-count')}: no interval published"
    card = card.write("employment-rate", "owner", "Jobs team")
    presented = str(build_changes_chart(card, dark=False, with_owners=True))
    assert re.search(
        r"Employment rate \(Great Britain\), since \d{4} \(Jobs team looks after it\)", presented
    )
    alone = make_scorecard(LIVERPOOL, ["population-count"])
    assert build_changes_chart(alone, dark=False) is None


def test_without_figures_there_is_no_baseline() -> None:
    assert choose_baseline(()) == ""


def test_measures_that_today_s_data_lack_can_be_chosen_on_with_what_was_written() -> None:
    lacking = SharedMeasure("wealth", aim="Twice as much", owner="Treasury")
    card = Scorecard(LIVERPOOL, "x", (lacking, SharedMeasure("employment-rate")))
    options = list_measure_options(card)
    assert options["wealth"] == "wealth (not held here)"
    assert "Employment rate" in options["employment-rate"]
    assert {measure.indicator for measure in card.measures} <= set(options)


@pytest.mark.parametrize(
    ("area", "holder"),
    [
        # Liverpool has an authority, Kent has none, and our sources do not reach Glasgow.
        (LIVERPOOL, "authority"),
        ("E10000016", "ministers"),
        ("S12000049", "not documented"),
    ],
)
def test_who_holds_a_lever_depends_on_where_the_place_is(area: str, holder: str) -> None:
    measures = (SharedMeasure("further-education-skills-participation"),)
    content = build_scorecard(replace(make_scorecard(area), measures=measures))
    assert [entry.holder for entry in content.judged] == [holder]


def test_a_change_between_periods_that_overlap_has_no_interval_and_no_verdict_on_peers() -> None:
    # Smokers are counted over five years together, each year anew.
    smokers = "cigarette-smokers"
    card = replace(make_scorecard(LIVERPOOL), measures=(SharedMeasure(smokers),))
    baseline = max(list_baseline_periods(build_scorecard(card), smokers))
    (row,) = list_scorecard_rows(build_scorecard(card.write(smokers, "baseline", baseline)))
    assert row["Verdict"].endswith("too early to tell")
    assert row["Change"].endswith("percentage points")
    assert row["Beside peers"].endswith("the two periods overlap")
