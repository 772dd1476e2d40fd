"""Answers made of the lists that a statement returns."""

from __future__ import annotations

import json
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from graph.compile.answer import assembler, shape
from graph.compile.plan import Choice, Column, Fixed, Many, Plan, Record, Rows, Scalar, Variants

_ROWS = Rows(("MATCH (n)",))


def assembled(plan: Plan, value: Any) -> Any:
    assemble = assembler(shape(plan))
    return assemble(value) if assemble else value


def test_plain_values_are_the_answer_as_they_come() -> None:
    assert assembler(shape(Many(_ROWS, Scalar("n.name")))) is None


def test_objects_of_several_kinds_have_their_own_keys() -> None:
    first, second = (Record(tuple((key, Scalar(key)) for key in keys)) for keys in ("ab", "ba"))
    plan = Many(_ROWS, Choice((("n:A", first), ("n:B", second))))
    answer = assembled(plan, [[0, [2, 1]], None, [1, [4, 3]]])
    assert json.dumps(answer) == '[{"a": 2, "b": 1}, null, {"b": 4, "a": 3}]'


def test_column_of_several_kinds_is_made_by_kind() -> None:
    kinds = Variants((Record((("x", Scalar("1")),)), Record((("y", Scalar("2")), ("x", Scalar("1"))))))
    answer = assembled(Column("l", 1, kinds), [[1, [2, 1]], [0, [5]]])
    assert json.dumps(answer) == '[{"y": 2, "x": 1}, {"x": 5}]'


_keys = st.lists(st.text("abcdefgh", min_size=1, max_size=3), min_size=1, max_size=5, unique=True)


def _record(keys: list[str], of: list[tuple[Plan, Any]]) -> tuple[Plan, Any]:
    pairs = list(zip(keys, of * len(keys), strict=False))
    return Record(tuple((key, plan) for key, (plan, _) in pairs)), {key: value for key, (_, value) in pairs}


_answers = st.recursive(
    st.integers().map(lambda value: (Scalar("x"), value)),
    lambda inner: st.one_of(
        st.builds(_record, _keys, st.lists(inner, min_size=1, max_size=3)),
        inner.map(lambda pair: (Many(_ROWS, pair[0]), [pair[1], pair[1]])),
        inner.map(lambda pair: (Fixed((pair[0],)), [pair[1]])),
    ),
    max_leaves=12,
)


def _listed(value: Any) -> Any:
    if isinstance(value, dict):
        return [_listed(item) for item in value.values()]
    return [_listed(item) for item in value] if isinstance(value, list) else value


@given(_answers)
def test_any_answer_comes_back_in_the_order_of_its_plan(answer: tuple[Plan, Any]) -> None:
    plan, value = answer
    assert json.dumps(assembled(plan, _listed(value))) == json.dumps(value)


def test_keys_are_literals_whatever_they_hold() -> None:
    hostile = "': __import__('os')}[\\\"\n"
    assert assembled(Record(((hostile, Scalar("x")),)), [1]) == {hostile: 1}


def test_choice_of_nothing_is_null() -> None:
    assert assembled(Record((("node", Choice(())),)), [None]) == {"node": None}
