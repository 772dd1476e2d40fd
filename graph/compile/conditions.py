"""Filters as Cypher conditions.

Conditions are two-valued: an absent value equals nothing, and `NOT` of a condition that an absent value leaves open
holds. Source: the contract of the service, section 1.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from graph.compile.catalog import steps_from
from graph.compile.errors import refused
from schema.nodes import NODES
from schema.overdue import overdue
from schema.vocabularies import ClosureResult, DueBasis

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.compile.arguments import Leaf, Symbolic
    from graph.compile.meaning import Step
    from graph.compile.scope import Scope
    from schema.declare import PropertyType

_NODES: Final = {node.label: node for node in NODES}
_OPERATORS: Final = {
    "eq": "{0} = {1}", "ne": "NOT coalesce({0} = {1}, false)", "in": "{0} IN {1}",
    "notIn": "NOT coalesce({0} IN {1}, false)", "lt": "{0} < {1}", "lte": "{0} <= {1}", "gt": "{0} > {1}",
    "gte": "{0} >= {1}", "contains": "{0} CONTAINS {1}", "startsWith": "{0} STARTS WITH {1}", "has": "{1} IN {0}",
}  # fmt: skip


def conditions(scope: Scope, label: str, node: str, where: Symbolic, path: str = "where") -> list[str]:
    """Return the conditions of a `where` on the variable `node`; all of them must hold."""
    if where is None:
        raise _null(path)
    return [_condition(scope, label, node, name, value, f"{path}.{name}") for name, value in where.items()]


def condition(scope: Scope, label: str, node: str, where: Symbolic, path: str) -> str:
    """Return a `where` as one condition."""
    return " AND ".join(conditions(scope, label, node, where, path)) or "true"


def negation(inner: str) -> str:
    """Return the two-valued negation of a condition."""
    return f"NOT coalesce(({inner}), false)"


def _null(path: str) -> Exception:
    hint = "leave it out for no condition, or ask `isNull: true` for an absent value"
    return refused("NULL_IN_FILTER", f"`{path}` is null: {hint}.", path=path)


def _condition(scope: Scope, label: str, node: str, name: str, value: Symbolic, path: str) -> str:
    if value is None:
        raise _null(path)
    if name in ("AND", "OR", "NOT"):
        return _logic(scope, label, node, name, value, path)
    if (label, name) in _DOMAIN:
        return _DOMAIN[label, name](scope, node, value)
    if name == "search":
        return text_condition(scope, label, node, value)
    for field, step, end, _ in steps_from(label):
        if field == name:
            one = end.forward_one if step.forward else end.backward_one
            return _related(scope, node, step, value if not one else {"some": value}, path)
    return _scalar(scope, node, _NODES[label].property(name), value, path)


def _logic(scope: Scope, label: str, node: str, name: str, value: Symbolic, path: str) -> str:
    if name == "NOT":
        return negation(condition(scope, label, node, value, path))
    parts = [f"({condition(scope, label, node, item, f'{path}[{i}]')})" for i, item in enumerate(value)]
    if name == "AND":
        return " AND ".join(parts) or "true"
    return f"({' OR '.join(parts) or 'false'})"


def _scalar(scope: Scope, node: str, of: PropertyType, given: dict[str, Symbolic], path: str) -> str:
    return " AND ".join(operation(scope, f"{node}.{of.key}", *item, path) for item in given.items()) or "true"


def operation(scope: Scope, left: str, operator: str, value: Symbolic, path: str) -> str:
    """Return one comparison, such as `eq`, of an expression with an argument."""
    if value is None:
        raise _null(f"{path}.{operator}")
    if operator == "isNull":
        return f"{left} IS NULL" if value else f"{left} IS NOT NULL"
    if operator == "isEmpty":
        return f"size(coalesce({left}, [])) {'=' if value else '>'} 0"
    right = ("true" if value else "false") if isinstance(value, bool) else scope.leaf(value)
    return _OPERATORS[operator].format(left, right)


def _related(scope: Scope, node: str, step: Step, given: dict[str, Symbolic], path: str) -> str:
    parts: list[str] = []
    for quantifier, where in given.items():
        if where is None:
            raise _null(f"{path}.{quantifier}")
        target = scope.variable()
        inner = condition(scope, step.target, target, where, f"{path}.{quantifier}")
        pattern = step.pattern(node, "", target)
        parts.append(_quantified(quantifier, pattern, inner))
    return " AND ".join(parts) or "true"


def _quantified(quantifier: str, pattern: str, inner: str) -> str:
    if quantifier == "every":
        return f"NOT EXISTS {{ MATCH {pattern} WHERE {negation(inner)} }}"
    exists = f"EXISTS {{ MATCH {pattern} WHERE {inner} }}"
    return f"NOT {exists}" if quantifier == "none" else exists


def text_condition(scope: Scope, label: str, node: str, text: Leaf) -> str:
    """Return the condition that every word of `text` stands in a text property of the node, case aside."""
    words = scope.parameter(lambda variables, _today: search_words(text.value(variables)))
    texts = [
        f"any(x IN coalesce({node}.{p.key}, []) WHERE toLower(x) CONTAINS w)"
        if p.is_list
        else f"toLower(coalesce({node}.{p.key}, '')) CONTAINS w"
        for p in _NODES[label].fulltext
    ]
    return f"all(w IN {words} WHERE {' OR '.join(texts)})"


def search_words(text: str) -> list[str]:
    """Return the words of a search text, lower case. Raises GraphQLError for a text without any."""
    words = text.lower().split()
    if not words:
        raise refused("EMPTY_SEARCH", "The search text is empty: give at least one word.")
    return words


# --- the domain's own filters --------------------------------------------------------------------------------------


def is_overdue(scope: Scope, node: str, given: dict[str, Any]) -> str:
    """Return the condition of `overdue {asOf basis includeYearOnly}`, or of a field with these arguments."""
    basis = DueBasis[given.get("basis", "CURRENT")]
    return overdue(node, scope.day(given.get("asOf")), basis, bool(given.get("includeYearOnly")))


def topic_condition(scope: Scope, topic: str, given: dict[str, Any]) -> str:
    """Return the condition on a Topic variable of `topic {under is}`; notations are paths, so under is a prefix."""
    parts: list[str] = []
    if (under := given.get("under")) is not None:
        prefix = scope.parameter(lambda variables, _today: under.value(variables) + "/")
        parts.append(f"({topic}.notation = {scope.leaf(under)} OR {topic}.notation STARTS WITH {prefix})")
    if (exact := given.get("is")) is not None:
        parts.append(f"{topic}.notation = {scope.leaf(exact)}")
    return " AND ".join(parts) or "true"


def _topic(scope: Scope, node: str, given: dict[str, Any]) -> str:
    topic = scope.variable("t")
    return f"EXISTS {{ MATCH ({node})-[:ABOUT]->({topic}:Topic) WHERE {topic_condition(scope, topic, given)} }}"


def _unit(scope: Scope, node: str, given: dict[str, Any]) -> str:
    assigned, unit = scope.variable("a"), scope.variable("u")
    parts = [] if given.get("inherited") else [f"{assigned}.inherited = false"]
    if role := given.get("role"):
        parts.append(f"{assigned}.role = {scope.leaf(role)}")
    if (name := given.get("is")) is not None:
        parts.append(_named(unit, scope.leaf(name)))
    if (name := given.get("under")) is not None:
        above = scope.variable("u")
        named = _named(above, scope.leaf(name))
        parts.append(f"EXISTS {{ MATCH ({unit})-[:PART_OF*0..8]->({above}:Unit) WHERE {named} }}")
    pattern = f"({node})-[{assigned}:ASSIGNED_TO]->({unit}:Unit)"
    return f"EXISTS {{ MATCH {pattern} WHERE {' AND '.join(parts) or 'true'} }}"


def _named(unit: str, name: str) -> str:
    return f"({unit}.name = {name} OR {name} IN {unit}.aliases)"


def _assignments(scope: Scope, node: str, given: dict[str, Any]) -> str:
    parts: list[str] = []
    for quantifier, where in given.items():
        assigned, unit = scope.variable("a"), scope.variable("u")
        inner = assignment_condition(scope, assigned, unit, where)
        parts.append(_quantified(quantifier, f"({node})-[{assigned}:ASSIGNED_TO]->({unit})", inner))
    return " AND ".join(parts) or "true"


def assignment_condition(scope: Scope, assigned: str, unit: str, where: Symbolic) -> str:
    """Return the condition of an `AssignmentWhere` on a relationship and the node it leads to."""
    parts: list[str] = []
    for key in ("role", "inherited"):
        given = (where.get(key) or {}).items()
        parts.extend(operation(scope, f"{assigned}.{key}", name, value, key) for name, value in given)
    if (of_unit := where.get("unit")) is not None:
        parts.append(f"{unit}:Unit AND ({condition(scope, 'Unit', unit, of_unit, 'unit')})")
    return " AND ".join(parts) or "true"


def _flag(holds: str) -> Callable[[Scope, str, Any], str]:
    def of(_scope: Scope, node: str, value: Any) -> str:
        inner = holds.format(node)
        return f"({inner})" if value else negation(inner)

    return of


_DOMAIN: Final[dict[tuple[str, str], Callable[[Scope, str, Any], str]]] = {
    ("Measure", "overdue"): is_overdue,
    ("Measure", "topic"): _topic,
    ("Issue", "topic"): _topic,
    ("Measure", "unit"): _unit,
    ("Measure", "assignments"): _assignments,
    ("Measure", "closed"): _flag("{0}.closure = '" + ClosureResult.CLOSED + "'"),
    ("Measure", "completedLate"): _flag("{0}.completedOn > {0}.dueOn"),
    ("Measure", "deadlineRevised"): _flag(
        "EXISTS {{ MATCH ({0})-[:DUE]->(:Deadline)-[:REVISES]->(:Deadline) WHERE true }}"
    ),
    ("Measure", "part"): _flag("EXISTS {{ MATCH ({0})-[:PART_OF]->(:Measure) WHERE true }}"),
    ("Issue", "recurring"): _flag("EXISTS {{ MATCH ({0})-[:SIMILAR_TO]->(:Issue) WHERE true }}"),
}
