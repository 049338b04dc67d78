"""New and planned bodies on the page of all authorities, and in the finder of places."""

from __future__ import annotations

import json

import pytest
from streamlit.testing.v1 import AppTest

from placelib.views.new_bodies import list_bodies_of, list_new_bodies
from placelib.views.place_index import BODY_MARK, build_place_index
from tests.page_runs import open_page


def join_words(app: AppTest) -> str:
    elements = (*app.markdown, *app.subheader, *app.caption, *app.info)
    return "\n".join(element.value.replace("\\", "") for element in elements)


@pytest.mark.parametrize("body", sorted(list_new_bodies()))
def test_every_new_body_can_be_opened_by_its_link(body: str) -> None:
    app = open_page("pages/authorities.py", body=body)
    assert not app.exception
    assert not app.error
    text = join_words(app)
    assert list_new_bodies()[body].name in text
    assert "No spending of its own is published yet." in text
    assert "How sure the source is:" in text


def test_a_body_of_whole_districts_has_their_understanding() -> None:
    text = join_words(open_page("pages/authorities.py", body="NC-WS"))
    assert "West Surrey is a planned council. It is due on 1 April 2027." in text
    assert "The averages of its 6 districts are " in text


def test_a_body_whose_districts_are_divided_says_that_nothing_can_be_worked_out() -> None:
    text = join_words(open_page("pages/authorities.py", body="NC-SU2"))
    assert "fewer than two districts are known to go into it whole" in text
    assert "East Suffolk not stated in the source" in text


def test_a_link_to_no_body_is_put_right_with_a_sentence() -> None:
    app = open_page("pages/authorities.py", body="NC-<b>")
    assert not app.error
    assert "which is no new body here" in join_words(app)


def test_the_finder_offers_a_new_body_by_its_name() -> None:
    index = json.loads(build_place_index().content)
    (position,) = [name[1] for name in index["names"] if name[0] == "east surrey"]
    code, name, detail, _ = index["areas"][position]
    assert (name, detail) == ("East Surrey", "planned council")
    assert code.removeprefix(BODY_MARK) in list_new_bodies()


def test_no_new_body_is_shown_with_an_official_code() -> None:
    for body in list_new_bodies().values():
        assert not body.id.startswith("E")


def test_a_district_says_into_which_new_bodies_it_goes() -> None:
    assert list_bodies_of("E07000216") == (
        ("NC-WS", "Planned to go into West Surrey, 1 April 2027"),
    )
    assert list_bodies_of("E07000203") == (
        ("NC-SU2", "Planned to go into Central and Eastern Suffolk, perhaps in part, April 2028"),
        ("NC-SU3", "Planned to go into Ipswich and South Suffolk, perhaps in part, April 2028"),
        ("SA-NS", "Planned to go into Norfolk and Suffolk"),
        ("NC-SU1", "Planned to go into Western Suffolk, perhaps in part, April 2028"),
    )
    assert list_bodies_of("E06000063") == (
        ("SA-CU", "Now in Cumbria Combined Authority since 24 February 2026"),
    )
    assert list_bodies_of("E08000012") == ()
