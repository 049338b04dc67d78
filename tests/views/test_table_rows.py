"""The table behind a chart, and the notes of a download."""

from __future__ import annotations

from placelib.areas.registry import AreaRegistry
from placelib.database.connection import Store
from placelib.formatting import INTERVAL
from placelib.statistics import observations
from placelib.statistics.catalogue import Catalogue
from placelib.views.table_rows import RowsOnRequest, build_arrow_table, build_figure_table
from tests.tiny_database import ALDER, CEDAR, FERN


def table_of(
    store: Store, registry: AreaRegistry, catalogue: Catalogue, slug: str, code: str
) -> list[dict[str, str]]:
    chain = [area.code for area in registry.chain(code)]
    found = observations.read_series(store, [slug], chain)
    return build_figure_table(registry, registry[code], catalogue[slug], found)


def test_one_row_an_area_and_period_the_place_first_and_newest_first(
    tiny: Store, tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    rows = table_of(tiny, tiny_registry, tiny_catalogue, "rate", ALDER)
    assert [(row["Place"], row["Period"], row["Figure"]) for row in rows] == [
        ("Alder", "2023", "10.0%"),
        ("Alder", "2022", "13.0%"),
        ("Oakshire (county)", "2023", "12.0%"),
        ("North West (region)", "2023", "11.0%"),
        ("North West (region)", "2022", "12.0%"),
        ("England", "2023", "13.0%"),
        ("United Kingdom", "2023", "12.9%"),
    ]
    assert rows[0] == {
        "Place": "Alder",
        "Code": ALDER,
        "Period": "2023",
        "Figure": "10.0%",
        "95% confidence interval from": "9.0",
        "95% confidence interval to": "11.0",
        "Reason for a gap": "",
    }


def test_a_gap_has_its_reason_and_no_figure(
    tiny: Store, tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    newest = table_of(tiny, tiny_registry, tiny_catalogue, "survey", CEDAR)[0]
    assert (newest["Figure"], newest[f"{INTERVAL} from"], newest["Reason for a gap"]) == (
        "",
        "",
        "low reliability",
    )


def test_a_zero_is_a_figure(
    tiny: Store, tiny_registry: AreaRegistry, tiny_catalogue: Catalogue
) -> None:
    (fern, _) = table_of(tiny, tiny_registry, tiny_catalogue, "pay", FERN)
    assert (fern["Figure"], fern["Reason for a gap"]) == ("£0", "")


def test_every_row_has_the_same_columns(bundled: Store, bundled_registry: AreaRegistry,
                                        bundled_catalogue: Catalogue) -> None:  # fmt: skip
    rows = table_of(bundled, bundled_registry, bundled_catalogue, "wellbeing-anxiety", "E06000053")
    assert len({tuple(row) for row in rows}) == 1
    assert all(bool(row["Figure"]) != bool(row["Reason for a gap"]) for row in rows)
    assert any(row["Reason for a gap"] for row in rows)


def test_a_table_is_sent_with_every_column_and_without_an_index() -> None:
    sent = build_arrow_table([{"Place": "Leeds", "Of 100": 2.5}, {"Place": "York", "Note": "new"}])
    assert sent.column_names == ["Place", "Of 100", "Note"]
    assert sent.column("Of 100").to_pylist() == [2.5, None]
    assert build_arrow_table([]).num_rows == 0


def test_rows_that_nobody_looks_at_are_counted_and_not_written() -> None:
    writings = []

    def write() -> list[dict[str, str]]:
        writings.append(1)
        return [{"Place": "Alder"}, {"Place": "Fern"}]

    rows = RowsOnRequest(2, write)
    assert (len(rows), bool(rows), writings) == (2, True, [])
    assert not RowsOnRequest(0, list)
    assert [row["Place"] for row in rows] == ["Alder", "Fern"]
    assert (rows[1]["Place"], rows[:1], writings) == ("Fern", [{"Place": "Alder"}], [1])
    assert build_arrow_table(rows).to_pylist() == [*rows]
