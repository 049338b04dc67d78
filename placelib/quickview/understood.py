"""What was understood of a file, in plain words: one sentence a matter, all from the reading."""

from __future__ import annotations

from collections.abc import Sequence

from placelib.areas.levels import LEVELS
from placelib.errors import clip
from placelib.formatting import format_column_letter, listed
from placelib.quickview.period_dates import read_period_dates
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


def describe_reading(reading: Reading) -> tuple[str, ...]:
    """One sentence each on the file, the rows, the areas, the periods, the figures, the gaps."""
    sentences = [
        _describe_file(reading),
        _describe_rows(reading),
        _describe_areas(reading),
        _describe_periods(reading),
        _describe_figures(reading),
    ]
    sentences += [_describe_gaps(reading), *_describe_former(reading)]
    return tuple(sentence for sentence in sentences if sentence)


def _describe_file(reading: Reading) -> str:
    sentence = f"The file is {_TYPES.get(reading.file_type, 'a table')}"
    if reading.sheet:
        sentence += f"; the sheet “{clip(reading.sheet)}” was read"
    elif reading.delimiter:
        sentence += f" with {_SEPARATORS.get(reading.delimiter, 'another sign')} in between"
    if reading.encoding:
        sentence += f", in the encoding {reading.encoding.upper().removesuffix('-SIG')}"
    return f"{sentence}."


def _describe_rows(reading: Reading) -> str:
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
        f"{heads}, and {_describe_contents(reading)}: {_count(reading.rows_in)}"
        f"{left if unused else ', all used'}."
    )


def _describe_contents(reading: Reading) -> str:
    if reading.first_row == reading.last_row:
        return f"row {reading.first_row:,} holds the figures"
    return f"rows {reading.first_row:,} to {reading.last_row:,} hold the figures"


def _count(rows: int) -> str:
    return "1 row" if rows == 1 else f"{rows:,} rows"


def _describe_areas(reading: Reading) -> str:
    counts = [
        f"{count:,} {LEVELS[level].counted[count != 1]}"
        for level, count in sorted(reading.levels.items(), key=lambda level_count: -level_count[1])
        if level in LEVELS
    ]
    if not counts:
        return ""
    codes = [_describe_column(column) for column in reading.area_columns if column.holds == "code"]
    names = [_describe_column(column) for column in reading.area_columns if column.holds == "name"]
    how = []
    if codes:
        how.append(f"by the codes in {listed(codes[:_MOST_NAMED])}")
    if names:
        how.append(f"by the names in {listed(names[:_MOST_NAMED])}")
    return f"Places were recognised {' and '.join(how)}: {listed(counts)}."


def _describe_column(column: AreaColumn) -> str:
    header = f" “{clip(column.header)}”" if column.header else ""
    return f"column {format_column_letter(column.column)}{header}"


def _describe_periods(reading: Reading) -> str:
    period_reading = reading.period_reading
    first, last = str(period_reading.get("first", "")), str(period_reading.get("last", ""))
    if not first:
        return "No period was found: the figures are shown without one until you give it."
    years_are = str(period_reading.get("years_are", ""))
    count = period_reading.get("periods", 0)
    where = {
        "column": "from a column",
        "header": "from the headings",
        "title": "from the title",
        "answer": "as you said",
    }.get(str(period_reading.get("source")), "")
    words = [read_period_dates(period, years_are)[1] for period in (first, last)]
    kind = f", read as {_KINDS[years_are]}" if years_are in _KINDS else ""
    if count == 1:
        return f"The figures are for {words[0]} ({where}{kind})."
    return (
        f"There are {count} periods: the first is {words[0]}, the last {words[1]} ({where}{kind})."
    )


def _describe_figures(reading: Reading) -> str:
    names = list(dict.fromkeys(reading.table.indicator)) or list(
        dict.fromkeys(column.indicator for column in reading.value_columns)
    )
    if not names:
        return ""
    first = [f"“{clip(name.strip(' |·'), 60)}”" for name in names[:_MOST_NAMED]]
    if len(names) > _MOST_NAMED:
        first.append(f"{len(names) - _MOST_NAMED:,} more")
    measures = "One measure was" if len(names) == 1 else f"{len(names):,} measures were"
    return f"{measures} found: {listed(first)}."


def _describe_gaps(reading: Reading) -> str:
    if not reading.markers:
        return ""
    marks = [
        f"“{clip(mark, 20)}” ({'once' if times == 1 else f'{times:,} times'})"
        for mark, times in reading.markers.items()
    ]
    remainder = [f"{len(marks) - _MOST_NAMED} more"] if len(marks) > _MOST_NAMED else []
    return f"Kept as gaps, never as zero: {listed([*marks[:_MOST_NAMED], *remainder])}."


def _describe_former(reading: Reading) -> Sequence[str]:
    sentences = []
    if reading.summed:
        many = len(reading.summed)
        sentences.append(
            f"Figures of former councils were added up to {many:,} of today’s councils."
        )
    if reading.successions:
        many = len(reading.successions)
        sentences.append(
            f"{many:,} former place{' stays' if many == 1 else 's stay'} in the table under the "
            "old code: today’s map has no place for them. Counts are added up to today’s councils "
            "once you say that they are counts; rates cannot be added up."
        )
    return sentences
