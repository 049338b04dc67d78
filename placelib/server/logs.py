"""Logs as one JSON object a line, with nothing in them about a visitor."""

from __future__ import annotations

import json
import logging
import sys
import threading
import traceback
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

_LOG = logging.getLogger("bend_the_line")
_ROOT = Path(__file__).resolve().parents[2]
# These write to streams of their own unless they are told otherwise.
_OTHERS = ("streamlit", "uvicorn", "uvicorn.error", "uvicorn.access", "uvicorn.asgi", "websockets")


class JsonLines(logging.Formatter):
    """One record as one line: time, level, who, what, and for an error its kind and its stack.

    The message of an exception is left out: it may repeat what a visitor typed or uploaded.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The record as JSON."""
        line: dict[str, object] = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": record.getMessage(),
        }
        line.update(getattr(record, "facts", {}))
        if record.exc_info and record.exc_info[0] is not None:
            line["error"] = record.exc_info[0].__name__
            line["stack"] = _stack(record.exc_info[1])
        return json.dumps(line, ensure_ascii=False, default=str)


def write_json_lines() -> None:
    """Send every log of this process to standard output as JSON lines.

    Warnings of libraries and what ends a thread or the process are lines like all others.
    """
    logging.captureWarnings(capture=True)
    sys.excepthook = _log_end
    threading.excepthook = _log_end_of_thread
    handler = logging.StreamHandler(sys.stdout)
    handler.setFormatter(JsonLines())
    logging.basicConfig(handlers=[handler], level=logging.INFO, force=True)
    names = [name for name in logging.root.manager.loggerDict if name.partition(".")[0] in _OTHERS]
    for name in {*names, *_OTHERS}:
        logger = logging.getLogger(name)
        logger.handlers.clear()
        logger.propagate = True
    # Below a warning they write the network address of every visitor. Filters, because Streamlit
    # sets the levels of these loggers when it reads its configuration.
    for name in ("uvicorn.error", "uvicorn.access"):
        logging.getLogger(name).addFilter(_is_warning)
    # It tells of every table of a font that it cuts for a PDF: 448 lines for one brief.
    logging.getLogger("fontTools").setLevel(logging.WARNING)


def _log_end(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    if issubclass(kind, KeyboardInterrupt):
        return
    _LOG.error("the process ends", exc_info=(kind, error, trace))


def _log_end_of_thread(ended: threading.ExceptHookArgs) -> None:
    if ended.exc_value is not None:
        facts = (ended.exc_type, ended.exc_value, ended.exc_traceback)
        _LOG.error("a thread has ended", exc_info=facts)


def _is_warning(record: logging.LogRecord) -> bool:
    return record.levelno >= logging.WARNING


def _stack(error: BaseException | None) -> list[str]:
    """Where an error came from, outermost first, without the folders of this machine."""
    if error is None:
        return []
    return [
        f"{_short(frame.filename)}:{frame.lineno} {frame.name}"
        for frame in traceback.extract_tb(error.__traceback__)
    ]


def _short(filename: str) -> str:
    path = Path(filename)
    if path.is_relative_to(_ROOT) and "site-packages" not in path.parts:
        return path.relative_to(_ROOT).as_posix()
    parts = path.parts
    if "site-packages" in parts:
        return "/".join(parts[parts.index("site-packages") + 1 :])
    return path.name
