"""RDF there and back: the whole graph comes back the same on both engines, once, and never half."""

from __future__ import annotations

from collections import Counter
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from api import restoring
from api.loading import State, load
from graph.export import formats
from graph.write import write, write_all
from schema.errors import IdsCollide, RdfSyntax

if TYPE_CHECKING:
    from graph.engine import Engine

TODAY: Final = date(2024, 7, 1)
SAMPLES: Final = Path(__file__).resolve().parents[2] / "loaders" / "samples"
SUFFIXES: Final = {"turtle": ".ttl", "trig": ".trig", "nquads": ".nq", "jsonld": ".jsonld"}


def filled(engine: Engine, made: Any) -> None:
    """Fill a graph with the samples, and with ledgers in an order that is not that of their days."""
    assert all(each.state is State.LOADED for each in load(engine, sorted(SAMPLES.iterdir()), "auto", TODAY))
    for day, due in (("2024-06-30", "2024-09-30"), ("2024-03-31", "2024-04-30"), ("2024-09-30", "2024-12-31")):
        write(engine, made.ledger(day, made.Line(deadlines=(due,))), TODAY)
    for _ in write_all(engine, made.reports(2), TODAY):
        pass


def exported(engine: Engine, name: str, tmp_path: Path) -> Path:
    file = tmp_path / f"graph{SUFFIXES[name]}"
    file.write_bytes(b"".join(formats("https://graph.example/id/")[name].chunks(engine)))
    return file


def emptied(engine: Engine) -> None:
    engine.execute("MATCH (n) DETACH DELETE n")


def test_the_whole_graph_comes_back_the_same(engine: Engine, tmp_path: Path, made: Any, dump: Any) -> None:
    filled(engine, made)
    before = dump(engine)
    # What the formats say is the same on both engines, as is said elsewhere.
    for name in SUFFIXES if engine.name == "embedded" else ("nquads",):
        file = exported(engine, name, tmp_path)
        emptied(engine)
        (outcome,) = restoring.load(engine, [file], TODAY)
        assert (outcome.state, outcome.error, outcome.warnings) == (State.LOADED, None, ())
        after = dump(engine)
        for was, now in zip(before, after, strict=True):
            assert (Counter(was) - Counter(now), Counter(now) - Counter(was)) == ({}, {})
        assert outcome.nodes.total() == len(before[0])
        assert outcome.relationships.total() == len(before[1])
    (again,) = restoring.load(engine, [file], TODAY)
    assert again.state is State.UNCHANGED
    assert dump(engine) == before


def test_a_load_goes_on_where_it_was_broken_off(embedded_engine: Engine, tmp_path: Path, made: Any, dump: Any) -> None:
    engine = embedded_engine
    emptied(engine)
    filled(engine, made)
    before = dump(engine)
    file = exported(engine, "turtle", tmp_path)
    emptied(engine)
    from loaders.rdf import restore

    sources = restore(file).sources
    for _ in write_all(engine, sources[: len(sources) // 2], TODAY):
        pass
    (outcome,) = restoring.load(engine, [file], TODAY)
    assert outcome.state is State.LOADED
    after = dump(engine)
    for was, now in zip(before, after, strict=True):
        assert (sorted({*was} - {*now}), sorted({*now} - {*was})) == ([], [])
    assert after == before


def test_a_file_with_a_fault_changes_nothing(embedded_engine: Engine, tmp_path: Path, made: Any, dump: Any) -> None:
    engine = embedded_engine
    emptied(engine)
    filled(engine, made)
    file = exported(engine, "turtle", tmp_path)
    emptied(engine)
    broken = tmp_path / "broken.ttl"
    broken.write_text(file.read_text("utf-8")[:-40], "utf-8")
    (outcome,) = restoring.load(engine, [broken], TODAY)
    assert outcome.state is State.FAILED
    assert isinstance(outcome.error, RdfSyntax)
    assert dump(engine) == ([], [])


def test_a_report_of_the_graph_with_another_text_collides(embedded_engine: Engine, tmp_path: Path, dump: Any) -> None:
    engine = embedded_engine
    emptied(engine)
    assert all(each.state is State.LOADED for each in load(engine, [SAMPLES / "report.txt"], "auto", TODAY))
    file = exported(engine, "turtle", tmp_path)
    engine.execute("MATCH (r:Report) SET r.text = r.text + '。'")
    before = dump(engine)
    (outcome,) = restoring.load(engine, [file], TODAY)
    assert isinstance(outcome.error, IdsCollide)
    assert "another text" in str(outcome.error)
    assert dump(engine) == before


def test_a_claimed_state_is_computed_again_from_the_history(embedded_engine: Engine, tmp_path: Path, dump: Any) -> None:
    engine = embedded_engine
    emptied(engine)
    assert all(each.state is State.LOADED for each in load(engine, [SAMPLES / "report.txt"], "auto", TODAY))
    before = dump(engine)
    engine.execute("MATCH (m:Measure) SET m.status = 'ONGOING', m.dueOn = date('1999-01-01'), m.closure = 'CLOSED'")
    file = exported(engine, "turtle", tmp_path)
    emptied(engine)
    (outcome,) = restoring.load(engine, [file], TODAY)
    assert outcome.error is None
    assert dump(engine) == before


@pytest.mark.parametrize("suffix", SUFFIXES.values())
def test_a_rehearsal_touches_no_database(suffix: str, tmp_path: Path) -> None:
    (tmp_path / f"a{suffix}").write_text("nonsense", "ascii")
    (outcome,) = restoring.rehearse([tmp_path / f"a{suffix}"])
    assert outcome.state is State.FAILED
    assert isinstance(outcome.error, RdfSyntax)
