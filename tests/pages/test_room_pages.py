"""The pages of a workshop in Streamlit's own test runner: create, lead, join, look, hand out."""

from __future__ import annotations

import html
import secrets
from dataclasses import replace
from io import BytesIO
from urllib.parse import parse_qsl, urlsplit

import pytest
from PIL import Image
from streamlit.testing.v1 import AppTest

from placelib import content
from placelib.exports.guide_sheet import guide_sheet
from placelib.exports.voting_sheet import voting_sheet
from placelib.quadrant.idea import ANSWERS
from placelib.scorecard.records import read_scorecard_link
from placelib.ui.components.share_menu import SHARE_MENU
from placelib.ui.workshop import live_workshops
from placelib.ui.workshop import paper as room_paper
from placelib.ui.workshop import results as room_results
from placelib.ui.workshop import workshop_access as room_find
from placelib.ui.workshop.screen_parts import keep_option
from placelib.urls import CONSOLE, QUADRANT
from placelib.views.workshop_options import find_known_indicator, name_indicator
from placelib.workshop import door, limits, rooms, tokens, votes
from placelib.workshop.errors import NotAnAnswer
from placelib.workshop.facilitator import Facilitator
from placelib.workshop.limits import Limits, RateLimit
from placelib.workshop.networks import mark_network
from placelib.workshop.question_drafts import QuestionDraft
from placelib.workshop.records import CONDITIONS, TIERS, Answer, QuestionKind, Room
from placelib.workshop.rooms import Plan
from tests.page_runs import open_page
from tests.workshop.made_votes import EVERY_KIND, POSITIONS, SLUGS, phone, place

ME = "ab" * 16


def opened(page: str, **parameters: str) -> AppTest:
    return open_page(f"pages/{page}.py", **parameters)


def words(app: AppTest) -> str:
    shown = (*app.title, *app.header, *app.subheader, *app.markdown, *app.caption, *app.info)
    drawn = [str(one.proto.body) for one in app.get("html")]
    said = [one.value for one in (*shown, *app.warning, *app.error, *app.success)]
    return "\n".join([*said, *drawn]).replace("\\", "").replace("\u2060", "")


@pytest.fixture
def facilitator() -> Facilitator:
    """A workshop on Liverpool City Region that asks everything, its first question open."""
    plan = Plan("Seminar", "E47000004", EVERY_KIND)
    made = rooms.create(live_workshops.open_workshops(), plan)
    leading = Facilitator(live_workshops.open_workshops(), made.secret)
    leading.open(0)
    return leading


def refresh() -> None:
    """Let a test see at once what it has just changed."""
    live_workshops.forget_rooms()


def test_a_workshop_is_created_with_a_title_and_one_press() -> None:
    app = opened("workshop")
    app.text_input[0].set_value("Seminar on place").run()
    (button,) = [one for one in app.button if one.label == "Create the workshop"]
    button.click().run()
    assert not app.exception
    assert app.title[0].value == "Seminar on place"
    shown = words(app)
    assert "1. Where do the three tiers stand?" in shown
    assert "How does the idea strike you?" in shown
    (own,) = [one.value for one in app.code if "lead=" in one.value]
    secret = own.rpartition("=")[2]
    assert rooms.find_by_secret(live_workshops.open_workshops(), secret).title == "Seminar on place"
    assert not any(secret in one.value for one in app.code if one.value != own)


def test_one_press_asks_what_the_guide_asks_in_its_order() -> None:
    app = opened("workshop")
    app.text_input[0].set_value("Seminar on place").run()
    app.button(key="asks what the guide does").click().run()
    press(app, "Create the workshop")
    assert not app.exception
    (own,) = [code.value for code in app.code if "lead=" in code.value]
    made = rooms.find_by_secret(live_workshops.open_workshops(), own.rpartition("=")[2])
    kinds = [question.kind for question in made.questions]
    assert kinds == [QuestionKind.FIGURE, QuestionKind.PLACEMENT, QuestionKind.MEASURES]
    assert "Guess the" in made.questions[0].prompt


def test_the_place_that_was_chosen_for_a_workshop_stays_after_another_page() -> None:
    app = opened("workshop", area="E08000012")
    app.selectbox(key="workshop place").set_value("E47000001").run()
    app.switch_page("pages/start.py").run()
    app.switch_page("pages/workshop.py")
    app.query_params["area"] = "E08000012"
    app.run()
    assert app.selectbox(key="workshop place").value == "E47000001"
    assert "Choose" not in captions(app)


def captions(app: AppTest) -> str:
    return " ".join(caption.value for caption in app.caption)


def test_a_place_that_nobody_chose_for_a_workshop_is_said_to_come_from_elsewhere() -> None:
    assert "You looked at this place last. Choose yours." in captions(
        opened("workshop", area="E08000012")
    )
    app = opened("workshop")
    assert "This place is only an example. Choose yours." in captions(app)
    lines = len(app.caption)
    # A line stays where the other stood: a box must not move away from under a pointer.
    app.selectbox(key="workshop place").set_value("E47000001").run()
    assert "The workshop is about the place you chose." in captions(app)
    assert len(app.caption) == lines


@pytest.mark.parametrize("page", ["workshop", "console"])
def test_the_guide_is_saved_as_two_sheets_of_paper(page: str, facilitator: Facilitator) -> None:
    parameters = {"lead": facilitator.secret} if page == "console" else {}
    labels = [button.proto.label for button in opened(page, **parameters).get("download_button")]
    assert labels.count("Guide on paper (PDF)") == 1
    steps = content.text("workshop_twenty_minutes", picks="5", fewest="5")
    where = room_results.build_result_origin(facilitator.room(), CONSOLE)
    paper = guide_sheet("How to run it", steps, where)
    assert paper.count(b"/Type /Page\n") == 2
    # Every heading of the guide is a bookmark.
    assert paper.count(b"/Title") - 1 == 1 + sum(
        line.startswith("**") for line in steps.splitlines()
    )


