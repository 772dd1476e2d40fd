"""What each field of the contract answers, for the fields that are more than a property or a relation."""

from __future__ import annotations

from collections import deque
from typing import TYPE_CHECKING, Any, Final

from oracle.filters import assignment_holds, check, found, holds, words
from oracle.graph import LOADED, Node, Relationship, Walk, node_type, walks
from oracle.groups import groups
from oracle.measures import days_overdue, overdue
from oracle.order import (
    MOST_AT_THE_ROOT,
    MOST_NESTED,
    Key,
    Listed,
    bounds,
    checked,
    node_keys,
    ordered,
)
from schema.nodes import NODES
from schema.relations import RELATIONSHIPS
from schema.vocabularies import Role

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from oracle.world import World

    Record = dict[str, Any]

_DEEPEST: Final = 10
_MOST_HOPS: Final = 6
_CONTEXT: Final = 40
_LABELS: Final = [node.label for node in NODES]
_ROLES: Final = list(map(str, Role))


# --- the fields of a query -----------------------------------------------------------------------------------------


def query(world: World, name: str, asked: Record) -> Any:
    """Return a root field. KeyError for one that the oracle does not know."""
    for node in NODES:
        if node.info.plural == name:
            return connection(world, node.label, world.graph.of(node.label), asked)
    return _ROOTS[name](world, asked)


def _node(world: World, asked: Record) -> Node | None:
    return world.graph.by_id.get(asked["id"])


def _nodes(world: World, asked: Record) -> list[Node | None]:
    checked(len(asked["ids"]), MOST_AT_THE_ROOT)
    return [world.graph.by_id.get(each) for each in asked["ids"]]


def _search(world: World, asked: Record) -> Record:
    """Return the nodes that hold every word. Those whose name holds all come first, short names before long ones."""
    sought = words(asked["text"])
    labels = [label for label in dict.fromkeys(asked.get("types") or _LABELS) if node_type(label).fulltext]
    hits = [node for label in labels for node in world.graph.of(label) if found(node, sought)]
    keys: list[Key[Node]] = [
        Key("outside", lambda node: not all(word in _name(node).lower() for word in sought)),
        Key("size", lambda node: len(_name(node))),
        Key("id", lambda node: node.id),
    ]
    page = Listed(world, keys, hits, f"{asked['text']} {labels}").page(asked, MOST_AT_THE_ROOT)
    shown = [{"node": hit, "highlights": _highlights(hit, sought[0])} for hit in page.items]
    return {
        "nodes": shown,
        "edges": [{"node": each, "cursor": cursor} for each, cursor in zip(shown, page.cursors, strict=True)],
        "pageInfo": page.info(),
        "totalCount": len(hits),
    }


def _name(node: Node) -> str:
    """Return what names a node: its caption, or its first searched text where the caption is made for pictures."""
    of = node_type(node.label)
    return node[(of.fulltext[0] if of.caption.info.presentation else of.caption).key] or ""


def _highlights(node: Node, word: str) -> list[Record]:
    """Return the words around the first word asked for, in each property of one text that has it."""
    lines = []
    for each in node_type(node.label).fulltext:
        text = node[each.key]
        if isinstance(text, str) and word in text.lower():
            start = max(0, text.lower().index(word) - _CONTEXT)
            lines.append({"property": each.key, "text": text[start : start + 2 * _CONTEXT]})
    return lines


def _dataset(world: World, _asked: Record) -> Record:
    counts = [{"label": node.label, "count": len(world.graph.of(node.label))} for node in NODES]
    warnings = len(world.graph.of("Warning"))
    return {"engine": world.engine, "counts": counts, "warnings": warnings, **LOADED}


def _paths(world: World, asked: Record) -> list[Record]:
    """Return the shortest paths between two nodes, in any direction: by their nodes, then by types and places."""
    ends = [world.graph.by_id.get(asked[name]) for name in ("from", "to")]
    hops = checked(asked.get("maxHops"), _MOST_HOPS, default=4)
    most = checked(asked.get("first"), MOST_NESTED, default=10)
    if ends[0] is None or ends[1] is None or ends[0] is ends[1]:
        return []
    found = [path for path in _shortest(world, ends[0], ends[1], set(asked.get("via") or ())) if len(path) <= hops]
    paths = sorted((_walked(ends[0], path) for path in found), key=_path_order)
    return [_path(world, nodes, steps) for nodes, steps in paths[:most]]


