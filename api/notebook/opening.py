"""The graph that the settings name, as py2neo's `Graph`."""

from __future__ import annotations

import atexit
import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from py2neo import Graph

from api.opening import start
from api.settings import EngineKind, Settings, from_environment
from graph.prepare import check
from schema.errors import SettingsError

if TYPE_CHECKING:
    from graph.engine import Address


def connect(engine: str | None = None, data_dir: str | Path | None = None) -> Graph:
    """Return the graph of `RECTIGRAPH_…`, or of the engine and data directory named here, to read from.

    The same for the same settings, as often as a cell runs. An embedded engine starts, is held by this process, so
    that no other command can use its data directory, and stops with it. Raises SettingsError, DataDirectoryInUse,
    EngineUnavailable, GraphTooOld and others of `schema.errors`, each with what to do.
    """
    settings = from_environment(os.environ)
    kind = EngineKind(engine) if engine else None
    return _opened(settings.with_options(kind, Path(data_dir).absolute() if data_dir else None))


@cache
def _opened(settings: Settings) -> Graph:
    if settings.engine is EngineKind.NEO4J and settings.neo4j and settings.neo4j.ca:
        raise SettingsError(
            "py2neo trusts the system's certificate authorities only: add yours to them, and leave "
            "RECTIGRAPH_NEO4J_CA out here."
        )
    engine = start(settings, for_questions=True)
    atexit.register(engine.close)
    check(engine)
    return graph_of(engine.address)


def graph_of(address: Address) -> Graph:
    """Return py2neo's graph at an address, for the account that reads."""
    reader = address.reader
    auth = (reader.user, reader.password) if reader.password is not None else None
    return Graph(address.uri, auth=auth, name=address.database)
