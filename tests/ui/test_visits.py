"""A visit ends by the server's own clock, and with it all that it sent and read."""

from __future__ import annotations

import asyncio
import gc
from types import SimpleNamespace

import pytest
from streamlit import runtime
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.runtime.state.session_state import SessionState
from streamlit.runtime.uploaded_file_manager import UploadedFileRec
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager

from placelib.ui import visits
from placelib.uploads.limits import UPLOAD_BUDGET, UploadBudget


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
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    manager = MemoryUploadedFileManager("/upload")
    # A visit may be resumed for a twentieth of a second.
    storage = MemorySessionStorage(ttl_seconds=0.05)  # type: ignore[arg-type]
    instance = SimpleNamespace(
        _session_mgr=SimpleNamespace(_session_storage=storage), uploaded_file_mgr=manager
    )
    monkeypatch.setattr(runtime, "exists", lambda: True)
    monkeypatch.setattr(runtime, "get_instance", lambda: instance)
    budget = UploadBudget(1000)
    storage.save(SimpleNamespace(session=Session(manager, budget)))  # type: ignore[arg-type]
    assert visits.count_sent_bytes() == {"visit": 500}
    assert budget.taken == 1000

    async def wait() -> None:
        clock = asyncio.create_task(visits.end_visits(0.02))
        for _ in range(200):
            await asyncio.sleep(0.02)
            if not budget.taken:
                break
        clock.cancel()

    asyncio.run(wait())
    assert budget.taken == 0
    assert visits.count_sent_bytes() == {}


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

        async def wait() -> None:
            clock = asyncio.create_task(visits.end_visits(0.02))
            for _ in range(200):
                await asyncio.sleep(0.02)
                if UPLOAD_BUDGET.taken == before:
                    break
            clock.cancel()

        asyncio.run(wait())
    finally:
        gc.enable()
    assert UPLOAD_BUDGET.taken == before


def test_streamlit_still_keeps_sessions_where_the_clock_looks() -> None:
    storage = MemorySessionStorage()
    files = MemoryUploadedFileManager("/upload")
    manager = WebsocketSessionManager(storage, files, ScriptCache(), None)
    assert manager._session_storage is storage  # noqa: SLF001
    assert storage._cache.expire() == []  # type: ignore[attr-defined]  # noqa: SLF001
