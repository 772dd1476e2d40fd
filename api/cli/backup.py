"""`rectigraph backup`: the graph of the embedded engine in one file."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli import output
from api.cli.options import DataDirOption, EngineOption, settings_of
from api.settings import EngineKind
from schema.errors import BackupError

if TYPE_CHECKING:
    from api.settings import Settings

HELP = """Write the graph of the embedded engine to one file, from which `rectigraph restore` makes it again.

Stop what serves or loads first: the directory is read while no engine runs. A folder gets a file that is called by day
and time. Nothing is overwritten. For Neo4j see docs/backup.md.

\b
[bold]Examples[/]
  rectigraph backup graph.zip
  rectigraph backup /backups/
"""


def run(
    context: typer.Context,
    to: Annotated[Path, typer.Argument(metavar="FILE|DIR", help="A new file, or the folder for it.")],
    engine: EngineOption = None,
    data_dir: DataDirOption = None,
) -> None:
    """Write the backup and print its name."""
    from graph.backup import back_up

    settings = embedded_only(settings_of(context, engine, data_dir))
    file = to / f"rectigraph-{datetime.now().astimezone():%Y%m%d-%H%M%S}.zip" if to.is_dir() else to
    if file.exists():
        raise BackupError(f"{file} is there already, and is not overwritten. Name a new file.")
    with output.replaced(file) as target:
        made = back_up(settings.data_dir, target)
    output.write_line(f"{file}: {made.files} files, {made.bytes:,} bytes before compression, model {made.model}")


def embedded_only(settings: "Settings") -> "Settings":
    """Return the settings. Raises BackupError for Neo4j, which has tools of its own."""
    if settings.engine is EngineKind.NEO4J:
        raise BackupError(
            "Neo4j has tools of its own for this, neo4j-admin database dump and load: see docs/backup.md."
        )
    return settings
