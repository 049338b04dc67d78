"""What an address asks for, checked against what there is: the rest gives way, with a note."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import TypeVar

from placelib.areas.naming import list_names
from placelib.areas.registry import AreaRegistry, find_page_area
from placelib.errors import PlaceError, UnknownArea, clip
from placelib.model import Area, is_uploaded_slug
from placelib.statistics.catalogue import Catalogue
from placelib.urls import AREA, AREAS, read_switch, write_switch

# A setting of a page is a Literal of the choices it has: a mistyped one is found by mypy.
Choice = TypeVar("Choice", bound=str)

# Between two codes: “E08000012.W92000004”, and what people and other programs write for it.
_BETWEEN_CODES = re.compile(r"[.,\s]+")
BETWEEN = "."
# A link of any length is read only so far; the longest list of the app, 20 codes, has 199 letters.
_LONGEST_LIST = 2000
# More digits than any number that a page asks for: nine are read in no time.
_MOST_DIGITS = 9


class QueryParams:
    """The settings of an address, one by one; ``notes`` says what was put right, a sentence each.

    Nothing raises, but for `read_page_area`: a visitor with a broken link gets the default and is
    told so.

        query_params = QueryParams(registry, catalogue, {"area": "E08000012", "view": "?"})
        query_params.read_area("E08000012")                                   # "E08000012"
        query_params.read_choice("view", {"map": "Map", "list": "List"}, "map")     # "map"
        query_params.notes   # ["The link asks for “?” as view, which is not a choice here: …"]
    """

    def __init__(
        self, registry: AreaRegistry, catalogue: Catalogue, parameters: Mapping[str, str]
    ) -> None:
        """Take the address's parameters as they came."""
        self._registry = registry
        self._catalogue = catalogue
        self._parameters = parameters
        self.notes: list[str] = []

    def read_choice(self, name: str, options: Mapping[Choice, str], default: Choice) -> Choice:
        """The option that the parameter names, else the default.

        ``options`` maps what an address says to the label that a visitor reads: the note calls the
        default by its label.
        """
        text = self._parameters.get(name)
        if not text:
            return default
        choice = next((option for option in options if option == text), None)
        if choice is not None:
            return choice
        self.notes.append(
            f"The link asks for “{clip(text)}” as {name}, which is not a choice here: "
            f"“{options.get(default, default)}” is shown instead."
        )
        return default

    def read_switch(self, name: str, *, default: bool) -> bool:
        """True for “yes”, False for “no”, else the default."""
        text = self._parameters.get(name)
        if not text:
            return default
        is_on = read_switch(text)
        if is_on is None:
            self.notes.append(
                f"The link asks for “{clip(text)}” as {name}, which is yes or no: "
                f"“{write_switch(is_on=default)}” is used instead."
            )
        return default if is_on is None else is_on

    def read_number(self, name: str, lowest: int, highest: int, default: int) -> int:
        """The whole number that the parameter gives, from lowest to highest, else the default."""
        text = self._parameters.get(name)
        if not text:
            return default
        is_number = text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS
        if is_number and lowest <= int(text) <= highest:
            return int(text)
        self.notes.append(
            f"The link asks for “{clip(text)}” as {name}, which is no whole number from {lowest} "
            f"to {highest:,}: {default} is used instead."
        )
        return default

    def read_indicator(self, name: str, default: str) -> str:
        """The slug of an indicator that has figures, else the default."""
        slug = self._parameters.get(name)
        if not slug:
            return default
        indicator = self._catalogue.indicators.get(slug)
        if indicator is not None and indicator.has_data:
            return slug
        if is_uploaded_slug(slug):
            self.notes.append(
                "The link names a measure of an uploaded file. A link never carries a file: only "
                "the visit that uploaded it sees it, and it ends with that visit. "
                f"“{self._catalogue[default].label}” is shown instead. To see the measure, choose "
                "its file on the page Quick view."
            )
            return default
        self.notes.append(
            f"The link names an indicator that we do not hold, “{clip(slug)}”: "
            f"“{self._catalogue[default].label}” is shown instead."
        )
        return default

    def read_area(self, default: str) -> str:
        """The code of a current place, else the default; an ended one gives way to its successor.

        The default may be empty: no place at all.
        """
        text = self._parameters.get(AREA)
        if not text:
            return default
        codes = self._find_current(text)
        if not codes and default:
            self.notes.append(f"Meanwhile this is {self._registry[default].name}.")
        return codes[0] if codes else default

    def read_page_area(self, default: str) -> Area:
        """The area whose page the address asks for, ended ones with several successors too.

        Raises NotAPlacePage for an area that has figures and no page.
        """
        text = self._parameters.get(AREA)
        if not text:
            return self._registry[default]
        try:
            area = find_page_area(self._registry, text)
        except UnknownArea as problem:
            area = self._registry[default]
            self.notes.append(f"{problem} Meanwhile this is {area.name}.")
            return area
        former = self._registry[text.strip().upper()]
        if former != area:
            self.notes.append(f"{former.name} ({former.code}) is now {area.name}.")
        return area

    def read_areas(self, default: tuple[str, ...], most: int) -> tuple[str, ...]:
        """Up to ``most`` codes of current places in the order of the address, each once.

        Without the parameter it is the default; an empty parameter is an empty list.
        """
        text = self._parameters.get(AREAS)
        if text is None:
            return default
        parts = _split_codes(text)
        before = len(self.notes)
        # Read as far as twice the places there can be: some have no page.
        codes = dict.fromkeys(
            code for part in parts[: 2 * most] for code in self._find_current(part)
        )
        if len(self.notes) > before + 1:
            left_out = len(self.notes) - before - 1
            del self.notes[before + 1 :]
            self.notes.append(
                f"{left_out} more places in the link were left out or have a successor."
            )
        if len(codes) > most or len(parts) > 2 * most:
            self.notes.append(f"The link names more than {most} places: the first {most} are here.")
        return tuple(codes)[:most]

    def list_known_areas(self, most: int) -> tuple[str, ...]:
        """The codes in the address that are those of areas, as many as ``most``, without notes."""
        text = f"{self._parameters.get(AREA, '')}{BETWEEN}{self._parameters.get(AREAS, '')}"
        codes = dict.fromkeys(code for code in _split_codes(text) if code in self._registry.areas)
        return tuple(codes)[:most]

    def list_known_indicators(self, names: Sequence[str]) -> tuple[str, ...]:
        """The slugs of indicators that the parameters of these names give, without notes."""
        slugs = (self._parameters.get(name, "") for name in names)
        return tuple(slug for slug in slugs if slug in self._catalogue.indicators)

    def _find_current(self, text: str) -> tuple[str, ...]:
        try:
            area = find_page_area(self._registry, text)
        except PlaceError as problem:
            self.notes.append(str(problem))
            return ()
        former = self._registry[text.strip().upper()]
        successors = (area,) if area.is_current else self._registry.current_successors(area.code)
        if successors != (former,):
            self.notes.append(f"{former.name} ({former.code}) is now {list_names(successors)}.")
        return tuple(successor.code for successor in successors if successor.has_page)


def _split_codes(text: str) -> list[str]:
    return [part for part in _BETWEEN_CODES.split(text[:_LONGEST_LIST]) if part]
