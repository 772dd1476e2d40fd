"""Full-text search over node types: hits in the order of the types and, within one, of the ids."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from graph.compile.algebra import Expression, Many, collect, first, literal_list, merged
from graph.compile.catalog import DEFAULT_PAGE
from graph.compile.conditions import search_words, text_condition
from graph.compile.limits import bounded
from graph.compile.ordering import Key, beyond, cursor, cursor_value, signature
from schema.nodes import NODES

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date

    from graph.compile.arguments import Leaf, Variables
    from graph.compile.planner import Planner
    from graph.compile.selection import Selected

_NODES: Final = {node.label: node for node in NODES}
_CONTEXT: Final = 40  # characters of text before a highlighted word, and twice as many in all
_ORDER: Final = (Key("type", "", "int", nullable=False), Key("id", "", "id", nullable=False))


def search(planner: Planner, field: Selected) -> Expression:
    """Return the connection of the hits."""
    return _Search(planner, field).plan()


class _Search:
    """One search. Each label has rows of what the parts of the selection ask of a hit, the cursor first."""

    def __init__(self, planner: Planner, field: Selected) -> None:
        self._planner = planner
        self._field = field
        self._text: Leaf = field.arguments["text"]
        asked: list[str] = field.arguments.get("types") or [node.label for node in NODES]
        labels = [label for label in dict.fromkeys(asked) if _NODES[label].fulltext]
        scope = planner.scope
        self._signing = signature(_ORDER, {"text": self._text, "types": labels})
        signed = scope.parameter(self._signing)
        self._found = {label: scope.variable() for label in labels}
        self._names = {label: (str(rank), f"{node}.id") for rank, (label, node) in enumerate(self._found.items())}
        self._rows = {label: [Expression(cursor(_ORDER, self._names[label], signed))] for label in labels}
        self._hits = scope.variable("l")
        self._size = self._bounded(0)

    def plan(self) -> Expression:
        """Return the connection; the hits are read only if the selection asks for a part of them."""
        shaped = self._planner.record("SearchConnection", self._field, self._part)
        names = {part.name for part in self._planner.operation.fields("SearchConnection", self._field.below)}
        return first(self._planner.scope, self._clauses(), shaped) if names - {"totalCount", "__typename"} else shaped

    def _part(self, part: Selected) -> Expression:
        if part.name == "totalCount":
            return Expression(" + ".join(self._count(label) for label in self._found) or "0")
        if part.name == "pageInfo":
            return self._planner.texts("PageInfo", part, **self._page_info())
        items = [self._edge(label, part) if part.name == "edges" else self._hit(label, part) for label in self._found]
        for row, item in zip(self._rows.values(), items, strict=True):
            row.append(item)
        at = max((len(row) - 1 for row in self._rows.values()), default=0)
        shape = merged([item.shape for item in items])
        return Expression(f"[x IN {self._hits}[0..{self._size}] | x[{at}]]", Many(shape))

    def _page_info(self) -> dict[str, str]:
        page = f"{self._hits}[0..{self._size}]"
        return {
            "hasNextPage": f"size({self._hits}) > {self._size}",
            "hasPreviousPage": "true" if self._field.arguments.get("after") else "false",
            "startCursor": f"head({page})[0]",
            "endCursor": f"last({page})[0]",
        }

    def _clauses(self) -> tuple[str, ...]:
        """Return the clauses that bind the hits; called after the parts, which say what a row holds."""
        found = [self._collected(label) for label in self._found]
        joined = " + ".join(each.cypher for each in found) or "[]"
        return (*(clause for each in found for clause in each.before), f"WITH {joined} AS {self._hits}")

    def _collected(self, label: str) -> Expression:
        node = self._found[label]
        match = f"{self._match(label, node)}{self._after(label)}"
        order = f"WITH {node} ORDER BY {node}.id LIMIT {self._bounded(1)}"
        return collect(self._planner.scope, (match, order), literal_list(self._rows[label]))

    def _match(self, label: str, node: str) -> str:
        return f"MATCH ({node}:{label}) WHERE {text_condition(self._planner.scope, label, node, self._text)}"

    def _after(self, label: str) -> str:
        start: Leaf | None = self._field.arguments.get("after")
        if start is None:
            return ""
        values = tuple(self._planner.scope.parameter(self._value(start, index)) for index in range(len(_ORDER)))
        return f" AND {beyond(_ORDER, self._names[label], values, backward=False)}"

    def _value(self, start: Leaf, index: int) -> Callable[[Variables, date], Any]:
        def bind(variables: Variables, today: date) -> Any:
            return cursor_value(start.value(variables), index, _ORDER, self._signing(variables, today), "after")

        return bind

    def _bounded(self, add: int) -> str:
        leaf = self._field.arguments.get("first")
        return bounded(self._planner.scope, leaf, "first", self._planner.scope.limits.page, DEFAULT_PAGE, add)

    def _count(self, label: str) -> str:
        return f"COUNT {{ {self._match(label, self._planner.scope.variable())} }}"

    def _edge(self, label: str, field: Selected) -> Expression:
        def rule(part: Selected) -> Expression:
            return self._rows[label][0] if part.name == "cursor" else self._hit(label, part)

        return self._planner.record("SearchEdge", field, rule)

    def _hit(self, label: str, field: Selected) -> Expression:
        node = self._found[label]

        def rule(part: Selected) -> Expression:
            return self._planner.node(label, node, part) if part.name == "node" else self._highlights(label, part)

        return self._planner.record("SearchHit", field, rule)

    def _highlights(self, label: str, field: Selected) -> Expression:
        scope, node = self._planner.scope, self._found[label]
        word = scope.parameter(lambda variables, _today: search_words(self._text.value(variables))[0])
        pair, at = scope.variable("x"), scope.variable("x")
        values = ", ".join(f"['{p.key}', {node}.{p.key}]" for p in _NODES[label].fulltext if not p.is_list)
        clauses = (
            f"UNWIND [{values}] AS {pair}",
            f"WITH {pair} WHERE toLower({pair}[1]) CONTAINS {word}",
            f"WITH {pair}, size(split(toLower({pair}[1]), {word})[0]) AS {at}",
        )
        start = f"CASE WHEN {at} > {_CONTEXT} THEN {at} - {_CONTEXT} ELSE 0 END"
        excerpt = f"substring({pair}[1], {start}, {2 * _CONTEXT})"
        return collect(scope, clauses, self._planner.texts("Highlight", field, property=f"{pair}[0]", text=excerpt))
