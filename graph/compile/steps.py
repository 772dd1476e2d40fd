"""The relationships of the model as a field walks them: from either side, under the name it has there."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

from schema.declare import PropertyType, properties_of
from schema.nodes import NODES
from schema.relations import RELATIONSHIPS, Located

if TYPE_CHECKING:
    from schema.declare import End, Relationship


@dataclass(frozen=True, slots=True)
class Step:
    """One relationship walked from a node of `source` to nodes of `target`; `forward` along its direction.

    `one`: a source has at most one. `plain`: the few targets are a list and no connection. `group` is the key under
    which lists of the source may be grouped by the target. `properties` are those that a list of the targets shows
    beside each: all but its place in a text, which evidence shows.
    """

    type: str
    forward: bool
    source: str
    target: str
    one: bool = False
    plain: bool = False
    group: str | None = None
    title_zh: str = ""
    doc: str = ""
    properties: tuple[PropertyType, ...] = ()

    def pattern(self, start: str, variable: str, end: str) -> str:
        """Return the Cypher pattern of this step between two variables (either may be empty)."""
        left, right = ("-", "->") if self.forward else ("<-", "-")
        return f"({start}){left}[{variable}:{self.type}]{right}({end}:{self.target})"


@cache
def steps_from(label: str) -> dict[str, Step]:
    """Return the steps from a node type by the name of their field."""
    found: dict[str, Step] = {}
    for relationship in RELATIONSHIPS:
        for end in relationship.ends:
            if end.forward and end.source.__name__ == label:
                found[end.forward] = _forward(relationship, end)
            if end.backward and end.target.__name__ == label:
                found[end.backward] = _backward(relationship, end)
    return found


def _forward(of: Relationship, end: End) -> Step:
    ends = (end.source.__name__, end.target.__name__)
    plain, group = end.plain, end.group
    return Step(of.type, True, *ends, end.forward_one, plain, group, of.title_zh, of.doc, _beside(of))


def _backward(of: Relationship, end: End) -> Step:
    ends = (end.target.__name__, end.source.__name__)
    group = end.backward_group
    return Step(of.type, False, *ends, end.backward_one, False, group, of.title_zh, of.doc, _beside(of))


def _beside(of: Relationship) -> tuple[PropertyType, ...]:
    placed = {each.key for each in properties_of(Located)}
    return tuple(each for each in of.properties if each.key not in placed)


@cache
def beside(label: str) -> dict[str, PropertyType]:
    """Return the properties of relationships by which lists lead to a node type, by their keys."""
    steps = (step for node in NODES for step in steps_from(node.label).values())
    listed = (step for step in steps if step.target == label and not step.one and not step.plain)
    return {each.key: each for step in listed for each in step.properties}
