"""What benchmarks share: the questions, and how figures are written."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType


def _module(name: str, file: str) -> ModuleType:
    """Import a file of the tests by its path: they are no package."""
    spec = importlib.util.spec_from_file_location(name, Path(__file__).parent / file)
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture(scope="session")
def questions() -> ModuleType:
    """Return the module of what all competitors are asked."""
    return _module("benchmark_questions", "questions.py")


@pytest.fixture(scope="session")
def report() -> ModuleType:
    """Return the module that writes figures."""
    return _module("benchmark_report", "report.py")


@pytest.fixture(scope="session")
def offline() -> ModuleType:
    """Return the module that writes files for Neo4j's importer without a database."""
    return _module("benchmark_offline", "offline.py")
