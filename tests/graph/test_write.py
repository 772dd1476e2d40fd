"""Writing: all of a source or nothing, the same however often, and history that only grows."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from graph.integrity import findings
from graph.prepare import check, prepare
from graph.write import Written, write, write_all
from loaders.parse import parse_file
from loaders.read import sha256
from loaders.records import records
from schema.errors import DataDirectoryTooNew
from schema.records import NodeRef, RelationshipRecord
from schema.relations import Plain

if TYPE_CHECKING:
    from graph.engine import Engine

TODAY = date(2024, 7, 1)
_STATE = (
    "MATCH (m:Measure {text: $text}) RETURN m.status AS status, m.closure AS closure, toString(m.dueOn) AS due, "
    "toString(m.originalDueOn) AS original, toString(m.completedOn) AS completed, toString(m.lastSeenOn) AS seen, "
    "[d IN m.settledOn | toString(d)] AS settled, m.dueState AS colour, m.caption AS caption"
)
DREDGE = "完成青溪沟一期清淤6.5公里"


def state(engine: Engine, text: str = DREDGE) -> dict[str, Any]:
    (found,) = engine.read(_STATE, {"text": text})
    return found


def count(engine: Engine, pattern: str) -> int:
    return int(engine.read(f"MATCH {pattern} RETURN count(*) AS n")[0]["n"])


def test_all_nodes_and_relationships_of_a_source_are_created(engine: Engine, made: Any) -> None:
    (source,) = made.reports(1)
    written = write(engine, source, TODAY)
    assert written.nodes.total() == len(source.nodes) == count(engine, "(n) WHERE NOT n:Dataset")
    assert written.relationships.total() == len(source.relationships) == count(engine, "()-[r]->()")
    assert not findings(engine)


def test_second_load_changes_nothing_and_says_so(engine: Engine, made: Any, dump: Any) -> None:
    (source,) = made.reports(1)
    write(engine, source, TODAY)
    before, books = dump(engine), engine.read("MATCH (d:Dataset) RETURN d.version AS version")
    assert write(engine, source, date(2025, 1, 1)) == Written(source.report, unchanged=True)
    assert dump(engine) == before
    assert engine.read("MATCH (d:Dataset) RETURN d.version AS version") == books


def test_both_engines_hold_the_same_graph(embedded_engine: Engine, neo4j_engine: Engine, made: Any, dump: Any) -> None:
    june = made.ledger("2024-06-30", made.Line(deadlines=("2024-03-31",)))
    july = made.ledger("2024-07-31", made.Line(status="COMPLETED", deadlines=("2024-09-30",)))
    graphs: list[Any] = []
    for engine in (embedded_engine, neo4j_engine):
        engine.execute("MATCH (n) DETACH DELETE n")
        list(write_all(engine, [*made.reports(3), june, july], TODAY))
        graphs.append((dump(engine), engine.read("MATCH (d:Dataset) RETURN d.version AS version")))
    assert graphs[0] == graphs[1]


def test_sources_written_together_give_the_graph_of_sources_written_alone(engine: Engine, made: Any, dump: Any) -> None:
    months = [made.ledger(f"2024-0{month}-28", made.Line(deadlines=(f"2024-0{month}-20",))) for month in (4, 5, 6)]
    sources = [*made.reports(4), *months]
    alone = [write(engine, source, TODAY) for source in sources]
    expected = dump(engine)
    engine.execute("MATCH (n) DETACH DELETE n")
    together = list(write_all(engine, iter(sources), TODAY))
    assert [each.report for each in together] == [each.report for each in alone]
    assert sum((each.nodes for each in together), start=type(alone[0].nodes)()) == sum(
        (each.nodes for each in alone), start=type(alone[0].nodes)()
    )
    assert dump(engine) == expected


_SAID = (
    "MATCH (m:Measure)-[r:ASSIGNED_TO]->(u:Unit) "
    "RETURN m.id AS measure, u.name AS unit, r.role AS role, r.report AS report, r.repeated AS repeated"
)


def test_assignment_is_marked_where_an_earlier_one_says_the_same_whichever_was_loaded_first(
    engine: Engine, made: Any, dump: Any
) -> None:
    months = [made.ledger(f"2024-0{month}-28", made.Line(), made.Line(lead="市财政局")) for month in (4, 5, 6)]
    graphs: list[Any] = []
    for order in (months, months[::-1]):
        engine.execute("MATCH (n) DETACH DELETE n")
        for source in order:
            write(engine, source, TODAY)
        said = engine.read(_SAID)
        first = min(source.report for source in months)
        assert {(each["report"] == first, each["repeated"]) for each in said} == {(True, None), (False, True)}
        assert len(said) == 6
        assert not findings(engine)
        graphs.append(sorted(map(str, said)))
    assert graphs[0] == graphs[1]


def test_body_named_twice_by_one_measure_is_marked_at_the_second_place(engine: Engine, made: Any) -> None:
    source = made.ledger("2024-04-28", made.Line())
    (said,) = (each for each in source.relationships if each.type == "ASSIGNED_TO")
    earlier = said._replace(properties=replace(said.properties, start=0, end=1))
    # As it comes out of another graph, where it repeated another one.
    later = said._replace(properties=replace(said.properties, repeated=True))
    write(
        engine,
        replace(source, relationships=[*(r for r in source.relationships if r is not said), later, earlier]),
        TODAY,
    )
    marked = "MATCH (:Measure)-[r:ASSIGNED_TO]->() RETURN r.start = 0 AS first, r.repeated AS repeated ORDER BY first"
    assert engine.read(marked) == [{"first": False, "repeated": True}, {"first": True, "repeated": None}]
    engine.execute("MATCH (:Measure)-[r:ASSIGNED_TO]->() SET r.repeated = true")
    assert [each.code for each in findings(engine)] == ["REPEATS_STALE"]


def test_source_that_fails_leaves_nothing(engine: Engine, made: Any, dump: Any) -> None:
    (source,) = made.reports(1)
    nowhere = RelationshipRecord("IN_UNIT", NodeRef("Post", "post-1"), NodeRef("Unit", "unit-1"), Plain())
    broken = replace(source, relationships=[*source.relationships, nowhere])
    with pytest.raises(KeyError):
        write(engine, broken, TODAY)
    assert dump(engine) == ([], [])


def test_next_month_appends_to_the_same_measure(engine: Engine, made: Any) -> None:
    write(engine, made.ledger("2024-06-30", made.Line(deadlines=("2024-03-31",))), TODAY)
    assert state(engine) == {
        "status": "IN_PROGRESS", "closure": None, "due": "2024-03-31", "original": "2024-03-31", "completed": None,
        "seen": "2024-06-30", "settled": [], "colour": "OVERDUE", "caption": "1-① 完成青溪沟一期清淤6.5公里",
    }  # fmt: skip
    done = made.Line(
        status="COMPLETED", completed_on="2024-07-05", deadlines=("2024-03-31",), closures=(("CLOSED", "2024-07-20"),)
    )
    written = write(engine, made.ledger("2024-07-31", done), TODAY)
    assert written.nodes == {"Report": 1, "StatusReport": 1, "Closure": 1}
    after = state(engine)
    assert (after["status"], after["closure"], after["completed"]) == ("COMPLETED", "CLOSED", "2024-07-05")
    assert (after["settled"], after["seen"]) == (["2024-07-05", "2024-07-20"], "2024-07-31")
    assert count(engine, "(:Measure)-[:REPORTED]->(:StatusReport)") == 2
    assert not findings(engine)


def test_what_a_later_source_leaves_out_stays(engine: Engine, made: Any) -> None:
    watch = made.Line(measure="建立河道常态化巡查保洁机制", status="ONGOING")
    write(engine, made.ledger("2024-06-30", made.Line(), watch), TODAY)
    write(engine, made.ledger("2024-07-31", made.Line()), TODAY)
    assert state(engine, watch.measure)["seen"] == "2024-06-30"
    assert state(engine)["seen"] == "2024-07-31"


def test_date_of_a_later_source_revises_the_one_agreed_before(engine: Engine, made: Any) -> None:
    for month, due in (("2024-06-30", "2024-03-31"), ("2024-07-31", "2024-09-30"), ("2024-08-31", "2024-09-30")):
        write(engine, made.ledger(month, made.Line(deadlines=(due,))), TODAY)
    assert (state(engine)["original"], state(engine)["due"]) == ("2024-03-31", "2024-09-30")
    revised = engine.read(
        "MATCH (n:Deadline)-[r:REVISES]->(o:Deadline) "
        "RETURN toString(n.dueOn) AS new, toString(o.dueOn) AS old, r.report IS NOT NULL AS proven"
    )
    assert revised == [{"new": "2024-09-30", "old": "2024-03-31", "proven": True}]
    assert count(engine, "(:Deadline)") == 2


def test_row_that_moved_is_found_by_its_words(engine: Engine, made: Any) -> None:
    first, second = made.Line(measure="清理沿岸违章建筑12处"), made.Line(measure="完成河湖岸线划界确权")
    write(engine, made.ledger("2024-06-30", first, second), TODAY)
    moved = replace(second, status="COMPLETED", completed_on="2024-07-01")
    new = made.Line(measure="建立跨县协作机制并签订协议")
    write(engine, made.ledger("2024-07-31", moved, new), TODAY)
    assert state(engine, second.measure)["status"] == "COMPLETED"
    assert state(engine, first.measure)["status"] == "IN_PROGRESS"
    assert state(engine, new.measure)["seen"] == "2024-07-31"
    assert count(engine, "(:Measure)") == 3
    assert not findings(engine)


def test_issue_that_moved_is_found_by_its_title_and_a_new_one_takes_no_history(engine: Engine, made: Any) -> None:
    flood = made.Line(number="2", title="防汛物资储备不足", measure="补充防汛物资储备")
    write(engine, made.ledger("2024-06-30", made.Line(), flood), TODAY)
    supply = made.Line(number="2", title="农村供水水质监测频次偏低", measure="增加监测点40个")
    write(engine, made.ledger("2024-07-31", replace(flood, number="1"), supply), TODAY)
    assert count(engine, "(:Issue)") == count(engine, "(:Measure)") == 3
    assert state(engine, flood.measure)["seen"] == "2024-07-31"
    assert state(engine)["seen"] == "2024-06-30"
    write(engine, made.ledger("2024-08-31", supply), TODAY)
    assert count(engine, "(:Measure)") == 3


def test_stored_node_keeps_what_is_stated_and_takes_what_it_lacks(engine: Engine, made: Any) -> None:
    first, second = made.reports(2)
    write(engine, first, TODAY)
    unit = next(node for node in first.nodes if type(node).__name__ == "Unit")
    second.nodes.append(replace(unit, name="别称局", aliases=("另名",), kind="其他"))
    write(engine, second, TODAY)
    (stored,) = engine.read("MATCH (u:Unit {id: $id}) RETURN u.name AS name, u.aliases AS aliases", {"id": unit.id})
    assert stored["name"] == unit.name
    assert set(stored["aliases"]) == {*unit.aliases, "另名", "别称局"}


def test_version_of_the_dataset_changes_with_each_load_and_is_the_same_for_the_same_loads(
    engine: Engine, made: Any
) -> None:
    def load_all() -> list[str]:
        return [
            engine.read("MATCH (d:Dataset) RETURN d.version AS version")[0]["version"]
            for source in made.reports(2)
            if write(engine, source, TODAY)
        ]

    versions = load_all()
    assert len(set(versions)) == 2
    engine.execute("MATCH (n) DETACH DELETE n")
    assert load_all() == versions


def test_graph_of_a_newer_version_is_refused(engine: Engine) -> None:
    prepare(engine)
    check(engine)
    engine.execute("CREATE (:Dataset {id: 'dataset', modelVersion: 99})")
    with pytest.raises(DataDirectoryTooNew, match="99"):
        prepare(engine)


def test_a_body_has_its_fullest_name_whichever_source_is_loaded_first(engine: Engine) -> None:
    samples = Path(__file__).parents[2] / "loaders" / "samples"
    paths = [samples / name for name in ("report.txt", "ledger.csv")]
    sources = [records(parse_file(path, "auto"), sha256(path), path.name) for path in paths]
    names: list[Any] = []
    for order in (sources, sources[::-1]):
        engine.execute("MATCH (n) DETACH DELETE n")
        list(write_all(engine, order, TODAY))
        found = engine.read("MATCH (n:Unit) RETURN n.id AS id, n.name AS name, n.aliases AS aliases")
        names.append({each["id"]: (each["name"], set(each["aliases"])) for each in found})
    assert names[0] == names[1]
    assert ("河湾新区水务局", {"区水务局"}) in names[0].values()
