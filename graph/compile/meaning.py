"""What a GraphQL field is in the graph: the vocabulary of the catalog. The planner has one rule for each."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from schema.declare import PropertyType
from schema.vocabularies import Role


@dataclass(frozen=True, slots=True)
class Step:
    """One relationship walked from a node of `source` to nodes of `target`; `forward` along its direction."""

    type: str
    forward: bool
    source: str
    target: str

    def pattern(self, start: str, variable: str, end: str) -> str:
        """Return the Cypher pattern of this step between two variables (either may be empty)."""
        left, right = ("-", "->") if self.forward else ("<-", "-")
        return f"({start}){left}[{variable}:{self.type}]{right}({end}:{self.target})"


@dataclass(frozen=True, slots=True)
class Own:
    """A property of the node itself."""

    property: PropertyType


@dataclass(frozen=True, slots=True)
class Related:
    """Nodes at the end of a step: one, a plain list, or a connection."""

    step: Step
    shape: Literal["one", "list", "connection"]


@dataclass(frozen=True, slots=True)
class Root:
    """All nodes of a label, as a connection."""

    label: str


@dataclass(frozen=True, slots=True)
class Computed:
    """A field with a planner rule of its own; `rule` names it."""

    rule: str


@dataclass(frozen=True, slots=True)
class PropertyKey:
    """A group key that is a property of the item; `part` cuts a date to month, quarter or year."""

    key: str
    part: Literal["month", "quarter", "year"] | None = None


@dataclass(frozen=True, slots=True)
class NodeKey:
    """A group key that is a node at the end of a step; `role` narrows an assignment."""

    step: Step
    role: Role | None = None


GroupKey = PropertyKey | NodeKey
