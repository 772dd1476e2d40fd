"""Groups of a list by typed keys, also across relationships.

An item counts once in each group it belongs to; one without the key is in the group whose key is null.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from graph.compile.algebra import Expression, Many, aggregate, collect, literal_list, optional
from graph.compile.catalog import DEFAULT_PAGE, group_keys
from graph.compile.conditions import operation
from graph.compile.errors import refused
from graph.compile.limits import bounded
from graph.compile.meaning import NodeKey, PropertyKey
from graph.compile.ordering import Key, beyond, cursor, cursor_value, order_keys, signature, sorting
from graph.compile.source import Source, match, total
from schema.declare import camel_case
from schema.nodes import NODES
from schema.overdue import days_overdue
from schema.vocabularies import DueBasis, Role

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from graph.compile.arguments import Leaf, Symbolic, Variables
    from graph.compile.planner import Planner
    from graph.compile.selection import Selected

_NODES: Final = {node.label: node for node in NODES}
_PARTS: Final = {
    "month": "substring(toString({0}), 0, 7)",
    "quarter": "toString({0}.year) + 'Q' + toString({0}.quarter)",
    "year": "{0}.year",
}


def groups(planner: Planner, field: Selected, source: Source) -> Expression:
    """Return the `groups` of a list."""
    return _Groups(planner, field, source).plan()


class _Groups:
    """One list of groups. `keys` maps each key asked for to the variable that holds it."""

    def __init__(self, planner: Planner, field: Selected, source: Source) -> None:
        self._planner = planner
        self._field = field
        self._source = source
        names: list[str] = field.arguments["by"]
        if not names:
            raise refused("NO_GROUP_KEY", "`by` is empty: name at least one key to group by.")
        self._keys = {name: planner.scope.variable("k") for name in dict.fromkeys(names)}
        self._aggregates: dict[str, str] = {}
        self._count = self._aggregate(f"count({source.node})")
        self._overdue: dict[str, Any] = source.where.get("overdue") or {}

    def plan(self) -> Expression:
        """Return the connection of groups; what its parts need is collected while they are planned."""
        planner, rows, outer = self._planner, self._planner.scope.variable("l"), self._source.carried
        type_name = f"{self._source.label}GroupConnection"
        size = self._bounded(0)
        order = self._order()
        names = tuple(planner.scope.variable("o") for _ in order)
        signing = signature(order, {"where": self._source.where, "by": list(self._keys)})
        signed = planner.scope.parameter(signing)
        row = [Expression(cursor(order, names, signed))]

        def rule(part: Selected) -> Expression:
            if part.name == "totalCount":
                return self._total()
            if part.name == "pageInfo":
                texts = {
                    "hasNextPage": f"size({rows}) > {size}",
                    "hasPreviousPage": "true" if self._field.arguments.get("after") else "false",
                    "startCursor": f"head({rows}[0..{size}])[0]",
                    "endCursor": f"last({rows}[0..{size}])[0]",
                }
                return planner.texts("PageInfo", part, **texts)
            item = self._edge(part, row[0]) if part.name == "edges" else self._group(part)
            row.append(item)
            return Expression(f"[x IN {rows}[0..{size}] | x[{len(row) - 1}]]", Many(item.shape))

        shaped = planner.record(type_name, self._field, rule)
        holds = [*self._having(), *self._after(order, names, signing)]
        bound = ", ".join(f"{key.expression} AS {name}" for key, name in zip(order, names, strict=True))
        carried = ", ".join((*self._keys.values(), *self._aggregates.values()))
        counted = (f"{aggregated} AS {variable}" for aggregated, variable in self._aggregates.items())
        sorted_by = sorting(order, names, backward=False)
        held = literal_list(row)
        clauses = (
            *self._members(),
            f"WITH {outer}{', '.join((*self._keys.values(), *counted))}",
            f"WITH {outer}{carried}, {bound}" + (f" WHERE {' AND '.join(holds)}" if holds else ""),
            f"WITH {outer}{carried}, {', '.join(names)} {sorted_by} LIMIT {self._bounded(1)}",
            *held.before,
            f"WITH {outer}{held.cypher} AS {rows}i",
            f"WITH {outer}collect({rows}i) AS {rows}",
        )
        return aggregate(planner.scope, clauses, shaped, self._source.parent)

    def _bounded(self, add: int) -> str:
        leaf = self._field.arguments.get("first")
        return bounded(self._planner.scope, leaf, "first", self._planner.scope.limits.page, DEFAULT_PAGE, add)

    def _aggregate(self, expression: str) -> str:
        return self._aggregates.setdefault(expression, self._planner.scope.variable("g"))

    def _members(self) -> tuple[str, ...]:
        """Return the clauses that pair each item with each of its keys, once."""
        node = self._source.node
        of = group_keys(self._source.label)
        joins: list[str] = []
        values: list[str] = []
        for name, variable in self._keys.items():
            key = of[name]
            if isinstance(key, PropertyKey):
                values.append(f"{_property(node, key)} AS {variable}")
            else:
                joins.append(self._join(key, node, variable))
                values.append(variable)
        return (
            *match(self._planner.scope, self._source),
            *joins,
            f"WITH DISTINCT {self._source.carried}{node}, {', '.join(values)}",
        )

    def _join(self, key: NodeKey, node: str, variable: str) -> str:
        along = self._planner.scope.variable("a")
        holds = [f"{variable}.generic = false"] if key.step.target == "Unit" else []
        if key.step.type == "ASSIGNED_TO":
            if key.role is not Role.ACCOUNTABLE:
                holds.append(f"{along}.inherited = false")
            if key.role:
                holds.append(f"{along}.role = '{key.role}'")
        where = f" WHERE {' AND '.join(holds)}" if holds else ""
        return f"OPTIONAL MATCH {key.step.pattern(node, along, variable)}{where}"

    def _total(self) -> Expression:
        keys = ", ".join(self._keys.values())
        clauses = " ".join(clause for clause in self._members() if clause)
        marker = next(iter(self._keys.values()))
        return Expression(f"COUNT {{ {clauses} WITH DISTINCT {keys} RETURN 1 AS {marker}n }}")

    # --- what a group holds --------------------------------------------------------------------------------------

    def _edge(self, field: Selected, position: Expression) -> Expression:
        def rule(part: Selected) -> Expression:
            return position if part.name == "cursor" else self._group(part)

        return self._planner.record(f"{self._source.label}GroupEdge", field, rule)

    def _group(self, field: Selected) -> Expression:
        planner, label = self._planner, self._source.label

        def rule(part: Selected) -> Expression:
            if part.name == "key":
                return planner.record(f"{label}GroupKey", part, self._key)
            if part.name == "nodes":
                return self._nodes(part)
            return Expression(self._measure(part.name, part.arguments))

        return planner.record(f"{label}Group", field, rule)

    def _key(self, part: Selected) -> Expression:
        names = {camel_case(name.lower()): name for name in group_keys(self._source.label)}
        name = names[part.name]
        key = group_keys(self._source.label)[name]
        variable = self._keys.get(name)
        if isinstance(key, PropertyKey):
            return Expression(variable or "null")
        if variable is None:
            return Expression("null")
        return optional(variable, self._planner.node(key.step.target, variable, part))

    def _measure(self, name: str, given: dict[str, Any]) -> str:
        """Return an aggregate of the group by the name of its field."""
        if name == "count":
            return self._count
        if name == "share":
            return f"toFloat({self._count}) / {total(self._planner.scope, self._source)}"
        days = self._days(given)
        if name == "overdue":
            return self._aggregate(f"count({days})")
        return self._aggregate(f"{'avg' if name == 'avgDaysOverdue' else 'max'}({days})")

    def _days(self, given: dict[str, Any]) -> str:
        """Return the days overdue of an item: as asked, else as the list's own filter asks."""
        day = self._planner.scope.day(given.get("asOf") or self._overdue.get("asOf"))
        basis = DueBasis[given.get("basis") or self._overdue.get("basis") or "CURRENT"]
        return days_overdue(self._source.node, day, basis, bool(self._overdue.get("includeYearOnly")))

    def _nodes(self, field: Selected) -> Expression:
        planner, label = self._planner, self._source.label
        members = self._aggregate(f"collect({self._source.node})")
        node = planner.scope.variable()
        default = _NODES[label].info.order
        keys = order_keys(planner.scope, label, node, field.arguments.get("orderBy"), default)
        names = tuple(planner.scope.variable("o") for _ in keys)
        bound = ", ".join(f"{key.expression} AS {name}" for key, name in zip(keys, names, strict=True))
        limit = bounded(planner.scope, field.arguments["first"], "first", planner.scope.limits.nested_page)
        order = f"WITH {node}, {', '.join(names)} {sorting(keys, names, backward=False)} LIMIT {limit}"
        clauses = (f"UNWIND {members} AS {node}", f"WITH {node}, {bound}", order)
        return collect(planner.scope, clauses, planner.node(label, node, field), members)

    # --- order, conditions, cursor -------------------------------------------------------------------------------

    def _order(self) -> tuple[Key, ...]:
        asked: list[dict[str, Any]] = self._field.arguments.get("orderBy") or [{"count": "DESC"}]
        keys = [key for item in asked for name, direction in item.items() for key in self._order_key(name, direction)]
        of = group_keys(self._source.label)
        ties = [] if any("key" in item for item in asked) else self._order_key("key", "ASC")
        identity = [
            Key(f"id:{name}", f"{variable}.id", "id")
            for name, variable in self._keys.items()
            if isinstance(of[name], NodeKey)
        ]
        return (*keys, *ties, *identity)

    def _order_key(self, name: str, direction: str | None) -> list[Key]:
        if direction is None:
            raise refused("NULL_IN_ORDER", f"`orderBy.{name}` is null: give ASC or DESC, or leave it out.")
        descending = direction == "DESC"
        if name != "key":
            return [Key(name, self._measure(name, {}), "int", descending)]
        return [self._natural(key, variable, descending) for key, variable in self._keys.items()]

    def _natural(self, name: str, variable: str, descending: bool) -> Key:
        key = group_keys(self._source.label)[name]
        if isinstance(key, PropertyKey):
            return Key(name, variable, "int" if key.part == "year" else "string", descending)
        by = _NODES[key.step.target].property(_NODES[key.step.target].info.order[0])
        return Key(f"{name}.{by.key}", f"{variable}.{by.key}", by.kind, descending)

    def _having(self) -> list[str]:
        given: dict[str, Symbolic] = self._field.arguments.get("having") or {}
        return [
            operation(self._planner.scope, self._measure(name, {}), operator, value, f"having.{name}")
            for name, operations in given.items()
            for operator, value in (operations or {}).items()
        ]

    def _after(self, order: tuple[Key, ...], names: tuple[str, ...], signing: Callable[..., str]) -> list[str]:
        start: Leaf | None = self._field.arguments.get("after")
        if start is None:
            return []

        def value(index: int) -> str:
            def bind(variables: Variables, today: date) -> Any:
                return cursor_value(start.value(variables), index, order, signing(variables, today), "after")

            return self._planner.scope.parameter(bind)

        expressions = tuple(key.expression for key in order)
        return [beyond(order, expressions, tuple(value(i) for i in range(len(order))), backward=False)]


def _property(node: str, key: PropertyKey) -> str:
    expression = f"{node}.{key.key}"
    return _PARTS[key.part].format(expression) if key.part else expression
