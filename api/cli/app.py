"""The program `rectigraph`: its commands, its global options, and the outermost layer of error handling."""

import os
import sys
import traceback
from pathlib import Path
from typing import Annotated

import typer

from api import settings
from api.cli import (
    backup,
    check,
    demo,
    doctor,
    explain,
    export,
    load,
    migrate,
    output,
    parse,
    query,
    questions,
    restore,
    schema,
    serve,
)
from api.cli.options import DataDirOption, EngineOption
from schema.errors import RectigraphError

_HELP = """Knowledge graph of rectification material 整改: reads reports and ledgers, links issues, measures, documents,
units and people, and answers questions about them through GraphQL.

\b
[bold]Examples[/]
  rectigraph demo                         see it work on the bundled sample
  rectigraph load notice.docx ledger.xlsx put your own files into the graph
  rectigraph questions                    what is often asked, ready to run
  rectigraph query @overdue-by-unit       ask it something
  rectigraph serve                        GraphQL on http://127.0.0.1:8000
"""

app = typer.Typer(
    name="rectigraph",
    help=_HELP,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich",
    context_settings={"help_option_names": ["-h", "--help"]},
)
for _command in (
    demo,
    parse,
    load,
    questions,
    query,
    serve,
    export,
    schema,
    check,
    doctor,
    migrate,
    backup,
    restore,
):
    app.command(_command.__name__.rpartition(".")[2], help=_command.HELP)(_command.run)
app.add_typer(explain.app, name="explain")


def main() -> None:
    """Run the command line and exit: errors of ours as one message, others masked with a reference id."""
    output.use_utf_8()
    try:
        app()
    except RectigraphError as error:
        output.complain(error.code, str(error))
    except OSError as error:
        output.complain("IO_ERROR", f"{error.filename or 'input or output'}: {error.strerror or error}.")
    except Exception as error:  # the outermost layer: nobody above could handle it
        _mask(error)
    sys.exit(1)


def _mask(error: Exception) -> None:
    """Say that something unforeseen happened, in one line with a reference that a report of it can quote."""
    import secrets  # late: it brings cryptography along, and errors that mask are rare

    frame = traceback.extract_tb(error.__traceback__)[-1]
    place = f"{Path(frame.filename).name}:{frame.lineno}"
    reason = " ".join(str(error).split())
    output.complain("INTERNAL", f"reference {secrets.token_hex(4)}: {type(error).__name__} at {place}: {reason}")


def _show_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        output.write_line(version("rectigraph"))
        raise typer.Exit


@app.callback()
def _global_options(
    context: typer.Context,
    engine: EngineOption = None,
    data_dir: DataDirOption = None,
    _version: Annotated[
        bool, typer.Option("--version", callback=_show_version, is_eager=True, help="Print the version and exit.")
    ] = False,
) -> None:
    context.obj = settings.from_environment(os.environ).with_options(engine, data_dir)
