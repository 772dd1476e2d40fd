"""What a request is answered from, and the two things every rule shares: refusals and cursors."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from graphql import GraphQLError

from oracle.graph import Graph


class CursorText(str):
    """A cursor of the oracle: known as one wherever it stands in an answer."""

    __slots__ = ()


@dataclass(slots=True)
class Cursors:
    """The cursors handed out. One is the name of a position: an order and a filter, and the values of an item there."""

    _positions: list[tuple[str, tuple[Any, ...]]] = field(default_factory=list)
    _names: dict[tuple[str, str], CursorText] = field(default_factory=dict)

    def write(self, signature: str, values: tuple[Any, ...]) -> CursorText:
        key = (signature, repr(values))
        if key not in self._names:
            self._names[key] = CursorText(f"position {len(self._positions)}")
            self._positions.append((signature, values))
        return self._names[key]

    def read(self, text: str, signature: str) -> tuple[Any, ...]:
        """Return the values of a position. Refuses a cursor of another order or filter."""
        given, values = self._positions[int(text.removeprefix("position "))]
        if given != signature:
            raise refused("CURSOR_MISMATCH")
        return values


@dataclass(frozen=True, slots=True)
class World:
    """The graph, the name of the engine beside, the day of the request, and the cursors handed out so far."""

    graph: Graph
    engine: str
    today: date
    cursors: Cursors = field(default_factory=Cursors)


def refused(code: str) -> GraphQLError:
    """Return the error with which a request is refused; only its code is compared."""
    return GraphQLError(code, extensions={"code": code})
