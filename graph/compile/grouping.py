"""Groups of a list by typed keys, also across relationships.

An item counts once in each group it belongs to; one without the key is in the group whose key is null.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.compile.conditions import stated
from graph.compile.domain.overdue import days
from graph.compile.errors import refused
from graph.compile.group_keys import NodeKey, PropertyKey, group_keys
from graph.compile.limits import bounded
from graph.compile.ordering import (
    Key,
    Signing,
    beyond,
    cursor,
    cursor_parameters,
    one_key,
    order_keys,
    signature,
    sorting,
)
from graph.compile.plan import Column, Fixed, Let, Many, One, Optional, Plan, Rows, Scalar
from graph.compile.spec import DEFAULT_GROUP, DEFAULT_PAGE
from schema.declare import camel_case
from schema.nodes import BY_LABEL
from schema.overdue import days_since, due_on
from schema.vocabularies import DueBasis

if TYPE_CHECKING:
    from graph.compile.arguments import Leaf, Symbolic
    from graph.compile.items import Items
    from graph.compile.planner import Planner
    from graph.compile.selection import Selected


def groups(planner: Planner, field: Selected, items: Items) -> Plan:
    """Return the plan of the `groups` of a list."""
    if not field.arguments["by"]:
        raise refused("NO_GROUP_KEY", "`by` is empty: name at least one key to group by.")
    return _Groups(planner, field, items).plan()


class _Groups:
    """One list of groups.

    `_keys` maps the name of each key to the variable that holds it, `_aggregates` each aggregate that a part needs
    to the variable of its result. A row is a list: the cursor, then what the parts of the selection show of a group.
    """

    def __init__(self, planner: Planner, field: Selected, items: Items) -> None:
        self._planner = planner
        self._field = field
        self._items = items
        self._of = group_keys(items.label)
        self._keys = {name: planner.scope.variable("k") for name in dict.fromkeys(field.arguments["by"])}
        self._aggregates: dict[str, str] = {}
        self._count = self._aggregate(f"count({items.node})")
        self._overdue: dict[str, Any] = items.where.get("overdue") or {}
        self._rows = planner.scope.variable("l")
        self._size = self._bounded(0)

    def plan(self) -> Plan:
        """Return the connection; what its parts need of a group is found out while they are planned."""
        order = self._order()
        names = tuple(self._planner.scope.variable("o") for _ in order)
        signing = signature(order, {"where": self._items.where, "by": list(self._keys)})
        position = Scalar(cursor(order, names, self._planner.scope.parameter(signing)))
        cells: list[Plan] = [position]
        having, after = self._having(), self._after(order, signing)

        def rule(part: Selected) -> Plan:
            if part.name == "totalCount":
                return self._counted(having, "count(*)") if having else Scalar(self._total())
            if part.name == "pageInfo":
                return self._page_info(part, having, after)
            cells.append(self._edge(part, position) if part.name == "edges" else self._group(part))
            return Column(self._shown(), len(cells) - 1, cells[-1])

        shown = self._planner.record(f"{self._items.label}GroupConnection", self._field, rule)
        rows = Rows(self._clauses(order, names, [*having, *after]), self._items.outer)
        return Let(((self._rows, Many(rows, Fixed(tuple(cells)))),), shown)

    def _after(self, order: tuple[Key, ...], signing: Signing) -> list[str]:
        start: Leaf | None = self._field.arguments.get("after")
        if start is None:
            return []
        values = cursor_parameters(self._planner.scope, order, start, signing, "after")
        return [beyond(order, tuple(key.expression for key in order), values, backward=False)]

    def _clauses(self, order: tuple[Key, ...], names: tuple[str, ...], holds: list[str]) -> tuple[str, ...]:
        carried = f"{self._items.carried}{self._kept()}"
        bound = ", ".join(f"{key.expression} AS {name}" for key, name in zip(order, names, strict=True))
        return (
            *self._grouped(holds, f", {bound}"),
            f"WITH {carried}, {', '.join(names)} {sorting(order, names, backward=False)} LIMIT {self._bounded(1)}",
        )

    def _kept(self) -> str:
        return ", ".join((*self._keys.values(), *self._aggregates.values()))

    def _grouped(self, holds: list[str], bound: str = "") -> tuple[str, ...]:
        """Return the clauses that bind each group for which conditions hold; `bound` binds more of it."""
        outer, keys = self._items.carried, ", ".join(self._keys.values())
        counted = ", ".join(f"{aggregate} AS {name}" for aggregate, name in self._aggregates.items())
        where = f" WHERE {' AND '.join(holds)}" if holds else ""
        return *self._members(), f"WITH {outer}{keys}, {counted}", f"WITH {outer}{self._kept()}{bound}{where}"

    def _counted(self, holds: list[str], shown: str) -> Plan:
        """Return what `shown` makes of the number of groups for which conditions hold."""
        number = self._planner.scope.variable("g")
        clauses = (*self._grouped(holds), f"WITH {shown} AS {number}")
        return One(Rows(clauses, self._items.outer, aggregates=True), Scalar(number))

    def _bounded(self, add: int) -> str:
        size = self._field.arguments.get("first")
        scope = self._planner.scope
        return bounded(scope, size, "first", scope.limits.page, DEFAULT_PAGE, add)

    def _aggregate(self, expression: str) -> str:
        return self._aggregates.setdefault(expression, self._planner.scope.variable("g"))

    def _members(self) -> tuple[str, ...]:
        """Return the clauses that pair each item with each of its keys, once."""
        node = self._items.node
        joins: list[str] = []
        values: list[str] = []
        for name, variable in self._keys.items():
            key = self._of[name]
            if isinstance(key, NodeKey):
                joins.append(key.match(node, self._planner.scope.variable("a"), variable))
            values.append(variable if isinstance(key, NodeKey) else f"{key.expression(node)} AS {variable}")
        distinct = f"WITH DISTINCT {self._items.carried}{node}, {', '.join(values)}"
        return (*self._items.match(self._planner.filters), *joins, distinct)

    def _total(self) -> str:
        keys = ", ".join(self._keys.values())
        marker = next(iter(self._keys.values()))
        return f"COUNT {{ {' '.join(self._members())} WITH DISTINCT {keys} RETURN 1 AS {marker}n }}"

    def _shown(self) -> str:
        return f"{self._rows}[0..{self._size}]"

    def _page_info(self, part: Selected, having: list[str], after: list[str]) -> Plan:
        texts = {
            "hasNextPage": f"size({self._rows}) > {self._size}",
            "startCursor": f"head({self._shown()})[0]",
            "endCursor": f"last({self._shown()})[0]",
        }
        before = [*having, *(f"NOT {each}" for each in after)]

        def rule(each: Selected) -> Plan:
            if each.name != "hasPreviousPage":
                return Scalar(texts[each.name])
            return self._counted(before, "count(*) > 0") if after else Scalar("false")

        return self._planner.record("PageInfo", part, rule)

    # --- what a group shows --------------------------------------------------------------------------------------

    def _edge(self, field: Selected, position: Scalar) -> Plan:
        def rule(part: Selected) -> Plan:
            return position if part.name == "cursor" else self._group(part)

        return self._planner.record(f"{self._items.label}GroupEdge", field, rule)

    def _group(self, field: Selected) -> Plan:
        planner, label = self._planner, self._items.label

        def rule(part: Selected) -> Plan:
            if part.name == "key":
                return planner.record(f"{label}GroupKey", part, self._key)
            return self._nodes(part) if part.name == "nodes" else Scalar(self._measure(part.name, part.arguments))

        return planner.record(f"{label}Group", field, rule)

    def _key(self, part: Selected) -> Plan:
        name = next(name for name in self._of if camel_case(name.lower()) == part.name)
        variable, key = self._keys.get(name), self._of[name]
        if variable is None:
            return Scalar("null")
        if isinstance(key, PropertyKey):
            return Scalar(variable)
        return Optional(variable, self._planner.node(key.step.target, variable, part))

    def _measure(self, name: str, given: dict[str, Any]) -> str:
        """Return an aggregate of the group by the name of its field."""
        if name == "count":
            return self._count
        if name == "share":
            return f"toFloat({self._count}) / {self._items.total_inside(self._planner.filters)}"
        if name == "countDistinct":
            return self._distinct(given["of"])
        if self._items.label != "Measure":
            raise refused("MEASURES_ONLY", f"`{name}` is known of groups of measures only: take `count` or `key` here.")
        overdue = self._days(self._asked(given))
        if name == "maxDaysOverdue":
            return self._aggregate(f"max({overdue})")
        count = self._aggregate(f"count({overdue})")
        if name == "overdue":
            return count
        # Not `avg`: Neo4j adds up the parts of a mean, and its last digits differ from those of sum by count.
        total = self._aggregate(f"sum({overdue})")
        return f"CASE {count} WHEN 0 THEN null ELSE toFloat({total}) / {count} END"

    def _asked(self, given: dict[str, Any]) -> dict[str, Any]:
        """Return how days are counted: as asked, else as the list's own filter asks."""
        return {**self._overdue, **{name: value for name, value in given.items() if value is not None}}

    def _days(self, asked: dict[str, Any]) -> str:
        """Return the days an item is overdue. Where the list's filter asked the same, every item of it is."""
        scope, node = self._planner.scope, self._items.node
        if self._overdue and {"basis": DueBasis.CURRENT, **asked} == {"basis": DueBasis.CURRENT, **self._overdue}:
            return days_since(
                due_on(node, DueBasis[asked.get("basis", DueBasis.CURRENT)]), scope.day(asked.get("asOf"))
            )
        return days(scope, node, asked)

    def _distinct(self, name: str) -> str:
        """Return how many different keys of another kind the items of the group have."""
        node, other = self._planner.scope.variable(), self._planner.scope.variable("k")
        key, members = self._of[name], self._aggregate(f"collect({self._items.node})")
        if isinstance(key, PropertyKey):
            found = f"WITH {key.expression(node)} AS {other}"
        else:
            found = key.match(node, self._planner.scope.variable("a"), other)
        return (
            f"COUNT {{ UNWIND {members} AS {node} {found} WITH DISTINCT {other} WHERE {other} IS NOT NULL"
            f" RETURN {other} }}"
        )

    def _nodes(self, field: Selected) -> Plan:
        planner, label = self._planner, self._items.label
        members = self._aggregate(f"collect({self._items.node})")
        node = planner.scope.variable()
        keys = order_keys(planner.scope, label, node, field.arguments.get("orderBy"), BY_LABEL[label].info.order)
        names = tuple(planner.scope.variable("o") for _ in keys)
        bound = ", ".join(f"{key.expression} AS {name}" for key, name in zip(keys, names, strict=True))
        limit = bounded(
            planner.scope, field.arguments["first"], "first", planner.scope.limits.nested_page, DEFAULT_GROUP
        )
        rows = Rows((
            f"UNWIND {members} AS {node}",
            f"WITH {node}, {bound}",
            f"WITH {node}, {', '.join(names)} {sorting(keys, names, backward=False)} LIMIT {limit}",
        ), (members,))  # fmt: skip
        return Many(rows, planner.node(label, node, field))

    # --- order and conditions ------------------------------------------------------------------------------------

    def _order(self) -> tuple[Key, ...]:
        asked: list[dict[str, Any]] = self._field.arguments.get("orderBy") or [{"count": "DESC"}]
        keys = [
            key
            for item in asked
            for name, direction in one_key(item).items()
            for key in self._order_key(name, direction)
        ]
        ties = [] if any("key" in item for item in asked) else self._order_key("key", "ASC")
        identity = [
            Key(f"id:{name}", f"{variable}.id", "id")
            for name, variable in self._keys.items()
            if isinstance(self._of[name], NodeKey)
        ]
        return (*keys, *ties, *identity)

    def _order_key(self, name: str, direction: str | None) -> list[Key]:
        if direction is None:
            raise refused("NULL_IN_ORDER", f"`orderBy.{name}` is null: give ASC or DESC, or leave it out.")
        descending = direction == "DESC"
        if name == "key":
            return [self._natural(key, variable, descending) for key, variable in self._keys.items()]
        return [Key(name, self._measure(name, {}), "float" if name == "avgDaysOverdue" else "int", descending)]

    def _natural(self, name: str, variable: str, descending: bool) -> Key:
        key = self._of[name]
        if isinstance(key, PropertyKey):
            return Key(name, variable, "int" if key.part == "year" else "string", descending)
        by = BY_LABEL[key.step.target].property(BY_LABEL[key.step.target].info.order[0])
        return Key(f"{name}.{by.key}", f"{variable}.{by.key}", by.kind, descending)

    def _having(self) -> list[str]:
        given: dict[str, Symbolic] = stated(self._field.arguments.get("having", {}), "having")
        filters = self._planner.filters
        return [
            filters.operators(self._measure(name, {}), operators, f"having.{name}") for name, operators in given.items()
        ]
