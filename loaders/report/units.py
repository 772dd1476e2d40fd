"""Bodies 单位 in running text: organs, groups, enterprises, schools, streets, each with its role.

Two passes. The first finds full names by suffix and left boundary; the second finds them and their short forms wherever
they stand. The longest name wins, and none lies inside 《…》.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, replace
from functools import cache
from sys import intern
from typing import TYPE_CHECKING, Any, Final, cast

import ahocorasick

from loaders.identity import variants
from loaders.lexicon import words
from loaders.parsed import Role, UnitMention
from loaders.report.boundary import HAN, Boundaries, boundaries
from loaders.units import Jurisdiction, Reading, is_generic, jurisdiction_of, read_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from loaders.report.context import Context

_FIELD_ENDS: Final = ("处", "部", "科", "室", "办", "司", "中心")
_FACILITIES: Final = frozenset(words("facility-fields"))
# 县国资中心: what begins with a level of government is a body though its field is not known.
_LOOSE_ENDS: Final = ("中心", "所", "站", "队", "处", "科", "部", "室")
_LEVEL_AHEAD: Final = re.compile(
    rf"^(?:[{HAN}]{{2,6}}?)?[省市区县](?![级场内容域区里民直中长委]|政(?!府|务|协))[{HAN}]{{2,12}}$"
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
    "学": "习生术科历位籍分费期",
    "中心": "区城",
    "道": "路",
    "团": "结体队化",
    "社": "会区",
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
_LISTED_END: Final = "[局厅委部办处院会府司团组区县镇校]"
# The bodies of a list share the verb behind it: 由甲局、乙局配合.
_REST: Final = rf"(?:(?:、|和|及|与)[{HAN}]{{2,16}}?{_LISTED_END}){{0,8}}"
_LEAD: Final = re.compile(
    r"(?:牵头|责任|主责|主办|承办|落实)(?:单位|部门|科室|处室)\s*[:为是]\s*(?:[^。\n:]{0,80}[、,;])?$|由$"
)
_COOPERATE: Final = re.compile(
    r"(?:配合|协办|协同|参与)(?:单位|部门)\s*[:为是]\s*(?:[^。\n:]{0,80}[、,;])?$"
    rf"|(?:会同|联合|协同|配合|商)(?:[{HAN}]{{2,16}}?{_LISTED_END}(?:、|和|及|与))*$"
)
_WITH: Final = re.compile(r"[同与](?:[^。;,\n]{0,24}[、和])?$")
_TOGETHER: Final = re.compile(r"(?:[^。;,\n]{0,24})?(?:联合|共同|协同|配合|合作|签订|对接)")
_SUPERVISE: Final = re.compile(
    r"(?:督导|督办|监督|监管|督促|验收|指导)(?:单位|部门)\s*[:为是]\s*(?:[^。\n:]{0,80}[、,;])?$"
)
_OBJECT: Final = re.compile(r"[到对赴向][^,。;\n]*$")
_LEADS: Final = re.compile(rf"{_REST}(?:作为)?(?:牵头|负责(?!同志|人)|主责|承办|具体负责)")
_COOPERATES: Final = re.compile(rf"{_REST}(?:等[^,。;]{{0,6}})?(?:密切|积极)?(?:配合|协同|协办)")
_SUPERVISES: Final = re.compile(r"(?:督导|督办|监管|负责监督|跟踪督办)")


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    name: str = ""
    reason: str = ""


@cache
def _endings() -> Any:
    """Return the automaton of suffixes: for each its length, its class, and whether it is a body at all."""
    automaton = ahocorasick.Automaton()
    for word in words("body-lookalikes"):
        automaton.add_word(word, (len(word), "none"))
    for field in words("body-fields"):
        for end in _FIELD_ENDS if field not in _FACILITIES else _FIELD_ENDS[:6]:
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


def mentions(folded: str, text: str, context: Context) -> tuple[UnitMention, ...]:
    """Return the bodies of a text in their order; none overlaps another, and none lies inside 《…》.

    `folded` is the copy of the same length to match on; surfaces come from `text`.
    """
    marks = boundaries(folded)
    found = [each for each in _first_pass(folded, marks) if not context.excluded.touch(each.start, each.end)]
    found += [*_listed(folded), *_settlements(folded, marks, context), *_collective(folded)]
    known = _known(folded, found, context)
    found += [each for each in _second_pass(folded, marks, known) if not context.excluded.touch(each.start, each.end)]
    jurisdiction = _jurisdiction(folded, context)
    names = _Names(jurisdiction, context.aliases)
    kept = _longest(found)
    whole = _whole_groups({folded[each.start : each.end] for each in kept})
    return _of_one_spelling([_mention(folded, text, each, names, whole) for each in _with_antecedents(folded, kept)])


def _of_one_spelling(found: list[UnitMention]) -> tuple[UnitMention, ...]:
    """Give the spellings of one name in a text its commonest one."""
    spelt = variants(Counter(each.name for each in found if not each.generic and len(each.name) >= _SHORTEST_SPELT))
    if not spelt:
        return tuple(found)
    return tuple(
        replace(each, name=spelt[each.name][0], reason=f"{_SPELLING}: {spelt[each.name][1]}")
        if each.name in spelt and not each.generic else each
        for each in found
    )  # fmt: skip


_SHORTEST_SPELT: Final = 5
_SPELLING: Final = "another spelling in the text"


_BARE_GROUP: Final = re.compile(r"(?:工作)?(?:领导小组|专班|指挥部)(?:办公室)?|办公室")


def _with_antecedents(folded: str, kept: list[_Found]) -> Iterator[_Found]:
    """Give a bare 领导小组办公室 the group named last."""
    group = ""
    for each in kept:
        surface = folded[each.start : each.end]
        if _BARE_GROUP.fullmatch(surface):
            office = "办公室" if surface.endswith("办公室") else ""
            yield _Found(each.start, each.end, group + office, "the group named last") if group else each
            continue
        if _GROUP.search(surface):
            group = surface.removesuffix("办公室")
        yield _of_same_area(folded, each) if surface in _STATE else each


_STATE: Final = frozenset(f"{level}{organ}" for level in "省市区县" for organ in ("政府", "人民政府"))


def _of_same_area(folded: str, each: _Found) -> _Found:
    """Read 市政府 straight after 望溪市委、 as 望溪市人民政府."""
    line = folded[max(0, each.start - 14) : each.start]
    party = re.search(rf"(?:^|[^{HAN}])([{HAN}]{{2,6}}{folded[each.start]})委[、和,]$", line)
    if party is None or folded[each.start] == "省":
        return each
    return _Found(each.start, each.end, f"{party[1]}人民政府", f"of the area of {party[1]}委 before it")


def _whole_groups(surfaces: set[str]) -> dict[str, str]:
    """Return the longer name for a group's shorter one: 人才工作领导小组 after 区委人才工作领导小组."""
    groups = sorted((each for each in surfaces if _GROUP.search(each)), key=len)
    longer = {
        short: [full for full in groups if full.endswith(short) and full != short] for short in groups if len(short) > 5
    }
    return {short: fulls[0] for short, fulls in longer.items() if len(fulls) == 1}


