"""What Streamlit does again in every run or for every message, or one thread at a time.

A thread that waits for a lock or for the system lets go of Python, and gets it back only when the
others have had their turn, up to five milliseconds each. So on a full server what is done quickly a
hundred times a run is dearer than what computes. `tests/measure/bench/message_kinds.py` measures
what a message costs with and without this.
"""

from __future__ import annotations

import os
import threading
import uuid
from collections import deque
from collections.abc import Callable
from copy import deepcopy
from dataclasses import dataclass
from functools import partial
from typing import Any

from streamlit import config
from streamlit.cursor import Cursor, SparseList
from streamlit.delta_generator_singletons import get_dg_singleton_instance
from streamlit.elements.lib.layout_utils import LayoutConfig
from streamlit.elements.vega_charts import VegaChartsMixin
from streamlit.proto.ClientState_pb2 import ClientState
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.proto.VegaLiteChart_pb2 import VegaLiteChart
from streamlit.runtime import app_session, media_file_manager
from streamlit.runtime.app_session import AppSession
from streamlit.runtime.runtime import Runtime
from streamlit.runtime.scriptrunner_utils import run_descriptor
from streamlit.runtime.session_manager import ActiveSessionInfo

from placelib.server.connections import join_writes
from placelib.ui.browser_tree import BrowserTree

_IDENTIFIER_BYTES = 16
_DRAWN_AT_ONCE = 256
# So many messages go to a browser before another visit's turn: a page is 20 to 80.
_SENT_AT_ONCE = 100
_CHART = "vega_lite_chart"
_CALLS = "_calls_for_the_loop"
_TREE = "_browser_tree"
_read_option_in_turn = config.get_option
_call_in_turn = AppSession._call_soon_on_event_loop  # noqa: SLF001
_take_messages = AppSession.flush_browser_queue
_send_message = Runtime._send_message  # noqa: SLF001
_request_run = AppSession.request_rerun
_wake_sender = Runtime._enqueued_some_message  # noqa: SLF001


def cut_run_costs() -> None:
    """Let every run from now on do without: once the server's settings are read."""
    remember_theme()
    config.get_option = read_option
    # The names of the two modules for it: the rest of Python goes on drawing its own.
    for module in (media_file_manager, run_descriptor):
        module.uuid = IdentifierStock()  # type: ignore[attr-defined]
    gather_messages()
    join_writes()
    Cursor.__deepcopy__ = copy_cursor  # type: ignore[attr-defined]


def remember_theme() -> None:
    """Work the theme out once and not in every run.

    Streamlit reads its whole configuration for each of six parts of the theme, which is a
    fifteenth of what a run costs. What is in it is fixed when the server starts.
    """
    populate = app_session._populate_theme_msg  # noqa: SLF001
    parts: dict[str, CustomThemeConfig] = {}

    def populate_once(msg: CustomThemeConfig, section: str = "theme") -> None:
        if section not in parts:
            part = CustomThemeConfig()
            populate(part, section)
            parts[section] = part
        # Of an empty part the message says nothing, as by Streamlit itself.
        if parts[section].ByteSize():
            msg.MergeFrom(parts[section])

    app_session._populate_theme_msg = populate_once  # noqa: SLF001


def read_option(key: str) -> Any:
    """As Streamlit's own, which asks once a message how long it may be, and one thread at a time.

    Raises:
        RuntimeError: when there is no such option.
    """
    option = config.get_config_options().get(key)
    return option.value if option is not None else _read_option_in_turn(key)


class IdentifierStock:
    """Stands in for the module ``uuid``: random identifiers, of which it draws many at a time.

    The system is asked for each otherwise, in the midst of what only one thread may do.
    """

    def __init__(self) -> None:
        """Nothing is drawn yet."""
        self._lock = threading.Lock()
        self._stock = b""

    def uuid4(self) -> uuid.UUID:
        """As Python's own: a random identifier, as hard to guess, and never one twice."""
        with self._lock:
            if not self._stock:
                self._stock = os.urandom(_IDENTIFIER_BYTES * _DRAWN_AT_ONCE)
            random_bytes, self._stock = (
                self._stock[:_IDENTIFIER_BYTES],
                self._stock[_IDENTIFIER_BYTES:],
            )
        return uuid.UUID(bytes=random_bytes, version=4)


def gather_messages() -> None:
    """Let what a run has said by now go to the loop, and from there to the browser, together.

    Streamlit wakes the loop twice for each message and lets it turn once after each, which makes
    a call of Linux of each too. Nothing waits for more: what is there goes at once.
    """
    AppSession._call_soon_on_event_loop = _call_together  # type: ignore[assignment, method-assign]  # noqa: SLF001
    AppSession.flush_browser_queue = _take_batches  # type: ignore[assignment, method-assign]
    Runtime._send_message = _send_batch  # type: ignore[assignment, method-assign]  # noqa: SLF001
    Runtime._enqueued_some_message = _wake_sender_once  # type: ignore[assignment, method-assign]  # noqa: SLF001
    AppSession.request_rerun = _request_with_contents  # type: ignore[assignment, method-assign]


