"""Filters: which nodes a `where` selects.

All conditions given must hold. An absent value equals nothing, so `ne` and `notIn` hold for it, and so does `NOT` of a
comparison with it. `null` is refused, never taken for no condition.
"""

from __future__ import annotations

from operator import ge, gt, le, lt
from typing import TYPE_CHECKING, Any

from oracle.graph import node_type, walks
from oracle.measures import overdue
from oracle.world import refused

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from oracle.graph import Node, Relationship
    from oracle.world import World

Where = dict[str, Any]


def holds(world: World, node: Node, where: Where) -> bool:
    """Tell whether a node meets a `where`."""
    return all(_holds(world, node, name, value) for name, value in where.items())


def _holds(world: World, node: Node, name: str, value: Any) -> bool:
    if name == "AND":
        return all(holds(world, node, each) for each in value)
    if name == "OR":
        return any(holds(world, node, each) for each in value)
    if name == "NOT":
        return not holds(world, node, value)
    if rule := _DOMAIN.get((node.label, name)):
        return rule(world, node, value)
    if name == "search":
        return found(node, words(value))
    if walk := walks(node.label).get(name):
        related = world.graph.related(node, walk)
        if walk.one:
            return any(holds(world, each, value) for each in related[:1])
        return quantified(value, related, lambda each, inner: holds(world, each, inner))
    return compared(node.properties.get(node_type(node.label).property(name).key), value)


def check(where: Any) -> None:
    """Refuse a filter that has a null in it; the day asked about is no condition and may be null."""
    if where is None:
        raise refused("NULL_IN_FILTER")
    if isinstance(where, dict):
        for name, value in where.items():
            if name != "asOf":
                check(value)
    if isinstance(where, list):
        for each in where:
            check(each)


def compared(value: Any, given: dict[str, Any]) -> bool:
    """Tell whether a value meets all operations of a scalar filter."""
    return all(_OPERATIONS[name](value, operand) for name, operand in given.items())


def _equal(value: Any, operand: Any) -> bool:
    return value is not None and value == operand


def _among(value: Any, operand: Any) -> bool:
    return value is not None and value in operand


def _ordered(comparison: Callable[[Any, Any], bool]) -> Callable[[Any, Any], bool]:
    return lambda value, operand: value is not None and comparison(value, operand)


_OPERATIONS: dict[str, Callable[[Any, Any], bool]] = {
    "eq": _equal,
    "ne": lambda value, operand: not _equal(value, operand),
    "in": _among,
    "notIn": lambda value, operand: not _among(value, operand),
    "lt": _ordered(lt),
    "lte": _ordered(le),
    "gt": _ordered(gt),
    "gte": _ordered(ge),
    "contains": lambda value, operand: value is not None and operand in value,
    "startsWith": lambda value, operand: value is not None and value.startswith(operand),
    "isNull": lambda value, operand: (value is None) == operand,
    "has": lambda value, operand: operand in (value or ()),
    "isEmpty": lambda value, operand: (not value) == operand,
}


def quantified(given: Where, items: Iterable[Any], holding: Callable[[Any, Where], bool]) -> bool:
    """Tell whether some, none and every of the items hold, whichever of the three are asked."""
    listed = list(items)
    rules = {"some": any, "none": lambda each: not any(each), "every": all}
    return all(rules[name]([holding(item, inner) for item in listed]) for name, inner in given.items())


# --- text ----------------------------------------------------------------------------------------------------------


def words(text: str) -> list[str]:
    """Return the words of a search text, case aside. Refuses a text without any."""
    split = text.lower().split()
    if not split:
        raise refused("EMPTY_SEARCH")
    return split


def found(node: Node, asked: list[str]) -> bool:
    """Tell whether every word stands in one of the text properties of a node."""
    return all(any(word in text.lower() for text in texts(node)) for word in asked)


def texts(node: Node) -> list[str]:
    """Return all texts of the properties that are searched."""
    values = [node[each.key] for each in node_type(node.label).fulltext]
    return [text for value in values if value for text in (value if isinstance(value, list) else [value])]


