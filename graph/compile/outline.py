"""A plan and a statement as a reader sees them: indented, a line for each part."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from graph.compile.plan import Choice, Column, Fixed, Let, Many, One, Optional, Plan, Record, Scalar, Variant, Variants

if TYPE_CHECKING:
    from collections.abc import Iterator

_INDENT: Final = "  "
# A clause of Cypher begins a line; those within a pattern of words (`STARTS WITH`, `ON MATCH`) do not.
_CLAUSE: Final = re.compile(
    r" (?=(?:OPTIONAL MATCH|(?<!OPTIONAL )MATCH|(?<!STARTS )WITH|UNWIND|RETURN|ORDER BY|CALL)\b)"
)


def outlined(plan: Plan) -> str:
    """Return a plan as text: a line for each part of the answer and for each clause that reads for it."""
    return "\n".join(_lines(plan, "answer", 0))


def _lines(plan: Plan | Variants, name: str, depth: int) -> Iterator[str]:
    yield f"{_INDENT * depth}{name}{_head(plan)}"
    if isinstance(plan, Many | One):
        yield from (f"{_INDENT * (depth + 1)}{clause}" for clause in plan.rows.clauses)
    for key, of in _below(plan):
        yield from _lines(of, key, depth + 1)


def _head(plan: Plan | Variants) -> str:
    match plan:
        case Scalar(cypher):
            return f" = {cypher}"
        case Column(rows, index):
            return f" = column {index} of {rows}"
        case Optional(variable):
            return f": null where {variable} is"
        case Many() | One():
            return ": list" if isinstance(plan, Many) else ": first"
        case Variant(index):
            return f": kind {index}"
        case _:
            return f": {type(plan).__name__.lower()}"


def _below(plan: Plan | Variants) -> list[tuple[str, Plan]]:
    match plan:
        case Record(fields):
            return list(fields)
        case Let(bound, of):
            return [*bound, ("in", of)]
        case Choice(cases):
            return [(f"where {holds}", of) for holds, of in cases]
        case Fixed(items) | Variants(items):
            return [(str(index), item) for index, item in enumerate(items)]
        case Many(_, of) | One(_, of) | Optional(_, of) | Variant(_, of):
            return [("each", of)]
        case Scalar() | Column():
            return []


def laid_out(statement: str) -> str:
    """Return a statement with a line for each clause, indented by its subqueries; it runs as it stands."""
    lines: list[str] = []
    depth = 0
    for line in _CLAUSE.sub("\n", statement).split("\n"):
        lines.append(f"{_INDENT * max(depth, 0)}{line.strip()}")
        depth += line.count("{") - line.count("}")
    return "\n".join(lines)
