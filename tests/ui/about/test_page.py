"""The page about the app says whom to ask."""

from __future__ import annotations

from placelib.ui.about.page import write_contact


def test_without_a_contact_the_page_sends_people_to_whoever_gave_them_the_link() -> None:
    assert "gave you this link" in write_contact("")


def test_the_hosts_own_contact_is_named() -> None:
    assert write_contact("places@example.org").startswith("Write to places@example.org.")
