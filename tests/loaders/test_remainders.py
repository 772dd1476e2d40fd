"""What is done of a counted goal leaves a remainder: the status of a measure that reports a part."""

from __future__ import annotations

import pytest

from loaders.report import parse_report

_FORM = """云澜市关于督察反馈问题整改情况的通报

一、反馈问题整改情况
1.针对“{fault}”的问题。
①{answer}
2.针对“制度不健全”的问题。
①修订完善制度3项。
"""


def status(fault: str, answer: str) -> str:
    return parse_report(_FORM.format(fault=fault, answer=answer)).issues[0].measures[0].status


@pytest.mark.parametrize(
    ("fault", "answer", "expected"),
    [
        ("需更换供水管线52公里", "已更换管线30公里。", "IN_PROGRESS"),
        ("需更换供水管线52公里", "已更换管线52公里。", "COMPLETED"),
        ("9座尾矿库未闭库", "市应急局督促企业落实，已销号4座。", "IN_PROGRESS"),
        ("9座尾矿库未闭库", "闭库4座；销号5座。", "COMPLETED"),
        ("多付工程款80万元", "约谈施工单位，收回工程款35万元。", "IN_PROGRESS"),
        ("多付工程款80万元", "收回工程款35万元，抵扣应付款45万元。", "COMPLETED"),
        ("多付工程款80万元", "足额收回，其中现金收回35万元。", "COMPLETED"),
        ("占用费收缴不力", "排查出欠费商户46户，已收回20户。", "IN_PROGRESS"),
        ("占用费收缴不力", "走访商户46户，已收回欠费20户。", "COMPLETED"),
        ("占用费收缴不力", "已追回部分欠费。", "IN_PROGRESS"),
        ("占用费收缴不力", "征收任务完成60%。", "IN_PROGRESS"),
        ("占用费收缴不力", "法院判令支付64万元，执行到位20万元。", "IN_PROGRESS"),
        ("占用费收缴不力", "完成年度目标的67%。", "IN_PROGRESS"),
        ("供水保障不足", "支持6个县实施供水工程40处，已完工31处。", "IN_PROGRESS"),
        ("6个小区未装表", "召开会议2次，安装水表900块。", "COMPLETED"),
    ],
)
def test_part_of_a_goal_is_progress_and_the_whole_of_it_completes(fault: str, answer: str, expected: str) -> None:
    assert status(fault, answer) == expected


def test_part_of_a_goal_told_for_the_whole_task_holds_for_each_of_its_measures() -> None:
    text = (
        "云澜市督察反馈问题整改情况\n问题一：需更换供水管线52公里。\n整改措施：1.倒排工期。\n2.建立调度机制。\n"
        "整改情况：已更换管线30公里。\n问题二：台账不清。\n整改措施：1.清理台账。\n整改情况：已完成。\n"
    )
    first, second = parse_report(text).issues
    assert [each.status for each in first.measures] == ["IN_PROGRESS", "IN_PROGRESS"]
    assert [each.status for each in second.measures] == ["COMPLETED"]


@pytest.mark.parametrize(
    ("answer", "expected"),
    [
        ("督促运维单位限期完成检修。", "ONGOING"),
        ("督促运维单位全部完成检修。", "COMPLETED"),
        ("要求各科室拿出具体办法。", "ONGOING"),
        ("统筹推进水源保护、管网巡查等工作，集中培训巡查员60名。", "COMPLETED"),
        ("加快推进城北水厂建设，集中培训巡查员60名。", "IN_PROGRESS"),
    ],
)
def test_what_others_are_urged_to_do_is_not_done(answer: str, expected: str) -> None:
    assert status("管网漏损率高", answer) == expected
