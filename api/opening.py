"""The engine that the settings name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from api.settings import EngineKind, Settings
from schema.errors import SettingsError

if TYPE_CHECKING:
    from graph.engine import Engine


def start(settings: Settings, *, for_questions: bool = False) -> Engine:
    """Return the engine, up and answering; who asks for it closes it.

    An embedded engine that is there for questions holds every statement to their timeout. Raises SettingsError where
    Neo4j is meant and has no address.
    """
    if settings.engine is EngineKind.NEO4J:
        return _connect(settings)
    from graph import embedded

    if for_questions:
        return embedded.start(settings.data_dir, settings.limits.query_timeout_s)
    return embedded.start(settings.data_dir)


def _connect(settings: Settings) -> Engine:
    from graph import remote

    if not settings.neo4j:
        raise SettingsError(
            "The engine is neo4j, and RECTIGRAPH_NEO4J_URI does not say where it is. Set it, such as "
            "bolt://127.0.0.1:7687, with RECTIGRAPH_NEO4J_USER and RECTIGRAPH_NEO4J_PASSWORD."
        )
    return remote.connect(settings.neo4j, settings.limits.query_timeout_s)
