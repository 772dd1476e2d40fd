"""The graph in the formats of other tools: each is a function from an engine to a file in pieces, or to several."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import Final

from graph.engine import Engine
from graph.export import graphml, ledger, ndjson, neo4j_admin, pair
from graph.export.archive import Files, zipped
from graph.stream import records
from schema.rdf.resources import dataset, resources
from schema.rdf.terms import BASE
from schema.rdf.write import WRITERS, Writer


@dataclass(frozen=True, slots=True)
class Format:
    """One format as one file: `suffix` is that of its name, `chunks` reads a graph and yields it in pieces.

    A piece may be empty: until the first row is ready, it is where who asked can stop.
    """

    name: str
    title: str
    media_type: str
    suffix: str
    chunks: Callable[[Engine], Iterator[bytes]]

    @property
    def file_name(self) -> str:
        """Return the name of a file that is sent."""
        return f"graph{self.suffix}"


@dataclass(frozen=True, slots=True)
class FolderFormat:
    """One format as several files in a folder; where one file is wanted they are a ZIP archive."""

    name: str
    title: str
    files: Callable[[Engine], Files]
    media_type: str = "application/zip"
    suffix: str = ".zip"

    @property
    def file_name(self) -> str:
        """Return the name of an archive that is sent."""
        return f"graph-{self.name}{self.suffix}"

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
        FolderFormat("neo4j-admin", "CSV files for neo4j-admin database import", neo4j_admin.files),
    )
}


def formats(base: str = BASE) -> dict[str, Format | FolderFormat]:
    """Return all formats by name; in RDF the IRIs of nodes are below `base`."""
    return FORMATS | {
        name: Format(name, title, media_type, suffix, partial(_rdf, name, base))
        for name, (title, media_type, suffix) in _RDF.items()
    }


_RDF: Final = {
    "turtle": ("RDF as Turtle 1.1", "text/turtle", ".ttl"),
    "trig": ("RDF as TriG 1.1, what each source says in a graph of its own", "application/trig", ".trig"),
    "nquads": ("RDF as N-Quads 1.1, what each source says in a graph of its own", "application/n-quads", ".nq"),
    "jsonld": ("RDF as JSON-LD 1.1", "application/ld+json", ".jsonld"),
}


def _rdf(name: str, base: str, engine: Engine) -> Iterator[bytes]:
    described = (resource for record in records(engine) for resource in resources(record))
    return WRITERS[name](Writer(base), chain((dataset(None if base == BASE else base),), described))
