"""Addresses and parameter names: one place for all of them, safe for any text."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

from placelib import urls

ROOT = Path(__file__).resolve().parents[1]


def test_the_address_of_a_place() -> None:
    given = urls.place_parameters("E08000012")
    assert given == {"area": "E08000012"}
    assert urls.address(urls.PLACE, given) == "place?area=E08000012"


def test_only_what_is_given_is_in_the_address() -> None:
    assert urls.place_parameters("E08000012", "employment-rate", "Health") == {
        "area": "E08000012",
        "indicator": "employment-rate",
        "topic": "Health",
    }
    assert urls.place_parameters("E08000012", topic="") == {"area": "E08000012"}


def test_a_page_without_parameters_has_its_bare_path() -> None:
    assert urls.address(urls.DATA, {}) == "methods"
    assert urls.address(urls.START, {}) == ""


def test_an_address_gives_back_what_was_put_in() -> None:
    given = urls.place_parameters("E08000012", "a&b=c", "Crime & justice / £")
    parts = urlsplit(urls.address(urls.PLACE, given))
    assert parts.path == "place"
    assert {name: values[0] for name, values in parse_qs(parts.query).items()} == given


def test_every_page_has_a_file_and_a_path_of_its_own() -> None:
    for page in urls.PAGES:
        assert (ROOT / page.file).is_file(), page.file
        assert page.title
    assert len({page.path for page in urls.PAGES}) == len(urls.PAGES)


def test_parameter_names_are_different_and_need_no_escaping() -> None:
    names = [
        value for name, value in vars(urls).items() if name.isupper() and isinstance(value, str)
    ]
    assert {"area", "indicator", "data"} <= set(names)
    assert len(set(names)) == len(names)
    assert all(name.isidentifier() for name in names)


def test_every_address_is_its_files_name_so_that_a_fresh_server_knows_it() -> None:
    # Until the router has run, Streamlit knows a page by its file alone.
    strange = [page.path for page in urls.PAGES[1:] if page.file != f"pages/{page.path}.py"]
    assert strange == []
