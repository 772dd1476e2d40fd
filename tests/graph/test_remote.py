"""Neo4j as users run it: TLS, routing, wrong accounts, a server that restarts or only lets us read."""

from __future__ import annotations

import asyncio
import threading
import time
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import pytest
import trustme
from neo4j.exceptions import Neo4jError

from graph.connection import Connection
from graph.edition import Edition, edition
from graph.engine import translated
from graph.integrity import findings
from graph.prepare import prepare
from graph.remote import RemoteEngine, connect
from graph.write import write, write_all
from schema.errors import EngineBusy, EngineError, EngineRefused, EngineUnavailable

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path
    from types import ModuleType

    from graph.engine import Engine

TODAY: Final = date(2024, 7, 1)
_SOURCES: Final = 8
_COUNTED: Final = 20_000_000  # rows: a second or two
_TLS: Final = {
    "server.bolt.tls_level": "OPTIONAL",
    "dbms.ssl.policy.bolt.enabled": "true",
    "dbms.ssl.policy.bolt.base_directory": "certificates",
    "dbms.ssl.policy.bolt.private_key": "private.key",
    "dbms.ssl.policy.bolt.public_certificate": "public.crt",
    "dbms.ssl.policy.bolt.client_auth": "NONE",
}


@pytest.fixture(scope="module")
def authority() -> trustme.CA:
    return trustme.CA(key_type=trustme.KeyType.RSA)


