"""A visit ends by the server's own clock, and with it all that it sent and read."""

from __future__ import annotations

import asyncio
import gc
import weakref
from types import SimpleNamespace

import pytest
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.runtime import caching
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.backend_operation_handler import (
    DismissSkillsNudgeHandler,
    InstallSkillsHandler,
)
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.script_data import ScriptData
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.runtime.session_manager import SessionInfo
from streamlit.runtime.state.common import WidgetMetadata
from streamlit.runtime.state.session_state import SessionState
from streamlit.runtime.uploaded_file_manager import UploadedFileRec
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager

from placelib.ui import visits
from placelib.uploads.limits import UPLOAD_BUDGET, UploadBudget
from tests.ui.visit_clock import begin_visit, open_visit, run_clock_until


class Table:
    """Whatever a visit holds."""


class Session:
    """A session as the storage knows it: it sends files and holds a table."""

    id = "visit"

    def __init__(self, files: MemoryUploadedFileManager, budget: UploadBudget) -> None:
        self.session_state = SessionState()
        table = Table()
        self.session_state["table"] = table
        budget.take(table, 1000)
        self._files = files
        files.add_file(self.id, UploadedFileRec("1", "a.csv", "text/csv", bytes(500)))

        # As a real session refers to what refers to it.
        self.circle = self

    def shutdown(self) -> None:
        self._files.remove_session_files(self.id)


def test_a_visit_that_is_over_ends_though_nobody_else_comes_or_goes(
    visit_server: SimpleNamespace,
) -> None:
    budget = UploadBudget(1000)
    session = Session(visit_server.uploaded_file_mgr, budget)
    reference = weakref.ref(session)
    visit_server.storage.save(SessionInfo(None, session))  # type: ignore[arg-type]
    del session
    assert visits.count_sent_bytes() == {"visit": 500}
    assert budget.taken == 1000
    asyncio.run(run_clock_until(lambda: not budget.taken and reference() is None))
    assert budget.taken == 0
    assert visits.count_sent_bytes() == {}
    # Not even the clock refers to it.
    assert reference() is None


