"""The command: a new data file, or a sentence why not."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from placelib.build.__main__ import main
from tests.build.tiny_source import DATASET, POPULATION, ask, edit, everything_in, write_source

ROOT = Path(__file__).parents[2]


def options(out: Path) -> list[str]:
    return ["--data", str(out / "data"), "--boundaries", str(out / "boundaries")]


def command(source: Path, out: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "placelib.build", str(source), *options(out)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


def test_the_command_builds_and_says_the_version(tmp_path: Path) -> None:
    done = command(write_source(tmp_path / "source"), tmp_path / "out")
    facts = dict(ask(tmp_path / "out" / "data" / "places.duckdb", "FROM metadata"))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout == (
        f"Built data version {facts['data_version']}; what changed is in changes.md beside it, "
        "the report in build-report.md.\n"
    )


def test_a_failed_build_says_why_in_words_and_returns_one(tmp_path: Path) -> None:
    source = write_source(tmp_path / "source")
    edit(source / DATASET[POPULATION], "590.25", "many")
    done = command(source, tmp_path / "out")
    assert (done.returncode, done.stdout) == (1, "")
    assert done.stderr == (
        "1 check failed, so the data file was left as it was:\n"
        "  population-indicators.csv line 6: “many” is not a number\n"
    )


def test_a_source_that_is_not_there_is_a_sentence(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([str(tmp_path / "nowhere"), *options(tmp_path)]) == 1
    assert "neither ons/datasets/*.csv nor folders" in capsys.readouterr().err


def test_what_shrank_stops_the_command_until_it_is_let_through(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = write_source(tmp_path / "source")
    given = [str(source), *options(tmp_path / "out")]
    assert main(given) == 0
    before = everything_in(tmp_path / "out")
    edit(source / DATASET[POPULATION], "590.25", "")
    assert main(given) == 1
    assert "had 7 figures in the last build and now has 6" in capsys.readouterr().err
    assert everything_in(tmp_path / "out") == before
    assert main([*given, "--allow-shrink"]) == 0
    assert everything_in(tmp_path / "out") != before


def test_a_source_must_be_given(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stop:
        main([])
    assert stop.value.code == 2
    assert "source" in capsys.readouterr().err


def test_without_the_packages_of_the_build_it_says_how_to_get_them(tmp_path: Path) -> None:
    # None in sys.modules is what Python takes for a package that is not installed.
    program = (
        "import sys; sys.modules['shapely'] = None; from placelib.build.__main__ import main; "
        f"sys.exit(main([{str(tmp_path)!r}]))"
    )
    run = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, text=True, cwd=ROOT, check=False
    )
    assert run.returncode == 1
    assert "needs the package shapely" in run.stderr
    assert "requirements-build.txt" in run.stderr
    assert "Traceback" not in run.stderr
