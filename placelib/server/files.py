"""Files that a browser fetches: compressed once, kept in memory, checked by their content.

Only those that have been asked for are there, and those that are sure to be (ADR 83).
"""

from __future__ import annotations

import hashlib
import mimetypes
import threading
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import ASGIApp, Receive, Scope, Send

from placelib.server.bundle_edits import read_served
from placelib.server.compression import Encoding, choose_encoding, compress_file

# What compression makes smaller; pictures and fonts are compressed already.
SHRINKING = {".js", ".css", ".html", ".json", ".geojson", ".svg", ".txt", ".map", ".wasm"}
FOREVER = "public, immutable, max-age=31536000"
A_DAY = "public, max-age=86400"
# Kept by the browser, but asked about before each use: the answer is then 304 and a hundred bytes.
ASK_FIRST = "no-cache"


@dataclass(frozen=True)
class Folder:
    """A folder of files and the address below which they are served.

    ``is_hashed``: names change with the content, as those of a bundle do, so a file never changes.
    """

    address: str
    path: Path
    is_hashed: bool

    def cache_control(self, file: Path) -> str:
        """How long a browser may keep a file of this folder."""
        if self.is_hashed:
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
    """Serves the files of some folders, compressed, to browsers that can read Brotli or gzip.

    Everything else goes on to Streamlit: other addresses, parts of a file, other methods. Only
    names found when the server started are served, so no address leads anywhere else.
    """

    def __init__(
        self,
        app: ASGIApp,
        folders: Sequence[Folder],
        instead: Mapping[str, Path] | None = None,
        first: Collection[Path] = (),
    ) -> None:
        """List the files; each is compressed when it is first asked for.

        ``instead`` gives, by address, files of ours in the place of others. ``first`` are those
        that many ask for, which are compressed in Brotli before anybody does.
        """
        self.app = app
        self._files = dict(_list_files(folders))
        for address, file in (instead or {}).items():
            self._files[address] = Folder(address, file.parent, is_hashed=False), file
        self._ready: dict[tuple[str, Encoding], ReadyFile] = {}
        self._lock = threading.Lock()
        threading.Thread(
            target=self._prepare, args=(first,), name="compress files", daemon=True
        ).start()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer a request for one of the files, or pass the request on."""
        listing = self._files.get(scope["path"]) if scope["type"] == "http" else None
        if listing is None or not _is_plain_request(scope):
            await self.app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        ready = await self._current(scope["path"], *listing, choose_encoding(headers))
        if ready.headers["ETag"] in headers.get("if-none-match", ""):
            answer = Response(status_code=304, headers=ready.headers)
        else:
            answer = Response(ready.body, headers=ready.headers)
        await answer(scope, receive, send)

    async def _current(
        self, address: str, folder: Folder, file: Path, encoding: Encoding
    ) -> ReadyFile:
        ready = self._ready.get((address, encoding))
        if ready is not None and (folder.is_hashed or ready.stamp == _read_stamp(file)):
            return ready
        return await run_in_threadpool(self._prepare_file, address, folder, file, encoding)

    def _prepare_file(
        self, address: str, folder: Folder, file: Path, encoding: Encoding
    ) -> ReadyFile:
        ready = read(file, folder.cache_control(file), encoding)
        with self._lock:
            self._ready[address, encoding] = ready
        return ready

    def _prepare(self, first: Collection[Path]) -> None:
        # For the browsers of today; the few that read gzip alone wait for it once.
        for address, (folder, file) in self._files.items():
            if file in first and (address, "br") not in self._ready:
                self._prepare_file(address, folder, file, "br")


def read(file: Path, cache_control: str, encoding: Encoding) -> ReadyFile:
    """A file as it is sent, compressed where that makes it smaller."""
    stamp, body = _read_stamp(file), read_served(file)
    headers = {
        "Content-Type": _find_type(file),
        "Cache-Control": cache_control,
        "ETag": f'"{hashlib.sha256(body).hexdigest()[:20]}"',
        "Access-Control-Allow-Origin": "*",
    }
    if file.suffix in SHRINKING and encoding:
        body = compress_file(body, encoding)
        headers |= {"Content-Encoding": encoding, "Vary": "Accept-Encoding"}
    return ReadyFile(body, headers, stamp)


def _list_files(folders: Sequence[Folder]) -> Iterator[tuple[str, tuple[Folder, Path]]]:
    for folder in folders:
        for file in sorted(folder.path.rglob("*")):
            if file.is_file() and (not folder.is_hashed or file.suffix in SHRINKING):
                name = file.relative_to(folder.path).as_posix()
                yield f"{folder.address}/{name}", (folder, file)


def _is_plain_request(scope: Scope) -> bool:
    headers = Headers(scope=scope)
    is_read = scope["method"] in {"GET", "HEAD"} and "range" not in headers
    return is_read and bool(choose_encoding(headers))


def _read_stamp(file: Path) -> tuple[int, int]:
    state = file.stat()
    return state.st_mtime_ns, state.st_size


def _find_type(file: Path) -> str:
    if file.suffix == ".js":
        return "text/javascript"
    if file.suffix == ".geojson":
        return "application/geo+json"
    return mimetypes.guess_type(file.name)[0] or "application/octet-stream"
