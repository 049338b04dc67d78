"""A browser that is sent only what changed shows what it would show if it were sent everything."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from hashlib import md5

import pytest
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

from placelib.ui.browser_tree import NOTHING_TO_CLEAR, BrowserTree
from tests.measure.load.drawn_page import ContentStore, DrawnPage

Path = tuple[int, ...]


@dataclass
class Part:
    """A container of a page that is put together by hand, or by chance: what a run says of it."""

    name: str
    fragment: str = ""
    parts: list[Part | str] = field(default_factory=list)


def _seal(message: ForwardMsg, path: Path) -> ForwardMsg:
    message.hash = md5(message.SerializeToString(), usedforsecurity=False).hexdigest()
    message.metadata.delta_path[:] = path
    # Streamlit keeps what is long; here what a word makes so, and a part of what chance makes.
    message.metadata.cacheable = message.delta.new_element.text.body.startswith("long") or (
        message.delta.new_element.button.id.startswith("#9")
    )
    return message


def _begin(run: str, fragments: Iterable[str] = (), page: str = "page") -> ForwardMsg:
    message = ForwardMsg()
    message.new_session.page_script_hash = page
    message.metadata.run.script_run_id = run
    message.metadata.run.fragment_ids[:] = fragments
    return message


def _finish(run: str, fragments: Iterable[str] = (), *, early: bool = False) -> ForwardMsg:
    message = ForwardMsg()
    message.metadata.run.script_run_id = run
    message.metadata.run.fragment_ids[:] = fragments
    message.script_finished = (
        ForwardMsg.FINISHED_EARLY_FOR_RERUN
        if early
        else ForwardMsg.FINISHED_FRAGMENT_RUN_SUCCESSFULLY
        if fragments
        else ForwardMsg.FINISHED_SUCCESSFULLY
    )
    return message


def _element(words: str, path: Path, fragment: str = "") -> ForwardMsg:
    """A text, or for words that begin with # a button that they name, with a state: “#go:1”."""
    message = ForwardMsg()
    message.delta.fragment_id = fragment
    element = message.delta.new_element
    if words.startswith("#"):
        element.button.id, _, element.button.label = words.partition(":")
    else:
        element.text.body = words
    element.has_one_shot_effect = words.endswith("!")
    return _seal(message, path)


def _deltas(parts: Iterable[Part | str], path: Path = (0,), fragment: str = "") -> list[ForwardMsg]:
    messages = []
    for number, part in enumerate(parts):
        place = (*path, number)
        if isinstance(part, str):
            messages.append(_element(part, place, fragment))
            continue
        owner = part.fragment or fragment
        block = ForwardMsg()
        block.delta.fragment_id = owner
        block.delta.add_block.id = part.name
        if part.name.startswith("v"):
            block.delta.add_block.vertical.border = True
        messages += [_seal(block, place), *_deltas(part.parts, place, owner)]
    return messages


class Visit:
    """A browser that is sent everything, and one that is sent what is new; and what that was.

    The second names the contents that it keeps when it asks for a run, and is sent those by name.
    """

    def __init__(self) -> None:
        self.tree, self.whole, self.slim = BrowserTree(), DrawnPage(), DrawnPage()
        self.contents = ContentStore()
        self.sent: list[ForwardMsg] = []
        self._unheard: list[ForwardMsg] = []
        self._run = 0

    def run(
        self,
        deltas: list[ForwardMsg],
        fragments: tuple[str, ...] = (),
        *,
        page: str = "page",
        early: bool = False,
        is_late: bool = False,
    ) -> list[str]:
        """One run; the texts and names of what was sent of it.

        The browser that ``is_late`` takes it in only once it has asked for the next run.
        """
        self._run += 1
        name = f"run {self._run}"
        named = list(self.contents.messages)
        self._take_in()
        kept = self.tree.filter_contents(named)
        run = [_begin(name, fragments, page), *deltas, _finish(name, fragments, early=early)]
        for message in run:
            _show(self.whole, message)
        self.sent = self.take([_name_kept(message, kept) for message in run])
        self._unheard = [*self.sent]
        if not is_late:
            self._take_in()
        return [_say(message) for message in self.sent if message.metadata.delta_path]

    def take(self, messages: list[ForwardMsg]) -> list[ForwardMsg]:
        """What is to be sent for these messages."""
        return [new for message in messages for new in self.tree.select(message)]

    @property
    def cleared(self) -> list[str]:
        """The fragments that the end of the last run named."""
        return list(self.sent[-1].metadata.run.fragment_ids)

    def assert_same(self) -> None:
        """The two show the same and, once a run has finished, have put the same aside."""
        self._take_in()
        assert _draw(self.slim) == _draw(self.whole)
        if self.sent[-1].script_finished != ForwardMsg.FINISHED_EARLY_FOR_RERUN:
            assert self.slim.retained == self.whole.retained

    def _take_in(self) -> None:
        for message in self._unheard:
            _show(self.slim, message, self.contents)
        self._unheard = []


