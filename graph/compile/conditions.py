"""Conditions that hold or do not: the two-valued logic in which filters are written."""

from __future__ import annotations


def negation(inner: str) -> str:
    """Return the two-valued negation of a condition: it holds where an absent value leaves the condition open."""
    return f"NOT coalesce(({inner}), false)"


def quantified(quantifier: str, pattern: str, inner: str) -> str:
    """Return the condition that `some`, `none` or `every` match of a pattern fulfils `inner`."""
    if quantifier == "every":
        return f"NOT EXISTS {{ MATCH {pattern} WHERE {negation(inner)} }}"
    found = f"EXISTS {{ MATCH {pattern} WHERE {inner} }}"
    return f"NOT {found}" if quantifier == "none" else found
