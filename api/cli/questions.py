"""`rectigraph questions`: list the ready questions, or print one."""

import sys
from dataclasses import asdict
from typing import Annotated

import typer

from api.cli import output
from api.cli.output import Format
from api.questions import Question, Section, question, questions

HELP = """List the ready questions, or print the GraphQL document of one, to read or to change.

`rectigraph query @NAME` asks one.

\b
[bold]Examples[/]
  rectigraph questions
  rectigraph questions reopened
  rectigraph questions reopened > mine.graphql
  rectigraph questions --format json
  rectigraph query @overdue-of-a-unit --variables '{"unit": "区水务局"}' --format table
"""


def run(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="Which question to print.")] = None,
    format: Annotated[Format, typer.Option(help="How to print the list.")] = Format.TABLE,
) -> None:
    """Print the list, or the document of one question."""
    if name:
        sys.stdout.write(question(name.removeprefix("@")).document)
    elif format is Format.JSON:
        output.write_json([asdict(found) for found in questions()])
    else:
        _print_sections()


def _print_sections() -> None:
    for section in Section:
        output.write_line(section)
        output.write_table(("", "", ""), [_row(found) for found in questions() if found.section is section])


def _row(found: Question) -> tuple[str, str, str]:
    return found.name, found.title, " ".join(f"${variable}" for variable in found.variables)
