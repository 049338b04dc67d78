"""A coding of powers that somebody uploads: used in their visit alone, labelled with its author."""

from __future__ import annotations

import streamlit as st

from placelib.formatting import number, sentence_start
from placelib.markdown import plain_markdown
from placelib.quadrant import CodedPowers, Quadrant
from placelib.quadrant.powers_upload import (
    LEVERS,
    MOST_BYTES,
    BadPowersUpload,
    read_coded_powers,
    write_powers_template,
)
from placelib.views.table_rows import build_arrow_table

_KEPT = "a visitor's coding of powers"
_PROBLEMS = "problems of a visitor's coding"
_FILE = "coding of powers file"


def show_upload(today: Quadrant) -> None:
    """The template, the upload, every problem of a file, and the coding as a table."""
    middle = plain_markdown(today.tiers.middle.name if today.tiers.middle else today.name)
    st.markdown(
        "### Use your own coding of powers\n\n"
        f"Give each lever 0 (settled as for a council), ½, or 1 (settled as by national "
        f"government) for {middle}, with a source for every cell. Levers left empty are not coded. "
        "The file is used in this visit alone and always labelled with its author."
    )
    st.download_button(
        f"Template ({len(LEVERS)} levers, CSV)",
        data=write_powers_template,
        file_name="coding-of-powers.csv",
        mime="text/csv",
        on_click="ignore",
    )
    st.file_uploader(
        f"Your coding (CSV, up to {MOST_BYTES // 1000} KB)",
        type="csv",
        key=_FILE,
        max_upload_size=1,
        on_change=_read,
    )
    problems = st.session_state.get(_PROBLEMS, ())
    if problems:
        st.error("The file was not used.\n\n" + "\n".join(f"- {problem}" for problem in problems))
    powers = st.session_state.get(_KEPT)
    if isinstance(powers, CodedPowers):
        _show_powers(powers)


def _show_powers(powers: CodedPowers) -> None:
    """A coding as a table, under its author's name, and a button to forget it."""
    st.warning(
        f"Uploaded, not official: powers as coded by {plain_markdown(powers.author)}. Only you "
        "see this. It stands beside the chart and moves no point."
    )
    rows = [
        {
            "Lever": sentence_start(cell.lever),
            "Value": "½" if cell.value == 0.5 else number(cell.value),
            "Source": plain_markdown(cell.source),
        }
        for cell in powers.cells
    ]
    st.table(build_arrow_table(rows), hide_index=True)
    st.button("Forget this coding", key="forget coding", on_click=_forget)


def _read() -> None:
    """Take a file that was just given; a bad one leaves its problems and no coding."""
    file = st.session_state.get(_FILE)
    st.session_state[_PROBLEMS] = ()
    st.session_state[_KEPT] = None
    if file is None:
        return
    try:
        st.session_state[_KEPT] = read_coded_powers(file.getvalue())
    except BadPowersUpload as problem:
        st.session_state[_PROBLEMS] = tuple(plain_markdown(line) for line in problem.problems)


def _forget() -> None:
    st.session_state[_KEPT] = None
