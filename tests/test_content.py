"""The texts: every place for a number is filled, and each indicator has its own words."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from string import Template

import pytest

from placelib.content import FOLDER, text
from placelib.statistics.catalogue import Catalogue
from placelib.statistics.outliers import FROM_BENCHMARK, HOW_MANY, LEAST_DISTANCE

TEXTS = sorted(path.stem for path in FOLDER.glob("*.md"))
ROOT = Path(__file__).resolve().parents[1]


def places_in(name: str) -> set[str]:
    return set(Template((FOLDER / f"{name}.md").read_text("utf-8")).get_identifiers())


@pytest.mark.parametrize("name", TEXTS)
def test_a_text_with_its_numbers_has_no_hole(name: str) -> None:
    filled = text(name, **dict.fromkeys(places_in(name), "12,345"))
    assert "$" not in filled
    assert filled.count("12,345") >= len(places_in(name))
    assert filled.strip()


@pytest.mark.parametrize("name", [name for name in TEXTS if places_in(name)])
def test_a_hole_is_an_error_and_never_shown(name: str) -> None:
    for missing in places_in(name):
        others = dict.fromkeys(places_in(name) - {missing}, "12,345")
        with pytest.raises(KeyError, match=missing):
            text(name, **others)


def filled_in_code() -> list[tuple[str, int, str, set[str]]]:
    """Every call of text() with a name in quotes: file, line, the name, and what it fills in."""
    calls = []
    for folder in ("placelib", "pages"):
        for path in (ROOT / folder).rglob("*.py"):
            for node in ast.walk(ast.parse(path.read_text("utf-8"))):
                match node:
                    case ast.Call(ast.Name("text"), [ast.Constant(str(name))], keywords):
                        filled = {keyword.arg for keyword in keywords if keyword.arg}
                        calls.append((path.name, node.lineno, name, filled))
    return calls


def test_code_fills_in_what_a_text_has_places_for_and_nothing_else() -> None:
    # A text once said “{place}” where it meant “$place”, and showed the braces.
    calls = filled_in_code()
    assert len(calls) > 50
    assert [call for call in calls if call[3] != places_in(call[2])] == []


def test_a_text_that_does_not_exist_is_an_error() -> None:
    with pytest.raises(FileNotFoundError):
        text("no such text")


@pytest.mark.parametrize("name", TEXTS)
def test_every_text_is_used_by_the_app(name: str) -> None:
    code = "\n".join(
        path.read_text("utf-8")
        for folder in ("placelib", "pages")
        for path in (ROOT / folder).rglob("*.py")
    )
    numbered = re.sub(r"\d+$", "{", name)
    assert f'"{name}"' in code or (numbered != name and f'f"{numbered}' in code)


@pytest.mark.parametrize("name", TEXTS)
def test_prose_takes_its_numbers_from_code(name: str) -> None:
    # Fixed are a licence's version, the interval's level, a year of rights, the ends of a scale.
    fixed = r"v3\.0|95%|© Crown copyright and database right \d{4}|\b(0|100)\b"
    prose = (FOLDER / f"{name}.md").read_text("utf-8")
    assert re.findall(r"\d+", re.sub(fixed, "", prose)) == []


def test_the_rule_of_what_stands_out_is_told_with_its_own_numbers() -> None:
    numbers = (HOW_MANY, FROM_BENCHMARK, HOW_MANY - FROM_BENCHMARK, LEAST_DISTANCE)
    assert numbers == (5, 3, 2, 0.25)
    told = text("how_it_stands_out", benchmark="England")
    assert told.startswith("How the five are chosen.")
    assert "less than a quarter of one" in told
    assert "The three heaviest beside England come first" in told
    assert "then the two heaviest beside the nearest wider area" in told
    assert "the five widest" in text("how_it_stands_out_parts", place="England")


def test_the_methods_say_what_a_month_is_held_against() -> None:
    methods = text("methods", **dict.fromkeys(places_in("methods"), "7"))
    assert "A month or a quarter is held against the same time of an earlier year" in methods
    assert "Whoever chooses two unlike times of the year by hand is told so" in methods


def test_every_indicator_has_words_of_its_own(bundled_catalogue: Catalogue) -> None:
    seen: set[str] = set()
    for one in bundled_catalogue.indicators.values():
        for words in (one.what_it_is, one.be_careful, one.direction_reason):
            assert words.strip().endswith("."), one.slug
        assert one.what_it_is not in seen, one.slug
        seen.add(one.what_it_is)
        assert one.phrase, one.slug
        assert not one.phrase.endswith("."), one.slug
        assert one.direction in {1, -1, None}, one.slug


def section(slug: str, heading: str) -> str:
    words = (FOLDER / "indicators" / f"{slug}.md").read_text("utf-8")
    return words.split(f"## {heading}\n")[1].split("\n## ")[0].strip()


def test_the_bundled_words_are_those_of_the_files(bundled_catalogue: Catalogue) -> None:
    files = {path.stem for path in (FOLDER / "indicators").glob("*.md")}
    assert files == set(bundled_catalogue.indicators)
    for slug, one in bundled_catalogue.indicators.items():
        assert section(slug, "In a sentence") == one.phrase
        assert section(slug, "What it is") == one.what_it_is
        assert section(slug, "Be careful") == one.be_careful
        start = {1: "Higher is better.", -1: "Lower is better.", None: "None."}[one.direction]
        assert section(slug, "Direction").startswith(start), slug
        assert one.direction_reason in section(slug, "Direction"), slug
