"""The API answers what the library does, by its own description, and refuses the rest kindly."""

from __future__ import annotations

import io
import itertools
import json
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator
from starlette.applications import Starlette
from starlette.testclient import TestClient

from placelib.api.openapi import describe_api
from placelib.api.routes import api_route
from placelib.api_addresses import write_asset_address, write_neighbourhood_address
from placelib.areas.registry import AreaRegistry
from placelib.database import cache, connection
from placelib.database.connection import Store
from placelib.database.snapshots import DataSnapshots
from placelib.model import LONDON
from placelib.neighbourhoods.measures import MEASURES
from placelib.quadrant import build_table_row
from placelib.quadrant.leverage_series import read_authority_shares, read_local_shares
from placelib.statistics import observations
from placelib.statistics.catalogue import Catalogue
from placelib.views import quadrant as quadrant_view
from placelib.views import snapshot_records
from placelib.views.assets import list_asset_rows

LIVERPOOL = "E08000012"


@pytest.fixture(scope="module")
def client() -> Iterator[TestClient]:
    """The API alone, without a limit on requests."""
    app = Starlette(routes=[api_route(a_second=0)])
    with TestClient(app, raise_server_exceptions=True) as opened:
        yield opened


def get(client: TestClient, address: str) -> Any:
    reply = client.get(f"/api/v1{address}")
    assert reply.status_code == 200, reply.text
    return reply.json()


def walk(client: TestClient, address: str) -> Iterator[dict[str, Any]]:
    """Every observation of an address, page by page."""
    cursor = ""
    for _ in range(1000):
        page = get(client, address + (f"&cursor={cursor}" if cursor else ""))
        yield from page["observations"]
        cursor = page["next"]
        if not cursor:
            return
    raise AssertionError("the pages never end")


def test_every_area_and_indicator_is_listed(
    client: TestClient, bundled_registry: AreaRegistry, bundled_catalogue: Catalogue
) -> None:
    areas = get(client, "/areas")["areas"]
    assert {area["code"] for area in areas} == set(bundled_registry.areas)
    slugs = [entry["slug"] for entry in get(client, "/indicators")["indicators"]]
    assert slugs == list(bundled_catalogue.indicators)


def test_areas_of_a_level_and_a_name(client: TestClient) -> None:
    names = [area["name"] for area in get(client, "/areas?level=cauth&name=city")["areas"]]
    assert "Liverpool City Region" in names
    assert {area["level"] for area in get(client, "/areas?level=rgn")["areas"]} == {"rgn"}


def test_an_area_says_what_it_belongs_to(client: TestClient) -> None:
    liverpool = get(client, f"/areas/{LIVERPOOL}")
    assert liverpool["name"] == "Liverpool"
    assert liverpool["belongs_to"][0]["code"] == "E47000004"


def test_the_figures_are_those_that_the_library_gives_the_pages(
    client: TestClient, bundled: Store, bundled_registry: AreaRegistry
) -> None:
    """All areas, today's and former ones, and ten indicators, page by page, to the last digit."""
    slugs = [row["slug"] for row in bundled.rows("indicators") if row["has_data"]][::11][:10]
    assert len(slugs) == 10
    address = f"/observations?indicator={','.join(slugs)}&limit=10000"
    answers = {
        (row["indicator"], row["area_code"], row["period_start"], row["period"]): (
            row["value"], row["lower"], row["upper"], row["note"],
        )
        for row in walk(client, address)
    }  # fmt: skip
    series = observations.read_series(bundled, slugs, list(bundled_registry.areas))
    expected = {
        (slug, code, row.starts.isoformat(), row.period_label): (
            row.value, row.lower, row.upper, row.note or "",
        )
        for (slug, code), rows in series.items()
        for row in rows
    }  # fmt: skip
    assert len(expected) > 20_000
    assert answers == expected


def test_figures_of_neighbourhoods_are_those_of_the_source(
    client: TestClient, bundled: Store
) -> None:
    """Every measure of two councils, page by page; a share of 1 in the source is a percentage."""
    address = "/neighbourhoods?area=E08000012,E06000053&limit=777"
    records = list(walk(client, address))
    answers = {(row["indicator"], row["area_code"]): row["value"] for row in records}
    assert len(answers) == len(records)
    shares = {"income", "employment", "overcrowding", "skills", "university"}
    expected = {
        (slug, row["code"]): None
        if row[slug] is None
        else round(float(row[slug]) * (100 if slug in shares else 1), 3)
        for row in bundled.rows("neighbourhoods")
        if row["area_code"] in {"E08000012", "E06000053"}
        for slug in MEASURES
    }
    assert len(expected) > 6_000
    assert answers == expected
    assert {row["level"] for row in records} == {"lsoa"}


