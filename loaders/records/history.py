"""What a source says of a measure's time: status reports, deadlines and closures."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final

from loaders.parsed import DateMention, ParsedClosure, ParsedDeadline, ParsedMeasure
from loaders.parsed import DeadlineKind as ParsedKind
from loaders.records.days import day, precision
from loaders.records.rows import Row
from schema.identity import node_id
from schema.nodes import Closure, Deadline, StatusReport
from schema.vocabularies import ClosureResult, DeadlineKind, Precision, SourceKind, Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from loaders.records.passage import Passage
    from loaders.records.sink import Sink
    from schema.records import NodeRef

_COMMITMENTS: Final[dict[str, ParsedKind]] = {"DEADLINE": "DATED", "PLANNED": "DATED", "CONDITIONAL": "CONDITIONAL"}


@dataclass(frozen=True, slots=True)
class Source:
    """What all statements of one source share; `as_of` is the day they hold for."""

    report: str
    kind: SourceKind
    as_of: date | None


def relate_history(sink: Sink, source: Source, measure: NodeRef, parsed: ParsedMeasure, passage: Passage) -> None:
    """Add the status reports, deadlines and closures of a measure."""
    row = Row.of(parsed, passage)
    _status(sink, source, measure, parsed, row)
    _stated_deadlines(sink, source, measure, parsed.deadlines, row)
    if parsed.row is None:
        _dates(sink, source, measure, parsed.dates, passage)
    _closures(sink, source, measure, parsed.closures, row)


def _status(sink: Sink, source: Source, measure: NodeRef, parsed: ParsedMeasure, row: Row) -> None:
    status, completed_on = Status[parsed.status], day(parsed.completed_on)
    of_status = completed_on if status is Status.COMPLETED else None
    report = StatusReport(
        id=node_id("StatusReport", measure.id, source.report), status=status, as_of=source.as_of,
        completed_on=of_status, phrase=_phrase(parsed, row), source=source.kind,
    )  # fmt: skip
    sink.relate("REPORTED", measure, sink.node(report), row.located(row.status()))
    if completed_on and status is not Status.COMPLETED:
        _earlier_completion(sink, source, measure, completed_on, row)


def _earlier_completion(sink: Sink, source: Source, measure: NodeRef, completed_on: date, row: Row) -> None:
    """Add the completion whose day stands beside another status: it was completed then, and is not now.

    Next month's ledger that repeats the day repeats this report.
    """
    start, end = row.completion()
    report = StatusReport(
        id=node_id("StatusReport", measure.id, "completed", completed_on.isoformat()), status=Status.COMPLETED,
        as_of=completed_on, completed_on=completed_on, phrase=row.text(start, end), source=source.kind,
    )  # fmt: skip
    sink.relate("REPORTED", measure, sink.node(report), row.located((start, end)))


def _phrase(parsed: ParsedMeasure, row: Row) -> str:
    if parsed.status_phrase is not None:
        return parsed.status_phrase
    return next((row.passage.clause(cue) for cue in parsed.status_evidence if cue.status == parsed.status), "")


def _stated_deadlines(
    sink: Sink, source: Source, measure: NodeRef, deadlines: Sequence[ParsedDeadline], row: Row
) -> None:
    earlier: NodeRef | None = None
    for ordinal, stated in enumerate(deadlines, 1):
        ref = sink.node(_deadline(source, measure, ordinal, stated))
        located = row.located(row.deadline(stated.phrase))
        sink.relate("DUE", measure, ref, located)
        if earlier and earlier != ref:
            sink.relate("REVISES", ref, earlier, located)
        earlier = ref


def _deadline(source: Source, measure: NodeRef, ordinal: int, stated: ParsedDeadline) -> Deadline:
    due_on, kind = day(stated.due_on), DeadlineKind[stated.kind]
    exactness = precision(stated.due_on, stated.precision) if due_on else None
    return Deadline(
        id=deadline_id(measure, kind, due_on, exactness, stated.phrase), due_on=due_on, precision=exactness, kind=kind,
        phrase=stated.phrase, without_year=stated.without_year, ordinal=ordinal, stated_on=source.as_of,
        approved_by=stated.approved_by,
    )  # fmt: skip


def deadline_id(
    measure: NodeRef, kind: DeadlineKind, due_on: date | None, exactness: Precision | None, phrase: str
) -> str:
    """Return the id of an agreed date: the same date in next month's ledger is the same node."""
    return node_id("Deadline", measure.id, kind, *((due_on.isoformat(), exactness or "") if due_on else (phrase,)))


def _dates(sink: Sink, source: Source, measure: NodeRef, dates: Sequence[DateMention], passage: Passage) -> None:
    """Add the commitments among the dates of prose. Several stand beside each other: none revises another."""
    for mention, stated in _commitments(dates):
        start, end = passage.evidence(mention)
        sink.relate("DUE", measure, sink.node(_deadline(source, measure, 1, stated)), passage.located(start, end))


def _commitments(dates: Sequence[DateMention]) -> Iterator[tuple[DateMention, ParsedDeadline]]:
    for mention in dates:
        kind = _COMMITMENTS.get(mention.kind)
        if kind and (mention.iso or kind == "CONDITIONAL"):
            stated = ParsedDeadline(
                due_on=mention.iso, precision=mention.precision, kind=kind, phrase=mention.surface,
                without_year=mention.without_year,
            )  # fmt: skip
            yield mention, stated


def _closures(sink: Sink, source: Source, measure: NodeRef, closures: Sequence[ParsedClosure], row: Row) -> None:
    for ordinal, stated in enumerate(closures, 1):
        decided_on = day(stated.decided_on)
        # A dated decision is the same in every source that repeats it; an undated one is known to this source only.
        what = decided_on.isoformat() if decided_on else f"{source.report} {ordinal}"
        closure = Closure(
            id=node_id("Closure", measure.id, stated.result, what), result=ClosureResult[stated.result],
            decided_on=decided_on, ordinal=ordinal, phrase=stated.phrase,
        )  # fmt: skip
        sink.relate("DECIDED", measure, sink.node(closure), row.located(row.closure(stated.phrase)))
