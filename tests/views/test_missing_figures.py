"""What a place has no figure for is told in lists that fold without the server."""

from __future__ import annotations

from dataclasses import replace

from placelib.charts.theme import LIGHT
from placelib.statistics.catalogue import Catalogue
from placelib.statistics.observations import Gap
from placelib.views.missing_figures import write_missing_lists


def test_each_reason_has_a_fold_with_its_number_and_those_of_elsewhere_come_last(
    tiny_catalogue: Catalogue,
) -> None:
    one = tiny_catalogue["rate"]
    html = write_missing_lists(
        (
            Gap(one, "published for Wales only", None, is_elsewhere=True),
            Gap(replace(one, label="Pay <b>"), "withheld", "2024", is_elsewhere=False),
            Gap(one, "withheld", None, is_elsewhere=False),
        ),
        LIGHT,
    )
    first, second = html.split("<details>")[1:]
    assert "<summary>Withheld: 2</summary>" in first
    assert "<li>Pay &lt;b&gt; (2024)</li>" in first
    assert "<summary>Published for Wales only: 1</summary>" in second
