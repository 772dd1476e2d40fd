"""GraphQL over HTTP, and what a supervisor of the process asks."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING, Any, Final

import orjson
from starlette.applications import Starlette
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from api.graphql.service import Service
from api.tables import csv_for_excel, lists, table
from schema.errors import RectigraphError

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

    from starlette.requests import Request

    from graph.engine import Engine

_JSON: Final = "application/json"
_GRAPHQL: Final = "application/graphql-response+json"
_CSV: Final = "text/csv"
_MOST_BYTES: Final = 64 * 1024
_KEYS: Final = {"query": str, "operationName": str, "variables": dict, "extensions": dict}


class _BadRequest(Exception):
    """A request that is no GraphQL request; `status` is its HTTP status."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code


def create_app(engine: Engine) -> Starlette:
    """Return the ASGI application that answers from `engine`; it closes the connections it opened."""
    service = Service(engine)

    @asynccontextmanager
    async def lifespan(_app: Starlette) -> AsyncIterator[None]:
        yield
        await service.aclose()

    routes = [
        Route("/", lambda _request: RedirectResponse("/graphql"), methods=["GET"]),
        Route("/graphql", _Endpoint(service), methods=["GET", "POST"]),
        Route("/healthz", lambda _request: _json({"status": "up"}), methods=["GET"]),
        Route("/readyz", _ready(service), methods=["GET"]),
    ]
    return Starlette(routes=routes, lifespan=lifespan)


class _Endpoint:
    """The endpoint of the GraphQL over HTTP specification (draft of 2025): JSON by POST, parameters by GET."""

    def __init__(self, service: Service) -> None:
        self._service = service

    async def __call__(self, scope: Any, receive: Any, send: Any) -> None:
        from starlette.requests import Request

        await (await self._respond(Request(scope, receive)))(scope, receive, send)

    async def _respond(self, request: Request) -> Response:
        try:
            media_type = _media_type(request.headers.get("accept", "*/*"))
            asked = _from_url(request) if request.method == "GET" else await _from_body(request)
        except _BadRequest as error:
            return _json({"errors": [{"message": str(error), "extensions": {"code": error.code}}]}, error.status)
        answer = await self._service.execute(asked["query"], asked.get("variables"), asked.get("operationName"))
        if media_type == _CSV:
            return self._table(answer, asked, zh=request.headers.get("accept-language", "").startswith("zh"))
        # The older media type is always 200 where the request was well formed: clients read the errors.
        status = 400 if media_type == _GRAPHQL and "data" not in answer else 200
        return _json(answer, status, media_type)

    def _table(self, answer: dict[str, Any], asked: dict[str, Any], *, zh: bool) -> Response:
        """Return the one list of an answer as CSV that Excel opens; an answer with errors is JSON."""
        if answer.get("errors"):
            return _json(answer, 400)
        if (found := lists(answer["data"])) > 1:
            message = f"CSV shows one list, and the answer has {found}: ask for one, or for {_JSON}."
            return _json({"errors": [{"message": message, "extensions": {"code": "NOT_ACCEPTABLE"}}]}, 406)
        shown = table(answer["data"])
        operation = (asked["query"], asked.get("variables"), asked.get("operationName"))
        heads = shown.heads(self._service.titles(*operation) if zh else {})
        named = {"content-disposition": 'attachment; filename="answer.csv"'}
        return Response(csv_for_excel(shown, heads), media_type=f"{_CSV}; charset=utf-8; header=present", headers=named)


def _media_type(accept: str) -> str:
    offered = [item.partition(";")[0].strip() for item in accept.split(",")]
    if offered[0] == _CSV:
        return _CSV
    if _GRAPHQL in offered:
        return _GRAPHQL
    if {_JSON, "application/*", "*/*", ""} & set(offered) or "text/html" in offered:
        return _JSON
    raise _BadRequest(406, "NOT_ACCEPTABLE", f"Answers are {_GRAPHQL}, {_JSON} or {_CSV}: accept one of them.")


def _from_url(request: Request) -> dict[str, Any]:
    given: dict[str, Any] = dict(request.query_params)
    for key in ("variables", "extensions"):
        if key in given:
            given[key] = _parsed(given[key].encode(), key)
    return _checked(given)


async def _from_body(request: Request) -> dict[str, Any]:
    content_type = request.headers.get("content-type", "")
    media_type, _, parameters = content_type.partition(";")
    if media_type.strip().lower() != _JSON or ("charset" in parameters and "utf-8" not in parameters.lower()):
        raise _BadRequest(415, "UNSUPPORTED_MEDIA_TYPE", f"Send the request as {_JSON}, in UTF-8.")
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MOST_BYTES:
            raise _BadRequest(
                413, "BODY_LIMIT", f"The request has more than {_MOST_BYTES} bytes: ask for less at once."
            )
    given = _parsed(bytes(body), "body")
    if not isinstance(given, dict):
        raise _BadRequest(400, "BAD_REQUEST", "The body must be one JSON object; batches are not answered.")
    return _checked(given)


def _parsed(text: bytes, where: str) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise _BadRequest(400, "BAD_JSON", f"The {where} is no JSON: {error}.") from None


def _checked(given: dict[str, Any]) -> dict[str, Any]:
    for key, kind in _KEYS.items():
        if given.get(key) is not None and not isinstance(given[key], kind):
            raise _BadRequest(400, "BAD_REQUEST", f"`{key}` must be a JSON {'string' if kind is str else 'object'}.")
    if not given.get("query"):
        raise _BadRequest(400, "BAD_REQUEST", "`query` is missing: give the GraphQL document.")
    return given


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


def _json(value: Any, status: int = 200, media_type: str = _JSON) -> Response:
    return Response(orjson.dumps(value), status, media_type=f"{media_type}; charset=utf-8")
