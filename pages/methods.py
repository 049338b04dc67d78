"""Data and methods: every indicator with its source and coverage, and how things are worked out."""

from placelib.ui import frame, router
from placelib.ui.about import methods

router.guard()

with frame.page("Data and methods – Bend the Line"):
    methods.data_and_methods()
