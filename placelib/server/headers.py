"""Security headers on every answer."""

from __future__ import annotations

import base64
import hashlib
import re
from urllib.parse import parse_qs

from starlette.datastructures import MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

# What a visit has made, of a visitor's own file too: neither browser nor proxy keeps a copy.
_DOWNLOADS = "/media/"
_INLINE_SCRIPT = re.compile(r"<script>(.*?)</script>", re.DOTALL)

# What each kind of thing may be loaded from: this server, and what the page has made itself.
POLICY = {
    "default-src": "'self'",
    # blob: for the small modules that Streamlit makes of a component's script, and WebAssembly for
    # its own bundle. No text is run as code.
    "script-src": "'self' blob: 'wasm-unsafe-eval' {inline}",
    "worker-src": "'self' blob:",
    # Streamlit writes its styles while it runs, and the charts' marks carry theirs.
    "style-src": "'self' 'unsafe-inline'",
    "img-src": "'self' data: blob:",
    "font-src": "'self' data:",
    "connect-src": "'self' data: blob:",
    "media-src": "'self' data: blob:",
    "frame-src": "'self'",
    "object-src": "'none'",
    "base-uri": "'self'",
    "form-action": "'self'",
    "frame-ancestors": "{framing}",
}
WITH_PAGES = {
    # The address of a page can name a workshop; other sites learn nothing of it.
    "Referrer-Policy": "same-origin",
    "Permissions-Policy": "camera=(), display-capture=(), geolocation=(), microphone=(), "
    "payment=(), usb=()",
    "Cross-Origin-Opener-Policy": "same-origin",
}


class SecurityHeaders:
    """Puts a content security policy and its companions on every page.

    No cache keeps a download.

    A page can be framed by other sites only as the embed view (``?embed=true``). The app may frame
    itself: Streamlit Community Cloud shows it so.
    """

    def __init__(self, app: ASGIApp, page: str) -> None:
        """``page`` is the HTML that every page starts from: its inline scripts are allowed."""
        self.app = app
        self._inline = " ".join(_hash(script) for script in _INLINE_SCRIPT.findall(page))

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on and add to the answer."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        embedded = is_embedded(scope.get("query_string", b""))

        async def with_headers(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                headers["X-Content-Type-Options"] = "nosniff"
                if scope["path"].startswith(_DOWNLOADS):
                    headers["Cache-Control"] = "no-store"
                # A browser heeds the rest on pages only; on sixty small files it would be a weight.
                if headers.get("content-type", "").startswith("text/html"):
                    headers.update(WITH_PAGES)
                    headers["Content-Security-Policy"] = self.policy(embedded=embedded)
                    if not embedded:
                        headers["X-Frame-Options"] = "SAMEORIGIN"
            await send(message)

        await self.app(scope, receive, with_headers)

    def policy(self, *, embedded: bool) -> str:
        """The content security policy of a page, or of the embed view."""
        values = {"inline": self._inline, "framing": "*" if embedded else "'self'"}
        parts = (f"{name} {value.format(**values)}" for name, value in POLICY.items())
        return "; ".join(part.strip() for part in parts)


def is_embedded(query: bytes) -> bool:
    """True for the address of the embed view; Streamlit reads the last ``embed`` of several."""
    values = parse_qs(query.decode("latin-1")).get("embed", [])
    return bool(values) and all(value.lower() == "true" for value in values)


def _hash(script: str) -> str:
    digest = base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()
    return f"'sha256-{digest}'"
