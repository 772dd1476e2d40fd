"""GraphQL types as plain data: what the catalog computes from the model and the API declares.

Type references are written as in SDL: `[Date!]!`. `meaning` tells the compiler what a field is in the graph.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final


class _Unset:
    """No default: the argument may be left out."""


UNSET: Final = _Unset()


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument of a field, or one field of an input type."""

    name: str
    type: str
    doc: str = ""
    default: object = UNSET


@dataclass(frozen=True, slots=True)
class Field:
    """One field of an object type; `meaning` is read by the planner alone."""

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
    fields: dict[str, Field]
    interface: bool = False
    implements: tuple[str, ...] = ()


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
