"""The embedded engine: ArcadeDB in a child process, reached over Bolt on the loopback interface."""

from __future__ import annotations

import base64
import contextlib
import fcntl
import hashlib
import importlib.util
import json
import os
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Final

import neo4j
from neo4j.exceptions import DriverError, Neo4jError

from graph import aot, keeper
from graph.engine import Account, Address, Engine, EngineName
from schema.constraints import Index
from schema.errors import DataDirectoryInUse, DataDirectoryTooNew, DiskFull, EngineError, EngineUnavailable
from schema.version import MODEL_VERSION

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_DATABASE: Final = "kg"
_START_TIMEOUT_S: Final = 60.0
_GRACE_S: Final = 10.0
_LOCK_TIMEOUT_S: Final = 12.0  # a keeper whose parent died takes up to 10 s to stop its engine
_TRAINING_GRACE_S: Final = 120.0  # at its end the engine writes down what it used
_OPTIONS: Final = ("-Xms128m", "-Xmx2g", "-XX:+UseSerialGC", "-Dfile.encoding=UTF-8")
_STATEMENT_TIMEOUT_S: Final = 60.0  # of loads and checks: statements over the whole graph, without a client that waits
_LEAST_FREE: Final = 8 * 1024 * 1024  # bytes; the engine's log grows by whole files
_NO_SPACE: Final = "No space left on device"
_LOG_TAIL: Final = 64 * 1024
_HASH: Final = ("PBKDF2WithHmacSHA256", 65536)


class EmbeddedEngine(Engine):
    """An engine that lives in a child process and dies with this one."""

    name: EngineName = "embedded"

    def __init__(
        self,
        address: Address,
        query_timeout_s: float,
        process: subprocess.Popen[bytes],
        lock: IO[str],
        data_dir: Path,
    ) -> None:
        super().__init__(address, query_timeout_s)
        self._process = process
        self._lock = lock
        self._data_dir = data_dir

    @property
    def where(self) -> str:
        """Return what messages call it."""
        return "The embedded engine"

    @contextlib.contextmanager
    def transaction(self) -> Iterator[neo4j.Transaction]:
        """Yield one write transaction. Raises DiskFull where the engine only says that the transaction is gone."""
        try:
            with super().transaction() as transaction:
                yield transaction
        except EngineError as error:
            if shutil.disk_usage(self._data_dir).free < _LEAST_FREE or _NO_SPACE in self._log():
                raise DiskFull(
                    f"No space is left for {self._data_dir}: nothing of this source was written. "
                    "Free some space, and load it again."
                ) from error
            raise

    def _log(self) -> str:
        with (self._data_dir / "engine.log").open("rb") as log:
            log.seek(max(0, log.seek(0, os.SEEK_END) - _LOG_TAIL))
            return log.read().decode("utf-8", "replace")

    def supports(self, index: Index) -> bool:
        """Tell whether the engine's Cypher knows an index of this kind: it has none of full text."""
        return index.kind != "FULLTEXT"

    def note_version(self) -> None:
        """Note it in the data directory, where an older program looks before it starts the engine."""
        _note_version(self._data_dir)

    def close(self) -> None:
        """Close the connections and stop the process."""
        super().close()
        stop(self._process)
        self._lock.close()


def start(data_dir: Path, query_timeout_s: float = _STATEMENT_TIMEOUT_S) -> EmbeddedEngine:
    """Return the engine of a data directory, up and answering.

    No statement runs longer than `query_timeout_s`: this engine knows one timeout for all of them, so whoever answers
    questions starts it with theirs, and whoever loads leaves the longer one.
    Raises DataDirectoryInUse if another process holds the directory, DataDirectoryTooNew if a newer version wrote
    it, EngineUnavailable if the engine does not come up; its log is `engine.log` in the directory. The first start of
    a runtime makes its cache and takes ten seconds more.
    """
    return _started(data_dir, query_timeout_s, aot.options(java(), _runtime() / "jars", _OPTIONS, _train))


def _train(options: Sequence[str]) -> None:
    """Run the engine once for its cache, with an index made, something written and something read."""
    with (
        tempfile.TemporaryDirectory() as folder,
        contextlib.closing(_started(Path(folder), _STATEMENT_TIMEOUT_S, options, _TRAINING_GRACE_S)) as engine,
    ):
        engine.create(Index("report_id", "UNIQUE", "Report", ("id",)))
        with engine.transaction() as transaction:
            transaction.run("UNWIND $ids AS id CREATE (:Report {id: id})", ids=["1", "2"]).consume()
        engine.read("MATCH (r:Report {id: $id}) RETURN r.id AS id", {"id": "1"})


