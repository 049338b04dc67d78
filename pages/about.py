"""About: what this is, who it is for, privacy, licences, accessibility and contact."""

from placelib.ui import about_page, frame, router

router.guard()

with frame.page("About – Bend the Line", with_finder=False):
    about_page.about()
