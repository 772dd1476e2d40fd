"""Connections: matched, filtered, ordered and cut to the page before anything is fetched for the items."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from graph.compile.arguments import Leaf
from graph.compile.domain.coverage import coverage
from graph.compile.domain.evidence import of_edge
from graph.compile.errors import refused
from graph.compile.filters import compares, states
from graph.compile.grouping import groups
from graph.compile.limits import bounded
from graph.compile.ordering import Key, beyond, cursor, cursor_parameters, order_keys, signature, sorting
from graph.compile.plan import Column, Fixed, Let, Many, One, Plan, Rows, Scalar
from graph.compile.spec import DEFAULT_PAGE
from schema.nodes import BY_LABEL

if TYPE_CHECKING:
    from graph.compile.items import Items
    from graph.compile.planner import Planner
    from graph.compile.scope import Scope
    from graph.compile.selection import Selected

_PAGED: Final = frozenset({"edges", "nodes", "pageInfo"})
# One in so many is found by walking all of them in order: at most so many times slower if nothing is found, and on a
# graph of 78,000 measures 8 times faster for a page of one in two (Neo4j 5.26).
_ONE_IN: Final = 4
_BOUNDING: Final = frozenset({"first", "last", "after", "before"})
_READ_ALL: Final = frozenset({"totalCount", "groups"})


def connection(planner: Planner, field: Selected, items: Items) -> Plan:
    """Return the plan of a connection. Its page is read only if the selection asks for a part of it."""
    parts = [part.name for part in planner.operation.fields(f"{items.label}Connection", field.below)]
    paged = [name for name in parts if name in _PAGED]
    readers = bool(paged) + sum(name in _READ_ALL for name in parts)
    # What all of them filter alike is matched once. Without a filter the engine's counts are cheaper than a list.
    if readers < 2 or not (items.where or items.step):
        return _shown(planner, field, items, paged)
    bound = replace(items, bound=planner.scope.variable("l"))
    all_items = Many(Rows(items.match(planner.filters), items.outer), Scalar(items.node))
    return Let(((bound.bound, all_items),), _shown(planner, field, bound, paged))


def _shown(planner: Planner, field: Selected, items: Items, paged: list[str]) -> Plan:
    page = _Page(planner, field, items, paged) if paged else None
    if not page and not _BOUNDING.isdisjoint(field.arguments):
        _bounds(planner.scope, field, _most(planner.scope, items), 0)  # refused even where no part of it is read

    def rule(part: Selected) -> Plan:
        if part.name == "totalCount":
            return Scalar(items.total(planner.filters))
        if part.name == "coverage":
            return coverage(planner, part, items)
        if part.name == "groups":
            return groups(planner, part, items)
        assert page is not None
        return page.part(part)

    shown = planner.record(f"{items.label}Connection", field, rule)
    return page.bind(shown) if page else shown


@dataclass(frozen=True, slots=True)
class Bounds:
    """What a page was asked for; `size` and `read` are parameters: the page's size, and how many are read for it."""

    backward: bool
    size: str
    read: str
    start: Leaf | None
    argument: str


def _bounds(scope: Scope, field: Selected, most: int, ahead: int) -> Bounds:
    """Return the bounds that arguments ask for; `ahead` is how many are read after the page.

    Raises GraphQLError PAGE_DIRECTION if they ask for both directions.
    """
    given = field.arguments
    if given.get("first") is not None and given.get("last") is not None:
        raise refused("PAGE_DIRECTION", "Give `first` or `last`, not both.")
    backward = given.get("last") is not None
    argument = "last" if backward else "first"
    start, other = ("before", "after") if backward else ("after", "before")
    if given.get(other) is not None:
        raise refused("PAGE_DIRECTION", f"`{argument}` reads on from `{start}`: leave `{other}` out.")
    size = bounded(scope, given.get(argument), argument, most, DEFAULT_PAGE)
    read = bounded(scope, given.get(argument), argument, most, DEFAULT_PAGE, ahead) if ahead else size
    return Bounds(backward, size, read, given.get(start), start)