def _started(
    data_dir: Path, query_timeout_s: float, options: Sequence[str], grace_s: float = _GRACE_S
) -> EmbeddedEngine:
    """Return what `start` does, with options for Java; `grace_s` are the seconds that the engine has for stopping."""
    data_dir = data_dir.absolute()  # the engine runs in it, where a relative path would mean another one
    data_dir.mkdir(parents=True, exist_ok=True)
    lock = hold(data_dir)
    try:
        _check_version(data_dir)
        accounts = _accounts(data_dir)
        ports = _free_ports(2)
        command = keeper.kept(_command(data_dir, ports, query_timeout_s, options), grace_s)
        process = _spawn(command, data_dir, lock)
        try:
            address = Address(f"bolt://127.0.0.1:{ports[0]}", _DATABASE, accounts.reader, accounts.writer)
            _await(address, process, data_dir)
        except BaseException:
            stop(process)
            raise
        return EmbeddedEngine(address, query_timeout_s, process, lock, data_dir)
    except BaseException:
        lock.close()
        raise


def stop(process: subprocess.Popen[bytes]) -> None:
    """Close the keeper's input, which stops the engine, and wait for both."""
    assert process.stdin is not None
    with contextlib.suppress(OSError):
        process.stdin.close()
    process.wait()


# --- the data directory --------------------------------------------------------------------------------------------


def hold(data_dir: Path) -> IO[str]:
    """Return the open lock file of a directory that is there. Raises DataDirectoryInUse if another process holds it.

    The keeper inherits it, so it holds until the engine is down.
    """
    lock = (data_dir / "lock").open("a+", encoding="ascii")
    deadline = time.monotonic() + _LOCK_TIMEOUT_S
    while True:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            holder = _holder(lock)
            if time.monotonic() > deadline or _alive(holder):
                lock.close()
                raise DataDirectoryInUse(
                    f"{data_dir} is held by process {holder}. Stop that process, or choose another --data-dir."
                ) from None
            time.sleep(0.05)  # the holder is dead, and its keeper is stopping the engine
        else:
            lock.truncate(0)
            lock.write(str(os.getpid()))
            lock.flush()
            return lock


def _holder(lock: IO[str]) -> int:
    lock.seek(0)
    text = lock.read()
    return int(text) if text.isdigit() else 0


def _alive(pid: int) -> bool:
    if not pid:
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _check_version(data_dir: Path) -> None:
    file = data_dir / "version.json"
    written = json.loads(file.read_text("utf-8"))["model"] if file.exists() else None
    if written is not None and written > MODEL_VERSION:
        raise DataDirectoryTooNew(
            f"{data_dir} was written with model version {written}; this program knows {MODEL_VERSION}. "
            "Use the newer program, or another --data-dir."
        )
    if written is None:
        _note_version(data_dir)


def _note_version(data_dir: Path) -> None:
    (data_dir / "version.json").write_text(json.dumps({"model": MODEL_VERSION}), "utf-8")


# --- accounts ------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Accounts:
    reader: Account
    writer: Account


def _accounts(data_dir: Path) -> _Accounts:
    """Return the engine's accounts; their passwords are made at the first start and kept with mode 600."""
    file = data_dir / "credentials.json"
    if not file.exists():
        _write_private(file, json.dumps({name: secrets.token_urlsafe(24) for name in ("root", "reader")}))
        _configure(data_dir, json.loads(file.read_text("ascii")))
    passwords = json.loads(file.read_text("ascii"))
    return _Accounts(Account("reader", passwords["reader"]), Account("root", passwords["root"]))


def _configure(data_dir: Path, passwords: dict[str, str]) -> None:
    config = data_dir / "config"
    config.mkdir(exist_ok=True)
    groups = {"root": "admin", "reader": "reader"}
    users = (
        {"name": name, "databases": {"*": [groups[name]]}, "password": _hashed(password)}
        for name, password in passwords.items()
    )
    _write_private(config / "server-users.jsonl", "".join(f"{json.dumps(user)}\n" for user in users))
    (config / "server-groups.json").write_text(json.dumps(_GROUPS, indent=1), "ascii")


