"""Bodies and results under labels that stand apart from the measures."""

from __future__ import annotations

import pytest

from loaders.report import parse_report

_LIST = """青石钢铁集团贯彻落实督察反馈问题整改任务清单

一、超低排放改造进度滞后，颗粒物存在超标现象。
责任单位：炼铁厂、能源环保部
配合单位：各分厂
整改措施：
1.改造烧结机脱硫设施。
2.建设封闭料场8万平方米。
整改进展：烧结机已建成投运；封闭料场正在施工。
二、雨污分流不彻底。
责任单位：动力厂
整改措施：
1.新建管网6公里。
整改进展：已完成整改。
三、台账管理不规范。
责任单位：无
整改措施：
1.每月开展检查，长期坚持。
整改进展：已建立台账并组织培训。
"""


def test_items_under_a_label_are_bodies_whatever_their_names_end_with() -> None:
    first, second, _ = parse_report(_LIST).issues
    assert [(u.surface, u.role) for u in first.measures[0].units] == [
        ("炼铁厂", "LEAD"), ("能源环保部", "LEAD"), ("各分厂", "COOPERATE"),
    ]  # fmt: skip
    assert [(u.surface, u.role) for u in second.measures[0].units] == [("动力厂", "LEAD")]


def test_word_for_nobody_is_no_body() -> None:
    assert parse_report(_LIST).issues[2].measures[0].units == ()


def test_results_apart_say_how_far_planned_measures_have_come() -> None:
    first, second, _ = parse_report(_LIST).issues
    assert {measure.status for measure in first.measures} == {"IN_PROGRESS"}
    assert second.measures[0].status == "COMPLETED"


def test_finished_part_is_no_verdict() -> None:
    text = _LIST.replace("烧结机已建成投运；封闭料场正在施工。", "已完成排查，其余正在施工。")
    assert {measure.status for measure in parse_report(text).issues[0].measures} == {"IN_PROGRESS"}


@pytest.mark.parametrize(
    ("state", "status"),
    [
        ("Closed", "COMPLETED"), ("Open", "IN_PROGRESS"), ("In progress", "IN_PROGRESS"), ("Not started", "PLANNED"),
        ("Ongoing", "ONGOING"), ("已关闭", "COMPLETED"), ("未闭环", "IN_PROGRESS"),
    ],
)  # fmt: skip
def test_states_of_an_audit_follow_up_are_verdicts(state: str, status: str) -> None:
    text = _LIST.replace("整改进展：已完成整改。", f"整改状态：{state}")
    assert parse_report(text).issues[1].measures[0].status == status


def test_measure_ends_before_a_label_on_a_line_of_its_own_and_keeps_what_it_says() -> None:
    text = (
        "关于巡察整改情况的公示\n问题一：台账不清。\n整改措施：修订办法。\n整改情况：清理合同12份。\n责任单位：法务部\n"
        "整改时限：2024年6月底\n问题二：清收不力。\n①成立专班。\n责任单位：财务部\n②收回欠款3万元。\n责任单位：审计部\n"
    )
    first, second = parse_report(text).issues
    (block,) = first.measures
    assert text[block.start : block.end] == "整改措施：修订办法。"
    assert [(u.surface, u.role) for u in block.units] == [("法务部", "LEAD")]
    assert [(d.iso, d.kind) for d in block.dates] == [("2024-06-30", "DEADLINE")]
    assert [q.surface for q in block.quantities] == ["12份"]
    assert [text[m.start : m.end] for m in second.measures] == ["①成立专班。", "②收回欠款3万元。"]
    assert [[u.surface for u in m.units if u.role] for m in second.measures] == [["财务部"], ["审计部"]]


def test_task_is_the_measure_and_not_the_brackets_that_say_who_does_it() -> None:
    text = (
        "南屏区贯彻落实督察反馈意见整改方案\n一、持续推进水环境治理\n（一）消除黑臭水体。2024年6月底前，整治2条河道。"
        "（牵头单位：区住建局）\n（二）规范排污口。2024年底前，整治8个排污口。（牵头单位：区城管局）\n"
    )
    first, _ = parse_report(text).issues
    (task,) = first.measures
    assert text[task.start : task.end] == "2024年6月底前，整治2条河道。（牵头单位：区住建局）"
    assert [(d.iso, d.kind) for d in task.dates] == [("2024-06-30", "DEADLINE")]
    assert [u.surface for u in task.units if u.role == "LEAD"] == ["区住建局"]


