"""A run of a page for nobody's browser, in a visit of its own: its first screen, or all of it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from streamlit import runtime
from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Block_pb2 import Block
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from placelib.ui.components.chart_block import MAIN_PICTURE

if TYPE_CHECKING:
    from streamlit.runtime.session_manager import ClientContext

# A page's main container, and the one that holds rules of style; the others are the menu and what
# stands at the bottom, which no page of ours has.
MAIN, STYLES = 0, 2
_CONTAINERS = (MAIN, STYLES)
# After a run that was ended early the one that the page wanted instead follows.
_ENDED_EARLY = ForwardMsg.FINISHED_EARLY_FOR_RERUN
# A page takes tens of milliseconds, and a second where nothing of it is remembered. Authorities
# takes some more on a server that has just begun.
LONGEST_SECONDS = 45.0


@dataclass(slots=True)
class PageNode:
    """A container or an element of a page, with what stands inside by its position.

    ``share`` is how much of the page's width a chart has, from 0 to 1.
    """

    block: Block | None = None
    element: Element | None = None
    children: dict[int, PageNode] = field(default_factory=dict)
    share: float = 1.0


class _FirstScreen:
    """Takes in what a run sends, as a browser's tab does, until the first screen has arrived.

    It ends at the first heading of a section behind the page's main picture; a page without a main
    picture is taken as it is. What comes later is left out, and the run is ended.
    """

    def __init__(self) -> None:
        """Start empty; made inside the server's event loop."""
        self.arrived: asyncio.Future[PageNode] = asyncio.get_running_loop().create_future()
        self._root = PageNode()
        self._has_picture = False

    @property
    def client_context(self) -> ClientContext | None:
        """Nobody's browser: no address, no cookies."""
        return None

    def write_forward_msg(self, msg: ForwardMsg) -> None:
        """Take in one message of the run."""
        kind = msg.WhichOneof("type")
        if self.arrived.done():
            return
        if kind == "new_session":
            self._root, self._has_picture = PageNode(), False
        elif kind == "delta":
            self._place(msg)
        elif kind == "script_finished" and msg.script_finished != _ENDED_EARLY:
            self._finish()

    def _place(self, message: ForwardMsg) -> None:
        *above, position = message.metadata.delta_path
        if not above or above[0] not in _CONTAINERS:
            return
        node = self._root
        for step in above:
            node = node.children.setdefault(step, PageNode())
        delta = message.delta
        if delta.WhichOneof("type") == "add_block":
            block = delta.add_block
            self._has_picture |= block.id.endswith(f"-{MAIN_PICTURE}")
            node.children.setdefault(position, PageNode()).block = block
        elif delta.new_element.heading.tag == "h2" and self._has_picture:
            self._finish()
        elif delta.WhichOneof("type") == "new_element":
            node.children[position] = PageNode(element=delta.new_element)

    def _finish(self) -> None:
        self.arrived.set_result(self._root)


async def run_first_screen(page: str, query: str, *, dark: bool) -> PageNode:
    """The first screen of the page at a path (without slashes) and a query, light or dark.

    The page runs in a visit of its own, which ends with it: nothing of another visit is in it.
    To be awaited in the server's event loop. Raises TimeoutError when the page takes too long.
    """
    server = runtime.get_instance()
    screen = _FirstScreen()
    visit = server.connect_session(screen, {})
    try:
        server.handle_backmsg(visit, _write_request(page, query, dark=dark))
        return await asyncio.wait_for(screen.arrived, LONGEST_SECONDS)
    finally:
        server.close_session(visit)


def _write_request(page: str, query: str, *, dark: bool) -> BackMsg:
    """What a browser sends when it opens a page."""
    request = BackMsg()
    rerun = request.rerun_script
    rerun.page_name, rerun.query_string = page, query
    rerun.context_info.timezone, rerun.context_info.locale = "Europe/London", "en-GB"
    # Only the path is read: which page the menu stands on.
    rerun.context_info.url = f"http://localhost/{page}"
    rerun.context_info.color_scheme = "dark" if dark else "light"
    return request


class _WholeRun:
    """Waits until a page has run to its end; what it sends goes nowhere."""

    def __init__(self) -> None:
        """Start empty; made inside the server's event loop."""
        self.ended: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    @property
    def client_context(self) -> ClientContext | None:
        """Nobody's browser: no address, no cookies."""
        return None

    def write_forward_msg(self, msg: ForwardMsg) -> None:
        """Take in one message of the run."""
        is_end = msg.WhichOneof("type") == "script_finished"
        if is_end and msg.script_finished != _ENDED_EARLY and not self.ended.done():
            self.ended.set_result(None)


async def run_whole_page(page: str, query: str, opened: Mapping[str, Any], noted: str) -> Any:
    """What a page has put under the key ``noted`` of its visit, once all of it has run.

    ``opened`` is put into the visit first, as where a reader has unfolded a part. The page and the
    query are those of run_first_screen. None where the page has put nothing there.

    To be awaited in the server's event loop. Raises TimeoutError when the page takes too long.
    """
    server = runtime.get_instance()
    run = _WholeRun()
    visit = server.connect_session(run, {})
    try:
        session = server.get_app_session(visit)
        assert session is not None
        for key, value in opened.items():
            session.session_state[key] = value
        server.handle_backmsg(visit, _write_request(page, query, dark=False))
        await asyncio.wait_for(run.ended, LONGEST_SECONDS)
        return session.session_state.filtered_state.get(noted)
    finally:
        server.close_session(visit)
