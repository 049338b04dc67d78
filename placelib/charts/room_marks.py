"""The board's words as HTML: what a room must be able to read from its last row."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from html import escape

from placelib.axis_words import KNOWING, KNOWING_AXIS, POWER, POWER_AXIS
from placelib.charts.theme import Theme

# Pixels on a screen of 1920 by 1080; the smallest that a board may have is 24 there.
SMALLEST, LARGE, CODE = 26, 38, 68
BOARD = "board"
CHART_WIDTH = 1290
# The app's own size of a rem in .streamlit/config.toml, which the board has on that screen.
_REM = 17
# How wide bold capitals and figures are, the widest of them, small letters, and the code's gap with
# all that stands between its letters: of the height of the letters.
_CAPITAL, _WIDE_CAPITAL, _BOLD_LETTER, _CODE_GAPS = 0.7, 0.93, 0.62, 0.7


def fit_screen() -> str:
    """The style that lays the board out for 1920 by 1080 and shows it as large as the window is.

    All sizes are in rem, a part of the window's width or height, whichever is short. A rem never
    has less than 9 pixels, so that the smallest words can be read in a narrow window, or with the
    browser's own zoom; there the board is longer than the window. A phone has its usual sizes.
    """
    chart = f'.st-key-{BOARD} [data-testid="stVegaLiteChart"]'
    wide, high = 1920 / _REM, 1080 / _REM
    return (
        f"<style>@media (min-width: 641px) {{ :root:has(.st-key-{BOARD}) "
        f"{{ font-size: max(9px, min(100vw / {wide:.2f}, 100vh / {high:.2f})) }} "
        f"{chart} svg.marks {{ width: {_size(CHART_WIDTH)}; height: auto; max-width: 100% }} }}"
        "</style>"
    )


def _size(pixels: float) -> str:
    """So many pixels of a screen of 1920 by 1080 as CSS."""
    return f"{pixels / _REM:.3f}rem"


def joining(code_picture: bytes, address: str, code: str, theme: Theme) -> str:
    """How to join: the QR code as PNG, the address to type, and the join code."""
    source = b64encode(code_picture).decode()
    look = "display:block;width:100%;image-rendering:pixelated"
    svg = (
        f'<img alt="QR code that leads to {escape(address)}" style="{look}" '
        f'src="data:image/png;base64,{source}">'
    )
    wide = sum(_WIDE_CAPITAL if letter in "MW" else _CAPITAL for letter in code.replace(" ", ""))
    code_size = f"min({_size(CODE)}, {100 / (wide + _CODE_GAPS):.1f}cqi)"
    return (
        f'<div style="color:{theme.text};font-size:{_size(SMALLEST)};line-height:1.25;'
        f'container-type:inline-size">'
        f'<div style="background:#fff;border:1px solid {theme.grid};border-radius:8px;'
        f'max-width:{_size(400)}">{svg}</div>'
        f'<div style="margin-top:{_size(16)}">Join at<br>{_write_address(address)}</div>'
        f'<div style="margin-top:{_size(12)}">with the code</div>'
        f'<div style="font-size:{code_size};font-weight:700;letter-spacing:.06em;line-height:1.1;'
        f'white-space:nowrap">{escape(code)}</div></div>'
    )


def _write_address(address: str) -> str:
    """The address to type, broken after its slash or a dot and never inside a word of it.

    A longer word than its column has room for is in smaller letters.
    """
    pieces = [f"{piece}." for piece in address.replace("/", "/.").split(".")]
    longest = max(map(len, pieces))
    size = f"min({_size(SMALLEST)}, {100 / (_BOLD_LETTER * longest):.1f}cqi)"
    # A whole host stays on its line where it has room: the break after the slash is the first.
    host, slash, path = address.partition("/")
    host = escape(f"{host}{slash}").replace(".", ".<wbr>")
    return (
        f'<strong style="font-size:{size}"><span style="display:inline-block">{host}</span>'
        f'<span style="display:inline-block">{escape(path)}</span></strong>'
    )


def ended(theme: Theme) -> str:
    """In the place of how to join, once nobody can."""
    return (
        f'<div style="color:{theme.text};font-size:{_size(LARGE)};line-height:1.3">'
        "<strong>The workshop has ended.</strong> What was revealed is on each phone that took "
        "part.</div>"
    )


def counts(joined: int, progress: Sequence[str], theme: Theme) -> str:
    """How many joined, and the lines that say how many answered the question."""
    lines = "<br>".join(escape(line) for line in (f"{joined} joined", *progress))
    return (
        f'<div role="status" style="color:{theme.text};font-size:{_size(LARGE)};font-weight:700;'
        f'line-height:1.3;font-variant-numeric:tabular-nums">{lines}</div>'
    )


def heading(title: str, question: str, state: str, theme: Theme) -> str:
    """The workshop's title, the question, and whether it is open."""
    return (
        f'<div style="color:{theme.text};line-height:1.2">'
        f'<div style="font-size:{_size(SMALLEST)};color:{theme.quiet_text}">{escape(title)}</div>'
        f'<h1 style="font-size:{_size(LARGE + 6)};margin:0;padding:0;font-weight:700">'
        f"{escape(question)}</h1>"
        f'<div style="font-size:{_size(SMALLEST)}">{escape(state)}</div></div>'
    )


