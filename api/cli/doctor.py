"""`rectigraph doctor`: whether all that answers rest on is as it should be."""

import platform
from dataclasses import asdict
from importlib.metadata import version
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli import output
from api.cli.opening import opened
from api.cli.options import DataDirOption, EngineOption, settings_of
from api.cli.output import Format
from schema.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from api.settings import Settings
    from graph.checkup import Check

HELP = """Check the runtime, the engine and the rights on it, indexes, clocks, and the integrity of the graph.

Changes nothing: what it tries to write is taken back. Each check is ok, warn or fail, with what to do; the exit code
is 1 if one fails.

\b
[bold]Examples[/]
  rectigraph doctor
  rectigraph --engine neo4j doctor --format json
"""


def run(
    context: typer.Context,
    format: Annotated[Format, typer.Option(help="How to print the checks.")] = Format.TABLE,
    engine: EngineOption = None,
    data_dir: DataDirOption = None,
) -> None:
    """Print what was checked; fail if anything is not as it should be."""
    from graph.checkup import State

    checks = list(_checks(settings_of(context, engine, data_dir)))
    if format is Format.JSON:
        output.write_json([asdict(check) for check in checks])
    else:
        rows = [(check.name, check.state, check.found, check.advice) for check in checks]
        output.write_table(("check", "", "found", "do"), rows)
    raise typer.Exit(1 if any(check.state is State.FAIL for check in checks) else 0)


def _checks(settings: "Settings") -> "Iterator[Check]":
    from graph.checkup import Check, State, checks

    yield Check("runtime", State.OK, f"Rectigraph {version('rectigraph')}, Python {platform.python_version()}")
    try:
        with opened(settings, any_version=True) as engine:
            yield from checks(engine)
    except EngineError as error:
        yield Check("engine", State.FAIL, error.code, str(error))
