"""The settings of the Compare page: what they may be, and how an address writes them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from placelib.areas.registry import AreaRegistry
from placelib.compare.peers import PeerKind, list_peer_kinds
from placelib.compare.relation import CutChoice
from placelib.formatting import sentence_start
from placelib.model import Area, is_uploaded_slug
from placelib.query_params import BETWEEN, QueryParams
from placelib.statistics.catalogue import Catalogue
from placelib.urls import (
    AGAINST,
    AREA,
    AREAS,
    CUT,
    HOLDER,
    INDICATOR,
    MIXED,
    ORDER,
    PEERS,
    TOPIC,
    VIEW,
    write_switch,
)

CompareDisplay = Literal["peers", "distribution", "two", "silo"]
AreaOrder = Literal["name", "likeness"]
HolderChoice = Literal["all", "council", "authority", "ministers"]
VIEWS: dict[CompareDisplay, str] = {
    "peers": "Peers",
    "distribution": "Distribution",
    "two": "Two indicators",
    "silo": "Place or silo",
}
CUTS: dict[CutChoice, str] = {"benchmark": "England’s figure", "median": "Median of the areas"}
ORDERS: dict[AreaOrder, str] = {"name": "By name", "likeness": "By likeness"}
ALL_TOPICS = "all"
# Whose levers a sector view is limited to: see quadrant.lever_holders.
ALL_HOLDERS: HolderChoice = "all"
HOLDERS: dict[HolderChoice, str] = {
    ALL_HOLDERS: "All levers",
    "council": "Council’s levers",
    "authority": "Authority’s levers",
    "ministers": "Ministers’ levers",
}
MOST_CHOSEN_PEERS = 20
DEFAULT_AREA = "E08000012"
DEFAULT_INDICATOR = "employment-rate"
DEFAULT_SECOND = "healthy-life-expectancy-female"


@dataclass(frozen=True, slots=True)
class CompareView:
    """One state of the page: the place, its peers, the view, and the settings of every view.

    ``chosen_peers`` is the list that the visitor chose; ``is_mixed`` is True when areas of another
    kind may stand beside the place; ``topic`` is a topic or “all”, ``holder`` a tier or “all”.
    """

    area: str
    peers: PeerKind
    chosen_peers: tuple[str, ...]
    is_mixed: bool
    view: CompareDisplay
    indicator: str
    against: str
    cut: CutChoice
    topic: str
    order: AreaOrder
    holder: HolderChoice = ALL_HOLDERS

    @property
    def is_uploaded(self) -> bool:
        """True for a view of a visitor's own file: what is made of it is never shared."""
        return is_uploaded_slug(self.indicator) or is_uploaded_slug(self.against)

    def settings(self) -> dict[str, str]:
        """Every setting as the address writes it, defaults included."""
        return {
            AREA: self.area,
            PEERS: self.peers,
            AREAS: BETWEEN.join(self.chosen_peers),
            MIXED: write_switch(is_on=self.is_mixed),
            VIEW: self.view,
            INDICATOR: self.indicator,
            AGAINST: self.against,
            CUT: self.cut,
            TOPIC: self.topic,
            ORDER: self.order,
            HOLDER: self.holder,
        }


def list_holders(registry: AreaRegistry, area: Area) -> dict[HolderChoice, str]:
    """Whose levers a place's grid can be limited to; the coding is made for England.

    A council without a combined authority over it is offered none.
    """
    if not area.is_english:
        return {ALL_HOLDERS: HOLDERS[ALL_HOLDERS]}
    alone = area.level in ("ltla", "utla") and registry.middle(area.code) is None
    return {name: label for name, label in HOLDERS.items() if name != "authority" or not alone}


def read_compare_view(
    registry: AreaRegistry, catalogue: Catalogue, parameters: Mapping[str, str]
) -> tuple[CompareView, list[str]]:
    """The state that an address asks for, and a sentence on each setting that was put right."""
    query_params = QueryParams(registry, catalogue, parameters)
    code = query_params.read_area(DEFAULT_AREA)
    kinds = list_peer_kinds(registry, registry[code])
    topics = {ALL_TOPICS: "All topics"} | {
        topic: sentence_start(topic) for topic in catalogue.topics()
    }
    view = CompareView(
        area=code,
        peers=query_params.read_choice(PEERS, kinds, next(iter(kinds))),
        chosen_peers=tuple(
            peer for peer in query_params.read_areas((), MOST_CHOSEN_PEERS) if peer != code
        ),
        is_mixed=query_params.read_switch(MIXED, default=False),
        view=query_params.read_choice(VIEW, VIEWS, "peers"),
        indicator=query_params.read_indicator(INDICATOR, DEFAULT_INDICATOR),
        against=query_params.read_indicator(AGAINST, DEFAULT_SECOND),
        cut=query_params.read_choice(CUT, CUTS, "benchmark"),
        topic=query_params.read_choice(TOPIC, topics, ALL_TOPICS),
        order=query_params.read_choice(ORDER, ORDERS, "name"),
        holder=query_params.read_choice(
            HOLDER, list_holders(registry, registry[code]), ALL_HOLDERS
        ),
    )
    return view, query_params.notes
