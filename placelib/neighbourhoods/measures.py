"""What is known of a neighbourhood: the Index of Multiple Deprivation, its domains, what is behind.

All are of the English Indices of Deprivation 2025. Their scores are on scales of their own, so they
are shown side by side only as tenths of England.
"""

from __future__ import annotations

from dataclasses import dataclass

from placelib.formatting import number

INDEX, DOMAINS, INDICATORS = "The index", "Its seven domains", "What is behind it"
EDITION = "2025"
PUBLISHER = "Ministry of Housing, Communities and Local Government"
DEFAULT_MEASURE = "imd"
MOST_DEPRIVED = "England’s most deprived tenth"


@dataclass(frozen=True, slots=True)
class DeprivationMeasure:
    """One measure of a neighbourhood; ``slug`` is its column in the data and its name in addresses.

    The first tenth of England is the one that ``first_tenth`` names in a sentence, the hardest
    pressed; ``first_end`` and ``last_end`` name the two ends in a legend. ``starts_low`` where that
    is the end with the lowest figures. Figures are multiplied by ``factor`` to be read, as shares
    are by 100. ``is_score`` where the figure means something only beside others.
    """

    slug: str
    label: str
    group: str
    about: str
    first_tenth: str = MOST_DEPRIVED
    first_end: str = "most deprived"
    last_end: str = "least deprived"
    starts_low: bool = False
    factor: float = 1.0
    decimals: int = 1
    unit: str = ""
    is_score: bool = True

    def write_figure(self, value: float) -> str:
        """The figure with its unit: “42.0%”, “1,911 patients”, “score 40.2”."""
        words = number(value * self.factor, self.decimals)
        return f"score {words}" if self.is_score else f"{words}{self.unit}"

    @property
    def unit_name(self) -> str:
        """The unit for a column of its own: “%”, “score”, “patients”."""
        return "score" if self.is_score else self.unit.strip()


def _domain(slug: str, label: str, about: str, decimals: int = 1) -> DeprivationMeasure:
    return DeprivationMeasure(slug=slug, label=label, group=DOMAINS, about=about, decimals=decimals)


def _share(
    slug: str, label: str, about: str, people: str, ends: tuple[str, str]
) -> DeprivationMeasure:
    """A share of people or homes, whose first tenth is the one with the most of them."""
    return DeprivationMeasure(
        slug=slug,
        label=label,
        group=INDICATORS,
        about=about,
        first_tenth=f"the tenth of England with the most {people}",
        first_end=ends[0],
        last_end=ends[1],
        factor=100.0,
        unit="%",
        is_score=False,
    )


