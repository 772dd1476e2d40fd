"""How two nodes hang together 关联路径: the shortest paths between them, with a hard bound."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from graph.compile.arguments import Leaf, label_of_id
from graph.compile.domain.declare import Root, part
from graph.compile.domain.evidence import quotes
from graph.compile.limits import MAX_HOPS, MAX_NESTED, bounded
from graph.compile.plan import Choice, Many, Plan, Rows, Scalar
from graph.compile.spec import Argument, EnumType, ObjectType
from schema.nodes import NODES
from schema.relations import RELATIONSHIPS

if TYPE_CHECKING:
    from graph.compile.planner import Planner
    from graph.compile.selection import Selected

_HOPS: Final = 4
_PATHS: Final = 10


def _paths(planner: Planner, field: Selected) -> Plan:
    ends = [_end(planner, field.arguments[name]) for name in ("from", "to")]
    via: list[str] = field.arguments.get("via") or []
    path = planner.scope.variable("p")
    pattern = f"({path}a)-[{':' if via else ''}{'|'.join(dict.fromkeys(via))}*1..{MAX_HOPS}]-({path}b)"
    hops = bounded(planner.scope, field.arguments["maxHops"], "maxHops", MAX_HOPS, _HOPS)
    limit = bounded(planner.scope, field.arguments["first"], "first", MAX_NESTED, _PATHS)
    if None in ends:
        return Scalar("[]")
    rows = Rows((
        f"MATCH ({path}a:{ends[0]}), ({path}b:{ends[1]}) WHERE {path}a <> {path}b",
        f"MATCH {path} = allShortestPaths({pattern})",
        # Asked after the search: a condition on the whole path makes an engine try every longer one.
        f"WITH {path} WHERE length({path}) <= {hops}",
        f"WITH {path}, reduce(s = '', n IN nodes({path}) | s + n.id + ' ') AS {path}n,",
        f"reduce(s = '', r IN relationships({path}) | s + type(r) + ' ' + coalesce(toString(r.start), '') + ' ')"
        f" AS {path}r ORDER BY {path}n, {path}r LIMIT {limit}",
    ))  # fmt: skip
    return Many(rows, planner.record("Path", field, lambda each: _part(planner, each, path)))


def _end(planner: Planner, leaf: Leaf) -> str | None:
    label = label_of_id(leaf.value(planner.operation.variables))
    return f"{label} {{id: {planner.scope.leaf(leaf)}}}" if label else None


def _part(planner: Planner, field: Selected, path: str) -> Plan:
    if field.name == "length":
        return Scalar(f"length({path})")
    if field.name == "nodes":
        node = planner.scope.variable()
        rows = Rows((f"UNWIND nodes({path}) AS {node}",), (path,))
        return Many(rows, Choice(tuple((f"{node}:{n.label}", planner.node(n.label, node, field)) for n in NODES)))
    return _steps(planner, field, path)


def _steps(planner: Planner, field: Selected, path: str) -> Plan:
    at, step = planner.scope.variable("x"), planner.scope.variable("s")
    rows = Rows((
        f"UNWIND range(0, length({path}) - 1) AS {at}",
        f"WITH {path}, {at}, relationships({path})[{at}] AS {step}",
    ), (path,))  # fmt: skip

    def rule(each: Selected) -> Plan:
        if each.name == "type":
            return Scalar(f"type({step})")
        if each.name == "forward":
            return Scalar(f"startNode({step}).id = nodes({path})[{at}].id")
        stated = f"WITH {step} WHERE {step}.report IS NOT NULL"
        return quotes(planner, each, step, (stated,), (step,))

    return Many(rows, planner.record("PathStep", field, rule))


ROOTS: Final = (
    Root("paths", "[Path!]!", "关联路径 / The shortest paths between two nodes, along relationships in any direction.",
         _paths, (
             Argument("from", "ID!"),
             Argument("to", "ID!"),
             Argument("maxHops", "Int", f"最多步数 / Relationships of a path; at most {MAX_HOPS}.", _HOPS),
             Argument("via", "[RelationshipType!]", "经由 / Types of relationships; default: all."),
             Argument("first", "Int", f"条数 / Paths; at most {MAX_NESTED}.", _PATHS),
         )),
)  # fmt: skip
OBJECTS: Final = (
    ObjectType("Path", "路径 / Nodes and the relationships between them.", (
        part("length", "Int!", "步数 / Relationships."),
        part("nodes", "[Node!]!", "节点 / From the one end to the other."),
        part("steps", "[PathStep!]!", "步 / The relationships, in order."),
    )),
    ObjectType("PathStep", "步 / One relationship of a path.", (
        part("type", "RelationshipType!", "类型 / Type."),
        part("forward", "Boolean!", "顺向 / Walked from its start to its end."),
        part("evidence", "[Evidence!]!", "证据 / The sentence that says so."),
    )),
)  # fmt: skip
ENUMS: Final = (
    EnumType(
        "RelationshipType", "关系类型 / A type of relationship.", tuple((r.type, r.title_zh) for r in RELATIONSHIPS)
    ),
)
