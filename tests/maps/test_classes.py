"""Classes of a shaded map: where they part, what they are called, and figures as they are shown."""

from __future__ import annotations

from collections import Counter

import pytest

from placelib.maps.classes import Classes, make_classes, round_to_steps
from placelib.model import Indicator
from placelib.statistics.catalogue import Catalogue


@pytest.fixture
def rate(tiny_catalogue: Catalogue) -> Indicator:
    """A percentage with one decimal."""
    return tiny_catalogue["rate"]


def made(indicator: Indicator, values: list[float], method: str = "quantiles") -> Classes:
    classes = make_classes(indicator, values, method)
    assert classes is not None
    return classes


def test_quantiles_put_as_many_areas_into_each_class(rate: Indicator) -> None:
    values = [float(value) for value in range(100)]
    classes = made(rate, values)
    assert Counter(classes.of(rate, value) for value in values) == dict.fromkeys(range(5), 20)
    assert classes.labels(rate)[0] == "0.0% to 19.0%"
    assert classes.labels(rate)[-1] == "80.0% to 99.0%"


def test_natural_breaks_part_where_the_gaps_are(rate: Indicator) -> None:
    groups = [[1.0, 1.1, 1.2], [5.0, 5.1], [9.0, 9.1, 9.2, 9.3], [20.0, 20.1], [40.0]]
    values = [value for group in groups for value in group]
    classes = made(rate, values, "natural")
    assert [[classes.of(rate, value) for value in group] for group in groups] == [
        [at] * len(group) for at, group in enumerate(groups)
    ]


def test_natural_breaks_of_very_many_figures_are_the_same_every_time(rate: Indicator) -> None:
    values = [float(value % 977) for value in range(12_000)]
    assert made(rate, values, "natural") == made(rate, values, "natural")
    assert made(rate, values, "natural").count == 5


@pytest.mark.parametrize("method", ["quantiles", "natural"])
def test_a_figure_is_classed_as_it_is_shown(rate: Indicator, method: str) -> None:
    classes = Classes(method, (0, 100, 200, 300, 400), (90, 190, 290, 390, 500))
    assert classes.of(rate, 9.94) == 0
    assert classes.of(rate, 9.95) == 1
    assert round_to_steps(rate, -0.05) == -1


@pytest.mark.parametrize("method", ["quantiles", "natural"])
def test_few_different_figures_are_a_class_each(rate: Indicator, method: str) -> None:
    classes = made(rate, [3.0, 1.0, 3.0, 2.0], method)
    assert classes.labels(rate) == ("1.0%", "2.0%", "3.0%")
    assert made(rate, [4.0, 4.0], method).labels(rate) == ("4.0%",)


def test_ties_make_fewer_classes_and_never_an_empty_one(rate: Indicator) -> None:
    values = [0.0] * 90 + [1.0, 2.0, 3.0, 4.0, 5.0, 6.0]
    classes = made(rate, values)
    assert set(Counter(classes.of(rate, value) for value in values)) == set(range(classes.count))


def test_without_figures_there_are_no_classes(rate: Indicator) -> None:
    assert make_classes(rate, [], "quantiles") is None
