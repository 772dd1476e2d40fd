"""The answer made of what a statement returns: objects come as lists of their values, in the order of the response.

Lists are faster than maps to make and to send, and Neo4j returns the keys of a map in the order of their hashes. The
functions are made once for a statement, from its plan.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from graph.compile.plan import Choice, Column, Fixed, Let, Many, One, Optional, Plan, Record, Scalar, Variant, Variants

Assembler = Callable[[Any], Any]


@dataclass(frozen=True, slots=True)
class Fields:
    """The shape of an object: its keys in the order of the response; None stands for a plain value."""

    items: tuple[tuple[str, Shape], ...]


@dataclass(frozen=True, slots=True)
class Each:
    """The shape of a list."""

    of: Shape


@dataclass(frozen=True, slots=True)
class OneOf:
    """The shape of objects of several kinds: each comes as a pair of its index here and its values."""

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


def assembler(of: Shape) -> Assembler | None:
    """Return what makes the answer of what a statement returned; None where it is the answer as it comes."""
    if of is None:
        return None
    if isinstance(of, Each):
        inner = assembler(of.of)
        return inner and (lambda values: values and [inner(value) for value in values])
    return _one_of(of) if isinstance(of, OneOf) else _record(of)


def _record(of: Fields) -> Assembler:
    keys = [key for key, _ in of.items]
    nested = [(key, inner) for key, each in of.items if (inner := assembler(each))]

    def assembled(row: Any) -> Any:
        if row is None:
            return None
        result = dict(zip(keys, row, strict=True))
        for key, inner in nested:
            result[key] = inner(result[key])
        return result

    return assembled


def _one_of(of: OneOf) -> Assembler:
    kinds = [assembler(each) for each in of.of]

    def assembled(pair: Any) -> Any:
        if pair is None:
            return None
        index, row = pair
        assemble = kinds[index]
        return assemble(row) if assemble else row

    return assembled
