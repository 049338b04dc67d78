"""Who decides: the readings of money and tax between the archetypes, and the levers' facts.

s_t = net current expenditure a head of tier t ÷ identifiable public spending a head
s_national = 1 − s_local − s_middle
pooled       L1 = s_middle / (1 − s_local)                       councils and authority together
stand-alone  L1 = (s_middle − s_local) / (s_national − s_local)  the authority alone
tax          L2 = (q_middle − q_local) / (1 − q_local)           q = council tax ÷ expenditure
"""

from __future__ import annotations

from placelib.quadrant.components import Lever, Leverage, Measure, Money
from placelib.quadrant.evidence import Evidence, LeverFact
from placelib.quadrant.halfway import halfway
from placelib.quadrant.money import local_money, middle_money
from placelib.quadrant.tiers import Tiers

# What the money leaves out, for every area.
MONEY_CAVEATS = (
    "Revenue outturn leaves out capital; public spending a head includes it and is a year earlier.",
    "A levy that councils pay to their authority can count the same pound at both tiers.",
    "Councils are paying agents for schools and some benefits: they decide less than they spend.",
    "Police precepts set by some mayors are outside the authorities’ returns.",
)
DOCUMENTED = ("money", "skills", "transport", "policing", "fire", "economy")
NOT_EVIDENCED = ("information flows", "inspection", "regulation")


def leverage_of(evidence: Evidence, tiers: Tiers, more_a_head: float = 0.0) -> Leverage:
    """The money of an area's tiers, both readings of L1, L2 and the levers.

    ``more_a_head`` moves that many pounds a head from the nation to the authority, its own tax
    unchanged; it does nothing where the authority has no outturn.
    """
    nation = tiers.area.nation or ""
    spending = evidence.spending.get(nation)
    a_head = spending.pounds_a_head if spending else None
    local = local_money(evidence, tiers, a_head)
    middle = middle_money(evidence, tiers, a_head, more_a_head)
    national = None
    if local.tier_share is not None and middle.tier_share is not None:
        national = 1 - local.tier_share - middle.tier_share
    pooled, alone = money_readings(local, middle)
    return Leverage(
        local=local,
        middle=middle,
        national_share=national,
        spending_a_head=a_head,
        spending_year=spending.year if spending else None,
        spending_area=evidence.registry[nation].in_sentence if spending else None,
        l1_pooled=pooled,
        l1_standalone=alone,
        l2=tax_reading(local, middle),
        levers=_levers(evidence, tiers, pooled),
        halfway=halfway(evidence, tiers, local, middle_money(evidence, tiers, a_head), a_head),
    )


def money_readings(local: Money, middle: Money) -> tuple[Measure, Measure]:
    """L1 pooled and stand-alone; without a value where either tier's share is missing.

    Nor where a council spends more a head than the whole public sector: with few residents and
    many others to serve, a share a head says nothing. The stand-alone reading needs a nation that
    decides more than the council, or its scale would stand on its head.
    """
    own, theirs = local.tier_share, middle.tier_share
    if own is None or theirs is None:
        missing = Measure(None, middle.why if theirs is None else local.why)
        return missing, missing
    if own >= 1:
        too_much = f"the spending of {local.name} is too large for a share a head of residents"
        return Measure(None, too_much), Measure(None, too_much)
    pooled, nation = Measure(theirs / (1 - own)), 1 - own - theirs
    if nation <= own:
        return pooled, Measure(None, "the nation would decide no more than the council")
    return pooled, Measure((theirs - own) / (nation - own))


def tax_reading(local: Money, middle: Money) -> Measure:
    """L2: where the authority's share of own tax lies between the council's and the nation's 1."""
    own, theirs = local.tax_share, middle.tax_share
    if own is None or theirs is None:
        return Measure(None, middle.tax_why if theirs is None else local.tax_why)
    if own == 1:
        return Measure(None, "the council raises all it spends, so nothing lies in between")
    return Measure((theirs - own) / (1 - own))


def _levers(evidence: Evidence, tiers: Tiers, money: Measure) -> tuple[Lever, ...]:
    """The levers of an authority; none where there is no authority."""
    if tiers.middle is None or not tiers.has_authority:
        return ()
    by_lever: dict[str, list[LeverFact]] = {}
    for fact in evidence.lever_facts:
        if fact.area_code == tiers.middle.code:
            by_lever.setdefault(fact.lever, []).append(fact)
    levers = []
    for name in DOCUMENTED:
        facts = tuple(by_lever.get(name, ()))
        if name == "money" and money.value is not None:
            levers.append(Lever(name, "measured", facts, "Measured from revenue outturn."))
        elif facts:
            remark = "Documented facts, not put on the axis."
            levers.append(Lever(name, "documented", facts, remark))
        else:
            remark = "The source documents no fact for this authority."
            levers.append(Lever(name, "no fact in the source", (), remark))
    remark = "Not evidenced: no source here measures it. This is not a zero."
    return (*levers, *(Lever(name, "not evidenced", (), remark) for name in NOT_EVIDENCED))
