"""What a request costs between the HTTP server and the engine: microseconds of the processor, run with `make bench`.

The engine answers at once, so this is our own work: the request read, compiled from the cache, the answer written.
"""

from __future__ import annotations

import asyncio
import json
import os
import platform
import time
from typing import TYPE_CHECKING, Any, cast

from api.http import create_app

if TYPE_CHECKING:
    from graph.engine import Engine

_WARM = 500
_REQUESTS = 3_000
_ROUNDS = 5
_ASKED = json.dumps(
    {
        "query": "query ($id: ID!) { node(id: $id) { id ... on Measure { text status dueOn } } }",
        "variables": {"id": "measure-1"},
    }
).encode()
_SCOPE = {
    "type": "http",
    "method": "POST",
    "path": "/graphql",
    "query_string": b"",
    "headers": [(b"content-type", b"application/json"), (b"accept", b"application/json")],
}


class _Immediate:
    """Stands for an engine that answers at once."""

    name = "neo4j"

    async def answer(self, _statement: str, _parameters: Any) -> tuple[Any, str]:
        await asyncio.sleep(0)
        return [["measure-1", "text", "COMPLETED", None]], "1-0"


async def _one(app: Any) -> bytes:
    received, sent = [{"type": "http.request", "body": _ASKED, "more_body": False}], list[Any]()

    async def receive() -> Any:
        if received:
            return received.pop()
        return await asyncio.Event().wait()  # a client that stays

    async def send(message: Any) -> None:
        sent.append(message)

    await app(dict(_SCOPE), receive, send)
    return cast("bytes", sent[-1]["body"])


async def test_request_of_one_measure() -> None:
    app = create_app(cast("Engine", _Immediate()))
    assert b'"data"' in await _one(app)
    for _ in range(_WARM):
        await _one(app)
    taken = list[float]()
    for _ in range(_ROUNDS):
        started = time.process_time()
        for _ in range(_REQUESTS):
            await _one(app)
        taken.append((time.process_time() - started) / _REQUESTS)
    print(f"\n{platform.machine()}, {os.cpu_count()} cores: {min(taken) * 1e6:.0f} µs a request, best of {_ROUNDS}")
