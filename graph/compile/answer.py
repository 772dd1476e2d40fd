"""The answer in the order of the response, where an engine does not keep the order of a map's keys.

The functions are made once for a statement, from its plan. A record of plain values costs one `itemgetter` call.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from operator import itemgetter
from typing import Any

from graph.compile.plan import Choice, Column, Fixed, Let, Many, One, Optional, Plan, Record, Scalar, Variant, Variants

Orderer = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Fields:
    """The shape of a map: its keys in the order of the response; None stands for a plain value."""

    items: tuple[tuple[str, Shape], ...]


@dataclass(frozen=True, slots=True)
class Each:
    """The shape of a list."""

    of: Shape


@dataclass(frozen=True, slots=True)
class OneOf:
    """The shape of maps of several kinds: each comes as a pair of its index here and the map."""

    of: tuple[Shape, ...]


Shape = Fields | Each | OneOf | None


def shape(plan: Plan | Variants) -> Shape:
    """Return the shape of what a plan answers."""
    match plan:
        case Scalar():
            return None
        case Record(fields):
            return Fields(tuple((key, shape(of)) for key, of in fields))
        case Many(_, of) | Column(_, _, of):
            return Each(shape(of))
        case Fixed(items):  # of one kind, or cells that no answer shows as they are
            return Each(shape(items[0])) if items else None
        case Choice(cases):
            return OneOf(tuple(shape(of) for _, of in cases))
        case Variants(kinds):
            return OneOf(tuple(shape(of) for of in kinds))
        case Optional(_, of) | One(_, of) | Let(_, of) | Variant(_, of):
            return shape(of)


def orderer(of: Shape) -> Orderer | None:
    """Return what puts the keys of an answer into the order of the response; None where there are no keys."""
    if of is None:
        return None
    if isinstance(of, Each):
        inner = orderer(of.of)
        return inner and (lambda values: values and [inner(value) for value in values])
    return _one_of(of) if isinstance(of, OneOf) else _record(of)


def _record(of: Fields) -> Orderer:
    keys = [key for key, _ in of.items]
    nested = [(key, inner) for key, each in of.items if (inner := orderer(each))]
    if not keys:
        return lambda row: row  # everything was skipped
    if len(keys) == 1:
        values = itemgetter(keys[0], keys[0])  # twice: of one key it gives no tuple
        keys *= 2
    else:
        values = itemgetter(*keys)

    def ordered(row: Any) -> Any:
        if row is None:
            return None
        result = dict(zip(keys, values(row), strict=True))
        for key, inner in nested:
            result[key] = inner(result[key])
        return result

    return ordered


def _one_of(of: OneOf) -> Orderer:
    kinds = [orderer(each) for each in of.of]

    def ordered(pair: Any) -> Any:
        if pair is None:
            return None
        index, row = pair
        order = kinds[index]
        return order(row) if order else row

    return ordered
