"""A real Neo4j Community from Maven artefacts, without Docker: for the tests, and to try it (`make neo4j`).

It is started as an installation starts it, with a `neo4j.conf`, and runs on the Java of the embedded engine's package.
The jars are kept outside the repository and fetched once, by `mvn`. `RECTIGRAPH_TEST_NEO4J` names another version.
"""

from __future__ import annotations

import argparse
import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import neo4j
from neo4j.exceptions import AuthError, DriverError, Neo4jError

from graph import keeper
from graph.connection import Connection
from graph.embedded import java
from graph.remote import RemoteEngine, connect

if TYPE_CHECKING:
    from collections.abc import Iterator

VERSION: Final = os.environ.get("RECTIGRAPH_TEST_NEO4J") or "5.26.16"
PASSWORD: Final = "rectigraph"
_HERE: Final = Path(__file__).resolve().parent
_OPENED: Final = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
_FLAGS: Final = ("--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow", "-Xmx1g")
# The class that an installation starts; it had another name before calendar versions.
_MAIN: Final = "org.neo4j.server." + ("CommunityEntryPoint" if VERSION.startswith("5.") else "Neo4jCommunity")
_START_TIMEOUT_S: Final = 180
# A statement that is new has to be planned: a second or two for the largest, ten times that on a busy machine.
_PATIENCE_S: Final = 120.0


@dataclass
class Server:
    """A Neo4j that keeps its data, logs and settings under `home`; the same one after `kill` and `start`."""

    home: Path
    settings: Mapping[str, str] = field(default_factory=dict[str, str])
    port: int = 0
    _process: subprocess.Popen[bytes] | None = None

    @property
    def address(self) -> str:
        """Return host and port, without a scheme."""
        return f"127.0.0.1:{self.port}"

    def start(self) -> None:
        """Start it, and return when it accepts connections."""
        self.port = self.port or _free_port()
        _configure(self.home, self.port, self.settings)
        opened = [f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in _OPENED]
        folders = [f"--home-dir={self.home}", f"--config-dir={self.home / 'conf'}"]
        command = [str(java()), *opened, *_FLAGS, "-cp", str(_jars() / "*"), _MAIN, *folders]
        with (self.home / "server.log").open("wb") as log:
            self._process = subprocess.Popen(
                keeper.kept(command), stdin=subprocess.PIPE, stdout=log, stderr=log, start_new_session=True
            )
        self._wait()

    def stop(self) -> None:
        """Ask it to stop, and wait for that."""
        if self._process:
            self._process.communicate()
            self._process = None

    def kill(self) -> None:
        """End it as a power cut does: on Linux it dies with its keeper."""
        assert self._process is not None
        self._process.kill()
        self.stop()

    def connection(self, **changed: Any) -> Connection:
        """Return how to connect, with what is to be otherwise."""
        usual = {"uri": f"bolt://{self.address}", "password": PASSWORD, "database": "neo4j"}
        return Connection(**{**usual, **changed})

    def _wait(self) -> None:
        deadline = time.monotonic() + _START_TIMEOUT_S
        while not self._answers():
            assert self._process is not None
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"Neo4j did not start: {(self.home / 'server.log').read_text()[-2000:]}")
            time.sleep(0.1)

    def _answers(self) -> bool:
        encrypted = self.settings.get("server.bolt.tls_level") == "REQUIRED"
        uri = f"{'bolt+ssc' if encrypted else 'bolt'}://{self.address}"
        try:
            socket.create_connection(("127.0.0.1", self.port), 0.5).close()  # the driver would wait longer
            with (
                neo4j.GraphDatabase.driver(uri, auth=("neo4j", PASSWORD)) as driver,
                driver.session(database="neo4j") as session,
            ):
                session.run("RETURN 1").consume()
        except AuthError:
            with suppress(Neo4jError, DriverError):
                _set_password(uri)
            return False
        except (OSError, Neo4jError, DriverError):
            return False
        return True


@contextmanager
def running(home: Path, settings: Mapping[str, str] = MappingProxyType({})) -> Iterator[RemoteEngine]:
    """Yield a connection to a Neo4j that keeps its data under `home` and stops at the end of the block."""
    server = Server(home, settings)
    try:
        server.start()
        engine = connect(server.connection(), _PATIENCE_S)
        yield engine
        engine.close()
    finally:
        server.stop()


