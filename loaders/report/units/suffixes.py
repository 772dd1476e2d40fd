"""Full names of bodies by their suffix and their left boundary."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final

import ahocorasick

from loaders.characters import HAN
from loaders.lexicon import table, words
from loaders.report.raised import is_raised
from loaders.report.units.collective import department
from loaders.report.units.found import Found

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from loaders.report.boundary import Boundaries

_FIELD_ENDS: Final = ("处", "部", "科", "室", "办", "司", "股", "中心")
_FACILITIES: Final = frozenset(words("facility-fields"))
_BUILDINGS: Final = ("物流", "仓储", "配送", "集散", "冷链", "养殖", "购物", "会展", "体育", "文化")
# 县国资中心: what begins with a level of government is a body though its field is not known.
_LOOSE_ENDS: Final = ("中心", "所", "站", "队", "处", "科", "部", "室", "院")
_LEVEL_AHEAD: Final = re.compile(
    rf"^(?:街道|(?:[{HAN}]{{2,6}}?)?[省市区县镇乡](?![级场内容域区里民直中长委村街镇土]|政(?!府|务|协)))[{HAN}]{{2,12}}$"
)
_AFTER: Final = {
    "委": "托派任屈婉",
    "办": "理法事公学结好案了件班成税证点报展医园企",
    "司": "法机令库长",
    "系": "统列",
    "局": "面限势促长域",
    "厅": "级长",
    "处": "理置分于罚级长所境",
    "科": "学技研普目员级长幻创协教",
    "部": "门署位队长级件落委",
    "室": "内外温",
    "站": "位点在立",
    "院": "长士落线",
    "会": "议计员见",
    "府": "性",
    "大": "代会",
    "协": "助会",
    "厂": "房区界长商家址内外矿",
    "学": "习生术科历位籍分费期",
    "中心": "区城",
    "道": "路",
    "团": "结体队化",
    "社": "会区",
    "股": "份权东票市本息民",
    "所": "有以属辖",
    "馆": "藏",
    "组": "织成长建",
    "园": "区",
    "校": "长园友企舍",
    "队": "员伍长列形",
    "行": "长业政为动",
}
_OFFICE_OF: Final = re.compile(r"(?:及其?|下设)?(?:办公室|办)(?![理公法事学证])")
_BAD_STEM: Final = re.compile(r"^[一二三四五六七八九十几两多数\d]*[个家名次种类条处所座项批期届年月日件起份支]?$")
_OWN: Final = frozenset(words("own-bodies"))
_NEEDS_STEM: Final = frozenset(words("bare-bodies"))
_GENERIC_ENDS: Final = ("部门", "单位")


@cache
def _lookalikes() -> Any:
    """Return the automaton of words that look like bodies and are none: for each its length."""
    automaton = ahocorasick.Automaton()
    for word in words("body-lookalikes"):
        automaton.add_word(word, len(word))
    automaton.make_automaton()
    return automaton


@cache
def _endings() -> Any:
    """Return the automaton of suffixes: for each its length and its class."""
    automaton = ahocorasick.Automaton()
    for field in words("body-fields"):
        for end in _FIELD_ENDS if field not in _FACILITIES else _FIELD_ENDS[:-1]:
            automaton.add_word(field + end, (len(field + end), "field"))
    for word in _LOOSE_ENDS:
        automaton.add_word(word, (len(word), "loose"))
    for word in words("body-endings"):
        automaton.add_word(word, (len(word), "plain"))
    for word in words("group-endings"):
        automaton.add_word(word, (len(word), "group"))
    for word in words("national-bodies"):
        automaton.add_word(word, (len(word), "ministry"))
    automaton.make_automaton()
    return automaton


def full_names(folded: str, marks: Boundaries) -> Iterator[Found]:
    """Yield the bodies that their suffix and left boundary make known; they may overlap."""
    # A word that is no body hides the suffixes inside it, not those that hold it.
    hidden = bytearray(len(folded))
    held = dict[int, int]()  # where the words begin that end at an offset
    lookalikes: Iterable[tuple[int, int]] = _lookalikes().iter(folded)
    for last, length in lookalikes:
        held[last] = min(last - length + 1, held.get(last, last))
        hidden[last - length + 1 : last + 1] = b"\1" * length
    suffixes: Iterable[tuple[int, tuple[int, str]]] = _endings().iter(folded)
    for last, (length, kind) in suffixes:
        start, end = last + 1 - length, last + 1
        if kind == "loose" and folded[last] in "科部室" and not _closes(folded, marks, end):
            continue
        whole = kind == "group" or folded.startswith("人民政府", start)  # 人民政府投资 is no 政府投资
        whole = whole or (kind == "field" and start < held.get(last, 0))  # 质量安全部 holds 全部
        if (hidden[last] and not whole) or not ends_here(folded, end):
            continue
        yield from _named(folded, marks, start, end, kind)


def _closes(folded: str, marks: Boundaries, end: int) -> bool:
    """Say whether a name ends at `end` for sure: before punctuation, or before a word that stands in no name."""
    return folded[end : end + 1] in _PUNCTUATION or marks.begins(end)


def ends_here(folded: str, end: int) -> bool:
    """Say whether a name may end at `end`: 局 before 面 is 局面, and no body."""
    following = folded[end : end + 1]
    if folded.endswith("公司", 0, end):  # words such as 公司法 are lookalikes
        return True
    if following == "分" and folded[end - 1] == "部":  # 部分, but 审计部分别
        return folded.startswith(("分别", "分管"), end)
    if not following or (
        following not in _AFTER.get(folded[end - 1], "") and following not in _AFTER.get(folded[end - 2 : end], "")
    ):
        return True
    return folded.startswith(("派驻", "派出"), end)  # 政法委派驻, though 委派 is a word


_LOOSE_NO: Final = re.compile(
    r"(?:副中心|市中心|城中心|场所|会所|厕所|车站|网站|泵站|电站|舞台|平台|后台|站台|灯塔|晚会|大会|例会|"
    r"协调会|调度会|推进会|座谈会|专题会|现场会|动员会|研讨会|部署会|培训会|机会|社会|全会|常务会|办公会|"
    r"约谈会|联席会|听证会|发布会|民主生活会|组织生活会|查处|惩处|之处|多处|各处|[一二三四五六七八九十两]处|用处|到处|"
    r"[大庭剧影住出入全我两分小后戏四]院|所所|建议|(?:活动|会议|阅览|实验|档案|更衣|卫生|浴|展览|微机|值班|图书|谈话|工作|教|温|寝)室|[全内外局干东西南北中]部|本科|[专学]科|体育中心|文化中心|[一-龥]{0,2}战队|团队|梯队|车队|停车站|加油站|供水站|转运站|处理站|服务站)$|级"
)
_APPOSITION: Final = re.compile(
    rf"^(?:中介机构|第三方机构|代理机构|招标代理机构|检测机构|施工单位|建设单位|监理单位|设计单位|承建单位|"
    rf"供应商|承包商|参股企业|全资子公司|控股子公司|子公司|下属企业|所属企业|下属公司|国有企业|民营企业|"
    rf"企业)(?=[{HAN}]{{4}})|^(?:[局校院委厅市区县]属)?单位(?=[省市区县某][{HAN}]{{2}})"
)
_SEAT: Final = re.compile(r"[省市区县镇乡州旗]$|人民$|街道$")
_WORKS: Final = re.compile(
    r"(?:建设|改造|扩建|迁建|新建|升级)*(?:项目(?![部办管])|工程(?![部师])|(?:住院|门诊|综合|病房|大)?楼|病房)"
)
_STUDY_GROUP: Final = re.compile(
    rf"(?:(?:[{HAN}]{{0,8}}?)(?:党委|党组|党工委|党总支|[省市区县州旗]委))?(?:理论)?(?:学习)?$"
)
_LEADING: Final = re.compile(
    r"(?:建设|改革|服务|保障|开发(?!区)|运营|管理|(?:集中)?培训|(?:升级|维修)?改造|宣传|监督|治理|学习|发展|全体|一是|二是|三是|"
    r"[处座所眼条])+(?=[省市区县镇乡村校院国]|$)"
)


_HOUSES: Final = ("服务中心", "活动中心", "厂")


def _named(folded: str, marks: Boundaries, start: int, end: int, kind: str) -> Iterator[Found]:
    """Yield the body whose suffix is [start, end), from its left boundary on, if it is one."""
    suffix = folded[start:end]
    left = start if kind == "ministry" else _trimmed(folded, marks, start, end, kind)
    if suffix.endswith(_HOUSES) and is_raised(folded, left, end):
        return
    if kind == "field":
        left = _with_fields(folded, marks, left)
    if kind == "ministry" or (kind == "loose" and _is_loose(folded, marks, left, start, end)):
        yield Found(left, end)
    elif suffix in _GENERIC_ENDS:
        yield from department(folded, marks, left, start, end)
    elif kind != "loose" and _is_body(folded, start, end, left, kind):
        yield Found(left, _with_office(folded, end))


_FIELDS: Final = frozenset(words("body-fields"))


def _with_fields(folded: str, marks: Boundaries, left: int) -> int:
    """Take in the fields before a field, though they bound other names: 审计风控部."""
    first = left
    while (before := marks.word(left)) is not None and folded[before:left] in _FIELDS:
        left = before
    return left if left == first or marks.is_cut(left) else marks.left(left)


# A company has a name before its trade; where none is left, a boundary was cut out of it (宏达化工).
_INDUSTRY: Final = re.compile(
    "(?:化工|建设|建筑|工程|科技|技术|实业|投资|控股|发展|集团|贸易|商贸|物流|置业|房地产|地产|开发|能源|燃气|"
    "水务|环保|环境|生物|医药|食品|农业|文化|传媒|旅游|电子|信息|网络|软件|机械|设备|制造|材料|矿业|电力|"
    "热力|运输|交通|建材|装饰|咨询|管理|服务|劳务|保安|物业|餐饮|供应链|智能|新能源|金融|担保|租赁|资产|资本|"
    "产业|有限|责任|股份|铁路|公路|航空|旅行社|粮油|印务|钢铁|水泥|市政|园林|路桥|规划|设计|勘察|测绘|监理|造价|检测|科贸|局(?=集团))+"
)
_BUILT: Final = frozenset(
    ("图书馆", "档案馆", "博物馆", "美术馆", "文化馆", "科技馆", "中学", "小学", "幼儿园", "医院")
)


_FIRMS: Final = ("事务所", "律师事务所")
_PROFESSION: Final = re.compile("(?:会计师?|审计|评估|税务师?|律师|造价|咨询)+$")
# What a firm is called after first: 河南中衡工程咨询有限公司.
_REGIONS: Final = frozenset(
    name
    for province, cities in table("cities").items()
    for name in (re.sub("(?:省|市|[维壮回]吾?尔?族?自治区|自治区)$", "", province), *cities.split())
)


# 长澜环境(临溪)水务有限公司: the place of a firm stands in brackets inside its name.
_BRANCH: Final = re.compile(rf"(?P<firm>[{HAN}]{{2,12}})\([{HAN}]{{2,8}}\)$")


_SENT: Final = ("督察组", "督查组", "督导组", "巡视组", "检查组")  # 云澜市办理中央督察组转办…: the name begins at 中央
_PARTY_AHEAD: Final = re.compile("[省市区县州旗]委(?=[省市区县州旗](?:人民)?政府$)")  # 区委区政府 are two


def _trimmed(folded: str, marks: Boundaries, start: int, end: int, kind: str) -> int:
    """Return the left boundary behind appositions (中介机构) and verbs that also begin names (建设, 服务)."""
    suffix = folded[start:end]
    left = _left(folded, marks, start, kind == "group", suffix)
    if (apposition := _APPOSITION.match(folded[left:end])) is not None:
        left += apposition.end()
    if suffix.endswith("政府") and (party := _PARTY_AHEAD.match(folded, left, end)) is not None:
        return party.end()
    stem = folded[left:start]
    if suffix == "中心组":
        study = _STUDY_GROUP.search(stem)
        return left + study.start() if study else left
    if suffix == "公司" and (branch := _BRANCH.search(folded, max(0, left - 24), left)) is not None:
        return max(marks.left(branch.end("firm")), branch.start())
    if (sent := _sent(folded, marks, left, stem, suffix)) is not None:
        return sent
    if suffix in ("公司", "集团") and (cut := _firm_cut(folded, marks, left, stem)) is not None:
        return cut
    if suffix in _BUILT and stem.startswith("建设"):
        return left + 2
    if suffix in _FIRMS and not stem and (trade := _PROFESSION.search(folded, max(0, left - 6), left)) is not None:
        return marks.left(trade.start())
    if folded.endswith("在", 0, left) and (built := stem.rfind("建设")) > 0:  # 在软件园建设服务站
        return left + built + 2
    leading = _LEADING.match(stem) if kind != "group" else None
    strips = leading is not None and (suffix in _NEEDS_STEM or suffix in _OWN or leading.end() < len(stem))
    return left + leading.end() if leading and strips else left


def _sent(folded: str, marks: Boundaries, left: int, stem: str, suffix: str) -> int | None:
    """Return where the name of a group that a higher body sends begins, None if it is none."""
    if suffix in ("纪检监察组", "纪检组") and folded.endswith(("委派驻", "委派出"), 0, left):
        return marks.left(left - 2, group=True)
    sender = max(stem.rfind(word) for word in ("中央", "国务院")) if suffix in _SENT else 0
    return left + sender if sender > 0 else None


_FORM: Final = re.compile("(?:集团|控股|股份|有限|责任)+")  # what no firm is called by itself


def _firm_cut(folded: str, marks: Boundaries, left: int, stem: str) -> int | None:
    """Return where a firm's name begins that a boundary of one character cut in two, None if none did."""
    word = marks.word(left)
    if word is not None and word < left - 1 and _FORM.fullmatch(stem):  # 甘陇资产评估有限公司
        return marks.left(word)
    if word != left - 1:
        return None
    before = marks.left(left - 1)
    ahead = folded[before : left - 1]
    return before if ahead in _REGIONS or (_INDUSTRY.fullmatch(stem) and not _UNIT_END.search(ahead)) else None


