"""The addresses of the API, each with its parameters checked and its answer's headers."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import wraps
from urllib.parse import urlencode

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.gzip import GZipMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Mount, Route

from placelib.api import answers, parameters, problems
from placelib.api.openapi import FORMS, LEVELS, PREFIX, describe_api
from placelib.api.rate_limit import A_SECOND, RateLimit
from placelib.errors import PlaceError
from placelib.views import snapshot_records

MEDIA_TYPES = {
    "json": "application/json",
    "csv": "text/csv; charset=utf-8",
    "parquet": "application/vnd.apache.parquet",
}
# A browser or a notebook asks again after a minute, and is then told in a hundred bytes (304) that
# nothing has changed.
_CACHE = "public, max-age=60, must-revalidate"
_MOST_FIND = 200
Body = bytes | tuple[bytes, str, dict[str, str]]


def api_route(a_second: float = A_SECOND) -> Mount:
    """Everything below /api/v1; ``a_second`` requests of one address, 0 for no limit."""
    routes = [
        Route("/areas", _answer(_list_areas, "level", "name")),
        Route("/areas/{code}", _answer(_describe_area)),
        Route("/indicators", _answer(_list_indicators)),
        Route("/indicators/{slug}", _answer(_describe_indicator)),
        Route(
            "/observations",
            _answer(
                _list_observations,
                "area", "indicator", "level", "period", "format", "limit", "cursor",
            ),
        ),
        Route("/quadrant/{code}", _answer(_describe_quadrant)),
        Route("/find", _answer(_find, "q")),
        Route("/openapi.json", _answer(lambda _: answers.write_json(describe_api()))),
    ]  # fmt: skip
    app = Starlette(
        routes=routes,
        middleware=[
            Middleware(RateLimit, a_second=a_second, at_once=4 * a_second),
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


def _tag(request: Request) -> str:
    """What changes when the data, the address or a parameter does; the order of these does not."""
    metadata = snapshot_records.get_metadata()
    about = [metadata["data_version"], metadata.get("build_date", ""), request.url.path]
    text = "\n".join([*about, urlencode(sorted(request.query_params.items()))])
    return f'"{hashlib.sha256(text.encode()).hexdigest()[:20]}"'


def _list_areas(request: Request) -> Body:
    level = parameters.read_choice(request.query_params, "level", LEVELS, "")
    name = request.query_params.get("name", "")
    return answers.write_json({"areas": answers.list_areas(level, name)})


def _describe_area(request: Request) -> Body:
    return answers.write_json(answers.describe_area(request.path_params["code"]))


def _list_indicators(_request: Request) -> Body:
    return answers.write_json({"indicators": answers.list_indicators()})


def _describe_indicator(request: Request) -> Body:
    return answers.write_json(answers.describe_indicator(request.path_params["slug"]))


def _describe_quadrant(request: Request) -> Body:
    return answers.write_json(answers.describe_quadrant(request.path_params["code"]))


def _find(request: Request) -> Body:
    query = request.query_params.get("q", "").strip()
    if not query:
        raise problems.ApiProblem(
            400, "The request cannot be understood", "Give a name or a code, as in find?q=Leeds."
        )
    return answers.write_json({"matches": answers.find_areas(query[:_MOST_FIND])})


def _list_observations(request: Request) -> Body:
    params = request.query_params
    form = parameters.read_choice(params, "format", FORMS, "json")
    registry, catalogue = snapshot_records.get_registry(), snapshot_records.get_catalogue()
    query = answers.Query(
        areas=tuple(parameters.read_list(params, "area", registry.areas)),
        indicators=tuple(parameters.read_list(params, "indicator", catalogue.indicators)),
        level=parameters.read_choice(params, "level", LEVELS, ""),
        period=params.get("period", ""),
        size=parameters.read_size(params),
        position=parameters.read_cursor(params),
    )
    page = answers.build_observations(query, form)
    return page.body, form, _link_to_next(request, page.next_cursor)


def _link_to_next(request: Request, cursor: str) -> dict[str, str]:
    """The next page as a Link header (RFC 8288), relative to the address asked."""
    if not cursor:
        return {}
    again = {**request.query_params, "cursor": cursor}
    return {
        "Link": f'<?{urlencode(again)}>; rel="next"',
        "Access-Control-Expose-Headers": "Link, ETag",
    }
