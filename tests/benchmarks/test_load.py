"""How fast records get into the embedded engine, and how much memory the loader takes: run with `make bench`."""

from __future__ import annotations

import os
import platform
import resource
import time
from datetime import date
from typing import TYPE_CHECKING, Any

from graph import embedded
from graph.integrity import findings
from graph.prepare import prepare
from graph.write import write_all

if TYPE_CHECKING:
    from pathlib import Path

REPORTS = int(os.environ.get("RECTIGRAPH_BENCH_REPORTS", "1000"))
LEAST_PER_S = 15_000
TODAY = date(2024, 7, 1)


def peak_mb() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def test_load_of_generated_reports(tmp_path: Path, made: Any) -> None:
    engine = embedded.start(tmp_path)
    try:
        prepare(engine)
        created, started, peaks = 0, time.perf_counter(), list[float]()
        for number, written in enumerate(write_all(engine, made.reports(REPORTS), TODAY), 1):
            created += written.nodes.total() + written.relationships.total()
            if number % max(REPORTS // 4, 1) == 0:
                peaks.append(peak_mb())
        seconds = time.perf_counter() - started
        started = time.perf_counter()
        assert all(each.unchanged for each in write_all(engine, made.reports(REPORTS), TODAY))
        again = time.perf_counter() - started
        started = time.perf_counter()
        assert sum(1 for _ in made.reports(REPORTS)) == REPORTS
        making = time.perf_counter() - started
        issues, measures = (count(engine, label) for label in ("Issue", "Measure"))
        print(
            f"\n{platform.machine()}, {os.cpu_count()} cores: {REPORTS} reports, {issues} issues, {measures} measures, "
            f"{created} nodes and relationships in {seconds:.1f} s: {created / seconds:.0f}/s with making the records; "
            f"the same again in {again:.1f} s, {making:.1f} of them for making: {created / (again - making):.0f}/s; "
            f"peak memory at each quarter {[f'{peak:.0f} MB' for peak in peaks]}"
        )
        assert not findings(engine)
        assert created / seconds >= LEAST_PER_S
        assert peaks[-1] - peaks[0] < 20  # flat in the number of files
    finally:
        engine.close()


def count(engine: Any, label: str) -> int:
    return int(engine.read(f"MATCH (:{label}) RETURN count(*) AS n")[0]["n"])
