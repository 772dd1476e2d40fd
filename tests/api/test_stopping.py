"""An operation that runs too long, or whose client has left, is stopped in the engine, and its connection is free."""

from __future__ import annotations

import asyncio
import threading
import time
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import httpx2
import pytest

from graph import embedded
from graph.limits import Limits
from graph.remote import connect
from schema.errors import QueryTimeout
from schema.identity import node_id

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from graph.engine import Engine

    Served = Callable[[Engine, Limits], AbstractContextManager[str]]

_LIMIT_S: Final = 2.0
_SOON_S: Final = 20.0  # for a machine that is busy with other things; what is not stopped runs for hours
_MANY: Final = 40
_ENDLESS: Final = (
    "UNWIND range(1, 20000) AS a UNWIND range(1, 20000) AS b UNWIND range(1, 20000) AS c "
    "WITH a, b, c WHERE a * b * c = 0 RETURN count(*) AS data"
)


def _nested(levels: int) -> str:
    return f"units: {{some: {{measures: {{some: {{{_nested(levels - 1)}}}}}}}}}" if levels else 'text: {eq: "nothing"}'


_SLOW: Final = f"{{ measures(where: {{{_nested(5)}}}) {{ totalCount }} }}"


@pytest.fixture(scope="module", params=["embedded", "neo4j"])
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """Return each engine with a short timeout, and a graph in which each of many measures has the same many units."""
    if request.param == "embedded":
        data = tmp_path_factory.mktemp("impatient")
        with closing(embedded.start(data)) as patient:
            _fill(patient)
        found: Engine = embedded.start(data, _LIMIT_S)
    else:
        shared = request.getfixturevalue("neo4j_engine")
        _fill(shared)
        found = connect(shared.connection, _LIMIT_S)
    yield found
    found.close()


def _fill(engine: Engine) -> None:
    engine.execute("MATCH (n) DETACH DELETE n")
    with engine.transaction() as transaction:
        for label in ("Measure", "Unit"):
            ids = [node_id(label, number) for number in range(_MANY)]
            create = f"UNWIND $ids AS id CREATE (n:{label} {{id: id, text: '', name: id, generic: false}})"
            transaction.run(create, ids=ids)
        transaction.run("MATCH (m:Measure), (u:Unit) CREATE (m)-[:MENTIONS]->(u)")


@pytest.fixture
def idle(engine: Engine) -> Callable[[], bool]:
    """Return a function that tells whether the engine works on nothing."""
    if engine.name == "neo4j":
        running = "SHOW TRANSACTIONS YIELD currentQuery WHERE NOT currentQuery STARTS WITH 'SHOW' RETURN currentQuery"
        return lambda: not engine.read(running)
    assert isinstance(engine, embedded.EmbeddedEngine)
    keeper = engine._process.pid
    (child,) = Path(f"/proc/{keeper}/task/{keeper}/children").read_text("ascii").split()
    return lambda: _cpu_s(child, during_s=0.5) < 0.25


def _cpu_s(pid: str, during_s: float) -> float:
    """Return the seconds of processor time that a process takes in the next `during_s`."""

    def ticks() -> int:
        user, system = Path(f"/proc/{pid}/stat").read_text("ascii").rpartition(")")[2].split()[11:13]
        return int(user) + int(system)

    before, until = ticks(), time.monotonic() + during_s
    while time.monotonic() < until:
        threading.Event().wait(0.05)
    return (ticks() - before) / 100


def _await(holds: Callable[[], bool]) -> None:
    deadline = time.monotonic() + _SOON_S
    while not holds():
        assert time.monotonic() < deadline
        threading.Event().wait(0.05)


async def test_a_statement_is_stopped_at_the_timeout(engine: Engine, idle: Callable[[], bool]) -> None:
    started = time.monotonic()
    with pytest.raises(QueryTimeout, match="longer than 2 s"):
        await engine.answer(_ENDLESS, {})
    assert _LIMIT_S * 0.9 < time.monotonic() - started < _SOON_S
    await asyncio.to_thread(_await, idle)
    assert await engine.answer("RETURN 1 AS data", {}) == (1,)
    await engine.aclose()


async def test_connections_of_stopped_statements_are_used_again(engine: Engine) -> None:
    many = [engine.answer(_ENDLESS, {}) for _ in range(8)]
    assert {type(each) for each in await asyncio.gather(*many, return_exceptions=True)} == {QueryTimeout}
    assert await asyncio.gather(*(engine.answer("RETURN 1 AS data", {}) for _ in range(8))) == [(1,)] * 8
    await engine.aclose()


def test_a_slow_operation_is_answered_with_the_limit(
    engine: Engine, idle: Callable[[], bool], served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    with served(engine, Limits(query_timeout_s=_LIMIT_S)) as server:
        address = f"{server}/graphql"
        headers = {"accept": "application/graphql-response+json"}
        response = httpx2.post(address, json={"query": _SLOW}, headers=headers, timeout=_SOON_S, trust_env=False)
        assert response.status_code == 504
        (error,) = response.json()["errors"]
        assert error["extensions"]["code"] == "QUERY_TIMEOUT"
        assert "2 s" in error["message"]
        _await(idle)
        monkeypatch.setattr(engine, "query_timeout_s", _SOON_S)  # a cold plan may take Neo4j longer than the limit
        assert _ask(address, "{ measures { totalCount } }") == {"measures": {"totalCount": _MANY}}


def test_a_client_that_leaves_has_its_operation_stopped(
    engine: Engine, idle: Callable[[], bool], served: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    if engine.name == "neo4j":
        monkeypatch.setattr(engine, "query_timeout_s", 3600.0)  # so that it is the leaving that stops it
    with served(engine, Limits(query_timeout_s=_LIMIT_S)) as server:
        address = f"{server}/graphql"
        with pytest.raises(httpx2.ReadTimeout):
            httpx2.post(address, json={"query": _SLOW}, timeout=1.0, trust_env=False)
        _await(idle)
        assert _ask(address, "{ units { totalCount } }") == {"units": {"totalCount": _MANY}}


def _ask(address: str, query: str) -> Any:
    answer = httpx2.post(address, json={"query": query}, timeout=2 * _SOON_S, trust_env=False).json()
    assert "errors" not in answer
    return answer["data"]
