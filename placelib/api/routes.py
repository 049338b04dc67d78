"""The addresses of the API, each with its parameters checked and its answer's headers."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Sequence
from functools import wraps
from pathlib import Path
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Mount, Route

from placelib.api import answers, downloads, parameters, problems, quadrant_answers
from placelib.api.feed import build_feed
from placelib.api.openapi import FORMS, LIST_FORMS, NEIGHBOURHOOD_PATH, PREFIX, describe_api
from placelib.api.rate_limit import A_SECOND, AddressRateLimit
from placelib.areas.levels import LEVELS
from placelib.database.cache import use_snapshot
from placelib.errors import PlaceError
from placelib.neighbourhoods.measures import MEASURES
from placelib.quadrant.settings import FEWEST_CHOSEN_COUNCILS
from placelib.views import neighbourhoods, snapshot_records
from placelib.views import quadrant as quadrant_view
from placelib.views.neighbourhood_records import list_spread_records

MEDIA_TYPES = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
    "atom": "application/atom+xml; charset=utf-8",
}
# A browser or a notebook asks again after a minute, and is then told in a hundred bytes (304) that
# nothing has changed.
_CACHE = "public, max-age=60, must-revalidate"
_MOST_FIND = 200
_FOLDER = downloads.DownloadFolder()
Body = bytes | tuple[bytes, str, dict[str, str]]


def api_route(a_second: float = A_SECOND) -> Mount:
    """Everything below /api/v1; ``a_second`` requests of one address, 0 for no limit."""
    routes = [
        Route("/areas", _answer(_list_areas, "level", "name", "format")),
        Route("/areas/{code}", _answer(_describe_area)),
        Route("/indicators", _answer(_list_indicators, "format")),
        Route("/indicators/{slug}", _answer(_describe_indicator)),
        Route(
            "/observations",
            _answer(
                _list_observations,
                "area", "indicator", "level", "period", "format", "limit", "cursor",
            ),
        ),
        Route(
            NEIGHBOURHOOD_PATH,
            _answer(_list_neighbourhoods, "area", "measure", "format", "limit", "cursor"),
        ),
        Route(f"{NEIGHBOURHOOD_PATH}/spread", _answer(_list_spreads, "area", "measure", "format")),
        Route("/assets/{code}", _answer(_list_assets, "format")),
        Route("/quadrants", _answer(_list_quadrants, "format")),
        Route("/quadrant/{code}", _answer(_describe_quadrant, "format")),
        Route("/quadrant/{code}/councils", _answer(_list_council_quadrants, "format")),
        Route("/quadrant/{code}/years", _answer(_list_years, "format")),
        Route("/boundary", _answer(_describe_boundary, "area", "beside", "format")),
        Route("/find", _answer(_find, "q", "format")),
        Route("/downloads/everything.{form}", _send(_choose_everything)),
        Route("/downloads/area/{code}.{form}", _send(_choose_area)),
        Route("/downloads/indicator/{slug}.{form}", _send(_choose_indicator)),
        Route("/downloads/topic/{topic}.{form}", _send(_choose_topic)),
        Route("/downloads/quadrants.json", _send(lambda _: (_FOLDER.get_quadrants(), "json"))),
        Route("/changes.atom", _answer(_feed)),
        Route("/openapi.json", _answer(lambda _: answers.write_json(describe_api()))),
    ]  # fmt: skip
    app = Starlette(
        routes=routes,
        middleware=[
            Middleware(AddressRateLimit, a_second=a_second, at_once=4 * a_second),
            Middleware(GZipMiddleware, minimum_size=1_000),
        ],
        exception_handlers={
            problems.ApiProblem: problems.answer_api_problem,
            PlaceError: problems.answer_place_error,
            HTTPException: problems.answer_http_error,
        },
    )
    return Mount(PREFIX, app=app)


def _answer(look_up: Callable[[Request], Body], *allowed: str) -> Callable[[Request], Response]:
    """An endpoint that checks the parameters' names and answers 304 where nothing has changed."""

    @wraps(look_up)
    def endpoint(request: Request) -> Response:
        parameters.check_names(request.query_params, allowed)
        headers = {**problems.ALLOW_READING, "Cache-Control": _CACHE, "ETag": _tag(request)}
        if headers["ETag"] in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        body = look_up(request)
        if isinstance(body, bytes):
            return Response(body, headers=headers, media_type=MEDIA_TYPES["json"])
        content, form, further = body
        return Response(content, headers={**headers, **further}, media_type=MEDIA_TYPES[form])

    return endpoint


