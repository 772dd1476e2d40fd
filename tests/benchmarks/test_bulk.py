"""How fast a first load is, against the bulk API of py2neo, on one real Neo4j in one run: run with `make bench`.

What each side is given, and what it does between the start and the end of the clock:

* **load**: what a parse found in each source (`SourceRecords`). Rectigraph looks for what the graph has already, gives
  issues their ids, derives the state of each measure, relates similar issues, writes each source whole or not at all,
  keeps its books, and at the end has the indexes of texts made, until they answer. A second time changes nothing.
* **py2neo merge**: maps of the nodes and relationships that the load made, each once, with all that was derived, by
  label and type. It calls `merge_nodes` and `merge_relationships`: what its users write who load more than once.
* **py2neo create**: the same with `create_nodes` and `create_relationships`, for who is sure that the graph is empty:
  a second time writes everything twice.

All write into the same empty database with the same constraints and indexes, in turns, after a round that does not
count; afterwards the graph of each has the same nodes and relationships. For py2neo the indexes of texts are there
before, as statements of `rectigraph schema --format cypher` make them; "no texts" is the same without any, for all
three. RECTIGRAPH_BENCH_BULK sets the reports.
"""

from __future__ import annotations

import os
import platform
import statistics
import time
from collections import defaultdict
from datetime import date
from functools import partial
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from py2neo import Graph, bulk

from graph.prepare import finish, prepare
from graph.rows import row
from graph.stream import records
from graph.write import write_all
from schema.constraints import indexes
from schema.records import RelationshipRecord

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path
    from types import ModuleType

    from graph.engine import Engine
    from graph.stream import Record
    from schema.records import SourceRecords

# Whether the indexes of texts are there before, and what writes.
Side = tuple[bool, "Callable[[], object]"]
Grouped = tuple[dict[str, list[Any]], dict[Any, list[Any]]]
_REPORTS: Final = int(os.environ.get("RECTIGRAPH_BENCH_BULK", "150"))
_ROUNDS: Final = 3
_AT_ONCE: Final = 10_000  # rows of a call of py2neo, as its documentation has it
_DAY: Final = date(2024, 7, 1)
# What tells two relationships of the model between the same nodes apart.
_TOLD_BY: Final = ("report", "start", "end", "row", "sheet", "role", "inherited")
_EMPTY: Final = "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 20000 ROWS"


def test_first_load_against_the_bulk_api_of_py2neo(tmp_path: Path, made: Any, neo4j_module: ModuleType) -> None:
    with neo4j_module.running(tmp_path) as engine:
        prepare(engine)
        sources = list(made.reports(_REPORTS))
        _load(engine, sources)
        given, expected = _grouped(records(engine)), _counts(engine)
        graph = Graph(engine.address.uri, auth=("neo4j", neo4j_module.PASSWORD), name="neo4j")
        load = partial(_load, engine, sources)
        merge, create = (partial(_written_by_py2neo, graph, given, merge=each) for each in (True, False))
        sides: dict[str, Side] = {
            "load": (False, lambda: (load(), _index_texts(engine))),
            "py2neo merge": (True, merge),
            "py2neo create": (True, create),
            "load, no texts": (False, load),
            "py2neo merge, no texts": (False, merge),
            "py2neo create, no texts": (False, create),
        }
        seconds = _in_turns(engine, sides, expected)
        graph.service.connector.close()
    elements = sum(expected.values())
    rates = {name: elements / each for name, each in seconds.items()}
    print(f"\n{_REPORTS} reports, {elements:,} nodes and relationships; {platform.machine()}, {os.cpu_count()} cores")
    for name, rate in rates.items():
        load_rate = rates["load, no texts" if name.endswith("no texts") else "load"]
        print(f"{name:24} {seconds[name]:6.2f} s {rate:9,.0f}/s   load is {load_rate / rate:.2f} times that")


def _in_turns(engine: Engine, sides: dict[str, Side], expected: dict[str, int]) -> dict[str, float]:
    """Return the median seconds of each side; the first round does not count."""
    seconds: dict[str, list[float]] = {name: [] for name in sides}
    for _ in range(1 + _ROUNDS):
        for name, (texts, write) in sides.items():
            engine.execute(_EMPTY)
            (_index_texts if texts else _drop_texts)(engine)
            started = time.perf_counter()
            write()
            seconds[name].append(time.perf_counter() - started)
            assert _counts(engine) == expected, name
    return {name: statistics.median(each[1:]) for name, each in seconds.items()}


def _counts(engine: Engine) -> dict[str, int]:
    """Return how many nodes of each label and relationships of each type the graph has, without the books."""
    nodes = engine.read("MATCH (n) WHERE NOT n:Dataset RETURN labels(n)[0] AS what, count(*) AS n")
    return {
        each["what"]: each["n"]
        for each in (*nodes, *engine.read("MATCH ()-[r]->() RETURN type(r) AS what, count(*) AS n"))
    }


def _index_texts(engine: Engine) -> None:
    finish(engine)
    engine.await_indexes()


def _drop_texts(engine: Engine) -> None:
    for each in indexes():
        if each.kind == "FULLTEXT":
            engine.execute(f"DROP INDEX {each.name} IF EXISTS")


def _load(engine: Engine, sources: Iterable[SourceRecords]) -> None:
    for _ in write_all(engine, sources, _DAY):
        pass


def _written_by_py2neo(graph: Graph, given: Grouped, *, merge: bool) -> None:
    nodes, relationships = given
    for label, rows in nodes.items():
        for some in _chunks(rows):
            if merge:
                bulk.merge_nodes(graph.auto(), some, (label, "id"))
            else:
                bulk.create_nodes(graph.auto(), some, labels={label})
    for (type_, source, target, keys), triples in relationships.items():
        for some in _chunks(triples):
            ends = {"start_node_key": (source, "id"), "end_node_key": (target, "id")}
            if merge:
                bulk.merge_relationships(graph.auto(), some, (type_, *keys), **ends)
            else:
                bulk.create_relationships(graph.auto(), some, type_, **ends)


def _grouped(finished: Iterable[Record]) -> Grouped:
    """Return maps of nodes by label, and triples by type, labels of both ends and the keys that tell them apart."""
    nodes, relationships = defaultdict[str, list[Any]](list), defaultdict[Any, list[Any]](list)
    for each in finished:
        if isinstance(each, RelationshipRecord):
            properties = _plain(each.properties)
            keys = tuple(key for key in _TOLD_BY if key in properties)
            group = each.type, each.source.label, each.target.label, keys
            relationships[group].append((each.source.id, properties, each.target.id))
        else:
            nodes[type(each).__name__].append(_plain(each))
    return nodes, relationships


def _plain(value: object) -> dict[str, Any]:
    """Return the properties as py2neo takes them: words of a vocabulary as text."""
    return {key: str(each) if isinstance(each, str) else each for key, each in row(value).items()}


def _chunks(items: Iterable[Any]) -> Iterator[list[Any]]:
    remaining = iter(items)
    while chunk := list(islice(remaining, _AT_ONCE)):
        yield chunk
