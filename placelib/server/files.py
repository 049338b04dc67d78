"""Files that a browser fetches: compressed once, kept in memory, checked by their content."""

from __future__ import annotations

import gzip
import hashlib
import mimetypes
import threading
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

# What compression makes smaller; pictures and fonts are compressed already.
SHRINKING = {".js", ".css", ".html", ".json", ".geojson", ".svg", ".txt", ".map", ".wasm"}
# Level 9 saves 0.3% more than 6 and takes twice as long.
LEVEL = 6
FOREVER = "public, immutable, max-age=31536000"
A_DAY = "public, max-age=86400"
# Kept by the browser, but asked about before each use: the answer is then 304 and a hundred bytes.
ASK_FIRST = "no-cache"


@dataclass(frozen=True)
class Folder:
    """A folder of files and the address below which they are served.

    ``hashed``: names change with the content, as those of a bundle do, so a file never changes.
    """

    address: str
    path: Path
    hashed: bool

    def cache_control(self, file: Path) -> str:
        """How long a browser may keep a file of this folder."""
        if self.hashed:
            return FOREVER
        # Shapes belong to the figures on the page and must never be older than they are.
        return ASK_FIRST if file.suffix in {".json", ".geojson"} else A_DAY


@dataclass(frozen=True, slots=True)
class ReadyFile:
    """A file ready to be sent: its body, the headers that go with it, and what it was made from."""

    body: bytes
    headers: dict[str, str]
    stamp: tuple[int, int]


class Files:
    """Serves the files of some folders, compressed, to browsers that can read gzip.

    Everything else goes on to Streamlit: other addresses, parts of a file, other methods. Only
    names found when the server started are served, so no address leads anywhere else.
    """

    def __init__(
        self, app: ASGIApp, folders: Sequence[Folder], instead: Mapping[str, Path] | None = None
    ) -> None:
        """List the files; each is compressed when it is first asked for, if not before.

        ``instead`` gives, by address, files of ours in the place of others.
        """
        self.app = app
        self._files = dict(_listed(folders))
        for address, file in (instead or {}).items():
            self._files[address] = Folder(address, file.parent, hashed=False), file
        self._ready: dict[str, ReadyFile] = {}
        self._lock = threading.Lock()
        threading.Thread(target=self._prepare, name="compress files", daemon=True).start()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request for one of the files, or pass the request on."""
        listing = self._files.get(scope["path"]) if scope["type"] == "http" else None
        if listing is None or not _is_plain_request(scope):
            await self.app(scope, receive, send)
            return
        ready = await self._current(scope["path"], *listing)
        headers = Headers(scope=scope)
        if ready.headers["ETag"] in headers.get("if-none-match", ""):
            answer = Response(status_code=304, headers=ready.headers)
        else:
            answer = Response(ready.body, headers=ready.headers)
        await answer(scope, receive, send)

    async def _current(self, address: str, folder: Folder, file: Path) -> ReadyFile:
        ready = self._ready.get(address)
        if ready is not None and (folder.hashed or ready.stamp == _stamp(file)):
            return ready
        return await run_in_threadpool(self._prepare_file, address, folder, file)

    def _prepare_file(self, address: str, folder: Folder, file: Path) -> ReadyFile:
        ready = read(file, folder.cache_control(file))
        with self._lock:
            self._ready[address] = ready
        return ready

    def _prepare(self) -> None:
        for address, (folder, file) in self._files.items():
            if address not in self._ready:
                self._prepare_file(address, folder, file)


def read(file: Path, cache_control: str) -> ReadyFile:
    """A file as it is sent, compressed where that makes it smaller."""
    stamp, body = _stamp(file), file.read_bytes()
    headers = {
        "Content-Type": _type_of(file),
        "Cache-Control": cache_control,
        "ETag": f'"{hashlib.sha256(body).hexdigest()[:20]}"',
        "Access-Control-Allow-Origin": "*",
    }
    if file.suffix in SHRINKING:
        body = gzip.compress(body, LEVEL)
        headers |= {"Content-Encoding": "gzip", "Vary": "Accept-Encoding"}
    return ReadyFile(body, headers, stamp)


def reads_gzip(headers: Headers) -> bool:
    """True when a browser accepts gzip: named in Accept-Encoding, and not with the weight 0."""
    for choice in headers.get("accept-encoding", "").lower().split(","):
        name, _, weight = choice.partition(";")
        if name.strip() == "gzip":
            return weight.replace(" ", "") not in {"q=0", "q=0.0", "q=0.00", "q=0.000"}
    return False


def _listed(folders: Sequence[Folder]) -> Iterator[tuple[str, tuple[Folder, Path]]]:
    for folder in folders:
        for file in sorted(folder.path.rglob("*")):
            if file.is_file() and (not folder.hashed or file.suffix in SHRINKING):
                name = file.relative_to(folder.path).as_posix()
                yield f"{folder.address}/{name}", (folder, file)


def _is_plain_request(scope: Scope) -> bool:
    headers = Headers(scope=scope)
    return scope["method"] in {"GET", "HEAD"} and reads_gzip(headers) and "range" not in headers


def _stamp(file: Path) -> tuple[int, int]:
    state = file.stat()
    return state.st_mtime_ns, state.st_size


def _type_of(file: Path) -> str:
    if file.suffix == ".js":
        return "text/javascript"
    if file.suffix == ".geojson":
        return "application/geo+json"
    return mimetypes.guess_type(file.name)[0] or "application/octet-stream"
