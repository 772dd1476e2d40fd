"""How much a document asks for: tokens, depth, aliases and root fields, counted before anything is compiled."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from graphql import (
    FieldNode,
    FragmentSpreadNode,
    GraphQLSyntaxError,
    InlineFragmentNode,
    Lexer,
    Source,
    TokenKind,
)

from graph.compile.errors import refused

if TYPE_CHECKING:
    from collections.abc import Mapping

    from graphql import FragmentDefinitionNode, GraphQLError, OperationDefinitionNode, SelectionSetNode

    from graph.limits import Limits

# A tool that asks for the schema nests ofType to any depth it likes; graphql-core answers that.
_INTROSPECTION: Final = ("__schema", "__type")


def refusals(
    operation: OperationDefinitionNode, fragments: Mapping[str, FragmentDefinitionNode], limits: Limits
) -> list[GraphQLError]:
    """Return an error for each limit that an operation of a valid document exceeds: the limit and what was asked."""
    extent = _Extent(fragments)
    asked = (
        ("DEPTH_LIMIT", "levels of fields", extent.depth(operation.selection_set), limits.depth),
        ("ALIAS_LIMIT", "aliases", extent.aliases(operation.selection_set), limits.aliases),
        ("ROOT_FIELD_LIMIT", "root fields", extent.roots(operation.selection_set), limits.root_fields),
    )
    return [
        refused(
            code, f"The operation has {found} {what}, and may have {most}: ask in several.", limit=most, asked=found
        )
        for code, what, found, most in asked
        if found > most
    ]


def too_long(source: str, most: int) -> GraphQLError | None:
    """Return the error of a document with more than `most` tokens, None for one that is wrong in another way."""
    lexer, count = Lexer(Source(source)), 0
    try:
        while lexer.advance().kind is not TokenKind.EOF:
            count += 1
    except GraphQLSyntaxError:  # what follows is no token: those before it may be too many already
        pass
    message = f"The document has {count} tokens, and may have {most}: ask in several."
    return refused("TOKEN_LIMIT", message, limit=most, asked=count) if count > most else None


class _Extent:
    """Counts over selection sets; each fragment is counted once, however often and deep it is spread."""

    def __init__(self, fragments: Mapping[str, FragmentDefinitionNode]) -> None:
        self._fragments = fragments
        self._depths: dict[str, int] = {}
        self._aliased: dict[str, int] = {}
        self._rooted: dict[str, int] = {}

    def depth(self, selections: SelectionSetNode | None) -> int:
        """Return the levels of fields below and including a selection set."""
        return max((self._below(item) for item in selections.selections), default=0) if selections else 0

    def _below(self, item: object) -> int:
        if isinstance(item, FieldNode):
            return 1 + (0 if item.name.value in _INTROSPECTION else self.depth(item.selection_set))
        if isinstance(item, InlineFragmentNode):
            return self.depth(item.selection_set)
        assert isinstance(item, FragmentSpreadNode)
        name = item.name.value
        if name not in self._depths:
            self._depths[name] = self.depth(self._fragments[name].selection_set)
        return self._depths[name]

    def aliases(self, selections: SelectionSetNode | None) -> int:
        """Return how many fields are asked for under another name, those of a fragment each time it is spread."""
        return sum(self._aliases_of(item) for item in selections.selections) if selections else 0

    def _aliases_of(self, item: object) -> int:
        if isinstance(item, FieldNode):
            return (item.alias is not None) + self.aliases(item.selection_set)
        if isinstance(item, InlineFragmentNode):
            return self.aliases(item.selection_set)
        assert isinstance(item, FragmentSpreadNode)
        name = item.name.value
        if name not in self._aliased:
            self._aliased[name] = self.aliases(self._fragments[name].selection_set)
        return self._aliased[name]

    def roots(self, selections: SelectionSetNode) -> int:
        """Return how many root fields an operation has, those of a fragment each time it is spread."""
        return sum(self._roots_of(item) for item in selections.selections)

    def _roots_of(self, item: object) -> int:
        if isinstance(item, FieldNode):
            return 1
        if isinstance(item, InlineFragmentNode):
            return self.roots(item.selection_set)
        assert isinstance(item, FragmentSpreadNode)
        name = item.name.value
        if name not in self._rooted:
            self._rooted[name] = self.roots(self._fragments[name].selection_set)
        return self._rooted[name]
