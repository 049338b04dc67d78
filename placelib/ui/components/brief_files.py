"""The files of a page to hand out: a brief as PDF, slides, and one file that opens anywhere.

A file is made only when a visitor asks for it, in a thread of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

import streamlit as st

from placelib.charts.pictures import count_waiting_others, drawing_for
from placelib.exports import UPLOADED_MARK, Origin, PlaceBrief
from placelib.exports.take_away import take_away
from placelib.exports.writers import write_pdf, write_slides
from placelib.formatting import format_count
from placelib.ui import visits
from placelib.views import indicator_notes, pictures, place_brief, snapshot_records
from placelib.views.export_collector import ExportItem
from placelib.views.page_brief import compose_place_slides, compose_view_brief
from placelib.views.place_brief import LICENCE

_PDF = "application/pdf"
_PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
# Opens in any browser without a server: for when nobody runs this app any more.
_ONE_FILE, _HTML = "One file (HTML)", "text/html"


@dataclass(frozen=True, slots=True)
class BriefParts:
    """What a brief is of: its title, what stands below it, its findings, and the link to them."""

    title: str
    about: str
    items: Sequence[ExportItem]
    link: str


def show_brief_files(compose: Callable[[], BriefParts], *, name: str) -> None:
    """A brief as a PDF, as slides and as one file, called ``name``.

    ``compose`` is called when somebody asks for a file, in a thread of its own. Of a visitor's
    own figures no picture is remembered, and every page says that they are uploaded.
    """

    def write_brief(write: Callable[..., bytes]) -> bytes:
        parts = compose()
        is_uploaded = any(item.is_uploaded for item in parts.items)
        draw = pictures.render_private_pictures if is_uploaded else pictures.render_pictures
        origin = build_origin(parts.items, parts.link)
        return write(compose_view_brief(parts.title, parts.about, parts.items, draw, origin))

    _show_download("PDF", partial(write_brief, write_pdf), f"{name}.pdf", _PDF)
    _show_download("PowerPoint", partial(write_brief, write_slides), f"{name}.pptx", _PPTX)
    _show_download(_ONE_FILE, partial(write_brief, take_away), f"{name}.html", _HTML)


def show_place_files(code: str, find_link: Callable[[], str], *, name: str) -> None:
    """The same of a place: its brief fills two sides of paper.

    ``find_link`` is called when somebody asks for a file, as ``compose`` above.
    """

    def build_brief() -> PlaceBrief:
        return place_brief.build_place_brief(code, find_link(), indicator_notes.get_today())

    def write_place_slides() -> bytes:
        return write_slides(compose_place_slides(build_brief()))

    def write_one_file() -> bytes:
        return take_away(compose_place_slides(build_brief()))

    _show_download(
        "Brief on two sides (PDF)",
        lambda: place_brief.build_place_pdf(code, find_link(), indicator_notes.get_today()),
        f"{name}.pdf",
        _PDF,
    )
    _show_download("PowerPoint, whole brief", write_place_slides, f"{name}.pptx", _PPTX)
    _show_download(_ONE_FILE, write_one_file, f"{name}.html", _HTML)


def show_one_file_download(make: Callable[[], bytes], *, name: str) -> None:
    """One file (HTML) of something that is no view of a page, made when it is asked for."""
    _show_download(_ONE_FILE, make, f"{name}.html", _HTML)


def _show_download(label: str, make: Callable[[], bytes], name: str, mime: str) -> None:
    visitor, _ = visits.get_visitor()

    def make_in_turn() -> bytes:
        with drawing_for(visitor, partial(_say_wait, visitor)):
            return make()

    st.download_button(
        label,
        data=make_in_turn,
        file_name=name,
        mime=mime,
        key=f"export {label}",
        help=_describe_wait(count_waiting_others(visitor)),
        on_click="ignore",
    )


def _say_wait(visit: str, ahead: int) -> None:
    others = format_count(ahead, "file of others is", "files of others are")
    visits.send_toast(
        visit,
        f"Your file waits its turn: {others} made first." if ahead else "Your file is being made.",
    )


def _describe_wait(waiting: int) -> str:
    """How long a file takes, with those of other visitors that are being made just now."""
    text = "Made when you ask for it, which takes a few seconds."
    if not waiting:
        return text
    files = "1 file is" if waiting == 1 else f"{waiting} files are"
    return f"{text} {files} being made for others: allow a second for each, visitors take turns."


def build_origin(
    items: Sequence[ExportItem], link: str, further_sources: Sequence[str] = ()
) -> Origin:
    """Where a brief comes from: the sources of its items and others, the link, and the data."""
    all_sources = [*(item.source for item in items), *further_sources]
    sources = tuple(dict.fromkeys(filter(None, all_sources)))
    version = snapshot_records.get_metadata()["data_version"]
    return Origin(
        sources=sources,
        licence=LICENCE,
        link=link,
        version=version,
        made_on=indicator_notes.get_today(),
        mark=UPLOADED_MARK if any(item.is_uploaded for item in items) else "",
    )