def copy_cursor(cursor: Cursor, memo: dict[int, object]) -> Cursor:
    """Where the next element of a page goes, apart from the original.

    Streamlit copies all such places twice for each part that runs by itself. It takes each apart
    for it, though nothing but its passing elements can change behind a number or a path.
    """
    twin = object.__new__(type(cursor))
    twin.__dict__.update(cursor.__dict__)
    passing = cursor.transient_elements
    twin._transient_elements = deepcopy(passing, memo) if len(passing) else SparseList()
    return twin


@dataclass(frozen=True, slots=True)
class FinishedChart:
    """A chart as Streamlit sends it, for as many runs and visitors as look at it."""

    content: VegaLiteChart
    layout: LayoutConfig

    def show(self) -> None:
        """Put it where the page is; Streamlit sends a copy."""
        get_dg_singleton_instance().main_dg._enqueue(  # noqa: SLF001
            _CHART, self.content, layout_config=self.layout
        )


class ChartRecorder(VegaChartsMixin):
    """A page of which nothing is sent: Streamlit finishes a chart on it, and it is kept.

        recorder.vega_lite_chart(spec=…, width="stretch", theme=None)
        recorder.charts[0].show()

    For charts in which nothing can be selected: what is no widget depends on no visit. Streamlit
    writes and reads a chart's specification three times to finish it.
    """

    def __init__(self) -> None:
        """Nothing is finished yet."""
        self.charts: list[FinishedChart] = []

    @property
    def dg(self) -> Any:
        """Where Streamlit's own methods send what they have finished: here."""
        return self

    def _enqueue(
        self, _kind: str, chart: VegaLiteChart, layout_config: LayoutConfig, **_settings: object
    ) -> None:
        self.charts.append(FinishedChart(chart, layout_config))


class CallRow:
    """What the loop has to do for one visit, in the order in which its run has asked for it."""

    def __init__(self) -> None:
        """Nothing waits."""
        self._waiting: deque[Callable[[], None]] = deque()
        self._is_due = False

    def add(self, callback: Callable[[], None], session: AppSession) -> None:
        """Have it done by the visit's loop; the loop is woken only where it is not yet."""
        self._waiting.append(callback)
        self._wake_loop(session)

    def _wake_loop(self, session: AppSession) -> None:
        if not self._is_due:
            self._is_due = True
            _call_in_turn(session, partial(self._do_waiting, session))

    def _do_waiting(self, session: AppSession) -> None:
        # First: whoever adds from here on wakes the loop again.
        self._is_due = False
        try:
            for _ in range(len(self._waiting)):
                self._waiting.popleft()()
        finally:
            # Where one of them has failed, which the loop logs, the others are still to be done.
            if self._waiting:
                self._wake_loop(session)


def _call_together(session: AppSession, callback: Callable[[], None]) -> None:
    row: CallRow | None = session.__dict__.get(_CALLS)
    if row is None:
        row = session.__dict__.setdefault(_CALLS, CallRow())
    row.add(callback, session)


def _take_batches(session: AppSession) -> list[list[ForwardMsg]]:
    messages = _take_messages(session)
    starts = range(0, len(messages), _SENT_AT_ONCE)
    return [messages[start : start + _SENT_AT_ONCE] for start in starts]


def _send_batch(runtime: Runtime, visit: ActiveSessionInfo, batch: list[ForwardMsg]) -> None:
    tree = _find_tree(visit)
    for message in batch:
        for new in tree.select(message):
            _send_message(runtime, visit, new)


def _find_tree(visit: ActiveSessionInfo) -> BrowserTree:
    """What the browser at the other end has; of one that has come back nothing is known."""
    client, tree = _find_pair(visit.session)
    if tree is None or client is not visit.client:
        tree = BrowserTree()
        visit.session.__dict__[_TREE] = visit.client, tree
    return tree


def _find_pair(session: AppSession) -> tuple[object, BrowserTree | None]:
    """The client of a visit to which something was sent last, and what its browser has."""
    pair: tuple[object, BrowserTree | None] = session.__dict__.get(_TREE, (None, None))
    return pair


def _request_with_contents(session: AppSession, client_state: ClientState | None) -> None:
    """As Streamlit's own, without contents that the browser will have forgotten by then."""
    if client_state is not None and client_state.cached_message_hashes:
        _, tree = _find_pair(session)
        has_sent_all = session._browser_queue.is_empty()  # noqa: SLF001
        names = client_state.cached_message_hashes
        names[:] = tree.filter_contents(names) if tree is not None and has_sent_all else []
    _request_run(session, client_state)


def _wake_sender_once(runtime: Runtime) -> None:
    # Once it is woken it looks at all visits anew, this message's among them.
    if not runtime._get_async_objs().need_send_data.is_set():  # noqa: SLF001
        _wake_sender(runtime)
