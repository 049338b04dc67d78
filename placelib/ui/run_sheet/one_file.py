"""A run sheet as one file that opens without a server: every view with its charts and tables."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from placelib.exports import Brief, Section
from placelib.exports.run_sheet import RunSheet, View, write_run_sheet_link
from placelib.exports.take_away import take_away
from placelib.model import is_uploaded_slug
from placelib.quadrant.idea import SENTENCES, TITLES
from placelib.ui.components import brief_files
from placelib.ui.components.page_address import build_address
from placelib.ui.components.share import run_view
from placelib.urls import AGAINST, AREA, INDICATOR, LENS, PLACE, QUADRANT, RUN_SHEET, SHEET
from placelib.views import indicator_notes, pictures, place_brief
from placelib.views import place as place_view
from placelib.views.page_brief import compose_place_slides
from placelib.views.run_sheet_brief import ViewFindings, compose_run_sheet_sections

_IDEA = "idea"
_UPLOADED = "A view of an uploaded file"
_ASK = "An uploaded file is in no link, so it is not here. Save the view from its own page."


def show_run_sheet_download(sheet: RunSheet) -> None:
    """The button of the file; every view is run when it is asked for, by itself."""
    # Now: a file is made in a thread of its own, which knows no address of the app.
    links = [build_address(view.page, view.parameters) for view in sheet.views]
    link = build_address(RUN_SHEET, {SHEET: write_run_sheet_link(sheet)})
    make = partial(_write_one_file, sheet, links, link)
    brief_files.show_one_file_download(make, name="run-sheet")


def _write_one_file(sheet: RunSheet, links: Sequence[str], link: str) -> bytes:
    views = [_find_findings(view, live) for view, live in zip(sheet.views, links, strict=True)]
    sections = compose_run_sheet_sections(views, pictures.render_pictures)
    items = [item for view in views for item in view.items]
    sources = [section.source for view in views for section in view.sections]
    origin = brief_files.build_origin(items, link, sources)
    return take_away(Brief(sheet.title, "Run sheet", sections, origin))


def _find_findings(view: View, link: str) -> ViewFindings:
    if any(is_uploaded_slug(view.parameters.get(name, "")) for name in (INDICATOR, AGAINST)):
        # A visit of its own has no such file, and would show official figures in its place.
        return ViewFindings(view.title, link, sections=(Section(_UPLOADED, sentences=(_ASK,)),))
    area = view.parameters.get(AREA, "")
    if view.page is PLACE and area in place_view.build_place_options():
        brief = place_brief.build_place_brief(area, link, indicator_notes.get_today())
        return ViewFindings(view.title, link, sections=compose_place_slides(brief).sections)
    if view.page is QUADRANT and view.parameters.get(LENS) == _IDEA:
        # Its pictures are the page's own drawings; what they say is in words.
        steps = zip(TITLES, SENTENCES, strict=True)
        rows = tuple({"Step": title, "What it says": sentence} for title, sentence in steps)
        return ViewFindings(view.title, link, sections=(Section("In six steps", rows=rows),))
    shared = run_view(view.page, view.parameters)
    return ViewFindings(view.title, link, items=shared.items if shared is not None else ())
