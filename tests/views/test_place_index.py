"""The index of the search box: every place, its names, and an address that changes with it."""

from __future__ import annotations

import gzip
import json

from starlette.applications import Starlette
from starlette.testclient import TestClient

from placelib.ui.server import ROUTES
from placelib.views import place as place_view
from placelib.views.place_index import BODY_MARK, build_place_index, list_successor_notes


def test_every_current_place_and_each_of_its_names_is_in_the_index() -> None:
    index = json.loads(build_place_index().content)
    codes = {area[0] for area in index["areas"] if not area[0].startswith(BODY_MARK)}
    assert codes == set(place_view.build_place_options())
    found = {(name[0], index["areas"][name[1]][0]) for name in index["names"]}
    assert {
        ("liverpool", "E08000012"), ("abertawe", "W06000011"), ("allerdale", "E06000063"),
        ("bootle", "E08000014"), ("cumbria", "E06000063"), ("cumbria", "E06000064"),
    } <= found  # fmt: skip
    assert {index["areas"][name[1]][0] for name in index["names"]} >= codes


def test_a_name_of_a_place_that_ended_has_a_note_for_the_page_it_leads_to() -> None:
    notes = list_successor_notes()
    assert notes["allerdale", "E06000063"] == "Allerdale became part of Cumberland in 2023"
    assert ("liverpool", "E08000012") not in notes


def test_the_index_is_kept_by_browsers_under_its_mark_and_never_under_another() -> None:
    index = build_place_index()
    with TestClient(Starlette(routes=ROUTES)) as client:
        answer = client.get(f"/{index.address}")
        assert answer.content == index.content
        assert "immutable" in answer.headers["Cache-Control"]
        assert answer.headers["Content-Encoding"] == "gzip"
        old = client.get("/places/0000000000000000.json", headers={"Accept-Encoding": "identity"})
        assert old.content == index.content
        assert old.headers["Cache-Control"] == "no-store"
    assert gzip.decompress(index.compressed) == index.content
