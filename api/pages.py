"""What a browser gets: GraphiQL, the files it is made of, and the ready questions. All of it is in the package."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

import orjson
from starlette.responses import Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from api.questions import questions

if TYPE_CHECKING:
    from starlette.routing import BaseRoute

# Nothing from elsewhere, no script within a page, no eval. Styles within a page are GraphiQL's own: the editor and the
# menus write them while they run. `data:` is the empty icon.
_HEADERS: Final = {
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self' 'unsafe-inline'; "
    "connect-src 'self'; img-src data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "cache-control": "no-cache",
}


def routes() -> list[BaseRoute]:
    """Return the routes of what pages load: /web/… and /questions."""
    return [
        Mount("/web", _Files(packages=[("api", "web/dist")])),
        Route("/questions", lambda _request: Response(_questions(), media_type="application/json"), methods=["GET"]),
    ]


def graphiql() -> Response:
    """Return the page of GraphiQL, which asks the address it was loaded from."""
    return Response(_page(), media_type="text/html", headers=_HEADERS)


class _Files(StaticFiles):
    def file_response(self, *arguments: Any, **options: Any) -> Response:
        response = super().file_response(*arguments, **options)
        response.headers.update(_HEADERS)
        return response


@cache
def _page() -> bytes:
    return files("api").joinpath("web", "dist", "graphiql.html").read_bytes()


@cache
def _questions() -> bytes:
    return orjson.dumps(questions())
