"""The whole graph over HTTP: `/export/{format}` sends it as it is read, `/export` tells the formats.

`/export` is negotiated by RFC 9110, section 12.5.1: asked for text/turtle it is the graph, asked for a page or JSON it
is the list of formats.
"""

from __future__ import annotations

import asyncio
import logging
from html import escape
from threading import Lock
from typing import TYPE_CHECKING, Any, Final

import orjson
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from api.graphql.service import INTERNAL, masked
from api.ids import NO_HOST, base_iri
from api.negotiation import preferred
from api.page import HEADERS, both, html
from api.presence import left
from api.request import JSON
from api.statuses import FAILURES
from graph.export import formats
from schema.errors import RectigraphError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from starlette.types import Receive, Scope, Send

    from graph.engine import Engine
    from graph.export import FolderFormat, Format

_HTML: Final = "text/html"
_PIECE: Final = 1 << 16  # bytes
_STALL_S: Final = 60.0  # a client that takes nothing for so long has its connection closed
_log = logging.getLogger("rectigraph")


def routes(engine: Engine, most: int, ids: str | None) -> list[Route]:
    """Return the routes of exports, of which `most` run at a time. `ids`: where nodes have their IRIs, as set."""
    exports = _Exports(engine, most, ids)
    return [Route(path, exports, methods=["GET"]) for path in ("/export", "/export/{format}")]


class _Exports:
    """Chooses what a request to `/export…` is answered with."""

    def __init__(self, engine: Engine, most: int, ids: str | None) -> None:
        self._engine = engine
        self._running = asyncio.Semaphore(most)
        self._most = most
        self._ids = ids

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        request = Request(scope, receive)
        answer = self._chosen(request)
        if isinstance(answer, Response):
            await answer(scope, receive, send)
        elif request.method == "HEAD":
            await Response(headers=answer.headers)(scope, receive, send)
        elif self._running.locked():
            message = f"{self._most} exports run already, and no more may at a time: ask again when one is done."
            refused = _refused(message, "EXPORT_LIMIT", 503, limit=self._most)
            refused.headers["retry-after"] = "30"
            await refused(scope, receive, send)
        else:
            async with self._running:
                await answer(scope, receive, send)

    def _chosen(self, request: Request) -> Response | _Download:
        """Return the answer to a request: the list of formats, a refusal, or a download."""
        if (iris := base_iri(request, self._ids)) is None:
            return _refused(NO_HOST, "BAD_HOST", 400)
        known = formats(iris)
        name = request.path_params.get("format")
        if name is None:
            return self._negotiated(request, known)
        if name not in known:
            message = f"“{name[:40]}” is no format of an export. Those are {', '.join(known)}."
            return _refused(message, "UNKNOWN_FORMAT", 404)
        return self._download(request, known[name])

    def _negotiated(self, request: Request, known: dict[str, Format | FolderFormat]) -> Response | _Download:
        by_media_type = {each.media_type: each for each in reversed(known.values())}  # of two archives the first
        offers = (JSON, _HTML, *(each.media_type for each in known.values()))
        wanted = preferred(",".join(request.headers.getlist("accept")), offers)
        if wanted is None:
            return _refused(f"Exports are {', '.join(dict.fromkeys(offers))}: accept one.", "NOT_ACCEPTABLE", 406)
        if wanted in (JSON, _HTML):
            return _index(known, wanted)
        answer = self._download(request, by_media_type[wanted])
        answer.headers.update({"vary": "Accept", "content-location": f"export/{by_media_type[wanted].name}"})
        return answer

    def _download(self, request: Request, chosen: Format | FolderFormat) -> Response | _Download:
        if request.scope["http_version"] == "1.0":
            message = (
                "HTTP/1.0 cannot tell a whole export from one that broke off: ask by HTTP/1.1. A proxy nginx does by "
                "`proxy_http_version 1.1;`."
            )
            return _refused(message, "HTTP_VERSION", 505)
        return _Download(self._engine, chosen)


