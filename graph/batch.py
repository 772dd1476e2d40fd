"""The records of a few sources as rows ready to be written, each node once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from graph import repeats
from graph.rows import Row, changes, row
from schema.nodes import NODES
from schema.records import SourceRecords

if TYPE_CHECKING:
    from collections.abc import Mapping

    from schema.records import RelationshipRecord

CLASSES = {each.label: each.cls for each in NODES}


@dataclass(slots=True)
class Related:
    """One relationship between ids; `report` is the source that states it."""

    report: str
    source: str
    target: str
    properties: Row

    @property
    def located(self) -> bool:
        """Tell whether it carries the report that proves it."""
        return "report" in self.properties

    @property
    def fact(self) -> tuple[str, str, Any]:
        """Return what makes it the same as another one without a span."""
        return self.source, self.target, self.properties.get("role")


@dataclass(slots=True)
class Batch:
    """Rows of the nodes by label and id, and relationships by type.

    `owners` says which source named a node first, `objects` has the nodes of histories, `derived` what is to be set on
    nodes that the graph has already.
    """

    sources: Sequence[SourceRecords]
    nodes: dict[str, dict[str, Row]] = field(default_factory=lambda: {each.label: {} for each in NODES})
    objects: dict[str, object] = field(default_factory=dict[str, object])
    owners: dict[str, str] = field(default_factory=dict[str, str])
    days: dict[str, date | None] = field(default_factory=dict[str, "date | None"])
    relationships: dict[str, list[Related]] = field(default_factory=dict[str, list[Related]])
    derived: dict[str, Row] = field(default_factory=dict[str, Row])

    @property
    def settled(self) -> bool:
        """Tell whether it comes out of a graph: then no ids are matched, and nothing is concluded."""
        return any(each.settled for each in self.sources)

    @classmethod
    def of(cls, sources: Sequence[SourceRecords]) -> Batch:
        """Return the batch of sources that share no issue; of what they share the first statement counts."""
        batch = cls(sources)
        unlocated: set[tuple[str, tuple[str, str, Any]]] = set()
        for source in sources:
            for node in source.nodes:
                batch._add(node, source.report)
            for record in source.relationships:
                batch._relate(record, source.report, unlocated)
        return batch

    def _add(self, node: Any, report: str) -> None:
        label = type(node).__name__
        rows, made = self.nodes[label], row(node)
        if node.id in rows:
            rows[node.id] |= changes(CLASSES[label], rows[node.id], made)
            return
        rows[node.id] = made
        self.owners[node.id] = report
        if label in _HISTORY:
            self.objects[node.id] = node
        elif label == "Report":
            self.days[node.id] = node.as_of or node.signed_on or node.published_on

    def _relate(
        self, record: RelationshipRecord, report: str, unlocated: set[tuple[str, tuple[str, str, Any]]]
    ) -> None:
        related = Related(report, record.source.id, record.target.id, row(record.properties))
        related.properties.pop(repeats.KEY, None)  # derived for the graph that it came out of
        if not related.located:
            key = (record.type, related.fact)
            if key in unlocated:
                return
            unlocated.add(key)
        self.relationships.setdefault(record.type, []).append(related)

    def between(self, type_: str) -> Sequence[Related]:
        """Return the relationships of a type."""
        return self.relationships.get(type_, ())

    def rename(self, label: str, ids: Mapping[str, str]) -> None:
        """Give nodes of a label the ids that they have in the graph."""
        moved = {old: new for old, new in ids.items() if old != new and old in self.nodes[label]}
        if not moved:
            return
        rows = ((moved.get(id_, id_), each) for id_, each in self.nodes[label].items())
        self.nodes[label] = {id_: each | {"id": id_} for id_, each in rows}
        self.owners |= {new: self.owners[old] for old, new in moved.items()}
        for related in (each for several in self.relationships.values() for each in several):
            related.source = moved.get(related.source, related.source)
            related.target = moved.get(related.target, related.target)


_HISTORY = frozenset({"StatusReport", "Deadline", "Closure"})
