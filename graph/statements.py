"""The Cypher of loading: each statement is one pure function of a label or relationship type of the model.

Nodes are found by their id once and then by their element id: relationships between element ids were made at 50,000/s,
between nodes matched by label and id at 33,000/s (embedded 26.10.2, 8,000 a statement).
"""

from __future__ import annotations

from functools import cache
from typing import Final, LiteralString

from graph.cypher import literal
from schema.nodes import NODES
from schema.relations import RELATIONSHIPS

# All properties of a label, whether rows state them or not: so each label has one statement, which is planned once.
NODE_KEYS: Final = {of.label: tuple(each.key for each in of.properties) for of in NODES}
RELATIONSHIP_KEYS: Final = {of.type: tuple(each.key for each in of.properties) for of in RELATIONSHIPS}
# What many sources speak of: the only labels whose nodes a new source can find in the graph.
SHARED: Final = ("Inspection", "Issue", "Document", "Unit", "Post", "Person", "Project", "Place", "Topic")
# What belongs to one measure, and is there only if the measure is.
OWNED: Final = ("Measure", "Deadline", "StatusReport", "Closure")

KNOWN_REPORTS: Final[LiteralString] = "UNWIND $ids AS id MATCH (r:Report {id: id}) RETURN r.id AS id"

TEXTS: Final[LiteralString] = "UNWIND $ids AS id MATCH (r:Report {id: id}) RETURN r.id AS id, r.text AS text"

CHANGE: Final[LiteralString] = "UNWIND $rows AS row MATCH (n) WHERE elementId(n) = row.element SET n += row.changes"

# One writer at a time: whoever has set this property holds the node until the end of the transaction.
LOCK: Final[LiteralString] = (
    "MERGE (d:Dataset {id: 'dataset'}) SET d.writing = true "
    "RETURN d.version AS version, d.loads AS loads, d.modelVersion AS modelVersion"
)

RECORD_LOAD: Final[LiteralString] = (
    "MATCH (d:Dataset {id: 'dataset'}) SET d.version = $version, d.loads = $loads, d.modelVersion = $modelVersion, "
    "d.loadedOn = $day, d.writing = null"
)

ISSUES_RAISED: Final[LiteralString] = (
    "UNWIND $ids AS id MATCH (:Inspection {id: id})<-[:RAISED_BY]-(i:Issue) "
    "RETURN DISTINCT id AS owner, i.id AS id, i.number AS place, i.title AS words"
)

MEASURES_OF_ISSUES: Final[LiteralString] = (
    "UNWIND $ids AS id MATCH (:Issue {id: id})-[:HAS_MEASURE]->(m:Measure) "
    "RETURN DISTINCT id AS owner, m.id AS id, toString(m.ordinal) AS place, m.text AS words"
)

PARTS_OF_MEASURES: Final[LiteralString] = (
    "UNWIND $ids AS id MATCH (:Measure {id: id})<-[:PART_OF]-(m:Measure) "
    "RETURN DISTINCT id AS owner, m.id AS id, toString(m.ordinal) AS place, m.text AS words"
)

DAYS_OF_REPORTS: Final[LiteralString] = (
    "UNWIND $ids AS id MATCH (r:Report {id: id}) RETURN r.id AS id, coalesce(r.asOf, r.signedOn, r.publishedOn) AS day"
)


@cache
def probe(labels: tuple[str, ...]) -> LiteralString:
    """Return the statement that finds nodes of some labels by their ids; it has one parameter for each label."""
    return literal(
        " UNION ALL ".join(
            f"UNWIND ${label} AS id MATCH (n:{_label(label)} {{id: id}}) "
            "RETURN n.id AS id, elementId(n) AS element, properties(n) AS properties"
            for label in labels
        )
    )


@cache
def taken(label: str) -> LiteralString:
    """Return the statement that tells which ids of a label are in the graph."""
    return literal(f"UNWIND $ids AS id MATCH (n:{_label(label)} {{id: id}}) RETURN n.id AS id")


@cache
def create_nodes(label: str) -> LiteralString:
    """Return the statement that creates nodes of a label from lists of the values of its keys; null is not stated.

    Lists and written keys took 40 % less time than maps (Neo4j 5.26.16, embedded 26.10.2). It returns one record with
    lists: four times faster than many.
    """
    return literal(
        f"UNWIND $rows AS row CREATE (n:{_label(label)} {_literal(NODE_KEYS[label], 0)}) "
        "RETURN collect(n.id) AS ids, collect(elementId(n)) AS elements"
    )


@cache
def create_relationships(type_: str) -> LiteralString:
    """Return the statement that creates relationships of a type: from, to, and the values of its keys.

    Both ends have names: the embedded engine searches all nodes for one whose element id is `row[0]`.
    """
    return literal(
        "UNWIND $rows AS row WITH row, row[0] AS source, row[1] AS target "
        "MATCH (a) WHERE elementId(a) = source MATCH (b) WHERE elementId(b) = target "
        f"CREATE (a)-[:{_type(type_)} {_literal(RELATIONSHIP_KEYS[type_], 2)}]->(b)"
    )


def _literal(keys: tuple[str, ...], first: int) -> str:
    """Return the map of keys of the model and the places of a row, from the first on."""
    return "{" + ", ".join(f"{key}: row[{at}]" for at, key in enumerate(keys, first)) + "}"


@cache
def unlocated(type_: str) -> LiteralString:
    """Return the statement that finds relationships of a type that carry no report, among pairs of element ids."""
    return literal(
        "UNWIND $rows AS row MATCH (a) WHERE elementId(a) = row.a "
        f"MATCH (a)-[r:{_type(type_)}]->(b) WHERE elementId(b) = row.b AND r.report IS NULL "
        "RETURN DISTINCT row.source AS source, row.target AS target, r.role AS role"
    )


@cache
def history(type_: str) -> LiteralString:
    """Return the statement that reads one kind of statements of measures, with report and place of each."""
    return literal(
        f"UNWIND $ids AS id MATCH (m:Measure {{id: id}})-[r:{_type(type_)}]->(n) "
        "RETURN id AS measure, r.report AS report, r.start AS start, properties(n) AS properties"
    )


def _label(label: str) -> str:
    if all(label != node.label for node in NODES):
        raise KeyError(label)
    return label


def _type(type_: str) -> str:
    if all(type_ != relationship.type for relationship in RELATIONSHIPS):
        raise KeyError(type_)
    return type_
