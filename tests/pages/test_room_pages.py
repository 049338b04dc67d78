"""The pages of a workshop in Streamlit's own test runner: create, lead, join, look, hand out."""

from __future__ import annotations

import secrets
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from placelib.brief import voting_sheet
from placelib.idea import ANSWERS
from placelib.links import CONSOLE, QUADRANT
from placelib.ui import cached
from placelib.ui.rooms import find as room_find
from placelib.ui.rooms import paper as room_paper
from placelib.ui.rooms import results as room_results
from placelib.workshop import limits, rooms, tokens, votes
from placelib.workshop.errors import NotAnAnswer
from placelib.workshop.lead import Lead
from placelib.workshop.limits import Limits, Rate
from placelib.workshop.records import KINDS
from placelib.workshop.rooms import Plan
from placelib.workshop.votes import Answer
from tests.workshop.made_votes import phone, place

ROOT = Path(__file__).resolve().parents[2]
ME = "ab" * 16


def opened(page: str, **parameters: str) -> AppTest:
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=120)
    app.run()
    app.switch_page(f"pages/{page}.py")
    for name, value in parameters.items():
        app.query_params[name] = value
    return app.run()


def words(app: AppTest) -> str:
    shown = (*app.title, *app.header, *app.subheader, *app.markdown, *app.caption, *app.info)
    drawn = [str(one.proto.body) for one in app.get("html")]
    said = [one.value for one in (*shown, *app.warning, *app.error, *app.success)]
    return "\n".join([*said, *drawn]).replace("\\", "").replace("\u2060", "")


@pytest.fixture
def lead() -> Lead:
    """A workshop on Liverpool City Region that asks everything, its first question open."""
    plan = Plan("Seminar", "E47000004", tuple(KINDS), prompt="What would help?")
    made = rooms.create(cached.workshops(), plan)
    leading = Lead(cached.workshops(), made.secret)
    leading.open(0)
    return leading


def refresh() -> None:
    """Let a test see at once what it has just changed."""
    cached.forget_rooms()


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
    assert rooms.by_secret(cached.workshops(), secret).title == "Seminar on place"
    assert not any(secret in one.value for one in app.code if one.value != own)


def test_a_workshop_without_a_title_is_refused_with_a_sentence() -> None:
    app = opened("workshop")
    (button,) = [one for one in app.button if one.label == "Create the workshop"]
    button.click().run()
    assert "The title is empty" in words(app)


def test_the_console_opens_locks_reveals_and_goes_on(lead: Lead) -> None:
    app = opened("console", lead=lead.secret)
    app.button(key="console lock 0").click().run()
    assert lead.room().workshop.question.state == "locked"
    app.button(key="console reveal 0").click().run()
    assert lead.room().workshop.question.revealed
    app.button(key="console hide 0").click().run()
    app.button(key="console next").click().run()
    now = lead.room().workshop
    assert (now.current, now.questions[1].state) == (1, "open")
    assert not now.questions[0].revealed
    assert not app.exception
    assert not app.error


def test_the_console_resets_after_a_second_press_and_undoes(lead: Lead) -> None:
    place(cached.workshops(), lead.workshop)
    refresh()
    app = opened("console", lead=lead.secret)
    assert "5 answered" in words(app)
    app.button(key="console reset 0").click().run()
    assert lead.room().answered == {}
    app.button(key="console undo 0").click().run()
    assert lead.room().answered == {0: 5}


def test_the_console_lets_a_text_through_and_shows_it_escaped(lead: Lead) -> None:
    lead.open(3)
    for number in range(5):
        text = f"![x](http://example.org/{number}.png) **now**"
        votes.say(cached.workshops(), lead.workshop, phone(number), 3, text)
    refresh()
    app = opened("console", lead=lead.secret)
    assert all("](" not in one.value for one in app.markdown)
    first = lead.room().said[0]
    app.button(key=f"console Let through {first.voter}").click().run()
    assert [one.state for one in lead.room().said].count("shown") == 1
    lead.reveal(3)
    refresh()
    board = opened("board", room=lead.workshop.code)
    assert "![x](http://example.org/" in words(board)
    assert not any("](http" in one.value for one in board.markdown)


def test_a_wrong_facilitators_link_leads_nothing_and_repeats_no_secret(lead: Lead) -> None:
    wrong = lead.secret[:-1] + ("x" if lead.secret[-1] != "x" else "y")
    app = opened("console", lead=wrong)
    assert "This facilitator’s link opens no workshop" in words(app)
    assert wrong not in words(app)
    assert not [one for one in app.button if one.label in ("Open", "Lock")]


