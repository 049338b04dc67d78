"""All tables together take no more memory than they may, and a table gives its part back."""

from __future__ import annotations

import pytest

from placelib.uploads.limits import TooManyUploads, UploadBudget, estimate_table_bytes
from placelib.uploads.worker import read_upload
from tests.uploads import made_files as made


class Holder:
    """Whatever holds a table."""


def test_a_table_beyond_the_budget_is_refused_until_another_one_has_ended() -> None:
    budget = UploadBudget(100)
    first, second = Holder(), Holder()
    budget.take(first, 60)
    with pytest.raises(TooManyUploads, match="try again in a few minutes"):
        budget.take(second, 60)
    assert budget.taken == 60
    del first
    assert budget.taken == 0
    budget.take(second, 100)
    assert budget.taken == 100


def test_a_figure_takes_fewer_bytes_than_a_python_number_alone() -> None:
    rows = [["Code", "Name", "Year", "Rate"]]
    rows += [
        [code, name, str(year), "1.5"] for code, name in made.COUNCILS for year in range(1940, 2020)
    ]
    data = made.csv(rows)
    reading = read_upload("t.csv", data)
    figures = len(reading.table)
    assert figures == (len(rows) - 1)
    kept = estimate_table_bytes(data, reading, 0) - len(data)
    assert kept / figures < 36
