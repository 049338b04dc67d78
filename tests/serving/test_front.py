"""The HTML of a page carries our title, fonts and script; everything else passes as it was."""

from __future__ import annotations

import gzip
from pathlib import Path

import streamlit as st
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.types import Receive, Scope, Send

from placelib.serving.front import FrontPage, dressed
from placelib.ui import server
from tests.serving.asking import ask

INDEX = (Path(st.__file__).parent / "static" / "index.html").read_text("utf-8")


async def behind(scope: Scope, receive: Receive, send: Send) -> None:
    is_page = scope["path"] in {"/", "/place"}
    headers = {"ETag": '"of the file"'}
    answer = HTMLResponse(INDEX, headers=headers) if is_page else PlainTextResponse("<title>")
    await answer(scope, receive, send)


APP = FrontPage(behind, lambda path, query: (f"{path} & {query}", "What it <is>"))


def test_a_page_has_our_title_description_and_script_and_none_of_streamlits_font() -> None:
    html = ask(APP, "/place?area=E08000012").body.decode()
    assert "<title>/place &amp; area=E08000012</title>" in html
    assert 'content="What it &lt;is&gt;"' in html
    assert 'src="./app/static/access.js"' in html
    assert "<title>Streamlit</title>" not in html
    assert "SourceSans" in INDEX
    assert "SourceSans" not in html


def test_the_files_that_a_page_asks_for_exist() -> None:
    html = dressed(INDEX, "", "")
    asked = [part.split('"')[0] for part in html.split('"./app/')[1:]]
    asked += [part.split(")")[0] for part in html.split("url(./app/")[1:]]
    assert len(asked) == 4
    assert all((Path(server.__file__).parents[2] / file).is_file() for file in asked)


def test_a_changed_page_says_its_own_length_and_drops_the_mark_of_the_old_one() -> None:
    answer = ask(APP, "/")
    assert int(answer.headers["content-length"]) == len(answer.body)
    assert "etag" not in answer.headers


def test_a_page_is_compressed_for_those_who_can_read_it() -> None:
    answer = ask(APP, "/", headers={"Accept-Encoding": "gzip, br"})
    assert answer.headers["content-encoding"] == "gzip"
    assert b"access.js" in gzip.decompress(answer.body)
    assert int(answer.headers["content-length"]) == len(answer.body)


def test_what_is_no_page_passes_untouched() -> None:
    for address in ("/_stcore/health", "/static/js/index.js", "/elsewhere"):
        assert ask(APP, address).body == b"<title>"


def test_a_preview_names_the_place_and_the_page_and_nothing_that_is_not_ours() -> None:
    assert server.says("/place", "area=E08000012")[0] == "Liverpool – Bend the Line"
    assert server.says("/trends", "")[0] == "Trends – Bend the Line"
    assert server.says("/", "area=<script>")[0] == "Bend the Line"
    assert server.says("/elsewhere", "&" * 500)[0] == "Bend the Line"