def test_deleting_asks_twice_and_deletes(lead: Lead) -> None:
    app = opened("console", lead=lead.secret)
    app.button(key="console delete").click().run()
    assert "opens no workshop" in words(opened("console", lead=lead.secret))


def test_the_ready_check_says_what_it_checked(lead: Lead) -> None:
    app = opened("console", lead=lead.secret)
    app.button(key="console ready").click().run()
    shown = words(app)
    for said in ("✓ Data version 2026-06-26-", "✓ The database can be written", "A test vote was"):
        assert said in shown
    assert lead.room().joined == 0


def test_a_phone_is_asked_for_the_code_and_a_wrong_one_is_a_sentence() -> None:
    app = opened("join")
    assert app.title[0].value == "Join a workshop"
    app.text_input[0].set_value("ZZZZZ9")
    app.button[0].click().run()
    assert "There is no workshop with the code “ZZZZZ9”" in words(app)
    wrong = opened("join", room="<b>x</b>", me=ME)
    assert "There is no workshop with the code" in words(wrong)


def test_a_phone_follows_the_questions_and_keeps_its_answers(lead: Lead) -> None:
    app = opened("join", room=lead.workshop.code, me=ME)
    assert "Where does the council stand?" in words(app)
    lead.open(2)
    refresh()
    app = opened("join", room=lead.workshop.code, me=ME)
    (button,) = [one for one in app.button if one.label == ANSWERS[1]]
    button.click().run()
    assert any(one.label == f"✓ {ANSWERS[1]}" for one in app.button)
    # Another connection of the same phone, as after a sleep, finds its answer.
    again = opened("join", room=lead.workshop.code, me=ME)
    assert any(one.label == f"✓ {ANSWERS[1]}" for one in again.button)
    assert lead.room().answered == {2: 1}
    assert lead.room().joined == 1


def test_levers_are_kept_one_by_one(lead: Lead) -> None:
    lead.open(1)
    refresh()
    app = opened("join", room=lead.workshop.code, me=ME)
    app.get("button_group")[0].set_value(75).run()
    cast = {one.item: one.up for one in lead.room().ballots}
    assert cast == {"money/local": 75}


def test_a_text_is_sent_and_too_long_a_one_is_never_kept(lead: Lead) -> None:
    lead.open(3)
    refresh()
    app = opened("join", room=lead.workshop.code, me=ME)
    app.text_area[0].set_value("More trust")
    app.button[0].click().run()
    assert [one.text for one in lead.room().said] == ["More trust"]
    app.text_area[0].set_value("x" * 281)
    app.button[0].click().run()
    assert [len(one.text) for one in lead.room().said] <= [280]


def test_an_answer_after_the_lock_is_refused_on_the_phone(
    lead: Lead, monkeypatch: pytest.MonkeyPatch
) -> None:
    lead.open(2)
    refresh()
    app = opened("join", room=lead.workshop.code, me=ME)
    lead.lock(2)
    # The phone has not seen the lock yet.
    seen = cached.room_now(lead.workshop.id)
    monkeypatch.setattr(cached, "room_now", lambda _: seen)
    monkeypatch.setattr(room_find, "by_code", lambda _: seen)
    refresh()
    (button,) = [one for one in app.button if one.label == ANSWERS[0]]
    button.click().run()
    assert "This question has been locked, so the answer was not taken" in words(app)
    assert lead.room().answered == {}


def test_the_end_is_said_on_the_phone(lead: Lead) -> None:
    lead.end()
    refresh()
    assert "The workshop has ended" in words(opened("join", room=lead.workshop.code, me=ME))


def test_too_many_wrong_codes_stop_a_connection(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "WRONG_CODES_HERE", Rate(2, 0.0, "wrong codes from this device"))
    fresh = Limits()
    monkeypatch.setattr(cached, "limits", lambda: fresh)
    app = opened("join")
    for _ in range(3):
        app.text_input[0].set_value("ZZZZZ9")
        app.button[0].click().run()
    assert "Too many wrong codes from this device" in words(app)


