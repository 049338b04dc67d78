"""Files that are made when a visitor asks for them, and wait until they are fetched.

Streamlit refers to such a file nowhere, so that by itself it is gone as soon as any two pages were
shown to anybody: on a busy server before its visitor could fetch it. And it knows a button by a
name that each run of its page makes anew: a press that crosses the end of a run was refused. It
makes files in the few threads that the whole server has for everything: a visitor who asked for one
a thousand times kept everybody else's back.
"""

from __future__ import annotations

import asyncio
import logging
import re
import time
from collections import Counter
from collections.abc import Callable, Collection
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from streamlit import runtime
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest
from streamlit.proto.ForwardMsg_pb2 import (
    BackendOperationResponse,
    DeferredFileResponsePayload,
)
from streamlit.runtime.backend_operation_handler import DeferredFileHandler
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.media_file_storage import MediaFileStorageError
from streamlit.runtime.session_manager import ActiveSessionInfo

from placelib.fair_queue import FairQueue

log = logging.getLogger("bend_the_line")
# A file that was made waits so long to be fetched: a phone hears of it within a second or two.
DOWNLOAD_SECONDS = 60
# Under which name Streamlit's list of sessions has it meanwhile: “made 1234 ” and the visit's own.
_MADE = re.compile(r"made (\d+) (.*)\Z", re.DOTALL)
# What was typed arrives just before or just after the request for a file, on a slow phone later. A
# visit is idle when no page of it has run for so long. A file waits ten seconds at most.
_IDLE_SECONDS, _LONGEST_ANSWER_SECONDS = 0.3, 10
_LOOK_SECONDS = 0.02
# Of so many offers of a visit it is remembered which button they were: those of its last runs.
MOST_OFFERS = 64
# A page has three files for everything on it; nobody presses a fifth button while four are made.
MOST_REQUESTS = 4
# Most files wait for the drawing of pictures, which takes turns of its own: thirty phones of one
# room get their briefs one after another, and somebody elsewhere a table at once.
_SEATS = FairQueue(24, group_seats=16)
_MAKERS = ThreadPoolExecutor(24, thread_name_prefix="make file")


@dataclass(frozen=True, slots=True)
class DownloadButton:
    """A button of a visit: where it stands on the page, and Streamlit's name of it."""

    coordinates: str
    element_id: str


# Of each visit, by the name of the file that it offered in some run, also one that is over; the
# newest last.
_BUTTONS: dict[str, dict[str, DownloadButton]] = {}
# How many files each visit waits for.
_REQUESTS = Counter[str]()
_offer_file: Callable[..., str] = MediaFileManager.add_deferred


def hold_downloads() -> None:
    """Let every file that is made on demand wait for its visitor, and every press find its file."""
    MediaFileManager.add_deferred = _offer_and_remember  # type: ignore[assignment, method-assign]
    DeferredFileHandler.handle = _answer_request  # type: ignore[assignment, method-assign]


def drop_downloads(manager: MediaFileManager, visits: Collection[str]) -> None:
    """Delete the files that have waited for long, or whose visit is not among ``visits``."""
    with manager._lock:  # noqa: SLF001
        for visit in _BUTTONS.keys() - set(visits):
            del _BUTTONS[visit]
    for name in [*manager._files_by_session_and_coord]:  # noqa: SLF001
        match = _MADE.match(name)
        if match and (
            match[2] not in visits or time.monotonic() > int(match[1]) + DOWNLOAD_SECONDS
        ):
            manager.clear_session_refs(name)
    # Streamlit deletes what nobody refers to when it is asked a second time: at the next look.
    manager.remove_orphaned_files()


def _offer_and_remember(manager: MediaFileManager, *args: Any, **kwargs: Any) -> str:
    """As Streamlit's own: the name under which a file can be asked for."""
    file_id = _offer_file(manager, *args, **kwargs)
    with manager._lock:  # noqa: SLF001
        entry = manager._deferred_callables.get(file_id)  # noqa: SLF001
        if entry is None:
            # The visit went while its page still ran: there is nobody to ask for it.
            return file_id
        buttons = _BUTTONS.setdefault(entry["session_id"], {})
        buttons[file_id] = DownloadButton(entry["coordinates"], entry["element_id"])
        if len(buttons) > MOST_OFFERS:
            del buttons[next(iter(buttons))]
    return file_id


