"""One node with its relationships, both ways, and the sentences they were read from: what its address answers with."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import TYPE_CHECKING, Any, Final, LiteralString

from graph.compile.arguments import label_of_id
from graph.cypher import literal
from graph.rows import node, relationship
from schema.nodes import BY_LABEL, NODES
from schema.records import NodeRef, RelationshipRecord
from schema.relations import RELATIONSHIPS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.engine import Engine

Span = tuple[str, int, int]  # a report, and characters of its text, half-open
LONGEST_QUOTE: Final = 1_000  # characters; a span of an issue or a chapter is no sentence
# A text may have 10 MB: only the quotes leave the engine.
_QUOTES: Final[LiteralString] = (
    "UNWIND $spans AS each MATCH (r:Report) WHERE r.id = each.report "
    "RETURN collect({report: each.report, quotes: "
    "[s IN each.spans | {start: s[0], end: s[1], quote: substring(r.text, s[0], s[1] - s[0])}]}) AS found"
)


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
    quotes: Mapping[Span, str] = field(default_factory=dict[Span, str])

    def quote(self, record: RelationshipRecord) -> str | None:
        """Return the words that prove a relationship; None for one without a passage or with one too long."""
        found = span(record)
        return self.quotes.get(found) if found else None

    def relationships(self) -> Iterator[RelationshipRecord]:
        """Yield the relationships, each once: one from a node to itself stands in two groups."""
        yield from dict.fromkeys(each.record for group in self.groups for each in group.first)


def span(record: RelationshipRecord) -> Span | None:
    """Return the passage that a relationship was read from, None where it has none."""
    report, start, end = (getattr(record.properties, name, None) for name in ("report", "start", "end"))
    return None if report is None or start is None or end is None else (report, start, end)


async def neighbourhood(engine: Engine, identifier: str, most: int) -> Neighbourhood | None:
    """Return a node by its id, with at most `most` relationships of each type and way; None if there is none.

    One read for the node, one for the sentences. Raises what `Engine.answer` raises.
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
    quotes = await _quotes(engine, groups)
    return Neighbourhood(label, node(BY_LABEL[label].cls, properties), groups, quotes)


async def _quotes(engine: Engine, groups: tuple[Group, ...]) -> dict[Span, str]:
    """Return the words of each passage that is no longer than a quote may be."""
    asked: defaultdict[str, dict[tuple[int, int], None]] = defaultdict(dict)
    for found in (span(each.record) for group in groups for each in group.first):
        if found and 0 <= found[1] < found[2] <= found[1] + LONGEST_QUOTE:
            asked[found[0]][found[1:]] = None
    if not asked:
        return {}
    spans = [{"report": report, "spans": [list(each) for each in of]} for report, of in asked.items()]
    (answered,) = await engine.answer(_QUOTES, {"spans": spans})
    return {(of["report"], each["start"], each["end"]): each["quote"] for of in answered for each in of["quotes"]}


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
