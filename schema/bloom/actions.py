"""Scene actions of Bloom: questions about what is selected. Their names are in both languages, as there is one menu."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final
from uuid import NAMESPACE_URL, uuid5

from schema.bloom.phrases import LEADS, TODAY
from schema.bloom.times import newest_first
from schema.overdue import overdue

if TYPE_CHECKING:
    from collections.abc import Mapping


@dataclass(frozen=True, slots=True)
class Action:
    """One action; `labels` are the node types that offer it, all of them where there are none."""

    name: str
    labels: tuple[str, ...]
    cypher: str


ACTIONS: Final = (
    Action("查看证据 show evidence", (), """\
MATCH (n) WHERE elementId(n) IN $nodes
MATCH p = (n)-[r]-() WHERE r.report IS NOT NULL
OPTIONAL MATCH (s:Report) WHERE s.id = r.report
RETURN p, s LIMIT 500"""),
    Action("查看责任链 show responsibility chain", ("Issue", "Measure"), """\
MATCH (n) WHERE elementId(n) IN $nodes
OPTIONAL MATCH above = (n)-[:PART_OF*0..4]->(:Measure)<-[:HAS_MEASURE]-(:Issue)
OPTIONAL MATCH below = (n)-[:HAS_MEASURE*0..1]->(:Measure)<-[:PART_OF*0..4]-(m:Measure)
OPTIONAL MATCH who = (m)-[:ASSIGNED_TO]->()
RETURN n, above, below, who LIMIT 1000"""),
    Action("查看进展与时限 show history", ("Measure",), """\
MATCH (n:Measure) WHERE elementId(n) IN $nodes
OPTIONAL MATCH told = (n)-[:REPORTED|DECIDED|DUE]->(x)
OPTIONAL MATCH earlier = (x)-[:REVISES]->(:Deadline)
RETURN n, told, earlier LIMIT 500"""),
    Action("查看相似问题 show similar issues", ("Issue",), """\
MATCH (n:Issue) WHERE elementId(n) IN $nodes
MATCH p = (n)-[:SIMILAR_TO]-(o:Issue)
OPTIONAL MATCH own = (n)-[:RAISED_BY]->(:Inspection)
OPTIONAL MATCH other = (o)-[:RAISED_BY]->(:Inspection)
RETURN p, own, other LIMIT 500"""),
    Action("查看逾期措施 show overdue measures", ("Unit",), f"""\
MATCH (n:Unit) WHERE elementId(n) IN $nodes
MATCH p = (n)<-[a:ASSIGNED_TO]-(m:Measure) WHERE {LEADS} AND {overdue("m", TODAY)}
RETURN p ORDER BY m.dueOn, m.id LIMIT 500"""),
)  # fmt: skip


def scene_actions(categories: Mapping[str, int]) -> list[dict[str, Any]]:
    """Return the actions as Bloom has them, the newest first; `categories` has the id of each label's category."""
    return [
        _action(each, categories, time_ms) for each, time_ms in zip(ACTIONS, newest_first(len(ACTIONS)), strict=True)
    ]


def _action(each: Action, categories: Mapping[str, int], time_ms: int) -> dict[str, Any]:
    return {
        "id": str(uuid5(NAMESPACE_URL, f"rectigraph:bloom:{each.name}")),
        "name": each.name,
        "createdAt": time_ms,
        "cypher": each.cypher,
        "isUpdateQuery": False,
        "isWriteTransactionChecked": False,
        "hasCypherErrors": False,
        "categories": [categories[label] for label in each.labels] or None,
        "relationshipTypes": None,
    }
