"""GraphML: networkx reads it, with the types of attributes."""

from __future__ import annotations

import io
from datetime import date
from typing import TYPE_CHECKING, Any, Final
from xml.etree import ElementTree

import networkx
from hypothesis import given
from hypothesis import strategies as st

from graph.export import graphml
from graph.stream import records
from graph.write import write
from schema.nodes import Indicator, Unit, Warning
from schema.records import NodeRef, RelationshipRecord
from schema.relations import Assigned
from schema.vocabularies import Role

if TYPE_CHECKING:
    from graph.engine import Engine


def read(*given_: object) -> Any:
    return networkx.read_graphml(io.BytesIO(b"".join(graphml.chunks(given_))), force_multigraph=True)


def test_values_have_their_types_and_names() -> None:
    unit = Unit(id="unit-1", name="澄江市水务局 <&>", aliases=("市水务局", "水务局"), generic=False)
    indicator = Indicator(id="indicator-1", value=6.5, unit="公里", phrase="6.5公里")
    warning = Warning(id="warning-1", code="X", message="…", row=3, value="30")
    found = read(unit, indicator, warning)
    assert found.nodes["unit-1"] == {
        "label": "澄江市水务局 <&>", "type": "Unit", "name": "澄江市水务局 <&>", "aliases": "市水务局; 水务局",
        "readings": "", "generic": False,
    }  # fmt: skip
    # A number of an indicator and the cell of a warning are not one attribute.
    assert found.nodes["indicator-1"]["Indicator.value"] == 6.5
    assert found.nodes["warning-1"]["Warning.value"] == "30"
    assert found.nodes["warning-1"]["row"] == 3


def test_two_edges_between_the_same_nodes_stay_two() -> None:
    ends = NodeRef("Measure", "measure-1"), NodeRef("Unit", "unit-1")
    given_ = [
        RelationshipRecord("ASSIGNED_TO", *ends, Assigned(role=role, start=7)) for role in (Role.LEAD, Role.COOPERATE)
    ]
    edges = read(*given_).get_edge_data("measure-1", "unit-1").values()
    assert [(each["label"], each["role"], each["start"]) for each in edges] == [
        ("ASSIGNED_TO", "LEAD", 7), ("ASSIGNED_TO", "COOPERATE", 7),
    ]  # fmt: skip


# Gephi takes six types and no nested values, wants a node before its edges, and reads these names as its own. Source:
# gephi.org, GraphML format; ImporterGraphML of Gephi 0.10.
_TYPES: Final = {"boolean", "int", "long", "float", "double", "string"}
_OF_GEPHI: Final = {
    "node": {"x", "y", "z", "xpos", "ypos", "size", "r", "g", "b", "color"},
    "edge": {"weight", "edge weight", "id", "edgeid", "edgelabel", "r", "g", "b", "color"},
}


def test_gephi_finds_nothing_it_does_not_know(engine: Engine, made: Any) -> None:
    write(engine, next(iter(made.reports(1))), date(2024, 7, 1))
    document = ElementTree.fromstring(b"".join(graphml.chunks(records(engine))))  # noqa: S314  # our own
    space = document.tag.removesuffix("graphml")
    (graph,) = document.iter(f"{space}graph")
    seen, edges = set[str](), list[str]()
    for each in graph:
        assert {part.tag for part in each} == {f"{space}data"}
        assert not any(list(part) for part in each)
        if each.tag == f"{space}node":
            assert not edges
            seen.add(each.attrib["id"])
        else:
            assert {each.attrib["source"], each.attrib["target"]} <= seen
            edges.append(each.attrib["id"])
    assert len(edges) == len(set(edges)) > 10
    keys = list(document.iter(f"{space}key"))
    assert {each.attrib["attr.type"] for each in keys} <= _TYPES
    for each in keys:
        assert each.attrib["attr.name"].lower() not in _OF_GEPHI[each.attrib["for"]]
        assert each.attrib["id"] not in {"d3", "d7"}  # labels of yEd


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_any_text_can_be_read(name: str) -> None:
    assert read(Unit(id="unit-1", name=name)).nodes["unit-1"]["type"] == "Unit"


def test_a_graph_is_read_whole(engine: Engine, made: Any) -> None:
    (source,) = made.reports(1)
    write(engine, source, date(2024, 7, 1))
    found = read(*records(engine))
    assert found.number_of_nodes() == len({node.id for node in source.nodes})
    assert found.number_of_edges() == len(source.relationships)
    assert not [each for each, values in found.nodes(data=True) if "label" not in values]
