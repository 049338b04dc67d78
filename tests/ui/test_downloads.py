"""A file made on demand waits for its visitor, has what was typed, and ends with the visit."""

from __future__ import annotations

import asyncio
from functools import partial
from pathlib import PurePath
from types import SimpleNamespace

import pytest
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.media_file_storage import MediaFileStorageError
from streamlit.runtime.script_data import ScriptData
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.runtime.session_manager import SessionInfo

from placelib.ui import downloads
from tests.ui.visit_clock import begin_visit, offer_to, open_visit, run_clock_until


@pytest.fixture
def held_downloads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are made as on the server, for as long as the test runs."""
    monkeypatch.setattr(MediaFileManager, "execute_deferred", MediaFileManager.execute_deferred)
    monkeypatch.setattr(MediaFileManager, "add_deferred", MediaFileManager.add_deferred)
    monkeypatch.setattr(downloads, "_BUTTONS", {})
    downloads.hold_downloads()


def test_downloads_end_with_the_visit_and_others_keep_theirs(
    visit_server: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    media = visit_server.media_file_mgr

    def offer(session: AppSession, data: bytes) -> str:
        offer_to(session.id, monkeypatch)
        return str(media.add(data, "text/csv", "1.2.3", "figures.csv", is_for_static_download=True))

    def count_downloads() -> int:
        return len(media._file_metadata)  # noqa: SLF001

    async def run() -> None:
        gone, here = (
            AppSession(
                ScriptData("app.py"), visit_server.uploaded_file_mgr, ScriptCache(), None, {}
            )
            for _ in range(2)
        )
        address, theirs = offer(gone, b"area,figure\n"), offer(here, b"area,other\n")
        open_visit(visit_server, here)
        visit_server.storage.save(SessionInfo(None, gone))
        del gone
        assert media.read_file(PurePath(address).stem).content == b"area,figure\n"
        await run_clock_until(lambda: count_downloads() == 1)
        with pytest.raises(MediaFileStorageError):
            media._storage.get_file(PurePath(address).name)  # noqa: SLF001
        assert media._storage.get_file(PurePath(theirs).name).content == b"area,other\n"  # noqa: SLF001

    asyncio.run(run())


@pytest.mark.usefixtures("held_downloads")
def test_a_file_made_on_demand_waits_for_its_visitor_and_no_longer(
    visit_server: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    media = visit_server.media_file_mgr

    async def run() -> None:
        session = begin_visit(visit_server, monkeypatch)
        deferred = media.add_deferred(lambda: b"brief", "application/pdf", "1.2.3", "brief.pdf")
        name = PurePath(media.execute_deferred(deferred)).name
        open_visit(visit_server, session)
        # Whatever other visits do meanwhile.
        for _ in range(3):
            media.remove_orphaned_files()
        await run_clock_until(lambda: False, looks=5)
        assert media._storage.get_file(name).content == b"brief"  # noqa: SLF001
        visit_server._session_mgr._active_session_info_by_id.clear()  # noqa: SLF001
        await run_clock_until(lambda: not media._file_metadata)  # noqa: SLF001
        with pytest.raises(MediaFileStorageError):
            media._storage.get_file(name)  # noqa: SLF001

    asyncio.run(run())


@pytest.mark.usefixtures("held_downloads")
def test_a_file_has_what_was_typed_just_before_it_was_asked_for(
    visit_server: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    media = visit_server.media_file_mgr

    async def run() -> bytes:
        session = begin_visit(visit_server, monkeypatch)
        open_visit(visit_server, session)
        offer = partial(media.add_deferred, mimetype="text/plain", coordinates="1.2")
        before = offer(lambda: b"no owner", element_id="save")
        session._scriptrunner = object()  # type: ignore[assignment]  # noqa: SLF001
        made = asyncio.create_task(asyncio.to_thread(media.execute_deferred, before))
        await asyncio.sleep(0.1)
        assert not made.done()
        media.remove_deferred("1.2", element_id="save")
        offer(lambda: b"owned by Kirklees", element_id="save")
        offer(lambda: b"another button", coordinates="1.3", element_id="other")
        session._scriptrunner = None  # noqa: SLF001
        content: bytes = media._storage.get_file(PurePath(await made).name).content  # noqa: SLF001
        return content

    assert asyncio.run(run()) == b"owned by Kirklees"


@pytest.mark.usefixtures("held_downloads")
def test_a_file_that_nobody_fetches_goes_after_a_minute(
    visit_server: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    media = visit_server.media_file_mgr
    monkeypatch.setattr(downloads, "DOWNLOAD_SECONDS", -2)

    async def run() -> None:
        session = begin_visit(visit_server, monkeypatch)
        open_visit(visit_server, session)
        media.execute_deferred(media.add_deferred(lambda: b"brief", "text/plain", "1.2", "a.txt"))
        assert media._file_metadata  # noqa: SLF001
        await run_clock_until(lambda: not media._file_metadata)  # noqa: SLF001
        assert not media._file_metadata  # noqa: SLF001

    asyncio.run(run())


@pytest.mark.usefixtures("held_downloads")
def test_a_press_that_crosses_the_end_of_a_run_gets_the_file_of_now(
    visit_server: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    media = visit_server.media_file_mgr
    offer_to("visit", monkeypatch)
    offer = partial(media.add_deferred, mimetype="text/plain", coordinates="1.2", element_id="save")
    before = offer(lambda: b"of the run before")
    offer(lambda: b"of now")
    # As at the end of every run, twice: it names the first offer no more.
    media.remove_orphaned_files()
    media.remove_orphaned_files()
    assert before not in media._deferred_callables  # noqa: SLF001
    name = PurePath(media.execute_deferred(before)).name
    assert media._storage.get_file(name).content == b"of now"  # noqa: SLF001


@pytest.mark.usefixtures("held_downloads")
def test_a_file_whose_button_is_gone_is_refused(
    visit_server: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    media = visit_server.media_file_mgr
    offer_to("visit", monkeypatch)
    offer = partial(media.add_deferred, mimetype="text/plain", coordinates="1.2")
    before = offer(lambda: b"of a page that was left", element_id="save")
    media.clear_session_refs("visit")
    offer(lambda: b"another button", element_id="other")
    media.remove_orphaned_files()
    with pytest.raises(MediaFileStorageError, match="not found"):
        media.execute_deferred(before)


@pytest.mark.usefixtures("held_downloads")
def test_the_oldest_offers_are_forgotten_first(
    visit_server: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    media = visit_server.media_file_mgr
    offer_to("visit", monkeypatch)
    monkeypatch.setattr(downloads, "MOST_OFFERS", 3)
    offers = [
        media.add_deferred(lambda: b"brief", "text/plain", f"1.{at}", element_id=f"save {at}")
        for at in range(4)
    ]
    assert list(downloads._BUTTONS) == offers[1:]  # noqa: SLF001
