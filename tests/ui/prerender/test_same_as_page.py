"""A prerendered copy says what its page says: titles, sentences, figures of fifty addresses."""

from __future__ import annotations

import asyncio
import random
import re
import time
from collections.abc import Iterator
from html import unescape
from urllib.parse import urlencode
from urllib.request import Request, urlopen

import pytest

from placelib.ui.prerender.markdown_html import write_html
from placelib.urls import AUTHORITIES, PLACE, QUADRANT, START
from placelib.views import map as map_view
from placelib.views import snapshot_records
from tests.browser.server import running
from tests.measure.load.session import Tab, connected
from tests.random_views import STATES, places

ADDRESSES = 50
SECONDS = 90.0
# <span class="pr-field pr-menu">August 2024</span>, and the words of a row of choices.
_CONTROL = re.compile(
    r'class="pr-(?:field|box|choices|slider|label|name)[^<]*(?:<[^>]*>[^<]*){0,12}'
)
_NUMBER = re.compile(r"\d[\d,]*(?:\.\d+)?%?")


@pytest.fixture(scope="module")
def server() -> Iterator[str]:
    with running() as started:
        yield started.url


def choose_addresses() -> list[tuple[str, dict[str, str]]]:
    """Each page in turn, in random states, the same in every run."""
    registry, catalogue = snapshot_records.get_registry(), snapshot_records.get_catalogue()
    chance = random.Random(20)  # noqa: S311 - picks test cases
    codes = places(registry)
    chosen: list[tuple[str, dict[str, str]]] = [(START.path, {})]
    seed = 0
    while len(chosen) < ADDRESSES - 1:
        seed += 1
        chosen.append((PLACE.path, {"area": chance.choice(codes)}))
        lens = chance.choice(["idea", "evidence", "take"])
        chosen.append((QUADRANT.path, {"area": chance.choice(codes), "lens": lens}))
        for page, make in STATES.items():
            view = make(seed, registry, catalogue, map_view.list_map_periods)
            chosen.append((page.path, view.settings()))
    # Last: a server works out all authorities while its first visitors read.
    return [*chosen[: ADDRESSES - 1], (AUTHORITIES.path, {})]


def fetch_prerendered(url: str) -> str:
    """The prerendered copy of an address, asked for until it is there."""
    deadline = time.monotonic() + SECONDS
    while time.monotonic() < deadline:
        request = Request(url, headers={"Accept": "text/html"})  # noqa: S310 - our own server
        with urlopen(request, timeout=SECONDS) as answer:  # noqa: S310
            html = answer.read().decode()
        if 'id="prerendered"' in html:
            return str(html.partition('id="prerendered"')[2].partition('<div id="root">')[0])
        time.sleep(0.3)
    raise AssertionError(f"{url} had no prerendered copy after {SECONDS:.0f} seconds.")


def read_words(html: str) -> str:
    """What a reader reads: no tags, no rules of style, no drawn text, single spaces."""
    plain = re.sub(r"<(style|svg).*?</\1>", " ", html, flags=re.DOTALL)
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", plain)).split())


async def read_page(url: str, path: str, settings: dict[str, str]) -> list[str]:
    """The texts of the page itself, in order."""
    async with connected(url) as tab:
        tab.page, tab.query = path, urlencode(settings)
        await tab.rerun()
        return list_texts(tab)


def list_texts(tab: Tab) -> list[str]:
    return [
        read_words(text if text.lstrip().startswith("<") else write_html(text))
        for text in tab.texts()
    ]


def test_a_prerendered_copy_says_what_its_page_says(server: str) -> None:
    problems = []
    compared = 0
    for path, settings in choose_addresses():
        where = f"/{path}?{urlencode(settings)}"
        prerendered = fetch_prerendered(server + where)
        words = read_words(prerendered)
        texts = [text for text in asyncio.run(read_page(server, path, settings)) if text]
        title = read_words("".join(re.findall(r"<h1.*?</h1>", prerendered, re.DOTALL)[:1]))
        if title not in texts:
            problems.append(f"{where}: the page has no title “{title}”")
        first = [text for text in texts if text in words]
        figures = {number for text in first for number in _NUMBER.findall(text)}
        compared += len(figures)
        missing = set(_NUMBER.findall(words)) - set(_NUMBER.findall(" ".join(texts)))
        # What a control is set to stands in no text of the page: “August 2024”.
        missing -= set(_NUMBER.findall(" ".join(_CONTROL.findall(prerendered))))
        if missing:
            problems.append(f"{where}: the page does not say {sorted(missing)[:5]}")
        if len(first) < 2:
            problems.append(f"{where}: only {first} of {texts[:6]}")
    assert not problems, "\n".join(problems)
    assert compared > 10 * ADDRESSES
