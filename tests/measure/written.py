"""Writes a report into docs/measured, with its commit and its day in the first line."""

from __future__ import annotations

import re
import subprocess
from datetime import UTC, datetime
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
MEASURED = ROOT / "docs" / "measured"
# "Measured at commit 1a2b3c4, 28 November 2026."
LINE = re.compile(r"Measured at commit \w+( with changes)?, \d{1,2} [A-Z][a-z]+ \d{4}\.")


def write_report(path: Path, text: str) -> None:
    """Write a report of Markdown that begins with its title; the line goes below the title.

    A line that is already there, as in a report of which only a table is new, is replaced.
    """
    title, _, rest = text.partition("\n")
    rest = LINE.sub("", rest.lstrip("\n"), count=1) if LINE.match(rest.lstrip("\n")) else rest
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"{title}\n\n{_line()}\n\n{rest.strip()}\n", encoding="utf-8")


def _line() -> str:
    today = datetime.now(tz=UTC)
    return f"Measured at commit {read_commit()}, {today.day} {today:%B %Y}."


def read_commit() -> str:
    """The short hash of the checkout, marked when files differ from it; unknown without git.

    Reports that were written before are not what is measured.
    """
    commit = _git("rev-parse", "--short", "HEAD")
    changed = _git("status", "--porcelain", "--untracked-files=no", "--", ".", ":!docs/measured")
    return f"{commit} with changes" if commit and changed else commit or "unknown"


def _git(*arguments: str) -> str:
    try:
        answer = subprocess.run(
            ["git", "-C", ROOT, *arguments],  # noqa: S607
            capture_output=True, text=True, check=False,
        )  # fmt: skip
    except FileNotFoundError:
        return ""
    return answer.stdout.strip() if answer.returncode == 0 else ""


def between_marks(text: str, table: str, start: str, end: str) -> str:
    """The text with the table in the place of the one between its two marks.

    Raises:
        ValueError: when the text has not both marks.
    """
    if start not in text or end not in text:
        raise ValueError(f"The text needs the lines {start} and {end}: the table goes between.")
    before, rest = text.split(start, 1)
    return f"{before}{start}\n\n{table}\n\n{end}{rest.split(end, 1)[1]}"
