"""Who published the figures: with links, as plain text, in one line, and for a download."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from placelib.formatting import format_date, listed
from placelib.markdown import plain_markdown
from placelib.model import Indicator
from placelib.quickview.description import describe_origin
from placelib.statistics.catalogue import publishers
from placelib.views import snapshot_records

_NO_FILE = " (it does not carry the uploaded file)"
# Of more publishers than this a short line names the first and counts the others.
MOST_CREDITED = 2
# In the names of publishers, as in “Northern Ireland Statistics and Research Agency”.
_NATION_WORDS = {
    "Northern Ireland": "N92000002",
    "Welsh": "W92000004",
    "Scotland": "S92000003",
}


def split_by_origin(indicators: Iterable[Indicator]) -> tuple[list[Indicator], str]:
    """The official ones among indicators, and where the uploaded ones are from; empty for none."""
    each = list(dict.fromkeys(indicators))
    official = [indicator for indicator in each if not indicator.is_uploaded]
    origins = [describe_origin(indicator) for indicator in each if indicator.is_uploaded]
    return official, " ".join(origins)


def link_source(indicator: Indicator) -> str:
    """Who published an indicator and when, each name a link to the publisher's page (Markdown).

    An uploaded measure has no publisher: it is said where its file is from.
    """
    if indicator.is_uploaded:
        return plain_markdown(describe_origin(indicator))
    names = ", ".join(
        f"[{plain_markdown(name)}]({link})"
        for name, link in zip(indicator.source_orgs, indicator.source_urls, strict=True)
    )
    released = f"{indicator.released.day} {indicator.released:%B %Y}"
    return f"Source: {names}. Released {released}. Open Government Licence v3.0."


def credit_publishers(indicators: Sequence[Indicator]) -> str:
    """The publishers of the indicators and the newest release among them: “Sources: …”.

    Uploaded measures stand first, with their file.
    """
    official, origin = split_by_origin(indicators)
    if origin:
        return f"{origin} {credit_publishers(official)}" if official else origin
    return f"Sources: {', '.join(publishers(indicators))}{_find_newest_release(indicators)}."


def keep_publishers_for(indicators: Sequence[Indicator], nation: str | None) -> list[Indicator]:
    """The indicators without the publishers of another nation's figures than ``nation``'s.

    For figures of one nation alone: those of Burnley are not from Northern Ireland's agency.
    ``nation`` is a code, None for figures of the whole United Kingdom.
    """
    if nation is None:
        return list(indicators)
    others = [word for word, code in _NATION_WORDS.items() if code != nation]
    return [
        replace(
            indicator,
            source_orgs=tuple(
                name for name in indicator.source_orgs if not any(word in name for word in others)
            ),
        )
        for indicator in indicators
    ]


def credit_briefly(indicators: Sequence[Indicator]) -> str:
    """Publishers in one line: all of a few, else the first and how many more; the day of the data.

    Uploaded measures stand first, with their file.
    """
    official, origin = split_by_origin(indicators)
    if origin:
        return f"{origin} {credit_briefly(official)}" if official else origin
    names = publishers(indicators)
    credited = listed(names)
    if len(names) > MOST_CREDITED:
        credited = f"{names[0]} and {len(names) - 1} other publishers"
    return f"Source: {credited}. Bend the Line, {_read_data_day()}."


def credit_fully(indicators: Sequence[Indicator]) -> str:
    """All publishers, the newest release, the licence and the data version, for a picture.

    Uploaded measures stand first, with their file.
    """
    official, origin = split_by_origin(indicators)
    if origin:
        return f"{origin} {credit_fully(official)}"
    if not indicators:
        return "Drawn with Bend the Line."
    return (
        f"Source: {', '.join(publishers(indicators))}{_find_newest_release(indicators)}. Open "
        f"Government Licence v3.0. Bend the Line, data version {_get_data_version()}."
    )


def list_source_notes(indicator: Indicator, version: str) -> list[str]:
    """Source, release date, licence and data version of an indicator, a line each.

    An uploaded measure has none of them: its one line says where its file is from.
    """
    if indicator.is_uploaded:
        return [describe_origin(indicator)]
    return [
        f"Indicator: {indicator.label} ({indicator.slug})",
        *(
            f"Source: {name}, {link}"
            for name, link in zip(indicator.source_orgs, indicator.source_urls, strict=True)
        ),
        f"Released {indicator.released.isoformat()}; Open Government Licence v3.0",
        f"Bend the Line, data version {version}",
    ]


def list_download_notes(indicators: Sequence[Indicator], link: str) -> list[str]:
    """The lines that travel with every download: sources, licence, markers, and the view's link."""
    version = _get_data_version()
    sources = [line for indicator in indicators for line in list_source_notes(indicator, version)]
    markers = "[c] confidential, [x] not available, [z] not applicable, [u] low reliability"
    return [
        *dict.fromkeys(sources),
        f"Markers in the place of a figure: {markers}",
        f"Link: {link}{_NO_FILE if any(each.is_uploaded for each in indicators) else ''}",
    ]


def _find_newest_release(indicators: Sequence[Indicator]) -> str:
    released = max((indicator.released for indicator in indicators), default=None)
    return f"; latest release {released.day} {released:%B %Y}" if released else ""


def _read_data_day() -> str:
    """The day of a data version in words: “26 June 2026” of “2026-06-26-f7f3aa2d”."""
    return format_date("-".join(_get_data_version().split("-")[:3]))


def _get_data_version() -> str:
    return snapshot_records.get_metadata()["data_version"]
