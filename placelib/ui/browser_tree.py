"""What a browser has of a page, so that a run sends it only what is new to it.

A run of a page says every element and container of it. Where a browser is told again what stands
in a place it keeps what it has: it compares the hashes (`lo` in Streamlit's script). All that the
message does is to mark the place as seen, since at the end of a run what was not seen is cleared.
The end of a run names the parts (fragments) that are cleared, or none for the whole page. So what
has not changed is not sent, and the end names no more than the parts in which something went;
what is left in those is sent after all.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

Path: TypeAlias = tuple[int, ...]

# No fragment has this name: the end of a run that clears nothing.
NOTHING_TO_CLEAR = "nothing"
_SUCCESSES = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)
# Opens whenever it is sent, also after its reader has closed it.
_DIALOG = "dialog"
# A browser keeps each content and names all in every request, until a run that clears its part.
# After more new ones than this the part is sent whole, which lets it forget: two to four pages.
_MOST_NEW = 200
# Of so many widgets, each with every state that it was sent in, a visit's are remembered.
_MOST_WIDGETS = 2_000


@dataclass(slots=True)
class Node:
    """What stands in one place of a page: the number of its content's hash, and when it was sent.

    A container has a ``kind`` and, where a fragment has put it there, that ``fragment``; both are
    empty for an element. ``run`` is the number of the last run that said it.
    """

    content: int
    kind: str
    fragment: str
    run: int


class BrowserTree:
    """What the browser of one visit has of its page, by what it was sent.

    tree = BrowserTree()
    for message in run:
        for new in tree.select(message):
            send(new)
    """

    def __init__(self) -> None:
        """Nothing is known of what it has: the first run is sent whole."""
        self._nodes: dict[Path, Node] = {}
        self._unsent: dict[Path, ForwardMsg] = {}
        self._displaced: set[Path] = set()
        # By the number of a content: the widget that it shows, and whether sending it does more.
        self._widgets: dict[int, int] = {}
        self._acting: set[int] = set()
        self._new_contents = Counter[str]()
        self._page = ""
        self._run = 0
        self._fragments: tuple[str, ...] = ()
        self._is_known = False
        self._sends_all = True

    def select(self, message: ForwardMsg) -> Sequence[ForwardMsg]:
        """What is to be sent for a visit's next message: it, nothing, or it after some before it.

        The end of a run that left something out is changed to name what it clears.
        """
        match message.WhichOneof("type"):
            case "delta" | "ref_hash":
                return self._place(message)
            case "new_session":
                self._begin(message)
            case "navigation":
                self._page = message.navigation.page_script_hash
            case "page_not_found":
                self._forget()
            case "script_finished":
                return self._finish(message)
        return [message]

    def _begin(self, message: ForwardMsg) -> None:
        self._fragments = tuple(message.metadata.run.fragment_ids)
        page = message.new_session.page_script_hash
        if page != self._page or len(self._widgets) > _MOST_WIDGETS:
            self._forget()
        if not self._fragments:
            self._page = page
        self._run += 1
        self._unsent.clear()
        parts = self._fragments or tuple(self._new_contents)
        self._sends_all = not self._is_known or (
            sum(self._new_contents[fragment] for fragment in parts) > _MOST_NEW
        )

    def _forget(self) -> None:
        self._is_known = False
        self._nodes.clear()
        self._displaced.clear()
        self._widgets.clear()
        self._acting.clear()
        self._new_contents.clear()

    def _place(self, message: ForwardMsg) -> Sequence[ForwardMsg]:
        path: Path = tuple(message.metadata.delta_path)
        content = hash(message.hash or message.ref_hash)
        before = self._nodes.get(path)
        # An error of Streamlit's own comes without a hash, of which the number is 0.
        if before is not None and before.content == content != 0:
            before.run = self._run
            if not self._sends_all and content not in self._acting and before.kind != _DIALOG:
                self._unsent[path] = message
                return ()
        return self._send(message, path, content, before)

    def _send(
        self, message: ForwardMsg, path: Path, content: int, before: Node | None
    ) -> list[ForwardMsg]:
        """Note what a message changes, which is sent with what has to go before it."""
        if message.delta.WhichOneof("type") == "new_transient":
            # It stands beside what is there and goes by itself: such a run is sent as it is.
            self._nodes.pop(path, None)
            self._remove_below(path)
            return [*self._send_all(), message]
        node = self._nodes[path] = self._read(message, content)
        if message.metadata.cacheable:
            self._new_contents[message.delta.fragment_id] += 1
        if node.kind == _DIALOG:
            return [*self._send_all(), message]
        if before is not None:
            self._unsent.pop(path, None)
            widget = self._widgets.get(before.content)
            if widget is not None and widget != self._widgets.get(content):
                # The browser keeps it aside until the run's end, in case that it comes again.
                self._displaced.add(path)
            if before.kind != node.kind:
                self._remove_below(path)
        return [message]

    def _read(self, message: ForwardMsg, content: int) -> Node:
        # A message that names a content only by its hash was sent whole before, and read then.
        if message.delta.WhichOneof("type") == "add_block":
            kind = message.delta.add_block.WhichOneof("type") or "container"
            fragment = message.delta.fragment_id
            return Node(content, sys.intern(kind), sys.intern(fragment), self._run)
        element = message.delta.new_element
        if element.has_one_shot_effect:
            self._acting.add(content)
        element_type = element.WhichOneof("type")
        widget = getattr(getattr(element, element_type), "id", "") if element_type else ""
        if widget:
            self._widgets[content] = hash(widget)
        return Node(content, "", "", self._run)

    def _finish(self, message: ForwardMsg) -> list[ForwardMsg]:
        if message.script_finished not in _SUCCESSES:
            # Ended for the next run, or by an error: the browser clears nothing.
            return [message]
        if not message.metadata.run.script_run_id:
            # Ended by a request that failed: the browser cannot tell which run that was.
            self._forget()
            return [message]
        gone = set(self._list_gone())
        tops = {path for path in gone if path[:-1] not in gone} | self._displaced
        owners = {self._name_owner(path) for path in tops}
        for path in gone:
            del self._nodes[path]
        self._displaced.clear()
        self._is_known = self._is_known or not self._fragments
        if "" in owners or not self._unsent:
            for fragment in self._fragments or [*self._new_contents]:
                del self._new_contents[fragment]
            return [*self._send_all(), message]
        again = [unsent for path, unsent in self._unsent.items() if self._is_in(path, owners)]
        self._unsent.clear()
        for fragment in owners:
            del self._new_contents[fragment]
        message.metadata.run.fragment_ids[:] = sorted(owners) or [NOTHING_TO_CLEAR]
        return [*again, message]

    def _list_gone(self) -> Iterator[Path]:
        """The places that this run has not said, though it says all of their part of the page."""
        for path, node in self._nodes.items():
            if node.run != self._run and (
                not self._fragments or self._is_in(path[:-1], self._fragments, self._run)
            ):
                yield path

    def _name_owner(self, path: Path) -> str:
        container = self._nodes.get(path[:-1])
        return container.fragment if container is not None else ""

    def _is_in(self, path: Path, fragments: Collection[str], run: int = 0) -> bool:
        """Whether it is, or stands in, a container that these fragments have put there."""
        nodes = (self._nodes.get(path[:end]) for end in range(2, len(path) + 1))
        return any(
            node is not None and node.run >= run and node.fragment in fragments for node in nodes
        )

    def _send_all(self) -> list[ForwardMsg]:
        """What was left out so far; nothing more is from here on."""
        self._sends_all = True
        messages = list(self._unsent.values())
        self._unsent.clear()
        return messages

    def _remove_below(self, path: Path) -> None:
        for child in [child for child in self._nodes if child[: len(path)] == path != child]:
            del self._nodes[child]
            self._unsent.pop(child, None)
