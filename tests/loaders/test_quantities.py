"""Quantities: what a numeral counts."""

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
