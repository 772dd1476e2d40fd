"""Plain execution: graphql-core walks an operation field by field, and the oracle answers each field."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from graphql import (
    ExecutionResult,
    GraphQLScalarType,
    GraphQLSchema,
    build_schema,
    execute,
    is_specified_scalar_type,
    parse,
    print_schema,
)

from oracle.fields import field, query
from oracle.graph import Node

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graphql import GraphQLResolveInfo

    from oracle.world import World

# How a scalar is read and written, in graphql-core before 3.3 and since.
_WAYS: Final = ("serialize", "parse_value", "parse_literal", "coerce_output_value", "coerce_input_value",
                "coerce_input_literal")  # fmt: skip


def plain(schema: GraphQLSchema) -> GraphQLSchema:
    """Return the same schema with nothing in it but its types: no resolvers, and no classes of whoever declared it.

    Values of its own scalars are read and written as in the original.
    """
    copy = build_schema(print_schema(schema))
    for name, scalar in schema.type_map.items():
        if isinstance(scalar, GraphQLScalarType) and not is_specified_scalar_type(scalar):
            copy.type_map[name].__dict__.update({way: getattr(scalar, way) for way in _WAYS if hasattr(scalar, way)})
    return copy


def answer(
    schema: GraphQLSchema, world: World, source: str, variables: Mapping[str, Any], name: str | None = None
) -> ExecutionResult:
    """Return what plain execution answers. Raises whatever a rule of the oracle raises, unless it is a refusal."""
    result = execute(
        schema,
        parse(source),
        context_value=world,
        variable_values=dict(variables),
        operation_name=name,
        field_resolver=_resolve,
        type_resolver=lambda node, _info, _type: node.label,
    )
    assert isinstance(result, ExecutionResult)
    for error in result.errors or ():
        if error.original_error and not error.extensions:
            raise error.original_error
    return result


def _resolve(source: Any, info: GraphQLResolveInfo, **asked: Any) -> Any:
    """Return the value of a field; KeyError if the oracle does not know it."""
    if info.parent_type.name == "Query":
        return query(info.context, info.field_name, asked)
    if isinstance(source, Node):
        return field(info.context, source, info.field_name, asked)
    value = source[info.field_name]
    return value(**asked) if callable(value) else value
