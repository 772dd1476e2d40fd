"""A graph of the first version becomes what a load of the same sources makes today, however often it is stopped.

`versions/1.ndjson` is the graph that the program of 2024-11-24 (commit 23682b3), the first complete one, made of the
bundled sample: nodes, then relationships, one a line.
"""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from api.loading import load
from api.migrating import Rereader
from graph.integrity import findings
from graph.migrate import Stored, migrate, plan
from graph.prepare import check, model_version
from graph.remote import connect
from schema.errors import DataDirectoryTooNew, EngineBusy, GraphTooOld, SourceMissing
from schema.version import MODEL_VERSION

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from graph.engine import Engine
    from graph.remote import RemoteEngine
    from schema.records import SourceRecords

TODAY: Final = date(2024, 7, 1)
_ROOT: Final = Path(__file__).resolve().parents[2]
_SAMPLES: Final = tuple(Path("loaders/samples") / name for name in ("report.txt", "ledger.csv"))
_BOOKS: Final = "MATCH (d:Dataset) RETURN properties(d) AS books"


@pytest.fixture
def old(engine: Engine, first_version: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Engine:
    """Return each engine with the graph of the first version, where its files are none."""
    monkeypatch.chdir(_ROOT / "tests")
    first_version.fill(engine)
    return engine


@pytest.fixture(scope="module")
def today(embedded_engine: Engine, dump: Any) -> Any:
    """Return the graph of a load of the same sources by this program, and its books."""
    embedded_engine.execute("MATCH (n) DETACH DELETE n")
    with pytest.MonkeyPatch.context() as patched:
        patched.chdir(_ROOT)
        assert all(outcome.error is None for outcome in load(embedded_engine, _SAMPLES, "auto", TODAY))
    return dump(embedded_engine), embedded_engine.read(_BOOKS)


def done(engine: Engine, read: Callable[[Stored], SourceRecords | str] | None = None) -> list[tuple[str, bool]]:
    """Return what became of each source, and whether it was read again."""
    return [(each.uri or "", each.reason is None) for each in migrate(engine, read or Rereader(), TODAY)]


def test_first_version_becomes_what_a_load_makes_today(old: Engine, today: Any, dump: Any) -> None:
    assert done(old) == [(path.as_posix(), True) for path in _SAMPLES]
    assert (dump(old), old.read(_BOOKS)) == today
    check(old)
    assert findings(old) == []
    assert done(old) == []


def test_graph_that_is_not_migrated_is_refused_and_says_how(old: Engine) -> None:
    with pytest.raises(GraphTooOld, match=r"version 1.*rectigraph migrate"):
        check(old)


def test_dry_run_tells_and_changes_nothing(old: Engine, dump: Any) -> None:
    before = dump(old)
    assert [(each.uri, each.reason) for each in plan(old, Rereader())] == [(path.as_posix(), None) for path in _SAMPLES]
    assert (dump(old), model_version(old)) == (before, 1)


class _Broken(Exception):
    """Whatever breaks a migration off."""


@pytest.mark.parametrize("after", range(1, 26, 3))
def test_migration_that_is_broken_off_and_repeated_ends_the_same(
    old: Engine, today: Any, dump: Any, monkeypatch: pytest.MonkeyPatch, after: int
) -> None:
    begin, begun = type(old).transaction, 0

    def transaction(engine: Engine) -> Any:
        nonlocal begun
        begun += 1
        if begun > after:
            raise _Broken
        return begin(engine)

    with monkeypatch.context() as patched:
        patched.setattr(type(old), "transaction", transaction)
        with pytest.raises(_Broken):
            done(old)
    assert model_version(old) == 1
    with pytest.raises(GraphTooOld):
        check(old)
    done(old)
    assert (dump(old), old.read(_BOOKS)) == today


def test_source_that_cannot_be_read_again_stays_with_all_that_it_says(old: Engine, dump: Any) -> None:
    reread = Rereader()

    def read(stored: Stored) -> SourceRecords | str:
        return "no file" if stored.kind == "LEDGER" else reread(stored)

    of_ledger = "MATCH (r:Report {kind: 'LEDGER'}) MATCH ()-[s]->() WHERE s.report = r.id RETURN count(s) AS sentences"
    topics = "MATCH (:Measure)-[:ABOUT]->(t:Topic)-[:BROADER]->(b:Topic) RETURN count(DISTINCT b.id) AS broader"
    before = old.read(of_ledger), old.read(topics)
    assert done(old, read) == [(_SAMPLES[1].as_posix(), False), (_SAMPLES[0].as_posix(), True)]
    assert (old.read(of_ledger), old.read(topics)) == before
    assert findings(old) == []
    assert old.read("MATCH (e:Event) RETURN count(e) > 0 AS told") == [{"told": True}]
    assert old.read("MATCH (d:Deadline) WHERE d.withoutYear IS NULL RETURN count(d) AS lacking") == [{"lacking": 0}]
    check(old)


def test_file_that_vanished_in_between_is_asked_for(old: Engine, today: Any, dump: Any) -> None:
    reread, asked = Rereader(), 0

    def forgetful(stored: Stored) -> SourceRecords | str:
        nonlocal asked
        asked += 1
        return reread(stored) if asked <= len(_SAMPLES) else "it is gone."

    with pytest.raises(SourceMissing, match=r"report.txt .* it is gone\. Name the file"):
        done(old, forgetful)
    assert model_version(old) == 1
    assert done(old, Rereader([_ROOT / path for path in _SAMPLES])) == [(path.as_posix(), True) for path in _SAMPLES]
    assert (dump(old), old.read(_BOOKS)) == today


def test_what_others_wrote_beside_the_graph_stays(old: Engine) -> None:
    others = "MATCH (:Film)-[r:MENTIONS]->(:Actor) RETURN r.report AS report"
    old.execute("CREATE (:Film {id: 'f'})-[:MENTIONS {report: 'weekly'}]->(:Actor {id: 'a'})")
    done(old)
    assert old.read(others) == [{"report": "weekly"}]


def test_newer_graph_is_not_migrated(engine: Engine) -> None:
    engine.execute(f"CREATE (:Dataset {{id: 'dataset', modelVersion: {MODEL_VERSION + 1}}})")
    for migration in (migrate(engine, Rereader(), TODAY), plan(engine, Rereader())):
        with pytest.raises(DataDirectoryTooNew, match="newer program"):
            list(migration)


def test_files_are_recognised_by_their_checksum(first_version: ModuleType, tmp_path: Path) -> None:
    moved = tmp_path / "moved.csv"
    moved.write_bytes((_ROOT / _SAMPLES[1]).read_bytes())
    sheeted = next(
        Stored("", p["id"], p["title"], p["kind"], "gone.xlsx", p["sha256"], p["text"], p["records"], True)
        for p in (json.loads(line)["properties"] for line in first_version.FIRST.read_text("utf-8").splitlines())
        if p.get("kind") == "LEDGER"
    )
    refused = Rereader()(sheeted)
    assert isinstance(refused, str)
    assert "name the file" in refused
    assert not isinstance(Rereader([moved])(sheeted), str)


@pytest.mark.parametrize("version", [2, 4])
def test_graph_that_lacks_what_its_sources_say_is_read_again(engine: Engine, dump: Any, version: int) -> None:
    paths = [*(_ROOT / path for path in _SAMPLES), _ROOT / "tests" / "api" / "second-round.csv"]
    assert all(outcome.error is None for outcome in load(engine, paths, "auto", TODAY))
    loaded = dump(engine)
    for lacking in ("(:Unit)-[r:PART_OF]->(:Unit)", "(:Issue)-[r:SIMILAR_TO]->(:Issue)"):
        assert engine.read(f"MATCH {lacking} RETURN count(r) > 0 AS there") == [{"there": True}]
        engine.execute(f"MATCH {lacking} DELETE r")
    engine.execute(f"MATCH (d:Dataset) SET d.modelVersion = {version}")
    assert [each.reason for each in plan(engine, Rereader())] == [None] * len(paths)
    assert [again for _, again in done(engine)] == [True] * len(paths)
    assert dump(engine) == loaded
    check(engine)
    assert findings(engine) == []


def test_two_migrations_at_once_are_one(
    neo4j_engine: RemoteEngine, first_version: ModuleType, today: Any, dump: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(_ROOT / "tests")
    neo4j_engine.execute("MATCH (n) DETACH DELETE n")
    first_version.fill(neo4j_engine)
    other = connect(neo4j_engine.connection)
    first = migrate(neo4j_engine, Rereader(), TODAY)
    next(first)
    with pytest.raises(EngineBusy, match="Somebody else is at a migration"):
        done(other)
    first.close()  # as if its process had gone
    assert model_version(other) == 1
    done(other)
    assert (dump(other), other.read(_BOOKS)) == today
    other.close()
