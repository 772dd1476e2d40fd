"""Quantities in running text: what counts, in which unit, and which comparison the words make."""

from __future__ import annotations

import pytest

from loaders.report import quantities
from loaders.text import Spans, fold


def found(text: str) -> list[tuple[str, float, str, str]]:
    read = quantities.mentions(fold(text), text, Spans(()))
    return [(each.surface, each.value, each.unit, each.comparator) for each in read]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("疏通管道8.4千米。", [("8.4千米", 8.4, "公里", "=")]),
        ("用药2千克。", [("2千克", 2, "公斤", "=")]),
        ("装机20千瓦。", [("20千瓦", 20, "千瓦", "=")]),
        ("储备沙袋近万条。", [("万条", 10000, "条", "<")]),
        ("惠及上百户，补贴超千万元。", [("百户", 100, "户", ">"), ("千万元", 10_000_000, "元", ">")]),
        ("近百年来首次。", []),
        ("留党察看一年。", [("一年", 1, "年", "=")]),
        ("取消其三年内评优资格。", [("三年", 3, "年", "=")]),
        ("扣减信用分6分，分别约谈。", [("6分", 6, "分", "=")]),
    ],
)
def test_numeral_and_unit_are_a_quantity(text: str, expected: list[tuple[str, float, str, str]]) -> None:
    assert found(text) == expected
