"""What we change in Streamlit's bundle as it is served: numbers that it offers no setting for."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class BundleEdit:
    """One place in a script of the bundle: how its file's name begins, what stands there, what for.

    Where the place is not found, as after an update of Streamlit, the script is served as it is;
    tests/server/test_bundle_edits.py fails then.
    """

    file_start: str
    before: bytes
    after: bytes


# deck.gl takes a press for a click only where it ends within a quarter of a second. It counts the
# time in which it looks up what lies below the pointer, which takes as long without a graphics card
# or on a busy machine; and slow hands press for longer. Such a click on a map had no answer.
CLICK_SECONDS = 2
EDITS = (
    BundleEdit(
        "DeckGlJsonChart.",
        b"time:250,threshold:9,posThreshold:10,...",
        b"time:%d,threshold:9,posThreshold:10,..." % (1000 * CLICK_SECONDS),
    ),
)


def read_served(file: Path) -> bytes:
    """The content of a file as browsers get it."""
    body = file.read_bytes()
    for change in EDITS:
        if file.name.startswith(change.file_start):
            body = body.replace(change.before, change.after)
    return body
