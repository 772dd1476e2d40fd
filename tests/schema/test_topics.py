"""The topic scheme: its generated form, its labels, its paths."""

from __future__ import annotations

import pytest

from schema.topics import GENERATED, concepts, generated, is_under, labels, resolve


def test_generated_form_is_computed_from_the_turtle_file() -> None:
    assert GENERATED.read_text("utf-8") == generated()


def test_broader_concept_is_the_path_above() -> None:
    for concept in concepts().values():
        assert concept.broader == (concept.notation.rpartition("/")[0] or None)
        assert concept.broader is None or concept.broader in concepts()


def test_label_belongs_to_one_concept() -> None:
    said = [label for concept in concepts().values() for label in (concept.pref_label_zh, *concept.alt_labels)]
    assert len(said) == len(set(said)) == len(labels())


def test_water_has_a_dozen_narrower_topics() -> None:
    assert sum(is_under(notation, "water") for notation in concepts()) > 12
    assert not is_under("watershed", "water")


@pytest.mark.parametrize(
    "field", ["河湖治理", "防汛抗旱", "节约用水", "再生水利用", "污水治理", "城市排水", "供水保障", "水环境治理"]
)
def test_field_of_water_is_under_water(field: str) -> None:
    assert is_under(resolve(field) or "", "water")


@pytest.mark.parametrize(
    "field", ["工程建设", "财政资金", "造林绿化", "安全生产", "乡村振兴", "大气污染防治", "作风建设", "薪水"]
)
def test_other_field_is_not(field: str) -> None:
    assert not is_under(resolve(field) or "", "water")
