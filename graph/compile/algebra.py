"""The query algebra: Cypher expressions that know the shape of the answer they give.

An expression is text together with its shape, so that whatever is composed of expressions has a known shape as well.
The shape is needed because one engine does not keep the order of a map's keys, while a GraphQL answer has one.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from operator import itemgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from graph.compile.scope import Scope


@dataclass(frozen=True, slots=True)
class Fields:
    """The shape of a map: its keys in the order of the response; None stands for a plain value.

    `partial`: a map may lack some of the keys, because nodes of several types stand in one list.
    """

    items: tuple[tuple[str, Shape], ...]
    partial: bool = False


@dataclass(frozen=True, slots=True)
class Many:
    """The shape of a list."""

    of: Shape


Shape = Fields | Many | None


@dataclass(frozen=True, slots=True)
class Expression:
    """A Cypher expression, made of variables, parameters and names of the model only.

    `before` are clauses that bind what the expression reads. Only aggregates need them: Neo4j refuses an aggregate
    in a subquery expression beside other variables, so it goes into a CALL of its own.
    """

    cypher: str
    shape: Shape = None
    before: tuple[str, ...] = ()


def record(items: list[tuple[str, Expression]]) -> Expression:
    """Return a map. It is written as a literal: one engine answers a projection inside a map wrongly."""
    cypher = ", ".join(f"`{key}`: {value.cypher}" for key, value in items)
    shape = Fields(tuple((key, value.shape) for key, value in items))
    return Expression("{" + cypher + "}", shape, _before(value for _, value in items))


def literal_list(items: list[Expression]) -> Expression:
    """Return a list of expressions."""
    cypher = f"[{', '.join(item.cypher for item in items)}]"
    return Expression(cypher, Many(merged([item.shape for item in items])), _before(items))


def optional(variable: str, expression: Expression) -> Expression:
    """Return the expression, or null where the variable is null."""
    return replace(expression, cypher=f"CASE WHEN {variable} IS NULL THEN null ELSE {expression.cypher} END")


def collect(scope: Scope, clauses: Iterable[str], result: Expression, outer: str = "") -> Expression:
    """Return the results of a subquery as a list, in its order; `outer` names the variable it refers to."""
    body = " ".join(clause for clause in (*clauses, *result.before) if clause)
    if not result.before:
        return Expression(f"COLLECT {{ {body} RETURN {result.cypher} }}", Many(result.shape))
    rows = scope.variable("l")
    call = f"CALL ({outer}) {{ {body} RETURN collect({result.cypher}) AS {rows} }}"
    return Expression(rows, Many(result.shape), (call,))


def first(scope: Scope, clauses: Iterable[str], result: Expression, outer: str = "") -> Expression:
    """Return the first result of a subquery, or null."""
    rows = collect(scope, clauses, result, outer)
    return Expression(f"head({rows.cypher})", result.shape, rows.before)


def aggregate(scope: Scope, clauses: Iterable[str], result: Expression, outer: str = "") -> Expression:
    """Return the one result of a subquery whose clauses aggregate."""
    row = scope.variable("l")
    body = " ".join(clause for clause in (*clauses, *result.before) if clause)
    return Expression(row, result.shape, (f"CALL ({outer}) {{ {body} RETURN {result.cypher} AS {row} }}",))


def _before(expressions: Iterable[Expression]) -> tuple[str, ...]:
    return tuple(clause for expression in expressions for clause in expression.before)


def merged(shapes: list[Shape]) -> Shape:
    """Return one shape for values of several: lists of them, or maps with the keys of all."""
    known = [shape for shape in shapes if shape is not None]
    if len(set(known)) <= 1:
        return known[0] if known else None
    if isinstance(known[0], Many):
        return Many(merged([shape.of for shape in known if isinstance(shape, Many)]))
    keys: dict[str, list[Shape]] = {}
    for shape in known:
        for key, inner in shape.items if isinstance(shape, Fields) else ():
            keys.setdefault(key, []).append(inner)
    return Fields(tuple((key, merged(inner)) for key, inner in keys.items()), partial=True)


def orderer(shape: Shape) -> Callable[[Any], Any] | None:
    """Return what puts the keys of an answer into the order of the response; None where there are no keys.

    The functions are made once for a statement. A record of plain values costs one `itemgetter` call.
    """
    if shape is None:
        return None
    if isinstance(shape, Many):
        inner = orderer(shape.of)
        return inner and (lambda values: values and [inner(value) for value in values])
    return _record_orderer(shape)


def _record_orderer(shape: Fields) -> Callable[[Any], Any]:
    if shape.partial:
        return _partial_orderer(shape)
    keys = [key for key, _ in shape.items]
    nested = [(key, inner) for key, of in shape.items if (inner := orderer(of))]
    if len(keys) == 1:
        values = itemgetter(keys[0], keys[0])  # twice: of one key it gives no tuple
        keys *= 2
    else:
        values = itemgetter(*keys)

    def of_record(row: Any) -> Any:
        if row is None:
            return None
        ordered = dict(zip(keys, values(row), strict=True))
        for key, inner in nested:
            ordered[key] = inner(ordered[key])
        return ordered

    return of_record


def _partial_orderer(shape: Fields) -> Callable[[Any], Any]:
    inner = {key: orderer(of) for key, of in shape.items}

    def of_record(row: Any) -> Any:
        if row is None:
            return None
        return {key: order(row[key]) if order else row[key] for key, order in inner.items() if key in row}

    return of_record
