"""The head of a report: its title below the columns of a site, and who issues it."""

from __future__ import annotations

import pytest

from loaders.report import parse_report

BODY = (
    "\n根据县委统一部署，2024年3月5日至5月20日，县委第二巡察组对县水务局党组开展了巡察。现将整改情况公布如下：\n"
    "一、整改情况\n1.关于制度不健全的问题。\n整改情况：已修订制度3项，印发执行。\n"
)


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ("首页»信息公开»巡察整改通报\n柏川县水务局关于巡察整改情况的通报", "关于巡察整改情况的通报"),
        (
            "您的位置：首页 / 环保督察整改情况公示\n柏川县信访举报件办理情况（第十八批）",
            "柏川县信访举报件办理情况（第十八批）",
        ),
        ("本站首页 | 机构设置 | 整改情况公示\n县卫健局巡察整改进展情况", "县卫健局巡察整改进展情况"),
        ("巡察整改 | 柏川县水务局党组关于巡察整改情况的通报", "关于巡察整改情况的通报"),
        ("【巡察整改】柏川县水务局党组关于巡察整改情况的通报", "关于巡察整改情况的通报"),
        ("转办信访件查处整改公示（第三十一批）（公开版）", "转办信访件查处整改公示（第三十一批）（公开版）"),
        ("关于巡察整改进展情况的通告", "关于巡察整改进展情况的通告"),
        ("柏川县落实省委巡视反馈意见集中整改进展", "柏川县落实省委巡视反馈意见集中整改进展"),
        ("关于落实省委巡视反馈意见整改进展\n情况的通报", "关于落实省委巡视反馈意见整改进展情况的通报"),
        (
            "首页 > 要闻\n处罚6人！柏川县水务局巡视整改见实效\n发布时间：2024-06-24",
            "处罚6人！柏川县水务局巡视整改见实效",
        ),
        ("发布时间：2024-06-24\n来源：本站\n巡察整改", ""),
    ],
)
def test_title_is_none_of_the_lines_of_the_site(lines: str, title: str) -> None:
    assert parse_report(lines + BODY).report.title == title


def test_body_that_is_audited_does_not_issue_the_report() -> None:
    found = parse_report("关于柏川县水务局2023年度部门预算执行审计决定落实情况" + BODY)
    assert (found.report.title, found.report.issuer) == ("关于柏川县水务局2023年度部门预算执行审计决定落实情况", "")


def test_report_to_a_congress_without_a_title_has_its_session_and_who_speaks() -> None:
    text = (
        "——2021年12月23日在云澜市第十五届人民代表大会\n常务委员会第三十六次会议上\n市审计局局长 王大年\n"
        "主任、各位副主任、各位委员：\n我受市人民政府委托，报告审计查出问题的整改情况。\n"
        "一、整改情况\n1.关于制度不健全的问题。\n整改情况：市财政局已修订制度3项，印发执行。\n"
    )
    found = parse_report(text)
    assert (found.report.issuer, found.report.signed_on) == ("云澜市审计局", "2021-12-23")
    assert found.issues[0].measures[0].units[0].name == "云澜市财政局"


def test_session_by_its_short_name_tells_the_area() -> None:
    text = (
        "2018年11月22日在云澜市十七届人大常委会第十六次会议上\n市审计局局长 王大年\n主任、各位委员：\n"
        "我受市人民政府委托，报告审计查出问题的整改情况。\n"
        "一、整改情况\n1.关于制度不健全的问题。\n整改情况：市财政局已修订制度3项，印发执行。\n"
    )
    found = parse_report(text)
    assert found.report.signed_on == "2018-11-22"
    assert found.issues[0].measures[0].units[0].name == "云澜市财政局"


@pytest.mark.parametrize(
    "stamp",
    [
        "2022-08-05 16:40",
        "2022-08-05 16:40:22　　云屏发布",
        "　　2022年8月5日 16:40  来源：云屏县纪委",
        "2022-08-05 来源：云屏县纪委监委网站",
    ],
)
def test_line_that_begins_with_day_and_hour_is_that_of_the_publication(stamp: str) -> None:
    assert parse_report(f"柏川县水务局关于巡察整改情况的通报\n{stamp}{BODY}").report.published_on == "2022-08-05"


def test_list_of_progress_is_no_plan() -> None:
    assert parse_report("云澜市整改进展清单" + BODY).report.kind == "NOTICE"
