"""What every run would do again is done once, and says the same."""

from __future__ import annotations

import asyncio
import threading
import uuid
from copy import deepcopy
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from streamlit import config
from streamlit.cursor import RunningCursor
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.NewSession_pb2 import NewSession
from streamlit.runtime import Runtime, RuntimeConfig, app_session
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.memory_media_file_storage import MemoryMediaFileStorage
from streamlit.runtime.memory_uploaded_file_manager import MemoryUploadedFileManager

from placelib.ui import run_costs
from placelib.ui.run_costs import CallRow, IdentifierStock, read_option


def test_the_theme_is_worked_out_once_and_says_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    def fill() -> NewSession:
        message = NewSession()
        app_session._populate_theme_msg(message.custom_theme)  # noqa: SLF001
        for name in ("light", "dark", "sidebar"):
            app_session._populate_theme_msg(getattr(message.custom_theme, name), f"theme.{name}")  # noqa: SLF001
        return message

    by_streamlit = fill()
    assert by_streamlit.custom_theme.dark.background_color
    # Put back at the end.
    monkeypatch.setattr(app_session, "_populate_theme_msg", app_session._populate_theme_msg)  # noqa: SLF001
    run_costs.remember_theme()
    assert fill() == by_streamlit
    monkeypatch.setattr(config, "get_options_for_section", lambda _: pytest.fail("read again"))
    assert fill().SerializeToString() == by_streamlit.SerializeToString()


