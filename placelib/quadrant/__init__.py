"""Understanding against leverage: where the tiers of a place stand, and whether the line bends.

The public calls: keep the answer of `load_evidence` and pass it to the others.
"""

from placelib.quadrant.evidence import Evidence
from placelib.quadrant.loading import load_evidence
from placelib.quadrant.output import quadrant_json, table_row
from placelib.quadrant.quadrants import all_quadrants, quadrant_of
from placelib.quadrant.records import CodedPower, CodedPowers, Quadrant, Weights

__all__ = [
    "CodedPower",
    "CodedPowers",
    "Evidence",
    "Quadrant",
    "Weights",
    "all_quadrants",
    "load_evidence",
    "quadrant_json",
    "quadrant_of",
    "table_row",
]
