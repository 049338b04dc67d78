"""The second step of a quick view: what was understood, what is in doubt, and putting it right."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from placelib.areas.naming import label_area
from placelib.markdown import plain_markdown
from placelib.quickview import fixes
from placelib.quickview.fixes import Choosing
from placelib.quickview.understood import describe_reading
from placelib.ui.quick_view import lists as quick_lists
from placelib.ui.quick_view.file import write_refusal
from placelib.ui.quick_view.reading import read_with_progress
from placelib.ui.quick_view.state import QuickView, Upload
from placelib.uploads import LEFT_OUT, Answers, Label
from placelib.views import place as place_view
from placelib.views import snapshot_records

# More names than this are put right in several rounds.
_NAMES_AT_ONCE = 12
_FEW = 6
_ROLES = {
    "measure": "a measure: figures to show",
    "breakdown": "a breakdown: it tells rows of one area apart",
    "left_out": "nothing: leave it out",
}


def show_check_step(view: QuickView) -> None:
    """What was understood in plain words, warnings, questions, and the lists of places."""
    upload = view.upload
    assert upload is not None
    if view.refused is not None:
        st.error(f"{write_refusal(*view.refused)} The table is shown as it was before.")
    if view.stopped:
        st.info("Reading again was stopped. The table is shown as it was before.")
        view.stopped = ""
    _show_warnings(upload)
    st.header("What was understood", anchor=False)
    st.markdown(
        "\n".join(f"- {plain_markdown(sentence)}" for sentence in describe_reading(upload.reading))
    )
    answers = _ask_questions(upload)
    if answers is not None:
        _apply(view, upload, answers, goes_on=True)
    st.header("Places and rows", anchor=False)
    quick_lists.show_lists(upload)
    _put_right(view, upload)
    st.header("Columns, rows and sheets", anchor=False)
    quick_lists.show_account(upload)
    _use_column(view, upload)
    _use_header(view, upload)


def _show_warnings(upload: Upload) -> None:
    problems = sorted(upload.reading.problems, key=lambda problem: problem.kind != "personal data")
    for problem in problems:
        if problem.weight == "flag":
            icon = ":material/person_alert:" if problem.kind == "personal data" else None
            st.warning(plain_markdown(problem.message), icon=icon)
    notes = [plain_markdown(problem.message) for problem in problems if problem.weight == "note"]
    if notes:
        st.caption("  \n".join(notes))


def _ask_questions(upload: Upload) -> Answers | None:
    """The questions in one form; the answers once they were sent without a fault."""
    about = fixes.list_table_choices(upload.questions, upload.answers)
    names = fixes.list_name_choices(upload.reading, upload.questions, upload.answers)
    period = fixes.find_typed_period(upload.questions, upload.answers)
    is_asked = bool(about or names or period is not None)
    replies: dict[str, str | None] = {}
    faults: dict[str, DeltaGenerator] = {}
    with st.form(f"quick questions {upload.key}", border=is_asked):
        if is_asked:
            st.subheader("Please look at these", anchor=False)
        for question in (*about, *names[:_NAMES_AT_ONCE]):
            replies[question.key] = _ask_choice(upload, question)
            # Where a fault of this answer is told, so that it stands beside its field.
            faults[question.key] = st.empty()
        if len(names) > _NAMES_AT_ONCE:
            st.caption(f"{len(names) - _NAMES_AT_ONCE:,} more names follow after these.")
        typed = None
        if period is not None:
            typed, faults["period"] = _ask_period(upload, period)
        sent = st.form_submit_button("Go on: describe the figures", type="primary")
    if not sent:
        return None
    missing = [
        question.key for question in about if question.required and replies[question.key] is None
    ]
    for key in missing:
        faults[key].error("Please choose an answer: without it the figures cannot be shown.")
    fault = fixes.find_period_fault(typed) if typed else ""
    if fault:
        faults["period"].error(plain_markdown(fault))
    if missing or fault:
        return None
    # The table that was read already need not be read again.
    same = {
        question.key
        for question in about
        if question.key == "table" and replies[question.key] == question.chosen
    }
    chosen = {key: value for key, value in replies.items() if value is not None and key not in same}
    if typed is not None and typed != period:
        chosen["period"] = typed.strip()
    elif typed and (suggested := fixes.find_suggested_period(upload.questions, upload.reading)):
        chosen["period"] = suggested
    return fixes.add_answers(upload.answers, chosen)


def _ask_period(upload: Upload, period: str) -> tuple[str, DeltaGenerator]:
    text = st.text_input(
        "Period of the figures, such as 2023 or 2022/23 (may stay empty)", period,
        max_chars=60, key=f"quick period {upload.key}",
    )  # fmt: skip
    return text, st.empty()


def _ask_choice(upload: Upload, question: Choosing) -> str | None:
    options = list(question.options)
    index = options.index(question.chosen) if question.chosen in options else None
    key = f"quick {upload.key} {question.key}"
    label = plain_markdown(question.text) + (" (needed)" if question.required else "")
    if len(options) <= _FEW:
        return st.radio(
            label, options, index=index, key=key,
            format_func=lambda value: plain_markdown(question.options[value]),
        )  # fmt: skip
    # The options of a list are shown as they are: nothing in them is read as Markdown.
    return st.selectbox(
        label, options, index=index, key=key, format_func=lambda value: question.options[value]
    )


def _apply(view: QuickView, upload: Upload, answers: Answers, *, goes_on: bool) -> None:
    """Read again where the answers changed; go on when nothing that is needed is open."""
    reading = upload.reading
    if answers != upload.answers:
        reading = read_with_progress(upload.name, upload.data, answers, view.done)
        if reading.verdict == "refuse":
            view.refused = (upload.name, reading)
            st.rerun()
        view.accept(upload.name, upload.data, answers, reading)
    open_names = fixes.list_name_choices(reading, reading.questions, answers)
    open_questions = [
        question
        for question in open_names
        if question.key.removeprefix(fixes.NAME) not in answers.names
    ]
    if (
        goes_on
        and reading.verdict != "ask"
        and not open_questions
        and view.upload
        and view.upload.measures
    ):
        view.step = "describe"
    st.rerun()


def _put_right(view: QuickView, upload: Upload) -> None:
    labels = {entry.label: entry for entry in upload.reading.labels if fixes.can_be_placed(entry)}
    if not labels:
        return
    places = {LEFT_OUT: "Leave these rows out", **place_view.build_place_options()}
    with st.expander("Put another place right", type="compact"):
        st.caption("For a name that was read as the wrong place, or not at all.")
        with st.form(f"quick place {upload.key}", border=False):
            label = st.selectbox(
                "As the file writes it", list(labels), index=None,
                format_func=lambda entry: f"{entry} – {_describe_outcome(labels[entry])}",
                key=f"quick label {upload.key}",
            )  # fmt: skip
            code = st.selectbox(
                "Is this place", list(places), index=None, key=f"quick code {upload.key}",
                format_func=lambda entry: places[entry],
            )  # fmt: skip
            sent = st.form_submit_button("Read again with this place")
        if sent and label and code:
            names = {**upload.answers.names, label: code}
            _apply(view, upload, replace(upload.answers, names=names), goes_on=False)
        elif sent:
            st.error("Choose both: what the file writes, and which place it is.")


def _use_column(view: QuickView, upload: Upload) -> None:
    """A form that reads one column as something else than it was read as."""
    columns = {
        str(column.column): f"Column {column.column}: {column.header or 'no heading'}"
        for column in upload.reading.columns
        if column.outcome not in {"area", "period"} and column.why != "empty"
    }
    if not columns or upload.reading.transposed:
        return
    with st.expander("Read a column differently", type="compact"):
        st.caption("For figures that were left out, and for figures that are none.")
        with st.form(f"quick column {upload.key}", border=False):
            column = st.selectbox(
                "Column", list(columns), index=None, format_func=lambda number: columns[number],
                key=f"quick column of {upload.key}",
            )  # fmt: skip
            role = st.selectbox(
                "Read it as", list(_ROLES), index=None, format_func=lambda value: _ROLES[value],
                key=f"quick role of {upload.key}",
            )  # fmt: skip
            is_sent = st.form_submit_button("Read again with this column")
        if is_sent and column and role:
            chosen = {**upload.answers.columns, column: role}
            _apply(view, upload, replace(upload.answers, columns=chosen), goes_on=False)
        elif is_sent:
            st.error("Choose both: the column, and what to read it as.")


def _describe_outcome(label: Label) -> str:
    if label.code in snapshot_records.get_registry().areas:
        return f"read as {label_area(snapshot_records.get_registry()[label.code])}"
    return fixes.describe_outcome(label)


def _use_header(view: QuickView, upload: Upload) -> None:
    with (
        st.expander("Was the header not found? Say where it is", type="compact"),
        st.form(f"quick header {upload.key}", border=False),
    ):
        header = upload.answers.header_rows or upload.reading.header_rows
        text_now = (
            f"{header[0]}" if len(header) == 1 else f"{header[0]}-{header[-1]}" if header else ""
        )
        text = st.text_input(
            "Header rows of the sheet, such as 4 or 4-6", text_now, max_chars=12,
            key=f"quick header rows {upload.key}",
        )  # fmt: skip
        is_sent = st.form_submit_button("Read again with this header")
        rows = fixes.list_header_rows(text)
        if rows is None:
            st.error(f"“{plain_markdown(text)}” names no rows. Write one row such as 4, or 4-6.")
    # Outside the form, which may hold no button like the one that stops a reading.
    if is_sent and rows is not None:
        _apply(view, upload, replace(upload.answers, header_rows=rows), goes_on=False)
