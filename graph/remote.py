"""Neo4j over Bolt: `bolt://`, `neo4j://` and their encrypted forms."""

from __future__ import annotations

from contextlib import closing, contextmanager
from typing import TYPE_CHECKING, Any, Final

import neo4j
from neo4j.exceptions import Neo4jError

from graph.cypher import literal
from graph.edition import COMPONENTS, Edition, edition
from graph.engine import Account, Address, Engine, EngineName, ProfileStep, translated
from graph.limits import LIMITS
from schema.errors import EngineBusy, EngineError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from graph.connection import Connection

# Its ids are unique: see `prepare.BOOKS`.
_TAKEN: Final = "CREATE (:Dataset {id: $task})"
_LONGEST_WAIT_S: Final = 2.0
_STOPPED_WAITING: Final = ("TimedOut", "LockClientStopped")  # in the code of the error
_IN_PARALLEL: Final = "CYPHER runtime = parallel "


class RemoteEngine(Engine):
    """A Neo4j server, cluster or Aura instance.

    Sessions pass bookmarks on, so that on a cluster what is read comes after what was written here. The first one
    goes to the writer and brings the bookmark of all that was written before the start.
    """

    name: EngineName = "neo4j"

    def __init__(self, connection: Connection, query_timeout_s: float) -> None:
        account = Account(connection.user, connection.password)
        super().__init__(Address(connection.driver_uri, connection.database, account, account), query_timeout_s)
        self.connection = connection
        self.retry_s = connection.retry_s
        self.edition = Edition("0", "unknown")
        self._parallel = True
        self._bookmarks = neo4j.GraphDatabase.bookmark_manager()

    @property
    def where(self) -> str:
        """Return what messages call it."""
        return f"Neo4j at {self.connection.uri}"

    @property
    def enforces_existence(self) -> bool:
        """Tell whether it can require properties."""
        return self.edition.enterprise

    def driver_options(self) -> dict[str, Any]:
        """Return the options, without the server's notes on statements: a fresh graph lacks most labels."""
        of = self.connection
        authority = {"encrypted": True, "trusted_certificates": neo4j.TrustCustomCAs(str(of.ca))} if of.ca else {}
        return {
            **super().driver_options(),
            **authority,
            "connection_timeout": of.connection_timeout_s,
            "max_connection_pool_size": of.pool_size,
            "max_connection_lifetime": of.lifetime_s,
            "notifications_min_severity": "OFF",
        }

    def session_options(self) -> dict[str, Any]:
        """Return the database, and the manager that keeps the bookmarks."""
        return {**super().session_options(), "bookmark_manager": self._bookmarks}

    def async_session_options(self) -> dict[str, Any]:
        """Return the database, and the bookmarks of what was written so far: the drivers share no manager."""
        bookmarks = neo4j.Bookmarks.from_raw_values(self._bookmarks.get_bookmarks())
        return {**super().async_session_options(), "bookmarks": bookmarks}

    def check(self) -> None:
        """Connect, and find out which edition it is. Raises EngineUnavailable or EngineRefused."""
        with translated(self.where), self._session("WRITE") as session:
            self.edition = edition(session.run(COMPONENTS).data())

    def scan(self, statement: str, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """Return all records of a statement that reads much of the graph: on all cores where the server can.

        An edition that could may have it switched off, as small instances of Aura do (GQLSTATUS 22N44, 22N47).
        """
        if self._parallel and self.edition.enterprise:
            try:
                return self.read(f"{_IN_PARALLEL}{statement}", parameters)
            except EngineError as error:
                if "parallel runtime" not in str(error).lower():
                    raise
                self._parallel = False
        return self.read(statement, parameters)

    def profile(self, statement: str, parameters: Mapping[str, Any]) -> list[ProfileStep] | None:
        """Run a compiled statement and return what each of its steps touched."""
        with translated(self.where), self._session("READ") as session:
            summary = session.run(literal(f"PROFILE {statement}"), dict(parameters)).consume()
        return list(_steps(summary.profile, 0)) if summary.profile else None

    @contextmanager
    def alone(self, task: str) -> Iterator[None]:
        """Hold off everybody else who begins the same task. Raises EngineBusy while somebody is at it.

        A node that is never committed has the key of the task: others wait for it, and it goes with its connection,
        whatever becomes of us.
        """
        with translated(self.where), self._session("WRITE") as session:
            try:
                with session.begin_transaction(timeout=_LONGEST_WAIT_S) as tried:
                    tried.run(_TAKEN, task=task).consume()
                    tried.rollback()
            except Neo4jError as error:
                if not any(reason in str(error.code) for reason in _STOPPED_WAITING):
                    raise
                raise EngineBusy(f"Somebody else is at a {task} of {self.where}. Wait until it is done.") from error
            with closing(session.begin_transaction(timeout=0)) as held:
                held.run(_TAKEN, task=task).consume()
                yield

    def await_indexes(self) -> None:
        """Wait until all indexes answer, a few minutes for those of a large graph. Raises EngineError after that."""
        self.read("CALL db.awaitIndexes(300)")


def connect(connection: Connection, query_timeout_s: float = LIMITS.query_timeout_s) -> RemoteEngine:
    """Return the engine behind an address. Raises EngineUnavailable or EngineRefused if it does not let us in."""
    engine = RemoteEngine(connection, query_timeout_s)
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