async def _answer_request(
    handler: DeferredFileHandler, request: BackendOperationRequest, visit: str
) -> BackendOperationResponse:
    """As Streamlit's own: the address of a file that a visit asks for, once it is made.

    Whoever presses the button from a field leaves the field: what was typed arrives with the
    press, and is in the file only once the page has run and offers it anew.
    """
    answer = BackendOperationResponse(request_id=request.request_id)
    button = _BUTTONS.get(visit, {}).get(request.deferred_file.file_id)
    if button is None:
        answer.error_msg = "This page offers no such file now."
        return answer
    if _REQUESTS[visit] >= MOST_REQUESTS:
        answer.error_msg = f"{MOST_REQUESTS} files of yours are being made. Ask again after one."
        return answer
    _REQUESTS[visit] += 1
    try:
        await _wait_until_idle(visit)
        manager = handler._get_media_file_mgr()  # noqa: SLF001
        address = await _make_in_turn(manager, visit, button, request.deferred_file.file_id)
        answer.deferred_file.CopyFrom(DeferredFileResponsePayload(url=address))
    except MediaFileStorageError:
        log.exception("a file was not made")
        answer.error_msg = "The file could not be made."
    finally:
        _REQUESTS[visit] -= 1
        if not _REQUESTS[visit]:
            del _REQUESTS[visit]
    return answer


async def _make_in_turn(
    manager: MediaFileManager, visit: str, button: DownloadButton, file_id: str
) -> str:
    """Make a file when it is the visit's turn, in a thread that is there for files only.

    Raises:
        MediaFileStorageError: when its button is gone, or the visit went meanwhile.
    """
    active = _find_active(visit)
    client = active.client if active is not None else None
    context = client.client_context if client is not None else None
    address = context.remote_ip if context is not None else None
    with _SEATS.join(visit, group=address or "") as ticket:
        while not ticket.called.is_set():
            await asyncio.sleep(_LOOK_SECONDS)
            if _find_active(visit) is None:
                raise MediaFileStorageError("the visit is over")
        loop = asyncio.get_running_loop()
        run = copy_context().run
        return await loop.run_in_executor(
            _MAKERS, run, _make_and_hold, manager, visit, button, file_id
        )


def _make_and_hold(
    manager: MediaFileManager, visit: str, button: DownloadButton, file_id: str
) -> str:
    address = manager.execute_deferred(_find_newest(manager, visit, button) or file_id)
    name = f"made {time.monotonic():.0f} {visit}"
    with manager._lock:  # noqa: SLF001
        files = manager._files_by_session_and_coord[name]  # noqa: SLF001
        files[button.coordinates] = PurePosixPath(address).stem
    return address


async def _wait_until_idle(visit: str) -> None:
    """Wait until no page of a visit runs, or the visit is over."""
    idle_since = began = time.monotonic()
    while time.monotonic() - began < _LONGEST_ANSWER_SECONDS:
        active = _find_active(visit)
        if active is None:
            return
        if active.session._scriptrunner is not None:  # noqa: SLF001
            idle_since = time.monotonic()
        elif time.monotonic() - idle_since > _IDLE_SECONDS:
            return
        await asyncio.sleep(_LOOK_SECONDS)


def _find_active(visit: str) -> ActiveSessionInfo | None:
    """The session of a visit whose browser is there now."""
    return runtime.get_instance()._session_mgr.get_active_session_info(visit)  # noqa: SLF001


def _find_newest(manager: MediaFileManager, visit: str, button: DownloadButton) -> str | None:
    """The file that a button offers now; None where it is gone, or has no name of its own."""
    if not button.element_id:
        return None
    with manager._lock:  # noqa: SLF001
        for newest, offered in reversed(_BUTTONS.get(visit, {}).items()):
            is_there = newest in manager._deferred_callables  # noqa: SLF001
            if is_there and offered.element_id == button.element_id:
                return newest
    return None
