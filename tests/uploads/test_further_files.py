"""Further made files of kinds that were once read wrongly: each is read as was expected of it."""

from __future__ import annotations

import pytest

from placelib.uploads.reading import Answers
from tests.uploads import made_files as made
from tests.uploads.conftest import Understand
from tests.uploads.further_files import FILES, build, find_differences
from tests.uploads.test_conservation import assert_nothing_is_lost, grid_of


@pytest.mark.parametrize("name", FILES)
def test_a_further_file_is_read_as_expected(name: str, look: Understand) -> None:
    data, file_name = build(FILES[name])
    reading, tidy = look(data, file_name)
    assert find_differences(FILES[name], reading, tidy) == []
    grid = grid_of(data, file_name, reading.sheet)
    assert grid is not None
    assert_nothing_is_lost(reading, len(tidy.row), grid)


TWO_TABLES = [
    ["Homes by council"],
    ["Council", "Homes", "Rooms"],
    ["Fife", "4", "9"],
    ["Highland", "5", "8"],
    ["Glasgow City", "6", "7"],
    ["Scottish Borders", "7", "6"],
    [],
    ["Pupils by council, 2022"],
    ["Council", "Pupils"],
    ["Fife", "400"],
    ["Highland", "500"],
    ["Glasgow City", "600"],
]


def test_another_table_of_the_sheet_can_be_chosen(look: Understand) -> None:
    first, _ = look(made.csv(TWO_TABLES))
    question = next(question for question in first.questions if question.key == "table")
    assert [choice.label for choice in question.choices] == [
        "Rows 2 to 6: Homes by council – Council, Homes, Rooms",
        "Rows 8 to 12: Pupils by council, 2022 – Council, Pupils",
    ]
    assert question.preselected == question.choices[0].value
    left_out = {rows.why: rows.rows for rows in first.rows if rows.outcome == "left_out"}
    assert left_out == {"a further table": 5}
    second, tidy = look(made.csv(TWO_TABLES), answers=Answers(table=question.choices[1].value))
    assert (second.header_rows, second.rows_used, list(tidy.value)) == ((9,), 3, [400, 500, 600])
    assert second.title == "Pupils by council, 2022"
    assert {tidy.texts[number] for number in tidy.period} == {"2022"}
    left_out = {rows.why: rows.rows for rows in second.rows if rows.outcome == "left_out"}
    assert left_out == {"a further table": 6}


def test_the_same_headings_on_each_page_head_no_further_table(look: Understand) -> None:
    page = TWO_TABLES[1:5]
    rows = [*page, TWO_TABLES[1], TWO_TABLES[5], ["Moray", "8", "5"], ["Angus", "9", "4"]]
    reading, _ = look(made.csv(rows))
    assert (reading.rows_used, reading.questions[0].key) == (6, "period")


def test_a_table_that_is_not_there_is_no_answer(look: Understand) -> None:
    reading, _ = look(made.csv(TWO_TABLES), answers=Answers(table="99"))
    assert reading.rows_used == 4


@pytest.mark.parametrize(
    ("name", "suggested"),
    [
        ("homes-survey-2022.csv", "2022"),
        ("rents_fy2021-22.csv", "2021/22"),
        ("census 2021 homes (1).csv", "2021"),
        # When a file was saved, or two years, say nothing of its figures.
        ("export_2024.csv", ""),
        ("survey_20240501.csv", ""),
        ("survey 2022 saved 2024.csv", ""),
        ("table2021.csv", ""),
    ],
)
def test_a_file_name_suggests_a_period_only_beside_a_word(
    name: str, suggested: str, look: Understand
) -> None:
    reading, tidy = look(made.csv(TWO_TABLES[1:6]), name)
    assert reading.period_reading["suggested"] == suggested
    # It is offered, never taken.
    assert {tidy.texts[number] for number in tidy.period} == {""}


@pytest.mark.parametrize("word", ["Total", "All kinds", "Fife total"])
def test_a_total_beside_its_parts_is_not_added_up_again(word: str, look: Understand) -> None:
    rows = [["Council", "Kind", "Count"]]
    rows += [["Fife", kind, str(n)] for n, kind in enumerate("abcdef", 1)]
    rows += [["Fife", word, "21"], ["Highland", "g", "4"], ["Highland", "h", "5"]]
    rows += [["Glasgow City", "i", "6"], ["Glasgow City", word, "6"]]
    reading, tidy = look(made.csv(rows), answers=Answers(duplicates="sum"))
    assert list(tidy.value) == [21, 9, 6]
    assert "totals beside their parts" in {problem.kind for problem in reading.problems}


def test_without_a_total_all_rows_are_added_up(look: Understand) -> None:
    rows = [["Council", "Kind", "Count"]]
    rows += [["Fife", kind, str(n)] for n, kind in enumerate("abcdef", 1)]
    rows += [["Highland", "g", "4"], ["Glasgow City", "i", "6"]]
    reading, tidy = look(made.csv(rows), answers=Answers(duplicates="sum"))
    assert list(tidy.value) == [21, 4, 6]
    assert "totals beside their parts" not in {problem.kind for problem in reading.problems}


def test_a_table_is_named_by_the_line_nearest_to_it(look: Understand) -> None:
    rows = [["Board papers, item 7"], [], ["Recycled waste (%)"], ["Council", "2021", "2022"]]
    rows += [[name, "4", "5"] for name in ("Fife", "Highland", "Moray")]
    rows += [[], ["Waste of a household (kg)"], ["Council", "2021", "2022"]]
    rows += [[name, "400", "500"] for name in ("Fife", "Highland", "Moray")]
    reading, _ = look(made.csv(rows))
    assert {column.indicator for column in reading.value_columns} == {"Recycled waste (%)"}
    assert "lines below the table" not in {problem.kind for problem in reading.problems}
    labels = [choice.label for choice in reading.questions[-1].choices]
    assert [label.partition(" – ")[0] for label in labels] == [
        "Rows 4 to 7: Recycled waste (%)",
        "Rows 9 to 13: Waste of a household (kg)",
    ]
