"""Evidence 证据: the sentence of a source that proves a fact, wherever a relationship carries its span."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from graph.compile.domain.declare import Computed, part
from graph.compile.limits import MAX_NESTED
from graph.compile.plan import Many, Plan, Rows, Scalar
from graph.compile.spec import ObjectType
from schema.nodes import NODES
from schema.relations import RELATIONSHIPS

if TYPE_CHECKING:
    from graph.compile.planner import Planner
    from graph.compile.selection import Selected
    from graph.compile.steps import Step


def quotes(planner: Planner, field: Selected, span: str, clauses: tuple[str, ...], outer: tuple[str, ...]) -> Plan:
    """Return the evidence of the relationships that `clauses` bind to the variable `span`, at most 100."""
    report = planner.scope.variable("r")
    order = f"WITH {span}, {report} ORDER BY {report}.id, {span}.start, {span}.end LIMIT {MAX_NESTED}"
    rows = Rows((*clauses, f"MATCH ({report}:Report) WHERE {report}.id = {span}.report", order), outer)
    quote = f"substring({report}.text, {span}.start, {span}.end - {span}.start)"

    def rule(each: Selected) -> Plan:
        if each.name == "report":
            return planner.node("Report", report, each)
        return Scalar(quote if each.name == "quote" else f"{span}.{each.name}")

    return Many(rows, planner.record("Evidence", field, rule))


def of_edge(planner: Planner, field: Selected, step: Step | None, parent: str, node: str) -> Plan:
    """Return the evidence of the relationship between a node and the one whose list it stands in."""
    if step is None:
        return Scalar("[]")
    span = planner.scope.variable("e")
    match = f"MATCH {step.pattern(parent, span, node)} WHERE {span}.report IS NOT NULL"
    return quotes(planner, field, span, (match,), (parent, node))


@cache
def _types_into(label: str) -> tuple[str, ...]:
    """Return the types of the relationships whose span proves a node of this type: those that lead to it."""
    return tuple(
        relationship.type
        for relationship in RELATIONSHIPS
        if relationship.from_text and any(end.target.__name__ == label for end in relationship.ends)
    )


def _of_node(planner: Planner, label: str, node: str, field: Selected) -> Plan:
    types = _types_into(label)
    if not types:
        return Scalar("[]")
    span = planner.scope.variable("e")
    match = f"MATCH ({node})<-[{span}:{'|'.join(types)}]-() WHERE {span}.report IS NOT NULL"
    return quotes(planner, field, span, (match,), (node,))


FIELDS: Final = tuple(
    Computed(node.label, "evidence", "[Evidence!]!", "证据 / The sentences that name it, at most 100.", _of_node)
    for node in NODES
)
OBJECTS: Final = (
    ObjectType("Evidence", "证据 / A sentence of a source.", (
        part("report", "Report!", "通报 / The source."),
        part("start", "Int!", "起 / First character in its text."),
        part("end", "Int!", "止 / Character after the last."),
        part("quote", "String!", "原文 / The words."),
        part("row", "Int", "行 / Record of a ledger."),
        part("sheet", "String", "工作表 / Sheet of a ledger."),
    )),
)  # fmt: skip