def test_a_stranger_who_guesses_codes_shuts_no_facilitator_out(
    lead: Lead, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(limits, "WRONG_CODES", Rate(0, 0.0, "wrong codes"))
    app = opened("console", lead=lead.secret)
    assert "Too many" not in words(app)
    assert lead.workshop.title in words(app)


def test_the_board_without_a_code_asks_for_one_and_promises_no_vote() -> None:
    app = opened("board")
    assert [one.label for one in app.button] == ["Show the board"]
    assert "answers are counted" not in words(app)


def test_the_board_shows_the_code_and_nothing_before_reveal(lead: Lead) -> None:
    place(cached.workshops(), lead.workshop)
    refresh()
    app = opened("board", room=lead.workshop.code)
    shown = words(app)
    assert tokens.code_in_two(lead.workshop.code) in shown
    assert "5 joined" in shown
    assert "Nothing is shown until reveal" in shown
    assert not app.get("vega_lite_chart")
    lead.reveal(0)
    refresh()
    app = opened("board", room=lead.workshop.code)
    assert len(app.get("vega_lite_chart")) == 1
    assert "5 people put Liverpool City Region at understanding 50 and leverage 30" in words(app)
    assert "Crosses: the median and the middle half of the answers" in words(app)


def test_the_board_says_how_many_answers_are_missing(lead: Lead) -> None:
    for number in range(3):
        answer = Answer("local", across=number, up=number)
        votes.cast(cached.workshops(), lead.workshop, phone(number), 0, [answer])
    lead.reveal(0)
    refresh()
    app = opened("board", room=lead.workshop.code)
    assert not app.get("vega_lite_chart")
    assert "2 more people to go" in words(app)


def test_the_lens_shows_what_was_revealed_to_who_has_the_link(lead: Lead) -> None:
    place(cached.workshops(), lead.workshop)
    token = tokens.results_token(lead.secret)
    refresh()
    app = opened("quadrant", lens="room", results=token)
    assert "has revealed nothing yet" in words(app)
    lead.reveal(0)
    refresh()
    app = opened("quadrant", lens="room", results=token)
    shown = words(app)
    assert "What the room thinks: Seminar" in shown
    assert "Published figures put it at" in shown
    assert len(app.get("vega_lite_chart")) == 1
    # The link's box is made when it is asked for.
    app.session_state["share link"] = True
    assert f"results={token}" in app.run().code[0].value
    wrong = opened("quadrant", lens="room", results=secrets.token_urlsafe(32))
    assert "This results link opens no workshop" in words(wrong)
    assert not wrong.get("vega_lite_chart")


def test_the_essays_question_counts_in_the_workshop_one_came_from(lead: Lead) -> None:
    app = opened("quadrant", lens="idea", step="6", room=lead.workshop.code, me=ME)
    app.radio[0].set_value(ANSWERS[2]).run()
    assert "Your answer counts in the workshop “Seminar”" in words(app)
    assert [(one.position, one.choice) for one in lead.room().ballots] == [(2, 2)]
    app.radio[0].set_value(ANSWERS[0]).run()
    assert [one.choice for one in lead.room().ballots] == [0]
    lead.open(2)
    lead.lock(2)
    refresh()
    app.radio[0].set_value(ANSWERS[1]).run()
    assert "has been locked, so the answer was not taken" in words(app)
    assert [one.choice for one in lead.room().ballots] == [0]


def test_sheets_of_paper_are_typed_in_after_the_lock_and_counted_once(lead: Lead) -> None:
    lead.lock(0)
    typed = [
        {"local understanding": 80, "local leverage": 10, "middle understanding": None},
        {"national understanding": 0, "national leverage": 100},
        {},
    ]
    question = lead.room().workshop.questions[0]
    assert room_paper.answers_of(question, typed[0]) == [Answer("local", across=80, up=10)]
    assert room_paper.answers_of(question, typed[2]) == []
    with pytest.raises(NotAnAnswer, match="needs both numbers"):
        room_paper.answers_of(question, {"local understanding": 80})
    for _ in range(2):
        for number, sheet in enumerate(typed[:2], start=1):
            votes.cast(
                cached.workshops(),
                lead.workshop,
                tokens.paper_voter(lead.secret, number),
                0,
                room_paper.answers_of(question, sheet),
                paper=True,
            )
    assert lead.room().answered == {0: 2}
    poll, levers = lead.room().workshop.questions[2], lead.room().workshop.questions[1]
    assert room_paper.answers_of(poll, {"answer": ANSWERS[2]}) == [Answer(choice=2)]
    assert room_paper.answers_of(levers, {"money/local": 4.0}) == [Answer("money/local", up=100)]


def test_the_handouts_of_a_room_are_a_picture_a_pdf_slides_and_a_sheet(lead: Lead) -> None:
    place(cached.workshops(), lead.workshop)
    lead.reveal(0)
    room = rooms.room(cached.workshops(), lead.workshop.id)
    where = room_results.origin(room, QUADRANT)
    assert room_results.as_picture(room, where).startswith(b"\x89PNG")
    assert room_results.as_pdf(room, where).startswith(b"%PDF")
    assert room_results.as_slides(room, where).startswith(b"PK")
    sheet = voting_sheet(room_paper.ballot(room), room_results.origin(room, CONSOLE))
    assert sheet.startswith(b"%PDF")
    assert sheet.count(b"/Type /Page\n") == 1
