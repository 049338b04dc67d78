"""The HTML of a page, as an address of this machine gets it."""

from __future__ import annotations

from http.client import HTTPConnection
from urllib.parse import urlsplit


def fetch_page(address: str, source: str) -> str:
    """The HTML at an address, asked for from ``source``, any of 127.0.0.0/8."""
    parts = urlsplit(address)
    connection = HTTPConnection(parts.netloc, timeout=60, source_address=(source, 0))
    try:
        connection.request("GET", f"{parts.path}?{parts.query}")
        return connection.getresponse().read().decode()
    finally:
        connection.close()