def test_the_title_of_an_issue_votes_for_the_topics_of_its_measures() -> None:
    text = "岚溪市水利局关于巡察整改情况的通报\n1.关于“河道淤积”的问题。\n①召开会议3次。②开展清淤2公里。\n"
    (issue,) = parse_report(text).issues
    about = [{hit.notation.split("/")[0] for hit in measure.topics} for measure in issue.measures]
    assert all("water" in each for each in about)


def test_a_heading_in_traditional_characters_decides_the_status_too() -> None:
    text = "嵐溪市水利局關於巡察整改情況的通報\n1.關於“巡河不到位”的問題。\n①堅持常態巡河。大力推廣無人機巡河。\n"
    assert [measure.status for measure in parse_report(text).issues[0].measures] == ["ONGOING"]


# Words that no list holds: they come again in the same order.
_OWN_WORDS = """青石县人民法院专项督察反馈问题整改台账说明
本台账截至2023年6月30日，专项督察共指出问题3项，整改情况如下。

第1项
督察所指：长期未结案件清理迟缓，62件超过十八个月。
我院所为：实行庭长包案，清结57件，其余5件正在催办。
承办庭室：审判管理办公室
协同庭室：执行局
办结日期：2023年9月30日
第2项
督察所指：案款发放不及时，滞留1120万元。
我院所为：已发放1120万元。
承办庭室：执行局
协同庭室：无
办结日期：2023年5月31日
第3项
督察所指：诉讼服务窗口推诿。
我院所为：制定窗口规范，调离2人。
承办庭室：立案庭
协同庭室：督察室
办结日期：2023年4月底
青石县人民法院欢迎监督。
"""


def test_words_that_come_again_in_one_order_are_labels() -> None:
    issues = parse_report(_OWN_WORDS).issues
    assert [(issue.number, issue.title) for issue in issues] == [
        ("1", "长期未结案件清理迟缓，62件超过十八个月"),
        ("2", "案款发放不及时，滞留1120万元"),
        ("3", "诉讼服务窗口推诿"),
    ]
    assert [[m.status for m in issue.measures] for issue in issues] == [["IN_PROGRESS"], ["COMPLETED"], ["COMPLETED"]]


def test_parts_of_a_word_say_what_its_label_holds() -> None:
    first, *_, last = (issue.measures[0] for issue in parse_report(_OWN_WORDS).issues)
    assert [(u.surface, u.role) for u in first.units] == [("审判管理办公室", "LEAD"), ("执行局", "COOPERATE")]
    assert [(d.iso, d.kind) for d in last.dates] == [("2023-04-30", "DEADLINE")]


def test_what_no_block_has_is_the_farewell() -> None:
    words = _OWN_WORDS.replace("承办庭室：", "问责：").replace("协同庭室：", "督办：")
    short = "\n".join(line for line in words.splitlines() if line[:2] not in ("问责", "督办", "办结"))
    last = parse_report(short).issues[-1]
    assert short[last.start : last.end].endswith("调离2人。")


def test_words_that_come_again_in_no_order_are_prose() -> None:
    text = "云澜市巡察整改情况的通报\n1.针对“管理松散”的问题。市财政局：完善制度。县水务局：完善台账。\n"
    again = "2.针对“监督不力”的问题。县水务局：已印发《办法》。某某社区：已整改。市财政局：开展检查3次。\n"
    issues = parse_report(text + again).issues
    assert [issue.title for issue in issues] == ["管理松散", "监督不力"]
    assert [len(issue.measures) for issue in issues] == [1, 1]


def test_a_government_after_its_party_committee_is_of_the_same_area() -> None:
    text = (
        "望溪市生态环境保护督察整改措施清单\n一、污水直排。\n整改措施：\n（一）建设管网。\n"
        "责任单位：东湾区党委、政府，各县（区）党委、政府\n整改时限：2031年12月底前\n"
    )
    units = parse_report(text).issues[0].measures[0].units
    assert [(each.name, each.generic) for each in units] == [
        ("东湾区党委", False), ("东湾区人民政府", False), ("各县(区)党委、政府", True),
    ]  # fmt: skip