def test_the_question_in_hand_stands_first_with_all_its_buttons(facilitator: Facilitator) -> None:
    facilitator.open(2)
    refresh()
    app = opened("console", lead=facilitator.secret)
    total = len(EVERY_KIND)
    assert f"In hand: question 3 of {total}" in words(app)
    keys = [button.key for button in app.button if str(button.key).startswith("console")]
    assert keys[:3] == ["console lock 2", "console reveal 2", "console next"]
    app.button(key="console next").click().run()
    assert f"In hand: question 4 of {total}" in words(app)


def test_a_guess_sent_without_a_number_says_what_is_missing(facilitator: Facilitator) -> None:
    app = open_on_phone(facilitator, QuestionKind.FIGURE)
    press(app, "Send")
    assert "There is no number in the box yet" in words(app)
    assert not facilitator.room().ballots


def test_a_workshop_without_a_title_is_refused_with_a_sentence() -> None:
    app = opened("workshop")
    (button,) = [one for one in app.button if one.label == "Create the workshop"]
    button.click().run()
    assert "The title is empty" in words(app)


def test_the_console_opens_locks_reveals_and_goes_on(facilitator: Facilitator) -> None:
    app = opened("console", lead=facilitator.secret)
    app.button(key="console lock 0").click().run()
    assert facilitator.room().workshop.question.state == "locked"
    app.button(key="console reveal 0").click().run()
    assert facilitator.room().workshop.question.revealed
    app.button(key="console hide 0").click().run()
    app.button(key="console next").click().run()
    now = facilitator.room().workshop
    assert (now.current, now.questions[1].state) == (1, "open")
    assert not now.questions[0].revealed
    assert not app.exception
    assert not app.error


def test_the_console_says_before_reveal_that_too_few_answers_stay_hidden(
    facilitator: Facilitator,
) -> None:
    assert "Reveal* shows answers from 5 people on; there are 0 so far." in captions(
        opened("console", lead=facilitator.secret)
    )
    place(live_workshops.open_workshops(), facilitator.workshop)
    refresh()
    assert "people on; there" not in captions(opened("console", lead=facilitator.secret))


def test_a_phone_says_which_place_the_workshop_is_about_and_leads_to_the_start_page(
    facilitator: Facilitator,
) -> None:
    app = opened("join", room=facilitator.workshop.code, me=ME)
    assert "Seminar · about Liverpool City Region and its councils" in captions(app)
    for page in (app, opened("join")):
        links = [link.proto.label for link in page.get("page_link")]
        assert "What is this? The start page" in links


def test_the_console_resets_after_a_second_press_and_undoes(facilitator: Facilitator) -> None:
    place(live_workshops.open_workshops(), facilitator.workshop)
    refresh()
    app = opened("console", lead=facilitator.secret)
    assert "5 answered" in words(app)
    app.button(key="console reset 0").click().run()
    assert facilitator.room().answered == {}
    app.button(key="console undo 0").click().run()
    assert facilitator.room().answered == {0: 5}


def test_the_console_lets_a_text_through_and_shows_it_escaped(facilitator: Facilitator) -> None:
    facilitator.open(3)
    for number in range(5):
        text = f"![x](http://example.org/{number}.png) **now**"
        votes.cast_text(
            live_workshops.open_workshops(), facilitator.workshop, phone(number), 3, text
        )
    refresh()
    app = opened("console", lead=facilitator.secret)
    assert all("](" not in one.value for one in app.markdown)
    first = facilitator.room().texts[0]
    app.button(key=f"console Let through {first.voter}").click().run()
    assert [one.state for one in facilitator.room().texts].count("shown") == 1
    facilitator.reveal(3)
    refresh()
    board = opened("board", room=facilitator.workshop.code)
    assert "![x](http://example.org/" in words(board)
    assert not any("](http" in one.value for one in board.markdown)


def test_a_wrong_facilitators_link_leads_nothing_and_repeats_no_secret(
    facilitator: Facilitator,
) -> None:
    wrong = facilitator.secret[:-1] + ("x" if facilitator.secret[-1] != "x" else "y")
    app = opened("console", lead=wrong)
    assert "This facilitator’s link opens no workshop" in words(app)
    assert wrong not in words(app)
    assert not [one for one in app.button if one.label in ("Open", "Lock")]


def test_deleting_asks_twice_and_deletes(facilitator: Facilitator) -> None:
    app = opened("console", lead=facilitator.secret)
    assert app.button(key="console delete").disabled
    app.checkbox(key="console delete meant").check().run()
    app.button(key="console delete").click().run()
    assert "The workshop “Seminar” was deleted" in words(app)
    assert "the answers of 0 people" in words(app)
    assert "opens no workshop" in words(opened("console", lead=facilitator.secret))


def test_ending_says_that_it_ended_and_leaves_no_button_armed_that_deletes(
    facilitator: Facilitator,
) -> None:
    app = opened("console", lead=facilitator.secret)
    app.button(key="console end").click().run()
    assert "The workshop has ended" in words(app)
    assert "console end" not in [button.key for button in app.button]
    assert app.button(key="console delete").disabled
    assert facilitator.room().workshop.ended_at is not None