_GROUP: Final = re.compile(r"(?:小组|专班|指挥部)(?:办公室)?$")


def _jurisdiction(folded: str, context: Context) -> Jurisdiction:
    """Return what the head says; a city that gives a body its name may be written out only in the text."""
    place = (context.target or context.issuer).removeprefix("中共")
    city = next((place[:length] + "市" for length in (2, 3) if place[:length] + "市" in folded), "")
    return jurisdiction_of(context.issuer, context.target, tuple(context.jurisdiction), city)


class _Names:
    """Full names by surface, each worked out once."""

    def __init__(self, jurisdiction: Jurisdiction, aliases: Mapping[str, str]) -> None:
        self._jurisdiction, self._aliases = jurisdiction, aliases
        self._known: dict[str, tuple[Reading, bool]] = {}

    def of(self, surface: str) -> tuple[Reading, bool]:
        """Return the full name and whether it is generic; a generic name stays as written."""
        if surface not in self._known:
            generic = is_generic(surface) and surface not in _OWN
            read = Reading(surface) if generic else read_name(surface, self._jurisdiction, self._aliases)
            self._known[surface] = read, generic
        return self._known[surface]


def _first_pass(folded: str, marks: Boundaries) -> Iterator[_Found]:
    # A word that is no body hides the suffixes inside it, not those that hold it.
    hidden = {
        offset
        for last, (length, kind) in _suffixes(folded)
        if kind == "none"
        for offset in range(last - length + 1, last + 1)
    }
    for last, (length, kind) in _suffixes(folded):
        start, end = last + 1 - length, last + 1
        if kind == "loose" and folded[last] in "科部室" and folded[end : end + 1] not in _PUNCTUATION:
            continue
        if kind == "none" or (last in hidden and kind != "group") or not _ends_here(folded, end):
            continue
        yield from _named(folded, marks, start, end, kind)


