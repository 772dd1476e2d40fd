"""The questions of the benchmark in the words of each competitor, and what their answers have in common.

Every competitor answers a question with the same rows, checked before anything is timed: lists of plain values, in
the order of the answer. The bodies of a measure are in the order of the contract, by hand as with us; the peers cannot
ask for that order, so theirs are compared without it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

from api import questions as ready

DAY: Final = date(2024, 7, 1)
PAGE: Final = 50
MANY: Final = 5_000
SOME: Final = 2_000


@dataclass(frozen=True, slots=True)
class Asked:
    """A question as one competitor is asked it, and the rows that its answer holds."""

    text: str
    rows: Callable[[Any], Any]
    values: dict[str, Any] = field(default_factory=dict[str, Any])


@dataclass(frozen=True, slots=True)
class Question:
    """One question; a competitor that cannot express it is absent from `asked`."""

    name: str
    asked: dict[str, Asked]
    bodies: int | None = None  # the place of a measure's bodies in a row

    def unordered(self, rows: Any) -> Any:
        """Return rows with the bodies of each measure sorted."""
        at = self.bodies
        return rows if at is None else [[*row[:at], sorted(row[at]), *row[at + 1 :]] for row in rows]


def _bodies(pairs: Any) -> list[list[str]]:
    return [[role, name] for role, name in pairs]


# As the contract orders assignments: by role, place in the text, id.
_BODIES_BY_HAND: Final = """COLLECT { MATCH (m)-[a:ASSIGNED_TO]->(u:Unit) WHERE NOT a.inherited
    WITH a, u ORDER BY CASE a.role WHEN 'LEAD' THEN 0 WHEN 'COOPERATE' THEN 1 WHEN 'SUPERVISE' THEN 2 ELSE 3 END,
      a.start, u.id
    RETURN [a.role, u.name] }"""


# --- one measure ---------------------------------------------------------------------------------------------------

_POINT_FIELDS: Final = "id text status dueOn"


def _flat(row: Any) -> list[Any]:
    return [row["id"], row["text"], row["status"], row["dueOn"]]


def point(identifier: str) -> Question:
    """Return the question for one measure by its id."""
    hand = "MATCH (m:Measure {id: $id}) RETURN [m.id, m.text, m.status, toString(m.dueOn)]"
    given = {"id": identifier}
    return Question("one measure by id", {
        "hand": Asked(hand, lambda row: row, given),
        "rectigraph": Asked(f"query ($id: ID!) {{ node(id: $id) {{ ... on Measure {{ {_POINT_FIELDS} }} }} }}",
                            lambda data: _flat(data["node"]), given),
        "neo4j-graphql": Asked(
            f"query ($id: ID!) {{ measures(where: {{id: {{eq: $id}}}}) {{ {_POINT_FIELDS} }} }}",
            lambda data: _flat(data["measures"][0]), given),
        "field-by-field": Asked(f"query ($id: String!) {{ point(id: $id) {{ {_POINT_FIELDS} }} }}",
                                lambda data: _flat(data["point"][0]), given),
    })  # fmt: skip


# --- a page with all around it -------------------------------------------------------------------------------------

# Neo4j reads the index of due days in order and stops; the other engine is faster from the topics.
_LATE_BY_HAND: Final = {
    "neo4j": """MATCH (m:Measure) WHERE m.dueOn < $day AND m.status = 'IN_PROGRESS'
  AND EXISTS { MATCH (m)-[:ABOUT]->(t) WHERE t.notation STARTS WITH 'water/' }
WITH m""",
    "embedded": """MATCH (t:Topic) WHERE t.notation STARTS WITH 'water/'
