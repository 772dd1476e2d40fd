"""What benchmarks share: sources made from a fixed seed."""

from __future__ import annotations

import importlib.util
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from types import ModuleType


@pytest.fixture(scope="session")
def made() -> ModuleType:
    """Return the module that makes sources."""
    spec = importlib.util.spec_from_file_location("generate", Path(__file__).parent / "generate.py")
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules["generate"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
