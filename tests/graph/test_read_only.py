"""No request changes the graph: engines refuse writes of readers, and no text of a request reaches a statement."""

from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, Any, Final

import pytest
from graphql import (
    GraphQLError,
    GraphQLInputObjectType,
    GraphQLList,
    GraphQLNonNull,
    GraphQLScalarType,
    get_named_type,
)

from api.graphql.types import schema
from graph.compile.dialect import DIALECTS
from graph.compile.statement import Compiler
from schema.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from graphql import GraphQLInputType

    from graph.engine import Engine

_SCHEMA: Final = schema()._schema
_COMPILER: Final = Compiler(_SCHEMA, DIALECTS["embedded"])
_MARK: Final = "zzHOSTILEzz"
_HOSTILE: Final = f"' OR 1=1 }}) {_MARK} `) DETACH DELETE n // \\ $p0 \" \u2028"
_LEVELS: Final = 2  # of input objects, one more for the richest type: deeper ones are the same types again
_WRITES: Final = (
    "CREATE (p:Place {id: 'place-2', name: 'x'}) RETURN p.id AS data",
    "MERGE (p:Place {id: 'place-2'}) RETURN p.id AS data",
    "MATCH (p:Place) SET p.name = 'x' RETURN p.id AS data",
    "MATCH (p:Place) REMOVE p.name RETURN p.id AS data",
    "MATCH (p:Place) DETACH DELETE p RETURN 1 AS data",
    "MATCH (p:Place) FOREACH (i IN [1] | SET p.name = 'x') RETURN 1 AS data",
    "MATCH (p:Place) CALL (p) { SET p.name = 'x' RETURN 1 AS done } RETURN done AS data",
    "CREATE INDEX hostile FOR (p:Place) ON (p.name)",
    "DROP INDEX hostile",
)


@pytest.mark.parametrize("statement", _WRITES)
async def test_no_answer_writes(engine: Engine, statement: str) -> None:
    engine.execute("CREATE (:Place {id: 'place-1', name: '清水河'})")
    with pytest.raises(EngineError):
        await engine.answer(statement, {})
    await engine.aclose()
    assert engine.read("MATCH (p:Place) RETURN p.id AS id, p.name AS name") == [{"id": "place-1", "name": "清水河"}]


def texts(of: GraphQLInputType, levels: int) -> Iterator[str]:
    """Yield literals of an input type, each with the hostile text in one place, as deep as `levels`."""
    if isinstance(of, GraphQLNonNull):
        yield from texts(of.of_type, levels)
    elif isinstance(of, GraphQLList):
        yield from (f"[{inner}]" for inner in texts(of.of_type, levels))
    elif isinstance(of, GraphQLScalarType) and of.name in ("String", "ID"):
        yield json.dumps(_HOSTILE)
    elif isinstance(of, GraphQLInputObjectType) and levels:
        for name, field in of.fields.items():
            yield from (f"{{{name}: {inner}}}" for inner in texts(field.type, levels - 1))


def documents() -> Iterator[str]:
    """Yield an operation for each place of an argument of the root that takes text."""
    assert _SCHEMA.query_type is not None
    for name, field in _SCHEMA.query_type.fields.items():
        is_list = get_named_type(field.type).name.endswith("Connection")
        below = "{ totalCount pageInfo { endCursor } }" if is_list else "{ __typename }"
        levels = _LEVELS + (name == "measures")
        for argument, spec in field.args.items():
            others = [
                each for each, of in field.args.items() if isinstance(of.type, GraphQLNonNull) and each != argument
            ]
            beside = "".join(f'{each}: "x", ' for each in others) + ("last: 1, " if argument == "before" else "")
            yield from (f"{{ {name}({beside}{argument}: {text}) {below} }}" for text in texts(spec.type, levels))


def compiled(document: str) -> tuple[str, dict[str, Any]]:
    """Return the statement and its parameters; those of a cursor that is none are refused, and left out."""
    read = _COMPILER.document(document)
    assert read.errors == (), document
    statement = _COMPILER.statement(document, read.operation(None), {})
    if "after:" in document or "before:" in document:
        with pytest.raises(GraphQLError, match="no cursor"):
            statement.parameters({}, date(2024, 7, 1))
        return statement.text, {}
    return statement.text, dict(statement.parameters({}, date(2024, 7, 1)))


def test_no_text_of_any_argument_reaches_a_statement() -> None:
    found, bound = list(documents()), 0
    for document in found:
        text, parameters = compiled(document)
        assert _MARK not in text, document
        bound += _MARK in repr(parameters)
    assert len(found) > 500
    assert bound > len(found) * 0.8
