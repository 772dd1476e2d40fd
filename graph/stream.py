"""The whole graph as records, one after the other: what every export reads.

Memory is flat: the bounds of pages come first, from the index of ids, then one page after the other. A page after a
given id alone cost a sort of all that follows (0.6 s for 1,000 of 200,000 nodes), between two ids 0.02 s (embedded
26.10.2).
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any, Final, LiteralString, TypeAlias

from graph.cypher import literal
from graph.rows import node, relationship
from schema.errors import GraphChanged
from schema.nodes import BY_LABEL, NODES
from schema.records import NodeRef, RelationshipRecord

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.engine import Engine
    from schema.declare import NodeType

# A node of the model is an instance of its class.
Record: TypeAlias = object | RelationshipRecord

_PAGE: Final = 2_000  # nodes of a statement
_TEXTS: Final = 10  # reports held at a time: a text may have 10 MB
_STATE: Final[LiteralString] = "MATCH (d:Dataset {id: 'dataset'}) RETURN d.version AS version, d.loads AS loads"


def records(engine: Engine) -> Iterator[Record]:
    """Yield every node of the model, then every relationship; what others wrote beside the graph is left out.

    Nodes come in the order of `NODES` and of their ids, relationships in that of their sources, types, targets and
    spans: the same graph gives the same records on both engines. Raises GraphChanged at the end where a load wrote
    meanwhile, for then some of a source may be missing; on the embedded engine no other process can.
    """
    before = engine.read(_STATE)
    for each in NODES:
        yield from _nodes(engine, each)
    for each in NODES:
        yield from _relationships(engine, each)
    if engine.read(_STATE) != before:
        raise GraphChanged(
            "Something was loaded while the graph was read, so what was read may lack some of it. "
            "Export again when no load runs."
        )


def _nodes(engine: Engine, of: NodeType) -> Iterator[Record]:
    fetched = _TEXTS if of.label == "Report" else _PAGE
    for after, last in _pages(engine, of.label):
        for record in engine.stream(_between(of.label), {"after": after, "last": last}, fetched):
            yield node(of.cls, record["properties"])


def _relationships(engine: Engine, of: NodeType) -> Iterator[RelationshipRecord]:
    for after, last in _pages(engine, of.label):
        for record in engine.stream(_leaving(of.label), {"after": after, "last": last}, _PAGE):
            if found := _known(of.label, record):
                yield found


def _known(label: str, record: dict[str, Any]) -> RelationshipRecord | None:
    """Return a relationship of the model, or None for one of others."""
    target = next((each for each in record["labels"] if each in BY_LABEL), "")
    if record["target"] is None:
        return None
    ends = NodeRef(label, record["source"]), NodeRef(target, record["target"])
    return relationship(record["type"], *ends, record["properties"])


def _pages(engine: Engine, label: str) -> Iterator[tuple[str, str]]:
    """Yield the bounds of pages of a label: ids after the first and up to the last."""
    after, last, bounds = "", "", list[tuple[str, str]]()
    for position, record in enumerate(engine.stream(_ids(label), {}, _PAGE), 1):
        last = record["id"]
        if position % _PAGE == 0:
            bounds.append((after, last))
            after = last
    if last != after:
        bounds.append((after, last))
    yield from bounds


@cache
def _ids(label: str) -> LiteralString:
    return literal(f"MATCH (n:{label}) WHERE n.id > '' RETURN n.id AS id ORDER BY id")


@cache
def _between(label: str) -> LiteralString:
    """Return the statement that reads nodes of a label of the model whose ids lie between two."""
    return literal(
        f"MATCH (n:{label}) WHERE n.id > $after AND n.id <= $last RETURN properties(n) AS properties ORDER BY n.id"
    )


@cache
def _leaving(label: str) -> LiteralString:
    """Return the statement that reads what leaves such nodes; engines do not agree where null stands in an order."""
    return literal(
        f"MATCH (n:{label}) WHERE n.id > $after AND n.id <= $last MATCH (n)-[r]->(b) "
        "RETURN n.id AS source, type(r) AS type, labels(b) AS labels, b.id AS target, properties(r) AS properties "
        "ORDER BY source, type, coalesce(target, ''), coalesce(r.report, ''), coalesce(r.start, -1), "
        "coalesce(r.end, -1), coalesce(r.role, ''), coalesce(r.sheet, ''), coalesce(r.row, -1)"
    )
