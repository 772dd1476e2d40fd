"""What overdue 逾期 means, as Cypher: the one fragment that the GraphQL service and pictures share.

Overdue as of a day: the due day is before that day, and no completion or closure happened on or before it. A
reopening cancels every completion and closure before it from its day on; the due day stays. A bare year counts only
when asked. Source: the design, section 2; ledger conventions C3, C5 and C6.
"""

from __future__ import annotations

from typing import Final

from schema.vocabularies import DueBasis, Precision

_DUE: Final = {
    DueBasis.CURRENT: ("dueOn", "duePrecision"),
    DueBasis.ORIGINAL: ("originalDueOn", "originalDuePrecision"),
}


def due_key(basis: DueBasis) -> str:
    """Return the property that holds the due day that counts."""
    return _DUE[basis][0]


def due_on(node: str, basis: DueBasis) -> str:
    """Return the expression of the due day that counts."""
    return f"{node}.{due_key(basis)}"


def settled(node: str, day: str) -> str:
    """Return the condition that a completion or closure stands on `day`; both are Cypher expressions."""
    return f"any(s IN {node}.settledOn WHERE s <= {day} AND none(r IN {node}.reopenedOn WHERE s <= r AND r <= {day}))"


def overdue(node: str, day: str, basis: DueBasis = DueBasis.CURRENT, include_year_only: bool = False) -> str:
    """Return the condition that the measure `node` is overdue as of `day`; never null."""
    due, precision = (f"{node}.{key}" for key in _DUE[basis])
    exact = "" if include_year_only else f" AND coalesce({precision}, '') <> '{Precision.YEAR}'"
    return f"({due} IS NOT NULL AND {due} < {day}{exact} AND NOT {settled(node, day)})"


def days_overdue(node: str, day: str, basis: DueBasis = DueBasis.CURRENT, include_year_only: bool = False) -> str:
    """Return the expression of the days between due day and `day`, null unless the measure is overdue."""
    condition = overdue(node, day, basis, include_year_only)
    return f"CASE WHEN {condition} THEN {days_since(due_on(node, basis), day)} END"


def days_since(due: str, day: str) -> str:
    """Return the expression of the days from a due day to `day`."""
    return f"duration.inDays({due}, {day}).days"
