"""Score the reader on real files: `python -m tests.measure.uploads.score [FOLDER]` prints a table.

The folder holds the files, expected.json and derived/ (see its README); without it the script says
so and returns 0, since the files are no part of the project.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from placelib.uploads import Reading, read_upload
from placelib.uploads.formats.cell_values import read_value
from placelib.uploads.periods.grammar import read_period_text

FOLDER = Path(__file__).resolve().parents[4] / "shared" / "data" / "uploads"
# Re-encoded files, the file that each must be read like, and the lines added on top.
DERIVED = {
    "d04_hmrc_semicolon_decimal_point.csv": ("hmrc_spi_la_raw.csv", 0),
    "d07_nomis_banks_export.csv": ("nomis_banks_by_la.xlsx", 0),
    "d09_popden_excel_sep_line.csv": ("statswales_popden_wide.csv", 1),
    "d12_popden_utf8_nbsp_zwsp.csv": ("statswales_popden_wide.csv", 0),
}
# This one holds more years and areas than its twin, so only what is said here is checked.
ALONE = {
    "d01_winter_mortality_utf16le_tab.txt": {
        "verdict": "read", "sheet": "", "header_rows": "1", "data_rows": [2, 375], "n_rows": 374,
        "code_col": 0, "name_col": 1, "area_codes": [], "area_labels": [],
        "spots": [{"row": 2, "col": 3, "period": "1991/92", "value": "33020"}],
    },
}  # fmt: skip


@dataclass(frozen=True)
class Result:
    """One file: what was checked, what was right, and a word on each miss."""

    name: str
    right: int
    checked: int
    misses: tuple[str, ...]


def read_file(path: Path) -> Reading:
    """The reading of a file, as of a visitor's."""
    return read_upload(path.name, path.read_bytes())


def score(folder: Path = FOLDER, read: Callable[[Path], Reading] = read_file) -> list[Result]:
    """One result a file, the re-encoded files last; empty when the folder is absent."""
    if not (folder / "expected.json").is_file():
        return []
    expected = {
        entry["file"]: entry for entry in json.loads((folder / "expected.json").read_text("utf-8"))
    }
    results = [_checked(folder / name, read, entry, 0) for name, entry in expected.items()]
    for name, (twin, shift) in DERIVED.items():
        entry = {**expected[twin], "sheet": ""}
        results.append(_checked(folder / "derived" / name, read, entry, shift))
    for name, entry in ALONE.items():
        results.append(_checked(folder / "derived" / name, read, entry, 0))
    return results


def _checked(
    path: Path, read: Callable[[Path], Reading], entry: dict[str, Any], shift: int
) -> Result:
    reading = read(path)
    misses: list[str] = []
    checks = 0
    for what, wanted, got in _facts(reading, entry, shift):
        checks += 1
        if wanted != got:
            misses.append(f"{what}: {_short(wanted)} expected, {_short(got)} found")
    return Result(path.name, checks - len(misses), checks, tuple(misses))


def _facts(reading: Reading, entry: dict[str, Any], shift: int) -> list[tuple[str, Any, Any]]:
    first, last = (int(number) + shift for number in entry["data_rows"])
    ends = [int(number) + shift for number in str(entry["header_rows"]).split("-")]
    facts: list[tuple[str, Any, Any]] = [
        ("verdict", True, _verdict_fits(entry["verdict"], reading.verdict)),
        ("sheet", entry["sheet"], reading.sheet),
        ("header rows", list(range(ends[0], ends[-1] + 1)), list(reading.header_rows)),
        ("first row", first, reading.first_row),
        ("last row", last, reading.last_row),
        ("rows", True, reading.rows_in in {last - first + 1, entry["n_rows"]}),
    ]
    if reading.verdict == "refuse":
        return facts
    for holds in ("code", "name"):
        wanted = entry[f"{holds}_col"]
        if wanted is None:
            continue
        wanted = wanted if isinstance(wanted, list) else [wanted]
        found = [one.column - 1 for one in reading.area_columns if one.holds == holds]
        facts.append((f"{holds} column", sorted(wanted), sorted(found[: len(wanted)])))
    if entry["area_codes"]:
        facts.append(("area codes", entry["area_codes"], list(reading.area_codes)))
    if entry["area_labels"] and not entry["area_codes"]:
        missing = sorted(set(entry["area_labels"]) - set(reading.area_labels))
        facts.append(("area labels not found", [], missing))
    facts.extend(_spots(reading, entry, shift))
    return facts


def _spots(reading: Reading, entry: dict[str, Any], shift: int) -> list[tuple[str, Any, Any]]:
    table = reading.table
    cells = {
        (row, column): number
        for number, (row, column) in enumerate(zip(table.source_row, table.source_col, strict=True))
    }
    facts: list[tuple[str, Any, Any]] = []
    for spot in entry["spots"]:
        number = cells.get((spot["row"] + shift, spot["col"]))
        where = f"cell {spot['row']}/{spot['col']}"
        conflict = any(one.row == spot["row"] + shift for one in reading.conflicts)
        if number is None:
            facts.append((where, "listed as a conflict", "conflict" if conflict else "nothing"))
            if conflict:
                facts[-1] = (where, True, True)
            continue
        facts.append((where, read_value(spot["value"]).value, table.value[number]))
        periods = [read_period_text(part) for part in spot["period"].strip(")").split(" (")]
        labels = [period.label for period in periods if period is not None]
        if labels and reading.period_reading.get("source") != "none":
            got = table.period[number]
            facts.append((f"period of {where}", got if got in labels else labels[0], got))
    return facts


def _verdict_fits(wanted: str, got: str) -> bool:
    fits: dict[str, Callable[[str], bool]] = {
        "read": lambda verdict: verdict in {"read", "flag"},
        "flag": lambda verdict: verdict == "flag",
        "refuse": lambda verdict: verdict == "refuse",
        "refuse or": lambda verdict: verdict in {"refuse", "ask"},
        "either": lambda verdict: verdict in {"flag", "refuse"},
    }
    if wanted.startswith("refuse or"):
        return fits["refuse or"](got)
    if wanted.startswith("refuse"):
        return fits["refuse"](got)
    if "or refuse" in wanted:
        return fits["either"](got)
    return fits["flag" if "flagging" in wanted else "read"](got)


def _short(value: object) -> str:
    text = str(value)
    return text if len(text) < 90 else text[:60] + f"… ({len(text)} characters)"


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")


def main(arguments: list[str]) -> int:
    """Print one line a file and the sum; 0 always, so that a report never stops a build."""
    folder = Path(arguments[0]) if arguments else FOLDER
    results = score(folder)
    if not results:
        _say("There are no files to score: the folder ../shared/data/uploads is absent.")
        return 0
    width = max(len(result.name) for result in results)
    for result in results:
        full = "yes" if result.right == result.checked else "no"
        _say(f"{result.name:{width}}  {result.right:2}/{result.checked:2}  {full}")
        for miss in result.misses:
            _say(f"{'':{width}}    {miss}")
    whole = sum(result.right == result.checked for result in results)
    right, checked = (sum(getattr(one, key) for one in results) for key in ("right", "checked"))
    _say(f"\n{whole} of {len(results)} files fully right; {right} of {checked} facts.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