def _send(choose: Callable[[Request], tuple[Path, str]]) -> Callable[[Request], Response]:
    """An endpoint that sends a whole file under a name that says what it holds."""

    def endpoint(request: Request) -> Response:
        parameters.check_names(request.query_params, ())
        headers = {**problems.ALLOW_READING, "Cache-Control": _CACHE, "ETag": _tag(request)}
        if headers["ETag"] in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=headers)
        path, form = choose(request)
        media_type = downloads.MEDIA_TYPES[form]
        return FileResponse(path, headers=headers, media_type=media_type, filename=path.name)

    return endpoint


def _choose_everything(request: Request) -> tuple[Path, str]:
    form = _check_form(request, downloads.EVERYTHING_FORMS)
    if form == "duckdb":
        return downloads.find_database_file(), form
    return _FOLDER.get_file(downloads.select_everything(), form), form


def _choose_area(request: Request) -> tuple[Path, str]:
    form = _check_form(request, downloads.FORMS)
    return _FOLDER.get_file(downloads.select_area(request.path_params["code"]), form), form


def _choose_indicator(request: Request) -> tuple[Path, str]:
    form = _check_form(request, downloads.FORMS)
    return _FOLDER.get_file(downloads.select_indicator(request.path_params["slug"]), form), form


def _choose_topic(request: Request) -> tuple[Path, str]:
    form = _check_form(request, downloads.FORMS)
    return _FOLDER.get_file(downloads.select_topic(request.path_params["topic"]), form), form


def _check_form(request: Request, forms: Sequence[str]) -> str:
    """The form that the address ends in; json is the metadata of a CSV. Raises ApiProblem."""
    form: str = request.path_params["form"]
    if form not in (*forms, "json"):
        raise problems.ApiProblem(
            404, "Not found", f"There is no .{form[:20]} of this. There are {', '.join(forms)}."
        )
    return form


def _tag(request: Request) -> str:
    """What changes when the data, the address or a parameter does; the order of these does not."""
    with use_snapshot() as snapshot:
        build_date = snapshot_records.get_metadata().get("build_date", "")
        about = [snapshot.content_mark, build_date, request.url.path]
    text = "\n".join([*about, urlencode(sorted(request.query_params.items()))])
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:20]}"'


def _list_areas(request: Request) -> Body:
    level = parameters.read_choice(request.query_params, "level", LEVELS, "")
    name = request.query_params.get("name", "")
    return _write_list(request, "areas", answers.list_areas(level, name))


def _describe_area(request: Request) -> Body:
    return answers.write_json(answers.describe_area(request.path_params["code"]))


def _list_indicators(request: Request) -> Body:
    return _write_list(request, "indicators", answers.describe_indicators())


def _describe_indicator(request: Request) -> Body:
    return answers.write_json(answers.describe_indicator(request.path_params["slug"]))


def _list_assets(request: Request) -> Body:
    return _write_list(request, "assets", answers.list_area_assets(request.path_params["code"]))


def _list_quadrants(request: Request) -> Body:
    form = _read_list_form(request)
    quadrants = quadrant_view.list_all_quadrants()
    return _write_list(request, "quadrants", quadrant_answers.list_quadrant_rows(quadrants, form))


def _describe_quadrant(request: Request) -> Body:
    code = request.path_params["code"]
    if _read_list_form(request) == "csv":
        return answers.write_list_csv(quadrant_answers.list_quadrant_table(code)), "csv", {}
    return answers.write_json(quadrant_answers.describe_quadrant(code))


def _list_council_quadrants(request: Request) -> Body:
    form = _read_list_form(request)
    quadrants = quadrant_answers.list_area_quadrants(request.path_params["code"])
    return _write_list(request, "quadrants", quadrant_answers.list_quadrant_rows(quadrants, form))


def _list_years(request: Request) -> Body:
    return _write_list(request, "years", quadrant_answers.list_years(request.path_params["code"]))


