"""Bodies above and below a body 上级与下级, by PART_OF, with a hard bound."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from graph.compile.domain.declare import Computed
from graph.compile.limits import MAX_LEVELS, MAX_NESTED, bounded
from graph.compile.plan import Many, Plan, Rows
from graph.compile.spec import Argument

if TYPE_CHECKING:
    from graph.compile.planner import Planner
    from graph.compile.selection import Selected

_LEVELS: Final = 5
_DEPTH: Final = Argument("maxDepth", "Int", f"层数 / Levels; default {_LEVELS}, at most {MAX_LEVELS}.", _LEVELS)


def _hierarchy(planner: Planner, label: str, node: str, field: Selected) -> Plan:
    found, path = planner.scope.variable("u"), planner.scope.variable("h")
    depth = bounded(planner.scope, field.arguments["maxDepth"], "maxDepth", MAX_LEVELS, _LEVELS)
    start, end = (node, f"{found}:{label}") if field.name == "ancestors" else (f"{found}:{label}", node)
    rows = Rows((
        f"MATCH {path} = ({start})-[:PART_OF*1..{MAX_LEVELS}]->({end})",
        f"WHERE length({path}) <= {depth} AND {found}.id <> {node}.id",
        f"WITH {found}, min(length({path})) AS {path}d ORDER BY {path}d, {found}.id LIMIT {MAX_NESTED}",
    ), (node,), aggregates=True)  # fmt: skip
    return Many(rows, planner.node(label, found, field))


FIELDS: Final = (
    Computed("Unit", "ancestors", "[Unit!]!", "上级 / Bodies above it, nearest first.", _hierarchy, (_DEPTH,)),
    Computed("Unit", "descendants", "[Unit!]!", "下级 / Bodies below it, nearest first.", _hierarchy, (_DEPTH,)),
)
