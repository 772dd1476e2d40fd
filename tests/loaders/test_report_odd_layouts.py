"""Layouts that offices rarely use: other marks and openings, nested sections, lists under labels, tables."""

from __future__ import annotations

import pytest

from loaders.report import parse_report

_TITLE = "云屏县水务局党组关于巡察反馈问题整改情况的通报\n现将整改情况通报如下。\n"


def _read(body: str) -> list[tuple[str, str, list[str]]]:
    """Return number, title and measures of each issue of a report with this body."""
    text = _TITLE + body
    return [
        (issue.number, issue.title, [text[each.start : each.end] for each in issue.measures])
        for issue in parse_report(text).issues
    ]


@pytest.mark.parametrize(
    "marks", ["A.|B.", "a.|b.", "A、|B、", "(A)|(B)", "·|·"], ids=["capitals", "small", "commas", "brackets", "points"]
)
def test_letters_and_signs_mark_measures(marks: str) -> None:
    one, other = marks.split("|")
    body = (
        f"问题1\n问题表述：水费收缴不力。\n整改举措：\n{one} 追缴水费12万元。\n{other} 印发收费办法。\n"
        "整改成效：收缴率提高。\n"
        f"问题2\n问题表述：档案管理混乱。\n整改举措：\n{one} 补齐档案37卷。\n整改成效：已归档。\n"
    )
    assert _read(body) == [
        ("1", "水费收缴不力", [f"{one} 追缴水费12万元。", f"{other} 印发收费办法。"]),
        ("2", "档案管理混乱", [f"{one} 补齐档案37卷。"]),
    ]


def test_letter_that_opens_a_sentence_without_a_count_is_no_mark() -> None:
    body = (
        "1.关于“泵站失修”的问题。整改情况：已完成维修。C、D两座泵站由县公司管护。\n"
        "2.关于“台账不全”的问题。整改情况：已补齐。\n"
    )
    assert [len(measures) for _, _, measures in _read(body)] == [1, 1]


def test_sections_behind_signs_may_be_nested() -> None:
    body = (
        "●党组领导作用不强\n→研究供水工作少\n反馈：党组会一年只研究供水1次\n回应：今年研究供水工作4次。\n"
        "●行业监管不严\n→水价执行走样\n反馈：两家水厂超标准收费\n回应：清退多收水费8万元。\n"
        "→服务不优\n反馈：报修电话无人接听\n回应：已设立值班岗。\n"
    )
    assert [(title, *measures) for _, title, measures in _read(body)] == [
        ("党组会一年只研究供水1次", "回应：今年研究供水工作4次。"),
        ("两家水厂超标准收费", "回应：清退多收水费8万元。"),
        ("报修电话无人接听", "回应：已设立值班岗。"),
    ]


def test_heading_that_closes_with_the_rectification_of_its_fault_is_an_issue() -> None:
    body = (
        "一、巡察反馈问题整改落实情况\n（一）干部队伍方面\n1.干部队伍青黄不接问题的整改情况\n（1）完善选拔机制。提拔年轻干部6名。\n"
        "（2）充实一线力量。选派干部9名到站所工作。\n2.站所“空编”较多问题的整改情况\n（1）补充力量。招聘技术人员4名。\n"
        "二、立行立改问题的整改情况\n1.关于公车管理松散的问题。已收回车辆2台。\n"
    )
    assert [(number, title, len(measures)) for number, title, measures in _read(body)] == [
        ("1", "干部队伍青黄不接", 2), ("2", "站所“空编”较多", 1), ("1", "公车管理松散", 1),
    ]  # fmt: skip


