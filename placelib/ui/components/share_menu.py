"""What a page has to pass on, and the menu that does: its link, its code, a frame of it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from html import escape

import streamlit as st

from placelib.api_addresses import write_data_address
from placelib.content import text
from placelib.errors import TooLongForCode
from placelib.exports import qr
from placelib.markdown import plain_markdown
from placelib.model import is_uploaded_slug
from placelib.ui.components import present_mode
from placelib.ui.components.page_address import build_address, find_root
from placelib.ui.run_sheet import visit_run_sheet
from placelib.urls import AGAINST, AREA, EMBED, INDICATOR, PLACE, PRESENT, Page
from placelib.views.export_collector import ExportItem

SHARE_MENU, FRAME = "share menu", "share frame"
_HELP = "Its link, a QR code, your run sheet, or a frame in a page of your own."
_PAGE_HELP = "Its link and a QR code."
_SCALE = 6
_LINK_WIDTH, _CODE_WIDTH = 350, 260
# What can be embedded: its name, the height of its frame in pixels, what the address asks for.
_EMBEDDED: tuple[tuple[str, int, dict[str, str]], ...] = (
    ("**This chart alone:** title, picture and source.", 720, {PRESENT: present_mode.ALONE}),
    ("**This page,** with its controls.", 800, {}),
)


@dataclass(frozen=True, slots=True)
class SharedView:
    """What a page has to pass on: its settings, a title, a full link, and what a brief of it holds.

    ``is_view`` is False for a page to do something on: its link and its code are all there is.
    """

    page: Page
    settings: Mapping[str, str]
    title: str
    link: str
    items: Sequence[ExportItem]
    is_view: bool

    @property
    def public_title(self) -> str:
        """A title for what leaves the visit: it does not name what was uploaded."""
        return f"Uploaded figures, {self.page.title}" if self.is_uploaded else self.title

    @property
    def is_uploaded(self) -> bool:
        """True where the view is of a visitor's own file."""
        return any(is_uploaded_slug(self.settings.get(name, "")) for name in (INDICATOR, AGAINST))


def show_share_menu(
    view: SharedView, describe: Callable[[], tuple[Page, dict[str, str], str]]
) -> None:
    """The menu with the link to a view and all that is made of it, sent when it is opened.

    ``describe`` gives its page, its settings and its title for a run sheet. The box with the link
    loads 600 KB of Streamlit's code and fonts: only for those who ask.
    """
    help_text = _HELP if view.is_view else _PAGE_HELP
    menu = st.popover("Share", key=SHARE_MENU, help=help_text, on_change="rerun")
    if not menu.open:
        return
    with menu:
        # At the foot of a page a menu is as high as what is left of the window.
        with st.container(horizontal=True, vertical_alignment="top"):
            with st.container(width=_LINK_WIDTH):
                _show_link(view)
                if view.is_view:
                    visit_run_sheet.show_add_button(describe)
            with st.container(width=_CODE_WIDTH):
                _show_code(view.link)
        if view.is_view:
            _show_embedding(view)


def _show_link(view: SharedView) -> None:
    st.code(view.link, language=None, wrap_lines=True)
    st.caption(
        "Every setting and the data version are in the link; the button in the box copies it."
    )
    if view.is_uploaded:
        st.caption(text("upload_link"))


def _show_code(link: str) -> None:
    try:
        st.image(qr.png(link, _SCALE), width=_CODE_WIDTH, alt="QR code of the link to this view")
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


def _show_embedding(view: SharedView) -> None:
    part = st.expander("Embed", key=FRAME, on_change="rerun")
    if not part.open:
        return
    with part:
        st.markdown(text("embedding"))
        address = next((item.data_address for item in view.items if item.data_address), "")
        if view.page is PLACE:
            address = write_data_address([view.settings[AREA]], ())
        data_link = f"{find_root(view.page)}/{address}" if address else ""
        for label, height, mode in _EMBEDDED:
            link = build_address(view.page, {**view.settings, **mode, EMBED: "true"})
            snippet = write_snippet(link, view.public_title, height, data_link)
            st.markdown(label)
            st.code(snippet, language="html", wrap_lines=True)


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
