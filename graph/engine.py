"""The engine contract: one adapter over the official driver, to two engines.

The only place that opens connections. Loading uses the synchronous driver and one transaction for each source;
the service uses the asynchronous driver, one for the process. Reads go through read transactions, and on the
embedded engine, which does not enforce them, through an account that cannot write.
"""

from __future__ import annotations

import asyncio
import logging
import time
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from random import uniform
from typing import TYPE_CHECKING, Any, Final, Literal, TypeVar

import neo4j
from neo4j.exceptions import DriverError, Neo4jError, ServiceUnavailable, SessionExpired

from graph.cypher import literal
from graph.recurrence import Recurrence
from schema.constraints import statement
from schema.errors import DiskFull, EngineBusy, EngineError, EngineRefused, EngineUnavailable, QueryTimeout

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from schema.constraints import Index

EngineName = Literal["embedded", "neo4j"]
_GRACE_S: Final = 2.0  # the engine stops its statement itself; this is for an engine that hangs or is cut off
_FIRST_PAUSE_S: Final = 0.5
_LONGEST_PAUSE_S: Final = 5.0
_TIMED_OUT: Final = ("TransactionTimedOut", "TimeoutException", "TransactionTimedOutClientConfiguration")
_log = logging.getLogger("rectigraph")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Account:
    """A user of an engine; `password` None means an engine without accounts."""

    user: str
    password: str | None = field(default=None, repr=False)

    @property
    def auth(self) -> neo4j.Auth | None:
        """Return the driver's credentials."""
        return neo4j.basic_auth(self.user, self.password) if self.password is not None else None


@dataclass(frozen=True, slots=True)
class Address:
    """Where an engine answers, and who reads and writes there; `database` None is the user's home database."""

    uri: str
    database: str | None
    reader: Account
    writer: Account


@dataclass(frozen=True, slots=True)
class ProfileStep:
    """One step of a statement as an engine ran it; `depth` is its place in the tree of steps, the last one first."""

    depth: int
    name: str
    rows: int
    hits: int
    details: str


