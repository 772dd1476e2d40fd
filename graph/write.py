"""Records into the graph: probe, create, append; one transaction for each source.

A transaction holds all of a source or nothing of it, so a load can be stopped at any moment and repeated: a report
that is in the graph is there completely. History is appended and never overwritten; what is derived from it is
derived again for the measures that a source touches, and so is which issues are similar. `write_all` puts several
small sources that share no issue into one transaction: the round trip of a statement costs as much as its work on one
report, and each commit refreshes each index of texts. Rows are made while the engine is at work on those before.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from hashlib import blake2b
from typing import TYPE_CHECKING, Any, Final, TypeVar

import neo4j

from graph import repeats, statements
from graph.align import align
from graph.batch import CLASSES, Batch, Related
from graph.history import derive
from graph.recurrence import Recurrence
from graph.rows import Row, changes, chunks
from schema.errors import UNWRITABLE, EngineError
from schema.records import SourceRecords
from schema.version import MODEL_VERSION

if TYPE_CHECKING:
    from collections.abc import Generator, Iterable, Iterator

    from graph.engine import Engine

_OWN: Final = frozenset({"Report", "Inspection", "Issue"})
_GROUP: Final = 40_000  # records of a transaction of several sources; more of them hold more memory
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Written:
    """What became of one source: `nodes` by label and `relationships` by type that were created for it.

    What several sources of one transaction share is counted for the first of them.
    """

    report: str
    unchanged: bool = False
    nodes: Counter[str] = field(default_factory=Counter[str])
    relationships: Counter[str] = field(default_factory=Counter[str])


def write(engine: Engine, source: SourceRecords, today: date) -> Written:
    """Write one source, all or nothing. A source whose report is in the graph changes nothing.

    `today` colours pictures and dates the load; no answer reads it. Raises EngineError if the engine refuses.
    """
    (written,) = _write_group(engine, _prepared(engine, [source]), today)
    return written


def write_all(engine: Engine, sources: Iterable[SourceRecords], today: date) -> Iterator[Written]:
    """Write sources in their order and yield what became of each; holds a few of them in memory at a time.

    Sources are asked for in another thread, while those before them are written. Raises EngineError for a source that
    the engine refuses; those before it are written.
    """
    with closing(_ahead(_prepared(engine, group) for group in _groups(sources))) as groups:
        for group in groups:
            try:
                yield from _write_group(engine, group, today)
            except UNWRITABLE:
                raise
            except EngineError:
                if len(group.sources) == 1:
                    raise
                for source in group.sources:
                    yield write(engine, source, today)


def _ahead(items: Iterator[T]) -> Generator[T, None, None]:
    """Yield items, each of them made while the one before it is used."""
    with ThreadPoolExecutor(1) as thread:
        coming = thread.submit(next, items, None)
        while (item := coming.result()) is not None:
            coming = thread.submit(next, items, None)
            yield item


def _groups(sources: Iterable[SourceRecords]) -> Iterator[list[SourceRecords]]:
    """Yield runs of sources that share no report, inspection or issue: each is written as if it were alone."""
    group: list[SourceRecords] = []
    size, owned = 0, set[str]()
    for source in sources:
        own = {ref.id for each in source.relationships for ref in (each.source, each.target) if ref.label in _OWN}
        if group and (size > _GROUP or own & owned):
            yield group
            group, size, owned = [], 0, set()
        group.append(source)
        size += len(source.nodes) + len(source.relationships)
        owned |= own
    if group:
        yield group


@dataclass(slots=True)
class _Group:
    """Sources of one transaction; `missing` were not in the graph, and `batch` has their rows, for one attempt."""

    sources: Sequence[SourceRecords]
    missing: Sequence[SourceRecords]
    batch: Batch | None

    def batch_without(self, known: set[str]) -> Batch:
        """Return the rows of what is missing, but for reports that are known by now."""
        batch, self.batch = self.batch, None
        return batch if batch and not known else Batch.of([each for each in self.missing if each.report not in known])


def _prepared(engine: Engine, sources: Sequence[SourceRecords]) -> _Group:
    ids = [source.report for source in sources]
    known = engine.persist(lambda: _known(engine.read(statements.KNOWN_REPORTS, {"ids": ids})))
    missing = [source for source in sources if source.report not in known]
    return _Group(sources, missing, Batch.of(missing))


def _write_group(engine: Engine, group: _Group, today: date) -> list[Written]:
    written = engine.persist(partial(_write_missing, engine, group, today)) if group.missing else {}
    return [written.get(source.report) or Written(source.report, unchanged=True) for source in group.sources]


def _write_missing(engine: Engine, group: _Group, today: date) -> dict[str, Written]:
    with engine.transaction() as transaction:
        return _Writer(transaction, today, engine.recurrence).write(group)


def _known(records: Iterable[Any]) -> set[str]:
    return {record["id"] for record in records}


@dataclass(slots=True)
class _Writer:
    """One transaction at work."""

    transaction: neo4j.Transaction
    today: date
    recurrence: Recurrence
    elements: dict[str, str] = field(default_factory=dict[str, str])
    stored: dict[str, Row] = field(default_factory=dict[str, Row])

    def write(self, group: _Group) -> dict[str, Written]:
        """Write sources whose reports were not there before the lock; return what became of each, by report."""
        (dataset,) = self._run(statements.LOCK)
        known = _known(self._run(statements.KNOWN_REPORTS, ids=[source.report for source in group.missing]))
        self.recurrence.recall(self._run, dataset["version"])
        batch = align(self._run, group.batch_without(known))
        self._probe(batch)
        derive(self._run, batch, self.stored, self.today)
        self._locate_revised(batch)
        written = {source.report: Written(source.report) for source in batch.sources}
        self._create_nodes(batch, written)
        self._change(batch)
        self._create_relationships(batch, written)
        repeats.mark(self._run, [self.elements[id_] for id_ in repeats.touched(batch, self.stored)])
        self._relate_similar(batch, written)
        self.recurrence.version = self._record(dataset, list(written))
        return written

    def _run(self, statement: Any, **parameters: Any) -> list[Any]:
        return list(self._start(statement, **parameters))

    def _start(self, statement: Any, **parameters: Any) -> neo4j.Result:
        """Send a statement; the engine is at work on it while the rows of the next are made."""
        return self.transaction.run(statement, parameters)

    def _probe(self, batch: Batch) -> None:
        """Find which nodes of the batch are in the graph; those of measures only if any issue is."""
        if batch.settled:
            self._probe_labels(batch, tuple(batch.nodes))
            return
        self._probe_labels(batch, statements.SHARED)
        if any(id_ in self.stored for id_ in batch.nodes["Issue"]):
            self._probe_labels(batch, statements.OWNED)

    def _probe_labels(self, batch: Batch, labels: tuple[str, ...]) -> None:
        for record in self._run(statements.probe(labels), **{label: list(batch.nodes[label]) for label in labels}):
            self.elements[record["id"]] = record["element"]
            self.stored[record["id"]] = record["properties"]

    def _locate_revised(self, batch: Batch) -> None:
        """Find the dates of earlier sources that dates of this batch revise."""
        revised = {each.target for each in batch.between("REVISES")} - batch.nodes["Deadline"].keys()
        if revised:
            for record in self._run(statements.probe(("Deadline",)), Deadline=sorted(revised)):
                self.elements[record["id"]] = record["element"]

    def _create_nodes(self, batch: Batch, written: dict[str, Written]) -> None:
        started: list[neo4j.Result] = []
        for label, rows in batch.nodes.items():
            missing = [row for id_, row in rows.items() if id_ not in self.stored]
            keys = statements.NODE_KEYS[label]
            statement = statements.create_nodes(label)
            started += (
                self._start(statement, rows=[list(map(row.get, keys)) for row in chunk]) for chunk in chunks(missing)
            )
            for row in missing:
                written[batch.owners[row["id"]]].nodes[label] += 1
        for result in started:
            (made,) = result
            self.elements.update(zip(made["ids"], made["elements"], strict=True))

    def _change(self, batch: Batch) -> None:
        """Fill in what stored nodes lack, and set what is derived anew."""
        rows: list[Row] = []
        for label, nodes in batch.nodes.items():
            for id_ in nodes.keys() & self.stored.keys():
                changed = changes(CLASSES[label], self.stored[id_], nodes[id_]) | batch.derived.get(id_, {})
                if changed:
                    rows.append({"element": self.elements[id_], "changes": changed})
        for chunk in chunks(rows):
            self._run(statements.CHANGE, rows=chunk)

    def _create_relationships(self, batch: Batch, written: dict[str, Written]) -> None:
        started: list[neo4j.Result] = []
        for type_, relationships in batch.relationships.items():
            present = self._present(type_, [each for each in relationships if not each.located])
            missing = [each for each in relationships if each.located or each.fact not in present]
            keys = statements.RELATIONSHIP_KEYS[type_]
            statement = statements.create_relationships(type_)
            started += (
                self._start(statement, rows=[self._row(each, keys) for each in chunk]) for chunk in chunks(missing)
            )
            for each in missing:
                written[each.report].relationships[type_] += 1
        for result in started:
            result.consume()

    def _row(self, each: Related, keys: Sequence[str]) -> list[Any]:
        return [self.elements[each.source], self.elements[each.target], *map(each.properties.get, keys)]

    def _present(self, type_: str, unlocated: Sequence[Related]) -> set[tuple[str, str, Any]]:
        """Return which relationships without a span are there; one with a span belongs to a report that is not."""
        between = [each for each in unlocated if each.source in self.stored and each.target in self.stored]
        found: set[tuple[str, str, Any]] = set()
        for chunk in chunks(between):
            rows = [{"source": each.source, "target": each.target, **self._ends(each)} for each in chunk]
            records = self._run(statements.unlocated(type_), rows=rows)
            found |= {(record["source"], record["target"], record["role"]) for record in records}
        return found

    def _ends(self, each: Related) -> Row:
        return {"a": self.elements[each.source], "b": self.elements[each.target]}

    def _relate_similar(self, batch: Batch, written: dict[str, Written]) -> None:
        """Relate the issues of the batch to those of earlier rounds, and later ones to them."""
        raised = {each.source for each in batch.between("RAISED_BY")}
        unraised = [id_ for id_ in batch.nodes["Issue"] if id_ not in raised]
        for each in self.recurrence.update(self._run, list(batch.nodes["Inspection"]), unraised):
            owner = batch.owners.get(each.source) or batch.owners.get(each.target) or batch.sources[0].report
            written[owner].relationships["SIMILAR_TO"] += 1

    def _record(self, dataset: Any, reports: Sequence[str]) -> str:
        """Record in the books that sources were loaded; return the version of the data set that this makes."""
        version, loads = dataset["version"] or "", dataset["loads"] or 0
        for report in reports:
            loads += 1
            version = f"{loads}-{blake2b(f'{version} {report}'.encode(), digest_size=6).hexdigest()}"
        self._run(statements.RECORD_LOAD, version=version, loads=loads, modelVersion=MODEL_VERSION, day=self.today)
        return version
