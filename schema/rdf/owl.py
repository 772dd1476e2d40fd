"""The terms of our own as an OWL ontology in Turtle: labels in Chinese and English, domains, ranges."""

from __future__ import annotations

import inspect
import json
from typing import TYPE_CHECKING, Final

from schema.nodes import NODES
from schema.rdf import terms
from schema.version import MODEL_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from schema.declare import PropertyType, Vocabulary

_STATEMENT: Final = """\
term:Statement a owl:Class ;
    rdfs:subClassOf rdf:Statement, prov:Entity ;
    rdfs:label "陈述"@zh, "statement"@en ;
    rdfs:comment "A relationship as a source says it: rdf:subject, rdf:predicate and rdf:object are the relationship, \
prov:wasDerivedFrom is the passage."@en .
"""
_VERSION: Final = """\
term:modelVersion a owl:DatatypeProperty ;
    rdfs:label "模型版本"@zh, "model version"@en ;
    rdfs:range xsd:integer .
"""


def text() -> str:
    """Return the ontology, stable by bytes."""
    parts = (_head(), *_classes(), _STATEMENT, *_closed_lists(), *_properties(), *_links(), _VERSION)
    return "\n".join(parts)


def prefixes(wanted: Iterable[str] = terms.PREFIXES) -> str:
    """Return the declarations of prefixes."""
    return "".join(f"@prefix {prefix}: <{terms.PREFIXES[prefix]}> .\n" for prefix in wanted)


def quoted(words: str, language: str) -> str:
    """Return words as a literal with a language."""
    return f"{json.dumps(words, ensure_ascii=False)}@{language}"


def _head() -> str:
    return (
        f"{prefixes()}\nterm: a owl:Ontology ;\n"
        f'    rdfs:label "整改知识图谱术语"@zh, "Terms of the rectification graph"@en ;\n'
        f'    owl:versionInfo "{MODEL_VERSION}" .\n'
    )


def _classes() -> Iterator[str]:
    for node in NODES:
        above = ", ".join(terms.KINDS.get(node.label, ()))
        yield (
            f"{terms.class_term(node.label)} a owl:Class ;\n"
            + (f"    rdfs:subClassOf {above} ;\n" if above else "")
            + f"    rdfs:label {quoted(node.info.title_zh, 'zh')}, {quoted(terms.english(node.label), 'en')} ;\n"
            f"    rdfs:comment {quoted(node.doc, 'en')} .\n"
        )


def _closed_lists() -> Iterator[str]:
    for each in terms.closed_lists():
        name, doc = each.__name__, inspect.getdoc(each) or ""
        yield (
            f"term:{name} a owl:Class, skos:ConceptScheme ;\n    rdfs:subClassOf skos:Concept ;\n"
            f"    rdfs:label {quoted(_title(each), 'zh')}, {quoted(terms.english(name), 'en')} ;\n"
            f"    rdfs:comment {quoted(' '.join(doc.split()), 'en')} .\n"
        )
        yield from map(_member, each)


def _title(closed_list: type[Vocabulary]) -> str:
    """Return the Chinese title of the property that takes its values from a closed list first."""
    return next(each.info.title_zh for _, each in terms.declared_properties() if each.vocabulary is closed_list)


def _member(member: Vocabulary) -> str:
    return (
        f"{terms.term_of(member)} a term:{type(member).__name__} ;\n    skos:inScheme term:{type(member).__name__} ;\n"
        f"    skos:notation {json.dumps(member.value)} ;\n"
        f"    skos:prefLabel {quoted(member.title_zh, 'zh')}, {quoted(terms.english(member.value), 'en')} .\n"
    )


def _properties() -> Iterator[str]:
    for term, declared in terms.owners().items():
        if not term.startswith("term:"):
            continue
        _, first = declared[0]
        labels = {quoted(terms.english(first.key), "en"), *(quoted(each.info.title_zh, "zh") for _, each in declared)}
        comments = {quoted(each.info.doc, "en") for _, each in declared}
        kind = "owl:ObjectProperty" if first.vocabulary or first.is_list else "owl:DatatypeProperty"
        yield (
            f"{term} a {kind} ;\n    rdfs:domain {_union(map(_owner, (owner for owner, _ in declared)))} ;\n"
            f"    rdfs:range {_range(first)} ;\n    rdfs:label {', '.join(sorted(labels))} ;\n"
            f"    rdfs:comment {', '.join(sorted(comments))} .\n"
        )


def _owner(owner: str) -> str:
    return terms.class_term(owner) if any(owner == node.label for node in NODES) else terms.STATEMENT


def _range(each: PropertyType) -> str:
    if each.vocabulary:
        return f"term:{each.vocabulary.__name__}"
    return "rdf:List" if each.is_list else f"xsd:{terms.XSD.get(each.kind, 'string')}"


def _links() -> Iterator[str]:
    for term in dict.fromkeys(each.term for each in terms.links()):
        if not term.startswith("term:"):
            continue
        links = [each for each in terms.links() if each.term == term]
        of = links[0].of
        yield (
            f"{term} a owl:ObjectProperty ;\n"
            f"    rdfs:domain {_union(terms.class_term(each.source) for each in links)} ;\n"
            f"    rdfs:range {_union(terms.class_term(each.target) for each in links)} ;\n"
            f"    rdfs:label {quoted(of.title_zh, 'zh')}, {quoted(terms.english(of.type), 'en')} ;\n"
            f"    rdfs:comment {quoted(of.doc, 'en')} .\n"
        )


def _union(classes: Iterable[str]) -> str:
    found = list(dict.fromkeys(classes))
    return found[0] if len(found) == 1 else f"[ a owl:Class ; owl:unionOf ( {' '.join(found)} ) ]"
