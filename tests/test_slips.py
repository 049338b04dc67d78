"""What counts as a slip in a generated text, and what does not."""

from __future__ import annotations

import pytest

from tests.slips import SLIPS, find_slips


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("The row has 1 cells.", "one of several"),
        ("1 listed rows", "one of several"),
        ("12 council", "several of one"),
        ("1 are clearly higher", "one with a verb for several"),
        ("London is behindEngland", "no blank between words"),
        ("leverage notevidenced", "a joined not"),
        ("2 rows have no period that cannot be read", "two negations"),
        ("The first.Then", "no blank after a full stop"),
        ("It ends..", "two full stops"),
        ("Is it so?.", "two full stops"),
        ("this , that", "a blank before a sign"),
        ("two  blanks", "two blanks"),
        ("a area", "a for an"),
        ("an own list", "an own"),
    ],
)
def test_a_slip_is_found_by_its_kind(text: str, kind: str) -> None:
    assert [slip.partition(":")[0] for slip in find_slips(text)] == [kind]


def test_every_kind_has_an_example_above() -> None:
    parameters = test_a_slip_is_found_by_its_kind.pytestmark[0].args[1]  # type: ignore[attr-defined]
    assert {kind for _, kind in parameters} == set(SLIPS)


@pytest.mark.parametrize(
    "text",
    [
        "21 rows, 1 row, 0.1 years, £1 million and 1 of 3 rows",
        "1.0 percentage point higher (0.4 to 1.6)",
        "Wait … and so on. St. Helens, in 2023.",
        "1 council or district, 2 councils",
        "an area, a one-off and a unitary council",
        "one 2-column table; 12 figures.",
    ],
)
def test_what_is_right_is_left_alone(text: str) -> None:
    assert find_slips(text) == []
