"""Which RDF terms the model is written in: standard ones where their meaning is ours, else our own.

Every name here is a prefixed name of `PREFIXES`. `KINDS`, `PROPERTIES` and `RELATIONSHIPS` are the declarations, beside
those of the model; what they leave out has a term of our own, made from its name by one rule. Own terms are URNs: they
are the same in every network, and nobody has to serve them.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from schema import vocabularies
from schema.declare import Relationship, Vocabulary, camel_case, properties_of
from schema.nodes import NODES
from schema.relations import RELATIONSHIPS as DECLARED

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from schema.declare import NodeType, PropertyType

OWN: Final = "urn:rectigraph:term:"
# Where ids are written if no address of a service is set.
BASE: Final = "urn:rectigraph:id:"

PREFIXES: Final[Mapping[str, str]] = {
    "term": OWN,
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "eli": "http://data.europa.eu/eli/ontology#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "schema": "https://schema.org/",
    "sh": "http://www.w3.org/ns/shacl#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
# What of them a description of data uses.
OF_DATA: Final = tuple(prefix for prefix in PREFIXES if prefix not in ("owl", "rdfs", "sh"))

# Standard classes that each node is of as well.
KINDS: Final[Mapping[str, tuple[str, ...]]] = {
    "Report": ("schema:Report", "prov:Entity"),
    "Inspection": ("prov:Activity",),
    "Measure": ("prov:Plan",),
    "StatusReport": ("schema:Claim",),
    "Event": ("prov:Activity",),
    "Document": ("eli:LegalResource",),
    "Unit": ("org:Organization",),
    "Post": ("org:Post",),
    "Person": ("schema:Person",),
    "Project": ("schema:Project",),
    "Place": ("schema:Place",),
    "Topic": ("skos:Concept",),
    "Indicator": ("schema:QuantitativeValue",),
    "Enumeration": ("schema:ItemList",),
}

PROPERTIES: Final[Mapping[tuple[str, str], str]] = {
    ("Report", "title"): "dcterms:title",
    ("Report", "publisher"): "dc:publisher",  # words; that of dcterms wants a body
    ("Report", "publishedOn"): "dcterms:issued",
    ("Report", "uri"): "dc:source",
    ("Report", "records"): "term:recordCount",  # `records` is what passages do
    ("Report", "text"): "schema:text",
    ("Inspection", "name"): "schema:name",
    ("Inspection", "startsOn"): "schema:startDate",
    ("Inspection", "endsOn"): "schema:endDate",
    ("Issue", "title"): "dcterms:title",
    ("Issue", "text"): "schema:text",
    ("Measure", "text"): "schema:text",
    ("Event", "title"): "schema:name",
    ("Event", "startsOn"): "schema:startDate",
    ("Event", "endsOn"): "schema:endDate",
    ("Document", "title"): "dcterms:title",
    ("Document", "number"): "eli:id_local",
    ("Document", "issuedOn"): "eli:date_document",
    ("Unit", "name"): "skos:prefLabel",  # what ORG recommends for the name of an organization
    ("Post", "title"): "skos:prefLabel",
    ("Person", "name"): "schema:name",
    ("Project", "name"): "schema:name",
    ("Place", "name"): "schema:name",
    ("Topic", "notation"): "skos:notation",
    ("Topic", "prefLabelZh"): "skos:prefLabel",
    ("Topic", "prefLabelEn"): "skos:prefLabel",
    ("Indicator", "value"): "schema:value",
    ("Indicator", "unit"): "schema:unitText",
    ("Enumeration", "count"): "schema:numberOfItems",
}
LANGUAGES: Final[Mapping[tuple[str, str], str]] = {("Topic", "prefLabelZh"): "zh", ("Topic", "prefLabelEn"): "en"}
# A list keeps its order in our own term, and each item is said in a standard one besides, which has none.
ITEMS: Final[Mapping[tuple[str, str], str]] = {
    ("Unit", "aliases"): "skos:altLabel",
    ("Place", "aliases"): "schema:alternateName",
    ("Topic", "altLabels"): "skos:altLabel",
    ("Enumeration", "items"): "schema:itemListElement",
}

RELATIONSHIPS: Final[Mapping[tuple[str, str, str], str]] = {
    ("PART_OF", "Measure", "Measure"): "dcterms:isPartOf",
    ("PART_OF", "Unit", "Unit"): "org:subOrganizationOf",
    ("CITES", "Measure", "Document"): "dcterms:references",
    ("CITES", "Issue", "Document"): "dcterms:references",
    ("CITES", "Event", "Document"): "dcterms:references",
    ("MENTIONS", "*", "*"): "schema:mentions",
    ("ISSUED_BY", "Document", "Unit"): "eli:passed_by",
    ("ISSUED_BY", "Report", "Unit"): "dcterms:creator",
    ("DONE_BY", "*", "*"): "prov:wasAssociatedWith",
    ("HOLDS", "*", "*"): "org:holds",
    ("IN_UNIT", "*", "*"): "org:postIn",
    ("LOCATED_IN", "Project", "Place"): "schema:location",
    ("LOCATED_IN", "Place", "Place"): "schema:containedInPlace",
    ("ABOUT", "*", "*"): "schema:about",
    ("BROADER", "*", "*"): "skos:broader",
}

ID: Final = "dcterms:identifier"
STATEMENT: Final = "term:Statement"
DERIVED: Final = "prov:wasDerivedFrom"
VERSION: Final = "term:modelVersion"
DATASET: Final = "dataset"  # its id

XSD: Final = {"int": "integer", "float": "double", "boolean": "boolean", "date": "date", "dates": "date"}


@dataclass(frozen=True, slots=True)
class Link:
    """One pair of end points of a relationship type, and the property that is written between them."""

    term: str
    source: str
    target: str
    of: Relationship


def expand(name: str) -> str:
    """Return the IRI of a prefixed name."""
    prefix, _, local = name.partition(":")
    return PREFIXES[prefix] + local


def class_term(label: str) -> str:
    """Return our class of a node type; every node is of it."""
    return f"term:{label}"


def property_term(owner: str, each: PropertyType) -> str:
    """Return the property that a property of a node type or of a class of relationship properties is written as.

    A key that means different kinds of values in several places is told apart by its owner: `reportKind`.
    """
    if each.kind == "id":
        return ID
    standard = PROPERTIES.get((owner, each.key))
    if standard:
        return standard
    key = (
        each.key
        if len(_meanings()[each.key]) == 1
        else owner[0].lower() + owner[1:] + each.key[:1].upper() + each.key[1:]
    )
    return f"term:{key}"


@cache
def _meanings() -> Mapping[str, set[object]]:
    found: dict[str, set[object]] = {}
    for _, each in declared_properties():
        found.setdefault(each.key, set()).add((each.kind, each.vocabulary))
    return found


def declared_properties() -> Iterator[tuple[str, PropertyType]]:
    """Yield each property with what declares it: a label, or the class of properties of relationships."""
    for node in NODES:
        yield from ((node.label, each) for each in node.stated)
    for cls in dict.fromkeys(each.properties_class for each in DECLARED):
        yield from ((owner_of(cls, each), each) for each in of_statement(cls))


def owner_of(cls: type, each: PropertyType) -> str:
    """Return the class that declares a property of relationships first: `row` is of what is located."""
    return next(c.__name__ for c in reversed(cls.__mro__) if each.name in getattr(c, "__annotations__", {}))


def of_statement(cls: type) -> tuple[PropertyType, ...]:
    """Return the properties of a class of relationship properties that are no span: a span is a passage."""
    return tuple(each for each in properties_of(cls) if each.name not in ("report", "start", "end"))


@cache
def links() -> tuple[Link, ...]:
    """Return every pair of end points with its property, in the order of the model."""
    return tuple(
        Link(
            _link_term(each.type, end.source.__name__, end.target.__name__),
            end.source.__name__,
            end.target.__name__,
            each,
        )
        for each in DECLARED
        for end in each.ends
    )


def _link_term(type_: str, source: str, target: str) -> str:
    standard = RELATIONSHIPS.get((type_, source, target)) or RELATIONSHIPS.get((type_, "*", "*"))
    return standard or f"term:{camel_case(type_.lower())}"


@cache
def link_terms() -> Mapping[tuple[str, str, str], str]:
    """Return the property by type, source and target of a relationship."""
    return {(each.of.type, each.source, each.target): each.term for each in links()}


def term_of(member: Vocabulary) -> str:
    """Return the concept that a term of a closed list is."""
    return f"term:{type(member).__name__}-{member.value}"


@cache
def closed_lists() -> tuple[type[Vocabulary], ...]:
    """Return the closed lists that properties take their values from, in the order of their declaration."""
    used = {each.vocabulary for _, each in declared_properties()}
    found: list[Any] = [each for each in vars(vocabularies).values() if isinstance(each, type) and each in used]
    return tuple(found)


def english(name: str) -> str:
    """Return a label in English from an identifier: dueOn is “due on”, IN_PROGRESS “in progress”."""
    if name.isupper():
        return name.replace("_", " ").lower()
    return "".join(f" {c.lower()}" if c.isupper() and i else c for i, c in enumerate(name)).lower().strip()


def owners() -> Mapping[str, list[tuple[str, PropertyType]]]:
    """Return by each property what declares it: labels, or classes of relationship properties."""
    found: dict[str, list[tuple[str, PropertyType]]] = {}
    for owner, each in declared_properties():
        if (owner, each) not in (known := found.setdefault(property_term(owner, each), [])):
            known.append((owner, each))
    return found


def node_types(label: str) -> tuple[str, ...]:
    """Return all classes of a node, ours first."""
    return (class_term(label), *KINDS.get(label, ()))


def repeated() -> list[str]:
    """Return what no reader could tell apart: terms that mean two things on nodes of one type; none, a test says."""
    used = Counter(
        [
            *(
                (node.label, property_term(node.label, each), LANGUAGES.get((node.label, each.key)))
                for node in NODES
                for each in node.stated
            ),
            *dict.fromkeys((each.source, each.term, each.of.type) for each in links()),
        ]
    )
    return [f"{label} {term}" for (label, term, _), count in used.items() if count > 1]


def stated(node: NodeType) -> tuple[PropertyType, ...]:
    """Return the properties of a node type that are written, in their order, without its id."""
    return tuple(each for each in node.stated if each.kind != "id")
