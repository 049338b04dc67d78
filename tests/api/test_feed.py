"""The feed of changes is Atom, names every version once, and says what each changed."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from starlette.applications import Starlette
from starlette.testclient import TestClient

from placelib.api.feed import ATOM, build_feed
from placelib.api.routes import api_route
from placelib.views import snapshot_records

NAMES = {"a": ATOM}


def test_every_version_is_an_entry_with_what_atom_asks_for() -> None:
    feed = ET.fromstring(build_feed("https://bend.example"))  # noqa: S314 - our own text
    assert feed.tag == f"{{{ATOM}}}feed"
    versions = [version.version for version in snapshot_records.list_versions()]
    titles = [title.text for title in feed.findall("a:entry/a:title", NAMES)]
    assert titles == [f"Data version {version}" for version in versions]
    ids = [element.text for element in feed.iter(f"{{{ATOM}}}id")]
    assert len(set(ids)) == len(ids) == len(versions) + 1
    for updated in feed.iter(f"{{{ATOM}}}updated"):
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", updated.text or "")
    assert all(content.text for content in feed.findall("a:entry/a:content", NAMES))


def test_the_feed_is_served_with_its_type_and_leads_to_the_page_of_its_own_app() -> None:
    with TestClient(Starlette(routes=[api_route(a_second=0)])) as client:
        reply = client.get("/api/v1/changes.atom", headers={"Host": "bend.example"})
    assert reply.headers["content-type"] == "application/atom+xml; charset=utf-8"
    assert b'href="http://bend.example/methods"' in reply.content
