"""The levers of a place: what each is made of in the two sources that leverage is measured from.

The Treasury's Country and Regional Analysis counts spending by subfunction, councils' and
authorities' revenue outturn by service. A lever joins the two, so that a council, an authority and
ministers can stand in one bar.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

Lever = Literal[
    "social care",
    "transport",
    "skills and employment",
    "housing and planning",
    "economy",
    "environment",
    "culture",
]

# What a place could decide, in the order of charts and tables.
PLACE_LEVERS: Final[tuple[Lever, ...]] = (
    "transport",
    "skills and employment",
    "housing and planning",
    "economy",
    "environment",
    "culture",
    "social care",
)
POLICE_AND_FIRE: Final = "police and fire"
# What L-all counts too: no place could decide it, or no place does anywhere in England.
OUTSIDE_LEVERS: Final[tuple[str, ...]] = (
    "benefits and pensions",
    "health",
    "schools",
    "courts and prisons",
    "nuclear decommissioning",
    "other national spending",
)
EVERY_LEVER: Final[tuple[str, ...]] = (*PLACE_LEVERS, POLICE_AND_FIRE, *OUTSIDE_LEVERS)

# Services of a council's revenue outturn by lever. Its education is schools, so it stands apart,
# and so do public health (the NHS's neighbour), central and other services.
COUNCIL_SERVICES: Final[Mapping[str, str]] = {
    "Adult Social Care": "social care",
    "Children's Social Care": "social care",
    "Highways & Transport": "transport",
    "Housing Services": "housing and planning",
    "Planning & Development": "housing and planning",
    "Environmental & Regulatory": "environment",
    "Cultural & Related": "culture",
    "Fire & Rescue": POLICE_AND_FIRE,
    "Police": POLICE_AND_FIRE,
}
# An authority runs no schools: its education is skills for adults.
AUTHORITY_SERVICES: Final[Mapping[str, str]] = {
    **COUNCIL_SERVICES,
    "Education": "skills and employment",
    "Planning & Development": "economy",
}
# The parts of an authority's planning and development that are planning and not the economy.
# Only an authority's return is stored with these parts; a council's is one figure.
PLANNING_PARTS: Final = ("community", "devControl", "envInitiatives")

# How a lever is called where it begins a sentence's noun: “transport”, “its own police and fire”.
LEVER_PHRASES: Final[Mapping[str, str]] = {
    "social care": "social care",
    "transport": "transport",
    "skills and employment": "skills and help into work",
    "housing and planning": "housing and planning",
    "economy": "the local economy",
    "environment": "waste and the environment",
    "culture": "culture and leisure",
    POLICE_AND_FIRE: "police and fire",
}


def find_spending_lever(function: str, subfunction: str, level: str) -> str:
    """The lever to which a line of the Country and Regional Analysis belongs.

    ``function`` and ``subfunction`` are the analysis's own words, ``level`` is CG for central, LG
    for local government and PC for public corporations.

        >>> lever_of_spending("transport", "4.5 of which: railway", "CG")
        'transport'
        >>> lever_of_spending("environment protection", "5.1 Waste management", "CG")
        'nuclear decommissioning'
    """
    if "personal social services" in subfunction:
        return "social care"
    if function == "environment protection":
        # Central government's waste is nuclear: £2.4 billion of it in the North West alone.
        nuclear = subfunction.startswith("5.1") and level != "LG"
        return "nuclear decommissioning" if nuclear else "environment"
    if function == "education":
        # 9.3 and 9.4 are education after school; sixth forms stand with schools in the source.
        after_school = subfunction.startswith(("9.3", "9.4"))
        return "skills and employment" if after_school else "schools"
    if function == "enterprise and economic development":
        # 4.3 is energy: price support and national programmes.
        return "other national spending" if subfunction.startswith("4.3") else "economy"
    if function == "housing and community amenities":
        # 6.3 is the water supply, public in Scotland and Northern Ireland only.
        is_water = subfunction.startswith("6.3")
        return "other national spending" if is_water else "housing and planning"
    if function == "recreation, culture and religion":
        # 8.3 is broadcasting.
        return "other national spending" if subfunction.startswith("8.3") else "culture"
    if function == "public order and safety":
        is_local = subfunction.startswith(("3.1 of which: other police", "3.2"))
        return POLICE_AND_FIRE if is_local else "courts and prisons"
    return LEVER_OF_FUNCTION.get(function, "other national spending")


LEVER_OF_FUNCTION: Final[Mapping[str, str]] = {
    "transport": "transport",
    "employment policies": "skills and employment",
    "health": "health",
    # What is left of social protection once social care is taken out.
    "social protection": "benefits and pensions",
}
