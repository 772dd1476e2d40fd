"""Where the name of a body begins: behind the last boundary that is not inside it, and behind what only precedes it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from loaders.characters import HAN
from loaders.lexicon import table, words
from loaders.report.units.offices import LONGEST_OFFICE, held

if TYPE_CHECKING:
    from loaders.report.boundary import Boundaries

OWN: Final = frozenset(words("own-bodies"))
NEEDS_STEM: Final = frozenset(words("bare-bodies"))
_APPOSITION: Final = re.compile(
    rf"^(?:(?:[{HAN}]{{2,20}}?(?:项目|工程|期|标段))?(?:施工|建设|监理|设计|承建|代建|运营|勘察)单位|中介机构|第三方机构|"
    rf"代理机构|招标代理机构|检测机构|供应商|承包商|参股企业|全资子公司|控股子公司|子公司|下属企业|所属企业|下属公司|国有企业|民营企业|校办企业|"
    rf"企业)(?=[{HAN}]{{4}})|^(?:[局校院委厅市区县]属)?单位(?=[省市区县某][{HAN}]{{2}})"
)
_STUDY_GROUP: Final = re.compile(
    rf"(?:(?:[{HAN}]{{0,8}}?)(?:党委|党组|党工委|党总支|[省市区县州旗]委))?(?:理论)?(?:学习)?$"
)
LEADING: Final = re.compile(
    r"(?:建设|改革|服务|保障|开发(?!区)|运营|管理|(?:集中)?培训|(?:升级|维修)?改造|宣传|监督|治理|学习|发展|全体|一是|二是|三是|"
    r"[处座所眼条])+(?=[省市区县镇乡村校院国]|$)"
)
BUILT: Final = frozenset(("图书馆", "档案馆", "博物馆", "美术馆", "文化馆", "科技馆", "中学", "小学", "幼儿园", "医院"))
_FIRMS: Final = ("事务所", "律师事务所")
_PROFESSION: Final = re.compile("(?:会计师?|审计|评估|税务师?|律师|造价|咨询)+$")
# 长澜环境(临溪)水务有限公司: the place of a firm stands in brackets inside its name.
_BRANCH: Final = re.compile(rf"(?P<firm>[{HAN}]{{2,12}})\([{HAN}]{{2,8}}\)$")
_PARTY_AHEAD: Final = re.compile("[省市区县州旗]委(?=[省市区县州旗](?:人民)?政府$)")  # 区委区政府 are two


def begin(folded: str, marks: Boundaries, start: int, end: int, kind: str) -> int:
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
    if (sent := _sent(folded, marks, left, stem, suffix)) is not None:
        return sent
    if suffix in ("公司", "集团") and (cut := _firm(folded, marks, left, stem, suffix)) is not None:
        return cut
    if suffix in BUILT and stem.startswith("建设"):
        return left + 2
    if suffix in _FIRMS and not stem and (trade := _PROFESSION.search(folded, max(0, left - 6), left)) is not None:
        return marks.left(trade.start())
    if folded.endswith("在", 0, left) and (built := stem.rfind("建设")) > 0:  # 在软件园建设服务站
        return left + built + 2
    if not stem and held(folded, end):
        return _of_acts(folded, marks, left, end)
    leading = LEADING.match(stem) if kind != "group" else None
    strips = leading is not None and (suffix in NEEDS_STEM or suffix in OWN or leading.end() < len(stem))
    return left + leading.end() if leading and strips else left


_OFFICE_VERBS: Final = frozenset((*words("outside-offices"), *words("work-verbs")))


def _of_acts(folded: str, marks: Boundaries, left: int, end: int) -> int:
    """Return where an office called after what it does begins: 招标采购办公室原副主任, 信息化推进科科长."""
    while (word := marks.word(left)) is not None and folded[word:left] in _OFFICE_VERBS:
        first = marks.left(word)
        if end - first > LONGEST_OFFICE:
            break
        left = first
    return left


_SENT: Final = ("督察组", "督查组", "督导组", "巡视组", "检查组")  # 云澜市办理中央督察组转办…: the name begins at 中央


def _sent(folded: str, marks: Boundaries, left: int, stem: str, suffix: str) -> int | None:
    """Return where the name of a group that a higher body sends begins, None if it is none."""
    if suffix in ("纪检监察组", "纪检组") and folded.endswith(("派驻", "派出"), 0, left):
        return marks.left(left - 2, group=True) if folded[left - 3 : left - 2] == "委" else left - 2
    sender = max(stem.rfind(word) for word in ("中央", "国务院")) if suffix in _SENT else 0
    return left + sender if sender > 0 else None


# A company has a name before its trade; where none is left, a boundary was cut out of it (宏达化工).
_INDUSTRY: Final = re.compile(
    "(?:化工|建设|建筑|工程|科技|技术|实业|投资|控股|发展|集团|贸易|商贸|物流|置业|房地产|地产|开发|能源|燃气|"
    "水务|环保|环境|生物|医药|食品|农业|文化|传媒|旅游|电子|信息|网络|软件|机械|设备|制造|材料|矿业|电力|"
    "热力|运输|交通|建材|装饰|咨询|管理|服务|劳务|保安|物业|餐饮|供应链|智能|新能源|金融|担保|租赁|资产|资本|"
    "产业|有限|责任|股份|铁路|公路|航空|旅行社|粮油|印务|钢铁|水泥|市政|园林|路桥|规划|设计|勘察|测绘|监理|造价|检测|科贸|局(?=集团))+"
)
_FORM: Final = re.compile("(?:集团|控股|股份|有限|责任)+")  # what no firm is called by itself
# What a firm is called after first: 河南中衡工程咨询有限公司.
_REGIONS: Final = frozenset(
    name
    for province, cities in table("cities").items()
    for name in (re.sub("(?:省|市|[维壮回]吾?尔?族?自治区|自治区)$", "", province), *cities.split())
)


def _firm(folded: str, marks: Boundaries, left: int, stem: str, suffix: str) -> int | None:
    """Return where a firm's name begins that a bracket or a boundary of one character cut in two, None if none did."""
    if suffix == "公司" and (branch := _BRANCH.search(folded, max(0, left - 24), left)) is not None:
        return max(marks.left(branch.end("firm")), branch.start())
    word = marks.word(left)
    if word is not None and word < left - 1 and _FORM.fullmatch(stem):  # 甘陇资产评估有限公司
        return marks.left(word)
    if word != left - 1:
        return None
    before = marks.left(left - 1)
    ahead = folded[before : left - 1]
    return before if ahead in _REGIONS or (_INDUSTRY.fullmatch(stem) and not _UNIT_END.search(ahead)) else None


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


_FIELDS: Final = frozenset(words("body-fields"))


def with_fields(folded: str, marks: Boundaries, left: int) -> int:
    """Take in the fields before a field, though they bound other names: 审计风控部."""
    first = left
    while (before := marks.word(left)) is not None and folded[before:left] in _FIELDS:
        left = before
    return left if left == first or marks.is_cut(left) else marks.left(left)
