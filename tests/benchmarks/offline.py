"""A graph of millions of elements as files for Neo4j's importer, straight from what is generated, without a database.

It is what a load of the sources makes, but for bodies and places that several of them state: the first statement
counts. Memory holds ids and the titles of issues.
"""

from __future__ import annotations

from collections import defaultdict
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from graph.batch import Batch
from graph.export import neo4j_admin
from graph.history import derive
from graph.recurrence import Recurrence
from schema.nodes import NODES
from schema.version import MODEL_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from graph.export.archive import Files
    from schema.records import SourceRecords


def write_files(folder: Path, sources: Iterable[SourceRecords], today: date) -> int:
    """Write the files into a new folder; return how many nodes and relationships they have."""
    folder.mkdir(parents=True)
    with ExitStack() as stack:
        made = _Made(folder, stack)
        for source in sources:
            made.add(source, today)
        made.relate_similar()
    loads = len(made.known["Report"])
    books = {"version": f"{loads}-generated", "loads": loads, "modelVersion": MODEL_VERSION, "loadedOn": today}
    _write(folder, neo4j_admin.books_files(books))
    _write(folder, neo4j_admin.closing_files(list(made.nodes)))
    return made.elements


def _write(folder: Path, files: Files) -> None:
    for name, pieces in files:
        (folder / name).write_bytes(b"".join(pieces))


@dataclass(slots=True)
class _Made:
    """Files in the making, and what is in them."""

    folder: Path
    stack: ExitStack
    nodes: dict[str, BinaryIO] = field(init=False)
    relationships: BinaryIO = field(init=False)
    known: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    facts: set[tuple[Any, ...]] = field(default_factory=set[tuple[Any, ...]])
    issues: list[dict[str, Any]] = field(default_factory=list[dict[str, Any]])
    elements: int = 0

    def __post_init__(self) -> None:
        self.nodes = {each.label: self._open(each.label, neo4j_admin.node_header(each.label)) for each in NODES}
        self.relationships = self._open("relationships", neo4j_admin.relationship_header())

    def _open(self, name: str, header: bytes) -> BinaryIO:
        (self.folder / f"{name}-header.csv").write_bytes(header)
        return self.stack.enter_context((self.folder / f"{name}.csv").open("wb"))

    def add(self, source: SourceRecords, today: date) -> None:
        """Add what is new in a source."""
        batch = Batch.of([source])
        derive(lambda *_, **__: [], batch, {}, today)
        for label, rows in batch.nodes.items():
            known = self.known[label]
            for id_, row in rows.items():
                if id_ not in known:
                    self._node(label, row)
            known.update(rows)
        for type_, several in batch.relationships.items():
            for each in several:
                if each.located or (type_, *each.fact) not in self.facts:
                    self._relationship(each.source, each.target, type_, each.properties)
                if not each.located:
                    self.facts.add((type_, *each.fact))
        rounds = {each.source: each.target for each in batch.between("RAISED_BY")}
        self.issues += (
            {"issue": each["id"], "element": each["id"], "title": each["title"], "round": rounds[each["id"]],
             "feedback": None, "raised": None, "ends": None, "starts": None, "told": batch.days[source.report]}
            for each in batch.nodes["Issue"].values()
        )  # fmt: skip

    def _node(self, label: str, stated: dict[str, Any]) -> None:
        self.nodes[label].write(neo4j_admin.node_line(label, stated))
        self.elements += 1

    def _relationship(self, source: str, target: str, type_: str, stated: dict[str, Any]) -> None:
        self.relationships.write(neo4j_admin.relationship_line(source, target, type_, stated))
        self.elements += 1

    def relate_similar(self) -> None:
        """Add which issues resemble which earlier ones."""
        recurrence = Recurrence()
        recurrence.recall(lambda *_, **__: self.issues, None)
        for each in recurrence.similar():
            stated = {"score": each.score, "words": list(each.words)}
            self._relationship(each.source, each.target, "SIMILAR_TO", stated)