def test_a_measure_of_all_neighbourhoods_comes_whole_and_in_three_forms(
    client: TestClient, bundled: Store
) -> None:
    address = "/neighbourhoods?measure=crime&limit=10000"
    codes = [row["area_code"] for row in walk(client, address)]
    assert codes == [row["code"] for row in bundled.rows("neighbourhoods")]
    address = f"/neighbourhoods?area={LIVERPOOL}&measure=crime"
    values = [row["value"] for row in get(client, address)["observations"]]
    assert min(values) < 0 < max(values)
    reply = client.get(f"/api/v1{address}&format=csv")
    text = pd.read_csv(io.BytesIO(reply.content), encoding="utf-8-sig")
    assert list(text["value"]) == values
    reply = client.get(f"/api/v1{address}&format=parquet")
    assert list(pd.read_parquet(io.BytesIO(reply.content))["value"]) == values


def test_a_place_inside_another_has_its_neighbourhoods_once(client: TestClient) -> None:
    address = "/neighbourhoods?measure=imd&limit=10000&area=E47000004"
    assert list(walk(client, address)) == list(walk(client, f"{address},{LIVERPOOL}"))


def test_the_address_of_a_map_of_neighbourhoods_is_answered_whole(client: TestClient) -> None:
    reply = client.get(f"/{write_neighbourhood_address([LONDON], 'imd')}")
    assert reply.status_code == 200
    assert "link" not in reply.headers
    assert len(pd.read_csv(io.BytesIO(reply.content))) == 4_994


def test_what_a_place_has_is_what_its_page_shows(client: TestClient) -> None:
    for code in (LIVERPOOL, "E47000004", "E07000106", "W06000015", "E92000001"):
        rows = list_asset_rows(code)
        assets = get(client, f"/assets/{code}")["assets"]
        assert [asset["name"] for asset in assets] == [row["What"] for row in rows]
        for asset, row in zip(assets, rows, strict=True):
            middle, england = asset["middle_neighbourhood"], asset["england_middle_neighbourhood"]
            if middle is not None:
                # “1,911 patients”, “score 40.2”.
                for figure, words in ((middle, row["Published"]), (england, row["England"])):
                    (digits,) = re.findall(r"−?[\d,]+(?:\.\d+)?", words)
                    shown = float(digits.replace(",", "").replace("−", "-"))
                    assert abs(figure - shown) <= (0.5 if abs(shown) > 100 else 0.05)
            elif asset["count"] is None:
                assert row["Published"] == "not published"
                assert asset["note"]
            else:
                assert abs(asset["count"] - int(row["Published"].replace(",", ""))) <= 0.5
        reply = client.get(f"/{write_asset_address(code)}")
        table = pd.read_csv(io.BytesIO(reply.content), encoding="utf-8-sig")
        counts = [None if pd.isna(count) else count for count in table["count"]]
        assert counts == [asset["count"] for asset in assets]
    # A district's libraries are its county's.
    (libraries, *_) = get(client, "/assets/E07000106")["assets"]
    assert libraries["area_code"] == "E10000016"


def test_quadrants_are_those_of_the_library(client: TestClient) -> None:
    quadrants = {one.code: one for one in quadrant_view.list_all_quadrants()}
    rows = get(client, "/quadrants")["quadrants"]
    assert [row["code"] for row in rows] == list(quadrants)
    assert rows == json.loads(json.dumps([build_table_row(one) for one in quadrants.values()]))
    text = client.get("/api/v1/quadrants?format=csv").content
    table = pd.read_csv(io.BytesIO(text), encoding="utf-8-sig").set_index("code")
    region = quadrants["E47000004"]
    row = table.loc[region.code]
    transport = next(one for one in region.leverage.levers if one.lever == "transport")
    assert row["u"] == pytest.approx(region.understanding.score)
    assert row["transport_ministers"] == pytest.approx(transport.ministers, abs=0.005)
    assert region.leverage.coming is not None
    assert row["l_coming"] == pytest.approx(region.leverage.coming.arrow_end)
    councils = get(client, f"/quadrant/{LIVERPOOL}/councils")["quadrants"]
    assert councils[0]["code"] == LIVERPOOL
    members = {area.code for area in region.tiers.members}
    assert {row["code"] for row in councils} == members
    by_csv = client.get(f"/api/v1/quadrant/{LIVERPOOL}/councils?format=csv").content
    assert set(pd.read_csv(io.BytesIO(by_csv), encoding="utf-8-sig")["code"]) == members


