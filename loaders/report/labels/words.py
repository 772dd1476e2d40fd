"""What a label holds, told by its words, by their parts as those of the heads of a ledger, or by its values."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from loaders.ledger.column import Column
from loaders.ledger.columns import column_of
from loaders.report.status import is_verdict

if TYPE_CHECKING:
    from collections.abc import Sequence

_KNOWN: Final = re.compile(
    r"(?P<fault>(?:反馈|反映|举报|投诉|信访|交办|存在|具体|主要|突出|巡[视察]|审计|督察)?(?:的)?(?:主要)?问题(?:描述|表现|内容"
    r"|概述|清单)?|问题事项|(?:巡[视察]|审计|督察)?反馈意见|(?:举报|投诉|信访|反映|交办)(?:问题)?(?:内容|事项|情况))"
    r"|(?P<measure>(?:整改|主要|具体|工作|[拟已]?采取的?|落实|下一步|防范)*(?:措施|举措|任务|办法|做法|动作|行动)(?:如下)?)"
    r"|(?P<result>(?!情况如下)(?:(?:具体|主要)(?=整改|落实))?(?:目前|措施|情况(?=[及和与])|整改|落实|完成|进展|办理|工作|推进|处理|处置|问责|[及和与])*(?:情况|进展"
    r"|成效|结果|进度|效果|状态|状况|成果|过程)(?:如下)?|整改(?:落实)?|落实整改|办理|[答回]复)"
    r"|(?P<target>(?:整改|工作|预期|任务)?目标(?:要求|任务)?|(?:主要|具体|突出)表现为?|(?:调查|现场)?(?:核实|核查|调查)(?:情况|结果)|是否属实|受理编号|公[示告](?:时间|期限?|期间))"
    r"|(?P<term>(?:整改|完成|办结|计划|任务|限期|预计|拟)*(?:时限|期限|完成时间|时间|日期|时间节点))"
    r"|(?P<lead>(?:整改)?(?:牵头|责任|主责|主办|承办|整改|实施)(?:责任)?(?:单位|部门|科室|处室|主体))"
    r"|(?P<cooperate>(?:配合|协办|参与|协同)(?:责任)?(?:单位|部门|科室|处室))"
    r"|(?P<supervise>(?:督导|督办|监管|验收|督促|指导)(?:责任)?(?:单位|部门))"
    r"|(?P<person>(?:整改|第一|直接|主要)?(?:责任人|负责人|责任领导|牵头领导|包[保抓联]领导|分管领导|联系人))"
    r"|(?P<closure>(?:销号|验收)(?:情况|意见|结果|时间)?)"
)
KINDS: Final = ("fault", "measure", "result", "target", "term", "lead", "cooperate", "supervise", "person", "closure")
# What the head of a column with the same words holds. Days of the past and what else a ledger tells end a value only.
_OF_COLUMN: Final = {
    Column.ISSUE: "fault", Column.TASK: "measure", Column.MEASURE: "measure", Column.STATUS: "result",
    Column.DEADLINE: "term", Column.LEAD: "lead", Column.LEAD_AND_POST: "lead", Column.UNIT: "lead",
    Column.COOPERATE: "cooperate", Column.SUPERVISE: "supervise", Column.POST: "person", Column.CLOSURE: "closure",
    Column.RAISED_ON: "target", Column.SOURCE: "target", Column.FIELD: "target", Column.SECTION: "target",
    Column.AMOUNT: "target", Column.CLOSED_ON: "target", Column.NUMBER: "target",
}  # fmt: skip


def known_kind(words: str) -> str:
    """Return what a word holds that is a label wherever a colon follows it; an empty string for any other."""
    known = _KNOWN.fullmatch(words)
    return next(name for name in KINDS if known[name] is not None) if known else ""


_TO_COME: Final = re.compile("打算|下一?步|后续")
_ANSWER_HEAD: Final = re.compile("(?:[答回]复|回应)(?:意见|情况)?$")
_BODY_HEAD: Final = re.compile(r"(?:单位|部门|[科处庭股]室?|室|支部|主体|机构|局|公司|组)$")
_HELPS: Final = re.compile("配合|协|参与|会同")
_WATCHES: Final = re.compile("督|监|验收")
_FAULT_HEAD: Final = re.compile(
    "问题|反映|指出|查出|发现|点[题名]|诉求|投诉|举报|违[规法]|缺陷|隐患|短板|不足|病[灶症]|症结"
)
_DAY_HEAD: Final = re.compile("(?:时间|日期|时限|期限|节点|时点|期)$")
_PERSON_HEAD: Final = re.compile("(?:人|领导|同志)$")


def kind_of_head(word: str) -> str:
    """Return what the parts of a word say that it holds; an empty string if they say nothing."""
    column = column_of(word)
    if column is Column.COMPLETED_ON:
        return "target" if "实际" in word else "term"
    if _TO_COME.search(word):
        return "target"
    if column in _OF_COLUMN:
        return _OF_COLUMN[column]
    if _ANSWER_HEAD.search(word):
        return "result"
    if _PERSON_HEAD.search(word):
        return "person"
    if _DAY_HEAD.search(word):
        return "term"
    if _BODY_HEAD.search(word):
        return "cooperate" if _HELPS.search(word) else "supervise" if _WATCHES.search(word) else "lead"
    return "fault" if _FAULT_HEAD.search(word) else ""


_SHORT: Final = 24  # characters
_MOSTLY: Final = 2 / 3
_DAYS: Final = re.compile(
    r"(?:(?:19|20)\d\d|\d{1,2}月|[上下]半年|年[底内]|第?[一二三四1-4]季度|立[行即]|即[知行]|长期|持续).{0,16}"
)
_BODIES: Final = re.compile(
    r"(?:[\u4e00-\u9fff]{1,16}(?:[科室处部局办院委庭组站所厅司系镇乡村]|中心|公司|政府|[支大]队|集团|街道|[学小中][校学])"
    r"(?:[、,;和 ]|$))+"
)


def kind_of_values(values: Sequence[str]) -> str:
    """Return what most of the short values of a word are: days, bodies, verdicts; an empty string for prose."""
    for kind, fits in (("term", _DAYS.fullmatch), ("lead", _BODIES.fullmatch), ("result", is_verdict)):
        if sum(1 for each in values if len(each) <= _SHORT and fits(each)) >= _MOSTLY * len(values):
            return kind
    return ""


def is_prose(values: Sequence[str]) -> bool:
    """Say whether the values of a word are sentences."""
    return sum(map(len, values)) > _SHORT / 2 * len(values)


def most(pattern: re.Pattern[str], values: Sequence[str]) -> bool:
    """Say whether at least half of some values hold a pattern."""
    return sum(1 for each in values if pattern.search(each)) * 2 >= len(values)
