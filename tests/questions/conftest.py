"""What the tests of questions share."""

from __future__ import annotations

import importlib.util
from pathlib import Path
from typing import Any

import pytest


@pytest.fixture(scope="session")
def matches() -> Any:
    """Return the rule by which an answer is held against the one expected."""
    spec = importlib.util.spec_from_file_location("question_answers", Path(__file__).parent / "answers.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module.matches
