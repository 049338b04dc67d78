"""The quadrant's page and that of all authorities, in Streamlit's own test runner."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from streamlit.testing.v1 import AppTest

from placelib.areas.registry import AreaRegistry
from placelib.charts import idea_steps
from placelib.markdown import plain_markdown
from placelib.quadrant.idea import ANSWERS, SENTENCES, TITLES
from placelib.quadrant.powers_upload import COLUMNS
from placelib.ui.components.share_menu import SHARE_MENU
from placelib.ui.quadrant import custom_boundary
from placelib.ui.quadrant import evidence as quadrant_evidence
from placelib.ui.quadrant import idea as quadrant_idea
from placelib.ui.quadrant import room as quadrant_room
from placelib.ui.quadrant import what_if as quadrant_take
from tests.page_runs import open_page

PLACES = {
    "E47000004": "Liverpool City Region",
    "E47000006": "Tees Valley",
    "E47000013": "East Midlands",
    "E12000007": "Greater London",
    "E47000012": "York and North Yorkshire",
    "E47000018": "Lancashire",
    "E06000052": "Cornwall",
    "E06000063": "Cumberland",
    "E07000008": "Cambridge",
    "W06000015": "Cardiff",
    "S12000049": "Glasgow",
}
CODING = (
    ",".join(COLUMNS) + "\n_A. Person_,skills,1,An order\n_A. Person_,inspection,½,A letter\n"
).encode()


def opened(page: str = "pages/quadrant.py", **parameters: str) -> AppTest:
    return open_page(page, **parameters)


def words(app: AppTest) -> str:
    shown = (*app.markdown, *app.header, *app.caption, *app.warning, *app.error, *app.info)
    return "\n".join(one.value.replace("\\", "") for one in shown)


# The room is about no place, and a drawn boundary about its own councils: two places are enough.
@pytest.mark.parametrize(
    ("code", "lens"),
    [
        *((code, lens) for code in PLACES for lens in ("evidence", "take")),
        *((code, lens) for code in ("E47000004", "W06000015") for lens in ("room", "drawn")),
    ],
)
def test_every_lens_opens_for_every_kind_of_place(code: str, lens: str) -> None:
    app = opened(area=code, lens=lens)
    assert not app.exception
    assert not app.error
    assert not app.warning
    if lens in ("evidence", "take"):
        assert PLACES[code].split()[-1] in words(app)


def test_the_evidence_opens_for_every_authority_and_for_councils_of_every_kind(
    bundled_registry: AreaRegistry,
) -> None:
    app = opened(area="E92000001", lens="evidence")
    assert app.title[0].value == "England is the national end of the line"
    councils = {
        "E08000012": "Liverpool",
        "E08000035": "Leeds",
        "E08000029": "Solihull",
        "E06000023": "Bristol",
        "E06000065": "North Yorkshire",
        "E07000117": "Burnley",
        "E09000007": "Camden",
        "E06000053": "Isles of Scilly",
        "N09000003": "Belfast",
        "W92000004": "Wales",
    }
    authorities = {area.code: area.name for area in bundled_registry.current("cauth")}
    assert len(authorities) >= 15
    for code, name in (councils | authorities).items():
        app.query_params["area"] = code
        app.run()
        assert not app.exception, name
        assert not app.error, name
        assert not app.warning, name
        assert name in words(app)


@pytest.mark.parametrize("step", range(1, len(TITLES) + 1))
def test_every_step_has_its_title_and_its_words(step: int) -> None:
    app = opened(lens="idea", step=str(step))
    assert not app.error
    assert app.title[0].value == plain_markdown(TITLES[step - 1])
    assert any(f"Step {step} of 6" in str(one.proto) for one in app.get("html"))
    alternative = idea_steps.ALTERNATIVES[step][:40]
    assert any(alternative in str(one.proto) for one in app.get("bidi_component"))
    assert any(SENTENCES[step - 1][:20] in str(one.proto) for one in app.get("html"))


def test_only_the_chosen_lens_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    ran: list[str] = []

    def noted(name: str) -> Callable[..., None]:
        return lambda *_: ran.append(name)

    monkeypatch.setattr(quadrant_idea, "show_idea", noted("idea"))
    monkeypatch.setattr(quadrant_evidence, "show_evidence", noted("evidence"))
    monkeypatch.setattr(quadrant_room, "show_room_results", noted("room"))
    monkeypatch.setattr(quadrant_take, "show_what_if", noted("take"))
    monkeypatch.setattr(custom_boundary, "show_custom_boundary", noted("drawn"))
    for lens in ("idea", "evidence", "room", "take", "drawn"):
        ran.clear()
        opened(lens=lens)
        assert set(ran) == {lens}


def test_the_step_on_sectors_counts_the_departments_of_the_region() -> None:
    app = opened(lens="idea", step="3", area="E47000004")
    app.session_state["more on step 3"] = True
    shown = words(app.run())
    assert "national departments and bodies spend money in the North West" in shown
    app = opened(lens="idea", step="2", area="E47000004")
    app.session_state["more on step 2"] = True
    assert "spend money in" not in words(app.run())


def test_next_and_back_go_through_the_steps() -> None:
    app = opened(lens="idea")
    assert app.button(key="idea back").disabled
    app.button(key="idea next").click().run()
    assert app.title[0].value == TITLES[1]
    app.button(key="idea back").click().run()
    assert app.title[0].value == TITLES[0]


def test_the_point_on_the_line_moves_its_sentence() -> None:
    app = opened(lens="idea", step="5")
    assert "Exactly halfway" in words(app)
    app.slider(key="idea position").set_value(20).run()
    assert "Nearer to the council: 80 of 100" in words(app)


def test_the_essays_question_is_asked_at_the_end_and_kept_in_the_visit() -> None:
    app = opened(lens="idea", step="6")
    app.radio[0].set_value(ANSWERS[1]).run()
    assert "In a workshop it will count there" in app.success[0].value


def test_a_presented_room_without_votes_says_how_to_join() -> None:
    app = opened(lens="room", area="E47000004", present="1")
    assert "/join** with the code you are given" in words(app)
    assert "Nobody has voted yet" not in words(app)


def test_the_room_shows_no_figure_and_says_that_there_are_no_votes() -> None:
    app = opened(lens="room", area="E47000004")
    assert "Nobody has voted yet" in words(app)
    assert not app.get("vega_lite_chart")


def link_on(app: AppTest) -> str:
    """The address in the box for copying, which a visitor opens."""
    app.session_state[SHARE_MENU] = True
    return str(app.run().code[0].value)


def test_names_of_the_others_stand_in_the_link() -> None:
    app = opened(lens="evidence", area="E47000004")
    app.toggle(key="quadrant names").set_value(True).run()
    assert "names=yes" in link_on(app)


def test_money_moved_moves_leverage_and_stands_in_the_link() -> None:
    app = opened(lens="take", area="E47000004")
    assert "It would decide £" not in words(app)
    app.slider(key="slider more").set_value(200).run()
    assert "It would decide £" in words(app)
    switched = opened(lens="take", area="E47000004", moved="transport")
    assert "It would decide £" in words(switched)
    assert "moved=transport" in link_on(switched)


def test_a_boundary_is_drawn_from_its_link_and_set_beside_today() -> None:
    app = opened(lens="drawn", area="E47000004", areas="E08000012.E08000015.E06000006")
    assert not app.error
    assert "The averages of Liverpool, Wirral and Halton are" in words(app)
    assert "For three neighbouring districts picked at random" in words(app)
    assert "areas=E08000012.E08000015.E06000006" in link_on(app)


def test_one_council_is_no_boundary() -> None:
    app = opened(lens="drawn", area="E47000004", areas="E08000012")
    assert "Choose two councils or more" in words(app)


def test_without_an_authority_nothing_is_moved_and_nothing_can_be_uploaded() -> None:
    app = opened(lens="take", area="E06000052")
    assert app.title[0].value == "What it would take cannot be worked out here"
    assert not app.file_uploader
    assert "Information flows" in words(app)


def test_a_coding_is_shown_with_its_author_escaped_moves_no_point_and_can_be_forgotten() -> None:
    app = opened(lens="take", area="E47000018")
    app.file_uploader[0].set_value(("coding.csv", CODING, "text/csv")).run()
    assert not app.error
    assert "powers as coded by \\_A\\. Person\\_" in app.warning[0].value
    assert "moves no point" in app.warning[0].value
    app.button(key="forget coding").click().run()
    assert not app.warning


def test_a_bad_coding_is_refused_with_every_problem() -> None:
    app = opened(lens="take", area="E47000004")
    bad = CODING.replace(b",1,", b",2,").replace("½".encode(), b"7")
    app.file_uploader[0].set_value(("coding.csv", bad, "text/csv")).run()
    problems = app.error[0].value.replace("\\", "")
    assert "Row 2, value: “2” is not" in problems
    assert "Row 3, value: “7” is not" in problems
    assert not app.warning


def test_a_broken_link_is_put_right_with_a_sentence() -> None:
    app = opened(lens="magic", step="99")
    assert len(app.warning) == 2
    assert app.title[0].value == TITLES[0]


def test_all_authorities_are_shown_in_order_of_name_and_without_a_ranking() -> None:
    app = opened("pages/authorities.py")
    assert not app.error
    app.session_state["close authorities in numbers"] = True
    app.run()
    frame = app.dataframe[0].value
    assert list(frame["Name"]) == sorted(frame["Name"])
    assert "London" not in set(frame["Name"])
    shown = words(app)
    assert "None" not in shown
    assert "Of 105 pairs of authorities, 25 differ" in shown
    assert "Allowing for that" in shown
    assert app.header[0].value == "How well their figures fit their councils"
    assert [one.label for one in app.expander][-4:] == [
        "Greater London",
        "Wales",
        "Scotland",
        "Northern Ireland",
    ]


@pytest.mark.parametrize(("step", "is_said"), [("1", True), ("3", False), ("6", True)])
def test_the_idea_says_what_there_is_to_build_on_before_its_question(
    step: str, *, is_said: bool
) -> None:
    app = opened(lens="idea", step=step, area="E08000012")
    labels = [one.label for one in app.expander]
    said = [label for label in labels if "What there is to build on in Liverpool" in label]
    assert bool(said) is is_said
    if is_said:
        assert "19 public libraries" in said[0]


def test_the_presented_chart_of_all_authorities_says_how_many_have_no_point() -> None:
    everybody = words(opened("pages/authorities.py", view="all", present="1"))
    assert "11 York and North Yorkshire. 4 more have no money figures." in everybody