def test_the_years_of_an_authority_and_its_region_are_told_apart(client: TestClient) -> None:
    years = get(client, f"/quadrant/{LIVERPOOL}/years")["years"]
    evidence = snapshot_records.get_evidence().leverage
    for whose, code, shares in (
        ("authority", "E47000004", read_authority_shares(evidence, "E47000004")),
        ("local government", "E12000002", read_local_shares(evidence, "E12000002")),
    ):
        rows = [row for row in years if row["whose"] == whose]
        assert {row["area_code"] for row in rows} == {code}
        assert [(row["year"], row["share"]) for row in rows] == [
            (share.year, share.share) for share in shares
        ]
    # Where there is no authority the region's line stands alone.
    rows = get(client, "/quadrant/E06000046/years")["years"]
    assert {row["whose"] for row in rows} == {"local government"}


def test_a_drawn_boundary_is_read_as_on_the_page(client: TestClient) -> None:
    codes = ["E08000011", LIVERPOOL, "E08000013", "E08000014", "E08000015", "E06000006"]
    address = f"/boundary?area={','.join(codes)}"
    drawn = get(client, address)
    today = quadrant_view.get_quadrant("E47000004")
    assert set(drawn["members"]) == set(codes) == {one.code for one in today.tiers.members}
    assert drawn["headline"]["score"] == pytest.approx(today.understanding.score)
    text = client.get(f"/api/v1{address}&beside=E47000004&format=csv").content
    table = pd.read_csv(io.BytesIO(text), encoding="utf-8-sig")
    assert list(table["boundary"]) == ["drawn", "E47000004"]
    assert table["u"][0] == pytest.approx(table["u"][1]) == today.understanding.score
    assert list(table["councils"]) == [6, 6]


def test_the_spread_of_a_measure_counts_every_neighbourhood(client: TestClient) -> None:
    spreads = get(client, f"/neighbourhoods/spread?area={LIVERPOOL}&measure=imd")["spreads"]
    assert [row["area_code"] for row in spreads] == ["E92000001", "E47000004", LIVERPOOL]
    records = list(walk(client, f"/neighbourhoods?area={LIVERPOOL}&measure=imd&limit=10000"))
    counted = [
        sum(record["note"].startswith(f"tenth {tenth} ") for record in records)
        for tenth in range(1, 11)
    ]
    assert [spreads[-1][f"tenth_{tenth}"] for tenth in range(1, 11)] == counted
    assert spreads[-1]["neighbourhoods"] == len(records) == sum(counted)
    assert spreads[-1]["low"] < spreads[-1]["median"] < spreads[0]["median"]


def test_small_pages_join_to_the_same_rows_as_a_large_one(client: TestClient) -> None:
    address = f"/observations?area={LIVERPOOL}&indicator=employment-rate"
    assert list(walk(client, f"{address}&limit=3")) == list(walk(client, address))


def test_the_three_forms_hold_the_same_figures(client: TestClient) -> None:
    address = f"/api/v1/observations?area={LIVERPOOL},E06000001&limit=5000"
    records = pd.DataFrame(client.get(address).json()["observations"])
    text = client.get(f"{address}&format=csv").content
    assert text.startswith(b"\xef\xbb\xbf")
    by_pandas = pd.read_csv(io.BytesIO(text), encoding="utf-8-sig")
    by_parquet = pd.read_parquet(io.BytesIO(client.get(f"{address}&format=parquet").content))
    for column in ("value", "lower", "upper"):
        expected = [None if pd.isna(value) else value for value in records[column]]
        for table in (by_pandas, by_parquet):
            assert [None if pd.isna(value) else value for value in table[column]] == expected
    assert list(by_pandas["area_code"]) == list(records["area_code"])
    assert by_pandas["value"].dtype == "float64"


