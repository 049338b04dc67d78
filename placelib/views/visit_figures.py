"""Official indicators and, beside them, the measures that this visit has uploaded, by slug.

What belongs to a visit is reached through here alone. It never gets into what visitors share: see
placelib.database.cache.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar

from placelib.database.cache import PrivateAnswers, forbid_sharing, use_private_answers
from placelib.errors import UnknownUpload
from placelib.formatting import listed
from placelib.model import Area, Indicator, is_uploaded_slug
from placelib.quickview.figures import UploadedFigures
from placelib.quickview.joined import list_places
from placelib.quickview.visit_measures import VisitMeasures
from placelib.statistics.catalogue import Catalogue
from placelib.statistics.figure_source import FigureSource
from placelib.views import snapshot_records

_MEASURES: ContextVar[VisitMeasures | None] = ContextVar("measures of this visit", default=None)
# More places than this are counted, not named.
_MOST_NAMED = 3


@contextmanager
def use_measures(measures: VisitMeasures | None) -> Iterator[None]:
    """Everything inside is about a visit with these measures of its own; None for none."""
    token = _MEASURES.set(measures)
    try:
        with use_private_answers(measures.answers if measures else PrivateAnswers()):
            yield
    finally:
        _MEASURES.reset(token)


def get_measures() -> VisitMeasures | None:
    """The measures of this visit; None without an upload."""
    forbid_sharing()
    return _MEASURES.get()


def get_uploaded_figures(slug: str) -> UploadedFigures:
    """The figures of an uploaded measure. Raises UnknownUpload where this visit has none such."""
    measures = get_measures()
    if measures is None:
        raise UnknownUpload
    return measures.get_figures(snapshot_records.get_registry(), snapshot_records.get_store(), slug)


def get_figures(slug: str) -> FigureSource:
    """Where the figures of an indicator are from, official or uploaded. Raises UnknownUpload."""
    if is_uploaded_slug(slug):
        return get_uploaded_figures(slug)
    return snapshot_records.get_official_figures()


def find_indicator(slug: str) -> Indicator:
    """The indicator of a slug, official or uploaded. Raises UnknownIndicator, UnknownUpload."""
    if is_uploaded_slug(slug):
        return get_uploaded_figures(slug).indicator
    return snapshot_records.get_catalogue()[slug]


def list_indicator_options(*current: str) -> dict[str, str]:
    """The indicators to choose from by slug, those of the visit's own file first.

    ``current`` are the slugs that are shown, which are offered whatever else is.
    """
    options: dict[str, str] = {}
    measures = get_measures()
    if measures is not None:
        options |= measures.list_labels()
        options |= {slug: measures.write_label(slug) for slug in current if is_uploaded_slug(slug)}
    official = snapshot_records.get_catalogue().with_data()
    return options | {indicator.slug: indicator.label for indicator in official}


def build_catalogue(slugs: Iterable[str]) -> Catalogue:
    """All official indicators, and those of ``slugs`` that are measures of this visit."""
    official, uploaded = snapshot_records.get_catalogue(), {}
    for slug in slugs:
        if is_uploaded_slug(slug):
            try:
                uploaded[slug] = find_indicator(slug)
            except UnknownUpload:
                # The reader of the address says that it is missing.
                continue
    return Catalogue({**official.indicators, **uploaded}) if uploaded else official


def list_places_with_figures(slug: str) -> tuple[Area, ...]:
    """The places of today that an uploaded measure has a figure for in its usual newest period."""
    figures = get_uploaded_figures(slug)
    return tuple(list_places(figures, figures.newest).values())


def explain_absence(slug: str, areas: Sequence[Area]) -> str:
    """That an uploaded file has none of these places, and which it has."""
    places = list_places_with_figures(slug)
    names = [area.in_sentence for area in places[:_MOST_NAMED]]
    others = len(places) - len(names)
    which = listed([*names, f"{others:,} more"] if others else names)
    subject = areas[0].name if len(areas) == 1 else "None of these places"
    verb = "is not" if len(areas) == 1 else "is"
    if not places:
        return f"{subject} {verb} in your file, and no figure of it belongs to a place of today."
    return f"{subject} {verb} in your file. It has figures for {which}."
