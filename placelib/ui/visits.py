"""Visits as the server holds them: who a visitor is, what they have sent, and when a visit is over.

Streamlit keeps the session of a browser that has gone for two minutes, so that it can come back,
and lets go of it when the next one goes. Here a visit that is over ends by our own clock.
"""

from __future__ import annotations

import asyncio
import gc
import logging
import threading
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from weakref import WeakSet

import streamlit as st
from streamlit import runtime
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.Common_pb2 import FileURLsRequest
from streamlit.proto.ForwardMsg_pb2 import BackendOperationResponse, ForwardMsg
from streamlit.proto.RootContainer_pb2 import RootContainer
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.backend_operation_handler import (
    DismissSkillsNudgeHandler,
    InstallSkillsHandler,
)
from streamlit.runtime.forward_msg_queue import ForwardMsgQueue
from streamlit.runtime.fragment import MemoryFragmentStorage
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.runtime.state.session_state import SessionState

from placelib.database.connection import return_unused_memory
from placelib.fair_queue import FairQueue, Ticket
from placelib.server.tuning import collect_garbage, freeze_gc
from placelib.ui import downloads, visit_requests
from placelib.uploads.limits import UPLOAD_BUDGET

log = logging.getLogger("bend_the_line")
# How often visits that are over are looked for.
LOOK_SECONDS = 10
# What nothing refers to any more is looked for at every second look where a visit has ended or an
# upload is held, else at every sixth: the server stands still for it, with 200 visits for 0.3 s.
LOOKS_WHERE_HELD, LOOKS_AT_MOST = 2, 6
# Long enough to be read, and to be there when the next takes its place.
TOAST_SECONDS = 10
# Python computes one page at a time: a second seat uses the moments in which a page waits for the
# database, and with six they spend more on taking turns (ADR 81). While others are about, the
# visits of one address have one seat together.
_RUN_SEATS = FairQueue(2, group_seats=1)
_LONGEST_WAIT_SECONDS = 10
# Each run of a page is a thread of its own.
_SEAT = threading.local()
_IS_FREEZE_DUE = threading.Event()
# Every page takes one file at a time.
MOST_FILES_AT_ONCE = 100
_give_any_addresses = AppSession._handle_file_urls_request  # noqa: SLF001
_DEVELOPERS_REQUESTS = (
    "_handle_clear_cache_request",
    "_handle_git_information_request",
    "_handle_set_run_on_save_request",
)


def get_visitor() -> tuple[str, str]:
    """Who a visitor is where turns are taken: the visit, and its address (none on this machine)."""
    context = get_script_run_ctx()
    return context.session_id if context else "", st.context.ip_address or ""


@contextmanager
def take_seat() -> Iterator[None]:
    """Run a page, or a part of it, when it is this visit's turn; no address holds others up.

    A run that has waited for long goes on without a seat. A part of a page that runs with it has
    its seat.
    """
    if getattr(_SEAT, "ticket", None) is not None:
        yield
        return
    visit, address = get_visitor()
    with _RUN_SEATS.join(visit, group=address) as ticket:
        _SEAT.ticket = ticket
        try:
            if not ticket.wait(_LONGEST_WAIT_SECONDS):
                ticket.leave()
            yield
        finally:
            _SEAT.ticket = None


def count_runs() -> int:
    """How many pages run now or wait for their turn."""
    return _RUN_SEATS.count()


def leave_seat() -> None:
    """Give the seat to others: what follows in this run is waiting, and can be given up."""
    visit_requests.end_press()
    ticket: Ticket | None = getattr(_SEAT, "ticket", None)
    if ticket is not None:
        ticket.leave()


def release_seat_while_waiting() -> AbstractContextManager[None]:
    """For what waits for something else than Python: where that takes long, others have the seat.

    The run goes on without it. A database of workshops that did not answer held up every page.
    """
    ticket: Ticket | None = getattr(_SEAT, "ticket", None)
    return nullcontext() if ticket is None else ticket.idle()


def drop_sent_files() -> None:
    """Let go of the files that this visit has sent: the page has taken over what it needs."""
    context = get_script_run_ctx()
    if context is not None and runtime.exists():
        runtime.get_instance().uploaded_file_mgr.remove_session_files(context.session_id)


def count_sent_bytes() -> dict[str, int]:
    """The bytes that each visit has sent and the server still holds, by session."""
    if not runtime.exists():
        return {}
    manager = runtime.get_instance().uploaded_file_mgr
    if not isinstance(manager, MemoryUploadedFileManager):
        return {}
    # Copies: other visits send files meanwhile.
    return {
        session: sum(len(file.data) for file in [*files.values()])
        for session, files in [*manager.file_storage.items()]
    }


def send_toast(visit: str, words: str) -> None:
    """Show a short message on the page of a visit, from any thread, whether or not it runs.

    A later message takes the place of an earlier one; a visit that is over gets none.
    """
    if not runtime.exists():
        return
    manager = runtime.get_instance()._session_mgr  # noqa: SLF001
    active = manager.get_active_session_info(visit)
    if active is None:
        return
    message = ForwardMsg()
    message.metadata.delta_path[:] = [RootContainer.EVENT, 0]
    message.delta.new_element.toast.body = words
    message.delta.new_element.toast.duration = TOAST_SECONDS
    session = active.session
    # Streamlit lets a thread write to a page only while the page's own run goes on.
    session._event_loop.call_soon_threadsafe(session._enqueue_forward_msg, message)  # noqa: SLF001


