"""The way of the data, one file after the other: read, make records, write; what came of each is an outcome."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from graph.engine import Engine
from graph.prepare import prepare
from graph.write import write, write_all
from loaders.parse import Kind, parse_file
from loaders.parsed import ParseWarning, RejectedRow
from loaders.read import sha256
from loaders.records import records
from schema.errors import UNWRITABLE, EngineError, NoIssues, RectigraphError

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.write import Written
    from loaders.parsed import ParsedSource
    from schema.records import SourceRecords


class State(StrEnum):
    """What became of a file."""

    LOADED = "loaded"
    UNCHANGED = "unchanged"
    READ = "read"
    FAILED = "failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one file; `nodes` by label and `relationships` by type that were created, or for READ stated."""

    path: Path
    state: State
    title: str = ""
    nodes: Counter[str] = field(default_factory=Counter[str])
    relationships: Counter[str] = field(default_factory=Counter[str])
    warnings: tuple[ParseWarning, ...] = ()
    rejected: tuple[RejectedRow, ...] = ()
    error: RectigraphError | None = None


def load(engine: Engine, paths: Iterable[Path], kind: Kind, today: date) -> Iterator[Outcome]:
    """Load files and yield what came of each, in their order; memory does not grow with their number.

    A file that cannot be read or written is an outcome. Raises EngineUnavailable, EngineRefused or DiskFull: no
    file could follow.
    """
    engine.persist(lambda: prepare(engine))
    run = _Run(engine, kind, today, iter(paths))
    while run.more:
        yield from run.outcomes()


def rehearse(paths: Iterable[Path], kind: Kind) -> Iterator[Outcome]:
    """Read files and yield what each states; touches no database."""
    for path in paths:
        outcome, _ = _read(path, kind)
        yield outcome


@dataclass(slots=True)
class _Run:
    """Files on their way: `waiting` holds what was read and not yet written, in order."""

    engine: Engine
    kind: Kind
    today: date
    paths: Iterator[Path]
    waiting: deque[Outcome] = field(default_factory=deque["Outcome"])
    more: bool = True

    def outcomes(self) -> Iterator[Outcome]:
        """Yield outcomes until all files are done, or until the engine refuses a source and the run must be resumed."""
        try:
            for written in write_all(self.engine, self._sources(), self.today):
                yield from self._failures()
                yield _written(self.waiting.popleft(), written)
        except UNWRITABLE:
            raise
        except EngineError:
            # Whatever else was in the same transaction is written alone, so that only the refused source fails.
            while self.waiting:
                yield self._alone(self.waiting.popleft())
            return
        yield from self._failures()
        self.more = False

    def _sources(self) -> Iterator[SourceRecords]:
        for path in self.paths:
            outcome, source = _read(path, self.kind)
            self.waiting.append(outcome)
            if source:
                yield source

    def _failures(self) -> Iterator[Outcome]:
        while self.waiting and self.waiting[0].state is State.FAILED:
            yield self.waiting.popleft()

    def _alone(self, outcome: Outcome) -> Outcome:
        read, source = _read(outcome.path, self.kind)
        if source is None:
            return read
        try:
            return _written(read, write(self.engine, source, self.today))
        except UNWRITABLE:
            raise
        except EngineError as error:
            return replace(read, state=State.FAILED, nodes=Counter(), relationships=Counter(), error=error)


def _read(path: Path, kind: Kind) -> tuple[Outcome, SourceRecords | None]:
    """Return what a file states and its records, or the failure and None."""
    try:
        parsed = parse_file(path, kind)
    except RectigraphError as error:
        return Outcome(path=path, state=State.FAILED, error=error), None
    if not parsed.issues:
        return _without_issues(path, parsed), None
    source = records(parsed, sha256(path), path.as_posix())
    return _stated(path, parsed, source), source


def _without_issues(path: Path, parsed: ParsedSource) -> Outcome:
    """Return the failure of a file that says nothing of the genre, with all that was found instead."""
    error = NoIssues(
        f"{path.name}: no issue was found, so nothing is loaded. An issue is a numbered problem 问题 with its answer "
        "整改 in a report, or a row of a ledger. See what was read: rectigraph parse."
    )
    title, warnings, rejected = parsed.report.title, parsed.warnings, parsed.rejected
    return Outcome(path=path, state=State.FAILED, title=title, warnings=warnings, rejected=rejected, error=error)


def _stated(path: Path, parsed: ParsedSource, source: SourceRecords) -> Outcome:
    return Outcome(
        path=path,
        state=State.READ,
        title=parsed.report.title,
        nodes=Counter(type(node).__name__ for node in source.nodes),
        relationships=Counter(each.type for each in source.relationships),
        warnings=parsed.warnings,
        rejected=parsed.rejected,
    )


def _written(outcome: Outcome, written: Written) -> Outcome:
    state = State.UNCHANGED if written.unchanged else State.LOADED
    return replace(outcome, state=state, nodes=written.nodes, relationships=written.relationships)