# Between commas of a list 危化科 is an office, whatever its field.
_PUNCTUATION: Final = frozenset("、,。;:\n() ")
_SHORT_OFFICE: Final = re.compile(
    rf"(?!.*(?:本|专|学|各|全|多|之|到|内|外|干|局|总|分|客|教|卧|浴|温|四|三|五|一|"
    rf"两)[处科部室])[{HAN}]{{2,5}}[处科部室]"
)


def _is_loose(folded: str, marks: Boundaries, left: int, start: int, end: int) -> bool:
    """Say whether a body of unknown field is one: a level of government begins it, or a list sets it off."""
    name, stem = folded[left:end], folded[left:start]
    if _WORKS.match(folded, end):
        return False
    if name.endswith("中心") and stem.endswith(_BUILDINGS):
        return False
    if len(stem) > (2 + (folded[end - 1] in "科部室")) and _LEVEL_AHEAD.match(stem):
        return not _LOOSE_NO.search(name)
    if folded[end - 1] in "部处" and (left == 0 or folded[left - 1] in _BEFORE_SUBJECT) and marks.begins(end):
        return 4 <= len(name) <= 8 and not _LOOSE_NO.search(name) and not _NO_OFFICE.search(name)
    bounded = left > 0 and folded[left - 1] in _PUNCTUATION and folded[end : end + 1] in _PUNCTUATION
    listed = "、" in (folded[left - 1], folded[end : end + 1]) or folded[left - 1] == ":" if bounded else False
    return listed and _SHORT_OFFICE.fullmatch(name) is not None


