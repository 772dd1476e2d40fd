"""A load that is killed at any moment and run again gives the graph of a load that was not."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from datetime import date
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING, Any

import pytest

from graph import embedded
from graph.integrity import findings
from graph.prepare import prepare
from graph.write import write_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from graph.engine import Engine

_ROOT = Path(__file__).resolve().parents[2]
_REPORTS = 40
_KILLS = 8
# Loads as the command line does, and says when it begins and ends.
_LOAD = """
import sys
from datetime import date
from pathlib import Path
sys.path[:0] = sys.argv[2:4]
import generate
from graph import embedded
from graph.prepare import prepare
from graph.write import write
engine = embedded.start(Path(sys.argv[1]))
prepare(engine)
print("begin", flush=True)
for source in generate.reports(int(sys.argv[4])):
    if not write(engine, source, date(2024, 7, 1)).unchanged:
        print("wrote", flush=True)
engine.close()
print("end", flush=True)
"""


def killed(data_dir: Path, kill: Callable[[int], None], written: int, wait_s: float) -> None:
    """Start a load, and kill it some time after it wrote that many sources that were missing."""
    arguments = [str(data_dir), str(_ROOT), str(_ROOT / "tests" / "benchmarks"), str(_REPORTS)]
    command = [sys.executable, "-c", _LOAD, *arguments]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True) as process:
        assert process.stdout is not None
        for _ in range(written + 1):
            assert process.stdout.readline()
        time.sleep(wait_s)  # a moment within a transaction, not a wait for anything
        kill(process.pid)
        assert "end" not in process.stdout.read()


def kill_loader(pid: int) -> None:
    os.kill(pid, signal.SIGKILL)


def kill_engine(pid: int) -> None:
    """Kill the engine itself: the process below the keeper below the loader."""
    (keeper,) = _children(pid)
    (engine,) = _children(keeper)
    os.kill(engine, signal.SIGKILL)


def _children(pid: int) -> Iterator[int]:
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = stat.read_text("utf-8", "replace").rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        if int(fields[1]) == pid:
            yield int(stat.parent.name)


@pytest.fixture(scope="module")
def whole(embedded_engine: Engine, made: Any, dump: Any) -> Any:
    """Return the graph of a load that nothing disturbed."""
    embedded_engine.execute("MATCH (n) DETACH DELETE n")
    list(write_all(embedded_engine, made.reports(_REPORTS), date(2024, 7, 1)))
    return dump(embedded_engine)


@pytest.mark.skipif(not Path("/proc/self/stat").exists(), reason="finds processes in /proc, which this system lacks")
@pytest.mark.parametrize("kill", [kill_loader, kill_engine])
def test_killed_load_that_is_repeated_gives_the_whole_graph(
    tmp_path: Path, whole: Any, made: Any, dump: Any, kill: Callable[[int], None]
) -> None:
    random = Random(7)
    for _ in range(_KILLS):
        killed(tmp_path, kill, random.randrange(3), random.uniform(0, 0.12))
    engine = embedded.start(tmp_path)
    try:
        prepare(engine)
        assert not findings(engine)
        again = list(write_all(engine, made.reports(_REPORTS), date(2024, 7, 1)))
        assert any(each.unchanged for each in again)
        assert dump(engine) == whole
    finally:
        engine.close()