def _suffixes(folded: str) -> Iterable[tuple[int, tuple[int, str]]]:
    return cast("Iterable[tuple[int, tuple[int, str]]]", _endings().iter(folded))


def _ends_here(folded: str, end: int) -> bool:
    following = folded[end : end + 1]
    return (
        following not in _AFTER.get(folded[end - 1], "") and following not in _AFTER.get(folded[end - 2 : end], "")
        if following
        else True
    )


_LOOSE_NO: Final = re.compile(
    r"(?:副中心|市中心|城中心|场所|会所|厕所|车站|网站|泵站|电站|舞台|平台|后台|站台|灯塔|晚会|大会|例会|"
    r"协调会|调度会|推进会|座谈会|专题会|现场会|动员会|研讨会|部署会|培训会|机会|社会|全会|常务会|办公会|"
    r"约谈会|联席会|听证会|发布会|民主生活会|组织生活会|之处|多处|各处|[一二三四五六七八九十两]处|用处|到处|"
    r"建议|体育中心|文化中心|[一-龥]{0,2}战队|团队|梯队|车队|停车站|加油站|供水站|转运站|处理站|服务站)$|级"
)
_APPOSITION: Final = re.compile(
    rf"^(?:中介机构|第三方机构|代理机构|招标代理机构|检测机构|施工单位|建设单位|监理单位|设计单位|承建单位|"
    rf"供应商|承包商|参股企业|全资子公司|控股子公司|子公司|下属企业|所属企业|下属公司|国有企业|民营企业|"
    rf"企业)(?=[{HAN}]{{4}})"
)
_SEAT: Final = re.compile(r"[省市区县镇乡州旗]$|人民$|街道$")
_WORKS: Final = re.compile(r"(?:建设|改造|扩建|迁建|新建|升级)*(?:项目(?![部办管])|工程(?![部师]))")
_STUDY_GROUP: Final = re.compile(rf"(?:(?:[{HAN}]{{0,8}}?)(?:党委|党组|党工委|党总支))?(?:理论)?(?:学习)?$")
_LEADING: Final = re.compile(
    r"(?:建设|改革|服务|保障|开发(?!区)|运营|管理|培训|宣传|监督|治理|学习|发展|全体|一是|二是|三是|"
    r"[处座所眼条])+(?=[省市区县校院国]|$)"
)


def _named(folded: str, marks: Boundaries, start: int, end: int, kind: str) -> Iterator[_Found]:
    """Yield the body whose suffix is [start, end), from its left boundary on, if it is one."""
    suffix = folded[start:end]
    left = start if kind == "ministry" else _trimmed(folded, marks, start, end, kind)
    if kind == "field":
        left = _with_fields(folded, marks, left)
    if kind == "ministry" or (kind == "loose" and _is_loose(folded, left, start, end)):
        yield _Found(left, end)
    elif suffix in _GENERIC_ENDS:
        yield from _department(folded, marks, left, start, end)
    elif kind != "loose" and _is_body(folded, start, end, left, kind):
        yield _Found(left, _with_office(folded, end))


_FIELDS: Final = frozenset(words("body-fields"))


def _with_fields(folded: str, marks: Boundaries, left: int) -> int:
    """Take in the fields before a field, though they bound other names: 审计风控部."""
    while (before := marks.word(left)) is not None and folded[before:left] in _FIELDS:
        left = before
    return left if marks.is_cut(left) else marks.left(left)


# A company has a name before its trade; where none is left, a boundary was cut out of it (宏达化工).
_INDUSTRY: Final = re.compile(
    "(?:化工|建设|建筑|工程|科技|技术|实业|投资|控股|发展|集团|贸易|商贸|物流|置业|房地产|开发|能源|燃气|"
    "水务|环保|环境|生物|医药|食品|农业|文化|传媒|旅游|电子|信息|网络|软件|机械|设备|制造|材料|矿业|电力|"
    "热力|运输|交通|建材|装饰|咨询|管理|服务|劳务|保安|物业|餐饮|供应链|智能|新能源|金融|担保|租赁|资产|资本|"
    "产业|有限|责任|股份)+"
)
_BUILT: Final = frozenset(
    ("图书馆", "档案馆", "博物馆", "美术馆", "文化馆", "科技馆", "中学", "小学", "幼儿园", "医院")
)


