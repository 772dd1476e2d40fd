"""Search 检索: a root field over all types, and a filter of each type with text.

It means: every word of the text, split at blanks and case aside, stands in a text property of the node. What names a
node weighs most: hits whose caption holds every word come first, the shortest caption before longer ones.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from graph.compile.domain.declare import Filter, Root, part
from graph.compile.errors import refused
from graph.compile.limits import bounded
from graph.compile.ordering import Key, beyond, cursor, cursor_parameters, signature, sorting
from graph.compile.plan import Column, Fixed, Let, Many, Plan, Rows, Scalar, Variant, Variants
from graph.compile.spec import DEFAULT_PAGE, Argument, ObjectType
from schema.nodes import BY_LABEL, NODES

if TYPE_CHECKING:
    from graph.compile.arguments import Leaf
    from graph.compile.filters import Filters
    from graph.compile.planner import Planner
    from graph.compile.scope import Scope
    from graph.compile.selection import Selected
    from schema.declare import PropertyType

_CONTEXT: Final = 40  # characters of text before a highlighted word, and twice as many in all


def words(text: str) -> list[str]:
    """Return the words of a search text, lower case. Raises GraphQLError for a text without any."""
    found = text.lower().split()
    if not found:
        raise refused("EMPTY_SEARCH", "The search text is empty: give at least one word.")
    return found


def _words(scope: Scope, text: Leaf) -> str:
    return scope.parameter(lambda variables, _today: words(text.value(variables)))


def _holds(label: str, node: str, words_: str) -> str:
    texts = " OR ".join(_has(node, p, "w") for p in BY_LABEL[label].fulltext)
    return f"all(w IN {words_} WHERE {texts})"


def _has(node: str, of: PropertyType, word: str) -> str:
    if of.is_list:
        return f"any(x IN coalesce({node}.{of.key}, []) WHERE toLower(x) CONTAINS {word})"
    return f"toLower(coalesce({node}.{of.key}, '')) CONTAINS {word}"


def _filter(label: str) -> Filter:
    def condition(filters: Filters, node: str, value: Any) -> str:
        return _holds(label, node, _words(filters.scope, value))

    return Filter((label,), Argument("search", "String", "检索 / Its text holds every word."), condition)


# --- the root field ------------------------------------------------------------------------------------------------


def _search(planner: Planner, field: Selected) -> Plan:
    asked: list[str] = field.arguments.get("types") or [node.label for node in NODES]
    labels = [label for label in dict.fromkeys(asked) if BY_LABEL[label].fulltext]
    return _Search(planner, field, labels).plan() if labels else _nothing(planner, field)


def _nothing(planner: Planner, field: Selected) -> Plan:
    """Return the connection of a search in types that have no text."""
    ends = {"hasNextPage": "false", "hasPreviousPage": "false", "startCursor": "null", "endCursor": "null"}

    def rule(part: Selected) -> Plan:
        if part.name == "pageInfo":
            return planner.texts("PageInfo", part, **ends)
        return Scalar("0" if part.name == "totalCount" else "[]")

    return planner.record("SearchConnection", field, rule)


class _Search:
    """One search. The hits of each type are bounded before all are put into one order.

    `_cells` says for each type what a hit becomes: a list of its cursor, the keys of the order, and then what the
    parts of the selection show of it.
    """

    def __init__(self, planner: Planner, field: Selected, labels: list[str]) -> None:
        self._planner, self._field = planner, field
        scope, text = planner.scope, field.arguments["text"]
        self._words = _words(scope, text)
        self._first = scope.parameter(lambda variables, _today: words(text.value(variables))[0])
        self._after: Leaf | None = field.arguments.get("after")
        self._size, self._more = (
            bounded(scope, field.arguments.get("first"), "first", scope.limits.page, DEFAULT_PAGE, add)
            for add in (0, 1)
        )
        self._names = tuple(scope.variable("o") for _ in _ORDER)
        self._signing = signature(_ORDER, {"text": text, "types": labels})
        self._position = Scalar(cursor(_ORDER, self._names, scope.parameter(self._signing)))
        self._nodes = {label: scope.variable() for label in labels}
        self._cells: dict[str, list[Plan]] = {
            label: [self._position, *map(Scalar, self._names)] for label in labels
        }  # fmt: skip
        self._rows = scope.variable("l")

    def plan(self) -> Plan:
        """Return the connection of hits; they are read only if the selection asks for a part of them."""
        parts = self._planner.operation.fields("SearchConnection", self._field.below)
        shown = self._planner.record("SearchConnection", self._field, self._part)
        return self._bind(shown) if {part.name for part in parts} - {"totalCount", "__typename"} else shown

    def _bind(self, shown: Plan) -> Plan:
        lists = tuple((self._planner.scope.variable("l"), self._hits(label)) for label in self._nodes)
        hit = self._planner.scope.variable("h")
        names = ", ".join(f"{hit}[{i}] AS {name}" for i, name in enumerate(self._names, 1))
        ordered = Rows((
            f"UNWIND {' + '.join(name for name, _ in lists)} AS {hit}",
            f"WITH {hit}, {names}",
            f"WITH {hit}, {', '.join(self._names)} {self._sorted()} LIMIT {self._more}",
        ), tuple(name for name, _ in lists))  # fmt: skip
        return Let(lists, Let(((self._rows, Many(ordered, Scalar(hit))),), shown))

    def _hits(self, label: str) -> Many:
        node = self._nodes[label]
        keys = zip(_keys(label, node, self._words), self._names, strict=True)
        bound = ", ".join(f"{key} AS {name}" for key, name in keys)
        beyond_start = f" WHERE {self._beyond(self._after)}" if self._after else ""
        rows = Rows((
            self._match(label, node),
            f"WITH {node}, {bound}{beyond_start}",
            f"WITH {node}, {', '.join(self._names)} {self._sorted()} LIMIT {self._more}",
        ))  # fmt: skip
        return Many(rows, Fixed(tuple(self._cells[label])))

    def _match(self, label: str, node: str) -> str:
        return f"MATCH ({node}:{label}) WHERE {_holds(label, node, self._words)}"

    def _sorted(self) -> str:
        return sorting(_ORDER, self._names, backward=False)

    def _beyond(self, after: Leaf) -> str:
        values = cursor_parameters(self._planner.scope, _ORDER, after, self._signing, "after")
        return beyond(_ORDER, self._names, values, backward=False)

    def _part(self, part: Selected) -> Plan:
        if part.name == "totalCount":
            return Scalar(" + ".join(self._count(label) for label in self._nodes))
        if part.name == "pageInfo":
            return self._page_info(part)
        hits = [self._edge(label, part) if part.name == "edges" else self._hit(label, part) for label in self._nodes]
        for index, (cells, hit) in enumerate(zip(self._cells.values(), hits, strict=True)):
            cells.append(Variant(index, hit))
        return Column(self._shown(), len(next(iter(self._cells.values()))) - 1, Variants(tuple(hits)))

    def _count(self, label: str) -> str:
        return f"COUNT {{ {self._match(label, self._planner.scope.variable())} }}"

    def _shown(self) -> str:
        return f"{self._rows}[0..{self._size}]"

    def _page_info(self, part: Selected) -> Plan:
        return self._planner.texts(
            "PageInfo",
            part,
            hasNextPage=f"size({self._rows}) > {self._size}",
            hasPreviousPage="true" if self._after else "false",
            startCursor=f"head({self._shown()})[0]",
            endCursor=f"last({self._shown()})[0]",
        )

    def _edge(self, label: str, field: Selected) -> Plan:
        def rule(part: Selected) -> Plan:
            return self._position if part.name == "cursor" else self._hit(label, part)

        return self._planner.record("SearchEdge", field, rule)

    def _hit(self, label: str, field: Selected) -> Plan:
        node = self._nodes[label]

        def rule(part: Selected) -> Plan:
            return self._planner.node(label, node, part) if part.name == "node" else self._highlights(label, part)

        return self._planner.record("SearchHit", field, rule)

    def _highlights(self, label: str, field: Selected) -> Plan:
        scope, node = self._planner.scope, self._nodes[label]
        pair, at = scope.variable("x"), scope.variable("x")
        values = ", ".join(f"['{p.key}', {node}.{p.key}]" for p in BY_LABEL[label].fulltext if not p.is_list)
        rows = Rows((
            f"UNWIND [{values}] AS {pair}",
            f"WITH {pair} WHERE toLower({pair}[1]) CONTAINS {self._first}",
            f"WITH {pair}, size(split(toLower({pair}[1]), {self._first})[0]) AS {at}",
        ), (node,))  # fmt: skip
        start = f"CASE WHEN {at} > {_CONTEXT} THEN {at} - {_CONTEXT} ELSE 0 END"
        excerpt = f"substring({pair}[1], {start}, {2 * _CONTEXT})"
        return Many(rows, self._planner.texts("Highlight", field, property=f"{pair}[0]", text=excerpt))


_ORDER: Final = (
    Key("outside", "", "int", nullable=False),
    Key("size", "", "int", nullable=False),
    Key("id", "", "id", nullable=False),
)


def _keys(label: str, node: str, words_: str) -> tuple[str, str, str]:
    """Return what the order of hits reads of a node: whether a word stands outside its name, and the name's length."""
    of = BY_LABEL[label]
    named = of.caption if not of.caption.info.presentation else of.fulltext[0]
    name = f"coalesce({node}.{named.key}, '')"
    inside = f"all(w IN {words_} WHERE toLower({name}) CONTAINS w)"
    return f"CASE WHEN {inside} THEN 0 ELSE 1 END", f"size({name})", f"{node}.id"