def _name_kept(message: ForwardMsg, kept: list[str]) -> ForwardMsg:
    """The message as the server sends it to a browser that keeps these contents."""
    copied = ForwardMsg()
    copied.CopyFrom(message)
    if message.metadata.cacheable and message.hash in kept:
        copied.ref_hash = message.hash
        copied.hash = ""
    return copied


def _show(page: DrawnPage, message: ForwardMsg, contents: ContentStore | None = None) -> None:
    match message.WhichOneof("type"):
        case "new_session":
            page.begin(message)
        case "script_finished":
            page.finish(message)
            if contents is not None:
                contents.finish(message)
        case _:
            path = tuple(message.metadata.delta_path)
            page.place(path, message if contents is None else contents.take(message))


def _draw(page: DrawnPage) -> list[tuple[Path, str]]:
    return sorted((path, node.content) for path, node in page.nodes.items())


def _say(message: ForwardMsg) -> str:
    if message.HasField("ref_hash"):
        return f"={message.ref_hash}"
    if message.delta.HasField("add_block"):
        return f"[{message.delta.add_block.id}]"
    element = message.delta.new_element
    return element.text.body or element.button.id


PAGE: list[Part | str] = [
    "title",
    Part("controls", "F", ["#choice:1", "label", Part("inner", "", ["text"])]),
    Part("box", "", ["note"]),
    "foot",
]


def _page(**changes: list[Part | str]) -> list[ForwardMsg]:
    return _deltas(
        Part(part.name, part.fragment, changes[part.name])
        if isinstance(part, Part) and part.name in changes
        else part
        for part in PAGE
    )


def test_the_first_run_is_sent_whole_and_the_same_again_not_at_all() -> None:
    visit = Visit()
    assert len(visit.run(_page())) == len(_page())
    assert visit.cleared == []
    assert visit.run(_page()) == []
    assert visit.cleared == [NOTHING_TO_CLEAR]
    visit.assert_same()


def test_a_change_sends_what_has_changed_alone() -> None:
    visit = Visit()
    visit.run(_page())
    assert visit.run(_page(box=["another note"])) == ["another note"]
    assert visit.run(_page(box=["another note", "one more"])) == ["one more"]
    visit.assert_same()


def test_where_an_element_goes_from_a_fragment_that_fragment_is_sent_again_and_cleared() -> None:
    visit = Visit()
    visit.run(_page())
    sent = visit.run(_page(controls=["#choice:1", "label"]))
    assert sent == ["[controls]", "#choice", "label"]
    assert visit.cleared == ["F"]
    visit.assert_same()


def test_where_an_element_goes_from_the_page_itself_all_is_sent_again() -> None:
    visit = Visit()
    visit.run(_page())
    assert len(visit.run(_deltas(PAGE[:-1]))) == len(_deltas(PAGE[:-1]))
    assert visit.cleared == []
    visit.assert_same()


def test_a_widget_in_the_place_of_another_is_cleared_away_with_its_part() -> None:
    visit = Visit()
    visit.run(_page())
    sent = visit.run(_page(controls=["#other:1", "label", Part("inner", "", ["text"])]))
    assert sent[0] == "#other"
    assert set(sent) == {"[controls]", "#other", "label", "[inner]", "text"}
    visit.assert_same()
    assert not visit.slim.retained


def test_a_run_of_a_fragment_sends_what_it_changes() -> None:
    visit = Visit()
    visit.run(_page())
    part = PAGE[1]
    assert isinstance(part, Part)
    changed = _page(controls=["#choice:2", "label", Part("inner", "", ["text"])])
    own = [message for message in changed if message.delta.fragment_id == "F"]
    assert visit.run(own, ("F",)) == ["#choice"]
    assert visit.cleared == [NOTHING_TO_CLEAR]
    visit.assert_same()
    fewer = [message for message in own if tuple(message.metadata.delta_path) < (0, 1, 2)]
    assert set(visit.run(fewer, ("F",))) == {"[controls]", "#choice", "label"}
    assert visit.cleared == ["F"]
    visit.assert_same()


