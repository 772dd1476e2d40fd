"""The report itself, and the rounds of supervision that it answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from loaders.parsed import ParsedInspection, ParsedSource
from loaders.records.days import day
from schema.identity import node_id
from schema.nodes import Inspection, Report
from schema.relations import Spanned
from schema.vocabularies import SourceKind

if TYPE_CHECKING:
    from loaders.records.mentions import Writer
    from loaders.records.passage import Passage
    from schema.records import NodeRef


def report_id(parsed: ParsedSource, text: str) -> str:
    """Return the id of a report: by its text, and for a ledger by its title too, which may alone say the day."""
    head = parsed.report
    return node_id("Report", text, *((head.title, head.as_of) if kind(parsed) is SourceKind.LEDGER else ()))


def kind(parsed: ParsedSource) -> SourceKind:
    """Return the kind of a source, a notice where the parse does not say."""
    return SourceKind[parsed.report.kind or "NOTICE"]


def report(parsed: ParsedSource, text: str, sha256: str, uri: str) -> Report:
    """Return the node of the source."""
    head = parsed.report
    records = parsed.declared_counts.get("records")
    return Report(
        id=report_id(parsed, text), title=head.title or uri.rpartition("/")[2], kind=kind(parsed),
        publisher=head.publisher or None, signed_on=day(head.signed_on), published_on=day(head.published_on),
        as_of=day(head.as_of), records=int(records) if records is not None else None, uri=uri, sha256=sha256, text=text,
    )  # fmt: skip


def relate_signature(writer: Writer, of: NodeRef, issuer: str, passage: Passage) -> tuple[NodeRef, Spanned] | None:
    """Add who signs the report; return the body and where it signs, or None if nobody does."""
    if not issuer:
        return None
    unit, at = writer.names.body(issuer), passage.text.rfind(issuer)
    span = _span(passage, at, len(issuer))
    writer.sink.relate("ISSUED_BY", of, unit, span)
    return unit, span


def relate_inspection(writer: Writer, of: NodeRef, parsed: ParsedInspection, passage: Passage) -> NodeRef | None:
    """Add the inspection that the whole source answers; None if it names none."""
    name = parsed.name or parsed.round or parsed.kind
    if not name:
        return None
    inspection = writer.sink.node(
        Inspection(
            id=node_id("Inspection", *_identity(parsed, name, writer.names.within)), name=name,
            kind=parsed.kind or None, round=parsed.round or None, theme=parsed.theme or None,
            starts_on=day(parsed.starts_on), ends_on=day(parsed.ends_on), feedback_on=day(parsed.feedback_on),
        )
    )  # fmt: skip
    writer.sink.relate("RESPONDS_TO", of, inspection, _stated(passage, parsed.round, parsed.name, parsed.body))
    _relate_bodies(writer, inspection, parsed, passage)
    return inspection


def relate_named_inspection(writer: Writer, of: NodeRef, name: str, span: Spanned) -> NodeRef:
    """Add the inspection that a ledger names as the source of an issue 问题来源."""
    identity = _identity(ParsedInspection(), name, writer.names.within)
    inspection = writer.sink.node(Inspection(id=node_id("Inspection", *identity), name=name))
    writer.sink.relate("RESPONDS_TO", of, inspection, span)
    return inspection


def _identity(parsed: ParsedInspection, name: str, within: str) -> tuple[str, str]:
    """Return what tells an inspection from others: its round, and whom it inspected; one round inspects many."""
    return parsed.round or name, parsed.target or within or parsed.body


def _relate_bodies(writer: Writer, inspection: NodeRef, parsed: ParsedInspection, passage: Passage) -> None:
    for type_, body in (("CONDUCTED_BY", parsed.body), ("TARGETS", parsed.target)):
        if body:
            writer.sink.relate(type_, inspection, writer.names.body(body), _stated(passage, body))


def _stated(passage: Passage, *names: str) -> Spanned:
    """Return the sentence that first says one of the names, the first of them that is said at all."""
    places = ((passage.text.find(name), len(name)) for name in names if name)
    at, length = next(((at, length) for at, length in places if at >= 0), (-1, 0))
    return _span(passage, at, length)


def _span(passage: Passage, at: int, length: int) -> Spanned:
    if at < 0:
        return Spanned()
    start, end = passage.sentence(at, at + length)
    return Spanned(report=passage.report, start=start, end=end)
