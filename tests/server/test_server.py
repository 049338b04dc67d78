"""The app as `streamlit run` and the production server serve it, asked without a browser."""

from __future__ import annotations

import asyncio
import json
import signal
from collections.abc import Iterator
from contextlib import suppress
from http.client import HTTPConnection, HTTPResponse
from urllib.parse import urlsplit

import pytest
from websockets.asyncio.client import connect
from websockets.exceptions import ConnectionClosed, InvalidStatus

from tests.browser.server import Server, running
from tests.measure.load.servers import serving
from tests.measure.load.session import connected

PAGES = ("", "place", "map", "trends", "compare", "quadrant", "authorities", "methods")


@pytest.fixture(scope="module", params=["streamlit run", "the production server"])
def server(request: pytest.FixtureRequest) -> Iterator[Server]:
    """One server of each kind, shared by the tests of this file."""
    with running() if request.param == "streamlit run" else serving() as started:
        yield started


def ask(server: Server, address: str, method: str = "GET", **headers: str) -> HTTPResponse:
    """The answer to one request, its body read already into `body`."""
    connection = HTTPConnection(urlsplit(server.url).netloc, timeout=60)
    connection.request(method, address, headers=headers)
    answer = connection.getresponse()
    answer.body = answer.read()  # type: ignore[attr-defined]
    connection.close()
    return answer


def test_it_is_alive_and_ready(server: Server) -> None:
    assert ask(server, "/healthz").status == 200
    answer = ask(server, "/readyz")
    assert answer.status == 200
    assert json.loads(answer.body)["data"] == "ok"  # type: ignore[attr-defined]


def test_every_page_carries_the_security_headers(server: Server) -> None:
    for page in PAGES:
        headers = ask(server, f"/{page}").headers
        assert "frame-ancestors 'self'" in headers["Content-Security-Policy"]
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "same-origin"
        assert headers["X-Frame-Options"] == "SAMEORIGIN"
    embedded = ask(server, "/map?embed=true").headers
    assert "frame-ancestors *" in embedded["Content-Security-Policy"]


def test_shapes_are_compressed_and_checked_before_they_are_used_again(server: Server) -> None:
    address = "/app/static/boundaries/ltla.geojson"
    gzip = {"Accept-Encoding": "gzip"}
    first = ask(server, address, **gzip)
    assert first.headers["Content-Encoding"] == "gzip"
    assert int(first.headers["Content-Length"]) < 200_000
    again = ask(server, address, **gzip, **{"If-None-Match": first.headers["ETag"]})
    assert again.status == 304


def test_the_bundle_is_compressed_and_kept_for_good(server: Server) -> None:
    page = ask(server, "/").body.decode()  # type: ignore[attr-defined]
    script = page.partition('src="./static')[2].partition('"')[0]
    answer = ask(server, f"/static{script}", **{"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert "immutable" in answer.headers["Cache-Control"]


def test_the_servers_figures_are_closed(server: Server) -> None:
    assert ask(server, "/_stcore/metrics").status == 404


def test_an_upload_without_a_token_or_of_another_kind_is_refused(server: Server) -> None:
    # Bad inputs 9 and 87: the kind is looked at before anything else.
    address = "/_stcore/upload_file/no-session/no-file"
    for name, status in (("page.html", 415), ("table.csv", 403)):
        connection = HTTPConnection(urlsplit(server.url).netloc, timeout=60)
        head = f'--b\r\nContent-Disposition: form-data; name="f"; filename="{name}"\r\n\r\nx'
        connection.request(
            "PUT",
            address,
            body=f"{head}\r\n--b--\r\n",
            headers={
                "Content-Type": "multipart/form-data; boundary=b",
                "X-Xsrftoken": "forged",
                "Cookie": "_streamlit_xsrf=2|other|token|1",
            },
        )
        assert connection.getresponse().status == status
        connection.close()


def test_a_malformed_or_huge_message_ends_its_connection_and_nothing_else(server: Server) -> None:
    # Bad input 86.
    address = f"{server.url.replace('http', 'ws', 1)}/_stcore/stream"

    async def send(data: bytes) -> int:
        async with connect(address, max_size=None) as socket:
            # The server may refuse a message before all of it has been sent.
            with suppress(ConnectionClosed):
                await socket.send(data)
            async with asyncio.timeout(30):
                await socket.wait_closed()
            assert socket.close_code is not None
            return socket.close_code

    assert asyncio.run(send(b"\xff" * 100)) == 1002
    assert asyncio.run(send(b"\x00" * 3_000_000)) == 1009
    assert ask(server, "/healthz").status == 200


def test_a_page_of_another_site_cannot_open_a_session(server: Server) -> None:
    address = f"{server.url.replace('http', 'ws', 1)}/_stcore/stream"

    async def knock(origin: str) -> None:
        async with connect(address, additional_headers={"Origin": origin}):
            pass

    with pytest.raises(InvalidStatus, match="403"):
        asyncio.run(knock("https://elsewhere.example"))
    asyncio.run(knock(server.url))


def test_every_page_answers_a_visitor(server: Server) -> None:
    async def visit() -> None:
        async with connected(server.url) as tab:
            for page in PAGES:
                answer = await tab.open(page)
                assert answer.messages > 5
                assert tab.texts()

    asyncio.run(visit())


def test_a_server_whose_workshops_do_not_answer_is_not_ready_and_says_so() -> None:
    # Nothing listens on this port.
    nowhere = {"BEND_WORKSHOP_DATABASE": "postgresql+psycopg://nobody@127.0.0.1:9/none"}
    with serving(nowhere) as server:
        answer = ask(server, "/readyz")
        assert answer.status == 503
        said = json.loads(answer.body)  # type: ignore[attr-defined]
        assert said == {
            "ready": False,
            "stopping": False,
            "data": "ok",
            "descriptors": "ok",
            "workshops": "does not answer",
        }
        assert ask(server, "/healthz").status == 200


def test_the_production_server_lets_a_run_finish_writes_json_lines_and_ends() -> None:
    async def visit(server: Server) -> None:
        async with connected(server.url) as tab:
            await tab.open("place", area="E08000012")
            run = asyncio.create_task(tab.open("place", area="E08000003"))
            # The page is emptied when the run begins.
            while "Liverpool" in " ".join(tab.texts()):
                await asyncio.sleep(0.001)
            server.process.send_signal(signal.SIGTERM)
            await run
            assert "Manchester" in tab.texts()[0]

    with serving() as server:
        asyncio.run(visit(server))
        assert server.process.wait(30) in {0, -signal.SIGTERM}
        lines = [json.loads(line) for line in server.output().splitlines()]
    said = [line["message"] for line in lines]
    assert [one for one in said if one in {"ready", "stopping", "stopped"}] == [
        "ready",
        "stopping",
        "stopped",
    ]
    assert lines[-1]["every_run_finished"] is True
    assert "127.0.0.1" not in json.dumps(lines)
