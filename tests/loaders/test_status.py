"""The status of a measure: what is said to be done, and what only tells of a thing that it is."""

from __future__ import annotations

import pytest

from loaders.report import parse_report
from loaders.report.status import cues

NOTICE = "中共柏川县水务局党组关于巡察整改情况的通报\n现将整改情况公布如下：\n一、整改情况\n"
PLAN = "柏川县贯彻落实环保督察反馈意见整改方案\n为做好整改，制定本方案。\n一、整改任务\n"


def planned(measure: str) -> list[str]:
    text = f"{PLAN}1.问题：落实不到位。\n整改措施：{measure}。\n责任单位：县水务局\n整改时限：2024年底\n"
    return [each.status for issue in parse_report(text).issues for each in issue.measures]


def reported(answer: str) -> list[str]:
    text = f"{NOTICE}1.关于落实不到位的问题。\n整改情况：{answer}。\n"
    return [each.status for issue in parse_report(text).issues for each in issue.measures]


@pytest.mark.parametrize(
    "measure",
    [
        "对已搬迁地块开展土壤污染状况调查",
        "推进已建成的污水处理厂提标改造",
        "加强已退出矿山生态修复",
        "全面排查已关闭企业遗留场地",
        "管控已封场垃圾填埋场",
        "对已批复的项目加强监管",
    ],
)
def test_what_a_thing_is_already_completes_no_plan(measure: str) -> None:
    assert planned(measure) == ["UNSTATED"]


@pytest.mark.parametrize(
    "measure", ["已完成3座污水处理厂建设", "县政府已印发方案", "已出台新的管理制度", "管网改造已完成验收"]
)
def test_what_a_plan_reports_as_done_is_complete(measure: str) -> None:
    assert planned(measure) == ["COMPLETED"]


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        ("更换路灯120盏", "COMPLETED"),
        ("对接项目6个", "COMPLETED"),
        ("对32名干部进行提醒谈话", "COMPLETED"),
        ("针对12个问题，加强调度", "ONGOING"),
        ("对已搬迁地块加强管理", "ONGOING"),
        ("聚焦方案确定的13项内容，夯实责任", "ONGOING"),
        ("管线铺设12公里，占总长的七成", "IN_PROGRESS"),
        ("南岗泵房设备进入调试", "IN_PROGRESS"),
        ("开展古建修缮保护工程，提升周边环境", "ONGOING"),
        ("修缮古建3处", "COMPLETED"),
    ],
)
def test_counted_result_is_done_and_counted_aim_is_not(answer: str, status: str) -> None:
    assert reported(answer) == [status]


@pytest.mark.parametrize(
    ("heading", "statuses"),
    [
        ("关于落实不到位的问题（基本完成，长期坚持）\n", ["IN_PROGRESS"]),
        ("关于落实不到位的问题。（基本完成，长期坚持）", ["IN_PROGRESS"]),
        ("落实不到位。（已完成）\n", ["COMPLETED"]),
        ("关于落实不到位的问题\n（持续推进）\n", ["ONGOING"]),
    ],
)
def test_verdict_behind_a_heading_is_no_part_of_the_measure(heading: str, statuses: list[str]) -> None:
    found = parse_report(f"{NOTICE}1.{heading}修订制度3项。\n")
    (issue,) = found.issues
    (measure,) = issue.measures
    assert found.report.text[measure.start : measure.end] == "修订制度3项。"
    assert [measure.status] == statuses


