"""The engine that the settings name, for as long as a command needs it."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

from api.cli import output
from api.opening import start
from api.settings import EngineKind, Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graph.engine import Engine


@contextmanager
def opened(settings: Settings, *, for_questions: bool = False, any_version: bool = False) -> Iterator[Engine]:
    """Yield the engine, up and answering, and close it afterwards, its process included.

    An embedded engine that is there for questions holds every statement to their timeout.
    Raises DataDirectoryTooNew for a graph that a newer version of the model wrote, and GraphTooOld for one that an
    older version did, unless `any_version` will do.
    """
    from graph.prepare import check

    engine = _start(settings, for_questions)
    try:
        if not any_version:
            check(engine)
        yield engine
    finally:
        engine.close()


def _start(settings: Settings, for_questions: bool) -> Engine:
    if settings.engine is EngineKind.NEO4J:
        return start(settings)
    with output.messages().status("Starting the embedded engine …"):
        return start(settings, for_questions=for_questions)
