"""Long reports: time grows with the length and no faster, and memory stays small."""

from __future__ import annotations

import importlib.util
import json
import subprocess
import sys
from pathlib import Path
from typing import Any, Final

# A process in between: the peak of a process begins with that of the process it was forked from.
_APART: Final = "import subprocess, sys; subprocess.run([sys.executable, *sys.argv[1:]], check=True)"
# In a process of its own: its memory is that of the parse, and its time that of the processor.
_SCRIPT: Final = """
import json, resource, sys, time
from pathlib import Path
from loaders.parse import parse_file
speeds = []
for name in sys.argv[1:]:
    started = time.process_time()
    parsed = parse_file(Path(name))
    speeds.append(len(parsed.report.text) / (time.process_time() - started))
    issues = len(parsed.issues)
    del parsed
unit = 1024 * 1024 if sys.platform == "darwin" else 1024
print(json.dumps([*speeds, issues, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / unit]))
"""
_MB: Final = 350_000  # characters of a text of one megabyte, three bytes a character
_ROUNDS: Final = 3  # the machine may have other work
_MOST_SLOWER: Final = 1.6
_MOST_MB: Final = 110


def test_a_report_of_5_mb_is_read_in_linear_time_and_little_memory(tmp_path: Path) -> None:
    paths = [_written(tmp_path / f"{size}.txt", size) for size in (1, 5)]
    for _ in range(_ROUNDS):
        fast, slow, issues, peak = _measured(paths)
        assert issues > 3000
        assert peak < _MOST_MB
        if fast / slow < _MOST_SLOWER:
            return
    raise AssertionError(f"{fast:,.0f} characters/s at 1 MB, {slow:,.0f} at 5 MB")


def _written(path: Path, size: int) -> Path:
    path.write_text(_maker().report(size * _MB), "utf-8")
    return path


def _maker() -> Any:
    spec = importlib.util.spec_from_file_location("long_report", Path(__file__).parent / "long_report.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def _measured(paths: list[Path]) -> list[float]:
    command = [sys.executable, "-c", _APART, "-c", _SCRIPT, *map(str, paths)]
    root = Path(__file__).resolve().parents[2]
    found = subprocess.run(command, check=True, capture_output=True, text=True, cwd=root)
    return list(json.loads(found.stdout))
