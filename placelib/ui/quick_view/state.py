"""What one visitor's session holds of an uploaded table: in memory only, and gone with it."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

import streamlit as st

from placelib.errors import shown
from placelib.quickview.description import Description, guess_description
from placelib.quickview.figures import UploadedFigures
from placelib.quickview.measures import Measure, list_measures
from placelib.uploads import Answers, Question, Reading
from placelib.uploads.budget import UPLOADS, estimate_bytes

# The only name under which anything of an upload stands in the session, apart from its widgets.
NAME = "quick view"
STEPS = {"file": "1 File", "check": "2 Check", "describe": "3 Describe", "view": "4 View"}
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Upload:
    """A table that was accepted: its bytes for reading it again, the answers, and the reading.

    ``asked`` holds every question that was asked of it, so that an answer can be changed; ``key``
    is a short name of the content, which tells its widgets from those of another file.
    """

    name: str
    data: bytes
    answers: Answers
    reading: Reading
    measures: tuple[Measure, ...]
    asked: tuple[Question, ...]
    key: str


@dataclass(slots=True)
class QuickView:
    """One visitor's quick view.

    ``done`` names the file of the upload box that was dealt with; ``refused`` is the name of a file
    that could not be used, with its reading; ``shown`` the figures of the measure on show, and what
    they were made from.
    """

    step: str = "file"
    upload: Upload | None = None
    measure: str = ""
    descriptions: dict[str, Description] = field(default_factory=dict)
    done: str = ""
    refused: tuple[str, Reading] | None = None
    stopped: str = ""
    waiting: tuple[str, bytes] | None = None
    shown: tuple[object, UploadedFigures] | None = None

    def accept(self, name: str, data: bytes, answers: Answers, reading: Reading) -> None:
        """Take a reading as the table to show; an earlier table is replaced only now.

        Raises TooManyUploads when there is no memory for it; the earlier table then stays.
        """
        earlier = self.upload
        same = earlier is not None and earlier.data == data
        asked = {one.key: one for one in (earlier.asked if earlier and same else ())}
        if earlier and same and earlier.answers.sheet != answers.sheet:
            asked = {key: one for key, one in asked.items() if key == "sheet"}
        asked |= {one.key: one for one in reading.questions}
        measures = list_measures(reading)
        key = earlier.key if earlier and same else hashlib.sha256(data).hexdigest()[:12]
        upload = Upload(
            name=name,
            data=data,
            answers=answers,
            reading=reading,
            measures=measures,
            asked=tuple(asked.values()),
            key=key,
        )
        largest = max((len(measure.rows) for measure in measures), default=0)
        UPLOADS.take(upload, estimate_bytes(data, reading, largest))
        self.upload = upload
        if not same:
            self.descriptions = {}
        if self.measure not in {one.key for one in measures}:
            self.measure = measures[0].key if measures else ""
        self.refused, self.shown = None, None

    def current(self) -> Measure:
        """The measure that is described and shown."""
        assert self.upload is not None
        return next(one for one in self.upload.measures if one.key == self.measure)

    def description(self, measure: Measure) -> Description:
        """What was said of a measure, or the first guess."""
        assert self.upload is not None
        return self.descriptions.get(measure.key) or guess_description(self.upload.reading, measure)

    def forget(self) -> None:
        """Drop the table and everything said about it."""
        self.upload, self.measure, self.descriptions = None, "", {}
        self.refused, self.shown, self.step, self.waiting = None, None, "file", None


def quick_view() -> QuickView:
    """This session's quick view."""
    if NAME not in st.session_state:
        st.session_state[NAME] = QuickView()
    held: QuickView = st.session_state[NAME]
    return held


def display_name(given: str) -> str:
    """A file's name as it may be shown: without folders, without odd signs, cut."""
    return shown(PurePosixPath(given.replace("\\", "/")).name or "table", _LONGEST_NAME)


def with_kinds(answers: Answers, measure: Measure, kind: str) -> Answers:
    """The answers with what was said of a measure's columns: counts or rates."""
    return replace(
        answers, kinds={**answers.kinds, **{str(column): kind for column in measure.columns}}
    )
