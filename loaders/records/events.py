"""What passages say was done, how far projects are, and what they list: events, states and lists as records."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.records.days import day, exact_day, first_day
from schema.identity import node_id
from schema.nodes import Enumeration, Event, StatusReport
from schema.relations import Cited, Spanned
from schema.vocabularies import EventKind, Status

if TYPE_CHECKING:
    from loaders.parsed import EventMention, ListMention, Mentions, StateMention, UnitMention
    from loaders.records.history import Source
    from loaders.records.mentions import Writer
    from loaders.records.passage import Passage
    from schema.records import NodeRef


def relate_events(writer: Writer, source: NodeRef, mentions: Mentions, passage: Passage) -> None:
    """Add the events that a passage of a measure, an issue or a report records."""
    for each in mentions.events:
        _relate_event(writer, source, each, passage)


def _relate_event(writer: Writer, source: NodeRef, each: EventMention, passage: Passage) -> None:
    event = writer.sink.node(_event(source, each, passage))
    writer.sink.relate("RECORDS", source, event, passage.located(*passage.evidence(each)))
    span = passage.spanned(each)
    for person in each.people:
        writer.sink.relate("DONE_BY", event, writer.names.person(person), span)
    for type_, units in _bodies(each):
        for unit in units:
            writer.sink.relate(type_, event, writer.names.unit(unit), span)
    if each.implied:
        writer.sink.relate("IMPLIES", event, writer.names.body(each.implied), span)
    for document in each.documents:
        cited = Cited(role=None, report=span.report, start=span.start, end=span.end)
        ref = writer.names.document(document)
        writer.sink.relate("CITES", event, ref, cited)
        if each.kind == "ISSUANCE" and not each.planned:
            _issue(writer, ref, each, passage.spanned(document))


def _issue(writer: Writer, document: NodeRef, each: EventMention, span: Spanned) -> None:
    """Add who issued a document and when, as far as the words of its issuance say."""
    if each.date and (issued_on := exact_day(each.date.iso)):
        writer.sink.fill(document, issued_on=issued_on)
    for unit in each.actors:
        writer.sink.relate("ISSUED_BY", document, writer.names.unit(unit), span)


def _bodies(each: EventMention) -> tuple[tuple[str, tuple[UnitMention, ...]], ...]:
    return (
        ("DONE_BY", each.actors), ("TAKEN_FROM", each.taken_from), ("GIVEN_TO", each.given_to),
        ("SETS_UP", each.bodies),
    )  # fmt: skip


def _event(source: NodeRef, each: EventMention, passage: Passage) -> Event:
    when = each.date
    iso = when.iso if when else None
    start, end = passage.base + each.start, passage.base + each.end
    return Event(
        id=node_id("Event", source.id, passage.report, each.kind, start, end), kind=EventKind[each.kind],
        planned=each.planned,
        title=each.title, form=each.form, written=when.surface if when else None, iso=iso, starts_on=first_day(iso),
        ends_on=day(iso), without_year=when.without_year if when else (), phrase=passage.text[start:end].strip(),
    )  # fmt: skip


def relate_states(writer: Writer, said: Source, source: NodeRef, mentions: Mentions, passage: Passage) -> None:
    """Add how far the projects that a measure or an issue names are, as it says."""
    for each in mentions.states:
        if each.project:
            project = writer.names.project(each.project)
            _relate_state(writer, said, source, project, each, passage)


def _relate_state(
    writer: Writer, said: Source, source: NodeRef, subject: NodeRef, each: StateMention, passage: Passage
) -> None:
    start, end = passage.base + each.start, passage.base + each.end
    state = StatusReport(
        id=node_id("StatusReport", subject.id, source.id, passage.report, start), status=Status[each.status],
        as_of=said.as_of, phrase=passage.text[start:end].strip(), source=said.kind,
    )  # fmt: skip
    ref = writer.sink.node(state)
    writer.sink.relate("STANDS_AT", subject, ref, passage.spanned(each))
    writer.sink.relate("RECORDS", source, ref, passage.located(*passage.evidence(each)))


def relate_lists(writer: Writer, said: Source, measure: NodeRef, mentions: Mentions, passage: Passage) -> None:
    """Add what a measure lists by name, with how far the listed things are."""
    stated = {each.listed: each for each in mentions.states if each.listed is not None}
    for each in mentions.lists:
        listed = writer.sink.node(_list(measure, each, passage))
        writer.sink.relate("STATES", measure, listed, passage.located(*passage.evidence(each)))
        if state := stated.get(each.start):
            _relate_state(writer, said, measure, listed, state, passage)


def _list(measure: NodeRef, each: ListMention, passage: Passage) -> Enumeration:
    start, end = passage.base + each.start, passage.base + each.end
    return Enumeration(
        id=node_id("Enumeration", measure.id, passage.report, start), of=each.of, items=each.items, count=each.count,
        complete=each.complete, phrase=passage.text[start:end],
    )  # fmt: skip
