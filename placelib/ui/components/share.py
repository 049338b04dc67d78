"""Share and export: one section at the foot of every page.

A file is made only when a visitor asks for it, in a thread of its own.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from functools import partial
from html import escape

import streamlit as st

from placelib.content import text
from placelib.errors import TooLongForCode
from placelib.exports import Origin, pdf, pptx, qr
from placelib.markdown import plain_markdown
from placelib.ui.components import present_mode
from placelib.ui.components.page_address import build_address
from placelib.ui.run_sheet import visit_run_sheet
from placelib.urls import AREA, EMBED, PLACE, PRESENT, Page
from placelib.views import export_collector, pictures, place_brief, snapshot_records
from placelib.views.export_collector import ExportItem
from placelib.views.page_brief import place_slides, view_brief
from placelib.views.place_brief import LICENCE

_PDF = "application/pdf"
_PPTX = "application/vnd.openxmlformats-officedocument.presentationml.presentation"
_SCALE = 6


def share(
    page: Page,
    settings: dict[str, str],
    title: str,
    more: Sequence[ExportItem] = (),
    *,
    is_view: bool = True,
    follows_title: bool = False,
) -> None:
    """The link to this view, its QR code, files to hand out, how to embed and to present it.

    ``settings`` are all settings of the view, defaults included; ``title`` says in a few words what
    it shows. ``more`` are findings that the page did not draw as exhibits of this run. What is not
    ``is_view`` is a page to do something on: its link and its code are all there is to pass on.
    ``follows_title`` is for a page without sections: the order of headings has no gap.
    """
    if present_mode.is_bare():
        return
    link = build_address(page, settings)
    if not is_view:
        st.subheader("Share this page", anchor=False)
        with st.container(horizontal=True, gap="small"):
            _link(link)
            _code(link)
        return
    show_heading = st.header if follows_title else st.subheader
    show_heading("Share and export", anchor=False)
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        _link(link)
        found = (*export_collector.list_items(), *more)
        if page is PLACE:
            _place_files(settings[AREA], link)
        elif found:
            _view_files(page, title, found, link)
        _code(link)
        _embedding(page, settings, title)
        st.button(
            "Present",
            key="present this view",
            help="Large, without menu and controls, for a projector. Escape leads back.",
            on_click=_present,
            args=(settings,),
        )
        visit_run_sheet.adding(page, settings, title)


def _present(settings: dict[str, str]) -> None:
    st.query_params.update({**settings, PRESENT: present_mode.ON})


def _view_files(page: Page, title: str, found: Sequence[ExportItem], link: str) -> None:
    def made(write: Callable[..., bytes]) -> bytes:
        return write(
            view_brief(title, page.title, found, pictures.render_pictures, _origin(found, link))
        )

    name = f"bend-the-line-{page.path or 'start'}"
    _download("PDF", partial(made, pdf), f"{name}.pdf", _PDF)
    _download("PowerPoint", partial(made, pptx), f"{name}.pptx", _PPTX)


def _place_files(code: str, link: str) -> None:
    def slides() -> bytes:
        return pptx(place_slides(place_brief.build_place_brief(code, link)))

    name = f"bend-the-line-{code}"
    _download(
        "Brief on two sides (PDF)",
        lambda: place_brief.build_place_pdf(code, link),
        f"{name}.pdf",
        _PDF,
    )
    _download("PowerPoint", slides, f"{name}.pptx", _PPTX)


def _download(label: str, make: Callable[[], bytes], name: str, mime: str) -> None:
    st.download_button(
        label,
        data=make,
        file_name=name,
        mime=mime,
        key=f"export {label}",
        help="Made when you ask for it, which takes a few seconds.",
        on_click="ignore",
    )


def _origin(found: Sequence[ExportItem], link: str) -> Origin:
    sources = tuple(dict.fromkeys(one.source for one in found if one.source))
    version = snapshot_records.get_metadata()["data_version"]
    return Origin(sources, LICENCE, link, version, datetime.now(tz=UTC).date())


def _link(link: str) -> None:
    opened = st.popover("Copy the link", key="share link", on_change="rerun")
    # The box loads 600 KB of Streamlit's code and fonts: only for those who ask.
    if opened.open:
        with opened:
            st.code(link, language=None, wrap_lines=True)
            st.caption(
                "Every setting and the data version are in the link; the button in the box copies "
                "it."
            )


def _code(link: str) -> None:
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


def _embedding(page: Page, settings: dict[str, str], title: str) -> None:
    opened = st.popover("Embed", key="share frame", on_change="rerun")
    if not opened.open:
        return
    with opened:
        st.markdown(text("embedding"))
        st.code(snippet(build_address(page, {**settings, EMBED: "true"}), title), language="html")


def snippet(link: str, title: str) -> str:
    """What a web page needs to show the view at ``link`` inside itself."""
    return (
        f'<iframe src="{escape(link)}" title="{escape(title)} – Bend the Line" width="100%" '
        'height="800" loading="lazy" style="border:0"></iframe>'
    )
