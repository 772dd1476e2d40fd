from __future__ import annotations

import pytest

from loaders.dates import DateError, day, deadlines


@pytest.mark.parametrize(
    ("phrase", "due_on", "precision"),
    [
        ("2023年12月底前", "2023-12-31", "MONTH_END"),
        ("2024年1月底", "2024-01-31", "MONTH_END"),
        ("2024年2月底前", "2024-02-29", "MONTH_END"),
        ("2023年底", "2023-12-31", "YEAR_END"),
        ("2024年年底前完成", "2024-12-31", "YEAR_END"),
        ("2024年上半年", "2024-06-30", "HALF_YEAR_END"),
        ("2024年第二季度", "2024-06-30", "QUARTER_END"),
        ("2024.5.31", "2024-05-31", "DAY"),
        ("2023-12-31 00:00:00", "2023-12-31", "DAY"),
        ("2023年11月30日前", "2023-11-30", "DAY"),
        ("２０２３ 年 6 月底", "2023-06-30", "MONTH_END"),
        ("二〇二三年十二月三十一日", "2023-12-31", "DAY"),
        ("2023年", "2023-12-31", "YEAR"),
    ],
)
def test_deadline_is_the_last_day_of_what_is_named(phrase: str, due_on: str, precision: str) -> None:
    (found,) = deadlines(phrase)
    assert (found.due_on, found.precision, found.kind) == (due_on, precision, "DATED")


@pytest.mark.parametrize(
    ("phrase", "kind"),
    [("立行立改", "IMMEDIATE"), ("长期坚持", "NO_END"), ("持续推进", "NO_END"), ("批复后3个月内", "CONDITIONAL")],
)
def test_deadline_in_words_has_no_day(phrase: str, kind: str) -> None:
    (found,) = deadlines(phrase)
    assert (found.due_on, found.precision, found.kind) == (None, None, kind)


@pytest.mark.parametrize("phrase", ["", "  ", "/", "—", "无"])
def test_blank_cell_states_no_deadline(phrase: str) -> None:
    assert deadlines(phrase) == ()


@pytest.mark.parametrize(
    ("phrase", "by"),
    [
        ("原定2023年9月底，经批准延至2024年3月底", None),
        ("原定2023年9月底，经市政府批准延至2024年3月底", "市政府"),
        ("原定2023年9月底，经市政府2023年8月批准延期至2024年3月底", "市政府"),
    ],
)
def test_revised_deadline_keeps_the_first_and_who_approved(phrase: str, by: str | None) -> None:
    first, second = deadlines(phrase)
    assert (first.due_on, first.approved_by) == ("2023-09-30", None)
    assert (second.due_on, second.approved_by) == ("2024-03-31", by)


@pytest.mark.parametrize("phrase", ["2023年13月", "2023-02-30", "尽快完成", "12月底前"])
def test_unreadable_deadline_is_an_error(phrase: str) -> None:
    with pytest.raises(DateError):
        deadlines(phrase)


def test_missing_year_is_the_one_given() -> None:
    assert deadlines("12月底前", year=2023)[0].due_on == "2023-12-31"


@pytest.mark.parametrize(
    ("phrase", "expected"),
    [("2023/12/18", "2023-12-18"), ("2024年5月", "2024-05-31"), ("已完成（2023年12月18日）", "2023-12-18"), ("", None)],
)
def test_completion_day(phrase: str, expected: str | None) -> None:
    assert day(phrase) == expected
