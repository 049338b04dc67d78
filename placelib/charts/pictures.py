"""Pictures of finished chart specifications, drawn on the server without a browser or a network.

The drawing is done by vl-convert, a JavaScript engine of some 200 MB that takes a second to start:
it runs in a child process that draws for everybody in turn and ends when nobody has asked for a
minute, so that visitors' pages keep the processors and the memory.
"""

from __future__ import annotations

import atexit
import json
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from placelib.charts.picture_frame import PictureFrame
from placelib.charts.theme import FONT, LIGHT
from placelib.errors import NoPicture
from placelib.fair_queue import FairQueue, Ticket

Specification = Mapping[str, Any]

ROOT = Path(__file__).resolve().parents[2]
STATIC = ROOT / "static"
# What a specification writes before the name of a file of static/.
SERVED = "app/static/"
# The ground of a picture that lies on whatever is behind it.
CLEAR = "transparent"
WIDTH = 640
SCALE = 3.0
CHILD_SECONDS = 60
# Thirty briefs at once are drawn within a minute; the last of them waits for the others.
WAIT_SECONDS = 150
# Most are drawn sooner, and nobody hears of a queue.
SAY_SECONDS = 1.0
IDLE_SECONDS = 60
# What an engine has not given back after so many requests goes with it.
_MOST_REQUESTS = 100
_START = (
    "import sys; sys.path.insert(0, sys.argv[1]); from placelib.charts.drawing import main; main()"
)
# The bundled fonts have none, and the engine would take another font for the whole text.
_ARROWS = dict.fromkeys(map(ord, "→←↑↓"))
_SEATS = FairQueue(1)


@dataclass(frozen=True, slots=True)
class _Turn:
    """Whose turn drawing is, and who hears how many come first."""

    visitor: str
    say_wait: Callable[[int], None]


_NOBODY = _Turn("", lambda _: None)
_TURN: ContextVar[_Turn] = ContextVar("turn", default=_NOBODY)


def pictures(
    specifications: Sequence[Specification],
    *,
    kind: str = "png",
    width: int = WIDTH,
    scale: float = SCALE,
    ground: str = LIGHT.page,
) -> list[bytes]:
    """A picture of each specification on white, ``png`` or ``svg``, in their order.

    ``ground`` is what it lies on where that is not white, as CLEAR for the page it will stand in.
    ``width`` in pixels takes the place of the container's; a PNG has ``scale`` times as many.
    Boundaries named by address are put in from ``static``; any other address is refused. Those for
    whom pictures are drawn take turns (``drawing_for``).

    Raises:
        NoPicture: when a chart cannot be drawn, takes too long, or too many wait.
    """
    if not specifications:
        return []
    return _draw(specifications, kind, width, scale, ground=ground)


def framed_picture(
    specifications: Sequence[Specification],
    frame: PictureFrame,
    *,
    kind: str = "png",
    width: int = WIDTH,
    scale: float = SCALE,
) -> bytes:
    """One picture of the specifications between a headline and a source, ``png`` or ``svg``.

    The app's font is in the picture. The rest, and what is raised, is as for `pictures`.
    """
    return _draw(specifications, kind, width, scale, frame)[0]


def _draw(
    specifications: Sequence[Specification],
    kind: str,
    width: int,
    scale: float,
    frame: PictureFrame | None = None,
    ground: str = LIGHT.page,
) -> list[bytes]:
    request = {
        "specifications": [
            _complete(specification, width, ground) for specification in specifications
        ],
        "frame": asdict(frame) if frame else None,
        "fonts": str(STATIC / "fonts"),
        "kind": kind,
        "scale": scale,
    }
    turn = _TURN.get()
    with _SEATS.join(turn.visitor) as ticket:
        if not _wait_for_seat(ticket, turn.say_wait):
            raise NoPicture("others are being drawn")
        return _ENGINE.draw(json.dumps(request).encode("ascii"))


def _wait_for_seat(ticket: Ticket, say_wait: Callable[[int], None]) -> bool:
    """True once it is the ticket's turn; meanwhile say, at each change, how many come first."""
    deadline = time.monotonic() + WAIT_SECONDS
    last: int | None = None
    while not ticket.wait(SAY_SECONDS):
        if time.monotonic() > deadline:
            return False
        # Whoever has the seat comes first as well.
        ahead = ticket.count_ahead() + 1
        if ahead != last:
            say_wait(ahead)
            last = ahead
    if last is not None:
        say_wait(0)
    return True


