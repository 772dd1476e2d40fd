"""Marks of headings that were typed with the wrong sign, with blanks inside, or on a line above their heading."""

from __future__ import annotations

import pytest

from loaders.report import parse_report

_TITLE = "云屏县水务局党组关于巡察反馈问题整改情况的通报\n现将整改情况通报如下。\n"
_FAULTS = (("河道管护有差距", "清理违建12处。"), ("清淤滞后", "清淤18公里。"), ("接待超标准", "清退费用1.86万元。"))


def _read(body: str) -> list[tuple[str, str, list[str]]]:
    text = _TITLE + body
    return [
        (issue.number, issue.title, [text[each.start : each.end] for each in issue.measures])
        for issue in parse_report(text).issues
    ]


@pytest.mark.parametrize("sign", ["。", "，", ",", "：", "．"])
def test_wrong_sign_behind_a_numeral_that_goes_on_a_count(sign: str) -> None:
    marks = ("1.", f"2{sign}", "3.")
    body = "".join(f"{mark}{fault}。{deed}\n" for mark, (fault, deed) in zip(marks, _FAULTS, strict=True))
    assert _read(body) == [(str(n), fault, [deed]) for n, (fault, deed) in enumerate(_FAULTS, 1)]


def test_numeral_before_a_comma_that_goes_on_no_count_is_no_mark() -> None:
    found = _read("1.河道管护有差距。清理违建12处，共投入\n8，其中补助5。\n2.清淤滞后。清淤18公里。\n")
    assert [number for number, _, _ in found] == ["1", "2"]


@pytest.mark.parametrize("section", ["（ 一 ） ", "( 一 ) ", "一 、"])
@pytest.mark.parametrize(("point", "item"), [("1 、 ", "（ 1 ） "), ("1 . ", "( 1 )")])
def test_blanks_inside_marks(section: str, point: str, item: str) -> None:
    body = f"{section}履职方面\n"
    for number, (fault, deed) in enumerate(_FAULTS, 1):
        body += f"{point.replace('1', str(number))}{fault} 。 {item}{deed} {item.replace('1', '2')}印发办法。\n"
    assert _read(body) == [
        (str(n), fault, [f"{item}{deed}", f"{item.replace('1', '2')}印发办法。"])
        for n, (fault, deed) in enumerate(_FAULTS, 1)
    ]


def test_number_on_a_line_above_its_heading() -> None:
    body = "".join(
        f"0{number}\n{fault}\n【整改动作】\n{deed}\n【整改效果】\n群众满意度达到98.5%。\n\n"
        for number, (fault, deed) in enumerate(_FAULTS, 1)
    )
    assert _read(body) == [(f"0{n}", fault, [f"【整改动作】\n{deed}"]) for n, (fault, deed) in enumerate(_FAULTS, 1)]


def test_numerals_alone_on_their_lines_below_sections() -> None:
    body = "（一）\n关于履职不力的问题\n\n" + "".join(
        f"{n}\n{fault}\n{deed}\n\n" for n, (fault, deed) in enumerate(_FAULTS, 1)
    )
    assert _read(body) == [(str(n), fault, [deed]) for n, (fault, deed) in enumerate(_FAULTS, 1)]


def test_circled_items_about_faults_are_issues_below_headings_that_name_none() -> None:
    body = (
        "一、审计查出问题整改情况\n（一）财政管理方面\n1.在预算分配和管理方面。\n①对部分指标下达不及时的问题，县财政局已全部下达。\n"
        "②对支出标准不健全的问题，制定标准9项。\n2.在政府债务管理方面。\n①对债券资金闲置的问题，已支出3.2亿元。\n"
    )
    assert _read(body) == [
        ("①", "部分指标下达不及时", ["县财政局已全部下达。"]), ("②", "支出标准不健全", ["制定标准9项。"]),
        ("①", "债券资金闲置", ["已支出3.2亿元。"]),
    ]  # fmt: skip
    below = "1.资金管理不规范。\n①针对拨付不及时的问题，已拨付3亿元。\n②针对标准缺失的问题，制定标准9项。\n"
    assert [(number, len(measures)) for number, _, measures in _read(below + "2.账目不清。\n①核对账目6册。\n")] == [
        ("1", 2), ("2", 1),
    ]  # fmt: skip


@pytest.mark.parametrize("sign", ["，", "、"])
def test_ordinals_open_issues_at_the_beginning_of_lines(sign: str) -> None:
    marks = [f"第{number}{sign}" for number in "一二三"]
    body = "".join(f"{mark}{fault}。{deed}\n" for mark, (fault, deed) in zip(marks, _FAULTS, strict=True))
    assert _read(body) == [(n, fault, [deed]) for n, (fault, deed) in zip("一二三", _FAULTS, strict=True)]


def test_ordinals_below_numbered_issues_are_their_measures() -> None:
    body = "1.河道管护有差距。\n第一，清理违建12处。\n第二，开展检查2次。\n2.清淤滞后。\n"
    body += "第一，清淤18公里。\n第二，印发办法。\n"
    assert [(number, measures) for number, _, measures in _read(body)] == [
        ("1", ["第一，清理违建12处。", "第二，开展检查2次。"]), ("2", ["第一，清淤18公里。", "第二，印发办法。"]),
    ]  # fmt: skip


def test_roman_numerals_in_letters_are_sections() -> None:
    body = "I. 投行业务\n1) 底稿不完整\n→ 补充底稿37份。\n2) 意见无跟踪\n→ 上线管理系统。\n"
    body += "II. 经纪业务\n3) 回访不到位\n→ 回访204名。\n"
    found = parse_report(_TITLE + body).issues
    assert [(each.number, each.section) for each in found] == [
        ("1", "I. 投行业务"), ("2", "I. 投行业务"), ("3", "II. 经纪业务"),
    ]  # fmt: skip
    assert [measures for _, _, measures in _read(body)] == [
        ["→ 补充底稿37份。"],
        ["→ 上线管理系统。"],
        ["→ 回访204名。"],
    ]
