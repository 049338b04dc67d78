"""The matched places and the rows not used of an upload, as tables and downloads."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence
from functools import partial

import streamlit as st

from placelib.exports.spreadsheets import write_csv
from placelib.formatting import listed
from placelib.markdown import plain_markdown
from placelib.quickview.disclosure import find_hidden_rows
from placelib.quickview.lists import (
    describe_account,
    list_column_rows,
    list_matched_rows,
    list_row_rows,
    list_sheet_rows,
    list_unmatched_rows,
    list_unused_rows,
    tidy_rows,
)
from placelib.ui.components import chart_display
from placelib.ui.quick_view.state import QuickView, Upload
from placelib.uploads import Reading
from placelib.views import snapshot_records

_SHOWN_AT_MOST = 500
_NAME = "quick-view"


def show_lists(upload: Upload) -> None:
    """Two lists, each opened on request: places that were matched, and rows that are not used."""
    reading = upload.reading
    matched = list_matched_rows(snapshot_records.get_registry(), reading)
    _show_list(f"Matched places ({len(matched):,})", matched, "matched")
    unused = reading.rows_in - reading.rows_used
    if unused:
        st.markdown(plain_markdown(explain_unused_rows(reading)))
        _show_list(f"Rows not used ({unused:,})", list_unused_rows(reading), "not-used")
        places = list_unmatched_rows(reading)
        if places:
            _show_list(f"Places not used ({len(places):,})", places, "places-not-used")


def show_account(upload: Upload) -> None:
    """What became of every column, row and sheet of the file: a sentence, and a list of each."""
    reading = upload.reading
    st.markdown(plain_markdown(describe_account(reading)))
    columns, rows, sheets = (
        list_column_rows(reading),
        list_row_rows(reading),
        list_sheet_rows(reading),
    )
    _show_list(f"Every column ({len(columns):,})", columns, "columns")
    _show_list(f"Every row, by kind ({len(rows):,})", rows, "rows")
    if len(sheets) > 1:
        _show_list(f"Every sheet ({len(sheets):,})", sheets, "sheets")


def explain_unused_rows(reading: Reading) -> str:
    """Why rows are not used, each reason with its count."""
    unused = reading.rows_in - reading.rows_used
    counts = [f"{why}: {count:,}" for why, count in reading.rows_listed.items()]
    return (
        f"{unused:,} of {reading.rows_in:,} rows are not used – {listed(counts)}. "
        "Nothing is dropped without being listed."
    )


def _show_list(title: str, rows: Sequence[dict[str, str]], name: str) -> None:
    opened = st.expander(title, key=f"quick list {name}", on_change="rerun", type="compact")
    if not opened.open:
        return
    with opened:
        st.dataframe(
            list(rows[:_SHOWN_AT_MOST]), hide_index=True, width="stretch", alt=title,
            key=f"quick table {name}",
        )  # fmt: skip
        if len(rows) > _SHOWN_AT_MOST:
            st.caption(f"The first {_SHOWN_AT_MOST:,}; the download has {len(rows):,}.")
        st.download_button(
            f"Download {chart_display.format_row_count(len(rows))} (CSV)",
            data=partial(write_csv, rows),
            file_name=f"{_NAME}-{name}.csv", mime="text/csv", key=f"quick get {name}",
            on_click="ignore",
        )  # fmt: skip


def show_tidy_download(view: QuickView) -> None:
    """A button for the whole tidy table; counts that are hidden here are hidden there too."""
    upload = view.upload
    assert upload is not None
    st.download_button(
        f"Tidy table ({chart_display.format_row_count(len(upload.reading.table))}, CSV)",
        data=partial(write_visible_csv, view), file_name=f"{_NAME}-tidy.csv", mime="text/csv",
        key="quick get tidy", on_click="ignore",
    )  # fmt: skip


def write_visible_csv(view: QuickView) -> str:
    """The whole tidy table as CSV for spreadsheets, with a byte-order mark.

    Small counts are in it only where an answer lets them be shown.
    """
    upload = view.upload
    assert upload is not None
    # A measure that nobody has described yet is guessed, as it is when it is shown.
    described = ((measure, view.description(measure)) for measure in upload.measures)
    hidden = find_hidden_rows(described, upload.reading)
    out = io.StringIO()
    out.write("\ufeff")
    csv.writer(out).writerows(tidy_rows(upload.reading, hidden))
    return out.getvalue()
