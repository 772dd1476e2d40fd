"""The items of a list: where they come from, and the clauses that bind each of them once."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.compile.arguments import Symbolic
from graph.compile.conditions import stated
from graph.compile.domain import FILTERS
from graph.compile.steps import Step

if TYPE_CHECKING:
    from graph.compile.domain.declare import Found
    from graph.compile.filters import Filters


@dataclass(frozen=True, slots=True)
class Items:
    """Nodes of a label, bound to the variable `node`: all of the graph, or those at the end of a step from `parent`.

    `where` filters them. `bound` names the list that holds them already, where several parts of an answer read it.
    """

    label: str
    node: str
    where: Symbolic
    parent: str = ""
    step: Step | None = None
    bound: str = ""

    @property
    def outer(self) -> tuple[str, ...]:
        """Return the variables of the surrounding query that are read."""
        return tuple(name for name in (self.parent, self.bound) if name)

    @property
    def carried(self) -> str:
        """Return the beginning of a WITH: it hands on what else is read, since one engine forgets outer variables."""
        names = (self.parent, f"{self.bound}n" if self.bound else "")
        return "".join(f"{name}, " for name in names if name)

    def match(self, filters: Filters, ordered: str = "") -> tuple[str, ...]:
        """Return the clauses that bind each item once.

        `ordered` is a condition on the property by which they will be read; all that are read fulfil it. It lets an
        engine read them in the order of its index.
        """
        if self.bound:
            outer = ", ".join(self.outer)
            return f"WITH {outer}, size({self.bound}) AS {self.bound}n", f"UNWIND {self.bound} AS {self.node}"
        if self.step:
            pattern = self.step.pattern(self.parent, "", self.node)
            return _where(f"MATCH {pattern}", self._holds(filters)), f"WITH DISTINCT {self.carried}{self.node}"
        if not (start := self._start(filters)):
            return self.walked(filters, ordered)
        name, found = start
        match = f"{found.match} MATCH {found.towards}({self.node}:{self.label})"
        return _where(match, [*found.holds, *self._holds(filters, without=name)]), f"WITH DISTINCT {self.node}"

    def walked(self, filters: Filters, ordered: str = "") -> tuple[str, ...]:
        """Return the clauses that bind each item once, beginning with all nodes of its label."""
        return (_where(f"MATCH ({self.node}:{self.label})", [*self._holds(filters), *([ordered] if ordered else [])]),)

    def reach(self, filters: Filters) -> str:
        """Return the query of how many relationships `match` follows, where they can be many; else nothing."""
        start = None if self.bound or self.step else self._start(filters)
        return start[1].reach() if start and start[1].broad else ""

    def _start(self, filters: Filters) -> tuple[str, Found] | None:
        """Return the first selective filter, and what the items are found from by it."""
        for name, value in self.where.items():
            declared = FILTERS.get((self.label, name))
            if declared and declared.start and value:
                return name, declared.start(filters, stated(value, f"where.{name}"))
        return None

    def _holds(self, filters: Filters, without: str = "") -> list[str]:
        where = {name: value for name, value in self.where.items() if name != without}
        return filters.all(self.label, self.node, where)

    def total_inside(self, filters: Filters) -> str:
        """Return the number of items where `match` stands before: a list that is bound is handed on as its size."""
        return f"{self.bound}n" if self.bound else self.total(filters)

    def total(self, filters: Filters) -> str:
        """Return the number of items; an unfiltered one of a label is answered from the engine's counts."""
        if self.bound:
            return f"size({self.bound})"
        clauses = self.match(filters)
        returned = f" RETURN {self.node}" if len(clauses) > 1 else ""
        return f"COUNT {{ {' '.join(clauses)}{returned} }}"


def _where(clause: str, holds: list[str]) -> str:
    return f"{clause} WHERE {' AND '.join(holds)}" if holds else clause
