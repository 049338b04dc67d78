"""Finding and reading source files: layouts, byte-order marks, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from placelib.build.sources import (
    Sources,
    find_sources,
    parse_json_file,
    read_number,
    read_records,
    read_rows,
)
from placelib.errors import BuildStopped
from tests.build.tiny_source import (
    EMPLOYMENT,
    INCOME,
    POPULATION,
    write,
    write_checkout,
    write_source,
)


def saved(tmp_path: Path, text: str) -> Path:
    write(tmp_path / "table.csv", text)
    return tmp_path / "table.csv"


def test_a_source_tree_is_found_by_its_data_sets(tmp_path: Path) -> None:
    sources = find_sources(write_source(tmp_path))
    assert sources.folder == tmp_path
    assert sorted(sources.datasets) == [EMPLOYMENT, INCOME, POPULATION]


def test_a_checkout_has_a_data_set_in_each_folder_that_holds_a_file_of_its_name(
    tmp_path: Path,
) -> None:
    write_checkout(tmp_path, POPULATION)
    write(tmp_path / "drafts" / "notes.csv", "a\n1\n")
    sources = find_sources(tmp_path)
    assert sources.folder is None
    assert sources.datasets == {POPULATION: tmp_path / POPULATION / f"{POPULATION}.csv"}
    assert sources.unread == ("drafts",)


@pytest.mark.parametrize("name", ["nowhere", "empty"])
def test_a_folder_that_is_neither_is_refused_with_both_layouts_named(
    tmp_path: Path, name: str
) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(BuildStopped, match=r"neither ons/datasets.* nor folders"):
        find_sources(tmp_path / name)


def test_a_missing_source_file_is_named(tmp_path: Path) -> None:
    write_source(tmp_path)
    (tmp_path / "ons" / "areas.json").unlink()
    with pytest.raises(BuildStopped, match=r"has no ons/areas.json"):
        find_sources(tmp_path).file("ons", "areas.json")


def test_a_checkout_has_no_other_files_to_ask_for() -> None:
    with pytest.raises(BuildStopped, match=r"ons/areas.json .* only data sets"):
        Sources({}, None).file("ons", "areas.json")


def test_a_byte_order_mark_is_no_part_of_the_first_column(tmp_path: Path) -> None:
    header, _ = read_rows(saved(tmp_path, "\ufeffareacd,value\nA,1\n"))
    assert header == ["areacd", "value"]


def test_blank_lines_are_no_rows_and_line_numbers_are_the_files_own(tmp_path: Path) -> None:
    path = saved(tmp_path, 'a,b\n\n1,"two\nlines"\n\n3,4\n')
    assert read_rows(path) == (["a", "b"], [(4, ["1", "two\nlines"]), (6, ["3", "4"])])


@pytest.mark.parametrize("row", ["1", "1,2,3"])
def test_a_row_that_does_not_fit_the_header_is_named_by_its_line(tmp_path: Path, row: str) -> None:
    with pytest.raises(BuildStopped, match=r"table.csv line 3 has \d fields and the header has 2"):
        read_rows(saved(tmp_path, f"a,b\n1,2\n{row}\n"))


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "table.csv"
    path.write_bytes("a,b\nYnys Môn,1\n".encode("cp1252"))
    with pytest.raises(BuildStopped, match=r"table.csv cannot be read .* must be CSV in UTF-8"):
        read_rows(path)


def test_a_quote_that_never_ends_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BuildStopped, match=r"table.csv cannot be read"):
        read_rows(saved(tmp_path, 'a,b\n1,"2\n'))


def test_of_doubled_columns_the_first_counts(tmp_path: Path) -> None:
    (record,) = read_records(saved(tmp_path, "name,notes,notes\n Aston ,first,second\n"))
    assert dict(record) == {"name": "Aston", "notes": "first"}


def test_a_source_file_without_rows_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BuildStopped, match=r"table.csv has no rows"):
        read_records(saved(tmp_path, "name,value\n"))


def test_a_column_that_is_not_there_is_named_with_those_that_are(tmp_path: Path) -> None:
    (record,) = read_records(saved(tmp_path, "name,size\nAston,1\n"))
    with pytest.raises(BuildStopped, match=r"table.csv line 2 has no column “value”; .*name, size"):
        record["value"]


def test_cells_are_read_as_numbers_or_named_by_row(tmp_path: Path) -> None:
    (record,) = read_records(saved(tmp_path, "a,b,c,d\n1.5,,3,many\n"))
    assert record.number("a") == 1.5
    assert record.number_or_none("b") is None
    assert record.integer("c") == 3
    with pytest.raises(BuildStopped, match="line 2 gives “many” as d, where a number is due"):
        record.number_or_none("d")
    with pytest.raises(BuildStopped, match=r"line 2 gives “1.5” as a, where a whole number is due"):
        record.integer("a")


def test_a_choice_other_than_those_known_is_refused(tmp_path: Path) -> None:
    (record,) = read_records(saved(tmp_path, "yes,perhaps\n1,2\n"))
    meanings = {"1": True, "0": False}
    assert record.choice("yes", meanings) is True
    with pytest.raises(BuildStopped, match="gives “2” as perhaps, where 1 or 0 is due"):
        record.choice("perhaps", meanings)


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0", 0.0),
        ("-3.50", -3.5),
        ("37.487629999999996", 37.487629999999996),
        ("1e-3", 0.001),
        ("+.5", 0.5),
        ("", None),
        ("1,000", None),
        ("1_000", None),
        ("nan", None),
        ("inf", None),
        ("1e999", None),
        ("٣", None),
        ("12 ", None),
    ],
)
def test_a_number_is_what_a_publisher_would_write_as_one(text: str, number: float | None) -> None:
    assert read_number(text) == number


def test_json_is_read_past_a_byte_order_mark_and_refused_when_cut_short(tmp_path: Path) -> None:
    path = tmp_path / "areas.json"
    write(path, '\ufeff{"a": 1}')
    assert parse_json_file(path) == {"a": 1}
    write(path, '{"a": ')
    with pytest.raises(BuildStopped, match=r"areas.json is not JSON"):
        parse_json_file(path)
