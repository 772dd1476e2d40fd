"""The model as SHACL shapes in Turtle: what a node, a statement and a passage must say, and with which values.

A shape is not closed: whoever describes more of a node than the model does may say it beside.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from schema.nodes import NODES
from schema.rdf import terms
from schema.rdf.owl import prefixes, quoted
from schema.relations import RELATIONSHIPS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from schema.declare import NodeType, PropertyType

_PREFIXES: Final = tuple(prefix for prefix in terms.PREFIXES if prefix not in ("owl", "dcat", "dc"))
_PASSAGES: Final = """\
term:PassageShape a sh:NodeShape ;
    sh:targetClass oa:SpecificResource ;
    sh:property [ sh:path oa:hasSource ; sh:class term:Report ; sh:minCount 1 ; sh:maxCount 1 ] ;
    sh:property [ sh:path oa:hasSelector ; sh:class oa:TextPositionSelector ; sh:minCount 1 ; sh:maxCount 1 ] .

term:SelectorShape a sh:NodeShape ;
    sh:targetClass oa:TextPositionSelector ;
    sh:property [ sh:path oa:start ; sh:datatype xsd:integer ; sh:minInclusive 0 ; sh:minCount 1 ; sh:maxCount 1 ] ;
    sh:property [ sh:path oa:end ; sh:datatype xsd:integer ; sh:minCount 1 ; sh:maxCount 1 ] ;
    sh:property [ sh:path oa:start ; sh:lessThan oa:end ] .
"""


def text() -> str:
    """Return the shapes, stable by bytes."""
    lists = (_list_shape(datatype) for datatype in ("string", "date"))
    used = dict.fromkeys((*_PREFIXES, "dc"))
    return "\n".join((prefixes(used), *map(_node_shape, NODES), *lists, _statement_shape(), _PASSAGES))


def _node_shape(node: NodeType) -> str:
    parts = [
        f"sh:property [ sh:path {terms.ID} ; sh:datatype xsd:string ; "
        f'sh:pattern "^{node.label.lower()}-[0-9a-f]{{20}}$" ; sh:minCount 1 ; sh:maxCount 1 ]',
        *_labels(node),
        *(_property(node.label, each) for each in terms.stated(node) if (node.label, each.key) not in terms.LANGUAGES),
        *_links(node),
    ]
    return f"term:{node.label}Shape a sh:NodeShape ;\n    sh:targetClass {terms.class_term(node.label)} ;\n    " + (
        " ;\n    ".join(parts) + " .\n"
    )


def _labels(node: NodeType) -> Iterator[str]:
    """Yield one constraint for properties that share a term and are told apart by their language."""
    spoken = [each for each in node.stated if (node.label, each.key) in terms.LANGUAGES]
    if spoken:
        languages = " ".join(f'"{terms.LANGUAGES[node.label, each.key]}"' for each in spoken)
        term = terms.property_term(node.label, spoken[0])
        yield (
            f"sh:property [ sh:path {term} ; sh:datatype rdf:langString ; sh:languageIn ( {languages} ) ; "
            f"sh:uniqueLang true ; sh:minCount {len(spoken)} ; sh:maxCount {len(spoken)} ]"
        )


def _property(owner: str, each: PropertyType) -> str:
    least = "sh:minCount 1 ; " if each.required and not each.is_list and not _has_default(owner, each) else ""
    return (
        f"sh:property [ sh:path {terms.property_term(owner, each)} ; {_values(each)} ; {least}sh:maxCount 1 ; "
        f"sh:name {quoted(each.info.title_zh, 'zh')}, {quoted(terms.english(each.key), 'en')} ]"
    )


def _has_default(owner: str, each: PropertyType) -> bool:
    """Tell whether a node may leave a property out that must not be null: it has a value then."""
    node = next((node for node in NODES if node.label == owner), None)
    from dataclasses import MISSING, fields

    cls = node.cls if node else next(r.properties_class for r in RELATIONSHIPS if r.properties_class.__name__ == owner)
    return next(field for field in fields(cls) if field.name == each.name).default is not MISSING


def _values(each: PropertyType) -> str:
    if each.vocabulary:
        return f"sh:in ( {' '.join(map(terms.term_of, each.vocabulary))} )"
    datatype = terms.XSD.get(each.kind, "string")
    return f"sh:node term:{datatype}ListShape" if each.is_list else f"sh:datatype xsd:{datatype}"


def _list_shape(datatype: str) -> str:
    return (
        f"term:{datatype}ListShape a sh:NodeShape ;\n    sh:property [ sh:path ( [ sh:zeroOrMorePath rdf:rest ] "
        f"rdf:first ) ; sh:datatype xsd:{datatype} ; sh:minCount 1 ] .\n"
    )


def _links(node: NodeType) -> Iterator[str]:
    links = [each for each in terms.links() if each.source == node.label]
    for term in dict.fromkeys(each.term for each in links):
        classes = [terms.class_term(each.target) for each in links if each.term == term]
        if len(classes) == 1:
            yield f"sh:property [ sh:path {term} ; sh:class {classes[0]} ]"
        else:
            yield f"sh:property [ sh:path {term} ; sh:or ( {' '.join(f'[ sh:class {each} ]' for each in classes)} ) ]"


def _statement_shape() -> str:
    classes = " ".join(f"[ sh:class {terms.class_term(node.label)} ]" for node in NODES)
    found = " ".join(dict.fromkeys(each.term for each in terms.links()))
    told = {
        terms.property_term(owner, each): f"sh:property [ sh:path {terms.property_term(owner, each)} ; "
        f"{_values(each)} ; sh:maxCount 1 ]"
        for owner, each in terms.declared_properties()
        if owner not in {node.label for node in NODES}
    }
    parts = [
        f"sh:property [ sh:path rdf:subject ; sh:minCount 1 ; sh:maxCount 1 ; sh:or ( {classes} ) ]",
        f"sh:property [ sh:path rdf:object ; sh:minCount 1 ; sh:maxCount 1 ; sh:or ( {classes} ) ]",
        f"sh:property [ sh:path rdf:predicate ; sh:minCount 1 ; sh:maxCount 1 ; sh:in ( {found} ) ]",
        f"sh:property [ sh:path {terms.DERIVED} ; sh:maxCount 1 ; "
        "sh:or ( [ sh:class oa:SpecificResource ] [ sh:class term:Report ] ) ]",
        *told.values(),
    ]
    return "term:StatementShape a sh:NodeShape ;\n    sh:targetClass term:Statement ;\n    " + (
        " ;\n    ".join(parts) + " .\n"
    )
