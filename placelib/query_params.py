"""What an address asks for, checked against what there is: the rest gives way, with a note."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from placelib.areas.naming import list_names
from placelib.areas.registry import AreaRegistry, page_area
from placelib.errors import PlaceError, shown
from placelib.statistics.catalogue import Catalogue
from placelib.urls import AREA, AREAS

_BETWEEN_CODES = re.compile(r"[.,\s]+")
BETWEEN = "."


class QueryParams:
    """The settings of an address, one by one; ``notes`` says what was put right, a sentence each.

    Nothing raises: a visitor with a broken link gets the default and is told so.
    """

    def __init__(
        self, registry: AreaRegistry, catalogue: Catalogue, given: Mapping[str, str]
    ) -> None:
        """Keep the address's parameters as they came."""
        self._atlas = registry
        self._catalogue = catalogue
        self._given = given
        self.notes: list[str] = []

    def one_of(self, name: str, options: Sequence[str], default: str) -> str:
        """The option that the parameter names, else the default."""
        given = self._given.get(name)
        if given is None or given in options:
            return given or default
        self.notes.append(
            f"The link asks for “{shown(given)}” as {name}, which is not a choice here: "
            f"“{default}” is shown instead."
        )
        return default

    def indicator(self, name: str, default: str) -> str:
        """The slug of an indicator that has figures, else the default."""
        given = self._given.get(name)
        if given is None:
            return default
        known = self._catalogue.indicators.get(given)
        if known is not None and known.held:
            return given
        self.notes.append(
            f"The link names an indicator that we do not hold, “{shown(given)}”: "
            f"“{self._catalogue[default].label}” is shown instead."
        )
        return default

    def area(self, default: str) -> str:
        """The code of a current place, else the default; an ended one gives way to its heir.

        The default may be empty: no place at all.
        """
        given = self._given.get(AREA)
        if not given:
            return default
        found = self._current(given)
        if not found and default:
            self.notes.append(f"Meanwhile this is {self._atlas[default].name}.")
        return found[0] if found else default

    def areas(self, default: tuple[str, ...], most: int) -> tuple[str, ...]:
        """Up to ``most`` codes of current places in the order given, each once.

        Without the parameter it is the default; an empty parameter is an empty list.
        """
        given = self._given.get(AREAS)
        if given is None:
            return default
        # A link of any length is read only as far as twice the places there can be.
        parts = [part for part in _BETWEEN_CODES.split(given[:2000]) if part]
        before = len(self.notes)
        codes = dict.fromkeys(code for part in parts[: 2 * most] for code in self._current(part))
        if len(self.notes) > before + 1:
            more = len(self.notes) - before - 1
            del self.notes[before + 1 :]
            self.notes.append(f"{more} more places in the link were left out or have a successor.")
        if len(codes) > most or len(parts) > 2 * most:
            self.notes.append(f"The link names more than {most} places: the first {most} are here.")
        return tuple(codes)[:most]

    def _current(self, given: str) -> tuple[str, ...]:
        try:
            area = page_area(self._atlas, given)
        except PlaceError as problem:
            self.notes.append(str(problem))
            return ()
        code = given.strip().upper()
        heirs = (area,) if area.is_current else self._atlas.heirs(area.code)
        if heirs != (self._atlas[code],):
            self.notes.append(f"{self._atlas[code].name} ({code}) is now {list_names(heirs)}.")
        return tuple(heir.code for heir in heirs if heir.explored)
