"""The word that lets people create workshops, where whoever runs the app has set one."""

from __future__ import annotations

import hmac
import os

from placelib.errors import PlaceError

VARIABLE = "BEND_FACILITATOR_CODE"


class WrongFacilitatorCode(PlaceError):
    """A workshop was to be created without the word that this server asks for."""


def is_code_required() -> bool:
    """True where workshops are created only by those who know the word."""
    return bool(os.environ.get(VARIABLE, "").strip())


def check_code(typed: str) -> None:
    """Return when the word is right or none is set. Raises WrongFacilitatorCode."""
    expected = os.environ.get(VARIABLE, "").strip()
    if expected and not hmac.compare_digest(typed.strip().encode(), expected.encode()):
        raise WrongFacilitatorCode(
            "That is not the facilitators’ word of this service. Ask whoever runs it for the word, "
            "and type it as it is written."
        )