def test_what_was_read_is_kept_for_good_only_once_nobody_visits(
    visit_server: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    # A visit that is frozen with it is never freed: its upload outlived the server's last look.
    class Circle:
        """Whatever refers to itself, as the callbacks of a page do."""

        def __init__(self) -> None:
            self.circle = self

    session = Session(visit_server.uploaded_file_mgr, UploadBudget(1000))
    circle = session.session_state["circle"] = Circle()
    upload = weakref.ref(circle)
    del circle
    visit_server.storage.save(SessionInfo(None, session))  # type: ignore[arg-type]
    del session
    there = list[bool]()
    monkeypatch.setattr(visits, "freeze_gc", lambda: there.append(upload() is not None))
    visits.freeze_when_empty()
    asyncio.run(run_clock_until(lambda: bool(there)))
    assert there == [False]


@pytest.mark.parametrize(
    "problem", [MemoryError(), RuntimeError("can't start new thread"), KeyError("visit")]
)
def test_the_clock_goes_on_after_a_look_for_which_there_was_no_memory_or_no_thread(
    problem: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    looks = []

    def look(_seen: object) -> int:
        looks.append(1)
        if len(looks) == 1:
            raise problem
        return 0

    monkeypatch.setattr(visits, "_end_expired", look)
    asyncio.run(run_clock_until(lambda: len(looks) > 1))
    assert len(looks) > 1


def test_memory_is_collected_though_no_thread_can_be_started_for_it(
    visit_server: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Python looks at all objects by this clock only: where it fails, nothing would be freed.
    table = Table()
    table.circle = table  # type: ignore[attr-defined]
    reference = weakref.ref(table)
    # As what has lived for a while: only a look at all objects finds it.
    gc.collect()
    del table

    async def refuse(*_arguments: object) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(asyncio, "to_thread", refuse)
    asyncio.run(run_clock_until(lambda: reference() is None))
    assert reference() is None
    assert visit_server.storage.list() == []


def test_a_visit_that_streamlit_drops_and_still_refers_to_ends_too(
    visit_server: SimpleNamespace,
) -> None:
    budget = UploadBudget(1000)
    session = Session(visit_server.uploaded_file_mgr, budget)
    open_visit(visit_server, session)  # type: ignore[arg-type]

    async def drop() -> None:
        await asyncio.sleep(0.2)
        assert budget.taken == 1000
        visit_server._session_mgr._active_session_info_by_id.clear()  # noqa: SLF001

    async def run() -> None:
        await asyncio.gather(drop(), run_clock_until(lambda: not budget.taken))

    asyncio.run(run())
    assert budget.taken == 0


def test_a_session_that_was_ended_holds_nothing_of_its_visit() -> None:
    """Streamlit's loop refers to the session that it served last until it serves another."""
    budget = UploadBudget(1000)
    files = MemoryUploadedFileManager("/upload")

    async def run() -> AppSession:
        session = AppSession(ScriptData("app.py"), files, ScriptCache(), None, {})
        table = Table()
        budget.take(table, 1000)
        session.session_state["table"] = table
        metadata = WidgetMetadata("widget", str, str, "string_value", callback=table.__repr__)
        session.session_state._new_widget_state.set_widget_metadata(metadata)  # noqa: SLF001
        visits._end_visit(session)  # noqa: SLF001
        return session

    session = asyncio.run(run())
    gc.collect()
    assert session.session_state is not None
    assert budget.taken == 0


def test_a_visit_that_streamlit_drops_by_itself_gives_back_what_it_held() -> None:
    files = MemoryUploadedFileManager("/upload")
    before = UPLOAD_BUDGET.taken
    session = Session(files, UPLOAD_BUDGET)
    assert UPLOAD_BUDGET.taken == before + 1000
    gc.disable()
    try:
        # Dropped when another visit goes: only the circle holds it.
        del session
        assert UPLOAD_BUDGET.taken == before + 1000

        asyncio.run(run_clock_until(lambda: UPLOAD_BUDGET.taken == before))
    finally:
        gc.enable()
    assert UPLOAD_BUDGET.taken == before


def test_a_message_reaches_the_page_of_a_visit_from_any_thread(
    visit_server: SimpleNamespace,
) -> None:
    async def run() -> list[str]:
        session = AppSession(
            ScriptData("app.py"), visit_server.uploaded_file_mgr, ScriptCache(), None, {}
        )
        open_visit(visit_server, session)
        await asyncio.to_thread(visits.send_toast, session.id, "Your file is being made.")
        await asyncio.to_thread(visits.send_toast, "a visit that is over", "Nobody reads this.")
        await asyncio.sleep(0)
        messages = session.flush_browser_queue()
        return [message.delta.new_element.toast.body for message in messages]

    assert asyncio.run(run()) == ["Your file is being made."]


def test_streamlit_still_keeps_sessions_where_the_clock_looks() -> None:
    storage = MemorySessionStorage()
    files = MemoryUploadedFileManager("/upload")
    manager = WebsocketSessionManager(storage, files, ScriptCache(), None)
    assert manager._session_storage is storage  # noqa: SLF001
    assert storage._cache.expire() == []  # type: ignore[attr-defined]  # noqa: SLF001


def test_nobody_empties_the_caches_of_all_or_asks_for_what_developers_may(
    visit_server: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    cleared = list[str]()
    for cache in (caching.cache_data, caching.cache_resource):
        monkeypatch.setattr(cache, "clear", lambda: cleared.append("caches"))
    for name in (*visits._DEVELOPERS_REQUESTS, "_handle_file_urls_request"):  # noqa: SLF001
        monkeypatch.setattr(AppSession, name, getattr(AppSession, name))
    for handler in (InstallSkillsHandler, DismissSkillsNudgeHandler):
        monkeypatch.setattr(handler, "handle", handler.handle)

    async def run() -> list[ForwardMsg]:
        visits.ignore_hostile_requests()
        session = begin_visit(visit_server, monkeypatch)
        session.session_state["table"] = "kept"
        session._client_state.query_string = "area=E08000012"  # noqa: SLF001
        asked = [BackMsg(clear_cache=True), BackMsg(load_git_info=True)]
        asked += [BackMsg(set_run_on_save=True), BackMsg(), BackMsg()]
        for message, payload in zip(
            asked[3:], ("install_skills", "dismiss_skills_nudge"), strict=True
        ):
            request = message.backend_operation_request
            request.request_id, request.session_id = payload, session.id
            getattr(request, payload).SetInParent()
        for message in asked:
            session.handle_backmsg(message)
        await asyncio.gather(*session._background_tasks)  # noqa: SLF001
        assert session.session_state["table"] == "kept"
        assert not session._run_on_save  # noqa: SLF001
        return list(session._browser_queue.flush())  # noqa: SLF001

    answers = [message.backend_operation_response for message in asyncio.run(run())]
    assert {answer.request_id for answer in answers} == {"install_skills", "dismiss_skills_nudge"}
    assert {answer.error_msg for answer in answers} == {"Not offered here."}
    assert cleared == []


def test_a_request_for_the_addresses_of_ten_thousand_files_gets_none(
    visit_server: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = (*visits._DEVELOPERS_REQUESTS, "_handle_file_urls_request")  # noqa: SLF001
    for name in names:
        monkeypatch.setattr(AppSession, name, getattr(AppSession, name))
    for handler in (InstallSkillsHandler, DismissSkillsNudgeHandler):
        monkeypatch.setattr(handler, "handle", handler.handle)

    async def run(files: int) -> int:
        visits.ignore_hostile_requests()
        session = begin_visit(visit_server, monkeypatch)
        message = BackMsg()
        message.file_urls_request.file_names.extend(["table.csv"] * files)
        session.handle_backmsg(message)
        answers = session._browser_queue.flush()  # noqa: SLF001
        return sum(len(answer.file_urls_response.file_urls) for answer in answers)

    assert asyncio.run(run(2)) == 2
    assert asyncio.run(run(10_000)) == 0
