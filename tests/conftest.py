"""Fixtures that every test may ask for."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from graph import embedded
from graph.prepare import finish, prepare

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

    from graph.embedded import EmbeddedEngine
    from graph.engine import Engine
    from graph.remote import RemoteEngine

    Dump = tuple[list[str], list[str]]

_NODES = "MATCH (n) WHERE NOT n:Dataset RETURN labels(n)[0] AS label, properties(n) AS properties"
_RELATIONSHIPS = "MATCH (a)-[r]->(b) RETURN a.id AS a, type(r) AS type, b.id AS b, properties(r) AS properties"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the seed of what tests generate; a failure names the seed of its own input."""
    parser.addoption("--seed", default="1", help="seed of generated operations; another one makes others")


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of specifications, questions and reports that lies beside the project."""
    return Path(__file__).resolve().parents[2] / "shared"


@pytest.fixture(scope="session")
def embedded_engine(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedEngine]:
    """Return an embedded engine that is up for the whole run."""
    engine = embedded.start(tmp_path_factory.mktemp("embedded"))
    prepare(engine)
    yield engine
    engine.close()


@pytest.fixture(scope="session")
def neo4j_module() -> ModuleType:
    """Return the module that starts a real Neo4j."""
    return _module("neo4j_server", "neo4j/server.py")


@pytest.fixture(scope="session")
def neo4j_engine(neo4j_module: ModuleType, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RemoteEngine]:
    """Return a real Neo4j that is up for the whole run."""
    with neo4j_module.running(tmp_path_factory.mktemp("neo4j")) as engine:
        prepare(engine)
        finish(engine)
        yield engine


@pytest.fixture(scope="session")
def first_version() -> ModuleType:
    """Return the module that fills an engine with a graph of the first version of the model."""
    return _module("first_version", "graph/versions/filling.py")


@pytest.fixture(scope="session")
def made() -> ModuleType:
    """Return the module that makes sources: reports of a fixed seed, and ledgers line by line."""
    return _module("generate", "benchmarks/generate.py")


@pytest.fixture(scope="session")
def dump() -> Callable[[Engine], Dump]:
    """Return a function that returns all nodes and relationships of a graph in an order of their own."""

    def of(engine: Engine) -> Dump:
        nodes = [f"{each['label']} {_text(each['properties'])}" for each in engine.read(_NODES)]
        related = [f"{r['a']} {r['type']} {r['b']} {_text(r['properties'])}" for r in engine.read(_RELATIONSHIPS)]
        return sorted(nodes), sorted(related)

    return of


@pytest.fixture(params=["embedded", "neo4j"])
def engine(request: pytest.FixtureRequest) -> Engine:
    """Return each engine in turn, with an empty graph."""
    found: Engine = request.getfixturevalue(f"{request.param}_engine")
    found.execute("MATCH (n) DETACH DELETE n")
    return found


def _text(properties: dict[str, Any]) -> str:
    stated = {key: [str(i) for i in item] if isinstance(item, list) else str(item) for key, item in properties.items()}
    return str(sorted(stated.items()))


def _module(name: str, file: str) -> ModuleType:
    """Import a file of the tests by its path: they are no package."""
    spec = importlib.util.spec_from_file_location(name, Path(__file__).parent / file)
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
