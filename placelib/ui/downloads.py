"""Files that are made when a visitor asks for them, and wait until they are fetched.

Streamlit refers to such a file nowhere, so that by itself it is gone as soon as any two pages were
shown to anybody: on a busy server before its visitor could fetch it. And it knows a button by a
name that each run of its page makes anew: a press that crosses the end of a run was refused.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from streamlit import runtime
from streamlit.runtime.media_file_manager import DeferredCallableEntry, MediaFileManager

# A file that was made waits so long to be fetched: a phone hears of it within a second or two.
DOWNLOAD_SECONDS = 60
# Under which name Streamlit's list of sessions has it meanwhile: “made 1234 ” and the visit's own.
_MADE = re.compile(r"made (\d+) (.*)\Z", re.DOTALL)
# What was typed arrives just before or just after the request for a file, on a slow phone later. A
# visit is idle when no page of it has run for so long. A file waits ten seconds at most.
_IDLE_SECONDS, _LONGEST_ANSWER_SECONDS = 0.3, 10
# Of so many offers it is remembered whose they were: those of the last runs of some 500 visits.
MOST_OFFERS = 4096


@dataclass(frozen=True, slots=True)
class DownloadButton:
    """A button of a visit: its session, where it stands on the page, and Streamlit's name of it."""

    session_id: str
    coordinates: str
    element_id: str


# By the name of the file that it offered in some run, also one that is over; the newest last.
_BUTTONS: dict[str, DownloadButton] = {}
_offer_file: Callable[..., str] = MediaFileManager.add_deferred
_make_file = MediaFileManager.execute_deferred


def hold_downloads() -> None:
    """Let every file that is made on demand wait for its visitor, and every press find its file."""
    MediaFileManager.add_deferred = _offer_and_remember  # type: ignore[assignment, method-assign]
    MediaFileManager.execute_deferred = _make_and_hold  # type: ignore[assignment, method-assign]


def drop_downloads(manager: MediaFileManager, visits: Collection[str]) -> None:
    """Delete the files that have waited for long, or whose visit is not among ``visits``."""
    for name in [*manager._files_by_session_and_coord]:  # noqa: SLF001
        match = _MADE.match(name)
        if match and (
            match[2] not in visits or time.monotonic() > int(match[1]) + DOWNLOAD_SECONDS
        ):
            manager.clear_session_refs(name)
    # Streamlit deletes what nobody refers to when it is asked a second time: at the next look.
    manager.remove_orphaned_files()


def _offer_and_remember(manager: MediaFileManager, *args: Any, **kwargs: Any) -> str:
    """As Streamlit's own: the name under which a file can be asked for."""
    file_id = _offer_file(manager, *args, **kwargs)
    with manager._lock:  # noqa: SLF001
        _BUTTONS[file_id] = _read_button(manager._deferred_callables[file_id])  # noqa: SLF001
        while len(_BUTTONS) > MOST_OFFERS:
            _BUTTONS.pop(next(iter(_BUTTONS)))
    return file_id


def _make_and_hold(manager: MediaFileManager, file_id: str) -> str:
    """As Streamlit's own: make a file and say its address.

    Whoever presses the button from a field leaves the field: what was typed arrives with the
    press, and is in the file only once the page has run and offers it anew.
    """
    button = _BUTTONS.get(file_id)
    if button is None:
        return _make_file(manager, file_id)
    _wait_until_idle(button.session_id)
    address = _make_file(manager, _find_newest(manager, button) or file_id)
    name = f"made {time.monotonic():.0f} {button.session_id}"
    with manager._lock:  # noqa: SLF001
        files = manager._files_by_session_and_coord[name]  # noqa: SLF001
        files[button.coordinates] = PurePosixPath(address).stem
    return address


def _wait_until_idle(visit: str) -> None:
    """Wait until no page of a visit runs, as a thread may that is not the visit's own."""
    if not runtime.exists():
        return
    active = runtime.get_instance()._session_mgr.get_active_session_info(visit)  # noqa: SLF001
    idle_since = began = time.monotonic()
    while active is not None and time.monotonic() - began < _LONGEST_ANSWER_SECONDS:
        if active.session._scriptrunner is not None:  # noqa: SLF001
            idle_since = time.monotonic()
        elif time.monotonic() - idle_since > _IDLE_SECONDS:
            return
        time.sleep(0.02)


def _find_newest(manager: MediaFileManager, button: DownloadButton) -> str | None:
    """The file that a button offers now; None where it is gone, or has no name of its own."""
    if not button.element_id:
        return None
    with manager._lock:  # noqa: SLF001
        for newest, entry in reversed(manager._deferred_callables.items()):  # noqa: SLF001
            offered = _read_button(entry)
            if (offered.session_id, offered.element_id) == (button.session_id, button.element_id):
                return newest
    return None


def _read_button(entry: DeferredCallableEntry) -> DownloadButton:
    return DownloadButton(entry["session_id"], entry["coordinates"], entry["element_id"])
