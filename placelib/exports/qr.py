"""QR codes of the app's addresses, for a phone to read off a screen or a sheet of paper."""

from __future__ import annotations

import io

import segno

from placelib.errors import TooLongForCode

# Restores a code of which a seventh is hidden or smudged, as on a projector or a creased sheet.
_CORRECTION = "M"
_QUIET_ZONE = 4  # modules of white around it, the least that the standard (ISO/IEC 18004) allows


def svg(address: str) -> str:
    """The QR code of an address as an SVG element that takes the size of what it stands in.

    Dark modules on white in light and dark mode alike: many phones cannot read an inverted code.

    Raises:
        TooLongForCode: when the address has more than a QR code can hold.
    """
    picture: str = _make_code(address).svg_inline(
        border=_QUIET_ZONE, dark="#000", light="#fff", omitsize=True, svgclass=None, lineclass=None
    )
    return picture


def png(address: str, scale: int = 8) -> bytes:
    """The QR code of an address as a PNG, ``scale`` pixels a module.

    Raises:
        TooLongForCode: when the address has more than a QR code can hold.
    """
    file = io.BytesIO()
    _make_code(address).save(file, kind="png", scale=scale, border=_QUIET_ZONE)
    return file.getvalue()


def _make_code(address: str) -> segno.QRCode:
    try:
        return segno.make(address, error=_CORRECTION, micro=False, boost_error=False)
    except segno.DataOverflowError as problem:
        raise TooLongForCode(len(address)) from problem