def administer(home: Path, folder: Path, *arguments: str, timeout_s: float = _START_TIMEOUT_S) -> str:
    """Run `neo4j-admin` in a folder, for a Neo4j that is not running, and return what it printed."""
    _configure(home, 0, {})
    opened = [f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in _OPENED]
    command = [str(java()), *opened, *_FLAGS, "-XX:TieredStopAtLevel=1", "-cp", str(_jars() / "*")]
    environment = {**os.environ, "NEO4J_HOME": str(home), "NEO4J_CONF": str(home / "conf")}
    done = subprocess.run(
        [*command, "org.neo4j.cli.AdminTool", *arguments],
        cwd=folder, env=environment, capture_output=True, text=True, check=False, timeout=timeout_s,
    )  # fmt: skip
    if done.returncode:
        raise RuntimeError(f"neo4j-admin failed: {done.stderr[-2000:]}")
    return done.stdout


def _set_password(uri: str) -> None:
    """Give the account of a new server its password."""
    with neo4j.GraphDatabase.driver(uri, auth=("neo4j", "neo4j")) as driver:
        driver.execute_query("ALTER CURRENT USER SET PASSWORD FROM 'neo4j' TO $new", new=PASSWORD, database_="system")


def _configure(home: Path, port: int, settings: Mapping[str, str]) -> None:
    """Write `neo4j.conf`: loopback only, nothing sent anywhere, and what is asked for."""
    wanted = {
        "server.bolt.listen_address": f"127.0.0.1:{port}",
        "server.bolt.advertised_address": f"127.0.0.1:{port}",
        "server.http.enabled": "false",
        "server.memory.pagecache.size": "512m",
        "dbms.usage_report.enabled": "false",
        "dbms.security.auth_max_failed_attempts": "0",
        # Nobody is waited for when it stops: its databases are closed before.
        "db.shutdown_transaction_end_timeout": "0s",
        "internal.server.bolt.thread_pool_shutdown_wait_time": "0s",
        "internal.server.bolt.connection_shutdown_wait_time": "0s",
        **settings,
    }
    conf = home / "conf" / "neo4j.conf"
    conf.parent.mkdir(parents=True, exist_ok=True)
    conf.write_text("".join(f"{name}={value}\n" for name, value in wanted.items()), "utf-8")


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


def _jars() -> Path:
    """Return the folder of Neo4j's jars, filled at the first call."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "rectigraph"
    jars = cache / f"neo4j-{VERSION}"
    if not jars.exists():
        if not (mvn := shutil.which("mvn")):
            raise RuntimeError("Neo4j is fetched by Maven, once: install `mvn`.")
        part = cache / f"neo4j-{VERSION}.part"
        goal = ["dependency:copy-dependencies", f"-DoutputDirectory={part}", "-DincludeScope=runtime"]
        version = f"-Dneo4j.version={VERSION}"
        subprocess.run(
            [mvn, "-q", "-B", "-Dstyle.color=never", "-f", str(_HERE / "pom.xml"), version, *goal], check=True
        )
        part.rename(jars)
    return jars


def main() -> None:
    """Run a Neo4j until Ctrl-C, and say how to connect."""
    parser = argparse.ArgumentParser(description="Run a Neo4j Community on this machine until Ctrl-C.")
    parser.add_argument("--home", type=Path, default=Path("build/neo4j"), help="where it keeps its data")
    parser.add_argument("--port", type=int, default=7687, help="of Bolt, on loopback; 0 takes a free one")
    given = parser.parse_args()
    server = Server(given.home.absolute(), port=given.port)
    sys.stderr.write(f"Starting Neo4j {VERSION} …\n")
    for stop in (signal.SIGINT, signal.SIGTERM):  # Python leaves SIGINT ignored where its parent did
        signal.signal(stop, signal.default_int_handler)
    try:
        server.start()
        settings = {"ENGINE": "neo4j", "NEO4J_URI": f"bolt://{server.address}", "NEO4J_PASSWORD": PASSWORD}
        exports = "".join(f"export RECTIGRAPH_{name}={value}\n" for name, value in settings.items())
        sys.stderr.write(f"Neo4j {VERSION} answers, user neo4j; its data are in {given.home}. Ctrl-C stops it.\n\n")
        sys.stdout.write(exports)
        sys.stdout.flush()
        signal.pause()
    except KeyboardInterrupt:
        sys.stderr.write("\nStopping …\n")
    finally:
        server.stop()


if __name__ == "__main__":
    main()
