"""Understanding against leverage: where the tiers of a place stand, and whether the line bends.

The public calls: keep the answer of `load_evidence` and pass it to the others.
"""

from placelib.quadrant.evidence import Evidence
from placelib.quadrant.loading import load_evidence
from placelib.quadrant.output import build_quadrant_json, build_table_row
from placelib.quadrant.quadrants import (
    build_all_quadrants,
    build_quadrant,
    compare_authorities,
    read_custom_boundary,
)
from placelib.quadrant.records import CodedPower, CodedPowers, Quadrant

__all__ = [
    "CodedPower",
    "CodedPowers",
    "Evidence",
    "Quadrant",
    "build_all_quadrants",
    "build_quadrant",
    "build_quadrant_json",
    "build_table_row",
    "compare_authorities",
    "load_evidence",
    "read_custom_boundary",
]
