"""Work for a client ends with the client, and with nothing else."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

import pytest
from starlette.requests import ClientDisconnect

from api.presence import while_connected

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable


def client(leaves: asyncio.Event) -> Callable[[], Awaitable[dict[str, Any]]]:
    async def receive() -> dict[str, Any]:
        await leaves.wait()
        return {"type": "http.disconnect"}

    return receive


async def endless(cancelled: list[bool]) -> None:
    try:
        await asyncio.Event().wait()
    except asyncio.CancelledError:
        cancelled.append(True)
        raise


async def test_work_is_returned_and_its_errors_are_raised() -> None:
    async def work(value: int) -> float:
        await asyncio.sleep(0)
        return 1 / value

    receive = client(asyncio.Event())
    assert await while_connected(receive, work(2)) == 0.5
    with pytest.raises(ZeroDivisionError):
        await while_connected(receive, work(0))


async def test_client_that_leaves_ends_the_work() -> None:
    leaves, cancelled = asyncio.Event(), list[bool]()
    asyncio.get_running_loop().call_soon(leaves.set)
    with pytest.raises(ClientDisconnect):
        await while_connected(client(leaves), endless(cancelled))
    assert cancelled == [True]
    await asyncio.sleep(0)  # and whoever asked goes on uncancelled


async def test_whoever_is_cancelled_from_outside_stays_cancelled() -> None:
    cancelled = list[bool]()
    asked = asyncio.ensure_future(while_connected(client(asyncio.Event()), endless(cancelled)))
    await asyncio.sleep(0)
    asked.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asked
    assert cancelled == [True]


async def test_answer_is_kept_where_the_client_leaves_at_its_end() -> None:
    leaves = asyncio.Event()

    async def work() -> str:
        leaves.set()
        return "done"

    assert await while_connected(client(leaves), work()) == "done"
    for _ in range(3):
        await asyncio.sleep(0)
