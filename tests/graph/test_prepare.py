"""A graph goes only where nothing of others is in its way, and what others wrote stays as it is."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, Final

import pytest

from graph.prepare import finish, missing, prepare, present
from graph.write import write
from schema.constraints import indexes
from schema.errors import ForeignGraph

if TYPE_CHECKING:
    from graph.engine import Engine
    from graph.remote import RemoteEngine

_FOREIGN: Final = "CREATE (:Film {id: 'f', title: '清水河'})-[:MENTIONS {start: 1}]->(:Actor {name: '王'})"
_OTHERS: Final = (
    "MATCH (a:Film)-[r]->(b:Actor) RETURN properties(a) AS a, properties(b) AS b, type(r) AS type, properties(r) AS r, "
    "COUNT { (a)--() } AS degree"
)


def test_what_others_wrote_is_left_as_it_is(engine: Engine, made: Any) -> None:
    engine.execute(_FOREIGN)
    before = engine.read(_OTHERS)
    prepare(engine)
    write(engine, made.ledger("2024-06-30", made.Line()), date(2024, 7, 1))
    assert engine.read(_OTHERS) == before
    assert before[0]["degree"] == 1


@pytest.mark.parametrize(
    ("statement", "held"),
    [
        ("CREATE (:Person {name: '王'}), (:Person {name: '李'}), (:Place {name: '清水河'})", "2 Person, 1 Place"),
        ("CREATE (:Dataset {name: 'iris'})", "1 Dataset"),
    ],
)
def test_labels_that_others_use_are_refused(engine: Engine, statement: str, held: str) -> None:
    engine.execute(statement)
    with pytest.raises(ForeignGraph, match=f"{held}.*another database"):
        prepare(engine)
    assert engine.read("MATCH (d:Dataset {id: 'dataset'}) RETURN d") == []


def test_index_of_others_with_a_name_of_ours_is_refused(neo4j_engine: RemoteEngine) -> None:
    neo4j_engine.execute("MATCH (n) DETACH DELETE n")
    neo4j_engine.execute("DROP INDEX unit_name")
    neo4j_engine.execute("CREATE INDEX unit_name FOR (n:Film) ON (n.title)")
    try:
        with pytest.raises(ForeignGraph, match=r"index unit_name on Film \(title\)"):
            prepare(neo4j_engine)
    finally:
        neo4j_engine.execute("DROP INDEX unit_name")
        prepare(neo4j_engine)


def test_index_of_an_administrator_with_another_name_will_do(neo4j_engine: RemoteEngine) -> None:
    neo4j_engine.execute("MATCH (n) DETACH DELETE n")
    neo4j_engine.execute("DROP INDEX unit_name")
    neo4j_engine.execute("CREATE INDEX by_name FOR (n:Unit) ON (n.name)")
    prepare(neo4j_engine)
    names = {each.name for each in present(neo4j_engine)}
    assert "by_name" in names
    assert "unit_name" not in names
    neo4j_engine.execute("DROP INDEX by_name")
    prepare(neo4j_engine)


def test_nothing_is_missing_when_a_load_is_finished(engine: Engine) -> None:
    prepare(engine)
    finish(engine)
    assert missing(engine, present(engine)) == []


def test_indexes_of_texts_are_made_after_the_first_load_and_before_the_second(
    neo4j_engine: RemoteEngine, made: Any
) -> None:
    neo4j_engine.execute("MATCH (n) DETACH DELETE n")
    for each in indexes():
        if each.kind == "FULLTEXT":
            neo4j_engine.execute(f"DROP INDEX {each.name} IF EXISTS")
    prepare(neo4j_engine)
    assert {each.kind for each in missing(neo4j_engine, present(neo4j_engine))} == {"FULLTEXT"}
    write(neo4j_engine, made.ledger("2024-06-30", made.Line()), date(2024, 7, 1))
    prepare(neo4j_engine)  # as the load after one that was broken off
    assert missing(neo4j_engine, present(neo4j_engine)) == []
