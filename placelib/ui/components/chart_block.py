"""A chart with everything that belongs to it: headline, sentence, table, downloads, source."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

import streamlit as st

from placelib.exports.spreadsheets import MIME, spreadsheet
from placelib.formatting import first_sentence, listed
from placelib.markdown import plain_markdown
from placelib.model import Indicator
from placelib.statistics.catalogue import publishers
from placelib.ui.components import chart_display, present_mode, save_picture, vega_message
from placelib.urls import PageAddress, whole_address
from placelib.views import export_collector, snapshot_records
from placelib.views.export_collector import ExportItem
from placelib.views.table_rows import arrow, source_notes

Draw = Callable[[], object]
# More sources than this stand in the notes instead of a line each.
_MOST_CREDITED = 2


@dataclass(frozen=True, slots=True)
class ChartBlock:
    """What stands around a chart.

    ``sentence`` is also its alternative text, ``rows`` the table and the downloads, ``notes`` the
    lines that travel with a download; ``name`` names the files. ``indicators`` are credited, and
    ``origin`` says where figures are from that are no official ones. ``is_wide`` is for what needs
    the whole width of a screen, such as a grid; its few rows for a brief are ``on_paper``.
    ``picture`` is what is saved as one: True for the chart, False for nothing, or a map as
    charts.map_picture gives it.
    """

    headline: str
    subtitle: str
    sentence: str
    rows: Sequence[Mapping[str, str]]
    notes: Sequence[str]
    name: str
    indicators: Sequence[Indicator]
    origin: str = ""
    is_wide: bool = False
    picture: bool | Mapping[str, Any] = True
    on_paper: Sequence[Mapping[str, str]] = ()


def show_chart_block(one: ChartBlock, draw: Draw, *, key: str) -> None:
    """The headline, the chart that ``draw`` puts on the page, its sentence, table and downloads."""
    if present_mode.is_on():
        _staged(one, draw)
        return
    finding = ExportItem(
        one.headline, one.subtitle, (one.sentence,), source=one.origin or _credit(one.indicators)
    )
    present_mode.headline(one.headline)
    st.caption(plain_markdown(one.subtitle))
    target = f"picture {key}".replace(" ", "-")
    with st.container(key=target), export_collector.one(finding):
        draw()
    if not finding.charts:
        finding.rows = tuple(one.on_paper or one.rows)
    st.markdown(plain_markdown(one.sentence))
    shown = target if one.picture is True else one.picture or None
    downloads(one, shown, key=key)
    opened = st.expander(
        f"Table ({len(one.rows):,} rows)", key=f"{key} table", on_change="rerun", type="compact"
    )
    if opened.open:
        with opened:
            st.dataframe(arrow(one.rows), hide_index=True, width="stretch")
    chart_display.small(_sources(one))


def _staged(one: ChartBlock, draw: Draw) -> None:
    """The same on a projector: the finding, its chart, one sentence, and where it comes from."""
    present_mode.headline(one.headline)
    if one.is_wide:
        draw()
        st.markdown(plain_markdown(first_sentence(one.sentence)))
        st.caption(plain_markdown(one.origin or short_credit(one.indicators)))
        return
    picture_side, words = st.columns([5, 2], gap="medium")
    with picture_side:
        draw()
    with words:
        st.markdown(plain_markdown(first_sentence(one.sentence)))
        st.caption(plain_markdown(one.origin or short_credit(one.indicators)))


def vega(specification: Mapping[str, Any], *, key: str, alternative: str, columns: int = 1) -> None:
    """A finished chart with its text alternative, one of ``columns`` beside each other."""
    export_collector.chart(specification)
    st.vega_lite_chart(
        spec=present_mode.fitted(specification, columns)
        if present_mode.is_on()
        else vega_message.pack_specification(specification),
        width=present_mode.chart_width(),
        theme=None,
        key=key,
        alt=alternative,
    )


def downloads(one: ChartBlock, shown: str | Mapping[str, Any] | None, *, key: str) -> None:
    """The table as CSV and XLSX, and the picture of what is ``shown``, None for no picture.

    For ``shown`` see picture.save_buttons.
    """
    count = f"{len(one.rows):,} row{'' if len(one.rows) == 1 else 's'}"
    with st.container(horizontal=True, gap="small"):
        st.download_button(
            f"CSV ({count})",
            data=partial(chart_display.csv_text, one.rows, one.notes),
            file_name=f"{one.name}.csv",
            mime="text/csv",
            key=f"{key} csv",
            on_click="ignore",
        )
        st.download_button(
            f"XLSX ({count})",
            data=partial(spreadsheet, one.rows, one.notes),
            file_name=f"{one.name}.xlsx",
            mime=MIME,
            key=f"{key} xlsx",
            on_click="ignore",
        )
        if shown is not None:
            save_picture.save_buttons(
                shown,
                name=one.name,
                headline=one.headline,
                subtitle=one.subtitle,
                source=f"{one.origin} {_credit(one.indicators)}".strip(),
                key=f"{key} pictures",
            )


def _sources(one: ChartBlock) -> str:
    if len(one.indicators) <= _MOST_CREDITED:
        lines = [plain_markdown(one.origin)] if one.origin else []
        return "  \n".join([*lines, *map(chart_display.source_line, one.indicators)])
    return plain_markdown(
        f"{_credit(one.indicators)} Each indicator's source and link stand in the notes of the "
        "downloads and on the page Data and methods."
    )


def short_credit(indicators: Sequence[Indicator]) -> str:
    """Publishers in one line: all of a few, else the first and how many more; the data version."""
    sources = publishers(indicators)
    named = listed(sources)
    if len(sources) > _MOST_CREDITED:
        named = f"{sources[0]} and {len(sources) - 1} other publishers"
    version = snapshot_records.get_metadata()["data_version"]
    return f"Source: {named}. Bend the Line, data version {version}."


def _credit(indicators: Sequence[Indicator]) -> str:
    if not indicators:
        return "Drawn with Bend the Line."
    sources = publishers(indicators)
    released = max((one.released for one in indicators), default=None)
    when = f"; latest release {released.day} {released:%B %Y}" if released else ""
    version = snapshot_records.get_metadata()["data_version"]
    return (
        f"Source: {', '.join(sources)}{when}. Open Government Licence v3.0. Bend the Line, data "
        f"version {version}."
    )


def address_of(page: PageAddress, settings: dict[str, str]) -> str:
    """The full address of a view as the visitor's browser knows the app."""
    return whole_address(
        root_of(page), page, settings, snapshot_records.get_metadata()["data_version"]
    )


def root_of(page: PageAddress) -> str:
    """The app's own address as the visitor's browser knows it, without a slash at its end."""
    return (st.context.url or "").rstrip("/").removesuffix(f"/{page.path}").rstrip("/")


def notes_of(
    indicators: Sequence[Indicator],
    more: Sequence[str],
    page: PageAddress,
    settings: dict[str, str],
) -> list[str]:
    """The lines that travel with a download: what it is, sources, licence, and the link to it."""
    version = snapshot_records.get_metadata()["data_version"]
    sources = [line for one in indicators for line in source_notes(one, version)]
    markers = "[c] confidential, [x] not available, [z] not applicable, [u] low reliability"
    return [
        *more,
        *dict.fromkeys(sources),
        f"Markers in the place of a figure: {markers}",
        f"Link: {address_of(page, settings)}",
    ]
