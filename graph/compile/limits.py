"""Bounds of sizes that a request may ask for."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from graph.compile.errors import refused

if TYPE_CHECKING:
    from datetime import date

    from graph.compile.arguments import Leaf, Variables
    from graph.compile.scope import Scope

MAX_NESTED: Final = 100  # of lists that have no pages
MAX_LEVELS: Final = 10
MAX_HOPS: Final = 6


def check_size(argument: str, asked: int, most: int) -> int:
    """Return the size asked for. Raises GraphQLError PAGE_SIZE if it is negative or over the limit."""
    if not 0 <= asked <= most:
        raise refused(
            "PAGE_SIZE", f"`{argument}` is {asked}: give 0 to {most}.", argument=argument, limit=most, asked=asked
        )
    return asked


def bounded(scope: Scope, leaf: Leaf | None, argument: str, most: int, default: int = 0, add: int = 0) -> str:
    """Return the parameter of a size that is checked for each request, with `add` added to it."""

    def bind(variables: Variables, _today: date) -> Any:
        asked = default if leaf is None else leaf.value(variables)
        return check_size(argument, default if asked is None else asked, most) + add

    return scope.parameter(bind, (argument, leaf.path, most, add) if leaf and leaf.path else None)