def test_what_acts_whenever_it_is_sent_is_always_sent_whole_or_by_its_name() -> None:
    visit = Visit()
    (acting,) = [message for message in _page(box=["long, set again!"]) if _acts(message)]
    assert "long, set again!" in visit.run(_page(box=["long, set again!"]))
    for _ in range(3):
        assert visit.run(_page(box=["long, set again!"])) == [f"={acting.hash}"]
    visit.run(_page(), page="another")
    for _ in range(3):
        assert f"={acting.hash}" in visit.run(_page(box=["long, set again!"]), page="another")
    visit.assert_same()


def _acts(message: ForwardMsg) -> bool:
    return message.delta.new_element.has_one_shot_effect


def test_a_browser_that_keeps_many_contents_is_let_forget_them_by_a_whole_run() -> None:
    visit = Visit()

    def run(number: int) -> int:
        return len(visit.run(_page(box=[f"long {number}: {line}" for line in range(30)])))

    whole = run(0)
    counts = [run(number) for number in range(1, 40)]
    assert set(counts) == {30, whole}
    # Of 30 new contents a run, 300 are kept after ten; a whole run leaves those of the last two.
    assert [number for number, count in enumerate(counts) if count == whole] == [10, 20, 30]
    assert len(visit.contents.messages) <= 330
    visit.assert_same()


def test_what_a_browser_is_about_to_forget_is_sent_whole() -> None:
    visit = Visit()
    page = _page(box=["long words"])
    visit.run(page)
    for number in range(3):
        visit.run(_page(box=["long words", f"text {number}"]))
    # The end of this run is not heard yet by the browser, which asks for the page of before.
    visit.run(_page(), page="another", is_late=True)
    assert "long words" in visit.run(page)
    visit.assert_same()


def test_nothing_is_taken_for_kept_while_a_run_is_being_sent() -> None:
    visit = Visit()
    page = _page(box=["long words"])
    visit.run(page)
    (name,) = visit.contents.messages
    assert visit.tree.filter_contents([name, "another"]) == [name]
    visit.take([_begin("next"), *page])
    assert visit.tree.filter_contents([name]) == []
    visit.take([_finish("next")])
    assert visit.tree.filter_contents([name]) == [name]


def test_what_comes_without_a_hash_is_always_sent() -> None:
    visit = Visit()
    for _ in range(3):
        page = _page()
        page[-1].hash = ""
        assert "foot" in visit.run(page)


def test_a_widget_that_is_only_named_is_known_by_its_name() -> None:
    visit = Visit()
    visit.run(_page(box=["#91:1"]))
    visit.run(_page(), page="another")
    (named,) = [message for message in _page(box=["#91:1"]) if message.metadata.cacheable]
    assert f"={named.hash}" in visit.run(_page(box=["#91:1"]))
    # Another widget than before: the page itself is to be cleared of it, so all is sent.
    assert len(visit.run(_page(box=["#92:1"]))) == len(_page())
    visit.assert_same()
    assert not visit.slim.retained


def test_a_dialog_opens_again_and_a_passing_element_leaves_the_run_whole() -> None:
    visit = Visit()
    visit.run(_page())
    dialog = ForwardMsg()
    dialog.delta.add_block.dialog.title = "Words"
    _seal(dialog, (0, 4))
    assert len(visit.run([*_page(), dialog])) == len(_page()) + 1
    assert len(visit.run([*_page(), dialog])) == len(_page()) + 1
    spinner = ForwardMsg()
    spinner.delta.new_transient.elements.add().text.body = "wait"
    _seal(spinner, (0, 4))
    visit = Visit()
    visit.run(_page())
    messages = [_begin("y"), *_page(), spinner, _finish("y")]
    assert visit.take(messages) == messages
    assert len(visit.run(_page())) == len(_page())
    assert visit.run(_page()) == []


def test_another_page_and_a_failed_run_are_followed_by_a_whole_one() -> None:
    visit = Visit()
    visit.run(_page())
    assert len(visit.run(_page(), page="another")) == len(_page())
    assert visit.run(_page(), page="another") == []
    lost = ForwardMsg(script_finished=ForwardMsg.FINISHED_SUCCESSFULLY)
    visit.tree.select(lost)
    assert len(visit.run(_page(), page="another")) == len(_page())
    visit.assert_same()


