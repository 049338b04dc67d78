"""The server around the app: what it reads before the first visitor, and what stands in front."""

from __future__ import annotations

import asyncio
import importlib
import logging
import os
import pkgutil
import re
import sys
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import parse_qs

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from streamlit.runtime.pages_manager import PagesManager

from placelib import ui
from placelib.api.rate_limit import VARIABLE as API_RATE
from placelib.api.rate_limit import read_rate
from placelib.api.routes import api_route
from placelib.charts.parts import speed_up_altair
from placelib.database.cache import SNAPSHOTS
from placelib.database.connection import return_unused_memory
from placelib.errors import PlaceError
from placelib.exports.link_preview import SITE, preview
from placelib.server import descriptors
from placelib.server.chunks import Chunks
from placelib.server.compression import accepts_encoding, compress_at_rest
from placelib.server.descriptors import DescriptorReserve
from placelib.server.files import SHRINKING, Files, Folder
from placelib.server.front import CONNECT, FrontPage
from placelib.server.headers import SecurityHeaders
from placelib.server.health import Check, health_routes
from placelib.server.origins import VARIABLE as ORIGINS
from placelib.server.origins import OwnOrigins, read_host_names
from placelib.server.refusals import ClosedMetrics, UploadTypes
from placelib.server.script_loops import defer_script_loops
from placelib.server.thread_reserve import ThreadReserve
from placelib.server.tuning import (
    bound_thread_starts,
    collect_rarely,
    drop_docstrings,
    freeze_gc,
    limit_malloc_arenas,
    set_tcp_nodelay,
)
from placelib.server.upload_memory import UploadMemory, keep_in_memory
from placelib.shared_document import ENDING as DOCUMENT_ENDING
from placelib.ui import downloads, run_costs, visit_requests, visits
from placelib.ui.prerender.prerenderer import SWITCH, Prerenderer
from placelib.ui.spared_imports import do_without_pandas
from placelib.ui.workshop import live_workshops
from placelib.uploads import limits
from placelib.urls import CHART, LENS, PAGES, QUADRANT, find_page
from placelib.views import place_index, snapshot_records, warm_up
from placelib.workshop.database import VARIABLE as WORKSHOPS

log = logging.getLogger("bend_the_line")
# A link of the app has a few hundred characters; what a longer one says is not looked at.
_LONGEST_QUERY = 4000
WARM_AFTER_SECONDS = 3
_BUNDLE = Path(st.__file__).parent / "static"
_OURS = Path(__file__).parents[2] / "static"
_NEIGHBOURHOOD_OUTLINES = _OURS / "boundaries" / "lsoa"
_STYLE = Path(__file__).with_name("frame.css").read_text("utf-8")
# “/* what it is for */”: for those who read the file.
_COMMENT = re.compile(r"/\*.*?\*/\s*", re.DOTALL)


def describe_link(path: str, query: str) -> tuple[str, str]:
    """The title and the description that a link to an address has where it is posted."""
    try:
        places, labels = (
            snapshot_records.get_registry().areas,
            snapshot_records.get_catalogue().indicators,
        )
    except PlaceError:
        # Without figures every page says so itself.
        return SITE, ""
    parameters = {name: values[0] for name, values in parse_qs(query[:_LONGEST_QUERY]).items()}
    link = preview(
        path,
        parameters,
        lambda code: places[code].name if code in places else None,
        lambda slug: labels[slug].label if slug in labels else None,
    )
    return link.title, link.description


def find_data_version() -> str:
    """What changes with the data that pages speak of now; empty without data."""
    try:
        return SNAPSHOTS.current().content_mark
    except PlaceError:
        return ""


# The lenses of the quadrant with a chart, beside what all of them draw.
ELEMENTS_OF_LENS = {"evidence": (CHART,), "take": (CHART, "DownloadButton", "Slider")}
CHUNKS = Chunks(_BUNDLE)


def list_scripts(path: str, query: str) -> list[str]:
    """The scripts of Streamlit's bundle that the page at an address is sure to need."""
    page = find_page(path)
    if page is None:
        return []
    lens = parse_qs(query[:_LONGEST_QUERY]).get(LENS, [""])[0] if page is QUADRANT else ""
    return CHUNKS.needed((*page.elements, *ELEMENTS_OF_LENS.get(lens, ())))


def list_first_files() -> list[Path]:
    """The files that browsers ask for first: what every page needs, what each does, and ours."""
    scripts = _BUNDLE / "static" / "js"
    needed = {scripts / name for page in PAGES for name in CHUNKS.needed(page.elements)}
    needed |= {
        scripts / name for parts in ELEMENTS_OF_LENS.values() for name in CHUNKS.needed(parts)
    }
    needed |= {scripts / name for name in CHUNKS.always}
    ours = {file for file in _OURS.rglob("*") if file.is_file()}
    styles = set((_BUNDLE / "static" / "css").glob("*.css"))
    return sorted(file for file in needed | styles | ours if file.suffix in SHRINKING)


def list_ready_files() -> set[Path]:
    """Those of the first files that a server has ready before it is asked for them.

    The outlines of each council's neighbourhoods, half of their bytes, are asked for by few.
    """
    return {file for file in list_first_files() if _NEIGHBOURHOOD_OUTLINES not in file.parents}


