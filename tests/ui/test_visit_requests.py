"""A click while a page runs gets its answer: requests of a visit in every bad order."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace
from types import SimpleNamespace

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.runtime.scriptrunner_utils.script_requests import RerunData, ScriptRequestType
from streamlit.runtime.state.session_state import SessionState

from placelib.ui import visit_requests
from placelib.ui.visit_requests import (
    MOST_LED,
    MOST_WAITING,
    Location,
    LocationLog,
    VisitRequests,
)
from tests.browser.server import Server
from tests.measure.load.servers import serving
from tests.measure.load.session import Tab, connected

HOME, PLACE = "script of the first page", "script of the place page"
CHOICE = WidgetState(id="list", string_value="Leeds")
PRESS = WidgetState(id="button", trigger_value=True)


def ask(*states: WidgetState, script: str = HOME, query: str = "", fragment: str = "") -> RerunData:
    """What a browser asks for on a page; without widgets it has followed a link."""
    return RerunData(
        query_string=query,
        page_script_hash=script,
        widget_states=WidgetStates(widgets=states),
        fragment_id=fragment or None,
    )


def lead(script: str = PLACE, query: str = "") -> RerunData:
    """What a script asks for that leads to another page, or runs again."""
    return RerunData(query_string=query, page_script_hash=script)


@pytest.fixture
def requests() -> VisitRequests:
    """The requests of a visit whose first page runs."""
    waiting = VisitRequests()
    waiting.request_rerun(ask())
    assert waiting.on_scriptrunner_ready().type is ScriptRequestType.RERUN
    return waiting


def test_what_is_asked_for_while_a_page_runs_is_served_in_order(requests: VisitRequests) -> None:
    choices = [WidgetState(id="list", string_value=name) for name in ("Leeds", "Kent", "Bath")]
    for choice in choices:
        assert requests.request_rerun(ask(choice))
    first = requests.on_scriptrunner_yield()
    assert first is not None
    served = [first.rerun_data, *(requests.on_scriptrunner_ready().rerun_data for _ in range(2))]
    assert [data.widget_states for data in served] == [
        WidgetStates(widgets=[choice]) for choice in choices
    ]
    assert requests.on_scriptrunner_ready().type is ScriptRequestType.STOP
    assert not requests.request_rerun(ask())


def test_the_run_that_answers_a_press_is_not_cut_short(requests: VisitRequests) -> None:
    requests.request_rerun(ask(PRESS))
    requests.on_scriptrunner_ready()
    requests.request_rerun(ask(CHOICE))
    assert requests.on_scriptrunner_yield() is None
    assert requests.on_scriptrunner_ready().rerun_data.widget_states == ask(CHOICE).widget_states


def test_a_request_that_has_waited_for_a_run_is_answered_in_full(requests: VisitRequests) -> None:
    # The browser forgets messages when it hears of that run's end.
    known = frozenset({"message"})
    requests.request_rerun(replace(ask(PRESS), cached_message_hashes=known))
    assert requests.on_scriptrunner_ready().rerun_data.cached_message_hashes == known
    for _ in range(2):
        requests.request_rerun(replace(ask(CHOICE), cached_message_hashes=known))
    assert requests.on_scriptrunner_yield() is None
    for _ in range(2):
        assert requests.on_scriptrunner_ready().rerun_data.cached_message_hashes == frozenset()
    # One that ends the run under way is in time, as is one that comes after it.
    requests.request_rerun(replace(ask(CHOICE), cached_message_hashes=known))
    ended = requests.on_scriptrunner_yield()
    assert ended is not None
    assert ended.rerun_data.cached_message_hashes == known


def test_a_press_that_has_to_wait_for_long_gives_way(requests: VisitRequests) -> None:
    requests.request_rerun(ask(PRESS))
    requests.on_scriptrunner_ready()
    requests.request_rerun(ask(CHOICE))
    requests.end_press()
    assert requests.on_scriptrunner_yield() is not None


def test_what_a_press_leads_to_comes_before_what_was_clicked_since(
    requests: VisitRequests,
) -> None:
    requests.request_rerun(ask(PRESS))
    requests.on_scriptrunner_ready()
    requests.request_rerun(ask(CHOICE))
    requests.request_rerun(lead())
    led = requests.on_scriptrunner_yield()
    assert led is not None
    assert led.rerun_data.page_script_hash == PLACE
    assert led.rerun_data.widget_states is None
    assert requests.on_scriptrunner_ready().rerun_data.widget_states == ask(CHOICE).widget_states


def test_no_run_is_ended_before_its_callbacks_have_run(
    requests: VisitRequests, monkeypatch: pytest.MonkeyPatch
) -> None:
    context = SimpleNamespace(
        has_script_started=False,
        page_script_hash=HOME,
        query_string="",
        session_state=SimpleNamespace(_state=SessionState()),
    )
    monkeypatch.setattr(visit_requests, "get_script_run_ctx", lambda **_: context)
    requests.request_rerun(ask(CHOICE))
    assert requests.on_scriptrunner_yield() is None
    context.has_script_started = True
    assert requests.on_scriptrunner_yield() is not None


def test_the_end_of_a_visit_ends_its_run_whatever_was_pressed(requests: VisitRequests) -> None:
    requests.request_rerun(ask(PRESS))
    requests.on_scriptrunner_ready()
    requests.request_stop()
    stop = requests.on_scriptrunner_yield()
    assert stop is not None
    assert stop.type is ScriptRequestType.STOP


def test_whoever_leaves_a_page_waits_for_no_choice_on_it_but_for_a_press(
    requests: VisitRequests,
) -> None:
    requests.request_rerun(ask(CHOICE))
    requests.request_rerun(ask(script=PLACE))
    left = requests.on_scriptrunner_yield()
    assert left is not None
    assert left.rerun_data.page_script_hash == PLACE
    requests.request_rerun(ask(PRESS, script=PLACE))
    requests.request_rerun(ask(script=HOME))
    pages = [requests.on_scriptrunner_ready().rerun_data.page_script_hash for _ in range(2)]
    assert pages == [PLACE, HOME]


def test_a_part_that_runs_again_by_itself_takes_no_visitor_back(requests: VisitRequests) -> None:
    clock = RerunData(
        page_script_hash=HOME,
        widget_states=WidgetStates(),
        fragment_id="clock",
        is_auto_rerun=True,
    )
    requests.request_rerun(lead())
    requests.request_rerun(clock)
    led = requests.on_scriptrunner_yield()
    assert led is not None
    assert led.rerun_data.page_script_hash == PLACE
    assert requests.on_scriptrunner_ready().type is ScriptRequestType.STOP


def test_many_clicks_wait_within_bounds_and_no_press_among_them_is_lost(
    requests: VisitRequests,
) -> None:
    requests.request_rerun(ask(CHOICE))
    for number in range(MOST_WAITING):
        requests.request_rerun(ask(WidgetState(id=f"list {number}", string_value="")))
    requests.request_rerun(ask(PRESS, fragment="part"))
    requests.request_rerun(ask(CHOICE))
    served = [requests.on_scriptrunner_ready().rerun_data for _ in range(MOST_WAITING + 1)]
    last = served[-1].widget_states
    assert last is not None
    assert [state.id for state in last.widgets] == ["list", "button"]
    assert requests.on_scriptrunner_ready().type is ScriptRequestType.STOP


def test_a_request_of_an_earlier_address_is_about_the_newest() -> None:
    log = LocationLog()
    assert log.hear(Location("", "a=1"), may_be_late=False) == Location("", "a=1")
    log.lead(Location(PLACE, "a=2"))
    log.lead(Location(PLACE, "a=3"))
    for late in ("a=1", "a=2"):
        assert log.hear(Location(PLACE, late), may_be_late=True) == Location(PLACE, "a=3")
    # The browser has caught up; what it names from now on is what its visitor wants.
    assert log.hear(Location(PLACE, "a=3"), may_be_late=True) == Location(PLACE, "a=3")
    assert log.hear(Location(PLACE, "a=1"), may_be_late=True) == Location(PLACE, "a=1")


def test_the_browsers_back_and_a_link_lead_to_an_earlier_address() -> None:
    log = LocationLog([Location(PLACE, "a=1")])
    log.lead(Location(PLACE, "a=2"))
    assert log.hear(Location(PLACE, "a=1"), may_be_late=False) == Location(PLACE, "a=1")
    assert log.locations == [Location(PLACE, "a=1")]


def test_an_address_is_the_same_however_its_settings_are_written() -> None:
    log = LocationLog([Location(PLACE, "a=x%2Cy")])
    log.lead(Location(PLACE, "a=x,y"))
    assert len(log.locations) == 1


def test_no_more_addresses_are_remembered_than_a_visit_can_run_ahead() -> None:
    log = LocationLog()
    for number in range(MOST_LED + 10):
        log.lead(Location(PLACE, f"a={number}"))
    assert len(log.locations) == MOST_LED


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    """One production server for the tests below."""
    with serving() as started:
        yield started


def visit(server: Server, walk: Callable[[Tab], Awaitable[None]]) -> None:
    async def walk_in_tab() -> None:
        async with connected(server.url) as tab:
            await walk(tab)

    asyncio.run(walk_in_tab())


def test_a_second_choice_keeps_the_first_that_the_browser_has_not_heard_of(
    server: Server,
) -> None:
    async def walk(tab: Tab) -> None:
        await tab.open("compare", area="E08000012")
        before = tab.query
        view = tab.choice("View", tab.options("View")[1])
        place = tab.choice("Place", tab.options("Place")[1])
        await tab.ask(view)
        await tab.take_until(lambda: "view=" in tab.query)
        first = tab.query
        # As from a browser whose message has crossed the server's.
        tab.query = before
        await tab.ask(place)
        await tab.take_until(lambda: "area=E08000012" not in tab.query)
        await tab.finish()
        assert "area=E08000012" not in tab.query
        assert first.partition("&")[2] == "view=distribution"
        assert "view=distribution" in tab.query

    visit(server, walk)


def test_a_choice_taken_back_before_the_page_has_run_is_taken_back(server: Server) -> None:
    async def walk(tab: Tab) -> None:
        await tab.open("compare", area="E08000012")
        there, back = (tab.choice("View", name) for name in tab.options("View")[1::-1])
        await tab.ask(there)
        await tab.ask(back)
        addresses = list[str]()

        def is_taken_back() -> bool:
            if "view=" in tab.query and tab.query not in addresses:
                addresses.append(tab.query)
            return len(addresses) == 2

        await tab.take_until(is_taken_back)
        await tab.finish()
        assert tab.query == addresses[1]

    visit(server, walk)


def test_a_press_is_answered_whatever_is_clicked_right_after_it(server: Server) -> None:
    async def walk(tab: Tab) -> None:
        await tab.open("workshop")
        await tab.type("Title", "A seminar")
        press = tab.press_of("Create the workshop")
        await tab.ask(press)
        await tab.ask(tab.tick_of("Where each tier stands", on=False))
        await tab.take_until(lambda: tab.page == "console")
        await tab.finish()
        assert tab.page == "console"

    visit(server, walk)


def test_a_place_chosen_in_the_finder_is_opened_whatever_is_clicked_right_after_it(
    server: Server,
) -> None:
    async def walk(tab: Tab) -> None:
        await tab.open("compare", area="E08000003")
        await tab.ask(tab.found("E08000012"))
        await tab.ask(tab.choice("View", "Distribution"))
        await tab.take_until(lambda: tab.page == "place")
        await tab.finish()
        assert (tab.page, tab.query) == ("place", "area=E08000012")

    visit(server, walk)


def test_a_double_click_on_the_map_opens_the_place(server: Server) -> None:
    async def walk(tab: Tab) -> None:
        await tab.open("map")
        first, second = tab.click_of("E08000012"), tab.click_of("")
        await tab.ask(first)
        await tab.ask(second)
        await tab.take_until(lambda: tab.page == "place")
        await tab.finish()
        assert (tab.page, tab.query) == ("place", "area=E08000012")

    visit(server, walk)