def test_the_ready_check_says_what_it_checked(facilitator: Facilitator) -> None:
    app = opened("console", lead=facilitator.secret)
    app.button(key="console ready").click().run()
    shown = words(app)
    for said in ("✓ Data version 2026-06-26-", "✓ The database can be written", "A test vote was"):
        assert said in shown
    assert facilitator.room().joined == 0


def test_a_phone_is_asked_for_the_code_and_a_wrong_one_is_a_sentence() -> None:
    app = opened("join")
    assert app.title[0].value == "Join a workshop"
    app.text_input[0].set_value("ZZZZZ9")
    app.button[0].click().run()
    assert "There is no workshop with the code “ZZZZZ9”" in words(app)
    wrong = opened("join", room="<b>x</b>", me=ME)
    assert "There is no workshop with the code" in words(wrong)


def test_a_phone_follows_the_questions_and_keeps_its_answers(facilitator: Facilitator) -> None:
    app = opened("join", room=facilitator.workshop.code, me=ME)
    assert "Where does the council stand?" in words(app)
    facilitator.open(2)
    refresh()
    app = opened("join", room=facilitator.workshop.code, me=ME)
    (button,) = [one for one in app.button if one.label == ANSWERS[1]]
    button.click().run()
    assert any(one.label == f"✓ {ANSWERS[1]}" for one in app.button)
    # Another connection of the same phone, as after a sleep, finds its answer.
    again = opened("join", room=facilitator.workshop.code, me=ME)
    assert any(one.label == f"✓ {ANSWERS[1]}" for one in again.button)
    assert facilitator.room().answered == {2: 1}
    assert facilitator.room().joined == 1


def test_levers_are_kept_one_by_one(facilitator: Facilitator) -> None:
    facilitator.open(1)
    refresh()
    app = opened("join", room=facilitator.workshop.code, me=ME)
    app.get("button_group")[0].set_value(75).run()
    cast = {one.item: one.up for one in facilitator.room().ballots}
    assert cast == {"money/local": 75}


def test_a_text_is_sent_and_too_long_a_one_is_never_kept(facilitator: Facilitator) -> None:
    facilitator.open(3)
    refresh()
    app = opened("join", room=facilitator.workshop.code, me=ME)
    app.text_area[0].set_value("More trust")
    app.button[0].click().run()
    assert [one.text for one in facilitator.room().texts] == ["More trust"]
    app.text_area[0].set_value("x" * 281)
    app.button[0].click().run()
    assert [len(one.text) for one in facilitator.room().texts] <= [280]


def test_an_answer_after_the_lock_is_refused_on_the_phone(
    facilitator: Facilitator, monkeypatch: pytest.MonkeyPatch
) -> None:
    facilitator.open(2)
    refresh()
    app = opened("join", room=facilitator.workshop.code, me=ME)
    facilitator.lock(2)
    # The phone has not seen the lock yet.
    seen = live_workshops.read_current_room(facilitator.workshop.id)
    monkeypatch.setattr(live_workshops, "read_current_room", lambda _: seen)
    monkeypatch.setattr(room_find, "open_room", lambda _: seen)
    refresh()
    (button,) = [one for one in app.button if one.label == ANSWERS[0]]
    button.click().run()
    assert "This question has been locked, so the answer was not taken" in words(app)
    assert facilitator.room().answered == {}


def test_the_end_is_said_on_the_phone(facilitator: Facilitator) -> None:
    facilitator.end()
    refresh()
    shown = words(opened("join", room=facilitator.workshop.code, me=ME))
    assert "The workshop has ended" in shown
    assert "ask the facilitator for their link" in shown


def test_a_phone_finds_at_the_end_what_the_board_showed_and_nothing_else(
    facilitator: Facilitator,
) -> None:
    place(live_workshops.open_workshops(), facilitator.workshop)
    facilitator.reveal(0)
    facilitator.end()
    refresh()
    app = opened("join", room=facilitator.workshop.code, me=ME)
    shown = words(app)
    assert "Below is what the board showed" in shown
    assert "ask the facilitator" not in shown
    assert [heading.value for heading in app.subheader] == ["Where do the three tiers stand?"]
    assert "Published figures for all its councils put it at" in shown
    assert len(app.get("vega_lite_chart")) == 1
    # The single votes are the facilitator's to pass on.
    assert not app.get("download_button")


def test_too_many_wrong_codes_stop_a_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    rate = RateLimit(2, 0.0, "wrong codes from this device")
    monkeypatch.setattr(limits, "WRONG_CODES_HERE", rate)
    fresh = Limits()
    monkeypatch.setattr(live_workshops, "get_limits", lambda: fresh)
    app = opened("join")
    for _ in range(3):
        app.text_input[0].set_value("ZZZZZ9")
        app.button[0].click().run()
    assert "Too many wrong codes from this device" in words(app)


