"""One visitor's browser tab as the server sees it: a websocket that speaks Streamlit's messages.

    async with connected("http://127.0.0.1:8501") as tab:
        answer = await tab.open("place", area="E08000012")
        answer = await tab.choose("Topic", "Health")

A tab keeps what the page shows (`texts`, `options`), the state of every widget, and the messages
that Streamlit asks a browser to keep, so that the server works and sends as for a real one.
"""

from __future__ import annotations

import asyncio
import json
import time
from collections import Counter
from collections.abc import AsyncIterator, Callable, Iterator, Mapping, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any
from urllib.parse import urlencode
from urllib.request import Request, urlopen
from uuid import uuid4

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.Element_pb2 import Element
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from streamlit.proto.WidgetStates_pb2 import WidgetState
from websockets.asyncio.client import ClientConnection, connect
from websockets.typing import Subprotocol

from tests.measure.load.drawn_page import ContentStore, DrawnPage

# A run that takes longer than this has failed.
LIMIT_SECONDS = 60.0
_WORDS = {"markdown", "heading", "alert", "html", "text"}
_CHOICES = ("selectbox", "button_group", "radio", "select_slider", "slider")
_PRESSES = {"trigger_value", "json_trigger_value"}
_COOKIE = "_streamlit_xsrf"
_OUR_FAULT = "it is our fault"


class RunFailed(AssertionError):
    """The server answered with an error, or not at all."""


@dataclass(frozen=True)
class Answer:
    """One run of the script: seconds until its last message, bytes and messages received.

    ``kinds`` counts the messages by what they bring: “markdown”, “column”, “new_session”.
    """

    seconds: float
    bytes: int
    messages: int
    kinds: Counter[str] = field(default_factory=Counter)


