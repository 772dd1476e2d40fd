"""What tests of writing share: made sources, and a graph as data."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import ModuleType

    from graph.engine import Engine

    Dump = tuple[list[str], list[str]]

_NODES = "MATCH (n) WHERE NOT n:Dataset RETURN labels(n)[0] AS label, properties(n) AS properties"
_RELATIONSHIPS = "MATCH (a)-[r]->(b) RETURN a.id AS a, type(r) AS type, b.id AS b, properties(r) AS properties"


@pytest.fixture(scope="session")
def made() -> ModuleType:
    """Return the module that makes sources: reports of a fixed seed, and ledgers line by line."""
    file = Path(__file__).parents[1] / "benchmarks" / "generate.py"
    spec = importlib.util.spec_from_file_location("generate", file)
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules["generate"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def dump() -> Callable[[Engine], Dump]:
    """Return a function that returns all nodes and relationships of a graph in an order of their own."""

    def of(engine: Engine) -> Dump:
        nodes = [f"{each['label']} {_text(each['properties'])}" for each in engine.read(_NODES)]
        related = [f"{r['a']} {r['type']} {r['b']} {_text(r['properties'])}" for r in engine.read(_RELATIONSHIPS)]
        return sorted(nodes), sorted(related)

    return of


def _text(properties: dict[str, Any]) -> str:
    stated = {key: [str(i) for i in item] if isinstance(item, list) else str(item) for key, item in properties.items()}
    return str(sorted(stated.items()))
