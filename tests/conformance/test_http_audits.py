"""The server as users start it passes every audit of GraphQL over HTTP."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_AUDITS: Final = 61  # of graphql-http 1.23; a newer one may have more


@pytest.fixture
def served(tmp_path: Path) -> Iterator[str]:
    """Return the address of `rectigraph serve`, a process of its own."""
    program = Path(sys.executable).with_name("rectigraph")
    command = [program, "--data-dir", tmp_path / "data", "serve", "--port", "0"]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as process:
        assert process.stderr is not None
        yield next(word for line in process.stderr for word in line.split() if word.startswith("http://"))
        process.terminate()


def test_every_audit_of_graphql_over_http_passes(served: str, judge: Callable[..., list[dict[str, Any]]]) -> None:
    results = judge("audits.mjs", served)
    assert [each for each in results if each["status"] != "ok"] == []
    assert len(results) == _AUDITS