def _trimmed(folded: str, marks: Boundaries, start: int, end: int, kind: str) -> int:
    """Return the left boundary behind appositions (中介机构) and verbs that also begin names (建设, 服务)."""
    suffix = folded[start:end]
    left = _left(folded, marks, start, kind == "group", suffix)
    if (apposition := _APPOSITION.match(folded[left:end])) is not None:
        left += apposition.end()
    stem = folded[left:start]
    if suffix == "中心组":
        study = _STUDY_GROUP.search(stem)
        return left + study.start() if study else left
    if suffix in ("公司", "集团") and _INDUSTRY.fullmatch(stem) and marks.word(left) == left - 1:
        return marks.left(left - 1)
    if suffix in _BUILT and stem.startswith("建设"):
        return left + 2
    leading = _LEADING.match(stem) if kind != "group" else None
    strips = leading is not None and (suffix in _NEEDS_STEM or suffix in _OWN or leading.end() < len(stem))
    return left + leading.end() if leading and strips else left


# Between commas of a list 危化科 is an office, whatever its field.
_PUNCTUATION: Final = frozenset("、,。;:\n() ")
_SHORT_OFFICE: Final = re.compile(
    rf"(?!.*(?:本|专|学|各|全|多|之|到|内|外|干|局|总|分|客|教|卧|浴|温|四|三|五|一|"
    rf"两)[处科部室])[{HAN}]{{2,5}}[处科部室]"
)


def _is_loose(folded: str, left: int, start: int, end: int) -> bool:
    """Say whether a body of unknown field is one: a level of government begins it, or a list sets it off."""
    name, stem = folded[left:end], folded[left:start]
    if _WORKS.match(folded, end):
        return False
    if len(stem) > 2 and folded[end - 1] not in "科部室" and _LEVEL_AHEAD.match(stem):
        return not _LOOSE_NO.search(name)
    bounded = left > 0 and folded[left - 1] in _PUNCTUATION and folded[end : end + 1] in _PUNCTUATION
    listed = "、" in (folded[left - 1], folded[end : end + 1]) or folded[left - 1] == ":" if bounded else False
    return listed and _SHORT_OFFICE.fullmatch(name) is not None


def _is_body(folded: str, start: int, end: int, left: int, kind: str) -> bool:
    suffix, stem = folded[start:end], folded[left:start]
    if suffix == "党委" and not stem and folded.startswith(("统一领导", "领导下"), end):
        return False
    if suffix == "政府" and not _SEAT.search(stem):
        return False
    if kind != "group" and suffix not in _OWN and _WORKS.match(folded, end):
        return False
    if not _BAD_STEM.fullmatch(stem):
        return True
    return (suffix not in _NEEDS_STEM and left == start) or _after_group(folded, suffix, start, end)


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


_BEFORE_GENERIC: Final = re.compile(
    r"(?:各级|各有关|各相关|各|省直|有关|相关|其他有关|其他相关|其他|所属|下属|所有|本|该)+$"
)
_EMPTY_DEPARTMENT: Final = re.compile(r"^(?:部门|单位|我|本|该|原|全|多|跨|两|个别|单个)*$")


# 管委会责任部门 are a body and its departments.
_OWNER: Final = re.compile(
    r".*(?:管委会|党委|党工委|党组|局|纪委|监委|政府|公司|学校|集团|委)(?=(?:各|相关|有关|责任|职能|主管|内设|"
    r"下属|所属|直属|业务))"
)


def _department(folded: str, marks: Boundaries, left: int, start: int, end: int) -> Iterator[_Found]:
    """Yield 相关市直部门, 各部门各单位, 天桥、济阳编制部门: generic bodies with the words that limit them."""
    stem = folded[left:start]
    if (owned := _OWNER.match(stem)) is not None:
        left += owned.end()
        stem = folded[left:start]
    before = _BEFORE_GENERIC.search(folded, max(0, left - 6), left) if owned is None else None
    first = before.start() if before else left
    if folded.startswith(":", end) or _is_heading(folded, first, end):
        return
    if first < start and (before or not _EMPTY_DEPARTMENT.fullmatch(stem)) and len(stem) <= 12:
        if folded[first - 1] == "、" and stem.endswith("编制"):
            first = marks.left(first - 1)
        yield _Found(first, end)


_LAID_DOWN: Final = re.compile(r"(?:责任人员?|责任领导|时限|措施|目标|标准|任务)[、和及]$")
_ALSO_LAID_DOWN: Final = re.compile(r"[、和及](?:整改|完成|办理|办结)?(?:时限|时间|期限|责任人|责任领导|标准|措施)")