@dataclass
class Tab:
    """A browser tab on a page of the app; see the head of the module."""

    url: str
    socket: ClientConnection
    dark: bool = False
    page: str = ""
    query: str = ""
    _script: str = ""
    _session: str = ""
    _drawn: DrawnPage = field(default_factory=DrawnPage)
    _menus: dict[str, tuple[str, str]] = field(default_factory=dict)
    _states: dict[str, WidgetState] = field(default_factory=dict)
    _contents: ContentStore = field(default_factory=ContentStore)
    _clocks: dict[str, float] = field(default_factory=dict)

    async def open(self, page: str = "", **parameters: str) -> Answer:
        """Go to a page by its address, as a link inside the app does."""
        if page != self.page:
            self._script = ""
        self.page, self.query = page, urlencode(parameters)
        self._states.clear()
        return await self._run()

    async def rerun(self) -> Answer:
        """Run the page again with nothing changed."""
        return await self._run()

    async def refresh(self) -> list[Answer]:
        """Run every part of the page that runs by itself (`run_every`) once."""
        return [await self._run(fragment=fragment) for fragment in list(self._clocks)]

    async def choose(self, label: str, option: str) -> Answer:
        """Choose an option, by its label, in a list, a row of buttons or a slider of labels."""
        return await self._run(self.choice(label, option))

    async def type(self, label: str, words: str) -> Answer:
        """Write into a box and leave it."""
        return await self._run(self._written(label, words))

    async def set_number(self, label: str, number: float) -> Answer:
        """Set a number box or a slider of one number."""
        kind, widget = self._find(label, "number_input", "slider")
        if kind == "number_input":
            return await self._run(WidgetState(id=widget.id, double_value=number))
        state = WidgetState(id=widget.id)
        state.double_array_value.data.append(number)
        return await self._run(state)

    async def tick(self, label: str, *, on: bool = True) -> Answer:
        """Set a tick box or a switch."""
        return await self._run(self.tick_of(label, on=on))

    async def press(self, label: str) -> Answer:
        """Press a button; one of a form sends what `fill` and `pick` have set."""
        return await self._run(self.press_of(label))

    async def open_menu(self, label: str) -> Answer:
        """Open a menu whose content is made when it is opened."""
        identity, fragment = self._menus[label]
        return await self._run(WidgetState(id=identity, bool_value=True), fragment)

    async def upload(self, label: str, name: str, data: bytes) -> Answer:
        """Give a file to an upload box: ask for an address, send the bytes there, run the page."""
        _, widget = self._find(label, "file_uploader")
        request = BackMsg()
        asked = request.file_urls_request
        asked.request_id, asked.session_id = name, self._session
        asked.file_names.append(name)
        await self.socket.send(request.SerializeToString())
        async with asyncio.timeout(LIMIT_SECONDS):
            urls = await self._addresses()
        await asyncio.to_thread(put_file, self.url, urls.upload_url, name, data)
        state = WidgetState(id=widget.id)
        info = state.file_uploader_state_value.uploaded_file_info.add()
        info.file_id, info.name, info.size = urls.file_id, name, len(data)
        info.file_urls.CopyFrom(urls)
        return await self._run(state)

    async def ask_for_file(self, label: str) -> str:
        """Press a button whose file is made when it is asked for, and wait for nothing."""
        _, button = self._find(label, "download_button")
        message = BackMsg()
        request = message.backend_operation_request
        request.request_id, request.session_id = uuid4().hex, self._session
        request.deferred_file.file_id = button.deferred_file_id
        await self.socket.send(message.SerializeToString())
        return request.request_id

    async def download(self, label: str) -> bytes:
        """Press a button whose file is made when it is asked for, and fetch the file."""
        number = await self.ask_for_file(label)
        async with asyncio.timeout(LIMIT_SECONDS):
            while True:
                data = await self.socket.recv()
                assert isinstance(data, bytes)
                message = ForwardMsg.FromString(data)
                answer = message.backend_operation_response
                if answer.request_id != number:
                    self._take(message)
                elif answer.error_msg:
                    raise RunFailed(answer.error_msg)
                else:
                    return await asyncio.to_thread(_fetch, self.url + answer.deferred_file.url)

    async def _addresses(self) -> Any:
        """The addresses that the server gives for the file that was asked about."""
        while True:
            data = await self.socket.recv()
            assert isinstance(data, bytes)
            message = ForwardMsg.FromString(data)
            if message.WhichOneof("type") == "file_urls_response":
                return message.file_urls_response.file_urls[0]
            self._take(message)

    async def find_place(self, code: str) -> Answer:
        """Choose a place in the search box of the page, which searches in the browser."""
        return await self._run(self.found(code))

    async def send(self, state: WidgetState) -> Answer:
        """Set a widget to a state of the caller's own making, as a component's script does."""
        return await self._run(state)

    def component(self, name: str) -> str:
        """The id of a component on the page, by the end of its registered name."""
        for _, element in self._drawn.list_elements():
            kind, found = _inside(element)
            if kind == "bidi_component" and found.component_name.endswith(name):
                return str(found.id)
        raise RunFailed(f"/{self.page} shows no component “{name}”.")

    def fill(self, label: str, words: str) -> None:
        """Write into a box of a form without sending it."""
        state = self._written(label, words)
        self._states[state.id] = state

    def pick(self, label: str, option: str) -> None:
        """Choose an option in a form, by its label, without sending it."""
        state = self.choice(label, option)
        self._states[state.id] = state

    def elements(self) -> list[tuple[tuple[int, ...], Element]]:
        """What the page shows, with the places, in the order in which it is read."""
        return self._drawn.list_elements()

    def texts(self) -> list[str]:
        """The Markdown, headings, alerts and HTML on the page, in order."""
        shown = (element for _, element in self._drawn.list_elements())
        kinds = ((element.WhichOneof("type"), element) for element in shown)
        return [getattr(element, kind).body for kind, element in kinds if kind in _WORDS]

    @property
    def session(self) -> str:
        """The name under which the server knows this visit."""
        return self._session

    def metric(self, label: str) -> str:
        """The figure that the page shows large under a label."""
        for _, element in self._drawn.list_elements():
            kind, found = _inside(element)
            if kind == "metric" and found.label == label:
                return str(found.body)
        raise RunFailed(f"/{self.page} shows no figure “{label}”.")

    def options(self, label: str) -> list[str]:
        """The labels that can be chosen in a list or a row of buttons."""
        kind, widget = self._find(label, *_CHOICES)
        if kind == "button_group":
            return [option.content for option in widget.options]
        return list(widget.options)

    def labels(self) -> list[str]:
        """The labels of the widgets on the page."""
        return [widget.label for _, widget in self._widgets()]

    def choice(self, label: str, option: str) -> WidgetState:
        """What a browser sends when an option is chosen, as for `choose`."""
        kind, widget = self._find(label, *_CHOICES)
        if kind in {"selectbox", "radio"}:
            return WidgetState(id=widget.id, string_value=option)
        state = WidgetState(id=widget.id)
        state.string_array_value.data.append(option)
        return state

    def found(self, code: str) -> WidgetState:
        """What a browser sends when a place is chosen in the search box, as for `find_place`."""
        base = self.component("place_finder")
        chosen = [{"event": "chosen", "value": {"area": code, "form": ""}}]
        return WidgetState(
            id=f"$$STREAMLIT_INTERNAL_KEY_{base}__events", json_trigger_value=json.dumps(chosen)
        )

    def press_of(self, label: str) -> WidgetState:
        """What a browser sends when a button is pressed."""
        _, widget = self._find(label, "button")
        return WidgetState(id=widget.id, trigger_value=True)

    def tick_of(self, label: str, *, on: bool = True) -> WidgetState:
        """What a browser sends when a tick box or a switch is set."""
        _, widget = self._find(label, "checkbox")
        return WidgetState(id=widget.id, bool_value=on)

    def click_of(self, code: str) -> WidgetState:
        """What a browser sends when an area of the page's map is clicked; empty for none."""
        for _, element in self._drawn.list_elements():
            kind, found = _inside(element)
            if kind == "deck_gl_json_chart":
                objects = {"areas": [{"properties": {"code": code}}]} if code else {}
                indices = {"areas": [0]} if code else {}
                selection = {"selection": {"indices": indices, "objects": objects}}
                return WidgetState(id=found.id, string_value=json.dumps(selection))
        raise RunFailed(f"/{self.page} shows no map.")

    def _written(self, label: str, words: str) -> WidgetState:
        _, widget = self._find(label, "text_input", "text_area")
        return WidgetState(id=widget.id, string_value=words)

    def _find(self, label: str, *kinds: str) -> tuple[str, Any]:
        for kind, widget in self._widgets():
            if widget.label == label and kind in kinds:
                return kind, widget
        raise RunFailed(f"/{self.page} shows no “{label}”, only {', '.join(self.labels())}.")

    def _widgets(self) -> Iterator[tuple[str, Any]]:
        for _, element in self._drawn.list_elements():
            kind, found = _inside(element)
            if hasattr(found, "id") and hasattr(found, "label"):
                yield kind, found

    async def ask(self, changed: WidgetState | None = None) -> None:
        """Send a change of a widget, and do not wait for what comes of it."""
        await self._send(changed)

    async def take_until(self, is_reached: Callable[[], bool]) -> None:
        """Take in what the server sends until something holds.

        Raises TimeoutError when it does not within `LIMIT_SECONDS`.
        """
        async with asyncio.timeout(LIMIT_SECONDS):
            while not is_reached():
                data = await self.socket.recv()
                assert isinstance(data, bytes)
                self._take(ForwardMsg.FromString(data))

    async def finish(self) -> None:
        """Take in what the server sends until it has answered."""
        async with asyncio.timeout(LIMIT_SECONDS):
            await self._answered()
        self._check()

    async def _run(self, changed: WidgetState | None = None, fragment: str = "") -> Answer:
        began = time.perf_counter()
        await self._send(changed, fragment)
        async with asyncio.timeout(LIMIT_SECONDS):
            size, kinds = await self._answered()
        answer = Answer(time.perf_counter() - began, size, kinds.total(), kinds)
        self._check()
        return answer

    async def _send(self, changed: WidgetState | None = None, fragment: str = "") -> None:
        message = BackMsg()
        state = message.rerun_script
        state.page_name, state.query_string = self.page, self.query
        state.page_script_hash = self._script
        state.context_info.timezone, state.context_info.locale = "Europe/London", "en-GB"
        state.context_info.url = f"{self.url}/{self.page}"
        state.context_info.color_scheme = "dark" if self.dark else "light"
        state.cached_message_hashes.extend(self._contents.messages)
        state.fragment_id = fragment or self._fragment_of(changed)
        if changed is not None:
            self._states[changed.id] = changed
        state.widget_states.widgets.extend(self._states.values())
        if changed is not None and changed.WhichOneof("value") in _PRESSES:
            del self._states[changed.id]
        await self.socket.send(message.SerializeToString())

    def _fragment_of(self, changed: WidgetState | None) -> str:
        if changed is None:
            return ""
        nodes = self._drawn.nodes.values()
        return next((node.fragment for node in nodes if node.widget == changed.id), "")

    async def _answered(self) -> tuple[int, Counter[str]]:
        """Take in messages until the run has ended; their bytes, and how many of each kind."""
        size, kinds = 0, Counter[str]()
        while True:
            data = await self.socket.recv()
            assert isinstance(data, bytes)
            message = ForwardMsg.FromString(data)
            size += len(data)
            kinds[self._name_kind(message)] += 1
            self._take(message)
            # After one that was ended early the answer to the next follows.
            if (
                message.WhichOneof("type") == "script_finished"
                and message.script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN
            ):
                return size, kinds

    def _name_kind(self, message: ForwardMsg) -> str:
        """What a message brings; one that names another, which the browser keeps, brings that."""
        if message.WhichOneof("type") == "ref_hash":
            message = self._contents.messages.get(message.ref_hash, message)
        part = message.delta.WhichOneof("type") if message.HasField("delta") else None
        if part == "add_block":
            return message.delta.add_block.WhichOneof("type") or "container"
        if part == "new_element":
            return message.delta.new_element.WhichOneof("type") or "element"
        return message.WhichOneof("type") or ""

    def _take(self, message: ForwardMsg) -> None:
        kind = message.WhichOneof("type")
        if kind == "new_session":
            self._begin(message)
        elif kind == "navigation":
            self._arrive(message.navigation)
        elif kind == "page_info_changed":
            self.query = message.page_info_changed.query_string
        elif kind == "auto_rerun":
            self._clocks[message.auto_rerun.fragment_id] = message.auto_rerun.interval
        elif kind == "script_finished":
            self._drawn.finish(message)
            self._contents.finish(message)
        elif kind in {"delta", "ref_hash"}:
            try:
                content = self._contents.take(message)
            except KeyError:
                raise RunFailed("The server names a content that this tab has not kept.") from None
            self._place(message.metadata.delta_path, content)

    def _begin(self, message: ForwardMsg) -> None:
        self._drawn.begin(message)
        if not message.metadata.run.fragment_ids:
            self._session = message.new_session.initialize.session_id
            self._clocks.clear()
            self._script = message.new_session.page_script_hash

    def _arrive(self, navigation: Any) -> None:
        self._script = self._drawn.page = navigation.page_script_hash
        for page in navigation.app_pages:
            if page.page_script_hash == self._script:
                self.page = "" if page.is_default else page.url_pathname

    def _place(self, path: Sequence[int], message: ForwardMsg) -> None:
        block = message.delta.add_block
        if block.HasField("popover"):
            self._menus[block.popover.label] = (block.popover.id, message.delta.fragment_id)
        if message.delta.WhichOneof("type") == "new_transient":
            return
        self._drawn.place(tuple(path), message)
        kind, widget = _inside(message.delta.new_element)
        if getattr(widget, "set_value", False):
            self._obey(kind, widget)

    def _obey(self, kind: str, widget: Any) -> None:
        """Take over the value that the app has given a widget."""
        state = WidgetState(id=widget.id)
        if kind == "checkbox":
            state.bool_value = widget.value
        elif kind == "slider" and widget.raw_value:
            state.string_array_value.data.extend(widget.raw_value)
        elif kind == "slider":
            state.double_array_value.data.extend(widget.value)
        elif kind == "button_group":
            state.string_array_value.data.extend(widget.raw_values)
        elif kind == "number_input" and widget.HasField("value"):
            state.double_value = widget.value
        elif kind in {"selectbox", "radio"} and widget.HasField("raw_value"):
            state.string_value = widget.raw_value
        elif kind in {"text_input", "text_area"} and widget.HasField("value"):
            state.string_value = widget.value
        else:
            self._states.pop(widget.id, None)
            return
        self._states[widget.id] = state

    def _check(self) -> None:
        for _, element in self._drawn.list_elements():
            kind, found = _inside(element)
            if kind == "exception":
                raise RunFailed(f"/{self.page} shows an exception.")
            if kind == "alert" and _OUR_FAULT in found.body:
                raise RunFailed(f"/{self.page}?{self.query} says: {found.body}")


