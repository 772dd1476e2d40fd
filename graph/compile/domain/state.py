"""Claims about the state of measures and issues, each asked with true or false."""

from __future__ import annotations

from typing import Final

from graph.compile.domain.declare import flag
from schema.vocabularies import ClosureResult

FILTERS: Final = (
    flag(("Measure",), "closed", "已销号 / Its latest decision is CLOSED.",
         f"{{0}}.closure = '{ClosureResult.CLOSED}'"),
    flag(("Measure",), "completedLate", "逾期完成 / Completed after the due day.", "{0}.completedOn > {0}.dueOn"),
    flag(("Measure",), "deadlineRevised", "改期 / Its deadline was revised.",
         "EXISTS {{ MATCH ({0})-[:DUE]->(:Deadline)-[:REVISES]->(:Deadline) WHERE true }}"),
    flag(("Measure",), "part", "分项 / It is part of another measure (一是, 二是).",
         "EXISTS {{ MATCH ({0})-[:PART_OF]->(:Measure) WHERE true }}"),
    flag(("Issue",), "recurring", "反复 / Similar to an issue of an earlier source.",
         "EXISTS {{ MATCH ({0})-[:SIMILAR_TO]->(:Issue) WHERE true }}"),
)  # fmt: skip