# --- the domain's own filters --------------------------------------------------------------------------------------


def _topic(world: World, node: Node, given: dict[str, Any]) -> bool:
    notations = [each.target["notation"] for each in world.graph.leaving(node, "ABOUT")]
    return any(about(notation, given) for notation in notations)


def about(notation: str, given: dict[str, Any]) -> bool:
    """Tell whether a concept is the one asked for (`is`), and that or a narrower one (`under`)."""
    under = given.get("under")
    if under is not None and notation != under and not notation.startswith(f"{under}/"):
        return False
    return "is" not in given or notation == given["is"]


def _unit(world: World, node: Node, given: dict[str, Any]) -> bool:
    return any(_assigned(world, each, given) for each in world.graph.leaving(node, "ASSIGNED_TO"))


def _assigned(world: World, assignment: Relationship, given: dict[str, Any]) -> bool:
    unit = assignment.target
    if unit.label != "Unit" or (assignment["inherited"] and not given.get("inherited")):
        return False
    if "role" in given and assignment["role"] != given["role"]:
        return False
    if "is" in given and not _named(unit, given["is"]):
        return False
    return "under" not in given or any(_named(each, given["under"]) for each in (unit, *above(world, unit)))


def _named(unit: Node, name: str) -> bool:
    return unit["name"] == name or name in (unit["aliases"] or ())


def above(world: World, unit: Node) -> list[Node]:
    """Return all bodies that a body is part of, however far."""
    reached: dict[str, Node] = {}
    ahead = [unit]
    while ahead:
        for each in world.graph.leaving(ahead.pop(), "PART_OF"):
            if each.target.id not in reached:
                reached[each.target.id] = each.target
                ahead.append(each.target)
    return list(reached.values())


def _assignments(world: World, node: Node, given: Where) -> bool:
    return quantified(
        given, world.graph.leaving(node, "ASSIGNED_TO"), lambda each, inner: assignment_holds(world, each, inner)
    )


def assignment_holds(world: World, assignment: Relationship, where: Where) -> bool:
    """Tell whether an assignment meets an `AssignmentWhere`."""

    def one(name: str, value: Any) -> bool:
        if name in ("AND", "OR"):
            return (all if name == "AND" else any)(assignment_holds(world, assignment, each) for each in value)
        if name == "NOT":
            return not assignment_holds(world, assignment, value)
        if name == "unit":
            return assignment.target.label == "Unit" and holds(world, assignment.target, value)
        return compared(assignment[name], value)

    return all(one(name, value) for name, value in where.items())


def _cites(world: World, node: Node, given: Where) -> bool:
    return any(
        compared(each["role"], given.get("role", {})) and holds(world, each.target, given.get("document", {}))
        for each in world.graph.leaving(node, "CITES")
    )


def _revised(world: World, node: Node) -> bool:
    deadlines = [each.target for each in world.graph.leaving(node, "DUE")]
    return any(world.graph.leaving(deadline, "REVISES") for deadline in deadlines)


def _late(node: Node) -> bool:
    completed, due = node["completedOn"], node["dueOn"]
    return completed is not None and due is not None and completed > due


_DOMAIN: dict[tuple[str, str], Callable[[World, Node, Any], bool]] = {
    ("Measure", "overdue"): overdue,
    ("Measure", "topic"): _topic,
    ("Issue", "topic"): _topic,
    ("Measure", "unit"): _unit,
    ("Measure", "assignments"): _assignments,
    ("Measure", "cites"): _cites,
    ("Issue", "cites"): _cites,
    ("Event", "cites"): _cites,
    ("Measure", "closed"): lambda _world, node, asked: (node["closure"] == "CLOSED") == asked,
    ("Measure", "completedLate"): lambda _world, node, asked: _late(node) == asked,
    ("Measure", "deadlineRevised"): lambda world, node, asked: _revised(world, node) == asked,
    ("Measure", "part"): lambda world, node, asked: bool(world.graph.leaving(node, "PART_OF")) == asked,
    ("Issue", "recurring"): lambda world, node, asked: bool(world.graph.leaving(node, "SIMILAR_TO")) == asked,
}