def test_an_option_is_read_while_another_thread_holds_the_configuration(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class HeldLock:
        """Whoever takes it would wait."""

        def __enter__(self) -> None:
            pytest.fail("took the lock")

        def __exit__(self, *_: object) -> None: ...

    by_streamlit = config.get_option("global.minCachedMessageSize")
    monkeypatch.setattr(config, "_config_lock", HeldLock())
    assert read_option("global.minCachedMessageSize") == by_streamlit


def test_a_changed_option_is_read_anew() -> None:
    before = read_option("client.showSidebarNavigation")
    config.set_option("client.showSidebarNavigation", not before)
    try:
        assert read_option("client.showSidebarNavigation") is not before
    finally:
        config.set_option("client.showSidebarNavigation", before)


def test_an_unknown_option_is_refused_as_by_streamlit() -> None:
    with pytest.raises(RuntimeError, match=r'"global\.nothing" not defined'):
        read_option("global.nothing")


def test_identifiers_are_random_and_never_the_same_in_any_thread() -> None:
    stock = IdentifierStock()
    identifiers: list[uuid.UUID] = []
    threads = [
        threading.Thread(target=lambda: identifiers.extend(stock.uuid4() for _ in range(700)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(identifiers)) == len(identifiers) == 2800
    assert {identifier.version for identifier in identifiers} == {4}


def test_a_copied_place_of_a_page_moves_apart_from_the_first() -> None:
    first = RunningCursor(0, (2,))
    first.lock_element()
    first.transient_elements[0] = Element()
    by_streamlit, ours = deepcopy(first), run_costs.copy_cursor(first, {})
    assert isinstance(ours, RunningCursor)
    for copied in (by_streamlit, ours):
        assert copied.delta_path == first.delta_path == [0, 2, 1]
        assert len(copied.transient_elements) == 1
    ours.lock_element()
    ours.transient_elements[0] = Element()
    assert (ours.delta_path, first.delta_path) == ([0, 2, 2], [0, 2, 1])
    first.lock_element()
    assert len(ours.transient_elements) == 1
    empty = run_costs.copy_cursor(first, {})
    empty.transient_elements[0] = Element()
    assert len(first.transient_elements) == 0


class Wakes:
    """A loop that is woken, and how often."""

    def __init__(self, loop: asyncio.AbstractEventLoop) -> None:
        self._loop = loop
        self.count = 0

    def call_soon_threadsafe(self, callback: Any) -> None:
        self.count += 1
        self._loop.call_soon_threadsafe(callback)


def test_what_a_run_asks_of_the_loop_is_done_in_order_and_wakes_it_once() -> None:
    loop, row = asyncio.new_event_loop(), CallRow()
    done: list[object] = []
    wakes = Wakes(loop)
    session: Any = SimpleNamespace(_event_loop=wakes)

    def add_many() -> None:
        for number in range(500):
            row.add(partial(done.append, number), session)

    run = threading.Thread(target=add_many)
    run.start()
    run.join()
    loop.run_until_complete(asyncio.sleep(0))
    assert (done, wakes.count) == ([*range(500)], 1)
    # The next run finds the loop asleep.
    row.add(lambda: done.append("later"), session)
    loop.run_until_complete(asyncio.sleep(0))
    loop.close()
    assert (done[-1], wakes.count) == ("later", 2)


def test_what_goes_wrong_in_one_of_them_is_told_to_the_loop_and_the_others_are_done() -> None:
    loop, row = asyncio.new_event_loop(), CallRow()
    done: list[int] = []
    told: list[BaseException] = []
    loop.set_exception_handler(lambda _, context: told.append(context["exception"]))
    session: Any = SimpleNamespace(_event_loop=loop)
    row.add(lambda: done.append(1), session)
    row.add(lambda: done.remove(2), session)
    row.add(lambda: done.append(3), session)
    loop.run_until_complete(asyncio.sleep(0.01))
    loop.close()
    assert done == [1, 3]
    assert [type(problem) for problem in told] == [ValueError]


@pytest.fixture
def gathering(monkeypatch: pytest.MonkeyPatch) -> None:
    """Streamlit as it is on our server, put back at the end."""
    for owner, name in (
        (AppSession, "_call_soon_on_event_loop"),
        (AppSession, "flush_browser_queue"),
        (Runtime, "_send_message"),
        (Runtime, "_enqueued_some_message"),
    ):
        monkeypatch.setattr(owner, name, getattr(owner, name))
    run_costs.gather_messages()


@pytest.mark.usefixtures("gathering")
def test_a_visit_hears_all_of_a_run_in_order_and_batch_by_batch(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    script = tmp_path / "app.py"
    script.write_text(
        "import streamlit as st\nfor number in range(250):\n    st.text(str(number))\n", "utf-8"
    )
    batches: list[int] = []
    send = Runtime._send_message  # noqa: SLF001

    def note_batch(runtime: Runtime, visit: Any, batch: Any) -> None:
        batches.append(len(batch))
        send(runtime, visit, batch)

    monkeypatch.setattr(Runtime, "_send_message", note_batch)
    monkeypatch.setattr(Runtime, "_instance", None)
    messages = asyncio.run(_run_script(script))
    kinds = [message.WhichOneof("type") for message in messages]
    texts = [
        message.delta.new_element.text.body
        for message in messages
        if message.WhichOneof("type") == "delta"
    ]
    assert texts == [str(number) for number in range(250)]
    assert kinds.index("new_session") < kinds.index("delta")
    assert kinds[-1] == "script_finished" or kinds[-2] == "script_finished"
    assert sum(batches) == len(messages)
    assert max(batches) <= 100


async def _run_script(script: Path) -> list[ForwardMsg]:
    """All that a browser hears of one run of a script."""
    messages: list[ForwardMsg] = []
    finished = asyncio.Event()

    def write(message: ForwardMsg) -> None:
        messages.append(message)
        if message.WhichOneof("type") == "script_finished":
            finished.set()

    runtime = Runtime(
        RuntimeConfig(
            script_path=str(script),
            media_file_storage=MemoryMediaFileStorage("/media"),
            uploaded_file_manager=MemoryUploadedFileManager("/upload"),
        )
    )
    await runtime.start()
    client: Any = SimpleNamespace(write_forward_msg=write)
    visit = runtime.connect_session(client=client, user_info={})
    request = BackMsg()
    request.rerun_script.query_string = ""
    runtime.handle_backmsg(visit, request)
    async with asyncio.timeout(30):
        await finished.wait()
    runtime.stop()
    await runtime.stopped
    return messages


@pytest.mark.usefixtures("gathering")
def test_what_is_taken_from_a_visit_comes_in_batches_in_its_order() -> None:
    session: Any = SimpleNamespace(_browser_queue=SimpleNamespace(flush=lambda: [*range(250)]))
    batches: Any = AppSession.flush_browser_queue(session)
    assert [len(batch) for batch in batches] == [100, 100, 50]
    assert [message for batch in batches for message in batch] == [*range(250)]


@pytest.mark.usefixtures("gathering")
def test_a_browser_that_has_come_back_is_sent_everything() -> None:
    def begin() -> ForwardMsg:
        message = ForwardMsg()
        message.new_session.page_script_hash = "page"
        message.metadata.run.script_run_id = "run"
        return message

    text = ForwardMsg(hash="of the text")
    text.delta.new_element.text.body = "A text"
    text.metadata.delta_path[:] = (0, 0)
    end = ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY)
    end.metadata.run.script_run_id = "run"

    def send_run(visit: Any) -> list[str]:
        messages: list[ForwardMsg] = []
        visit.client.write_forward_msg = messages.append
        Runtime._send_message(None, visit, [begin(), text, end])  # type: ignore[arg-type]  # noqa: SLF001
        return [str(message.WhichOneof("type")) for message in messages]

    class Session:
        """The server's side of a visit."""

    visit: Any = SimpleNamespace(session=Session(), client=SimpleNamespace(), script_run_count=0)
    assert send_run(visit) == ["new_session", "delta", "script_finished"]
    assert send_run(visit) == ["new_session", "script_finished"]
    assert list(end.metadata.run.fragment_ids) == ["nothing"]
    end.metadata.run.fragment_ids[:] = []
    visit.client = SimpleNamespace()
    assert send_run(visit) == ["new_session", "delta", "script_finished"]
