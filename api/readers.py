"""Processes that read files side by side; where one is ended from outside, its file is read again, then given up.

Processes are spawned, not forked: a fork would copy threads' locks and connections.
"""

from __future__ import annotations

import os
import signal
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass
from itertools import islice
from multiprocessing import get_context, parent_process
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterator

_AHEAD: Final = 4  # files for each process that are read and not yet asked for, at most
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Readers(Generic[Result]):
    """As many processes as `workers` that call `task` with the path of a file.

    `lost` says what stands for a file whose reading ended its process also when that read nothing else.
    """

    workers: int
    task: Callable[[Path], Result]
    lost: Callable[[Path], Result]

    def in_order(self, files: Iterator[tuple[Path, Result | None]]) -> Iterator[Result]:
        """Yield what is known of each file, else what the task returns for it; a few files are read ahead."""
        waiting: deque[tuple[Path, Future[Result]]] = deque()
        pool = _pool(self.workers)
        try:
            while True:
                for path, known in islice(files, self.workers * _AHEAD - len(waiting)):
                    waiting.append((path, _known(known) if known else self._submitted(pool, path)))
                if not waiting:
                    return
                path, first = waiting.popleft()
                if _is_broken(first):
                    pool.shutdown(wait=False)
                    yield self._alone(path)
                    pool = _pool(self.workers)
                    waiting = deque(
                        (at, self._submitted(pool, at) if _is_broken(each) else each) for at, each in waiting
                    )
                else:
                    yield first.result()
        finally:
            pool.shutdown(wait=False, cancel_futures=True)

    def _alone(self, path: Path) -> Result:
        """Read a file in a process of its own: which of several files ended one, nobody says."""
        with _pool(1) as pool:
            try:
                return pool.submit(self.task, path).result()
            except BrokenProcessPool:
                return self.lost(path)

    def _submitted(self, pool: ProcessPoolExecutor, path: Path) -> Future[Result]:
        try:
            return pool.submit(self.task, path)
        except BrokenProcessPool as error:
            broken: Future[Result] = Future()
            broken.set_exception(error)
            return broken


def _known(result: Result) -> Future[Result]:
    future: Future[Result] = Future()
    future.set_result(result)
    return future


def _is_broken(future: Future[Any]) -> bool:
    """Wait for a result, and tell whether the processes ended before it was there."""
    return isinstance(future.exception(), BrokenProcessPool)


def _pool(workers: int) -> ProcessPoolExecutor:
    return ProcessPoolExecutor(workers, get_context("spawn"), _begin)


def _begin() -> None:
    """Leave Ctrl-C to the process that reads for the user, and end when that is gone, also by a kill."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    parent = parent_process()
    if parent:
        parent.join()
        os._exit(1)
