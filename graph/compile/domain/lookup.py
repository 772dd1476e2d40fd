"""Nodes by their ids. An id names the type of its node, so the fields of that type alone are planned."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from graph.compile.arguments import Leaf, label_of_id
from graph.compile.domain.declare import Root
from graph.compile.limits import check_size
from graph.compile.plan import Choice, Many, One, Plan, Rows, Scalar
from graph.compile.spec import Argument

if TYPE_CHECKING:
    from graph.compile.planner import Planner
    from graph.compile.selection import Selected


def _node(planner: Planner, field: Selected) -> Plan:
    leaf: Leaf = field.arguments["id"]
    label = label_of_id(leaf.value(planner.operation.variables))
    return _by_id(planner, field, label, planner.scope.leaf(leaf)) if label else Scalar("null")


def _by_id(planner: Planner, field: Selected, label: str, identifier: str, outer: tuple[str, ...] = ()) -> Plan:
    node = planner.scope.variable()
    rows = Rows((f"MATCH ({node}:{label}) WHERE {node}.id = {identifier}",), outer)
    return One(rows, planner.node(label, node, field))


def _nodes(planner: Planner, field: Selected) -> Plan:
    leaf: Leaf = field.arguments["ids"]
    ids = leaf.value(planner.operation.variables)
    asked = planner.scope.parameter(
        lambda variables, _today: _bounded(leaf.value(variables), planner.scope.limits.page)
    )
    identifier = planner.scope.variable("i")
    labels = sorted(filter(None, {label_of_id(value) for value in ids}))
    cases = tuple(
        (f"{identifier} STARTS WITH '{label.lower()}-'", _by_id(planner, field, label, identifier, (identifier,)))
        for label in labels
    )
    return Many(Rows((f"UNWIND {asked} AS {identifier}",)), Choice(cases))


def _bounded(ids: list[str], most: int) -> list[str]:
    check_size("ids", len(ids), most)
    return ids


ROOTS: Final = (
    Root("node", "Node", "按标识取节点 / One node; null if there is none.", _node, (Argument("id", "ID!"),)),
    Root("nodes", "[Node]!", "按标识取多个节点 / Nodes in the order asked for.", _nodes, (Argument("ids", "[ID!]!"),)),
)
