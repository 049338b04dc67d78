"""What a facilitator does with a workshop: open, lock, reveal, go on, reset, end."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa

from placelib.workshop import clock, door, question_editing, reading, rooms
from placelib.workshop.database import Database
from placelib.workshop.door import Door
from placelib.workshop.errors import NotAllowed, WrongLink
from placelib.workshop.question_drafts import QuestionDraft
from placelib.workshop.question_editing import find_question
from placelib.workshop.records import GUESSED, QuestionKind, Room, Workshop
from placelib.workshop.tables import QUESTION, RESET, WORDS, WORKSHOP
from placelib.workshop.word_list import has_listed_word


class Facilitator:
    """What the facilitator may do. Every call checks the secret anew."""

    def __init__(self, database: Database, secret: str) -> None:
        """Take the secret of the facilitator's link. Raises WrongLink."""
        self._database = database
        self.secret = secret
        self.workshop = rooms.find_by_secret(database, secret)

    def open(self, position: int) -> None:
        """Take answers to a question and show it on the phones; any other open one is locked.

        What people guess is hidden again, so that nobody reads the answer off the board.
        """
        with self._database.writing() as connection:
            self._open(connection, position)

    def lock(self, position: int) -> None:
        """Take no more answers."""
        self._set(position, state="locked")

    def reveal(self, position: int) -> None:
        """Show the answers on the board, from five people on.

        A question that is guessed is locked too: the board shows its answer from now on.
        """
        with self._database.writing() as connection:
            question = find_question(self._lock_workshop(connection), position)
            values: dict[str, Any] = {"revealed": True}
            if question.kind in GUESSED and question.is_open:
                values["state"] = "locked"
            connection.execute(self._update(position).values(values))

    def hide(self, position: int) -> None:
        """Take the answers off the board again."""
        self._set(position, revealed=False)

    def next(self) -> None:
        """Lock this question and open the one after it. Raises NotAllowed after the last."""
        with self._database.writing() as connection:
            after = self._lock_workshop(connection).next_question
            if after is None:
                raise NotAllowed("This is the last question. End the workshop, or go back to one.")
            self._open(connection, after.position)

    def second_vote(self, position: int) -> None:
        """Open the question for a second round; the first answers stay.

        Raises:
            NotAllowed: when it is free text, or is in its second round.
        """
        with self._database.writing() as connection:
            self._open_again(connection, position)

    def _open_again(self, connection: sa.Connection, position: int) -> None:
        question = find_question(self._lock_workshop(connection), position)
        if question.kind is QuestionKind.WORDS:
            raise NotAllowed(
                "A question in words has no second vote: people can change their text."
            )
        if question.round == 2:
            raise NotAllowed(
                "This question is in its second vote already. Reset it to start again."
            )
        self._open(connection, position, round=2, revealed=False)

    def reset(self, position: int) -> None:
        """Set all answers to a question aside and start it again; ``undo`` brings them back."""
        with self._database.writing() as connection:
            question = find_question(self._lock_workshop(connection), position)
            highest = connection.execute(
                sa.select(sa.func.max(RESET.c.to_epoch)).where(*self._reset_of(position))
            ).scalar()
            to = max(highest or 0, question.epoch) + 1
            connection.execute(
                sa.insert(RESET).values(
                    workshop_id=self.workshop.id,
                    position=position,
                    from_epoch=question.epoch,
                    to_epoch=to,
                    from_round=question.round,
                    reset_at=clock.now(),
                )
            )
            start = {"epoch": to, "round": 1, "revealed": False}
            connection.execute(self._update(position).values(start))

    def undo(self, position: int) -> None:
        """Bring back what the last reset set aside; answers given since are set aside instead.

        Raises:
            NotAllowed: when there is no reset to undo.
        """
        with self._database.writing() as connection:
            self._lock_workshop(connection)
            last = connection.execute(
                sa.select(RESET)
                .where(*self._reset_of(position), RESET.c.undone_at.is_(None))
                .order_by(RESET.c.id.desc())
            ).first()
            if last is None:
                raise NotAllowed("There is no reset to undo here.")
            back = {"epoch": last.from_epoch, "round": last.from_round, "revealed": False}
            connection.execute(self._update(position).values(back))
            done = sa.update(RESET).where(RESET.c.id == last.id)
            connection.execute(done.values(undone_at=clock.now()))

    def can_undo(self, position: int) -> bool:
        """True when there is a reset that was not undone."""
        with self._database.reading() as connection:
            counted = sa.select(sa.func.count()).where(
                *self._reset_of(position), RESET.c.undone_at.is_(None)
            )
            return bool(connection.execute(counted).scalar_one())

    def judge(self, position: int, voter: str, *, let_through: bool) -> None:
        """Let a free text through to the board, or remove it."""
        with self._database.writing() as connection:
            question = find_question(self._lock_workshop(connection), position)
            of_question = self._texts_of(position, question.epoch)
            update = sa.update(WORDS).where(*of_question, WORDS.c.voter == voter)
            connection.execute(update.values(state="shown" if let_through else "removed"))

    def let_all_through(self, position: int) -> int:
        """Let every text through that waits, and say how many.

        While the workshop uses the list of words, a text with one of them goes on waiting.
        """
        with self._database.writing() as connection:
            workshop = self._lock_workshop(connection)
            of_question = self._texts_of(position, find_question(workshop, position).epoch)
            waiting = sa.select(WORDS.c.voter, WORDS.c.text).where(
                *of_question, WORDS.c.state == "hidden"
            )
            voters = [
                row.voter
                for row in connection.execute(waiting)
                if not (workshop.uses_word_list and has_listed_word(row.text))
            ]
            update = sa.update(WORDS).where(*of_question, WORDS.c.voter.in_(voters))
            connection.execute(update.values(state="shown"))
        return len(voters)

    def set_word_list(self, *, is_used: bool) -> None:
        """Hold texts with a listed word back when all are let through, or do not."""
        with self._database.writing() as connection:
            self._lock_workshop(connection)
            update = sa.update(WORKSHOP).where(WORKSHOP.c.id == self.workshop.id)
            connection.execute(update.values(uses_word_list=is_used))

    def add_question(self, draft: QuestionDraft) -> None:
        """Put a question at the end. Raises NotAnAnswer and NotAllowed."""
        with self._database.writing() as connection:
            question_editing.add_question(connection, self._lock_workshop(connection), draft)

    def edit_question(self, position: int, draft: QuestionDraft) -> None:
        """Change a question’s words, and its choices before it is opened.

        Raises NotAnAnswer and NotAllowed.
        """
        with self._database.writing() as connection:
            workshop = self._lock_workshop(connection)
            question_editing.edit_question(connection, workshop, position, draft)

    def move_question(self, position: int, *, up: bool) -> None:
        """Let a question change places with its neighbour. Raises NotAllowed when it is gone."""
        with self._database.writing() as connection:
            question_editing.move_question(
                connection, self._lock_workshop(connection), position, up=up
            )

    def remove_question(self, position: int) -> None:
        """Take out a question that was never opened. Raises NotAllowed."""
        with self._database.writing() as connection:
            question_editing.remove_question(connection, self._lock_workshop(connection), position)

    def end(self) -> None:
        """Lock everything for good; the results stay until the workshop is deleted."""
        with self._database.writing() as connection:
            self._lock_workshop(connection)
            is_of_workshop = QUESTION.c.workshop_id == self.workshop.id
            connection.execute(sa.update(QUESTION).where(is_of_workshop).values(state="locked"))
            ending = sa.update(WORKSHOP).where(WORKSHOP.c.id == self.workshop.id)
            connection.execute(ending.values(ended_at=clock.now()))

    def delete(self) -> None:
        """Delete the workshop with everything in it, at once and for good."""
        with self._database.writing() as connection:
            self._lock_workshop(connection)
            connection.execute(sa.delete(WORKSHOP).where(WORKSHOP.c.id == self.workshop.id))
        self._database.forget_deleted()

    def read_door(self) -> Door:
        """Whether the door is open, and how those inside came."""
        with self._database.reading() as connection:
            return door.read_door(connection, self._find_workshop().id)

    def set_door(self, *, is_closed: bool) -> None:
        """Let new phones in, or none; whoever is inside stays."""
        with self._database.writing() as connection:
            door.set_door(connection, self._lock_workshop(connection).id, is_closed=is_closed)

    def remove_phones(self, *, since: int | None = None, network: str | None = None) -> int:
        """Take out phones that joined since a moment or are of one network; how many."""
        with self._database.writing() as connection:
            workshop = self._lock_workshop(connection)
            return door.remove_phones(connection, workshop.id, since=since, network=network)

    def let_back(self) -> int:
        """Let every phone that was taken out back in, with its answers; how many."""
        with self._database.writing() as connection:
            return door.let_back(connection, self._lock_workshop(connection).id)

    def room(self) -> Room:
        """The workshop as it is now with every answer."""
        return rooms.load_room(self._database, self._find_workshop().id, all_=True)

    def _find_workshop(self) -> Workshop:
        return rooms.find_by_secret(self._database, self.secret)

    def _lock_workshop(self, connection: sa.Connection) -> Workshop:
        """The workshop as it is inside the transaction. Raises WrongLink when it is gone."""
        workshops = reading.read_workshops(
            connection, WORKSHOP.c.id == self.workshop.id, hold="alone"
        )
        if not workshops:
            raise WrongLink("facilitator’s link")
        return workshops[0]

    def _open(self, connection: sa.Connection, position: int, **values: Any) -> None:
        """Open one question, lock any other open one, and put it on the phones."""
        workshop = self._lock_workshop(connection)
        if find_question(workshop, position).kind in GUESSED:
            values["revealed"] = False
        if workshop.is_over(clock.now()):
            raise NotAllowed(
                "The workshop is over, so nothing can be opened. Create a new one to go on."
            )
        others = sa.update(QUESTION).where(
            QUESTION.c.workshop_id == workshop.id,
            QUESTION.c.position != position,
            QUESTION.c.state == "open",
        )
        connection.execute(others.values(state="locked"))
        connection.execute(self._update(position).values(state="open", **values))
        update = sa.update(WORKSHOP).where(WORKSHOP.c.id == workshop.id)
        connection.execute(update.values(current=position))

    def _set(self, position: int, **values: Any) -> None:
        with self._database.writing() as connection:
            self._lock_workshop(connection)
            connection.execute(self._update(position).values(**values))

    def _update(self, position: int) -> sa.Update:
        return sa.update(QUESTION).where(
            QUESTION.c.workshop_id == self.workshop.id, QUESTION.c.position == position
        )

    def _texts_of(self, position: int, epoch: int) -> tuple[sa.ColumnElement[bool], ...]:
        return (
            WORDS.c.workshop_id == self.workshop.id,
            WORDS.c.position == position,
            WORDS.c.epoch == epoch,
        )

    def _reset_of(self, position: int) -> tuple[sa.ColumnElement[bool], ...]:
        return RESET.c.workshop_id == self.workshop.id, RESET.c.position == position
