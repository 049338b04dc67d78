"""Query forms: short words written out, titles off, and nothing else changed."""

from __future__ import annotations

import pytest

from placelib.areas.query_forms import list_query_forms


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ("n yorks", "north yorkshire"),
        ("ne lincs", "north east lincolnshire"),
        ("n e lincs", "north east lincolnshire"),
        ("south cambs", "south cambridgeshire"),
        ("co durham", "county durham"),
        ("gtr manchester", "greater manchester"),
        ("metropolitan borough of wirral", "wirral"),
        ("london borough of hackney council", "hackney"),
        ("mayor of the west midlands", "west midlands"),
        ("city and county of swansea", "swansea"),
        ("cyngor gwynedd", "gwynedd"),
        ("dinas caerdydd", "caerdydd"),
        ("cyngor sir ynys mon", "sir ynys mon"),
        ("cyngor bwrdeistref sirol wrecsam", "wrecsam"),
        ("st albans city and district", "st albans"),
        ("s yorks mca", "south yorkshire"),
        ("liverpool city council", "liverpool"),
    ],
)
def test_what_is_meant_is_among_the_forms(query: str, meant: str) -> None:
    forms = list(list_query_forms(query))
    assert forms[0] == query
    assert meant in forms
    assert len(set(forms)) == len(forms)


@pytest.mark.parametrize("query", ["hull", "kingston upon h", "e", "new forest", "city", "council"])
def test_other_queries_have_one_form(query: str) -> None:
    assert list(list_query_forms(query)) == [query]


def test_words_of_a_title_fall_away_one_by_one() -> None:
    assert list(list_query_forms("leeds city council")) == [
        "leeds city council",
        "leeds city",
        "leeds",
    ]
