"""Putting finished files in place: all or none."""

from __future__ import annotations

from pathlib import Path

import pytest

from placelib.build.write import put_in_place
from tests.build.tiny_source import everything_in, write


def test_finished_files_take_the_places_of_old_ones(tmp_path: Path) -> None:
    write(tmp_path / "data" / "one", "old")
    write(tmp_path / "apart" / "a", "new one")
    write(tmp_path / "apart" / "b", "new two")
    put_in_place(
        {
            tmp_path / "data" / "one": tmp_path / "apart" / "a",
            tmp_path / "maps" / "two": tmp_path / "apart" / "b",
        }
    )
    assert everything_in(tmp_path / "data") == {"one": b"new one"}
    assert everything_in(tmp_path / "maps") == {"two": b"new two"}


def test_other_files_in_a_folder_stay(tmp_path: Path) -> None:
    write(tmp_path / "data" / "README.md", "read me")
    write(tmp_path / "a", "new")
    put_in_place({tmp_path / "data" / "one": tmp_path / "a"})
    assert everything_in(tmp_path / "data") == {"README.md": b"read me", "one": b"new"}


def test_a_fault_before_anything_was_moved_changes_nothing(tmp_path: Path) -> None:
    write(tmp_path / "data" / "one", "old one")
    write(tmp_path / "a", "new one")
    with pytest.raises(FileNotFoundError):
        put_in_place(
            {
                tmp_path / "data" / "one": tmp_path / "a",
                tmp_path / "data" / "two": tmp_path / "missing",
            }
        )
    assert everything_in(tmp_path / "data") == {"one": b"old one"}


def test_a_fault_half_way_puts_back_what_was_there(tmp_path: Path) -> None:
    write(tmp_path / "data" / "one", "old one")
    write(tmp_path / "a", "new")
    # A file cannot take the place of a folder, which is found out only when it is moved.
    (tmp_path / "data" / "last").mkdir()
    with pytest.raises(OSError, match="last"):
        put_in_place(
            {
                tmp_path / "data" / "one": tmp_path / "a",
                tmp_path / "data" / "fresh": tmp_path / "a",
                tmp_path / "data" / "last": tmp_path / "a",
            }
        )
    assert everything_in(tmp_path / "data") == {"one": b"old one"}
    assert (tmp_path / "data" / "last").is_dir()
