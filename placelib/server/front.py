"""The HTML that every page starts from, made ours: title, description, fonts, access.js.

It also says at once what Streamlit would find out step by step: where the server is, and which
scripts the elements of the page need.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from html import escape

from starlette.concurrency import run_in_threadpool
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from placelib.server.compression import Encoding, choose_encoding, compress_page

# Streamlit's own font, 170 KB that no page of this app shows.
_ITS_FONT = re.compile(r'<link\s+rel="preload"[^>]*SourceSans[^>]*>')
# Text that is drawn before the app's own theme has arrived asks for it all the same: it gets ours.
_OWN_FACE = (
    '<style>@font-face{font-family:"Source Sans";font-weight:100 900;font-style:normal;'
    "src:url(./app/static/fonts/atkinson-hyperlegible-next-regular.woff2)format('woff2')}</style>"
)
# Streamlit's page asks below its own address and then at the root whether there is a server, and
# opens the websocket after the second answer. Told the root, as hosts tell it, it opens it at once
# and asks meanwhile; when that fails it goes the long way. In a frame the host's own word counts.
CONNECT = (
    "<script>if(window.parent===window&&!window.__streamlit)window.__streamlit={"
    'BACKEND_BASE_URL:new URL("./",location.href).href,'
    "HOST_CONFIG:{allowedOrigins:[location.origin],useExternalAuthToken:false}}</script>"
)
# The icon of a tab. As an argument of set_page_config it would be read from disk in every run.
_ICON = re.compile(r'<link\s+rel="shortcut icon"[^>]*>')
_OWN_ICON = '<link rel="icon" type="image/png" href="./app/static/icon.png" />'
_NO_SCRIPT = re.compile(r"<noscript>.*?</noscript>", re.DOTALL)
# Bytes of all pages, compressed; a page has some 20,000.
_MOST_READY_BYTES = 12_000_000
# Characters; a link of the app has a few hundred. What is longer is made anew each time.
_LONGEST_READY = 1000
_TITLE = re.compile(r"<title>.*?</title>", re.DOTALL)
_NO_PAGES = ("/api/", "/_stcore/", "/static/", "/app/static/", "/media/", "/component/")
_FONTS = ("regular", "bold")

# Path, query, encoding (empty for none), and the data version.
_Key = tuple[str, str, Encoding, str]


@dataclass(frozen=True, slots=True)
class _ReadyPage:
    """A page as it was sent last: a number for its prerendered copy, its headers and its bytes."""

    prerendered_hash: int
    headers: tuple[tuple[bytes, bytes], ...]
    html: bytes


class FrontPage:
    """Puts into each page's HTML what Streamlit leaves out.

    A title and a description for link previews and for the moment before the app has started, the
    app's own fonts in the place of Streamlit's, ``static/access.js``, where the server is, the
    scripts that the page's elements need, and the CSS that all pages share.
    """

    def __init__(
        self,
        app: ASGIApp,
        says: Callable[[str, str], tuple[str, str]],
        needs: Callable[[str, str], Sequence[str]],
        style: str = "",
        find_prerendered: Callable[[str, str, str], Awaitable[str]] | None = None,
        find_version: Callable[[], str] = str,
    ) -> None:
        """The calls take the path and the query of an address.

        ``says`` gives title and description, ``needs`` the names of scripts to ask for at once, and
        ``find_prerendered``, which takes the client's own address as well, the page's first screen
        as HTML, empty where there is none. ``style`` is CSS that every page shares.
        ``find_version`` is the version of the data that all of them speak of.
        """
        self.app = app
        self._says = says
        self._needs = needs
        self._style = style
        self._find_prerendered = find_prerendered
        self._find_version = find_version
        # Pages as they were sent last, the one asked for longest ago first. A page that is here is
        # sent at once, by the event loop alone: a thread would wait its turn behind the runs of
        # pages, and a room that opens one link wants hundreds of both.
        self._ready: OrderedDict[_Key, _ReadyPage] = OrderedDict()
        self._ready_bytes = 0

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass the request on; what comes back as HTML is held until it is whole, and changed."""
        if not _may_be_a_page(scope):
            await self.app(scope, receive, send)
            return
        path, query = scope["path"], scope.get("query_string", b"").decode("latin-1")
        prerendered = ""
        if self._find_prerendered:
            client = (scope.get("client") or [""])[0]
            prerendered = await self._find_prerendered(path, query, client)
        encoding = choose_encoding(Headers(scope=scope))
        key = (path, query, encoding, self._find_version())
        ready = self._ready.get(key)
        if ready is not None and ready.prerendered_hash == hash(prerendered):
            self._ready.move_to_end(key)
            await _send_page(ready, send)
            return
        # Plain, so that it can be changed; it is compressed when that is done.
        plain = [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]
        start: Message | None = None
        body = b""

        async def changed(message: Message) -> None:
            nonlocal start, body
            if message["type"] == "http.response.start" and _is_whole_page(message):
                start = message
            elif start is None:
                await send(message)
            else:
                body += message.get("body", b"")
                if not message.get("more_body"):
                    # In a thread: after a newer data file it may have to be read first.
                    page = await run_in_threadpool(
                        self._make, path, query, prerendered, start, body.decode(), encoding
                    )
                    self._remember(key, page)
                    await _send_page(page, send)

        await self.app({**scope, "headers": plain}, receive, changed)

    def _make(
        self, path: str, query: str, prerendered: str, start: Message, html: str, encoding: Encoding
    ) -> _ReadyPage:
        """Streamlit's answer made ours."""
        title, about = self._says(path, query)
        needs = self._needs(path, query)
        page = decorate_page(
            html, title, about, needs, self._style, prerendered=prerendered
        ).encode()
        headers = MutableHeaders(scope=start)
        if encoding:
            page = compress_page(page, encoding)
            headers["Content-Encoding"] = encoding
        headers["Vary"] = "Accept-Encoding"
        headers["Content-Length"] = str(len(page))
        # They speak of Streamlit's file, which stays the same when ours changes.
        del headers["ETag"], headers["Last-Modified"]
        return _ReadyPage(hash(prerendered), tuple(headers.raw), page)

    def _remember(self, key: _Key, page: _ReadyPage) -> None:
        if len(key[0]) + len(key[1]) > _LONGEST_READY:
            return
        earlier = self._ready.pop(key, None)
        self._ready[key] = page
        self._ready_bytes += len(page.html) - (len(earlier.html) if earlier else 0)
        while self._ready_bytes > _MOST_READY_BYTES:
            _, oldest = self._ready.popitem(last=False)
            self._ready_bytes -= len(oldest.html)


