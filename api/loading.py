"""The way of the data, one file after the other: read, make records, write; what came of each is an outcome."""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import partial
from typing import TYPE_CHECKING, Final

from api.reading import Outcome, Read, State, read, read_all
from graph.engine import Engine
from graph.prepare import finish, prepare
from graph.sources import known
from graph.write import write, write_all
from loaders.parse import Kind
from schema.errors import UNWRITABLE, EngineError

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

    from graph.write import Written
    from schema.records import SourceRecords

__all__ = ["Outcome", "State", "load", "rehearse"]

_MOST_WAITING: Final = 200  # outcomes that wait for a source to be written, before they are told


def load(engine: Engine, paths: Iterable[Path], kind: Kind, today: date) -> Iterator[Outcome]:
    """Load files and yield what came of each, in their order; memory does not grow with their number.

    A file that cannot be read or written is an outcome, and so is one that the graph has, which is not read: a load
    that was broken off goes on where it was. Raises EngineUnavailable, EngineRefused or DiskFull: no file could follow.
    """
    engine.persist(lambda: prepare(engine))
    run = _Run(engine, kind, today, read_all(list(paths), kind, partial(known, engine)))
    while run.more:
        yield from run.outcomes()
    engine.persist(lambda: finish(engine))


def rehearse(paths: Iterable[Path], kind: Kind) -> Iterator[Outcome]:
    """Read files and yield what each states; touches no database."""
    yield from (outcome for outcome, _ in read_all(list(paths), kind))


@dataclass(slots=True)
class _Run:
    """Files on their way: `waiting` holds what was read and not yet written, in order."""

    engine: Engine
    kind: Kind
    today: date
    reads: Iterator[Read]
    waiting: deque[Outcome] = field(default_factory=deque["Outcome"])
    more: bool = True

    def outcomes(self) -> Iterator[Outcome]:
        """Yield outcomes until all files are done, or until the run must be resumed: see `more`."""
        try:
            for written in write_all(self.engine, self._sources(), self.today):
                yield from self._passed()
                yield _written(self.waiting.popleft(), written)
        except UNWRITABLE:
            raise
        except EngineError:
            # Whatever else was in the same transaction is written alone, so that only the refused source fails.
            while self.waiting:
                yield self._alone(self.waiting.popleft())
            return
        yield from self._passed()

    def _sources(self) -> Iterator[SourceRecords]:
        for outcome, source in self.reads:
            self.waiting.append(outcome)
            if source:
                yield source
            elif len(self.waiting) > _MOST_WAITING:
                return
        self.more = False

    def _passed(self) -> Iterator[Outcome]:
        """Yield the outcomes before the next source that is written."""
        while self.waiting and self.waiting[0].state is not State.READ:
            yield self.waiting.popleft()

    def _alone(self, outcome: Outcome) -> Outcome:
        if outcome.state is not State.READ:
            return outcome
        again, source = read(outcome.path, self.kind)
        if source is None:
            return again
        try:
            return _written(again, write(self.engine, source, self.today))
        except UNWRITABLE:
            raise
        except EngineError as error:
            return replace(again, state=State.FAILED, nodes=Counter(), relationships=Counter(), error=error)


def _written(outcome: Outcome, written: Written) -> Outcome:
    state = State.UNCHANGED if written.unchanged else State.LOADED
    return replace(outcome, state=state, nodes=written.nodes, relationships=written.relationships)
