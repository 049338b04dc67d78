"""A link made on older data, and a page that was open while the data were renewed, say so."""

from __future__ import annotations

from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from placelib.build.write import write_database
from placelib.database import cache
from placelib.database.snapshots import DataSnapshots
from tests import tiny_database
from tests.tiny_database import ALDER


def noted() -> None:
    """A page that draws the note alone."""
    import streamlit as st

    from placelib.ui.components import data_version_notice

    data_version_notice.show_version_notice(st.session_state.get("drawn"))


@pytest.fixture(scope="module")
def file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Version tiny-2, in which Alder's pay was revised."""
    folder = tmp_path_factory.mktemp("renewed")
    old, new = folder / "old.duckdb", folder / "new.duckdb"
    tiny_database.write(old)
    tables = tiny_database.tables()
    tables["observation"] = [
        (*row[:3], 601.0, *row[4:]) if row[:2] == ("pay", ALDER) else row
        for row in tables["observation"]
    ]
    write_database(tables, {"data_version": "tiny-2", "build_date": "2026-12-01"}, new, old)
    return new


@pytest.fixture
def page(file: Path, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    monkeypatch.setattr(cache, "SNAPSHOTS", DataSnapshots(file))
    return AppTest.from_function(noted, default_timeout=30)


def said(page: AppTest, **parameters: str) -> str:
    for name, value in parameters.items():
        page.query_params[name] = value
    page.run()
    assert not page.exception
    return " ".join(one.value for one in page.info).replace("\\", "")


def test_a_link_on_older_data_says_what_changed_for_what_it_shows(page: AppTest) -> None:
    words = said(page, data="tiny-1", area=ALDER, indicator="pay")
    assert "made on data version tiny-1; shown is version tiny-2" in words
    assert "for Pay in Alder: 1 figure revised (April 2024)." in words


def test_a_link_that_shows_something_else_says_that_nothing_changed(page: AppTest) -> None:
    words = said(page, data="tiny-1", areas=f"{ALDER}.E99", indicator="rate", against="survey")
    assert "no figure has changed for Test rate and Survey in Alder" in words


def test_the_map_shows_all_areas_whichever_is_in_focus(page: AppTest) -> None:
    words = said(page, data="tiny-1", area=ALDER, indicator="pay", level="ltla")
    assert "for Pay in all areas: 1 figure revised" in words


def test_a_link_on_the_same_data_or_without_a_version_says_nothing(page: AppTest) -> None:
    assert said(page, data="tiny-2", area=ALDER) == ""
    assert said(page, data="", area=ALDER) == ""


def test_an_unknown_version_is_said_to_be_unknown_and_shown_as_plain_text(page: AppTest) -> None:
    words = said(page, data="<b>![x](https://evil.example)</b>", area=ALDER)
    assert "which this app does not know: what has changed since cannot be said" in words
    assert "https://" not in words


def test_a_page_that_was_open_while_the_data_were_renewed_says_so_once(page: AppTest) -> None:
    page.session_state["drawn"] = "tiny-1"
    assert "renewed while you were here: from now on you see version tiny-2" in said(page)
    page.session_state["drawn"] = "tiny-2"
    assert said(page) == ""


def logged() -> None:
    """A page that draws the log of changes alone."""
    from placelib.ui.components import data_version_notice

    data_version_notice.show_change_log()


def test_the_log_names_each_version_and_what_it_changed(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "SNAPSHOTS", DataSnapshots(file))
    page = AppTest.from_function(logged, default_timeout=30).run()
    assert not page.exception
    (log,) = page.markdown
    words = log.value.replace("\\", "")
    assert words.startswith("**Version tiny-2**, built 2026-12-01, after tiny-1:")
    assert "- 1 figure revised" in words
    (by_indicator,) = page.expander
    assert by_indicator.label.replace("\\", "") == "By indicator, since tiny-1"