def sentence(text: str, theme: Theme) -> str:
    """A finding in words."""
    return (
        f'<p style="color:{theme.text};font-size:{_size(SMALLEST + 2)};line-height:1.3;margin:0;'
        f'max-width:68em">{escape(text)}</p>'
    )


def big(text: str, theme: Theme) -> str:
    """A few words in the middle of the board, before there is anything to show."""
    return (
        f'<p style="color:{theme.text};font-size:{_size(LARGE + 10)};line-height:1.3;'
        f'margin:1.2em 0;max-width:22em">{escape(text)}</p>'
    )


def quotes(texts: Sequence[str], theme: Theme) -> str:
    """What people wrote, as cards."""
    cards = "".join(
        f'<li style="border:1px solid {theme.rest};border-radius:8px;'
        f'padding:{_size(12)} {_size(16)};overflow-wrap:anywhere">{escape(text)}</li>'
        for text in texts
    )
    return (
        f'<ul style="list-style:none;margin:0;padding:0;display:grid;gap:{_size(14)};'
        f"grid-template-columns:repeat(auto-fill,minmax({_size(420)},1fr));color:{theme.text};"
        f'font-size:{_size(SMALLEST + 2)};line-height:1.3">{cards}</ul>'
    )


def offered(choices: Sequence[str], theme: Theme) -> str:
    """What the phones offer while a question is open, as a list."""
    rows = "".join(f"<li>{escape(choice)}</li>" for choice in choices)
    # A single line is a sentence, and no list of choices.
    marker = "list-style:none;padding:0" if len(choices) == 1 else "padding-left:1.1em"
    return (
        f'<ul style="color:{theme.text};font-size:{_size(LARGE - 4)};line-height:1.4;margin:0;'
        f'{marker};max-width:34em">{rows}</ul>'
    )


def square(theme: Theme) -> str:
    """The empty square that the phones show, with its axes and what its corners mean."""
    side, left, low = 400, 60, 420
    size = f'font-size="{SMALLEST}" fill="{theme.text}"'
    middle = left + side // 2
    corners = (
        (left + 10, 54, "start", "has the power,"),
        (left + 10, 86, "start", "far from the place"),
        (left + side - 10, low - 46, "end", "knows the place,"),
        (left + side - 10, low - 14, "end", "has little power"),
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
        f"{KNOWING_AXIS} →</text>"
        f'<text x="34" y="220" text-anchor="middle" transform="rotate(-90 34 220)" {size}>'
        f"{POWER_AXIS} →</text></svg>"
    )
    # As a picture: Streamlit takes drawings out of HTML.
    source = b64encode(picture.encode()).decode()
    alternative = f"The square on the phones: across, {KNOWING}; up, {POWER}."
    return (
        f'<img alt="{alternative}" style="width:{_size(520)};height:auto" '
        f'src="data:image/svg+xml;base64,{source}">'
    )
