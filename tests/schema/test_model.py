"""Every property of every type appears in every artefact that is computed from the model."""

from __future__ import annotations

from dataclasses import fields
from typing import TYPE_CHECKING

import pytest

from api.graphql.types import schema as graphql_schema
from schema import constraints, picture, reference
from schema.declare import camel_case
from schema.nodes import NODES
from schema.relations import RELATIONSHIPS

if TYPE_CHECKING:
    from schema.declare import NodeType, Relationship

each_node_type = pytest.mark.parametrize("node", NODES, ids=lambda node: node.label)
each_relationship_type = pytest.mark.parametrize("relationship", RELATIONSHIPS, ids=lambda each: each.type)


def section(heading: str) -> str:
    """Return what stands below a heading of the reference page."""
    _, _, rest = reference.page().partition(f"### {heading}\n")
    return rest.partition("\n### ")[0]


@each_node_type
def test_model_has_every_field_of_the_class(node: NodeType):
    assert [each.key for each in node.properties] == [camel_case(each.name) for each in fields(node.cls)]


@each_node_type
def test_constraints_make_the_id_unique(node: NodeType):
    line = f"FOR (n:{node.label}) REQUIRE n.id IS UNIQUE;"
    assert sum(line in statement for statement in constraints.cypher().splitlines()) == 1


@each_node_type
def test_constraints_index_what_is_declared_indexed(node: NodeType):
    text = constraints.cypher()
    for each in node.properties:
        assert (f"CREATE INDEX {node.label.lower()}_{each.key.lower()} " in text) is each.info.index, each.key


@each_node_type
def test_constraints_name_every_full_text_property(node: NodeType):
    keys = ", ".join(f"n.{each.key}" for each in node.fulltext)
    assert (f"FOR (n:{node.label}) ON EACH [{keys}]" in constraints.cypher()) is bool(keys)


@each_node_type
def test_every_required_property_is_checked_to_exist(node: NodeType):
    expected = {each.key for each in node.stated if each.required and not each.is_list}
    assert {key for label, key in constraints.existence() if label == node.label} == expected


@each_node_type
def test_graphql_has_every_property_but_those_of_pictures(node: NodeType):
    fields_of_type = graphql_schema()._schema.type_map[node.label].fields
    for each in node.properties:
        assert (each.key in fields_of_type) is not each.info.presentation, each.key
        if not each.info.presentation:
            assert each.info.title_zh in fields_of_type[each.key].description


@each_relationship_type
def test_graphql_has_every_field_of_a_relationship(relationship: Relationship):
    types = graphql_schema()._schema.type_map
    for end in relationship.ends:
        assert end.forward is None or end.forward in types[end.source.__name__].fields
        assert end.backward is None or end.backward in types[end.target.__name__].fields


@each_node_type
def test_reference_describes_every_property(node: NodeType):
    text = section(f"{node.label} {node.info.title_zh}")
    for each in node.properties:
        assert f"| `{each.key}` |" in text
        assert each.info.title_zh in text
        assert each.info.doc in text


@each_relationship_type
def test_reference_describes_every_relationship(relationship: Relationship):
    text = section(f"{relationship.type} {relationship.title_zh}")
    assert relationship.doc in text
    for each in relationship.properties:
        assert f"| `{each.key}` |" in text
    for end in relationship.ends:
        assert f"[{end.source.__name__}]" in text
        assert f"[{end.target.__name__}]" in text


def test_picture_has_every_node_type_and_relationship_type():
    text = picture.svg()
    assert all(f">{node.label}</text>" in text and node.info.title_zh in text for node in NODES)
    assert all(relationship.type in text for relationship in RELATIONSHIPS)


def test_derived_files_are_the_same_in_every_run():
    assert reference.files() == reference.files()


def test_derived_files_are_up_to_date():
    assert reference.main(["--check"]) == 0


def test_labels_and_relationship_types_are_declared_once():
    labels = [node.label for node in NODES]
    types = [relationship.type for relationship in RELATIONSHIPS]
    assert len(set(labels)) == len(labels)
    assert len(set(types)) == len(types)


def test_no_two_fields_of_a_type_share_a_name():
    taken = {(node.label, each.key) for node in NODES for each in node.properties}
    for relationship in RELATIONSHIPS:
        for end in relationship.ends:
            for label, name in ((end.source.__name__, end.forward), (end.target.__name__, end.backward)):
                assert name is None or (label, name) not in taken or label == end.target.__name__ == end.source.__name__
                taken |= {(label, name)} if name else set()