# 检务督察部通报: who acts stands at the head of its clause, or behind 由.
_BEFORE_SUBJECT: Final = frozenset("、,。;:\n由经")
_NO_OFFICE: Final = re.compile(
    r"[\d一二三四五六七八九十]|党员|干|好|坏|之|多|各|益|短|长|用|好处|等处|人处|所处|何处|远处|近处|办处|惩|查|判|从处|罚|支部$|总部$|^(?:指导|帮|全|该|此|其)"
)
# 产业学院4个 and 卫生室12所 are kinds of bodies; their number tells that none has a name here.
_KIND_COUNTED: Final = re.compile(r"\d{1,4}余?[个家所](?=[,。;、:)\n]|$)")


def _is_body(folded: str, start: int, end: int, left: int, kind: str) -> bool:
    suffix, stem = folded[start:end], folded[left:start]
    if suffix == "联席会议" and stem.endswith(_MEETING_OF):
        return False
    if suffix == "党委" and not stem and folded.startswith(("统一领导", "领导下"), end):
        return False
    if suffix == "政府" and not _SEAT.search(stem):
        return False
    if kind != "group" and suffix not in _OWN and _WORKS.match(folded, end):
        return suffix in _ORGANS and folded.startswith("项目", end) and not _BAD_STEM.fullmatch(stem)
    if _KIND_COUNTED.match(folded, end) or stem == "我":  # 我局 is who writes, and no name
        return False
    if suffix in _BRANCHES and _COUNTED_AHEAD.search(folded, max(0, left - 6), left):
        return False
    if suffix == "厂" and (len(stem) < 3 or _NO_FACTORY.search(stem)):
        return False
    if suffix in _BUILT and _AMONG_WORKS.match(folded, end):
        return False
    if not _BAD_STEM.fullmatch(stem):
        return True
    return (suffix not in _NEEDS_STEM and left == start) or _after_group(folded, suffix, start, end)


