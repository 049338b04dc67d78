"""Shows a chart with its headline, its sentence, its table and its downloads."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st

from placelib.markdown import plain_markdown
from placelib.model import Indicator
from placelib.ui.components import present_mode, vega_message
from placelib.views.table_rows import arrow

_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def is_dark() -> bool:
    """True when the visitor's page is dark."""
    return st.context.theme.type == "dark"


def chart(
    specification: Mapping[str, Any],
    *,
    key: str,
    sentence: str,
    subtitle: str | None = None,
    after: str = "",
) -> None:
    """A finished chart with its sentence below, also as alternative text.

    ``after`` is Markdown that follows the sentence.
    """
    if subtitle:
        st.caption(plain_markdown(subtitle))
    st.vega_lite_chart(
        spec=present_mode.fitted(specification)
        if present_mode.is_on()
        else vega_message.pack_specification(specification),
        width=present_mode.chart_width(),
        theme=None,
        key=key,
        alt=sentence,
    )
    paragraphs(plain_markdown(sentence), after)


def paragraphs(*markdown: str) -> None:
    """Paragraphs below each other as one message: each message costs as much as any other.

    Empty ones are left out.
    """
    said = [one for one in markdown if one]
    if said:
        st.markdown("\n\n".join(said))


def small(markdown: str) -> None:
    """Lines of small print; at full strength where they hold links, too pale to read in a caption.

    A caption shows everything at 60% of its colour.
    """
    if "](" not in markdown:
        st.caption(markdown)
        return
    st.markdown(small_print(markdown))


def small_print(markdown: str) -> str:
    """The same lines as a paragraph for `paragraphs`, which has no captions."""
    return "  \n".join(f":small[{line}]" for line in markdown.split("  \n"))


def source_line(indicator: Indicator) -> str:
    """Who published an indicator and when, each name a link to the publisher's page."""
    names = ", ".join(
        f"[{plain_markdown(name)}]({link})"
        for name, link in zip(indicator.source_orgs, indicator.source_urls, strict=True)
    )
    released = f"{indicator.released.day} {indicator.released:%B %Y}"
    return f"Source: {names}. Released {released}. Open Government Licence v3.0."


def plain_source(indicator: Indicator) -> str:
    """Who published an indicator and when, as plain text."""
    released = f"{indicator.released.day} {indicator.released:%B %Y}"
    names = ", ".join(indicator.source_orgs)
    return f"Source: {names}. Released {released}. Open Government Licence v3.0."


def table(
    rows: Sequence[Mapping[str, str]],
    *,
    key: str,
    name: str,
    notes: Sequence[str],
    records: Sequence[Mapping[str, str]] | None = None,
) -> None:
    """The figures of a chart as a table on request, and as a download that says how many rows.

    ``notes`` (source, licence, link) stand at the end of the download; ``records`` are the rows of
    the download where a spreadsheet wants them otherwise than a reader.
    """
    table_of(
        len(rows),
        lambda: open_table(rows, key=key, name=name, notes=notes, records=records),
        key=key,
    )


def table_of(count: int, draw: Callable[[], None], *, key: str) -> None:
    """A table of so many rows on request, which ``draw`` makes and shows once it is opened."""
    opened = st.popover(f"Table ({counted(count)})", key=f"{key} table", on_change="rerun")
    if opened.open:
        with opened:
            draw()


def open_table(
    rows: Sequence[Mapping[str, str]],
    *,
    key: str,
    name: str,
    notes: Sequence[str],
    records: Sequence[Mapping[str, str]] | None = None,
) -> None:
    """What `table` shows once it is opened: the rows and their download."""
    st.table(arrow(rows))
    st.download_button(
        f"Download {counted(len(rows))} (CSV)",
        data=csv_text(rows if records is None else records, notes),
        file_name=f"{name}.csv",
        mime="text/csv",
        key=f"{key} download",
        on_click="ignore",
    )


def counted(rows: int) -> str:
    """How many rows, in words: “1 row”, “1,234 rows”."""
    return "1 row" if rows == 1 else f"{rows:,} rows"


def csv_text(rows: Sequence[Mapping[str, str]], notes: Sequence[str]) -> str:
    """The rows as CSV for spreadsheets, with a byte-order mark; no cell can act as a formula."""
    out = io.StringIO()
    out.write("\ufeff")
    writer = csv.writer(out)
    if rows:
        writer.writerow([_harmless(name) for name in rows[0]])
        writer.writerows([_harmless(cell) for cell in row.values()] for row in rows)
    for note in notes:
        writer.writerow([_harmless(f"Note: {note}")])
    return out.getvalue()


def _harmless(cell: str) -> str:
    is_number = cell.replace(",", "").replace(".", "", 1).lstrip("-").isdigit()
    return f"'{cell}" if cell.startswith(_RISKY) and not is_number else cell
