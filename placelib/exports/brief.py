"""What a brief says, before it has a form."""

from __future__ import annotations

import struct
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date

from placelib.exports.editable_chart import EditableChart
from placelib.formatting import INTERVAL

Row = Mapping[str, str]
# A subtitle's words for a picture; a chart that a slide draws itself has bars in their place.
SHADED = f"Shaded: {INTERVAL}"
BARRED = f"Bars: {INTERVAL}"
UPLOADED_MARK = "Uploaded figures in it, not official ones"


@dataclass(frozen=True, slots=True)
class BriefPicture:
    """A chart as a PNG, with the sentence that says what it shows to who cannot see it."""

    png: bytes
    alternative: str

    @property
    def shape(self) -> float:
        """Height divided by width."""
        width, height = struct.unpack(">II", self.png[16:24])
        return float(height / width)


@dataclass(frozen=True, slots=True)
class Section:
    """One finding: a headline, what is measured, a picture, sentences, a table, its source.

    Everything but the headline may be empty. ``rows`` all have the same columns; ``note`` is what
    a reader should know about the table or the picture. ``chart`` is what the picture shows, where
    a presentation can draw it itself. ``table`` are the rows behind the picture, for a file that
    has room to fold them away.
    """

    headline: str
    subtitle: str = ""
    picture: BriefPicture | None = None
    sentences: tuple[str, ...] = ()
    rows: tuple[Row, ...] = ()
    note: str = ""
    source: str = ""
    chart: EditableChart | None = None
    table: tuple[Row, ...] = ()


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a brief comes from: sources, licence, the link to the live view, data version, day.

    ``mark`` is said on every page, as that there are uploaded figures in it; empty for none.
    """

    sources: tuple[str, ...]
    licence: str
    link: str
    version: str
    made_on: date
    mark: str = ""

    @property
    def made_in_words(self) -> str:
        """The day as “25 November 2026”."""
        return f"{self.made_on.day} {self.made_on:%B %Y}"


@dataclass(frozen=True, slots=True)
class Brief:
    """A view of the app: its title, what it is about, its sections, where it comes from."""

    title: str
    about: str
    sections: tuple[Section, ...]
    origin: Origin


@dataclass(frozen=True, slots=True)
class KeyFigure:
    """One figure of a place as a card: what it is, the figure, its verdict in words, its period."""

    label: str
    value: str
    unit: str
    verdict: str
    period: str


@dataclass(frozen=True, slots=True)
class PlaceBrief:
    """A place on two sides of A4.

    ``sources`` say for slides by headline what each section rests on; paper has ``origin`` alone.
    ``build_on`` is what is published of what it has, for which paper has no room. ``place_map``,
    ``trend`` and ``quadrant`` may lack a picture: their sentences then say why.
    """

    name: str
    about: str
    figures: tuple[KeyFigure, ...]
    stands_out: tuple[str, ...]
    place_map: Section
    trend: Section
    quadrant: Section
    missing: Section
    cautions: tuple[str, ...]
    origin: Origin
    build_on: Section | None = None
    sources: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PaperQuestion:
    """One question on paper, with one way to answer it; the others are empty.

    ``placed`` are put on the square by their letters; ``rows`` and ``columns`` are a table to write
    into; ``ticks`` are options with a box; ``lines`` are for words. ``listed`` are what to choose
    from by topic: they stand numbered on a page of their own, after all questions.
    """

    heading: str
    placed: Sequence[str] = ()
    rows: Sequence[str] = ()
    columns: Sequence[str] = ()
    ticks: Sequence[str] = ()
    lines: int = 0
    listed: Mapping[str, Sequence[tuple[int, str]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class PaperBallot:
    """What a sheet asks, in order, and how to join by phone after all."""

    title: str
    code: str
    address: str
    questions: Sequence[PaperQuestion]
