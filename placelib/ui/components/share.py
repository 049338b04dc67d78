"""Share and export: one section at the foot of every page.

A file is made only when a visitor asks for it, in a thread of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from html import escape

import streamlit as st

from placelib.areas.naming import name_for_file
from placelib.charts.pictures import count_waiting, drawing_for
from placelib.content import text
from placelib.errors import TooLongForCode
from placelib.exports import UPLOADED_MARK, Origin, PlaceBrief, pdf, pptx, qr, take_away
from placelib.formatting import format_count
from placelib.markdown import plain_markdown
from placelib.model import is_uploaded_slug
from placelib.ui import visits
from placelib.ui.components import present_mode
from placelib.ui.components.page_address import build_address, find_root
from placelib.ui.run_sheet import visit_run_sheet
from placelib.urls import AGAINST, AREA, EMBED, INDICATOR, PLACE, PRESENT, Page, write_data_address
from placelib.views import (
    export_collector,
    indicator_notes,
    pictures,
    place_brief,
    snapshot_records,
)
from placelib.views.export_collector import ExportItem
from placelib.views.page_brief import compose_place_slides, compose_view_brief
from placelib.views.place_brief import LICENCE

_PDF = "application/pdf"
_PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_SCALE = 6
# Opens in any browser without a server: for when nobody runs this app any more.
_ONE_FILE, _HTML = "One file (HTML)", "text/html"
# What can be embedded: its name, the height of its frame in pixels, what the address asks for.
_EMBEDDED: tuple[tuple[str, int, dict[str, str]], ...] = (
    ("**This chart alone:** title, picture and source.", 720, {PRESENT: present_mode.ALONE}),
    ("**This page,** with its controls.", 800, {}),
)


def show_share(
    page: Page,
    settings: dict[str, str],
    title: str,
    further_items: Sequence[ExportItem] = (),
    *,
    is_view: bool = True,
) -> None:
    """The link to this view, its QR code, files to hand out, how to embed and to present it.

    ``settings`` are all settings of the view, defaults included; ``title`` says in a few words what
    it shows. ``further_items`` are findings that the page did not draw as exhibits of this run.
    What is not ``is_view`` is a page to do something on: its link and its code are all there is
    to pass on.
    """
    if present_mode.is_bare():
        return
    link = build_address(page, settings)
    if not is_view:
        st.header("Share this page", anchor="share")
        with st.container(horizontal=True, gap="small"):
            _show_link(link, is_uploaded=False)
            _show_code(link)
        return
    st.header("Share and export", anchor="share")
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        is_uploaded = _names_upload(settings)
        _show_link(link, is_uploaded=is_uploaded)
        items = (*export_collector.list_items(), *further_items)
        if page is PLACE:
            _show_place_files(settings[AREA], link)
        elif items:
            name = _name_files(page, settings)
            show_brief_files(title, page.title, lambda: items, link, name=name)
        _show_code(link)
        # A link, a snippet and a run sheet leave the visit: they do not name what was uploaded.
        public_title = f"Uploaded figures, {page.title}" if is_uploaded else title
        _show_embedding(page, settings, public_title, items)
        st.button(
            "Present",
            key="present this view",
            help="Large, without menu and controls, for a projector. Escape leads back.",
            on_click=_start_presenting,
            args=(settings,),
        )
        visit_run_sheet.show_add_button(page, settings, public_title)


def _name_files(page: Page, settings: dict[str, str]) -> str:
    """What files of a page are called, with the place where it is about one."""
    name = f"bend-the-line-{page.path or 'start'}"
    area = snapshot_records.get_registry().areas.get(settings.get(AREA, ""))
    return f"{name}-{name_for_file(area)}" if area is not None else name


def _start_presenting(settings: dict[str, str]) -> None:
    st.query_params.update({**settings, PRESENT: present_mode.ON})


def show_brief_files(
    title: str,
    about: str,
    list_items: Callable[[], Sequence[ExportItem]],
    link: str,
    *,
    name: str,
) -> None:
    """The findings as a PDF and as slides called ``name``; ``about`` stands below the title.

    ``list_items`` is called when somebody asks for a file, in a thread of its own. Of a visitor's
    own figures no picture is remembered, and every page says that they are uploaded.
    """

    def write_brief(write: Callable[..., bytes]) -> bytes:
        items = list_items()
        is_uploaded = any(item.is_uploaded for item in items)
        draw = pictures.render_private_pictures if is_uploaded else pictures.render_pictures
        return write(compose_view_brief(title, about, items, draw, _build_origin(items, link)))

    _show_download("PDF", partial(write_brief, pdf), f"{name}.pdf", _PDF)
    _show_download("PowerPoint", partial(write_brief, pptx), f"{name}.pptx", _PPTX)
    _show_download(_ONE_FILE, partial(write_brief, take_away), f"{name}.html", _HTML)


def _show_place_files(code: str, link: str) -> None:
    def build_brief() -> PlaceBrief:
        return place_brief.build_place_brief(code, link, indicator_notes.get_today())

    def write_slides() -> bytes:
        return pptx(compose_place_slides(build_brief()))

    def write_one_file() -> bytes:
        return take_away(compose_place_slides(build_brief()))

    name = _name_files(PLACE, {AREA: code})
    _show_download(
        "Brief on two sides (PDF)",
        lambda: place_brief.build_place_pdf(code, link, indicator_notes.get_today()),
        f"{name}.pdf",
        _PDF,
    )
    _show_download("PowerPoint", write_slides, f"{name}.pptx", _PPTX)
    _show_download(_ONE_FILE, write_one_file, f"{name}.html", _HTML)


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
        help=_describe_wait(count_waiting()),
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


def _build_origin(items: Sequence[ExportItem], link: str) -> Origin:
    sources = tuple(dict.fromkeys(item.source for item in items if item.source))
    version = snapshot_records.get_metadata()["data_version"]
    return Origin(
        sources=sources,
        licence=LICENCE,
        link=link,
        version=version,
        made_on=indicator_notes.get_today(),
        mark=UPLOADED_MARK if any(item.is_uploaded for item in items) else "",
    )


def _names_upload(settings: dict[str, str]) -> bool:
    return any(is_uploaded_slug(settings.get(name, "")) for name in (INDICATOR, AGAINST))


def _show_link(link: str, *, is_uploaded: bool) -> None:
    opened = st.popover("Copy the link", key="share link", on_change="rerun")
    # The box loads 600 KB of Streamlit's code and fonts: only for those who ask.
    if opened.open:
        with opened:
            st.code(link, language=None, wrap_lines=True)
            st.caption(
                "Every setting and the data version are in the link; the button in the box copies "
                "it."
            )
            if is_uploaded:
                st.caption(text("upload_link"))


def _show_code(link: str) -> None:
    opened = st.popover("QR code", key="share code", on_change="rerun")
    if not opened.open:
        return
    with opened:
        try:
            st.image(qr.png(link, _SCALE), width=260, alt="QR code of the link to this view")
        except TooLongForCode as problem:
            st.info(plain_markdown(str(problem)))
            return
        st.download_button(
            "Save the code (PNG)",
            data=partial(qr.png, link, 2 * _SCALE),
            file_name="qr-code.png",
            mime="image/png",
            key="share code file",
            on_click="ignore",
        )


def _show_embedding(
    page: Page, settings: dict[str, str], title: str, items: Sequence[ExportItem]
) -> None:
    opened = st.popover("Embed", key="share frame", on_change="rerun")
    if not opened.open:
        return
    with opened:
        st.markdown(text("embedding"))
        address = next((item.data_address for item in items if item.data_address), "")
        if page is PLACE:
            address = write_data_address([settings[AREA]], ())
        data_link = f"{find_root(page)}/{address}" if address else ""
        for label, height, mode in _EMBEDDED:
            link = build_address(page, {**settings, **mode, EMBED: "true"})
            st.markdown(label)
            st.code(write_snippet(link, title, height, data_link), language="html", wrap_lines=True)


def write_snippet(link: str, title: str, height: int, data_link: str = "") -> str:
    """What a web page needs to show the view at ``link`` inside itself, with a link to its data.

    ``height`` is that of the frame, in pixels.
    """
    frame = (
        f'<iframe src="{escape(link)}" title="{escape(title)} – Bend the Line" width="100%" '
        f'height="{height}" loading="lazy" style="border:0"></iframe>'
    )
    if not data_link:
        return frame
    return f'{frame}\n<p><a href="{escape(data_link)}">The figures of this view (CSV)</a></p>'
