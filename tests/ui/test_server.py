"""What the server reads before the first visitor."""

from __future__ import annotations

from pathlib import Path

from placelib import ui
from placelib.ui.server import list_page_modules


def test_the_code_of_every_page_is_read_ahead_wherever_it_lies() -> None:
    folder = Path(ui.__path__[0])
    files = {path.relative_to(folder).with_suffix("") for path in folder.rglob("*.py")}
    modules = {".".join(("placelib.ui", *file.parts)) for file in files if file.name != "__init__"}
    assert modules <= set(list_page_modules())
    assert "placelib.ui.place.sections" in modules
