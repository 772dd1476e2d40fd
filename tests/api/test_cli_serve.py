"""Serving: on loopback only, on a free port only, and gone without a trace when stopped."""

from __future__ import annotations

import signal
import socket
import subprocess
from contextlib import closing
from typing import TYPE_CHECKING

import httpx2
import pytest

from api.cli.serve import is_loopback, listening
from schema.errors import PortInUse, SettingsError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    Command = Callable[..., subprocess.CompletedProcess[str]]


@pytest.mark.parametrize("host", ["127.0.0.1", "127.8.8.8", "::1", "localhost"])
def test_loopback_is_loopback(host: str):
    assert is_loopback(host)


@pytest.mark.parametrize("host", ["0.0.0.0", "::", "192.0.2.1", "example.org", "", "127.0.0.1.example.org"])  # noqa: S104  # refused
def test_everything_else_is_refused(host: str):
    assert not is_loopback(host)
    with pytest.raises(SettingsError, match="no accounts"):
        listening(host, 0)


def test_serve_on_another_address_starts_no_engine(rectigraph: Command, tmp_path: Path):
    result = rectigraph("--data-dir", tmp_path / "data", "serve", "--host", "0.0.0.0")  # noqa: S104  # refused
    assert result.returncode == 1
    assert "no accounts" in result.stderr
    assert not (tmp_path / "data").exists()


def test_a_port_in_use_is_named():
    with closing(socket.create_server(("127.0.0.1", 0))) as other:
        port = other.getsockname()[1]
        with pytest.raises(PortInUse, match=str(port)):
            listening("127.0.0.1", port)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_stopping_leaves_no_process_behind(
    program: Path, clean_environment: dict[str, str], tmp_path: Path, number: signal.Signals
):
    data = tmp_path / "data"
    command = [program, "--data-dir", data, "serve", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=clean_environment) as process:
        assert process.stderr is not None
        address = next(word for line in process.stderr for word in line.split() if word.startswith("http://"))
        answer = httpx2.post(address, json={"query": "{ measures { totalCount } }"}, trust_env=False)
        process.send_signal(number)
        assert process.wait(30) == 0
    assert answer.json()["data"] == {"measures": {"totalCount": 0}}
    assert str(data) not in _commands()


def _commands() -> str:
    return subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
