"""Records as RDF resources: what is said of one node, or of one relationship and the sentence that proves it.

A relationship is one triple between its nodes, and a statement about that triple (`rdf:Statement`) that carries what
the relationship says besides; the passage it was taken from is an `oa:SpecificResource` of the report, by the position
of its characters. Their IRIs are fragments of those of nodes, so that whoever serves nodes serves them all:
`measure-…#DUE-…` is a statement, `report-…#char=12,40` a passage (RFC 5147 counts as we do).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from schema.declare import Vocabulary, properties_of
from schema.nodes import BY_LABEL
from schema.rdf import terms
from schema.records import RelationshipRecord
from schema.relations import RELATIONSHIPS
from schema.version import MODEL_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator

    from schema.declare import PropertyType


@dataclass(frozen=True, slots=True)
class Name:
    """An IRI as a prefixed name; `id:` stands for the base of the ids of nodes."""

    name: str


@dataclass(frozen=True, slots=True)
class Literal:
    """A literal: of a datatype of XML Schema, or text, with its language where it has one."""

    text: str
    datatype: str = "string"
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Items:
    """An ordered list of literals."""

    items: tuple[Literal, ...]


Value: TypeAlias = Name | Literal | Items


@dataclass(frozen=True, slots=True)
class Resource:
    """What is said of one subject: values by property. `graph` names the graph of the source that says so."""

    name: str
    said: tuple[tuple[str, tuple[Value, ...]], ...]
    graph: str | None = None


def resources(record: object, quote: str | None = None) -> Iterator[Resource]:
    """Yield what a record of the graph is in RDF.

    `quote` are the words of a relationship's passage, for an answer without the text of the report that holds them.
    """
    if isinstance(record, RelationshipRecord):
        yield from _related(record, quote)
    else:
        yield _node(record)


def dataset(space: str | None) -> Resource:
    """Return the description of the whole: what it is, by which version of the model; `space` is where its ids are."""
    said: list[tuple[str, tuple[Value, ...]]] = [
        ("rdf:type", (Name("dcat:Dataset"),)),
        ("dcterms:title", (Literal("整改知识图谱", language="zh"), Literal("Rectification graph", language="en"))),
        ("dcterms:conformsTo", (Name("term:"),)),
        (terms.VERSION, (Literal(str(MODEL_VERSION), "integer"),)),
    ]
    if space:
        said.append(("dcterms:identifier", (Literal(space),)))
    return Resource(f"id:{terms.DATASET}", tuple(said))


def passage(report: str, start: int, end: int) -> str:
    """Return the name of a passage of a report."""
    return f"id:{report}#char={start},{end}"


def _node(node: Any) -> Resource:
    label = type(node).__name__
    said: list[tuple[str, tuple[Value, ...]]] = [
        ("rdf:type", tuple(Name(each) for each in terms.node_types(label))),
        (terms.ID, (Literal(node.id),)),
    ]
    for each, term, language, item in _properties(label):
        value = getattr(node, each.name)
        if value is None or value == ():
            continue
        said.append((term, (_value(each, value, language),)))
        if item:
            said.append((item, tuple(Literal(text) for text in dict.fromkeys(value))))
    return Resource(f"id:{node.id}", tuple(said))


@cache
def _properties(label: str) -> tuple[tuple[PropertyType, str, str | None, str | None], ...]:
    return tuple(
        (
            each,
            terms.property_term(label, each),
            terms.LANGUAGES.get((label, each.key)),
            terms.ITEMS.get((label, each.key)),
        )
        for each in terms.stated(BY_LABEL[label])
    )


def _value(each: PropertyType, value: Any, language: str | None = None) -> Value:
    if each.is_list:
        return Items(tuple(_literal(each, item) for item in value))
    if isinstance(value, Vocabulary):
        return Name(terms.term_of(value))
    return _literal(each, value, language)


def _literal(each: PropertyType, value: Any, language: str | None = None) -> Literal:
    datatype = terms.XSD.get(each.kind, "string")
    if isinstance(value, bool):
        return Literal(str(value).lower(), datatype)
    if datatype == "double":
        return Literal(repr(value), datatype)  # 182 stays whole, though a double
    return Literal(str(value), datatype, language)


def _related(record: RelationshipRecord, quote: str | None) -> Iterator[Resource]:
    source, target = f"id:{record.source.id}", f"id:{record.target.id}"
    term = terms.link_terms()[record.type, record.source.label, record.target.label]
    properties = cast("Any", record.properties)
    report: str | None = getattr(properties, "report", None)
    graph = f"id:{report}#statements" if report else None
    yield Resource(source, ((term, (Name(target),)),), graph)
    if not _stating(record.type):
        return
    from_text = None if report is None else f"id:{report}"
    if report is not None and properties.start is not None and properties.end is not None:
        from_text = passage(report, properties.start, properties.end)
        yield from _passage(from_text, report, (properties.start, properties.end), quote, graph)
    said: list[tuple[str, tuple[Value, ...]]] = [
        ("rdf:type", (Name(terms.STATEMENT), Name("rdf:Statement"))),
        ("rdf:subject", (Name(source),)),
        ("rdf:predicate", (Name(term),)),
        ("rdf:object", (Name(target),)),
    ]
    said += [(terms.DERIVED, (Name(from_text),))] if from_text else []
    for each in terms.of_statement(type(properties)):
        if (value := getattr(properties, each.name)) is not None:
            said.append((terms.property_term(terms.owner_of(type(properties), each), each), (_value(each, value),)))
    yield Resource(f"{source}#{record.type}-{_digest(record)}", tuple(said), graph)


@cache
def _stating(type_: str) -> bool:
    """Tell whether relationships of a type can say more than that they are."""
    return any(each.type == type_ and each.properties for each in RELATIONSHIPS)


def _digest(record: RelationshipRecord) -> str:
    """Return what tells statements of one type about one node apart: the same in every export."""
    properties = properties_of(cast("Any", type(record.properties)))
    told = [record.target.id, *(str(getattr(record.properties, each.name)) for each in properties)]
    return blake2b("\x1f".join(told).encode(), digest_size=8).hexdigest()


def _passage(name: str, report: str, span: tuple[int, int], quote: str | None, graph: str | None) -> Iterator[Resource]:
    start, end = span
    selector = f"id:{report}#selector={start},{end}"
    yield Resource(
        name,
        (
            ("rdf:type", (Name("oa:SpecificResource"), Name("prov:Entity"))),
            ("oa:hasSource", (Name(f"id:{report}"),)),
            ("oa:hasSelector", (Name(selector),)),
        ),
        graph,
    )
    quoting = ("oa:TextQuoteSelector",) if quote else ()
    yield Resource(
        selector,
        (
            ("rdf:type", tuple(map(Name, ("oa:TextPositionSelector", *quoting)))),
            ("oa:start", (Literal(str(start), "integer"),)),
            ("oa:end", (Literal(str(end), "integer"),)),
            *((("oa:exact", (Literal(quote),)),) if quote else ()),
        ),
        graph,
    )
