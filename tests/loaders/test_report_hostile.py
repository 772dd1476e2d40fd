"""Repetition and noise: a report is read in time that grows with its length, and never with an error."""

from __future__ import annotations

import time
from typing import Final

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from loaders.report import parse_report
from loaders.report.outline import outline
from loaders.text import fold

_SIGNS: Final = (
    "一二十①②（）()、，。；：“”《》019年月日市县区委局公司项目问题整改措施情况责任单位关于针对已完成正在\n 　"
)
_UNITS: Final = [
    "①",
    "一是",
    "《",
    "“",
    "（",
    "关于“",
    "2023年",
    "、",
    "市",
    "局",
    "整改措施：",
    "1.",
    "（一）",
    "责任单位：",
    "项目",
    "3个",
    "各部门",
    "十",
    "7",
    "、甲",
    "<",
    "有限公司",
]
# 40 times slower than a report is read on one core.
_LEAST_SPEED: Final = 8_000


@pytest.mark.parametrize("unit", _UNITS)
def test_repetition_is_read_in_linear_time(unit: str) -> None:
    text = "整改问题审计" + unit * (20_000 // len(unit))
    parse_report("整改问题")
    start = time.process_time()
    assert parse_report(text).report.text == text
    assert time.process_time() - start < len(text) / _LEAST_SPEED


@given(st.text(alphabet=_SIGNS, max_size=400))
@settings(max_examples=150, deadline=None)
def test_noise_is_read_without_an_error(noise: str) -> None:
    text = "整改问题" + noise
    found = parse_report(text)
    for issue in found.issues:
        assert 0 <= issue.start <= issue.end <= len(text)
        for measure in issue.measures:
            for unit in measure.units:
                assert text[unit.start : unit.end] == unit.surface


@pytest.mark.parametrize("mark", ["①", "(1)", "（一）"])
def test_text_of_nothing_but_marks_has_no_headings(mark: str) -> None:
    assert outline(fold(mark * 20_000), 0, len(mark) * 20_000).nodes == []


def test_dense_lists_keep_their_marks() -> None:
    items = "".join(f"\n{number}.清理合同{number}份，收回欠款。" for number in range(1, 100)) * 30
    assert len(outline(fold(items), 0, len(items)).nodes) == 99 * 30
