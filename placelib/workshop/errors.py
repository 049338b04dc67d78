"""What can go wrong in a workshop, each as a sentence that says what to do next."""

from __future__ import annotations

from placelib.errors import PlaceError, clip


class UnknownRoom(PlaceError):
    """No workshop has this join code."""

    def __init__(self, text: str) -> None:
        """Repeat the code that was given, cut short in case it is hostile."""
        super().__init__(
            f"There is no workshop with the code “{clip(text, 12)}”. A code has six letters and "
            "digits, as shown on the screen in the room. Check it and type it again."
        )


class WrongLink(PlaceError):
    """A facilitator's or a results link opens nothing."""

    def __init__(self, what: str) -> None:
        """Say which kind of link it is, and never repeat its secret."""
        super().__init__(
            f"This {what} opens no workshop: part of it may be missing, or the workshop was "
            "deleted. Copy the whole link again from where you kept it."
        )


class NotOpen(PlaceError):
    """An answer came when the question was not open."""

    def __init__(self, why: str) -> None:
        """Say why it is not open, such as “has been locked”."""
        super().__init__(
            f"This question {why}, so the answer was not taken. What you answered before is kept."
        )


class NotAnAnswer(PlaceError):
    """What was sent does not answer the question."""


class NotAllowed(PlaceError):
    """The workshop is not in a state for what the facilitator asked."""


class TooFast(PlaceError):
    """More was sent in a short time than people can send."""

    def __init__(self, what: str) -> None:
        """Say what came too fast, such as “answers from this phone”."""
        super().__init__(
            f"Too many {what} in a short time. Wait a few seconds, then try again; "
            "nothing that was saved is lost."
        )


class RoomFull(PlaceError):
    """The workshop has as many people as it can take."""

    def __init__(self, most: int) -> None:
        """Say how many it takes."""
        super().__init__(
            f"This workshop is full: it takes {most:,} phones. Share a phone with a neighbour, or "
            "give the facilitator your answer on paper."
        )


class DoorClosed(PlaceError):
    """The facilitator lets no new phones in, or has taken this one out."""

    def __init__(self, *, was_removed: bool) -> None:
        """Say which of the two, and whom to ask."""
        super().__init__(
            "This phone was taken out of the workshop, so its answers do not count. If you are in "
            "the room, tell the facilitator, who can let phones back in."
            if was_removed
            else "The facilitator lets no more phones in just now. If you are in the room, ask for "
            "the door to be opened, then reload this page."
        )


class NoWorkshops(PlaceError):
    """The database of workshops cannot be used now; nothing that was saved is lost."""

    def __init__(self, why: str, remedy: str) -> None:
        """Say what is wrong with it and what whoever runs the app can do."""
        self.why, self.remedy = why, remedy
        super().__init__(
            f"The answer was not saved: the database of workshops {why}. What was saved before is "
            f"kept. {remedy}"
        )


class DamagedWorkshops(PlaceError):
    """The database of workshops was damaged and has been put aside."""

    def __init__(self, name: str) -> None:
        """Name the file (not its folder) that the damaged database is kept in."""
        super().__init__(
            f"The database of workshops was damaged. It has been put aside as {name}, and an empty "
            "one is in its place: workshops made before cannot be opened until whoever runs the "
            "app restores it. New workshops can be made now."
        )
