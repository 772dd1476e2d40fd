"""The graph in the formats of other tools: each is a function from an engine to a file in pieces, or to several."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final

from graph.engine import Engine
from graph.export import graphml, ledger, ndjson, pair
from graph.export.archive import Files, zipped
from graph.stream import records


@dataclass(frozen=True, slots=True)
class Format:
    """One format as one file: `suffix` is that of its name, `chunks` reads a graph and yields it in pieces."""

    name: str
    title: str
    media_type: str
    suffix: str
    chunks: Callable[[Engine], Iterator[bytes]]


@dataclass(frozen=True, slots=True)
class FolderFormat:
    """One format as several files in a folder; where one file is wanted they are a ZIP archive."""

    name: str
    title: str
    files: Callable[[Engine], Files]
    media_type: str = "application/zip"
    suffix: str = ".zip"

    def chunks(self, engine: Engine) -> Iterator[bytes]:
        """Yield the archive in pieces."""
        return zipped(self.files(engine))


FORMATS: Final[dict[str, Format | FolderFormat]] = {
    each.name: each
    for each in (
        Format(
            "ndjson",
            "one JSON object a line, nodes before relationships",
            "application/x-ndjson",
            ".ndjson",
            lambda engine: ndjson.lines(records(engine)),
        ),
        Format(
            "graphml",
            "GraphML for Gephi, Cytoscape and networkx",
            "application/graphml+xml",
            ".graphml",
            lambda engine: graphml.chunks(records(engine)),
        ),
        Format(
            "xlsx",
            "a ledger of all measures, a row each",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            ".xlsx",
            ledger.chunks,
        ),
        FolderFormat("csv", "nodes.csv and edges.csv", lambda engine: pair.files(records(engine))),
    )
}
