"""The first step of a quick view: choosing a file, an example or the template."""

from __future__ import annotations

import streamlit as st

from placelib.content import text
from placelib.exports.spreadsheets import MIME
from placelib.markdown import plain_markdown
from placelib.quickview.examples import EXAMPLES, Example, write_template
from placelib.ui import visits
from placelib.ui.quick_view.reading import read_with_progress
from placelib.ui.quick_view.state import QuickView, clean_file_name, get_quick_view
from placelib.uploads import Answers, Reading, limits

_BOX = "quick file"
_KINDS = ", ".join(f".{extension}" for extension in limits.EXTENSIONS)


def show_file_step(view: QuickView) -> None:
    """The upload box with what became of the last file, its terms, then the examples."""
    megabytes = limits.FILE_BYTES // limits.MEGABYTE
    file = st.file_uploader(
        f"Your table ({_KINDS}; up to {megabytes} MB)",
        type=list(limits.EXTENSIONS),
        max_upload_size=megabytes,
        key=_BOX,
        help="One row a place, or one column a period: most published layouts can be read.",
    )
    if file is not None and file.file_id != view.done:
        _read(view, clean_file_name(file.name), file.getvalue(), file.file_id)
    elif view.waiting is not None:
        _read(view, *view.waiting, "example")
    _explain_last_file(view)
    if view.upload is None:
        st.markdown(text("quick_view_care"))
        st.caption(text("quick_private"))
    _show_examples()


def _read(view: QuickView, name: str, data: bytes, mark: str) -> None:
    answers = Answers()
    reading = read_with_progress(name, data, answers, mark)
    view.done, view.waiting, view.stopped = mark, None, ""
    visits.drop_sent_files()
    if reading.verdict == "refuse":
        view.refused = (name, reading)
        return
    view.accept(name, data, answers, reading)
    view.step = "check"
    st.rerun()


def _explain_last_file(view: QuickView) -> None:
    """What is to be said of a file that was stopped or could not be used."""
    if view.stopped:
        st.info(f"Reading “{plain_markdown(view.stopped)}” was stopped. Nothing was changed.")
    if view.refused is not None:
        st.error(write_refusal(*view.refused))
    if (view.stopped or view.refused) and view.upload is not None:
        name = plain_markdown(view.upload.name)
        st.button(f"Back to “{name}”, which is still here", key="quick back", on_click=_go_back)


def write_refusal(name: str, reading: Reading) -> str:
    """Why a file cannot be used, as Markdown: the file, the place, the remedy."""
    refusals = [problem for problem in reading.problems if problem.weight == "refuse"]
    where = f", sheet “{reading.sheet}”" if reading.sheet else ""
    lines = [plain_markdown(problem.message) for problem in refusals or reading.problems]
    return f"**“{plain_markdown(name + where)}” cannot be shown.** " + " ".join(lines)


def _go_back() -> None:
    view = get_quick_view()
    view.step = "view" if view.descriptions else "check"
    view.refused, view.stopped = None, ""


def _show_examples() -> None:
    st.header("No file at hand? Try one of ours", anchor=False)
    for example in EXAMPLES:
        with st.container(border=True):
            st.markdown(f"**{example.title}**  \n{example.what}")
            with st.container(horizontal=True, gap="small"):
                st.button("Try it", key=f"quick try {example.file}", on_click=_try, args=(example,))
                st.download_button(
                    f"Download {example.file}", data=example.read, file_name=example.file,
                    mime=example.mime, key=f"quick get {example.file}", on_click="ignore",
                )  # fmt: skip
    st.markdown(text("quick_template"))
    st.download_button(
        "Download the template (XLSX)", data=write_template, file_name="quick-view-template.xlsx",
        mime=MIME, key="quick template", on_click="ignore",
    )  # fmt: skip


def _try(example: Example) -> None:
    view = get_quick_view()
    view.waiting, view.refused, view.stopped = (example.file, example.read()), None, ""