@pytest.fixture(scope="module")
def server(neo4j_module: ModuleType, authority: trustme.CA, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Return a Neo4j of this module's own, with TLS for those who ask for it; tests kill and start it."""
    home = tmp_path_factory.mktemp("neo4j")
    folder = home / "certificates"
    folder.mkdir()
    issued = authority.issue_cert("127.0.0.1", key_type=trustme.KeyType.RSA)
    issued.private_key_pem.write_to_path(str(folder / "private.key"))
    for blob in issued.cert_chain_pems:
        blob.write_to_path(str(folder / "public.crt"), append=True)
    found = neo4j_module.Server(home, _TLS)
    try:
        found.start()
        yield found
    finally:
        found.stop()


@pytest.fixture
def engine(server: Any) -> Iterator[RemoteEngine]:
    """Return a connection to that server, with an empty graph that is ready."""
    found = connect(server.connection(retry_s=90), 60)
    found.execute("MATCH (n) DETACH DELETE n")
    prepare(found)
    yield found
    found.close()


def _restarted(server: Any, after_s: float) -> threading.Thread:
    """Return a thread that kills a server some time from now, and starts it again on the same data."""

    def restart() -> None:
        time.sleep(after_s)  # into the work, not a wait for anything
        server.kill()
        server.start()

    thread = threading.Thread(target=restart)
    thread.start()
    return thread


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_certificate_of_an_own_authority_is_trusted_where_that_is_named(
    server: Any, authority: trustme.CA, tmp_path: Path, scheme: str
) -> None:
    ca = tmp_path / "ca.pem"
    authority.cert_pem.write_to_path(str(ca))
    engine = connect(server.connection(uri=f"{scheme}+s://{server.address}", ca=ca))
    assert engine.read("RETURN 1 AS one") == [{"one": 1}]
    engine.close()


def test_certificate_of_an_unknown_authority_is_refused(server: Any, tmp_path: Path) -> None:
    other = tmp_path / "other.pem"
    trustme.CA().cert_pem.write_to_path(str(other))
    for changed in ({}, {"ca": other}):
        with pytest.raises(EngineUnavailable, match=r"nobody we trust .*RECTIGRAPH_NEO4J_CA"):
            connect(server.connection(uri=f"bolt+s://{server.address}", **changed))


def test_any_certificate_will_do_where_that_is_asked(server: Any) -> None:
    connect(server.connection(uri=f"bolt+ssc://{server.address}")).close()


def test_server_without_tls_is_named(neo4j_engine: RemoteEngine) -> None:
    with pytest.raises(EngineUnavailable, match="does not speak TLS"):
        connect(replace(neo4j_engine.connection, uri=neo4j_engine.connection.uri.replace("bolt:", "bolt+s:")))


def test_wrong_password_and_database_are_named(server: Any) -> None:
    with pytest.raises(EngineRefused, match=f"bolt://{server.address} refuses this user and password"):
        connect(server.connection(password="wrong"))
    with pytest.raises(EngineRefused, match=r"nowhere.*RECTIGRAPH_NEO4J_DATABASE"):
        connect(server.connection(database="nowhere"))


async def test_answers_over_a_routed_address_come_after_the_load(server: Any, engine: RemoteEngine, made: Any) -> None:
    routed = connect(server.connection(uri=f"neo4j://{server.address}"))
    before = routed.async_session_options()["bookmarks"]
    assert before.raw_values  # of the last transaction at the start
    write(routed, made.ledger("2024-06-30", made.Line()), TODAY)
    assert routed.async_session_options()["bookmarks"].raw_values.isdisjoint(before.raw_values)
    assert await routed.answer("MATCH (m:Measure) RETURN count(m) AS data", {}) == (1,)
    await routed.aclose()
    routed.close()


def test_load_goes_on_when_the_server_restarts_in_its_middle(
    server: Any, engine: RemoteEngine, embedded_engine: Engine, made: Any, dump: Any
) -> None:
    embedded_engine.execute("MATCH (n) DETACH DELETE n")
    whole = list(write_all(embedded_engine, made.reports(_SOURCES), TODAY))
    first, *others = made.reports(_SOURCES)
    write(engine, first, TODAY)
    restart = _restarted(server, 0.05)
    assert [write(engine, source, TODAY) for source in others] == whole[1:]
    restart.join()
    assert dump(engine) == dump(embedded_engine)
    assert not findings(engine)


async def test_query_is_answered_when_the_server_restarts_in_its_middle(server: Any, engine: RemoteEngine) -> None:
    counted = "UNWIND range(1, $rows) AS i WITH i WHERE i % 2 = 0 RETURN count(i) AS data"
    asked = asyncio.create_task(engine.answer(counted, {"rows": _COUNTED}))
    await asyncio.sleep(0.3)  # into the query
    assert not asked.done()
    await asyncio.to_thread(server.kill)
    await asyncio.to_thread(server.start)
    assert await asked == (_COUNTED // 2,)
    await engine.aclose()


# The last test on this server, which stays read-only.
async def test_server_that_stays_away_is_named_and_found_again(server: Any, engine: RemoteEngine, made: Any) -> None:
    hasty = connect(server.connection(retry_s=0.5), 60)
    server.kill()
    with pytest.raises(EngineUnavailable, match="does not answer"):
        await hasty.answer("RETURN 1 AS data", {})
    with pytest.raises(EngineUnavailable, match="does not answer"):
        write(hasty, made.ledger("2024-06-30", made.Line()), TODAY)
    server.settings = {**_TLS, "server.databases.default_to_read_only": "true"}
    server.start()
    assert await hasty.answer("RETURN 1 AS data", {}) == (1,)
    # The same server, which now only lets us read: nothing can be loaded, and no file is blamed for it.
    with pytest.raises(EngineRefused, match=r"only lets us read.*may write"):
        list(write_all(hasty, made.reports(2), TODAY))
    with pytest.raises(EngineRefused, match="only lets us read"):
        hasty.rehearse("CREATE (:Place)")
    assert hasty.read("MATCH (n) RETURN count(n) AS nodes") == [{"nodes": 0}]
    await hasty.aclose()
    hasty.close()


class _Detected(RemoteEngine):
    """A Neo4j that says of itself what it is told to, and keeps what it is asked instead of answering."""

    def __init__(self, told: Edition, answers: Callable[[str], list[dict[str, Any]]]) -> None:
        super().__init__(Connection(uri="neo4j://nowhere"), 10)
        self.edition = told
        self.asked: list[str] = []
        self._answers = answers

    def read(self, statement: str, parameters: Mapping[str, Any] | None = None) -> list[dict[str, Any]]:
        del parameters
        self.asked.append(statement)
        return self._answers(statement)

    def execute(self, statement: str) -> None:
        self.asked.append(statement)


def _empty(statement: str) -> list[dict[str, Any]]:
    return [{"nodes": 0}] if "count" in statement else []


def test_enterprise_edition_requires_keys_and_properties_and_scans_in_parallel() -> None:
    engine = _Detected(Edition("2026.08.1", "enterprise"), _empty)
    prepare(engine)
    created = [each for each in engine.asked if each.startswith("CREATE")]
    assert "CREATE CONSTRAINT unit_id IF NOT EXISTS FOR (n:Unit) REQUIRE n.id IS NODE KEY" in created
    required = "CREATE CONSTRAINT measure_text_exists IF NOT EXISTS FOR (n:Measure) REQUIRE n.text IS NOT NULL"
    assert required in created
    assert not any("measure_heading_exists" in each for each in created)
    engine.scan("MATCH (n) RETURN n")
    assert engine.asked[-1] == "CYPHER runtime = parallel MATCH (n) RETURN n"


def test_constraints_that_are_there_are_not_asked_for_again() -> None:
    first = _Detected(Edition("5.26.16", "enterprise"), _empty)
    prepare(first)
    key = {"name": "a", "type": "RANGE", "labelsOrTypes": ["Unit"], "properties": ["id"], "owningConstraint": "a"}
    exists = {"name": "b", "type": "NODE_PROPERTY_EXISTENCE", "labelsOrTypes": ["Measure"], "properties": ["text"]}

    def answers(statement: str) -> list[dict[str, Any]]:
        return {"SHOW INDEXES": [key], "SHOW NODE PROPERTY EXISTENCE CONSTRAINTS": [exists]}.get(
            statement, _empty(statement)
        )

    again = _Detected(Edition("5.26.16", "enterprise"), answers)
    prepare(again)
    left_out = {each for each in first.asked if each.startswith("CREATE")} - set(again.asked)
    assert sorted(each.split()[2] for each in left_out) == ["measure_text_exists", "unit_id"]


def test_community_edition_is_asked_for_neither() -> None:
    engine = _Detected(Edition("5.26.16", "community"), _empty)
    prepare(engine)
    assert not any("NODE KEY" in each or "NOT NULL" in each for each in engine.asked)
    engine.scan("MATCH (n) RETURN n")
    assert engine.asked[-1] == "MATCH (n) RETURN n"


@pytest.mark.parametrize(
    ("version", "name", "shown", "enterprise", "supported"),
    [
        ("5.26.16", "community", "Neo4j 5.26.16 Community", False, True),
        ("2026.08.1", "enterprise", "Neo4j 2026.08.1 Enterprise", True, True),
        ("5.27-aura", "enterprise", "Neo4j 5.27-aura Aura", True, True),
        ("4.4.40", "enterprise", "Neo4j 4.4.40 Enterprise", True, False),
        ("5.9.0", "community", "Neo4j 5.9.0 Community", False, False),
    ],
)
def test_edition_is_what_the_server_says(
    version: str, name: str, shown: str, enterprise: bool, supported: bool
) -> None:
    kernel = {"name": "Neo4j Kernel", "version": version, "edition": name}
    found = edition([{"name": "Cypher", "version": "5", "edition": ""}, kernel])
    assert (str(found), found.enterprise, found.supported) == (shown, enterprise, supported)


def test_small_instance_without_the_parallel_runtime_is_scanned_without_it() -> None:
    def answers(statement: str) -> list[dict[str, Any]]:
        if "runtime" in statement:
            raise EngineError("Parallel runtime has been disabled, enable it or upgrade to a bigger Aura instance.")
        return []

    engine = _Detected(Edition("5.27-aura", "enterprise"), answers)
    for _ in range(2):
        assert engine.scan("MATCH (n) RETURN n") == []
    assert engine.asked == ["CYPHER runtime = parallel MATCH (n) RETURN n", *["MATCH (n) RETURN n"] * 2]


@pytest.mark.parametrize(
    ("code", "kind", "said"),
    [
        # As Enterprise Edition answers an account with the role reader that creates a node.
        ("Neo.ClientError.Security.Forbidden", EngineRefused, "to load, publisher"),
        ("Neo.ClientError.Statement.AccessMode", EngineRefused, "only lets us read"),
        ("Neo.ClientError.General.ForbiddenOnReadOnlyDatabase", EngineRefused, "only lets us read"),
        ("Neo.ClientError.General.WriteOnReadOnlyAccessDatabase", EngineRefused, "only lets us read"),
        ("Neo.ClientError.Cluster.NotALeader", EngineBusy, "neo4j://"),
        ("Neo.ClientError.Security.AuthorizationExpired", EngineBusy, "log in again"),
        ("Neo.ClientError.Security.Unauthorized", EngineRefused, "user and password"),
        ("Neo.ClientError.Security.CredentialsExpired", EngineRefused, "new password"),
        ("Neo.ClientError.Database.DatabaseNotFound", EngineRefused, "RECTIGRAPH_NEO4J_DATABASE"),
        ("Neo.TransientError.General.DatabaseUnavailable", EngineUnavailable, "not yet"),
        ("Neo.TransientError.Transaction.DeadlockDetected", EngineBusy, "could not do this now"),
        ("Neo.ClientError.Statement.SyntaxError", EngineError, "refuses a statement"),
    ],
)
def test_errors_of_a_server_say_what_to_do(code: str, kind: type[EngineError], said: str) -> None:
    message = (
        "Create node with labels 'Place' on database 'neo4j' is not allowed for user 'bob' with roles [PUBLIC, reader]."
    )
    with pytest.raises(EngineError, match=said) as caught, translated("Neo4j at neo4j://graph.example"):
        raise Neo4jError._hydrate_neo4j(code=code, message=message)
    assert type(caught.value) is kind
    assert str(caught.value).startswith("Neo4j at neo4j://graph.example ")


def test_server_says_of_itself_what_the_tests_started(neo4j_engine: RemoteEngine, neo4j_module: ModuleType) -> None:
    assert neo4j_engine.edition == Edition(neo4j_module.VERSION, "community")
