"""The model in RDF: one term for each thing of it, valid Turtle, labels in two languages, byte-stable files."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pytest
from rdflib import Graph
from rdflib.namespace import OWL, RDF, RDFS, SH, SKOS

from schema.nodes import NODES
from schema.rdf import owl, page, shacl, terms
from schema.relations import RELATIONSHIPS


@cache
def parsed(of: Any) -> Graph:
    return Graph().parse(data=of.text(), format="turtle")


def named(prefixed: str) -> Any:
    from rdflib import URIRef

    return URIRef(terms.expand(prefixed))


def test_no_two_things_of_one_node_are_written_as_the_same_term() -> None:
    assert terms.repeated() == []
    of_properties = {term for term, _ in terms.owners().items()}
    assert not of_properties & {each.term for each in terms.links()}


def test_every_declared_term_names_a_thing_of_the_model() -> None:
    known = {(node.label, each.key) for node in NODES for each in node.properties}
    assert {*terms.PROPERTIES, *terms.LANGUAGES, *terms.ITEMS} <= known
    assert terms.KINDS.keys() <= {node.label for node in NODES}
    ends = {(each.type, end.source.__name__, end.target.__name__) for each in RELATIONSHIPS for end in each.ends}
    ends |= {(each.type, "*", "*") for each in RELATIONSHIPS}
    assert terms.RELATIONSHIPS.keys() <= ends


def test_every_term_has_a_prefix_that_is_declared() -> None:
    used = {*terms.owners(), *(each.term for each in terms.links()), *sum(terms.KINDS.values(), ())}
    assert {name.partition(":")[0] for name in used} <= set(terms.OF_DATA)


@pytest.mark.parametrize("kind", [OWL.Class, OWL.ObjectProperty, OWL.DatatypeProperty])
def test_own_terms_have_labels_in_chinese_and_english(kind: Any) -> None:
    graph = parsed(owl)
    found = [each for each in graph.subjects(RDF.type, kind) if str(each).startswith(terms.OWN)]
    assert found
    for each in found:
        languages = {getattr(label, "language", None) for label in graph.objects(each, RDFS.label)}
        assert languages == {"zh", "en"}, each


def test_members_of_closed_lists_are_concepts_with_both_labels() -> None:
    graph = parsed(owl)
    for vocabulary in terms.closed_lists():
        for member in vocabulary:
            labels = {
                getattr(x, "language", None): str(x)
                for x in graph.objects(named(terms.term_of(member)), SKOS.prefLabel)
            }
            assert labels["zh"] == member.title_zh
            assert labels["en"]


def test_ontology_declares_every_own_term_and_shapes_use_no_other() -> None:
    declared = {str(each) for each in parsed(owl).subjects(RDF.type, None)}
    own = {*terms.owners(), *(each.term for each in terms.links())}
    assert {terms.expand(each) for each in own if each.startswith("term:")} <= declared
    paths = {str(each) for each in parsed(shacl).objects(None, SH.path) if str(each).startswith(terms.OWN)}
    assert paths <= declared


def test_each_property_of_each_node_type_has_a_shape() -> None:
    graph = parsed(shacl)
    for node in NODES:
        (shape,) = graph.subjects(SH.targetClass, named(terms.class_term(node.label)))
        paths = {str(path) for each in graph.objects(shape, SH.property) for path in graph.objects(each, SH.path)}
        assert {terms.expand(terms.property_term(node.label, each)) for each in node.stated} <= paths


def test_the_page_has_every_term() -> None:
    text = page.text()
    for term in {*terms.owners(), *(each.term for each in terms.links())} - {terms.ID}:
        assert re.search(rf"`{re.escape(term)}[` ]", text), term
