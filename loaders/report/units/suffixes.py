"""Full names of bodies by their suffix and their left boundary."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from loaders.lexicon import words
from loaders.phrases import Phrases
from loaders.report.raised import is_raised
from loaders.report.units.begins import BUILT, LEADING, NEEDS_STEM, OWN, begin, with_fields
from loaders.report.units.collective import department
from loaders.report.units.found import Found
from loaders.report.units.offices import PUNCTUATION, WORKS, held, is_office

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.report.boundary import Boundaries

_FIELD_ENDS: Final = ("处", "部", "科", "室", "办", "司", "股", "中心")
_FACILITIES: Final = frozenset(words("facility-fields"))
# 县国资中心: what begins with a level of government is a body though its field is not known.
_LOOSE_ENDS: Final = ("中心", "所", "站", "队", "处", "科", "部", "室", "院", "办")
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
    "站": "位点在立长",
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
    "所": "有以属辖长",
    "馆": "藏",
    "组": "织成长建",
    "园": "区",
    "校": "长园友企舍",
    "队": "员伍长列形",
    "行": "长业政为动",
}
_BAD_STEM: Final = re.compile(r"^[一二三四五六七八九十几两多数\d]*[个家名次种类条处所座项批期届年月日件起份支]?$")
_GENERIC_ENDS: Final = ("部门", "单位")


@cache
def _lookalikes() -> Phrases[None]:
    """Return the words that look like bodies and are none."""
    return Phrases(dict.fromkeys(words("body-lookalikes")))


@cache
def _endings() -> Phrases[str]:
    """Return the suffixes of bodies, each with its class."""
    fields = (
        field + end
        for field in words("body-fields")
        for end in (_FIELD_ENDS if field not in _FACILITIES else _FIELD_ENDS[:-1])
    )
    classes = (
        ("field", fields), ("loose", _LOOSE_ENDS), ("plain", words("body-endings")),
        ("group", words("group-endings")), ("ministry", words("national-bodies")),
    )  # fmt: skip
    return Phrases({ending: kind for kind, endings in classes for ending in endings})


def full_names(folded: str, marks: Boundaries) -> Iterator[Found]:
    """Yield the bodies that their suffix and left boundary make known; they may overlap."""
    # A word that is no body hides the suffixes inside it, not those that hold it.
    hidden = bytearray(len(folded))
    wholes = dict[int, int]()  # where the words begin that end at an offset
    for start, end, _ in _lookalikes().everywhere(folded):
        wholes[end - 1] = min(start, wholes.get(end - 1, start))
        hidden[start:end] = b"\1" * (end - start)
    for start, end, kind in _endings().everywhere(folded):
        last = end - 1
        if kind == "loose" and folded[last] in "科部室办" and not (_closes(folded, marks, end) or held(folded, end)):
            continue
        whole = kind == "group" or folded.startswith("人民政府", start)  # 人民政府投资 is no 政府投资
        whole = whole or (kind == "field" and start < wholes.get(last, 0))  # 质量安全部 holds 全部
        if (hidden[last] and not whole) or not ends_here(folded, end):
            continue
        yield from _named(folded, marks, start, end, kind)


def _closes(folded: str, marks: Boundaries, end: int) -> bool:
    """Say whether a name ends at `end` for sure: before punctuation, or before a word that stands in no name."""
    return folded[end : end + 1] in PUNCTUATION or marks.begins(end)


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


_SEAT: Final = re.compile(r"[省市区县镇乡州旗]$|人民$|街道$")
_HOUSES: Final = ("服务中心", "活动中心", "厂", "馆")
_SCHOOLS: Final = ("小学", "中学", "幼儿园")  # a new one is a work, and no body yet
_BUILDS: Final = ("新建", "迁建", "扩建", "建成")
_WON: Final = ("共建", "获批", "筹建", "申报")  # 共建产业研究院: a platform, no body yet
_TOPPED_OUT: Final = re.compile(
    "(?:项目|工程|主体|结构|已|即将|正在)*(?:封顶|竣工|动工|完成装修|投入使用|建成|投[运用产]|通水|通电)"
)


def _named(folded: str, marks: Boundaries, start: int, end: int, kind: str) -> Iterator[Found]:
    """Yield the body whose suffix is [start, end), from its left boundary on, if it is one."""
    suffix = folded[start:end]
    left = start if kind == "ministry" else begin(folded, marks, start, end, kind)
    if suffix.endswith(_HOUSES) and is_raised(folded, left, end):
        return
    if suffix in _SCHOOLS and folded.endswith(_BUILDS[:2], 0, left):
        return
    if suffix.endswith("中心") and folded.endswith(_BUILDS, 0, left):
        return
    if folded.endswith(_WON, 0, left):
        return
    if suffix.endswith(("中心", "站")) and (_AMONGWORKS.match(folded, end) or _TOPPED_OUT.match(folded, end)):
        return
    if kind == "field":
        left = with_fields(folded, marks, left)
    if kind == "ministry" or (kind == "loose" and is_office(folded, marks, left, start, end)):
        yield Found(left, end)
    elif suffix in _GENERIC_ENDS:
        yield from department(folded, marks, left, start, end)
    elif kind != "loose" and _is_body(folded, start, end, left, kind):
        yield Found(left, _with_office(folded, end))


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
    if kind != "group" and suffix not in OWN and WORKS.match(folded, end):
        return suffix in _ORGANS and folded.startswith("项目", end) and not _BAD_STEM.fullmatch(stem)
    # 我局 is who writes, and no name; 互联网医院二期 is a work.
    if _KIND_COUNTED.match(folded, end) or stem == "我" or (stem and _OF_PHASE.match(folded, end)):
        return False
    if suffix in _BRANCHES and _COUNTED_AHEAD.search(folded, max(0, left - 6), left):
        return False
    if suffix == "厂" and (len(stem) < 3 or _NO_FACTORY.search(stem)):
        return False
    if suffix in BUILT and _AMONGWORKS.match(folded, end):
        return False
    if not _BAD_STEM.fullmatch(stem):
        return True
    return (suffix not in NEEDS_STEM and left == start) or _after_group(folded, suffix, start, end)


_OF_PHASE: Final = re.compile("[一二三四五六]期(?!间)")
# 调整为16个单独党支部: so many of a kind.
_BRANCHES: Final = ("党支部", "党总支", "党委")
_COUNTED_AHEAD: Final = re.compile(r"\d余?个$")
_NO_FACTORY: Final = re.compile("(?:水|处理|工|建|出|进|入|分|焚烧|发电|热源|老|新|旧|各|全|总|该|本|原)$")
# A hall in a list that 等7个项目 closes is a work.
_AMONGWORKS: Final = re.compile(
    r"(?:、[^,。;]{2,60})?等(?:\d{1,4}|[一二两三四五六七八九十]{1,2})?[个项]?[^,。;\d]{0,6}(?:项目|工程)"
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
        leading = LEADING.match(folded[left : match.start()])
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
