"""Shows a chart, and what stands around it: its paragraphs, its small print, its table."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import streamlit as st
from streamlit.dataframe_util import convert_arrow_table_to_arrow_bytes

from placelib.areas.naming import name_for_file
from placelib.charts.layer_encodings import hoist_encodings
from placelib.database.cache import IdentityKey, cached
from placelib.exports.observation_table import write_observations_csv as write_data_csv
from placelib.exports.spreadsheets import write_csv
from placelib.markdown import plain_markdown
from placelib.ui.components import present_mode
from placelib.ui.run_costs import ChartRecorder, FinishedChart
from placelib.views import export_collector, snapshot_records
from placelib.views.observation_rows import Figure, build_records, find_data_address
from placelib.views.table_rows import build_arrow_table

# Charts that are remembered as they were sent: those of the pages that many look at.
_PACKED = 256
# “E08000012” in “assets-E08000012”.
_AREA_CODE = re.compile(r"[A-Z]\d{8}")


def is_dark() -> bool:
    """True when the visitor's page is dark."""
    return st.context.theme.type == "dark"


def show_chart(
    specification: Mapping[str, Any],
    *,
    key: str,
    alternative: str,
    columns: int = 1,
    is_uploaded: bool = False,
    fixed_width: int | None = None,
) -> None:
    """A finished chart with its text alternative, one of ``columns`` beside each other.

    The chart joins the export item that is being drawn. On the stage it is as tall as the screen
    has room for. Of a chart that ``is_uploaded`` nothing is remembered for other visitors. It is as
    wide as its place, or has a ``fixed_width`` in pixels, on the stage too.
    """
    export_collector.add_chart(specification)
    if fixed_width or not present_mode.is_on_stage():
        identity = IdentityKey(specification, is_uploaded=is_uploaded)
        _finish_chart(identity, alternative, fixed_width).show()
        return
    st.vega_lite_chart(
        spec=pack_figures(present_mode.fit_chart(specification, columns)),
        width=present_mode.choose_width(),
        theme=None,
        key=key,
        alt=alternative,
    )


def silence_marks(specification: Mapping[str, Any]) -> dict[str, Any]:
    """The chart whose marks tell nothing but the words that are made for them.

    Streamlit shows a mark's fields there by their names in the code: “upper 63.5, date 2005”. Vega
    tells them to screen readers too, a mark at a time; the chart has one sentence and a table.
    """
    config = specification.get("config", {})
    marks = {**config.get("mark", {}), "tooltip": None, "aria": False}
    return {**specification, "config": {**config, "mark": marks}}


@cached(_PACKED)
def _finish_chart(
    specification: IdentityKey[Mapping[str, Any]], alternative: str, fixed_width: int | None
) -> FinishedChart:
    """The chart as it is sent, as wide as its place or as given."""
    recorder = ChartRecorder()
    chart = pack_figures(hoist_encodings(specification.value))
    recorder.vega_lite_chart(
        spec=chart | {"width": fixed_width} if fixed_width else chart,
        width="content" if fixed_width else "stretch",
        theme=None,
        alt=alternative,
    )
    return recorder.charts[0]


def pack_figures(specification: Mapping[str, Any]) -> dict[str, Any]:
    """The specification with its figures as Streamlit sends them, without a data frame each.

    Its marks are silenced.
    """
    packed = silence_marks(specification)
    if "datasets" in packed:
        packed["datasets"] = {
            name: convert_arrow_table_to_arrow_bytes(build_arrow_table(rows))
            for name, rows in packed["datasets"].items()
        }
    return packed


def show_paragraphs(*markdown: str) -> None:
    """Paragraphs below each other as one message: each message costs as much as any other.

    Empty ones are left out.
    """
    paragraphs = [paragraph for paragraph in markdown if paragraph]
    if paragraphs:
        st.markdown("\n\n".join(paragraphs))


def show_small_print(markdown: str) -> None:
    """Lines of small print; at full strength where they hold links, too pale to read in a caption.

    A caption shows everything at 60% of its colour.
    """
    if "](" in markdown:
        st.markdown(format_small_print(markdown))
    else:
        st.caption(markdown)


def format_small_print(markdown: str) -> str:
    """The same lines as a paragraph for `show_paragraphs`, which has no captions."""
    return "  \n".join(f":small[{line}]" for line in markdown.split("  \n"))


def show_table(
    rows: Sequence[Mapping[str, str]],
    *,
    key: str,
    name: str,
    notes: Sequence[str],
    figures: Sequence[Figure] = (),
    address: str = "",
) -> None:
    """The figures of a chart as a table on request, and as a download that says how many rows.

    ``notes`` (source, licence, link) stand below the table; ``figures`` are the observations that
    the rows show, where they show some, and ``address`` is where the API has other figures.
    """
    show_on_request(
        len(rows),
        lambda: show_open_table(
            rows, key=key, name=name, notes=notes, figures=figures, address=address
        ),
        key=key,
    )


def show_on_request(count: int, draw: Callable[[], None], *, key: str) -> None:
    """A table of so many rows on request, which ``draw`` makes and shows over the page."""
    if st.button(f"Table ({format_row_count(count)})", key=f"{key} table"):
        _show_over_page(draw)


# A popover at the foot of a screen opens below it, a line high; a dialog has the whole width.
@st.dialog("Table", width="large")
def _show_over_page(draw: Callable[[], None]) -> None:
    draw()


def show_open_table(
    rows: Sequence[Mapping[str, str]],
    *,
    key: str,
    name: str,
    notes: Sequence[str],
    figures: Sequence[Figure] = (),
    address: str = "",
) -> None:
    """What `show_table` shows once it is opened: the rows, and their download as data.

    Where the rows show ``figures``, these observations are what is downloaded.
    """
    st.table(build_arrow_table(rows), hide_index=True)
    st.download_button(
        f"Download {format_row_count(len(rows))} (CSV)",
        data=partial(_write_figures, figures) if figures else partial(write_csv, rows),
        file_name=f"{name_download(name)}.csv",
        mime="text/csv",
        key=f"{key} download",
        on_click="ignore",
    )
    show_data_link(address or find_data_address(figures))
    show_small_print("  \n".join(map(plain_markdown, notes)))


def name_download(name: str) -> str:
    """The name of a file with places by their names: “assets-E08000012” is “assets-liverpool”."""
    areas = snapshot_records.get_registry().areas

    def name_place(match: re.Match[str]) -> str:
        area = areas.get(match.group())
        return name_for_file(area) if area is not None else match.group()

    return _AREA_CODE.sub(name_place, name)


def show_data_link(address: str) -> None:
    """A button to where the API has the figures of a chart; nothing where it has none."""
    if address:
        st.link_button("The figures by a link", address)


def _write_figures(figures: Sequence[Figure]) -> str:
    version = snapshot_records.get_metadata()["data_version"]
    return "".join(write_data_csv(build_records(figures, version)))


def format_row_count(rows: int) -> str:
    """How many rows, in words: “1 row”, “1,234 rows”."""
    return "1 row" if rows == 1 else f"{rows:,} rows"