def test_circled_items_are_issues_where_headings_only_hold_them() -> None:
    body = (
        "一、整改情况\n（一）履职方面\n1.水源保护有差距\n①排污口整治不彻底。封堵排污口21个，新建管网8公里。\n"
        "②水源地界桩缺失。补设界桩46根。\n2.民生工程推进慢\n①管网漏损率居高不下。更换管道17公里，漏损率降至9%。\n"
    )
    assert [(title, *measures) for _, title, measures in _read(body)] == [
        ("排污口整治不彻底", "封堵排污口21个，新建管网8公里。"),
        ("水源地界桩缺失", "补设界桩46根。"),
        ("管网漏损率居高不下", "更换管道17公里，漏损率降至9%。"),
    ]


def test_circled_items_that_act_stay_measures() -> None:
    body = (
        "一、整改情况\n1.水源保护有差距\n①整治排污口。封堵21个。\n②补齐缺失界桩。共46根。\n"
        "2.收费不规范\n①清退多收水费。共8万元。\n"
    )
    assert [(title, len(measures)) for _, title, measures in _read(body)] == [("水源保护有差距", 2), ("收费不规范", 1)]


def test_words_of_order_open_measures() -> None:
    body = (
        "（一）应急物资储备不足\n首先，补充储备。购置水泵12台。其次，健全制度。印发管理办法。最后，严格问责。约谈2人。\n"
        "（二）值班制度不落实\n首先，明察暗访9次。其次，通报4个站所。\n"
    )
    assert [len(measures) for _, _, measures in _read(body)] == [3, 2]
    assert _read(body)[0][2][1] == "其次，健全制度。印发管理办法。"


def test_parts_below_a_chapter_do_not_end_it() -> None:
    body = (
        "一、组织领导情况\n召开会议3次。\n二、逐条整改\n第一部分：落实决策部署方面\n（一）节水任务落实不力\n完成节水改造6处。\n"
        "第二部分：从严治党方面\n（二）廉政教育不经常\n开展警示教育4次。\n三、下一步工作安排\n（一）持续整改。\n"
    )
    assert [(number, title) for number, title, _ in _read(body)] == [
        ("一", "节水任务落实不力"),
        ("二", "廉政教育不经常"),
    ]


def test_counted_word_may_have_its_degree_behind_it() -> None:
    body = (
        "发现1（高风险）：招标文件雷同未被识别\n审计发现：4个项目投标文件雷同。\n管理层答复：已将6家供应商列入黑名单。\n责任部门：采购部\n"
        "发现2（低风险）：印章外带登记不全\n审计发现：5份记录缺归还时间。\n管理层答复：正在补充登记。\n责任部门：行政部\n"
    )
    assert _read(body) == [
        ("1", "招标文件雷同未被识别", ["管理层答复：已将6家供应商列入黑名单。"]),
        ("2", "印章外带登记不全", ["管理层答复：正在补充登记。"]),
    ]


def test_codes_that_run_on_open_the_issues() -> None:
    body = (
        "F-01 费用核销缺少凭证\n审计发现：29笔费用无签收单。\n整改行动：补齐凭证22笔，其余已赔偿。\n责任人：费翔宇\n"
        "F-02 温度记录不完整\n审计发现：31车次记录缺失。\n整改行动：已为46台车辆更换记录仪。\n责任人：苗立\n"
    )
    assert _read(body) == [
        ("F-01", "费用核销缺少凭证", ["整改行动：补齐凭证22笔，其余已赔偿。"]),
        ("F-02", "温度记录不完整", ["整改行动：已为46台车辆更换记录仪。"]),
    ]


def test_answer_without_a_label_ends_before_those_that_tell_of_it() -> None:
    body = (
        "（一）石桥村\n1.低保评议不公开。\n乡民政办重新评议，取消2户。\n责任人：唐兴旺\n整改状态：已销号\n"
        "2.水费账目混乱。\n账目正由乡财政所核对。\n责任人：唐兴旺\n整改状态：正在整改\n"
    )
    assert [measures for _, _, measures in _read(body)] == [["乡民政办重新评议，取消2户。"], ["账目正由乡财政所核对。"]]
    assert [m.status for issue in parse_report(_TITLE + body).issues for m in issue.measures] == [
        "COMPLETED", "IN_PROGRESS",
    ]  # fmt: skip


