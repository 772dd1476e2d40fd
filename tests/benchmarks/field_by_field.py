"""The same questions resolved field by field, with data loaders: python field_by_field.py BOLT_URI DATABASE PORT.

What a careful team writes with strawberry and no compiler: a resolver for each relation, batched for each level.
"""

from __future__ import annotations

import sys
from typing import Any

import neo4j
import strawberry
import uvicorn
from strawberry.asgi import GraphQL
from strawberry.dataloader import DataLoader

_PAGE = """
MATCH (m:Measure) WHERE m.dueOn < date($day) AND m.status = 'IN_PROGRESS'
  AND EXISTS { MATCH (m)-[:ABOUT]->(t:Topic) WHERE t.notation STARTS WITH 'water/' }
RETURN m{.id, .heading, .text, .status, dueOn: toString(m.dueOn)} AS m ORDER BY m.dueOn, m.id LIMIT $first
"""
_ROWS = """
MATCH (m:Measure) WHERE m.id IS NOT NULL
RETURN m{.id, .heading, .text, .status, dueOn: toString(m.dueOn)} AS m ORDER BY m.id LIMIT $first
"""
_POINT = "MATCH (m:Measure {id: $id}) RETURN m{.id, .heading, .text, .status, dueOn: toString(m.dueOn)} AS m"
_ASSIGNED = """
UNWIND $ids AS id MATCH (m:Measure {id: id})-[a:ASSIGNED_TO]->(u:Unit) WHERE NOT a.inherited
RETURN id, collect({role: a.role, unit: u.id}) AS found
"""
_UNITS = "UNWIND $ids AS id MATCH (u:Unit {id: id}) RETURN id, u.name AS found"
_ISSUES = "UNWIND $ids AS id MATCH (:Measure {id: id})<-[:HAS_MEASURE]-(i:Issue) RETURN id, i{.id, .title} AS found"
_REPORTS = "UNWIND $ids AS id MATCH (:Issue {id: id})<-[:HAS_ISSUE]-(r:Report) RETURN id, r.title AS found"


class Graph:
    """Reads; the loaders of one request share it."""

    def __init__(self, driver: neo4j.AsyncDriver, database: str | None) -> None:
        self._driver = driver
        self._database = database

    async def read(self, statement: Any, **parameters: Any) -> list[dict[str, Any]]:
        async with self._driver.session(database=self._database, default_access_mode="READ") as session:
            return await (await session.run(statement, parameters)).data()

    def loader(self, statement: str) -> DataLoader[str, Any]:
        async def load(ids: list[str]) -> list[Any]:
            found = {row["id"]: row["found"] for row in await self.read(statement, ids=ids)}
            return [found.get(key) for key in ids]

        return DataLoader(load_fn=load)


@strawberry.type
class Unit:
    id: str

    @strawberry.field
    async def name(self, info: strawberry.Info) -> str:
        return await info.context["units"].load(self.id)


@strawberry.type
class Assignment:
    role: str
    unit: Unit


@strawberry.type
class Report:
    title: str


@strawberry.type
class Issue:
    id: str
    title: str

    @strawberry.field
    async def report(self, info: strawberry.Info) -> Report:
        return Report(title=await info.context["reports"].load(self.id))


@strawberry.type
class Measure:
    id: str
    heading: str | None
    text: str
    status: str
    due_on: str | None

    @strawberry.field
    async def assignments(self, info: strawberry.Info) -> list[Assignment]:
        found = await info.context["assigned"].load(self.id) or ()
        return [Assignment(role=each["role"], unit=Unit(id=each["unit"])) for each in found]

    @strawberry.field
    async def issue(self, info: strawberry.Info) -> Issue:
        return Issue(**await info.context["issues"].load(self.id))


async def _measures(info: strawberry.Info, statement: str, **given: Any) -> list[Measure]:
    rows = [row["m"] for row in await info.context["graph"].read(statement, **given)]
    return [Measure(due_on=row.pop("dueOn"), **row) for row in rows]


@strawberry.type
class Query:
    @strawberry.field
    async def page(self, info: strawberry.Info, day: str, first: int) -> list[Measure]:
        return await _measures(info, _PAGE, day=day, first=first)

    @strawberry.field
    async def rows(self, info: strawberry.Info, first: int) -> list[Measure]:
        return await _measures(info, _ROWS, first=first)

    @strawberry.field
    async def point(self, info: strawberry.Info, id: str) -> list[Measure]:
        return await _measures(info, _POINT, id=id)


class _Endpoint(GraphQL[Any, Any]):
    def __init__(self, driver: neo4j.AsyncDriver, database: str | None) -> None:
        super().__init__(strawberry.Schema(Query))
        self._graph = Graph(driver, database)

    async def get_context(self, request: Any, response: Any = None) -> Any:
        graph = self._graph
        loaders = {"assigned": _ASSIGNED, "units": _UNITS, "issues": _ISSUES, "reports": _REPORTS}
        return {"graph": graph, **{name: graph.loader(statement) for name, statement in loaders.items()}}


def main(uri: str, user: str, password: str, database: str, port: str) -> None:
    """Serve until stopped."""
    driver = neo4j.AsyncGraphDatabase.driver(uri, auth=(user, password), notifications_min_severity="OFF")
    uvicorn.run(
        _Endpoint(driver, database or None),
        host="127.0.0.1",
        port=int(port),
        log_level="warning",
        timeout_keep_alive=600,
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
