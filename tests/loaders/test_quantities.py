"""Quantities: what a numeral counts, in which unit, and which comparison the words make."""

from __future__ import annotations

import pytest

from loaders.report import quantities
from loaders.text import Spans, fold


@pytest.mark.parametrize(
    ("text", "counted"),
    [
        ("完成提标改造，污水集中收集率由61.5%提高到78.2%。", ["污水集中收集率", "污水集中收集率"]),
        ("年末预算执行率提高至92%。", ["年末预算执行率"]),
        ("平均办理时限缩短至3天。", ["平均办理时限"]),
        ("县财政局已将滞留的彩票公益金1,325.6万元缴入国库。", ["滞留的彩票公益金"]),
        ("2所学校收回违规发放的补贴12万元。", ["学校", "补贴"]),
        ("（2）投资5600万元，用于提标改造。", ["投资"]),
        ("将管护经费每年260万元列入预算。", ["管护经费"]),
        ("已将420万元归还至专户，每月检测水质2次。", [None, "检测水质"]),
        ("对相关人员给予政务警告处分2人。", ["政务警告处分"]),
    ],
)
def test_what_is_counted_is_the_noun_that_the_clause_is_about(text: str, counted: list[str]) -> None:
    assert [each.of for each in quantities.mentions(fold(text), text, Spans(()))] == counted


def found(text: str) -> list[tuple[str, float, str, str]]:
    read = quantities.mentions(fold(text), text, Spans(()))
    return [(each.surface, each.value, each.unit, each.comparator) for each in read]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("疏通管道8.4千米。", [("8.4千米", 8.4, "公里", "=")]),
        ("完成41.2万标箱，开行班列186列。", [("41.2万标箱", 412000, "标箱", "="), ("186列", 186, "列", "=")]),
        ("用药2千克。", [("2千克", 2, "公斤", "=")]),
        ("装机20千瓦。", [("20千瓦", 20, "千瓦", "=")]),
        ("储备沙袋近万条。", [("万条", 10000, "条", "<")]),
        ("惠及上百户，补贴超千万元。", [("百户", 100, "户", ">"), ("千万元", 10_000_000, "元", ">")]),
        ("近百年来首次。", []),
        ("列入供应商黑名单三年，取消2年投标资格。", [("三年", 3, "年", "="), ("2年", 2, "年", "=")]),
        (
            "浓度提高1.6倍，满意度由86.3分提高到92.1分。",
            [("1.6倍", 1.6, "倍", "="), ("86.3分", 86.3, "分", "="), ("92.1分", 92.1, "分", "=")],
        ),
        ("留党察看一年。", [("一年", 1, "年", "=")]),
        ("取消其三年内评优资格。", [("三年", 3, "年", "=")]),
        ("扣减信用分6分，分别约谈。", [("6分", 6, "分", "=")]),
    ],
)
def test_numeral_and_unit_are_a_quantity(text: str, expected: list[tuple[str, float, str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    ("text", "surfaces"),
    [
        ("针对“账实不符”问题，采取4项措施。", []),
        ("制定4项措施，采取了2项办法。", ["4项"]),
        ("岸电供船1,360艘次。", ["1,360艘次"]),
        ("核查47批次材料，更换防火门9樘。", ["47批次", "9樘"]),
    ],
)
def test_measures_announced_are_not_counted_and_counters_of_two_characters_are_whole(
    text: str, surfaces: list[str]
) -> None:
    assert [surface for surface, *_ in found(text)] == surfaces
