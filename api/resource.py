"""The address of a node, `/id/{id}`: the node for people or for programs, as the request likes it.

The form is negotiated by RFC 9110, section 12.5.1, or named by `?format=`, for a link cannot say what it accepts.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import orjson
from starlette.convertors import Convertor, register_url_convertor
from starlette.responses import Response
from starlette.routing import Route

from api import resource_page
from api.ids import NO_HOST, base_iri
from api.negotiation import preferred
from api.page import HEADERS
from api.statuses import FAILURES
from graph.neighbourhood import Neighbourhood, neighbourhood
from schema.errors import RectigraphError
from schema.rdf.resources import Literal, Name, Resource, resources
from schema.rdf.terms import expand
from schema.rdf.write import Writer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.requests import Request

    from graph.engine import Engine

_HTML: Final = "text/html"
_TURTLE: Final = "text/turtle"
_JSONLD: Final = "application/ld+json"
_TEXT: Final = "text/plain"
_FORMATS: Final = {"html": _HTML, "turtle": _TURTLE, "jsonld": _JSONLD}
_MOST: Final = 100  # relationships of a type and way
_LONGEST_ID: Final = 200


def route(engine: Engine, ids: str | None) -> Route:
    """Return the route of nodes. `ids`: where nodes have their IRIs; no web address means, where the request came to.

    The path takes slashes and line breaks, so that an odd id is told to be unknown like any other.
    """

    async def answer(request: Request) -> Response:
        identifier = _whole(request.path_params["id"])
        media_type = _form(request)
        if media_type is None:
            return _said(f"Nodes are {_HTML}, {_TURTLE} or {_JSONLD}: accept one of them.", 406, _TEXT)
        if (base := base_iri(request, ids)) is None:
            return _said(NO_HOST, 400, media_type)
        try:
            found = await _found(engine, identifier)
        except RectigraphError as error:
            return _said(str(error), FAILURES.get(error.code, 500), media_type)
        if found is None:
            return _said(f"There is no node with the id “{_shortened(identifier)}” in this graph.", 404, media_type)
        return _shown(found, media_type, base)

    register_url_convertor("anything", _Anything())
    return Route("/id/{id:anything}", answer, methods=["GET"])


class _Anything(Convertor[str]):
    """The rest of an address, whatever is in it: Starlette's `path` ends at a line break."""

    regex = "(?s:.*)"

    def convert(self, value: str) -> str:
        return value

    def to_string(self, value: str) -> str:
        return value


def _form(request: Request) -> str | None:
    named = request.query_params.get("format")
    if named is not None:
        return _FORMATS.get(named)
    return preferred(",".join(request.headers.getlist("accept")), tuple(_FORMATS.values()))


async def _found(engine: Engine, identifier: str) -> Neighbourhood | None:
    return await neighbourhood(engine, identifier, _MOST) if len(identifier) <= _LONGEST_ID else None


def _shown(found: Neighbourhood, media_type: str, base: str) -> Response:
    if media_type == _HTML:
        return _response(resource_page.page(found, base), 200, media_type)
    writer = Writer(base)
    write = writer.turtle if media_type == _TURTLE else writer.jsonld
    return _response(b"".join(write(_resources(found))), 200, media_type)


def _resources(found: Neighbourhood) -> Iterator[Resource]:
    yield from resources(found.node)
    for record in found.relationships():
        yield from resources(record, found.quote(record))
    if more := sum(group.more for group in found.groups):
        yield Resource(
            f"id:{found.node.id}#answer",
            (
                ("schema:about", (Name(f"id:{found.node.id}"),)),
                (
                    "dcterms:description",
                    (
                        Literal(f"另有 {more} 条关系未列出。", language="zh"),
                        Literal(f"{more} more relationships are not in this answer.", language="en"),
                    ),
                ),
            ),
        )


def _said(message: str, status: int, media_type: str) -> Response:
    """Return a message in the form that was asked for: as a page, or as a comment in RDF."""
    text = orjson.dumps(message).decode()  # strings of JSON are strings of Turtle
    comment = expand("rdfs:comment")
    bodies: dict[str, Any] = {
        _HTML: lambda: resource_page.message(message),
        _TURTLE: lambda: f"[] <{comment}> {text}@en .\n".encode(),
        _JSONLD: lambda: orjson.dumps({comment: {"@value": message, "@language": "en"}}),
        _TEXT: lambda: f"{message}\n".encode(),
    }
    return _response(bodies[media_type](), status, media_type)


def _response(body: bytes, status: int, media_type: str) -> Response:
    # JSON-LD has no parameter `charset`: it is UTF-8 always.
    whole = media_type if media_type == _JSONLD else f"{media_type}; charset=utf-8"
    return Response(body, status, headers={**HEADERS, "vary": "Accept", "content-type": whole})


def _whole(text: str) -> str:
    """Return an id without halves of characters, which no form can write."""
    return text.encode("utf-8", "replace").decode()


def _shortened(text: str) -> str:
    return text if len(text) <= _LONGEST_ID else f"{text[:_LONGEST_ID]}…"
