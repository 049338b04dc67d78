"""What we change in Streamlit's bundle is there to be changed, and nothing else changes."""

from __future__ import annotations

from pathlib import Path

import pytest
import streamlit as st

from placelib.server.bundle_edits import EDITS, BundleEdit, read_served

SCRIPTS = Path(st.__file__).parent / "static" / "static" / "js"


@pytest.mark.parametrize("change", EDITS, ids=lambda change: change.file_start)
def test_a_script_of_the_bundle_has_the_place_once_and_is_served_changed(
    change: BundleEdit,
) -> None:
    (file,) = SCRIPTS.glob(f"{change.file_start}*.js")
    before, after = file.read_bytes(), read_served(file)
    assert before.count(change.before) == 1
    assert after == before.replace(change.before, change.after)
    assert after != before


def test_every_other_file_is_served_as_it_is() -> None:
    for file in SCRIPTS.glob("PageLink*.js"):
        assert read_served(file) == file.read_bytes()
