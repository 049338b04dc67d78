"""A brief as one HTML file that opens without a server, a network or a script, for years."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from html import escape

from placelib.exports.brief import Brief, Origin, Row, Section
from placelib.formatting import format_date

# Nothing is fetched and nothing runs: whatever a text holds, it stays text.
_POLICY = "default-src 'none'; img-src data:; style-src 'unsafe-inline'"
_STYLE = """
:root { color-scheme: light; }
body { font: 17px/1.5 "Atkinson Hyperlegible Next", system-ui, sans-serif; color: #0B131C;
  background: #FFFFFF; max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.8rem; line-height: 1.2; } h2 { font-size: 1.25rem; margin-top: 2.2rem; }
.quiet, footer { color: #56606C; font-size: .9rem; }
figure { margin: 1rem 0; } img { max-width: 100%; height: auto; }
summary { cursor: pointer; padding: .4rem 0; }
.wide { overflow-x: auto; } table { border-collapse: collapse; font-size: .9rem; }
th, td { border-bottom: 1px solid #DDE1E6; padding: .35rem .7rem .35rem 0; text-align: left;
  vertical-align: top; }
th { font-weight: 600; } a { color: #12436D; overflow-wrap: anywhere; }
@media print { section { break-inside: avoid; } }
"""


def take_away(brief: Brief) -> bytes:
    """The brief with its charts, tables and sources in one HTML file.

    It holds everything that it shows. Its one link leads to the live view, for those who have it.
    """
    sections = "".join(map(_write_section, brief.sections))
    title = escape(brief.title)
    about = f'<p class="quiet">{escape(brief.about)}</p>' if brief.about else ""
    # What is not official says so at the top and at the end.
    mark = f"<p><strong>{escape(brief.origin.mark)}</strong></p>" if brief.origin.mark else ""
    document = (
        '<!doctype html>\n<html lang="en-GB"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<title>{title}</title><style>{_STYLE}</style></head><body><main>"
        f"<h1>{title}</h1>{mark}{about}{sections}</main>{_write_foot(brief.origin, mark)}"
        "</body></html>\n"
    )
    return document.encode("utf-8")


def _write_section(section: Section) -> str:
    parts = [f"<h2>{escape(section.headline)}</h2>"]
    if section.subtitle:
        parts.append(f'<p class="quiet">{escape(section.subtitle)}</p>')
    if section.picture is not None:
        picture = base64.b64encode(section.picture.png).decode("ascii")
        words = escape(section.picture.alternative, quote=True)
        parts.append(f'<figure><img src="data:image/png;base64,{picture}" alt="{words}"></figure>')
    parts += [f"<p>{escape(sentence)}</p>" for sentence in section.sentences]
    if section.rows:
        parts.append(_write_table(section.rows))
    if section.table:
        count = f"{len(section.table):,} row{'' if len(section.table) == 1 else 's'}"
        folded = _write_table(section.table)
        parts.append(f"<details><summary>Table ({count})</summary>{folded}</details>")
    parts += [
        f'<p class="quiet">{escape(line)}</p>' for line in (section.note, section.source) if line
    ]
    return f"<section>{''.join(parts)}</section>"


def _write_table(rows: Sequence[Row]) -> str:
    heads = "".join(f'<th scope="col">{escape(name)}</th>' for name in rows[0])
    lines = "".join(map(_write_row, ([row.get(name, "") for name in rows[0]] for row in rows)))
    return (
        f'<div class="wide" tabindex="0"><table><thead><tr>{heads}</tr></thead>'
        f"<tbody>{lines}</tbody></table></div>"
    )


def _write_row(cells: Sequence[str]) -> str:
    return f"<tr>{''.join(f'<td>{escape(cell)}</td>' for cell in cells)}</tr>"


def _write_foot(origin: Origin, mark: str) -> str:
    sources = "".join(f"<p>{escape(source)}</p>" for source in origin.sources)
    link = escape(origin.link, quote=True)
    is_web = origin.link.startswith(("http://", "https://"))
    live = f'<a href="{link}" rel="noreferrer">{link}</a>' if is_web else link
    return (
        f"<footer>{mark}{sources}<p>{escape(origin.licence)}</p><p>Made with Bend the Line on "
        f"{format_date(origin.made_on.isoformat())}, data version {escape(origin.version)}. The "
        f"live view: {live}</p></footer>"
    )
