"""What Streamlit does again in every run of a page, or one thread at a time, and need not.

A thread that waits for a lock or for the system lets go of Python, and gets it back only when the
others have had their turn, up to five milliseconds each. So on a full server what is done quickly a
hundred times a run is dearer than what computes.
"""

from __future__ import annotations

import os
import threading
import uuid
from typing import Any

from streamlit import config
from streamlit.proto.NewSession_pb2 import CustomThemeConfig
from streamlit.runtime import app_session, media_file_manager
from streamlit.runtime.scriptrunner_utils import run_descriptor

_IDENTIFIER_BYTES = 16
_DRAWN_AT_ONCE = 256
_read_option_in_turn = config.get_option


def cut_run_costs() -> None:
    """Let every run from now on do without: once the server's settings are read."""
    remember_theme()
    config.get_option = read_option
    # The names of the two modules for it: the rest of Python goes on drawing its own.
    for module in (media_file_manager, run_descriptor):
        module.uuid = IdentifierStock()  # type: ignore[attr-defined]


def remember_theme() -> None:
    """Work the theme out once and not in every run.

    Streamlit reads its whole configuration for each of six parts of the theme, which is a
    fifteenth of what a run costs. What is in it is fixed when the server starts.
    """
    populate = app_session._populate_theme_msg  # noqa: SLF001
    parts: dict[str, CustomThemeConfig] = {}

    def populate_once(msg: CustomThemeConfig, section: str = "theme") -> None:
        if section not in parts:
            part = CustomThemeConfig()
            populate(part, section)
            parts[section] = part
        # Of an empty part the message says nothing, as by Streamlit itself.
        if parts[section].ByteSize():
            msg.MergeFrom(parts[section])

    app_session._populate_theme_msg = populate_once  # noqa: SLF001


def read_option(key: str) -> Any:
    """As Streamlit's own, which asks once a message how long it may be, and one thread at a time.

    Raises:
        RuntimeError: when there is no such option.
    """
    option = config.get_config_options().get(key)
    return option.value if option is not None else _read_option_in_turn(key)


class IdentifierStock:
    """Stands in for the module ``uuid``: random identifiers, of which it draws many at a time.

    The system is asked for each otherwise, in the midst of what only one thread may do.
    """

    def __init__(self) -> None:
        """Nothing is drawn yet."""
        self._lock = threading.Lock()
        self._stock = b""

    def uuid4(self) -> uuid.UUID:
        """As Python's own: a random identifier, as hard to guess, and never one twice."""
        with self._lock:
            if not self._stock:
                self._stock = os.urandom(_IDENTIFIER_BYTES * _DRAWN_AT_ONCE)
            random_bytes, self._stock = (
                self._stock[:_IDENTIFIER_BYTES],
                self._stock[_IDENTIFIER_BYTES:],
            )
        return uuid.UUID(bytes=random_bytes, version=4)
