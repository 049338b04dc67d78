"""The HTML of a page carries our title, fonts and script; everything else passes as it was."""

from __future__ import annotations

import base64
import gzip
import hashlib
from pathlib import Path

import brotli
import pytest
import streamlit as st
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.types import Receive, Scope, Send

from placelib.server import front
from placelib.server.front import CONNECT, FrontPage, decorate_page
from placelib.server.headers import SecurityHeaders
from placelib.ui import server
from placelib.urls import PAGES
from tests.server.asking import ask

INDEX = (Path(st.__file__).parent / "static" / "index.html").read_text("utf-8")


async def behind(scope: Scope, receive: Receive, send: Send) -> None:
    is_page = scope["path"] in {"/", "/place"}
    headers = {"ETag": '"of the file"'}
    answer = HTMLResponse(INDEX, headers=headers) if is_page else PlainTextResponse("<title>")
    await answer(scope, receive, send)


APP = FrontPage(
    behind,
    lambda path, query: (f"{path} & {query}", "What it <is>"),
    lambda path, _: ["Map.abc.js"] if path == "/place" else [],
)


def test_a_page_has_our_title_description_and_script_and_none_of_streamlits_font() -> None:
    html = ask(APP, "/place?area=E08000012").body.decode()
    assert "<title>/place &amp; area=E08000012</title>" in html
    assert 'content="What it &lt;is&gt;"' in html
    assert 'src="./app/static/access.js"' in html
    assert 'href="./app/static/finder.js"' in html
    assert "favicon" not in html
    assert '<link rel="icon" type="image/png" href="./app/static/icon.png" />' in html
    assert "<title>Streamlit</title>" not in html
    assert "SourceSans" in INDEX
    assert "SourceSans" not in html


def test_a_page_asks_for_what_it_will_draw_after_what_it_cannot_do_without() -> None:
    html = ask(APP, "/place").body.decode()
    wanted = html.index('fetchpriority="low" crossorigin href="./static/js/Map.abc.js"')
    assert html.index('<script type="module"') < wanted < html.index("</head>")
    assert "Map.abc.js" not in ask(APP, "/").body.decode()


def test_a_page_has_the_looks_that_all_share_and_no_comment_on_them() -> None:
    (front,) = (entry for entry in server.MIDDLEWARE if entry.cls is FrontPage)
    html = ask(FrontPage(behind, **front.kwargs), "/place").body.decode()
    assert html.index('<script type="module"') < html.index("body .st-key-finder {")
    assert html.index("body .st-key-finder {") < html.index("</head>")
    assert "/*" not in html.partition("body .st-key-finder")[2]


def test_a_page_says_where_the_server_is_by_a_script_that_the_policy_allows() -> None:
    html = ask(APP, "/place").body.decode()
    script = CONNECT.removeprefix("<script>").removesuffix("</script>")
    assert html.index(CONNECT) < html.index('<script type="module"')
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    (headers,) = (one for one in server.MIDDLEWARE if one.cls is SecurityHeaders)
    policy = SecurityHeaders(behind, **headers.kwargs).policy(embedded=False)
    assert f"'sha256-{digest}'" in policy


def test_the_scripts_that_a_page_asks_for_are_in_the_bundle() -> None:
    folder = Path(st.__file__).parent / "static" / "static" / "js"
    for page in PAGES:
        scripts = server.list_scripts(f"/{page.path}", "lens=evidence")
        assert all((folder / script).is_file() for script in scripts)
        for element in page.elements:
            assert any(script.startswith(f"{element}.") for script in scripts)
    assert server.list_scripts("/elsewhere", "") == []


def test_only_a_lens_with_a_chart_asks_for_the_drawing_of_charts() -> None:
    def draws(query: str) -> bool:
        return any("VegaLite" in script for script in server.list_scripts("/quadrant", query))

    assert draws("lens=evidence&area=E47000004")
    assert not draws("lens=idea")
    assert not draws("")


def test_the_files_that_a_page_asks_for_exist() -> None:
    html = decorate_page(INDEX, "", "")
    asked = [part.split('"')[0] for part in html.split('"./app/')[1:]]
    asked += [part.split(")")[0] for part in html.split("url(./app/")[1:]]
    assert len(asked) == 6
    assert all((Path(server.__file__).parents[2] / file).is_file() for file in asked)


