"""Filters as Cypher conditions.

Conditions are two-valued: an absent value equals nothing, and `NOT` of a condition that an absent value leaves open
holds. Source: the contract of the service, section 1.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from graph.compile.conditions import LOGIC, logic, null_in_filter, quantified, stated
from graph.compile.domain import FILTERS
from graph.compile.scope import Scope
from graph.compile.steps import steps_from
from schema.nodes import BY_LABEL

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.compile.arguments import Symbolic
    from graph.compile.steps import Step

    Condition = Callable[[str, Symbolic, str], str]  # of a key, its value and the path to it

# `toString` keeps CONTAINS away from range indexes: where it also wants their order, the planner of Neo4j 5.26 now and
# then asks one for what it cannot do, and the statement fails (STRING_CONTAINS is not allowed for a RANGE index).
_OPERATORS: Final = {
    "eq": "{0} = {1}", "ne": "NOT coalesce({0} = {1}, false)", "in": "{0} IN {1}",
    "notIn": "NOT coalesce({0} IN {1}, false)", "lt": "{0} < {1}", "lte": "{0} <= {1}", "gt": "{0} > {1}",
    "gte": "{0} >= {1}", "contains": "toString({0}) CONTAINS {1}", "startsWith": "{0} STARTS WITH {1}",
    "has": "{1} IN {0}",
}  # fmt: skip


# Operators that hold for no absent value; `isNull: false` is the other one.
_STATING: Final = frozenset({"eq", "in", "lt", "lte", "gt", "gte", "contains", "startsWith"})
_COMPARING: Final = frozenset({"lt", "lte", "gt", "gte"})


def states(label: str, where: Symbolic, name: str) -> bool:
    """Tell whether every item that a `where` selects has a property; False where that cannot be seen from it."""
    given = where.get(name) or {}
    if not _STATING.isdisjoint(given) or given.get("isNull") is False:
        return True
    either = where.get("OR") or ()
    parts = [states(label, each, name) for each in where.get("AND") or ()]
    parts.append(bool(either) and all(states(label, each, name) for each in either))
    return any(parts) or _declares(label, where, name)


def compares(label: str, where: Symbolic, name: str) -> bool:
    """Tell whether a `where` compares a property with a value: there an engine enters the index, in its order."""
    return not _COMPARING.isdisjoint(where.get(name) or ()) or _declares(label, where, name)


def _declares(label: str, where: Symbolic, name: str) -> bool:
    declared = ((FILTERS.get((label, each)), value) for each, value in where.items())
    return any(of.states(value) == name for of, value in declared if of and of.states and value)


@dataclass(frozen=True, slots=True)
class Filters:
    """Writes the conditions of a `where` for one statement, whose values become parameters of `scope`."""

    scope: Scope

    def all(self, label: str, node: str, where: Symbolic, path: str = "where") -> list[str]:
        """Return the conditions of a `where` on the variable `node`; all of them must hold."""
        if where is None:
            raise null_in_filter(path)
        return [self._one(label, node, name, value, f"{path}.{name}") for name, value in where.items()]

    def joined(self, label: str, node: str, where: Symbolic, path: str = "where") -> str:
        """Return a `where` as one condition."""
        return " AND ".join(self.all(label, node, where, path)) or "true"

    def _one(self, label: str, node: str, name: str, value: Symbolic, path: str) -> str:
        if value is None:
            raise null_in_filter(path)
        if name in LOGIC:
            return logic(name, value, path, lambda item, at: self.joined(label, node, item, at))
        if declared := FILTERS.get((label, name)):
            return declared.condition(self, node, stated(value, path))
        if step := steps_from(label).get(name):
            return self._related(node, step, value if not step.one else {"some": value}, path)
        return self.operators(f"{node}.{BY_LABEL[label].property(name).key}", value, path)

    def _related(self, node: str, step: Step, given: dict[str, Symbolic], path: str) -> str:
        def holds(quantifier: str, where: Symbolic, at: str) -> str:
            target = self.scope.variable()
            return quantified(quantifier, step.pattern(node, "", target), self.joined(step.target, target, where, at))

        return self.each(given, path, holds)

    def operators(self, left: str, given: dict[str, Symbolic], path: str) -> str:
        """Return the condition of all operators, such as `eq`, on an expression."""
        return self.each(given, path, lambda name, value, at: self.compared(left, name, value, at))

    def each(self, given: dict[str, Symbolic], path: str, condition: Condition) -> str:
        """Return one condition for all operators of an input object. Raises GraphQLError where a value is null."""
        found = stated(given, path)
        return " AND ".join(condition(name, value, f"{path}.{name}") for name, value in found.items()) or "true"

    def compared(self, left: str, operator: str, value: Symbolic, path: str) -> str:
        """Return one comparison, such as `eq`, of an expression with an argument."""
        if value is None:
            raise null_in_filter(path)
        if operator == "isNull":
            return f"{left} IS NULL" if value else f"{left} IS NOT NULL"
        if operator == "isEmpty":
            return f"size(coalesce({left}, [])) {'=' if value else '>'} 0"
        right = ("true" if value else "false") if isinstance(value, bool) else self.scope.leaf(value)
        return _OPERATORS[operator].format(left, right)
