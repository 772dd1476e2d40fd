"""What a column holds, known by parts of its head and not by whole names."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from loaders.ledger import english
from loaders.ledger.column import ANSWERS, Column, Places

if TYPE_CHECKING:
    from collections.abc import Sequence


_BODY: Final = "(?:单位|部门|科室|处室|主体|机构|股室|支部|党组织|站所|乡镇|镇街|街道)"
_DAY: Final = "(?:时间|日期|时限|期限|时点|节点)"
_PERSON: Final = "(?:责任人|负责人|责任领导|分管领导|包抓领导|包保领导|主管领导|牵头领导)"
_PLANNED: Final = "(?:计划|要求|规定|拟|预计|目标|应|承诺|限定|原定|约定)"
_CLOSING: Final = "(?:销[号项]|验收|摘牌|闭环|关闭|复[查核验](?!发现))"
_NUMBERED: Final = "问题|项目|案|清单|反馈|任务|整改|隐患|事项|案件|信访|线索|台账|审计|缺陷"
_OF_SOMETHING_ELSE: Final = "证|电话|联系|信用|身份|账|合同|文件|设备|凭证|发票"  # 取水许可证编号
# The first that fits: a head such as 问题来源 holds the words of two kinds, and the narrower one stands first.
_WORDS: Final[tuple[tuple[Column, str], ...]] = (
    (
        Column.OTHER,
        r"备注|(?<![及和与、/])(?:附件|佐证)|电话|联系|依据|^(?!.*问题).*建议|(?<![及和])原因|资金来源|填报|填表",
    ),
    (Column.OTHER, rf"^(?!.*{_CLOSING}.{{0,3}}{_DAY}).*文号|(?:部位|地点|位置|点位|场所|区域|地址|属地)$"),
    (Column.OTHER, "^(?!.*[时期]限).*(?:困难|下一?步|下阶段|打算|拟采取)"),
    (Column.OTHER, r"问责|追责|责任追究|被处理|(?:责任人|人员|干部).{0,4}(?:处理|处分)"),
    (Column.OTHER, rf"措施.{{0,2}}(?:序号|编号)|(?:启动|开始|起始|更新|报送|录入|上报|申请|审批).{{0,4}}{_DAY}"),
    (Column.OTHER, r"(?:申请|计划|拟|预计).{0,3}(?:销号|验收)"),
    (Column.OTHER, rf"{_CLOSING}.{{0,2}}(?:申请|人|标准|编号|材料|单位|部门|程序|要求)"),
    (Column.OTHER, r"(?:整改|完成|办理|整治).{0,2}(?:类型|类别|分类|性质)|等级|级别|严重程度"),
    (Column.AMOUNT, r"金额|款额"),
    (Column.NUMBER, rf"^(?:{_NUMBERED})?(?:代码|号码|序|号|(?i:no\.?|№|#|id))$"),
    (Column.NUMBER, rf"^(?!.*(?:{_OF_SOMETHING_ELSE})).*(?:序号|编[号码])$"),
    (Column.DEADLINE, rf"{_PLANNED}.{{0,2}}(?:闭环|关闭|销项)"),
    (Column.CLOSURE, rf"{_CLOSING}(?:结论|意见|情况|结果)"),
    (Column.CLOSED_ON, rf"{_CLOSING}.{{0,3}}{_DAY}"),
    (Column.CLOSURE, rf"{_CLOSING}|挂号|办结审核"),
    (
        Column.RAISED_ON,
        r"(?:反馈|发现|提出|交办|移交|[检排核抽巡督]查|下达|审计|督察|巡察|受理|登记|信访|举报).{0,4}(?:时间|日期)",
    ),
    (Column.COMPLETED_ON, r"(?:实际|已).{0,4}(?:时间|日期)|(?:时[间限]|期限|日期).{0,2}实际|实际(?:完成|办结)"),
    (Column.DEADLINE, r"时限|期限|限期|到期|时间(?:节点|要求|安排)|节点|延期[至后]|调整后|见效"),
    (Column.DEADLINE, r"(?:截[止至]|结束|终止)(?:.{0,2}(?:时间|日期|时点|日))?$"),
    (
        Column.DEADLINE,
        rf"{_PLANNED}.{{0,4}}(?:完成|整改|办结|销号).{{0,3}}{_DAY}?|{_DAY}.{{0,3}}{_PLANNED}|^{_PLANNED}{_DAY}$",
    ),
    (Column.COMPLETED_ON, r"(?:完成|整改|办结).{0,4}(?:时间|日期|时点)"),
    (Column.LEAD_AND_POST, rf"{_BODY}.{{0,3}}[及和与、/,].{{0,3}}{_PERSON}"),
    (
        Column.LEAD_AND_POST,
        rf"{_PERSON}.{{0,3}}[及和与、/,].{{0,4}}{_BODY}|^(?:整[改治]|治理|化解|处置|工作)?责任(?:落实|分工)?$",
    ),
    (Column.POST, rf"{_PERSON}|领办|包案|[河湖林田]长$|(?<!督办)(?<!督导)领导(?!小组|批示|意见|签)"),
    (Column.POST, r"(?:[经承主协]办|牵头|落实|实施|包[保抓联案挂]|盯办|管护|整[改治])人员?$"),
    (Column.COOPERATE, rf"配合|协办|协助|协同|^[会联]办$|(?:参与|参加|会办|联办){_BODY}"),
    (
        Column.SUPERVISE,
        rf"(?:督办|督导|督查|监管|监督|督促|审核|跟踪)(?:责任)?(?:{_BODY}|组)|^督[办导]$"
        rf"|(?:^|{_BODY}.{{0,2}})(?:监督|监管|督办|督导)责任$",
    ),
    (
        Column.UNIT,
        r"^(?:村|社区|镇|乡|镇街|街镇|县|区|市|[区市]县|[县市]区|地区|学校|院系|学院|医院|企业|公司)(?:名称?)?$",
    ),
    (
        Column.UNIT,
        rf"^{_BODY}(?:名称)?$|(?:所属|问题|涉及|存在问题的?){_BODY}|[被受].{{1,4}}(?:{_BODY}|企业|公司|学校|医院)",
    ),
    (
        Column.LEAD,
        rf"(?:责任|牵头|主办|承办|主责|落实|整改|实施|执行|承担|具体).{{0,3}}{_BODY}|^(?:牵头|主办|承办|主责)$",
    ),
    (Column.LEAD, r"(?:责任|牵头|承办|主办)(?:科|处|室|局|院系|学院|公司|企业|党委|校区|方)$"),
    (Column.LEAD, rf"{_BODY}.{{0,3}}(?:责任|牵头|主办|承办)"),
    (Column.SOURCE, r"来源|(?:巡视|巡察|审计|督察|检查).{0,4}(?:批次|轮次|名称|项目)"),
    (Column.SOURCE, rf"(?:反馈|交办|提出|移交|[检排督]查|督察|巡[视察]|审计|发现|举报){_BODY}"),
    (
        Column.STATUS,
        r"进展|状态|进度|(?:完成|整改|办结|化解|到位|落实)(?:率|比例|度|百分比)|是否(?:已)?(?:完成|整改|办结|落实|到位)",
    ),
    (Column.STATUS, r"(?:完成|落实|整改|办理|化解|推进|工作|处理|执行|跟踪|后续).{0,4}(?:情况|结果|成效|结论)"),
    (Column.STATUS, r"(?:认定|核查|核实|评估)结果$"),
    (Column.STATUS, r"^(?:[目当]前|最新|整[改治]|治理|工作|办理)*(?:现状|状况)$|^整[改治]落实$"),
    (Column.STATUS, r"^(?:取得|主要|阶段性|工作)*的?(?:成效|成果|效果)$"),
    (Column.FIELD, r"领域|类别|类型|分类|专题|性质|定性|条线|板块|^方面$"),
    (Column.SECTION, r"大类|一级问题|^(?:反馈)?(?:意见|问题).{0,2}方面"),
    (Column.TASK, r"(?:整[改治]|治理|处置|化解)(?:任务|内容|要求|事项)|任务|(?<!问题)事项|重点工作|工作内容"),
    (Column.TASK, r"(?:整[改治]|治理|处[置理]|化解|办理)意见"),
    (Column.AIM, "目标"),
    (Column.MEASURE, r"措施|举措|做法|对策|(?:整[改治]|治理|处置|化解)(?:方案|办法|计划|行动)|行动(?:计划|方案|项)"),
    (
        Column.ISSUE,
        r"问题|(?:反馈|审议|评议|巡[视察]|督察)意见|存在.{0,2}不足|短板|隐患|缺陷|不(?:符合|合格)|风险点|发现.{0,2}情况|具体表现|(?:事实|违规|现象|情况)(?:描述|概述|简述|摘要)",
    ),
    (Column.ISSUE, r"^(?:检查|审计|核查|主要)发现$|诉求|案由|(?:反映|投诉|举报|信访|交办).{0,2}(?:内容|情况)"),
    (Column.AMOUNT, r"金额|资金|款项|[百千万亿]元"),
    (Column.UNIT, rf"{_BODY}$"),
)
_RULES: Final = tuple((column, re.compile(words)) for column, words in _WORDS)
_LATIN: Final = re.compile(r"[A-Za-z%][A-Za-z0-9 .,/&'%#()-]*")
_ASIDE: Final = re.compile(rf"[(【\[](?!.{{0,2}}(?:{_PLANNED}|实际)).*?[)】\]]")
_JOINT: Final = re.compile("以及|[及和与、/,+]")
# Who answers may be named with people in one cell with other things, whatever the head says; what is to be done with
# the day by which it is.
_PART_OF_JOINED: Final[dict[Column, Column]] = {
    Column.LEAD: Column.LEAD_AND_POST, Column.POST: Column.LEAD_AND_POST, Column.UNIT: Column.LEAD_AND_POST,
    Column.DEADLINE: Column.DEADLINE, Column.STATUS: Column.STATUS, Column.MEASURE: Column.MEASURE,
    Column.TASK: Column.TASK, Column.COMPLETED_ON: Column.COMPLETED_ON,
}  # fmt: skip
_WHICH_DAY: Final = re.compile(rf"{_PLANNED}|实际|调整|延期")
_CLOSES: Final = re.compile(_CLOSING)


@lru_cache(maxsize=4096)
def column_of(head: str) -> Column:
    """Return what a folded head names; OTHER for a head that no rule knows.

    What stands in brackets counts only if it says 计划 or 实际, or is a person or a unit of money.
    """
    whole = re.sub(r"\s", "", head)
    words = _ASIDE.sub("", whole)
    found = _known(words)
    if found is not Column.NUMBER and (latin := _LATIN.findall(words)):
        found = _known(_LATIN.sub("", words))  # 审计发现Finding says the same twice, and 问题ID does not
        found = english.column_of("".join(latin)) if found is Column.OTHER else found
    if found is Column.LEAD and re.search(_PERSON, whole):
        return Column.LEAD_AND_POST
    return Column.AMOUNT if found is Column.OTHER and re.search("[百千万亿]元", whole) else found


def _known(words: str) -> Column:
    return next((column for column, pattern in _RULES if pattern.search(words)), Column.OTHER)


def is_unknown(head: str) -> bool:
    """Tell whether no rule knows a folded head: 备注 and 整改类型 are known to be nothing that is read."""
    return not any(pattern.search(head) for _, pattern in _RULES) and english.column_of(head) is Column.OTHER


def columns_of(heads: Sequence[str], own: Sequence[str] = ()) -> Places:
    """Return the places of each kind of column that a table with these folded heads has.

    `own` are the heads without those of the groups above them. What a head means depends on the others: 整改任务 is the
    issue beside 整改措施 and the measure without.
    """
    found: Places = {}
    own = own or heads
    groups = [head.removesuffix(below) for head, below in zip(heads, own, strict=True)]
    stated = {(group, column_of(below)) for group, below in zip(groups, own, strict=True)}
    for place, (group, below) in enumerate(zip(groups, own, strict=True)):
        kind = _column_within(group, below)
        # Of 问题概况 over 所在地 and 问题描述 only the one that says so is the issue.
        known = kind is Column.ISSUE and column_of(below) is Column.OTHER and (group, kind) in stated
        found.setdefault(Column.OTHER if known else kind, []).append(place)
    _settle_joined(found, heads)
    _settle_people(found, heads)
    _settle_measures(found, heads)
    _settle_tasks(found)
    _settle_issues(found)
    _settle_numbers(found, heads)
    return found


def _column_within(group: str, head: str) -> Column:
    """Return what a head below the head of a group names: its own kind, as 当前状态 below 完成情况及时限.

    The group says more where the head alone says nothing or just 单位, of days which they are, and of what closes.
    """
    own = column_of(head)
    if column_of(group) is Column.AMOUNT:
        return Column.AMOUNT if own in (Column.OTHER, Column.DEADLINE, Column.STATUS) else own  # 应整改 and 已整改
    days = own in (Column.DEADLINE, Column.COMPLETED_ON) and _WHICH_DAY.search(group)
    if not (own in (Column.OTHER, Column.UNIT) or days or _CLOSES.search(group)):
        return own
    both = column_of(group + head)
    states = is_unknown(head) and column_of(group) is Column.STATUS  # 认定结果 over 已完成 and 未完成
    return Column.STATUS if states and both is Column.OTHER else both


def _settle_joined(found: Places, heads: Sequence[str]) -> None:
    """责任单位及完成时限 holds who answers and when, 整改要求及期限 the task too, where no other column does."""
    for place, head in enumerate(heads):
        parts = [part for part in _JOINT.split(_ASIDE.sub("", re.sub(r"\s", "", head))) if part]
        own = [column_of(part) for part in parts]
        kinds = dict.fromkeys(_PART_OF_JOINED.get(kind, Column.OTHER) for kind in own)
        kinds.pop(Column.OTHER, None)
        for kind in kinds if len(kinds) > 1 else ():
            if not found.keys() & (ANSWERS if kind in ANSWERS else {kind}):
                found[kind] = [place]
            elif kind in ANSWERS and Column.POST in own and Column.POST not in found:
                found[Column.POST] = [place]  # 负责人/完成日期 beside 责任部门


def _settle_people(found: Places, heads: Sequence[str]) -> None:
    """Responsible person names people where another column, Dept, names bodies; alone it may name either."""
    both = found.get(Column.LEAD_AND_POST, [])
    people = [place for place in both if re.search("person", heads[place], re.IGNORECASE)]
    if people and (len(both) > len(people) or Column.LEAD in found):
        found[Column.LEAD_AND_POST] = [place for place in both if place not in people]
        found.setdefault(Column.POST, []).extend(people)


def _settle_tasks(found: Places) -> None:
    """Of tasks beside the issue the first behind it is the measure; without an issue the first of several is that."""
    tasks = found.pop(Column.TASK, [])
    if tasks and Column.ISSUE not in found and (len(tasks) > 1 or found.keys() & {Column.MEASURE, Column.AIM}):
        found[Column.ISSUE] = [tasks.pop(0)]
    if tasks and Column.MEASURE not in found:
        issue = found.get(Column.ISSUE, [0])[-1]
        measure = next((place for place in tasks if place > issue), tasks[0])
        tasks.remove(measure)
        found[Column.MEASURE] = [measure]
    if tasks:
        found.setdefault(Column.OTHER, []).extend(tasks)


def _settle_measures(found: Places, heads: Sequence[str]) -> None:
    """整改措施及落实情况 holds the measure where no other column does."""
    both = [place for place in found.get(Column.STATUS, ()) if re.search("措施|举措", heads[place])]
    if both and Column.MEASURE not in found:
        found[Column.MEASURE] = both


def _settle_issues(found: Places) -> None:
    """Of several columns for the issue the last is the issue itself, the first what it belongs to."""
    issues = found.get(Column.ISSUE, [])
    if len(issues) > 1:
        found.setdefault(Column.SECTION, []).extend(issues[:-1])
        found[Column.ISSUE] = issues[-1:]


def _settle_numbers(found: Places, heads: Sequence[str]) -> None:
    """Of several numbers that of the issue comes first."""
    if Column.NUMBER in found:
        found[Column.NUMBER].sort(key=lambda place: "问题" not in heads[place])
