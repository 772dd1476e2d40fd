"""Collects the records of one source: each node once, each fact with its first passage."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from schema.records import NodeRef, RelationshipRecord, SourceRecords


class Sink:
    """Records of one source in the making; `report` is the id of its Report."""

    def __init__(self, report: str) -> None:
        self.report = report
        self._nodes: dict[str, object] = {}
        self._facts: dict[tuple[object, ...], RelationshipRecord] = {}

    def node(self, node: Any) -> NodeRef:
        """Add a node and return where it is; the first with an id counts."""
        self._nodes.setdefault(node.id, node)
        return NodeRef(type(node).__name__, node.id)

    def fill(self, ref: NodeRef, **properties: object) -> None:
        """Set properties of a node that it does not have yet."""
        node: Any = self._nodes[ref.id]
        missing = {key: value for key, value in properties.items() if getattr(node, key) is None}
        self._nodes[ref.id] = replace(node, **missing)

    def __contains__(self, node: str) -> bool:
        return node in self._nodes

    def relate(self, type_: str, source: NodeRef, target: NodeRef, properties: object) -> None:
        """Add a relationship; of several with the same ends and role the first passage is kept."""
        key = (type_, source.id, target.id, getattr(properties, "role", None))
        self._facts.setdefault(key, RelationshipRecord(type_, source, target, properties))

    def records(self) -> SourceRecords:
        """Return what was collected, in the order of its collection."""
        return SourceRecords(self.report, list(self._nodes.values()), list(self._facts.values()))
