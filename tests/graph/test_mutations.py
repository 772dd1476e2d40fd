"""Whatever is asked, the answer is data or an error with a code, and never an internal error."""

from __future__ import annotations

import asyncio
import json
import logging
from dataclasses import replace
from random import Random
from typing import TYPE_CHECKING, Any, Final

import pytest

from api.graphql.service import Service
from api.graphql.types import schema
from oracle.ask import Asked, code_of
from oracle.dataset import dataset
from oracle.execute import plain
from oracle.generate import Generator
from oracle.graph import write
from oracle.mutate import HOSTILE, MARK, mutated
from oracle.operations import operations

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graph.engine import Engine

MUTATIONS: Final = 10_000
ON_ENGINES: Final = 100  # of those that compile, on each engine
BATCH: Final = 500


class Silent:
    """An engine that answers nothing and keeps the statements: most mutations need no more."""

    name = "embedded"

    def __init__(self) -> None:
        self.statements: list[str] = []

    async def answer(self, statement: str, parameters: Mapping[str, Any]) -> tuple[Any, ...]:
        json.dumps(dict(parameters), default=str, ensure_ascii=False).encode()  # as the driver will
        self.statements.append(statement)
        return {}, "version"


def silent_service(engine: Silent) -> Service:
    """Return a service that makes nothing of its answers: of no statement is it known what its rows would be."""
    service = Service(engine)  # type: ignore[arg-type]
    compiled = service._compiler.statement
    service._compiler.statement = lambda *asked: replace(compiled(*asked), assemble=None)  # type: ignore[method-assign]
    return service


@pytest.fixture(scope="module")
def originals() -> list[Asked]:
    """Return the corpus, and as many generated operations."""
    generator = Generator(plain(schema()._schema), dataset())
    corpus = operations()
    return [*corpus, *(generator.operation(f"original {number}") for number in range(len(corpus)))]


def wrong(response: dict[str, Any]) -> bool:
    """Tell whether a response is neither data nor errors with codes of what the asker can correct."""
    if "errors" not in response:
        return "data" not in response
    return any(not error.get("extensions", {}).get("code") for error in response["errors"]) or code_of(response) in (
        "INTERNAL",
        "ENGINE",
    )


@pytest.mark.parametrize("batch", range(MUTATIONS // BATCH))
def test_mutated_operations_never_fail_inside(
    originals: list[Asked], batch: int, request: pytest.FixtureRequest, caplog: pytest.LogCaptureFixture
) -> None:
    seed = f"{request.config.getoption('seed')}-{batch}"
    engine, random = Silent(), Random(seed)
    service = silent_service(engine)

    async def ask() -> list[str]:
        found = []
        for number in range(BATCH):
            asked = mutated(random.choice(originals), originals, random)
            response = await service.execute(asked.source, asked.variables)
            if wrong(response):
                found.append(f"seed {seed}, number {number}\n{asked.source}\n{asked.variables!r}\n{response}")
        return found

    with caplog.at_level(logging.CRITICAL):
        found = asyncio.run(ask())
    assert not found, "\n\n".join(found[:5])
    assert not any(MARK in statement for statement in engine.statements)


@pytest.mark.parametrize("name", ["embedded", "neo4j"])
def test_mutated_operations_on_an_engine(
    originals: list[Asked],
    name: str,
    request: pytest.FixtureRequest,
    caplog: pytest.LogCaptureFixture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    real: Engine = request.getfixturevalue(f"{name}_engine")
    write(real, dataset())
    monkeypatch.setattr(real, "query_timeout_s", 120.0)  # each statement is new and has to be planned
    silent, service, random = Silent(), Service(real), Random(request.config.getoption("seed"))
    compiled = silent_service(silent)

    async def ask() -> list[str]:
        found = []
        while len(silent.statements) < ON_ENGINES:
            asked = mutated(random.choice(originals), originals, random)
            if "errors" in await compiled.execute(asked.source, asked.variables):
                continue
            response = await service.execute(asked.source, asked.variables)
            if wrong(response):
                found.append(f"{asked.source}\n{asked.variables!r}\n{response}")
        await service.aclose()
        return found

    with caplog.at_level(logging.CRITICAL):
        found = asyncio.run(ask())
    assert not found, "\n\n".join(found[:5])


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_string_in_every_position_stays_out_of_the_statement(text: str) -> None:
    engine = Silent()
    service = silent_service(engine)
    document = """query ($t: String!, $i: ID!, $l: [String!]!, $w: MeasureWhere!, $u: UnitWhere) {
      measures(where: { AND: [$w, { OR: [{ text: { eq: $t } }, { unit: { is: $t, under: $t } },
        { topic: { under: $t, is: $t } },
        { heading: { in: $l, notIn: [$t], contains: $t, startsWith: $t, lt: $t, gte: $t } }, { search: $t },
        { assignments: { some: { unit: $u } } }] }] }) { totalCount groups(by: [STATUS]) { totalCount } }
      node(id: $i) { id } nodes(ids: [$i]) { id } search(text: $t) { nodes { highlights { text } } } }"""
    variables = {
        "t": text,
        "i": text,
        "l": [text],
        "w": {"NOT": {"field": {"ne": text}}},
        "u": {"aliases": {"has": text}},
    }
    response = asyncio.run(service.execute(document, variables))
    assert "errors" not in response, response
    (statement,) = engine.statements
    assert MARK not in statement
