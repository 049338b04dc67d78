"""Tables put together at random from the parts that publishers use, each with its known answer."""

from __future__ import annotations

import random
from dataclasses import dataclass

import pytest

from tests.uploads import made_files as made
from tests.uploads.conftest import Understand
from tests.uploads.made_files import COUNCILS

# As written, and as the reader writes it.
PERIODS = (
    (("2019", "2020"), ("2019", "2020")),
    (("2019-20", "2020-21"), ("2019/20", "2020/21")),
    (("FY2019-20", "FY2020-21"), ("2019/20", "2020/21")),
    (("2019 - 21", "2020 - 22"), ("2019 to 2021", "2020 to 2022")),
    (("Mar 2019", "Mar 2020"), ("2019-03", "2020-03")),
    (("2019 Q2", "2020 Q2"), ("2019 Q2", "2020 Q2")),
    (("31 March 2019", "31 March 2020"), ("2019-03-31", "2020-03-31")),
)
MEASURES = ("Births", "Vehicles", "Households")
TITLES = ["Table 4: Figures by local authority"], ["This sheet has one table."], ["Source: us"]
BELOW = [["Source: a department"], ["1. Figures are rounded"]]
Spot = tuple[str, str, float | None]


@dataclass(frozen=True)
class Made:
    """A file with where its table stands and what its cells say, by row and column from 1."""

    data: bytes
    header: tuple[int, ...]
    first: int
    last: int
    cells: dict[tuple[int, int], Spot]


def figure(chance: random.Random, style: str) -> tuple[str, float | None]:
    number = chance.randrange(1000, 9999)
    if chance.random() < 0.05:
        return chance.choice(("..", "[c]", "x", ":", "*")), None
    written = {"plain": f"{number}", "thousands": f"{number:,}", "pounds": f"£{number:,}"}
    return written.get(style, f"{number / 100:.1f}%"), (
        float(number) if style in written else round(number / 100, 1)
    )


def table(chance: random.Random) -> Made:
    """One table: what says where, how periods are laid out, what stands above and below."""
    texts, labels = chance.choice(PERIODS)
    at = chance.choice((("Area code",), ("Council",), ("Code", "Area"), ("Authority", "LAD23CD")))
    style = chance.choice(("plain", "thousands", "pounds", "percent"))
    layout = chance.choice(("long", "wide", "years over measures", "measures over years"))
    keys = [
        [code if "ode" in part or "CD" in part else name for part in at] for code, name in COUNCILS
    ]
    body: list[tuple[list[str], list[tuple[str, int, str]]]] = []
    if layout == "long":
        header = [[*at, "Period", "Value"]]
        for text, label in zip(texts, labels, strict=True):
            body += [([*key, text], [(label, n, "")]) for n, key in enumerate(keys)]
    elif layout == "wide":
        header = [[*at, *texts]]
        body = [(key, [(label, n, "") for label in labels]) for n, key in enumerate(keys)]
    else:
        years_first = layout == "years over measures"
        outer, inner = (texts, MEASURES) if years_first else (MEASURES, texts)
        top = [cell for one in outer for cell in (one, *[""] * (len(inner) - 1))]
        header = [[*[""] * len(at), *top], [*at, *(list(inner) * len(outer))]]
        told = [
            (one, other) if years_first else (other, one)
            for one in (labels if years_first else MEASURES)
            for other in (MEASURES if years_first else labels)
        ]
        body = [(key, [(label, n, m) for label, m in told]) for n, key in enumerate(keys)]
    above = [list(title) for title in TITLES[: chance.randrange(4)]]
    above += [[""]] if above and chance.random() < 0.5 else []
    rows = [*above, *header]
    cells: dict[tuple[int, int], Spot] = {}
    for start, told_here in body:
        row = list(start)
        for label, council, _ in told_here:
            text, value = figure(chance, style)
            row.append(text)
            cells[len(rows) + 1, len(row)] = (COUNCILS[council][0], label, value)
        rows.append(row)
    last = len(rows)
    rows += chance.choice(([], BELOW, [[""], *BELOW]))
    first = len(above) + len(header) + 1
    delimiter = chance.choice(",;\t")
    data = made.csv(rows, chance.choice(("utf-8", "utf-8-sig", "cp1252")), delimiter)
    return Made(
        data=data, header=tuple(range(len(above) + 1, first)), first=first, last=last, cells=cells
    )


@pytest.mark.parametrize("seed", range(60))
def test_every_cell_of_a_table_is_read_as_it_was_put_together(seed: int, look: Understand) -> None:
    one = table(random.Random(seed))  # noqa: S311 - the same tables in every run
    reading, tidy = look(one.data)
    assert reading.verdict in {"read", "flag"}, reading.questions
    assert (reading.header_rows, reading.first_row, reading.last_row) == (
        one.header,
        one.first,
        one.last,
    )
    found = {
        (tidy.row[n], tidy.col[n]): (
            tidy.texts[tidy.area[n]],
            tidy.texts[tidy.period[n]],
            None if tidy.value[n] != tidy.value[n] else tidy.value[n],
        )
        for n in range(len(tidy.row))
    }
    assert found == one.cells
