"""A file made on demand waits for its visitor, has what was typed, and ends with the visit."""

from __future__ import annotations

import asyncio
import threading
from collections import Counter
from functools import partial
from pathlib import PurePath
from types import SimpleNamespace

import pytest
from streamlit.proto.BackMsg_pb2 import BackendOperationRequest
from streamlit.proto.ForwardMsg_pb2 import BackendOperationResponse
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.backend_operation_handler import DeferredFileHandler
from streamlit.runtime.media_file_manager import MediaFileManager
from streamlit.runtime.media_file_storage import MediaFileStorageError
from streamlit.runtime.script_data import ScriptData
from streamlit.runtime.scriptrunner.script_cache import ScriptCache
from streamlit.runtime.session_manager import SessionInfo

from placelib.fair_queue import FairQueue
from placelib.ui import downloads
from tests.ui.visit_clock import begin_visit, offer_to, open_visit, run_clock_until


@pytest.fixture
def held_downloads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are made as on the server, for as long as the test runs."""
    monkeypatch.setattr(DeferredFileHandler, "handle", DeferredFileHandler.handle)
    monkeypatch.setattr(MediaFileManager, "add_deferred", MediaFileManager.add_deferred)
    monkeypatch.setattr(downloads, "_IDLE_SECONDS", 0.05)
    monkeypatch.setattr(downloads, "_BUTTONS", {})
    downloads.hold_downloads()


async def ask_for(media: MediaFileManager, file_id: str, visit: str) -> BackendOperationResponse:
    """What a visit that asks for a file is answered."""
    request = BackendOperationRequest(request_id="1", session_id=visit)
    request.deferred_file.file_id = file_id
    return await DeferredFileHandler(lambda: media).handle(request, visit)


async def fetch(media: MediaFileManager, file_id: str, visit: str) -> bytes:
    """The content of a file that a visit has asked for."""
    answer = await ask_for(media, file_id, visit)
    assert not answer.error_msg
    content: bytes = media._storage.get_file(PurePath(answer.deferred_file.url).name).content  # type: ignore[attr-defined]  # noqa: SLF001
    return content


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
        answer = await ask_for(media, deferred, session.id)
        name = PurePath(answer.deferred_file.url).name
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
        offer = partial(media.add_deferred, mimetype="text/plain", coordinates="1.2")
        before = offer(lambda: b"no owner", element_id="save")
        session._scriptrunner = object()  # type: ignore[assignment]  # noqa: SLF001
        made = asyncio.create_task(fetch(media, before, session.id))
        await asyncio.sleep(0.1)
        assert not made.done()
        media.remove_deferred("1.2", element_id="save")
        offer(lambda: b"owned by Kirklees", element_id="save")
        offer(lambda: b"another button", coordinates="1.3", element_id="other")
        session._scriptrunner = None  # noqa: SLF001
        return await made

    assert asyncio.run(run()) == b"owned by Kirklees"


@pytest.mark.usefixtures("held_downloads")
def test_a_file_that_nobody_fetches_goes_after_a_minute(
    visit_server: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    media = visit_server.media_file_mgr
    monkeypatch.setattr(downloads, "DOWNLOAD_SECONDS", -2)

    async def run() -> None:
        session = begin_visit(visit_server, monkeypatch)
        offered = media.add_deferred(lambda: b"brief", "text/plain", "1.2", "a.txt")
        await ask_for(media, offered, session.id)
        assert media._file_metadata  # noqa: SLF001
        await run_clock_until(lambda: not media._file_metadata)  # noqa: SLF001
        assert not media._file_metadata  # noqa: SLF001

    asyncio.run(run())


@pytest.mark.usefixtures("held_downloads")
def test_a_press_that_crosses_the_end_of_a_run_gets_the_file_of_now(
    visit_server: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    media = visit_server.media_file_mgr

    async def run() -> bytes:
        session = begin_visit(visit_server, monkeypatch)
        offer = partial(media.add_deferred, mimetype="text/plain", coordinates="1.2")
        before = offer(lambda: b"of the run before", element_id="save")
        offer(lambda: b"of now", element_id="save")
        # As at the end of every run, twice: it names the first offer no more.
        media.remove_orphaned_files()
        media.remove_orphaned_files()
        assert before not in media._deferred_callables  # noqa: SLF001
        return await fetch(media, before, session.id)

    assert asyncio.run(run()) == b"of now"


@pytest.mark.usefixtures("held_downloads")
def test_a_file_whose_button_is_gone_is_refused(
    visit_server: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    media = visit_server.media_file_mgr

    async def run() -> str:
        session = begin_visit(visit_server, monkeypatch)
        offer = partial(media.add_deferred, mimetype="text/plain", coordinates="1.2")
        before = offer(lambda: b"of a page that was left", element_id="save")
        media.clear_session_refs(session.id)
        offer(lambda: b"another button", element_id="other")
        media.remove_orphaned_files()
        return str((await ask_for(media, before, session.id)).error_msg)

    assert asyncio.run(run()) == "The file could not be made."


@pytest.mark.usefixtures("held_downloads")
def test_no_visit_gets_the_file_of_another(
    visit_server: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    media = visit_server.media_file_mgr

    async def run() -> str:
        owner = begin_visit(visit_server, monkeypatch)
        offered = media.add_deferred(lambda: b"mine", "text/plain", "1.2", element_id="save")
        stranger = begin_visit(visit_server, monkeypatch)
        # A button of the same name, at the same place of the same page.
        media.add_deferred(lambda: b"theirs", "text/plain", "1.2", element_id="save")
        answer = await ask_for(media, offered, stranger.id)
        assert await fetch(media, offered, owner.id) == b"mine"
        return str(answer.error_msg)

    assert asyncio.run(run()) == "This page offers no such file now."


@pytest.mark.usefixtures("held_downloads")
def test_who_asks_for_a_file_a_hundred_times_keeps_nobody_elses_back(
    visit_server: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    media = visit_server.media_file_mgr
    may_end = threading.Event()

    def make_slowly() -> bytes:
        may_end.wait(30)
        return b"brief"

    async def run() -> tuple[bytes, Counter[str]]:
        greedy = begin_visit(visit_server, monkeypatch)
        slow = media.add_deferred(make_slowly, "text/plain", "1.2", element_id="save")
        asked = [asyncio.create_task(ask_for(media, slow, greedy.id)) for _ in range(100)]
        patient = begin_visit(visit_server, monkeypatch)
        quick = media.add_deferred(lambda: b"table", "text/plain", "1.2", element_id="save")
        content = await fetch(media, quick, patient.id)
        # Nor what else the server does in threads, such as its look for what has gone.
        await asyncio.to_thread(lambda: None)
        may_end.set()
        return content, Counter(answer.error_msg for answer in await asyncio.gather(*asked))

    content, answers = asyncio.run(run())
    assert content == b"table"
    assert answers == {
        "": downloads.MOST_REQUESTS,
        "4 files of yours are being made. Ask again after one.": 100 - downloads.MOST_REQUESTS,
    }


@pytest.mark.usefixtures("held_downloads")
def test_nothing_is_made_for_a_visit_that_went_while_it_waited(
    visit_server: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    media = visit_server.media_file_mgr
    monkeypatch.setattr(downloads, "_SEATS", FairQueue(1))
    made = list[str]()

    async def run() -> str:
        session = begin_visit(visit_server, monkeypatch)
        offered = media.add_deferred(lambda: made.append("made") or b"", "text/plain", "1.2")
        with downloads._SEATS.join("somebody else"):  # noqa: SLF001
            asked = asyncio.create_task(ask_for(media, offered, session.id))
            await asyncio.sleep(0.2)
            visit_server._session_mgr._active_session_info_by_id.clear()  # noqa: SLF001
            return str((await asked).error_msg)

    assert asyncio.run(run()) == "The file could not be made."
    assert made == []


@pytest.mark.usefixtures("held_downloads")
def test_the_oldest_offers_of_a_visit_are_forgotten_first_and_all_with_the_visit(
    visit_server: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    media = visit_server.media_file_mgr
    monkeypatch.setattr(downloads, "MOST_OFFERS", 3)
    offer_to("quiet", monkeypatch)
    quiet = media.add_deferred(lambda: b"brief", "text/plain", "1.1", element_id="save")
    offer_to("busy", monkeypatch)
    offers = [
        media.add_deferred(lambda: b"brief", "text/plain", f"1.{at}", element_id=f"save {at}")
        for at in range(4)
    ]
    assert list(downloads._BUTTONS["busy"]) == offers[1:]  # noqa: SLF001
    assert list(downloads._BUTTONS["quiet"]) == [quiet]  # noqa: SLF001
    downloads.drop_downloads(media, {"quiet"})
    assert list(downloads._BUTTONS) == ["quiet"]  # noqa: SLF001


@pytest.mark.usefixtures("held_downloads")
def test_what_a_run_offers_for_a_visit_that_has_gone_is_remembered_for_nobody(
    visit_server: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    media = visit_server.media_file_mgr
    offer_file = downloads._offer_file  # noqa: SLF001

    def offer_and_go(manager: MediaFileManager, *args: object, **kwargs: object) -> str:
        file_id = offer_file(manager, *args, **kwargs)
        manager._drop_deferred_id(file_id)  # noqa: SLF001
        return file_id

    monkeypatch.setattr(downloads, "_offer_file", offer_and_go)
    offer_to("gone", monkeypatch)
    assert media.add_deferred(lambda: b"brief", "text/plain", "1.1", element_id="save")
    assert downloads._BUTTONS == {}  # noqa: SLF001
