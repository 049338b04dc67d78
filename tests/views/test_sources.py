"""Who published the figures is said with links, and in a download."""

from __future__ import annotations

from placelib.statistics.catalogue import Catalogue
from placelib.views.sources import link_source, list_source_notes


def test_the_source_line_links_every_publisher_and_says_when(tiny_catalogue: Catalogue) -> None:
    assert link_source(tiny_catalogue["rate"]) == (
        "Source: [Office of Trees](https://trees.example/a), "
        "[Board of Leaves](https://leaves.example/b). Released 5 June 2026. "
        "Open Government Licence v3.0."
    )


def test_the_notes_name_every_source_the_release_the_licence_and_the_version(
    tiny_catalogue: Catalogue,
) -> None:
    assert list_source_notes(tiny_catalogue["rate"], "tiny-1") == [
        "Indicator: Test rate (rate)",
        "Source: Office of Trees, https://trees.example/a",
        "Source: Board of Leaves, https://leaves.example/b",
        "Released 2026-06-05; Open Government Licence v3.0",
        "Bend the Line, data version tiny-1",
    ]
