"""The report of faults: rows that are brought about again, beside those of an earlier day."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.measure.faults import faults
from tests.measure.faults.faults import join_rows

HEAD = "# Faults\n\n| fault | what was done |\n| --- | --- |\n"


def test_a_row_that_is_made_again_takes_its_place_and_the_others_stay(tmp_path: Path) -> None:
    page = tmp_path / "faults.md"
    page.write_text(f"{HEAD}| disk full | ended |\n| memory pressure | 3 pages |\n", "utf-8")
    rows = join_rows(page, HEAD, {"memory pressure": "9 pages", "a new one": "held"})
    assert rows == [
        "| disk full | ended |",
        "| memory pressure | 9 pages |",
        "| a new one | held |",
    ]


def test_faults_are_brought_about_by_a_part_of_their_name(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[bool] = []

    def outcomes(is_asked: faults.IsAsked) -> list[object]:
        asked.extend(map(is_asked, ("memory pressure", "killed worker", "disk full")))
        return []

    monkeypatch.setattr(faults.system, "outcomes", outcomes)
    monkeypatch.setattr(faults.data_file, "outcomes", lambda _: [])
    assert list(faults.outcomes(["memory", "killed"])) == []
    assert asked == [True, True, False]
    asked.clear()
    assert list(faults.outcomes()) == []
    assert asked == [True, True, True]
