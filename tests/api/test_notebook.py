"""The graph in a notebook, on both engines: objects, neighbours, data frames, and the worked notebook itself."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pandas as pd
import pytest
from py2neo.errors import ClientError

from api import notebook
from api.notebook import frame, overdue
from api.notebook.mapping import CLASSES, Neighbours, Record
from api.notebook.opening import connect, graph_of
from schema.errors import SettingsError
from schema.nodes import NODES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from graph.engine import Engine
    from schema.declare import NodeType

_NOTEBOOK: Final = Path(__file__).parents[2] / "docs" / "notebook.ipynb"
_RUN: Final = """
import sys, nbclient, nbformat
notebook = nbformat.read(sys.argv[1], as_version=4)
nbclient.execute(notebook, kernel_name="python3", timeout=60)
nbformat.write(notebook, sys.argv[2])
"""


@pytest.fixture(scope="module")
def engines(embedded_engine: Engine, neo4j_engine: Engine, sampled: Callable[[Engine], None]) -> list[Engine]:
    """Return both engines with the bundled sample in them."""
    for engine in (embedded_engine, neo4j_engine):
        sampled(engine)
    return [embedded_engine, neo4j_engine]


@pytest.fixture(scope="module")
def graphs(engines: list[Engine]) -> Iterator[list[Any]]:
    """Return both engines as py2neo's graphs."""
    found = [graph_of(engine.address) for engine in engines]
    yield found
    for graph in found:
        graph.service.connector.close()


def shown(value: Any) -> Any:
    """Return neighbours by what tells them apart."""
    return [each.id for each in value] if isinstance(value, list) else value and value.id


@pytest.mark.parametrize("node", NODES, ids=lambda node: node.label)
def test_class_has_what_the_model_declares(graphs: list[Any], engines: list[Engine], node: NodeType):
    cls = getattr(notebook, node.label)
    for graph, engine in zip(graphs, engines, strict=True):
        stored = {row["n"]["id"]: row["n"] for row in engine.read(f"MATCH (n:{node.label}) RETURN properties(n) AS n")}
        found = list(cls.match(graph))
        assert {each.id for each in found} == stored.keys()
        for each in found:
            for declared in node.stated:
                value = stored[each.id].get(declared.key)
                assert getattr(each, declared.name) == plain(value), declared.key


def plain(value: Any) -> Any:
    """Return a value of the driver with days as Python has them."""
    if isinstance(value, list):
        return [plain(each) for each in value]
    return value.to_native() if hasattr(value, "to_native") else value


@pytest.mark.parametrize("label", CLASSES)
def test_neighbours_are_the_same_on_both_engines_and_of_their_type(graphs: list[Any], label: str):
    cls = CLASSES[label]
    names = [name for name, each in vars(cls).items() if isinstance(each, Neighbours)]
    answers = [
        [{name: shown(getattr(each, name)) for name in names} for each in cls.match(graph).order_by("_.id").limit(3)]
        for graph in graphs
    ]
    assert answers[0] == answers[1]


def test_a_mentioned_place_is_no_unit(graphs: list[Any]):
    (found, *_) = notebook.Place.match(graphs[0], notebook.Place.match(graphs[0]).first().id)
    measure = found.measures[0]
    assert found.id in [each.id for each in measure.places]
    assert {type(each).__name__ for each in measure.units} <= {"Unit"}


def test_relationships_come_with_their_properties_each_of_them(graphs: list[Any], engines: list[Engine]):
    for graph, engine in zip(graphs, engines, strict=True):
        (row,) = engine.read(
            "MATCH (m:Measure)-[r:ASSIGNED_TO]->() RETURN m.id AS id, count(r) AS n ORDER BY n DESC, id LIMIT 1"
        )
        related = notebook.Measure.match(graph, row["id"]).first().related("ASSIGNED_TO")
        assert len(related) == row["n"] > 1
        assert {"LEAD", "COOPERATE"} <= {properties["role"] for properties, _ in related}
        assert all(isinstance(each, Record) for _, each in related)


def test_relationships_that_the_model_lacks_are_refused_by_name(graphs: list[Any]):
    with pytest.raises(ValueError, match=r"no relationship 'ASIGNED_TO': it has .*ASSIGNED_TO"):
        notebook.Measure.match(graphs[0]).first().related("ASIGNED_TO")


