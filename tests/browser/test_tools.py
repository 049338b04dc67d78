"""The tools of the browser tests do what they say, shown on a small stand-in app."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.browsing import Visit, VisitPool
from tests.browser.conftest import OpenPage, StartServer
from tests.browser.server import running, start
from tests.browser.stand_in import write_stand_in


@pytest.fixture(scope="module")
def stand_in(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with running(write_stand_in(tmp_path_factory.mktemp("stand_in") / "app")) as server:
        yield server.url


@pytest.fixture
def visit(visit_pool: VisitPool, stand_in: str) -> Iterator[Visit]:
    visit = visit_pool.take("laptop", "light", stand_in)
    yield visit
    visit_pool.give_back(visit, "laptop", "light")


def heading(visit: Visit) -> str:
    return visit.page.get_by_role("heading", level=1).inner_text()


def test_a_settled_page_has_its_heading_its_chart_and_its_table(visit: Visit) -> None:
    page = visit.goto("/place?area=E08000003")
    assert heading(visit) == "Manchester"
    assert page.get_by_test_id("stVegaLiteChart").first.locator("canvas, svg").count()
    assert page.get_by_test_id("stDataFrame").locator("canvas").count()
    visit.assert_only_loopback()
    visit.assert_no_errors()


def test_a_choice_is_settled_once_the_script_has_run_again(visit: Visit) -> None:
    page = visit.goto("/place")
    assert heading(visit) == "Liverpool"
    page.get_by_label("Area").click()
    page.get_by_role("option", name="Manchester").click()
    visit.settled()
    assert heading(visit) == "Manchester"


def test_a_page_that_does_not_settle_says_why(visit: Visit) -> None:
    visit.page.goto(f"{visit.base_url}/slow")
    with pytest.raises(AssertionError, match=r"/slow was not settled after 2 seconds: the script"):
        visit.settled(seconds=2)


def test_a_call_to_another_host_is_named_and_does_not_get_through(visit: Visit) -> None:
    page = visit.goto("/")
    visit.assert_only_loopback()
    answer = page.evaluate("fetch('https://example.org/x').then(() => 'came', () => 'failed')")
    assert answer == "failed"
    with pytest.raises(AssertionError, match=r"asked for https://example\.org/x:"):
        visit.assert_only_loopback()


def test_an_icon_from_another_host_is_named(visit: Visit) -> None:
    page = visit.goto("/")
    page.evaluate(
        "document.querySelector('link[rel~=icon]').href = 'https://fonts.example.org/i.png'"
    )
    assert visit.outside_addresses() == ["https://fonts.example.org/i.png"]


def test_an_exception_on_the_page_is_an_error_and_keeps_its_detail_to_itself(visit: Visit) -> None:
    visit.goto("/broken")
    with pytest.raises(AssertionError, match="exception on the page") as raised:
        visit.assert_no_errors()
    assert "a private detail" not in str(raised.value)


def test_an_unknown_page_is_an_error(visit: Visit) -> None:
    visit.goto("/nowhere")
    with pytest.raises(AssertionError, match="does not seem to exist"):
        visit.assert_no_errors()


@pytest.mark.parametrize(
    ("viewport", "scheme", "size", "background"),
    [
        ("phone", "light", (390, 844), "rgb(255, 255, 255)"),
        ("projector", "dark", (1920, 1080), "rgb(20, 25, 31)"),
    ],
)
def test_a_page_has_the_size_and_the_colours_asked_for(
    open_page: OpenPage,
    stand_in: str,
    viewport: str,
    scheme: str,
    size: tuple[int, int],
    background: str,
) -> None:
    page = open_page(viewport, scheme, stand_in).goto("/")
    assert page.evaluate("[innerWidth, innerHeight]") == list(size)
    app = page.get_by_test_id("stApp")
    assert app.evaluate("app => getComputedStyle(app).backgroundColor") == background


def test_a_fresh_server_is_another_one_and_ready(
    fresh_server: StartServer, open_page: OpenPage, stand_in: str, tmp_path: Path
) -> None:
    server = fresh_server(write_stand_in(tmp_path / "app"))
    assert server.url != stand_in
    visit = open_page(base_url=server.url)
    visit.goto("/")
    assert heading(visit) == "Start"


def test_a_server_that_ends_says_what_it_printed(tmp_path: Path) -> None:
    script = write_stand_in(tmp_path / "app")
    server = start(script, ["--server.nosuch", "1"])
    with pytest.raises(RuntimeError, match=r"(?s)ended with status 2 .*--server.nosuch"):
        server.wait_until_healthy()
    server.stop()


def test_a_script_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError, match=r"no nosuch\.py to start"):
        start(tmp_path / "nosuch.py")


def test_a_visit_finds_nothing_that_an_earlier_one_stored(
    visit_pool: VisitPool, stand_in: str
) -> None:
    # Streamlit stores things of its own at once.
    look = "[localStorage.note ?? null, sessionStorage.note ?? null, /note=/.test(document.cookie)]"
    pages = []
    for _ in range(2):
        visit = visit_pool.take("laptop", "light", stand_in)
        page = visit.goto("/")
        pages.append(page)
        assert page.evaluate("[innerWidth, innerHeight]") == [1366, 768]
        assert page.evaluate(look) == [None, None, False]
        page.evaluate("localStorage.note = sessionStorage.note = document.cookie = 'note=1'")
        assert page.evaluate(look) == ["note=1", "note=1", True]
        page.set_viewport_size({"width": 390, "height": 844})
        with page.expect_popup():
            page.evaluate("() => { window.open('/') }")
        page.context.set_offline(True)
        asked = len(visit.requests)
        visit_pool.give_back(visit, "laptop", "light")
        assert page.context.pages == [page]
        assert len(visit.requests) == asked
    assert pages[0] is pages[1]
