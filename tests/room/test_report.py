"""The document of the room keeps one part while another is written anew."""

from __future__ import annotations

from pathlib import Path

from tests.room.report import write_part


def test_each_command_writes_its_own_part_and_leaves_the_other(tmp_path: Path) -> None:
    document = tmp_path / "room.md"
    write_part("faults", "old faults", document)
    write_part("load", "a table", document)
    write_part("faults", "new faults", document)
    text = document.read_text("utf-8")
    assert text.index("a table") < text.index("new faults")
    assert "old faults" not in text
    assert text.count("## ") == 2