async def _send_page(page: _ReadyPage, send: Send) -> None:
    # A list of its own: whoever stands further out adds to it.
    await send({"type": "http.response.start", "status": 200, "headers": [*page.headers]})
    await send({"type": "http.response.body", "body": page.html})


def decorate_page(
    html: str,
    title: str,
    description: str,
    needs: Sequence[str] = (),
    style: str = "",
    *,
    prerendered: str = "",
) -> str:
    """Streamlit's HTML with our title, description, fonts, scripts and CSS; the rest as it was.

    ``prerendered`` is put before Streamlit's root, in the place of what Streamlit says to browsers
    without scripts.
    """
    name, what = escape(title), escape(description)
    ours = [
        f"<title>{name}</title>",
        CONNECT,
        f'<meta name="description" content="{what}" />',
        '<meta property="og:site_name" content="Bend the Line" />',
        '<meta property="og:type" content="website" />',
        f'<meta property="og:title" content="{name}" />',
        f'<meta property="og:description" content="{what}" />',
        *(
            '<link rel="preload" as="font" type="font/woff2" crossorigin '
            f'href="./app/static/fonts/atkinson-hyperlegible-next-{weight}.woff2" />'
            for weight in _FONTS
        ),
        '<script src="./app/static/access.js" defer></script>',
        *(['<script src="./app/static/prerender.js" defer></script>'] if prerendered else []),
        # The finder imports it once it is drawn, when all else has arrived.
        '<link rel="modulepreload" fetchpriority="low" href="./app/static/finder.js" />',
    ]
    plain = _ICON.sub(_OWN_ICON, _ITS_FONT.sub("", html))
    named = _TITLE.sub(lambda _: "\n    ".join(ours), plain, count=1)
    # After the bundle's own scripts, and less urgent: without those nothing is drawn at all.
    wanted = "".join(
        '<link rel="modulepreload" fetchpriority="low" crossorigin '
        f'href="./static/js/{name}">\n    '
        for name in needs
    )
    # After Streamlit's own styles, of which the last for a font counts.
    looks = f"<style>{style}</style>" if style else ""
    decorated = named.replace("</head>", f"  {wanted}{_OWN_FACE}{looks}\n  </head>", 1)
    if not prerendered:
        return decorated
    before, root, after = _NO_SCRIPT.sub("", decorated).partition('<div id="root">')
    return f'{before}<div id="prerendered" class="pr">{prerendered}</div>\n    {root}{after}'


def _may_be_a_page(scope: Scope) -> bool:
    if scope["type"] != "http" or scope["method"] != "GET":
        return False
    path: str = scope["path"]
    return "." not in path and not path.startswith(_NO_PAGES)


def _is_whole_page(message: Message) -> bool:
    headers = Headers(raw=message["headers"])
    return (
        message["status"] == 200
        and headers.get("content-type", "").startswith("text/html")
        and "content-encoding" not in headers
    )
