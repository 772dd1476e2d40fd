"""Coverage: what the sources say of the selected measures, so that an empty answer explains itself."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from graph.compile.algebra import Expression, aggregate
from graph.compile.conditions import is_overdue
from graph.compile.source import Source, match
from schema.vocabularies import DeadlineKind, Precision, Role

if TYPE_CHECKING:
    from graph.compile.planner import Planner
    from graph.compile.selection import Selected


def coverage(planner: Planner, field: Selected, source: Source) -> Expression:
    """Return the `Coverage` of a list of measures: counts over its filter without the `overdue` part."""
    where = {name: value for name, value in source.where.items() if name != "overdue"}
    asked: dict[str, Any] | None = source.where.get("overdue")
    scope = planner.scope
    node = scope.variable()
    base = replace(source, node=node, where=where)
    year = f"coalesce({node}.duePrecision, '') = '{Precision.YEAR}'"
    late = is_overdue(scope, node, asked) if asked is not None else "true"
    flags = {
        "dated": f"{node}.dueOn IS NOT NULL AND NOT {year}",
        "yearly": year,
        "conditional": f"EXISTS {{ MATCH ({node})-[:DUE]->(d:Deadline) WHERE d.kind = '{DeadlineKind.CONDITIONAL}' }}",
        "led": f"EXISTS {{ MATCH ({node})-[a:ASSIGNED_TO]->(:Unit) WHERE a.role = '{Role.LEAD}' }}",
        "selected": late,
    }
    bound = ", ".join(f"{condition} AS {name}" for name, condition in flags.items())
    counts = ", ".join(f"count(CASE WHEN {name} THEN 1 END) AS n_{name}" for name in flags)
    led = "count(CASE WHEN selected AND led THEN 1 END) AS n_answered"
    clauses = (
        *match(planner.scope, base),
        f"WITH {source.carried}{node}, {bound}",
        f"WITH {source.carried}count({node}) AS items, {counts}, {led}",
    )
    texts = {
        "items": "items",
        "withDueOn": "n_dated",
        "yearOnly": "n_yearly",
        "conditional": "n_conditional",
        "withLeadUnit": "n_led",
        "reasons": _reasons(asked),
    }
    return aggregate(scope, clauses, planner.texts("Coverage", field, **texts), source.parent)


def _reasons(overdue: dict[str, Any] | None) -> str:
    due = "n_dated + n_yearly" if overdue and overdue.get("includeYearOnly") else "n_dated"
    undated = f"n_selected = 0 AND {due} = 0" if overdue is not None else "false"
    unled = "n_selected > 0 AND n_answered = 0"
    return (
        f"CASE WHEN items > 0 AND {undated} THEN ['NO_DUE_DATE'] ELSE [] END"
        f" + CASE WHEN {unled} THEN ['NO_LEAD_STATED'] ELSE [] END"
    )
