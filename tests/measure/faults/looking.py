"""What visitors see, through real sessions."""

from __future__ import annotations

import asyncio
import json
from urllib.error import HTTPError
from urllib.request import urlopen

from tests.measure.faults.files import INDICATOR, PLACE, SECOND, SHOWN
from tests.measure.load.session import connected


async def seen(url: str, page: str = "trends", **parameters: str) -> str:
    """Everything that a page says to a new visitor, without the signs that escape Markdown."""
    async with connected(url) as tab:
        await tab.open(page, **parameters)
        return " ".join(tab.texts()).replace("\\", "")


def look(url: str, page: str = "trends", **parameters: str) -> str:
    """The same, for those who do not wait together."""
    return asyncio.run(seen(url, page, **parameters))


def trend(url: str) -> str:
    """The page that shows which of the two versions its figures are from."""
    return look(url, "trends", indicator=INDICATOR, areas=PLACE)


def version_of(page: str, first: str) -> str:
    """The one version that a page's footer and its figures agree on.

    Raises AssertionError when they do not: that would be a wrong answer.
    """
    names = {name for name in (first, SECOND) if f"Data version {name}" in page}
    assert len(names) == 1, f"the page names {len(names)} versions: {page[-400:]}"
    (version,) = names
    assert (SHOWN in page) == (version == SECOND), f"version {version} with another's figure"
    return version


def is_ready(url: str) -> tuple[int, dict[str, object]]:
    """Status and body of the readiness address."""
    try:
        with urlopen(f"{url}/readyz", timeout=60) as answer:  # noqa: S310
            return answer.status, json.load(answer)
    except HTTPError as refused:
        return refused.code, json.load(refused)
