"""Issues and their measures."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from loaders.parsed import Mentions, ParsedIssue, ParsedMeasure, ParsedSource, Span
from loaders.records import topics
from loaders.records.days import day
from loaders.records.events import relate_events, relate_lists, relate_states
from loaders.records.head import relate_named_inspection
from loaders.records.history import Source, relate_history
from loaders.records.layout import Layout
from loaders.records.mentions import Writer, responsible
from loaders.records.passage import Passage
from loaders.records.rows import Row
from schema.identity import node_id
from schema.nodes import Issue, Measure
from schema.records import NodeRef
from schema.relations import Assigned, Located, Spanned
from schema.vocabularies import Role

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence


@dataclass(frozen=True, slots=True)
class Context:
    """What all issues of one source share. `signature` is who signs the report, and where."""

    writer: Writer
    source: Source
    report: NodeRef
    layout: Layout
    inspection: NodeRef | None
    signature: tuple[NodeRef, Spanned] | None
    measures: dict[int, NodeRef] = field(default_factory=dict[int, NodeRef])  # by id() of the parsed measure

    def passage(self, measure: ParsedMeasure) -> Passage:
        """Return the passage of a measure: its span in prose, its row in a ledger."""
        report, text = self.source.report, self.layout.text
        if measure.row is None:
            return Passage(report, text, measure.start, measure.end)
        base = self.layout.rows[measure.sheet, measure.row]
        end = base + len(measure.text or "")
        return Passage(report, text, base, end, base, measure.row, measure.sheet)

    def opening(self, issue: ParsedIssue) -> Passage:
        """Return the passage that states an issue: up to its first measure in prose, its first row in a ledger."""
        first = issue.measures[0] if issue.measures else None
        if first and first.row is not None:
            return self.passage(first)
        end = min(max(first.start, issue.title_end), issue.end) if first else issue.end
        return Passage(self.source.report, self.layout.text, issue.start, end)


@dataclass(frozen=True, slots=True)
class Anchor:
    """What the number of an issue counts in: its inspection, and where a ledger names that."""

    id: str
    inspection: NodeRef | None = None
    stated: Spanned | None = None


def relate_issues(context: Context, parsed: ParsedSource) -> dict[int, NodeRef]:
    """Add all issues of a source; return where each is by its position in the parse, from 0."""
    anchors = [_anchor(context, parsed, issue) for issue in parsed.issues]
    keys = _keys(parsed.issues, [anchor.id for anchor in anchors])
    return {
        index: _relate_issue(context, index + 1, issue, keys[index], anchors[index])
        for index, issue in enumerate(parsed.issues)
    }


def _anchor(context: Context, parsed: ParsedSource, issue: ParsedIssue) -> Anchor:
    """Return what an issue's number counts in: its inspection, or else the source by its title without a day."""
    if issue.source:
        passage = context.opening(issue)
        span = _plain(passage.located(*(passage.carried(issue.source) or (passage.start, passage.end))))
        inspection = relate_named_inspection(context.writer, context.report, issue.source, span)
        return Anchor(inspection.id, inspection, span)
    if context.inspection:
        return Anchor(context.inspection.id, context.inspection)
    return Anchor(node_id("Inspection", parsed.report.issuer, undated(parsed.report.title)))


def undated(title: str) -> str:
    """Return a title without brackets and digits, by which next month's ledger has the title of this one's."""
    return "".join(c for c in title.partition("（")[0].partition("(")[0] if not c.isdigit())


def _keys(issues: Sequence[ParsedIssue], anchors: Sequence[str]) -> list[tuple[str, ...]]:
    """Return what identifies each issue: anchor and number; with the section, then the title, if that repeats."""
    tiers: list[list[tuple[str, ...]]] = [
        [(anchor, issue.number) for issue, anchor in zip(issues, anchors, strict=True)],
        [(anchor, issue.number, issue.section) for issue, anchor in zip(issues, anchors, strict=True)],
        [(anchor, issue.number, issue.section, issue.title) for issue, anchor in zip(issues, anchors, strict=True)],
    ]
    counts = [Counter[tuple[str, ...]](tier) for tier in tiers]
    unique = (
        next(
            (tier[i] for tier, count in zip(tiers, counts, strict=True) if count[tier[i]] == 1), (*tiers[-1][i], str(i))
        )
        for i in range(len(issues))
    )
    return list(unique)


def _relate_issue(
    context: Context, position: int, parsed: ParsedIssue, key: tuple[str, ...], anchor: Anchor
) -> NodeRef:
    writer, opening = context.writer, context.opening(parsed)
    issue = writer.sink.node(_issue(position, parsed, key, opening))
    stated = _stated(parsed, opening)
    writer.sink.relate("HAS_ISSUE", context.report, issue, stated)
    if anchor.inspection:
        writer.sink.relate("RAISED_BY", issue, anchor.inspection, anchor.stated or _plain(stated))
    writer.mention(issue, parsed.mentions, opening)
    relate_events(writer, issue, parsed.mentions, opening)
    relate_states(writer, context.source, issue, parsed.mentions, opening)
    topics.relate(writer.sink, issue, topics.of_issue(parsed, opening))
    for ordinal, measure in _numbered(parsed.measures):
        _relate_measure(context, issue, ordinal, measure)
    return issue


