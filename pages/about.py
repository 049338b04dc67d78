"""About: what this is, who it is for, privacy, licences, accessibility and contact."""

from placelib.ui import frame, router
from placelib.ui.about import page as about_page_module

router.guard()

with frame.page("About – Bend the Line", with_finder=False):
    about_page_module.about()