def test_objects_are_named_by_what_people_recognise(graphs: list[Any]):
    assert repr(notebook.Unit.match(graphs[0]).where(name="区司法局").first()) == "<Unit '区司法局'>"


def test_nothing_is_written(graphs: list[Any]):
    measure = notebook.Measure.match(graphs[0]).first()
    with pytest.raises(AttributeError, match="read only"):
        measure.status = "COMPLETED"
    with pytest.raises(ClientError, match="Forbidden"):
        graphs[0].run("CREATE (:Unit)")


def test_frame_of_a_match_has_a_column_for_each_property(graphs: list[Any]):
    for graph in graphs:
        found = frame(notebook.Measure.match(graph))
        assert list(found.columns) == [each.name for each in notebook.Measure.NODE.stated]
        assert len(found) == notebook.Measure.match(graph).count()
        assert pd.api.types.is_datetime64_any_dtype(found.due_on)
        assert found.due_on.min() == pd.Timestamp("2023-10-31")


def test_frame_of_nothing_has_its_columns(graphs: list[Any]):
    nothing = frame(notebook.Unit.match(graphs[0]).where(name="没有这个单位"))
    assert (len(nothing), list(nothing.columns)[:2]) == (0, ["id", "name"])


def test_overdue_is_asked_with_the_fragment_of_the_service(graphs: list[Any]):
    statement = f"MATCH (m:Measure) WHERE {overdue('m', 'date($day)')} RETURN m.id AS id, m.dueOn AS due_on"
    for graph in graphs:
        found = frame(graph.query(statement, {"day": "2024-07-01"}))
        assert len(found) == 10
        assert (found.due_on < pd.Timestamp(date(2024, 7, 1))).all()


def test_a_name_that_is_no_class_is_refused_with_the_classes():
    with pytest.raises(AttributeError, match=r"no Messure: the classes are Report, .*Measure"):
        _ = notebook.Messure


def test_an_authority_of_ones_own_is_refused_in_time(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    authority = tmp_path / "ca.pem"
    authority.touch()
    for name in [name for name in os.environ if name.startswith("RECTIGRAPH_")]:
        monkeypatch.delenv(name)
    for name, value in {"ENGINE": "neo4j", "NEO4J_URI": "bolt+s://127.0.0.1:1", "NEO4J_CA": str(authority)}.items():
        monkeypatch.setenv(f"RECTIGRAPH_{name}", value)
    with pytest.raises(SettingsError, match="py2neo trusts the system's"):
        connect()


def outputs(notebook_file: Path) -> list[str]:
    """Return what each cell of a notebook shows, as plain text: in how many pieces it comes is chance."""
    cells = [cell for cell in json.loads(notebook_file.read_text("utf-8"))["cells"] if cell["cell_type"] == "code"]
    return [
        "".join("".join(each.get("text") or each["data"]["text/plain"]) for each in cell["outputs"]) for cell in cells
    ]


def test_worked_notebook_shows_what_is_committed_on_neo4j(
    engines: list[Engine], clean_environment: dict[str, str], tmp_path: Path
):
    address = engines[1].address
    settings = {
        "RECTIGRAPH_ENGINE": "neo4j",
        "RECTIGRAPH_NEO4J_URI": address.uri,
        "RECTIGRAPH_NEO4J_USER": address.reader.user,
        "RECTIGRAPH_NEO4J_PASSWORD": str(address.reader.password),
    }
    assert executed(clean_environment | settings, tmp_path) == outputs(_NOTEBOOK)


def test_worked_notebook_shows_what_is_committed_on_the_embedded_engine(
    rectigraph: Any, clean_environment: dict[str, str], tmp_path: Path
):
    samples = _NOTEBOOK.parents[1] / "loaders" / "samples"
    assert rectigraph("load", samples / "report.txt", samples / "ledger.csv").returncode == 0
    assert executed(clean_environment, tmp_path) == outputs(_NOTEBOOK)


def executed(environment: dict[str, str], folder: Path) -> list[str]:
    """Return what the cells of the worked notebook show when they run, in a process as a user has it."""
    made = folder / "made.ipynb"
    command = [sys.executable, "-c", _RUN, _NOTEBOOK, made]
    result = subprocess.run(command, env=environment, capture_output=True, text=True, check=False, timeout=120)
    assert result.returncode == 0, result.stderr[-2000:]
    return outputs(made)
