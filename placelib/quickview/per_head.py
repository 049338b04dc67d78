"""Uploaded counts divided by the official mid-year population of the same year."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from placelib.model import Observation
from placelib.quickview.description import Description, split_scale
from placelib.quickview.figures import UploadedFigures, replace_values
from placelib.quickview.period_dates import read_period_dates
from placelib.statistics.observations import Series

POPULATION = "population-count"
CHOICES = {0: "No", 1000: "Per 1,000 people", 10_000: "Per 10,000", 100_000: "Per 100,000"}
NO_POPULATION = "no official population for this area and year"
# Over longer periods people would be counted more than once.
_LONGEST_DAYS = 366


def can_divide(labels: Iterable[str], years_are: str) -> bool:
    """True when a period is at most a year long, so that one year's population belongs to it.

    ``labels`` are those of a tidy table, ``years_are`` is as for `read_period_dates`.
    """
    periods = (read_period_dates(label, years_are)[0] for label in labels)
    return any(_find_year(period.starts, period.ends) for period in periods)


def divide_by_population(
    figures: UploadedFigures, description: Description, population: Series
) -> UploadedFigures:
    """Each count per so many people (``description.per``), a gap where there is no population.

    ``population`` holds the official series of the file's areas. The population is that of 30 June
    in the period's year: for April 2019 to March 2020 it is that of June 2019; for a shorter period
    that of its calendar year. Counts in thousands or millions become single things first: 47.3
    million journeys of 1.1 million people are 43,000 journeys per 1,000 people.
    """
    scale, unit = split_scale(description.unit)
    series = {
        code: tuple(
            _divide_observation(observation, people, description.per * scale)
            for people in [_read_population(population, code)]
            for observation in rows
        )
        for code, rows in figures.series.items()
    }
    described = replace(description, unit=unit)
    return replace_values(figures, described, series, _name_years(series.values()))


def _name_years(series: Iterable[Sequence[Observation]]) -> str:
    """Whose population the figures are divided by: “… of 30 June 2019”, “… 2015 to 2019”."""
    years = sorted(
        {
            year
            for rows in series
            for row in rows
            if row.value is not None and (year := _find_year(row.starts, row.ends)) is not None
        }
    )
    if not years:
        return "There is no official population to divide it by."
    when = (
        f"{years[0]}" if len(years) == 1 else f"the year of each period, {years[0]} to {years[-1]}"
    )
    return f"Divided by the official mid-year population of {when}."


def _read_population(population: Series, code: str) -> dict[int, float]:
    return {
        row.starts.year: row.value
        for row in population.get((POPULATION, code), ())
        if row.value is not None
    }


def _divide_observation(
    observation: Observation, people: Mapping[int, float], per: int
) -> Observation:
    if observation.value is None:
        return observation
    year = _find_year(observation.starts, observation.ends)
    residents = people.get(year) if year else None
    if not residents:
        return replace(observation, value=None, gap=NO_POPULATION)
    return replace(observation, value=observation.value / residents * per)


def _find_year(starts: date, ends: date) -> int | None:
    """The year of the population that belongs to a period, None for a period without one."""
    if starts == date.min or (ends - starts).days > _LONGEST_DAYS:
        return None
    # A year from September on holds the next June.
    if starts > date(starts.year, 6, 30) and ends > date(starts.year + 1, 6, 30):
        return starts.year + 1
    return starts.year
