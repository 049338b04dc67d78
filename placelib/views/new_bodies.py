"""New and planned authorities and councils: what the Authorities page shows of each."""

from __future__ import annotations

from typing import Any

from placelib.charts.quadrant_axes import MEASURED
from placelib.charts.quadrant_strips import UNDERSTANDING_RULES, StripRow, strip_chart
from placelib.charts.theme import theme as theme_for
from placelib.database.cache import cached
from placelib.formatting import format_date, sentence_start
from placelib.markdown import plain_markdown
from placelib.quadrant.leverage_text import write_new_body_sentence
from placelib.quadrant.new_bodies import NewBody, load_new_bodies
from placelib.quadrant.sentences import describe_custom_boundary
from placelib.quadrant.settings import FEWEST_CHOSEN_COUNCILS
from placelib.views import quadrant as quadrant_view
from placelib.views import snapshot_records
from placelib.views.quadrant_rows import list_boundary_rows

# How many bodies the cache of a builder remembers.
BODIES = 32
NOT_STATED = "not stated"


@cached(1)
def list_new_bodies() -> dict[str, NewBody]:
    """Every new body by our identifier, in order of name; empty where the data have none."""
    return {body.id: body for body in load_new_bodies(snapshot_records.get_store())}


def label_body(body: NewBody) -> str:
    """A body in a list: “East Surrey (planned council)”."""
    what = "council" if body.kind == "council" else "authority"
    state = "new" if body.state == "created" else "planned"
    return f"{body.name} ({state} {what})"


def describe_body(body: NewBody) -> list[str]:
    """What can be said of a body, a paragraph each: what it is, and its understanding."""
    paragraphs = [write_new_body_sentence(body)]
    if body.notes:
        paragraphs.append(f"What the source leaves open: {'; '.join(body.notes)}.")
    if len(body.whole_districts) < FEWEST_CHOSEN_COUNCILS:
        paragraphs.append(
            "Its understanding cannot be worked out: fewer than two districts are known to go into "
            "it whole."
        )
        return paragraphs
    group = quadrant_view.get_custom_boundary(body.whole_districts)
    names = [member.name for member in body.members if member.is_whole]
    together = names if len(names) <= 4 else [f"its {len(names)} districts"]
    band = quadrant_view.get_chance_band(group.councils)
    paragraphs.append(describe_custom_boundary(group, together, band))
    return paragraphs


@cached(BODIES)
def build_body_strip(body_id: str, *, dark: bool) -> dict[str, Any]:
    """A body's understanding in its interval, before the chance band of as many districts."""
    body = list_new_bodies()[body_id]
    group = quadrant_view.get_custom_boundary(body.whole_districts)
    band = quadrant_view.get_chance_band(group.councils)
    reading = group.headline
    row = StripRow(
        name=body.name,
        value=reading.score,
        low=reading.low,
        high=reading.high,
        chance=None if band is None else (band.low, band.median, band.high),
    )
    chart = strip_chart([row], MEASURED[0], UNDERSTANDING_RULES, theme_for(dark=dark))
    specification: dict[str, Any] = chart.to_dict()
    return specification


def list_reading_rows(body: NewBody) -> list[dict[str, str]]:
    """A body's understanding as a row for a table."""
    group = quadrant_view.get_custom_boundary(body.whole_districts)
    return list_boundary_rows({body.name: (group.councils, group.headline)})


def list_body_rows() -> list[dict[str, str]]:
    """All bodies as a table: state, dates, districts, and how sure the source is."""
    return [
        {
            "Body": plain_markdown(body.name),
            "Kind": sentence_start(body.kind),
            "State": sentence_start(body.state),
            "From": format_date(body.starts) if body.starts else NOT_STATED,
            "First election": (
                format_date(body.first_election) if body.first_election else NOT_STATED
            ),
            "Districts of today": str(len(body.members)),
            "All whole": "yes" if body.is_complete else "no",
            "How sure": body.confidence,
            "Source": plain_markdown(body.source),
        }
        for body in list_new_bodies().values()
    ]


@cached(4 * BODIES)
def list_bodies_of(code: str) -> tuple[tuple[str, str], ...]:
    """The new bodies that a district of today goes into: our identifier, and what to say of it."""
    bodies = []
    for body in list_new_bodies().values():
        member = next((member for member in body.members if member.code == code), None)
        if member is not None:
            part = "" if member.is_whole else ", perhaps in part"
            verb = "Now in" if body.state == "created" else "Planned to go into"
            link = " since" if body.state == "created" else ","
            when = f"{link} {format_date(body.starts)}" if body.starts else ""
            bodies.append((body.id, f"{verb} {body.name}{part}{when}"))
    return tuple(bodies)