def _inside(element: Element) -> tuple[str, Any]:
    kind = element.WhichOneof("type") or ""
    return kind, getattr(element, kind) if kind else None


def _fetch(url: str) -> bytes:
    with urlopen(url, timeout=LIMIT_SECONDS) as answer:  # noqa: S310
        content: bytes = answer.read()
    return content


def put_file(url: str, path: str, name: str, data: bytes) -> None:
    """Send a file's bytes to the address that the server gave for it, with its token."""
    with urlopen(f"{url}/_stcore/health", timeout=LIMIT_SECONDS) as answer:  # noqa: S310
        cookies = SimpleCookie(answer.headers["Set-Cookie"])
    token = cookies[_COOKIE].value
    line = uuid4().hex
    head = f'--{line}\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'
    body = b"".join((head.encode(), data, f"\r\n--{line}--\r\n".encode()))
    request = Request(  # noqa: S310 - the address is that of the server under test
        f"{url}/{path.lstrip('/')}",
        body,
        {
            "Content-Type": f"multipart/form-data; boundary={line}",
            "Cookie": f"{_COOKIE}={token}",
            "X-Xsrftoken": token,
        },
        method="PUT",
    )
    with urlopen(request, timeout=LIMIT_SECONDS) as answer:  # noqa: S310
        assert answer.status < 300


@asynccontextmanager
async def connected(
    url: str,
    *,
    dark: bool = False,
    headers: Mapping[str, str] | None = None,
    source: str = "127.0.0.1",
) -> AsyncIterator[Tab]:
    """A tab on the app at `url` for as long as the block runs; no page is open yet.

    `headers` are sent when it connects, such as a cookie; `source` is the address that it comes
    from, any of 127.0.0.0/8.
    """
    address = f"{url.replace('http', 'ws', 1)}/_stcore/stream"
    async with connect(
        address,
        subprotocols=[Subprotocol("streamlit")],
        max_size=None,
        open_timeout=LIMIT_SECONDS,
        additional_headers=headers,
        local_addr=(source, 0),
    ) as socket:
        yield Tab(url, socket, dark)