def _most(scope: Scope, items: Items) -> int:
    return scope.limits.nested_page if items.step else scope.limits.page


class _Page:
    """One page, of which `parts` are shown.

    Each of its rows is a list: what the parts show of an item. Where a single part is shown, in the order in which it
    is read, no such list is bound: the part is a subquery of its own, a tenth faster for 5,000 measures (Neo4j 5.26).
    """

    def __init__(self, planner: Planner, field: Selected, items: Items, parts: list[str]) -> None:
        self._planner = planner
        self._items = items
        scope = planner.scope
        default = BY_LABEL[items.label].info.order if items.step else ()
        keys = order_keys(scope, items.label, items.node, field.arguments.get("orderBy"), default)
        self._keys = tuple(self._present(key) for key in keys)
        self._names = tuple(scope.variable("o") for _ in self._keys)
        self._signing = signature(self._keys, items.where)
        self._alone = parts in (["nodes"], ["edges"]) and field.arguments.get("last") is None
        self._bounds = _bounds(scope, field, _most(scope, items), 0 if self._alone else 1)
        self._rows = scope.variable("l")
        self._cells: list[Plan] = []

    def _present(self, key: Key) -> Key:
        """Return a key of the order as one that no item lacks, where the filter says so: an index has that order."""
        return replace(key, nullable=key.nullable and not states(self._items.label, self._items.where, key.name))

    def _cursor(self) -> str:
        return cursor(self._keys, self._names, self._planner.scope.parameter(self._signing, self._names))

    def bind(self, shown: Plan) -> Plan:
        """Return a plan that reads the page once and shows what was planned of it."""
        if self._alone:
            return shown
        return Let(((self._rows, Many(self._read(), Fixed(tuple(self._cells)))),), shown)

    def _read(self) -> Rows:
        items, names, bounds = self._items, self._names, self._bounds
        values = self._values(bounds.start) if bounds.start else ()
        after = f" WHERE {beyond(self._keys, names, values, bounds.backward)}" if values else ""
        carried = f"WITH {items.carried}{items.node}, "
        cut = (
            f"{carried}{self._bound()}{after}",
            f"{carried}{', '.join(names)} {sorting(self._keys, names, bounds.backward)} LIMIT {bounds.read}",
        )
        return self._ways(self._from(values), cut)

    def _ways(self, begin: str | None, cut: tuple[str, ...]) -> Rows:
        """Return the rows of a page, which `cut` sorts and cuts; `begin` is what `_from` returns.

        Where so much leads on from where the items are found that one in a few is among them, an engine that reads
        the index in order has a page sooner than it has looked at all of them: it chooses for each request.
        """
        items, filters = self._items, self._planner.filters
        in_order = begin is not None and self._planner.dialect.reads_indexes_in_order
        reach, entered = items.reach(filters) if in_order else "", begin or ""
        found = (*items.match(filters, entered), *cut)
        if not reach:
            return Rows(found, items.outer)
        far, returned = self._planner.scope.variable("g"), f"RETURN {', '.join((items.node, *self._names))}"
        walked = (*items.walked(filters, entered), *cut)
        ways = " UNION ALL ".join(
            f"WITH {far} WHERE {holds} CALL () {{ {' '.join(way)} {returned} }} {returned}"
            for holds, way in ((far, walked), (f"NOT {far}", found))
        )
        every = f"COUNT {{ MATCH ({far}n:{items.label}) }}"
        chosen = f"CALL () {{ {reach} * {_ONE_IN} > {every} AS {far} }}"
        return Rows((chosen, f"CALL ({far}) {{ {ways} }}", cut[-1]), items.outer, aggregates=True)

    def _bound(self) -> str:
        return ", ".join(f"{key.expression} AS {name}" for key, name in zip(self._keys, self._names, strict=True))

    def _values(self, start: Leaf) -> tuple[str, ...]:
        return cursor_parameters(self._planner.scope, self._keys, start, self._signing, self._bounds.argument)

    def _from(self, values: tuple[str, ...]) -> str | None:
        """Return the condition with which an engine enters the index of the first property of the order.

        None where no index has that order. Without a cursor saying that the property is there is enough to have the
        index read in order (Neo4j); nothing need be said where the filter compares it, or no index is read in order:
        one look less at each entry.
        """
        first, items = self._keys[0], self._items
        if first.nullable or first.expression != f"{items.node}.{first.name}":
            return None
        of = BY_LABEL[items.label].property(first.name)
        # An index of Neo4j has negative zero apart from zero, which equals it.
        if not (of.info.index or of.kind == "id") or of.kind == "float":
            return None
        if not values:
            in_order = self._planner.dialect.reads_indexes_in_order
            said = not in_order or compares(items.label, items.where, first.name)
            return "" if said else f"{first.expression} IS NOT NULL"
        return f"{first.expression} {'<=' if first.descending != self._bounds.backward else '>='} {values[0]}"

    def part(self, part: Selected) -> Plan:
        """Return `nodes`, `edges` or `pageInfo` of the page."""
        if part.name == "nodes":
            return self._column(self._planner.node(self._items.label, self._items.node, part))
        if part.name == "edges":
            return self._column(self._planner.record(f"{self._items.label}Edge", part, self._edge))
        return self._planner.record("PageInfo", part, self._page_info)

    def _column(self, cell: Plan) -> Plan:
        if self._alone:
            return Many(self._read(), cell)
        return Column(self._shown(), self._cell(cell), cell)

    def _cell(self, cell: Plan) -> int:
        """Return where the rows of the page hold something."""
        if cell not in self._cells:
            self._cells.append(cell)
        return self._cells.index(cell)

    def _shown(self) -> str:
        cut = f"{self._rows}[0..{self._bounds.size}]"
        return f"reverse({cut})" if self._bounds.backward else cut

    def _edge(self, part: Selected) -> Plan:
        items = self._items
        if part.name == "node":
            return self._planner.node(items.label, items.node, part)
        if part.name == "cursor":
            return Scalar(self._cursor())
        if part.name == "evidence":
            return of_edge(self._planner, part, items.step, items.parent, items.node)
        return self._beside(part.name)

    def _beside(self, key: str) -> Plan:
        """Return a property of the relationship that leads to an item: of the first that has it, else null."""
        items = self._items
        if items.step is None or all(each.key != key for each in items.step.properties):
            return Scalar("null")
        along = self._planner.scope.variable("e")
        match = f"MATCH {items.step.pattern(items.parent, along, items.node)} WHERE {along}.{key} IS NOT NULL"
        first = f"WITH {along} ORDER BY coalesce({along}.report, '~'), {along}.start LIMIT 1"
        return One(Rows((match, first), (items.parent, items.node)), Scalar(f"{along}.{key}"))

    def _page_info(self, part: Selected) -> Plan:
        bounds, rows = self._bounds, self._shown()
        if part.name in ("startCursor", "endCursor"):
            end = "head" if part.name == "startCursor" else "last"
            return Scalar(f"{end}({rows})[{self._cell(Scalar(self._cursor()))}]")
        if (part.name == "hasNextPage") != bounds.backward:
            return Scalar(f"size({self._rows}) > {bounds.size}")
        return Scalar(self._before_start(bounds.start) if bounds.start else "false")

    def _before_start(self, start: Leaf) -> str:
        """Return the condition that items stand on the near side of the cursor, its own item included."""
        items = self._items
        beyond_start = beyond(self._keys, self._names, self._values(start), self._bounds.backward)
        near = f"WITH {items.carried}{items.node}, {self._bound()} WHERE NOT {beyond_start}"
        clauses = " ".join((*items.match(self._planner.filters), near))
        return f"EXISTS {{ {clauses} RETURN {items.node} LIMIT 1 }}"