# 调整为16个单独党支部: so many of a kind.
_BRANCHES: Final = ("党支部", "党总支", "党委")
_COUNTED_AHEAD: Final = re.compile(r"\d余?个$")
_NO_FACTORY: Final = re.compile("(?:水|处理|工|建|出|进|入|分|焚烧|发电|热源|老|新|旧|各|全|总|该|本|原)$")
# A hall in a list that 等7个项目 closes is a work.
_AMONG_WORKS: Final = re.compile(
    r"(?:、[^,。;]{2,30})?等(?:\d{1,4}|[一二两三四五六七八九十]{1,2})?[个项]?[^,。;\d]{0,6}(?:项目|工程)"
)
# 部门联席会议 is a body with an office; the 党政联席会议 of a college only meets.
_MEETING_OF: Final = ("党政", "党委", "班子", "书记")
_ORGANS: Final = ("局", "厅")  # whose 项目 are no work of that name


# 杨树坪村党支部书记 holds the body of a village, 党支部书记 alone is an office.
_VILLAGE: Final = re.compile("(?:村|社区)党(?:总支|支部|委)(?=副?书记)")


def villages(folded: str, marks: Boundaries) -> Iterator[Found]:
    """Yield the party bodies of villages whose secretary is named."""
    for match in _VILLAGE.finditer(folded):
        left = marks.left(match.start())
        leading = _LEADING.match(folded[left : match.start()])
        left += leading.end() if leading else 0
        if 2 <= match.start() - left <= 8 and not folded.startswith("不", left - 1):
            yield Found(left, match.end())


