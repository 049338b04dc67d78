"""Files are compressed once, kept, and checked by their content."""

from __future__ import annotations

import gzip
import os
import threading
from pathlib import Path

import brotli
import pytest

from placelib.server.files import Files, Folder
from tests.server.asking import ask, streamlit

GZIP = {"Accept-Encoding": "gzip, deflate"}
SHAPES = b'{"type": "FeatureCollection", "features": []}' * 50


@pytest.fixture
def static(tmp_path: Path) -> Path:
    folder = tmp_path / "static"
    (folder / "boundaries").mkdir(parents=True)
    (folder / "boundaries" / "ltla.json").write_bytes(SHAPES)
    (folder / "icon.png").write_bytes(b"\x89PNG")
    (tmp_path / "secret.json").write_text("{}")
    return folder


@pytest.fixture
def app(static: Path) -> Files:
    return Files(streamlit, [Folder("/app/static", static, is_hashed=False)])


def test_a_file_is_sent_compressed_and_says_so(app: Files) -> None:
    answer = ask(app, "/app/static/boundaries/ltla.json", GZIP)
    assert answer.headers["content-encoding"] == "gzip"
    assert answer.headers["vary"] == "Accept-Encoding"
    assert answer.headers["content-type"] == "application/json"
    assert len(answer.body) < len(SHAPES) / 10
    assert gzip.decompress(answer.body) == SHAPES


@pytest.mark.parametrize("accepted", ["", "zstd", "gzip;q=0", "gzip; q=0.0, br;q=0", "x-gzip-like"])
def test_who_accepts_no_encoding_of_ours_gets_the_file_from_the_server_behind(
    app: Files, accepted: str
) -> None:
    answer = ask(app, "/app/static/boundaries/ltla.json", {"Accept-Encoding": accepted})
    assert "content-encoding" not in answer.headers


@pytest.mark.parametrize("accepted", ["gzip", "br;q=0, GZIP;q=0.5", "deflate,gzip"])
def test_who_accepts_gzip_gets_it(app: Files, accepted: str) -> None:
    answer = ask(app, "/app/static/boundaries/ltla.json", {"Accept-Encoding": accepted})
    assert answer.headers["content-encoding"] == "gzip"


@pytest.mark.parametrize("accepted", ["br", "gzip, deflate, br, zstd", "gzip;q=0.5, BR;q=1.0"])
def test_who_accepts_brotli_gets_it(app: Files, accepted: str) -> None:
    answer = ask(app, "/app/static/boundaries/ltla.json", {"Accept-Encoding": accepted})
    assert answer.headers["content-encoding"] == "br"
    assert answer.headers["vary"] == "Accept-Encoding"
    assert brotli.decompress(answer.body) == SHAPES


def test_a_browser_asks_about_shapes_before_it_uses_them_again(app: Files) -> None:
    first = ask(app, "/app/static/boundaries/ltla.json", GZIP)
    assert first.headers["cache-control"] == "no-cache"
    again = ask(
        app, "/app/static/boundaries/ltla.json", {**GZIP, "If-None-Match": first.headers["etag"]}
    )
    assert (again.status, again.body) == (304, b"")


def test_a_changed_file_is_sent_anew(app: Files, static: Path) -> None:
    first = ask(app, "/app/static/boundaries/ltla.json", GZIP)
    file = static / "boundaries" / "ltla.json"
    file.write_bytes(b"{}")
    os.utime(file, ns=(1, 1))
    again = ask(
        app, "/app/static/boundaries/ltla.json", {**GZIP, "If-None-Match": first.headers["etag"]}
    )
    assert again.status == 200
    assert gzip.decompress(again.body) == b"{}"


def test_a_picture_is_sent_as_it_is_and_kept_for_a_day(app: Files) -> None:
    answer = ask(app, "/app/static/icon.png", GZIP)
    assert answer.body == b"\x89PNG"
    assert "content-encoding" not in answer.headers
    assert answer.headers["cache-control"] == "public, max-age=86400"


def test_a_bundle_whose_names_change_with_it_is_kept_for_good(tmp_path: Path) -> None:
    (tmp_path / "index.abc.js").write_text("let a = 1;" * 100)
    (tmp_path / "font.abc.woff2").write_bytes(b"font")
    app = Files(streamlit, [Folder("/static", tmp_path, is_hashed=True)])
    script = ask(app, "/static/index.abc.js", GZIP)
    assert script.headers["cache-control"] == "public, immutable, max-age=31536000"
    assert script.headers["content-type"].startswith("text/javascript")
    assert ask(app, "/static/font.abc.woff2", GZIP).body == b"Streamlit got 0"


@pytest.mark.parametrize(
    ("address", "headers", "method"),
    [
        ("/app/static/boundaries/ltla.json", {}, "GET"),
        ("/app/static/boundaries/ltla.json", {**GZIP, "Range": "bytes=0-9"}, "GET"),
        ("/app/static/boundaries/ltla.json", GZIP, "PUT"),
        ("/app/static/../secret.json", GZIP, "GET"),
        ("/app/static/%2e%2e/secret.json", GZIP, "GET"),
        ("/app/static/boundaries", GZIP, "GET"),
        ("/place", GZIP, "GET"),
    ],
)
def test_everything_else_goes_on_to_streamlit(
    app: Files, address: str, headers: dict[str, str], method: str
) -> None:
    assert ask(app, address, headers, method).body == b"Streamlit got 0"


def test_only_what_many_ask_for_is_compressed_before_anybody_asks(static: Path) -> None:
    (static / "rare.json").write_bytes(SHAPES)
    first = static / "boundaries" / "ltla.json"
    app = Files(streamlit, [Folder("/app/static", static, is_hashed=False)], first=[first])
    for thread in threading.enumerate():
        if thread.name == "compress files":
            thread.join()
    assert set(app._ready) == {("/app/static/boundaries/ltla.json", "br")}  # noqa: SLF001
    rare = ask(app, "/app/static/rare.json", {"Accept-Encoding": "br"})
    assert brotli.decompress(rare.body) == SHAPES


def test_a_file_of_ours_can_stand_in_the_place_of_another(static: Path) -> None:
    folders = [Folder("/app/static", static, is_hashed=False)]
    app = Files(streamlit, folders, {"/static/media/whole.abc.woff2": static / "icon.png"})
    answer = ask(app, "/static/media/whole.abc.woff2", GZIP)
    assert answer.body == b"\x89PNG"
    # Its name does not change with it, so it is not kept for good.
    assert answer.headers["cache-control"] == "public, max-age=86400"
