"""What a message costs is said for each kind, beside Streamlit as it comes."""

from __future__ import annotations

import asyncio

from tests.measure.bench import message_kinds
from tests.measure.bench.message_kinds import KindCost, write_kind_table
from tests.measure.bench.message_kinds_app import KINDS
from tests.measure.load.session import connected


def test_a_row_has_both_costs_and_the_share_of_a_run_of_nothing() -> None:
    costs = {"nothing": KindCost(2.0, 1.5), "chart": KindCost(0.8, 0.3)}
    assert write_kind_table(costs)[2:] == [
        "| nothing | 2.000 ms | 1.500 ms | 1.00 |",
        "| chart | 0.800 ms | 0.300 ms | 0.20 |",
    ]


def test_every_element_of_every_kind_is_one_message_and_none_when_nothing_changes() -> None:
    async def count_messages() -> dict[str, tuple[int, int]]:
        counts = {}
        with message_kinds._serving(is_plain=False) as server:  # noqa: SLF001
            for kind in KINDS:
                async with connected(server.url) as tab:
                    await tab.open("")
                    empty = (await tab.rerun()).messages
                    first = (await tab.open("", kind=kind, count="7")).messages - empty
                    counts[kind] = (first, (await tab.rerun()).messages - empty)
        return counts

    counts = asyncio.run(count_messages())
    # A button for a file has another address in every run, so it is sent.
    assert counts == {kind: (7, 7 if kind == "download" else 0) for kind in KINDS}
