"""What fuzzing says of a fault, without fuzzing."""

from __future__ import annotations

from tests.measure.uploads.fuzz import FuzzResult, told


def test_a_fault_is_told_in_the_words_of_what_was_raised() -> None:
    failure = told(
        b"\n === Uncaught Python exception: ===\nTraceback\n  File x\nError: new line in field\n",
        b"INFO: Seed: 1\nSUMMARY: libFuzzer: fuzz target exited\nBase64: AAAA\n",
    )
    assert "Base64: AAAA" in failure
    assert FuzzResult("text", 0, 1.0, 1, 1, failure).in_short == "Error: new line in field"
    slow = told(b"", b"ALARM: working on the last Unit for 21 seconds\n")
    assert FuzzResult("text", 0, 1.0, 1, 1, slow).in_short.startswith("ALARM")
    assert FuzzResult("text", 9, 1.0, 1, 1, "").in_short == "nothing"