def test_chapter_named_after_faults_gives_way_to_those_below_it() -> None:
    body = (
        "一、共性问题\n（一）安全培训不到位。\n整改情况：培训126人。\n（二）执法检查宽松软。\n整改情况：立案7起。\n"
        "二、具体隐患\n1.宏兴水泵厂：除尘系统失效。责任部门：应急局。整改情况：已更换电机4台。\n"
        "2.双河水库：溢洪道护坡塌陷。责任部门：水利局。整改情况：正在加固。\n"
    )
    assert [(number, title) for number, title, _ in _read(body)] == [
        ("一", "安全培训不到位"), ("二", "执法检查宽松软"),
        ("1", "宏兴水泵厂：除尘系统失效"), ("2", "双河水库：溢洪道护坡塌陷"),
    ]  # fmt: skip


def test_paragraphs_that_say_first_who_found_the_fault_are_issues() -> None:
    body = (
        "一、县一中\n检查发现，伙食费结余分配不合规。经整改，学校已退还13.7万元。\n检查发现，课后服务费支出扩大。经整改，收回0.8万元。\n"
        "二、县疾控中心\n检查发现，疫苗采购未履行程序。经整改，已制定内控制度。\n"
    )
    assert [(title, *measures) for _, title, measures in _read(body)] == [
        ("伙食费结余分配不合规", "经整改，学校已退还13.7万元。"),
        ("课后服务费支出扩大", "经整改，收回0.8万元。"),
        ("疫苗采购未履行程序", "经整改，已制定内控制度。"),
    ]


def test_any_verb_before_a_quoted_fault_opens_an_issue() -> None:
    body = (
        "一、整改情况\n（一）履职方面\n聚焦“基层站所空壳化”问题，主要做了两项工作。一是恢复站所4个。二是招聘人员9名。\n"
        "聚焦“储备流于形式”问题，主要做了两项工作。一是足额储备水泵12台。二是清理虚假台账2本。\n"
    )
    assert [(title, len(measures)) for _, title, measures in _read(body)] == [
        ("基层站所空壳化", 2), ("储备流于形式", 2),
    ]  # fmt: skip
    assert [issue.declared_measures for issue in parse_report(_TITLE + body).issues] == [2, 2]


def test_quotation_inside_a_bare_title_is_a_part_of_it() -> None:
    body = "1.“指尖上的负担”有增无减。整改情况：清理工作群36个。\n2.“三资”管理混乱。整改情况：规范合同46份。\n"
    assert [title for _, title, _ in _read(body)] == ["“指尖上的负担”有增无减", "“三资”管理混乱"]


def test_lists_of_faults_and_answers_under_labels_are_paired_by_number() -> None:
    body = (
        "一、履职方面\n（一）反馈问题：1.议题随意增减；2.项目督导不够。\n（二）整改情况：1.实行议题会前审核；2.现场督导39次。\n"
        "二、资金方面\n（一）反馈问题：1.验收把关不严；2.资金拨付超期。\n（二）整改情况：1.追回24.6万元；2.拨付1308万元。\n"
    )
    text = _TITLE + body
    issues = parse_report(text).issues
    assert [(issue.title, *(text[m.start : m.end] for m in issue.measures)) for issue in issues] == [
        ("议题随意增减", "1.实行议题会前审核；"), ("项目督导不够", "2.现场督导39次。"),
        ("验收把关不严", "1.追回24.6万元；"), ("资金拨付超期", "2.拨付1308万元。"),
    ]  # fmt: skip
    assert [issue.section for issue in issues] == ["一、履职方面"] * 2 + ["二、资金方面"] * 2