class _Pieces:
    """A file in pieces of at least `_PIECE` bytes but for the last, read in threads, one at a time."""

    def __init__(self, chunks: Iterator[bytes]) -> None:
        self._chunks = chunks
        self._reading = Lock()
        self._closed = False

    def next(self) -> bytes:
        """Return the next piece, and nothing at the end or once `close` was called."""
        gathered, size = list[bytes](), 0
        with self._reading:
            while size < _PIECE and not self._closed and (chunk := next(self._chunks, None)) is not None:
                gathered.append(chunk)
                size += len(chunk)
        return b"".join(gathered)

    def stop(self) -> None:
        """Have a piece that is being read end soon."""
        self._closed = True

    def close(self) -> None:
        """Give up what was not read; the last reference to what reads gone, the engine's connection is free."""
        self.stop()
        with self._reading:
            self._chunks = iter(())


class _Download:
    """Sends one export. What fails before the first piece is there is an error with a status.

    What fails later closes the connection without a last chunk, by which every client of HTTP/1.1 knows that the file
    is not whole.
    """

    def __init__(self, engine: Engine, chosen: Format | FolderFormat) -> None:
        self._engine = engine
        self._chosen = chosen
        # JSON-LD and the binary formats have no parameter `charset`, and need none; Turtle is UTF-8 always.
        self.headers = {
            "content-type": chosen.media_type,
            "content-disposition": f'attachment; filename="{chosen.file_name}"',
            "cache-control": "no-cache",
            "x-content-type-options": "nosniff",
        }

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        pieces = _Pieces(self._chosen.chunks(self._engine))
        leaving = asyncio.ensure_future(left(receive))
        leaving.add_done_callback(lambda _: pieces.stop())
        try:
            first = await run_in_threadpool(pieces.next)
        except Exception as error:  # the outermost layer: nothing was sent yet, so the answer says what failed
            await _failed(error)(scope, receive, send)
        else:
            await self._send(first, pieces, leaving, send)
        finally:
            leaving.cancel()
            await run_in_threadpool(pieces.close)

    async def _send(self, first: bytes, pieces: _Pieces, leaving: asyncio.Future[None], send: Send) -> None:
        head = [(name.encode(), value.encode()) for name, value in self.headers.items()]
        await send({"type": "http.response.start", "status": 200, "headers": head})
        piece = first
        try:
            while piece and not leaving.done():
                await asyncio.wait_for(send({"type": "http.response.body", "body": piece, "more_body": True}), _STALL_S)
                piece = await run_in_threadpool(pieces.next)
        except TimeoutError:
            _log.warning(
                "export %s: its client took nothing for %.0f s; the connection is closed", self._chosen.name, _STALL_S
            )
        except RectigraphError as error:
            _log.error("export %s broke off: %s", self._chosen.name, error)
        else:
            if not leaving.done():
                await send({"type": "http.response.body", "body": b""})


def _index(known: dict[str, Format | FolderFormat], media_type: str) -> Response:
    """Return the list of formats, as JSON or as a page whose links lead to them.

    Links are relative: they hold wherever the service is reached, which need not be where nodes have their IRIs.
    """
    if media_type == JSON:
        listed = [
            {"name": each.name, "title": each.title, "mediaType": each.media_type, "href": f"export/{each.name}"}
            for each in known.values()
        ]
        return Response(orjson.dumps({"formats": listed}), headers={"vary": "Accept"}, media_type=JSON)
    rows = "".join(
        f'<tr><th scope="row"><a href="export/{each.name}" type="{each.media_type}">{each.name}</a></th>'
        f'<td lang="en">{escape(each.title)}</td></tr>'
        for each in known.values()
    )
    body = f"<h1>{both('导出整个图', 'The whole graph')}</h1><table>{rows}</table>"
    return Response(html("导出 Export", body), media_type=_HTML, headers={**HEADERS, "vary": "Accept"})


def _failed(error: Exception) -> Response:
    if isinstance(error, RectigraphError):
        return _refused(str(error), error.code, FAILURES.get(error.code, 500))
    return _refused(masked(), INTERNAL, 500)


def _refused(message: str, code: str, status: int, **more: Any) -> Response:
    body = {"errors": [{"message": message, "extensions": {"code": code, **more}}]}
    return Response(orjson.dumps(body), status, media_type=JSON)
