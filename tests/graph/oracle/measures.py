"""What overdue 逾期 means. Source: the design, section 2; ledger conventions C3, C5 and C6."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date

    from oracle.graph import Node
    from oracle.world import World


def due_on(measure: Node, basis: str) -> date | None:
    """Return the agreed day that counts: the last one, or the first one for ORIGINAL."""
    return measure["originalDueOn" if basis == "ORIGINAL" else "dueOn"]


def overdue(world: World, measure: Node, asked: dict[str, Any]) -> bool:
    """Tell whether a measure is overdue as `{asOf, basis, includeYearOnly}` asks; today if no day is given."""
    day = asked.get("asOf") or world.today
    basis = asked.get("basis", "CURRENT")
    due = due_on(measure, basis)
    if due is None or due >= day:
        return False
    precision = measure["originalDuePrecision" if basis == "ORIGINAL" else "duePrecision"]
    if precision == "YEAR" and not asked.get("includeYearOnly"):
        return False
    return not settled(measure, day)


def settled(measure: Node, day: date) -> bool:
    """Tell whether a completion or closure on or before a day stands: no reopening since, up to that day."""
    reopened = measure["reopenedOn"] or ()
    return any(
        done <= day and not any(done <= again <= day for again in reopened) for done in measure["settledOn"] or ()
    )


def days_overdue(world: World, measure: Node, asked: dict[str, Any]) -> int | None:
    """Return the days from the due day to the day asked about; None unless overdue."""
    if not overdue(world, measure, asked):
        return None
    due = due_on(measure, asked.get("basis", "CURRENT"))
    assert due is not None
    return ((asked.get("asOf") or world.today) - due).days
