"""Coverage 覆盖: what the sources say of the selected measures, so that an empty answer explains itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from graph.compile.domain.declare import part
from graph.compile.domain.overdue import is_overdue
from graph.compile.plan import One, Plan, Rows
from graph.compile.spec import EnumType, ObjectType
from schema.vocabularies import DeadlineKind, Precision, Role

if TYPE_CHECKING:
    from graph.compile.items import Items
    from graph.compile.planner import Planner
    from graph.compile.selection import Selected

_LED: Final = (
    f"EXISTS {{{{ MATCH ({{0}})-[a:ASSIGNED_TO]->(:Unit) WHERE a.role = '{Role.LEAD}' AND a.inherited = false }}}}"
)
_CONDITIONAL: Final = f"EXISTS {{{{ MATCH ({{0}})-[:DUE]->(d:Deadline) WHERE d.kind = '{DeadlineKind.CONDITIONAL}' }}}}"


def coverage(planner: Planner, field: Selected, items: Items) -> Plan:
    """Return the `Coverage` of a list of measures: counts over its filter without the `overdue` part."""
    asked: dict[str, Any] | None = items.where.get("overdue")
    node = planner.scope.variable()
    where = {name: value for name, value in items.where.items() if name != "overdue"}
    all_items = replace(items, node=node, where=where, bound="")
    flags = _flags(node) | {"selected": is_overdue(planner.scope, node, asked) if asked is not None else "true"}
    counts = ", ".join(f"count(CASE WHEN {name} THEN 1 END) AS n_{name}" for name in flags)
    rows = Rows((
        *all_items.match(planner.filters),
        f"WITH {all_items.carried}{node}, {', '.join(f'{holds} AS {name}' for name, holds in flags.items())}",
        f"WITH count({node}) AS items, {counts},"
        " count(CASE WHEN selected AND led THEN 1 END) AS n_answered",
    ), all_items.outer, aggregates=True)  # fmt: skip
    return One(rows, planner.texts("Coverage", field, reasons=_reasons(asked), **_COUNTS))


_COUNTS: Final = {
    "items": "items", "withDueOn": "n_dated", "yearOnly": "n_yearly", "conditional": "n_conditional",
    "withLeadUnit": "n_led",
}  # fmt: skip


def _flags(node: str) -> dict[str, str]:
    year = f"coalesce({node}.duePrecision, '') = '{Precision.YEAR}'"
    return {
        "dated": f"{node}.dueOn IS NOT NULL AND NOT {year}",
        "yearly": year,
        "conditional": _CONDITIONAL.format(node),
        "led": _LED.format(node),
    }


def _reasons(overdue: dict[str, Any] | None) -> str:
    due = "n_dated + n_yearly" if overdue and overdue.get("includeYearOnly") else "n_dated"
    undated = f"n_selected = 0 AND {due} = 0" if overdue is not None else "false"
    return (
        f"CASE WHEN items > 0 AND {undated} THEN ['NO_DUE_DATE'] ELSE [] END"
        " + CASE WHEN n_selected > 0 AND n_answered = 0 THEN ['NO_LEAD_STATED'] ELSE [] END"
    )


OBJECTS: Final = (
    ObjectType("Coverage", "覆盖 / What the sources say and do not say of the selected items.", (
        part("items", "Int!", "条数 / Items."),
        part("withDueOn", "Int!", "有时限 / Items with a due day."),
        part("yearOnly", "Int!", "仅年份 / Items due in a bare year."),
        part("conditional", "Int!", "附条件 / Items due on a condition."),
        part("withLeadUnit", "Int!", "有牵头单位 / Items with a named lead unit."),
        part("reasons", "[CoverageReason!]!", "原因 / What the sources lack, where the answer is empty for it."),
    )),
)  # fmt: skip
ENUMS: Final = (
    EnumType("CoverageReason", "缺少的信息 / What the sources lack.",
             (("NO_DUE_DATE", "无时限"), ("NO_LEAD_STATED", "无牵头单位"))),
)  # fmt: skip
