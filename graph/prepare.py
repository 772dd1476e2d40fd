"""Makes an engine ready for a graph: constraints, indexes, and no graph of a newer version."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, LiteralString

from schema.constraints import Index, indexes
from schema.errors import DataDirectoryTooNew
from schema.version import MODEL_VERSION

if TYPE_CHECKING:
    from graph.engine import Engine

# The node that keeps the books of loads: no type of the model.
_BOOKS: Final = Index("dataset_id", "UNIQUE", "Dataset", ("id",))
_MODEL_VERSION: Final[LiteralString] = "MATCH (d:Dataset) RETURN max(d.modelVersion) AS version"


def prepare(engine: Engine) -> None:
    """Create every constraint and index that is missing. Raises DataDirectoryTooNew as `check` does."""
    check(engine)
    for index in (*indexes(), _BOOKS):
        engine.create(index)


def check(engine: Engine) -> None:
    """Raise DataDirectoryTooNew for a graph that a newer version of the model wrote."""
    (found,) = engine.read(_MODEL_VERSION)
    if found["version"] is not None and found["version"] > MODEL_VERSION:
        raise DataDirectoryTooNew(
            f"The graph at {engine.address.uri} was written with model version {found['version']}; this program knows "
            f"{MODEL_VERSION}. Use the newer program, or another graph."
        )
