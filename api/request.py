"""HTTP requests to GraphQL requests, by the GraphQL over HTTP specification (edition of September 2026)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

import orjson

from api.negotiation import parameters

if TYPE_CHECKING:
    from starlette.requests import Request

JSON: Final = "application/json"
_KEYS: Final = {"query": str, "operationName": str, "variables": dict, "extensions": dict}
_BYTE_ORDER_MARK: Final = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Asked:
    """One GraphQL request: the document, which of its operations, and the values of its variables.

    `explain` asks how it is answered as well: `"extensions": {"explain": true}`.
    """

    document: str
    operation_name: str | None
    variables: dict[str, Any]
    explain: bool = False


class BadRequest(Exception):
    """A request that is no GraphQL request; `status` is its HTTP status, `extensions` hold the code."""

    def __init__(self, status: int, code: str, message: str, **asked: object) -> None:
        super().__init__(message)
        self.status = status
        self.extensions = {"code": code, **asked}


async def asked(request: Request, most_bytes: int) -> Asked:
    """Return what a request asks: parameters of the URL by GET and HEAD, a JSON object by POST.

    Raises BadRequest for anything else, and for a body of more than `most_bytes`.
    """
    given = _from_url(request) if request.method in ("GET", "HEAD") else await _from_body(request, most_bytes)
    return _checked(given)


def _from_url(request: Request) -> dict[str, Any]:
    given: dict[str, Any] = dict(request.query_params)
    for key in ("variables", "extensions"):
        if key in given:
            given[key] = _parsed(given[key].encode(), f"`{key}` of the URL")
    given["operationName"] = given.get("operationName") or None  # empty: as if it were left out
    return given


async def _from_body(request: Request, most_bytes: int) -> dict[str, Any]:
    _check_type(request)
    given = _parsed(await _body(request, most_bytes), "body")
    if isinstance(given, list):
        raise BadRequest(400, "BATCH", "One operation for each request: batches are not answered.")
    if not isinstance(given, dict):
        raise BadRequest(400, "BAD_REQUEST", "The body must be one JSON object.")
    return given


def _check_type(request: Request) -> None:
    content_type = request.headers.get("content-type", "")
    charset = parameters(content_type).get("charset", "utf-8")
    if content_type.partition(";")[0].strip().lower() != JSON or charset not in ("utf-8", "utf8"):
        raise BadRequest(415, "UNSUPPORTED_MEDIA_TYPE", f"Send the request as {JSON}, in UTF-8.")
    if request.headers.get("content-encoding", "identity").lower() != "identity":
        raise BadRequest(415, "UNSUPPORTED_MEDIA_TYPE", "Send the request uncompressed.")


async def _body(request: Request, most: int) -> bytes:
    """Return the body; one that is announced as too long is not read, any other only up to the limit."""
    announced = request.headers.get("content-length", "")
    if announced.isdigit() and int(announced) > most:
        raise _too_long(most, int(announced))
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > most:
            raise _too_long(most, len(body))
    return bytes(body).removeprefix(_BYTE_ORDER_MARK)


def _too_long(most: int, found: int) -> BadRequest:
    message = f"The request has {found} bytes or more, and may have {most}: ask for less at once."
    return BadRequest(413, "BODY_LIMIT", message, limit=most, asked=found)


def _parsed(text: bytes, where: str) -> Any:
    try:
        return orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise BadRequest(400, "BAD_JSON", f"The {where} is no JSON in UTF-8: {error}.") from None


def _checked(given: dict[str, Any]) -> Asked:
    for key, kind in _KEYS.items():
        if given.get(key) is not None and not isinstance(given[key], kind):
            raise BadRequest(400, "BAD_REQUEST", f"`{key}` must be a JSON {'string' if kind is str else 'object'}.")
    if not given.get("query"):
        if "persistedQuery" in (given.get("extensions") or {}):
            # The very words at which clients of persisted queries send the document itself.
            raise BadRequest(400, "PERSISTED_QUERY_NOT_SUPPORTED", "PersistedQueryNotSupported")
        raise BadRequest(400, "BAD_REQUEST", "`query` is missing: give the GraphQL document.")
    explain = (given.get("extensions") or {}).get("explain") is True
    return Asked(given["query"], given.get("operationName"), given.get("variables") or {}, explain)
