"""What a browser has of a page, so that a run sends it only what is new to it.

A run of a page says every element and container of it. Where a browser is told again what stands
in a place it keeps what it has: it compares the hashes (`lo` in Streamlit's script). The message
marks the place as part of the run, no more; at the end of a run what was not part of it is cleared.
That end names the parts (fragments) that are cleared, or none for the whole page. So what has not
changed is left out, and the end names only the parts in which something went; what was left out
of those is sent after all.

A browser also keeps contents by their hashes and says which it has, so that it is sent the hash
alone. It forgets some at the end of a run. What it says is therefore held against what it will
still have once all that was sent has arrived.
"""

from __future__ import annotations

import sys
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeAlias

from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

Path: TypeAlias = tuple[int, ...]

# No fragment has this name: the end of a run that clears nothing.
NOTHING_TO_CLEAR = "nothing"
_SUCCESSES = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)
# Opens whenever it is sent, also after its reader has closed it.
_DIALOG = "dialog"
# A content not sent in so many runs goes at the end of one that clears its part of the page
# (Streamlit's global.maxCachedMessageAge).
_OLDEST_CONTENT = 2
# A browser names all its contents in every request, 35 bytes each. Of more than so many a run is
# sent whole, and the old ones go; a page has 30 to 60.
_MOST_CONTENTS = 300


@dataclass(slots=True)
class Node:
    """What stands in one place of a page.

    ``content`` and ``widget`` are the numbers of its content's hash and of its widget's identifier,
    0 where it has none. A container has a ``kind`` and, where a fragment has put it there, that
    ``fragment``; both are empty for an element. ``run`` is the number of the last run that said it.
    Sending what ``has_effect`` does more than to show it.
    """

    content: int
    kind: str
    fragment: str
    widget: int
    has_effect: bool
    run: int


@dataclass(slots=True)
class Content:
    """A content that the browser keeps: after which end of a run it last came, and what it is."""

    end: int
    fragment: str
    widget: int
    has_effect: bool


