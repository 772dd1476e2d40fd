"""`rectigraph migrate`: bring a graph of an older version forward."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli import output
from api.cli.opening import opened
from api.cli.options import DataDirOption, EngineOption, settings_of
from api.cli.output import Format

if TYPE_CHECKING:
    from collections.abc import Iterator

    from api.settings import Settings
    from graph.migrate import Fate

HELP = """Bring a graph that an older version of Rectigraph wrote forward to this one.

Its sources are read again: from their files where they still are, else from the text that the graph keeps. Name files
that have moved. It can be stopped at any moment and run again. Back up your data first.

\b
[bold]Examples[/]
  rectigraph migrate --dry-run
  rectigraph migrate
  rectigraph migrate archive/*.xlsx
"""


def run(
    context: typer.Context,
    files: Annotated[list[Path] | None, typer.Argument(metavar="FILE…", help="Sources that have moved.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what would be done, and change nothing.")] = False,
    format: Annotated[Format, typer.Option(help="How to print what was done.")] = Format.TABLE,
    engine: EngineOption = None,
    data_dir: DataDirOption = None,
) -> None:
    """Print what became of each source, or with `--dry-run` what would."""
    fates = _fates(settings_of(context, engine, data_dir), files or [], dry_run=dry_run)
    if format is Format.JSON:
        with output.json_list() as write:
            for fate in fates:
                write(
                    {"source": fate.uri, "title": fate.title, "readAgain": fate.reason is None, "reason": fate.reason}
                )
    else:
        for fate in fates:
            done = "would be read again" if dry_run else "read again"
            output.write_line(f"{fate.uri or fate.title}: {f'stays: {fate.reason}' if fate.reason else f'{done}.'}")


def _fates(settings: "Settings", files: list[Path], *, dry_run: bool) -> "Iterator[Fate]":
    from datetime import datetime

    from api.migrating import Rereader
    from graph.migrate import migrate, needed, plan
    from graph.prepare import model_version
    from schema.version import MODEL_VERSION

    with opened(settings, any_version=True) as graph:
        before, due = model_version(graph), needed(graph)
        reader = Rereader(files)
        yield from plan(graph, reader) if dry_run else migrate(graph, reader, datetime.now().astimezone().date())
        if not due:
            output.say(f"Nothing to do: {'there is no graph yet' if before is None else f'it is of version {before}'}.")
        elif dry_run:
            output.say(f"Version {before} would become {MODEL_VERSION}. Nothing was changed.")
        else:
            output.say(f"Version {before} became {MODEL_VERSION}.")
