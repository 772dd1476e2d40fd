from __future__ import annotations

from typing import TYPE_CHECKING

from graphql import build_schema

from schema import bloom, constraints

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable
    from pathlib import Path

    Command = Callable[..., subprocess.CompletedProcess[str]]


def test_cypher_is_that_of_the_model(rectigraph: Command):
    assert rectigraph("schema", "--format", "cypher").stdout == constraints.cypher()


def test_graphql_is_a_valid_schema_with_the_flagship_fields(rectigraph: Command):
    schema = build_schema(rectigraph("schema", "--format", "graphql").stdout)
    assert {"measures", "node", "nodes"} <= set(schema.query_type.fields) if schema.query_type else False


def test_output_goes_to_the_file(rectigraph: Command, tmp_path: Path):
    result = rectigraph("schema", "--format", "cypher", "-o", tmp_path / "c.cypher")
    assert result.stdout == ""
    assert (tmp_path / "c.cypher").read_text(encoding="utf-8") == constraints.cypher()


def test_bloom_is_the_perspective_of_the_model(rectigraph: Command):
    assert rectigraph("schema", "--format", "bloom").stdout == bloom.text()
