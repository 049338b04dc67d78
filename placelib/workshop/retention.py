"""Deletes old workshops, at the start and once a day after it."""

from __future__ import annotations

import logging
import os
import threading

from placelib.workshop import rooms
from placelib.workshop.database import Database
from placelib.workshop.errors import DamagedWorkshops, NoWorkshops

VARIABLE = "BEND_WORKSHOP_DAYS"
# Twice a day: what is found too old goes when it still is a day later.
EVERY_SECONDS = 12 * 3600
# The page promises that answers are deleted; a year and a day is no promise any more.
MOST_DAYS = 366
log = logging.getLogger("bend_the_line")


def read_retention_days() -> int:
    """How many days a workshop is kept: BEND_WORKSHOP_DAYS from 1 to 366, or else 90."""
    text = os.environ.get(VARIABLE, "").strip()
    # A longer text may be no number that Python reads, as five thousand noughts.
    is_short = len(text) <= len(str(MOST_DAYS))
    days = int(text) if is_short and text.isascii() and text.isdigit() else 0
    return days if 1 <= days <= MOST_DAYS else rooms.KEPT_DAYS


def _delete_old(database: Database) -> int:
    """Delete what is past its time, damaged copies included; how many workshops there were."""
    days = read_retention_days()
    count = rooms.delete_old(database, days)
    copies = database.delete_old_copies(days)
    if copies:
        log.info("%d damaged copies of the workshops were deleted", copies)
    if count:
        database.forget_deleted()
    return count


def delete_daily(database: Database, every: float = EVERY_SECONDS) -> threading.Event:
    """Delete old workshops now and again and again; setting the returned event stops it."""
    stop = threading.Event()
    setting = os.environ.get(VARIABLE, "").strip()
    if setting and setting != str(read_retention_days()):
        log.warning(
            "%s is %.20r: give a whole number of days from 1 to %d; until then it is %d",
            VARIABLE, setting, MOST_DAYS, rooms.KEPT_DAYS,
        )  # fmt: skip

    def run() -> None:
        while True:
            try:
                gone = _delete_old(database)
            except (NoWorkshops, DamagedWorkshops) as problem:
                log.warning("old workshops were not deleted: %s", problem)
            else:
                if gone:
                    log.info("%d old workshops were deleted", gone)
            if stop.wait(every):
                return

    threading.Thread(target=run, name="tidy workshops", daemon=True).start()
    return stop
