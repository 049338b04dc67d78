"""No page says “1 rows”, joins two words or ends a sentence twice: texts, tables and files."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from placelib.urls import find_page
from tests.browser.views import FURTHER_STATES
from tests.browser.views import STATES as PICTURED
from tests.page_runs import open_page
from tests.pages.test_downloads import COUNCIL, VIEWS, Collected, collected
from tests.slips import find_slips

__all__ = ["collected"]
# Pages without a table of their own, and states in which there is one of something.
FURTHER = [
    ("start", {}),
    ("about", {}),
    ("data_out", {}),
    ("workshop", {}),
    ("run_sheet", {}),
    ("quick_view", {}),
    ("map", {"indicator": "employment-rate", "within": "N92000002"}),
    ("map", {"indicator": "homelessness", "level": "ctry", "view": "list"}),
    ("trends", {"areas": "E06000053", "indicator": "employment-rate", "view": "gap"}),
    ("compare", {"area": "E06000014", "view": "peers", "indicator": "obese-children-year-6"}),
    ("place", {"area": "E09000001"}),
    ("place", {"area": "N09000003"}),
    ("quadrant", {"area": "E06000053", "lens": "evidence"}),
    ("quadrant", {"lens": "idea", "step": "3"}),
    ("neighbourhoods", {"area": "E09000001", "spot": "E01000001"}),
    ("neighbourhoods", {"area": COUNCIL, "measure": "homelessness"}),
    ("neighbourhoods", {"area": "E06000053", "view": "assets", "asset": "parishes"}),
    ("neighbourhoods", {"area": "S12000033"}),
    ("scorecard", {"area": "E06000053", "measures": "claimant-count"}),
    ("scorecard", {"area": "N09000003"}),
]


def list_pictured_states() -> Iterator[tuple[str, dict[str, str]]]:
    """Every page and state that is pictured or measured, as its file and its parameters."""
    for view in (*PICTURED, *FURTHER_STATES):
        parts = urlsplit(view.path)
        page = parts.path.strip("/") or "start"
        yield (page if find_page(page) else "not_found"), dict(parse_qsl(parts.query))


STATES = [*((page, parameters) for page, parameters, _ in VIEWS), *FURTHER]
STATES += [state for state in list_pictured_states() if state not in STATES]
# A style, a link, a name in code and an address are no sentences.
NO_SENTENCE = re.compile(
    r"<(style|script)\b.*?</\1>|`[^`]*`|\]\([^)]*\)|https?://\S+|<[^>]+>", re.DOTALL
)
# What is read aloud in the place of a chart.
DESCRIPTION = re.compile(r'"description": ?"((?:[^"\\]|\\.)*)"')


def list_texts(app: AppTest) -> list[str]:
    """Every text of a page as a reader sees it."""
    shown = (app.title, app.header, app.subheader, app.markdown, app.caption, app.info, app.warning)
    texts = [str(element.value) for kind in shown for element in kind]
    texts += [str(element.proto.body) for element in app.get("html")]
    for chart in app.get("vega_lite_chart"):
        texts += [json.loads(f'"{words}"') for words in DESCRIPTION.findall(chart.proto.spec)]
    for text in texts:
        assert "unforeseen" not in text
    # A tag ends a text: what stands beside it is another.
    parts = [part for text in texts for part in NO_SENTENCE.sub("\n", text).split("\n")]
    return [html.unescape(part).replace("\\", "").replace("\u2060", "") for part in parts]


@pytest.mark.parametrize(
    ("page", "parameters"), STATES, ids=[f"{page} {'.'.join(p.values())}" for page, p in STATES]
)
def test_a_page_has_no_slip_in_its_words(
    page: str, parameters: dict[str, str], collected: Collected
) -> None:
    app = open_page(f"pages/{page}.py", **parameters)
    slips = {slip for text in list_texts(app) for slip in find_slips(text)}
    cells = {cell for table in collected.tables for row in table for cell in row.values()}
    slips |= {slip for cell in cells for slip in find_slips(cell)}
    assert not slips
