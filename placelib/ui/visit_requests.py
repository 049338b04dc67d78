"""What a visitor's browser asks for while a page runs: in order, and nothing of it lost.

Streamlit lets a newer request of a visit end the run of an older one, wherever that is. On a busy
server, where a run takes a second, three kinds of clicks got no answer:

- a press of a button whose run was ended before it came to what the button does;
- a choice that had gone to the address, where the next request still named the address of before,
  as its browser had not heard of the new one yet;
- a way to another page that the app had chosen, when a click on the page of before came after it.

Here the requests of a visit wait in a row, the run that answers a press is not cut short, and a
request of an earlier address or page is answered at the one that the visit has got to since.
"""

from __future__ import annotations

import threading
import time
from collections import deque
from dataclasses import dataclass, field, replace
from urllib.parse import parse_qsl

from streamlit.runtime.scriptrunner import get_script_run_ctx, script_runner
from streamlit.runtime.scriptrunner_utils.script_requests import (
    RerunData,
    ScriptRequest,
    ScriptRequests,
    ScriptRequestType,
    _coalesce_widget_states,
    _has_active_trigger_value,
)
from streamlit.runtime.scriptrunner_utils.script_run_context import ScriptRunContext

# A press has been answered by then, or its run computes for so long that others come first.
LONGEST_PRESS_SECONDS = 15.0
# So many requests wait one by one; of more the newest takes the place of the last.
MOST_WAITING = 4
# So many addresses are remembered of which the browser may not have heard yet.
MOST_LED = 16
_LOG = "addresses that this visit was led through"


@dataclass(frozen=True, slots=True)
class Location:
    """A page by its script (empty before the first run), and the settings in its address."""

    script: str
    query: str

    def is_same_as(self, location: Location) -> bool:
        """True for the same page with the same settings, however these are written."""
        return self.script == location.script and (
            self.query == location.query
            or parse_qsl(self.query, keep_blank_values=True)
            == parse_qsl(location.query, keep_blank_values=True)
        )


@dataclass(slots=True)
class LocationLog:
    """Where a visit's browser last said it was, and where the app has led it since.

    ``presses`` are those of the run that was last asked for with any, as the browser sent them.
    """

    locations: list[Location] = field(default_factory=list)
    presses: list[bytes] = field(default_factory=list)

    def lead(self, location: Location) -> None:
        """The app is there now; the browser will hear of it."""
        if self.locations and not self.locations[-1].script:
            # A browser's first request names its page by the address and not by the script.
            self.locations[-1] = replace(self.locations[-1], script=location.script)
        if not self.locations or not self.locations[-1].is_same_as(location):
            self.locations.append(location)
            del self.locations[:-MOST_LED]

    def hear(self, location: Location, *, may_be_late: bool) -> Location:
        """What a request that names a location is about: that one, or the newest if it is late."""
        if may_be_late and self.locations and not self.locations[-1].is_same_as(location):
            for number, earlier in enumerate(self.locations):
                if earlier.is_same_as(location):
                    del self.locations[:number]
                    return self.locations[-1]
        self.locations = [location]
        return location


