"""What one visitor's session holds of an uploaded table: in memory only, and gone with it."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

import streamlit as st

from placelib.errors import clip
from placelib.quickview.description import Description, guess_description
from placelib.quickview.measures import Measure, list_measures
from placelib.quickview.visit_measures import MOST_REMEMBERED, NamedMeasure, VisitMeasures
from placelib.uploads import Answers, Question, Reading
from placelib.uploads.limits import UPLOAD_BUDGET, estimate_table_bytes

# The only name under which anything of an upload stands in the session, apart from its widgets.
NAME = "quick view"
STEPS = {"file": "1 File", "check": "2 Check", "describe": "3 Describe", "view": "4 View"}
_LONGEST_NAME = 60


@dataclass(frozen=True, slots=True, weakref_slot=True)
class Upload:
    """A table that was accepted: its bytes for reading it again, the answers, and the reading.

    ``questions`` holds every question that was put, so that an answer can be changed; ``key`` is
    a random name, which tells its widgets and its measures from those of another file.
    """

    name: str
    data: bytes
    answers: Answers
    reading: Reading
    measures: tuple[Measure, ...]
    questions: tuple[Question, ...]
    key: str


@dataclass(slots=True)
class QuickView:
    """One visitor's quick view.

    ``done`` names the file of the upload box that was dealt with; ``refused`` is the name of a file
    that could not be used, with its reading; ``numbers`` counts the measures as they are
    offered to other pages, ``offered`` is what is offered, and what that was made from.
    """

    step: str = "file"
    upload: Upload | None = None
    measure: str = ""
    descriptions: dict[str, Description] = field(default_factory=dict)
    done: str = ""
    refused: tuple[str, Reading] | None = None
    stopped: str = ""
    waiting: tuple[str, bytes] | None = None
    numbers: dict[str, int] = field(default_factory=dict)
    offered: tuple[object, VisitMeasures] | None = None

    def accept(self, name: str, data: bytes, answers: Answers, reading: Reading) -> None:
        """Take a reading as the table to show; an earlier table is replaced only now.

        Raises TooManyUploads when there is no memory for it; the earlier table then stays.
        """
        earlier = self.upload
        same = earlier is not None and earlier.data == data
        questions = {
            question.key: question for question in (earlier.questions if earlier and same else ())
        }
        if earlier and same and earlier.answers.sheet != answers.sheet:
            questions = {key: question for key, question in questions.items() if key == "sheet"}
        elif earlier and same and earlier.answers.table != answers.table:
            # What was asked of one table says nothing of another on its sheet.
            questions = {
                key: question for key, question in questions.items() if key in {"sheet", "table"}
            }
        questions |= {question.key: question for question in reading.questions}
        measures = list_measures(reading)
        key = earlier.key if earlier and same else secrets.token_hex(6)
        upload = Upload(
            name=name,
            data=data,
            answers=answers,
            reading=reading,
            measures=measures,
            questions=tuple(questions.values()),
            key=key,
        )
        sizes = sorted((len(measure.rows) for measure in measures), reverse=True)
        UPLOAD_BUDGET.take(
            upload, estimate_table_bytes(data, reading, sum(sizes[:MOST_REMEMBERED]))
        )
        self.upload = upload
        if not same:
            self.descriptions, self.numbers = {}, {}
        if self.measure not in {measure.key for measure in measures}:
            self.measure = measures[0].key if measures else ""
        self.refused, self.offered = None, None

    def current(self) -> Measure:
        """The measure that is described and shown: the first where the chosen one is no more.

        A reading with other answers has other measures than those that a browser still offers.
        """
        assert self.upload is not None
        measures = self.upload.measures
        return next((measure for measure in measures if measure.key == self.measure), measures[0])

    def description(self, measure: Measure) -> Description:
        """What was said of a measure, or the first guess."""
        assert self.upload is not None
        return self.descriptions.get(measure.key) or guess_description(self.upload.reading, measure)

    def forget(self) -> None:
        """Drop the table and everything said about it."""
        self.upload, self.measure, self.descriptions, self.numbers = None, "", {}, {}
        self.refused, self.offered, self.step, self.waiting = None, None, "file", None

    def offer_measures(self) -> VisitMeasures | None:
        """The measures as other pages offer them, those described by the visitor first.

        None without a table, and while a question is open that its figures depend on.
        """
        upload = self.upload
        if upload is None or not upload.measures or upload.reading.verdict == "ask":
            return None
        described = tuple(self.descriptions.items())
        if self.offered is None or self.offered[0] != described:
            ordered = sorted(
                upload.measures, key=lambda measure: measure.key not in self.descriptions
            )
            named = [
                NamedMeasure(self.find_number(measure), measure, self.description(measure))
                for measure in ordered
            ]
            measures = VisitMeasures(upload.reading, upload.name, upload.key, named)
            self.offered = (described, measures)
        return self.offered[1]

    def find_number(self, measure: Measure) -> int:
        """The number by which the measure is offered: it stays when the file is read again."""
        return self.numbers.setdefault(measure.key, len(self.numbers) + 1)


def get_quick_view() -> QuickView:
    """This session's quick view."""
    if NAME not in st.session_state:
        st.session_state[NAME] = QuickView()
    view: QuickView = st.session_state[NAME]
    return view


def offer_visit_measures() -> VisitMeasures | None:
    """The measures of this session's upload as every page offers them; None without one."""
    view: QuickView | None = st.session_state.get(NAME)
    return view.offer_measures() if view is not None else None


def clean_file_name(path: str) -> str:
    """A file's name as it may be shown: without folders, without odd signs, cut."""
    return clip(PurePosixPath(path.replace("\\", "/")).name or "table", _LONGEST_NAME)


def set_kinds(answers: Answers, measure: Measure, kind: str) -> Answers:
    """The answers with what was said of a measure's columns: counts or rates."""
    return replace(
        answers, kinds={**answers.kinds, **{str(column): kind for column in measure.columns}}
    )
