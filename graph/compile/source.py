"""Where a list comes from, and the clauses that bind its items."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from graph.compile.arguments import Symbolic
from graph.compile.conditions import conditions, topic_condition
from graph.compile.meaning import Step

if TYPE_CHECKING:
    from graph.compile.scope import Scope


@dataclass(frozen=True, slots=True)
class Source:
    """Where a list comes from: all nodes of a label, or the end of a step from `parent`; `where` filters it."""

    label: str
    node: str
    where: Symbolic
    parent: str = ""
    step: Step | None = None

    @property
    def carried(self) -> str:
        """Return what each WITH of the list hands on: the parent. One engine forgets outer variables at a WITH."""
        return f"{self.parent}, " if self.parent else ""


def match(scope: Scope, source: Source, extra: tuple[str, ...] = ()) -> tuple[str, ...]:
    """Return the clauses that bind each item of the list once, under its filter and further conditions."""
    where = dict(source.where)
    node = source.node
    if source.step is None and where.get("topic"):
        # Start from the topic: the few concepts under a notation are indexed, and lead to their items.
        topic = scope.variable("t")
        about = topic_condition(scope, topic, where.pop("topic"))
        rest = " AND ".join((*conditions(scope, source.label, node, where), *extra)) or "true"
        pattern = f"MATCH ({topic}:Topic)<-[:ABOUT]-({node}:{source.label}) WHERE {about}"
        return pattern, f"WITH DISTINCT {node} WHERE {rest}"
    pattern = source.step.pattern(source.parent, "", node) if source.step else f"({node}:{source.label})"
    holds = " AND ".join((*conditions(scope, source.label, node, where), *extra))
    return f"MATCH {pattern}" + (
        f" WHERE {holds}" if holds else ""
    ), f"WITH DISTINCT {source.carried}{node}" if source.step else ""


def total(scope: Scope, source: Source) -> str:
    """Return the number of items; an unfiltered one of a label is answered from the engine's counts."""
    clauses = " ".join(clause for clause in match(scope, source) if clause)
    return f"COUNT {{ {clauses} }}" if "DISTINCT" not in clauses else f"COUNT {{ {clauses} RETURN {source.node} }}"
