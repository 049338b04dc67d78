"""The sections of the page on data and methods."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import streamlit as st

from placelib.areas.levels import LEVEL_PLURALS, LEVELS
from placelib.content import text
from placelib.exports.observation_table import write_observations_csv as write_data_csv
from placelib.exports.spreadsheets import write_csv
from placelib.formatting import INTERVAL, format_date, listed, sentence_start
from placelib.markdown import plain_markdown
from placelib.model import Indicator
from placelib.quadrant.chance import GROUPS
from placelib.statistics.catalogue import Catalogue
from placelib.ui.components import chart_display, data_version_notice, url_widgets
from placelib.ui.components.fragments import rerun_alone
from placelib.ui.components.share import note_settings, show_share
from placelib.urls import DATA, INDICATOR
from placelib.views import indicator_notes, observation_rows, snapshot_records
from placelib.views.sources import link_source
from placelib.views.table_rows import build_arrow_table

DIRECTION_WORDS = {1: "higher is better", -1: "lower is better", None: "none recorded"}


def show_methods_page() -> None:
    """The whole page."""
    st.title("Data and methods", anchor=False)
    facts = snapshot_records.get_metadata()
    indicators = snapshot_records.get_catalogue().with_data()
    st.markdown(
        f"{len(indicators)} indicators with figures for "
        f"{len(snapshot_records.get_registry().current('ltla'))} councils and districts, "
        f"{len(snapshot_records.get_registry().current('cauth'))} combined authorities, "
        f"the regions and the nations of the United Kingdom. "
        f"Data version {facts['data_version']}, built on "
        f"{format_date(facts['build_date'])}."
    )
    st.header("What this is not for", anchor="not-for")
    st.markdown(text("not_for"))
    st.header("How it is worked out", anchor="methods")
    evidence = snapshot_records.get_evidence()
    st.markdown(
        text(
            "methods",
            indicators=str(len(evidence.matrix.chosen)),
            groups=f"{GROUPS:,}",
            year=evidence.leverage.spending_year,
        )
    )
    _show_indicators(snapshot_records.get_catalogue())
    _show_blanks(snapshot_records.get_catalogue())
    _show_sources()
    _show_rows()
    data_version_notice.show_change_log()
    st.header("How to cite", anchor="cite")
    st.markdown(text("cite", version=facts["data_version"], date=format_date(facts["build_date"])))
    show_share(DATA, _read_settings(), DATA.title, is_view=False)


def _read_settings() -> dict[str, str]:
    chosen_blank = st.query_params.get(INDICATOR)
    return {INDICATOR: chosen_blank} if chosen_blank else {}


@rerun_alone
def _show_indicators(catalogue: Catalogue) -> None:
    st.header("Every indicator", anchor="indicators")
    st.markdown(
        "Coverage counts the areas that have at least one figure; a unitary council counts among "
        "councils and among counties."
    )
    topics = [sentence_start(topic) for topic in catalogue.topics()]
    chosen = st.pills("Topic of the list", topics, default=topics[0], required=True)
    listed_indicators = [
        indicator
        for indicator in catalogue.indicators.values()
        if sentence_start(indicator.topic) == chosen
    ]
    for indicator in listed_indicators:
        opened = st.expander(
            plain_markdown(indicator.label), key=f"about {indicator.slug}", on_change="rerun"
        )
        # Ten tables would be made and sent for nobody.
        if opened.open:
            with opened:
                _show_indicator(indicator, _read_coverage())
    everything = catalogue.indicators.values()
    st.download_button(
        f"Download the list of all {len(everything)} indicators (CSV)",
        data=lambda: _list_of_all(everything),
        file_name="indicators.csv",
        mime="text/csv",
        on_click="ignore",
    )


def _list_of_all(everything: Iterable[Indicator]) -> str:
    coverage = _read_coverage()
    rows = [_build_record(indicator, coverage) for indicator in everything]
    return write_csv(rows)


@rerun_alone
def _show_blanks(catalogue: Catalogue) -> None:
    counts = Counter[str]()
    for row in snapshot_records.query_rows("gaps"):
        counts[row["indicator"]] += row["observations"]
    st.header("Every blank and its reason", anchor="blanks")
    st.markdown(
        f"{counts.total():,} of the source’s rows have no figure. Pages show each with its reason; "
        "here they all are, those of areas without a page too."
    )
    options = {slug: f"{catalogue[slug].label} ({counts[slug]:,})" for slug in counts}
    note_settings(DATA, _read_settings())
    asked_slug = st.query_params.get(INDICATOR, "")
    slug = asked_slug if asked_slug in options else next(iter(options))
    url_widgets.show_list("Indicator with blanks", INDICATOR, options, slug, key="blanks indicator")
    rows = observation_rows.build_blank_rows(slug)
    st.dataframe(
        observation_rows.build_blank_table(slug), hide_index=True, width="stretch", height=300
    )
    st.download_button(
        f"Download {chart_display.format_row_count(len(rows))} (CSV)",
        data=lambda: _write_blanks(slug),
        file_name=f"blanks-{slug}.csv",
        mime="text/csv",
        key="blanks csv",
        on_click="ignore",
    )


def _write_blanks(slug: str) -> str:
    """The blanks as data, in the columns of every other download."""
    registry, indicator = snapshot_records.get_registry(), snapshot_records.get_catalogue()[slug]
    figures = [
        observation_rows.Figure(indicator, registry[observation.area_code], observation)
        for observation in observation_rows.list_blanks(slug)
    ]
    version = snapshot_records.get_metadata()["data_version"]
    return "".join(write_data_csv(observation_rows.build_records(figures, version)))


def _read_coverage() -> dict[tuple[str, str], tuple[int, int, int]]:
    return {
        (row["indicator"], row["level"]): (row["areas"], row["figures"], row["gaps"])
        for row in snapshot_records.query_rows("coverage")
    }


def _show_indicator(
    indicator: Indicator, coverage: dict[tuple[str, str], tuple[int, int, int]]
) -> None:
    st.markdown(plain_markdown(indicator.what_it_is))
    st.markdown(indicator_notes.write_cautions(indicator))
    st.markdown(
        f"**Direction:** {DIRECTION_WORDS[indicator.direction]}. "
        f"{plain_markdown(indicator.direction_reason)}"
    )
    if not indicator.has_data:
        st.info("Not in this release of the data.")
    st.table(
        build_arrow_table([_build_coverage_row(indicator, level, coverage) for level in LEVELS]),
        hide_index=True,
    )
    reasons = [
        f"{row['observations']:,} {row['gap']}"
        for row in snapshot_records.query_rows("gaps")
        if row["indicator"] == indicator.slug
    ]
    if reasons:
        st.markdown(f"Gaps in all, by reason: {plain_markdown(listed(reasons))}.")
    marks = [
        f"{INTERVAL} published" if indicator.has_interval else "no interval published",
        *(["official statistics in development"] if indicator.experimental else []),
        *([f"boundaries of {indicator.boundary_year}"] if indicator.boundary_year else []),
    ]
    chart_display.show_small_print(
        plain_markdown(sentence_start("; ".join(marks)) + ".") + " " + link_source(indicator)
    )


def _build_coverage_row(
    indicator: Indicator, level: str, coverage: dict[tuple[str, str], tuple[int, int, int]]
) -> dict[str, str]:
    areas, figures, gaps = coverage.get((indicator.slug, level), (0, 0, 0))
    return {
        "Tier": sentence_start(LEVEL_PLURALS[level]),
        "Areas": f"{areas:,}" if areas else "not published",
        "Figures": f"{figures:,}",
        "Gaps with a reason": f"{gaps:,}",
    }


def _build_record(
    indicator: Indicator, coverage: dict[tuple[str, str], tuple[int, int, int]]
) -> dict[str, str]:
    return {
        "Indicator": indicator.label,
        "Name in links": indicator.slug,
        "Topic": indicator.topic,
        "What it is": indicator.what_it_is,
        "Be careful": indicator.be_careful,
        "Direction": DIRECTION_WORDS[indicator.direction],
        "Why": indicator.direction_reason,
        "First period": indicator.period_first or "",
        "Last period": indicator.period_last or "",
        "Source": "; ".join(indicator.source_orgs),
        "Link": "; ".join(indicator.source_urls),
        "Released": indicator.released.isoformat(),
        **{
            f"Areas: {LEVEL_PLURALS[level]}": str(
                coverage.get((indicator.slug, level), (0, 0, 0))[0]
            )
            for level in LEVELS
        },
    }


def _show_sources() -> None:
    st.header("Sources and licences", anchor="sources")
    st.markdown(
        "\n\n".join(
            f"**{plain_markdown(row['title'])}.** {plain_markdown(row['publisher'])}. Released "
            f"{plain_markdown(format_date(row['released']))}. {plain_markdown(row['licence'])}. "
            f"Used for: {plain_markdown(row['used_for'])}. [Source]({row['link']})"
            for row in snapshot_records.query_rows("sources")
        )
    )


def _show_rows() -> None:
    st.header("What became of every row", anchor="rows")
    counts = Counter(
        {row["outcome"]: int(row["rows"]) for row in snapshot_records.query_rows("row_audit")}
    )
    st.markdown(f"{counts.total():,} rows were read from the publisher's files; none vanished.")
    became = [
        {"What became of it": sentence_start(outcome), "Rows": f"{rows:,}"}
        for outcome, rows in sorted(counts.items())
    ]
    st.table(build_arrow_table(became), hide_index=True)
