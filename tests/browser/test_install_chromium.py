"""Chromium is found where it is, and its absence is said in one sentence."""

from __future__ import annotations

import sys

import pytest

from tests.browser import install_chromium


def test_the_variable_chromium_names_the_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CHROMIUM", sys.executable)
    assert install_chromium.find_chromium() == sys.executable


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

    monkeypatch.setattr(install_chromium, "find_chromium", lambda: "chromium")
    monkeypatch.setattr(install_chromium, "install_chromium", install)
    assert install_chromium.main() == 0
