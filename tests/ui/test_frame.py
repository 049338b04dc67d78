"""The frame of every page: whatever goes wrong inside becomes a sentence, and says no more."""

from __future__ import annotations

import logging

import pytest
from streamlit.testing.v1 import AppTest

from placelib.errors import NoDatabase, PlaceError


def of_a_visitor() -> None:
    """A page on which something is asked for that is not here, with hostile text in it."""
    import streamlit as st

    from placelib.errors import UnknownArea
    from placelib.ui.components.fragments import catch_errors

    with catch_errors():
        raise UnknownArea("![x](https://evil.example/a.png)")
    st.write("and on it goes")


def without_data() -> None:
    """A page whose data file is gone."""
    from placelib.errors import NoDatabase
    from placelib.ui.components.fragments import catch_errors

    with catch_errors():
        raise NoDatabase("places.duckdb", "is _missing_")


def broken() -> None:
    """A page that has a fault."""
    from placelib.ui.components.fragments import catch_errors

    with catch_errors():
        raise KeyError("/srv/secret")


def test_what_a_visitor_can_put_right_is_a_notice_in_plain_text() -> None:
    app = AppTest.from_function(of_a_visitor, default_timeout=30).run()
    assert not app.exception
    assert not app.error
    (notice,) = [one.value for one in app.info]
    assert notice.startswith("“\\!\\[x\\]\\(https\u2060\\:")
    assert "is not a place we know" in notice
    # What came behind the catch_errors is drawn all the same.
    assert app.markdown[-1].value == "and on it goes"


def test_a_missing_data_file_is_an_error_and_no_notice() -> None:
    app = AppTest.from_function(without_data, default_timeout=30).run()
    assert not app.exception
    assert not app.info
    (problem,) = [one.value for one in app.error]
    assert "places\\.duckdb is \\_missing\\_" in problem


def test_a_fault_of_ours_is_logged_and_shown_with_its_reference_alone(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with caplog.at_level(logging.ERROR):
        app = AppTest.from_function(broken, default_timeout=30).run()
    assert not app.exception
    assert not app.info
    (problem,) = [one.value for one in app.error]
    assert "secret" not in problem
    assert problem.rsplit(" ", 1)[1].rstrip(".") in caplog.text


def test_a_missing_data_file_is_told_apart_from_other_known_errors() -> None:
    assert issubclass(NoDatabase, PlaceError)
