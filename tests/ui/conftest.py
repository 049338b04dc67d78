"""The parts of Streamlit's server that visits stand in, for tests without a server."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from streamlit import runtime
from streamlit.runtime.dataframe_source_manager import DataframeSourceManager
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from streamlit.runtime.memory_session_storage import MemorySessionStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.runtime.websocket_session_manager import WebsocketSessionManager


@pytest.fixture
def visit_server(monkeypatch: pytest.MonkeyPatch) -> SimpleNamespace:
    """The parts of Streamlit's server that visits stand in; one may be resumed for 0.05 s."""
    files = MemoryUploadedFileManager("/upload")
    storage = MemorySessionStorage(ttl_seconds=0.05)  # type: ignore[arg-type]
    manager = WebsocketSessionManager(storage, files, ScriptCache(), None)
    instance = SimpleNamespace(
        _session_mgr=manager,
        uploaded_file_mgr=files,
        storage=storage,
        media_file_mgr=MediaFileManager(MemoryMediaFileStorage("/media")),
        dataframe_source_mgr=DataframeSourceManager(),
    )
    monkeypatch.setattr(runtime, "exists", lambda: True)
    monkeypatch.setattr(runtime, "get_instance", lambda: instance)
    return instance
