"""Pages carry a content security policy; only the embed view may be framed by other sites."""

from __future__ import annotations

import pytest
from starlette.responses import HTMLResponse, PlainTextResponse
from starlette.types import Receive, Scope, Send

from placelib.server.headers import SecurityHeaders
from tests.server.asking import ask

PAGE = "<html><script>\n  let a = 1\n</script><script src='x.js'></script></html>"


async def pages(scope: Scope, receive: Receive, send: Send) -> None:
    answer = HTMLResponse(PAGE) if scope["path"] == "/" else PlainTextResponse("ok")
    await answer(scope, receive, send)


APP = SecurityHeaders(pages, PAGE)


def policy(address: str) -> dict[str, str]:
    parts = ask(APP, address).headers["content-security-policy"].split("; ")
    return {name: values for name, _, values in (part.partition(" ") for part in parts)}


def test_a_page_loads_nothing_from_another_site_and_runs_no_text_as_code() -> None:
    rules = policy("/")
    assert rules["default-src"] == "'self'"
    assert rules["object-src"] == "'none'"
    assert not any("http" in value or "*" in value for value in rules.values())
    assert rules["script-src"].startswith("'self' blob: 'wasm-unsafe-eval' 'sha256-")
    # The one inline script of the page, and no other: its SHA-256.
    assert rules["script-src"].endswith("'sha256-Cx4O+IadEsAjQ8qwm6BS4yBJmS8VtjUrAgabyTk27KQ='")


def test_only_the_embed_view_can_be_framed() -> None:
    assert policy("/")["frame-ancestors"] == "'self'"
    assert ask(APP, "/").headers["x-frame-options"] == "SAMEORIGIN"
    assert policy("/?embed=true")["frame-ancestors"] == "*"
    assert "x-frame-options" not in ask(APP, "/?embed=true").headers


@pytest.mark.parametrize("query", ["embed=", "embed=1", "embed=true&embed=false", "embedded=true"])
def test_what_only_looks_like_the_embed_view_cannot_be_framed(query: str) -> None:
    assert policy(f"/?{query}")["frame-ancestors"] == "'self'"


def test_other_sites_learn_only_the_name_of_this_one() -> None:
    assert ask(APP, "/").headers["referrer-policy"] == "same-origin"


def test_no_answer_is_taken_for_another_kind_of_file() -> None:
    answer = ask(APP, "/healthz")
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert "content-security-policy" not in answer.headers
