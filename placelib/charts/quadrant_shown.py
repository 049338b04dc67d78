"""What the chart of understanding and leverage needs of the records it draws."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol


class TierShown(Protocol):
    """A tier to be drawn; understanding and leverage are on the archetypes' scale of 0 to 1."""

    @property
    def name(self) -> str:
        """The tier's name in running text."""

    @property
    def understanding(self) -> float | None:
        """1 at the local archetype, 0 at the national one, None where not known."""

    @property
    def leverage(self) -> float | None:
        """0 at the local archetype, 1 at the national one, None where not known."""


class DrawsShown(Protocol):
    """What the draws add to the picture, on the same scale."""

    @property
    def cloud(self) -> Sequence[tuple[float, float]]:
        """The outline that holds 90% of the draws, empty where there is none."""

    @property
    def u1_low(self) -> float | None:
        """The lower end of the band of understanding."""

    @property
    def u1_high(self) -> float | None:
        """Its upper end."""


class QuadrantShown(Protocol):
    """What is drawn of a quadrant: three tiers and the draws; and the sentence on it."""

    @property
    def code(self) -> str:
        """The area's code."""

    @property
    def name(self) -> str:
        """The area's name."""

    @property
    def middle_code(self) -> str | None:
        """The code of what stands in the middle, None for a nation."""

    @property
    def middle_kind(self) -> str | None:
        """What it is: “region” is one without an authority."""

    @property
    def local(self) -> TierShown:
        """The local point, always known."""

    @property
    def middle(self) -> TierShown | None:
        """The middle point, None for a nation."""

    @property
    def national(self) -> TierShown:
        """The national point, always known."""

    @property
    def uncertainty(self) -> DrawsShown | None:
        """The draws, None where there are none."""

    @property
    def sentence(self) -> str:
        """The finding in words."""
