"""Bodies: where their names begin and end, what they are called in full, what part they take."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

import pytest

from loaders.report import units
from loaders.report.context import Context
from loaders.report.documents import titles
from loaders.text import fold
from loaders.units import aliases, is_generic, jurisdiction_of, read_name

if TYPE_CHECKING:
    from loaders.parsed import UnitMention

COUNTY = jurisdiction_of("柏川县人民政府", "柏川县", ("青岚省", "云澜市"))


def found(text: str, issuer: str = "", target: str = "") -> tuple[UnitMention, ...]:
    folded = fold(text)
    spans, _ = titles(folded)
    return units.mentions(folded, text, Context(issuer=issuer, target=target, aliases=aliases(text), excluded=spans))


def surfaces(text: str) -> list[str]:
    return [each.surface for each in found(text)]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("定期同柏川河务局和望溪河务局联合巡查。", ["柏川河务局", "望溪河务局"]),
        ("县发展和改革局会同县自然资源局完善手续。", ["县发展和改革局", "县自然资源局"]),
        ("财务处与审计处开展检查。", ["财务处", "审计处"]),
        ("经济与管理学院、材料科学与工程学院党委已换届。", ["经济与管理学院", "材料科学与工程学院党委"]),
        ("邀请省委党校授课，请示市园林和林业绿化局。", ["省委党校", "市园林和林业绿化局"]),
        ("市税务局补征柏川啤酒厂税款，巡听外国语学院。", ["市税务局", "柏川啤酒厂", "外国语学院"]),
        ("组织市歌舞剧院下乡，对海风国际旅行社罚款。", ["市歌舞剧院", "海风国际旅行社"]),
        (
            "撤并市水利机械施工队，转让柏川宾馆股权，向博文书店、宏泰置业追款。",
            [
                "市水利机械施工队",
                "柏川宾馆",
                "博文书店",
                "宏泰置业",
            ],
        ),
        ("县博物馆馆长闵佳带队采录。", ["县博物馆"]),
        ("省交控集团建成中柏镇污泥处理中心。", ["省交控集团"]),
        ("新建城南第三小学，柏川充电示范站建成投运。", []),
        ("撤换中介机构云澜正信会计师事务所。", ["云澜正信会计师事务所"]),
        ("成立县委乡村振兴推进领导小组，县委召开会议。", ["县委乡村振兴推进领导小组", "县委"]),
        ("市纪委监委驻市国资委纪检监察组进行督导。", ["市纪委监委驻市国资委纪检监察组"]),
        ("组织人事科、建管科、房管中心配合。", ["组织人事科", "建管科", "房管中心"]),
        ("县国资中心督促县水务投资有限公司清理往来款。", ["县国资中心", "县水务投资有限公司"]),
        ("市公安局交通警察支队、市消防救援支队已整改。", ["市公安局交通警察支队", "市消防救援支队"]),
        ("对涉及的生态环境部、国家发改委意见进行研究。", ["生态环境部", "国家发改委"]),
        ("整合城东粮管所、北山农机修配厂等11家基层企业。", ["城东粮管所", "北山农机修配厂"]),
        ("区委区政府专题研究。", ["区委", "区政府"]),
        ("县委召开党政联席会议，学院党政联席会议听取汇报。", ["县委"]),
        ("河湖长制部门联席会议印发要点。", ["河湖长制部门联席会议"]),
        ("委托县林业规划设计室编制方案，乡水管站核实。", ["县林业规划设计室", "乡水管站"]),
        ("聘请明德评估事务所出具报告。", ["明德评估事务所"]),
        ("在软件园建设法律服务站。", ["法律服务站"]),
        ("由廉政督察部通报情况。指导支部完成换届。", ["廉政督察部"]),
        ("党委组织部（人力资源部）牵头核查。", ["党委组织部（人力资源部）"]),
        ("施工单位云澜宏泰建设集团有限公司已退款。", ["云澜宏泰建设集团有限公司"]),
        ("对宏图木器厂罚款，关停污水处理厂和小工厂。", ["宏图木器厂"]),
        ("对新图书馆、教学楼等4个项目开展审计。", []),
        ("将联合支部调整为12个独立党支部。", []),
        ("改造医院污水处理设施。", []),
        ("组建街道防汛抢险队，整改街道环卫所账目。", ["街道防汛抢险队", "街道环卫所"]),
        ("责成岚溪二中、大岭镇中心小学退款，重新选择存放银行。", ["岚溪二中", "大岭镇中心小学"]),
        ("约谈青原省水电建设有限公司，处分原县粮食局局长。", ["青原省水电建设有限公司", "县粮食局"]),
        ("全面盘点云澜分公司库存。", ["云澜分公司"]),
        ("大岭镇农产品物流中心已引进企业。", []),
        ("配合市纪委监委查处违规案件。", ["市纪委监委"]),
        ("确定呼吸与危重症医学科、神经内科牵头。", ["呼吸与危重症医学科", "神经内科"]),
        ("审计部分别约谈。", ["审计部"]),
        ("向云澜市环保督察反馈问题整改工作领导小组报告。", ["云澜市环保督察反馈问题整改工作领导小组"]),
        ("云澜市办理中央生态环境保护督察组转办信访件。", ["中央生态环境保护督察组"]),
        ("市委巡察二组反馈意见，县委提级巡察组撤离。", ["市委巡察二组", "县委提级巡察组"]),
        ("由中国铁路青原局集团有限公司负责。", ["中国铁路青原局集团有限公司"]),
        ("印发10号县农业农村局文件。", ["县农业农村局"]),
        ("下属单位县文化馆、局属单位县河道管理处已退款。", ["下属单位", "县文化馆", "局属单位", "县河道管理处"]),
        ("县生态环境局柳原经济开发区分局排查，处分原县水利局局长。", ["县生态环境局柳原经济开发区分局", "县水利局"]),
        (
            "与清源医疗废物处置有限公司续签，委托长澜资产评估有限公司。",
            ["清源医疗废物处置有限公司", "长澜资产评估有限公司"],
        ),
        ("县纪委监委派驻第五纪检监察组立案。", ["县纪委监委派驻第五纪检监察组"]),
        ("柏川县人民政府投资建设，抓好政府投资项目。", ["柏川县人民政府"]),
        ("市委第三巡察“回头看”组反馈。", ["市委第三巡察“回头看”组"]),
        ("县委第五巡察组对水务集团党总支开展巡察。", ["县委第五巡察组", "水务集团党总支"]),
    ],
)
def test_names_begin_behind_verbs_and_prepositions(text: str, names: list[str]) -> None:
    assert surfaces(text) == names


def test_a_list_counted_at_its_end_is_one_body_for_each_item() -> None:
    named = found("选派干部到东门、柳湾、石桥3个街道办公。")
    assert [(each.surface, each.name) for each in named] == [
        ("东门", "东门街道"),
        ("柳湾", "柳湾街道"),
        ("石桥", "石桥街道"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "优化全区布局。",
        "局限于格局。",
        "党员干部全部到岗。",
        "建设法治政府。",
        "处理问题。",
        "在职大学生。",
        "共建产业学院4个。",
        "基建投资部分项目。",
    ],
)
def test_words_that_end_like_bodies_are_none(text: str) -> None:
    assert surfaces(text) == []


def test_titles_are_left_out() -> None:
    assert surfaces("印发《云澜大学财务处工作规则》。") == []


def test_a_lost_last_character_is_completed_in_the_name() -> None:
    last = found("与柏川清水河务局签约。与柏川清水河务共同巡查。")[-1]
    assert (last.surface, last.name) == ("柏川清水河务", "柏川清水河务局")


def test_a_bare_group_takes_the_group_named_before_it() -> None:
    named = found("成立巡察整改工作领导小组，领导小组办公室设在党政办公室。")
    assert [each.name for each in named] == ["巡察整改工作领导小组", "巡察整改工作领导小组办公室", "党政办公室"]


def test_generic_bodies_keep_their_own_words() -> None:
    named = found("与省直部门对接，各部门、施工单位落实。", "中共云澜市委员会", "云澜市")
    assert [(each.surface, each.name, each.generic) for each in named] == [
        (words, words, True) for words in ("省直部门", "各部门", "施工单位")
    ]


@pytest.mark.parametrize("text", ["明确责任人、责任单位和完成时限。", "细化牵头单位、时限。", "责任单位：财务处"])
def test_what_is_laid_down_is_no_body(text: str) -> None:
    assert [each.surface for each in found(text) if each.generic] == []


def test_the_committee_of_the_reporting_body_is_named_in_full() -> None:
    named = found("校党委研究，党委宣传部负责。", "中共云澜大学委员会", "云澜大学")
    assert [each.name for each in named] == ["中共云澜大学委员会", "中共云澜大学委员会宣传部"]


@pytest.mark.parametrize(
    ("text", "roles"),
    [
        ("责任单位:财务处、人事处;配合单位:审计处", ["LEAD", "LEAD", "COOPERATE"]),
        ("由基建处牵头,审计处配合。", ["LEAD", "COOPERATE"]),
        ("督办单位:县纪委监委", ["SUPERVISE"]),
        ("县审计局出具报告。", [None]),
        ("县水利局联合县公安局执法。", [None, "COOPERATE"]),
    ],
)
def test_words_around_a_body_give_its_role(text: str, roles: list[str | None]) -> None:
    assert [each.role for each in found(text)] == roles


@pytest.mark.parametrize(
    ("surface", "name"),
    [
        ("省政府", "青岚省人民政府"),
        ("市委", "中共云澜市委员会"),
        ("市委编办", "中共云澜市委机构编制委员会办公室"),
        ("县水利局", "柏川县水利局"),
        ("市住建局党组", "云澜市住房和城乡建设局党组"),
        ("县防指", "柏川县防汛抗旱指挥部"),
        ("国家发改委", "国家发展和改革委员会"),
        ("团县委", "共青团柏川县委员会"),
        ("生态环境部", "生态环境部"),
        ("望溪区水务局", "望溪区水务局"),
    ],
)
def test_names_resolve_within_the_jurisdiction(surface: str, name: str) -> None:
    assert read_name(surface, COUNTY, {}).name == name


def test_a_city_of_china_implies_its_province() -> None:
    assert read_name("省委", jurisdiction_of("中共洛阳市委员会"), {}).name == "中共河南省委员会"


def test_without_a_jurisdiction_names_stay() -> None:
    assert read_name("市水务局", jurisdiction_of(""), {}).name == "市水务局"


def test_an_alias_is_read_inside_a_longer_name() -> None:
    known = {"东部新城": "云澜东部产业新城"}
    assert read_name("东部新城建设指挥部", jurisdiction_of(""), known).name == "云澜东部产业新城建设指挥部"


def test_aliases_come_from_brackets_and_notes() -> None:
    assert aliases("市委巡察组对云澜水务集团（以下简称“集团”）开展巡察") == {"集团": "云澜水务集团"}
    note = "注：市住建局、市发改委分别为市住房和城乡建设局、市发展和改革委员会的简称。"
    assert aliases(note) == {"市住建局": "市住房和城乡建设局", "市发改委": "市发展和改革委员会"}


@pytest.mark.parametrize(
    "name",
    [
        "各部门",
        "省直部门",
        "有关部门",
        "责任部门",
        "施工单位",
        "各区（县）人民政府",
        "相关职能部门",
        "各学院",
        "教育部门",
    ],
)
def test_nobody_in_particular_is_generic(name: str) -> None:
    assert is_generic(name)


@pytest.mark.parametrize(
    "name", ["省政府", "市委", "市财政局", "校党委", "云澜大学", "县防指", "云澜水务集团有限公司", "管委会"]
)
def test_one_body_is_not_generic(name: str) -> None:
    assert not is_generic(name)


def test_spans_slice_to_the_surface_in_the_text_as_given() -> None:
    text = "縣財政局、县农业农村局（牵头）已整改。"
    assert all(text[each.start : each.end] == each.surface for each in found(text))


def test_time_grows_with_the_length_only() -> None:
    text = "县财政局和、" * 20_000
    started = time.process_time()
    found(text)
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("追缴锦河置业有限公司、广和地产有限公司租金。", ["锦河置业有限公司", "广和地产有限公司"]),
        ("柏川安宁精神病医院停业整顿。", ["柏川安宁精神病医院"]),
        ("质量安全部牵头整改。", ["质量安全部"]),
        ("质量安全全部合格。", []),
        ("新建松岭村党群服务中心。", []),
        ("制定2023年度党委理论学习中心组学习计划。", ["党委理论学习中心组"]),
        ("柏河治理工程建设单位锦河城建集团补办许可。", ["锦河城建集团"]),
        ("对更新改造科科长李明谈话。", ["更新改造科"]),
        ("给予招标采购办公室原副主任李明处分。", ["招标采购办公室"]),
        ("派驻纪检监察组立案3件。", ["派驻纪检监察组"]),
        ("对中煜交建集团处以罚款。", ["中煜交建集团"]),
        ("县委副书记、县长李明领衔推进。", []),
        ("追回锦河物业服务有限公司挪用资金，对锦河物业罚款。", ["锦河物业服务有限公司", "锦河物业"]),
        ("共建柳湾产业研究院。", []),
    ],
)
def test_names_are_whole_where_a_word_stands_inside_them_and_houses_being_built_are_none(
    text: str, expected: list[str]
) -> None:
    assert surfaces(text) == expected
