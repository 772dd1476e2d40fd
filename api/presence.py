"""Whether the client of a request is still there."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, TypeVar

from starlette.requests import ClientDisconnect

if TYPE_CHECKING:
    from collections.abc import Awaitable

    from starlette.types import Receive

T = TypeVar("T")


async def while_connected(receive: Receive, work: Awaitable[T]) -> T:
    """Return what `work` returns; the body of the request must have been read.

    If the client leaves before, `work` is cancelled, its statement with it. Raises ClientDisconnect.
    """
    # The work stays in the task that asks: one of its own took 80 of the 260 µs that an answer needs beside the engine.
    asking, leaving = asyncio.current_task(), asyncio.ensure_future(left(receive))
    assert asking is not None
    waiting = True

    def give_up(_leaving: object) -> None:
        if waiting:
            asking.cancel()

    leaving.add_done_callback(give_up)
    try:
        return await work
    except asyncio.CancelledError:
        if leaving.done() and not asking.uncancel():  # nobody else cancelled it as well
            raise ClientDisconnect from None
        raise
    finally:
        waiting = False
        leaving.cancel()


async def left(receive: Receive) -> None:
    """Return when the client leaves."""
    while (await receive())["type"] != "http.disconnect":
        pass
