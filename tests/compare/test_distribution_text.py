"""A rank is said as closely as it can be told, and the sentence known on paper."""

from __future__ import annotations

import pytest

from placelib.areas.registry import AreaRegistry
from placelib.compare.distribution_text import (
    describe_rank,
    format_ordinal,
    write_distribution_headline,
    write_distribution_sentence,
)
from placelib.database.connection import Store
from placelib.statistics.catalogue import Catalogue
from placelib.statistics.ranks import RankRange
from tests.compare.made_fields import load_tiny_field
from tests.tiny_database import ALDER


@pytest.mark.parametrize(
    ("count", "words"),
    [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (12, "12th"), (13, "13th"),
     (21, "21st"), (103, "103rd"), (111, "111th"), (296, "296th"), (1002, "1,002nd")],
)  # fmt: skip
def test_ordinals(count: int, words: str) -> None:
    assert format_ordinal(count) == words


def test_a_rank_and_its_sentence_known_on_paper(
    tiny: Store, tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    field = load_tiny_field(tiny, tiny_registry, tiny_catalogue, "rate", ALDER)
    rank = RankRange(3, 4, 4)
    assert describe_rank(field, rank) == "between 3rd and 4th highest of 4 councils"
    assert write_distribution_sentence(field, rank) == (
        "The test rate in Alder was 10.0% (95% confidence interval 9.0% to 11.0%) in 2023. "
        "The middle half of "
        "the 4 councils with a figure lies between 10.0% and 18.0%. It ranks "
        "between 3rd and 4th highest of 4 councils. Rank ranges made in this way hold the true "
        "rank 19 times in 20."
    )


@pytest.mark.parametrize(
    ("best", "worst", "words", "headline"),
    [
        (7, 7, "7th highest of 300", "Alder ranks 7th highest of 300"),
        (12, 45, "between 12th and 45th highest of 300", "Alder ranks somewhere between 12th and"),
        (210, 290, "in the lowest third of 300", "Alder ranks in the lowest third of 300"),
        (1, 100, "in the highest third of 300", "Alder ranks in the highest third of 300"),
        (105, 199, "in the middle third of 300", "Alder ranks in the middle third of 300"),
        (
            60,
            180,
            "in the highest two thirds of 300",
            "Alder ranks in the highest two thirds of 300",
        ),
        (110, 290, "in the lowest two thirds of 300", "Alder ranks in the lowest two thirds of"),
        (20, 290, "anywhere from 20th to 290th highest of 300", "The rank of Alder cannot be told"),
    ],
)
def test_a_rank_is_said_as_closely_as_it_can_be_told(
    tiny: Store,
    tiny_registry: AreaRegistry,
    tiny_catalogue: Catalogue,
    best: int,
    worst: int,
    words: str,
    headline: str,
) -> None:
    field = load_tiny_field(tiny, tiny_registry, tiny_catalogue, "rate", ALDER)
    rank = RankRange(best, worst, 300)
    assert describe_rank(field, rank).startswith(f"{words} councils")
    assert write_distribution_headline(field, rank).startswith(headline)


def test_no_rank_without_an_interval_and_none_for_a_total(
    tiny: Store, tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    pay = load_tiny_field(tiny, tiny_registry, tiny_catalogue, "pay", ALDER)
    assert describe_rank(pay, None) == "no rank: no interval published"
    assert write_distribution_sentence(pay, None).endswith("No rank: no interval published.")
    total = load_tiny_field(tiny, tiny_registry, tiny_catalogue, "people", ALDER)
    assert "it is a total" in describe_rank(total, None)
