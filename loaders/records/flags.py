"""Warnings and rejected rows as nodes, flagged from the report and from what they concern."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schema.identity import node_id
from schema.nodes import Warning as Flag
from schema.relations import Spanned

if TYPE_CHECKING:
    from loaders.parsed import ParsedIssue, ParsedMeasure, ParsedSource, ParseWarning, RejectedRow
    from loaders.records.issues import Context
    from schema.records import NodeRef


def relate_flags(context: Context, parsed: ParsedSource, issues: dict[int, NodeRef]) -> None:
    """Add all warnings and rejected rows of a source."""
    rows = {(m.sheet, m.row): m for issue in parsed.issues for m in issue.measures if m.row is not None}
    for index, warning in enumerate(parsed.warnings):
        in_row = rows.get((warning.sheet, warning.row)) if warning.row is not None else None
        concerned = context.measures[id(in_row)] if in_row else _concerned(context, parsed, issues, warning)
        _relate_warning(context, concerned, index, warning)
    for index, rejected in enumerate(parsed.rejected):
        flag = context.writer.sink.node(_rejection(context.source.report, index, rejected))
        context.writer.sink.relate("FLAGGED", context.report, flag, Spanned())


def _relate_warning(context: Context, concerned: NodeRef | None, index: int, warning: ParseWarning) -> None:
    flag = context.writer.sink.node(_warning(context.source.report, index, warning))
    span = _span(context, warning)
    for source in (context.report, *((concerned,) if concerned else ())):
        context.writer.sink.relate("FLAGGED", source, flag, span)


def _warning(report: str, index: int, warning: ParseWarning) -> Flag:
    return Flag(
        id=node_id("Warning", report, "warning", index, warning.code), code=warning.code, message=warning.message,
        row=warning.row, sheet=warning.sheet, column=warning.column,
    )  # fmt: skip


def _rejection(report: str, index: int, rejected: RejectedRow) -> Flag:
    message = f"Row {rejected.row} was not loaded: {rejected.reason} in column {rejected.column}."
    return Flag(
        id=node_id("Warning", report, "rejected", index, rejected.reason), code=rejected.reason, message=message,
        rejected=True, row=rejected.row, sheet=rejected.sheet, column=rejected.column, value=rejected.value,
    )  # fmt: skip


def _span(context: Context, warning: ParseWarning) -> Spanned:
    """Return the words that a warning is about; no span where it is about what is missing."""
    base = context.layout.rows.get((warning.sheet, warning.row), 0 if warning.row is None else None)
    if warning.start is None or warning.end is None or warning.start >= warning.end or base is None:
        return Spanned()
    return Spanned(report=context.source.report, start=base + warning.start, end=base + warning.end)


def _concerned(
    context: Context, parsed: ParsedSource, issues: dict[int, NodeRef], warning: ParseWarning
) -> NodeRef | None:
    """Return the measure of prose that a warning's span lies in, else the issue, else None."""
    if warning.row is not None:
        return None
    for index, issue in enumerate(parsed.issues):
        for measure in issue.measures:
            if measure.row is None and _spans(measure, warning):
                return context.measures[id(measure)]
        if _spans(issue, warning):
            return issues[index]
    return None


def _spans(outer: ParsedIssue | ParsedMeasure, warning: ParseWarning) -> bool:
    if warning.start is None or warning.end is None:
        return False
    return outer.start <= warning.start and warning.end <= outer.end
