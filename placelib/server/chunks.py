"""Which files of Streamlit's bundle an element needs, so that a page can ask for them at once.

Streamlit fetches the code of an element when the first one arrives over the websocket, and then
what that code imports: on a slow line two journeys more, after those for the bundle itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

_IMPORT = re.compile(r"""(?:from|import)\s*["'`]\./([\w.-]+\.js)["'`]""")
_IN_THE_PAGE = re.compile(r"js/([\w.-]+\.js)")


class Chunks:
    """The files behind the elements of one bundle.

    ``always`` are the names of those that every page brings anyway; `needed` leaves them out.
    """

    def __init__(self, bundle: Path) -> None:
        """Take the folder that holds ``index.html`` and, in ``static/js``, the bundle's scripts."""
        self._folder = bundle / "static" / "js"
        self.always = set(_IN_THE_PAGE.findall((bundle / "index.html").read_text("utf-8")))

    def needed(self, elements: Iterable[str]) -> list[str]:
        """The names of the files that the elements need, each once, an element's own file first.

        An element that this bundle does not have is left out: it is fetched when it arrives.
        """
        names = dict.fromkeys(file for element in elements for file in self._of(element))
        return list(names)

    @cache  # noqa: B019  one object lives as long as the server
    def _of(self, element: str) -> list[str]:
        names: dict[str, None] = {}
        waiting = sorted(self._folder.glob(f"{element}.*.js"))
        while waiting:
            file = waiting.pop(0)
            if file.name not in names and file.name not in self.always and file.is_file():
                names[file.name] = None
                imported = _IMPORT.findall(file.read_text("utf-8"))
                waiting += [self._folder / name for name in imported]
        return list(names)