async def end_visits(seconds: float = LOOK_SECONDS) -> None:
    """End, again and again, every visit whose browser has been gone for two minutes.

    What queries have needed meanwhile goes back to the system too.
    """
    seen: WeakSet[AppSession] = WeakSet()
    looks, have_ended = 0, False
    while True:
        await asyncio.sleep(seconds)
        looks += 1
        try:
            # No name in here may refer to a visit: it would do so until the next one ends.
            have_ended = bool(_end_expired(seen)) or have_ended
            # What they held may be in circles, and in memory that is kept for the next visit.
            is_held = have_ended or bool(UPLOAD_BUDGET.taken)
            if looks >= (LOOKS_WHERE_HELD if is_held else LOOKS_AT_MOST):
                looks, have_ended = 0, False
                # The visits end first.
                await asyncio.sleep(0)
                await asyncio.to_thread(collect_garbage)
            elif _IS_FREEZE_DUE.is_set() and not seen:
                _IS_FREEZE_DUE.clear()
                freeze_gc()
            await asyncio.to_thread(return_unused_memory)
        except (MemoryError, RuntimeError, LookupError):
            # No memory, no thread, or a session that went while it was listed: then most of all
            # visits have to be ended at the next look. Nothing else collects, so this does it here,
            # before there has to be memory for words about it.
            looks = 0
            gc.collect()
            log.exception("visits that are over were not all ended")


def ignore_hostile_requests() -> None:
    """Do nothing where a browser asks for what no page of ours lets it ask for.

    Streamlit takes from everybody what is for the developer of an app: to empty the caches of all
    visits, to ask for the state of the checkout, to write files into it. And it gives as many
    addresses to send files to as are asked for: thirty requests for 63,000 took 20 s and 700 MB.
    """
    AppSession._handle_file_urls_request = _give_addresses  # type: ignore[assignment, method-assign]  # noqa: SLF001
    for name in _DEVELOPERS_REQUESTS:
        setattr(AppSession, name, _ignore)
    for handler in (InstallSkillsHandler, DismissSkillsNudgeHandler):
        handler.handle = _refuse  # type: ignore[assignment, method-assign]


def _give_addresses(session: AppSession, request: FileURLsRequest) -> None:
    if len(request.file_names) > MOST_FILES_AT_ONCE:
        log.info("a request for %d addresses was ignored", len(request.file_names))
        return
    _give_any_addresses(session, request)


def _ignore(_session: AppSession, *_arguments: object) -> None:
    log.info("a request for developers was ignored")


async def _refuse(
    _handler: object, request: BackendOperationRequest, _visit: str
) -> BackendOperationResponse:
    return BackendOperationResponse(request_id=request.request_id, error_msg="Not offered here.")


def freeze_when_empty() -> None:
    """Let the collector pass over what was read by now, as soon as nobody visits.

    Of what is frozen while a visit is there, whatever stands in a circle is never freed: all that
    its visitor had sent was still in memory when the server ended.
    """
    _IS_FREEZE_DUE.set()


def _end_expired(seen: WeakSet[AppSession]) -> int:
    """End the visits past their time, which can be resumed no longer; how many they are.

    Streamlit drops such visits by itself too, when another one goes: those are the ones that were
    ``seen`` and are there no longer.
    """
    if not runtime.exists():
        return 0
    manager = runtime.get_instance()._session_mgr  # noqa: SLF001
    storage = getattr(manager, "_session_storage", None)
    if not isinstance(storage, MemorySessionStorage):
        return 0
    expired = {visit.session for _, visit in storage._cache.expire()}  # type: ignore[attr-defined]  # noqa: SLF001
    current = {visit.session for visit in manager.list_sessions()}
    over = expired | (set(seen) - current)
    downloads.drop_downloads(
        runtime.get_instance().media_file_mgr, {session.id for session in current}
    )
    seen.difference_update(over)
    seen.update(current)
    loop = asyncio.get_running_loop()
    for session in over:
        # By the loop, which logs what goes wrong with one and goes on to the next.
        loop.call_soon(_end_visit, session)
    return len(over)


def _end_visit(session: AppSession) -> None:
    """Shut a session down and empty it: Streamlit's own loop refers to the one that it served last.

    Its own way of emptying leaves the callbacks of widgets, which refer to what the page had read.
    """
    session.shutdown()
    state = session.session_state
    state.clear()
    state._new_widget_state.widget_metadata.clear()  # noqa: SLF001
    session._session_state = SessionState()  # noqa: SLF001
    session._client_state = ClientState()  # noqa: SLF001
    session._fragment_storage = MemoryFragmentStorage()  # noqa: SLF001
    session._browser_queue = ForwardMsgQueue()  # noqa: SLF001
