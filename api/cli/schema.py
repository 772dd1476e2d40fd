"""`rectigraph schema`: print what is computed from the model."""

import sys
from enum import StrEnum
from typing import Annotated, Final

import typer

from api.cli.options import OutputOption

HELP = """Print what is computed from the model: GraphQL schema, Cypher of constraints and indexes, Bloom
perspective, OWL terms, SHACL shapes.

\b
[bold]Examples[/]
  rectigraph schema --format graphql -o schema.graphql
  rectigraph schema --format cypher | cypher-shell
  rectigraph schema --format bloom -o rectigraph.json
  rectigraph schema --format shacl -o shapes.ttl
"""


class SchemaFormat(StrEnum):
    """Which projection of the model."""

    GRAPHQL = "graphql"
    CYPHER = "cypher"
    BLOOM = "bloom"
    OWL = "owl"
    SHACL = "shacl"


def run(
    format: Annotated[SchemaFormat, typer.Option(help="Which of them.")] = SchemaFormat.GRAPHQL,
    path: OutputOption = None,
) -> None:
    """Print or write one projection of the model."""
    text = _WRITTEN[format]()
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


def _bloom() -> str:
    from schema import bloom

    return bloom.text()


def _owl() -> str:
    from schema.rdf import owl

    return owl.text()


def _shacl() -> str:
    from schema.rdf import shacl

    return shacl.text()


_WRITTEN: Final = {
    SchemaFormat.GRAPHQL: _graphql,
    SchemaFormat.CYPHER: _cypher,
    SchemaFormat.BLOOM: _bloom,
    SchemaFormat.OWL: _owl,
    SchemaFormat.SHACL: _shacl,
}
