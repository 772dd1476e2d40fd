"""How fast a report is read, in the process and from the shell, and how much memory it takes: see `make bench`."""

from __future__ import annotations

import importlib
import os
import platform
import subprocess
import sys
import time
from pathlib import Path
from statistics import median

from loaders.parse import parse_file

LEAST_CHARACTERS_PER_S = 300_000
MOST_MB = 150
MOST_MB_OF_10_MB = 160  # 151 on x86-64 with CPython 3.11, 7,400 issues
MOST_SHELL_S = 1.0
ROUNDS = 7


def test_parse_of_the_report(shared: Path) -> None:
    path = shared / "reports/jinan-2023.txt"
    characters = len(parse_file(path).report.text)
    seconds = median(timed(path) for _ in range(ROUNDS))
    print(f"\n{machine()}: {characters} characters, {characters / seconds:,.0f}/s after start, median of {ROUNDS}")
    assert characters / seconds >= LEAST_CHARACTERS_PER_S


def test_parse_from_the_shell(shared: Path) -> None:
    command: list[str | Path] = [
        Path(sys.executable).with_name("rectigraph"),
        "parse",
        shared / "reports/jinan-2023.txt",
    ]
    seconds: list[float] = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        seconds.append(time.perf_counter() - started)
    peak = peak_mb(command)
    print(f"\n{machine()}: {median(seconds):.2f} s, start-up included, median of {ROUNDS}; peak {peak:.0f} MB")
    assert median(seconds) < MOST_SHELL_S
    assert peak < MOST_MB


def test_parse_of_10_mb_from_the_shell(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    sys.path.insert(0, str(Path(__file__).parents[1] / "loaders"))
    path.write_text(importlib.import_module("long_report").report(3_500_000), "utf-8")
    peak = peak_mb([Path(sys.executable).with_name("rectigraph"), "parse", path])
    print(f"\n{machine()}: {path.stat().st_size / 1e6:.1f} MB, peak {peak:.0f} MB with start-up and JSON")
    assert peak < MOST_MB_OF_10_MB


def peak_mb(command: list[str | Path]) -> float:
    """Return the peak memory of a command; a process between asks for it, since ours has had other children."""
    script = (
        "import resource, subprocess, sys\n"
        "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)\n"
        "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024)"
    )
    found = subprocess.run([sys.executable, "-c", script, *command], check=True, capture_output=True, text=True)
    return float(found.stdout)


def timed(path: Path) -> float:
    started = time.perf_counter()
    parse_file(path)
    return time.perf_counter() - started


def machine() -> str:
    return f"{platform.machine()}, {os.cpu_count()} cores"
