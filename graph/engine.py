"""The engine contract: one adapter over the official driver, to two engines.

The only place that opens connections. Loading uses the synchronous driver and one transaction for each source;
the service uses the asynchronous driver, one for the process. Reads go through read transactions, and on the
embedded engine, which does not enforce them, through an account that cannot write.
"""

from __future__ import annotations

import asyncio
from abc import ABC, abstractmethod
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, Final, Literal, LiteralString, cast

import neo4j
from neo4j.exceptions import AuthError, ClientError, DriverError, Neo4jError, ServiceUnavailable, TransientError

from schema.errors import DiskFull, EngineError, EngineRefused, EngineUnavailable, QueryTimeout

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from schema.constraints import Index

EngineName = Literal["embedded", "neo4j"]
_GRACE_S: Final = 2.0  # the engine stops its statement itself; this is for an engine that hangs or is cut off
_TIMED_OUT: Final = ("TransactionTimedOut", "TimeoutException", "TransactionTimedOutClientConfiguration")


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


class Engine(ABC):
    """An engine that is up. `query_timeout_s` is how long it may take to answer a question."""

    name: EngineName

    def __init__(self, address: Address, query_timeout_s: float) -> None:
        self.address = address
        self.query_timeout_s = query_timeout_s

    @cached_property
    def _writer(self) -> neo4j.Driver:
        return neo4j.GraphDatabase.driver(self.address.uri, auth=self.address.writer.auth, **self.driver_options())

    @cached_property
    def _reader(self) -> neo4j.AsyncDriver:
        return neo4j.AsyncGraphDatabase.driver(self.address.uri, auth=self.address.reader.auth, **self.driver_options())

    def driver_options(self) -> dict[str, Any]:
        """Return what the driver is opened with beside address and account."""
        return {"connection_timeout": 10.0, "max_transaction_retry_time": 10.0, "telemetry_disabled": True}

    def check(self) -> None:
        """Raise EngineUnavailable or EngineRefused unless the engine answers."""
        with translated():
            self._writer.verify_connectivity()

    @contextmanager
    def transaction(self) -> Iterator[neo4j.Transaction]:
        """Yield one write transaction: all or nothing. It is rolled back if the block raises."""
        with (
            translated(),
            self._writer.session(database=self.address.database) as session,
            session.begin_transaction() as transaction,
        ):
            yield transaction
            transaction.commit()

    def read(self, statement: str, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        """Return all records of a statement that only reads, each as a dict."""
        with translated(), self._writer.session(database=self.address.database, default_access_mode="READ") as session:
            return session.run(literal(statement), dict(parameters or {})).data()

    def execute(self, statement: str) -> None:
        """Run one statement that changes the schema, in a transaction of its own."""
        with translated(), self._writer.session(database=self.address.database) as session:
            session.run(literal(statement)).consume()

    async def answer(self, statement: str, parameters: Mapping[str, Any]) -> tuple[Any, ...]:
        """Return the values of the one record of a compiled statement, read in a read transaction.

        Raises QueryTimeout after `query_timeout_s`. Who cancels this gives the connection up; Neo4j then ends the
        transaction, the embedded engine its statement at the timeout.
        """
        work = neo4j.unit_of_work(timeout=self.query_timeout_s)(_single)
        try:
            with translated():
                async with (
                    asyncio.timeout(self.query_timeout_s + _GRACE_S),
                    self._reader.session(database=self.address.database, default_access_mode="READ") as session,
                ):
                    return await session.execute_read(work, statement, parameters)
        except (TimeoutError, QueryTimeout) as error:
            raise QueryTimeout(
                f"The query ran longer than {self.query_timeout_s:g} s and was stopped. Ask for less at once."
            ) from error

    def profile(self, statement: str, parameters: Mapping[str, Any]) -> list[ProfileStep] | None:
        """Run a compiled statement and return what each of its steps touched; None if the engine does not count."""
        del statement, parameters
        return None

    @abstractmethod
    def create(self, index: Index) -> None:
        """Create a constraint or index unless it is there. An index kind that the engine lacks is left out."""

    def close(self) -> None:
        """Close the connections of the synchronous driver."""
        if "_writer" in self.__dict__:
            self._writer.close()

    async def aclose(self) -> None:
        """Close the connections of the asynchronous driver; the next answer opens new ones, in its own event loop."""
        if "_reader" in self.__dict__:
            reader = self._reader
            del self._reader
            await reader.close()


async def _single(
    transaction: neo4j.AsyncManagedTransaction, statement: str, parameters: Mapping[str, Any]
) -> tuple[Any, ...]:
    result = await transaction.run(literal(statement), dict(parameters))
    record = await result.single(strict=True)
    return tuple(record)


def literal(statement: str) -> LiteralString:
    """Return a statement as the driver wants it typed.

    The one such cast: statements are constants, or come out of the algebra, whose every value is a parameter.
    """
    return cast("LiteralString", statement)  # type: ignore[redundant-cast]  # mypy takes LiteralString for str


@contextmanager
def translated() -> Iterator[None]:
    """Turn the driver's errors into ours, with what to do."""
    try:
        yield
    except AuthError as error:
        raise EngineRefused("The engine refuses this user and password. Correct them and start again.") from error
    except ServiceUnavailable as error:
        raise EngineUnavailable(
            f"The engine does not answer: {error}. Is it running, and is the address right?"
        ) from error
    except (ClientError, TransientError) as error:
        raise _translation(error) from error
    except (Neo4jError, DriverError) as error:
        raise EngineError(f"The engine failed: {error}") from error


def _translation(error: Neo4jError) -> EngineError:
    code = error.code or ""
    if any(name in code or name in str(error) for name in _TIMED_OUT):
        return QueryTimeout("The engine stopped a statement that ran longer than it may.")
    if "No space left" in str(error):
        return DiskFull("No space is left on the disk; nothing of this source was written. Free some and load again.")
    if "Forbidden" in code or "Security" in code:
        return EngineRefused(f"The account may not do this: {error.message}")
    return EngineError(f"The engine refuses a statement: {error.code}: {error.message}")