MATCH (t)<-[:ABOUT]-(m:Measure) WHERE m.dueOn < $day AND m.status = 'IN_PROGRESS'
WITH DISTINCT m""",
}
_AROUND_BY_HAND: Final = f""" ORDER BY m.dueOn, m.id LIMIT $first
MATCH (m)<-[:HAS_MEASURE]-(i:Issue)<-[:HAS_ISSUE]-(r:Report)
RETURN collect([m.id, m.heading, toString(m.dueOn), i.title, r.title,
  {_BODIES_BY_HAND}])
"""
_PAGE: Final = """query ($day: Date!, $first: Int!) {
  measures(where: {topic: {under: "water"}, status: {eq: IN_PROGRESS}, dueOn: {lt: $day}},
           orderBy: [{dueOn: ASC}], first: $first) {
    nodes { id heading dueOn assignments(where: {inherited: {eq: false}}) { role unit { name } }
            issue { title reports(first: 1) { nodes { title } } } } } }"""
_PAGE_PEER: Final = """query ($day: Date!, $first: Int!) {
  measures(where: {topics: {some: {notation: {startsWith: "water/"}}}, status: {eq: "IN_PROGRESS"}, dueOn: {lt: $day}},
           sort: [{dueOn: ASC}, {id: ASC}], limit: $first) {
    id heading dueOn
    unitsConnection(where: {edge: {inherited: {eq: false}}}) { edges { properties { role } node { name } } }
    issue { title reports { title } } } }"""
_PAGE_FIELDS: Final = """query ($day: String!, $first: Int!) { page(day: $day, first: $first) {
  id heading dueOn assignments { role unit { name } } issue { title report { title } } } }"""


def _around(row: Any, issue: str, report: str, bodies: Any) -> list[Any]:
    return [row["id"], row["heading"], row["dueOn"], issue, report, _bodies(bodies)]


def _page_of_ours(data: Any) -> Any:
    return [
        _around(m, m["issue"]["title"], m["issue"]["reports"]["nodes"][0]["title"],
                ((a["role"], a["unit"]["name"]) for a in m["assignments"]))
        for m in data["measures"]["nodes"]
    ]  # fmt: skip


def _page_of_peer(data: Any) -> Any:
    return [
        _around(m, m["issue"][0]["title"], m["issue"][0]["reports"][0]["title"],
                ((e["properties"]["role"], e["node"]["name"]) for e in m["unitsConnection"]["edges"]))
        for m in data["measures"]
    ]  # fmt: skip


def _page_of_fields(data: Any) -> Any:
    return [
        _around(m, m["issue"]["title"], m["issue"]["report"]["title"],
                ((a["role"], a["unit"]["name"]) for a in m["assignments"]))
        for m in data["page"]
    ]  # fmt: skip


_DAY_AND_SIZE: Final = {"day": DAY.isoformat(), "first": PAGE}


def page_of_water(engine: str) -> Question:
    """Return the question for a page; by hand it is asked as is best for an engine."""
    by_hand = _LATE_BY_HAND[engine] + _AROUND_BY_HAND
    return Question(f"{PAGE} measures on water, late, with bodies, issue, report", {
        "hand": Asked(by_hand, lambda rows: rows, {"day": DAY, "first": PAGE}),
        "rectigraph": Asked(_PAGE, _page_of_ours, _DAY_AND_SIZE),
        "neo4j-graphql": Asked(_PAGE_PEER, _page_of_peer, _DAY_AND_SIZE),
        "field-by-field": Asked(_PAGE_FIELDS, _page_of_fields, _DAY_AND_SIZE),
    }, bodies=5)  # fmt: skip


# --- many rows -----------------------------------------------------------------------------------------------------

_ROWS_BY_HAND: Final = f"""
MATCH (m:Measure) WHERE m.id IS NOT NULL WITH m ORDER BY m.id LIMIT $first
RETURN collect([m.id, m.heading, m.text, m.status, toString(m.dueOn),
  {_BODIES_BY_HAND}])
