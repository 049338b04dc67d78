"""Where a word is set, only those who know it create workshops."""

from __future__ import annotations

import pytest

from placelib.workshop.facilitator_code import (
    VARIABLE,
    WrongFacilitatorCode,
    check_code,
    is_code_required,
)


def test_without_a_word_anybody_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert not is_code_required()
    check_code("")


def test_with_a_word_only_that_word_opens(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "blackbird lane")
    assert is_code_required()
    check_code(" blackbird lane ")
    for wrong in ("", "Blackbird lane", "blackbird"):
        with pytest.raises(WrongFacilitatorCode, match="Ask whoever runs it"):
            check_code(wrong)
