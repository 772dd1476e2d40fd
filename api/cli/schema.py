"""`rectigraph schema`: print what is computed from the model."""

import sys
from enum import StrEnum
from typing import Annotated

import typer

from api.cli.options import OutputOption

HELP = """Print what is computed from the model: the GraphQL schema, or the Cypher of constraints and indexes.

\b
[bold]Examples[/]
  rectigraph schema --format graphql -o schema.graphql
  rectigraph schema --format cypher | cypher-shell
"""


class SchemaFormat(StrEnum):
    """Which projection of the model."""

    GRAPHQL = "graphql"
    CYPHER = "cypher"


def run(
    format: Annotated[SchemaFormat, typer.Option(help="Which of them.")] = SchemaFormat.GRAPHQL,
    path: OutputOption = None,
) -> None:
    """Print or write one projection of the model."""
    text = _graphql() if format is SchemaFormat.GRAPHQL else _cypher()
    if path:
        path.write_text(text, encoding="utf-8", newline="\n")
    else:
        sys.stdout.write(text)


def _graphql() -> str:
    from api.graphql.types import schema

    return f"{schema().as_str()}\n"


def _cypher() -> str:
    from schema import constraints

    return constraints.cypher()
