"""Plans as Cypher: one rule for each kind of plan, without an engine."""

from __future__ import annotations

import pytest

from graph.compile.plan import Choice, Column, Fixed, Let, Many, One, Optional, Plan, Record, Rows, Scalar
from graph.compile.render import Cypher, Renderer
from graph.compile.scope import Scope

_UNITS = Rows(("MATCH (u:Unit)", "WITH u ORDER BY u.id LIMIT 5"))
_COUNTED = Rows(("MATCH (u:Unit)", "WITH u.kind AS k, count(u) AS c"), aggregates=True)
_NAME = Scalar("u.name")


def rendered(plan: Plan) -> Cypher:
    return Renderer(Scope()).render(plan)


@pytest.mark.parametrize(
    ("plan", "text"),
    [
        (_NAME, "u.name"),
        (Record((("b", _NAME), ("a", Scalar("1")))), "[u.name, 1]"),
        (Record(()), "[]"),
        (Optional("u", Record((("n", _NAME),))), "CASE WHEN u IS NULL THEN null ELSE [u.name] END"),
        (Fixed((Scalar("1"), _NAME)), "[1, u.name]"),
        (Choice(()), "null"),
        (Choice((("u:Unit", _NAME),)), "CASE WHEN u:Unit THEN [0, u.name] ELSE [-1, null] END"),
        (Column("l1[0..$p0]", 2, _NAME), "[x IN l1[0..$p0] | x[2]]"),
        (Many(_UNITS, _NAME), "COLLECT { MATCH (u:Unit) WITH u ORDER BY u.id LIMIT 5 RETURN u.name }"),
        (One(_UNITS, _NAME), "head(COLLECT { MATCH (u:Unit) WITH u ORDER BY u.id LIMIT 5 RETURN u.name })"),
    ],
)
def test_plan_without_aggregates_is_one_expression(plan: Plan, text: str) -> None:
    assert rendered(plan) == Cypher(text)


def test_aggregates_are_called_before_the_expression_that_reads_them() -> None:
    found = rendered(Record((("kinds", Many(_COUNTED, Scalar("c"))),)))
    assert found.text == "[l1]"
    assert found.before == (
        "CALL () { MATCH (u:Unit) WITH u.kind AS k, count(u) AS c RETURN collect(c) AS l1 }",
    )  # fmt: skip


def test_what_stands_around_an_aggregate_is_called_too() -> None:
    inner = Many(Rows(("MATCH (u)-->(m) WITH count(m) AS c",), ("u",), aggregates=True), Scalar("c"))
    found = rendered(Many(_UNITS, Record((("n", inner),))))
    assert found.text == "l2"
    (call,) = found.before
    assert call.startswith("CALL () { MATCH (u:Unit)")
    assert "CALL (u) { MATCH (u)-->(m) WITH count(m) AS c RETURN collect(c) AS l1 }" in call


def test_list_that_several_parts_read_is_bound_once() -> None:
    found = rendered(Let((("page", Many(_UNITS, Fixed((_NAME,)))),), Record((("n", Column("page", 0, _NAME)),))))
    assert found.text == "[[x IN page | x[0]]]"
    assert found.before[0].endswith("RETURN collect([u.name]) AS page }")


def test_kinds_of_objects_are_told_apart_by_an_index() -> None:
    plan = Choice((("u:Unit", _NAME), ("u:Topic", Scalar("u.notation"))))
    assert (
        rendered(plan).text == "CASE WHEN u:Unit THEN [0, u.name] WHEN u:Topic THEN [1, u.notation] ELSE [-1, null] END"
    )
