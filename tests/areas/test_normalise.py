"""Names made comparable: marks, accents, case and spelling of “Saint” make no difference."""

from __future__ import annotations

import pytest

from placelib.areas.normalise import looks_like_code, normalise_name, split_languages


@pytest.mark.parametrize("written", ["St. Helens", "St Helens", "Saint Helens", "  ST   HELENS "])
def test_every_way_of_writing_st_helens_is_the_same(written: str) -> None:
    assert normalise_name(written) == "st helens"


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("Ynys Môn", "ynys mon"),
        ("Béal Feirste", "beal feirste"),
        ("Bath & North East Somerset", "bath and north east somerset"),
        ("King's Lynn", "kings lynn"),
        ("King’s Lynn", "kings lynn"),
        ("Stoke-on-Trent", "stoke on trent"),
        ("Bristol, City of", "bristol city of"),
        ("Groß", "gross"),
        ("Saintfield", "saintfield"),
        ("—", ""),
        ("", ""),
    ],
)
def test_a_name_in_its_plain_form(written: str, form: str) -> None:
    assert normalise_name(written) == form


@pytest.mark.parametrize("written", ["E08000012", " e08000012 ", "K02000001", "N09000003"])
def test_nine_characters_that_begin_with_a_nation_look_like_a_code(written: str) -> None:
    assert looks_like_code(written)


@pytest.mark.parametrize(
    "written", ["E0800012", "E080000123", "X08000012", "TLC11", "Leeds", "", "E08000012\nE08000013"]
)
def test_anything_else_does_not_look_like_a_code(written: str) -> None:
    assert not looks_like_code(written)


@pytest.mark.parametrize(
    ("text", "halves"),
    [
        ("Swansea / Abertawe", ("Swansea", "Abertawe")),
        ("Cardiff (Caerdydd)", ("Cardiff", "Caerdydd")),
        ("Newport", None),
        ("Leeds / York / Hull", None),
    ],
)
def test_a_name_in_two_languages_has_two_halves(text: str, halves: tuple[str, str] | None) -> None:
    assert split_languages(text) == halves