def test_numbered_words_that_come_again_with_a_stop_are_labels() -> None:
    body = "".join(
        f"{number}、{fault}\n（一）问题概况。情况属实。\n（二）整改要求。年底前完成。\n（三）整改落实情况。1.{deed}；2.建章立制。\n"
        "（四）存在问题及下步打算。无。\n"
        for number, fault, deed in (
            ("一", "河道水质长期劣Ⅴ类", "封堵排口97个"),
            ("二", "垃圾消纳能力不足", "建成消纳场1座"),
        )
    )
    assert [(title, *measures) for _, title, measures in _read(body)] == [
        ("河道水质长期劣Ⅴ类", "1.封堵排口97个；", "2.建章立制。"),
        ("垃圾消纳能力不足", "1.建成消纳场1座；", "2.建章立制。"),
    ]


def test_table_without_numbers_is_read_by_its_heads() -> None:
    rows = (
        ("问题名称", "责任单位", "整改措施", "整改结果"),
        ("欠收水费86万元", "县水务公司", "追缴水费61万元。", "正在整改"),
        ("账实不符", "县灌区局", "调整账目。", "已完成"),
    )
    body = "".join(f"{cell}\n" for row in rows for cell in row)
    assert _read(body) == [("1", "欠收水费86万元", ["追缴水费61万元。"]), ("2", "账实不符", ["调整账目。"])]


def test_empty_cell_of_a_line_between_tabs_stands_for_the_one_above() -> None:
    rows = (
        "序号\t问题类别\t具体问题\t整改措施\t责任部门\t目前进展\n1\t党的建设\t换届不及时\t督促13个支部完成换届\t组织部\t已完成\n"
        "2\t\t发展党员慢\t发展党员9名\t组织部\t正在推进\n"
    )
    assert _read(rows) == [("1", "换届不及时", ["督促13个支部完成换届"]), ("2", "发展党员慢", ["发展党员9名"])]


@pytest.mark.parametrize(
    ("mark", "number"),
    [("第5条整改任务：", "5"), ("#1 ", "1"), ("【第三项】\n反馈意见：", "三")],
    ids=["item", "hash", "bracket"],
)
def test_marks_of_issues_of_other_shapes(mark: str, number: str) -> None:
    after = {"5": "第9条整改任务：", "1": "#2 ", "三": "【第四项】\n反馈意见："}[number]
    body = f"{mark}扬尘治理不力\n整改情况：停工整顿21个。\n{after}危废贮存不规范\n整改情况：改造库房5处。\n"
    found = _read(body)
    assert [title for _, title, _ in found] == ["扬尘治理不力", "危废贮存不规范"]
    assert found[0][0] == number


def test_task_is_the_issue_whatever_stands_between_it_and_its_answer() -> None:
    body = "".join(
        f"（{number}）整改任务：{task}。\n责任领导：潘永福。牵头部门：党委办公室。\n推进情况：{deed}。\n"
        for number, task, deed in (
            ("一", "健全决策监督机制", "检查子公司4家"),
            ("二", "压降应收账款", "较年初下降3.1亿元"),
        )
    )
    assert [(title, len(measures)) for _, title, measures in _read(body)] == [
        ("健全决策监督机制", 1),
        ("压降应收账款", 1),
    ]


def test_signs_before_numbered_issues_are_sections() -> None:
    body = (
        "▲关于防汛方面\n问题1：物资储备不足。\n整改情况：\n（1）购置水泵12台。\n（2）补充编织袋8000条。\n"
        "▲关于供水方面\n问题2：管网漏损率高。\n整改情况：\n（1）更换管道17公里。\n"
    )
    assert [(title, *measures) for _, title, measures in _read(body)] == [
        ("物资储备不足", "（1）购置水泵12台。", "（2）补充编织袋8000条。"), ("管网漏损率高", "（1）更换管道17公里。"),
    ]  # fmt: skip


