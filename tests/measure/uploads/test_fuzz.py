"""What fuzzing says of a fault, without fuzzing."""

from __future__ import annotations

from tests.measure.uploads.fuzz import FuzzResult, told


def test_a_fault_is_told_in_the_words_of_what_was_raised() -> None:
    failure = told(
        b"\n === Uncaught Python exception: ===\nTraceback\n  File x\nError: new line in field\n",
        b"INFO: Seed: 1\nSUMMARY: libFuzzer: fuzz target exited\nBase64: AAAA\n",
    )
    assert "Base64: AAAA" in failure
    assert (
        FuzzResult(
            target="text", inputs=0, seconds=1.0, megabytes=1, covered=1, failure=failure
        ).in_short
        == "Error: new line in field"
    )
    slow = told(b"", b"ALARM: working on the last Unit for 21 seconds\n")
    assert FuzzResult(
        target="text", inputs=0, seconds=1.0, megabytes=1, covered=1, failure=slow
    ).in_short.startswith("ALARM")
    assert (
        FuzzResult(
            target="text", inputs=9, seconds=1.0, megabytes=1, covered=1, failure=""
        ).in_short
        == "nothing"
    )