def _shortest(world: World, start: Node, end: Node, via: set[str]) -> list[list[Relationship]]:
    """Return all shortest sequences of relationships that lead from one node to another, within six."""
    ahead: list[tuple[Node, list[Relationship]]] = [(start, [])]
    seen = {start.id}
    for _ in range(_MOST_HOPS):
        ahead = [
            (other, [*path, each])
            for node, path in ahead
            for each, other in world.graph.beside(node)
            if other.id not in seen and (not via or each.type in via)
        ]
        seen |= {node.id for node, _ in ahead}
        if end.id in seen:
            return [path for node, path in ahead if node is end]
    return []


def _walked(start: Node, path: list[Relationship]) -> tuple[list[Node], list[Relationship]]:
    nodes = [start]
    for each in path:
        nodes.append(each.target if each.source is nodes[-1] else each.source)
    return nodes, path


def _path_order(path: tuple[list[Node], list[Relationship]]) -> tuple[str, str]:
    nodes, steps = path
    places = ((each.type, "" if each["start"] is None else str(each["start"])) for each in steps)
    return " ".join(node.id for node in nodes), "".join(f"{type_} {start} " for type_, start in places)


def _path(world: World, nodes: list[Node], steps: list[Relationship]) -> Record:
    walked = [
        {"type": each.type, "forward": each.source is node, "evidence": evidence(world, [each])}
        for node, each in zip(nodes, steps, strict=False)
    ]
    return {"length": len(steps), "nodes": nodes, "steps": walked}


_ROOTS: dict[str, Callable[[World, Record], Any]] = {
    "node": _node,
    "nodes": _nodes,
    "search": _search,
    "dataset": _dataset,
    "paths": _paths,
}


# --- the fields of a node ------------------------------------------------------------------------------------------


def field(world: World, node: Node, name: str, asked: Record) -> Any:
    """Return a field of a node. KeyError for one that neither the model nor the oracle knows."""
    if rule := _COMPUTED.get((node.label, name)):
        return rule(world, node, asked)
    if name == "evidence":
        return evidence(world, _leading_to(world, node))
    if walk := walks(node.label).get(name):
        return _across(world, node, walk, asked)
    known = node_type(node.label).property(name)
    return node.properties.get(known.key, [] if known.is_list else None)


def _across(world: World, node: Node, walk: Walk, asked: Record) -> Any:
    related = world.graph.related(node, walk)
    if walk.one:
        return related[0] if related else None
    if walk.plain:
        return ordered(node_keys(world, walk.target, None, node_type(walk.target).info.order), related)[:MOST_NESTED]
    return connection(world, walk.target, related, asked, node, walk)


def _assignments(world: World, node: Node, asked: Record) -> list[Record]:
    where = asked.get("where", {})
    check(where)
    if node.label == "Measure":
        several = _once(world.graph.leaving(node, "ASSIGNED_TO"))
    else:
        several = _once(world.graph.arriving(node, "ASSIGNED_TO"))
    kept = [each for each in several if assignment_holds(world, each, where)]
    kept.sort(key=lambda each: _place(each, each.target if node.label == "Measure" else each.source))
    return [assignment(world, each) for each in kept[:MOST_NESTED]]


def _place(assignment: Relationship, other: Node) -> tuple[Any, ...]:
    start = assignment["start"]
    return _ROLES.index(assignment["role"]), start is None, start or 0, other.id


def _once(assignments: Iterable[Relationship]) -> list[Relationship]:
    """Return one assignment of each body in each role: the first, by report and place, that says so."""
    first: dict[tuple[str, str, str], Relationship] = {}
    for each in sorted(assignments, key=lambda a: (a["report"] is None, a["report"] or "", a["start"] or 0)):
        first.setdefault((each.source.id, each.target.id, each["role"]), each)
    return list(first.values())