def test_a_page_that_the_run_itself_finds_is_the_page_of_the_next_run() -> None:
    visit = Visit()
    found = ForwardMsg()
    found.navigation.page_script_hash = "page"
    visit.run(_page(), page="address")
    visit.take([found])
    visit.whole.page = visit.slim.page = "page"
    assert visit.run(_page()) == []
    visit.assert_same()
    lost = [
        _begin("lost"),
        *_page()[:3],
        ForwardMsg(page_not_found={}),
        *_page()[3:],
        _finish("lost"),
    ]
    assert [message.WhichOneof("type") for message in visit.take(lost)] == [
        "new_session", "page_not_found", "script_finished",
    ]  # fmt: skip
    assert list(lost[-1].metadata.run.fragment_ids) == [NOTHING_TO_CLEAR]
    assert len(visit.run(_page())) == len(_page())


def test_a_run_that_ends_early_leaves_what_it_has_sent_and_the_next_clears_it() -> None:
    visit = Visit()
    visit.run(_page())
    changed = _page(controls=["#other:1", "label"], box=["note", "more"])
    visit.run(changed[:4], early=True)
    visit.assert_same()
    visit.run(_page())
    visit.assert_same()
    assert not visit.slim.retained


@pytest.mark.parametrize("seed", range(60))
def test_pages_by_chance_look_the_same_after_any_runs(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311
    visit, parts, is_whole, page = Visit(), _invent(chance), False, "page"
    for _ in range(25):
        fragments = [part for part in _walk(parts) if part.fragment]
        kind = chance.random()
        if kind < 0.4 and fragments and is_whole:
            part = chance.choice(fragments)
            part.parts = _change(chance, part.parts, 2)
            visit.run(*_run_of(part.fragment, _deltas(parts)), page=page)
            visit.assert_same()
            continue
        if chance.random() < 0.7:
            parts = _change(chance, parts)
        deltas = _deltas(parts)
        is_whole = kind > 0.55
        is_late, page = chance.random() < 0.3, chance.choice((page, page, page, "page", "another"))
        if is_whole:
            visit.run(deltas, page=page, is_late=is_late)
        else:
            deltas = deltas[: chance.randrange(len(deltas) + 1)]
            visit.run(deltas, page=page, early=True, is_late=is_late)
        if not is_late:
            visit.assert_same()


def _walk(parts: list[Part | str]) -> Iterator[Part]:
    for part in parts:
        if isinstance(part, Part):
            yield part
            yield from _walk(part.parts)


def _run_of(fragment: str, deltas: list[ForwardMsg]) -> tuple[list[ForwardMsg], tuple[str, ...]]:
    """The messages of a fragment's own run, with those of what is nested in it."""
    roots = [
        tuple(message.metadata.delta_path)
        for message in deltas
        if message.delta.fragment_id == fragment and message.delta.HasField("add_block")
    ]
    root = min(roots, key=len)
    return [
        message for message in deltas if tuple(message.metadata.delta_path)[: len(root)] == root
    ], (fragment,)


def _invent(chance: random.Random, depth: int = 0) -> list[Part | str]:
    return [_invent_part(chance, depth, number) for number in range(chance.randrange(1, 5))]


def _invent_part(chance: random.Random, depth: int, number: int) -> Part | str:
    kind = chance.random()
    if depth < 3 and kind < 0.45:
        fragment = f"F{depth}{number}{chance.randrange(10**6)}" if chance.random() < 0.5 else ""
        name = f"{chance.choice('cv')}{chance.randrange(3)}"
        return Part(name, fragment, _invent(chance, depth + 1))
    if kind < 0.7:
        return f"#{chance.randrange(10**6)}:{chance.randrange(2)}"
    return f"{chance.choice(('text', 'long text'))} {chance.randrange(4)}"


def _change(chance: random.Random, parts: list[Part | str], depth: int = 0) -> list[Part | str]:
    changed: list[Part | str] = []
    for number, part in enumerate(parts):
        kind = chance.random()
        if kind < 0.08:
            continue
        if kind < 0.2:
            changed.append(_invent_part(chance, depth, number))
        elif isinstance(part, Part):
            changed.append(Part(part.name, part.fragment, _change(chance, part.parts, depth + 1)))
        elif part.startswith("#") and kind > 0.8:
            changed.append(f"{part.partition(':')[0]}:{chance.randrange(2)}")
        else:
            changed.append(part)
    if chance.random() < 0.15:
        changed.append(_invent_part(chance, depth, 9))
    return changed or ["text"]
