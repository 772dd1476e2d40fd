"""The same faults and answers in the forms in which offices publish them: they are found in each."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Final

import pytest

from loaders.report import parse_report

if TYPE_CHECKING:
    from loaders.parsed import ParsedIssue

_HEAD: Final = (
    "中共栖云县水利局党组关于巡察整改进展情况的通报\n\n2023年3月6日至5月19日，县委第四巡察组对县水利局党组开展了常规巡察，"
    "7月12日反馈了巡察意见。现将整改情况通报如下：\n一、整改工作组织情况\n成立领导小组，召开会议6次。\n二、反馈问题整改情况\n"
)
_FOOT: Final = "三、下一步工作打算\n持续巩固整改成果。\n中共栖云县水利局党组\n2023年12月8日\n"
_SECTIONS: Final = {
    "（一）贯彻落实上级决策部署方面": {
        "河道管护有差距": ("修订巡河办法，清理违建12处。", "开展专项检查2次，整改问题37个。"),
        "“河长制”落实不到位": ("印发考核细则，约谈河长4名。",),
    },
    "（二）落实全面从严治党责任方面": {
        "公务接待管理不严格": ("清退超标准费用1.86万元。", "对2名责任人提醒谈话。", "开展培训3次，覆盖96人。"),
        "工程招投标把关不严": ("清查工程63个，核减工程款128万元。", "将12家企业列入黑名单。"),
    },
}
_FAULTS: Final = [(fault, heading) for heading, held in _SECTIONS.items() for fault in held]
_COUNTS: Final = [len(answers) for held in _SECTIONS.values() for answers in held.values()]


def _text(heading: str, mark: str, label: str, item: str, between: str) -> str:
    """Return a report: `heading` and `mark` hold the fault and its number at {}; `between` parts the answers."""
    said, number = [_HEAD], 0
    for section, held in _SECTIONS.items():
        said.append(section + "\n")
        for fault, answers in held.items():
            number += 1
            words = fault.translate(str.maketrans("“”", "‘’")) if "“" in heading else fault
            said.append(mark.format(number) + heading.format(words) + "\n" + label)
            told = [_counted(item, place) + each for place, each in enumerate(answers)] if answers[1:] else answers
            said.append(between.join(told) + "\n")
    return "".join([*said, _FOOT])


def _counted(item: str, place: int) -> str:
    return item.format(number=place + 1, said="一二三"[place], circled="①②③"[place])


def _spans(text: str, issue: ParsedIssue) -> list[str]:
    return [text[each.start : each.end] for each in issue.measures]


_HEADINGS: Final = (
    "关于“{}”的问题。",
    "关于“{}”方面的问题",
    "针对反馈意见指出的“{}”的问题。",
    "对“{}”的问题。",
    "“{}”方面",
    "“{}”问题整改情况。",
)
_ITEMS: Final = ("{said}是", "（{number}）", "{circled}", "{number}.")


@pytest.mark.parametrize("heading", _HEADINGS)
@pytest.mark.parametrize("label", ["", "整改情况：", "整改落实：\n", "整改情况如下：\n"])
def test_faults_without_numbers_hold_the_lists_below_them(heading: str, label: str) -> None:
    for item, between in product(_ITEMS, ("", "\n")):
        text = _text(heading, "", label, item, between)
        issues = parse_report(text).issues
        assert [(each.title.translate(str.maketrans("‘’", "“”")), each.section) for each in issues] == _FAULTS
        assert [len(each.measures) for each in issues] == _COUNTS
        assert _spans(text, issues[2])[1] == _counted(item, 1) + "对2名责任人提醒谈话。"
        assert _spans(text, issues[1]) == [label + "印发考核细则，约谈河长4名。"] or label in (
            "",
            "整改落实：\n",
            "整改情况如下：\n",
        )


@pytest.mark.parametrize("heading", ["关于{}的问题", "关于{}问题的整改情况。", "针对{}问题", "【{}】", *_HEADINGS])
@pytest.mark.parametrize("label", ["整改过程：", "已采取的整改措施：", "具体整改情况："])
def test_numbered_faults_are_answered_behind_their_heading(heading: str, label: str) -> None:
    for item, between in product(_ITEMS[:3], ("", "\n")):
        text = _text(heading, "{}.", label, item, between)
        issues = parse_report(text).issues
        assert [(each.title.translate(str.maketrans("‘’", "“”")), each.section) for each in issues] == _FAULTS
        assert [len(each.measures) for each in issues] == _COUNTS
        assert _spans(text, issues[1]) == [label + "印发考核细则，约谈河长4名。"]


def test_unquoted_faults_without_numbers_may_end_their_line_without_a_stop() -> None:
    text = _text("关于{}的问题", "", "具体整改情况：\n", "{said}是", "")
    issues = parse_report(text).issues
    assert [each.title for each in issues] == [fault for fault, _ in _FAULTS]
    assert [len(each.measures) for each in issues] == _COUNTS


def test_section_of_a_labelled_fault_is_the_heading_right_above_it() -> None:
    text = _HEAD + (
        "1.决策部署落实方面\n（1）存在问题：河道管护有差距。\n整改情况：①清理违建12处。②开展检查2次。\n"
        "（2）存在问题：巡河记录造假。\n整改情况：约谈河长4名。\n"
        "2.从严治党方面\n（1）存在问题：公务接待超标准。\n整改情况：清退费用1.86万元。\n"
    )
    issues = parse_report(text + _FOOT).issues
    assert [each.section for each in issues] == ["1.决策部署落实方面", "1.决策部署落实方面", "2.从严治党方面"]
    assert [len(each.measures) for each in issues] == [2, 1, 1]


def test_deeds_behind_a_labelled_fault_answer_it_where_no_label_does() -> None:
    text = _HEAD + "".join(
        f"{number}.反馈意见：{fault}。{answer}\n责任单位：办公室\n"
        for number, (fault, answer) in enumerate(
            (("河道管护有差距", "印发办法，清理违建12处。"), ("接待超标准", "已清退费用3万元。")), 1
        )
    )
    issues = parse_report(text + _FOOT).issues
    assert [(each.title, len(each.measures)) for each in issues] == [("河道管护有差距", 1), ("接待超标准", 1)]
    assert _spans(text, issues[0]) == ["印发办法，清理违建12处。"]


@pytest.mark.parametrize("opening", ["1—9月，", "9月底前，", "1月份，", "6月20日，"])
def test_third_item_may_begin_with_a_month(opening: str) -> None:
    text = (
        _HEAD
        + f"（一）河道管护有差距。\n整改进展：1.清理违建12处。2.清淤18公里。3.{opening}水质达标率达到96%。\n"
        + _FOOT
    )
    (issue,) = parse_report(text).issues
    assert len(issue.measures) == 3


def test_noun_before_a_quotation_is_a_part_of_the_title() -> None:
    text = _HEAD + (
        "1.聚焦“重建轻管”问题。一是印发办法。二是开展检查2次。\n2.着力破解“多头管理”问题。一是明确职责。二是约谈2人。\n"
        "3.科研经费“重立项、轻管理”的问题。一是清理项目21项。二是收回经费8万元。\n" + _FOOT
    )
    titles = [each.title for each in parse_report(text).issues]
    assert titles == ["重建轻管", "多头管理", "科研经费“重立项、轻管理”"]


@pytest.mark.parametrize(
    ("named", "number"),
    [("第二十三项整改任务", "二十三"), ("反馈问题（序号十）", "十"), ("第8号问题", "8"), ("反馈问题", "一")],
)
def test_notice_about_one_fault_numbers_it_in_its_title(named: str, number: str) -> None:
    text = (
        f"关于省生态环境保护督察{named}整改完成情况的公示\n\n现将整改情况公示如下。\n一、反馈问题\n粪污直排，影响水质。\n"
        "二、整改目标\n水质达到Ⅲ类。\n三、整改措施\n（一）排查养殖场86家。\n（二）完善设施。\n四、整改完成情况\n"
        "关闭养殖场14家，其余72家全部配套建设处理设施。\n栖云县人民政府\n2023年11月6日\n"
    )
    (issue,) = parse_report(text).issues
    assert (issue.number, issue.title) == (number, "粪污直排，影响水质")
    assert {each.status for each in issue.measures} == {"COMPLETED"}


def test_issuer_may_stand_alone_below_the_title() -> None:
    text = (
        "关于巡视整改进展情况的通报\n\n中共南屏学院委员会\n\n（2023年8月25日）\n\n"
        + _HEAD.split("\n\n")[1]
        + ("1.针对“管理松散”的问题。完善制度3项，开展检查2次。\n2.针对“债务重”的问题。偿还贷款3,500万元。\n")
    )
    assert parse_report(text).report.issuer == "中共南屏学院委员会"


def test_heading_of_a_measure_leaves_its_plan_a_plan() -> None:
    text = _HEAD + (
        "1.关于“资源布局不均”的问题\n一是提升服务能力。组建医共体3个。\n二是推动资源扩容。三期项目拟于2025年3月开工建设。\n"
    )
    (issue,) = parse_report(text + _FOOT).issues
    assert [each.status for each in issue.measures] == ["COMPLETED", "PLANNED"]


def _told(body: str) -> list[tuple[str, list[tuple[str, str]]]]:
    text = _HEAD + body + _FOOT
    return [
        (issue.title, [(text[each.start : each.end], each.status) for each in issue.measures])
        for issue in parse_report(text).issues
    ]


def test_verdict_in_a_paragraph_of_its_own_closes_the_issue_and_is_of_all_its_measures() -> None:
    found = _told(
        "1.关于“巡河不力”的问题。\n（1）召开会议2次。\n（2）每月巡查河道。\n目前，该问题已完成整改。\n"
        "2.关于“清淤滞后”的问题。\n整改情况：清淤12公里。\n该问题正在整改。\n"
    )
    assert found == [
        ("巡河不力", [("（1）召开会议2次。", "COMPLETED"), ("（2）每月巡查河道。", "COMPLETED")]),
        ("清淤滞后", [("整改情况：清淤12公里。", "IN_PROGRESS")]),
    ]


def test_answer_without_a_label_stands_behind_lines_that_have_one() -> None:
    found = _told(
        "1.关于“巡河不力”的问题。\n责任领导：副局长 张建国\n清理违建12处，约谈河长4名。\n完成情况：已完成\n"
        "2.关于“清淤滞后”的问题。\n主要表现：部分河段两年未清淤。\n（1）清淤12公里。\n（2）补种水草3亩。\n"
        "3.关于“台账不清”的问题。\n主要表现：账实不符。\n核对账目6册，补登资产9件。\n"
    )
    assert [[words for words, _ in measures] for _, measures in found] == [
        ["清理违建12处，约谈河长4名。"], ["（1）清淤12公里。", "（2）补种水草3亩。"], ["核对账目6册，补登资产9件。"],
    ]  # fmt: skip


@pytest.mark.parametrize("item", ["{said}是", "{circled}", "（{number}）"])
def test_results_behind_the_last_measure_on_its_line_are_no_part_of_it(item: str) -> None:
    listed = "".join(_counted(item, place) + each for place, each in enumerate(("清理违建12处。", "约谈河长4名。")))
    ((_, measures),) = _told(
        f"1.关于“巡河不力”的问题。\n整改措施：{listed}整改成效：群众满意度达到96%。\n责任单位：办公室\n"
    )
    assert [words for words, _ in measures] == [
        _counted(item, 0) + "清理违建12处。",
        _counted(item, 1) + "约谈河长4名。",
    ]


@pytest.mark.parametrize(
    ("opening", "title"),
    [
        ("关于干部“带病提拔”的问题", "干部“带病提拔”"),
        ("针对科研“重论文轻转化”，成果停留在纸面问题", "科研“重论文轻转化”，成果停留在纸面"),
        ("干部“带病提拔”的问题。", "干部“带病提拔”"),
        ("关于存在“空心化”的问题", "空心化"),
        ("整治“打招呼”问题。", "打招呼"),
        ("针对党委“把方向、管大局作用发挥不够”的问题", "把方向、管大局作用发挥不够"),
    ],
)
def test_quotation_is_the_title_only_where_it_is_the_whole_fault(opening: str, title: str) -> None:
    found = _told(
        f"1.{opening}\n整改情况：一是印发办法。二是开展检查2次。\n2.关于“账目不清”的问题\n整改情况：核对账目6册。\n"
    )
    assert [each for each, _ in found] == [title, "账目不清"]


def test_label_may_follow_the_colon_of_a_heading() -> None:
    ((title, measures),) = _told("1.针对“巡河不力”的问题：整改措施：清理违建12处。\n整改成效：群众满意度达到96%。\n")
    assert (title, [words for words, _ in measures]) == ("巡河不力", ["整改措施：清理违建12处。"])


@pytest.mark.parametrize("heading", ["第{}项：{}", "（{}）整改任务。{}。"])
def test_tasks_of_a_list_may_be_opened_by_their_number_or_a_word(heading: str) -> None:
    numbers = ("1", "2") if "项" in heading else ("一", "二")
    text = "栖云县贯彻落实生态环境保护督察报告整改任务清单\n\n" + "".join(
        heading.format(number, fault)
        + f"\n责任单位：县水利局\n整改时限：2031年底\n整改措施：\n1.{answer}\n2.开展巡查。\n"
        for number, fault, answer in zip(
            numbers, ("污水直排河道", "矿山修复滞后"), ("建设管网。", "修复矿山9座。"), strict=True
        )
    )
    issues = parse_report(text).issues
    assert [(each.number, each.title, len(each.measures)) for each in issues] == [
        (numbers[0], "污水直排河道", 2), (numbers[1], "矿山修复滞后", 2),
    ]  # fmt: skip


def test_whole_heading_does_not_go_on_in_the_next_line() -> None:
    lines = (
        "1.关于服务地方发展能力不强，成果转化率低的问题",
        "巡察发现，2021年以来有3项工作没有按照期限完成。",
        "整改情况：清理项目21项，收回经费8万元，约谈6人。",
    )
    ((title, measures),) = _told("\n".join(lines) + "\n")
    assert (title, len(measures)) == ("服务地方发展能力不强，成果转化率低", 1)


@pytest.mark.parametrize("between", [" ", "　　"])
def test_title_ends_at_the_blank_that_a_break_became_and_before_a_label(between: str) -> None:
    lines = (
        "二、反馈问题整改情况", "1.河道管护有差距的问题", "党委高度重视。一是清理违建12处。二是约谈河长4名。",
        "2.台账管理不规范", "整改情况：一是核对账目6册。二是补登资产9件。",
        "3.【用水浪费】", "整改情况：更换阀门12个，修复管网3公里。",
    )  # fmt: skip
    issues = parse_report(_HEAD.replace("\n", between) + between.join(lines) + between).issues
    assert [(each.title, len(each.measures)) for each in issues] == [
        ("河道管护有差距", 2), ("台账管理不规范", 2), ("用水浪费", 1),
    ]  # fmt: skip


def test_line_inside_a_quotation_goes_on_in_the_next() -> None:
    found = _told(
        "1.针对反馈意见指出的“服务能力不强，成果转化率\n低”的问题。\n整改情况：清理项目21项，收回经费8万元。\n"
    )
    assert [title.replace("\n", "") for title, _ in found] == ["服务能力不强，成果转化率低"]
