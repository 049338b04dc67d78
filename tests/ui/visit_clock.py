"""Begins visits, and runs the server's clock that ends them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from types import SimpleNamespace

import pytest
from streamlit.runtime import media_file_manager
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.script_data import ScriptData
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.runtime.session_manager import SessionInfo

from placelib.ui import visits


def begin_visit(server: SimpleNamespace, monkeypatch: pytest.MonkeyPatch) -> AppSession:
    """The session of a visit whose browser is there; what is offered from now on belongs to it."""
    session = AppSession(ScriptData("app.py"), server.uploaded_file_mgr, ScriptCache(), None, {})
    offer_to(session.id, monkeypatch)
    open_visit(server, session)
    return session


def offer_to(visit: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Let whatever is offered from now on belong to this visit."""
    monkeypatch.setattr(media_file_manager, "_get_session_id", lambda: visit)


def open_visit(server: SimpleNamespace, session: AppSession) -> None:
    """Let a browser be at this session."""
    server._session_mgr._active_session_info_by_id[session.id] = SessionInfo(None, session)  # noqa: SLF001


async def run_clock_until(is_over: Callable[[], bool], looks: int = 200) -> None:
    """Run the clock that ends visits until something has come about, or it has looked often."""
    clock = asyncio.create_task(visits.end_visits(0.02))
    for _ in range(looks):
        await asyncio.sleep(0.02)
        if is_over():
            break
    clock.cancel()
