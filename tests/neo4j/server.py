"""A real Neo4j Community for the tests, from Maven artefacts, without Docker.

The jars are kept outside the repository and fetched once. Needs `java` 17 or newer with its compiler, and `mvn` for
the first run.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from graph import keeper
from graph.remote import RemoteEngine, connect
from schema.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Iterator

VERSION: Final = "5.26.16"
_HERE: Final = Path(__file__).resolve().parent
_OPENED: Final = ("java.nio", "java.io", "sun.nio.ch", "java.util.concurrent")
_START_TIMEOUT_S: Final = 180
# A statement that is new has to be planned: a second or two for the largest, ten times that on a busy machine.
_PATIENCE_S: Final = 120.0


@contextmanager
def running(home: Path) -> Iterator[RemoteEngine]:
    """Yield a connection to a Neo4j that keeps its data under `home` and stops at the end of the block."""
    jars = _jars()
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
    opened = [f"--add-opens=java.base/{name}=ALL-UNNAMED" for name in _OPENED]
    path = os.pathsep.join((str(jars / "*"), str(jars / "launcher")))
    command = [_tool("java"), *opened, "-Xmx1g", "-cp", path, "Neo4jServer", str(home), str(port)]
    with (home / "server.log").open("wb") as log:
        kept = [sys.executable, "-I", "-S", str(keeper.__file__), *command]
        process = subprocess.Popen(kept, stdin=subprocess.PIPE, stdout=log, stderr=log, start_new_session=True)
    try:
        engine = _connected(port, process, home)
        yield engine
        engine.close()
    finally:
        process.communicate()


def _connected(port: int, process: subprocess.Popen[bytes], home: Path) -> RemoteEngine:
    deadline = time.monotonic() + _START_TIMEOUT_S
    while True:
        try:
            return connect(f"bolt://127.0.0.1:{port}", "neo4j", None, "neo4j", _PATIENCE_S)
        except EngineError:
            if process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(f"Neo4j did not start: {(home / 'server.log').read_text()[-2000:]}") from None
            time.sleep(0.1)


def _jars() -> Path:
    """Return the folder of Neo4j's jars and the compiled launcher, filled at the first call."""
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "rectigraph" / f"neo4j-{VERSION}"
    if not (cache / "launcher" / "Neo4jServer.class").exists():
        goal = ["dependency:copy-dependencies", f"-DoutputDirectory={cache}", "-DincludeScope=runtime"]
        subprocess.run([_tool("mvn"), "-q", "-B", "-f", str(_HERE / "pom.xml"), *goal], check=True)
        sources = ["-cp", str(cache / "*"), "-d", str(cache / "launcher"), str(_HERE / "Neo4jServer.java")]
        subprocess.run([_tool("javac"), *sources], check=True)
    return cache


def _tool(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise RuntimeError(f"The tests need `{name}` (JDK 17 or newer, and Maven for the first run) to start Neo4j.")
    return found
