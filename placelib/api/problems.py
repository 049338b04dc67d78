"""What goes wrong with a request, as problem details (RFC 9457) that say what to do."""

from __future__ import annotations

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from placelib.errors import NoDatabase, PlaceError

PROBLEM = "application/problem+json"
ALLOW_READING = {"Access-Control-Allow-Origin": "*"}


class ApiProblem(Exception):
    """A request that cannot be answered: the status, what was given, the rule and the remedy."""

    def __init__(self, status: int, title: str, detail: str) -> None:
        """``title`` names the kind of problem, ``detail`` this one and what to do about it."""
        super().__init__(detail)
        self.status, self.title, self.detail = status, title, detail


def make_response(status: int, title: str, detail: str, **headers: str) -> Response:
    """Problem details as an answer."""
    body = {"type": "about:blank", "title": title, "status": status, "detail": detail}
    return JSONResponse(body, status, {**ALLOW_READING, **headers}, PROBLEM)


async def answer_api_problem(_request: Request, problem: Exception) -> Response:
    """The answer to a request that breaks a rule of the API."""
    assert isinstance(problem, ApiProblem)
    return make_response(problem.status, problem.title, problem.detail)


async def answer_place_error(_request: Request, problem: Exception) -> Response:
    """The answer when something asked for is not in the data, or there are no data for now."""
    assert isinstance(problem, PlaceError)
    if isinstance(problem, NoDatabase):
        return make_response(503, "Not available", str(problem))
    return make_response(404, "Not found", str(problem))


async def answer_http_error(_request: Request, problem: Exception) -> Response:
    """The answer to an address that is none, or to a method that nothing here knows."""
    assert isinstance(problem, HTTPException)
    if problem.status_code == 405:
        return make_response(
            405, "Method not allowed", "This address can only be read: use GET.", Allow="GET, HEAD"
        )
    return make_response(
        problem.status_code,
        "No such address",
        "Nothing is at this address. /api/v1/openapi.json lists the addresses that there are.",
    )
