"""Each check of an engine is ok on a sound graph, and says what to do about one that is not."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest

from graph.checkup import Check, State, checks
from graph.prepare import prepare
from graph.write import write
from schema.version import MODEL_VERSION

if TYPE_CHECKING:
    from graph.engine import Engine
    from graph.remote import RemoteEngine


def found(engine: Engine) -> dict[str, Check]:
    """Return the checks by name; of several of one name the last."""
    return {each.name: each for each in checks(engine)}


def test_all_is_well_with_a_graph_just_loaded(engine: Engine, made: Any) -> None:
    prepare(engine)
    write(engine, made.ledger("2024-06-30", made.Line()), date(2024, 7, 1))
    all_of_them = found(engine)
    assert {each.state for each in all_of_them.values()} == {State.OK}
    assert all_of_them["graph"].found.startswith("1 files, last on 2024-07-01")
    assert ("clock" in all_of_them) == (engine.name == "neo4j")


def test_doctor_changes_nothing(engine: Engine) -> None:
    list(checks(engine))
    assert engine.read("MATCH (n) RETURN count(n) AS nodes") == [{"nodes": 0}]


def test_model_of_another_version_fails_and_no_more_is_looked_at(engine: Engine) -> None:
    for version, advice in ((MODEL_VERSION - 1, "rectigraph migrate"), (MODEL_VERSION + 1, "newer program")):
        engine.execute(f"MERGE (d:Dataset {{id: 'dataset'}}) SET d.modelVersion = {version}")
        model = found(engine)["model"]
        assert (model.state, advice in model.advice) == (State.FAIL, True)
        assert "integrity" not in found(engine)


def test_missing_index_fails(neo4j_engine: RemoteEngine, made: Any) -> None:
    neo4j_engine.execute("MATCH (n) DETACH DELETE n")
    write(neo4j_engine, made.ledger("2024-06-30", made.Line()), date(2024, 7, 1))
    neo4j_engine.execute("DROP INDEX measure_text")
    indexes = found(neo4j_engine)["indexes"]
    assert (indexes.state, indexes.found) == (State.FAIL, "missing: measure_text")
    prepare(neo4j_engine)
    assert found(neo4j_engine)["indexes"].state is State.OK


@pytest.mark.parametrize("zone", ["Asia/Shanghai", "America/New_York"])
def test_time_zone_that_is_not_the_engines_is_told(
    neo4j_engine: RemoteEngine, monkeypatch: pytest.MonkeyPatch, zone: str
) -> None:
    import time

    neo4j_engine.execute("MATCH (n) DETACH DELETE n")
    with monkeypatch.context() as patched:
        patched.setenv("TZ", zone)
        time.tzset()
        told = found(neo4j_engine)["time zone"]
    time.tzset()
    assert told.state is State.WARN
    assert told.found.startswith("this machine UTC+08:00" if zone == "Asia/Shanghai" else "this machine UTC-0")
