"""What every run would do again is done once, and says the same."""

from __future__ import annotations

import threading
import uuid

import pytest
from streamlit import config
from streamlit.proto.NewSession_pb2 import NewSession
from streamlit.runtime import app_session

from placelib.ui import run_costs
from placelib.ui.run_costs import IdentifierStock, read_option


def test_the_theme_is_worked_out_once_and_says_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    def fill() -> NewSession:
        message = NewSession()
        app_session._populate_theme_msg(message.custom_theme)  # noqa: SLF001
        for name in ("light", "dark", "sidebar"):
            app_session._populate_theme_msg(getattr(message.custom_theme, name), f"theme.{name}")  # noqa: SLF001
        return message

    by_streamlit = fill()
    assert by_streamlit.custom_theme.dark.background_color
    # Put back at the end.
    monkeypatch.setattr(app_session, "_populate_theme_msg", app_session._populate_theme_msg)  # noqa: SLF001
    run_costs.remember_theme()
    assert fill() == by_streamlit
    monkeypatch.setattr(config, "get_options_for_section", lambda _: pytest.fail("read again"))
    assert fill().SerializeToString() == by_streamlit.SerializeToString()


def test_an_option_is_read_while_another_thread_holds_the_configuration(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class HeldLock:
        """Whoever takes it would wait."""

        def __enter__(self) -> None:
            pytest.fail("took the lock")

        def __exit__(self, *_: object) -> None: ...

    by_streamlit = config.get_option("global.minCachedMessageSize")
    monkeypatch.setattr(config, "_config_lock", HeldLock())
    assert read_option("global.minCachedMessageSize") == by_streamlit


def test_a_changed_option_is_read_anew() -> None:
    before = read_option("client.showSidebarNavigation")
    config.set_option("client.showSidebarNavigation", not before)
    try:
        assert read_option("client.showSidebarNavigation") is not before
    finally:
        config.set_option("client.showSidebarNavigation", before)


def test_an_unknown_option_is_refused_as_by_streamlit() -> None:
    with pytest.raises(RuntimeError, match=r'"global\.nothing" not defined'):
        read_option("global.nothing")


def test_identifiers_are_random_and_never_the_same_in_any_thread() -> None:
    stock = IdentifierStock()
    identifiers: list[uuid.UUID] = []
    threads = [
        threading.Thread(target=lambda: identifiers.extend(stock.uuid4() for _ in range(700)))
        for _ in range(4)
    ]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(identifiers)) == len(identifiers) == 2800
    assert {identifier.version for identifier in identifiers} == {4}
