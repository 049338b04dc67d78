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
log = logging.getLogger("bend_the_line")


def kept_days() -> int:
    """How many days a workshop is kept: BEND_WORKSHOP_DAYS, or 90."""
    given = os.environ.get(VARIABLE, "")
    return int(given) if given.isascii() and given.isdigit() and int(given) else rooms.KEPT_DAYS


def keep_tidy(database: Database, every: float = EVERY_SECONDS) -> threading.Event:
    """Delete old workshops now and again and again; setting the returned event stops it."""
    stop = threading.Event()

    def run() -> None:
        while True:
            try:
                gone = rooms.delete_old(database, kept_days())
            except (NoWorkshops, DamagedWorkshops) as problem:
                log.warning("old workshops were not deleted: %s", problem)
            else:
                if gone:
                    log.info("%d old workshops were deleted", gone)
            if stop.wait(every):
                return

    threading.Thread(target=run, name="tidy workshops", daemon=True).start()
    return stop
