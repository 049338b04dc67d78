"""Our CSS and scripts hold on to Streamlit's page by names it keeps, never by its classes."""

from __future__ import annotations

import re
from pathlib import Path

import streamlit

ROOT = Path(__file__).resolve().parents[2]
BUNDLE = Path(streamlit.__file__).parent / "static" / "static" / "js"
OURS = [
    path
    for folder in ("placelib", "static")
    for path in (ROOT / folder).rglob("*")
    if path.suffix in {".py", ".js", ".css"}
]
# “.st-emotion-cache-1r6slb0”, “.e1f1d6gn3” and “.stButton” are of Streamlit's bundle and change
# with it; “.st-key-controls” is the name of a container of ours.
_INNER_CLASS = re.compile(r"\.st-emotion|\.e[0-9a-z]{5,8}[0-9]\b|\.st[A-Z][A-Za-z]+(?=[\s,{:>.\[])")
_TEST_ID = re.compile(r"""data-testid=\\?["']?(st[A-Za-z-]+)""")


def test_no_style_names_a_class_of_streamlit_s_own() -> None:
    breaches = [
        f"{path.relative_to(ROOT)}: {name}"
        for path in OURS
        for name in _INNER_CLASS.findall(path.read_text("utf-8"))
    ]
    assert breaches == []


def test_every_part_of_streamlit_s_page_that_we_name_is_in_its_bundle() -> None:
    bundle = "".join(path.read_text("utf-8") for path in BUNDLE.glob("*.js"))
    names = {name for path in OURS for name in _TEST_ID.findall(path.read_text("utf-8"))}
    assert len(names) > 5
    assert {name for name in names if name not in bundle} == set()
