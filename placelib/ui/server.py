"""The server around the app: what it reads before the first visitor, and what stands in front."""

from __future__ import annotations

import importlib
import logging
import os
import pkgutil
import threading
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import parse_qs

import streamlit as st
from starlette.concurrency import run_in_threadpool
from starlette.middleware import Middleware

from placelib import ui
from placelib.errors import PlaceError
from placelib.links import AREA, PAGES
from placelib.serving.files import Files, Folder
from placelib.serving.front import FrontPage
from placelib.serving.headers import SecurityHeaders
from placelib.serving.health import health_routes
from placelib.serving.refusals import ClosedMetrics, UploadTypes
from placelib.serving.tuning import answer_at_once, keep_for_good
from placelib.ui import cached
from placelib.uploads.limits import EXTENSIONS

log = logging.getLogger("bend_the_line")
_BUNDLE = Path(st.__file__).parent / "static"
_OURS = Path(__file__).parents[2] / "static"

DESCRIPTION = (
    "What is published about every council, combined authority, region and nation of the United "
    "Kingdom, and how sure each figure is."
)


def title(path: str, query: str) -> str:
    """What the page at an address is called in a link preview: its place and its name."""
    name = next((one.title for one in PAGES if one.path and path == f"/{one.path}"), "")
    asked = parse_qs(query).get(AREA, [""])[0]
    try:
        place = cached.atlas().areas[asked].name if asked in cached.atlas().areas else ""
    except PlaceError:
        # Without figures every page says so itself.
        place = ""
    return " – ".join(part for part in (place, name, "Bend the Line") if part)


MIDDLEWARE = [
    Middleware(SecurityHeaders, page=(_BUNDLE / "index.html").read_text(encoding="utf-8")),
    Middleware(FrontPage, title=title, description=DESCRIPTION),
    Middleware(ClosedMetrics, token=os.environ.get("BEND_METRICS_TOKEN", "")),
    Middleware(
        Files,
        folders=[
            Folder("/static", _BUNDLE / "static", hashed=True),
            Folder("/app/static", _OURS, hashed=False),
        ],
    ),
    Middleware(UploadTypes, endings=EXTENSIONS),
]


@asynccontextmanager
async def lifespan(_app: st.App) -> AsyncIterator[None]:
    """Make the server ready before the first visitor, and keep what it has read for good."""
    answer_at_once()
    await run_in_threadpool(read_ahead)
    log.info("ready")
    threading.Thread(target=read_further, name="read further", daemon=True).start()
    yield


def read_ahead() -> None:
    """Import every page's code and read what every page needs."""
    for module in pkgutil.iter_modules(ui.__path__, f"{ui.__name__}."):
        importlib.import_module(module.name)
    try:
        cached.warm()
    except PlaceError:
        # Without figures the server starts all the same, and each page says what is wrong.
        log.exception("the figures cannot be read")
    keep_for_good()


def read_further() -> None:
    """Work out what takes seconds and only some pages need, while the first visitors read."""
    try:
        cached.warm_quadrants()
    except PlaceError:
        log.exception("the quadrants cannot be worked out")
    keep_for_good()


ROUTES = health_routes({"data": lambda: cached.store().row("build")})