PRERENDERER = Prerenderer(
    is_idle=lambda: not visits.count_runs(), is_on=os.environ.get(SWITCH) != "off"
)
MIDDLEWARE = [
    Middleware(OwnOrigins, names=read_host_names(os.environ.get(ORIGINS, ""))),
    Middleware(DescriptorReserve),
    Middleware(ThreadReserve),
    Middleware(
        SecurityHeaders, page=(_BUNDLE / "index.html").read_text(encoding="utf-8") + CONNECT
    ),
    Middleware(
        FrontPage,
        says=describe_link,
        needs=list_scripts,
        style=_COMMENT.sub("", _STYLE),
        find_prerendered=PRERENDERER.find_html,
        find_version=find_data_version,
    ),
    Middleware(ClosedMetrics, token=os.environ.get("BEND_METRICS_TOKEN", "")),
    Middleware(
        Files,
        folders=[
            Folder("/static", _BUNDLE / "static", is_hashed=True),
            Folder("/app/static", _OURS, is_hashed=False),
        ],
        # Four thousand icons, of which a page shows five: ours holds those that can appear.
        instead={
            f"/static/media/{icons.name}": _OURS / "fonts" / "material-symbols.woff2"
            for icons in (_BUNDLE / "static" / "media").glob("MaterialSymbols-Rounded*.woff2")
        },
        first=list_ready_files(),
    ),
    Middleware(UploadTypes, endings=(*limits.EXTENSIONS, DOCUMENT_ENDING)),
    Middleware(
        UploadMemory,
        count_held=visits.count_sent_bytes,
        visit_bytes=limits.VISIT_UPLOAD_BYTES,
        all_bytes=limits.ALL_UPLOADS_BYTES // 2,
    ),
]


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Make the server ready before the first visitor, and keep what it has read for good."""
    limit_malloc_arenas()
    bound_thread_starts()
    collect_rarely()
    set_tcp_nodelay()
    descriptors.raise_limit()
    defer_script_loops()
    # Else the first visit of a server is looked for among the files in pages/, before the menu of
    # ours is there, and an address that is none of them gets Streamlit's own words.
    PagesManager.uses_pages_directory = False
    keep_in_memory(2 * limits.FILE_BYTES)
    visit_requests.serve_in_order()
    downloads.hold_downloads()
    visits.ignore_hostile_requests()
    run_costs.cut_run_costs()
    await run_in_threadpool(read_ahead)
    log.info("ready")
    threading.Thread(target=read_further, name="read further", daemon=True).start()
    tasks = [asyncio.create_task(visits.end_visits()), asyncio.create_task(prerender_pages())]
    yield
    for task in tasks:
        task.cancel()


def list_page_modules() -> list[str]:
    """The name of every module that pages are made of, those of the packages included."""
    return [module.name for module in pkgutil.walk_packages(ui.__path__, f"{ui.__name__}.")]


def read_ahead() -> None:
    """Import every page's code and read what every page needs."""
    do_without_pandas()
    for name in list_page_modules():
        importlib.import_module(name)
    drop_docstrings()
    speed_up_altair()
    try:
        warm_up.warm_records()
    except PlaceError:
        # Without figures the server starts all the same, and each page says what is wrong.
        log.exception("the figures cannot be read")
    return_unused_memory()
    freeze_gc()


def read_further() -> None:
    """Work out what takes seconds and only some pages need, while the first visitors read.

    Opens the workshops too, so that those past their time are deleted though nobody asks for one.
    """
    try:
        live_workshops.open_workshops()
    except PlaceError:
        log.exception("the workshops cannot be opened")
    try:
        warm_up.warm_quadrants()
    except PlaceError:
        log.exception("the quadrants cannot be worked out")
    return_unused_memory()
    visits.freeze_when_empty()


async def prerender_pages() -> None:
    """Make the first copies once the server has begun to serve, and the first visitors are in.

    A prerendered copy is a run of its page, which needs the server.
    """
    await asyncio.sleep(WARM_AFTER_SECONDS)
    await PRERENDERER.warm_up()


def _check_workshops() -> None:
    with live_workshops.open_workshops().reading():
        pass


CHECKS: dict[str, Check] = {
    "data": lambda: snapshot_records.get_store().row("metadata"),
    "descriptors": descriptors.check_free,
}
if os.environ.get(WORKSHOPS):
    # Without an address workshops are a file beside the app, which answers if the app does.
    CHECKS["workshops"] = _check_workshops


def answer_place_index(request: Request) -> Response:
    """The index of the search box, under an address that changes with it: kept by browsers."""
    try:
        index = place_index.build_place_index()
    except PlaceError:
        return Response(status_code=503)
    is_current = request.path_params["mark"] == index.mark
    headers = {
        "Cache-Control": "public, max-age=31536000, immutable" if is_current else "no-store",
        "Vary": "Accept-Encoding",
    }
    if accepts_encoding(request.headers, "gzip"):
        headers["Content-Encoding"] = "gzip"
        return Response(index.compressed, headers=headers, media_type="application/json")
    return Response(index.content, headers=headers, media_type="application/json")


ROUTES = [
    *health_routes(CHECKS),
    Route(f"/{place_index.FOLDER}/{{mark}}.json", answer_place_index),
    api_route(a_second=read_rate(os.environ.get(API_RATE, ""))),
]


def compress_first_files() -> None:
    """Lay what browsers ask for first ready as small as can be: once, when the app is installed."""
    before, after = compress_at_rest(list_first_files())
    sys.stdout.write(f"What browsers ask for first: {before:,} bytes, compressed {after:,}.\n")


if __name__ == "__main__":
    compress_first_files()
