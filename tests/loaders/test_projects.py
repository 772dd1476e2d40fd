"""Projects: works, programmes, systems and platforms with a name of their own."""

from __future__ import annotations

import pytest

from loaders.report import projects
from loaders.report.context import Context
from loaders.report.documents import titles
from loaders.text import fold


def names(text: str) -> list[str]:
    folded = fold(text)
    return [each.surface for each in projects.mentions(folded, text, Context(excluded=titles(folded)[0]))]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("加快建设北郊水厂二期工程。", ["北郊水厂二期工程"]),
        ("完成县城污水处理厂扩建工程审批。", ["县城污水处理厂扩建工程"]),
        ("实施S210省道柏川至清水段改建工程。", ["S210省道柏川至清水段改建工程"]),
        ("轨道交通1号线一期工程超概算。", ["轨道交通1号线一期工程"]),
        ("柏河综合治理工程（二期）已完工。", ["柏河综合治理工程（二期）"]),
        ("上线电子采购平台和智慧水务系统。", ["电子采购平台", "智慧水务系统"]),
        ("上线固定资产管理系统，完成HIS系统升级。", ["固定资产管理系统", "HIS系统"]),
        ("升级“一网通办”平台。", ["“一网通办”平台"]),
        ("推进全域、智能化、综合性粮食储备库项目。", ["智能化、综合性粮食储备库项目"]),
        ("建成城西水质净化及再生水厂。", ["城西水质净化及再生水厂"]),
        ("滨江大道建成通车。", ["滨江大道"]),
        ("新校区学生公寓项目竣工。", ["新校区学生公寓项目"]),
        ("投入320万元更新医疗污水处理站设备。", ["医疗污水处理站"]),
        ("上线医保智能审核系统。", ["医保智能审核系统"]),
        ("上线差旅经费智能审批系统。", ["差旅经费智能审批系统"]),
        ("资金用于北郊水厂深度处理改造和管网更新。", ["北郊水厂深度处理改造"]),
        ("对北郊水厂实施提标改造。", ["北郊水厂"]),
        ("在柳河、沙溪入河口建设蓄水池3座。", []),
        ("改造县城医院污水处理站。", ["县城医院污水处理站"]),
        ("逾期未建成的安置房项目已复工。", []),
        ("机场T2航站楼封顶，学生公寓9号楼竣工。", ["机场T2航站楼", "学生公寓9号楼"]),
        ("将柳溪河暗涵改造列入计划，石岭煤矿智能化改造通过验收。", ["柳溪河暗涵改造", "石岭煤矿智能化改造"]),
        ("推进背街小巷改造。", []),
        ("柳湾新村加装电梯工程开工。", ["柳湾新村加装电梯工程"]),
        ("滨江大道北延、北郊LNG接收站有序推进。", ["滨江大道北延", "北郊LNG接收站"]),
    ],
)
def test_suffix_phase_and_stage_belong_to_the_name(text: str, expected: list[str]) -> None:
    assert names(text) == expected


def test_projects_that_share_a_head_are_two_short_and_one_long() -> None:
    assert names("将东沙河、西沙河、柳沟河道治理项目纳入规划。") == ["东沙河", "西沙河", "柳沟河道治理项目"]


def test_phases_in_a_list_are_each_a_project() -> None:
    assert names("目前，东沙河一期、柳沟一期项目立项已批复。") == ["东沙河一期", "柳沟一期项目"]


def test_a_list_closed_by_its_kind_holds_projects_only() -> None:
    text = "谋划百万羽蛋鸡项目、万亩油茶示范基地创建等重点项目。"
    assert names(text) == ["百万羽蛋鸡项目", "万亩油茶示范基地创建"]


@pytest.mark.parametrize(
    "text",
    [
        "抓好重点项目、政府投资项目建设。",
        "加强项目管理，优化生态系统。",
        "教育系统开展整改。",
        "将信息录入系统。",
        "更新自动喷水灭火系统，安装电梯阻车系统3,400套。",
        "提前下达转移支付项目64个。",
        "搭建创新平台载体。",
        "印发《北郊水厂二期工程管理办法》。",
        "成立东湖校区项目建设推进工作专班。",
    ],
)
def test_kinds_of_works_are_no_projects(text: str) -> None:
    assert names(text) == []