def _describe_boundary(request: Request) -> Body:
    params, registry = request.query_params, snapshot_records.get_registry()
    councils = [area.code for area in registry.current("ltla") if area.is_english]
    remedy = "A boundary is drawn of current English councils: /api/v1/areas?level=ltla lists them."
    codes = parameters.read_list(params, "area", councils, remedy)
    if len(codes) < FEWEST_CHOSEN_COUNCILS:
        raise parameters.refuse(
            f"“area” has {len(codes)} councils: a boundary is drawn of two or more."
        )
    if _read_list_form(request) == "csv":
        rows = quadrant_answers.list_boundary_table(codes, params.get("beside", ""))
        return answers.write_list_csv(rows), "csv", {}
    return answers.write_json(quadrant_answers.describe_boundary(codes))


def _find(request: Request) -> Body:
    query = request.query_params.get("q", "").strip()
    if not query:
        raise problems.ApiProblem(
            400, "The request cannot be understood", "Give a name or a code, as in find?q=Leeds."
        )
    return _write_list(request, "matches", answers.find_areas(query[:_MOST_FIND]))


def _feed(request: Request) -> Body:
    # The host that the visitor asked: OwnOrigins and the proxy in front look after its truth.
    return build_feed(f"{request.url.scheme}://{request.url.netloc}"), "atom", {}


def _write_list(request: Request, name: str, rows: list[answers.Values]) -> Body:
    """A list as JSON under its name, or as CSV."""
    if _read_list_form(request) == "csv":
        return answers.write_list_csv(rows), "csv", {}
    return answers.write_json({name: rows})


def _read_list_form(request: Request) -> str:
    """The form of a list that is asked for: json without a word. Raises ApiProblem."""
    return parameters.read_choice(request.query_params, "format", LIST_FORMS, "json")


def _list_observations(request: Request) -> Body:
    params = request.query_params
    form = parameters.read_choice(params, "format", FORMS, "json")
    registry, catalogue = snapshot_records.get_registry(), snapshot_records.get_catalogue()
    query = answers.Query(
        areas=tuple(parameters.read_list(params, "area", registry.areas)),
        indicators=tuple(parameters.read_list(params, "indicator", catalogue.indicators)),
        level=parameters.read_choice(params, "level", LEVELS, ""),
        periods=tuple(parameters.read_list(params, "period")),
        size=parameters.read_size(params),
        position=parameters.read_cursor(params),
    )
    page = answers.build_observations(query, form)
    return page.body, form, _link_to_next(request, page.next_cursor)


def _list_neighbourhoods(request: Request) -> Body:
    params = request.query_params
    form = parameters.read_choice(params, "format", FORMS, "json")
    areas, measures = _read_neighbourhoods(request)
    query = answers.NeighbourhoodQuery(
        areas=tuple(areas),
        measures=tuple(measures),
        size=parameters.read_size(params),
        position=parameters.read_cursor(params),
    )
    page = answers.build_neighbourhood_figures(query, form)
    return page.body, form, _link_to_next(request, page.next_cursor)


def _list_spreads(request: Request) -> Body:
    areas, measures = _read_neighbourhoods(request)
    if (len(areas), len(measures)) != (1, 1):
        raise parameters.refuse("Give one area and one measure, as in area=E08000012&measure=imd.")
    return _write_list(request, "spreads", list_spread_records(areas[0], measures[0]))


def _read_neighbourhoods(request: Request) -> tuple[list[str], list[str]]:
    """The mapped areas and the measures that are asked for. Raises ApiProblem."""
    params = request.query_params
    remedy = "Figures of neighbourhoods are of councils and authorities in England, and of London."
    areas = parameters.read_list(params, "area", neighbourhoods.list_mapped_areas(), remedy)
    remedy = f"It can be {', '.join(MEASURES)}."
    return areas, parameters.read_list(params, "measure", MEASURES, remedy)


def _link_to_next(request: Request, cursor: str) -> dict[str, str]:
    """The next page as a Link header (RFC 8288), relative to the address asked."""
    if not cursor:
        return {}
    again = {**request.query_params, "cursor": cursor}
    return {
        "Link": f'<?{urlencode(again)}>; rel="next"',
        "Access-Control-Expose-Headers": "Link, ETag",
    }
