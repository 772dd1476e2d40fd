"""Which stored items a source speaks of: each stored one is matched at most once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from graph.match import Item, likeness, matches

A, B, C = "清理沿岸违章建筑12处", "完成河湖岸线划界确权", "建立跨县协作机制"


def items(prefix: str, *words: str) -> list[Item]:
    return [Item(f"{prefix}-{place}", str(place), text) for place, text in enumerate(words, 1)]


def match(incoming: list[Item], stored: list[Item]) -> dict[str, str]:
    return matches("Measure", incoming, stored, frozenset(item.id for item in stored))


def test_same_items_are_themselves():
    assert match(items("m", A, B), items("m", A, B)) == {"m-1": "m-1", "m-2": "m-2"}


def test_item_that_moved_up_is_found_by_its_words():
    assert match(items("m", B, C), items("m", A, B))["m-1"] == "m-2"


def test_new_item_at_the_place_of_another_gets_an_id_of_its_own():
    found = match(items("m", B, C), items("m", A, B))
    assert found["m-2"] not in ("m-1", "m-2")
    assert found == match(items("m", B, C), items("m", A, B))


def test_item_reworded_at_its_place_is_itself():
    told = f"{B}。已于2024年6月完成划界确权，设立界桩320根，并通过验收。"
    assert match(items("m", A, told), items("m", A, B)) == {"m-1": "m-1", "m-2": "m-2"}


def test_new_item_at_a_free_place_keeps_its_id():
    assert match(items("m", A, B, C), items("m", A, B))["m-3"] == "m-3"


def test_likeness_is_of_the_shorter_text():
    assert likeness(A, f"{A}，另有其他工作若干，正在推进。") == 1
    assert likeness(A, C) < 0.4
    assert likeness("", "") == 1
    assert likeness("", A) == 0


texts = st.lists(st.sampled_from([A, B, C, f"{A}二期"]), max_size=5)


@given(texts, texts)
def test_no_two_items_become_one(incoming: list[str], stored: list[str]):
    found = match(items("m", *incoming), items("m", *stored))
    assert len(set(found.values())) == len(incoming)
