"""`rectigraph export`: the whole graph in the format of another tool."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli import output
from api.cli.opening import opened
from api.cli.options import DataDirOption, EngineOption, OutputOption, settings_of

if TYPE_CHECKING:
    from collections.abc import Iterable

HELP = """Write the whole graph in the format of another tool, to standard output or to a file.

It is read in pieces: memory does not grow with the graph. A file is there when all of it is written, and not before.

\b
[bold]Examples[/]
  rectigraph export --format ndjson -o graph.ndjson
  rectigraph export --format ndjson | gzip > graph.ndjson.gz
"""


class ExportFormat(StrEnum):
    """Which format; `graph.export.FORMATS` says what each is."""

    NDJSON = "ndjson"


def run(
    context: typer.Context,
    format: Annotated[ExportFormat, typer.Option(help="Which format.")],
    to: OutputOption = None,
    engine: EngineOption = None,
    data_dir: DataDirOption = None,
) -> None:
    """Write the graph in one format."""
    from graph.export import FORMATS

    settings = settings_of(context, engine, data_dir)
    with opened(settings) as graph:
        _write(FORMATS[format.value].chunks(graph), to)


def _write(chunks: "Iterable[bytes]", to: Path | None) -> None:
    if to is None:
        sys.stdout.flush()
        sys.stdout.buffer.writelines(chunks)
        sys.stdout.buffer.flush()
        return
    with output.replaced(to) as file:
        file.writelines(chunks)
