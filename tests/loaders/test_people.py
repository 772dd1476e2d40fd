"""People: names without titles, and names that stand inside others."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from loaders.report import people
from loaders.report.context import Context
from loaders.text import fold

if TYPE_CHECKING:
    from loaders.parsed import PersonMention


def found(text: str) -> tuple[PersonMention, ...]:
    return people.mentions(fold(text), text, Context())


def names(text: str) -> list[str]:
    return [each.name for each in found(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("由党委书记李明远、校长陈国栋任组长。", ["李明远", "陈国栋"]),
        ("责任人：张伟、刘海洋", ["张伟", "刘海洋"]),
        ("责任人:县水利局局长 孙立国", ["孙立国"]),
        ("邀请省委党校王建华教授作辅导。", ["王建华"]),
        ("纪委书记林晓东同志带队检查。", ["林晓东"]),
        ("对原总经理赵某某、会计吴某给予处分。", ["赵某某", "吴某"]),
        ("传承人欧阳文静走进小学。", ["欧阳文静"]),
        ("对民一庭法官厉建中、执行局干警邬晓东分别给予处分。", ["厉建中", "邬晓东"]),
        ("给予白马支行原行长卞永祥记大过处分。", ["卞永祥"]),
        ("【责任人】谭志宏", ["谭志宏"]),
        ("责任人：温如海（县水利局局长）、鲁明（副局长）", ["温如海", "鲁明"]),
        ("约谈人事科科长 苗　壮、办公室主任宗泽辉2人。", ["苗　壮", "宗泽辉"]),
        ("对收费员闾丘敏、樊素芳扣发绩效。", ["闾丘敏", "樊素芳"]),
        ("起诉承租人邬国强。解聘书记员岑子豪，给予庭长仝建军警告。", ["邬国强", "岑子豪", "仝建军"]),
        ("其中原段长拓跋宏远撤职。", ["拓跋宏远"]),
        ("对村党支部书记艾尼瓦尔·买买提约谈。", ["艾尼瓦尔·买买提"]),
        ("公卫科科长花蕊给予政务警告处分。", ["花蕊"]),
        ("副局长曾志强、科长辛慧负责。", ["曾志强", "辛慧"]),
        ("以魏长河、林某平案为反面教材，对校长侯某明、会计殷某予以批评。", ["魏长河", "林某平", "侯某明", "殷某"]),
        (
            "依托云澜大学沙志民团队，与高水平团队和市医院康复团队合作，对管仲华团队奖励，对项目负责人古文斌记不良行为记录。",
            ["沙志民", "管仲华", "古文斌"],
        ),
        ("与教授庄景明团队合作。", ["庄景明"]),
        ("选派苏航、邹雨桐等5名同志挂职。", ["苏航", "邹雨桐"]),
        ("自然人武大江所欠38万元由保管员鲁守田、原科长皮建国赔偿。", ["武大江", "鲁守田", "皮建国"]),
        (
            "聘请果树专家段其昌、植保专家蓝淑仪等6人，法律顾问穆清、舞龙教练农志强到场。",
            ["段其昌", "蓝淑仪", "穆清", "农志强"],
        ),
        ("对导游许芳兰、领队罗凯依法处罚。", ["许芳兰", "罗凯"]),
        ("农技员海建军、员小霞驻点，副局长普正云约谈，纪委书记海涛任组长。", ["海建军", "员小霞", "普正云", "海涛"]),
        (
            "执法人员海青、车立冬被通报，副总经理练国平、轮机长员进喜、总监历建国到场。",
            ["海青", "车立冬", "练国平", "员进喜", "历建国"],
        ),
        ("约谈项目经理张XX、承租户周××、会计李**、出纳王○○。", ["张XX", "周××", "李**", "王○○"]),
        (
            "对廖金水、温桂兰等4户补办手续，由主任池金玉全程监督，院长隗明远集体约谈。",
            ["廖金水", "温桂兰", "池金玉", "隗明远"],
        ),
        ("书记曾多次强调，干部敬业，主任简要汇报，职工游说。", []),
        ("组织党员干部、工作人员严格执行规定，推动万人成讼率下降。", []),
    ],
)
def test_names_stand_beside_titles_and_labels(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "主要负责同志和行政首长负责。",
        "学生宿舍增设疏散楼梯2部。",
        "县委书记、县长多次批示。",
        "由书记任组长、院长任副组长。",
        "责任人:主要负责人",
        "明确责任领导、责任单位。",
        "班子成员严格履职，党员干部应当带头。",
        "由支行行长家访，修缮刘家祠堂。",
        "加强对整改工作的领导和监督，副总方案已报批。",
        "专家应邀到场，专家和代表全程参与，带领队伍走访，法律顾问时常提醒。",
        "负责人员工资按期发放，主任普遍签字，教师相互听课，书记海外招商，工作人员均已到岗。",
        "管理人员应知应会，执法人员全程记录，财务人员安排到位，教练练兵，财务人员历年考核。",
        "与XX公司签约，于XX年完成，通XX路。",
    ],
)
def test_posts_and_words_are_no_people(text: str) -> None:
    assert names(text) == []


def test_a_name_inside_a_doctrine_a_book_or_a_place_is_embedded() -> None:
    text = "学习习近平新时代中国特色社会主义思想和《习近平谈治国理政》，参观焦裕禄纪念馆、华佗墓，学习雷锋精神。"
    assert [(each.name, each.embedded) for each in found(text)] == [
        ("习近平", True),
        ("习近平", True),
        ("焦裕禄", True),
        ("华佗", True),
        ("雷锋", True),
    ]


def test_the_title_of_an_author_is_no_post() -> None:
    (leader,) = found("学习习近平总书记重要讲话精神。")
    assert (leader.surface, leader.post, leader.embedded) == ("习近平", None, False)


@pytest.mark.parametrize(
    ("text", "name", "post"),
    [
        ("县审计局局长周志强报告。", "周志强", "县审计局局长"),
        ("组织县级非遗传承人何秀兰走进校园。", "何秀兰", "县级非遗传承人"),
        ("给予工程科科长马骁党内警告处分。", "马骁", "工程科科长"),
        ("会议由马建国同志主持。", "马建国", None),
        ("约谈生产副总王明。", "王明", "生产副总"),
        ("采购经办人魏晓东退款。", "魏晓东", "采购经办人"),
        ("村报账员李秀云退款。", "李秀云", "报账员"),
        ("责任人：分管副总 于洪涛", "于洪涛", "分管副总"),
        ("由总工程师李国强牵头。", "李国强", "总工程师"),
        ("由总会计师何平负责。", "何平", "总会计师"),
        ("首席质量官吴刚带队。", "吴刚", "首席质量官"),
        ("党委书记罗佑吾就医院整改作汇报。", "罗佑吾", "党委书记"),
    ],
)
def test_the_post_before_a_name_is_kept_whole(text: str, name: str, post: str | None) -> None:
    (person,) = found(text)
    assert (person.name, person.post) == (name, post)


def test_word_that_begins_with_man_ends_no_office() -> None:
    text = "1.挖掘百年大桥历史人文资源，引进人才；由承租人王建国整改。"
    assert names(text) == ["王建国"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("种植户焦有田补缴租金2万元。", [("焦有田", None)]),
        ("村民代表石广义、村民邢大宝骗取补贴。", [("石广义", None), ("邢大宝", None)]),
        ("团委办主任由谷秋月担任。", [("谷秋月", "团委办主任")]),
        ("会上，由谷秋月兼任组长。", [("谷秋月", None)]),
        ("镇城建公司原董事长高建设严重违纪违法。", [("高建设", "董事长")]),
        ("局长高度重视。农户和村民自愿退地。", []),
    ],
)
def test_residents_hold_no_post_and_offices_may_stand_before_the_name_that_holds_them(
    text: str, expected: list[tuple[str, str | None]]
) -> None:
    assert [(each.name, each.post) for each in found(text)] == expected