def test_the_year_of_a_title_is_no_part_of_an_area() -> None:
    text = (
        "关于2031年度县本级预算执行审计查出问题整改情况的报告\n县审计局局长  林知远\n"
        "（一）审计查出问题的整改情况\n1.关于预算编制不细化的问题。县财政局已细化预算。\n"
    )
    assert [each.name for each in parse_report(text).issues[0].measures[0].units] == ["县财政局"]


def test_party_committee_and_government_are_two_bodies() -> None:
    text = (
        "望溪市生态环境保护督察整改措施清单\n一、污水直排。\n整改措施：\n（一）建设管网。\n"
        "责任单位：望溪市党委和政府，各市（州）党委和政府，市自然资源和规划局\n整改时限：2031年12月底前\n"
    )
    names = [each.name for each in parse_report(text).issues[0].measures[0].units]
    assert names == ["望溪市党委", "望溪市人民政府", "各市(州)党委和政府", "望溪市自然资源和规划局"]


def test_heading_names_the_fault_though_facts_stand_between_it_and_the_first_label() -> None:
    text = "望溪集团内部审计整改情况报告\n一、审计发现问题及整改情况\n" + "".join(
        f"{number}.关于{fault}的问题\n二分公司涉及{number}个项目。\n原因分析：制度不健全。\n整改措施：修订办法{number}项。\n"
        for number, fault in enumerate(("未按规定招标", "用印登记缺失", "应收款清收不力"), 1)
    )
    found = [(each.title, len(each.measures)) for each in parse_report(text).issues]
    assert found == [("未按规定招标", 1), ("用印登记缺失", 1), ("应收款清收不力", 1)]


def test_results_behind_several_measures_are_named_by_the_issue() -> None:
    text = _LIST.replace(
        "烧结机已建成投运；封闭料场正在施工。", "烧结机已于2023年5月建成投运。封闭料场预计2023年9月底完工。"
    )
    first = parse_report(text).issues[0]
    assert [(day.iso, day.kind) for day in first.mentions.dates] == [("2023-05", "EVENT"), ("2023-09-30", "DEADLINE")]


@pytest.mark.parametrize(
    ("state", "status"),
    [("整改中", "IN_PROGRESS"), ("部分整改", "IN_PROGRESS"), ("未启动", "PLANNED"), ("已完成", "COMPLETED")],
)
def test_block_without_measures_has_the_verdict_of_its_label(state: str, status: str) -> None:
    text = (
        "河湾镇审计反馈问题整改进展情况\n\n一、村级账目公开不及时。\n责任单位：镇财政所\n整改进展：已完成\n"
        f"二、工程款支付手续不全。\n责任单位：镇规划办\n整改进展：{state}\n三、固定资产未登记。\n责任单位：镇财政所\n整改进展：已完成\n"
    )
    assert parse_report(text).issues[1].measures[0].status == status


def test_who_does_a_measure_is_no_part_of_its_heading() -> None:
    text = (
        "平芜省督察整改方案\n为做好整改，制定本方案。\n一、整改任务6：污染防治不力。\n"
        "整改措施：一是开展综合治理（牵头部门：省农业农村厅；完成时限：2031年12月底）。二是修复湿地（二期），年底完成。\n"
        "二、整改任务9：补水不足。\n整改措施：一是补水。二是退田。\n"
    )
    issues = parse_report(text).issues
    assert [(each.number, each.title) for each in issues] == [("一", "污染防治不力"), ("二", "补水不足")]
    assert [m.heading for m in issues[0].measures] == ["开展综合治理", "修复湿地（二期）"]
    first = issues[0].measures[0]
    assert [(u.surface, u.role) for u in first.units] == [("省农业农村厅", "LEAD")]
    assert [d.iso for d in first.dates] == ["2031-12-31"]


def test_reasons_behind_the_only_measure_are_told_by_the_issue() -> None:
    text = "水务局关于督导反馈问题整改情况的通报\n反馈问题隐患5条，已完成整改3条，正在整改2条。\n" + "".join(
        f"{number}.{fault}。\n整改措施：{deed}\n未完成原因：{reason}\n责任单位：市水务局\n"
        for number, fault, deed, reason in (
            (1, "监测设施缺失", "采购设备12套。", "2处测点无法施工。"),
            (2, "隐患排查不彻底", "排查自建房360栋。", "38栋产权不清。"),
        )
    )
    found = parse_report(text)
    assert [[q.surface for q in each.measures[0].quantities] for each in found.issues] == [["12套"], ["360栋"]]
    assert [[q.surface for q in each.mentions.quantities] for each in found.issues] == [["2处"], ["38栋"]]
    assert dict(found.declared_counts) == {"issues": 5, "COMPLETED": 3, "IN_PROGRESS": 2}