def test_lists_can_be_had_as_csv(client: TestClient) -> None:
    for address, name in (
        ("/areas", "areas"),
        ("/indicators", "indicators"),
        ("/find?q=Leeds", "matches"),
    ):
        sign = "&" if "?" in address else "?"
        reply = client.get(f"/api/v1{address}{sign}format=csv")
        assert reply.headers["content-type"] == "text/csv; charset=utf-8"
        table = pd.read_csv(io.BytesIO(reply.content), encoding="utf-8-sig", keep_default_na=False)
        rows = get(client, address)[name]
        assert list(table.columns) == list(rows[0])
        key = table.columns[0]
        assert list(table[key]) == [row[key] for row in rows]


def test_a_page_that_goes_on_says_where_in_its_header(client: TestClient) -> None:
    reply = client.get(f"/api/v1/observations?area={LIVERPOOL}&limit=2&format=csv")
    assert 'rel="next"' in reply.headers["link"]
    assert "cursor=" in reply.headers["link"]


def test_what_has_not_changed_is_not_sent_again(client: TestClient) -> None:
    first = client.get("/api/v1/indicators")
    again = client.get("/api/v1/indicators", headers={"If-None-Match": first.headers["etag"]})
    assert again.status_code == 304
    assert again.content == b""
    swapped = client.get("/api/v1/areas?level=rgn&name=East").headers["etag"]
    assert client.get("/api/v1/areas?name=East&level=rgn").headers["etag"] == swapped
    assert client.get("/api/v1/areas?name=West&level=rgn").headers["etag"] != swapped


def test_pages_of_other_sites_may_read(client: TestClient) -> None:
    for address in ("/api/v1/find?q=Leeds", "/api/v1/nowhere", "/api/v1/find"):
        assert client.get(address).headers["access-control-allow-origin"] == "*"


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        ("/areas/E99999999", 404, "E99999999"),
        ("/indicators/nonsense", 404, "nonsense"),
        ("/quadrant/nonsense", 404, "nonsense"),
        ("/assets/nonsense", 404, "nonsense"),
        ("/nowhere", 404, "openapi.json"),
        ("/observations?area=E99999999", 400, "/api/v1/areas lists"),
        ("/observations?limit=0", 400, "from 1 to 10,000"),
        ("/observations?limit=99999999999999999999", 400, "from 1 to 10,000"),
        ("/observations?limit=00000019999999", 400, "from 1 to 10,000"),
        ("/observations?limit=" + "0" * 5000 + "1", 400, "from 1 to 10,000"),
        ("/observations?cursor=zzz", 400, "none of ours"),
        ("/observations?cursor=W10", 400, "none of ours"),
        ("/observations?format=xml", 400, "json, csv, parquet"),
        ("/observations?colour=red", 400, "no parameter of this address"),
        ("/observations?area=a&area=b", 400, "2 times"),
        ("/observations?area=" + ",".join(map(str, range(101))), 400, "100 at a time"),
        ("/areas?level=street", 400, "no level"),
        ("/find", 400, "find?q=Leeds"),
        ("/neighbourhoods?area=S12000033", 400, "councils and authorities in England"),
        ("/neighbourhoods?measure=nonsense", 400, "It can be imd, income"),
        ("/neighbourhoods?cursor=WyJ4IiwieSIsIiJd", 400, "none of ours"),
        ("/neighbourhoods?level=lsoa", 400, "no parameter of this address"),
        ("/neighbourhoods/spread?area=E08000012", 400, "one area and one measure"),
        ("/boundary?area=E08000012", 400, "two or more"),
        ("/boundary?area=E08000012,W06000015", 400, "current English councils"),
        ("/boundary?area=E08000011,E08000012&beside=nonsense&format=csv", 404, "nonsense"),
        ("/quadrant/nonsense/years", 404, "nonsense"),
    ],
)
def test_a_wrong_request_is_told_the_rule_and_the_remedy(
    client: TestClient, address: str, status: int, words: str
) -> None:
    reply = client.get(f"/api/v1{address}")
    assert reply.status_code == status
    assert reply.headers["content-type"] == "application/problem+json"
    problem = reply.json()
    assert problem["status"] == status
    assert words in problem["detail"]


def test_nothing_can_be_written(client: TestClient) -> None:
    reply = client.post("/api/v1/areas")
    assert reply.status_code == 405
    assert reply.headers["allow"] == "GET, HEAD"


