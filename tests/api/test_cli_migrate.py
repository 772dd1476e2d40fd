"""`rectigraph migrate`: who has a graph of the first version is told, and led forward."""

from __future__ import annotations

import json
from contextlib import closing
from typing import TYPE_CHECKING

import pytest

from graph import embedded
from schema.version import MODEL_VERSION

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path
    from types import ModuleType

    Command = Callable[..., subprocess.CompletedProcess[str]]

_EVENTS = "{ events { totalCount } }"


@pytest.fixture
def old(first_version: ModuleType, tmp_path: Path) -> Path:
    """Return a data directory that the first version left."""
    folder = tmp_path / "old"
    with closing(embedded.start(folder)) as engine:
        first_version.fill(engine)
    (folder / "version.json").write_text(json.dumps({"model": 1}), "utf-8")
    return folder


def test_graph_of_the_first_version_is_led_forward(rectigraph: Command, old: Path):
    refused = rectigraph("--data-dir", old, "query", "-", stdin=_EVENTS)
    assert (refused.returncode, refused.stdout) == (1, "")
    assert "rectigraph migrate" in refused.stderr
    assert "GRAPH_TOO_OLD" in refused.stderr
    told = rectigraph("--data-dir", old, "migrate", "--dry-run")
    assert told.returncode == 0
    assert "loaders/samples/ledger.csv: would be read again." in told.stdout
    assert f"Version 1 would become {MODEL_VERSION}. Nothing was changed." in told.stderr
    done = rectigraph("--data-dir", old, "migrate", "--format", "json")
    assert done.returncode == 0
    assert [each["readAgain"] for each in json.loads(done.stdout)] == [True, True]
    assert f"Version 1 became {MODEL_VERSION}." in done.stderr
    answer = rectigraph("--data-dir", old, "query", "-", stdin=_EVENTS)
    assert json.loads(answer.stdout)["data"]["events"]["totalCount"] > 0
    assert json.loads((old / "version.json").read_text("utf-8")) == {"model": MODEL_VERSION}
    again = rectigraph("--data-dir", old, "migrate")
    assert (again.returncode, again.stdout) == (0, "")
    assert f"Nothing to do: it is of version {MODEL_VERSION}." in again.stderr
    doctor = rectigraph("--data-dir", old, "doctor", "--format", "json")
    assert {check["state"] for check in json.loads(doctor.stdout)} == {"ok"}


def test_file_that_is_not_there_is_named(rectigraph: Command):
    told = rectigraph("migrate", "no/such.csv")
    assert (told.returncode, told.stdout) == (1, "")
    assert "no/such.csv does not exist" in told.stderr


def test_demo_brings_its_own_graph_forward(rectigraph: Command, old: Path, tmp_path: Path):
    (tmp_path / "share").mkdir()
    old.rename(tmp_path / "share" / "demo")
    shown = rectigraph("--data-dir", tmp_path / "share", "demo", "--no-serve")
    assert shown.returncode == 0, shown.stderr
    assert "Overdue longest" in shown.stdout
