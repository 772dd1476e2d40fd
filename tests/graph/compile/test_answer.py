"""Answers of an engine that does not keep the order of a map's keys."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from hypothesis import given
from hypothesis import strategies as st

from graph.compile.answer import orderer, shape
from graph.compile.plan import Choice, Column, Fixed, Many, Plan, Record, Rows, Scalar, Variants

if TYPE_CHECKING:
    from random import Random

_ROWS = Rows(("MATCH (n)",))


def ordered(plan: Plan, value: Any) -> Any:
    order = orderer(shape(plan))
    return order(value) if order else value


def test_plain_values_need_no_order() -> None:
    assert orderer(shape(Many(_ROWS, Scalar("n.name")))) is None


def test_objects_of_several_kinds_keep_their_own_order() -> None:
    first, second = (Record(tuple((key, Scalar(key)) for key in keys)) for keys in ("ab", "ba"))
    plan = Many(_ROWS, Choice((("n:A", first), ("n:B", second))))
    answer = ordered(plan, [[0, {"b": 1, "a": 2}], None, [1, {"a": 3, "b": 4}]])
    assert json.dumps(answer) == '[{"a": 2, "b": 1}, null, {"b": 4, "a": 3}]'


def test_column_of_several_kinds_is_ordered_by_kind() -> None:
    kinds = Variants((Record((("x", Scalar("1")),)), Record((("y", Scalar("2")), ("x", Scalar("1"))))))
    assert json.dumps(ordered(Column("l", 1, kinds), [[1, {"x": 1, "y": 2}], [0, {"x": 5}]])) == '[{"y": 2, "x": 1}, {"x": 5}]'  # fmt: skip  # noqa: E501


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


def _shuffled(value: Any, random: Random) -> Any:
    if isinstance(value, dict):
        items = [(key, _shuffled(item, random)) for key, item in value.items()]
        random.shuffle(items)
        return dict(items)
    return [_shuffled(item, random) for item in value] if isinstance(value, list) else value


@given(_answers, st.randoms(use_true_random=False))
def test_any_answer_comes_back_in_the_order_of_its_plan(answer: tuple[Plan, Any], random: Random) -> None:
    plan, value = answer
    assert json.dumps(ordered(plan, _shuffled(value, random))) == json.dumps(value)