"""
_ROWS: Final = """query ($first: Int!) { measures(first: $first) { nodes { id heading text status dueOn
  assignments(where: {inherited: {eq: false}}) { role unit { name } } } } }"""
_ROWS_PEER: Final = """query ($first: Int!) { measures(sort: [{id: ASC}], limit: $first) { id heading text status dueOn
  unitsConnection(where: {edge: {inherited: {eq: false}}}) { edges { properties { role } node { name } } } } }"""
_ROWS_FIELDS: Final = """query ($first: Int!) { rows(first: $first) { id heading text status dueOn
  assignments { role unit { name } } } }"""


def _row(m: Any, bodies: Any) -> list[Any]:
    return [m["id"], m["heading"], m["text"], m["status"], m["dueOn"], _bodies(bodies)]


def many(first: int) -> Question:
    """Return the question for that many measures with their bodies."""
    given = {"first": first}

    def of_nodes(nodes: Any) -> Any:
        return [_row(m, ((a["role"], a["unit"]["name"]) for a in m["assignments"])) for m in nodes]

    def of_edges(nodes: Any) -> Any:
        found = ((m, m["unitsConnection"]["edges"]) for m in nodes)
        return [_row(m, ((e["properties"]["role"], e["node"]["name"]) for e in edges)) for m, edges in found]

    return Question(f"{first:,} measures with bodies", {
        "hand": Asked(_ROWS_BY_HAND, lambda rows: rows, given),
        "rectigraph": Asked(_ROWS, lambda data: of_nodes(data["measures"]["nodes"]), given),
        "neo4j-graphql": Asked(_ROWS_PEER, lambda data: of_edges(data["measures"]), given),
        "field-by-field": Asked(_ROWS_FIELDS, lambda data: of_nodes(data["rows"]), given),
    }, bodies=5)  # fmt: skip


# --- the ranking ---------------------------------------------------------------------------------------------------

_RANKING_BY_HAND: Final = """
MATCH (t:Topic) WHERE t.notation = 'water' OR t.notation STARTS WITH 'water/'
MATCH (t)<-[:ABOUT]-(m:Measure) WHERE m.dueOn < $day AND coalesce(m.duePrecision, '') <> 'YEAR'
  AND NOT any(s IN m.settledOn WHERE s <= $day AND none(r IN m.reopenedOn WHERE s <= r AND r <= $day))
WITH collect(DISTINCT m) AS late
CALL (late) {
  UNWIND late AS m
  OPTIONAL MATCH (m)-[a:ASSIGNED_TO]->(u:Unit) WHERE a.role = 'LEAD' AND NOT a.inherited AND NOT u.generic
  WITH DISTINCT m, u
  WITH u, count(m) AS measures, max(duration.inDays(m.dueOn, $day).days) AS days, collect(m) AS found
  ORDER BY measures DESC, u.name IS NULL, u.name, u.id LIMIT 10
  RETURN collect([u.name, measures, days, COLLECT {
    UNWIND found AS m WITH m ORDER BY m.ordinal, m.id LIMIT 3
    MATCH (m)<-[:HAS_MEASURE]-(i:Issue) RETURN [m.heading, toString(m.dueOn), i.title] }]) AS ranking
}
RETURN [size(late), ranking]
"""


def _ranking(data: Any) -> Any:
    of = data["measures"]
    groups = (
        [group["key"]["leadUnit"] and group["key"]["leadUnit"]["name"], group["count"], group["maxDaysOverdue"],
         [[m["heading"], m["dueOn"], m["issue"]["title"]] for m in group["nodes"]]]
        for group in of["groups"]["nodes"]
    )  # fmt: skip
    return [of["totalCount"], list(groups)]


FLAGSHIP: Final = Question("flagship ranking", {
    "hand": Asked(_RANKING_BY_HAND, lambda row: row, {"day": DAY}),
    "rectigraph": Asked(ready.question(ready.FLAGSHIP).document, _ranking,
                        {"asOf": DAY.isoformat()}),
})  # fmt: skip