def test_form_may_open_with_the_task() -> None:
    text = (
        "临港县中央生态环境保护督察反馈第二十九项问题整改完成情况公示\n\n现将整改完成情况予以公示，公示期10个工作日。\n\n"
        "一、整改任务\n部分河段采砂屡禁不止，岸线破坏严重。\n二、整改时限\n2031年12月底前\n三、整改目标\n岸线全部修复。\n"
        "四、整改措施\n（一）打击非法采砂。\n（二）修复岸线13.6公里。\n五、整改完成情况\n（一）查获案件19起。\n"
        "（二）完成岸线修复，通过验收。\n\n联系人：辛女士，联系电话：0523-8846120\n临港县人民政府\n2031年12月2日\n"
    )
    (issue,) = parse_report(text).issues
    assert (issue.number, issue.title) == ("二十九", "部分河段采砂屡禁不止，岸线破坏严重")
    assert [(text[m.start : m.end], m.status) for m in issue.measures] == [
        ("（一）打击非法采砂。", "COMPLETED"), ("（二）修复岸线13.6公里。", "COMPLETED"),
    ]  # fmt: skip


def test_known_word_behind_a_sign_is_a_label_without_a_colon() -> None:
    text = "航运学校党委关于巡察整改情况的通报\n现将整改情况通报如下：\n贰、反馈问题整改情况\n" + "".join(
        f"问题{number} {fault}\n▶整改举措\n● 终止合作{number}家；\n● 追缴费用63万元。\n▶整改成效 学生满意度93%。\n"
        for number, fault in ((1, "实习管理缺位"), (2, "食堂承包不规范"))
    )
    assert [[text[m.start : m.end] for m in each.measures] for each in parse_report(text).issues] == [
        [f"● 终止合作{number}家；", "● 追缴费用63万元。"] for number in (1, 2)
    ]


def test_chapter_of_advice_holds_no_issues() -> None:
    text = (
        "渭滨市审计局关于2个部门预算执行审计结果的公告\n现将审计查出的主要问题及整改情况公告如下。\n"
        "一、市教育局\n（一）预算编制不完整。审计指出后，已足额编列。\n二、市水利局\n（一）结余资金未清理。审计指出后，已上交510万元。\n"
        "三、审计建议\n（一）提高预算编制质量。\n（二）严格执行财经法规，防止违规支出。\n"
    )
    assert [each.title for each in parse_report(text).issues] == ["预算编制不完整", "结余资金未清理"]


def test_serial_and_not_the_code_of_a_letter_numbers_an_issue() -> None:
    text = "青阳县督察组交办举报件边督边改公开情况一览表\n\n" + "".join(
        f"序号：{number}\n受理编号：QY2031-0{number}\n交办问题基本情况：{fault}。\n是否属实：属实\n处理和整改情况：{deed}\n"
        for number, fault, deed in (
            (1, "机械厂夜间噪声扰民", "安装隔声屏障46米。"),
            (2, "采石场扬尘污染农田", "修复喷淋设施12套。"),
        )
    )
    issues = parse_report(text).issues
    assert [(each.number, each.title) for each in issues] == [("1", "机械厂夜间噪声扰民"), ("2", "采石场扬尘污染农田")]
    assert [text[each.start : each.start + 4] for each in issues] == ["序号：1", "序号：2"]


def test_results_behind_blanks_on_the_line_of_the_last_measure_are_no_part_of_it() -> None:
    text = (
        "西岭县城管局党组关于巡察整改情况的通报\n现将整改情况公布如下：\n一、整改工作完成情况\n"
        "1、环卫作业不达标。  整改措施：①更换洗扫车6台；  ②扣减服务费31万元。   整改结果：已完成整改。\n"
        "2、存量违建拆除缓慢。  整改措施：①拆除违建143处；  ②坚持错峰执法。   整改结果：正在整改。\n"
    )
    assert [[text[m.start : m.end] for m in each.measures] for each in parse_report(text).issues] == [
        ["①更换洗扫车6台；", "②扣减服务费31万元。"], ["①拆除违建143处；", "②坚持错峰执法。"],
    ]  # fmt: skip