def assignment(world: World, stated: Relationship) -> Record:
    """Return an assignment; its evidence is what every source says of the same body in the same role."""
    same = [
        each
        for each in world.graph.leaving(stated.source, "ASSIGNED_TO")
        if each.target is stated.target and each["role"] == stated["role"]
    ]
    return {
        "role": stated["role"],
        "inherited": bool(stated["inherited"]),
        "measure": stated.source,
        **_bearer(world, stated.target),
        "evidence": evidence(world, same),
    }


def _bearer(world: World, bearer: Node) -> Record:
    """Return unit, post and person of who answers; an office brings the body it belongs to."""
    offices = [each.target for each in world.graph.leaving(bearer, "IN_UNIT")]
    return {
        "unit": bearer if bearer.label == "Unit" else next(iter(offices), None),
        "post": bearer if bearer.label == "Post" else None,
        "person": bearer if bearer.label == "Person" else None,
    }


def _responsibility(world: World, measure: Node, _asked: Record) -> list[Record]:
    """Return the chain, role by role; a link that says so where nobody is named."""
    chain: list[Record] = []
    once = _once(world.graph.leaving(measure, "ASSIGNED_TO"))
    for role in _ROLES:
        stated = sorted((each for each in once if each["role"] == role), key=lambda each: _place(each, each.target))
        chain += [{**assignment(world, each), "stated": True} for each in stated] or [_unstated(role)]
    return chain


def _unstated(role: str) -> Record:
    return {"role": role, "stated": False, "inherited": False, "unit": None, "post": None, "person": None,
            "evidence": []}  # fmt: skip


def _ancestors(world: World, unit: Node, asked: Record) -> list[Node]:
    return _levels(unit, asked, lambda each: [r.target for r in world.graph.leaving(each, "PART_OF")])


def _descendants(world: World, unit: Node, asked: Record) -> list[Node]:
    return _levels(unit, asked, lambda each: [r.source for r in world.graph.arriving(each, "PART_OF")])


def _levels(unit: Node, asked: Record, beside: Callable[[Node], list[Node]]) -> list[Node]:
    """Return the bodies within some levels, each once, nearest first, then by id; never the body itself."""
    deepest = checked(asked.get("maxDepth"), _DEEPEST, default=5)
    levels = {unit.id: 0}
    reached: list[Node] = []
    ahead = deque([unit])
    while ahead:
        here = ahead.popleft()
        for each in beside(here):
            if each.id not in levels and levels[here.id] < deepest:
                levels[each.id] = levels[here.id] + 1
                reached.append(each)
                ahead.append(each)
    return sorted(reached, key=lambda each: (levels[each.id], each.id))[:MOST_NESTED]


_COMPUTED: dict[tuple[str, str], Callable[[World, Node, Record], Any]] = {
    ("Measure", "overdue"): overdue,
    ("Measure", "daysOverdue"): days_overdue,
    ("Measure", "assignments"): _assignments,
    ("Measure", "responsibility"): _responsibility,
    ("Unit", "assignments"): _assignments,
    ("Unit", "ancestors"): _ancestors,
    ("Unit", "descendants"): _descendants,
}


# --- connections ---------------------------------------------------------------------------------------------------


def connection(
    world: World,
    label: str,
    candidates: Sequence[Node],
    asked: Record,
    parent: Node | None = None,
    walk: Walk | None = None,
) -> Record:
    """Return a connection: the list at the root, or what a walk from a parent leads to.

    Lists of a single owner have an order of their own; a list at the root is in the order of ids unless asked.
    """
    most = MOST_NESTED if parent else MOST_AT_THE_ROOT
    bounds(asked, most)
    where = asked.get("where", {})
    check(where)
    if "search" in where:
        words(where["search"])
    selected = [node for node in candidates if holds(world, node, where)]

    def page() -> Any:
        default = node_type(label).info.order if parent else ()
        keys = node_keys(world, label, asked.get("orderBy"), default)
        listed = Listed(world, keys, selected, repr(sorted(where.items())))
        return listed.page(asked, most)

    def edges() -> list[Record]:
        found = page()
        return [
            {
                "node": item,
                "cursor": cursor,
                "evidence": lambda item=item: _proof(world, parent, walk, item),
                **{key: lambda item=item, key=key: _beside(world, parent, walk, item, key) for key in _BESIDE},
            }
            for item, cursor in zip(found.items, found.cursors, strict=True)
        ]

    return {
        "nodes": lambda: page().items,
        "edges": edges,
        "pageInfo": lambda: page().info(),
        "totalCount": len(selected),
        "coverage": lambda: _coverage(world, candidates, where),
        "groups": lambda **grouping: groups(world, label, selected, where, grouping),
    }


