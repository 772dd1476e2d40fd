"""From the selection to the plan: what stands under each key of the response."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from graph.compile.catalog import types
from graph.compile.conditions import stated
from graph.compile.connection import connection
from graph.compile.domain.declare import Computed, Root
from graph.compile.filters import Filters
from graph.compile.items import Items
from graph.compile.limits import MAX_NESTED
from graph.compile.plan import Many, One, Plan, Record, Rows, Scalar
from graph.compile.spec import Listing
from graph.compile.steps import Step
from schema.declare import PropertyType
from schema.nodes import BY_LABEL

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.compile.dialect import Dialect
    from graph.compile.scope import Scope
    from graph.compile.selection import Operation, Selected

INTROSPECTION: Final = frozenset({"__schema", "__type"})  # answered by graphql-core


class Planner:
    """Plans one operation; the values it meets become parameters of `scope`."""

    def __init__(self, operation: Operation, scope: Scope, dialect: Dialect) -> None:
        self.operation = operation
        self.scope = scope
        self.dialect = dialect
        self.filters = Filters(scope)

    def plan(self) -> Record:
        """Return the plan of the whole answer."""
        return Record(tuple((field.key, self._root(field)) for field in self.operation.roots()))

    def record(self, type_name: str, field: Selected, rule: Callable[[Selected], Plan]) -> Record:
        """Return an object of the selected fields, each planned by `rule`; `__typename` is known here."""
        parts = self.operation.fields(type_name, field.below)
        return Record(tuple((part.key, _typename(type_name, part) or rule(part)) for part in parts))

    def texts(self, type_name: str, field: Selected, **expressions: str) -> Record:
        """Return an object whose fields are plain expressions."""
        return self.record(type_name, field, lambda part: Scalar(expressions[part.name]))

    def node(self, label: str, node: str, field: Selected) -> Record:
        """Return the selected fields of the node bound to the variable `node`."""
        return self.record(label, field, lambda part: self._field(label, node, part))

    def _root(self, field: Selected) -> Plan:
        if field.name in INTROSPECTION:
            return Scalar("null")
        if typename := _typename("Query", field):
            return typename
        meaning = types().objects["Query"].field(field.name).meaning
        if isinstance(meaning, Listing):
            return connection(self, field, self._items(meaning.label, field))
        assert isinstance(meaning, Root)
        return meaning.rule(self, field)

    def _field(self, label: str, node: str, field: Selected) -> Plan:
        match types().objects[label].field(field.name).meaning:
            case PropertyType() as of:
                return Scalar(_value(node, of))
            case Step() as step:
                return self._related(step, node, field)
            case Computed(rule=rule):
                return rule(self, label, node, field)
            case other:
                raise AssertionError(other)

    def _items(self, label: str, field: Selected, parent: str = "", step: Step | None = None) -> Items:
        return Items(label, self.scope.variable(), stated(field.arguments.get("where", {}), "where"), parent, step)

    def _related(self, step: Step, node: str, field: Selected) -> Plan:
        if not step.one and not step.plain:
            return connection(self, field, self._items(step.target, field, node, step))
        target = self.scope.variable()
        match = f"MATCH {step.pattern(node, '', target)}"
        if step.one:
            rows = Rows((match, f"WITH {target} ORDER BY {target}.id LIMIT 1"), (node,))
            return One(rows, self.node(step.target, target, field))
        keys = ", ".join(f"{target}.{key}" for key in (*BY_LABEL[step.target].info.order, "id"))
        rows = Rows((match, f"WITH DISTINCT {target} ORDER BY {keys} LIMIT {MAX_NESTED}"), (node,))
        return Many(rows, self.node(step.target, target, field))


def _typename(type_name: str, field: Selected) -> Plan | None:
    return Scalar(f"'{type_name}'") if field.name == "__typename" else None


def _value(node: str, of: PropertyType) -> str:
    """Return a property as the response writes it: days as ISO text, absent lists as empty ones."""
    if of.kind == "date":
        return f"toString({node}.{of.key})"
    if of.kind == "dates":
        return f"[x IN coalesce({node}.{of.key}, []) | toString(x)]"
    return f"coalesce({node}.{of.key}, [])" if of.kind == "strings" else f"{node}.{of.key}"
