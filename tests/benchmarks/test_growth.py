"""How answers grow with the graph: the flagship question and a page, on skewed graphs of two sizes. See `make bench`.

For Neo4j the graph is written as files straight from the generator and imported; into the embedded engine it is loaded.
RECTIGRAPH_BENCH_GROWTH has the sizes in measures, `10000,100000` if it is not set. RECTIGRAPH_BENCH_KEPT names a folder
that keeps the graphs, so that a large one is made once. What is printed: milliseconds at the median, without HTTP; what
each step of the plan touched; bytes on the disk; and, on paper, the same for ten million measures.
"""

from __future__ import annotations

import asyncio
import os
import statistics
import time
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import neo4j
import pytest

from api.graphql.types import schema
from graph import embedded
from graph.compile.dialect import DIALECTS
from graph.compile.statement import Compiler
from graph.export.neo4j_admin import empty_lists
from graph.prepare import prepare
from graph.write import write_all

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from types import ModuleType

    from graph.engine import Engine

_SIZES: Final = tuple(map(int, os.environ.get("RECTIGRAPH_BENCH_GROWTH", "10000,100000").split(",")))
_KEPT: Final = os.environ.get("RECTIGRAPH_BENCH_KEPT")
_DAY: Final = date(2024, 7, 1)
_ROUNDS: Final = 9
_WARM: Final = 3
_PAPER: Final = 10_000_000
_STEPS: Final = 8  # of a plan that are printed: those that touch most
_MOST: Final = 1.2  # times the growth of the graph


@dataclass(frozen=True, slots=True)
class _Grown:
    """What was found of a graph of one size."""

    measures: int
    megabytes: float
    times: dict[str, float]
    plans: dict[str, list[str]]


@pytest.mark.parametrize("name", ["neo4j", "embedded"])
def test_answers_grow_no_faster_than_the_graph(
    name: str, tmp_path: Path, made: Any, offline: Any, neo4j_module: Any, questions: ModuleType
) -> None:
    asked = [questions.FLAGSHIP, questions.page_of_water(name)]
    found: list[_Grown] = []
    for measures in _SIZES:
        folder = (Path(_KEPT) if _KEPT else tmp_path) / f"{name}-{measures}"
        fill = (
            _imported(folder, measures, made, offline, neo4j_module)
            if name == "neo4j"
            else _loaded(folder, measures, made)
        )
        with fill as engine:
            found.append(_grown(engine, folder, asked))
    print(f"\n{name}, skewed sources, {os.cpu_count()} cores")
    for each in found:
        _print(each)
    small, large = found[0], found[-1]
    growth = large.measures / small.measures
    for question in small.times:
        ratio = large.times[question] / small.times[question]
        print(f"{question}: {ratio:.1f} times the time for {growth:.1f} times the measures")
        paper = _on_paper(small, large, lambda each, question=question: each.times[question])
        print(f"  on paper, {_PAPER:,} measures: {paper / 1000:.1f} s")
        assert ratio <= _MOST * growth, question
    gigabytes = _on_paper(small, large, lambda each: each.megabytes) / 1024
    print(f"on paper, {_PAPER:,} measures: {gigabytes:.0f} GiB on the disk")


@contextmanager
def _imported(folder: Path, measures: int, made: Any, offline: Any, neo4j_module: Any) -> Iterator[Engine]:
    """Yield a Neo4j with the graph in it."""
    home, files = folder / "home", folder / "import"
    settings = {"server.memory.pagecache.size": "2g"}
    new = not home.exists()
    if new:
        if not files.exists():
            offline.write_files(files, made.skewed_reports(measures), _DAY)
        arguments = ("database", "import", "full", "neo4j", "@import.args")
        neo4j_module.administer(home, files, *arguments, timeout_s=3600)
    with neo4j_module.running(home, settings) as engine:
        if new:
            for statement in empty_lists():
                engine.execute(statement)
        prepare(engine)
        yield engine


@contextmanager
def _loaded(folder: Path, measures: int, made: Any) -> Iterator[Engine]:
    """Yield an embedded engine with the graph in it; one that was broken off is loaded to the end."""
    folder.mkdir(parents=True, exist_ok=True)
    engine = embedded.start(folder)
    try:
        prepare(engine)
        if _count(engine) < measures:
            for _ in write_all(engine, made.skewed_reports(measures), _DAY):
                pass
        yield engine
    finally:
        engine.close()


def _grown(engine: Engine, folder: Path, asked: list[Any]) -> _Grown:
    stored = folder / ("home/data/databases/neo4j" if engine.name == "neo4j" else "databases")
    megabytes = sum(each.stat().st_size for each in stored.rglob("*") if each.is_file()) / 2**20
    times: dict[str, float] = {}
    plans: dict[str, list[str]] = {}
    for question in asked:
        statement, parameters = _compiled(engine, question.asked["rectigraph"])
        times[question.name] = asyncio.run(_median_ms(engine, statement, parameters))
        plans[question.name] = _plan(engine, statement, parameters)
    return _Grown(_count(engine), megabytes, times, plans)


def _compiled(engine: Engine, asked: Any) -> tuple[str, Mapping[str, Any]]:
    compiler = Compiler(schema()._schema, DIALECTS[engine.name])
    operation = compiler.document(asked.text).operation(None)
    variables = compiler.variables(operation, asked.values)
    statement = compiler.statement(asked.text, operation, variables)
    return statement.text, statement.parameters(variables, _DAY)


async def _median_ms(engine: Engine, statement: str, parameters: Mapping[str, Any]) -> float:
    times = list[float]()
    for _ in range(_WARM + _ROUNDS):
        started = time.perf_counter()
        await engine.answer(statement, parameters)
        times.append((time.perf_counter() - started) * 1000)
    await engine.aclose()
    return statistics.median(times[_WARM:])


def _plan(engine: Engine, statement: str, parameters: Mapping[str, Any]) -> list[str]:
    """Return the steps that touch most, with what they touch; for the embedded engine the plan in its own words."""
    if steps := engine.profile(statement, parameters):
        most = sorted(steps, key=lambda step: -step.hits)[:_STEPS]
        details = (" ".join(step.details.split())[:90] for step in most)
        return [
            f"{of.hits:>10,} hits {of.rows:>9,} rows  {of.name} {said}" for of, said in zip(most, details, strict=True)
        ]
    account = engine.address.reader
    with (
        neo4j.GraphDatabase.driver(engine.address.uri, auth=account.auth) as driver,
        driver.session(database=engine.address.database, default_access_mode="READ") as session,
    ):
        records = session.run("EXPLAIN " + statement, dict(parameters)).data()  # type: ignore[arg-type]
    lines = [line for record in records for value in record.values() for line in str(value).splitlines()]
    return [line.rstrip()[:120] for line in lines][: 3 * _STEPS]


def _count(engine: Engine) -> int:
    return int(engine.read("MATCH (m:Measure) RETURN count(m) AS n")[0]["n"])


def _print(grown: _Grown) -> None:
    print(f"{grown.measures:,} measures, {grown.megabytes:,.0f} MB on the disk")
    for question, ms in grown.times.items():
        print(f"  {question}: {ms:.1f} ms")
        print("".join(f"    {line}\n" for line in grown.plans[question]), end="")


def _on_paper(small: _Grown, large: _Grown, value: Any) -> float:
    """Return what a straight line through both sizes says of the largest."""
    slope = (value(large) - value(small)) / (large.measures - small.measures)
    return float(value(small) + slope * (_PAPER - small.measures))
