"""Rows for tables and downloads keep the gap markers and say why."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from placelib.areas.registry import AreaRegistry
from placelib.database.connection import Store
from placelib.statistics import observations
from placelib.statistics.catalogue import Catalogue
from placelib.views.observation_rows import (
    Figure,
    build_figure_row,
    build_records,
    find_data_address,
    mark_gap,
)
from tests.tiny_database import ALDER, CEDAR, DOGWOOD, ELM


def test_a_figure_has_its_number_unit_and_interval(
    tiny: Store, tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    one = observations.read_latest(tiny, [ALDER])["rate", ALDER]
    row = build_figure_row(tiny_catalogue["rate"], tiny_registry[ALDER], one)
    assert (row["Figure"], row["Unit"], row["95% confidence interval from"]) == ("10.0", "%", "9.0")
    assert (row["Code"], row["Period"], row["Reason for a gap"]) == (ALDER, "2023", "")


def test_a_gap_keeps_its_marker_and_its_reason(
    tiny: Store, tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    newest = observations.read_latest(tiny, [DOGWOOD, CEDAR])
    row = build_figure_row(tiny_catalogue["rate"], tiny_registry[DOGWOOD], newest["rate", DOGWOOD])
    assert (row["Figure"], row["Reason for a gap"]) == ("[c]", "confidential")
    row = build_figure_row(tiny_catalogue["survey"], tiny_registry[CEDAR], newest["survey", CEDAR])
    assert row["Figure"] == "[u]"
    row = build_figure_row(tiny_catalogue["pay"], tiny_registry[ELM], None)
    assert row["Figure"] == "no value"
    assert row["Reason for a gap"].startswith("published for the areas of 2021")


def test_every_gap_has_a_marker_or_says_so() -> None:
    expected = {"not available": "[x]", "low reliability": "[u]", "not applicable": "[z]",
                "confidential": "[c]", "no value in the source": "no value"}  # fmt: skip
    assert {gap: mark_gap(gap) for gap in expected} == expected


def records_of(
    store: Store, registry: AreaRegistry, catalogue: Catalogue, slug: str, code: str
) -> list[dict[str, Any]]:
    """The newest figure first, of the place and then of all that it belongs to."""
    tiers = registry.chain(code)
    series = observations.read_series(store, [slug], [tier.code for tier in tiers])
    figures = (
        Figure(catalogue[slug], tier, observation)
        for tier in tiers
        for observation in reversed(series.get((slug, tier.code), ()))
    )
    return build_records(figures, "2026-11")


def test_a_record_has_the_number_as_published_dates_and_the_unit_apart(
    tiny: Store, tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    records = records_of(tiny, tiny_registry, tiny_catalogue, "rate", ALDER)
    newest = {name: records[0][name] for name in ("period_start", "period_end", "period", "unit")}
    assert newest == {
        "period_start": "2023-01-01",
        "period_end": "2023-12-31",
        "period": "2023",
        "unit": "%",
    }
    assert [records[0][name] for name in ("value", "lower", "upper")] == [10, 9, 11]
    # 12.04 is shown as 12.0%; the record keeps what was published.
    assert records[2]["value"] == 12.04


def test_a_record_of_a_gap_keeps_the_publishers_marker(
    tiny: Store, tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    newest = records_of(tiny, tiny_registry, tiny_catalogue, "survey", CEDAR)[0]
    assert (newest["value"], newest["status"]) == (None, "[u]")


def test_a_record_of_an_area_without_a_row_says_why(
    tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    (record,) = build_records(
        [Figure(tiny_catalogue["rate"], tiny_registry[ALDER], None)], "2026-11"
    )
    assert record["value"] is None
    assert record["status"]


def test_a_record_under_a_new_code_says_which_code_it_was_published_under(
    bundled: Store, bundled_registry: AreaRegistry, bundled_catalogue: Catalogue
) -> None:
    rows = records_of(
        bundled, bundled_registry, bundled_catalogue, "cigarette-smokers", "E08000039"
    )
    own = [row for row in rows if row["area_name"] == "Sheffield"]
    assert own
    assert all(row["note"].startswith("Published under the former code E08000019") for row in own)


def test_an_uploaded_figure_names_its_file_as_its_source(
    tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    indicator = replace(
        tiny_catalogue["rate"], slug="uploaded-3f2a91bc04d1-1", what_it_is="Uploaded: a.csv."
    )
    (record,) = build_records([Figure(indicator, tiny_registry[ALDER], None)], "2026-11")
    assert record["source"].startswith("Uploaded: a.csv.")
    assert record["indicator"] == "uploaded"
    assert record["status"] == "not in the file"


def test_a_chart_has_an_address_for_its_figures_unless_they_were_uploaded(
    tiny: Store, tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    rate = replace(tiny_catalogue["rate"], source_orgs=("Office",))
    newest = observations.read_latest(tiny, [ALDER, CEDAR])
    figures = [Figure(rate, tiny_registry[code], newest["rate", code]) for code in (ALDER, CEDAR)]
    (period,) = {figure.observation.period for figure in figures if figure.observation}
    assert find_data_address(figures) == (
        f"api/v1/observations?indicator=rate&area={ALDER},{CEDAR}&period={period}"
        "&format=csv&limit=10000"
    )
    uploaded = replace(rate, slug="uploaded-3f2a91bc04d1-1")
    assert find_data_address([Figure(uploaded, tiny_registry[ALDER], None)]) == ""
    many = [Figure(rate, replace(tiny_registry[ALDER], code=f"E{n}"), None) for n in range(101)]
    assert find_data_address(many) == (
        "api/v1/observations?indicator=rate&level=ltla&format=csv&limit=10000"
    )
    # Counties, and the councils without one, are one level to the API.
    upper = [
        figure._replace(area=replace(figure.area, level=level, is_utla=True))
        for figure, level in zip(many, ["utla", *["ltla"] * 100], strict=True)
    ]
    assert "level=utla" in find_data_address(upper)
