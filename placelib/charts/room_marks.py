"""The board's words as HTML: what a room must be able to read from its last row."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from html import escape

from placelib.charts.theme import Theme

# Pixels on a screen of 1920; the smallest that a board may have is 24.
SMALLEST, LARGE, CODE = 26, 38, 68


def joining(code_picture: bytes, address: str, code: str, theme: Theme) -> str:
    """How to join: the QR code as PNG, the address to type, and the join code."""
    source = b64encode(code_picture).decode()
    look = "display:block;width:100%;image-rendering:pixelated"
    svg = (
        f'<img alt="QR code that leads to {escape(address)}" style="{look}" '
        f'src="data:image/png;base64,{source}">'
    )
    return (
        f'<div style="color:{theme.text};font-size:{SMALLEST}px;line-height:1.25">'
        f'<div style="background:#fff;border:1px solid {theme.grid};border-radius:8px;'
        f'max-width:400px">{svg}</div>'
        f'<div style="margin-top:16px;overflow-wrap:anywhere">Join at<br>'
        f"<strong>{escape(address)}</strong></div>"
        f'<div style="margin-top:12px">with the code</div>'
        f'<div style="font-size:{CODE}px;font-weight:700;letter-spacing:.06em;line-height:1.1;'
        f'white-space:nowrap">{escape(code)}</div></div>'
    )


def ended(theme: Theme) -> str:
    """In the place of how to join, once nobody can."""
    return (
        f'<div style="color:{theme.text};font-size:{LARGE}px;line-height:1.3">'
        "<strong>The workshop has ended.</strong> What was revealed is on each phone that took "
        "part.</div>"
    )


def counts(joined: int, progress: Sequence[str], theme: Theme) -> str:
    """How many joined, and the lines that say how many answered the question."""
    lines = "<br>".join(escape(line) for line in (f"{joined} joined", *progress))
    return (
        f'<div role="status" style="color:{theme.text};font-size:{LARGE}px;font-weight:700;'
        f'line-height:1.3;font-variant-numeric:tabular-nums">{lines}</div>'
    )


def heading(title: str, question: str, state: str, theme: Theme) -> str:
    """The workshop's title, the question, and whether it is open."""
    return (
        f'<div style="color:{theme.text};line-height:1.2">'
        f'<div style="font-size:{SMALLEST}px;color:{theme.quiet_text}">{escape(title)}</div>'
        f'<h1 style="font-size:{LARGE + 6}px;margin:0;padding:0;font-weight:700">'
        f"{escape(question)}</h1>"
        f'<div style="font-size:{SMALLEST}px">{escape(state)}</div></div>'
    )


def sentence(text: str, theme: Theme) -> str:
    """A finding in words."""
    return (
        f'<p style="color:{theme.text};font-size:{SMALLEST + 2}px;line-height:1.3;margin:0;'
        f'max-width:68em">{escape(text)}</p>'
    )


def big(text: str, theme: Theme) -> str:
    """A few words in the middle of the board, before there is anything to show."""
    return (
        f'<p style="color:{theme.text};font-size:{LARGE + 10}px;line-height:1.3;margin:1.2em 0;'
        f'max-width:22em">{escape(text)}</p>'
    )


def quotes(texts: Sequence[str], theme: Theme) -> str:
    """What people wrote, as cards."""
    cards = "".join(
        f'<li style="border:1px solid {theme.rest};border-radius:8px;padding:12px 16px;'
        f'overflow-wrap:anywhere">{escape(text)}</li>'
        for text in texts
    )
    return (
        f'<ul style="list-style:none;margin:0;padding:0;display:grid;gap:14px;'
        f"grid-template-columns:repeat(auto-fill,minmax(420px,1fr));color:{theme.text};"
        f'font-size:{SMALLEST + 2}px;line-height:1.3">{cards}</ul>'
    )


def offered(choices: Sequence[str], theme: Theme) -> str:
    """What the phones offer while a question is open, as a list."""
    rows = "".join(f"<li>{escape(choice)}</li>" for choice in choices)
    # A single line is a sentence, and no list of choices.
    marker = "list-style:none;padding:0" if len(choices) == 1 else "padding-left:1.1em"
    return (
        f'<ul style="color:{theme.text};font-size:{LARGE - 4}px;line-height:1.4;margin:0;'
        f'{marker};max-width:34em">{rows}</ul>'
    )


def square(theme: Theme) -> str:
    """The empty square that the phones show, with its axes and what its corners mean."""
    side, left, low = 400, 60, 420
    size = f'font-size="{SMALLEST}" fill="{theme.text}"'
    middle = left + side // 2
    corners = (
        (left + 10, 54, "start", "much leverage,"),
        (left + 10, 86, "start", "little understanding"),
        (left + side - 10, low - 46, "end", "little leverage,"),
        (left + side - 10, low - 14, "end", "much understanding"),
    )
    words = "".join(
        f'<text x="{x}" y="{y}" text-anchor="{side_of}" {size}>{escape(text)}</text>'
        for x, y, side_of, text in corners
    )
    picture = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="520" height="470" '
        'font-family="sans-serif">'
        f'<rect x="{left}" y="20" width="{side}" height="{side}" fill="none" '
        f'stroke="{theme.rest}" stroke-width="2"/>{words}'
        f'<text x="{middle}" y="{low + 38}" text-anchor="middle" {size}>'
        "Understanding of the place →</text>"
        f'<text x="34" y="220" text-anchor="middle" transform="rotate(-90 34 220)" {size}>'
        "Leverage →</text></svg>"
    )
    # As a picture: Streamlit takes drawings out of HTML.
    source = b64encode(picture.encode()).decode()
    alternative = "The square on the phones: across, understanding of the place; up, leverage."
    return (
        f'<img alt="{alternative}" width="520" height="470" '
        f'src="data:image/svg+xml;base64,{source}">'
    )
