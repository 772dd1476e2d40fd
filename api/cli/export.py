"""`rectigraph export`: the whole graph in the format of another tool."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Final

import typer

from api.cli import output
from api.cli.opening import opened
from api.cli.options import DataDirOption, EngineOption, OutputOption, settings_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from graph.export.archive import Files

HELP = """Write the whole graph in the format of another tool, to standard output or to a file.

It is read in pieces: memory does not grow with the graph. A file is there when all of it is written, and not before.

\b
[bold]Examples[/]
  rectigraph export --format graphml -o graph.graphml   for Gephi
  rectigraph export --format csv -o graph               a folder with nodes.csv and edges.csv
  rectigraph export --format csv -o graph.zip           the same in one file
  rectigraph export --format turtle -o graph.ttl        for triple stores
  rectigraph export --format xlsx -o ledger.xlsx        a ledger of all measures
  rectigraph export --format neo4j-admin -o import      files for neo4j-admin database import full neo4j @import.args
  rectigraph export --format ndjson | gzip > graph.ndjson.gz
"""

_BINARY: Final = (".zip", ".xlsx")


class ExportFormat(StrEnum):
    """Which format; `graph.export.formats` says what each is."""

    NDJSON = "ndjson"
    GRAPHML = "graphml"
    CSV = "csv"
    XLSX = "xlsx"
    NEO4J_ADMIN = "neo4j-admin"
    TURTLE = "turtle"
    TRIG = "trig"
    NQUADS = "nquads"
    JSONLD = "jsonld"


def run(
    context: typer.Context,
    format: Annotated[ExportFormat, typer.Option(help="Which format.")],
    to: OutputOption = None,
    engine: EngineOption = None,
    data_dir: DataDirOption = None,
) -> None:
    """Write the graph in one format."""
    from graph.export import FolderFormat, formats

    settings = settings_of(context, engine, data_dir)
    chosen = formats(settings.ids)[format.value]
    folder = isinstance(chosen, FolderFormat) and to and to.suffix != chosen.suffix
    if to and folder and to.exists():
        raise typer.BadParameter(f"{to} is there already: name a new folder", param_hint="--output")
    if to is None and chosen.suffix in _BINARY and sys.stdout.isatty():
        raise typer.BadParameter(f"{format.value} is no text: add -o graph{chosen.suffix}", param_hint="--format")
    with opened(settings) as graph:
        if isinstance(chosen, FolderFormat) and to and folder:
            _write_folder(chosen.files(graph), to)
        else:
            _write(chosen.chunks(graph), to)


def _write_folder(files: "Files", to: Path) -> None:
    with output.new_folder(to) as folder:
        for name, content in files:
            with (folder / name).open("wb") as file:
                file.writelines(content)


def _write(chunks: "Iterable[bytes]", to: Path | None) -> None:
    if to is None:
        sys.stdout.flush()
        sys.stdout.buffer.writelines(chunks)
        sys.stdout.buffer.flush()
        return
    with output.replaced(to) as file:
        file.writelines(chunks)