class BrowserTree:
    """What the browser of one visit has, by what it was sent.

    tree = BrowserTree()
    for message in run:
        for new in tree.select(message):
            send(new)
    """

    def __init__(self) -> None:
        """Nothing is known of what it has: the first run is sent whole."""
        self._nodes: dict[Path, Node] = {}
        self._contents: dict[int, Content] = {}
        self._unsent: dict[Path, ForwardMsg] = {}
        self._displaced: set[Path] = set()
        self._page = ""
        self._run = 0
        self._ends = 0
        self._fragments: tuple[str, ...] = ()
        self._is_known = False
        self._is_whole = True
        self._is_running = False
        self._has_passing = False

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
                # The browser takes it for the main page: of the next run's page nothing is known.
                self._page = ""
            case "script_finished":
                return self._finish(message)
        return [message]

    def filter_contents(self, hashes: Iterable[str]) -> list[str]:
        """Those contents of a browser that it will still have once it has heard all that was sent.

        None while a run is being sent, at whose end some may go.
        """
        if self._is_running:
            return []
        return [name for name in hashes if hash(name) in self._contents]

    def _begin(self, message: ForwardMsg) -> None:
        self._fragments = tuple(message.metadata.run.fragment_ids)
        page = message.new_session.page_script_hash
        if page != self._page:
            self._forget_page()
        if not self._fragments:
            self._page = page
        self._run += 1
        self._unsent.clear()
        self._is_running, self._has_passing = True, False
        self._is_whole = not self._is_known or self._count_contents() > _MOST_CONTENTS

    def _count_contents(self) -> int:
        """Of the part of the page that the run is of."""
        if not self._fragments:
            return len(self._contents)
        return sum(content.fragment in self._fragments for content in self._contents.values())

    def _forget_page(self) -> None:
        self._is_known, self._is_whole = False, True
        self._nodes.clear()
        self._unsent.clear()
        self._displaced.clear()

    def _place(self, message: ForwardMsg) -> Sequence[ForwardMsg]:
        path: Path = tuple(message.metadata.delta_path)
        content = hash(message.hash or message.ref_hash)
        before = self._nodes.get(path)
        # An error of Streamlit's own comes without a hash, of which the number is 0.
        if before is not None and before.content == content != 0 and not before.has_effect:
            before.run = self._run
            if not self._is_whole:
                self._unsent[path] = message
                return ()
        return self._send(message, path, content, before)

    def _send(
        self, message: ForwardMsg, path: Path, content: int, before: Node | None
    ) -> list[ForwardMsg]:
        """Note what a message changes, which is sent with what has to go before it."""
        if message.delta.WhichOneof("type") == "new_transient":
            # It stands beside what is there and goes by itself: such a run is sent as it is, and so
            # is the next, since what it stood beside is not looked into.
            self._has_passing, self._is_known = True, False
            return [*self._send_whole(), message]
        node = self._nodes[path] = self._read(message, content)
        if before is not None:
            self._unsent.pop(path, None)
            if before.widget not in (0, node.widget):
                # The browser keeps it aside until the run's end, in case that it comes again.
                self._displaced.add(path)
            if before.kind != node.kind:
                self._remove_below(path)
        if node.kind == _DIALOG:
            return [*self._send_whole(), message]
        return [message]

    def _read(self, message: ForwardMsg, content: int) -> Node:
        if message.delta.WhichOneof("type") == "add_block":
            kind = message.delta.add_block.WhichOneof("type") or "container"
            fragment = message.delta.fragment_id
            return Node(
                content=content,
                kind=sys.intern(kind),
                fragment=sys.intern(fragment),
                widget=0,
                has_effect=kind == _DIALOG,
                run=self._run,
            )
        stored = self._keep(message, content)
        return Node(
            content=content,
            kind="",
            fragment="",
            widget=stored.widget,
            has_effect=stored.has_effect,
            run=self._run,
        )

    def _keep(self, message: ForwardMsg, content: int) -> Content:
        """What the message brings; the browser has it from now on where it is worth keeping."""
        stored = self._contents.get(content)
        if stored is None:
            element = message.delta.new_element
            kind = element.WhichOneof("type")
            widget = getattr(getattr(element, kind), "id", "") if kind else ""
            fragment = sys.intern(message.delta.fragment_id)
            stored = Content(self._ends, fragment, hash(widget), element.has_one_shot_effect)
            if message.metadata.cacheable:
                self._contents[content] = stored
        stored.end = self._ends
        return stored

    def _finish(self, message: ForwardMsg) -> list[ForwardMsg]:
        self._is_running = False
        if message.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            # The browser clears nothing, and waits for the next run.
            return [message]
        if message.script_finished not in _SUCCESSES or not message.metadata.run.script_run_id:
            # An error, or a request that failed, of which the browser cannot tell the run.
            self._contents.clear()
            self._forget_page()
            return [message]
        messages = [*self._choose_cleared(message), message]
        cleared = message.metadata.run.fragment_ids
        self._displaced = {
            path for path in self._displaced if cleared and self._name_owner(path) not in cleared
        }
        self._ends += 1
        for content, stored in [*self._contents.items()]:
            is_due = not cleared or stored.fragment in cleared
            if is_due and self._ends - stored.end > _OLDEST_CONTENT:
                del self._contents[content]
        self._is_known = not self._has_passing and (self._is_known or not self._fragments)
        return messages

    def _choose_cleared(self, message: ForwardMsg) -> list[ForwardMsg]:
        """Let the end of a run name what is cleared; what has to be sent before it."""
        gone = set(self._list_gone())
        tops = {path for path in gone if path[:-1] not in gone} | self._displaced
        owners = {self._name_owner(path) for path in tops}
        for path in gone:
            del self._nodes[path]
        if "" in owners or not self._unsent:
            return self._send_whole()
        again = [
            self._note_sent(unsent)
            for path, unsent in self._unsent.items()
            if self._is_in(path, owners)
        ]
        self._unsent.clear()
        message.metadata.run.fragment_ids[:] = sorted(owners) or [NOTHING_TO_CLEAR]
        return again

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

    def _send_whole(self) -> list[ForwardMsg]:
        """What was left out so far; nothing more is from here on."""
        self._is_whole = True
        messages = [self._note_sent(message) for message in self._unsent.values()]
        self._unsent.clear()
        return messages

    def _note_sent(self, message: ForwardMsg) -> ForwardMsg:
        """The same message, which was left out so far."""
        if message.delta.WhichOneof("type") != "add_block":
            self._keep(message, hash(message.hash or message.ref_hash))
        return message

    def _remove_below(self, path: Path) -> None:
        for child in [child for child in self._nodes if child[: len(path)] == path != child]:
            del self._nodes[child]
            self._unsent.pop(child, None)
