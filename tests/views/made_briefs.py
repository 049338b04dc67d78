"""Briefs of real places whose charts are small empty pictures."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from placelib.exports import PlaceBrief
from placelib.views.place_brief import compose_brief
from placelib.views.place_brief_facts import PlaceFacts, gather_place_facts
from tests.exports.test_brief import png

LINK = "http://127.0.0.1/place?area=E08000012"


def make_brief(code: str) -> PlaceBrief:
    """The brief of a place of the bundled data, made on a day of its own."""
    return make_brief_from(gather_place_facts(code))


def make_brief_from(facts: PlaceFacts) -> PlaceBrief:
    """The brief that these facts make."""

    def draw(charts: Sequence[object]) -> list[bytes]:
        return [png(43, 33) for _ in charts]

    return compose_brief(facts, draw, LINK, "2026-06-26-04ec2b38", date(2026, 11, 25))