def test_a_changed_page_says_its_own_length_and_drops_the_mark_of_the_old_one() -> None:
    answer = ask(APP, "/")
    assert int(answer.headers["content-length"]) == len(answer.body)
    assert "etag" not in answer.headers


def test_a_page_is_compressed_for_those_who_can_read_it() -> None:
    for encoding, decompress in (("gzip", gzip.decompress), ("br", brotli.decompress)):
        answer = ask(APP, "/", headers={"Accept-Encoding": encoding})
        assert answer.headers["content-encoding"] == encoding
        assert b"access.js" in decompress(answer.body)
        assert int(answer.headers["content-length"]) == len(answer.body)


def test_a_prerendered_copy_stands_before_the_root_in_the_place_of_what_streamlit_says() -> None:
    async def find_prerendered(path: str, query: str, _: str) -> str:
        return f"<main>{path} {query}</main>" if path == "/place" else ""

    app = FrontPage(behind, lambda *_: ("", ""), lambda *_: [], find_prerendered=find_prerendered)
    html = ask(app, "/place?area=E08000012").body.decode()
    prerendered = '<div id="prerendered" class="pr"><main>/place area=E08000012</main></div>'
    assert html.index(prerendered) < html.index('<div id="root">')
    assert '<script src="./app/static/prerender.js" defer>' in html
    assert "<noscript>" not in html
    without = ask(app, "/").body.decode()
    assert "prerendered" not in without
    assert "prerender.js" not in without
    assert "<noscript>" in without


def test_pages_are_remembered_within_a_number_of_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    made: list[str] = []

    def say(_: str, query: str) -> tuple[str, str]:
        made.append(query)
        return "", ""

    app = FrontPage(behind, say, lambda *_: [])
    monkeypatch.setattr(front, "_MOST_READY_BYTES", 3 * len(ask(app, "/place").body) + 100)
    for number in (1, 2, 3, 3, 1, 2):
        ask(app, f"/place?odd={number}")
    # Three and no more: the page that was measured has given way.
    assert made == ["", *(f"odd={number}" for number in (1, 2, 3))]
    # The one that was asked for longest ago gives way.
    for number in (4, 2, 1, 3):
        ask(app, f"/place?odd={number}")
    assert made[4:] == ["odd=4", "odd=3"]


def test_a_page_that_was_sent_is_sent_again_until_its_prerendered_copy_or_the_data_change() -> None:
    asked: list[str] = []
    now = {"prerendered": "<main>first</main>", "version": "1"}

    async def counted(scope: Scope, receive: Receive, send: Send) -> None:
        asked.append(scope["path"])
        await behind(scope, receive, send)

    async def find_prerendered(*_: str) -> str:
        return now["prerendered"]

    page = FrontPage(
        counted,
        lambda *_: (now["version"], ""),
        lambda *_: [],
        find_prerendered=find_prerendered,
        find_version=lambda: now["version"],
    )
    # What stands further out changes the headers of each answer, and of that one alone.
    app = SecurityHeaders(page, page="")
    first, second = ask(app, "/place"), ask(app, "/place")
    assert (first.body, first.headers) == (second.body, second.headers)
    assert len(asked) == 1
    compressed = ask(app, "/place", headers={"Accept-Encoding": "gzip"})
    assert gzip.decompress(compressed.body) == first.body
    now["prerendered"] = "<main>second</main>"
    assert b"<main>second</main>" in ask(app, "/place").body
    now["version"] = "2"
    assert b"<title>2</title>" in ask(app, "/place").body
    assert len(asked) == 4
    # A query that nobody's link has is not remembered, and pushes out no page that is.
    for _ in range(2):
        ask(app, f"/place?area={'x' * 1000}")
    assert len(asked) == 6


def test_what_is_no_page_passes_untouched() -> None:
    for address in ("/_stcore/health", "/static/js/index.js", "/elsewhere"):
        assert ask(APP, address).body == b"<title>"


def test_a_preview_names_the_place_and_the_page_and_nothing_that_is_not_ours() -> None:
    assert server.describe_link("/place", "area=E08000012")[0] == "Liverpool – Bend the Line"
    assert server.describe_link("/trends", "")[0] == "Trends – Bend the Line"
    assert server.describe_link("/", "area=<script>")[0] == "Bend the Line"
    assert server.describe_link("/elsewhere", "&" * 500)[0] == "Bend the Line"
