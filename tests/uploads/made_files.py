"""Small files made by hand for the tests: text tables, workbooks and hostile archives."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape

Cell = str | int | float | None

COUNCILS = (
    ("E08000012", "Liverpool"),
    ("E08000003", "Manchester"),
    ("E08000025", "Birmingham"),
    ("E08000035", "Leeds"),
    ("E06000023", "Bristol, City of"),
    ("E06000014", "York"),
    ("E06000047", "County Durham"),
    ("E09000007", "Camden"),
    ("W06000015", "Cardiff"),
    ("S12000036", "City of Edinburgh"),
)
SPREADSHEET = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"'
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
DECLARATION = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def table(year: str = "2023", first: float = 10.5) -> list[list[str]]:
    """Ten councils with code, name, year and a figure, under a header."""
    rows = [["Area code", "Area name", "Year", "Rate"]]
    rows += [[code, name, year, str(first + n)] for n, (code, name) in enumerate(COUNCILS)]
    return rows


def text(rows: Sequence[Sequence[str]], delimiter: str = ",", end: str = "\n") -> str:
    """The rows as delimited text, quoted only where needed."""
    lines = []
    for row in rows:
        cells = [
            '"' + cell.replace('"', '""') + '"' if delimiter in cell or '"' in cell else cell
            for cell in row
        ]
        lines.append(delimiter.join(cells))
    return end.join(lines) + end


def csv(rows: Sequence[Sequence[str]], encoding: str = "utf-8", delimiter: str = ",") -> bytes:
    """The rows as the bytes of a text file."""
    return text(rows, delimiter).encode(encoding)


def column(number: int) -> str:
    """The letters of a column, counted from 0."""
    letters = ""
    number += 1
    while number:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def sheet_xml(rows: Sequence[Sequence[Cell]]) -> str:
    """A worksheet part with texts inline."""
    lines = []
    for y, row in enumerate(rows, 1):
        cells = []
        for x, cell in enumerate(row):
            place = f"{column(x)}{y}"
            if cell is None or cell == "":
                continue
            if isinstance(cell, str):
                cells.append(f'<c r="{place}" t="inlineStr"><is><t>{escape(cell)}</t></is></c>')
            else:
                cells.append(f'<c r="{place}"><v>{cell}</v></c>')
        lines.append(f'<row r="{y}">{"".join(cells)}</row>')
    return worksheet("".join(lines))


def worksheet(rows: str, before: str = "") -> str:
    """A worksheet part around given rows."""
    return (
        f"{DECLARATION}<worksheet {SPREADSHEET}>{before}<sheetData>{rows}</sheetData></worksheet>"
    )


def xlsx(
    sheets: Mapping[str, Sequence[Sequence[Cell]] | str],
    hidden: Sequence[str] = (),
    extra: Mapping[str, bytes | str] | None = None,
    compression: int = zipfile.ZIP_DEFLATED,
) -> bytes:
    """A workbook; a sheet is rows or the text of its part, ``extra`` are further parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", compression) as archive:
        archive.writestr("[Content_Types].xml", _types(len(sheets)))
        archive.writestr(
            "_rels/.rels",
            f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="r1" '
            f'Type="{RELATIONS}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        )
        entries = "".join(
            f'<sheet name="{escape(name)}" sheetId="{n}" r:id="r{n}"'
            f"{' state=' + chr(34) + 'hidden' + chr(34) if name in hidden else ''}/>"
            for n, name in enumerate(sheets, 1)
        )
        archive.writestr(
            "xl/workbook.xml",
            f'{DECLARATION}<workbook {SPREADSHEET} xmlns:r="{RELATIONS}"><sheets>{entries}'
            "</sheets></workbook>",
        )
        relations = "".join(
            f'<Relationship Id="r{n}" Type="{RELATIONS}/worksheet" '
            f'Target="worksheets/sheet{n}.xml"/>'
            for n in range(1, len(sheets) + 1)
        )
        archive.writestr(
            "xl/_rels/workbook.xml.rels",
            f'{DECLARATION}<Relationships xmlns="{PACKAGE}/relationships">{relations}'
            "</Relationships>",
        )
        for n, content in enumerate(sheets.values(), 1):
            part = content if isinstance(content, str) else sheet_xml(content)
            archive.writestr(f"xl/worksheets/sheet{n}.xml", part)
        for name, what in (extra or {}).items():
            archive.writestr(name, what)
    return out.getvalue()


def _types(sheets: int) -> str:
    start = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    parts = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{start}worksheet+xml"/>'
        for n in range(1, sheets + 1)
    )
    return (
        f'{DECLARATION}<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default '
        'Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
        f'ContentType="{start}sheet.main+xml"/>{parts}</Types>'
    )


def ods(rows: str) -> bytes:
    """An OpenDocument workbook with one sheet of the given row elements."""
    urn = "urn:oasis:names:tc:opendocument:xmlns:"
    content = (
        f'{DECLARATION}<office:document-content xmlns:office="{urn}office:1.0" '
        f'xmlns:table="{urn}table:1.0" xmlns:text="{urn}text:1.0" office:version="1.2">'
        '<office:body><office:spreadsheet><table:table table:name="Sheet1">'
        f"{rows}</table:table></office:spreadsheet></office:body></office:document-content>"
    )
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr(
            "META-INF/manifest.xml",
            f'{DECLARATION}<manifest:manifest xmlns:manifest="{urn}manifest:1.0"/>',
        )
    return out.getvalue()


def ods_rows(rows: Sequence[Sequence[str]]) -> str:
    """Row elements of texts and numbers."""
    lines = []
    for row in rows:
        cells = []
        for cell in row:
            try:
                float(cell)
                kind = f'office:value-type="float" office:value="{cell}"'
            except ValueError:
                kind = 'office:value-type="string"'
            cells.append(
                f"<table:table-cell {kind}><text:p>{escape(cell)}</text:p></table:table-cell>"
            )
        lines.append(f"<table:table-row>{''.join(cells)}</table:table-row>")
    return "".join(lines)


def archive(parts: Mapping[str, bytes]) -> bytes:
    """A plain ZIP archive."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as file:
        for name, what in parts.items():
            file.writestr(name, what)
    return out.getvalue()
