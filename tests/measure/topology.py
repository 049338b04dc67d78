"""The deployment's parts without containers: nginx, two processes of the app, PostgreSQL.

    python -m tests.measure.topology      (make measure WHAT=topology)

Everything listens on loopback and ends with the script, which prints a table of what it has seen.
"""

from __future__ import annotations

import asyncio
import secrets
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from websockets.exceptions import ConnectionClosed

from placelib.workshop.database import VARIABLE
from tests import debian
from tests.browser.server import ROOT, Server, free_port
from tests.measure.load.servers import serving
from tests.measure.load.session import connected
from tests.workshop import postgresql

CONFIGURATION = ROOT / "deploy" / "nginx.conf"
COOKIE = "bend_process"
SECONDS = 60.0


@dataclass(frozen=True)
class Topology:
    """What runs: nginx's address, the processes by the address nginx knows them by, its log."""

    url: str
    processes: dict[str, Server]
    log: Path

    def get(self, path: str, cookie: str = "", **headers: str) -> tuple[int, dict[str, str], bytes]:
        """Status, headers (names in lower case) and body of one answer through nginx."""
        connection = HTTPConnection(self.url.removeprefix("http://"), timeout=SECONDS)
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if cookie:
            sent["Cookie"] = f"{COOKIE}={cookie}"
        try:
            connection.request("GET", path, headers=sent)
            answer = connection.getresponse()
            found = {name.lower(): value for name, value in answer.getheaders()}
            return answer.status, found, answer.read()
        finally:
            connection.close()

    def process_of(self, cookie: str) -> str:
        """The address of the process that answers a visitor with this cookie."""
        mark = secrets.token_hex(8)
        self.get(f"/healthz/{mark}", cookie)
        # The last that was asked is the one that answered; one that is down stands before it.
        return self.logged(mark).split()[4].split(",")[-1].strip()

    def logged(self, words: str) -> str:
        """The first line of nginx's log with the words in it, waited for."""
        deadline = time.monotonic() + SECONDS
        while time.monotonic() < deadline:
            for line in self.log.read_text("utf-8").splitlines():
                if words in line:
                    # Addresses of several processes are written with a comma and a space.
                    return line.replace(", ", ",")
            time.sleep(0.02)
        raise AssertionError(f"nginx did not log {words}.")


def configuration(port: int, processes: list[str], folder: Path) -> str:
    """The deployment's own nginx.conf with this machine's addresses and a folder of its own."""
    text = CONFIGURATION.read_text("utf-8")
    for name, address in zip(("app1:8501", "app2:8501"), processes, strict=True):
        text = text.replace(name, address)
    text = text.replace("listen 8080", f"listen 127.0.0.1:{port}")
    text = text.replace("/tmp/nginx", f"{folder}/nginx")  # noqa: S108  the container's own /tmp
    text = text.replace("worker_processes auto", "worker_processes 1")
    return text.replace("/dev/stdout", f"{folder}/log").replace("/dev/stderr", f"{folder}/errors")


@contextmanager
def proxy(processes: list[str]) -> Iterator[tuple[str, Path]]:
    """nginx in front of the processes: its address and its log."""
    program = debian.found("nginx")
    assert program, "Install nginx, as with `apt-get install nginx`."
    with tempfile.TemporaryDirectory(prefix="bend-nginx-") as name:
        folder, port = Path(name), free_port()
        folder.chmod(0o777)  # its workers run as a user without rights
        (folder / "nginx.conf").write_text(configuration(port, processes, folder), "utf-8")
        process = subprocess.Popen(
            [program, "-p", name, "-c", str(folder / "nginx.conf"), "-g", "daemon off;"],
            stdin=subprocess.DEVNULL,
        )
        try:
            yield f"http://127.0.0.1:{port}", folder / "log"
        finally:
            process.terminate()
            process.wait(30)


@contextmanager
def running() -> Iterator[Topology]:
    """The whole topology, ready, for as long as the block runs."""
    with ExitStack() as stack:
        database = stack.enter_context(postgresql.server())
        address = database.render_as_string(hide_password=False)
        servers = [stack.enter_context(serving({VARIABLE: address})) for _ in range(2)]
        names = [server.url.removeprefix("http://") for server in servers]
        url, log = stack.enter_context(proxy(names))
        topology = Topology(url, dict(zip(names, servers, strict=True)), log)
        deadline = time.monotonic() + SECONDS
        while True:
            try:
                if topology.get("/readyz")[0] == 200:
                    break
            except (OSError, HTTPException):
                pass
            assert time.monotonic() < deadline, "nginx was not ready after a minute."
            time.sleep(0.05)
        yield topology