_ACTS: Final = re.compile(r"(?:办公室)?(?:设在|设于|负责|牵头|要求|召开|定期|统筹|印发|下设|成员|组长|挂图|每)")


def _after_group(folded: str, suffix: str, start: int, end: int) -> bool:
    """Say whether a bare group or office is the one just named: …领导小组及办公室, 领导小组办公室设在…."""
    if suffix == "办公室":
        return folded.endswith(("小组及", "小组和", "专班及", "指挥部及", "下设"), 0, start) or folded.startswith(
            "设在", end
        )
    return suffix in ("领导小组", "专班", "工作专班", "指挥部") and _ACTS.match(folded, end) is not None


_HAS_OFFICE: Final = ("小组", "指挥部", "专班", "委员会", "联席会议")


def _with_office(folded: str, end: int) -> int:
    has = folded.endswith(_HAS_OFFICE, 0, end) and folded.startswith("办公室", end)
    return end + 3 if has else end


_LEVEL_START: Final = re.compile(r"[省市区县州旗镇乡校院国]")
_UNIT_END: Final = re.compile(
    r"(?:局|厅|委|部|处|科|室|院|公司|集团|政府|党组|党委|中心|办|会|组|街道|[一-龥]区|[一-龥]县|大学|学院|"
    r"部门|办公室|专班|指挥部|[一-龥]市|[一-龥]镇|[一-龥]乡)$"
)


def _left(folded: str, marks: Boundaries, start: int, group: bool, suffix: str) -> int:
    """Return where the name with its suffix at `start` begins: behind the last boundary that is not inside it."""
    left = marks.left(start, group)
    while marks.joins(left) and _joins(folded, marks, left, start, group, suffix):
        left = marks.left(left - 1, group)
    return left


_PAIRS: Final = words("paired-fields")


def _joins(folded: str, marks: Boundaries, left: int, start: int, group: bool, suffix: str) -> bool:
    """Say whether 和, 与, 及 at a boundary stands inside a name, as in 住房和城乡建设局.

    It does where a field of office stands before it and the part behind it begins with no area of its own.
    """
    joint = left - 1
    before = folded[marks.left(joint, group) : joint]
    behind = folded[left:start]
    if not before or not behind or _UNIT_END.search(before):
        return False
    if _LEVEL_START.match(behind) and not behind.startswith(
        ("市场", "国防", "国有", "校园", "县域", "区域", "乡村", "国际", "市政", "院")
    ):
        return False
    paired = before.endswith(_PAIRS) or (len(before) > 2 and _LEVEL_START.match(before) is not None)
    return paired and folded[joint] != "同" and (len(behind) <= 8 or group)
