"""``python -m placelib``: what the pages show, as JSON for staff and scripts."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from placelib.areas.gazetteer import load_gazetteer
from placelib.areas.registry import find_page_area, load_registry
from placelib.areas.search import NO_POSTCODES, looks_like_postcode
from placelib.database.connection import Store
from placelib.errors import PlaceError
from placelib.quadrant import (
    build_all_quadrants,
    build_quadrant,
    build_quadrant_json,
    build_table_row,
    load_evidence,
)
from placelib.uploads import read_command
from placelib.views.area_matches import list_matches
from placelib.views.area_profile import build_area_profile


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the answer as JSON and return 0; on a known error print its sentence and return 2."""
    options = _parser().parse_args(arguments)
    if "path" in options:
        return read_command(options.path, options.csv, options.sheet, options.answer)
    try:
        answer = options.answer(Store(), options)
    except PlaceError as problem:
        print(problem, file=sys.stderr)
        return 2
    try:
        print(json.dumps(answer, ensure_ascii=False, indent=2, allow_nan=False, default=_plain))
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader, such as head, has seen enough. What is left in the buffer goes nowhere, or
        # Python would complain about it at the end.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m placelib", description=__doc__)
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    area = _command(commands, "area", _area, "everything the page of a place shows")
    area.add_argument("code", help="an area code such as E08000012")
    quadrant = _command(commands, "quadrant", _quadrant, "understanding, leverage and the bend")
    which = quadrant.add_mutually_exclusive_group(required=True)
    which.add_argument("code", nargs="?", help="an area code such as E08000012")
    which.add_argument("--all", action="store_true", help="every authority and its councils")
    search = _command(commands, "find", _find, "the places a name or code may mean, best first")
    search.add_argument("query", help="a name, an old or Welsh name, a code")
    search.add_argument("--json", action="store_true", help="accepted; the answer is always JSON")
    upload = commands.add_parser("read", help="what an uploaded table is understood to hold")
    upload.add_argument("path", type=Path, help="a CSV, TSV, XLSX, XLS or ODS file")
    upload.add_argument("--json", action="store_true", help="accepted; the answer is always JSON")
    upload.add_argument("--csv", type=Path, help="where to write the tidy table")
    upload.add_argument("--sheet", default="", help="the sheet of a workbook to read")
    upload.add_argument(
        "--answer", action="append", default=[], metavar="KEY=VALUE",
        help="an answer to a question of an earlier reading, such as period=financial, "
        "column:3=measure or name:Newcastle=E08000021; may be given several times",
    )  # fmt: skip
    return parser


def _command(
    commands: Any, name: str, answer: Callable[[Store, argparse.Namespace], object], what: str
) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(name, help=what, description=what)
    parser.set_defaults(answer=answer)
    return parser


def _area(store: Store, arguments: argparse.Namespace) -> object:
    registry = load_registry(store)
    return build_area_profile(store, registry, find_page_area(registry, arguments.code))


def _quadrant(store: Store, arguments: argparse.Namespace) -> object:
    evidence = load_evidence(store)
    if arguments.all:
        return [build_table_row(quadrant) for quadrant in build_all_quadrants(evidence)]
    area = find_page_area(load_registry(store), arguments.code)
    return build_quadrant_json(build_quadrant(evidence, area.code))


def _find(store: Store, arguments: argparse.Namespace) -> object:
    gazetteer = load_gazetteer(store, load_registry(store))
    if looks_like_postcode(arguments.query):
        print(NO_POSTCODES, file=sys.stderr)
    return list_matches(gazetteer, arguments.query)


def _plain(value: object) -> str:
    if isinstance(value, date):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} has no place in an answer")


if __name__ == "__main__":
    sys.exit(main())
