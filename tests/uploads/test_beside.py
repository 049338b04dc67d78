"""The server goes on answering other visitors while it reads the largest file that is allowed."""

from __future__ import annotations

import statistics

import pytest

from placelib.uploads.areas.register import JsonRegister
from placelib.uploads.limits import FILE_BYTES
from tests.measure.uploads.beside import measure
from tests.measure.uploads.large_files import large_csv

# Far above what is measured, since tests share their machine with whatever else it does.
USUAL_SECONDS, LONGEST_SECONDS = 1.0, 10.0


@pytest.mark.slow
def test_other_visitors_are_answered_while_ten_megabytes_are_read(
    json_register: JsonRegister,
) -> None:
    data = large_csv(json_register)
    assert len(data) > 0.99 * FILE_BYTES
    found = measure("large.csv", data)
    assert len(found.meanwhile) > 5
    assert statistics.median(found.meanwhile) < USUAL_SECONDS
    assert max(found.meanwhile) < LONGEST_SECONDS
    assert max(found.meanwhile) < found.reading
