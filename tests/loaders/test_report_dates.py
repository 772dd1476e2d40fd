"""Dates in running text: what is past, what is to come, and what is no date."""

from __future__ import annotations

from datetime import date

import pytest

from loaders.report import dates
from loaders.text import Spans, fold

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