@pytest.mark.parametrize(
    ("state", "status"),
    [
        ("正在整改（已完成设备采购）", "IN_PROGRESS"),
        ("已完成（后续将定期回访）", "COMPLETED"),
        ("未完成（已约谈承包人2人）", "IN_PROGRESS"),
    ],
)
def test_a_stated_verdict_wins_over_a_part_told_in_brackets(state: str, status: str) -> None:
    text = f"{NOTICE}1.关于落实不到位的问题。\n整改措施：更换监测设备3台。\n整改状态：{state}\n"
    assert [each.status for issue in parse_report(text).issues for each in issue.measures] == [status]


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        ("北岸水厂扩建项目已进入土建施工阶段", "IN_PROGRESS"),
        ("北岸水厂扩建项目已进入调试阶段，6月底前可投产", "IN_PROGRESS"),
        ("屋顶光伏于2023年3月28日并网", "COMPLETED"),
        ("南门农贸市场于5月1日正式开业", "COMPLETED"),
        ("管护办法已报县政府待批准后实施", "IN_PROGRESS"),
        ("管护办法修订中，待县政府批准后实施", "IN_PROGRESS"),
        ("南门农贸市场预计于5月1日正式开业", "PLANNED"),
    ],
)
def test_a_stage_of_work_is_open_and_what_a_day_brought_is_done(answer: str, status: str) -> None:
    assert reported(answer) == [status]


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        ("开发实习管理平台，对实习学生全程跟踪考核", "COMPLETED"),
        ("将整改情况在公司内网公示，接受职工监督", "COMPLETED"),
        ("免去张某某后勤管理处处长职务", "COMPLETED"),
        ("新引进亿元以上项目23个，其中高新技术项目占比65%", "COMPLETED"),
        ("推出“一件事一次办”集成服务事项13项", "COMPLETED"),
        ("启动二期前期工作，可研报告已报省发展改革委审批", "IN_PROGRESS"),
        ("新修订的章程已提交教代会审议", "IN_PROGRESS"),
        ("招标工作已完成，施工单位即将进场", "IN_PROGRESS"),
        ("引进博士12名，距离目标还差8名", "IN_PROGRESS"),
        ("主体结构施工至8层，预计年底封顶", "IN_PROGRESS"),
        ("目前，23个问题中已有19个完成整改", "IN_PROGRESS"),
        ("目前，19个问题全部完成整改", "COMPLETED"),
        ("涉及的12套房产，已腾退9套，3套因租赁合同未到期暂未腾退", "IN_PROGRESS"),
        ("提标改造正处于设备调试期", "IN_PROGRESS"),
        ("完成计划任务的三分之二", "IN_PROGRESS"),
        ("泵站完成形象进度68%，进水管已完成5.1公里", "IN_PROGRESS"),
        ("4月完成形象进度68%，现已全部完成", "COMPLETED"),
        ("计划投资1.2亿元建设第二水源工程", "PLANNED"),
        ("将继续落实学习制度，推动教育走深走实", "PLANNED"),
    ],
)
def test_how_far_a_deed_has_come_is_told_by_its_words(answer: str, status: str) -> None:
    assert reported(answer) == [status]


def test_soft_result_of_the_whole_issue_takes_nothing_from_what_is_counted() -> None:
    answers = "整改措施：\n（1）立案3件，处分3人。\n（2）核对账目6册。\n整改成效：财务管理进一步规范。\n"
    text = f"{NOTICE}1.关于财务混乱的问题。\n{answers}"
    assert [each.status for issue in parse_report(text).issues for each in issue.measures] == ["COMPLETED"] * 2


def test_measures_that_name_a_quotation_are_no_issues() -> None:
    text = (
        f"{NOTICE}1.关于“管理松散”的问题。\n（1）对全县水库落实防汛“三个责任人”，并在媒体公示。\n（2）召开会议3次。\n"
    )
    assert [len(issue.measures) for issue in parse_report(text).issues] == [2]


@pytest.mark.parametrize("pattern", ["_FUTURE", "_OPEN", "HELD_OPEN", "_DONE", "_LASTING"])
def test_words_of_clauses_are_looked_for_by_their_first_characters(pattern: str) -> None:
    words: str = getattr(cues, pattern).pattern
    alternatives, depth = [""], 0
    for sign in words:
        depth += (sign in "([") - (sign in ")]")
        if sign == "|" and depth == 0:
            alternatives.append("")
        else:
            alternatives[-1] += sign
    assert not [each for each in alternatives if each[0] in "([\\.^"], (
        "the engine would try each alternative everywhere"
    )


