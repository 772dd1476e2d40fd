"""One node with its relationships, both ways: what the address of a node answers with."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, LiteralString

from graph.compile.arguments import label_of_id
from graph.engine import literal
from graph.rows import node, relationship
from schema.nodes import BY_LABEL, NODES
from schema.records import NodeRef, RelationshipRecord
from schema.relations import RELATIONSHIPS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.engine import Engine


@dataclass(frozen=True, slots=True)
class Neighbour:
    """The node at the other end of a relationship, and what it is called; None if nothing names it."""

    record: RelationshipRecord
    other: NodeRef
    title: str | None


@dataclass(frozen=True, slots=True)
class Group:
    """The relationships of one type that leave a node, or arrive: how many there are, and the first of them."""

    type: str
    leaving: bool
    total: int
    first: tuple[Neighbour, ...]

    @property
    def more(self) -> int:
        """Return how many there are beside the first."""
        return max(0, self.total - len(self.first))


@dataclass(frozen=True, slots=True)
class Neighbourhood:
    """A node of the model and its relationships, those that leave it before those that arrive."""

    label: str
    node: Any
    groups: tuple[Group, ...]

    def records(self) -> Iterator[object]:
        """Yield the node, then its relationships, each once."""
        yield self.node
        yield from dict.fromkeys(each.record for group in self.groups for each in group.first)


async def neighbourhood(engine: Engine, identifier: str, most: int) -> Neighbourhood | None:
    """Return a node by its id, with at most `most` relationships of each type and way; None if there is none.

    One read in one transaction. Raises what `Engine.answer` raises.
    """
    label = label_of_id(identifier)
    if label is None:
        return None
    types = [each.type for each in RELATIONSHIPS]
    parameters = {"id": identifier, "most": most, "types": types}
    properties, leaving, arriving = await engine.answer(_statement(label), parameters)
    if properties is None:
        return None
    here = NodeRef(label, identifier)
    groups = (*_groups(leaving, here, leaving=True), *_groups(arriving, here, leaving=False))
    return Neighbourhood(label, node(BY_LABEL[label].cls, properties), groups)


def _groups(found: list[dict[str, Any]], here: NodeRef, *, leaving: bool) -> Iterator[Group]:
    for each in sorted((each for each in found if each["total"]), key=lambda group: group["type"]):
        first = tuple(_neighbours(each["type"], each["first"], here, leaving=leaving))
        yield Group(each["type"], leaving, each["total"], first)


def _neighbours(type_: str, found: list[dict[str, Any]], here: NodeRef, *, leaving: bool) -> Iterator[Neighbour]:
    for each in found:
        label = next((label for label in each["labels"] if label in BY_LABEL), None)
        if label is None or each["id"] is None:
            continue
        other = NodeRef(label, each["id"])
        ends = (here, other) if leaving else (other, here)
        if record := relationship(type_, *ends, each["properties"]):
            yield Neighbour(record, other, each["title"])


@cache
def _statement(label: str) -> LiteralString:
    """Return the statement for a node of a label: its properties, what leaves it, what arrives, or null for no node."""
    return literal(
        f"OPTIONAL MATCH (n:{label}) WHERE n.id = $id "
        f"{_way('(n)-[r]->(o)', 'n', 'leaving')} "
        f"{_way('(o)-[r]->(n)', 'n, leaving', 'arriving')} "
        "RETURN properties(n) AS properties, leaving, arriving"
    )


def _way(pattern: str, kept: str, name: str) -> str:
    """Return the part that collects the relationships of one way, the same first ones in every answer."""
    return (
        f"OPTIONAL MATCH {pattern} WHERE type(r) IN $types "
        f"WITH {kept}, r, o, type(r) AS type "
        "ORDER BY type, coalesce(o.id, ''), coalesce(r.report, ''), coalesce(r.start, -1), coalesce(r.end, -1), "
        "coalesce(r.role, '') "
        f"WITH {kept}, type, count(r) AS total, collect(CASE WHEN r IS NULL THEN null ELSE {{id: o.id, "
        f"labels: labels(o), title: {_TITLE}, properties: properties(r)}} END)[..$most] AS first "
        f"WITH {kept}, collect({{type: type, total: total, first: first}}) AS {name}"
    )


_TITLE = f"coalesce({', '.join(dict.fromkeys(f'o.{each.caption.key}' for each in NODES))})"
