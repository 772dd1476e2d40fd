"""The whole graph read as records: all of it, in one order, on both engines, while others write."""

from __future__ import annotations

from datetime import date
from itertools import islice
from typing import TYPE_CHECKING, Any

import pytest

from graph import stream
from graph.rows import row
from graph.stream import records
from graph.write import write, write_all
from schema.errors import GraphChanged
from schema.nodes import NODES
from schema.records import RelationshipRecord

if TYPE_CHECKING:
    from graph.engine import Engine

TODAY = date(2024, 7, 1)


def test_what_is_read_is_what_was_written(
    engine: Engine, made: Any, dump: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(stream, "_PAGE", 7)
    for _ in write_all(engine, made.reports(2), TODAY):
        pass
    nodes = [f"{type(each).__name__} {row(each)['id']}" for each in records(engine) if not _related(each)]
    related = [each for each in records(engine) if isinstance(each, RelationshipRecord)]
    stored_nodes, stored_related = dump(engine)
    assert len(nodes) == len(set(nodes)) == len(stored_nodes)
    assert sorted(f"{each.source.id} {each.type} {each.target.id}" for each in related) == sorted(
        each.partition(" [")[0] for each in stored_related
    )


def test_both_engines_give_the_same_records_in_the_same_order(
    embedded_engine: Engine, neo4j_engine: Engine, made: Any
) -> None:
    found: list[list[object]] = []
    for engine in (embedded_engine, neo4j_engine):
        engine.execute("MATCH (n) DETACH DELETE n")
        write(engine, made.ledger("2024-06-30", made.Line(deadlines=("2024-03-31",))), TODAY)
        for _ in write_all(engine, made.reports(2), TODAY):
            pass
        found.append(list(records(engine)))
    assert found[0] == found[1]
    labels = [type(each).__name__ for each in found[0] if not _related(each)]
    assert list(dict.fromkeys(labels)) == [each.label for each in NODES if each.label in set(labels)]


def test_what_others_wrote_is_left_out(engine: Engine, made: Any) -> None:
    (source,) = made.reports(1)
    write(engine, source, TODAY)
    before = list(records(engine))
    engine.execute(
        "MATCH (m:Measure) WITH m LIMIT 1 CREATE (n:Note {id: 'note'})-[:ON]->(m), (m)-[:LIKES]->(m), (m)-[:DUE]->(n)"
    )
    assert list(records(engine)) == before


def test_a_load_in_the_middle_is_told_at_the_end(engine: Engine, made: Any) -> None:
    first, second = made.reports(2)
    write(engine, first, TODAY)
    reading = records(engine)
    assert len(list(islice(reading, 5))) == 5
    write(engine, second, TODAY)
    with pytest.raises(GraphChanged):
        list(reading)


def test_an_empty_graph_has_no_records(engine: Engine) -> None:
    assert not list(records(engine))


def _related(record: object) -> bool:
    return isinstance(record, RelationshipRecord)
