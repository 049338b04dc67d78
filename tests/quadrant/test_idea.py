"""The idea's numbers and words are our own, and a point on the line always gives and takes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from placelib.content import FOLDER
from placelib.quadrant.idea import (
    STEPS,
    find_point_along,
    find_point_beyond,
    write_along_sentence,
    write_beyond_sentence,
)

ESSAY = Path(__file__).resolve().parents[3] / "shared" / "design" / "essay.txt"
OURS = [*FOLDER.glob("*.md"), *FOLDER.parent.rglob("*.py")]


def runs_of_six(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"[a-z0-9]+", text.lower().replace("’", "").replace("'", ""))
    return {tuple(words[place : place + 6]) for place in range(len(words) - 5)}


def test_there_is_a_text_for_every_step() -> None:
    assert sorted(path.stem for path in FOLDER.glob("idea_*.md")) == [
        f"idea_{step}" for step in range(1, STEPS + 1)
    ]


@pytest.mark.skipif(not ESSAY.is_file(), reason="the essay is not in the repository")
def test_no_run_of_six_words_is_the_essays() -> None:
    essay = runs_of_six(ESSAY.read_text("utf-8"))
    shared = {path.name: runs_of_six(path.read_text("utf-8")) & essay for path in OURS}
    assert {name: runs for name, runs in shared.items() if runs} == {}


@pytest.mark.parametrize("position", [0, 20, 50, 80, 100])
def test_on_the_line_both_always_add_up(position: int) -> None:
    assert sum(find_point_along(position)) == 100
    assert write_along_sentence(position)


def test_beyond_halfway_both_are_more_than_half() -> None:
    understanding, leverage = find_point_beyond(20)
    assert (understanding, leverage) == (70, 70)
    assert "together 140" in write_beyond_sentence(20)
    assert "push the point" in write_beyond_sentence(0)
    assert "halved" in write_along_sentence(50)
    assert write_along_sentence(20).startswith(
        "Nearer to the council: 80 of 100 for knowing the place"
    )