@contextmanager
def drawing_for(visitor: str, say_wait: Callable[[int], None] | None = None) -> Iterator[None]:
    """Draw what the block asks for in the turn of a visitor.

    ``say_wait`` is called where that takes longer than a second: with how many requests of others
    come first, whenever that changes, and with 0 once the visitor's own is being drawn.
    """
    token = _TURN.set(_Turn(visitor, say_wait or _NOBODY.say_wait))
    try:
        yield
    finally:
        _TURN.reset(token)


def count_waiting_others(visitor: str) -> int:
    """How many requests of visitors other than this one are being drawn or wait for it."""
    return _SEATS.count_others(visitor)


class _Engine:
    """The child process that draws: started when it is needed, ended when it rests or fails.

    Only whoever has the seat may use it.
    """

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None
        self._requests = 0
        self._lock = threading.Lock()
        self._rest: threading.Timer | None = None

    def draw(self, request: bytes) -> list[bytes]:
        """The pictures of one request; raises NoPicture, after which the next is drawn afresh."""
        with self._lock:
            if self._rest is not None:
                self._rest.cancel()
            if self._requests >= _MOST_REQUESTS:
                self._end()
            child = self._child
            if child is None or child.poll() is not None:
                child = self._start()
            self._requests += 1
            pictures = self._ask(child, request)
            self._rest = threading.Timer(IDLE_SECONDS, self.stop)
            self._rest.daemon = True
            self._rest.start()
            return pictures

    def _ask(self, child: subprocess.Popen[bytes], request: bytes) -> list[bytes]:
        assert child.stdin is not None
        assert child.stdout is not None
        clock = threading.Timer(CHILD_SECONDS, child.kill)
        clock.start()
        try:
            child.stdin.write(request + b"\n")
            child.stdin.flush()
            head = child.stdout.readline()
            pictures = [child.stdout.read(length) for length in json.loads(head or b"[]")]
        except (OSError, ValueError):
            # The child has ended; which of the pipes says so first is a matter of chance.
            head, pictures = b"", []
        finally:
            is_late = not clock.is_alive()
            clock.cancel()
        if not head:
            self._end()
            raise NoPicture(
                f"it took longer than {CHILD_SECONDS} seconds"
                if is_late
                else "the chart's description cannot be drawn"
            )
        return pictures

    def _start(self) -> subprocess.Popen[bytes]:
        self._child = subprocess.Popen(  # noqa: S603 - a fixed command: this interpreter, this package
            [sys.executable, "-I", "-X", "utf8", "-c", _START, str(ROOT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={},
        )
        self._requests = 0
        return self._child

    def stop(self) -> None:
        """End the child process; the next picture starts another."""
        with self._lock:
            self._end()

    def _end(self) -> None:
        if self._child is not None:
            self._child.kill()
            self._child.communicate()
        self._child = None


_ENGINE = _Engine()
atexit.register(_ENGINE.stop)


def _complete(specification: Specification, width: int, ground: str) -> dict[str, Any]:
    """The specification with a size of its own, on a ground, and with the geometry inside it."""
    complete: dict[str, Any] = _inlined(specification)
    config = {"font": FONT, **complete.get("config", {}), "background": ground}
    complete |= {"config": config, "background": ground}
    if complete.get("width") == "container":
        complete["width"] = width
        complete["autosize"] = {"type": "fit-x", "contains": "padding"}
    return complete


def _inlined(part: Any) -> Any:
    if isinstance(part, Mapping):
        inlined = {name: _weighed(name, _inlined(value)) for name, value in part.items()}
        address = inlined.get("url")
        if isinstance(address, str):
            del inlined["url"]
            inlined["values"] = _file(address)
        return inlined
    if isinstance(part, list | tuple):
        return [_inlined(item) for item in part]
    return part.translate(_ARROWS).strip() if isinstance(part, str) and _has_arrow(part) else part


def _has_arrow(text: str) -> bool:
    return any(ord(letter) in _ARROWS for letter in text)


def _weighed(name: str, value: Any) -> Any:
    # The fonts have two weights; for one in between the engine takes another family's italics.
    return "bold" if name.lower().endswith("fontweight") and value == 600 else value


def _file(address: str) -> Any:
    path = (STATIC / address.removeprefix(SERVED)).resolve()
    if not address.startswith(SERVED) or not path.is_relative_to(STATIC):
        raise NoPicture("the chart asks for a file that is not ours")
    try:
        return json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        raise NoPicture(f"its file {path.name} cannot be read") from None
