"""The cost of an operation: fields times the sizes of the lists they stand in."""

from __future__ import annotations

from typing import Any

import pytest
from graphql import GraphQLError

from api.graphql.types import schema
from graph.compile.cost import check
from graph.compile.dialect import EMBEDDED
from graph.compile.statement import Compiler

_COMPILER = Compiler(schema()._schema, EMBEDDED)


def cost(document: str, **given: Any) -> int:
    operation = _COMPILER.document(document).operation(None)
    variables = _COMPILER.variables(operation, given)
    return _COMPILER.statement(document, operation, variables).cost(variables)


@pytest.mark.parametrize(
    ("document", "expected"),
    [
        ("{ dataset { version } }", 2),
        ("{ measures { totalCount } }", 2),
        ("{ measures(first: 10) { nodes { id text } } }", 1 + 10 * 3),
        ("{ measures { nodes { id } } }", 1 + 25 * 2),
        ("{ measures(first: 2) { nodes { units(first: 3) { nodes { id } } } } }", 1 + 2 * (1 + 1 + 3 * 2)),
        ("{ measures(last: 4) { edges { node { id } } totalCount } }", 1 + 4 * 3 + 1),
        ("{ measures(first: 2) { nodes { assignments { role } } } }", 1 + 2 * (1 + 1 + 5)),
        (
            "{ measures { groups(by: [STATUS], first: 3) { nodes { count nodes(first: 2) { id } } } } }",
            1 + (1 + 3 * (1 + 1 + 1 + 2)),
        ),
        ("query($yes: Boolean = false) { dataset { version modelVersion @include(if: $yes) } }", 2),
        ("{ __schema { types { name } } }", 1),
        ('{ node(id: "x") { id ... on Topic { notation } ... on Unit { name aliases } } }', 1 + 3),
    ],
)
def test_a_field_counts_once_for_each_item_of_its_lists(document: str, expected: int) -> None:
    assert cost(document) == expected


def test_sizes_in_variables_count_for_each_request_though_the_statement_is_one() -> None:
    document = "query($n: Int!) { measures(first: $n) { nodes { id } } }"
    assert (cost(document, n=1), cost(document, n=100)) == (3, 201)


def test_a_negative_size_is_left_to_the_check_of_sizes() -> None:
    assert cost("{ measures(first: -5) { nodes { id } } }") == 1


def test_what_costs_too_much_is_refused_with_the_limit_and_what_was_asked() -> None:
    with pytest.raises(GraphQLError) as refusal:
        check(101, 100)
    assert refusal.value.extensions == {"code": "COST_LIMIT", "limit": 100, "asked": 101}
    assert check(100, 100) == 100
