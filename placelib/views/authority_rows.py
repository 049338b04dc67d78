"""The tables of the page of all authorities, as rows; knows no Streamlit."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from placelib.formatting import number, sentence_start
from placelib.quadrant import Quadrant, table_row
from placelib.quadrant.across import TopicHelp
from placelib.quadrant.alikeness import Alikeness
from placelib.views.quadrant_rows import Rows, hundred, percent

# In a narrow column the whole verdict makes rows six lines high.
_FINDINGS = {
    "more alike than chance": "Yes",
    "not clearly more alike than chance": "Not clearly",
    "cannot say": "Cannot be said",
}


def table_rows(quadrants: Sequence[Quadrant]) -> list[dict[str, Any]]:
    """The table of authorities or councils: numbers of 100 as numbers, so that they sort."""
    return [_table_row(table_row(one)) for one in quadrants]


def _table_row(row: dict[str, Any]) -> dict[str, Any]:
    def of_100(name: str) -> float | None:
        return None if row[name] is None else round(100 * row[name], 1)

    reasons = dict.fromkeys(row["why"].values())
    return {
        "Name": f"{row['name']} (county)" if row["kind"] == "county" else row["name"],
        "Understanding": of_100("u1"),
        "90% band from": of_100("u1_low"),
        "90% band to": of_100("u1_high"),
        "Council left out": of_100("u1_leave_one_out"),
        "Absolute gaps": of_100("u1_absolute"),
        "Money, pooled": of_100("l1_pooled"),
        "Money, alone": of_100("l1_standalone"),
        "Council tax": of_100("l2"),
        "Bend, understanding": of_100("bend_u"),
        "Bend, leverage": of_100("bend_l"),
        "Recalculations that bend, %": of_100("share_bends"),
        "Verdict": sentence_start(row["verdict"]),
        "Remarks": sentence_start("; ".join(reasons)),
        "Code": row["code"],
    }


def as_text(rows: Sequence[dict[str, Any]]) -> Rows:
    """The rows of a table as text, for a download; nothing where there is no number."""
    return [{name: "" if one is None else str(one) for name, one in row.items()} for row in rows]


def help_rows(topics: Sequence[TopicHelp]) -> Rows:
    """By topic: in how many authorities the picture helps."""
    return [
        {
            "Topic": sentence_start(one.topic),
            "Indicators": str(one.indicators),
            "Helps in": f"{len(one.helps)} of {len(one.helps) + len(one.does_not)}",
            "Middle council, itself left out": hundred(one.leave_one_out),
        }
        for one in topics
    ]


def alikeness_rows(found: Sequence[Alikeness]) -> Rows:
    """The test of likeness, authority by authority in order of name."""
    return [
        {
            "Authority": one.name,
            "Districts": str(one.districts),
            "Spread inside": number(one.within, 2),
            "Random groups, middle 90%": (
                "–"
                if one.random_low is None or one.random_high is None
                else f"{number(one.random_low, 2)} to {number(one.random_high, 2)}"
            ),
            "Random groups as alike": percent(one.share_as_alike),
            "Allowing for many tests": percent(one.adjusted),
            "More alike than chance": _FINDINGS[one.verdict],
        }
        for one in found
    ]
