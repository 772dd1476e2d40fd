"""Issues in tables that a converter flattened, under headings without a number, and in paragraphs about a fault."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from loaders.report import parse_report

if TYPE_CHECKING:
    from loaders.parsed import ParsedIssue

_HEADS = ("序号", "反馈问题", "整改举措", "责任科室", "整改时限", "完成情况")
_ROWS = (
    ("1", "农资储备任务未落实", "签订储备协议，新增尿素4200吨。", "业务科", "2024年3月底", "已完成"),
    ("2", "基层社空壳化", "改造提升11个基层社。", "合作指导科", "2024年12月底", "正在推进"),
    ("3", "租金收缴不力", "清缴欠租87.5万元。", "财务审计科", "2024年5月底", "已完成"),
)
_TITLE = "岚皋市供销合作社巡察整改任务完成情况表\n截至2024年6月30日，反馈问题整改情况如下。\n"


def _issues(text: str) -> tuple[ParsedIssue, ...]:
    return parse_report(text).issues


@pytest.mark.parametrize("between", ["\n", " | ", "\t"], ids=["lines", "bars", "tabs"])
def test_cells_of_a_flattened_table_are_read_as_a_block_of_labels_is(between: str) -> None:
    issues = _issues(_TITLE + "\n".join(between.join(row) for row in (_HEADS, *_ROWS)) + "\n")
    assert [(issue.number, issue.title) for issue in issues] == [(row[0], row[1]) for row in _ROWS]
    assert [[m.status for m in issue.measures] for issue in issues] == [["COMPLETED"], ["IN_PROGRESS"], ["COMPLETED"]]
    assert [[u.surface for u in issue.measures[0].units if u.role == "LEAD"] for issue in issues] == [
        [row[3]] for row in _ROWS
    ]
    assert [d.iso for d in issues[1].measures[0].dates] == ["2024-12-31"]


def test_answer_of_several_lines_stays_one_cell() -> None:
    row = ("1", "农资储备任务未落实", "签订储备协议；", "新增尿素4200吨。", "业务科", "2024年3月底", "已完成")
    text = _TITLE + "\n".join((*_HEADS, *row, *_ROWS[1])) + "\n"
    assert (
        text[_issues(text)[0].measures[0].start : _issues(text)[0].measures[0].end]
        == "签订储备协议；\n新增尿素4200吨。"
    )


def test_lines_without_a_stop_that_name_faults_are_headings() -> None:
    text = (
        "滨江医院巡视整改情况通报\n现将整改情况通报如下。\n\n公立医院公益性不足，次均费用偏高\n"
        "医院把控费纳入绩效，集采药品采购量完成率达到104%。\n\n新院区建设推进迟缓\n成立指挥部，主体已封顶，正在安装机电设备。\n\n"
        "耗材采购廉洁风险防控薄弱\n出台管理办法，给予4名责任人政务处分，追回资金3万元。\n\n欢迎广大干部群众对整改情况进行监督。\n"
    )
    issues = _issues(text)
    assert [issue.title for issue in issues] == [
        "公立医院公益性不足，次均费用偏高", "新院区建设推进迟缓", "耗材采购廉洁风险防控薄弱",
    ]  # fmt: skip
    assert text[issues[-1].start : issues[-1].end].endswith("追回资金3万元。")


def test_paragraphs_about_a_fault_are_issues_of_their_chapter() -> None:
    text = (
        "省交通运输厅关于审计查出问题整改结果的公告\n现将整改结果公告如下：\n一、预算管理方面\n"
        "关于部分项目执行率低问题。约谈3家单位，执行率已达82.4%。\n关于违规收取培训费问题。已退还培训费49.44万元。\n"
        "二、资产管理方面\n关于闲置资产未处置问题。已公开挂牌9处。\n省交通运输厅\n2023年10月16日\n"
    )
    issues = _issues(text)
    assert [(issue.title, issue.section) for issue in issues] == [
        ("部分项目执行率低", "一、预算管理方面"),
        ("违规收取培训费", "一、预算管理方面"),
        ("闲置资产未处置", "二、资产管理方面"),
    ]
    assert [len(issue.measures) for issue in issues] == [1, 1, 1]


def test_chapter_with_a_single_paragraph_tells_whose_fault_was_answered() -> None:
    text = (
        "关于2022年度县级预算执行审计查出问题整改情况的报告\n主任、各位委员：\n现将整改情况报告如下。\n"
        "一、审计查出问题的整改情况\n（一）财政管理审计查出问题的整改情况\n"
        "1.预算编制不细化的问题。县财政局已细化2024年预算。\n2.收入未及时缴库的问题。已缴库264万元。\n"
        "（二）部门预算执行审计查出问题的整改情况\n"
        "县林业局等4个部门存在的往来款长期挂账等问题，已清理往来款17笔，补记资产212.5万元。\n"
    )
    issues = _issues(text)
    assert [issue.title for issue in issues] == [
        "预算编制不细化",
        "收入未及时缴库",
        "县林业局等4个部门存在的往来款长期挂账等问题",
    ]
    assert [len(issue.measures) for issue in issues] == [1, 1, 1]


def test_measures_may_be_called_so() -> None:
    text = (
        "松山县巡察反馈问题整改情况的公示\n问题1.小作坊底数不清\n整改目标：底数清\n措施1：全面摸排。登记316家。\n"
        "措施2：分级管理。印发办法。\n整改时限：2025年7月31日\n问题2.电梯检验超期\n整改目标：检验率100%\n"
        "措施1：集中检验。检验1108台。\n整改时限：2025年10月31日\n"
    )
    assert [[m.heading for m in issue.measures] for issue in _issues(text)] == [["全面摸排", "分级管理"], ["集中检验"]]


def test_blocks_may_be_marked_with_signs() -> None:
    text = (
        "华岳集团内部巡察整改工作简报\n整改情况如下。\n◆问题：代理协议未经审查\n◇整改：已终止4份协议。\n◇责任：法律合规部\n"
        "◆问题：分包商准入不严\n◇整改：清退2家分包商。\n◇责任：供应链管理部\n"
    )
    issues = _issues(text)
    assert [issue.title for issue in issues] == ["代理协议未经审查", "分包商准入不严"]
    assert [[u.surface for u in issue.measures[0].units] for issue in issues] == [["法律合规部"], ["供应链管理部"]]


def test_item_behind_a_label_may_begin_with_a_count() -> None:
    text = (
        "黎川市督察反馈问题整改情况公示\n问题一：码头未退出。\n整改情况：1.2个码头于5月12日前全部拆除。2.复绿岸线980米。\n"
        "问题二：进水浓度偏低。\n整改情况：进水达标率提高1.3个百分点。\n"
    )
    first, second = _issues(text)
    assert [text[m.start : m.end] for m in first.measures] == ["1.2个码头于5月12日前全部拆除。", "2.复绿岸线980米。"]
    assert len(second.measures) == 1


def test_word_with_running_numbers_is_no_issue_where_it_is_part_of_one() -> None:
    text = (
        "集团公司审计整改情况的报告\n1.工程管理不规范。\n整改情况：已完成整改。\n子项一：补办手续。\n子项二：扣回进度款3万元。\n"
        "2.招标代理选取不规范。\n整改情况：已修订办法。\n子项一：清退代理机构2家。\n子项二：约谈经办人3名。\n"
        "3.合同台账缺失。\n整改情况：已建立台账。\n"
    )
    assert [issue.title for issue in _issues(text)] == ["工程管理不规范", "招标代理选取不规范", "合同台账缺失"]


def test_line_in_brackets_between_issues_belongs_to_none() -> None:
    text = (
        "安陆区住建局巡察整改情况公示\n【党的领导方面】\n1、请示报告不及时。\n整改情况：制定请示报告清单。\n\n【党的建设方面】\n"
        "2、组织生活不严肃。\n整改情况：检查支部记录本8本。\n3、党费收缴不规范。\n整改情况：补缴党费0.3万元。\n"
    )
    assert [text[issue.start : issue.end].rsplit("\n", 1)[1] for issue in _issues(text)] == [
        "整改情况：制定请示报告清单。", "整改情况：检查支部记录本8本。", "整改情况：补缴党费0.3万元。",
    ]  # fmt: skip


def test_cells_as_wide_as_each_other_are_no_line_that_a_page_broke() -> None:
    rows = (
        ("1", "财务管理", "白条入账17笔、3.28万元未清", "补开发票14笔，追回0.6万元", "镇财政所", "已整改"),
        ("2", "财务管理", "村级三资平台录入不够及时", "组织12个村补录合同96份整", "镇农经站", "已整改"),
        ("3", "资产管理", "闲置校舍被个人长期无偿占用", "下达腾退通知，正商租金", "镇资产办", "正在整改"),
    )
    heads = ("序号", "问题类型", "审计发现问题", "整改措施", "责任单位", "整改结果")
    issues = _issues(_TITLE + "\n".join(cell for row in (heads, *rows) for cell in row) + "\n岚皋镇人民政府\n")
    assert [(issue.number, issue.title) for issue in issues] == [(row[0], row[2]) for row in rows]
    assert [[m.status for m in issue.measures] for issue in issues] == [["COMPLETED"], ["COMPLETED"], ["IN_PROGRESS"]]


@pytest.mark.parametrize("between", ["\n", "\n\n"], ids=["lines", "blank lines"])
def test_short_lines_without_stops_are_faults_and_their_answers(between: str) -> None:
    told = {
        "村务公开栏长期不更新": "更换公开栏4处，公开收支明细12期",
        "工程建设先施工后签合同": "补签合同2份，对村主任诫勉谈话",
        "人居环境脏乱差": "清运垃圾35吨，剩余旱厕正在拆除",
        "低保户优亲厚友": "重新评议，取消2户",
    }
    body = "".join(f"{fault}\n{deed}\n{between[1:]}" for fault, deed in told.items())
    text = f"荷塘村党支部关于镇党委巡察反馈问题整改情况公示\n\n现公示如下\n\n{body}荷塘村党支部\n2031年9月3日\n"
    assert [(issue.title, *(text[m.start : m.end] for m in issue.measures)) for issue in _issues(text)] == [
        *told.items()
    ]


def test_rows_with_blanks_between_cells_are_no_line_that_a_page_broke() -> None:
    told = (
        ("老旧小区停车泊位不足", "新增泊位1200个", "正在推进"), ("历史文化街区修缮缓慢", "修缮历史建筑9栋", "正在推进"),
        ("公园绿地覆盖率低", "建成口袋公园14个", "已完成"), ("燃气管道占压未清除", "拆除占压建筑21处", "已完成"),
    )  # fmt: skip
    rows = [("序号", "问题名称", "整改措施", "责任单位", "完成时限", "进展情况")]
    rows += [
        (str(n), fault, deed, "区住房建设局", "2031年6月", state) for n, (fault, deed, state) in enumerate(told, 1)
    ]
    text = "白鹭区城市体检发现问题整改进展情况表\n\n" + "\n".join("  ".join(row) for row in rows) + "\n"
    assert [(issue.number, issue.title) for issue in _issues(text)] == [(row[0], row[1]) for row in rows[1:]]
