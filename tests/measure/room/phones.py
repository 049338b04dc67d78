"""A room full of phones and one board, each a real session of the app, as a workshop has them."""

from __future__ import annotations

import asyncio
import json
import random
import re
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

from streamlit.proto.WidgetStates_pb2 import WidgetState

from placelib.markdown import plain_markdown
from placelib.views.workshop_options import name_indicator
from placelib.workshop.question_drafts import QuestionDraft
from placelib.workshop.records import TIERS, QuestionKind
from tests.measure.load.session import Tab, connected
from tests.measure.topology import COOKIE
from tests.workshop.made_votes import SLUGS

SQUARE = "tap_square"
OPTIONS = ("Homes", "Buses", "Skills", "Health")
# The questions that rooms of other kinds are asked.
MADE = {
    QuestionKind.CHOICE: QuestionDraft(QuestionKind.CHOICE, "Where first?", OPTIONS),
    QuestionKind.RANKING: QuestionDraft(QuestionKind.RANKING, "In which order?", OPTIONS),
    QuestionKind.MEASURES: QuestionDraft(QuestionKind.MEASURES, options=SLUGS),
    QuestionKind.FIGURE: QuestionDraft(
        QuestionKind.FIGURE, "Guess the rate", ("employment-rate", "0.0", "100.0")
    ),
}
# A phone looks this often whether the facilitator went on, and the board whether votes came.
PHONE_LOOKS, BOARD_LOOKS = 2.0, 1.0
# “80 joined 50 answered”, and never the 80 of “50 of 80 have answered”.
_ANSWERED = re.compile(r"(\d+) answered")
_TAGS = re.compile(r"<[^>]+>")


@dataclass(frozen=True)
class Phone:
    """One phone: its identifier, the app it talks to, and where it will place each tier."""

    voter: str
    url: str
    places: tuple[tuple[int, int], ...]


@dataclass
class Record:
    """What happened in a room, in seconds of one clock."""

    first_sent: list[float] = field(default_factory=list)
    answers: list[float] = field(default_factory=list)
    seen: list[tuple[float, int]] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    def to_screen(self) -> list[float]:
        """For each phone's first vote, the seconds until the board counted it.

        Votes are matched to the board's count in the order in which they were sent.
        """
        found = []
        for place, sent in enumerate(sorted(self.first_sent), start=1):
            shown = next((at for at, count in self.seen if count >= place and at >= sent), None)
            found.append(float("inf") if shown is None else shown - sent)
        return found


def phones(number: int, url: str, seed: int) -> list[Phone]:
    """So many phones of one app, with places that a seed decides."""
    chance = random.Random(seed)  # noqa: S311
    return [
        Phone(
            voter=f"{chance.getrandbits(128):032x}",
            url=url,
            places=tuple((chance.randrange(101), chance.randrange(101)) for _ in TIERS),
        )
        for _ in range(number)
    ]


def cookie_of(phone: Phone) -> dict[str, str]:
    """The cookie that leads a phone back to its process."""
    return {"Cookie": f"{COOKIE}={phone.voter}"}


async def vote(
    phone: Phone, code: str, start: float, record: Record, source: str = "127.0.0.1"
) -> None:
    """Join at a moment, place the three tiers with pauses between, and stay a little.

    ``source`` is the address that the phone comes from, any of 127.0.0.0/8.
    """
    chance = random.Random(phone.voter)  # noqa: S311
    await asyncio.sleep(start)
    try:
        async with connected(phone.url, headers=cookie_of(phone), source=source) as tab:
            await tab.open("join", room=code, me=phone.voter)
            for step, place in enumerate(phone.places):
                await _look_for(tab, chance.uniform(1, 4))
                sent = time.perf_counter()
                answer = await tap(tab, place)
                record.answers.append(answer)
                if step == 0:
                    record.first_sent.append(sent)
                if not any("Saved" in said for said in tab.texts()):
                    record.failures.append(f"A vote was not taken: {tab.texts()[-3:]}")
                    return
                await press_next(tab)
            await _look_for(tab, 4)
    except (AssertionError, OSError, TimeoutError) as problem:
        record.failures.append(f"{type(problem).__name__}: {problem}")