def _issue(position: int, parsed: ParsedIssue, key: tuple[str, ...], opening: Passage) -> Issue:
    text = opening.text[opening.start : opening.end].strip() if opening.row is None else None
    return Issue(
        id=node_id("Issue", *key), number=parsed.number, position=position, title=parsed.title,
        section=parsed.section or None, text=text or None, declared_measures=parsed.declared_measures,
        raised_on=day(parsed.raised_on),
    )  # fmt: skip


def _stated(parsed: ParsedIssue, opening: Passage) -> Located:
    """Return where an issue's fault is stated: its title where the parse saw it, else where its words stand first."""
    start, end = opening.base + parsed.title_start, opening.base + parsed.title_end
    if start < end and opening.text[start:end] == parsed.title:
        return opening.located(start, end)
    if at := opening.carried(parsed.title):
        return opening.located(*at)
    return opening.located(start, end) if opening.start <= start < end <= opening.end else opening.whole()


def _plain(span: Spanned) -> Spanned:
    return Spanned(report=span.report, start=span.start, end=span.end)


def _numbered(measures: Sequence[ParsedMeasure]) -> Iterator[tuple[int, ParsedMeasure]]:
    """Yield measures with their ordinals; with their positions if an ordinal repeats."""
    repeated = len({measure.ordinal for measure in measures}) < len(measures)
    for position, measure in enumerate(measures, 1):
        yield position if repeated else measure.ordinal, measure


def _relate_measure(context: Context, issue: NodeRef, ordinal: int, parsed: ParsedMeasure) -> None:
    writer, passage = context.writer, context.passage(parsed)
    measure = writer.sink.node(_measure(node_id("Measure", issue.id, ordinal), ordinal, parsed, passage))
    context.measures[id(parsed)] = measure
    row = Row.of(parsed, passage)
    writer.sink.relate("HAS_MEASURE", issue, measure, row.located(row.measure() if row.cells else row.whole()))
    relate_history(writer.sink, context.source, measure, parsed, passage)
    _relate_mentions(context, measure, parsed, row)
    writer.quantities(measure, parsed.quantities, passage)
    relate_events(writer, measure, parsed, passage)
    relate_states(writer, context.source, measure, parsed, passage)
    relate_lists(writer, context.source, measure, parsed, passage)
    topics.relate(writer.sink, measure, topics.of_measure(parsed, passage))
    for position, part in _numbered(parsed.parts):
        _relate_part(context, measure, position, part)


def _measure(id_: str, ordinal: int, parsed: ParsedMeasure, passage: Passage) -> Measure:
    text = parsed.measure if parsed.measure is not None else passage.text[passage.start : passage.end]
    return Measure(id=id_, ordinal=ordinal, heading=parsed.heading or None, text=text, field=parsed.field or None)


def _relate_mentions(context: Context, measure: NodeRef, parsed: ParsedMeasure, row: Row) -> None:
    writer, passage = context.writer, row.passage
    named, answering = _named(parsed, row)
    writer.mention(measure, named, passage)
    writer.assign(measure, parsed, passage)
    for title in parsed.posts:
        writer.post(measure, title, _plain(passage.located(*row.phrase(title))))
    for person in answering.people:
        writer.responsible(measure, person, passage)
    if context.signature:
        unit, span = context.signature
        accountable = Assigned(
            role=Role.ACCOUNTABLE, inherited=True, report=span.report, start=span.start, end=span.end
        )
        writer.sink.relate("ASSIGNED_TO", measure, unit, accountable)


def _named(parsed: ParsedMeasure, row: Row) -> tuple[Mentions, Mentions]:
    """Return what a measure names, and the people of it who answer.

    In a ledger the measure's cell names and the other cells say who answers; in prose people answer after 责任人.
    """
    if not row.cells:
        people = tuple(each for each in parsed.people if responsible(each, row.passage))
        return parsed, Mentions(people=people)
    start, end = row.measure()
    cell = Span(start=start - row.passage.base, end=end - row.passage.base)
    answering = tuple(each for each in parsed.people if not each.embedded and not _within(cell, each))
    named = Mentions(
        documents=parsed.documents, units=tuple(each for each in parsed.units if not each.role),
        people=tuple(each for each in parsed.people if each not in answering),
        projects=parsed.projects, places=parsed.places, dates=parsed.dates,
    )  # fmt: skip
    return named, Mentions(people=answering)


def _within(outer: Span, inner: Span) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end


def _relate_part(context: Context, whole: NodeRef, ordinal: int, parsed: ParsedMeasure) -> None:
    """Add a part 一是 of a measure: its words and status. What it names is named by the whole, and counted there."""
    sink, passage = context.writer.sink, context.passage(parsed)
    part = sink.node(_measure(node_id("Measure", whole.id, "part", ordinal), ordinal, parsed, passage))
    sink.relate("PART_OF", part, whole, _plain(passage.whole()))
    bare = ParsedMeasure(
        start=parsed.start, end=parsed.end, ordinal=ordinal, heading=parsed.heading, status=parsed.status,
        status_evidence=parsed.status_evidence,
    )  # fmt: skip
    relate_history(sink, context.source, part, bare, passage)
    for position, inner in _numbered(parsed.parts):
        _relate_part(context, part, position, inner)