class Engine:
    """An engine that is up. `query_timeout_s` is how long it may take to answer a question.

    `retry_s` bounds how long `persist` tries again: an engine in a child process that has gone does not come back.
    """

    name: EngineName
    retry_s: float = 0.0

    def __init__(self, address: Address, query_timeout_s: float) -> None:
        self.address = address
        self.query_timeout_s = query_timeout_s

    @property
    def where(self) -> str:
        """Return what messages call it."""
        return "The engine"

    @property
    def answer_retry_s(self) -> float:
        """Return how long `answer` tries again: who waits is not kept waiting longer than for a slow answer."""
        return min(self.retry_s, self.query_timeout_s)

    @property
    def enforces_existence(self) -> bool:
        """Tell whether it can require properties, so that constraints say so."""
        return False

    @cached_property
    def _writer(self) -> neo4j.Driver:
        return self._driver(self.address.writer)

    @cached_property
    def _sync_reader(self) -> neo4j.Driver:
        return self._writer if self.address.reader == self.address.writer else self._driver(self.address.reader)

    def _driver(self, account: Account) -> neo4j.Driver:
        return neo4j.GraphDatabase.driver(self.address.uri, auth=account.auth, **self.driver_options())

    @cached_property
    def _reader(self) -> neo4j.AsyncDriver:
        return neo4j.AsyncGraphDatabase.driver(self.address.uri, auth=self.address.reader.auth, **self.driver_options())

    @cached_property
    def recurrence(self) -> Recurrence:
        """Return what is known of the issues of the graph from one write to the next."""
        return Recurrence()

    def driver_options(self) -> dict[str, Any]:
        """Return what the driver is opened with beside address and account."""
        return {"connection_timeout": 10.0, "telemetry_disabled": True}

    def session_options(self) -> dict[str, Any]:
        """Return what a session of the synchronous driver is opened with beside its access mode."""
        return {"database": self.address.database}

    def async_session_options(self) -> dict[str, Any]:
        """Return what a session of the asynchronous driver is opened with beside its access mode."""
        return {"database": self.address.database}

    def _session(self, access_mode: Literal["READ", "WRITE"], **options: Any) -> neo4j.Session:
        driver = self._writer if access_mode == "WRITE" else self._sync_reader
        return driver.session(default_access_mode=access_mode, **options, **self.session_options())

    def check(self) -> None:
        """Raise EngineUnavailable or EngineRefused unless the engine answers."""
        with translated(self.where):
            self._writer.verify_connectivity()

    @contextmanager
    def transaction(self) -> Iterator[neo4j.Transaction]:
        """Yield one write transaction: all or nothing. It is rolled back if the block raises."""
        with (
            translated(self.where),
            self._session("WRITE") as session,
            session.begin_transaction() as transaction,
        ):
            yield transaction
            transaction.commit()

    def persist(self, work: Callable[[], T]) -> T:
        """Do work, again where it fails for a reason that passes, until `retry_s` is over.

        Such a reason is a server that restarts, a leader that changes, a lock held by others. What was written when a
        connection broke is not known, so the work must find out itself, and change nothing that is done.
        """
        pauses = _pauses(time.monotonic() + self.retry_s)
        while True:
            try:
                return work()
            except (EngineUnavailable, EngineBusy) as error:
                pause_s, left_s = next(pauses)
                if left_s <= 0:
                    raise
                _log.warning("%s Trying again, for at most %.0f s.", error, left_s)
                time.sleep(pause_s)

    @contextmanager
    def alone(self, task: str) -> Iterator[None]:
        """Hold off everybody else who begins the same task. Raises EngineBusy while somebody is at it."""
        del task
        yield  # the embedded engine belongs to one process

    def read(self, statement: str, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """Return all records of a statement that only reads, each as a dict."""
        with translated(self.where), self._session("READ") as session:
            return session.run(literal(statement), dict(parameters or {})).data()

    def scan(self, statement: str, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """Return all records of a statement that reads much of the graph."""
        return self.read(statement, parameters)

    def stream(
        self, statement: str, parameters: Mapping[str, Any] | None = None, fetched: int = 1_000
    ) -> Iterator[dict[str, Any]]:
        """Yield the records of a statement that only reads as they come; at most about `fetched` wait in memory."""
        with translated(self.where), self._session("READ", fetch_size=fetched) as session:
            for record in session.run(literal(statement), dict(parameters or {})):
                yield record.data()

    def execute(self, statement: str) -> None:
        """Run one statement that changes the schema, in a transaction of its own."""
        with translated(self.where), self._session("WRITE") as session:
            session.run(literal(statement)).consume()

    def rehearse(self, statement: str) -> None:
        """Run one statement and take back what it did. Raises EngineRefused where the account may not do it."""
        with (
            translated(self.where),
            self._session("WRITE") as session,
            session.begin_transaction() as transaction,
        ):
            transaction.run(literal(statement)).consume()
            transaction.rollback()

    async def answer(self, statement: str, parameters: Mapping[str, Any]) -> tuple[Any, ...]:
        """Return the values of the one record of a compiled statement, read in a transaction of its own.

        Raises QueryTimeout after `query_timeout_s`. Who cancels this gives the connection up; Neo4j then ends the
        transaction, the embedded engine its statement at the timeout.
        """
        try:
            with translated(self.where):
                async with asyncio.timeout(self.query_timeout_s + _GRACE_S):
                    return await self._answered(statement, dict(parameters))
        except (TimeoutError, QueryTimeout) as error:
            raise QueryTimeout(
                f"The query ran longer than {self.query_timeout_s:g} s and was stopped. Ask for less at once."
            ) from error

    async def _answered(self, statement: str, parameters: dict[str, Any]) -> tuple[Any, ...]:
        """Return what `answer` does, again where it fails for a reason that passes."""
        # The driver's managed transactions do this too, with a round trip more: a third of a small answer's time.
        query = neo4j.Query(literal(statement), timeout=self.query_timeout_s)
        pauses = _pauses(time.monotonic() + self.answer_retry_s)
        while True:
            try:
                async with self._reader.session(default_access_mode="READ", **self.async_session_options()) as session:
                    return tuple(await (await session.run(query, parameters)).single(strict=True))
            except (DriverError, Neo4jError) as error:
                pause_s, left_s = next(pauses)
                if not error.is_retryable() or left_s <= 0:
                    raise
                await asyncio.sleep(pause_s)

    def profile(self, statement: str, parameters: Mapping[str, Any]) -> list[ProfileStep] | None:
        """Run a compiled statement and return what each of its steps touched; None if the engine does not count."""
        del statement, parameters
        return None

    def supports(self, index: Index) -> bool:
        """Tell whether the engine's Cypher knows an index of this kind."""
        del index
        return True

    def create(self, index: Index) -> None:
        """Create a constraint or index unless it is there."""
        self.execute(statement(index))

    def await_indexes(self) -> None:
        """Wait until all indexes answer. Raises EngineError where that takes too long."""

    def note_version(self) -> None:
        """Note beside the graph, where there is a place, which version of the model it has now."""

    def close(self) -> None:
        """Close the connections of the synchronous drivers."""
        for name in ("_writer", "_sync_reader"):
            if name in self.__dict__:
                self.__dict__[name].close()

    async def aclose(self) -> None:
        """Close the connections of the asynchronous driver; the next answer opens new ones, in its own event loop."""
        if "_reader" in self.__dict__:
            reader = self._reader
            del self._reader
            await reader.close()


def _pauses(deadline: float) -> Iterator[tuple[float, float]]:
    """Yield the seconds to wait before each further attempt, and those left until `deadline` of the monotonic clock."""
    pause_s = _FIRST_PAUSE_S
    while True:
        left_s = deadline - time.monotonic()
        yield min(pause_s * uniform(0.8, 1.2), left_s), left_s  # noqa: S311  # spreads clients, no secret
        pause_s = min(pause_s * 2, _LONGEST_PAUSE_S)


@contextmanager
def translated(where: str) -> Iterator[None]:
    """Turn the driver's errors into ours, with what to do; `where` is what messages call the engine."""
    try:
        yield
    except (ServiceUnavailable, SessionExpired) as error:
        raise EngineUnavailable(_unavailable(where, str(error))) from error
    except Neo4jError as error:
        raise _translation(where, error) from error
    except DriverError as error:
        raise EngineError(f"{where} failed: {error}") from error


def _unavailable(where: str, reason: str) -> str:
    if "SSLCertVerification" in reason:
        return (
            f"{where} shows a certificate that nobody we trust has signed for this name. If an authority of your own "
            "signed it, name its file: RECTIGRAPH_NEO4J_CA."
        )
    if "encrypted connection" in reason:
        return f"{where} does not speak TLS. Leave +s out of the address, or set TLS up there."
    return f"{where} does not answer: {' '.join(reason.split())}. Is it running, and is the address right?"


_READ_ONLY: Final = "{where} only lets us read: {said} Use a database and an account that may write."
# The built-in roles of Enterprise Edition are reader, editor, publisher, architect and admin.
_NO_RIGHT: Final = (
    "{where} does not let this account do that: {said} To ask, it needs the role reader; to load, publisher, or "
    "architect where constraints and indexes are missing. Grant the role, or use another account."
)
# What a part of an error's code means for us; the first that fits counts.
_MEANINGS: Final[tuple[tuple[str, type[EngineError], str], ...]] = (
    ("ReadOnly", EngineRefused, _READ_ONLY),
    ("AccessMode", EngineRefused, _READ_ONLY),
    (
        "NotALeader",
        EngineBusy,
        "{where} is a member of a cluster that does not take writes now: {said} An address neo4j:// finds the one that "
        "does.",
    ),
    ("AuthorizationExpired", EngineBusy, "{where} wants this user to log in again: {said}"),
    ("CredentialsExpired", EngineRefused, "{where} wants this user to have a new password first: see ALTER USER."),
    ("RateLimit", EngineRefused, "{where} lets nobody in for some seconds, after too many wrong passwords."),
    ("Unauthorized", EngineRefused, "{where} refuses this user and password. Correct them and start again."),
    ("Security", EngineRefused, _NO_RIGHT),
    ("Forbidden", EngineRefused, _NO_RIGHT),
    ("DatabaseNotFound", EngineRefused, "{where} has no such database: {said} See RECTIGRAPH_NEO4J_DATABASE."),
    ("DatabaseUnavailable", EngineUnavailable, "{where} is up, its database not yet: {said}"),
    ("TransientError", EngineBusy, "{where} could not do this now: {code}: {said}"),
    ("ClientError", EngineError, "{where} refuses a statement: {code}: {said}"),
    ("", EngineError, "{where} failed: {code}: {said}"),
)


def _translation(where: str, error: Neo4jError) -> EngineError:
    code, text = error.code or "", str(error)
    if any(name in code or name in text for name in _TIMED_OUT):
        return QueryTimeout("The engine stopped a statement that ran longer than it may.")
    if "No space left" in text:
        return DiskFull("No space is left on the disk; nothing of this source was written. Free some and load again.")
    kind, message = next((kind, message) for part, kind, message in _MEANINGS if part in code)
    return kind(message.format(where=where, code=code, said=error.message))
