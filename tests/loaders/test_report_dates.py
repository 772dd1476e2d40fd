"""Dates in running text: what is past, what is to come, and what is no date."""

from __future__ import annotations

from datetime import date

import pytest

from loaders.report import dates
from loaders.text import Spans, Stretch, fold

_SIGNED = date(2024, 9, 10)


def found(text: str, signed: date = _SIGNED) -> list[tuple[str, str | None, str]]:
    read = dates.read(fold(text), text, Spans(()), signed, Spans(()))
    return [(each.surface, each.iso, each.kind) for each in read.mentions]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("下半年拟公开招聘医师6名。", [("下半年", "2024-07/2024-12", "PLANNED")]),
        ("上半年拟公开招聘医师6名。", [("上半年", "2025-01/2025-06", "PLANNED")]),
        ("上半年招聘医师6名。", [("上半年", "2024-01/2024-06", "EVENT")]),
        ("12月底前计划完成验收。", [("12月底前", "2024-12-31", "DEADLINE")]),
        ("取消其两年内评优资格。", []),
        ("今年前三季度投诉量下降。", [("今年前三季度", "2024-01/2024-09", "EVENT")]),
        ("2021—2023年207项课题。", [("2021—2023年", "2021/2023", "EVENT")]),
        ("灌区改造项目2025年春灌前投入使用。", [("2025年春灌前", None, "CONDITIONAL")]),
        ("安全区工程拟于2025年汛后启动。", [("2025年汛后", None, "CONDITIONAL")]),
        ("已压减2025年项目支出预算2300万元。", [("2025年", "2025", "PLANNED")]),
        ("每旬调度。", [("每旬", "R/P10D", "RECURRING")]),
        ("每周三召开例会，每周三次巡查。", [("每周三", "R/P1W", "RECURRING"), ("每周", "R/P1W", "RECURRING")]),
    ],
)
def test_what_stands_behind_a_date_says_that_it_is_to_come(
    text: str, expected: list[tuple[str, str | None, str]]
) -> None:
    assert found(text) == expected


def test_within_the_year_is_past_where_a_report_of_its_last_months_counts_results() -> None:
    assert found("年内引进博士5名。", date(2024, 12, 6)) == [("年内", "2024", "EVENT")]
    assert found("年内引进博士5名。") == [("年内", "2024-12-31", "DEADLINE")]
    assert found("力争年内引进博士5名。", date(2024, 12, 6)) == [("年内", "2024-12-31", "DEADLINE")]


@pytest.mark.parametrize(
    ("text", "signed", "expected"),
    [
        ("2023年11月换届。\n水泵正在更换，3月底前投用。", date(2024, 1, 22), ("3月底前", "2024-03-31", "DEADLINE")),
        ("2023年10月换届。\n水泵11月底前已更换。", date(2024, 1, 22), ("11月底前", "2023-11", "EVENT")),
        ("稀土项目2024年上半年完成投资3亿元。", date(2024, 6, 28), ("2024年上半年", "2024-01/2024-06", "EVENT")),
        ("2023年1月启动，3月底前完成排查。", date(2024, 1, 22), ("3月底前", "2023-03", "EVENT")),
        ("力争2025年上半年全部清退。", date(2024, 9, 10), ("2025年上半年", "2025-06-30", "DEADLINE")),
        ("对2021年至2023年56批次药品复核。", date(2024, 9, 10), ("2021年至2023年", "2021/2023", "EVENT")),
    ],
)
def test_a_term_is_of_the_year_that_the_signature_and_the_paragraph_leave_open(
    text: str, signed: date, expected: tuple[str, str | None, str]
) -> None:
    assert found(text, signed)[-1] == expected


def test_a_season_under_a_label_for_the_term_is_no_day() -> None:
    text = "整改时限：2025年春季学期开学前"
    read = dates.read(fold(text), text, Spans(()), _SIGNED, Spans((Stretch(5, len(text)),)))
    assert [(each.surface, each.iso, each.kind) for each in read.mentions] == [
        ("2025年春季学期开学前", None, "CONDITIONAL")
    ]