Sent = tuple[str, int | None, float | None]


def list_sent(phone: Phone, kind: QuestionKind) -> list[Sent]:
    """What a phone ends with at a question of MADE: item, choice and figure of each answer."""
    start = phone.places[0][0]
    if kind is QuestionKind.CHOICE:
        return [("", start % len(OPTIONS), None)]
    if kind is QuestionKind.RANKING:
        order = [(start + step) % len(OPTIONS) for step in range(len(OPTIONS))]
        return [(str(item), rank, None) for rank, item in enumerate(order)]
    if kind is QuestionKind.MEASURES:
        return [(str((start + step) % len(SLUGS)), None, None) for step in range(3)]
    return [("", None, float(start))]


async def answer(phone: Phone, kind: QuestionKind, code: str, start: float, record: Record) -> None:
    """Join at a moment, answer a question of MADE press by press, and stay a little."""
    chance = random.Random(phone.voter)  # noqa: S311
    await asyncio.sleep(start)
    try:
        async with connected(phone.url, headers=cookie_of(phone)) as tab:
            await tab.open("join", room=code, me=phone.voter)
            for step, (item, choice, figure) in enumerate(list_sent(phone, kind)):
                await _look_for(tab, chance.uniform(1, 4))
                sent = time.perf_counter()
                if kind is QuestionKind.FIGURE:
                    await tab.set_number("Your guess in %", figure or 0.0)
                    record.answers.append((await tab.press("Send")).seconds)
                elif kind is QuestionKind.MEASURES:
                    label = name_indicator(SLUGS[int(item)])
                    await tab.type("Search", label)
                    sent = time.perf_counter()
                    # A label travels as Markdown.
                    record.answers.append((await tab.press(plain_markdown(label))).seconds)
                elif kind is QuestionKind.CHOICE:
                    record.answers.append((await tab.press(OPTIONS[choice or 0])).seconds)
                elif step + 1 < len(OPTIONS):
                    # The last of a ranking takes its place by itself, with the tap before it.
                    record.answers.append((await tab.press(OPTIONS[int(item)])).seconds)
                is_first = step == (len(OPTIONS) - 2 if kind is QuestionKind.RANKING else 0)
                if is_first:
                    record.first_sent.append(sent)
            if not any("Saved" in said for said in tab.texts()):
                record.failures.append(f"{kind}: not taken: {tab.texts()[-3:]}")
            await _look_for(tab, 4)
    except (AssertionError, OSError, TimeoutError) as problem:
        record.failures.append(f"{type(problem).__name__}: {problem}")


async def watch(url: str, code: str, until: asyncio.Event, record: Record) -> None:
    """A board that looks once a second until told to stop, and notes how many have answered."""
    async with connected(url) as tab:
        await tab.open("board", room=code)
        while not until.is_set():
            await asyncio.sleep(BOARD_LOOKS)
            await tab.refresh()
            record.seen.append((time.perf_counter(), answered(tab)))


def answered(tab: Tab) -> int:
    """The number of people that the board says have answered."""
    return read_answered(tab.texts())


def read_answered(texts: Sequence[str]) -> int:
    """The number of people who have answered, in the texts of a board; 0 where none says it."""
    plain = " ".join(" ".join(_TAGS.sub(" ", text) for text in texts).split())
    return max(map(int, _ANSWERED.findall(plain)), default=0)


async def tap(tab: Tab, place: tuple[int, int]) -> float:
    """Tap the square; the seconds until the phone has its answer."""
    square = tab.component(SQUARE)
    state = WidgetState(id=square, json_value=json.dumps({"place": list(place)}))
    return (await tab.send(state)).seconds


async def press_next(tab: Tab) -> None:
    """Go on to the next tier."""
    label = next(one for one in tab.labels() if one.startswith("Next"))
    await tab.press(label)


async def _look_for(tab: Tab, seconds: float) -> None:
    """Wait, looking as often as a phone looks."""
    until = time.perf_counter() + seconds
    while (left := until - time.perf_counter()) > 0:
        await asyncio.sleep(min(PHONE_LOOKS, left))
        if left > PHONE_LOOKS:
            await tab.refresh()
