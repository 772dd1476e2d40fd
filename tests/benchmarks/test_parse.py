"""How fast reports and ledgers are read, in the process and from the shell, and how much memory that takes.

Times in the process are those of the processor, the least of all rounds: the machine may have other work.
"""

from __future__ import annotations

import csv
import importlib
import os
import platform
import subprocess
import sys
import time
from pathlib import Path
from statistics import median
from typing import Any

import pytest

from loaders.parse import parse_file

LEAST_CHARACTERS_PER_S = 300_000
ROWS = 10_000  # more than any memory of what cells say holds
# Rows that all differ made 19,700/s, long ones 9,100/s (x86-64, CPython 3.11): 20,000/s are 2.6 million characters.
LEAST_ROWS_PER_S = {"repeated": 20_000, "short": 16_000, "long": 6_000}
ROWS_OF_10_MB = {"repeated": 36_000, "short": 33_000, "long": 17_000}
MOST_MB = 150  # 142 for a report of 10 MB and 7,400 issues, 122 for a ledger of 10 MB (x86-64, CPython 3.11)
MOST_SHELL_S = 1.0
ROUNDS = 7


def test_parse_of_the_report(shared: Path) -> None:
    assert characters_per_s(shared / "reports/jinan-2023.txt") >= LEAST_CHARACTERS_PER_S


def test_parse_of_a_long_report(tmp_path: Path) -> None:
    path = tmp_path / "long.txt"
    path.write_text(made("long_report").report(350_000), "utf-8")
    assert characters_per_s(path) >= LEAST_CHARACTERS_PER_S


@pytest.mark.parametrize("kind", LEAST_ROWS_PER_S)
def test_parse_of_a_ledger(kind: str, tmp_path: Path) -> None:
    path = ledger(tmp_path, kind, ROWS)
    characters = len(parse_file(path).report.text)
    seconds = min(timed(path) for _ in range(ROUNDS))
    print(
        f"\n{machine()}: {kind} rows of {characters / ROWS:.0f} characters, {ROWS / seconds:,.0f} rows/s, "
        f"{characters / seconds:,.0f} characters/s, best of {ROUNDS}"
    )
    assert ROWS / seconds >= LEAST_ROWS_PER_S[kind]


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
    path.write_text(made("long_report").report(3_500_000), "utf-8")
    assert_small(path)


@pytest.mark.parametrize("kind", ROWS_OF_10_MB)
def test_parse_of_a_ledger_of_10_mb_from_the_shell(kind: str, tmp_path: Path) -> None:
    assert_small(ledger(tmp_path, kind, ROWS_OF_10_MB[kind]))


def assert_small(path: Path) -> None:
    peak = peak_mb([Path(sys.executable).with_name("rectigraph"), "parse", path])
    print(f"\n{machine()}: {path.name}, {path.stat().st_size / 1e6:.1f} MB, peak {peak:.0f} MB with start-up and JSON")
    assert peak < MOST_MB


def ledger(folder: Path, kind: str, rows: int) -> Path:
    path = folder / f"{kind}.csv"
    with path.open("w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows(made("long_ledger").rows(rows, kind))
    return path


def made(maker: str) -> Any:
    """Return a module that makes long sources; it lies beside the tests that use it, too."""
    sys.path.insert(0, str(Path(__file__).parents[1] / "loaders"))
    return importlib.import_module(maker)


def characters_per_s(path: Path) -> float:
    characters = len(parse_file(path).report.text)
    seconds = min(timed(path) for _ in range(ROUNDS))
    print(f"\n{machine()}: {path.name}, {characters / seconds:,.0f} characters/s after start, best of {ROUNDS}")
    return characters / seconds


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
    started = time.process_time()
    parse_file(path)
    return time.process_time() - started


def machine() -> str:
    return f"{platform.machine()}, {os.cpu_count()} cores"
