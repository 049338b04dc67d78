"""A chart with everything that belongs to it: headline, sentence, table, downloads, source."""

from __future__ import annotations

import io
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from placelib.exports.editable_chart import EditableChart
from placelib.exports.observation_files import write_workbook
from placelib.exports.observation_table import (
    COLUMNS,
    COMPARISON_COLUMNS,
    Columns,
    describe_columns,
)
from placelib.exports.observation_table import write_observations_csv as write_data_csv
from placelib.exports.spreadsheets import MIME, write_csv, write_xlsx
from placelib.formatting import first_sentence
from placelib.markdown import plain_markdown
from placelib.model import Indicator
from placelib.ui.components import chart_display, page_address, present_mode
from placelib.urls import Page
from placelib.views import export_collector, snapshot_records
from placelib.views.export_collector import ExportItem
from placelib.views.indicator_notes import list_age_sentences
from placelib.views.observation_rows import Figure, build_records, find_data_address
from placelib.views.pictures import PictureFrame, draw_framed_picture
from placelib.views.sources import (
    MOST_CREDITED,
    credit_briefly,
    credit_fully,
    link_source,
    list_download_notes,
)
from placelib.views.table_rows import build_arrow_table

Draw = Callable[[], object]
# The key of what a page is opened for: tests/browser/test_first_screen.py looks where it is.
MAIN_PICTURE = "main-picture"
# Who looks for a slide looks here first: two walks of strangers ended at this menu.
_FURTHER_FILES = "Slides and a PDF: [Slides and files](#share)"
_PICTURES = {"png": "image/png", "svg": "image/svg+xml"}


@dataclass(frozen=True, slots=True)
class ChartBlock:
    """What stands around a chart.

    ``sentence`` is also its alternative text, ``rows`` the table and the downloads, ``notes`` the
    lines that travel with a download; ``name`` names the files. ``indicators`` are credited, the
    official ones with their publisher, uploaded ones with their file; ``origin`` credits figures
    that are of no indicator. ``on_paper`` are the rows of a brief where it has no room for all.
    ``figures`` are the observations behind the chart, which the downloads hold as data, or
    ``records`` that are data already; without either they hold ``rows``. ``records_address`` is
    where the API has figures that are of no indicator, relative to the app's root. ``picture`` is
    the specification of what leaves the page as a picture where the page itself shows something
    else: the graphics card's map, or strips in HTML. ``editable`` is the chart for slides, where
    PowerPoint can draw it. ``sheet`` names a sheet of the workbook for ``rows``, where they say
    what the figures do not, such as an aim and who looks after it. ``stage_key`` says what the
    marks are where a room looks, before the source: nobody can point at a mark there.
    """

    headline: str
    subtitle: str
    sentence: str
    rows: Sequence[Mapping[str, str]]
    notes: Sequence[str]
    name: str
    indicators: Sequence[Indicator]
    origin: str = ""
    picture: Mapping[str, Any] | None = None
    on_paper: Sequence[Mapping[str, str]] = ()
    figures: Sequence[Figure] = ()
    records: Sequence[Mapping[str, Any]] = ()
    records_address: str = ""
    editable: EditableChart | None = None
    sheet: str = ""
    stage_key: str = ""

    @property
    def data_address(self) -> str:
        """Where the API has the figures, relative to the app's root; empty where it has none."""
        return self.records_address or find_data_address(self.figures)

    @property
    def is_uploaded(self) -> bool:
        """True where any of it is from a visitor's own file."""
        return any(indicator.is_uploaded for indicator in self.indicators)


BuildFiles = Callable[[], tuple[ChartBlock, Sequence[Mapping[str, Any]]]]


def show_chart_block(block: ChartBlock, draw: Draw, *, key: str) -> None:
    """The headline, the chart that ``draw`` puts on the page, its sentence, table and downloads.

    In present mode only what a room reads. What is drawn is noted for the page's brief:

        show_chart_block(block, lambda: show_chart(specification, …), key="trends")
    """
    if present_mode.is_on():
        _show_presented(block, draw)
        return
    present_mode.show_headline(block.headline)
    st.caption(plain_markdown(block.subtitle))
    charts = draw_picture(block, draw)
    st.markdown(plain_markdown(block.sentence))
    show_files(block, charts, key=key)
    chart_display.show_small_print(list_sources(block))


def draw_picture(block: ChartBlock, draw: Draw) -> list[Mapping[str, Any]]:
    """The chart alone, noted for the page's brief; the specifications that are saved as a picture.

    Empty where nothing on the page can be drawn as one.
    """
    item = ExportItem(
        block.headline,
        block.subtitle,
        (block.sentence, *list_age_sentences(block.indicators)),
        source=block.origin or credit_fully(block.indicators),
        data_address=block.data_address,
        is_uploaded=block.is_uploaded,
        editable=block.editable,
        table=block.rows,
    )
    with export_collector.open_item(item):
        draw()
    if block.picture is not None:
        item.charts = [block.picture]
    if block.on_paper or not item.charts:
        item.rows = tuple(block.on_paper or block.rows)
    return item.charts


def _show_presented(block: ChartBlock, draw: Draw) -> None:
    """The same without controls: the headline, its chart, and where it comes from.

    A room is told one sentence; who reads on another site is told what the chart shows.
    """
    present_mode.show_headline(block.headline)
    if present_mode.is_alone():
        st.caption(plain_markdown(block.subtitle))
    with st.container(key=MAIN_PICTURE):
        draw()
    if present_mode.is_on_stage():
        st.markdown(plain_markdown(first_sentence(block.sentence)))
    source = block.origin or credit_briefly(block.indicators)
    if block.stage_key and present_mode.is_on_stage():
        source = f"{block.stage_key} {source}"
    st.caption(plain_markdown(source))


