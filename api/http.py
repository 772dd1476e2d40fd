"""GraphQL over HTTP, and what a supervisor of the process asks."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from functools import lru_cache
from typing import TYPE_CHECKING, Any, Final

import orjson
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from api import exports, pages, resource
from api.graphql.service import ONLY_QUERIES, Service
from api.negotiation import preferred, prefers_language
from api.presence import while_connected
from api.request import JSON, Asked, BadRequest, asked
from api.statuses import FAILURES
from api.tables import csv_for_excel, table
from graph.limits import LIMITS, Limits
from schema.errors import RectigraphError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.types import Receive, Scope, Send

    from graph.engine import Engine

_GRAPHQL: Final = "application/graphql-response+json"
_CSV: Final = "text/csv"
_HTML: Final = "text/html"
# A wildcard, and no Accept at all, mean the first: clients older than the newer type send them.
_OFFERS: Final = (JSON, _GRAPHQL, _CSV)
_METHODS: Final = "GET, HEAD, OPTIONS, POST"


def create_app(engine: Engine, limits: Limits = LIMITS, *, explains: bool = False, ids: str | None = None) -> Starlette:
    """Return the ASGI application that answers from `engine`; it closes the connections it opened.

    `explains`: requests may ask how they are answered. `ids` is the IRI below which nodes have theirs; where it is no
    web address, they have them below the address that a request came to.
    """
    service = Service(engine, limits)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        yield
        await service.aclose()

    routes = [
        Route("/", lambda _request: RedirectResponse("/graphql"), methods=["GET"]),
        Route("/graphql", _Endpoint(service, limits.body_bytes, explains=explains)),
        *pages.routes(),
        resource.route(engine, ids),
        *exports.routes(engine, limits.exports, ids),
        Route("/healthz", lambda _request: _json({"status": "up"}), methods=["GET"]),
        Route("/readyz", _ready(service), methods=["GET"]),
    ]
    return Starlette(routes=routes, lifespan=lifespan)


class _Endpoint:
    """The endpoint of the GraphQL over HTTP specification: JSON by POST, parameters by GET.

    Where its edition of September 2026 recommends other statuses than the audits of `graphql-http` do (422 for a
    document that is not valid), the audits are followed: 400 is allowed, and what clients know.
    """

    def __init__(self, service: Service, most_bytes: int, *, explains: bool) -> None:
        self._service = service
        self._most_bytes = most_bytes
        self._explains = explains

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        try:
            response = await self._respond(Request(scope, receive), receive)
        except ClientDisconnect:
            return  # nobody is there to hear an answer
        response.headers["vary"] = "Accept, Accept-Language"
        await response(scope, receive, send)

    async def _respond(self, request: Request, receive: Receive) -> Response:
        if request.method == "OPTIONS":
            return Response(status_code=204, headers={"allow": _METHODS})
        if request.method not in ("GET", "HEAD", "POST"):
            return _not_allowed(f"{request.method} is not answered: send POST or GET.")
        if request.method != "POST" and preferred(request.headers.get("accept", ""), (*_OFFERS, _HTML)) == _HTML:
            return pages.graphiql()
        try:
            media_type = _media_type(request.headers.get("accept", ""))
            given = await asked(request, self._most_bytes)
            if given.explain and not self._explains:
                raise BadRequest(403, "EXPLAIN_NOT_ALLOWED", "This server does not explain: start it with --explain.")
        except BadRequest as error:
            return _json({"errors": [{"message": str(error), "extensions": error.extensions}]}, error.status)
        answer = await while_connected(receive, self._answer(given))
        if request.method != "POST" and _code(answer) == ONLY_QUERIES:
            return _not_allowed(answer["errors"][0]["message"])
        if media_type == _CSV:
            return self._table(answer, given, zh=prefers_language(request.headers.get("accept-language", ""), "zh"))
        return _json(answer, _status(answer) if media_type == _GRAPHQL else 200, media_type)

    async def _answer(self, given: Asked) -> dict[str, Any]:
        asked_for = (given.document, given.variables, given.operation_name)
        answer = await self._service.execute(*asked_for)
        if given.explain and "data" in answer:
            answer["extensions"]["explain"] = await asyncio.to_thread(self._service.explain, *asked_for)
        return answer

    def _table(self, answer: dict[str, Any], given: Asked, *, zh: bool) -> Response:
        """Return the one list of an answer as CSV that Excel opens; an answer with errors is JSON."""
        if answer.get("errors"):
            return _json(answer, _status(answer))
        said = self._service.outline(given.document, given.variables, given.operation_name)
        if (found := len(said.tables)) > 1:
            message = f"CSV shows one list, and the answer has {found}: ask for one, or for {JSON}."
            return _json({"errors": [{"message": message, "extensions": {"code": "NOT_ACCEPTABLE"}}]}, 406)
        shown = table(answer["data"], said)
        heads = shown.heads(said.titles if zh else {})
        named = {"content-disposition": 'attachment; filename="answer.csv"'}
        return Response(csv_for_excel(shown, heads), media_type=f"{_CSV}; charset=utf-8; header=present", headers=named)


@lru_cache(maxsize=64)
def _media_type(accept: str) -> str:
    if found := preferred(accept, _OFFERS):
        return found
    raise BadRequest(406, "NOT_ACCEPTABLE", f"Answers are {_GRAPHQL}, {JSON} or {_CSV}: accept one of them.")


def _code(answer: dict[str, Any]) -> str | None:
    errors: list[dict[str, Any]] = answer.get("errors", [])
    return errors[0].get("extensions", {}).get("code") if errors else None


def _status(answer: dict[str, Any]) -> int:
    """Return the status of an answer in the newer media type; the older one is 200 wherever the request was read."""
    return 200 if "data" in answer else FAILURES.get(_code(answer) or "", 400)


def _not_allowed(message: str) -> Response:
    response = _json({"errors": [{"message": message, "extensions": {"code": "METHOD_NOT_ALLOWED"}}]}, 405)
    response.headers["allow"] = _METHODS
    return response


def _ready(service: Service) -> Any:
    async def ready(_request: Request) -> Response:
        try:
            answer = await service.execute("{ dataset { version } }")
        except RectigraphError as error:
            return _json({"status": "down", "reason": str(error)}, 503)
        return _json(
            {"status": "ready"} if answer.get("data") else {"status": "down"}, 200 if answer.get("data") else 503
        )

    return ready


def _json(value: Any, status: int = 200, media_type: str = JSON) -> Response:
    return Response(orjson.dumps(value), status, media_type=f"{media_type}; charset=utf-8")
