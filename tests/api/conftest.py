"""The command as a user runs it: a process of its own, with a clean environment."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import threading
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest
import uvicorn

from api.http import create_app
from api.loading import load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from contextlib import AbstractContextManager

    from graph.engine import Engine
    from graph.limits import Limits


class Command(Protocol):
    def __call__(
        self, *arguments: str | Path, stdin: str | None = None, environment: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]: ...


@pytest.fixture(scope="session")
def sampled() -> Callable[[Engine], None]:
    """Return a function that leaves nothing but the bundled sample in an engine, loaded on 2024-07-01."""
    samples = Path(__file__).parents[2] / "loaders" / "samples"

    def sample(engine: Engine) -> None:
        engine.execute("MATCH (n) DETACH DELETE n")
        files = [samples / "report.txt", samples / "ledger.csv"]
        assert all(each.error is None for each in load(engine, files, "auto", date(2024, 7, 1)))

    return sample


@pytest.fixture(scope="session")
def served() -> Callable[[Engine, Limits], AbstractContextManager[str]]:
    """Return a context manager that serves an engine from a thread of its own, and yields the address."""

    @contextmanager
    def serve(engine: Engine, limits: Limits) -> Iterator[str]:
        with socket.create_server(("127.0.0.1", 0)) as listener:
            server = uvicorn.Server(uvicorn.Config(create_app(engine, limits), log_level="critical"))
            thread = threading.Thread(target=server.run, kwargs={"sockets": [listener]})
            thread.start()
            try:
                yield f"http://127.0.0.1:{listener.getsockname()[1]}"
            finally:
                server.should_exit = True
                thread.join()

    return serve


@pytest.fixture
def clean_environment(tmp_path: Path) -> dict[str, str]:
    """Return an environment without our settings, whose home is a folder of the test."""
    kept = {name: os.environ[name] for name in ("PATH", "LANG", "SYSTEMROOT") if name in os.environ}
    return {**kept, "HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path / "share")}


@pytest.fixture
def program() -> Path:
    """Return the path of the installed command."""
    return Path(sys.executable).with_name("rectigraph")


@pytest.fixture
def rectigraph(program: Path, clean_environment: dict[str, str]) -> Command:
    """Run `rectigraph` with arguments and return what it printed and how it ended."""

    def run(
        *arguments: str | Path, stdin: str | None = None, environment: dict[str, str] | None = None
    ) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [program, *arguments],
            input=stdin,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
            timeout=120,
            env={**clean_environment, **(environment or {})},
        )

    return run
