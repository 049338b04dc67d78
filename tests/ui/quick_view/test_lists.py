"""The downloads of an upload hide what its page hides."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from placelib.quickview.lists import HIDDEN_STATUS
from placelib.ui.quick_view.lists import write_visible_csv
from placelib.ui.quick_view.state import QuickView
from placelib.uploads import Answers
from tests.quickview.made import reading

ROWS = [
    ("E08000012", "2022", "Visits", 7.0, ""),
    ("E08000014", "2022", "Visits", 50.0, ""),
    ("E08000012", "2022", "Absence rate", 7.0, ""),
]


@pytest.mark.parametrize(
    ("small", "values"),
    [("", ["", "50.0", "7.0"]), ("hide", ["", "50.0", "7.0"]), ("show", ["7.0", "50.0", "7.0"])],
)
def test_the_tidy_table_hides_small_counts_until_somebody_lets_them_be_shown(
    small: str, values: list[str]
) -> None:
    view = QuickView()
    view.accept("visits.csv", b"a file", Answers(), reading(ROWS))
    assert view.upload is not None
    visits = next(one for one in view.upload.measures if one.name.startswith("Visits"))
    if small:
        view.descriptions[visits.key] = replace(view.description(visits), small=small)
    header, *rows = csv.reader(io.StringIO(write_visible_csv(view).removeprefix("\ufeff")))
    assert [row[header.index("value")] for row in rows] == values
    assert (rows[0][header.index("status")] == HIDDEN_STATUS) == (small != "show")
