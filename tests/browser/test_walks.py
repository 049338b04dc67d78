"""The main journeys can be made with the keyboard alone, in few presses; the report says so."""

from __future__ import annotations

import pytest

from tests.browser.access import AxeFinding
from tests.browser.conftest import OpenPage
from tests.browser.walks import JOURNEYS, Keys
from tests.measure.accessibility import END, START, Seen, Walked, report
from tests.measure.written import between_marks

# From the top of the first page; a page that asks for more has grown a maze before its purpose.
MOST_PRESSES = 60


@pytest.mark.parametrize("name", JOURNEYS)
def test_a_journey_can_be_made_with_the_keyboard_alone(name: str, open_page: OpenPage) -> None:
    keys = Keys(open_page("laptop"))
    JOURNEYS[name](keys)
    assert keys.actions <= MOST_PRESSES


def test_the_report_names_what_is_wrong_and_where() -> None:
    wrong = AxeFinding(
        rule="color-contrast", impact="serious", where="p", html="<p>", wrong="too pale"
    )
    lesser = AxeFinding(
        rule="region", impact="moderate", where="div", html="<div>", wrong="outside"
    )
    pages = [Seen("start", [wrong, lesser], ["too wide"]), Seen("map", [], [])]
    text = report(
        pages, [Walked(journey="Find", how="keyboard", actions=9, letters=5, seconds=1.0)]
    )
    assert "| start | 1 (color-contrast) | 0 | 1 | too wide |" in text
    assert "| map | 0 | 0 | 0 | ok |" in text
    assert "- region (moderate): start" in text
    assert "| Find | 9 | 5 | yes |" in text


def test_the_table_takes_the_place_between_its_marks_and_nothing_else() -> None:
    text = f"before {START} old {END} after"
    assert between_marks(text, "new", START, END) == f"before {START}\n\nnew\n\n{END} after"
    with pytest.raises(ValueError, match="needs the lines"):
        between_marks("no marks", "new", START, END)