@pytest.mark.parametrize(
    ("answer", "status_"),
    [
        ("拆除剩余违建4处、2160平方米", "COMPLETED"),
        ("拆除违建12处，剩余违建4处", "IN_PROGRESS"),
        ("县交通局已于2031年5月将滞留资金拨付到位", "COMPLETED"),
        ("县交通局2031年5月将拨付滞留资金", "PLANNED"),
    ],
)
def test_remainder_that_is_dealt_with_and_day_of_a_deed_leave_nothing_open(answer: str, status_: str) -> None:
    assert reported(answer) == [status_]


def test_effects_of_all_measures_do_not_finish_one_that_is_to_come() -> None:
    text = NOTICE + (
        "1.关于“年轻干部储备不够”的问题\n（1）整改措施\n一是建立后备库，入库56人；二是拟于2031年10月组织第二期培训班。\n"
        "（2）整改成效\n年轻干部占比提高3.5个百分点。\n"
        "2.关于“采购管理不严”的问题\n（1）整改措施\n一是清查合同21份；二是轮岗交流3人。\n（2）整改成效\n采购价下降9%。\n"
    )
    assert [[each.status for each in issue.measures] for issue in parse_report(text).issues] == [
        ["COMPLETED", "PLANNED"], ["COMPLETED", "COMPLETED"],
    ]  # fmt: skip


def test_chapter_tells_the_state_of_measures_that_state_none() -> None:
    text = (
        "中共柏川县水务局党组关于巡察整改情况的通报\n现将整改情况公布如下：\n"
        "一、已完成整改的问题\n1.台账管理混乱。清查库存14次。\n2.管网漏损未治理。更换阀门21个。\n"
        "二、正在推进的问题\n1.水厂建设滞后。招聘技术员21名。\n2.水价改革迟缓。已印发水价方案。\n"
        "三、需长期坚持的整改事项\n1.人才流失严重。引进硕士9名。\n四、下一步打算\n坚持整改。\n"
    )
    assert [(each.title, *(m.status for m in each.measures)) for each in parse_report(text).issues] == [
        ("台账管理混乱", "COMPLETED"), ("管网漏损未治理", "COMPLETED"), ("水厂建设滞后", "IN_PROGRESS"),
        ("水价改革迟缓", "COMPLETED"), ("人才流失严重", "ONGOING"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("answer", "status_"),
    [
        ("2031年6月6日,局党组专题学习防汛条例", "COMPLETED"),
        ("党组书记于8月9日带队赴水库调研", "COMPLETED"),
        ("6月上旬,邀请专家讲授防汛知识", "COMPLETED"),
        ("6月,邀请专家讲授防汛知识", "COMPLETED"),
        ("每月5日,开展主题党日", "ONGOING"),
        ("每年6月5日,开展主题党日", "ONGOING"),
        ("自7月1日起,实行双人双锁管理", "ONGOING"),
        ("8月15日前,各科室开展自查", "ONGOING"),
        ("严格落实2031年5月6日党组会议的决定", "ONGOING"),
        ("2031年6月6日,局党组要求长期坚持", "ONGOING"),
        ("会议纪律走深走实。时限为2031年6月6日", "ONGOING"),
    ],
)
def test_what_was_done_on_a_day_is_done(answer: str, status_: str) -> None:
    assert reported(answer) == [status_]


@pytest.mark.parametrize(
    ("answer", "status_"),
    [
        ("补全验收记录，更换食堂管理员", "COMPLETED"),
        ("改选膳食委员会", "COMPLETED"),
        ("对缺陷逐一修补，复检合格", "COMPLETED"),
        ("明确滤网更换周期", "ONGOING"),
        ("精简文件31%", "COMPLETED"),
        ("取消76户资格，其余5户按市场价收取租金", "COMPLETED"),
    ],
)
def test_what_was_set_right_once_is_done(answer: str, status_: str) -> None:
    assert reported(answer) == [status_]