MEASURES: dict[str, DeprivationMeasure] = {
    measure.slug: measure
    for measure in (
        DeprivationMeasure(
            slug="imd",
            label="Index of Multiple Deprivation",
            group=INDEX,
            about="All seven domains in one number, as the publisher weights them.",
        ),
        DeprivationMeasure(
            slug="income",
            label="Income",
            group=DOMAINS,
            about="People on a low income, in work or out of it.",
            factor=100.0,
            unit="%",
            is_score=False,
        ),
        DeprivationMeasure(
            slug="employment",
            label="Employment",
            group=DOMAINS,
            about="Working-age people who are kept out of work.",
            factor=100.0,
            unit="%",
            is_score=False,
        ),
        _domain("education", "Education and skills", "Children’s attainment and adults’ skills."),
        _domain("health", "Health and disability", "Early death, and poor health.", 2),
        _domain("crime", "Crime", "The risk of being a victim of crime.", 2),
        _domain(
            "housing",
            "Barriers to housing and services",
            "How hard it is to get a home and to reach services.",
        ),
        _domain("environment", "Living environment", "Poor homes indoors; air and roads outdoors."),
        DeprivationMeasure(
            slug="connectivity",
            label="Connectivity",
            group=INDICATORS,
            about="How well people can get to where they need to be: 0 to 100, higher is better "
            "(Department for Transport).",
            first_tenth="England’s least connected tenth",
            first_end="least connected",
            last_end="best connected",
            starts_low=True,
        ),
        DeprivationMeasure(
            slug="gp",
            label="Patients to each GP",
            group=INDICATORS,
            about="How many patients share one family doctor.",
            first_tenth="the tenth of England with the most patients to a doctor",
            first_end="most patients",
            last_end="fewest patients",
            decimals=0,
            unit=" patients",
            is_score=False,
        ),
        DeprivationMeasure(
            slug="broadband",
            label="Broadband",
            group=INDICATORS,
            about="How slow it is: a higher score is slower.",
            first_tenth="the tenth of England with the slowest broadband",
            first_end="slowest",
            last_end="fastest",
            decimals=2,
        ),
        DeprivationMeasure(
            slug="affordability",
            label="Housing affordability",
            group=INDICATORS,
            about="How hard it is to pay for a home, to buy or to rent: a higher score is harder.",
            first_tenth="the tenth of England where homes are hardest to afford",
            first_end="hardest to afford",
            last_end="easiest to afford",
            decimals=2,
        ),
        DeprivationMeasure(
            slug="homelessness",
            label="Homelessness",
            group=INDICATORS,
            about="Households without a home of their own, as a share of all. "
            "Published for councils, so "
            "all neighbourhoods of a council have the same figure.",
            first_tenth="the tenth of England with the most homelessness",
            first_end="most homelessness",
            last_end="least homelessness",
            unit="%",
            is_score=False,
        ),
        _share(
            "overcrowding",
            "Overcrowded homes",
            "Households with too few bedrooms.",
            "overcrowded homes",
            ("most overcrowded", "least overcrowded"),
        ),
        _share(
            "skills",
            "Adults with few skills",
            "Adults with few skills or little English.",
            "adults with few skills",
            ("most adults", "fewest adults"),
        ),
        _share(
            "university",
            "Not in higher education",
            "Young people who do not go on to higher education.",
            "young people who do not go on to higher education",
            ("most do not", "fewest do not"),
        ),
        DeprivationMeasure(
            slug="acute",
            label="Emergency stays in hospital",
            group=INDICATORS,
            about="Emergency stays, allowing for age and sex: 100 is about what England has.",
            first_tenth="the tenth of England with the most emergency stays in hospital",
            first_end="most stays",
            last_end="fewest stays",
            decimals=0,
            is_score=False,
        ),
        DeprivationMeasure(
            slug="illness",
            label="Illness and disability",
            group=INDICATORS,
            about="People with a benefit for illness or disability, allowing "
            "for age and sex: 100 is "
            "about what England has.",
            first_tenth="the tenth of England with the most illness and disability",
            first_end="most illness",
            last_end="least illness",
            decimals=0,
            is_score=False,
        ),
        DeprivationMeasure(
            slug="mental",
            label="Mood and anxiety disorders",
            group=INDICATORS,
            about="Poor mental health: a higher score is poorer.",
            first_tenth="the tenth of England with the poorest mental health",
            first_end="poorest mental health",
            last_end="best mental health",
            decimals=2,
        ),
        DeprivationMeasure(
            slug="lifeyears",
            label="Years of life lost",
            group=INDICATORS,
            about="Years lost to early death, allowing for age and sex: a higher number is more.",
            first_tenth="the tenth of England with the most years of life lost",
            first_end="most years lost",
            last_end="fewest years lost",
            is_score=False,
        ),
        DeprivationMeasure(
            slug="antisocial",
            label="Anti-social behaviour",
            group=INDICATORS,
            about="Reports to the police for each 1,000 people.",
            first_tenth="the tenth of England with the most anti-social behaviour",
            first_end="most reports",
            last_end="fewest reports",
            unit=" per 1,000 people",
            is_score=False,
        ),
        DeprivationMeasure(
            slug="burglary",
            label="Burglary",
            group=INDICATORS,
            about="Burglaries for each 1,000 properties.",
            first_tenth="the tenth of England with the most burglaries",
            first_end="most burglaries",
            last_end="fewest burglaries",
            unit=" per 1,000 properties",
            is_score=False,
        ),
    )
}
# Of this one a figure is published for whole councils alone.
COUNCIL_MEASURES = frozenset({"homelessness"})
