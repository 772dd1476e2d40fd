"""Where the name of a work begins and ends: behind the last boundary that is not inside it.

A name holds its size (年产30万吨…), its number (3号…), its year, adjectives before 、 and a part of it in brackets.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from loaders.characters import HAN
from loaders.lexicon import words
from loaders.units import Words

if TYPE_CHECKING:
    from loaders.report.boundary import Boundaries

# Words that make no name of a work, however many stand together: 重点基础设施建设项目.
GENERIC: Final = Words(words("common-works"))
MOST_ITEMS: Final = 30  # of a list that are looked at: from each of its works a long one would be read anew
ONLY_HAN: Final = re.compile(rf"[{HAN}]+")
# 转移支付项目64个 are of a kind.
KIND_COUNTED: Final = re.compile(r"(?:\d[\d,]{0,6}余?[个项套台处]|(?:[2-9]|\d[\d,]{1,6})余?[座栋所])(?=[,。;、:)\n]|$)")
KIND_IN_QUOTES: Final = re.compile("“[两三四五六七八九双多][^”]{1,2}”(?:项目|工程|企业)")  # “两高”项目 are of a kind
# 34座小型水库除险加固项目 are of a kind: their number tells that none has a name here.
COUNTED_AHEAD: Final = re.compile(r"(?:[2-9]|\d{2,}|[两二三四五六七八九十])余?[个座处项条](?:在建|重点|重大|闲置的?)?$")
_LEADING: Final = re.compile(
    r"(?:建设|加快建设|的|(?:\d|[一二三四五六七八九十两])*(?:[个座条项家眼]|处(?!理)|批(?![复准]))|(?<=\d)[层栋幢间](?!次)|(?:开发(?!区)|研发|"
    r"升级|更新|推广|安装|启动|上线|批[复准]|修复|维修|重建|恢复)(?=[\u4e00-\u9fffA-Za-z]{2})|加固(?!工程|项目|改造|提升|整治|治理)(?=[\u4e00-\u9fff]{2})|改造(?=(?!提升|升级|工程|项目|建设)[\u4e00-\u9fff]{2})|[一两三每]次|做[强优大实]|小时|公里|平方米|全面|目前|以及|和(?![平谐顺硕田县林静信美])|及|等)+"
)
USES: Final = frozenset(words("system-uses"))  # what is done with a system as a whole
_WORK_VERBS: Final = frozenset(words("work-verbs"))


def first(folded: str, marks: Boundaries, end: int) -> int:
    """Return where a name that ends at `end` begins at the latest: behind the boundary and the verbs before it."""
    left = marks.left(end)
    leading = _LEADING.match(folded, left, end)
    return leading.end() if leading else left


def left(folded: str, marks: Boundaries, start: int) -> int:
    """Return where a name with its suffix at `start` begins; a verb of building stands inside it (水厂改扩建工程)."""
    begin = first(folded, marks, start)
    for _ in range(3):
        stem = folded[begin:start]
        word = marks.word(begin)
        if word is None:
            break
        if (
            folded[word:begin] in _WORK_VERBS
            and (not stem or (GENERIC.make(stem) and len(stem) < 5) or stem in _WORK_VERBS)
        ) or (folded[word:begin] == "至" and "段" in stem):
            begin = first(folded, marks, word)
        elif marks.joins(begin) and (before := _joined(folded, marks, begin, start)) is not None:
            begin = before
        else:
            break
    begin = _quoted(folded, marks, _bracketed(folded, marks, begin))
    built_at = folded.find("建设", begin, start) > 0 and _BUILT_AT.match(folded, begin, start)
    if built_at:
        return built_at.end()
    return _dated(folded, marks, _adjectives(folded, marks, _sized(folded, marks, numbered(folded, marks, begin))))


# 格木“风光储输”一体化基地, 天柱-锦屏焚烧发电项目: what a quotation mark or a stroke would cut.
_LINE_FROM: Final = re.compile(rf"[{HAN}]{{2,4}}-$")
_LONGEST_QUOTED: Final = 14  # characters
_LONGEST_PLACE: Final = 6


def _quoted(folded: str, marks: Boundaries, begin: int) -> int:
    if not begin or folded[begin - 1] not in "”-":
        return begin
    if folded[begin - 1] == "-":
        line = _LINE_FROM.search(folded, max(0, begin - _LONGEST_PLACE), begin)
        return first(folded, marks, begin - 1) if line else begin
    opened = folded.rfind("“", max(0, begin - _LONGEST_QUOTED), begin - 1)
    if opened < 0:
        return begin
    before = first(folded, marks, opened)
    if folded[before:opened] in USES:
        return opened
    return before if 2 <= opened - before <= _LONGEST_PLACE and ONLY_HAN.fullmatch(folded, before, opened) else opened


# 在河口建设调蓄池: what is built stands behind where it is built.
_BUILT_AT: Final = re.compile(rf"[{HAN}]{{1,12}}?[口村园镇乡河江湖渠溪岸段路街]建设(?![{HAN}]?(?:项目|工程))")
# 柳溪河(城区段)治理工程: which part of it is meant stands in brackets inside the name.
_PART: Final = re.compile(rf"\((?!已|未|正在|基本|持续|长期|完成|整改|以下|简称|含|包括|详见|如)[{HAN}]{{2,14}}\)$")


def _bracketed(folded: str, marks: Boundaries, begin: int) -> int:
    part = _PART.search(folded, max(0, begin - 16), begin) if begin and folded[begin - 1] == ")" else None
    if part is None:
        return begin
    before = first(folded, marks, part.start())
    return before if 3 <= part.start() - before <= 12 else begin


# 柏川县2022年小型水库维修养护项目: of an area and a year.
_OF_YEAR: Final = re.compile(rf"(?<=[{HAN}]{{2}}[省市县区旗镇乡村])20\d\d年度?$")
# 2022年度大伦镇高标准农田建设项目: of a programme that each year has anew.
_YEAR_AHEAD: Final = re.compile(
    r"20\d\d年(?:度|(?=[^,。;]{0,14}(?:高标准农田|维修养护|衔接资金|以工代赈|专项债|奖补)))$"
)


def _dated(folded: str, marks: Boundaries, begin: int) -> int:
    if not begin or folded[begin - 1] not in "年度":
        return begin
    year = _OF_YEAR.search(folded, max(0, begin - 10), begin)
    if year is None:
        ahead = _YEAR_AHEAD.search(folded, max(0, begin - 6), begin)
        return ahead.start() if ahead else begin
    before = _named_before(folded, marks, year.start(), 8)
    return before if before < year.start() else begin


# 城东2万吨/日污水处理厂, 年产30万吨球墨铸管项目: the size of a work inside its name.
_SIZE: Final = re.compile(
    r"(?:年产|日产|日处理|\d{1,2}[×xX*])?\d+(?:\.\d+)?[十百千]?[万亿]?(?:吨|立方米|方|千瓦|兆瓦|亩|米|公里|头|只|千伏|平方米)级?(?:/[日天年])?$"
)


def _sized(folded: str, marks: Boundaries, begin: int) -> int:
    rate = begin and folded[begin - 1] == "/"  # the name begins with 日 of 吨/日
    size = _SIZE.search(folded, max(0, begin - 20), begin + 1 if rate else begin)
    if size is None:
        return begin
    return _named_before(folded, marks, size.start(), 16)


def _named_before(folded: str, marks: Boundaries, at: int, most: int) -> int:
    """Return where a name of 2 to `most` characters before `at` begins, `at` itself if none stands there."""
    before = marks.left(at)
    return before if 2 <= at - before <= most and ONLY_HAN.fullmatch(folded, before, at) else at


_CALLED: Final = re.compile(r"(?<![\d.第])(?:1\d{4}|\d)$")
_ROAD_NUMBER: Final = re.compile(r"(?P<road>[国省县乡]道[GSXYCZ]?|[GSXYCZ])?(?P<digits>\d{1,4})线?$")


def numbered(folded: str, marks: Boundaries, begin: int) -> int:
    """Take in the number before a name: S210省道改建工程, 3号焦炉改造项目, 5G会诊系统, 12345热线平台."""
    called = _CALLED.search(folded, max(0, begin - 6), begin)
    if called and (len(called[0]) > 1 or folded[begin : begin + 1].isupper()):
        return called.start()
    number = _ROAD_NUMBER.search(folded, max(0, begin - 14), begin)
    if number is None:
        return begin
    if number["road"]:
        return number.start()
    if not folded.startswith("号", begin):
        return begin
    return _named_before(folded, marks, number.start("digits"), 8)


_JOINED: Final = re.compile(
    r"(?:净化|保护|治理|修复|建设|改造|提升|利用|开发|防治|安置|配套|整治|收集|处理|处置|监测|预警|修缮|综合|"
    r"扩建|绿化|生产|加工|研发|教学|医疗|康养|冷链|仓储|存储|指挥|[二大特]桥|隧道|枢纽)$"
)
# 东城污水处理厂及配套管网工程: what is built for a work
_BESIDES: Final = ("配套", "附属", "中水", "尾水", "再生水", "管网", "连接线", "引道", "引水", "接线")
_SERVED: Final = re.compile(rf"[{HAN}]{{2}}(?:[厂站库池园楼馆桥]|小区|道路|管网|公寓|医院|学校|中学|小学)$")


def _joined(folded: str, marks: Boundaries, joint: int, start: int) -> int | None:
    """Return where the part before a conjunction inside a name begins: 水质净化及再生水厂."""
    at = joint - 1
    begin, word = first(folded, marks, at), marks.word(at)
    if begin == at and word is not None and folded[word:at] in _WORK_VERBS:  # 采购与招标管理系统, 二期扩建及配套工程
        begin = first(folded, marks, word)
        if begin == word and folded[joint:start].startswith(tuple(_WORK_VERBS)):
            return begin
    before = folded[begin:at]
    if folded[at] in "及与" and folded.startswith(_BESIDES, joint) and _SERVED.search(before):
        return begin
    if folded[at] == "同" and folded[at - 1] in "镇乡县区市":  # 历山镇同善片区
        return begin
    behind = folded[joint:start]
    if len(before) >= 3 and len(behind) <= 8 and _JOINED.search(before):
        return begin
    # 原料场封闭及皮带通廊项目, 水资源管理与调度决策支持系统: what is not complete before 及 or 与 goes on behind it.
    goes_on = folded[at] in "及与" and 3 <= len(before) <= 14 and 2 <= len(behind) <= 12
    goes_on = goes_on and not folded[begin - 1 : begin].isdigit()  # 9台设备与收费项目
    return begin if goes_on and ONLY_HAN.fullmatch(before) and not _COMPLETE.search(before) else None


# What ends as a name of a work or a body does.
_COMPLETE: Final = re.compile(
    r"(?:项目|工程|系统|平台|中心|基地|小区|[一二三四五六]期|标段|[厂站库池园区楼馆桥路河江湖渠局厅委办处科室院校司部]|集团|政府|公司|学校|大学|企业|单位|部门|"
    r"问题|情况|资金|工作|方案|制度|机制|人员|群众|干部)$"
)
_ADJECTIVE: Final = re.compile(rf"[{HAN}A-Za-z]{{2,12}}[性化型式]$")
_ADJECTIVE_AHEAD: Final = re.compile(rf"[{HAN}]{{1,4}}[性化型式]")


def _adjectives(folded: str, marks: Boundaries, begin: int) -> int:
    """Take in what stands before 、 in 智能化、综合性物资储备库: adjectives of one name."""
    if begin and folded[begin - 1] == "、" and _ADJECTIVE_AHEAD.match(folded, begin):
        before = marks.left(begin - 1)
        if _ADJECTIVE.match(folded[before : begin - 1]):
            return before
    return begin


# What stands behind a name and is part of it: 供水工程(东部片区), 改造项目B地块, 数据中心园区.
_PART_BEHIND: Final = re.compile(
    rf"\((?:[{HAN}A-Za-z0-9-]{{1,12}}(?:段|片区?|[东西南北中]区|园区|[一二三四五六]期|标段|方向|部分|线|[东西南北左右]岸|地块))\)"
    r"|(?:[A-Z]\d{0,2}|[东西南北]|\d{1,2}号)(?:地块|区块|标段|片区)|园区(?![内外企管])|[A-Z]{2,5}(?![A-Za-z])"
    rf"|(?<=工程)[{HAN}]{{2,4}}段(?![落时])"
    r"|(?<=[统台])升级改造(?=[、,。;等])"
)


def right(folded: str, end: int) -> int:
    """Return where a name goes on to that ended at `end`: behind the part of the work that is meant."""
    part = _PART_BEHIND.match(folded, end)
    return part.end() if part else end
