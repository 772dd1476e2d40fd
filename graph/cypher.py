"""Cypher as the driver wants it typed: the one place where text becomes a statement."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

if TYPE_CHECKING:
    from typing import LiteralString


def literal(statement: str) -> LiteralString:
    """Return a statement as the driver wants it typed.

    The one such cast: statements are constants, or come out of the algebra, whose every value is a parameter.
    """
    return cast("LiteralString", statement)  # type: ignore[redundant-cast]  # mypy takes LiteralString for str
