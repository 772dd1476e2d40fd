"""From a validated document to the fields that an answer holds: fragments, @skip, @include and aliases resolved."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graphql import (
    BooleanValueNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    GraphQLObjectType,
    GraphQLSchema,
    InlineFragmentNode,
    OperationDefinitionNode,
    SelectionNode,
    SelectionSetNode,
    Undefined,
    ValueNode,
    VariableNode,
)

from graph.compile.arguments import Symbolic, Variables, from_value, symbolic

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Selected:
    """One field of the answer: `key` in the response, and the selection sets below it, unresolved."""

    key: str
    name: str
    arguments: dict[str, Symbolic]
    below: tuple[SelectionSetNode, ...]


@dataclass(frozen=True, slots=True)
class Operation:
    """One operation of a document with the schema it was validated against and its coerced variables."""

    schema: GraphQLSchema
    node: OperationDefinitionNode
    fragments: dict[str, FragmentDefinitionNode]
    variables: Variables

    def roots(self) -> list[Selected]:
        """Return the root fields in response order."""
        assert self.schema.query_type is not None
        return self.fields(self.schema.query_type.name, (self.node.selection_set,))

    def fields(self, type_name: str, sets: tuple[SelectionSetNode, ...]) -> list[Selected]:
        """Return the fields that the selection sets ask of an object type, merged, in response order."""
        grouped: dict[str, list[FieldNode]] = {}
        spread: set[str] = set()
        for selection_set in sets:
            for field in self._flat(type_name, selection_set, spread):
                grouped.setdefault(field.alias.value if field.alias else field.name.value, []).append(field)
        return [self._selected(type_name, key, fields) for key, fields in grouped.items()]

    def _selected(self, type_name: str, key: str, fields: list[FieldNode]) -> Selected:
        name = fields[0].name.value
        below = tuple(field.selection_set for field in fields if field.selection_set)
        if name.startswith("__"):
            return Selected(key, name, {}, below)
        of = self.schema.type_map[type_name]
        assert isinstance(of, GraphQLObjectType)
        given = {argument.name.value: argument.value for argument in fields[0].arguments or ()}
        arguments: dict[str, Symbolic] = {}
        for argument_name, argument in of.fields[name].args.items():
            value = symbolic(given.get(argument_name), argument.type, self.variables)
            if value is Undefined and argument.default_value is not Undefined:
                value = from_value(argument.default_value, argument.type)
            if value is not Undefined:
                arguments[argument_name] = value
        return Selected(key, name, arguments, below)

    def _flat(self, type_name: str, selection_set: SelectionSetNode, spread: set[str]) -> Iterator[FieldNode]:
        # Each fragment once: fragments that spread the next one twice would double the work at each step.
        for selection in selection_set.selections:
            if not self._included(selection):
                continue
            if isinstance(selection, FieldNode):
                yield selection
            elif isinstance(selection, InlineFragmentNode):
                condition = selection.type_condition
                if condition is None or self._applies(condition.name.value, type_name):
                    yield from self._flat(type_name, selection.selection_set, spread)
            else:
                assert isinstance(selection, FragmentSpreadNode)
                name = selection.name.value
                if name in spread:
                    continue
                spread.add(name)
                fragment = self.fragments[name]
                if self._applies(fragment.type_condition.name.value, type_name):
                    yield from self._flat(type_name, fragment.selection_set, spread)

    def _applies(self, condition: str, type_name: str) -> bool:
        if condition == type_name:
            return True
        of = self.schema.type_map[type_name]
        return isinstance(of, GraphQLObjectType) and condition in {interface.name for interface in of.interfaces}

    def _included(self, node: SelectionNode) -> bool:
        conditions = {d.name.value: argument.value for d in node.directives or () for argument in d.arguments or ()}
        skipped = "skip" in conditions and self._truth(conditions["skip"])
        return not skipped and ("include" not in conditions or self._truth(conditions["include"]))

    def _truth(self, value: ValueNode) -> bool:
        if isinstance(value, VariableNode):
            return bool(self.variables[value.name.value])
        assert isinstance(value, BooleanValueNode)
        return value.value
