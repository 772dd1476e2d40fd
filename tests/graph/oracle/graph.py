"""The graph as plain Python values: the very rows that an engine is given."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from graph import repeats
from graph.cypher import literal
from schema.nodes import NODES
from schema.relations import RELATIONSHIPS

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.engine import Engine
    from schema.declare import NodeType


@dataclass(frozen=True, slots=True, eq=False)
class Node:
    """A node: `properties` by their keys (`dueOn`), absent ones left out, days as dates."""

    label: str
    properties: dict[str, Any]

    def __getitem__(self, key: str) -> Any:
        """Return a property, None if it is absent."""
        return self.properties.get(key)

    @property
    def id(self) -> str:
        return self.properties["id"]


@dataclass(frozen=True, slots=True, eq=False)
class Relationship:
    type: str
    source: Node
    target: Node
    properties: dict[str, Any]

    def __getitem__(self, key: str) -> Any:
        return self.properties.get(key)


class Graph:
    """All nodes and relationships, and who is whose neighbour."""

    def __init__(self, nodes: Iterable[Node], relationships: Iterable[Relationship]) -> None:
        self.nodes = list(nodes)
        self.relationships = list(relationships)
        self.by_id = {node.id: node for node in self.nodes}
        self._by_label: dict[str, list[Node]] = defaultdict(list)
        self._leaving: dict[tuple[str, str], list[Relationship]] = defaultdict(list)
        self._arriving: dict[tuple[str, str], list[Relationship]] = defaultdict(list)
        self._all_leaving: dict[str, list[Relationship]] = defaultdict(list)
        self._all_arriving: dict[str, list[Relationship]] = defaultdict(list)
        for node in self.nodes:
            self._by_label[node.label].append(node)
        for each in self.relationships:
            self._leaving[each.source.id, each.type].append(each)
            self._arriving[each.target.id, each.type].append(each)
            self._all_leaving[each.source.id].append(each)
            self._all_arriving[each.target.id].append(each)

    def of(self, label: str) -> list[Node]:
        return self._by_label.get(label, [])

    def leaving(self, node: Node, type_: str) -> list[Relationship]:
        return self._leaving.get((node.id, type_), [])

    def arriving(self, node: Node, type_: str) -> list[Relationship]:
        return self._arriving.get((node.id, type_), [])

    def walked(self, node: Node, walk: Walk) -> list[tuple[Relationship, Node]]:
        """Return each relationship of a walk with the node at its far end."""
        if walk.forward:
            ends = [(each, each.target) for each in self.leaving(node, walk.type)]
        else:
            ends = [(each, each.source) for each in self.arriving(node, walk.type)]
        return [(each, end) for each, end in ends if end.label == walk.target]

    def beside(self, node: Node) -> list[tuple[Relationship, Node]]:
        """Return each relationship of a node with the node at its other end; one to itself once."""
        leaving = [(each, each.target) for each in self._all_leaving.get(node.id, [])]
        arriving = [(each, each.source) for each in self._all_arriving.get(node.id, [])]
        return [*leaving, *arriving]

    def related(self, node: Node, walk: Walk) -> list[Node]:
        """Return the nodes at the end of a walk, each once, by id."""
        found = {end.id: end for _, end in self.walked(node, walk)}
        return [found[identifier] for identifier in sorted(found)]


@dataclass(frozen=True, slots=True)
class Walk:
    """One relationship as a node type sees it; `one`: at most one target, `plain`: a list and no connection."""

    type: str
    forward: bool
    target: str
    one: bool
    plain: bool
    group: str | None


@cache
def walks(label: str) -> dict[str, Walk]:
    """Return the relationships of a node type by the name of their field, as the model declares them."""
    found: dict[str, Walk] = {}
    for relationship in RELATIONSHIPS:
        for end in relationship.ends:
            source, target = end.source.__name__, end.target.__name__
            if end.forward and source == label:
                found[end.forward] = Walk(relationship.type, True, target, end.forward_one, end.plain, end.group)
            if end.backward and target == label:
                found[end.backward] = Walk(
                    relationship.type, False, source, end.backward_one, False, end.backward_group
                )
    return found


@cache
def node_type(label: str) -> NodeType:
    return next(node for node in NODES if node.label == label)


# What the last load left on the node of the data set.
LOADED: Final = {"version": "oracle-1", "loads": 1, "loadedOn": date(2024, 6, 30), "modelVersion": 1}


def write(engine: Engine, graph: Graph) -> None:
    """Replace what an engine holds by a graph, in the very order of its rows."""
    engine.execute("MATCH (n) DETACH DELETE n")
    with engine.transaction() as transaction:
        transaction.run("CREATE (d:Dataset {id: 'dataset'}) SET d += $loaded", loaded=LOADED).consume()
        for node in NODES:
            rows = [each.properties for each in graph.of(node.label)]
            statement = f"UNWIND $rows AS row CREATE (n:{node.label}) SET n = row"
            transaction.run(literal(statement), rows=rows).consume()
        for ends, rows in _by_ends(graph).items():
            type_, source, target = ends
            statement = (
                f"UNWIND $rows AS row MATCH (a:{source} {{id: row.source}}) MATCH (b:{target} {{id: row.target}}) "
                f"CREATE (a)-[r:{type_}]->(b) SET r = row.properties"
            )
            transaction.run(literal(statement), rows=rows).consume()
        measures = transaction.run("MATCH (m:Measure) RETURN collect(elementId(m)) AS elements").single(strict=True)
        repeats.mark(lambda text, **values: list(transaction.run(text, values)), measures["elements"])


def _by_ends(graph: Graph) -> dict[tuple[str, str, str], list[dict[str, Any]]]:
    found: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for each in graph.relationships:
        row = {"source": each.source.id, "target": each.target.id, "properties": each.properties}
        found[each.type, each.source.label, each.target.label].append(row)
    return found
