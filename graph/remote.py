"""Neo4j over Bolt: `bolt://`, `neo4j://` and their encrypted forms."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from graph.engine import Account, Address, Engine, EngineName, ProfileStep, literal, translated
from graph.limits import LIMITS
from schema.constraints import Index, statement

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping


class RemoteEngine(Engine):
    """A Neo4j server, cluster or Aura instance."""

    name: EngineName = "neo4j"

    def driver_options(self) -> dict[str, Any]:
        """Return the options, without the server's notes on statements: a fresh graph lacks most labels."""
        return {**super().driver_options(), "notifications_min_severity": "OFF"}

    def profile(self, statement: str, parameters: Mapping[str, Any]) -> list[ProfileStep] | None:
        """Run a compiled statement and return what each of its steps touched."""
        with translated(), self._writer.session(database=self.address.database, default_access_mode="READ") as session:
            summary = session.run(literal(f"PROFILE {statement}"), dict(parameters)).consume()
        return list(_steps(summary.profile, 0)) if summary.profile else None

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


def _steps(of: dict[str, Any], depth: int) -> Iterator[ProfileStep]:
    found = of.get("args", {})
    name = str(of.get("operatorType", "")).partition("@")[0]
    details = str(found.get("Details", ""))
    yield ProfileStep(depth, name, int(found.get("Rows", 0)), int(found.get("DbHits", 0)), details)
    for child in of.get("children", ()):
        yield from _steps(child, depth + 1)