def _coverage(world: World, candidates: Sequence[Node], where: Record) -> Record:
    """Return what the sources say of the items of a filter, taken without its `overdue` part."""
    rest = {name: value for name, value in where.items() if name != "overdue"}
    items = [node for node in candidates if holds(world, node, rest)]
    selected = [node for node in items if holds(world, node, where)]
    counts = {
        "items": len(items),
        "withDueOn": sum(node["dueOn"] is not None and node["duePrecision"] != "YEAR" for node in items),
        "yearOnly": sum(node["duePrecision"] == "YEAR" for node in items),
        "conditional": sum(_conditional(world, node) for node in items),
        "withLeadUnit": sum(_led(world, node) for node in items),
    }
    return {**counts, "reasons": _reasons(world, counts, selected, where.get("overdue"))}


def _conditional(world: World, measure: Node) -> bool:
    return any(each.target["kind"] == "CONDITIONAL" for each in world.graph.leaving(measure, "DUE"))


def _led(world: World, measure: Node) -> bool:
    """Tell whether a source names a body that leads."""
    return any(
        each["role"] == "LEAD" and each.target.label == "Unit" and not each["inherited"]
        for each in world.graph.leaving(measure, "ASSIGNED_TO")
    )


def _reasons(world: World, counts: Record, selected: list[Node], asked: Record | None) -> list[str]:
    """Return the facts for want of which an answer is empty: no day to be overdue by, no lead to rank."""
    reasons = []
    days = counts["withDueOn"] + (counts["yearOnly"] if asked and asked.get("includeYearOnly") else 0)
    if asked is not None and counts["items"] and not selected and not days:
        reasons.append("NO_DUE_DATE")
    if selected and not any(_led(world, node) for node in selected):
        reasons.append("NO_LEAD_STATED")
    return reasons


# --- evidence ------------------------------------------------------------------------------------------------------


def evidence(world: World, stated: Iterable[Relationship]) -> list[Record]:
    """Return the sentences that prove relationships, by report and place."""
    located = [each for each in stated if each["report"] in world.graph.by_id]
    located.sort(key=lambda each: (each["report"], each["start"], each["end"]))
    return [_sentence(world, each) for each in located[:MOST_NESTED]]


def _sentence(world: World, stated: Relationship) -> Record:
    report = world.graph.by_id[stated["report"]]
    start, end = stated["start"], stated["end"]
    return {"report": report, "start": start, "end": end, "quote": report["text"][start:end],
            "row": stated["row"], "sheet": stated["sheet"]}  # fmt: skip


def _leading_to(world: World, node: Node) -> list[Relationship]:
    """Return the relationships from a text that lead to a node."""
    types = (each.type for each in RELATIONSHIPS if each.from_text)
    return [found for type_ in types for found in world.graph.arriving(node, type_)]


_BESIDE: Final = ("role", "score", "words")


def _beside(world: World, parent: Node | None, walk: Walk | None, item: Node, key: str) -> Any:
    """Return what the first relationship between parent and item that has a property says of it."""
    stated = [each for each, end in world.graph.walked(parent, walk) if end is item] if parent and walk else []
    ordered = sorted(stated, key=lambda each: (each["report"] is None, each["report"] or "", each["start"] or 0))
    return next((each[key] for each in ordered if each[key] is not None), None)


def _proof(world: World, parent: Node | None, walk: Walk | None, item: Node) -> list[Record]:
    """Return the evidence of an edge: that of the relationships between parent and item; none at the root."""
    if parent is None or walk is None:
        return []
    return evidence(world, [stated for stated, end in world.graph.walked(parent, walk) if end is item])
