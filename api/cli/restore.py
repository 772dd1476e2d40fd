"""`rectigraph restore`: make the graph of the embedded engine again from a backup."""

from pathlib import Path
from typing import Annotated

import typer

from api.cli import output
from api.cli.backup import embedded_only
from api.cli.options import DataDirOption, EngineOption, settings_of
from schema.errors import SourceError

HELP = """Make the data directory of the embedded engine again from a file that `rectigraph backup` wrote.

The directory must not be there, or be empty: nothing is overwritten. A damaged backup restores nothing.

\b
[bold]Examples[/]
  rectigraph restore graph.zip
  rectigraph --data-dir elsewhere restore graph.zip
"""


def run(
    context: typer.Context,
    file: Annotated[Path, typer.Argument(metavar="FILE", help="What `rectigraph backup` wrote.")],
    engine: EngineOption = None,
    data_dir: DataDirOption = None,
) -> None:
    """Restore a backup and print where it is."""
    from graph.backup import restore

    settings = embedded_only(settings_of(context, engine, data_dir))
    if not file.is_file():
        raise SourceError(f"{file} does not exist, or is no file. Check the name.")
    made = restore(file, settings.data_dir)
    output.write_line(f"{settings.data_dir}: {made.files} files restored, model {made.model}")
