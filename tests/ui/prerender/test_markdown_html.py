"""Markdown becomes the HTML that Streamlit makes of it, and never more than that."""

from __future__ import annotations

import pytest

from placelib.markdown import plain_markdown
from placelib.ui.prerender.markdown_html import is_safe_address, write_html, write_inline


@pytest.mark.parametrize(
    ("markdown", "html"),
    [
        ("plain", "plain"),
        ("**bold** and *thin*", "<strong>bold</strong> and <em>thin</em>"),
        (":blue[**Liverpool**]", '<span class="md-blue"><strong>Liverpool</strong></span>'),
        ("[ONS](https://ons.gov.uk/a)", '<a href="https://ons.gov.uk/a">ONS</a>'),
        (
            ":small[Source: [ONS](https://ons.gov.uk)]",
            '<span class="md-small">Source: <a href="https://ons.gov.uk">ONS</a></span>',
        ),
        ("one  \ntwo", "one<br>two"),
        (":material/home: Start", "Start"),
        ("13\\.9% \\(2\\.5 to 4\\.5\\)", "13.9% (2.5 to 4.5)"),
        ("2 * 3 [not a link] 5:15", "2 * 3 [not a link] 5:15"),
    ],
)
def test_a_line_is_written_as_html(markdown: str, html: str) -> None:
    assert write_inline(markdown) == html


def test_paragraphs_lists_and_rules_are_blocks() -> None:
    html = write_html("---\n\nFirst.\n\n- one\n- **two**\n\n## Head")
    assert html == (
        "<hr><p>First.</p><ul><li>one</li><li><strong>two</strong></li></ul><h2>Head</h2>"
    )


@pytest.mark.parametrize("hostile", ["<script>alert(1)</script>", "<img src=x onerror=a>", "&lt;"])
def test_html_in_a_text_is_text(hostile: str) -> None:
    for markdown in (hostile, plain_markdown(hostile), f"**{hostile}**", f":blue[{hostile}]"):
        html = write_html(markdown)
        assert "<script" not in html
        assert "<img" not in html


def test_a_link_to_a_script_is_no_link() -> None:
    assert write_inline("[here](javascript:alert(1)") == "here"
    assert not is_safe_address("javascript:alert(1)")
    assert not is_safe_address("data:text/html,x")
    assert not is_safe_address("//elsewhere.example")
    assert is_safe_address("place?area=E08000012")
    assert is_safe_address("./place?area=E08000012")
    assert is_safe_address("#quadrant")
