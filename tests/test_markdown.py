"""Text made harmless for Markdown: it shows as it was given, on one line."""

from __future__ import annotations

import re

import pytest

from placelib.markdown import WORD_JOINER, plain_markdown

SIGNS = "\\`*_{}[]()<>#+-.!|~$:"


@pytest.mark.parametrize("sign", SIGNS)
def test_every_sign_that_markdown_reads_is_escaped(sign: str) -> None:
    assert plain_markdown(f"a{sign}b") == f"a\\{sign}b"


@pytest.mark.parametrize(
    "given",
    [
        "[click](https://example.org)",
        "<img src=x onerror=alert(1)>",
        "# not a heading",
        ":material/home: and :red[colour]",
        "$x^2$ costs $5",
        "![](https://example.org/a.png)",
        "St. Helens * 1_000 `code`",
        "1. not a list",
    ],
)
def test_the_text_itself_is_kept(given: str) -> None:
    escaped = plain_markdown(given).replace(WORD_JOINER, "")
    assert re.sub(r"\\(.)", r"\1", escaped) == given
    assert not re.search(r"(?<!\\)[\[\]<>#`*_$:!|~]", escaped)


def test_lines_become_one_line() -> None:
    assert plain_markdown("a\n\n# b\t c ") == "a \\# b c"
    assert plain_markdown("") == ""


def test_letters_digits_and_accents_are_left_alone() -> None:
    assert plain_markdown("Ynys Môn 2023, “Sir Gâr” £5 100%") == "Ynys Môn 2023, “Sir Gâr” £5 100%"


@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("https://evil.example", f"https{WORD_JOINER}\\://evil\\.example"),
        ("WWW.evil.example", f"WWW{WORD_JOINER}\\.evil\\.example"),
        ("help@evil.example", f"help{WORD_JOINER}@evil\\.example"),
    ],
)
def test_a_bare_address_is_taken_apart_so_that_it_becomes_no_link(given: str, shown: str) -> None:
    assert plain_markdown(given) == shown