def test_a_stranger_who_guesses_codes_shuts_no_facilitator_out(
    facilitator: Facilitator, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = Limits()
    monkeypatch.setattr(live_workshops, "get_limits", lambda: fresh)
    for guesser in range(3):
        app = opened("join")
        for number in range(12):
            app.text_input[0].set_value(f"ZZZZ{guesser + 2}{number % 8 + 2}")
            app.button[0].click().run()
        assert "Too many wrong codes from this device" in words(app)
    for page, link in (
        ("console", {"lead": facilitator.secret}),
        ("join", {"room": facilitator.workshop.code, "me": ME}),
    ):
        app = opened(page, **link)
        assert "Too many" not in words(app)
        assert facilitator.workshop.title in words(app)


def test_a_code_that_no_machine_gave_is_looked_up_in_no_cache(facilitator: Facilitator) -> None:
    code = facilitator.workshop.code.lower()
    for typed in (f" {code}", f"{code[:3]}-{code[3:]}", f"{code[:3]} {code[3:]}"):
        app = opened("join", room=typed, me=ME)
        assert facilitator.workshop.title in words(app)
        assert list(app.session_state["workshops by code"]) == [facilitator.workshop.code]
    app = opened("join", room="x" * 3000, me=ME)
    assert "There is no workshop with the code" in words(app)
    assert "workshops by code" not in app.session_state


def test_the_console_shows_a_flood_and_closes_the_door(
    facilitator: Facilitator, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = live_workshops.open_workshops()
    monkeypatch.setattr(door, "FLOOD", 3)
    for number in range(3):
        votes.record_phone(database, facilitator.workshop, phone(number), "198.51.100.0/24")
    app = opened("console", lead=facilitator.secret)
    mark = mark_network(facilitator.workshop.id, "198.51.100.0/24")
    assert f"In the last minute: 3. Networks: {mark} (3)." in words(app)
    assert "close the door, then take out" in words(app)
    app.button(key="door close").click().run()
    assert "Closed: no new phone gets in." in words(app)
    assert "lets no more phones in" in words(opened("join", room=facilitator.workshop.code, me=ME))
    app.button(key=f"door network {mark}").click().run()
    assert facilitator.room().joined == 0
    app.button(key="door back").click().run()
    assert facilitator.room().joined == 3
    app.button(key="door open").click().run()
    assert not facilitator.read_door().is_closed


def test_where_a_word_is_set_only_those_who_know_it_create(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("BEND_FACILITATOR_CODE", "blackbird lane")
    app = opened("workshop")
    app.text_input[0].set_value("A seminar")
    word = next(box for box in app.text_input if box.label == "The facilitators’ word")
    word.set_value("magpie")
    create = next(button for button in app.button if button.label == "Create the workshop")
    create.click().run()
    assert "That is not the facilitators’ word" in words(app)


def test_the_board_without_a_code_asks_for_one_and_promises_no_vote() -> None:
    app = opened("board")
    assert [one.label for one in app.button] == ["Show the board"]
    assert "answers are counted" not in words(app)


def test_the_board_shows_the_code_and_nothing_before_reveal(facilitator: Facilitator) -> None:
    place(live_workshops.open_workshops(), facilitator.workshop)
    refresh()
    app = opened("board", room=facilitator.workshop.code)
    shown = words(app)
    assert tokens.split_code(facilitator.workshop.code) in shown
    assert "5 joined" in shown
    assert "Nothing is shown until reveal" in shown
    assert not app.get("vega_lite_chart")
    facilitator.reveal(0)
    refresh()
    app = opened("board", room=facilitator.workshop.code)
    assert len(app.get("vega_lite_chart")) == 1
    assert "5 people put Liverpool City Region at 50 of 100 for knowing the place and 30" in words(
        app
    )
    assert "Crosses: half of the answers lie along each arm" in words(app)
    assert "by money and by how alike councils are" in words(app)
    facilitator.second_vote(0)
    place(live_workshops.open_workshops(), facilitator.workshop)
    facilitator.reveal(0)
    refresh()
    again = words(opened("board", room=facilitator.workshop.code))
    assert "Hollow marks: the first vote. Thin grey lines: how single people moved" in again
    assert "5 people answered then, 5 now." in again
    assert (
        "Liverpool City Region stayed at 50 for knowing the place and 30 for power over money and "
        "rules." in again
    )
    assert "answer on your phone now" not in again


def test_a_second_vote_that_one_of_five_has_not_finished_breaks_no_board(
    facilitator: Facilitator,
) -> None:
    for tier in TIERS:
        place(live_workshops.open_workshops(), facilitator.workshop, tier)
    facilitator.second_vote(0)
    for number in range(5):
        for tier in TIERS if number < 4 else TIERS[:1]:
            answer = Answer(tier, across=60, up=60)
            votes.cast(
                live_workshops.open_workshops(), facilitator.workshop, phone(number), 0, [answer]
            )
    refresh()
    board = words(opened("board", room=facilitator.workshop.code))
    assert "5 answered<br>4 placed all 3<br>1 unfinished" in board
    assert "1 of them not yet all of it" in board
    facilitator.reveal(0)
    refresh()
    app = opened("board", room=facilitator.workshop.code)
    assert len(app.get("vega_lite_chart")) == 1
    assert "0 more" not in words(app)
    assert "Liverpool City Region and national government again: their first votes" in words(app)
    console = opened("console", lead=facilitator.secret)
    assert "5 answered, 4 placed all 3, 1 unfinished" in words(console)
    assert "Unfinished" in [metric.label for metric in console.metric]


def test_a_second_vote_on_conditions_says_on_board_and_phone_what_is_shown(
    facilitator: Facilitator,
) -> None:
    database, workshop = live_workshops.open_workshops(), facilitator.workshop
    position = POSITIONS[QuestionKind.CONDITIONS]
    facilitator.open(position)
    for number in range(5):
        votes.cast(database, workshop, phone(number), position, rate_conditions(25))
    facilitator.second_vote(position)
    for number in range(4):
        votes.cast(database, workshop, phone(number), position, rate_conditions(100))
    votes.cast(database, workshop, phone(4), position, rate_conditions(100)[:1])
    refresh()
    assert "Until 5 people have answered again, the screen keeps the first vote" in words(
        open_phone(facilitator)
    )
    facilitator.reveal(position)
    refresh()
    app = opened("board", room=facilitator.workshop.code)
    assert len(app.get("vega_lite_chart")) == 1
    assert "“Backbone support” again: their first votes are shown." in words(app)
    assert "“A common agenda”" not in words(app).split("Fewer than 5")[1]


def rate_conditions(step: int) -> list[Answer]:
    return [Answer(condition, up=step) for condition in CONDITIONS]


def test_the_phone_asks_the_poll_in_the_words_that_the_facilitator_gave_it(
    facilitator: Facilitator,
) -> None:
    position = POSITIONS[QuestionKind.POLL]
    facilitator.edit_question(position, QuestionDraft(QuestionKind.POLL, "Does it convince you?"))
    facilitator.open(position)
    refresh()
    shown = words(open_phone(facilitator))
    assert "Does it convince you?" in shown
    assert "How does the idea strike you?" not in shown


def test_a_phone_keeps_its_first_answers_in_a_second_vote_without_a_tap_on_the_square(
    facilitator: Facilitator,
) -> None:
    database, workshop = live_workshops.open_workshops(), facilitator.workshop
    spots = {tier: (10 * number, 20) for number, tier in enumerate(TIERS)}
    answers = [Answer(tier, across=spot[0], up=spot[1]) for tier, spot in spots.items()]
    votes.cast(database, workshop, ME, 0, answers)
    refresh()
    label = "Keep my first answer"
    assert label not in [button.label for button in open_phone(facilitator).button]
    facilitator.second_vote(0)
    refresh()
    app = open_phone(facilitator)
    press(app, label)
    assert "Where does Liverpool City Region stand?" in words(app)
    press(app, label)
    press(app, label)
    assert "Your picture" in words(app)
    assert read_second_vote(facilitator) == spots


def test_a_phone_keeps_all_of_its_first_answers_with_one_press(facilitator: Facilitator) -> None:
    database, workshop = live_workshops.open_workshops(), facilitator.workshop
    answers = [Answer(tier, across=30, up=70) for tier in TIERS]
    votes.cast(database, workshop, ME, 0, answers)
    facilitator.second_vote(0)
    refresh()
    app = open_phone(facilitator)
    press(app, "Keep all 3 of my first answers")
    assert "Your picture" in words(app)
    assert read_second_vote(facilitator) == dict.fromkeys(TIERS, (30, 70))


def open_phone(facilitator: Facilitator) -> AppTest:
    return opened("join", room=facilitator.workshop.code, me=ME)


def read_second_vote(facilitator: Facilitator) -> dict[str, tuple[int | None, int | None]]:
    return {
        ballot.item: (ballot.across, ballot.up)
        for ballot in facilitator.room().ballots
        if ballot.round == 2
    }


def test_an_open_question_stands_on_the_board_as_the_phones_show_it(
    facilitator: Facilitator,
) -> None:
    code = facilitator.workshop.code
    assert "Scan the code" in words(opened("board", room=code))
    votes.record_phone(live_workshops.open_workshops(), facilitator.workshop, phone(1))
    refresh()
    square = words(opened("board", room=code))
    assert "0 of 1 have answered" in square
    assert "Scan the code" not in square
    assert "The square on the phones" in square
    for kind, line in (
        (QuestionKind.POLL, ANSWERS[0]),
        (QuestionKind.MEASURES, "Each phone picks up to 5"),
        (QuestionKind.FIGURE, find_known_indicator(SLUGS[0])),
        (QuestionKind.CONDITIONS, "A common agenda"),
    ):
        facilitator.open(POSITIONS[kind])
        refresh()
        text = line if isinstance(line, str) else line.what_it_is if line else "missing"
        assert text in html.unescape(words(opened("board", room=code))), kind


def test_the_board_says_how_many_answers_are_missing(facilitator: Facilitator) -> None:
    for number in range(3):
        answer = Answer("local", across=number, up=number)
        votes.cast(
            live_workshops.open_workshops(), facilitator.workshop, phone(number), 0, [answer]
        )
    facilitator.reveal(0)
    refresh()
    app = opened("board", room=facilitator.workshop.code)
    assert not app.get("vega_lite_chart")
    assert "2 more people to go" in words(app)
    assert "Press *Open again*" not in words(opened("console", lead=facilitator.secret))
    facilitator.lock(0)
    refresh()
    board = words(opened("board", room=facilitator.workshop.code))
    assert "Locked until the facilitator opens it again" in board
    assert "no more answers" not in board
    console = words(opened("console", lead=facilitator.secret))
    assert "Press *Open again* to let more answer." in console


def test_the_board_invites_nobody_once_the_workshop_has_ended(facilitator: Facilitator) -> None:
    code = tokens.split_code(facilitator.workshop.code)
    app = opened("board", room=facilitator.workshop.code)
    assert code in words(app)
    assert "Join at" in words(app)
    facilitator.end()
    refresh()
    app.run()
    assert not app.exception
    assert "Join at" not in words(app)
    assert code not in words(app)
    assert "Scan the code" not in words(app)
    assert "The workshop has ended." in words(app)


def test_the_sheet_lists_the_measures_to_choose_from_by_topic_and_number(
    facilitator: Facilitator,
) -> None:
    room = facilitator.room()
    asked = room.workshop.questions[POSITIONS[QuestionKind.MEASURES]]
    ballot = room_paper.build_ballot(room)
    (question,) = [question for question in ballot.questions if question.listed]
    assert question.heading.endswith("Write up to 5 numbers from the list at the end.")
    listed = sorted(option for options in question.listed.values() for option in options)
    names = [name_indicator(slug) for slug in asked.options]
    assert listed == list(enumerate(names, start=1))
    where = room_results.build_result_origin(room, CONSOLE)
    with_list = voting_sheet(replace(ballot, questions=[question]), where)
    without = voting_sheet(replace(ballot, questions=[replace(question, listed={})]), where)
    assert with_list.count(b"/Type /Page\n") == without.count(b"/Type /Page\n") + 1 == 2


def test_only_the_question_in_hand_is_said_to_be_on_the_board(facilitator: Facilitator) -> None:
    place(live_workshops.open_workshops(), facilitator.workshop)
    facilitator.reveal(0)
    refresh()
    assert "unfinished, shown on the board" in words(opened("console", lead=facilitator.secret))
    facilitator.next()
    refresh()
    console = words(opened("console", lead=facilitator.secret))
    assert "unfinished, revealed" in console
    assert "shown on the board" not in console


def test_the_lens_shows_what_was_revealed_to_who_has_the_link(facilitator: Facilitator) -> None:
    place(live_workshops.open_workshops(), facilitator.workshop)
    token = tokens.derive_results_token(facilitator.secret)
    refresh()
    app = opened("quadrant", lens="room", results=token)
    assert "has revealed nothing yet" in words(app)
    facilitator.reveal(0)
    refresh()
    app = opened("quadrant", lens="room", results=token)
    shown = words(app)
    assert "What the room thinks: Seminar" in shown
    assert "Published figures for all its councils put it at" in shown
    assert len(app.get("vega_lite_chart")) == 1
    # The link's box is made when it is asked for.
    app.session_state[SHARE_MENU] = True
    assert f"results={token}" in app.run().code[0].value
    wrong = opened("quadrant", lens="room", results=secrets.token_urlsafe(32))
    assert "This results link opens no workshop" in words(wrong)
    assert not wrong.get("vega_lite_chart")


def test_the_essays_question_counts_in_the_workshop_one_came_from(facilitator: Facilitator) -> None:
    app = opened("quadrant", lens="idea", step="6", room=facilitator.workshop.code, me=ME)
    app.radio[0].set_value(ANSWERS[2]).run()
    assert "Your answer counts in the workshop “Seminar”" in words(app)
    assert [(one.position, one.choice) for one in facilitator.room().ballots] == [(2, 2)]
    app.radio[0].set_value(ANSWERS[0]).run()
    assert [one.choice for one in facilitator.room().ballots] == [0]
    facilitator.open(2)
    facilitator.lock(2)
    refresh()
    app.radio[0].set_value(ANSWERS[1]).run()
    assert "has been locked, so the answer was not taken" in words(app)
    assert [one.choice for one in facilitator.room().ballots] == [0]


def test_sheets_of_paper_are_typed_in_after_the_lock_and_counted_once(
    facilitator: Facilitator,
) -> None:
    facilitator.lock(0)
    typed = [
        {"local understanding": 80, "local leverage": 10, "middle understanding": None},
        {"national understanding": 0, "national leverage": 100},
        {},
    ]
    question = facilitator.room().workshop.questions[0]
    assert room_paper.list_sheet_answers(question, typed[0]) == [Answer("local", across=80, up=10)]
    assert room_paper.list_sheet_answers(question, typed[2]) == []
    with pytest.raises(NotAnAnswer, match="needs both numbers"):
        room_paper.list_sheet_answers(question, {"local understanding": 80})
    for _ in range(2):
        for number, sheet in enumerate(typed[:2], start=1):
            votes.cast(
                live_workshops.open_workshops(),
                facilitator.workshop,
                tokens.derive_paper_voter(facilitator.secret, number),
                0,
                room_paper.list_sheet_answers(question, sheet),
                paper=True,
            )
    assert facilitator.room().answered == {0: 2}
    poll, levers = (
        facilitator.room().workshop.questions[2],
        facilitator.room().workshop.questions[1],
    )
    assert room_paper.list_sheet_answers(poll, {"answer": ANSWERS[2]}) == [Answer(choice=2)]
    assert room_paper.list_sheet_answers(levers, {"money/local": 4.0}) == [
        Answer("money/local", up=100)
    ]


def test_the_console_saves_nothing_that_is_hidden(
    facilitator: Facilitator, monkeypatch: pytest.MonkeyPatch
) -> None:
    saved: list[tuple[Room, str]] = []
    monkeypatch.setattr(room_results, "save", lambda room, _page, *, key: saved.append((room, key)))
    place(live_workshops.open_workshops(), facilitator.workshop)
    refresh()
    app = opened("console", lead=facilitator.secret)
    assert "Nothing has been revealed yet." in words(app)
    assert saved == []
    facilitator.reveal(0)
    refresh()
    app = opened("console", lead=facilitator.secret)
    assert f"what has been revealed: 1 of {len(EVERY_KIND)} questions." in words(app)
    ((room, key),) = saved
    assert key == "console"
    assert [question.position for question in room.workshop.questions] == [0]


def test_the_handouts_of_a_room_are_a_picture_a_pdf_slides_and_a_sheet(
    facilitator: Facilitator,
) -> None:
    place(live_workshops.open_workshops(), facilitator.workshop)
    facilitator.reveal(0)
    room = rooms.load_room(live_workshops.open_workshops(), facilitator.workshop.id)
    where = room_results.build_result_origin(room, QUADRANT)
    picture = room_results.draw_result_picture(room, where)
    assert picture.startswith(b"\x89PNG")
    assert room_results.write_result_pdf(room, where).startswith(b"%PDF")
    assert room_results.write_result_slides(room, where).startswith(b"PK")
    facilitator.open(2)
    for number in range(5):
        answer = Answer(choice=number % 2)
        votes.cast(
            live_workshops.open_workshops(), facilitator.workshop, phone(number), 2, [answer]
        )
    facilitator.reveal(2)
    both = rooms.load_room(live_workshops.open_workshops(), facilitator.workshop.id)
    heights = [
        Image.open(BytesIO(drawn)).height
        for drawn in (picture, room_results.draw_result_picture(both, where))
    ]
    # A summary has every revealed question in it.
    assert heights[1] > heights[0] * 1.3
    every = voting_sheet(
        room_paper.build_ballot(room), room_results.build_result_origin(room, CONSOLE)
    )
    assert every.startswith(b"%PDF")
    assert every.count(b"/Type /Page\n") == 3
    ready_made = replace(
        room, workshop=replace(room.workshop, questions=room.workshop.questions[:4])
    )
    sheet = voting_sheet(
        room_paper.build_ballot(ready_made), room_results.build_result_origin(room, CONSOLE)
    )
    assert sheet.count(b"/Type /Page\n") == 1


def test_a_question_is_written_on_the_console_and_answered_on_a_phone(
    facilitator: Facilitator,
) -> None:
    app = opened("console", lead=facilitator.secret)
    app.session_state["console add"] = True
    app.run()
    next(box for box in app.text_input if box.label == "Question").set_value("What first?")
    next(box for box in app.text_area if "one a line" in box.label).set_value("Trams\n\n Parks ")
    app.button(key="questions add").click().run()
    question = facilitator.room().workshop.questions[-1]
    assert (question.prompt, question.options) == ("What first?", ("Trams", "Parks"))
    facilitator.open(question.position)
    refresh()
    phone_page = opened("join", room=facilitator.workshop.code, me=ME)
    next(button for button in phone_page.button if button.label == "Parks").click().run()
    assert [button.label for button in phone_page.button] == ["Trams", "✓ Parks"]
    assert facilitator.room().answered == {question.position: 1}


def test_questions_are_reordered_and_reworded_on_the_console(facilitator: Facilitator) -> None:
    app = opened("console", lead=facilitator.secret)
    app.session_state["console edit"] = True
    app.run()
    app.button(key="questions down 0").click().run()
    assert [question.position for question in facilitator.room().workshop.questions][:2] == [1, 0]
    app.text_input(key="edit 3 prompt").set_value("What else?").run()
    app.button(key="questions save 3").click().run()
    assert "What else?" in [question.prompt for question in facilitator.room().workshop.questions]
    app.button(key="questions remove 4").click().run()
    assert 4 not in [question.position for question in facilitator.room().workshop.questions]


def press(app: AppTest, label: str) -> AppTest:
    """Press a button by its words, which travel as Markdown."""
    pressed = next(button for button in app.button if button.label.replace("\\", "") == label)
    return pressed.click().run()


def open_on_phone(facilitator: Facilitator, kind: QuestionKind) -> AppTest:
    facilitator.open(POSITIONS[kind])
    refresh()
    return opened("join", room=facilitator.workshop.code, me=ME)


def test_a_ranking_is_kept_once_all_are_in_order(facilitator: Facilitator) -> None:
    app = open_on_phone(facilitator, QuestionKind.RANKING)
    press(app, "Buses")
    assert facilitator.room().answered == {}
    press(app, "Skills")
    ranked = sorted((ballot.choice, ballot.item) for ballot in facilitator.room().ballots)
    assert ranked == [(0, "1"), (1, "2"), (2, "0")]
    assert "✓ Saved" in words(app)


def test_five_measures_are_picked_by_topic_and_by_search_and_no_sixth(
    facilitator: Facilitator,
) -> None:
    app = open_on_phone(facilitator, QuestionKind.MEASURES)
    for slug in SLUGS[:5]:
        label = name_indicator(slug)
        app.text_input[0].set_value(label).run()
        press(app, label)
    assert "You have picked 5" in words(app)
    assert not app.text_input
    assert {ballot.item for ballot in facilitator.room().ballots} == {"0", "1", "2", "3", "4"}
    press(app, f"✓ {name_indicator(SLUGS[0])}")
    assert "1 more to pick" in words(app)
    assert len(facilitator.room().ballots) == 4


def test_a_tap_that_arrives_twice_picks_once(facilitator: Facilitator) -> None:
    open_on_phone(facilitator, QuestionKind.MEASURES)
    room = facilitator.room()
    question = room.workshop.questions[POSITIONS[QuestionKind.MEASURES]]
    for _ in range(2):
        keep_option(room, question, phone(1), "0", is_picked=True)
        assert [ballot.item for ballot in facilitator.room().ballots] == ["0"]
    for _ in range(2):
        keep_option(room, question, phone(1), "0", is_picked=False)
        assert not facilitator.room().ballots


def test_a_guess_is_sent_and_the_figure_comes_with_the_reveal(facilitator: Facilitator) -> None:
    position = POSITIONS[QuestionKind.FIGURE]
    app = open_on_phone(facilitator, QuestionKind.FIGURE)
    app.number_input[0].set_value(64.5)
    press(app, "Send")
    assert [ballot.figure for ballot in facilitator.room().ballots] == [64.5]
    for number in range(4):
        votes.cast(
            live_workshops.open_workshops(), facilitator.workshop, phone(number), position,
            [Answer(figure=60.0 + number)],
        )  # fmt: skip
    refresh()
    assert "Published" not in words(opened("board", room=facilitator.workshop.code))
    facilitator.reveal(position)
    refresh()
    board = opened("board", room=facilitator.workshop.code)
    assert "Locked: no more answers" in words(board)
    assert "5 people guessed from 60.0% to 64.5%" in words(board)
    assert "95% confidence interval" in words(board)


def test_the_most_chosen_measures_lead_to_their_scorecard(facilitator: Facilitator) -> None:
    position = POSITIONS[QuestionKind.MEASURES]
    facilitator.open(position)
    for number in range(5):
        votes.cast(
            live_workshops.open_workshops(), facilitator.workshop, phone(number), position,
            [Answer(str(item)) for item in range(number + 1)],
        )  # fmt: skip
    label = "Make the scorecard of the 5 most chosen"
    refresh()
    before = opened("console", lead=facilitator.secret)
    assert label not in [link.proto.label for link in before.get("link_button")]
    facilitator.reveal(position)
    refresh()
    app = opened("console", lead=facilitator.secret)
    (link,) = [link.proto for link in app.get("link_button") if link.proto.label == label]
    assert "pressing again makes a new one, without owners" in words(app)
    picks = f"{name_indicator(SLUGS[0])} (5), {name_indicator(SLUGS[1])} (4)"
    assert f"By how many people each was picked: {picks}" in words(app)
    asked = dict(parse_qsl(urlsplit(link.url).query))
    card_in_link = read_scorecard_link(asked["card"])
    assert [measure.indicator for measure in card_in_link.measures] == list(SLUGS[:5])
    # Noted in the link, so that it says later what is new since the room made it.
    assert card_in_link.measures[0].seen_period
    card = opened("scorecard", **asked)
    assert not card.exception
    assert "New since" not in words(card)
    for slug in SLUGS[:2]:
        assert name_indicator(slug) in words(card)


def test_a_review_is_read_in_words_and_what_is_no_day_stays_and_is_said() -> None:
    slug = "employment-rate"
    app = opened("scorecard", area="E08000012")
    app.session_state[f"scorecard {slug}"] = True
    app.run()
    app.text_input(key=f"review {slug}").set_value("05/03/2027").run()
    assert app.text_input(key=f"review {slug}").value == "5 March 2027"
    (measure,) = [
        measure
        for measure in read_scorecard_link("".join(app.query_params["card"])).measures
        if measure.indicator == slug
    ]
    assert measure.review == "2027-03-05"
    app.text_input(key=f"review {slug}").set_value("after Easter").run()
    assert app.text_input(key=f"review {slug}").value == "after Easter"
    assert "“after Easter” was not kept" in words(app)
    app.text_input(key=f"review {slug}").set_value("").run()
    assert "was not kept" not in words(app)
    assert not app.exception


def test_all_texts_are_let_through_and_the_list_is_switched_off(facilitator: Facilitator) -> None:
    facilitator.open(3)
    for number, text in enumerate(("Trust", "Shit buses", "Time")):
        votes.cast_text(
            live_workshops.open_workshops(), facilitator.workshop, phone(number), 3, text
        )
    refresh()
    app = opened("console", lead=facilitator.secret)
    assert "has a word of the list" in words(app)
    press(app, "Let all 2 through")
    states = {answer.text: answer.state for answer in facilitator.room().texts}
    assert states == {"Trust": "shown", "Shit buses": "hidden", "Time": "shown"}
    press(app, "Use no word list")
    press(app, "Let all 1 through")
    assert {answer.state for answer in facilitator.room().texts} == {"shown"}


def test_two_rooms_stand_side_by_side_by_both_results_links(facilitator: Facilitator) -> None:
    database = live_workshops.open_workshops()
    made = rooms.create(database, Plan("The ministry", "E47000004", EVERY_KIND[:1]))
    other = Facilitator(database, made.secret)
    other.open(0)
    for leading in (facilitator, other):
        place(database, leading.workshop)
    facilitator.reveal(0)
    links = [tokens.derive_results_token(leading.secret) for leading in (facilitator, other)]
    refresh()
    app = opened("quadrant", lens="room", results=".".join(links))
    assert "“B: The ministry” has not revealed its answers yet." in words(app)
    other.reveal(0)
    refresh()
    app = opened("quadrant", lens="room", results=".".join(links))
    assert "What the rooms think" in words(app)
    assert "The rooms put every tier in about the same place." in words(app)
    assert len(app.get("vega_lite_chart")) == 1
    wrong = opened("quadrant", lens="room", results=f"{links[0]}.{secrets.token_urlsafe(32)}")
    assert "This results link opens no workshop" in words(wrong)


def test_another_room_is_set_beside_by_pasting_its_link(facilitator: Facilitator) -> None:
    token = tokens.derive_results_token(facilitator.secret)
    app = opened("quadrant", lens="room", results=token)
    box = next(box for box in app.text_input if box.label == "Another results link")
    box.set_value("http://place.example/quadrant?lens=room&results=abc&area=E1")
    press(app, "Set it beside")
    assert app.query_params["results"] == f"{token}.abc"


def test_the_console_leads_to_two_rooms_side_by_side(facilitator: Facilitator) -> None:
    app = opened("console", lead=facilitator.secret)
    press(app, "Set them side by side")
    assert "Paste the results link of the other workshop first." in words(app)
    box = next(box for box in app.text_input if box.label == "Their results link")
    box.set_value("http://place.example/quadrant?lens=room&results=abc&area=E1")
    press(app, "Set them side by side")
    assert app.query_params["results"] == f"{tokens.derive_results_token(facilitator.secret)}.abc"
    assert app.query_params["lens"] == "room"
    assert "This results link opens no workshop" in words(app)
