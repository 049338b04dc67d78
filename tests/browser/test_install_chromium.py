"""Chromium is found where it is, and its absence is said in one sentence."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests import debian
from tests.browser import install_chromium


def test_the_variable_chromium_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", sys.executable)
    assert install_chromium.find_chromium() == sys.executable
    assert install_chromium.find_headless_chromium() == sys.executable


def test_tests_start_the_headless_shell_and_any_chromium_where_there_is_none(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    full, shell = tmp_path / "chromium", tmp_path / install_chromium.HEADLESS_SHELL
    full.touch(0o755)
    assert install_chromium.find_headless_chromium() == str(full)
    shell.touch(0o755)
    assert install_chromium.find_headless_chromium() == str(shell)
    assert install_chromium.find_chromium() == str(full)


def test_the_headless_shell_is_added_where_debian_s_packages_can_be_had(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.delenv("CHROMIUM", raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    (tmp_path / "chromium").touch(0o755)
    installed: list[str] = []
    monkeypatch.setattr(debian, "install", lambda *packages: installed.extend(packages))
    monkeypatch.setattr(debian, "can_install", lambda: False)
    assert install_chromium.main() == 0
    assert installed == []
    monkeypatch.setattr(debian, "can_install", lambda: True)
    assert install_chromium.main() == 0
    assert install_chromium.HEADLESS_SHELL in installed


def test_a_wrong_variable_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", "no-such-browser")
    with pytest.raises(FileNotFoundError, match="CHROMIUM is set to no-such-browser"):
        install_chromium.find_chromium()


def test_a_chromium_that_cannot_be_had_is_one_sentence_and_a_failure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(install_chromium, "find_chromium", lambda: None)
    monkeypatch.setattr(install_chromium, "install_chromium", lambda: None)
    assert install_chromium.main() == 1
    message = capsys.readouterr().err
    assert "set CHROMIUM to its command" in message
    assert message.count("\n") == 1


def test_nothing_is_installed_where_there_is_a_chromium(monkeypatch: pytest.MonkeyPatch) -> None:
    def install() -> None:
        raise AssertionError("Chromium was installed again.")

    monkeypatch.setattr(install_chromium, "is_complete", lambda: True)
    monkeypatch.setattr(install_chromium, "find_chromium", lambda: "chromium")
    monkeypatch.setattr(install_chromium, "install_chromium", install)
    assert install_chromium.main() == 0
