"""What changed in the data as a feed (Atom, RFC 4287): one entry a data version."""

from __future__ import annotations

from itertools import pairwise
from xml.etree import ElementTree as ET

from placelib.database.cache import cached
from placelib.statistics.revision_text import write_summary
from placelib.statistics.revisions import Version
from placelib.urls import DATA
from placelib.views import snapshot_records

ATOM = "http://www.w3.org/2005/Atom"
# Names that stay when the app moves to another address, as the standard asks (RFC 4151).
_NAME = "tag:bend-the-line,2026:data"
_FIRST = "This is the first data version with a log of changes."


@cached(4)
def build_feed(root: str) -> bytes:
    """The feed of the app at ``root``, such as https://bend.example; newest version first."""
    ET.register_namespace("", ATOM)
    feed = ET.Element(f"{{{ATOM}}}feed")
    versions = snapshot_records.list_versions()
    metadata = snapshot_records.get_metadata()
    newest = versions[0].built if versions else metadata["build_date"]
    _add(feed, "id", _NAME)
    _add(feed, "title", "Bend the Line: what changed in the data")
    _add(feed, "updated", _moment(newest))
    _add(_add(feed, "author"), "name", "Bend the Line")
    _add(feed, "link", rel="alternate", href=f"{root}/{DATA.path}", type="text/html")
    for newer, older in pairwise(versions):
        lines = write_summary(snapshot_records.get_revisions_of(newer.version))
        _add_entry(feed, newer, f"After version {older.version}", lines or ["No figure changed."])
    if versions:
        _add_entry(feed, versions[-1], "", [_FIRST])
    text: bytes = ET.tostring(feed, encoding="utf-8", xml_declaration=True)
    return text


def _add_entry(feed: ET.Element, version: Version, introduction: str, lines: list[str]) -> None:
    entry = _add(feed, "entry")
    _add(entry, "id", f"{_NAME}:{version.version}")
    _add(entry, "title", f"Data version {version.version}")
    _add(entry, "updated", _moment(version.built))
    text = "\n".join([f"{introduction}:", *lines] if introduction else lines)
    _add(entry, "content", text, type="text")


def _add(parent: ET.Element, name: str, text: str = "", **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, f"{{{ATOM}}}{name}", attributes)
    element.text = text or None
    return element


def _moment(built: str) -> str:
    """A day such as 2026-11-28 as the moment that Atom asks for."""
    return built if "T" in built else f"{built}T00:00:00Z"
