"""What was understood of a file, in plain words: one sentence a matter, all from the reading."""

from __future__ import annotations

from collections.abc import Sequence

from placelib.areas.levels import LEVELS
from placelib.errors import shown
from placelib.formatting import listed
from placelib.quickview.moments import moment
from placelib.uploads import AreaColumn, Reading

_TYPES = {
    "csv": "a text file of values",
    "tsv": "a text file of values",
    "txt": "a text file of values",
    "xlsx": "an Excel workbook",
    "xls": "an older Excel workbook",
    "ods": "an OpenDocument spreadsheet",
}
_SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "bars", " ": "spaces"}
_KINDS = {"financial": "financial years", "academic": "academic years"}
_MOST_NAMED = 4


def understood(reading: Reading) -> tuple[str, ...]:
    """One sentence each on the file, the rows, the areas, the periods, the figures, the gaps."""
    said = [_file(reading), _rows(reading), _areas(reading), _periods(reading), _figures(reading)]
    said += [_gaps(reading), *_former(reading)]
    return tuple(one for one in said if one)


def column_letter(number: int) -> str:
    """The letter of a column counted from 1, as spreadsheets write it: 1 is A, 27 is AA."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def _file(reading: Reading) -> str:
    said = f"The file is {_TYPES.get(reading.file_type, 'a table')}"
    if reading.sheet:
        said += f"; the sheet “{shown(reading.sheet)}” was read"
    elif reading.delimiter:
        said += f" with {_SEPARATORS.get(reading.delimiter, 'another sign')} in between"
    if reading.encoding:
        said += f", in the encoding {reading.encoding.upper().removesuffix('-SIG')}"
    return f"{said}."


def _rows(reading: Reading) -> str:
    if not reading.first_row:
        return ""
    if reading.transposed:
        return "Areas stand in columns; the table was turned over to be read."
    header = reading.header_rows
    heads = (
        "There is no header row"
        if not header
        else f"Row {header[0]} is the header"
        if len(header) == 1
        else f"Rows {header[0]} to {header[-1]} are the header"
    )
    unused = reading.rows_in - reading.rows_used
    left = f"; {unused:,} of them {'is' if unused == 1 else 'are'} not used (see below)"
    return (
        f"{heads}, and {_held(reading)}: {_count(reading.rows_in)}"
        f"{left if unused else ', all used'}."
    )


def _held(reading: Reading) -> str:
    if reading.first_row == reading.last_row:
        return f"row {reading.first_row:,} holds the figures"
    return f"rows {reading.first_row:,} to {reading.last_row:,} hold the figures"


def _count(rows: int) -> str:
    return "1 row" if rows == 1 else f"{rows:,} rows"


def _areas(reading: Reading) -> str:
    counts = [
        f"{count:,} {LEVELS[level].counted[count != 1]}"
        for level, count in sorted(reading.levels.items(), key=lambda one: -one[1])
        if level in LEVELS
    ]
    if not counts:
        return ""
    codes = [_column(one) for one in reading.area_columns if one.holds == "code"]
    names = [_column(one) for one in reading.area_columns if one.holds == "name"]
    how = []
    if codes:
        how.append(f"by the codes in {listed(codes[:_MOST_NAMED])}")
    if names:
        how.append(f"by the names in {listed(names[:_MOST_NAMED])}")
    return f"Places were recognised {' and '.join(how)}: {listed(counts)}."


def _column(one: AreaColumn) -> str:
    header = f" “{shown(one.header)}”" if one.header else ""
    return f"column {column_letter(one.column)}{header}"


def _periods(reading: Reading) -> str:
    known = reading.period_reading
    first, last = str(known.get("first", "")), str(known.get("last", ""))
    if not first:
        return "No period was found: the figures are shown without one until you give it."
    years_are = str(known.get("years_are", ""))
    count = known.get("periods", 0)
    where = {
        "column": "from a column",
        "header": "from the headings",
        "title": "from the title",
        "answer": "as you said",
    }.get(str(known.get("source")), "")
    words = [moment(one, years_are)[1] for one in (first, last)]
    kind = f", read as {_KINDS[years_are]}" if years_are in _KINDS else ""
    if count == 1:
        return f"The figures are for {words[0]} ({where}{kind})."
    return (
        f"There are {count} periods: the first is {words[0]}, the last {words[1]} ({where}{kind})."
    )


def _figures(reading: Reading) -> str:
    names = list(dict.fromkeys(reading.table.indicator)) or list(
        dict.fromkeys(one.indicator for one in reading.value_columns)
    )
    if not names:
        return ""
    first = [f"“{shown(name.strip(' |·'), 60)}”" for name in names[:_MOST_NAMED]]
    if len(names) > _MOST_NAMED:
        first.append(f"{len(names) - _MOST_NAMED:,} more")
    measures = "One measure was" if len(names) == 1 else f"{len(names):,} measures were"
    return f"{measures} found: {listed(first)}."


def _gaps(reading: Reading) -> str:
    if not reading.markers:
        return ""
    marks = [
        f"“{shown(mark, 20)}” ({'once' if times == 1 else f'{times:,} times'})"
        for mark, times in reading.markers.items()
    ]
    more = [f"{len(marks) - _MOST_NAMED} more"] if len(marks) > _MOST_NAMED else []
    return f"Kept as gaps, never as zero: {listed([*marks[:_MOST_NAMED], *more])}."


def _former(reading: Reading) -> Sequence[str]:
    said = []
    if reading.summed:
        many = len(reading.summed)
        said.append(f"Figures of former councils were added up to {many:,} of today’s councils.")
    if reading.successions:
        many = len(reading.successions)
        said.append(
            f"{many:,} former place{' stays' if many == 1 else 's stay'} in the table under the "
            "old code: today’s map has no place for them. Counts are added up to today’s councils "
            "once you say that they are counts; rates cannot be added up."
        )
    return said
