"""What the cells of a ledger tell in prose, and what their words mean beside the other cells."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from loaders.ledger import parse_ledger
from loaders.ledger.bodies import Bodies, answering
from loaders.ledger.cells import status
from loaders.ledger.columns import columns_of
from loaders.ledger.days import agreed
from loaders.sheets import Sheet

if TYPE_CHECKING:
    from loaders.parsed import ParsedMeasure, ParsedSource

HEAD = "序号|问题|整改措施|责任单位|整改时限|整改进展\n"


def parsed(text: str) -> ParsedSource:
    return parse_ledger([Sheet("", tuple(tuple(line.split("|")) for line in text.strip().split("\n")))])


def measures(text: str) -> list[ParsedMeasure]:
    return [measure for issue in parsed(text).issues for measure in issue.measures]


def test_works_are_read_in_the_measure_and_in_its_progress():
    (found,) = measures(
        HEAD + "1|污水直排|实施滨河片区雨污分流改造工程，核查9个项目|市住建局|2024年6月|竹溪水库除险加固工程已完工"
    )
    assert [each.name for each in found.projects] == ["滨河片区雨污分流改造工程", "竹溪水库除险加固工程"]
    assert all((found.text or "")[each.start : each.end] == each.surface for each in found.projects)


def test_head_above_two_of_money_makes_both_amounts():
    heads = ["问题", "整改金额应整改", "整改金额已整改", "整改措施"]
    assert columns_of(heads, ["问题", "应整改", "已整改", "整改措施"])["金额"] == [1, 2]


def test_results_beside_their_proofs_are_read():
    assert columns_of(["问题", "整改措施", "整改成效及佐证材料", "佐证材料"])["完成情况"] == [2]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("望江区委、区政府", ["望江区委", "望江区政府"]),
        ("市财政局，石门县委、县人民政府", ["市财政局", "石门县委", "石门县人民政府"]),
        ("市委、市政府", ["市委", "市政府"]),
        ("望江区委、市政府", ["望江区委", "市政府"]),
    ],
)
def test_government_behind_a_committee_is_that_of_its_area(cell: str, expected: list[str]):
    assert [each.name for each in Bodies({}).units(cell, 0, "LEAD")] == expected


def test_others_beside_a_person_leave_the_name():
    assert [each.name for each in answering("蒋维民及班子成员").people] == ["蒋维民"]


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("渗滤液已处置完毕。封场可研已批复，4月28日发布招标公告。", "IN_PROGRESS"),
        ("南区完成外墙保温1.8万平方米，北区已进场施工。", "IN_PROGRESS"),
        ("1号仓库已停用，搬迁方案已报园区管委会审批", "IN_PROGRESS"),
        ("已完成整改，竣工资料已报市住建局审核", "COMPLETED"),
        ("方案已报市政府批准，12处全部拆除", "COMPLETED"),
        ("已补缴38.6万元，欠缴大户承诺2032年1月底前缴清。", "IN_PROGRESS"),
        ("已补办手续，环评报告取得批复", "COMPLETED"),
        ("资料已补齐，报住建局并通过审核", "COMPLETED"),
        ("当场整改", "COMPLETED"),
    ],
)
def test_what_has_just_begun_or_waits_for_others_is_not_completed(cell: str, expected: str):
    assert status(cell) == expected


def test_year_that_all_deadlines_name_is_that_of_days_without_one():
    first, second = measures(
        HEAD + "1|路面破损|修补|市住建局|2031年9月底|9月15日完成修补\n2|路灯不亮|更换路灯|市城管局|12月底|8月2日进场"
    )
    assert [each.iso for each in first.dates] == ["2031-09-15"]
    assert [each.due_on for each in second.deadlines] == ["2031-12-31"]


def test_deadlines_of_several_years_lend_none():
    *_, last = measures(
        HEAD + "1|甲|修补|市住建局|2031年9月|\n2|乙|更换|市住建局|2032年3月|\n3|丙|清淤|市水务局|12月底|"
    )
    assert [each.kind for each in last.deadlines] == ["CONDITIONAL"]


@pytest.mark.parametrize(
    ("cell", "due"), [("15日内", "2031-05-03"), ("限1个月内完成整改", "2031-05-18"), ("两周内", "2031-05-02")]
)
def test_deadline_counts_from_the_day_on_which_the_problem_was_raised(cell: str, due: str):
    assert [each.due_on for each in agreed(cell, "2031-04-18", None).deadlines] == [due]
    assert [each.kind for each in agreed(cell, None, None).deadlines] == ["CONDITIONAL"]


def test_days_of_work_are_not_reckoned():
    assert [each.kind for each in agreed("10个工作日内", "2031-04-18", None).deadlines] == ["CONDITIONAL"]


def test_day_above_the_head_may_have_no_marks():
    found = parsed(f"乡镇台账|||||\n报送时间：20311208日|||||\n{HEAD}1|甲|修补|市住建局|2031年12月|")
    assert found.report.as_of == "2031-12-08"


def test_what_was_done_on_a_day_without_year_was_done_before_the_ledger_was_made_up():
    found = parsed(
        f"台账|||||\n截至日期：2032-01-31|||||\n{HEAD}1|甲|12月底前补齐|信贷部|2032年12月|12月22日已补2份"
    ).issues
    assert [(each.kind, each.iso) for each in found[0].measures[0].dates] == [
        ("DEADLINE", "2032-12-31"), ("EVENT", "2031-12-22"),
    ]  # fmt: skip


@pytest.mark.parametrize("cell", ["2031年汛期前", "2031年春季开学前", "2031年春节前"])
def test_season_of_a_year_is_no_day_and_not_its_end(cell: str):
    assert [(each.kind, each.due_on) for each in agreed(cell, None, None).deadlines] == [("CONDITIONAL", None)]


@pytest.mark.parametrize("cell", ["2031年底前", "2031年以前", "2031年之前", "2031年年底前", "2031年"])
def test_year_ends_with_its_last_day(cell: str):
    assert [each.due_on for each in agreed(cell, None, None).deadlines] == ["2031-12-31"]


def test_villages_answer_where_their_heads_are_people():
    found = measures("序号|村名|问题|责任人|整改措施|整改时限\n1|上河村|白条入账|报账员|补开发票|2031年2月")
    assert [each.name for each in found[0].units] == ["上河村"]


def test_work_that_is_approved_begins_behind_the_approval():
    found = measures(HEAD + "1|甲|乙|县医院|2031年2月|县发改局于2月批复县人民医院综合楼项目概算调整")
    assert [each.name for each in found[0].projects] == ["县人民医院综合楼项目"]


@pytest.mark.parametrize("cell", ["排查“两高”项目43个", "对“两高”项目开展拉网式排查，建立清单"])
def test_works_of_a_kind_have_no_name(cell: str):
    assert measures(HEAD + f"1|甲|{cell}|市发改委|2031年2月|")[0].projects == ()
