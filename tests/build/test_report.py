"""The written report and the list of sources."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from placelib.build.assemble import SOURCE_LIST
from placelib.build.observations import NO_CODE, REPEAT, BuildResult, DatasetReading
from placelib.build.report import render_build_report
from placelib.build.source_row import LOADED
from placelib.build.successors import FORMER
from placelib.build.tables import Tables, columns
from tests.build.tiny_source import make, write_source

FACTS = {"data_version": "2026-06-26-abc", "content_hash": "abc", "build_date": "2026-11-23"}
FIGURE = ("rate", "E06000091", "2023-06-30", 1.0, None, None, None, None, None)
MONEY = ("E06000091", "Aston", "local", "London", "2024-25")


def tables() -> Tables:
    found: Tables = {name: [] for name in columns()}
    gaps = [
        (*FIGURE[:3], None, None, None, marker, reason, None)
        for marker, reason in (("c", "confidential"), ("x", "not available"), ("c", "confidential"))
    ]
    carried = (*FIGURE[:-1], f"{FORMER} E06000090; Revised")
    found["observation"] = [FIGURE, carried, *gaps]
    found["row_audit"] = [("rate", LOADED, 1200), ("rate", REPEAT, 2), ("more", NO_CODE, 60)]
    found["money"] = [
        (*MONEY, "education", 5.0, True, None),
        (*MONEY, "totalService", 0.0, False, "no return was made for this year"),
    ]
    return found


def reading() -> DatasetReading:
    return DatasetReading(sizes={"rate": 1202})


def test_every_row_is_counted_by_what_became_of_it_and_by_file() -> None:
    report = render_build_report(BuildResult(tables(), reading()), FACTS)
    assert "Data version 2026-06-26-abc, built on 2026-11-23." in report
    assert "1,262 rows were read from 2 files; each is counted once." in report
    assert f"| {LOADED} | 1,200 |" in report
    assert f"| file | {LOADED} | {REPEAT} | {NO_CODE} |" in report
    assert "| more | 0 | 0 | 60 |\n| rate | 1,200 | 2 | 0 |" in report


def test_gaps_are_counted_by_reason() -> None:
    report = render_build_report(BuildResult(tables(), reading()), FACTS)
    assert "The database holds 5 observations: 2 values and 3 gaps." in report
    assert "gaps. 1 of them stand a second time, under the new code" in report
    assert "| confidential | 2 |\n| not available | 1 |" in report


def test_money_that_must_not_be_used_is_counted_by_reason() -> None:
    report = render_build_report(BuildResult(tables(), reading()), FACTS)
    assert "2 lines of revenue outturn are held; 1 are marked as not to be used." in report
    assert "| no return was made for this year | 1 |" in report


def test_a_build_from_the_whole_tree_says_nothing_about_a_checkout() -> None:
    assert "checkout" not in render_build_report(BuildResult(tables(), reading()), FACTS)


def test_a_build_from_a_checkout_says_what_was_kept_and_what_not_used() -> None:
    made = BuildResult(tables(), reading(), carried=("income", "work"), unused=("archive",))
    report = render_build_report(made, FACTS)
    assert "This build read 1,202 of the rows below, from a checkout: rate." in report
    assert "which the checkout lacks: income, work." in report
    assert "no data set of the catalogue: archive." in report


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder = tmp_path_factory.mktemp("report")
    make(write_source(folder / "source"), folder / "out")
    return (folder / "out" / "data" / "SOURCES.md").read_text(encoding="utf-8")


def test_the_list_of_sources_names_each_with_licence_and_attribution(page: str) -> None:
    with SOURCE_LIST.open(encoding="utf-8", newline="") as file:
        sources = list(csv.DictReader(file))
    assert len(sources) > 10
    for source in sources:
        assert f"## {source['title']}\n" in page
        for name in ("publisher", "released", "licence", "used_for", "attribution"):
            assert source[name], f"{source['key']} has no {name}"
            assert source[name] in page


def test_the_attribution_is_the_one_each_licence_asks_for(page: str) -> None:
    assert "licensed under the Open Government Licence v3.0" in page
    assert "Contains OS data © Crown copyright and database right" in page
    assert "mySociety, UK local authority names and codes, licensed under Creative Commons" in page


def test_no_report_names_a_folder_of_the_machine(tmp_path: Path) -> None:
    make(write_source(tmp_path / "source"), tmp_path / "out")
    for name in ("SOURCES.md", "build-report.md"):
        assert str(tmp_path) not in (tmp_path / "out" / "data" / name).read_text(encoding="utf-8")
