"""Figures of a place that was only given a new code, under both codes."""

from __future__ import annotations

from typing import Any

from placelib.build.successors import FORMER, carry_forward_codes
from placelib.build.tables import Tables


def figure(code: str, period: str, value: float | None, note: str | None = None) -> tuple[Any, ...]:
    gap = "confidential" if value is None else None
    return ("rate", code, period, value, None, None, None, gap, note)


def tables(*figures: tuple[Any, ...], steps: tuple[tuple[str, str], ...]) -> Tables:
    return {
        "observation": sorted(figures, key=lambda row: row[:3]),
        "area_successor": [(old, new, 2025) for old, new in steps],
    }


def test_a_new_code_gets_the_figures_of_the_old_one_with_a_note() -> None:
    given = tables(figure("OLD", "2023", 1.5), figure("OLD", "2022", None), steps=(("OLD", "NEW"),))
    assert carry_forward_codes(given) == [
        figure("NEW", "2022", None, f"{FORMER} OLD"),
        figure("NEW", "2023", 1.5, f"{FORMER} OLD"),
        figure("OLD", "2022", None),
        figure("OLD", "2023", 1.5),
    ]


def test_the_publishers_own_note_is_kept_behind_ours() -> None:
    found = carry_forward_codes(
        tables(figure("OLD", "2023", 1.0, "Revised"), steps=(("OLD", "NEW"),))
    )
    assert found[0][-1] == f"{FORMER} OLD; Revised"


def test_a_period_for_which_the_new_code_has_a_row_stays_as_it_is() -> None:
    given = tables(figure("OLD", "2023", 1.0), figure("NEW", "2023", 2.0), steps=(("OLD", "NEW"),))
    assert carry_forward_codes(given) == given["observation"]


def test_a_merger_or_a_division_carries_nothing_over() -> None:
    merger = tables(figure("A", "2023", 1.0), steps=(("A", "AB"), ("B", "AB")))
    division = tables(figure("AB", "2023", 1.0), steps=(("AB", "A"), ("AB", "B")))
    assert carry_forward_codes(merger) == merger["observation"]
    assert carry_forward_codes(division) == division["observation"]


def test_doing_it_twice_adds_nothing() -> None:
    given = tables(figure("OLD", "2023", 1.0), steps=(("OLD", "NEW"),))
    once = carry_forward_codes(given)
    assert carry_forward_codes({**given, "observation": once}) == once