def a_page_comes_through_with_a_cookie(topology: Topology) -> str:
    """The first answer sets the cookie that leads a browser back to its process."""
    status, headers, body = topology.get("/place?area=E08000012")
    assert status == 200
    assert b"<title>" in body
    given = headers["set-cookie"]
    assert given.startswith(f"{COOKIE}=")
    assert {"HttpOnly", "SameSite=Lax", "Path=/"} <= set(given.split("; "))
    again = topology.get("/", cookie=given.split(";")[0].partition("=")[2])
    assert COOKIE not in again[1].get("set-cookie", "")
    assert "content-security-policy" in headers
    return f"status 200, {len(body):,} bytes, cookie set once"


def files_come_compressed(topology: Topology) -> str:
    """What the app has compressed goes through as it is."""
    path = "/app/static/boundaries/ltla.geojson"
    status, headers, body = topology.get(path, Accept_Encoding="gzip")
    plain = topology.get(path)[2]
    assert status == 200
    assert headers["content-encoding"] == "gzip"
    assert len(body) < len(plain) / 2
    return f"{len(plain):,} bytes as {len(body):,}"


def one_cookie_leads_to_one_process(topology: Topology) -> str:
    """The same visitor comes back to the same process; many visitors use both."""
    visitors = [secrets.token_hex(16) for _ in range(24)]
    first = [topology.process_of(one) for one in visitors]
    assert [topology.process_of(one) for one in visitors] == first
    assert set(first) == set(topology.processes)
    return f"24 visitors, {' and '.join(str(first.count(one)) for one in topology.processes)}"


def a_session_runs_through_the_websocket(topology: Topology) -> str:
    """Pages answer over the websocket, on the process that the cookie leads to."""
    cookie = secrets.token_hex(16)

    async def visit() -> list[str]:
        async with connected(topology.url, headers={"Cookie": f"{COOKIE}={cookie}"}) as tab:
            await tab.open("place", area="E08000012")
            await tab.open("trends")
            return tab.texts()

    texts = asyncio.run(visit())
    assert "Employment rate" in " ".join(texts)
    return f"two pages, {len(texts)} texts on the second"


def a_killed_process_sends_its_visitors_to_the_other(topology: Topology) -> str:
    """The connection breaks; the next one, with the same cookie and address, works at once."""
    cookie = secrets.token_hex(16)
    home = topology.process_of(cookie)

    async def visit() -> float:
        headers = {"Cookie": f"{COOKIE}={cookie}"}
        async with connected(topology.url, headers=headers) as tab:
            await tab.open("place", area="E08000012")
            topology.processes[home].process.kill()
            try:
                await tab.rerun()
            except ConnectionClosed:
                pass
            else:
                raise AssertionError("The connection outlived its process.")
        began = time.monotonic()
        async with connected(topology.url, headers=headers) as tab:
            await tab.open("place", area="E08000012")
            assert "Liverpool" in " ".join(tab.texts())
        return time.monotonic() - began

    seconds = asyncio.run(visit())
    other = topology.process_of(cookie)
    assert other in topology.processes
    assert other != home
    return f"the page was there again after {seconds:.1f} s"


Check = Callable[[Topology], str]
# The last of them leaves one process dead.
CHECKS: tuple[Check, ...] = (
    a_page_comes_through_with_a_cookie,
    files_come_compressed,
    one_cookie_leads_to_one_process,
    a_session_runs_through_the_websocket,
    a_killed_process_sends_its_visitors_to_the_other,
)


def main() -> int:
    """Run every check and print one line for each; 1 when one failed."""
    failed = 0
    with running() as topology:
        for check in CHECKS:
            name = check.__name__.replace("_", " ")
            try:
                print(f"ok    {name}: {check(topology)}", flush=True)
            except AssertionError as problem:
                failed += 1
                print(f"WRONG {name}: {problem}", flush=True)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