def _hashed(password: str) -> str:
    """Return a password as the engine's users file holds it; the salt is used as its Base64 text."""
    algorithm, rounds = _HASH
    salt = base64.b64encode(secrets.token_bytes(32))
    digest = hashlib.pbkdf2_hmac("sha256", password.encode(), salt, rounds)
    return f"{algorithm}${rounds}${salt.decode()}${base64.b64encode(digest).decode()}"


def _write_private(file: Path, text: str) -> None:
    descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as stream:
        stream.write(text)


def _group(access: list[str], records: list[str]) -> dict[str, Any]:
    return {"resultSetLimit": -1, "readTimeout": -1, "access": access, "types": {"*": {"access": records}}}


_GROUPS: Final = {
    "databases": {
        "*": {
            "groups": {
                "admin": _group(
                    ["updateSecurity", "updateSchema", "updateDatabaseSettings"],
                    ["createRecord", "readRecord", "updateRecord", "deleteRecord"],
                ),
                "reader": _group([], ["readRecord"]),
                "*": _group([], []),
            }
        }
    },
    "version": 2,
}


# --- the process ---------------------------------------------------------------------------------------------------


def _free_ports(count: int) -> list[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(count)]
    ports = [server.getsockname()[1] for server in sockets]
    for server in sockets:
        server.close()
    return ports


def _spawn(command: Sequence[str], data_dir: Path, lock: IO[str]) -> subprocess.Popen[bytes]:
    log_file = data_dir / "engine.log"
    log_file.write_bytes(b"")
    with log_file.open("ab") as log:
        return subprocess.Popen(  # noqa: S603  # our own command, no shell
            command,
            stdin=subprocess.PIPE,
            stdout=log,
            stderr=log,
            cwd=data_dir,
            start_new_session=True,
            pass_fds=(lock.fileno(),),
        )


def _command(data_dir: Path, ports: Sequence[int], query_timeout_s: float, options: Sequence[str]) -> list[str]:
    settings = {
        "server.rootPath": data_dir,
        "server.mode": "production",
        "server.plugins": "Bolt:com.arcadedb.bolt.BoltProtocolPlugin",
        "server.defaultDatabases": f"{_DATABASE}[root]",
        "server.httpIncomingHost": "127.0.0.1",
        "server.httpIncomingPort": ports[1],
        "bolt.host": "127.0.0.1",
        "bolt.port": ports[0],
        "command.timeout": round(query_timeout_s * 1000),
    }
    given = [f"-Darcadedb.{name}={value}" for name, value in settings.items()]
    jars = str(_runtime() / "jars" / "*")
    return [str(java()), *_OPTIONS, *options, *given, "-cp", jars, "com.arcadedb.server.ArcadeDBServer"]


def java() -> Path:
    """Return the program that runs Java, of the package that brings the engine."""
    return _runtime() / "jre" / "bin" / ("java.exe" if os.name == "nt" else "java")


def _runtime() -> Path:
    """Return the folder of the wheel that brings the Java runtime and the server; it is not imported."""
    found = importlib.util.find_spec("arcadedb_embedded")
    if found is None or found.origin is None:
        raise EngineUnavailable("The embedded engine is not installed: install the package arcadedb-embedded.")
    return Path(found.origin).parent


def _await(address: Address, process: subprocess.Popen[bytes], data_dir: Path) -> None:
    port = int(address.uri.rpartition(":")[2])
    deadline = time.monotonic() + _START_TIMEOUT_S
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise EngineUnavailable(f"The embedded engine stopped while starting. Its log: {data_dir / 'engine.log'}")
        if _answers(address, port):
            return
        time.sleep(0.05)
    raise EngineUnavailable(
        f"The embedded engine did not answer within {_START_TIMEOUT_S:.0f} s. Its log: {data_dir / 'engine.log'}"
    )


def _answers(address: Address, port: int) -> bool:
    # The port opens before the database does, so a session must work as well.
    try:
        socket.create_connection(("127.0.0.1", port), 0.5).close()
        with (
            neo4j.GraphDatabase.driver(address.uri, auth=address.writer.auth, connection_timeout=2) as driver,
            driver.session(database=address.database) as session,
        ):
            session.run("RETURN 1").consume()
    except (OSError, Neo4jError, DriverError):
        return False
    return True
