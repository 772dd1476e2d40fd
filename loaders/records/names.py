"""Named things of a source as nodes: one node for one canonical name, whatever the text calls it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from loaders.records import bodies, places
from loaders.records.divisions import Divisions
from loaders.records.owners import owner
from loaders.records.sink import Sink
from schema.identity import node_id
from schema.nodes import Document, Person, Place, Post, Project, Unit
from schema.records import NodeRef
from schema.relations import Plain
from schema.vocabularies import Stage

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from loaders.parsed import DocumentMention, Mentions, NameMention, ParsedSource, PersonMention, UnitMention


@dataclass(slots=True)
class Names:
    """Nodes of the named things of one source. `within` is its jurisdiction, such as 云澜市."""

    sink: Sink
    within: str
    _surfaces: dict[str, list[str]]
    _readings: dict[str, list[str]]
    _canonical: dict[str, str]
    _numbers: dict[str, str]
    _offices: dict[str, NodeRef]
    _units: dict[tuple[str, bool], NodeRef]
    _places: dict[str, str]
    _divisions: Divisions

    @classmethod
    def of(cls, parsed: ParsedSource, sink: Sink) -> Names:
        """Return the names of a source, with all surfaces of its units and all numbers of its documents known."""
        called = places.full_names({place.name for each in all_mentions(parsed) for place in each.places})
        divisions = Divisions.of(_said_of_areas(parsed))
        called = {name: divisions.whole(full) for name, full in called.items()}
        names = cls(sink, _jurisdiction(parsed), {}, {}, {}, {}, {}, {}, called, divisions)
        for mentions in all_mentions(parsed):
            names._learn(mentions)
        for short, full in parsed.report.short_names.items():
            names._introduce(short, full)
        return names

    def _introduce(self, short: str, full: str) -> None:
        """Take a short name that the source introduces for its body, also where the body is never called so."""
        name = self._canonical.get(full, full)
        if self._canonical.setdefault(short, name) == name != short:
            self._call(self._unit_id(name, generic=False), short, f"the text says that {short} is short for {full}")

    def _learn(self, mentions: Mentions) -> None:
        for unit in mentions.units:
            self._canonical.setdefault(unit.surface, unit.name)
            if unit.surface != unit.name:
                self._call(self._unit_id(unit.name, unit.generic), unit.surface, unit.reason)
        self._numbers |= {d.title: d.number for d in reversed(mentions.documents) if d.number}

    def _call(self, unit_id: str, surface: str, reason: str) -> None:
        surfaces = self._surfaces.setdefault(unit_id, [])
        if surface not in surfaces:
            surfaces.append(surface)
            self._readings.setdefault(unit_id, []).append(f"{surface}|{reason}")

    def unit(self, mention: UnitMention) -> NodeRef:
        """Return the node of a mentioned body; a generic one is of this source alone."""
        return self._unit(mention.name, mention.generic)

    def body(self, name: str) -> NodeRef:
        """Return the node of a body that the head of the source names."""
        return self._unit(self._canonical.get(name, name), generic=False)

    def _unit(self, name: str, generic: bool) -> NodeRef:
        key = (name, generic)
        if key not in self._units:
            self._units[key] = self._new_unit(name, generic)
        return self._units[key]

    def _new_unit(self, name: str, generic: bool) -> NodeRef:
        unit_id = self._unit_id(name, generic)
        aliases = tuple(self._surfaces.get(unit_id, ()))
        if not generic:
            ref = NodeRef("Unit", unit_id)
            for title in (name, *aliases):
                self._offices.setdefault(title, ref)
                self._offices.setdefault(bodies.short_form(title), ref)
        level = None if generic else bodies.level(name)
        return self.sink.node(
            Unit(
                id=unit_id, name=name, aliases=aliases, readings=self._why(unit_id, name, generic=generic),
                kind=bodies.kind(name), level=level, generic=generic,
            )
        )  # fmt: skip

    def _why(self, unit_id: str, name: str, *, generic: bool) -> tuple[str, ...]:
        """Return why each name as printed stands for the body, and why its own name does within the source."""
        read = tuple(self._readings.get(unit_id, ()))
        within = () if generic else bodies.resolved(name, self.within)
        return read if within in ((), (name,)) else (*read, f"{name}|read within {self.within}")

    def _unit_id(self, name: str, generic: bool) -> str:
        if generic:
            return node_id("Unit", name, self.sink.report)
        return node_id("Unit", *bodies.resolved(name, self.within))

    def document(self, mention: DocumentMention) -> NodeRef:
        """Return the node of a document: known by its number, if the source states one anywhere, else by its title."""
        number = mention.number or self._numbers.get(mention.title)
        stage = Stage[mention.stage] if mention.stage else None
        return self.sink.node(
            Document(id=self.document_id(mention), title=mention.title, number=number, kind=mention.kind, stage=stage)
        )

    def document_id(self, mention: DocumentMention) -> str:
        """Return the id of a document."""
        return node_id("Document", mention.number or self._numbers.get(mention.title) or mention.title)

    def project(self, mention: NameMention) -> NodeRef:
        """Return the node of a project."""
        return self.sink.node(Project(id=node_id("Project", mention.name), name=mention.name))

    def place(self, mention: NameMention) -> list[NodeRef]:
        """Return a place under its fullest name in the source, and the divisions it lies in, the nearest first."""
        return self._located(self._places[mention.name])

    def site(self, mention: NameMention) -> list[NodeRef]:
        """Return the place that a project is named after, of those that the source names, and what it lies in."""
        name = places.site(mention.name, self._places)
        return self._located(self._places[name]) if name else []

    def _located(self, name: str) -> list[NodeRef]:
        return [self._place(each) for each in (name, *self._divisions.around(name))]

    def _place(self, name: str) -> NodeRef:
        aliases = tuple(sorted(each for each, full in self._places.items() if full == name != each))
        return self.sink.node(Place(id=node_id("Place", name), name=name, aliases=aliases))

    def owners(self, mention: UnitMention) -> list[NodeRef]:
        """Return a body and those above it that its name tells, the nearest first."""
        line, name = [self.unit(mention)], "" if mention.generic else owner(mention.name)
        while name:
            line.append(self.body(name))
            name = owner(name)
        return line

    def person(self, mention: PersonMention) -> NodeRef:
        """Return the node of a person."""
        return self.sink.node(Person(id=node_id("Person", mention.name), name=mention.name))

    def post(self, title: str) -> NodeRef:
        """Return the node of an office, and relate it to the known body that its title begins with.

        An office whose body is not known, such as 分管负责同志, is of this source alone.
        """
        unit = self._body_of(title)
        post = self.sink.node(Post(id=node_id("Post", title, unit.id if unit else self.sink.report), title=title))
        if unit:
            self.sink.relate("IN_UNIT", post, unit, Plain())
        return post

    def _body_of(self, title: str) -> NodeRef | None:
        known = (title[:end] for end in range(len(title) - 1, 1, -1))
        return next((self._offices[name] for name in known if name in self._offices), None)


def _jurisdiction(parsed: ParsedSource) -> str:
    head, inspection = parsed.report, parsed.inspection
    return bodies.jurisdiction(head.issuer, inspection.target, head.title, head.publisher)


def _said_of_areas(parsed: ParsedSource) -> set[str]:
    """Return the names of a source that may begin with the divisions it speaks of."""
    units = {unit.name for each in all_mentions(parsed) for unit in each.units if not unit.generic}
    return units | {_jurisdiction(parsed), parsed.report.issuer, parsed.inspection.target}


def all_mentions(parsed: ParsedSource) -> Iterator[Mentions]:
    """Yield every passage's mentions: of the source, its issues, their measures and the parts of these."""
    yield parsed.mentions
    for issue in parsed.issues:
        yield issue.mentions
        yield from _with_parts(issue.measures)


def _with_parts(measures: Iterable[Mentions]) -> Iterator[Mentions]:
    for measure in measures:
        yield measure
        yield from _with_parts(getattr(measure, "parts", ()))
