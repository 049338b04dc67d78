"""The wall clock, in whole seconds since 1970 in UTC."""

from __future__ import annotations

import time
from datetime import UTC, datetime

DAY = 86_400


def now() -> int:
    """This moment."""
    return int(time.time())


def convert_moment(seconds: int) -> datetime:
    """A moment as a date and time in UTC."""
    return datetime.fromtimestamp(seconds, UTC)