# --- declarations --------------------------------------------------------------------------------------------------

FILTERS: Final = tuple(_filter(node.label) for node in NODES if node.fulltext)
ROOTS: Final = (
    Root("search", "SearchConnection!", "检索 / Nodes whose text holds every word; what names a node weighs most.",
         _search, (
             Argument("text", "String!"),
             Argument("types", "[NodeType!]", "类型 / Default: all with text."),
             Argument("first", "Int", f"条数 / Hits; default {DEFAULT_PAGE}."),
             Argument("after", "String"),
         )),
)  # fmt: skip
OBJECTS: Final = (
    ObjectType("SearchConnection", "检索结果 / Hits, the most telling first.", (
        part("edges", "[SearchEdge!]!", "边 / Hits with cursor."),
        part("nodes", "[SearchHit!]!", "命中 / Hits."),
        part("pageInfo", "PageInfo!", "分页 / Where the page stands."),
        part("totalCount", "Int!", "总数 / Hits in all."),
    )),
    ObjectType("SearchEdge", "命中边 / A hit in its list.", (
        part("node", "SearchHit!", "命中 / The hit."),
        part("cursor", "String!", "游标 / Opaque position in this order."),
    )),
    ObjectType("SearchHit", "命中 / A node whose text holds every word asked for.", (
        part("node", "Node!", "节点 / The node."),
        part("highlights", "[Highlight!]!", "高亮 / Where the first word stands."),
    )),
    ObjectType("Highlight", "高亮 / A place of the word in a property.", (
        part("property", "String!", "属性 / Name of the property."),
        part("text", "String!", "文字 / The words around it."),
    )),
)  # fmt: skip
