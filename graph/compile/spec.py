"""GraphQL types as plain data: what the catalog computes from the model and the API declares.

Type references are written as in SDL: `[Date!]!`. `meaning` tells the planner what a field is in the graph.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final


class _Unset:
    """No default: the argument may be left out."""


UNSET: Final = _Unset()
DEFAULT_PAGE: Final = 25
DEFAULT_GROUP: Final = 5  # items shown of a group


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a field, or one field of an input type."""

    name: str
    type: str
    doc: str = ""
    default: object = UNSET


@dataclass(frozen=True, slots=True)
class Listing:
    """The meaning of a root field that lists all nodes of a label."""

    label: str


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an object type.

    Its meaning is a property, a step, a declaration of the domain, a listing; None for a field that the field above
    it plans.
    """

    name: str
    type: str
    doc: str
    meaning: object
    arguments: tuple[Argument, ...] = ()


@dataclass(frozen=True, slots=True)
class ObjectType:
    """One object type, or an interface."""

    name: str
    doc: str
    fields: tuple[Field, ...]
    interface: bool = False
    implements: tuple[str, ...] = ()

    def field(self, name: str) -> Field:
        """Return the field of this name. Raises StopIteration if there is none: documents are validated before."""
        return next(field for field in self.fields if field.name == name)


@dataclass(frozen=True, slots=True)
class InputType:
    """One input type."""

    name: str
    doc: str
    fields: tuple[Argument, ...]


@dataclass(frozen=True, slots=True)
class EnumType:
    """One enum; each value with its description."""

    name: str
    doc: str
    values: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Types:
    """All types of the schema, by name."""

    objects: dict[str, ObjectType] = field(default_factory=dict[str, ObjectType])
    inputs: dict[str, InputType] = field(default_factory=dict[str, InputType])
    enums: dict[str, EnumType] = field(default_factory=dict[str, EnumType])
