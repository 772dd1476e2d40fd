"""Triples to nodes and relationships of the model; what the shapes of the model forbid is collected and refused.

The faults are those that `schema.rdf.shacl` declares, from the same declarations, found while reading: a SHACL engine
needs 200 times as long. A test holds both against each other.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

from rdflib import RDF, Graph
from rdflib.term import Node

from loaders.rdf.values import MISSING, iri, known, languages, links, members, python, required
from schema.errors import IdsCollide, RdfOther, ShapesViolated, SourceTooNew
from schema.nodes import BY_LABEL, NODES
from schema.rdf import terms
from schema.records import NodeRef, RelationshipRecord
from schema.version import MODEL_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from schema.declare import PropertyType

_SHOWN: Final = 20  # faults of a message


@dataclass(slots=True)
class Decoding:
    """One file at work: `ignored` counts triples about nodes in terms that the model does not have."""

    graph: Graph
    file: str
    ignored: int = 0
    faults: list[str] = field(default_factory=list[str])
    nodes: dict[Node, Any] = field(default_factory=dict[Node, Any])
    labels: dict[Node, str] = field(default_factory=dict[Node, str])
    stated: set[tuple[Node, Node, Node]] = field(default_factory=set[tuple[Node, Node, Node]])

    def records(self) -> tuple[list[Any], list[RelationshipRecord]]:
        """Return the nodes and relationships. Raises SourceTooNew, RdfOther, IdsCollide and ShapesViolated."""
        self._check_version()
        self._find()
        for subject, label in self.labels.items():
            self.nodes[subject] = self._node(subject, label)
        self._check_ids()
        self._check_terms()
        related = [*self._statements(), *self._unstated()]
        if self.faults:
            more = f"\n… and {len(self.faults) - _SHOWN} more" if len(self.faults) > _SHOWN else ""
            raise ShapesViolated(
                f"{self.file} is not what the shapes of the model ask for, so nothing of it was loaded. The shapes: "
                f"rectigraph schema --format shacl. {len(self.faults)} faults:\n"
                + "\n".join(self.faults[:_SHOWN])
                + more
            )
        return list(self.nodes.values()), related

    def _check_version(self) -> None:
        for value in self.graph.objects(None, iri(terms.VERSION)):
            version = python(value, "integer")
            if version is not None and version > MODEL_VERSION:
                raise SourceTooNew(
                    f"{self.file} was written with model version {version}; this program knows {MODEL_VERSION}. "
                    "Load it with the newer program."
                )

    def _find(self) -> None:
        """Find the nodes of the model among all subjects."""
        for node in NODES:
            for subject in self.graph.subjects(RDF.type, iri(terms.class_term(node.label)), unique=True):
                if subject in self.labels:
                    raise IdsCollide(
                        f"{self.file}: {subject} is both {self.labels[subject]} and {node.label}. "
                        "Give each its own IRI and identifier; nothing was loaded."
                    )
                self.labels[subject] = node.label
        refuse_other(self.graph, self.file)

    def _check_ids(self) -> None:
        seen: dict[str, Node] = {}
        for subject, node in self.nodes.items():
            if node is not None and seen.setdefault(node.id, subject) != subject:
                raise IdsCollide(
                    f"{self.file}: {subject} and {seen[node.id]} have the same identifier, {node.id}. An id is one "
                    "node's alone: give one of them its own; nothing was loaded."
                )

    # --- nodes ---

    def _node(self, subject: Node, label: str) -> Any:
        of, faults = BY_LABEL[label], len(self.faults)
        values: dict[str, Any] = {"id": self._id(subject, label)}
        for each in terms.stated(of):
            found = self._values(subject, label, each)
            if found is not MISSING:
                values[each.name] = found
        for each in (each for each in of.stated if each.name not in values and required(of.cls, each)):
            if len(self.faults) == faults:
                self._fault(subject, terms.property_term(label, each), "is missing")
        return of.cls(**values) if len(self.faults) == faults else None

    def _id(self, subject: Node, label: str) -> str:
        found = list(self.graph.objects(subject, iri(terms.ID)))
        text = python(found[0], "string") if len(found) == 1 else None
        if text is None or not re.fullmatch(rf"{label.lower()}-[0-9a-f]{{20}}", text):
            self._fault(subject, terms.ID, f"must be one text such as {label.lower()}-0123456789abcdef0123")
        return text or ""

    def _values(self, subject: Node, owner: str, each: PropertyType) -> Any:
        term = terms.property_term(owner, each)
        found = list(self.graph.objects(subject, iri(term)))
        if language := terms.LANGUAGES.get((owner, each.key)):
            others = [v for v in found if getattr(v, "language", None) not in languages(owner)]
            found = [v for v in found if getattr(v, "language", None) == language]
            if others or len(found) != 1:
                self._fault(subject, term, f"must be one text in each of {', '.join(sorted(languages(owner)))}")
                return ""
            return str(found[0])
        if not found:
            return MISSING
        if len(found) > 1:
            self._fault(subject, term, f"has {len(found)} values, and may have one")
            return MISSING
        return self._value(subject, term, each, found[0])

    def _value(self, subject: Node, term: str, each: PropertyType, value: Node) -> Any:
        if each.vocabulary:
            member = members().get(value)
            if not isinstance(member, each.vocabulary):
                self._fault(subject, term, f"is {value}, and must be a term of {each.vocabulary.__name__}")
                return MISSING
            return member
        datatype = terms.XSD.get(each.kind, "string")
        if each.is_list:
            return self._list(subject, term, value, datatype)
        found = python(value, datatype)
        if found is None:
            self._fault(subject, term, f"is {value!r:.80}, and must be of xsd:{datatype}")
            return MISSING
        return found

    def _list(self, subject: Node, term: str, head: Node, datatype: str) -> Any:
        items, seen = [], set[Any]()
        while head != RDF.nil:
            first = list(self.graph.objects(head, RDF.first))
            rest = list(self.graph.objects(head, RDF.rest))
            item = python(first[0], datatype) if len(first) == 1 else None
            if item is None or len(rest) != 1 or head in seen:
                self._fault(subject, term, f"must be an RDF list of xsd:{datatype}")
                return MISSING
            items.append(item)
            seen.add(head)
            head = rest[0]
        return tuple(items)

    # --- relationships ---

    def _statements(self) -> Iterator[RelationshipRecord]:
        for statement in self.graph.subjects(RDF.type, iri(terms.STATEMENT), unique=True):
            triple = [list(self.graph.objects(statement, each)) for each in (RDF.subject, RDF.predicate, RDF.object)]
            if any(len(each) != 1 for each in triple):
                self._fault(statement, "rdf:subject", "a statement has one subject, one predicate and one object")
                continue
            source, predicate, target = (each[0] for each in triple)
            link = self._link(statement, source, predicate, target)
            if link:
                self.stated.add((source, predicate, target))
                yield from self._relationship(statement, link, source, target)

    def _unstated(self) -> Iterator[RelationshipRecord]:
        """Yield relationships that no statement tells more of."""
        for name in dict.fromkeys(each.term for each in terms.links()):
            for source, target in self.graph.subject_objects(iri(name), unique=True):
                if source in self.labels and (source, iri(name), target) not in self.stated:
                    link = self._link(source, source, iri(name), target)
                    if link:
                        yield from self._relationship(None, link, source, target)

    def _link(self, where: Node, source: Node, predicate: Node, target: Node) -> terms.Link | None:
        link = links().get((self.labels.get(source), predicate, self.labels.get(target)))
        if link is None:
            between = " to ".join(self.labels.get(each, f"{each}, which is no node here") for each in (source, target))
            self._fault(where, str(predicate), f"does not lead from {between}")
        return link

    def _relationship(
        self, statement: Node | None, link: terms.Link, source: Node, target: Node
    ) -> Iterator[RelationshipRecord]:
        cls: Any = link.of.properties_class
        values: dict[str, Any] = {}
        faults = len(self.faults)
        if statement is not None:
            values = self._span(statement) if link.of.from_text else {}
            for each in terms.of_statement(cls):
                found = self._values(statement, terms.owner_of(cls, each), each)
                if found is not MISSING:
                    values[each.name] = found
        for each in terms.of_statement(cls):
            if each.name not in values and required(cls, each) and len(self.faults) == faults:
                self._fault(statement or source, link.term, f"says no {each.key}: it needs a statement that does")
        if len(self.faults) == faults:
            ends = (NodeRef(self.labels[each], self.nodes[each].id) for each in (source, target) if self.nodes[each])
            refs = tuple(ends)
            if len(refs) == 2:
                yield RelationshipRecord(link.of.type, refs[0], refs[1], cls(**values))

    def _span(self, statement: Node) -> dict[str, Any]:
        found = list(self.graph.objects(statement, iri(terms.DERIVED)))
        if not found:
            return {}
        if len(found) == 1 and self.labels.get(found[0]) == "Report":
            return {"report": self.nodes[found[0]].id} if self.nodes[found[0]] else {}
        source = list(self.graph.objects(found[0], iri("oa:hasSource")))
        selector = list(self.graph.objects(found[0], iri("oa:hasSelector")))
        if len(found) != 1 or len(source) != 1 or len(selector) != 1 or self.labels.get(source[0]) != "Report":
            self._fault(statement, terms.DERIVED, "must be one passage of one report, with one selector")
            return {}
        places = [list(self.graph.objects(selector[0], iri(f"oa:{name}"))) for name in ("start", "end")]
        start, end = (python(each[0], "integer") if len(each) == 1 else None for each in places)
        report = self.nodes[source[0]]
        if start is None or end is None or not 0 <= start < end or (report and end > len(report.text)):
            self._fault(found[0], "oa:hasSelector", f"selects {start} to {end}: no characters of the report's text")
            return {}
        return {"report": report.id, "start": start, "end": end} if report else {}

    # --- what is said besides ---

    def _check_terms(self) -> None:
        """Find terms of ours that the model does not have, and count triples of others about its nodes."""
        for subject in self.labels:
            for predicate in self.graph.predicates(subject, unique=True):
                if predicate in known():
                    continue
                if str(predicate).startswith(terms.OWN):
                    self._fault(subject, str(predicate), f"is no term of model version {MODEL_VERSION}")
                else:
                    self.ignored += sum(1 for _ in self.graph.objects(subject, predicate))

    def _fault(self, subject: Any, term: str, what: str) -> None:
        self.faults.append(f"  {subject} {term}: {what}")


def refuse_other(graph: Graph, file: str) -> None:
    """Raise RdfOther for RDF without a report: a graph has no other facts."""
    if (None, RDF.type, iri(terms.class_term("Report"))) in graph:
        return
    ours = any((None, RDF.type, iri(terms.class_term(node.label))) in graph for node in NODES)
    found = "nodes of the model without a report" if ours else "nothing of the model"
    raise RdfOther(
        f"{file} is RDF with {len(graph)} triples, and {found}: every fact of a graph is a report's. "
        "What is loaded has the terms of docs/rdf.md, as `rectigraph export --format turtle` writes them."
    )