def test_sign_may_stand_below_another() -> None:
    body = (
        "【反馈问题】9个\n【整改情况】\n一、收费管理\n◆两家水厂强制收费\n◇6个站所退费13万元。\n◇对站长诫勉谈话。\n"
        "二、工程管理\n◆工程变更随意\n◇修订变更管理办法。\n【下一步】持续整治行业乱象。\n"
    )
    assert [(title, *measures) for _, title, measures in _read(body)] == [
        ("两家水厂强制收费", "◇6个站所退费13万元。", "◇对站长诫勉谈话。"), ("工程变更随意", "◇修订变更管理办法。"),
    ]  # fmt: skip


def test_lists_under_labels_are_no_sections() -> None:
    body = (
        "一、反馈问题：产业发展思路不清\n整改举措：\n（一）引进农业企业1家。\n（二）编制产业规划。\n"
        "二、反馈问题：信访积案化解缓慢\n整改举措：\n（一）化解积案8件。\n（二）坚持每周接访。\n"
        "三、反馈问题：账外设账\n整改举措：\n（一）关闭账户2个。\n（二）处分1人。\n"
    )
    assert [(number, len(measures)) for number, _, measures in _read(body)] == [("一", 2), ("二", 2), ("三", 2)]


def test_line_in_brackets_is_the_section_of_all_issues_behind_it() -> None:
    body = (
        "【县水利局】\n（一）项目管理不严。扣减工程款67万元。\n（二）补贴审核流于形式。追缴骗补资金29万元。\n"
        "【县水文站】\n（一）设备长期闲置。移交设备9台。\n"
    )
    found = parse_report(_TITLE + body)
    assert [issue.section for issue in found.issues] == ["【县水利局】", "【县水利局】", "【县水文站】"]
    assert "NUMBER_REPEATED" not in {warning.code for warning in found.warnings}


def test_chapter_may_repeat_the_number_of_its_issue() -> None:
    body = "".join(
        f"{number}、问题{number}：{fault}\n（一）责任单位：县水务公司\n（二）整改措施：\n1.{deed}；\n2.建立台账。\n"
        for number, fault, deed in (("一", "雨水排口外排污水", "封堵排口5个"), ("二", "堆场防渗不达标", "铺设防渗膜"))
    )
    assert [(title, len(measures)) for _, title, measures in _read(body)] == [
        ("雨水排口外排污水", 2),
        ("堆场防渗不达标", 2),
    ]


def test_topic_before_a_fault_is_no_part_of_the_title() -> None:
    body = (
        "（一）水库管理\n1.物资管理方面：防汛物资账物不符。\n举措与成效：盘点物资36种。\n"
        "2.资金管理方面。关于租金未入账的问题，收回租金7.3万元。\n"
    )
    assert [title for _, title, _ in _read(body)] == ["防汛物资账物不符", "租金未入账"]


def test_degree_in_brackets_behind_a_title_is_no_part_of_it() -> None:
    body = (
        "1.印鉴交接无记录（风险等级：中）\n整改行动：补签26份。\n"
        "2.底稿归档不及时（风险等级：高）\n整改行动：归档41个。\n"
    )
    assert [title for _, title, _ in _read(body)] == ["印鉴交接无记录", "底稿归档不及时"]


def test_heading_that_only_says_what_it_is_about_holds_the_issues() -> None:
    body = (
        "一、关于储备粮管理方面\n1、水温检测造假：（1）查实造假16次，处理4人；（2）安装检测系统37套。\n"
        "二、关于收购资金方面\n1、先付款后收粮：（1）追回预付款820万元；（2）上线售粮平台。\n"
    )
    assert [(title, len(measures)) for _, title, measures in _read(body)] == [("水温检测造假", 2), ("先付款后收粮", 2)]


def test_line_before_a_heading_without_a_number_is_its_section() -> None:
    body = (
        "党支部作用发挥不够\n\n舆论引导力不强，原创作品少\n采写原创稿件1260篇。\n\n阵地管理松懈\n注销僵尸账号3个，签订责任书。\n\n"
        "财经纪律执行不严\n\n广告收入未及时入账\n广告收入46万元已全部入账。\n"
    )
    assert [measures for _, _, measures in _read(body)] == [
        ["采写原创稿件1260篇。"], ["注销僵尸账号3个，签订责任书。"], ["广告收入46万元已全部入账。"],
    ]  # fmt: skip


