"""Share and export: one section at the foot of every page."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlencode

import streamlit as st
from streamlit import runtime

from placelib.areas.naming import name_for_file
from placelib.ui.components import present_mode
from placelib.ui.components.brief_files import BriefParts, show_brief_files, show_place_files
from placelib.ui.components.fragments import rerun_alone
from placelib.ui.components.page_address import build_address
from placelib.ui.components.share_menu import SharedView, show_share_menu
from placelib.ui.prerender.page_run import run_whole_page
from placelib.urls import AREA, COMPARE, PLACE, PRESENT, Page
from placelib.views import export_collector, snapshot_records
from placelib.views.export_collector import ExportItem

# The parts of a page that note what it passes on only once they are unfolded.
_UNFOLDED = {"map table": True, "neighbourhood table": True}
# Where a visit has what its page can pass on.
_VIEW = "what can be shared of this page"
FILES_MENU = "export menu"
_FILES_HELP = "This view as PDF, as PowerPoint, or as one file that opens anywhere."


class _NotedView:
    """What the page shows now. A file is made in a thread of its own, long after a run has ended.

    Each run of a whole page has one of its own, so that a file is of the page it was asked on.
    ``stands_below`` is True once this run of the body has noted a view for the section below it.
    """

    def __init__(self) -> None:
        self.view: SharedView | None = None
        self.stands_below = False

    def get(self) -> SharedView:
        """The view; only where there is a section to ask from."""
        assert self.view is not None
        return self.view


def show_share(
    page: Page,
    settings: Mapping[str, str],
    title: str,
    further_items: Sequence[ExportItem] = (),
    *,
    leading_items: Sequence[ExportItem] = (),
    is_view: bool = True,
) -> None:
    """The link to this view, its QR code, files to hand out, how to embed and to present it.

    The arguments are those of note_view.
    """
    note_view(page, settings, title, further_items, leading_items=leading_items, is_view=is_view)
    _get_noted().stands_below = False
    if not present_mode.is_bare():
        _show_section()


def note_view(
    page: Page,
    settings: Mapping[str, str],
    title: str,
    further_items: Sequence[ExportItem] = (),
    *,
    leading_items: Sequence[ExportItem] = (),
    is_view: bool = True,
) -> None:
    """Note what the section *Share and export* below the body of a page passes on.

    ``settings`` are all settings of the view, defaults included; ``title`` says in a few words what
    it shows. ``further_items`` are findings that the page did not draw in this run,
    ``leading_items`` those of them that come first, as they do on the page. What is not ``is_view``
    is a page to do something on.
    """
    items = (*leading_items, *export_collector.list_items(), *further_items)
    link = build_address(page, dict(settings))
    noted = _get_noted()
    noted.view = SharedView(
        page=page, settings=settings, title=title, link=link, items=items, is_view=is_view
    )
    noted.stands_below = True


def note_settings(page: Page, settings: Mapping[str, str]) -> None:
    """Note what a part of the page has changed, which runs by itself; the rest of the view stays.

    In a run of the whole page nothing is noted yet, and the page notes all of it afterwards.
    """
    noted = _get_noted()
    if noted.view is not None and noted.view.page is page:
        link = build_address(page, dict(settings))
        noted.view = replace(noted.view, settings=settings, link=link)


def begin_page() -> None:
    """Forget what another page has noted."""
    st.session_state[_VIEW] = _NotedView()


def begin_body() -> None:
    """Begin a run of a page's body, which may turn out to have nothing to pass on."""
    _get_noted().stands_below = False


def run_view(page: Page, settings: Mapping[str, str]) -> SharedView | None:
    """What a page has to pass on with these settings, as a visitor finds it who opens its link.

    The page runs in a visit of its own, so that nothing of another one is in it. None where it
    passes nothing on, or takes too long. To be called from a thread that makes files.
    """
    loop = runtime.get_instance()._get_async_objs().eventloop  # noqa: SLF001
    query = urlencode(dict(settings))
    run = run_whole_page(page.path, query, _UNFOLDED, _VIEW)
    try:
        noted = asyncio.run_coroutine_threadsafe(run, loop).result()
    except TimeoutError:
        return None
    return noted.view if isinstance(noted, _NotedView) else None


def get_outline() -> object:
    """Which buttons the section below the body has; a change of the rest needs no new ones.

    A button has the name of its file.
    """
    noted = _get_noted()
    if not noted.stands_below:
        return "none"
    view = noted.get()
    return view.is_view, bool(view.items), _name_files(view)


def show_noted_view() -> None:
    """The section below the body; nothing where nothing was noted for it, and on a stage."""
    if _get_noted().stands_below and not present_mode.is_bare():
        _show_section()


def _get_noted() -> _NotedView:
    if _VIEW not in st.session_state:
        begin_page()
    noted: _NotedView = st.session_state[_VIEW]
    return noted


@rerun_alone
def _show_section() -> None:
    """By itself: opened after a change above it, it reads what the page shows now.

    placelib/ui/frame.css puts what stands below the heading in a row.
    """
    noted = _get_noted()
    view = noted.get()
    st.header("Share and export" if view.is_view else "Share this page", anchor="share")
    show_share_menu(view, _describe_for_run_sheet)
    if not view.is_view:
        return
    if view.page is PLACE or view.items:
        menu = st.popover("Slides and files", key=FILES_MENU, help=_FILES_HELP, on_change="rerun")
        if menu.open:
            with menu:
                _show_files(noted)
    st.button(
        "Present",
        key="present this view",
        help="Large, without menu and controls, for a projector. Escape leads back.",
        on_click=_start_presenting,
    )


def _show_files(noted: _NotedView) -> None:
    view = noted.get()
    name = _name_files(view)
    if view.page is PLACE:
        show_place_files(view.settings[AREA], lambda: noted.get().link, name=name)
    else:
        show_brief_files(lambda: _compose_parts(noted), name=name)


def _name_files(view: SharedView) -> str:
    """What files of a page are called, with the place where it is about one."""
    name = f"bend-the-line-{view.page.path or 'start'}"
    area = snapshot_records.get_registry().areas.get(view.settings.get(AREA, ""))
    return f"{name}-{name_for_file(area)}" if area is not None else name


def _start_presenting() -> None:
    st.query_params.update({**_get_noted().get().settings, PRESENT: present_mode.ON})
    # The menu and the foot of the page change too.
    st.rerun()


def _describe_for_run_sheet() -> tuple[Page, dict[str, str], str]:
    view = _get_noted().get()
    return view.page, dict(view.settings), view.public_title


def _compose_parts(noted: _NotedView) -> BriefParts:
    view = noted.get()
    return BriefParts(view.title, describe_view(view), view.items, view.link)


def describe_view(view: SharedView) -> str:
    """Below the title of a brief: the page, and of a comparison which figures of which period.

    Its subtitle begins with them: “Employment rate, 2023. Peers: …”.
    """
    subtitle = view.items[0].subtitle if view.items else ""
    if view.page is not COMPARE or not subtitle:
        return view.page.title
    return f"{view.page.title}: {subtitle.split('. ')[0]}"
