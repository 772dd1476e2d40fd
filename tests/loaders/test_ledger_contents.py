"""Ledgers whose heads, parts and cells say in other ways what their columns hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from loaders.ledger import parse_ledger
from loaders.ledger.bodies import Bodies, role_beside
from loaders.ledger.cells import closures, status
from loaders.ledger.columns import columns_of
from loaders.ledger.days import plain_day
from loaders.sheets import Sheet

if TYPE_CHECKING:
    from loaders.parsed import ParsedMeasure


def sheet(text: str, name: str = "") -> Sheet:
    r"""Return a table written with | between cells, one row a line; \n is a line break in a cell."""
    lines = (line.replace("\\n", "\n").split("|") for line in text.strip().split("\n"))
    return Sheet(name, tuple(tuple(cell.strip() for cell in line) for line in lines))


def measures(text: str, name: str = "") -> list[ParsedMeasure]:
    return [measure for issue in parse_ledger([sheet(text, name)]).issues for measure in issue.measures]


def only(text: str) -> ParsedMeasure:
    (measure,) = measures(text)
    return measure


def answering(measure: ParsedMeasure) -> list[tuple[str, str | None]]:
    return [(unit.surface, unit.role) for unit in measure.units]


# --- columns by their cells ----------------------------------------------------------------------------------------


def test_day_and_bodies_are_found_under_heads_that_nobody_lists():
    found = only("序号|问题|措施|谁来办|啥时见成果\n1|路面破损|修补路面|市住建局、城北街道|2024年10月1日前")
    assert [each.due_on for each in found.deadlines] == ["2024-10-01"]
    assert answering(found) == [("市住建局", "LEAD"), ("城北街道", "LEAD")]


def test_measure_is_found_under_a_head_that_nobody_lists():
    found = only("序号|存在问题|咋办|责任单位|时限\n1|路面破损|修补路面120平方米|市住建局|2024年6月")
    assert found.measure == "修补路面120平方米"


def test_kind_of_the_work_is_neither_its_day_nor_its_status():
    found = only("序号|问题|措施|责任单位|整改类型\n1|路面破损|修补路面|市住建局|持续整改")
    assert (found.deadlines, found.status) == ((), "UNSTATED")


def test_people_behind_their_offices_leave_the_bodies_to_them():
    found = only("序号|业务单元|问题|措施|责任人|时限\n1|物流公司|登记缺失|补登|合规部 林嘉怡|2024年6月")
    assert answering(found) == [("合规部", "LEAD")]
    assert [each.name for each in found.people] == ["林嘉怡"]


def test_aim_is_the_measure_only_where_nothing_else_is():
    assert only("序号|问题|整改目标|时限\n1|水质超标|水质达到Ⅲ类|2024年6月").measure == "水质达到Ⅲ类"
    assert only("序号|问题|整改目标|措施\n1|水质超标|水质达到Ⅲ类|清淤3公里").measure == "清淤3公里"


def test_bodies_of_a_table_without_a_column_for_them_are_those_of_its_prose():
    found = only("序号|问题|整改情况\n1|码头未拆|河口市交通运输局牵头，会同河口市水务局拆除非法码头11座。")
    assert answering(found) == [("河口市交通运输局", "LEAD"), ("河口市水务局", "COOPERATE")]


# --- heads that say two things -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("head", "role"),
    [("牵头部门(协同部门)", "COOPERATE"), ("整治责任(牵头/配合)", "COOPERATE"), ("责任单位/督导单位", "SUPERVISE"),
     ("责任单位/责任人", None), ("牵头单位", None)],
)  # fmt: skip
def test_head_gives_those_beside_a_role(head: str, role: str | None):
    assert role_beside(head) == role


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("图书馆（财务处、资产管理处）", "LEAD 图书馆、COOPERATE 财务处、COOPERATE 资产管理处"),
        ("清溪镇政府/区水务局、区城管局", "LEAD 清溪镇政府、COOPERATE 区水务局、COOPERATE 区城管局"),
        ("★市住建局、市水务局", "LEAD 市住建局、COOPERATE 市水务局"),
        ("各县（市）党委、政府；市财政局", "LEAD 各县（市）党委、政府、LEAD 市财政局"),
    ],
)
def test_bodies_set_apart_have_their_own_role(cell: str, expected: str):
    found = Bodies({}).units(cell, 0, "LEAD", beside="COOPERATE")
    assert "、".join(f"{each.role} {each.surface}" for each in found) == expected


def test_task_and_its_day_in_one_column():
    found = only(
        "问题|整改要求及期限|责任单位|整改结果\n贷后检查8户未做|2024年5月31日前补做贷后检查8户|公司业务部|已补做"
    )
    assert found.measure == "2024年5月31日前补做贷后检查8户"
    assert [each.due_on for each in found.deadlines] == ["2024-05-31"]


def test_task_behind_the_issue_is_the_measure():
    assert columns_of(["督查事项", "发现问题", "整改意见"])["整改措施"] == [2]


def test_day_of_a_measure_is_its_deadline_only_where_no_column_is():
    told = "2024年8月底前完成年检"
    assert only(f"序号|问题|整改措施|责任科室\n1|监管不力|{told}|民办教育科").deadlines[0].due_on == "2024-08-31"
    assert only(f"序号|问题|整改措施|整改时限\n1|监管不力|{told}|").deadlines == ()


def test_deadline_that_says_only_that_the_work_is_done():
    found = only("序号|问题|整改措施|整改时限\n1|监管不力|开展年检|已完成")
    assert (found.deadlines, found.status) == ((), "COMPLETED")


# --- cells ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("√已整改到位\n□正在整改\n□未整改", "COMPLETED"), ("□已整改 ☑正在整改", "IN_PROGRESS"),
        ("已完成（√）未完成（ ）", "COMPLETED"), ("□已整改 □正在整改", "UNSTATED"), ("整改率100%", "COMPLETED"),
        ("开展活动138场次，发放资料2.6万份，持续推进中", "ONGOING"), ("已完成整改，并长期坚持", "COMPLETED"),
        ("办法已起草，待市政府常务会审议", "IN_PROGRESS"), ("补发到位", "COMPLETED"), ("未开工", "PLANNED"),
        ("Completed 全部签署", "COMPLETED"), ("盘点完成，系统测试中", "IN_PROGRESS"),
        ("设备已到货，待安装", "IN_PROGRESS"), ("已完成整改，资料归集中", "COMPLETED"),
        ("管网已建成，待验收", "COMPLETED"), ("未启动，待资金下达", "PLANNED"),
    ],
)  # fmt: skip
def test_status_of_options_and_last_clauses(cell: str, expected: str):
    assert status(cell) == expected


def test_tick_says_what_the_head_below_its_group_says():
    assert status("√", "办理结果办结") == "COMPLETED"


def test_count_begun_and_share_below_the_aim_are_in_progress():
    head = "序号|问题|措施|责任单位|目前进展"
    assert only(f"{head}\n1|路面破损|修复道路23公里|交通局|已开工18公里，完成11公里").status == "IN_PROGRESS"
    assert only(f"{head}\n1|收缴率低|收缴率提高到90%以上|水利局|收缴率达82.6%").status == "IN_PROGRESS"


@pytest.mark.parametrize("cell", ["拟于2024年第四季度验收", "□同意销号 □不同意销号"])
def test_what_is_to_be_decided_is_no_decision(cell: str):
    assert closures(cell) == ()


@pytest.mark.parametrize(
    ("cell", "expected"),
    [("Q4 2024", "2024年第4季度"), ("by the end of June 2024", "2024-06"), ("August 31, 2024", "2024-08-31"),
     ("end of 2024", "2024年底"), ("H1 2025", "2025年上半年"), ("Immediately", "立行立改")],
)  # fmt: skip
def test_english_day_becomes_a_chinese_one(cell: str, expected: str):
    assert plain_day(cell) == expected


def test_marks_for_the_cell_above_repeat_it():
    rows = "序号|问题|措施|责任单位|责任人\n1|灯坏6处|更换|市住建局|冯涛\n2|栏杆缺失|补装|〃|同上"
    assert [[*answering(each), *(who.name for who in each.people)] for each in measures(rows)] == [
        [("市住建局", "LEAD"), "冯涛"]
    ] * 2


def test_row_without_a_fault_is_no_issue():
    rows = parse_ledger([sheet("序号|问题|措施|时限\n1|（无）||\n2|灯坏6处|更换|2024年6月")])
    assert [issue.title for issue in rows.issues] == ["灯坏6处"]
    assert rows.rejected == ()


def test_documents_are_read_in_every_cell_but_that_of_the_issue():
    rows = parse_ledger(
        [
            sheet(
                "序号|问题|违反条款|措施|完成情况\n1|未执行《采购法》|《采购办法》第七条|修订制度|已印发《招标细则》（青财〔2024〕3号）"
            )
        ]
    )
    (issue,) = rows.issues
    assert [each.title for each in issue.mentions.documents] == ["采购法"]
    assert [(each.title, each.number) for each in issue.measures[0].documents] == [
        ("采购办法", None),
        ("招标细则", "青财〔2024〕3号"),
    ]
    assert all(issue.measures[0].text[each.start] == "《" for each in issue.measures[0].documents)  # type: ignore[index]


# --- parts and forms -----------------------------------------------------------------------------------------------

_PARTS = """
序号|问题|措施|时限
（一）市住房和城乡建设局|||
1|回访不到位|逐一回访|2024年6月
（二）市交通运输局|||
1|公路未修复|修复23公里|2024年10月
"""


def test_part_that_is_a_body_answers_for_its_rows():
    assert [answering(each) for each in measures(_PARTS)] == [
        [("市住房和城乡建设局", "LEAD")],
        [("市交通运输局", "LEAD")],
    ]


def test_sheet_named_after_a_body_makes_it_answer():
    (found,) = measures("序号|问题|措施|时限\n1|账实不符|处理差异|2024年3月", "西江水电公司")
    assert answering(found) == [("西江水电公司", "LEAD")]


_FORMS = """
问题编号|WT-01|问题类别|选人用人
问题表述|档案不完整，3名干部缺少考察材料||
整改措施|整改时限|责任科室|完成情况
补齐材料|2024年5月20日|组织人事科|完成
制定办法|2024年6月底|组织人事科|完成
问题编号|WT-02|问题类别|财务管理
问题表述|往来款挂账15.2万元||
整改措施|整改时限|责任科室|完成情况
清理挂账|2024年9月底|财务科|推进中
"""


def test_forms_that_end_in_a_table_give_its_measures_their_issue():
    found = parse_ledger([sheet(_FORMS)])
    assert [(issue.number, issue.title, [each.row for each in issue.measures]) for issue in found.issues] == [
        ("WT-01", "档案不完整，3名干部缺少考察材料", [4, 5]),
        ("WT-02", "往来款挂账15.2万元", [9]),
    ]