def _is_heading(folded: str, start: int, end: int) -> bool:
    """Say whether 责任单位 is what is laid down, with 责任领导 and 时限 beside it, and nobody who does anything."""
    if not folded.startswith(("责任", "牵头", "配合"), start) or end - start > 4:
        return False
    before = _LAID_DOWN.search(folded, max(0, start - 6), start)
    return before is not None or _ALSO_LAID_DOWN.match(folded, end) is not None


def _listed(folded: str) -> Iterator[_Found]:
    """Yield each of 崔寨、孙耿、太平3个街道."""
    for match in re.finditer(
        rf"(?:(?<!\d)\d{{1,3}}|(?<![二三四五六七八九十])[两三四五六七八九十]{{1,3}})个(?:街道|镇街|乡镇|镇|乡|县区|区县|区|县)(?![{HAN}]*级)",
        folded,
    ):
        at = match.start()
        names: list[_Found] = []
        while (name := re.compile(rf"[{HAN}]{{2,4}}$").search(folded, max(0, at - 4), at)) is not None:
            first = max(name.start(), boundaries(folded).left(at))
            if at - first < 2:
                break
            names.append(_Found(first, at))
            at = first - 1
            if folded[at] not in "、和":
                break
        if len(names) > 1:
            yield from ((_Found(each.start, each.end, _with_suffix(folded, each, match[0]))) for each in names)


def _with_suffix(folded: str, each: _Found, counted: str) -> str:
    surface = folded[each.start : each.end]
    kind = next((kind for kind in ("街道", "镇", "乡", "县", "区") if counted.endswith("个" + kind)), "")
    return surface if surface.endswith(kind) else surface + kind


_SETTLED: Final = re.compile(r"[镇乡县区](?![级域长委直里情志政间外内级管镇村街关守海贤])")
_NO_SETTLEMENT: Final = re.compile(
    r"(?:[全各本该我每其几两多某原此辖到入下返还家故城村小古集重市乡老新回同跨]|特色|示范|中心|建制|"
    r"卫星)[镇乡县区]$|[区市]县$|"
    r"(?:示范|开发|高新|园|灌|库|滩|景|社|校|片|地|街|城|郊|牧|林|农|山|矿|厂|住宅|聚|集|保护|功能|试验|引领|"
    r"起步|核心|生活|工业|商|战|军|营|院|病|疫|选|特|专|误|盲|禁|险|管控|供应|服务|实验|治理|覆盖|域|"
    r"先行|合作|自治|民族|坝|安置|试点|经开|新|居|制|受|缓冲|种植|产|养殖|封闭|隔离|接待|办公)区$"
)
_PARTY_BEFORE: Final = re.compile(r"(?:[与同由]|会同|联合|对接|[镇乡县区]、|[镇乡县区]和)$")
_PARTY_BEHIND: Final = re.compile(
    r"分别|正|已|等|、[\u4e00-\u9fff]{2,3}[区县镇乡街]|和[\u4e00-\u9fff]{2,3}[区县镇乡街]|人民政府|政府"
)


def _settlements(folded: str, marks: Boundaries, context: Context) -> Iterator[_Found]:
    """Yield townships, and districts and counties that act as parties."""
    own = {context.target, *context.aliases, *context.jurisdiction}
    for match in _SETTLED.finditer(folded):
        start, end = marks.left(match.start()), match.end()
        name = folded[start:end]
        if not 3 <= len(name) <= 4 or _NO_SETTLEMENT.search(name) or name in own:
            continue
        party = _PARTY_BEHIND.match(folded, end) or _PARTY_BEFORE.search(folded, max(0, start - 3), start)
        if party or (
            match[0] in "镇乡" and not ("\u4e00" <= folded[end : end + 1] <= "\u9fff" and not marks.is_cut(end + 1))
        ):
            yield _Found(start, end)


_COLLECTIVE: Final = re.compile(
    r"(?:各级|各有关|各相关|各|相关|有关)(?:二级|基层|所属|直属|下属|职能|责任|教学|科研|机关|权属|成员|行业|"
    r"主管|乡镇|镇街|县)*"
    r"(?:县\(市、区\)(?:党委(?:、|和)?(?:人民)?政府|人民政府|党委)?|县\(区\)(?:人民政府)?|区\(县\)(?:人民政府)?|区县(?:人民政府)?|"
    r"县区(?:人民政府)?|镇\(街道\)|镇街|乡镇(?:人民政府|党委)?|街道(?:办事处|党工委)?|学院|科室|处室|部室|"
    r"子公司|分公司|党支部|"
    r"党总支|支部|党组织|县|镇)"
    r"(?!级|域|体制|特色|书记|委员)"
)


