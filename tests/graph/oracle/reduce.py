"""The smallest operation that still fails, made from one that fails by leaving out what does not matter."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from graphql import (
    REMOVE,
    ArgumentNode,
    DirectiveNode,
    DocumentNode,
    FieldNode,
    FragmentDefinitionNode,
    FragmentSpreadNode,
    InlineFragmentNode,
    Node,
    ObjectFieldNode,
    SelectionSetNode,
    VariableDefinitionNode,
    VariableNode,
    Visitor,
    parse,
    print_ast,
    validate,
    visit,
)

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from graphql import GraphQLSchema

_OPTIONAL: Final = (FieldNode, FragmentSpreadNode, InlineFragmentNode, ArgumentNode, ObjectFieldNode, DirectiveNode)
_MOST_TRIES: Final = 400


async def reduced(schema: GraphQLSchema, source: str, failing: Callable[[str], Awaitable[bool]]) -> str:
    """Return a document without whatever can be left out of it while it still fails."""
    place = tries = 0
    while tries < _MOST_TRIES:
        candidate = _without(source, place)
        if candidate is None:
            return source
        tries += 1
        if not validate(schema, parse(candidate)) and await failing(candidate):
            source = candidate
        else:
            place += 1
    return source


def _without(source: str, place: int) -> str | None:
    """Return a document without its part at a place, None beyond the last."""
    remover = _Remover(place)
    document = visit(parse(source), remover)
    return print_ast(_used(document)) if remover.removed else None


class _Remover(Visitor):
    """Removes one optional part: of two, the outer comes first."""

    def __init__(self, place: int) -> None:
        super().__init__()
        self._left = place
        self.removed = False

    def enter(self, node: Node, _key: Any, _parent: Any, _path: Any, ancestors: list[Any]) -> Any:
        if self.removed or not isinstance(node, _OPTIONAL) or self._alone(ancestors):
            return None
        self._left -= 1
        self.removed = self._left < 0
        return REMOVE if self.removed else None

    def _alone(self, ancestors: list[Any]) -> bool:
        """Tell whether a part is all that its selection set has."""
        above = ancestors[-1] if ancestors else None
        return isinstance(above, SelectionSetNode) and len(above.selections) == 1


class _Names(Visitor):
    """Collects the variables and fragments that are used."""

    def __init__(self) -> None:
        super().__init__()
        self.names: set[str] = set()

    def enter(self, node: Node, _key: Any, parent: Any, *_rest: Any) -> None:
        if isinstance(node, FragmentSpreadNode):
            self.names.add(node.name.value)
        if isinstance(node, VariableNode) and not isinstance(parent, VariableDefinitionNode):
            self.names.add(f"${node.name.value}")


class _Unused(Visitor):
    def __init__(self, used: set[str]) -> None:
        super().__init__()
        self._used = used

    def enter(self, node: Node, *_rest: Any) -> Any:
        if isinstance(node, VariableDefinitionNode):
            return None if f"${node.variable.name.value}" in self._used else REMOVE
        if isinstance(node, FragmentDefinitionNode) and node.name.value not in self._used:
            return REMOVE
        return None


def _used(document: DocumentNode) -> DocumentNode:
    """Return a document without the variables and fragments that nothing uses."""
    while True:
        names = _Names()
        visit(document, names)
        kept: DocumentNode = visit(document, _Unused(names.names))
        if len(kept.definitions) == len(document.definitions):
            return kept
        document = kept
