"""The answer made of what a statement returns: objects come as lists of their values, in the order of the response.

Lists are faster than maps to make and to send, and Neo4j returns the keys of a map in the order of their hashes. What
puts them together is made once for a statement, from its plan.
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
    """The shape of objects of several kinds: each comes as a pair of its index here and its values, null for none."""

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
    """Return what makes the answer of what a statement returned; None where it is the answer as it comes.

    It is one expression of Python, compiled: functions that call each other took twice as long (5,000 measures with
    their bodies: 20 against 10 ms). Of a request nothing stands in it but the keys, as literals.
    """
    written = _written(of, "v0", 1)
    if written == "v0":
        return None
    made: Assembler = eval(f"lambda v0: {written}", {"__builtins__": {}})  # noqa: S307  # see above
    return made


def _written(of: Shape, value: str, depth: int) -> str:
    """Return the expression that makes an answer of `value`; `value` itself where it is the answer as it comes.

    `depth` numbers the variables of the lists around it.
    """
    match of:
        case None | OneOf(()):
            return value
        case Fields(items):
            parts = (
                f"{key!r}: {_written(each, f'{value}[{index}]', depth)}" for index, (key, each) in enumerate(items)
            )
            made = f"{{{', '.join(parts)}}}"
        case Each(inner):
            each = _written(inner, f"v{depth}", depth + 1)
            if each == f"v{depth}":
                return value
            made = f"[{each} for v{depth} in {value}]"
        case OneOf(kinds):
            *others, made = (_written(kind, f"{value}[1]", depth) for kind in kinds)
            for index in reversed(range(len(others))):
                made = f"({others[index]} if {value}[0] == {index} else {made})"
    return f"(None if {value} is None else {made})"
