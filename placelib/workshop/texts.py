"""Short texts that people type in: cleaned, and cut to what the room can read."""

from __future__ import annotations

import unicodedata

from placelib.workshop.errors import NotAnAnswer

# Characters of what people write.
LONGEST_ANSWER = 280
LONGEST_TITLE = 120
LONGEST_PROMPT = 200
# A letter with more marks than this is a prank that covers the lines above it.
_MOST_MARKS = 3


def clean(text: str, longest: int, what: str) -> str:
    """The text on one line, without signs that are not seen or that turn the text round.

    Control characters, direction overrides and characters without a meaning go; joiners inside
    emoji stay. Markdown and HTML stay as they are: whoever shows the text escapes it.

    Raises:
        NotAnAnswer: when nothing is left, or more than ``longest`` characters.
    """
    # Far beyond any limit nothing is worth cleaning.
    if len(text) > 20 * longest:
        raise _refuse_length(what, len(text), longest)
    normal = unicodedata.normalize("NFC", text)
    text = " ".join("".join(_list_words(normal)).split())
    if not text.strip("\u200d"):
        raise NotAnAnswer(f"The {what} is empty. Write something, or leave the question out.")
    if len(text) > longest:
        raise _refuse_length(what, len(text), longest)
    return text


def _list_words(text: str) -> list[str]:
    characters: list[str] = []
    marks = 0
    for sign in text:
        kind = unicodedata.category(sign)
        marks = marks + 1 if kind in ("Mn", "Me") else 0
        if kind in ("Cc", "Zl", "Zp"):
            characters.append(" ")
        elif kind in ("Cs", "Co", "Cn") or (kind == "Cf" and sign != "\u200d"):
            continue
        elif marks <= _MOST_MARKS:
            characters.append(sign)
    return characters


def _refuse_length(what: str, length: int, longest: int) -> NotAnAnswer:
    return NotAnAnswer(
        f"The {what} has {length:,} characters; the most is {longest}. Shorten it and send it "
        "again."
    )
