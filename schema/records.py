"""What loaders hand to the graph: nodes of the model and relationships between them, for one source file."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import NamedTuple


class NodeRef(NamedTuple):
    """Where a relationship ends: the label and id of a node."""

    label: str
    id: str


class RelationshipRecord(NamedTuple):  # as frozen dataclasses these, most of what a source has, took thrice the time
    """One relationship; `properties` is an instance of the class its type declares."""

    type: str
    source: NodeRef
    target: NodeRef
    properties: object


@dataclass(slots=True)
class SourceRecords:
    """All records of one source file. `report` is the id of its Report node; node ids may repeat, the first counts.

    `settled` says that they come out of a graph: ids are final, and what follows from earlier sources is among them.
    """

    report: str
    nodes: list[object] = field(default_factory=list[object])
    relationships: list[RelationshipRecord] = field(default_factory=list[RelationshipRecord])
    settled: bool = False
