"""Data and methods: every indicator with its source and coverage, and how things are worked out."""

from placelib.ui import frame, methods_sections, router

router.guard()

with frame.page("Data and methods – Bend the Line"):
    methods_sections.data_and_methods()
