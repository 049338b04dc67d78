"""What Streamlit's script in a browser makes of a run's messages: a page's tree, kept contents.

The rules are those of `AppRoot`, of the visitor that clears stale nodes and of the list of
displaced widgets, as Streamlit 1.67's script has them: a node is set at its path and marks what it
is in as part of the run; the end of a run clears what was not part of it, for a fragment within
the containers that the fragment has set.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

Path = tuple[int, ...]
# A browser forgets a content that more runs than so many have not brought.
_OLDEST_CONTENT = 2
_SUCCESSES = (ForwardMsg.FINISHED_SUCCESSFULLY, ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY)


@dataclass
class DrawnNode:
    """An element, or a container of a kind: by which fragment it was set, and in which run."""

    element: Element | None
    kind: str
    fragment: str
    run: str
    content: str

    @property
    def widget(self) -> str:
        """The identifier of the widget that it is, empty for anything else."""
        kind = self.element.WhichOneof("type") if self.element is not None else None
        return getattr(getattr(self.element, kind), "id", "") if kind else ""


@dataclass
class DrawnPage:
    """The nodes of the page that a browser shows, by their paths.

    ``retained`` are the widgets that another element has displaced, with the container they were
    in: a browser keeps them out of sight until the end of the run.
    """

    nodes: dict[Path, DrawnNode] = field(default_factory=dict)
    retained: set[tuple[Path, str]] = field(default_factory=set)
    run: str = ""
    page: str = ""

    def begin(self, message: ForwardMsg) -> None:
        """Take in that a run begins; of another page than before, nothing is left."""
        page = message.new_session.page_script_hash
        if page != self.page:
            self.nodes.clear()
            self.retained.clear()
        if not message.metadata.run.fragment_ids:
            self.page = page
        self.run = message.metadata.run.script_run_id

    def place(self, path: Path, message: ForwardMsg) -> None:
        """Set what a message brings; for one that names another the caller gives that other."""
        before = self.nodes.get(path)
        kind, element = "", None
        if message.delta.WhichOneof("type") == "add_block":
            kind = message.delta.add_block.WhichOneof("type") or "container"
        else:
            element = message.delta.new_element
        node = DrawnNode(
            element=element,
            kind=kind,
            fragment=message.delta.fragment_id,
            run=self.run,
            content=message.hash,
        )
        if before is not None and before.kind and before.kind != kind:
            self._remove_below(path)
        if before is not None and before.widget and before.widget != node.widget:
            self.retained.add((path[:-1], before.widget))
        if node.widget:
            self.retained.discard((path[:-1], node.widget))
        self.nodes[path] = node
        for end in range(2, len(path)):
            self.nodes[path[:end]].run = self.run

    def finish(self, message: ForwardMsg) -> None:
        """Take in that a run has ended, and clear what it did not set."""
        if message.script_finished not in _SUCCESSES:
            return
        fragments = list(message.metadata.run.fragment_ids)
        for path in [*self.nodes]:
            # What goes first takes along what is in it.
            node = self.nodes.get(path)
            if node is not None and node.run != self.run and self._is_cleared(path, fragments):
                del self.nodes[path]
                self._remove_below(path)
        self.retained = {
            (container, widget)
            for container, widget in self.retained
            if not self._is_cleared((*container, 0), fragments)
        }

    def list_elements(self) -> list[tuple[Path, Element]]:
        """The elements of the page with their paths, in the order in which they are read."""
        nodes = sorted(self.nodes.items())
        return [(path, node.element) for path, node in nodes if node.element is not None]

    def _is_cleared(self, path: Path, fragments: Collection[str]) -> bool:
        """Whether the end of this run looks at what stands there."""
        containers = (self.nodes.get(path[:end]) for end in range(2, len(path)))
        return not fragments or any(
            node is not None and node.fragment in fragments and node.run == self.run
            for node in containers
        )

    def _remove_below(self, path: Path) -> None:
        for child in [child for child in self.nodes if child[: len(path)] == path != child]:
            del self.nodes[child]


@dataclass
class ContentStore:
    """The contents that a browser keeps by their hashes, as its `ForwardMessageCache` does."""

    messages: dict[str, ForwardMsg] = field(default_factory=dict)
    _ends: int = 0
    _used: dict[str, int] = field(default_factory=dict)

    def take(self, message: ForwardMsg) -> ForwardMsg:
        """What a message brings: itself, or what was kept by the hash that it names.

        Raises:
            KeyError: when the browser does not keep it, at which it stops for good.
        """
        name = message.ref_hash or message.hash
        if message.HasField("ref_hash"):
            message = self.messages[name]
        elif message.metadata.cacheable:
            self.messages.setdefault(name, message)
        if name in self.messages:
            self._used[name] = self._ends
        return message

    def finish(self, message: ForwardMsg) -> None:
        """Take in the end of a run: old contents of what it clears are forgotten."""
        if message.script_finished == ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            return
        self._ends += 1
        fragments = message.metadata.run.fragment_ids
        for name, used in [*self._used.items()]:
            is_due = not fragments or self.messages[name].delta.fragment_id in fragments
            if is_due and self._ends - used > _OLDEST_CONTENT:
                del self.messages[name], self._used[name]
