"""Strawberry types made from the catalog: one class for each type that the model and the compiler know."""

from __future__ import annotations

from datetime import date
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import strawberry
from graphql import parse_type
from graphql.language import ListTypeNode, NamedTypeNode, NonNullTypeNode, TypeNode
from strawberry.annotation import StrawberryAnnotation
from strawberry.schema.config import StrawberryConfig
from strawberry.types.arguments import StrawberryArgument

from graph.compile import catalog
from graph.compile.spec import UNSET, Argument, EnumType, Field, InputType, ObjectType

if TYPE_CHECKING:
    from strawberry.types.field import StrawberryField

_SCALARS: Final[dict[str, Any]] = {
    "ID": strawberry.ID, "String": str, "Int": int, "Float": float, "Boolean": bool, "Date": date,
}  # fmt: skip


def _day(text: str) -> date:
    """Return the day of an ISO 8601 text; the form without hyphens, which Python reads as well, is refused."""
    try:
        if len(text) == len("2024-01-31"):
            return date.fromisoformat(text)
    except (TypeError, ValueError):
        pass
    raise ValueError("no such day: write YYYY-MM-DD")


# strawberry's own scalar raises an error without a place; a ValueError is reported where the value stands.
_DATE: Final[Any] = strawberry.scalar(
    name="Date", description="日期 / A day, ISO 8601: YYYY-MM-DD.", serialize=date.isoformat, parse_value=_day
)


@cache
def schema() -> strawberry.Schema:
    """Return the GraphQL schema. Its fields have no resolvers: the compiler answers every operation."""
    return _Declarations().schema()


class _Declarations:
    """The Python classes of all types by their GraphQL name; made empty first, since they refer to each other."""

    def __init__(self) -> None:
        self._types = catalog.types()
        self._classes: dict[str, Any] = dict(_SCALARS)
        for enum in self._types.enums.values():
            self._classes[enum.name] = _enum(enum)
        for name in self._types.inputs:
            self._classes[name] = type(name, (), {})
        # Interfaces first: they are base classes of the rest.
        for spec in sorted(self._types.objects.values(), key=lambda item: not item.interface):
            self._classes[spec.name] = type(spec.name, tuple(self._classes[name] for name in spec.implements), {})
            if spec.interface:
                self._declare_object(spec)

    def schema(self) -> strawberry.Schema:
        """Return the schema of all types."""
        for input_type in self._types.inputs.values():
            self._declare_input(input_type)
        for object_type in self._types.objects.values():
            if not object_type.interface:
                self._declare_object(object_type)
        nodes = [self._classes[spec.name] for spec in self._types.objects.values() if spec.implements]
        return strawberry.Schema(
            query=self._classes["Query"], types=nodes, config=StrawberryConfig(scalar_map={date: _DATE})
        )

    def _annotation(self, reference: str) -> Any:
        """Return the Python annotation of a type reference such as `[Date!]!`."""
        return self._nullable(parse_type(reference))

    def _nullable(self, node: TypeNode) -> Any:
        if isinstance(node, NonNullTypeNode):
            return self._required(node.type)
        return self._required(node) | None

    def _required(self, node: TypeNode) -> Any:
        if isinstance(node, ListTypeNode):
            return list.__class_getitem__(self._nullable(node.type))
        assert isinstance(node, NamedTypeNode)
        return self._classes[node.name.value]

    def _declare_input(self, spec: InputType) -> None:
        cls = self._classes[spec.name]
        cls.__annotations__ = {_attribute(a.name): self._annotation(a.type) for a in spec.fields}
        for argument in spec.fields:
            default = self._default(argument)
            field = strawberry.field(name=argument.name, description=argument.doc or None, default=default)
            setattr(cls, _attribute(argument.name), field)
        strawberry.input(cls, name=spec.name, description=spec.doc)

    def _declare_object(self, spec: ObjectType) -> None:
        cls = self._classes[spec.name]
        cls.__annotations__ = {_attribute(field.name): self._annotation(field.type) for field in spec.fields}
        for field in spec.fields:
            setattr(cls, _attribute(field.name), self._field(field))
        declare = strawberry.interface if spec.interface else strawberry.type
        declare(cls, name=spec.name, description=spec.doc)

    def _field(self, spec: Field) -> StrawberryField:
        field: StrawberryField = strawberry.field(name=spec.name, description=spec.doc)
        field.arguments = [self._argument(argument) for argument in spec.arguments]
        return field

    def _argument(self, spec: Argument) -> StrawberryArgument:
        return StrawberryArgument(
            python_name=_attribute(spec.name),
            graphql_name=spec.name,
            type_annotation=StrawberryAnnotation(self._annotation(spec.type)),
            description=spec.doc or None,
            default=self._default(spec),
        )

    def _default(self, spec: Argument) -> Any:
        if spec.default is UNSET:
            return strawberry.UNSET
        if isinstance(spec.default, Enum):
            return self._classes[spec.type.rstrip("!")](str(spec.default))
        return spec.default


def _attribute(name: str) -> str:
    """Return a Python attribute for a GraphQL name: `in` and `from` are keywords."""
    return f"{name}_"


def _enum(spec: EnumType) -> Any:
    values = {name: strawberry.enum_value(name, description=doc or None) for name, doc in spec.values}
    make: Any = Enum  # the type checkers want a literal name
    return strawberry.enum(make(spec.name, values), name=spec.name, description=spec.doc)
