"""Connections: matched, filtered, ordered and cut to the page before anything is fetched for the items."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from graph.compile.algebra import Expression, Many, collect, first, literal_list
from graph.compile.arguments import Leaf, Variables
from graph.compile.catalog import DEFAULT_PAGE
from graph.compile.coverage import coverage
from graph.compile.errors import refused
from graph.compile.grouping import groups
from graph.compile.limits import bounded
from graph.compile.ordering import beyond, cursor, cursor_value, order_keys, signature, sorting
from graph.compile.source import Source, match, total
from schema.nodes import NODES

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from graph.compile.planner import Planner
    from graph.compile.selection import Selected

_NODES: Final = {node.label: node for node in NODES}


@dataclass(frozen=True, slots=True)
class Page:
    """What a page was asked for; `size` and `more` are parameters: the page's size, and one more."""

    backward: bool
    size: str
    more: str
    start: Leaf | None
    argument: str


class Connections:
    """The rules for a connection and what it holds."""

    def __init__(self, planner: Planner) -> None:
        self._planner = planner

    def plan(self, field: Selected, source: Source) -> Expression:
        """Return a connection. Its page is read only if the selection asks for a part of it."""
        planner = self._planner
        type_name = f"{source.label}Connection"
        names = {part.name for part in planner.operation.fields(type_name, field.below)}
        paged = _Paged(planner, field, source) if names & {"edges", "nodes", "pageInfo"} else None

        def rule(part: Selected) -> Expression:
            if part.name == "totalCount":
                return Expression(total(planner.scope, source))
            if part.name == "coverage":
                return coverage(planner, part, source)
            if part.name == "groups":
                return groups(planner, part, source)
            assert paged is not None
            return paged.part(part)

        shaped = planner.record(type_name, field, rule)
        return first(planner.scope, paged.clauses(), shaped, source.parent) if paged else shaped


class _Paged:
    """One page. Its rows are lists of what the parts of the selection ask of an item, the cursor first."""

    def __init__(self, planner: Planner, field: Selected, source: Source) -> None:
        self._planner = planner
        self._source = source
        scope = planner.scope
        default = _NODES[source.label].info.order if source.step else ()
        self._keys = order_keys(scope, source.label, source.node, field.arguments.get("orderBy"), default)
        self._names = tuple(scope.variable("o") for _ in self._keys)
        self._signing = signature(self._keys, source.where)
        self._signature = scope.parameter(self._signing)
        self._page = self._asked(field)
        self._rows = scope.variable("l")
        self._row = [Expression(cursor(self._keys, self._names, self._signature))]

    def _asked(self, field: Selected) -> Page:
        given, scope = field.arguments, self._planner.scope
        most = scope.limits.nested_page if self._source.step else scope.limits.page
        if given.get("first") is not None and given.get("last") is not None:
            raise refused("PAGE_DIRECTION", "Give `first` or `last`, not both.")
        backward = given.get("last") is not None
        argument = "last" if backward else "first"
        leaf = given.get(argument)
        size = bounded(scope, leaf, argument, most, DEFAULT_PAGE)
        more = bounded(scope, leaf, argument, most, DEFAULT_PAGE, add=1)
        start, other = ("before", "after") if backward else ("after", "before")
        if given.get(other) is not None:
            raise refused("PAGE_DIRECTION", f"`{argument}` reads on from `{start}`: leave `{other}` out.")
        return Page(backward, size, more, given.get(start), start)

    def clauses(self) -> tuple[str, ...]:
        """Return the clauses that bind the rows; called after the parts, which say what a row holds."""
        source, names, page = self._source, self._names, self._page
        beyond_start = f" WHERE {self._after(page.start)}" if page.start else ""
        order = sorting(self._keys, names, page.backward)
        carried = f"WITH {source.carried}{source.node}, "
        clauses = (
            *match(self._planner.scope, source),
            f"{carried}{self._bound()}{beyond_start}",
            f"{carried}{', '.join(names)} {order} LIMIT {page.more}",
        )
        rows = collect(self._planner.scope, clauses, literal_list(self._row), source.parent)
        return (*rows.before, f"WITH {source.carried}{rows.cypher} AS {self._rows}")

    def _bound(self) -> str:
        return ", ".join(f"{key.expression} AS {name}" for key, name in zip(self._keys, self._names, strict=True))

    def _after(self, start: Leaf) -> str:
        return beyond(self._keys, self._names, self._values(start), self._page.backward)

    def _values(self, start: Leaf) -> tuple[str, ...]:
        return tuple(self._planner.scope.parameter(self._cursor_value(start, i)) for i in range(len(self._keys)))

    def _cursor_value(self, start: Leaf, index: int) -> Callable[[Variables, date], Any]:
        keys, signing, argument = self._keys, self._signing, self._page.argument

        def bind(variables: Variables, today: date) -> Any:
            return cursor_value(start.value(variables), index, keys, signing(variables, today), argument)

        return bind

    def part(self, part: Selected) -> Expression:
        """Return `nodes`, `edges` or `pageInfo` of the page."""
        if part.name == "nodes":
            return self._items(self._planner.node(self._source.label, self._source.node, part))
        if part.name == "edges":
            return self._items(self._edge(part))
        return self._planner.record("PageInfo", part, self._page_info)

    def _items(self, item: Expression) -> Expression:
        self._row.append(item)
        return Expression(f"[x IN {self._cut()} | x[{len(self._row) - 1}]]", Many(item.shape))

    def _cut(self) -> str:
        cut = f"{self._rows}[0..{self._page.size}]"
        return f"reverse({cut})" if self._page.backward else cut

    def _edge(self, field: Selected) -> Expression:
        source, planner = self._source, self._planner

        def rule(part: Selected) -> Expression:
            if part.name == "node":
                return planner.node(source.label, source.node, part)
            if part.name == "cursor":
                return Expression(cursor(self._keys, self._names, self._signature))
            return self._edge_evidence(part)

        return planner.record(f"{source.label}Edge", field, rule)

    def _edge_evidence(self, part: Selected) -> Expression:
        step = self._source.step
        if step is None:
            return Expression("[]")
        span = self._planner.scope.variable("e")
        found = f"MATCH {step.pattern(self._source.parent, span, self._source.node)} WHERE {span}.report IS NOT NULL"
        outer = f"{self._source.parent}, {self._source.node}"
        return self._planner.quotes(part, span, (found,), outer)

    def _page_info(self, part: Selected) -> Expression:
        page, rows = self._page, self._cut()
        beyond_page = f"size({self._rows}) > {page.size}"
        before_page = self._reverse_exists(page.start) if page.start else "false"
        forward, backward = (before_page, beyond_page) if page.backward else (beyond_page, before_page)
        texts = {
            "hasNextPage": forward,
            "hasPreviousPage": backward,
            "startCursor": f"head({rows})[0]",
            "endCursor": f"last({rows})[0]",
        }
        return Expression(texts[part.name])

    def _reverse_exists(self, start: Leaf) -> str:
        """Return the condition that items stand on the near side of the cursor, its own item included."""
        source = self._source
        near = f"WITH {source.carried}{source.node}, {self._bound()} WHERE NOT {self._after(start)}"
        clauses = " ".join((*match(self._planner.scope, source), near))
        return f"EXISTS {{ {clauses} RETURN {source.node} LIMIT 1 }}"
