"""Bend the Line: a place explorer. Run with `make run`."""

from placelib.ui import router

router.run()
