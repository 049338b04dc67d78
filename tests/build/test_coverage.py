"""What the last build had must still be there."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from placelib.build.coverage import STEADY, LastBuild, find_losses, read_last_build
from placelib.build.tables import Tables, columns
from placelib.errors import BuildStopped
from tests.build.tiny_source import make, write_source

Figures = dict[tuple[str, str, str], float | None]


def tables(figures: Figures, **rows: int) -> Tables:
    found: Tables = {name: [] for name in columns()}
    found |= {name: [()] * count for name, count in rows.items()}
    found["observation"] = [(*key, value, *[None] * 5) for key, value in figures.items()]
    return found


def last(figures: Figures, **rows: int) -> LastBuild:
    entries = frozenset((*key, value is not None) for key, value in figures.items())
    return LastBuild(entries, Counter(rows))


def figures(*periods: str, area: str = "A") -> Figures:
    return {("rate", area, period): 1.0 for period in periods}


def test_where_there_was_no_file_nothing_can_be_missing(tmp_path: Path) -> None:
    assert find_losses(tables({}), read_last_build(tmp_path / "places.duckdb")) == []


def test_more_of_the_same_is_no_loss() -> None:
    assert find_losses(tables(figures("2022", "2023")), last(figures("2022"))) == []


def test_a_figure_may_go_when_another_comes_for_the_area() -> None:
    assert find_losses(tables(figures("2023", "2024")), last(figures("2022", "2023"))) == []


def test_fewer_figures_of_an_indicator_are_a_loss_and_named() -> None:
    assert find_losses(tables(figures("2023")), last(figures("2021", "2022", "2023"))) == [
        "rate had 3 figures in the last build and now has 1; gone: A 2021, A 2022"
    ]


def test_a_long_list_of_losses_is_cut_and_counted() -> None:
    lost = last(figures(*(str(year) for year in range(2000, 2021))))
    (problem,) = find_losses(tables(figures("2020")), lost)
    assert problem.endswith("gone: A 2000, A 2001, A 2002, A 2003, A 2004 and 15 more")


def test_a_figure_that_became_a_gap_is_a_loss() -> None:
    now: Figures = {**figures("2022"), ("rate", "A", "2023"): None}
    assert find_losses(tables(now), last(figures("2022", "2023"))) == [
        "rate had 2 figures in the last build and now has 1; gone: A 2023"
    ]


def test_a_gap_that_is_gone_is_a_loss() -> None:
    before: Figures = {**figures("2022"), ("rate", "A", "2023"): None}
    assert find_losses(tables(figures("2022")), last(before)) == [
        "rate had 2 rows (gaps among them) in the last build and now has 1; gone: A 2023"
    ]


def test_an_area_that_lost_all_its_figures_is_a_loss_though_another_gained() -> None:
    now = figures("2022", "2023", "2024", area="B")
    before = {**figures("2022"), **figures("2022", area="B")}
    assert find_losses(tables(now), last(before)) == ["rate has no more figure for A"]


def test_a_table_with_fewer_rows_is_a_loss() -> None:
    assert find_losses(tables({}, money=4), last({}, money=5)) == [
        "money had 5 rows in the last build and now has 4"
    ]


def test_an_indicator_that_is_gone_is_a_loss() -> None:
    assert find_losses(tables({}), last(figures("2022")))[0].startswith(
        "rate had 1 figures in the last build and now has 0"
    )


def test_the_last_build_is_read_from_its_file(tmp_path: Path) -> None:
    found = read_last_build(make(write_source(tmp_path / "source"), tmp_path / "out"))
    assert len(found.entries) == 16
    assert ("employment-rate", "E06000091", "2023-01-01/P1Y", False) in found.entries
    assert found.rows["money"] == 18
    assert set(found.rows) == set(STEADY)


def test_a_last_file_that_cannot_be_read_stops_the_build(tmp_path: Path) -> None:
    (tmp_path / "places.duckdb").write_text("not a database")
    with pytest.raises(BuildStopped, match=r"places.duckdb cannot be read, so nothing"):
        read_last_build(tmp_path / "places.duckdb")