def show_files(
    block: ChartBlock,
    charts: Sequence[Mapping[str, Any]],
    *,
    key: str,
    sources: Sequence[str] = (),
) -> None:
    """The menus beside a picture: what can be downloaded, its table, perhaps its sources.

    ``charts`` are the specifications that are saved as one picture, none for no picture;
    ``sources`` are paragraphs (Markdown) for a menu of their own.
    """
    with st.container(horizontal=True, gap="small"):
        show_download_menu(lambda: (block, charts), key=key)
        chart_display.show_on_request(len(block.rows), lambda: show_table_of(block), key=key)
        if sources:
            menu = st.popover("Sources", key=f"{key} sources", on_change="rerun")
            if menu.open:
                with menu:
                    chart_display.show_paragraphs(*sources)


def show_table_of(block: ChartBlock) -> None:
    """The rows of a block as a table to scroll in."""
    st.dataframe(build_arrow_table(block.rows), hide_index=True, width="stretch")


def show_download_menu(build: BuildFiles, *, key: str) -> None:
    """The menu of everything that can be downloaded of a picture, sent when it is opened.

    Only then ``build`` makes the block, and the specifications that are saved as one picture.
    """
    menu = st.popover("Download", key=f"{key} files", on_change="rerun")
    if menu.open:
        with menu:
            _show_downloads(*build(), key=key)


def _show_downloads(block: ChartBlock, charts: Sequence[Mapping[str, Any]], *, key: str) -> None:
    """The picture as PNG and SVG, the table as CSV and XLSX, and what the columns mean."""
    count = chart_display.format_row_count(len(block.rows))
    name = chart_display.name_download(block.name)
    for kind, mime in _PICTURES.items() if charts else ():
        _show_button(
            f"Picture ({kind.upper()})",
            partial(_draw_framed, block, charts, kind),
            f"{name}.{kind}",
            mime,
            key=f"{key} {kind}",
        )
    _show_button(
        f"CSV ({count})", partial(_write_csv, block), f"{name}.csv", "text/csv", key=f"{key} csv"
    )
    _show_button(
        f"XLSX ({count})", partial(_write_workbook, block), f"{name}.xlsx", MIME, key=f"{key} xlsx"
    )
    if block.figures or block.records:
        _show_button(
            "What the columns mean (JSON)",
            partial(_write_metadata, block),
            f"{name}-metadata.json",
            "application/json",
            key=f"{key} metadata",
        )
    chart_display.show_data_link(block.data_address)
    if not block.is_uploaded and not present_mode.is_bare():
        st.caption(_FURTHER_FILES)


def _show_button(
    label: str, make: Callable[[], str | bytes], name: str, mime: str, *, key: str
) -> None:
    st.download_button(
        label, data=make, file_name=name, mime=mime, key=key, on_click="ignore", width="stretch"
    )


def _draw_framed(block: ChartBlock, charts: Sequence[Mapping[str, Any]], kind: str) -> bytes:
    """The charts as one picture between headline and source; nothing of it is remembered."""
    source = f"{block.origin} {credit_fully(block.indicators)}".strip()
    return draw_framed_picture(charts, PictureFrame(block.headline, block.subtitle, source), kind)


def _write_csv(block: ChartBlock) -> str:
    """The observations as data; the rows of a chart that is drawn from no observations."""
    if not block.figures and not block.records:
        return write_csv(block.rows)
    return "".join(write_data_csv(_build_records(block), _choose_columns(block)))


def _write_workbook(block: ChartBlock) -> bytes:
    """The same as a workbook, with the notes on a sheet of their own."""
    if not block.figures and not block.records:
        return write_xlsx(block.rows, block.notes)
    content = io.BytesIO()
    sheets = {block.sheet: block.rows} if block.sheet else {}
    write_workbook(_build_records(block), content, block.notes, _choose_columns(block), sheets)
    return content.getvalue()


def _write_metadata(block: ChartBlock) -> str:
    """What the columns of the CSV mean, and the notes (CSV on the Web)."""
    version = snapshot_records.get_metadata()["data_version"]
    file = f"{chart_display.name_download(block.name)}.csv"
    described = describe_columns(file, block.headline, version, _choose_columns(block))
    return json.dumps({**described, "notes": list(block.notes)}, ensure_ascii=False, indent=1)


def _build_records(block: ChartBlock) -> list[Mapping[str, Any]]:
    if block.records:
        return list(block.records)
    version = snapshot_records.get_metadata()["data_version"]
    return [*build_records(block.figures, version)]


def _choose_columns(block: ChartBlock) -> Columns:
    """With the comparison where the chart holds every figure against a benchmark."""
    has_comparison = bool(block.figures) and block.figures[0].verdict is not None
    return (*COLUMNS, *COMPARISON_COLUMNS) if has_comparison else COLUMNS


def list_sources(block: ChartBlock) -> str:
    """The source of each indicator as Markdown; of many indicators their publishers in one line."""
    if len(block.indicators) <= MOST_CREDITED:
        lines = [plain_markdown(block.origin)] if block.origin else []
        return "  \n".join([*lines, *map(link_source, block.indicators)])
    return plain_markdown(
        f"{credit_fully(block.indicators)} Each indicator's source and link stand in the notes of "
        "the downloads and on the page Data and methods."
    )


def build_notes(
    indicators: Sequence[Indicator],
    remarks: Sequence[str],
    page: Page,
    settings: dict[str, str],
) -> list[str]:
    """The lines that travel with a download: remarks, sources, licence, a link to the view."""
    link = page_address.build_address(page, settings)
    return [*remarks, *list_download_notes(indicators, link)]
