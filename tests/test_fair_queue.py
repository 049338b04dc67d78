"""Those who wait for a seat take turns by visitor, and large work leaves a seat for small."""

from __future__ import annotations

import pytest

from placelib import fair_queue
from placelib.fair_queue import FairQueue, Ticket


def is_seated(ticket: Ticket) -> bool:
    return ticket.wait(0)


def test_thirty_pieces_of_one_visitor_hold_another_up_for_one_of_them() -> None:
    queue = FairQueue(1)
    many = [queue.join("many") for _ in range(30)]
    guest = queue.join("guest")
    assert is_seated(many[0])
    assert guest.count_ahead() == 0
    assert many[1].count_ahead() == 1
    assert many[29].count_ahead() == 29
    many[0].leave()
    assert is_seated(guest)
    assert not is_seated(many[1])
    guest.leave()
    assert is_seated(many[1])


def test_equals_are_served_in_the_order_in_which_they_came() -> None:
    queue = FairQueue(1)
    tickets = [queue.join(f"visitor {number}") for number in range(5)]
    for ticket in tickets:
        with ticket:
            assert is_seated(ticket)


def test_a_group_has_so_many_seats_at_most_and_its_quiet_visitors_come_before_the_busy() -> None:
    queue = FairQueue(4, group_seats=2)
    assert is_seated(queue.join("guest", group="elsewhere"))
    busy = [queue.join(f"heavy {number}", group="machine") for number in range(6)]
    assert [is_seated(ticket) for ticket in busy] == [True, True, False, False, False, False]
    again = queue.join("heavy 0", group="machine")
    quiet = queue.join("quiet", group="machine")
    for ticket in busy:
        ticket.leave()
    assert is_seated(quiet)
    assert is_seated(again)


def test_a_group_alone_has_every_seat_until_somebody_else_comes() -> None:
    queue = FairQueue(3, group_seats=1)
    hall = [queue.join(f"phone {number}", group="hall") for number in range(5)]
    assert [is_seated(ticket) for ticket in hall] == [True, True, True, False, False]
    guest = queue.join("guest", group="elsewhere")
    hall[0].leave()
    assert is_seated(guest)
    hall[1].leave()
    assert not is_seated(hall[3])
    hall[2].leave()
    assert is_seated(hall[3])
    assert not is_seated(hall[4])


def test_those_without_a_group_share_all_seats() -> None:
    queue = FairQueue(3, group_seats=1)
    assert all(is_seated(queue.join(f"visit {number}")) for number in range(3))


def test_large_work_has_one_seat_and_small_work_passes_it() -> None:
    queue = FairQueue(2, large_seats=1)
    first, second = queue.join("a", is_large=True), queue.join("b", is_large=True)
    small = queue.join("c")
    assert is_seated(first)
    assert not is_seated(second)
    assert is_seated(small)
    first.leave()
    assert is_seated(second)


def test_a_ticket_that_leaves_while_it_waits_is_told_and_holds_nobody_up() -> None:
    queue = FairQueue(1)
    first, second, third = queue.join("a"), queue.join("b"), queue.join("c")
    second.leave()
    assert not second.wait(10)
    first.leave()
    first.leave()
    assert is_seated(third)


def test_a_seat_is_given_back_where_memory_runs_out_while_it_is_given(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    queue = FairQueue(1)

    def run_out(*_: object) -> None:
        raise MemoryError

    with monkeypatch.context() as patch:
        patch.setattr(fair_queue, "_note", run_out)
        with pytest.raises(MemoryError):
            queue.join("unlucky")
    assert queue.count() == 0
    assert is_seated(queue.join("next"))


def test_others_are_counted_without_ones_own_work_and_that_of_nobody() -> None:
    queue = FairQueue(1)
    mine = [queue.join("mine") for _ in range(2)]
    queue.join()
    assert is_seated(mine[0])
    assert queue.count_others("mine") == 0
    guest = queue.join("guest")
    assert queue.count_others("mine") == 1
    guest.leave()
    assert queue.count_others("mine") == 0
    assert queue.count_others("guest") == 2


def test_work_that_waits_for_something_else_gives_its_seat_to_others() -> None:
    queue = FairQueue(2)
    with queue.join("room") as room, queue.join("page") as page, queue.join("guest") as guest:
        assert is_seated(room)
        assert is_seated(page)
        with room.idle():
            assert not is_seated(guest)
            assert guest.wait(10)
            assert not is_seated(room)
        assert is_seated(page)
        # Whoever has a seat again after all would be one too many.
        assert not is_seated(room)


def test_work_that_waits_for_a_moment_only_keeps_its_seat(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    queue = FairQueue(1)
    with queue.join("room") as room, queue.join("guest") as guest:
        with room.idle():
            pass
        monkeypatch.setattr(fair_queue, "_IDLE_SECONDS", 0.01)
        assert not guest.wait(0.1)
        assert is_seated(room)
