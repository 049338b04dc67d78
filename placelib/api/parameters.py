"""Reads and checks the parameters of a request; everything in an address is hostile until then."""

from __future__ import annotations

import base64
import binascii
import json
from collections.abc import Collection

from starlette.datastructures import QueryParams

from placelib.api.problems import ApiProblem

# So many values of one parameter, as in “area=E08000012,E08000014”.
MOST_LISTED = 100
# Rows of one answer: what “limit” may ask for, and what is sent without it.
MOST_ROWS, USUAL_ROWS = 10_000, 1_000
# The longest value that means something is a hundred codes with commas between them.
MOST_CHARACTERS = 6_000
Position = tuple[str, str, str]
START: Position = ("", "", "")


def check_names(params: QueryParams, allowed: Collection[str]) -> None:
    """Raise ApiProblem for a parameter that the address does not know, or that stands twice."""
    for name in params:
        if name not in allowed:
            raise refuse(
                f"“{name[:40]}” is no parameter of this address. It knows "
                f"{', '.join(sorted(allowed)) or 'none'}."
            )
        values = params.getlist(name)
        if len(values) > 1:
            raise refuse(f"“{name}” stands {len(values)} times: write it once, values by commas.")
        if len(values[0]) > MOST_CHARACTERS:
            raise refuse(f"“{name}” is longer than {MOST_CHARACTERS:,} characters.")


def read_list(
    params: QueryParams, name: str, choices: Collection[str] | None = None, remedy: str = ""
) -> list[str]:
    """The values of a list such as ``area=E08000012,E06000001``; empty when there is none.

    Raises ApiProblem for more than a hundred, and for one that is not known; ``remedy`` says where
    to find those that are, without it the list at the name's own address. Without ``choices`` any
    value is taken, and what nothing has finds nothing.
    """
    values = [part.strip() for part in params.get(name, "").split(",") if part.strip()]
    if len(values) > MOST_LISTED:
        raise refuse(f"“{name}” has {len(values)} values; {MOST_LISTED} at a time are read.")
    for value in values:
        if choices is not None and value not in choices:
            where = remedy or f"/api/v1/{name}s lists those there are."
            raise refuse(f"“{value[:60]}” is no {name} in the data. {where}")
    return sorted(set(values))


def read_choice(params: QueryParams, name: str, choices: Collection[str], default: str) -> str:
    """One of some words, or the default when the parameter is absent. Raises ApiProblem."""
    value = params.get(name, default)
    if value not in choices and value != default:
        raise refuse(f"“{value[:40]}” is no {name}. It can be {', '.join(choices)}.")
    return value


def read_size(params: QueryParams) -> int:
    """How many rows a page has: ``limit``, 1,000 when it is absent. Raises ApiProblem."""
    text = params.get("limit", str(USUAL_ROWS))
    # A longer text may be no number that Python reads, as five thousand noughts.
    is_short = len(text) <= len(str(MOST_ROWS))
    size = int(text) if is_short and text.isascii() and text.isdecimal() else 0
    if not 1 <= size <= MOST_ROWS:
        raise refuse(f"“{text[:20]}” is no limit: give a whole number from 1 to {MOST_ROWS:,}.")
    return size


def write_cursor(position: Position) -> str:
    """Where the next page begins, as one word for an address."""
    return base64.urlsafe_b64encode(json.dumps(position).encode()).decode().rstrip("=")


def read_cursor(params: QueryParams) -> Position:
    """The position that a cursor stands for, the start when there is none. Raises ApiProblem."""
    word = params.get("cursor", "")
    if not word:
        return START
    try:
        position = json.loads(base64.urlsafe_b64decode(word + "=" * (-len(word) % 4)))
    except (binascii.Error, ValueError, RecursionError):
        position = None
    if (
        not isinstance(position, list)
        or len(position) != len(START)
        or not all(isinstance(part, str) for part in position)
    ):
        raise refuse_cursor()
    first, second, third = position
    return first, second, third


def refuse_cursor() -> ApiProblem:
    """The problem of a cursor that leads nowhere."""
    return refuse("The cursor is none of ours: take it whole from “next” of the page before.")


def refuse(detail: str) -> ApiProblem:
    """The problem of a request that breaks a rule, which ``detail`` says with the remedy."""
    return ApiProblem(400, "The request cannot be understood", detail)
