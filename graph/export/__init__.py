"""The graph in the formats of other tools: each is a function from an engine to chunks of a file."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from graph.engine import Engine
from graph.export import ndjson
from graph.stream import records


@dataclass(frozen=True, slots=True)
class Format:
    """One format: `suffix` is that of its files, `chunks` reads a graph and yields a file of it in pieces."""

    name: str
    title: str
    media_type: str
    suffix: str
    chunks: Callable[[Engine], Iterator[bytes]]


FORMATS: Final = {
    each.name: each
    for each in (
        Format(
            "ndjson",
            "one JSON object a line, nodes before relationships",
            "application/x-ndjson",
            ".ndjson",
            lambda engine: ndjson.lines(records(engine)),
        ),
    )
}
