"""The current state of a measure, derived from its history: pure, and recomputed whenever a source is written."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final, Generic, TypeVar

from schema.nodes import Closure, Deadline, StatusReport
from schema.vocabularies import ClosureResult, DeadlineKind, DueBasis, DueState, Precision, Status

_CAPTION_CHARACTERS: Final = 16
_CIRCLED: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Stated(Generic[T]):
    """One statement of a source: the day the source holds for, and where in its text the statement stands."""

    node: T
    on: date | None
    start: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """All that sources have said of one measure, in any order."""

    statuses: Sequence[Stated[StatusReport]] = ()
    deadlines: Sequence[Stated[Deadline]] = ()
    closures: Sequence[Stated[Closure]] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """The derived properties of a measure; what each means stands at `schema.nodes.Measure`."""

    status: Status = Status.UNSTATED
    closure: ClosureResult | None = None
    due_on: date | None = None
    due_precision: Precision | None = None
    original_due_on: date | None = None
    original_due_precision: Precision | None = None
    completed_on: date | None = None
    settled_on: tuple[date, ...] = ()
    reopened_on: tuple[date, ...] = ()
    last_seen_on: date | None = None


def state(history: History) -> State:
    """Return the current state of a measure; the same for the same history in any order."""
    closures = sorted(history.closures, key=_decided)
    reopened = _days(_decided_on(each) for each in closures if each.node.result is ClosureResult.REOPENED)
    due, original = _due(_agreed(history.deadlines))
    return State(
        status=_status(history.statuses), closure=closures[-1].node.result if closures else None,
        due_on=due.due_on if due else None, due_precision=due.precision if due else None,
        original_due_on=original.due_on if original else None,
        original_due_precision=original.precision if original else None,
        completed_on=_completed_on(history.statuses, reopened),
        settled_on=_settled_on(history.statuses, closures), reopened_on=reopened, last_seen_on=_last_seen_on(history),
    )  # fmt: skip


def _days(days: Iterable[date | None]) -> tuple[date, ...]:
    return tuple(sorted({day for day in days if day}))


def _status(statuses: Sequence[Stated[StatusReport]]) -> Status:
    """Return the status reported last; a source that leaves the cell blank reports none."""
    reported = [each for each in statuses if each.node.status is not Status.UNSTATED]
    return max(reported, key=_reported).node.status if reported else Status.UNSTATED


def _reported(each: Stated[StatusReport]) -> tuple[date, int, str]:
    return each.node.as_of or each.on or date.min, each.start or 0, each.node.id


def _decided(each: Stated[Closure]) -> tuple[date, int, str]:
    return _decided_on(each) or date.min, each.node.ordinal, each.node.id


def _decided_on(each: Stated[Closure]) -> date | None:
    return each.node.decided_on or each.on


def _completed(each: Stated[StatusReport]) -> date | None:
    return each.node.completed_on or each.node.as_of or each.on


def _settled_on(statuses: Sequence[Stated[StatusReport]], closures: Sequence[Stated[Closure]]) -> tuple[date, ...]:
    completed = (_completed(each) for each in statuses if each.node.status is Status.COMPLETED)
    closed = (_decided_on(each) for each in closures if each.node.result is ClosureResult.CLOSED)
    return _days((*completed, *closed))


def _completed_on(statuses: Sequence[Stated[StatusReport]], reopened: Sequence[date]) -> date | None:
    stated = (each.node.completed_on for each in statuses if each.node.status is Status.COMPLETED)
    standing = [day for day in stated if day and not any(day <= again for again in reopened)]
    return max(standing, default=None)


def _agreed(deadlines: Sequence[Stated[Deadline]]) -> list[list[Deadline]]:
    """Return the agreed dates in the order of their statements; dates that stand beside each other together.

    A condition without a day revises nothing.
    """
    groups: dict[tuple[date, int], list[Deadline]] = {}
    for each in deadlines:
        if each.node.kind is not DeadlineKind.CONDITIONAL:
            groups.setdefault((each.on or date.min, each.node.ordinal), []).append(each.node)
    return [groups[key] for key in sorted(groups)]


def _due(groups: Sequence[Sequence[Deadline]]) -> tuple[Deadline | None, Deadline | None]:
    """Return the deadlines that are due on the current and on the original basis."""
    latest = [_last_day(group) for group in groups]
    dated = [each for each in latest if each]
    return (latest[-1] if latest else None), (dated[0] if dated else None)


def _last_day(group: Sequence[Deadline]) -> Deadline | None:
    """Return the last of several dates; one that says more than its year goes before one that does not."""
    dated = [each for each in group if each.due_on]
    return max(dated, key=_exactness, default=None)


def _exactness(each: Deadline) -> tuple[bool, date, str]:
    return each.precision is not Precision.YEAR, each.due_on or date.min, each.id


def _last_seen_on(history: History) -> date | None:
    every: tuple[Stated[Any], ...] = (*history.statuses, *history.deadlines, *history.closures)
    return max((each.on for each in every if each.on), default=None)


def overdue(measure: State, day: date, basis: DueBasis = DueBasis.CURRENT, *, include_year_only: bool = False) -> bool:
    """Tell whether a measure is overdue 逾期 as of a day: what `schema.overdue` says in Cypher, said in Python."""
    original = basis is DueBasis.ORIGINAL
    due_on = measure.original_due_on if original else measure.due_on
    precision = measure.original_due_precision if original else measure.due_precision
    if due_on is None or due_on >= day or (precision is Precision.YEAR and not include_year_only):
        return False
    return not settled(measure, day)


def settled(measure: State, day: date) -> bool:
    """Tell whether a completion or closure stands on a day: none after it counts, and no reopening cancels it."""
    return any(
        done <= day and not any(done <= again <= day for again in measure.reopened_on) for done in measure.settled_on
    )


def due_state(measure: State, day: date) -> DueState:
    """Return the colour of a measure in pictures as of a day."""
    if settled(measure, day):
        return DueState.DONE
    if measure.due_on is None:
        return DueState.NO_DATE
    return DueState.OVERDUE if overdue(measure, day) else DueState.OPEN


def caption(number: str, ordinals: Sequence[int], words: str) -> str:
    """Return the short name of a measure in pictures: 10-② 水资源集约节约; of its part: 10-②.1 建立台账."""
    first, *inner = ordinals
    mark = _CIRCLED[first - 1] if 0 < first <= len(_CIRCLED) else f"({first})"
    place = ".".join((mark, *map(str, inner)))
    plain = " ".join(words.lstrip(_CIRCLED).split())
    return f"{number}-{place} {plain[:_CAPTION_CHARACTERS]}".strip()
