"""Reads an upload with its progress on the page; a visitor may stop it, and so does leaving."""

from __future__ import annotations

import time

import streamlit as st

from placelib.markdown import plain_markdown
from placelib.ui import visits
from placelib.ui.quick_view.state import get_quick_view
from placelib.uploads import Answers, Reading, ReadingJob, limits
from placelib.views import snapshot_records

# Seconds between two looks at whether a file has been read.
_LOOK_EVERY = 0.2
_AT_MOST = limits.CHILD_SECONDS_BY_THE_CLOCK + limits.WAIT_SECONDS


def read_with_progress(name: str, data: bytes, answers: Answers, mark: str) -> Reading:
    """The reading of a file, while the page says how long it takes and offers to stop.

    ``mark`` names the file, so that a stopped one is not read again. The reading goes on in a child
    process: other visitors are served meanwhile.
    """
    job = ReadingJob(
        name=name,
        data=data,
        answers=answers,
        register=snapshot_records.get_upload_register(),
        visitor=visits.get_visitor(),
    )
    visits.leave_seat()
    place = st.empty()
    begun = time.monotonic()
    try:
        with place.container(border=True):
            st.markdown(f"**Reading “{plain_markdown(name)}”**")
            line = st.empty()
            st.button("Stop reading", key="quick stop", on_click=_stop, args=(name, mark))
            while (reading := job.wait(_LOOK_EVERY)) is None:
                seconds = time.monotonic() - begun
                # Whatever the visitor does meanwhile ends this run here, at the latest.
                line.progress(min(seconds / _AT_MOST, 1.0), _describe_wait(job, seconds))
    finally:
        job.stop()
        place.empty()
    return reading


def _describe_wait(job: ReadingJob, seconds: float) -> str:
    ahead = job.count_ahead()
    if ahead:
        files = "1 file of another visitor is" if ahead == 1 else f"{ahead} files are"
        return f"{seconds:.0f} seconds so far; {files} read before yours."
    return (
        f"{seconds:.0f} seconds so far; it is given up after {limits.CHILD_SECONDS} seconds of "
        "work."
    )


def _stop(name: str, mark: str) -> None:
    view = get_quick_view()
    view.done, view.stopped, view.waiting = mark, name, None
