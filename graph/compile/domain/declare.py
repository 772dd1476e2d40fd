"""The words in which the domain's own fields and filters are declared: one declaration each.

A declaration holds what the GraphQL schema says of a field or filter, and the rule that plans it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from graph.compile.conditions import negation
from graph.compile.spec import Argument, Field

if TYPE_CHECKING:
    from graph.compile.filters import Filters
    from graph.compile.plan import Plan
    from graph.compile.planner import Planner
    from graph.compile.selection import Selected

# Plans a field of a node: the planner, the label and the variable of the node, and the field as it was selected.
FieldRule = Callable[["Planner", str, str, "Selected"], "Plan"]
# Plans a root field.
RootRule = Callable[["Planner", "Selected"], "Plan"]
# Writes the condition of a filter on a variable; the value is as given, without nulls.
Condition = Callable[["Filters", str, Any], str]
# Starts a list of a label elsewhere than at its label.
Start = Callable[["Filters", Any], "Found"]


@dataclass(frozen=True, slots=True)
class Found:
    """What a list starts from, on the far side: the MATCH that finds it, and the pattern that leads to the items.

    The pattern lacks the node it ends in, which it may reach several times; `holds` are conditions on its way. `broad`:
    it can lead to much of the graph.
    """

    match: str
    towards: str
    holds: tuple[str, ...] = ()
    broad: bool = False

    def reach(self) -> str:
        """Return the query of how many relationships lead on from it: counts that engines keep with each node."""
        return f"{self.match} RETURN sum(COUNT {{ {self.towards}() }})"


@dataclass(frozen=True, slots=True)
class Computed:
    """A field of a node type that is no property and no relationship."""

    label: str
    name: str
    type: str
    doc: str
    rule: FieldRule
    arguments: tuple[Argument, ...] = ()

    @property
    def field(self) -> Field:
        """Return the field as the schema declares it."""
        return Field(self.name, self.type, self.doc, self, self.arguments)


@dataclass(frozen=True, slots=True)
class Root:
    """A field of Query that is no list of a node type."""

    name: str
    type: str
    doc: str
    rule: RootRule
    arguments: tuple[Argument, ...] = ()

    @property
    def field(self) -> Field:
        """Return the field as the schema declares it."""
        return Field(self.name, self.type, self.doc, self, self.arguments)


@dataclass(frozen=True, slots=True)
class Filter:
    """A filter of some node types that is no property and no relationship.

    `start` is for what is selective and indexed on the far side: a list of all nodes of a label begins there.
    `states` names the property that it compares, as it was given: every item has it for which the filter holds.
    """

    labels: tuple[str, ...]
    argument: Argument
    condition: Condition
    start: Start | None = None
    states: Callable[[Any], str] | None = None


def part(name: str, of: str, doc: str, *arguments: Argument) -> Field:
    """Return a field that is planned by the rule of the field above it."""
    return Field(name, of, doc, None, arguments)


def flag(labels: tuple[str, ...], name: str, doc: str, holds: str) -> Filter:
    """Return a filter that asks whether a condition holds or not; `{0}` stands for the variable in it."""

    def condition(_filters: Filters, node: str, value: Any) -> str:
        inner = f"({holds.format(node)})"
        return inner if value else negation(inner)

    return Filter(labels, Argument(name, "Boolean", doc), condition)
