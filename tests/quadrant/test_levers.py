"""Which line of the Treasury's analysis belongs to which lever."""

from __future__ import annotations

import pytest

from placelib.quadrant.levers import (
    AUTHORITY_SERVICES,
    COUNCIL_SERVICES,
    EVERY_LEVER,
    LEVER_PHRASES,
    PLACE_LEVERS,
    POLICE_AND_FIRE,
    find_spending_lever,
)

CARE, ECONOMY = "social protection", "enterprise and economic development"
HOUSING = "housing and community amenities"


@pytest.mark.parametrize(
    ("function", "subfunction", "level", "lever"),
    [
        (CARE, "10.2 Old age; of which: personal social services", "LG", "social care"),
        ("social protection", "10.2 Old age; of which: pensions", "CG", "benefits and pensions"),
        ("social protection", "10.6 Housing", "LG", "benefits and pensions"),
        ("transport", "4.5 of which: national roads", "CG", "transport"),
        ("employment policies", "4.1 General economic", "CG", "skills and employment"),
        ("education", "9.4 Tertiary education", "CG", "skills and employment"),
        ("education", "9.2 Secondary education", "CG", "schools"),
        (ECONOMY, "4.9 Economic affairs n.e.c.", "CG", "economy"),
        (ECONOMY, "4.3 Fuel and energy", "CG", "other national spending"),
        (HOUSING, "6.2 Community development", "LG", "housing and planning"),
        (HOUSING, "6.3 Water supply", "CG", "other national spending"),
        ("environment protection", "5.1 Waste management", "LG", "environment"),
        ("environment protection", "5.1 Waste management", "CG", "nuclear decommissioning"),
        ("environment protection", "5.3 Pollution abatement", "CG", "environment"),
        ("recreation, culture and religion", "8.2 Cultural services", "CG", "culture"),
        ("recreation, culture and religion", "8.3 Broadcasting", "CG", "other national spending"),
        ("public order and safety", "3.1 of which: other police services", "LG", POLICE_AND_FIRE),
        ("public order and safety", "3.2 Fire-protection services", "LG", POLICE_AND_FIRE),
        ("public order and safety", "3.1 of which: immigration", "CG", "courts and prisons"),
        ("health", "7.A Medical services", "CG", "health"),
        ("defence", "2.2 Civil defence", "LG", "other national spending"),
    ],
)  # fmt: skip
def test_a_line_belongs_to_one_lever(
    function: str, subfunction: str, level: str, lever: str
) -> None:
    assert find_spending_lever(function, subfunction, level) == lever
    assert lever in EVERY_LEVER


def test_services_go_to_levers_that_a_place_has_and_each_has_words() -> None:
    levers = {*PLACE_LEVERS, POLICE_AND_FIRE}
    assert {*COUNCIL_SERVICES.values(), *AUTHORITY_SERVICES.values()} <= levers
    assert set(LEVER_PHRASES) == levers


def test_a_councils_education_is_schools_and_an_authoritys_is_skills() -> None:
    assert "Education" not in COUNCIL_SERVICES
    assert AUTHORITY_SERVICES["Education"] == "skills and employment"
