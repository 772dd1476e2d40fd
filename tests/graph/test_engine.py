"""Both engines keep the contract; the embedded one keeps its process and its data to itself."""

from __future__ import annotations

import json
import os
import signal
import stat
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from graph import embedded
from graph.connection import Connection
from graph.remote import connect
from schema.errors import (
    DataDirectoryInUse,
    DataDirectoryTooNew,
    DiskFull,
    EngineError,
    EngineRefused,
    EngineUnavailable,
)

if TYPE_CHECKING:
    from graph.engine import Engine

_ROOT = Path(__file__).resolve().parents[2]


def test_transaction_is_rolled_back_when_its_block_raises(engine: Engine) -> None:
    with pytest.raises(EngineError), engine.transaction() as transaction:  # noqa: PT012  # the first statement must pass
        transaction.run("CREATE (:Place {id: 'place-1', name: '清水河'})")
        transaction.run("NO CYPHER")
    assert engine.read("MATCH (p:Place) RETURN p.id AS id") == []


def test_unique_ids_are_enforced(engine: Engine) -> None:
    engine.execute("CREATE (:Place {id: 'place-1', name: '清水河'})")
    with pytest.raises(EngineError):
        engine.execute("CREATE (:Place {id: 'place-1', name: '青溪沟'})")


def test_dates_come_back_as_they_went_in(engine: Engine) -> None:
    with engine.transaction() as transaction:
        transaction.run("CREATE (:Measure {id: 'm', dueOn: $day, settledOn: [$day]})", day=date(2024, 2, 29))
    days = engine.read("MATCH (m:Measure) RETURN toString(m.dueOn) AS due, [d IN m.settledOn | toString(d)] AS settled")
    assert days == [{"due": "2024-02-29", "settled": ["2024-02-29"]}]


@pytest.mark.asyncio
async def test_answer_cannot_write(engine: Engine) -> None:
    with pytest.raises(EngineError):
        await engine.answer("CREATE (p:Place {id: 'place-2', name: 'x'}) RETURN p.id AS data", {})
    await engine.aclose()
    assert engine.read("MATCH (p:Place) RETURN p.id AS id") == []


def test_passwords_are_private(tmp_path: Path) -> None:
    embedded.start(tmp_path).close()
    for name in ("credentials.json", "config/server-users.jsonl"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600


def test_directory_may_be_given_by_a_relative_path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    embedded.start(Path("data")).close()
    assert [path.name for path in tmp_path.iterdir()] == ["data"]
    assert not (tmp_path / "data" / "data").exists()


def test_data_survive_a_killed_engine(tmp_path: Path) -> None:
    script = (
        "import os, signal, sys; from pathlib import Path; from graph import embedded\n"
        "engine = embedded.start(Path(sys.argv[1]))\n"
        "engine.execute(\"CREATE (:Place {id: 'place-1', name: '清水河'})\")\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    killed = subprocess.run([sys.executable, "-c", script, str(tmp_path)], cwd=_ROOT, check=False)
    assert killed.returncode == -signal.SIGKILL
    engine = embedded.start(tmp_path)
    assert engine.read("MATCH (p:Place) RETURN p.name AS name") == [{"name": "清水河"}]
    engine.close()
    _assert_no_process(tmp_path)


def test_killing_the_keeper_leaves_no_engine(tmp_path: Path) -> None:
    engine = embedded.start(tmp_path)
    os.kill(engine._process.pid, signal.SIGKILL)
    engine._process.wait()
    _assert_no_process(tmp_path)
    engine.close()


def test_second_start_says_who_holds_the_directory(tmp_path: Path) -> None:
    engine = embedded.start(tmp_path)
    with pytest.raises(DataDirectoryInUse, match=str(os.getpid())):
        embedded.start(tmp_path)
    engine.close()


def test_directory_of_a_newer_version_is_refused(tmp_path: Path) -> None:
    (tmp_path / "version.json").write_text(json.dumps({"model": 99}), "utf-8")
    with pytest.raises(DataDirectoryTooNew, match="99"):
        embedded.start(tmp_path)


def test_unreachable_host_is_named() -> None:
    with pytest.raises(EngineUnavailable, match=r"bolt://127.0.0.1:1 does not answer"):
        connect(Connection(uri="bolt://127.0.0.1:1", password="x"))


def test_wrong_password_is_refused(embedded_engine: Engine) -> None:
    with pytest.raises(EngineRefused):
        connect(Connection(uri=embedded_engine.address.uri, user="root", password="wrong", database="kg"))


def _assert_no_process(data_dir: Path) -> None:
    """Assert that within the keeper's time of grace no process names the directory."""
    deadline = time.monotonic() + 12
    while _processes(data_dir):
        assert time.monotonic() < deadline, _processes(data_dir)
        time.sleep(0.05)


def _processes(data_dir: Path) -> list[str]:
    listed = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True, check=True).stdout
    return [line for line in listed.splitlines() if str(data_dir) in line and "pytest" not in line]


def test_full_disk_is_named_where_the_engine_only_loses_the_transaction(tmp_path: Path) -> None:
    engine = embedded.start(tmp_path)
    with (tmp_path / "engine.log").open("a") as log:
        log.write("java.io.IOException: No space left on device\n")
    with pytest.raises(DiskFull, match="nothing of this source was written"), engine.transaction() as transaction:
        transaction.run("NO CYPHER")
    engine.close()
