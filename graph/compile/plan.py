"""The plan of an answer: what it is made of, as data.

The planner makes it from the selection, `render` writes it as Cypher, `outline` shows it to a reader. The leaves are
finished Cypher: variables, parameters and names of the model, never a value. `Rows` are the only thing that reads
the graph; everything else says what is made of each row.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Rows:
    """Clauses that bind the rows of a subquery, in order and bounded.

    `outer` are the variables of the surrounding query that they read; `aggregates` says that they aggregate, which
    Neo4j refuses in a subquery expression beside other variables.
    """

    clauses: tuple[str, ...]
    outer: tuple[str, ...] = ()
    aggregates: bool = False


@dataclass(frozen=True, slots=True)
class Scalar:
    """A plain value, or a list of plain values: one Cypher expression."""

    cypher: str


@dataclass(frozen=True, slots=True)
class Record:
    """An object: the keys of the response with what stands under each, in the order of the response."""

    fields: tuple[tuple[str, Plan], ...]


@dataclass(frozen=True, slots=True)
class Optional:
    """An object, or null where `variable` is null."""

    variable: str
    of: Plan


@dataclass(frozen=True, slots=True)
class One:
    """What is made of the first row, or null where there is none."""

    rows: Rows
    of: Plan


@dataclass(frozen=True, slots=True)
class Many:
    """A list of what is made of each row."""

    rows: Rows
    of: Plan


@dataclass(frozen=True, slots=True)
class Fixed:
    """A list whose length is known before the graph is asked."""

    items: tuple[Plan, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """What stands behind the first condition that holds, or null: nodes of several types have different fields."""

    cases: tuple[tuple[str, Plan], ...]


@dataclass(frozen=True, slots=True)
class Variant:
    """One of the kinds of objects that a list holds, and its index among the `Variants` of the list."""

    index: int
    of: Plan


@dataclass(frozen=True, slots=True)
class Variants:
    """The kinds of objects that a column holds: a type only, for the shape of the answer."""

    of: tuple[Plan, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """One cell of each row: `rows` is the expression of rows that are lists, `index` the cell, `of` what it holds."""

    rows: str
    index: int
    of: Plan | Variants


@dataclass(frozen=True, slots=True)
class Let:
    """A plan that reads lists which are bound before it, each once, to the names of `bound`."""

    bound: tuple[tuple[str, Many], ...]
    of: Plan


Plan = Scalar | Record | Optional | One | Many | Fixed | Choice | Variant | Column | Let