def test_measures_may_carry_the_number_of_their_issue() -> None:
    body = (
        "问题1　责任制落实不力\n整改1-1　签订责任书46份。\n整改1-2　处理责任人6名。\n"
        "问题2　投诉居高不下\n整改2-1　整治台区63个。\n"
    )
    assert [(title, len(measures)) for _, title, measures in _read(body)] == [
        ("责任制落实不力", 2),
        ("投诉居高不下", 1),
    ]


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        ("罚款6万元；剩余29.5万元已从质保金中抵扣。", "COMPLETED"),
        ("收回结余资金1986万元，其余144万元按规定结转使用。", "COMPLETED"),
        ("收回借款3100万元，剩余860万元已申请强制执行。", "IN_PROGRESS"),
        ("追缴租金1920万元，尚有370万元通过诉讼追缴。", "IN_PROGRESS"),
        ("拟结合机构改革，于2035年6月底前分类清理。", "PLANNED"),
    ],
)
def test_remainder_that_is_settled_leaves_nothing_open(answer: str, status: str) -> None:
    body = f"1.关于资金管理不严的问题。整改情况：{answer}\n2.关于账目不清的问题。整改情况：已补记。\n"
    assert parse_report(_TITLE + body).issues[0].measures[0].status == status


def test_answer_in_brackets_is_told_without_them() -> None:
    body = "1、账目不清。（整改情况：补记账目12笔。）\n2、租金偏低。（整改情况：重新评估租金。）\n"
    assert [measures for _, _, measures in _read(body)] == [["整改情况：补记账目12笔。"], ["整改情况：重新评估租金。"]]


def test_ticked_box_is_the_verdict() -> None:
    body = (
        "隐患1.报警装置未校验。\n整改情况：委托有资质的单位对六台装置进行校验。 ☑已整改 □未整改\n"
        "隐患2.桥架锈蚀严重。\n整改情况：已采购材料。 □已整改 ☑未整改\n"
    )
    found = parse_report(_TITLE + body)
    assert [m.status for issue in found.issues for m in issue.measures] == ["COMPLETED", "PLANNED"]
    assert "TEXT_DAMAGED" not in {warning.code for warning in found.warnings}


def test_marks_of_markdown_and_heads_of_pages_are_left_out() -> None:
    body = (
        "**1. 制度不健全**\n- 印发制度3项；\n- 正在修订手册。\n\n"
        "巡察整改报告　　第 2 页 共 3 页\n\n**2. 账目不清**\n- 补记账目12笔。\n\n"
        "巡察整改报告　　第 3 页 共 3 页\n"
    )
    assert [(title, measures) for _, title, measures in _read(body)] == [
        ("制度不健全", ["- 印发制度3项；", "- 正在修订手册。"]), ("账目不清", ["- 补记账目12笔。"]),
    ]  # fmt: skip


def test_parts_of_parts_are_no_totals() -> None:
    text = (
        "关于审计查出问题整改情况的报告\n审计工作报告反映的214个问题，截至11月底，已整改183个，占85.5%。"
        "其中，要求立行立改的127个问题，已整改125个。\n"
    )
    found = parse_report(text)
    assert dict(found.declared_counts) == {"issues": 214, "COMPLETED": 183, "completionRate": 85.5}
    assert "TOTALS_MISMATCH" not in {warning.code for warning in found.warnings}


def test_totals_of_two_things_are_not_added() -> None:
    text = "关于巡察整改情况的通报\n反馈的29个问题已完成21个、阶段性完成8个，158条措施已完成120条。\n"
    assert dict(parse_report(text).declared_counts) == {
        "issues": 29, "measures": 158, "COMPLETED": 21, "IN_PROGRESS": 8,
    }  # fmt: skip
