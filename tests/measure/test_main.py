"""`make measure` lists programs that are there, and their reports say what they speak of."""

from __future__ import annotations

import importlib.util
from pathlib import Path

import pytest

from tests.measure import written
from tests.measure.__main__ import MEASUREMENTS, main
from tests.measure.written import LINE, MEASURED, write_report


@pytest.mark.parametrize("name", MEASUREMENTS)
def test_every_program_and_what_it_needs_is_there(name: str) -> None:
    for module in (MEASUREMENTS[name].module, *MEASUREMENTS[name].needs):
        spec = importlib.util.find_spec(module)
        assert spec
        assert spec.origin
        assert '__name__ == "__main__"' in Path(spec.origin).read_text("utf-8")


def test_without_a_name_all_are_listed(capsys: pytest.CaptureFixture[str]) -> None:
    assert main([]) == 0
    listed = capsys.readouterr().out
    assert all(f"  {name} " in listed for name in MEASUREMENTS)


def test_a_wrong_name_is_refused_with_the_list(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["lode"]) == 2
    refusal = capsys.readouterr().err
    assert "There is no measurement lode." in refusal
    assert "  load " in refusal


def test_a_report_names_its_commit_and_day_below_its_title(tmp_path: Path) -> None:
    report = tmp_path / "new" / "load.md"
    write_report(report, "# Load\n\nA text.\n\n## Part\n\nMore.\n")
    title, empty, line, *rest = report.read_text("utf-8").splitlines()
    assert (title, empty) == ("# Load", "")
    assert LINE.fullmatch(line)
    assert rest == ["", "A text.", "", "## Part", "", "More."]


def test_a_report_written_again_has_one_such_line(tmp_path: Path) -> None:
    report = tmp_path / "load.md"
    write_report(report, "# Load\n\nMeasured at commit 1a2b3c4, 1 May 2020.\n\nA text.\n")
    text = report.read_text("utf-8")
    assert "1a2b3c4" not in text
    assert text.count("Measured at commit") == 1


def test_without_git_the_commit_is_unknown(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    write_report(tmp_path / "load.md", "# Load\n\nA text.\n")
    assert "commit unknown, " in (tmp_path / "load.md").read_text("utf-8")


@pytest.mark.parametrize("report", sorted(MEASURED.glob("*.md")), ids=lambda report: report.name)
def test_every_report_says_which_commit_and_day_it_speaks_of(report: Path) -> None:
    assert written.MEASURED.is_dir()
    assert LINE.fullmatch(report.read_text("utf-8").splitlines()[2])
