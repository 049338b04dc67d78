"""One HTML file that needs nothing: no script, no network, every text escaped."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

from placelib.charts.pictures import pictures
from placelib.exports import UPLOADED_MARK, Brief, BriefPicture, Origin, Section
from placelib.exports.take_away import take_away

HOSTILE = '<img src="https://evil.example/a.png" onerror="alert(1)">'
ORIGIN = Origin(
    sources=("Source: Office for National Statistics.",),
    licence="Open Government Licence v3.0",
    link="https://places.example/scorecard?area=E08000012",
    version="2026-06-26-04ec2b38",
    made_on=date(2026, 11, 28),
)


class Elements(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def elements(document: bytes) -> list[tuple[str, dict[str, str | None]]]:
    reader = Elements()
    reader.feed(document.decode())
    return reader.found


def brief(text: str, link: str = ORIGIN.link) -> Brief:
    chart = {"data": {"values": [{"a": 1}]}, "mark": "bar", "encoding": {"x": {"field": "a"}}}
    (png,) = pictures([chart])
    section = Section(
        headline=text,
        subtitle=text,
        picture=BriefPicture(png, text),
        sentences=(text,),
        rows=({"Measure": text, "Verdict": "moved clearly"},),
        source=text,
    )
    origin = Origin(ORIGIN.sources, ORIGIN.licence, link=link, version=text, made_on=ORIGIN.made_on)
    return Brief(text, text, (section,), origin)


def test_the_file_holds_its_chart_its_table_and_its_sources() -> None:
    document = take_away(brief("Shared measures")).decode()
    assert "data:image/png;base64," in document
    assert '<th scope="col">Verdict</th>' in document
    assert "Source: Office for National Statistics." in document
    assert "28 November 2026" in document


def test_the_table_behind_a_chart_is_folded_and_a_row_may_lack_a_cell() -> None:
    rows = ({"Place": HOSTILE, "Figure": "3"}, {"Place": "Leeds"})
    section = Section("A chart", table=rows)
    document = take_away(replace(brief("x"), sections=(section,))).decode()
    assert "<details><summary>Table (2 rows)</summary>" in document
    assert "<tr><td>Leeds</td><td></td></tr>" in document
    assert "onerror" not in document.replace("onerror=&quot;", "")


def test_nothing_is_fetched_and_nothing_runs() -> None:
    found = elements(take_away(brief(HOSTILE)))
    assert not {tag for tag, _ in found} & {"script", "link", "iframe", "object", "form"}
    sources = [attributes.get("src") or "" for _, attributes in found]
    assert all(source.startswith("data:image/png;base64,") for source in sources if source)
    assert not [name for _, attributes in found for name in attributes if name.startswith("on")]
    policies = [a["content"] for tag, a in found if a.get("http-equiv")]
    assert policies == ["default-src 'none'; img-src data:; style-src 'unsafe-inline'"]


def test_uploaded_figures_are_called_so_at_both_ends() -> None:
    official = brief("Shared measures")
    uploaded = replace(official, origin=replace(official.origin, mark=UPLOADED_MARK))
    assert UPLOADED_MARK not in take_away(official).decode()
    assert take_away(uploaded).decode().count(UPLOADED_MARK) == 2


def test_a_link_that_is_no_web_address_is_text() -> None:
    found = elements(take_away(brief("x", link="javascript:alert(1)")))
    assert not [tag for tag, _ in found if tag == "a"]
    assert re.search(
        r"javascript:alert", take_away(brief("x", link="javascript:alert(1)")).decode()
    )
