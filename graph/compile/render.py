"""From the plan to Cypher, one rule for each kind of plan.

What a rule returns is an expression and the clauses that must stand before it. A list is a subquery expression, unless
several parts of the answer read it or it aggregates, which Neo4j refuses in an expression beside other variables: then
it is a CALL before the expression, and so is everything around it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from graph.compile.plan import Choice, Column, Fixed, Let, Many, One, Optional, Plan, Record, Rows, Scalar, Variant
from graph.compile.scope import Scope

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True, slots=True)
class Cypher:
    """An expression, and the clauses that bind what it reads."""

    text: str
    before: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Renderer:
    """Writes plans; `scope` names what has to be bound before an expression."""

    scope: Scope

    def render(self, plan: Plan) -> Cypher:
        """Return the expression of a plan."""
        match plan:
            case Scalar(text):
                return Cypher(text)
            case Column(rows, index):
                return Cypher(f"[x IN {rows} | x[{index}]]")
            case Record(fields):
                return _list([self.render(of) for _, of in fields])
            case Optional(variable, of):
                inner = self.render(of)
                return replace(inner, text=f"CASE WHEN {variable} IS NULL THEN null ELSE {inner.text} END")
            case Fixed(items):
                return _list([self.render(item) for item in items])
            case Choice(cases):
                return self._choice(cases)
            case Variant(index, of):
                return self._variant(index, of)
            case Many(rows, of) | One(rows, of):
                found = self._collect(rows, self.render(of))
                return found if isinstance(plan, Many) else replace(found, text=f"head({found.text})")
            case Let(bound, of):
                return self._let(bound, of)

    def _choice(self, cases: tuple[tuple[str, Plan], ...]) -> Cypher:
        if not cases:
            return Cypher("null")
        chosen = [(holds, self._variant(index, of)) for index, (holds, of) in enumerate(cases)]
        text = " ".join(f"WHEN {holds} THEN {of.text}" for holds, of in chosen)
        # Not null where nothing holds: an aggregated list would leave it out.
        return Cypher(f"CASE {text} ELSE [-1, null] END", _before(of for _, of in chosen))

    def _variant(self, index: int, of: Plan) -> Cypher:
        """Return an object together with the index of its kind, by which the answer is put together."""
        inner = self.render(of)
        return replace(inner, text=f"[{index}, {inner.text}]")

    def _collect(self, rows: Rows, of: Cypher) -> Cypher:
        if not of.before and not rows.aggregates:
            return Cypher(f"COLLECT {{ {' '.join(rows.clauses)} RETURN {of.text} }}")
        name = self.scope.variable("l")
        return Cypher(name, (_call(rows, of, name),))

    def _let(self, bound: tuple[tuple[str, Many], ...], of: Plan) -> Cypher:
        calls = [_call(many.rows, self.render(many.of), name) for name, many in bound]
        shown = self.render(of)
        return replace(shown, before=(*calls, *shown.before))


def _call(rows: Rows, of: Cypher, name: str) -> str:
    body = " ".join((*rows.clauses, *of.before))
    return f"CALL ({', '.join(rows.outer)}) {{ {body} RETURN collect({of.text}) AS {name} }}"


def _list(items: list[Cypher]) -> Cypher:
    return Cypher(f"[{', '.join(item.text for item in items)}]", _before(items))


def _before(parts: Iterable[Cypher]) -> tuple[str, ...]:
    return tuple(clause for part in parts for clause in part.before)
