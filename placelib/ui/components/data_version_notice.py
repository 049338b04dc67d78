"""Says what changed in the data: for a link made on an older version, and in full."""

from __future__ import annotations

from itertools import pairwise

import streamlit as st

from placelib.errors import clip
from placelib.formatting import listed
from placelib.markdown import plain_markdown
from placelib.model import is_uploaded_slug
from placelib.statistics.revision_text import write_since_sentence, write_summary
from placelib.statistics.revisions import Since, Version
from placelib.ui.components import chart_display, page_address
from placelib.urls import AGAINST, INDICATOR, LEVEL, VERSION
from placelib.views import snapshot_records
from placelib.views.table_rows import build_arrow_table

# A link names at most ten places; more are not read.
_MOST = 10


def show_version_notice(version_before: str | None) -> None:
    """One line when the link, or the page before this run, is of another data version.

    ``version_before`` is the version that the visitor's page was drawn from until now, if there
    was one.
    """
    now = snapshot_records.get_metadata()["data_version"]
    linked = st.query_params.get(VERSION)
    if linked and linked != now:
        since, about = (
            snapshot_records.get_revisions_since(clip(linked), *_read_subject()),
            _describe_subject(*_read_subject()),
        )
        remark = " Data and methods lists every change." if since.is_known else ""
        st.info(plain_markdown(write_since_sentence(since, now, about) + remark))
    elif version_before is not None and version_before != now:
        st.info(
            plain_markdown(
                f"The data were renewed while you were here: from now on you see version {now}, "
                f"before it was {version_before}. Data and methods says what changed."
            )
        )


def _read_subject() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The indicators and the areas that the address names, those that we know."""
    query_params = page_address.read_query_params()
    # The map shows all areas of a level, whichever is in focus.
    areas = () if LEVEL in st.query_params else query_params.list_known_areas(_MOST)
    slugs = query_params.list_known_indicators((INDICATOR, AGAINST))
    # The changes are those of the official figures.
    return tuple(slug for slug in slugs if not is_uploaded_slug(slug)), areas


def _describe_subject(indicators: tuple[str, ...], areas: tuple[str, ...]) -> str:
    labels = [snapshot_records.get_catalogue()[slug].label for slug in indicators]
    names = [snapshot_records.get_registry()[code].name for code in areas]
    what = listed(labels) if labels else "all indicators"
    return f"{what} in {listed(names) if names else 'all areas'}"


def show_change_log() -> None:
    """The section of Data and methods: every version that is known, and what each changed."""
    st.header("What changed in the data", anchor="changes")
    versions = snapshot_records.list_versions()
    if len(versions) < 2:
        st.markdown(
            "This is the first data version with a log of changes: of earlier versions it cannot "
            "be said what has changed since. Each renewal of the data adds to the log."
        )
        return
    chart_display.show_paragraphs(
        *(paragraph for steps in pairwise(versions) for paragraph in _describe_step(*steps))
    )
    first = versions[-1].version
    opened = st.expander(
        f"By indicator, since {plain_markdown(first)}",
        key="changes by indicator",
        on_change="rerun",
    )
    if opened.open:
        rows = _list_by_indicator(snapshot_records.get_revisions_since(first, (), ()))
        opened.table(build_arrow_table(rows), hide_index=True)


def _describe_step(newer: Version, older: Version) -> tuple[str, str]:
    """From one version to the next as two paragraphs of Markdown: which they are, what changed."""
    lines = write_summary(snapshot_records.get_revisions_of(newer.version)) or [
        "No figure changed."
    ]
    return (
        (
            f"**Version {plain_markdown(newer.version)}**, built {plain_markdown(newer.built)}, "
            f"after {plain_markdown(older.version)}:"
        ),
        "\n".join(f"- {plain_markdown(line)}" for line in lines),
    )


def _list_by_indicator(since: Since) -> list[dict[str, str]]:
    catalogue = snapshot_records.get_catalogue().indicators
    return [
        {
            "Indicator": catalogue[slug].label if slug in catalogue else slug,
            "What changed": change.kind,
            "Figures": f"{change.figures:,}",
            "Areas": f"{change.areas:,}",
            "Periods, newest first": ", ".join(change.periods),
        }
        for change in since.changes
        if (slug := change.indicator) is not None and change.periods
    ]
