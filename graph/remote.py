"""Neo4j over Bolt: `bolt://`, `neo4j://` and their encrypted forms."""

from __future__ import annotations

from typing import Any

from graph.engine import Account, Address, Engine, EngineName
from graph.limits import LIMITS
from schema.constraints import Index, statement


class RemoteEngine(Engine):
    """A Neo4j server, cluster or Aura instance."""

    name: EngineName = "neo4j"
    # Its maps come back in hash order (5.26.16): the compiler puts the keys of an answer in order itself.
    orders_maps = False

    def driver_options(self) -> dict[str, Any]:
        """Return the options, without the server's notes on statements: a fresh graph lacks most labels."""
        return {**super().driver_options(), "notifications_min_severity": "OFF"}

    def create(self, index: Index) -> None:
        """Create a constraint or index unless it is there."""
        self.execute(statement(index))


def connect(
    uri: str, user: str, password: str | None, database: str | None, query_timeout_s: float = LIMITS.query_timeout_s
) -> RemoteEngine:
    """Return the engine behind an address. Raises EngineUnavailable or EngineRefused if it does not let us in."""
    account = Account(user, password)
    engine = RemoteEngine(Address(uri, database, account, account), query_timeout_s)
    try:
        engine.check()
    except BaseException:
        engine.close()
        raise
    return engine
