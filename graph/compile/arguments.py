"""Arguments with their provenance: what shapes the statement, and what becomes a parameter of it.

Structure (input objects, lists of them, enums, booleans, null) is known when a document is compiled. Every other
value is a `Leaf`: a literal of the document or a path into the request's variables, bound anew for each request.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum
from typing import Any, Final

from graphql import (
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInputType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLScalarType,
    ListValueNode,
    NullValueNode,
    ObjectValueNode,
    Undefined,
    ValueNode,
    VariableNode,
)

from schema.nodes import NODES

Variables = Mapping[str, Any]
Symbolic = Any  # Leaf | dict[str, Symbolic] | list[Symbolic] | str (an enum's name) | bool | None

_ID: Final = re.compile(r"([a-z]+)-[0-9a-f]{20}")
_LABELS: Final = {n.label.lower(): n.label for n in NODES}


@dataclass(frozen=True, slots=True)
class Leaf:
    """A value that becomes a parameter: `path` leads into the variables, or is empty and `literal` holds it."""

    literal: object = None
    path: tuple[str | int, ...] = ()
    items: tuple[Leaf, ...] | None = None

    def value(self, variables: Variables) -> Any:
        """Return the value for one request."""
        if self.items is not None:
            return [item.value(variables) for item in self.items]
        if not self.path:
            return self.literal
        value: Any = variables
        for step in self.path:
            value = value[step]
        return value


def label_of_id(value: object) -> str | None:
    """Return the label that an id names, or None if it is no id of the model."""
    match = _ID.fullmatch(value) if isinstance(value, str) else None
    return _LABELS.get(match[1]) if match else None


def shape(value: Any) -> Any:
    """Return what of a coerced variable shapes the statement: its structure, enums, booleans, and labels of ids."""
    if isinstance(value, Mapping):
        return tuple((key, shape(item)) for key, item in value.items())
    if isinstance(value, list):
        return ("list", *map(shape, value)) if value and _structured(value[0]) else ("values", *_labels(value))
    if value is None or isinstance(value, bool | Enum):
        return value
    return label_of_id(value) or type(value).__name__


def _structured(value: Any) -> bool:
    return isinstance(value, Mapping | Enum | list)


def _labels(values: list[Any]) -> list[str]:
    return sorted({label for value in values if (label := label_of_id(value))})


def symbolic(node: ValueNode | None, of: GraphQLInputType, variables: Variables) -> Symbolic:
    """Return an argument as written in the document, with leaves for its values; Undefined if it is left out."""
    if node is None:
        return Undefined
    if isinstance(node, VariableNode):
        name = node.name.value
        return from_value(variables[name], of, (name,)) if name in variables else Undefined
    if isinstance(node, NullValueNode):
        return None
    return _from_literal(node, of, variables)


def _from_literal(node: ValueNode, of: GraphQLInputType, variables: Variables) -> Symbolic:
    if isinstance(of, GraphQLNonNull):
        return symbolic(node, of.of_type, variables)
    if isinstance(of, GraphQLList):
        nodes = node.values if isinstance(node, ListValueNode) else (node,)
        return _list([symbolic(item, of.of_type, variables) for item in nodes], of)
    if isinstance(of, GraphQLInputObjectType):
        assert isinstance(node, ObjectValueNode)
        return _object(node, of, variables)
    if isinstance(of, GraphQLEnumType):
        return _name(of.parse_literal(node))
    assert isinstance(of, GraphQLScalarType)
    value = of.parse_literal(node)
    return value if isinstance(value, bool) else Leaf(value)


def _object(node: ObjectValueNode, of: GraphQLInputObjectType, variables: Variables) -> dict[str, Symbolic]:
    given = {field.name.value: field.value for field in node.fields}
    values = {name: symbolic(given[name], field.type, variables) for name, field in of.fields.items() if name in given}
    defaults = {
        name: from_value(field.default_value, field.type)
        for name, field in of.fields.items()
        if field.default_value is not Undefined
    }
    return {**defaults, **{name: value for name, value in values.items() if value is not Undefined}}


def from_value(value: Any, of: GraphQLInputType, path: tuple[str | int, ...] = ()) -> Symbolic:
    """Return a coerced value with leaves for its values; `path` leads to it in the variables, empty for a default."""
    if isinstance(of, GraphQLNonNull):
        return from_value(value, of.of_type, path)
    if value is None or isinstance(value, bool):
        return value
    if isinstance(of, GraphQLList):
        if not _structured_type(of):
            return Leaf(value, path)
        return [from_value(item, of.of_type, (*path, index)) for index, item in enumerate(value)]
    if isinstance(of, GraphQLInputObjectType):
        return {name: from_value(item, of.fields[name].type, (*path, name)) for name, item in value.items()}
    if isinstance(of, GraphQLEnumType):
        return _name(value)
    return Leaf(value, path)


def _list(items: list[Symbolic], of: GraphQLList[Any]) -> Symbolic:
    return items if _structured_type(of) else Leaf(items=tuple(items))


def _structured_type(of: GraphQLList[Any]) -> bool:
    inner = of.of_type.of_type if isinstance(of.of_type, GraphQLNonNull) else of.of_type
    return not isinstance(inner, GraphQLScalarType)


def _name(value: Any) -> str:
    return str(value.value) if isinstance(value, Enum) else str(value)
