"""Two addresses for whoever looks after the server: is it alive, and can it serve."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse
from starlette.routing import Route

from placelib.errors import PlaceError
from placelib.server.stopping import RUNS

NEVER_KEEP = {"Cache-Control": "no-store"}
# Returns when the part answers; raises PlaceError when it does not.
Check = Callable[[], object]


def health_routes(checks: Mapping[str, Check]) -> list[Route]:
    """``/healthz``: the process answers. ``/readyz``: every check passes, else 503 and which.

    The answer names the parts and never says more of them than whether they answer.
    """

    async def healthz(_request: Request) -> PlainTextResponse:
        return PlainTextResponse("ok", headers=NEVER_KEEP)

    async def readyz(_request: Request) -> JSONResponse:
        states = {name: await run_in_threadpool(_state, check) for name, check in checks.items()}
        ready = not RUNS.stopping and all(state == "ok" for state in states.values())
        body = {"ready": ready, "stopping": RUNS.stopping, **states}
        return JSONResponse(body, 200 if ready else 503, NEVER_KEEP)

    return [
        Route("/healthz", healthz, methods=["GET", "HEAD"]),
        Route("/readyz", readyz, methods=["GET", "HEAD"]),
    ]


def _state(check: Check) -> str:
    try:
        check()
    except PlaceError:
        return "does not answer"
    return "ok"
