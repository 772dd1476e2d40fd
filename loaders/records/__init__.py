"""From what a parse found to records of the graph. Pure: the same parse gives the same records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.parsed import Mentions, ParsedSource, Span
from loaders.records.days import day
from loaders.records.events import relate_events
from loaders.records.flags import relate_flags
from loaders.records.head import kind, relate_inspection, relate_signature, report, report_id
from loaders.records.history import Source
from loaders.records.issues import Context, relate_issues
from loaders.records.layout import Layout, layout
from loaders.records.mentions import Writer
from loaders.records.names import Names
from loaders.records.passage import Passage
from loaders.records.sink import Sink

if TYPE_CHECKING:
    from schema.records import SourceRecords

__all__ = ["records"]


def records(parsed: ParsedSource, sha256: str, uri: str) -> SourceRecords:
    """Return all nodes and relationships that a source states, ids derived from its content.

    `sha256` is that of the file, `uri` where it was read. Spans count characters of `Report.text`: the decoded text,
    or the rows of a ledger, one a line.
    """
    laid_out = layout(parsed)
    sink = Sink(report_id(parsed, laid_out.text))
    context = _context(parsed, sink, laid_out, sha256, uri)
    issues = relate_issues(context, parsed)
    _relate_rest(context, parsed)
    relate_flags(context, parsed, issues)
    return sink.records()


def _context(parsed: ParsedSource, sink: Sink, laid_out: Layout, sha256: str, uri: str) -> Context:
    source = sink.node(report(parsed, laid_out.text, sha256, uri))
    writer = Writer(sink, Names.of(parsed, sink))
    whole = _whole(sink, laid_out)
    inspection = relate_inspection(writer, source, parsed.inspection, whole)
    signature = relate_signature(writer, source, parsed.report.issuer, whole)
    head = parsed.report
    as_of = day(head.as_of) or day(head.signed_on) or day(head.published_on)
    return Context(writer, Source(sink.report, kind(parsed), as_of), source, laid_out, inspection, signature)


def _whole(sink: Sink, laid_out: Layout) -> Passage:
    return Passage(sink.report, laid_out.text, 0, len(laid_out.text))


def _relate_rest(context: Context, parsed: ParsedSource) -> None:
    """Add what stands outside the issues: head, chapter texts, closing. A ledger's rows have all of it."""
    if not context.layout.rows:
        whole = _whole(context.writer.sink, context.layout)
        outside = _outside(parsed)
        context.writer.mention(context.report, outside, whole)
        relate_events(context.writer, context.report, outside, whole)


def _outside(parsed: ParsedSource) -> Mentions:
    mentions = parsed.mentions

    def outside(span: Span) -> bool:
        return not any(issue.start <= span.start < issue.end for issue in parsed.issues)

    return Mentions(
        documents=tuple(filter(outside, mentions.documents)), units=tuple(filter(outside, mentions.units)),
        people=tuple(filter(outside, mentions.people)), projects=tuple(filter(outside, mentions.projects)),
        places=tuple(filter(outside, mentions.places)), dates=tuple(filter(outside, mentions.dates)),
        events=tuple(filter(outside, mentions.events)),
    )  # fmt: skip