class VisitRequests(ScriptRequests):
    """The requests that wait for one visit's script, handed to it in their order."""

    def __init__(self) -> None:
        """None wait; the script of the visit has not begun."""
        super().__init__()
        # Streamlit's own, which can be taken again by whoever has it.
        self._lock = threading.RLock()  # type: ignore[assignment]
        self._later: deque[RerunData] = deque()
        self._pressed_until = 0.0
        self._has_run = False
        # True while what waits has waited during a run that is not ended for it.
        self._has_crossed = False
        self.has_caught_up = False

    def end_press(self) -> None:
        """Let the run that answers a press be ended by what the visitor does next, from now on."""
        self._pressed_until = 0.0

    def on_scriptrunner_yield(self) -> ScriptRequest | None:
        """As Streamlit's own: what the script, which can be ended here, has to turn to, if any."""
        if self._state is ScriptRequestType.CONTINUE:
            return None
        with self._lock:
            # What was chosen counts once the callbacks have run; and in one of them Streamlit takes
            # a request of the browser for one of the callback's own.
            context = get_script_run_ctx(suppress_warning=True)
            have_callbacks_run = context is None or context.has_script_started
            has_to_wait = not have_callbacks_run or time.monotonic() < self._pressed_until
            is_stopped = self._state is ScriptRequestType.STOP
            if has_to_wait and not is_stopped and not _is_own(self._rerun_data):
                self._has_crossed = True
                return None
            request = super().on_scriptrunner_yield()
            self._has_crossed = request is None
            return self._hand_over(request)

    def on_scriptrunner_ready(self) -> ScriptRequest:
        """As Streamlit's own: what the script, which is idle, has to turn to, or that it ends."""
        with self._lock:
            self._note_location()
            request = super().on_scriptrunner_ready()
            if self._has_crossed and request.type is ScriptRequestType.RERUN:
                data = _forget_messages(request.rerun_data)
                request = ScriptRequest(ScriptRequestType.RERUN, data)
            self._has_crossed = False
            return self._hand_over(request) or request

    def _request_rerun_locked(self, new_data: RerunData) -> bool:
        if self._state is not ScriptRequestType.RERUN:
            return super()._request_rerun_locked(new_data)
        if _is_own(new_data):
            if not _is_own(self._rerun_data):
                # The script waits for this one; what the browser has asked for comes after it.
                self._later.appendleft(_forget_messages(self._rerun_data))
                self._state = ScriptRequestType.CONTINUE
            return super()._request_rerun_locked(new_data)
        if new_data.is_auto_rerun:
            return self._add_clock(new_data)
        if _is_link(new_data) and not any(map(_list_presses, (self._rerun_data, *self._later))):
            # Choices on a page that is left are of no use, and need not be waited for.
            self._later.clear()
            self._state = ScriptRequestType.CONTINUE
            return super()._request_rerun_locked(new_data)
        if self._rerun_data.is_auto_rerun:
            return super()._request_rerun_locked(new_data)
        self._add_later(new_data)
        return True

    def _add_clock(self, data: RerunData) -> bool:
        """A part of the page that runs again by itself is due, while something else waits."""
        if self._later or _is_own(self._rerun_data):
            # It is asked for again; here Streamlit would take the page of this for the next one's.
            return True
        return super()._request_rerun_locked(data)

    def _add_later(self, data: RerunData) -> None:
        data = _forget_messages(data)
        if len(self._later) < MOST_WAITING:
            self._later.append(data)
            return
        last = self._later.pop()
        states = _coalesce_widget_states(last.widget_states, data.widget_states)
        self._later.append(replace(data, widget_states=states, fragment_id=None))

    def _hand_over(self, request: ScriptRequest | None) -> ScriptRequest | None:
        if request is None or request.type is not ScriptRequestType.RERUN:
            return request
        if self._later:
            super()._request_rerun_locked(self._later.popleft())
        data = self._catch_up(request.rerun_data)
        is_press = bool(_list_presses(data))
        self._pressed_until = time.monotonic() + LONGEST_PRESS_SECONDS if is_press else 0.0
        self._has_run = True
        return ScriptRequest(ScriptRequestType.RERUN, data)

    def _catch_up(self, data: RerunData) -> RerunData:
        """The request, at the location that the visit has got to."""
        log = self._note_location()
        if log is None:
            return data
        location = Location(data.page_script_hash, data.query_string)
        states = data.widget_states
        if states is None:
            log.lead(location)
            return data
        presses = _list_presses(data)
        is_again = presses == log.presses
        log.presses = presses or log.presses
        # Links and the browser's Back and Forward name where they lead to.
        may_be_late = not _is_link(data) and not data.is_history_navigation
        newest = log.hear(location, may_be_late=may_be_late)
        if newest is location:
            return data
        if newest.script == location.script:
            self.has_caught_up = True
            return replace(data, query_string=newest.query)
        if presses and not is_again:
            # Whoever presses something else on the page that was left means to stay there.
            log.hear(location, may_be_late=False)
            return data
        # A second click on what leads elsewhere, or a choice that is gone with its page.
        return RerunData(
            query_string=newest.query,
            page_script_hash=newest.script,
            cached_message_hashes=data.cached_message_hashes,
            context_info=data.context_info,
        )

    def _note_location(self) -> LocationLog | None:
        """The visit's log, with where its runs have led to by now."""
        context = get_script_run_ctx(suppress_warning=True)
        if context is None:
            return None
        log = _get_log(context)
        if self._has_run:
            log.lead(Location(context.page_script_hash, context.query_string))
        return log


def serve_in_order() -> None:
    """Let the requests of every visit from now on be served like this.

    To be used with Streamlit's `fastReruns` off, or a request ends the run of the one before.
    """
    script_runner.ScriptRequests = VisitRequests  # type: ignore[attr-defined]


def end_press() -> None:
    """Let this run be ended by what the visitor does next: what follows in it is waiting."""
    requests = _get_requests()
    if requests is not None:
        requests.end_press()


def give_way() -> None:
    """End this run here where the visitor has asked for something else meanwhile."""
    context = get_script_run_ctx()
    if context is not None:
        context.yield_check()


def tell_address() -> None:
    """Tell the browser the page's address once more where its request named an earlier one.

    It has missed the message where the connection was lost meanwhile.
    """
    requests, context = _get_requests(), get_script_run_ctx()
    if requests is not None and context is not None and requests.has_caught_up:
        requests.has_caught_up = False
        with context.session_state.query_params() as settings:
            settings._send_query_param_msg()  # noqa: SLF001


def _get_requests() -> VisitRequests | None:
    context = get_script_run_ctx()
    requests = context.script_requests if context is not None else None
    return requests if isinstance(requests, VisitRequests) else None


def _get_log(context: ScriptRunContext) -> LocationLog:
    """The log of a visit, which ends with what else is remembered of it.

    Past Streamlit's guard, which would ask here, from where it has asked, whether the run goes on.
    """
    remembered = context.session_state._state._old_state  # noqa: SLF001
    log = remembered.setdefault(_LOG, LocationLog())
    assert isinstance(log, LocationLog)
    return log


def _forget_messages(data: RerunData) -> RerunData:
    """The request, answered in full: without the messages that the browser said it had.

    It forgets some whenever it hears that a run has ended, and stands still for good where the next
    run names one that it has forgotten.
    """
    return replace(data, cached_message_hashes=frozenset())


def _list_presses(data: RerunData) -> list[bytes]:
    """What was pressed: the buttons and the events of components, as the browser sent them."""
    widgets = data.widget_states.widgets if data.widget_states is not None else ()
    return [state.SerializeToString() for state in widgets if _has_active_trigger_value(state)]


def _is_own(data: RerunData) -> bool:
    """True for what the script itself asks for; a browser always says how its widgets are."""
    return data.widget_states is None


def _is_link(data: RerunData) -> bool:
    """True for a link, which runs a whole page and brings no widgets along."""
    is_of_part = bool(data.fragment_id or data.fragment_id_queue)
    return data.widget_states is not None and not data.widget_states.widgets and not is_of_part