ADDRESSES = [
    "/areas?level=rgn",
    f"/areas/{LIVERPOOL}",
    "/indicators",
    "/indicators/employment-rate",
    f"/observations?area={LIVERPOOL}&limit=200",
    f"/neighbourhoods?area={LIVERPOOL}&limit=200",
    f"/assets/{LIVERPOOL}",
    "/quadrants",
    f"/quadrant/{LIVERPOOL}",
    f"/quadrant/{LIVERPOOL}/councils",
    f"/quadrant/{LIVERPOOL}/years",
    f"/boundary?area=E08000011,{LIVERPOOL}",
    f"/neighbourhoods/spread?area={LIVERPOOL}&measure=imd",
    "/find?q=Ynys%20M%C3%B4n",
]


@pytest.mark.parametrize("address", ADDRESSES)
def test_every_answer_is_as_the_description_says(client: TestClient, address: str) -> None:
    description = get(client, "/openapi.json")
    assert description == json.loads(json.dumps(describe_api()))
    path = address.partition("?")[0]
    template = next(
        name
        for name in description["paths"]
        if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", name), path)
    )
    ok = description["paths"][template]["get"]["responses"]["200"]
    schema = ok["content"]["application/json"]["schema"]
    whole = {**schema, "components": description["components"]}
    Draft202012Validator(whole).validate(get(client, address))


def test_every_address_of_the_description_is_answered_and_no_other_exists() -> None:
    (mount,) = [api_route()]
    paths = {route.path for route in mount.app.routes}  # type: ignore[attr-defined]
    assert paths == set(describe_api()["paths"])


ODD = st.one_of(
    st.text(max_size=40),
    st.sampled_from(["'; DROP TABLE observation; --", "../../etc/passwd", "%00", "\u202e", "null"]),
)
NAMES = st.sampled_from(
    [
        "area",
        "beside",
        "indicator",
        "measure",
        "level",
        "period",
        "format",
        "limit",
        "cursor",
        "q",
        "x",
    ]
)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    path=st.sampled_from(
        [
            "/observations",
            "/neighbourhoods",
            "/areas",
            "/find",
            "/boundary",
            "/areas/",
            "/indicators/",
            "/",
        ]
    ),
    tail=ODD,
    params=st.lists(st.tuples(NAMES, ODD), max_size=4),
)
def test_no_odd_request_breaks_it_or_learns_of_its_inside(
    client: TestClient, path: str, tail: str, params: list[tuple[str, str]]
) -> None:
    address = f"/api/v1{path}" + (quote(tail, safe="") if path.endswith("/") else "")
    reply = client.get(address, params=params)
    assert reply.status_code in {200, 400, 404}
    if "\n" in tail and path.endswith("/"):
        # Such a path is none of the API's: its host answers.
        return
    if reply.status_code != 200:
        assert set(reply.json()) == {"type", "title", "status", "detail"}
        for secret in ("SELECT", "Traceback", "placelib/", ".duckdb", "site-packages"):
            assert secret not in reply.json()["detail"]


def test_the_same_question_is_answered_from_memory(client: TestClient) -> None:
    address = f"/observations?area={LIVERPOOL}&limit=500"
    assert get(client, address) == get(client, address)
    assert len(list(itertools.islice(walk(client, address), 600))) == 600


@pytest.mark.parametrize(
    "address", [f"/areas/{LIVERPOOL}", "/indicators", "/downloads/area/E08000012.csv"]
)
def test_without_data_every_address_says_that_it_is_for_now(
    client: TestClient, address: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(cache, "SNAPSHOTS", DataSnapshots(tmp_path / "places.duckdb"))
    reply = client.get(f"/api/v1{address}")
    assert (reply.status_code, reply.json()["status"]) == (503, 503)
    assert "cannot be shown" in reply.json()["detail"]
    described = describe_api()["paths"]["/indicators"]["get"]["responses"]
    assert "503" in described


def test_an_etag_changes_with_the_file_of_neighbourhoods(
    client: TestClient, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    beside, arriving = tmp_path / "neighbourhoods.duckdb", tmp_path / "arriving"
    shutil.copy(connection.NEIGHBOURHOODS, arriving)
    monkeypatch.setattr(connection, "NEIGHBOURHOODS", beside)
    monkeypatch.setattr(cache, "SNAPSHOTS", DataSnapshots(seconds=0))
    address = f"/api/v1/assets/{LIVERPOOL}"
    before = client.get(address)
    assert client.get(address).headers["etag"] == before.headers["etag"]
    arriving.replace(beside)
    after = client.get(address)
    assert after.headers["etag"] != before.headers["etag"]
    assert len(after.json()["assets"]) > len(before.json()["assets"])
