"""Conditions that hold or do not: the two-valued logic in which filters are written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from graph.compile.errors import refused

if TYPE_CHECKING:
    from collections.abc import Callable

    from graph.compile.arguments import Symbolic

LOGIC: Final = ("AND", "OR", "NOT")


def negation(inner: str) -> str:
    """Return the two-valued negation of a condition: it holds where an absent value leaves the condition open.

    Compared with false, not negated: the embedded engine answers `NOT coalesce(...)` as a predicate wrongly where `any`
    or `all` stand inside (26.10.2).
    """
    return f"(coalesce(({inner}), false) = false)"


def logic(name: str, value: Symbolic, path: str, joined: Callable[[Symbolic, str], str]) -> str:
    """Return the condition of AND, OR or NOT; `joined` writes that of an input, given the path to it."""
    if name == "NOT":
        return negation(joined(value, path))
    parts = [f"({joined(item, f'{path}[{i}]')})" for i, item in enumerate(value)]
    if name == "AND":
        return " AND ".join(parts) or "true"
    return f"({' OR '.join(parts) or 'false'})"


def quantified(quantifier: str, pattern: str, inner: str) -> str:
    """Return the condition that `some`, `none` or `every` match of a pattern fulfils `inner`."""
    if quantifier == "every":
        return f"NOT EXISTS {{ MATCH {pattern} WHERE {negation(inner)} }}"
    found = f"EXISTS {{ MATCH {pattern} WHERE {inner} }}"
    return f"NOT {found}" if quantifier == "none" else found


def stated(given: Symbolic, path: str) -> Symbolic:
    """Return an argument as it is. Raises GraphQLError where it holds a null; a day that is null is today."""
    if given is None:
        raise null_in_filter(path)
    for name, value in given.items() if isinstance(given, dict) else ():
        if value is None and name != "asOf":
            raise null_in_filter(f"{path}.{name}")
    return given


def null_in_filter(path: str) -> Exception:
    """Return the error for a null at a path."""
    hint = "leave it out for no condition, or ask `isNull: true` for an absent value"
    return refused("NULL_IN_FILTER", f"`{path}` is null: {hint}.", path=path)
