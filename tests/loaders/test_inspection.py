"""The inspection that a report answers: who inspected whom, in which round, and when."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from loaders.report import parse_report

if TYPE_CHECKING:
    from loaders.parsed import ParsedInspection


def inspected(opening: str, issuer: str = "中共柏川县水务局党组") -> ParsedInspection:
    text = (
        f"{issuer}关于反馈问题整改情况的通报\n{opening}现将整改情况公布如下：\n一、整改情况\n"
        "1.关于制度不健全的问题。\n整改情况：已修订制度3项，印发执行。\n"
    )
    return parse_report(text).inspection


@pytest.mark.parametrize(
    ("opening", "body"),
    [
        ("2024年3月5日至5月20日，市委巡察一组对县水务局党组开展了常规巡察。", "市委巡察一组"),
        ("2023年3月，省委巡视六组开展专项巡视，反馈了意见。", "省委巡视六组"),
        ("2024年3月5日，市委巡察办巡察二组进驻我局。", "市委巡察办巡察二组"),
        ("2023年11月，国务院安委会第五综合检查组对我县开展检查。", "国务院安委会第五综合检查组"),
        ("2023年9月，省生态环境保护第二督察组反馈督察意见。", "省生态环境保护第二督察组"),
        ("2025年1月，市委交叉巡察第四组开展提级交叉巡察。", "市委交叉巡察第四组"),
        ("县委第五巡察组对水务集团党总支开展巡察。", "县委第五巡察组"),
        ("巡察组提出要求。2024年3月，县委第三巡察组进驻。", "县委第三巡察组"),
        ("县审计局派出审计组，对原局长任期经济责任履行情况进行了审计。", "县审计局"),
        ("按照县委巡察整改工作领导小组要求，县委第一巡察组反馈了意见。", "县委第一巡察组"),
    ],
)
def test_body_is_who_inspected_with_level_and_number(opening: str, body: str) -> None:
    assert inspected(opening).body == body


@pytest.mark.parametrize(
    ("opening", "days"),
    [
        ("2024年4月上旬至7月上旬，县委第二巡察组开展巡察。", ("2024-04-01", "2024-07-10")),
        ("2022年8月下旬至9月底，省委第五巡视组开展巡视。", ("2022-08-21", "2022-09-30")),
        ("2024年9月10日—11月29日，县委第二巡察组开展巡察。", ("2024-09-10", "2024-11-29")),
        ("现予公示，公示期为2024年5月6日至5月12日。", ("", "")),
        ("2024年5月，县审计局进行了审计，审计期间为2020年1月至2023年12月。", ("", "")),
    ],
)
def test_period_is_that_of_the_inspection(opening: str, days: tuple[str, str]) -> None:
    found = inspected(opening)
    assert (found.starts_on, found.ends_on) == days


@pytest.mark.parametrize(
    ("opening", "day"),
    [
        ("2024年3月5日起，县委第三巡察组对我局党组进行了为期45天的巡察，并反馈了意见。", ""),
        ("县委第三巡察组2024年3月5日至2024年5月5日对我局党组开展巡察并反馈意见。", ""),
        ("2024年3月5日，县委第三巡察组进驻，5月6日结束，6月18日反馈了意见。", "2024-06-18"),
        ("2024年3月5日至5月6日，县委第三巡察组开展巡察，并于7月1日反馈。", "2024-07-01"),
    ],
)
def test_feedback_is_no_day_of_the_inspection_itself(opening: str, day: str) -> None:
    assert inspected(opening).feedback_on == day


@pytest.mark.parametrize(
    ("opening", "round_"),
    [
        ("按照十四届县委第五轮巡察统一部署，县委第一巡察组开展巡察。", "十四届县委第五轮巡察"),
        ("省生态环境保护督察组对我县开展了第三轮第一批省级生态环境保护督察。", "第三轮第一批省级生态环境保护督察"),
        ("本轮主要针对州第一轮督导交办问题，州环保督导组来我县督导。", "第一轮督导"),
        ("中央生态环境保护督察组转办的第二十批56件信访举报问题中，属实52件。", ""),
        ("根据区委一、二、三轮巡察反馈意见，区委巡察办开展督查。", ""),
    ],
)
def test_round_is_numbered_and_of_an_inspection(opening: str, round_: str) -> None:
    assert inspected(opening).round == round_


@pytest.mark.parametrize(
    ("opening", "target"),
    [
        ("2023年9月，省统计督察组对我市开展了统计督察。", "云澜市"),
        ("2023年9月，省安委会督查组对我市道路交通安全工作进行督查。", "云澜市"),
        ("2023年9月，省督查组对市水务局耕地占用情况进行督查。", "市水务局"),
    ],
)
def test_target_is_a_body_or_the_area_of_the_head(opening: str, target: str) -> None:
    assert inspected(opening, "云澜市人民政府").target == target
