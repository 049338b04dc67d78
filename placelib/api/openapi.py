"""The description of the API for machines (OpenAPI 3.1)."""

from __future__ import annotations

from typing import Any

from placelib.areas.levels import LEVELS
from placelib.exports.observation_table import COLUMNS, NUMBERS
from placelib.neighbourhoods.figures import TENTHS
from placelib.neighbourhoods.measures import MEASURES
from placelib.urls import NEIGHBOURHOODS

PREFIX = "/api/v1"
FORMS = ("json", "csv", "parquet")
LIST_FORMS = ("json", "csv")
# The figures of a page have its path.
NEIGHBOURHOOD_PATH = f"/{NEIGHBOURHOODS.path}"
Schema = dict[str, Any]


def describe_api() -> Schema:
    """The whole description: every address, parameter, answer and problem."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Bend the Line",
            "version": "1",
            "description": (
                "Indicators of every council, combined authority, region and nation of the United "
                "Kingdom, and the quadrant of understanding and leverage. Reading needs no key."
            ),
            "license": {
                "name": "Open Government Licence v3.0",
                "url": "https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/",
            },
        },
        "servers": [{"url": PREFIX}],
        "paths": _paths(),
        "components": {"schemas": _schemas()},
    }


def _paths() -> Schema:
    list_form = _query("format", "JSON without it.", {"enum": list(LIST_FORMS)})
    form = _path("form", "csv, parquet, xlsx, or json for the metadata beside the CSV.")
    code = _path("code", "The official code of an area, such as E08000012.")
    slug = _path("slug", "The indicator's name in addresses, such as employment-rate.")
    return {
        "/areas": _get(
            "Every area, current ones first",
            _object(areas=_list("Area")),
            _query("level", "Only areas of this geography level.", {"enum": list(LEVELS)}),
            _query("name", "Only areas whose name holds these letters.", {"type": "string"}),
            list_form,
        ),
        "/areas/{code}": _get("An area with what it belongs to", _link("AreaWithTiers"), code),
        "/indicators": _get("Every indicator", _object(indicators=_list("Indicator")), list_form),
        "/indicators/{slug}": _get("An indicator", _link("Indicator"), slug),
        "/observations": _observations(),
        NEIGHBOURHOOD_PATH: _neighbourhoods(),
        f"{NEIGHBOURHOOD_PATH}/spread": _get(
            "How a measure spreads over a place, what it belongs to, and England: the positions "
            "from 0, the hardest pressed, to 1, and how many neighbourhoods lie in each tenth",
            _object(spreads=_list("Spread")),
            _query("area", "One council, authority or London.", {"type": "string"}),
            _query("measure", f"One of {', '.join(MEASURES)}.", {"type": "string"}),
            list_form,
        ),
        "/assets/{code}": _get(
            "What is published of what an area has, beside England: libraries, their use, "
            "parishes, and what the people of its middle neighbourhood can reach",
            _object(assets=_list("Asset")),
            code,
            list_form,
        ),
        "/quadrants": _get(
            "Every authority and its councils on both axes, a row each",
            _object(quadrants=_list("QuadrantRow")),
            list_form,
        ),
        "/quadrant/{code}": _get(
            "Understanding and leverage of an area: JSON with every input, CSV with one row",
            {"type": "object"},
            code,
            list_form,
        ),
        "/quadrant/{code}/councils": _get(
            "The same of an area and the councils of its authority, a row each",
            _object(quadrants=_list("QuadrantRow")),
            code,
            list_form,
        ),
        "/quadrant/{code}/years": _get(
            "The authority’s part of what it and its councils spend, and the local share of public "
            "spending in the region, year by year",
            _object(years=_list("YearShare")),
            code,
            list_form,
        ),
        "/boundary": _get(
            "Understanding of two English councils or more drawn together",
            {"type": "object"},
            _query("area", "Codes of councils with commas between them.", {"type": "string"}),
            _query("beside", "An authority of today, for a second row.", {"type": "string"}),
            list_form,
        ),
        "/find": _get(
            "The places that a name or a code may mean, best first",
            _object(matches=_list("Match")),
            {**_query("q", "A name, an old or Welsh name, or a code.", {"type": "string"}),
             "required": True},
            list_form,
        ),
        "/downloads/everything.{form}": _file(
            "All observations in one file", _path("form", "csv.gz, parquet, duckdb or json.")
        ),
        "/downloads/area/{code}.{form}": _file("An area with its tiers", code, form),
        "/downloads/indicator/{slug}.{form}": _file("An indicator for all areas", slug, form),
        "/downloads/topic/{topic}.{form}": _file(
            "All indicators of a topic", _path("topic", "Such as housing."), form
        ),
        "/downloads/quadrants.json": _file("Every quadrant with its inputs"),
        "/changes.atom": _file("What each data version changed, as an Atom feed"),
        "/openapi.json": _get("This description", {"type": "object"}),
    }  # fmt: skip


def _observations() -> Schema:
    listed = {"type": "string"}
    return _get_pages(
        "Figures, one an area, indicator and period",
        _query("area", "Codes of areas with commas between them; all without it.", listed),
        _query(
            "indicator", "Names of indicators with commas between them; all without it.", listed
        ),
        _query("level", "Only areas of this geography level.", {"enum": list(LEVELS)}),
        _query(
            "period",
            "Only these periods, such as 2023-01-01/P1Y, with commas between them.",
            {"type": "string"},
        ),
    )


def _neighbourhoods() -> Schema:
    return _get_pages(
        "Figures of England’s neighbourhoods (LSOA 2021), one a neighbourhood and measure; “note” "
        "has the tenth of England",
        _query(
            "area",
            "Codes of councils, authorities or London with commas between them; all without it.",
            {"type": "string"},
        ),
        _query(
            "measure",
            f"Measures with commas between them, all without it: {', '.join(MEASURES)}.",
            {"type": "string"},
        ),
    )


def _get_pages(summary: str, *parameters: Schema) -> Schema:
    """An address whose answer is pages of observations, in three forms."""
    described = _get(
        summary,
        _object(observations=_list("Observation"), next={"type": ["string", "null"]}),
        *parameters,
        _query("format", "JSON without it.", {"enum": list(FORMS)}),
        _query("limit", "Rows of a page.", {"type": "integer", "minimum": 1, "maximum": 10_000}),
        _query("cursor", "Where the page begins: “next” of the page before.", {"type": "string"}),
    )
    content = described["get"]["responses"]["200"]["content"]
    content["text/csv"] = {"schema": {"type": "string"}}
    content["application/vnd.apache.parquet"] = {"schema": {"type": "string", "format": "binary"}}
    return described


def _file(summary: str, *parameters: Schema) -> Schema:
    described = _get(summary, {}, *parameters)
    content = {"*/*": {"schema": {"type": "string", "format": "binary"}}}
    described["get"]["responses"]["200"] = {"description": "The file", "content": content}
    return described


def _get(summary: str, schema: Schema, *parameters: Schema) -> Schema:
    problem = {"content": {"application/problem+json": {"schema": _link("Problem")}}}
    responses: Schema = {
        "200": {"description": "Found", "content": {"application/json": {"schema": schema}}},
        "304": {"description": "Not changed since the ETag was given"},
        "400": {"description": "A parameter is wrong, and why", **problem},
        "429": {"description": "Too many requests of this address", **problem},
        "503": {"description": "The data cannot be read for now", **problem},
    }
    if any(parameter["in"] == "path" for parameter in parameters):
        responses["404"] = {"description": "No such area or indicator", **problem}
    return {"get": {"summary": summary, "parameters": list(parameters), "responses": responses}}


def _path(name: str, description: str) -> Schema:
    return {
        "name": name,
        "in": "path",
        "required": True,
        "description": description,
        "schema": {"type": "string"},
    }


def _query(name: str, description: str, schema: Schema) -> Schema:
    return {"name": name, "in": "query", "description": description, "schema": schema}


def _link(name: str) -> Schema:
    return {"$ref": f"#/components/schemas/{name}"}


def _list(name: str) -> Schema:
    return {"type": "array", "items": _link(name)}


def _object(**properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _schemas() -> Schema:
    text: Schema = {"type": "string"}
    year: Schema = {"type": ["integer", "null"]}
    number: Schema = {"type": ["number", "null"]}
    area: Schema = {
        "code": text,
        "name": text,
        "level": text,
        "is_upper_tier": {"type": "boolean"},
        "nation": {"type": ["string", "null"]},
        "started": year,
        "ended": year,
    }
    tiers = {name: _list("Area") for name in ("belongs_to", "holds", "successors")}
    return {
        "Area": _object(**area),
        "AreaWithTiers": _object(**area, **tiers),
        "Indicator": _object(
            slug=text,
            name=text,
            topic=text,
            sub_topic=text,
            what_it_is=text,
            be_careful=text,
            direction={"enum": [1, -1, None]},
            unit=text,
            decimals={"type": "integer"},
            is_rate={"type": "boolean"},
            has_interval={"type": "boolean"},
            first_period={"type": ["string", "null"]},
            last_period={"type": ["string", "null"]},
            levels={"type": "array", "items": text},
            nations={"type": "array", "items": text},
            sources={"type": "array", "items": _object(name=text, link=text)},
            released={"type": "string", "format": "date"},
        ),
        "Observation": _object(
            **{
                name: {
                    "description": meaning,
                    "type": ["number", "null"] if name in NUMBERS else "string",
                }
                for name, _, meaning in COLUMNS
            }
        ),
        "Asset": _object(
            kind=text,
            name=text,
            area_code=text,
            area_name=text,
            period=text,
            count=number,
            per_10000_people=number,
            england_per_10000_people=number,
            middle_neighbourhood=number,
            england_middle_neighbourhood=number,
            note=text,
            source=text,
        ),
        "QuadrantRow": {
            "type": "object",
            "required": ["code", "name", "kind", "members", "verdict"],
            "properties": {
                **dict.fromkeys(("code", "name", "kind", "level", "verdict"), text),
                **dict.fromkeys(("u", "u_low", "u_high", "l_place", "l_all"), number),
            },
        },
        "YearShare": _object(
            whose=text,
            area_code=text,
            year=text,
            share=number,
            is_pandemic={"type": "boolean"},
            why=text,
        ),
        "Spread": _object(
            area_code=text,
            area_name=text,
            measure=text,
            neighbourhoods={"type": "integer"},
            low=number,
            median=number,
            high=number,
            **{f"tenth_{tenth}": {"type": "integer"} for tenth in range(1, TENTHS + 1)},
        ),
        "Match": _object(code=text, name=text, level=text, why=text),
        "Problem": _object(type=text, title=text, status={"type": "integer"}, detail=text),
    }
