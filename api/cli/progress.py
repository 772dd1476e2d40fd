"""How far a load of many files is, on standard error: a bar on a terminal, now and then a line elsewhere."""

from __future__ import annotations

import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

from api.cli import output

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from api.reading import Outcome

_FEWEST: Final = 24  # files: of fewer each is over before anybody asks
_EVERY_S: Final = 15.0  # lines of a log


@contextmanager
def shown(files: int) -> Iterator[Callable[[Outcome], None]]:
    """Yield what counts one file as done, and shows how many are, how fast, and how long the others will take."""
    if files < _FEWEST:
        yield lambda _: None
    elif sys.stderr.isatty():
        with _bar(files) as advance:
            yield lambda _: advance()
    else:
        lines = _Lines(files, time.monotonic())
        yield lambda _: lines.advance(time.monotonic())


@contextmanager
def _bar(files: int) -> Iterator[Callable[[], None]]:
    from rich.progress import (
        BarColumn,
        MofNCompleteColumn,
        Progress,
        ProgressColumn,
        Task,
        TextColumn,
        TimeRemainingColumn,
    )
    from rich.text import Text

    class Rate(ProgressColumn):
        def render(self, task: Task) -> Text:
            return Text(f"{task.speed:.1f} files/s" if task.speed else "")

    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), Rate(), TimeRemainingColumn())
    # What is printed goes above the bar on a terminal, and must not turn to standard error elsewhere.
    with Progress(*columns, console=output.messages(), transient=True, redirect_stdout=sys.stdout.isatty()) as progress:
        task = progress.add_task("Loading", total=files)
        yield lambda: progress.advance(task)


class _Lines:
    """Lines of a log: the first after some seconds, so that a short load has none."""

    def __init__(self, files: int, started: float) -> None:
        self.files, self.done = files, 0
        self.started = self.told = started

    def advance(self, now: float) -> None:
        self.done += 1
        if now - self.told < _EVERY_S:
            return
        self.told = now
        output.say(line(self.done, self.files, now - self.started))


def line(done: int, files: int, seconds: float) -> str:
    """Return how far a load is: 1,200 of 5,000 files, 41.4 files/s, about 92 s left."""
    rate = done / seconds
    return f"{done:,} of {files:,} files, {rate:.1f} files/s, about {(files - done) / rate:.0f} s left"
