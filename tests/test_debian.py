"""What tests start is found where Debian puts it, and its absence is said in one sentence."""

from __future__ import annotations

import pytest

from tests import debian


def test_a_program_is_found_off_the_ordinary_path(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    assert debian.found("initdb") is not None
    assert debian.found("no-such-program") is None


def test_what_is_missing_is_told_by_its_package() -> None:
    assert debian.missing(lambda program: None if program == "initdb" else program) == [
        "postgresql"
    ]


def test_what_cannot_be_had_is_one_sentence_and_a_failure(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(debian, "missing", lambda: ["nginx"])
    monkeypatch.setattr(debian, "install", lambda *_packages: None)
    assert debian.main() == 1
    assert "There is no nginx here" in capsys.readouterr().err