def _collective(folded: str) -> Iterator[_Found]:
    """Yield 各学院, 各县(市、区)人民政府: all bodies of a kind."""
    yield from (_Found(*match.span()) for match in _COLLECTIVE.finditer(folded))


def _known(folded: str, found: list[_Found], context: Context) -> dict[str, str]:
    """Return the surfaces to look for everywhere: full names, aliases of bodies, short forms of enterprises."""
    names = Counter(folded[each.start : each.end] for each in found if not each.name)
    known = {name: "" for name in names if len(name) >= 4 and not is_generic(name)}
    known |= {short: full for short, full in context.aliases.items() if _body(full)}
    for name in tuple(known):
        if (short := _SHORTENED.sub("", name)) != name and len(short) >= 4:
            known.setdefault(short, name)
        if name.endswith(("局", "厅")) and len(name) >= 6:
            known.setdefault(name[:-1], name)
    return known


_SHORTENED: Final = re.compile(r"(?:\(集团\)|集团)?(?:股份|控股|投资)?(?:有限|责任)+公司$|集团$")
_BODY: Final = re.compile(
    r"(?:公司|集团|大学|学院|学校|中学|医院|委员会|局|厅|中心|小组|指挥部|专班|院|所|银行|组|部|处|办公室|"
    r"政府|党委|党组)$"
)


def _body(name: str) -> bool:
    return _BODY.search(name) is not None


def _second_pass(folded: str, marks: Boundaries, known: Mapping[str, str]) -> Iterator[_Found]:
    if not known:
        return
    automaton: Any = ahocorasick.Automaton()
    for surface, name in known.items():
        automaton.add_word(surface, (len(surface), name))
    automaton.make_automaton()
    for last, (length, name) in cast("Iterable[tuple[int, tuple[int, str]]]", automaton.iter_long(folded)):
        start, end = last + 1 - length, last + 1
        if name[:-1] == folded[start:end] and not _lost_end(folded, marks, end):
            continue
        if _ends_here(folded, end):
            lost = name[:-1] == folded[start:end] and name
            yield _Found(start, end, name, _LOST if lost else _SHORT if name else "")


_LOST: Final = "the text has it with its last character elsewhere"
_SHORT: Final = "the text has it in full elsewhere"
_CUT_BEHIND: Final = re.compile(r"共同|联合|[,，。;、和与]|等|开展|进行|组织|负责|牵头|配合")


def _lost_end(folded: str, marks: Boundaries, end: int) -> bool:
    """Say whether a name ends here that lost its last character: 河务共同开展 for 河务局共同开展."""
    return _CUT_BEHIND.match(folded, end) is not None


def _longest(found: list[_Found]) -> list[_Found]:
    """Return the mentions in their order, of those that overlap the longest."""
    kept: list[_Found] = []
    for each in sorted(found, key=lambda span: (span.start, -span.end)):
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
        elif each.end - each.start > kept[-1].end - kept[-1].start:
            kept[-1] = each
    return kept


def _mention(folded: str, text: str, found: _Found, names: _Names, whole: Mapping[str, str]) -> UnitMention:
    surface = folded[found.start : found.end]
    stands_for, reason = found.name or surface, found.reason
    if not found.name and surface in whole:
        stands_for, reason = whole[surface], "the only longer name of a group in the text that ends so"
    reading, generic = names.of(stands_for)
    why = "; ".join(filter(None, (reason, reading.reason))) if reading.name != surface else ""
    return UnitMention(
        start=found.start, end=found.end, surface=intern(text[found.start : found.end]), name=reading.name,
        role=_role(folded, found.start, found.end), generic=generic, reason=intern(why),
    )  # fmt: skip


def _role(folded: str, start: int, end: int) -> Role | None:
    """Return the role that the words around a body give it; labels come before verbs."""
    first = max(0, start - 100)
    line = folded[max(first, folded.rfind("\n", first, start) + 1) : start]
    if _SUPERVISE.search(line) or (_SUPERVISES.match(folded, end) and not _OBJECT.search(line)):
        return "SUPERVISE"
    if _COOPERATE.search(line) or (_WITH.search(line) and _TOGETHER.match(folded, end)):
        return "COOPERATE"
    if _COOPERATES.match(folded, end):
        return "COOPERATE"
    return "LEAD" if _LEADS.match(folded, end) or _LEAD.search(line) else None
