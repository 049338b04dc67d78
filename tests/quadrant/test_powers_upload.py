"""An uploaded coding of powers is read strictly, and every fault is a sentence."""

from __future__ import annotations

import csv
import io

import pytest

from placelib.quadrant.powers_upload import (
    COLUMNS,
    LEVERS,
    MOST_PROBLEMS,
    BadPowersUpload,
    read_coded_powers,
    write_powers_template,
)

HEADER = ",".join(COLUMNS)


def problems(*rows: str, header: str = HEADER) -> tuple[str, ...]:
    with pytest.raises(BadPowersUpload) as found:
        read_coded_powers("\n".join([header, *rows]).encode())
    return found.value.problems


def test_a_filled_template_is_read() -> None:
    rows = list(csv.DictReader(io.StringIO(write_powers_template().removeprefix("\ufeff"))))
    assert [row["lever"] for row in rows] == list(LEVERS)
    out = io.StringIO()
    writer = csv.DictWriter(out, COLUMNS)
    writer.writeheader()
    for place, row in enumerate(rows[:3]):
        value = ("0", "½", "1")[place]
        writer.writerow(row | {"author": "A. Researcher", "value": value, "source": "An order"})
    writer.writerows(row | {"author": "A. Researcher"} for row in rows[3:])
    found = read_coded_powers(("\ufeff" + out.getvalue()).encode())
    assert found.author == "A. Researcher"
    assert [cell.value for cell in found.cells] == [0.0, 0.5, 1.0]


def test_an_untouched_template_has_nothing_to_use() -> None:
    with pytest.raises(BadPowersUpload, match="No lever has a value"):
        read_coded_powers(write_powers_template().encode())


def test_a_lever_keeps_its_meaning_whatever_its_case() -> None:
    assert read_coded_powers(f"{HEADER}\nMe,Skills,0.5,x\n".encode()).cells[0].lever == "skills"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ("Me,skills,0.7,x", "Row 2, value: “0.7” is not"),
        ("Me,skills,,x", "Row 2, value"),
        ("Me,skills,1,", "Row 2, source"),
        (",skills,1,x", "Row 2, author"),
        ("Me,magic,1,x", "Row 2, lever: “magic” is not one of"),
        ("Me,skills,1", "Row 2 has 3 cells"),
        ("Me,skills,1," + "x" * 301, "Row 2, source"),
        ("M" * 81 + ",skills,1,x", "Row 2, author"),
    ],
)
def test_each_fault_names_its_row_and_column(row: str, words: str) -> None:
    (problem,) = problems(row)
    assert words in problem


def test_every_problem_is_told_and_not_the_first_alone() -> None:
    found = problems("Me,skills,2,x", "You,magic,1,", "Me,skills,1,x")
    assert len(found) == 4
    assert "different authors" in found[-1]


def test_a_lever_twice_is_refused() -> None:
    (problem,) = problems("Me,skills,1,x", "Me,skills,0,y")
    assert "Row 3, lever: skills is coded twice" in problem


def test_many_problems_are_cut_short_with_their_number() -> None:
    found = problems(*["Me,magic,7,x"] * 20)
    assert len(found) == MOST_PROBLEMS + 1
    assert found[-1] == "There are 28 more problems of this kind."


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (b"", "The first row must be author, lever, value, source"),
        (b"a,b\n1,2\n", "Start from the template"),
        (b"\xff\xfe\x00", "CSV UTF-8"),
        (b"x" * 100_001, "more than 100 KB"),
        ((HEADER + "\n" * 60).encode(), "at most 50"),
        (f'{HEADER}\n"Me,skills,1,x'.encode(), "Row 2 has 1 cell;"),
    ],
)
def test_a_file_of_another_kind_is_refused_with_a_remedy(given: bytes, words: str) -> None:
    with pytest.raises(BadPowersUpload, match=words):
        read_coded_powers(given)
