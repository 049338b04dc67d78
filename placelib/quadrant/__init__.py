"""Understanding against leverage: where the tiers of a place stand, and whether the line bends.

The public calls: keep the answer of `load_evidence` and pass it to the others.
"""

from placelib.quadrant.evidence import Evidence
from placelib.quadrant.loading import load_evidence
from placelib.quadrant.output import quadrant_json, table_row
from placelib.quadrant.quadrants import (
    all_quadrants,
    compare_authorities,
    quadrant_of,
    read_custom_boundary,
)
from placelib.quadrant.records import CodedPower, CodedPowers, Quadrant

__all__ = [
    "CodedPower",
    "CodedPowers",
    "Evidence",
    "Quadrant",
    "all_quadrants",
    "compare_authorities",
    "load_evidence",
    "quadrant_json",
    "quadrant_of",
    "read_custom_boundary",
    "table_row",
]
