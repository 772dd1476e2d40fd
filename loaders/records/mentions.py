"""What a passage names: bodies, people, places, projects, documents, quantities and topics, each with its sentence."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from loaders.records import bodies
from loaders.records.names import Names
from loaders.records.sink import Sink
from schema.identity import node_id
from schema.nodes import Indicator
from schema.relations import Assigned, Cited, Spanned
from schema.vocabularies import Role

if TYPE_CHECKING:
    from loaders.parsed import (
        DocumentMention,
        Mentions,
        NameMention,
        PersonMention,
        Quantity,
        Span,
        UnitMention,
    )
    from loaders.records.passage import Passage
    from schema.records import NodeRef

_RESPONSIBLE: Final = re.compile(
    r"(?:责任人|负责人|(?:责任|牵头|分管|主管|包[保抓联]|联系|督办)领导)[】\]]?\s*[:：为】\]][^。\n]{0,60}$"
)
_LABEL_REACH: Final = 80  # characters before a name in which its label stands
_CODE_REACH: Final = 40  # characters behind a name in which its division code stands


@dataclass(frozen=True, slots=True)
class Writer:
    """Relates the mentions of passages to the node that they stand in."""

    sink: Sink
    names: Names

    def mention(self, source: NodeRef, mentions: Mentions, passage: Passage) -> None:
        """Add what a passage of an issue, measure or report names."""
        about = "MENTIONS" if source.label == "Report" else "CONCERNS"
        for unit in mentions.units:
            self._unit(source, unit, passage)
        for person in mentions.people:
            self._person(source, person, passage)
        for place in mentions.places:
            line, span = self.names.place(place), passage.spanned(place)
            self.sink.relate("MENTIONS", source, line[0], span)
            self._above("LOCATED_IN", line, span)
            self._code(line[0], place, passage)
        for project in mentions.projects:
            self._project(source, about, project, passage)
        for document in mentions.documents:
            self._document(source, document, passage)

    def _unit(self, source: NodeRef, unit: UnitMention, passage: Passage) -> None:
        ref, span = self.names.unit(unit), passage.spanned(unit)
        self.sink.relate("MENTIONS", source, ref, span)
        self._code(ref, unit, passage)
        self._above("PART_OF", self.names.owners(unit), span)

    def _project(self, source: NodeRef, type_: str, project: NameMention, passage: Passage) -> None:
        ref, span = self.names.project(project), passage.spanned(project)
        self.sink.relate(type_, source, ref, span)
        self._above("LOCATED_IN", [ref, *self.names.site(project)], span)

    def _above(self, type_: str, line: list[NodeRef], span: Spanned) -> None:
        """Relate each of a line to the next one, which holds it."""
        for part, whole in pairwise(line):
            self.sink.relate(type_, part, whole, span)

    def _code(self, ref: NodeRef, mention: Span, passage: Passage) -> None:
        end = passage.base + mention.end
        if code := bodies.code(passage.text[end : end + _CODE_REACH]):
            self.sink.fill(ref, code=code)

    def assign(self, measure: NodeRef, mentions: Mentions, passage: Passage) -> None:
        """Add who answers for a measure: the bodies that its text or its cells give a role."""
        for unit in mentions.units:
            if unit.role:
                self._assigned(measure, self.names.unit(unit), Role[unit.role], passage.spanned(unit))

    def post(self, measure: NodeRef, title: str, span: Spanned) -> None:
        """Add an office that answers for a measure."""
        self._assigned(measure, self.names.post(title), Role.LEAD, span)

    def responsible(self, measure: NodeRef, person: PersonMention, passage: Passage) -> None:
        """Add a person who answers for a measure."""
        self._assigned(measure, self.names.person(person), Role.LEAD, passage.spanned(person))

    def _assigned(self, measure: NodeRef, bearer: NodeRef, role: Role, span: Spanned) -> None:
        properties = Assigned(role=role, report=span.report, start=span.start, end=span.end)
        self.sink.relate("ASSIGNED_TO", measure, bearer, properties)

    def _person(self, source: NodeRef, person: PersonMention, passage: Passage) -> None:
        """Add a person whom a passage names, with the office that it gives the person.

        A name inside the name of a doctrine, book or place names that, and no person.
        """
        if person.embedded:
            return
        ref, span = self.names.person(person), passage.spanned(person)
        self.sink.relate("MENTIONS", source, ref, span)
        if person.post:
            self.sink.relate("HOLDS", ref, self.names.post(person.post), span)

    def quantities(self, measure: NodeRef, quantities: tuple[Quantity, ...], passage: Passage) -> None:
        """Add the quantities that a measure states."""
        for each in quantities:
            start, end = passage.evidence(each)
            indicator = Indicator(
                id=node_id("Indicator", measure.id, passage.report, each.start, each.end), value=each.value,
                unit=each.unit, comparator=each.comparator, of=each.of, phrase=each.surface,
            )  # fmt: skip
            self.sink.relate("STATES", measure, self.sink.node(indicator), passage.located(start, end))

    def _document(self, source: NodeRef, each: DocumentMention, passage: Passage) -> None:
        span = passage.spanned(each)
        ref = self.names.document(each)
        if source.label == "Report":
            self.sink.relate("MENTIONS", source, ref, span)
        else:
            cited = Cited(role=each.role, report=span.report, start=span.start, end=span.end)
            self.sink.relate("CITES", source, ref, cited)


def responsible(person: PersonMention, passage: Passage) -> bool:
    """Tell whether prose names a person as the one who answers: 责任人：张某."""
    # The label may stand before the measure: a block says who answers first, and what is done behind it.
    at = passage.base + person.start
    return not person.embedded and bool(_RESPONSIBLE.search(passage.text[max(0, at - _LABEL_REACH) : at]))
