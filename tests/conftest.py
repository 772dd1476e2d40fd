"""Fixtures that every test may ask for."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def shared() -> Path:
    """Return the folder of specifications, questions and reports that lies beside the project."""
    return Path(__file__).resolve().parents[2] / "shared"
