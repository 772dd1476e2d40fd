"""Tables with other heads and habits than the sample are read by the same rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from loaders.ledger import parse_ledger
from loaders.ledger.bodies import Bodies, answering
from loaders.ledger.cells import amounts, closures, status
from loaders.ledger.column import Column
from loaders.ledger.columns import column_of, columns_of
from loaders.sheets import Sheet

if TYPE_CHECKING:
    from loaders.parsed import ParsedMeasure, ParsedSource


def sheet(text: str, name: str = "") -> Sheet:
    r"""Return a table written with | between cells, one row a line; \n is a line break in a cell."""
    lines = (line.replace("\\n", "\n").split("|") for line in text.strip().split("\n"))
    return Sheet(name, tuple(tuple(cell.strip() for cell in line) for line in lines))


def parsed(*texts: str) -> ParsedSource:
    return parse_ledger([sheet(text) for text in texts])


def only(text: str) -> ParsedMeasure:
    (measure,) = (measure for issue in parsed(text).issues for measure in issue.measures)
    return measure


def dues(measure: ParsedMeasure) -> list[str | None]:
    return [deadline.due_on for deadline in measure.deadlines]


# --- heads ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("column", "heads"),
    [
        (Column.NUMBER, ["序号", "序 号", "问题编号", "问题编码", "NO.", "号"]),
        (Column.SOURCE, ["问题来源", "审计项目名称", "巡察批次", "反馈单位"]),
        (Column.RAISED_ON, ["反馈时间", "问题发现日期", "交办时间"]),
        (Column.FIELD, ["所属领域", "问题类别", "问题类型"]),
        (Column.ISSUE, ["问题", "反馈问题", "检查发现", "存在的主要问题", "审计查出的问题", "问题描述", "风险隐患"]),
        (Column.MEASURE, ["整改措施", "整改举措", "具体措施", "工作措施(逐条列出)"]),
        (Column.LEAD, ["牵头单位", "责任部门", "主办单位", "承办科室", "整改责任单位", "责任主体"]),
        (Column.LEAD_AND_POST, ["责任单位及责任人", "责任部门、责任人", "责任人和责任单位", "责任单位(责任人)"]),
        (Column.COOPERATE, ["配合单位", "协办部门", "参与单位"]),
        (Column.SUPERVISE, ["督办单位", "督导部门", "监管单位", "责任单位监督责任", "监管责任"]),
        (Column.POST, ["责任人", "整改责任人", "责任领导", "分管领导", "包保县领导"]),
        (
            Column.DEADLINE,
            ["整改时限", "完成期限", "计划完成时间", "预计完成时间", "拟完成日期", "截止日期", "时间节点"],
        ),
        (Column.COMPLETED_ON, ["完成时间", "实际完成时间", "办结日期", "实际办结", "时间(实际)"]),
        (Column.STATUS, ["完成情况", "整改进展", "整改状态", "落实情况", "进展情况", "是否完成", "整改进度"]),
        (Column.CLOSURE, ["销号情况", "是否销号", "验收情况"]),
        (Column.CLOSED_ON, ["销号时间", "验收日期"]),
        (Column.AMOUNT, ["金额(万元)", "问题金额", "涉及资金", "数额(万元)"]),
        (
            Column.OTHER,
            ["备注", "联系电话", "政策依据", "审计建议", "原因分析", "填报时间", "开始时间", "销号标准", "验收单位"],
        ),
    ],
)
def test_head_is_known_by_its_parts(column: Column, heads: list[str]):
    assert {head: column_of(head) for head in heads} == dict.fromkeys(heads, column)


def test_task_is_the_issue_beside_a_measure_and_the_measure_without():
    assert columns_of(["任务", "措施"]) == {Column.ISSUE: [0], Column.MEASURE: [1]}
    assert columns_of(["任务", "问题"]) == {Column.MEASURE: [0], Column.ISSUE: [1]}


def test_columns_of_a_plan_and_of_what_happened_stay_two():
    assert columns_of(["时限(计划)", "完成时间(实际)"]) == {Column.DEADLINE: [0], Column.COMPLETED_ON: [1]}


def test_head_of_groups_with_ticks_below():
    text = """
    某县审计问题整改清单||||||
    填报单位：县审计局|||||截至2024年9月底|
    序号|审计发现问题|整改措施|责任单位及责任人|时间||整改状态||
     | | | |计划|实际|已完成|正在整改|未整改
    1|违规发放津贴|清退津贴|县财政局 张建国|2024年6月底|2024-05-20|√||
    2|往来款长期挂账|清理往来款|县住建局（李明）|2024.12||||√
    合计||2||||||
    填表人：王丽|审核人：赵刚|||||||
    """
    found = parsed(text)
    first, second = (issue.measures[0] for issue in found.issues)
    assert (found.report.title, found.report.as_of) == ("某县审计问题整改清单", "2024-09-30")
    assert (first.status, first.completed_on, dues(first)) == ("COMPLETED", "2024-05-20", ["2024-06-30"])
    assert (second.status, dues(second)) == ("PLANNED", ["2024-12-31"])
    assert [[unit.name for unit in m.units] for m in (first, second)] == [
        ["县财政局"],
        ["县住建局"],
    ]
    assert [[person.name for person in m.people] for m in (first, second)] == [["张建国"], ["李明"]]


def test_rows_of_one_filled_cell_are_sections_and_the_head_may_come_again():
    found = parsed("""
    序号|反馈问题|整改举措|责任部门|完成时限
    一、政治建设方面||||
    1|学习不深入|制定计划|党政办公室|2024年3月底前
    序号|反馈问题|整改举措|责任部门|完成时限
    二、财务管理方面||||
    2|报销审核不严|修订办法|财务处|立行立改
    注：以上均已公示。||||
    """)
    assert [(i.title, i.section) for i in found.issues] == [
        ("学习不深入", "一、政治建设方面"), ("报销审核不严", "二、财务管理方面"),
    ]  # fmt: skip
    assert found.declared_counts["dataRows"] == 2


def test_traditional_heads_are_known():
    measure = only("序號|問題|整改措施|責任單位|整改時限|完成情況\n1|帳實不符|清查資產|縣財政局|2024年6月底前|已完成")
    assert (measure.status, dues(measure), measure.units[0].name) == ("COMPLETED", ["2024-06-30"], "縣財政局")


def test_what_was_done_is_the_measure_where_no_column_is():
    measure = only("""
    序号|问题描述|整改落实情况|责任单位
    1|取水口未安装计量设施|已安装计量设施9套，其余3套正在采购安装。|县水利局
    """)
    assert (measure.measure, measure.status) == ("已安装计量设施9套，其余3套正在采购安装。", "IN_PROGRESS")


# --- issues --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("second", ["2||", "2|甲|", "|甲|", "||"])
def test_rows_of_one_problem_are_one_issue_also_where_numbers_count_rows(second: str):
    found = parsed(f"序号|存在问题|整改措施|牵头单位\n1|甲|一|办公室\n{second}二|办公室\n3|乙|三|办公室")
    assert [(issue.number, issue.title, len(issue.measures)) for issue in found.issues] == [
        ("1", "甲", 2),
        ("3", "乙", 1),
    ]


def test_task_list_has_an_issue_a_row_named_by_its_measure():
    found = parsed("序号|重点任务|责任单位|完成时限\n1|截污|市水务局|2024年底\n2|普查|市城管局|2024年底")
    assert [(issue.title, issue.measures[0].measure) for issue in found.issues] == [("截污", "截污"), ("普查", "普查")]


def test_forms_become_rows():
    form = """
    问题整改情况表
    问题编号|{0}|问题来源|省委巡视
    存在问题|{1}|所属领域|河湖治理
    整改措施|{2}||
    责任单位|县水利局、县财政局|责任人|王建国
    整改时限|2024年6月底|完成情况|已完成"""
    found = parsed(form.format(1, "河道侵占", "拆除违建12处") + form.format(2, "水质超标", "新建污水站3座"))
    assert [(i.number, i.title, i.source, i.section) for i in found.issues] == [
        ("1", "河道侵占", "省委巡视", "河湖治理"), ("2", "水质超标", "省委巡视", "河湖治理"),
    ]  # fmt: skip
    measure = found.issues[0].measures[0]
    assert (measure.status, dues(measure), len(measure.units), measure.people[0].name) == (
        "COMPLETED", ["2024-06-30"], 2, "王建国",
    )  # fmt: skip


def test_sheets_are_read_one_after_the_other_and_one_without_a_head_goes_on_or_is_listed():
    head = "序号|问题|整改措施|责任单位\n"
    found = parsed(head + "1|甲|一|办公室", "2|乙|二|财务处", head + "1|丙|三|总务处", "填表说明\n请如实填写")
    assert [(issue.number, issue.title) for issue in found.issues] == [("1", "甲"), ("2", "乙"), ("1", "丙")]
    assert [warning.code for warning in found.warnings] == ["TEXT_UNCOVERED"]


# --- deadlines -----------------------------------------------------------------------------------------------------

ONE = "问题|整改措施|责任单位|{}\n甲|一|办公室|{}"


@pytest.mark.parametrize(
    ("cell", "due"),
    [
        ("2023年12月底前（经县政府同意延期至2024年6月30日）", ["2023-12-31", "2024-06-30"]),
        ("原定2023年6月，后调整为2023年12月，再次延期至2024年3月", ["2023-06-30", "2023-12-31", "2024-03-31"]),
        ("2024年5月1日-2024年6月30日", ["2024-06-30"]),
        ("24年6月底", ["2024-06-30"]), ("2024年8月中旬", ["2024-08-20"]),
        ("2024年6月30日前完成，长期坚持", ["2024-06-30"]),
        ("45291", ["2023-12-31"]), ("二〇二四年六月底", ["2024-06-30"]),
        ("即知即改", [None]), ("每年12月底", [None]), ("待定", [None]), ("资金到位后3个月内", [None]), ("/", []),
    ],
)  # fmt: skip
def test_deadline_in_words(cell: str, due: list[str | None]):
    assert dues(only(ONE.format("整改时限", cell))) == due


def test_later_column_revises_the_earlier_one():
    head = "问题|整改措施|责任单位|调整后时限|原定完成时限\n"
    found = parsed(head + "甲|一|县水利局|2024年6月|2023年12月\n乙|二|县水利局||2023年12月")
    assert [dues(issue.measures[0]) for issue in found.issues] == [["2023-12-31", "2024-06-30"], ["2023-12-31"]]


def test_missing_year_is_that_in_which_the_problem_was_raised_or_the_next():
    text = "反馈时间|问题|整改措施|责任单位|整改时限\n2023-07-10|甲|一|办公室|12月底前\n||二|办公室|3月底前"
    found = parsed(text)
    assert [dues(measure) for measure in found.issues[0].measures] == [["2023-12-31"], ["2024-03-31"]]
    assert [warning.code for warning in found.warnings] == ["YEAR_INFERRED", "YEAR_INFERRED"]


def test_day_that_does_not_exist_rejects_its_row_and_no_other():
    found = parsed("问题|整改措施|责任单位|整改时限\n甲|一|办公室|2024年2月30日\n乙|二|办公室|2024年2月底")
    assert [(row.row, row.column, row.value, row.reason) for row in found.rejected] == [
        (2, "整改时限", "2024年2月30日", "UNREADABLE_DATE"),
    ]  # fmt: skip
    assert dues(found.issues[1].measures[0]) == ["2024-02-29"]


def test_day_of_completion_may_stand_in_the_status():
    measure = only(ONE.format("整改状态", "已完成（2024年3月15日）"))
    assert (measure.status, measure.completed_on) == ("COMPLETED", "2024-03-15")


# --- cells ---------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("市水务局（牵头）、市财政局", "市水务局 LEAD 市财政局 COOPERATE"),
        ("市水务局牵头，市财政局、市审计局配合", "市水务局 LEAD 市财政局 COOPERATE 市审计局 COOPERATE"),
        ("牵头单位：市水务局；配合单位：市财政局", "市水务局 LEAD 市财政局 COOPERATE"),
        ("由市水务局会同市财政局负责", "市水务局 LEAD 市财政局 COOPERATE"),
        ("1.市水务局 2.市财政局", "市水务局 LEAD 市财政局 LEAD"),
        ("①县教体局②县财政局", "县教体局 LEAD 县财政局 LEAD"),
        ("市住房和城乡建设局和市财政局", "市住房和城乡建设局 LEAD 市财政局 LEAD"),
        ("市工业和信息化局、市文化和旅游局", "市工业和信息化局 LEAD 市文化和旅游局 LEAD"),
        ("市水务局等3个部门", "市水务局 LEAD"),
        ("云澜水务（集团）有限公司", "云澜水务（集团）有限公司 LEAD"),
        ("各区（县、市）人民政府", "各区（县、市）人民政府 LEAD"),
        ("市水务局\n市财政局／市审计局", "市水务局 LEAD 市财政局 LEAD 市审计局 LEAD"),
        ("待明确", ""), ("无", ""), ("—", ""),
    ],
)  # fmt: skip
def test_bodies_of_a_cell_with_their_roles(cell: str, expected: str):
    units = list(Bodies({}).units(cell, 10, "LEAD"))
    assert " ".join(f"{unit.name} {unit.role}" for unit in units) == expected
    assert all(cell[unit.start - 10 : unit.end - 10] == unit.surface for unit in units)


@pytest.mark.parametrize(
    ("cell", "posts", "people"),
    [
        ("望溪区分管副区长", ["望溪区分管副区长"], []), ("党组书记、局长", ["党组书记", "局长"], []),
        ("张三、李四", [], [("张三", None), ("李四", None)]), ("局长王建国", [], [("王建国", "局长")]),
        ("王建国（市水务局局长）", [], [("王建国", "市水务局局长")]),
        ("市水务局局长 王建国", [], [("王建国", "市水务局局长")]),
        ("主要负责同志", ["主要负责同志"], []), ("责任人：刘某某", [], [("刘某某", None)]), ("", [], []),
    ],
)  # fmt: skip
def test_offices_and_people_of_a_cell(cell: str, posts: list[str], people: list[tuple[str, str | None]]):
    found = answering(cell)
    assert (list(found.posts), [(person.name, person.post) for person in found.people]) == (posts, people)
    assert all(cell[person.start : person.end] == person.surface for person in found.people)


@pytest.mark.parametrize(
    ("cell", "day", "expected"),
    [
        ("已销号 2024.3.5", "", [("CLOSED", "2024-03-05")]),
        ("同意销号（2024年7月1日）", "", [("CLOSED", "2024-07-01")]),
        ("是", "2024-01-02", [("CLOSED", "2024-01-02")]), ("√", "", [("CLOSED", None)]), ("否", "", []),
        ("", "2024-01-02", [("CLOSED", "2024-01-02")]), ("2024年1月", "", [("CLOSED", "2024-01-31")]),
        ("待验收", "2024-01-02", []), ("未通过，责令改正", "2024-01-02", [("KEPT_OPEN", "2024-01-02")]),
        ("申请销号", "", []), ("未销号", "", []), ("待验收", "", []), ("不予销号", "", [("KEPT_OPEN", None)]),
        ("验收未通过，留号", "", [("KEPT_OPEN", None)]), ("验收合格", "", [("CLOSED", None)]),
        ("2024年3月29日销号；2024年5月16日抽查恢复挂号", "", [("CLOSED", "2024-03-29"), ("REOPENED", "2024-05-16")]),
    ],
)  # fmt: skip
def test_decisions(cell: str, day: str, expected: list[tuple[str, str | None]]):
    assert [(each.result, each.decided_on) for each in closures(cell, day)] == expected


@pytest.mark.parametrize(
    ("cell", "expected"),
    [
        ("已完成整改", "COMPLETED"), ("100%", "COMPLETED"), ("是", "COMPLETED"), ("整改中（80%）", "IN_PROGRESS"),
        ("基本完成", "IN_PROGRESS"), ("否", "IN_PROGRESS"), ("未启动", "PLANNED"), ("长期坚持", "ONGOING"),
        (" ", "UNSTATED"), ("——", "UNSTATED"), ("不涉及", "UNSTATED"),
        ("4月10日停工，12日检测合格", "COMPLETED"), ("化解", "COMPLETED"), ("未化解", "IN_PROGRESS"),
        ("化解中", "IN_PROGRESS"), ("延期关闭", "COMPLETED"), ("逾期", "IN_PROGRESS"),
        ("核减133.72万元", "COMPLETED"), ("追缴中", "IN_PROGRESS"), ("等待批复2份", "IN_PROGRESS"),
        ("已安装计量设施9套，其余3套正在采购安装，计划年底前完成。", "IN_PROGRESS"),
    ],
)  # fmt: skip
def test_status_of_a_cell(cell: str, expected: str):
    assert status(cell) == expected


def test_amounts_have_the_unit_of_the_head_or_of_the_table():
    assert [(a.value, a.unit) for a in amounts("1,203.40", "金额(万元)")] == [(12_034_000.0, "元")]
    assert [(a.value, a.unit) for a in amounts("12.5万元", "金额")] == [(125_000.0, "元")]
    measure = only("单位：万元|||\n问题|整改措施|责任单位|问题金额\n甲|一|办公室|356.78")
    assert [(q.value, q.surface) for q in measure.quantities] == [(3_567_800.0, "356.78")]


def test_documents_and_quantities_of_a_measure_have_their_spans():
    measure = only("问题|整改措施|责任单位\n甲|印发《用水管理办法（试行）》（云水发〔2024〕3号），清淤6.5公里|市水务局")
    assert measure.text is not None
    assert [(d.number, measure.text[d.start : d.end]) for d in measure.documents] == [
        ("云水发〔2024〕3号", "《用水管理办法（试行）》"),
    ]  # fmt: skip
    assert (6.5, "公里", "6.5公里") in [(q.value, q.unit, measure.text[q.start : q.end]) for q in measure.quantities]


def test_cells_are_cut_out_of_the_text_of_their_row_unless_one_holds_a_tab():
    heads, plain, tabbed = ("问题", "整改措施", "责任单位"), ("甲", "修订办法", ""), ("乙", "修订\t办法", "县水务局")
    found = parse_ledger([Sheet("", (heads, plain, tabbed))])
    first, second = (issue.measures[0].cells for issue in found.issues)
    assert dict(first) == dict(zip(heads, plain, strict=True))
    assert first["整改措施"] == "修订办法"
    assert dict(second) == dict(zip(heads, tabbed, strict=True))


def test_results_are_the_measures_of_a_table_of_faults_and_results_alone() -> None:
    found = parsed("序号|存在问题|责任单位|整改情况\n1|票据管理不规范|财务科|已完成\n2|水箱未清洗|总务科|正在整改")
    assert [(each.title, each.measures[0].status) for each in found.issues] == [
        ("票据管理不规范", "COMPLETED"), ("水箱未清洗", "IN_PROGRESS"),
    ]  # fmt: skip


# --- days and numbers in prose -------------------------------------------------------------------------------------


def test_days_and_numbers_of_progress_and_remarks_are_read_as_in_prose() -> None:
    measure = only("""
        河湾镇2024年问题整改台账
        序号|问题|整改措施|责任单位|整改时限|进展情况|备注
        1|沟渠淤堵|每周巡查并清淤|水务站|2024/9/30|6月18日清淤5公里，剩余路段计划8月底前完成|2024年7月5日复核12处
    """)
    assert [(day.surface, day.iso, day.kind) for day in measure.dates] == [
        ("每周", "R/P1W", "RECURRING"), ("6月18日", "2024-06-18", "EVENT"), ("8月底前", "2024-08-31", "DEADLINE"),
        ("2024年7月5日", "2024-07-05", "EVENT"),
    ]  # fmt: skip
    assert [(each.value, each.unit) for each in measure.quantities] == [(5.0, "公里"), (12.0, "处")]
    assert dues(measure) == ["2024-09-30"]


@pytest.mark.parametrize(
    ("cell", "named"),
    [
        ("县城投公司（张卫东）", ["张卫东"]),
        ("县住建局(局长王立)、县城管局", ["王立"]),
        ("县水利局（配合）", []),
        ("市教育局（含各学校）", []),
    ],
)
def test_people_in_brackets_behind_bodies_answer(cell: str, named: list[str]) -> None:
    measure = only(f"序号|问题|整改措施|责任单位\n1|道路破损|修补|{cell}")
    assert [person.name for person in measure.people] == named


@pytest.mark.parametrize(("state", "closed"), [("已销号", True), ("整改完成，已销号", True), ("待销号", False)])
def test_status_that_says_closed_is_a_decision_too(state: str, *, closed: bool) -> None:
    measure = only(f"序号|问题|整改措施|责任单位|整改状态\n1|道路破损|修补|县住建局|{state}")
    assert (measure.closure == "CLOSED") == closed


def test_who_checks_again_decides_nothing() -> None:
    head = "序号|隐患|整改要求|责任单位|整改情况|复查人|复查日期|复查结论"
    row = "1|软管超期|更换软管|石门镇敬老院|逾期未整改|王海涛|2031/4/15|"
    assert only(f"{head}\n{row}未通过，责令改正").closure == "KEPT_OPEN"
    assert only(f"{head}\n{row}合格，同意销号").closure == "CLOSED"
