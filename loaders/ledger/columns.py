"""What a column holds, known by parts of its head and not by whole names."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence


class Column(StrEnum):
    """The kinds of columns that a ledger 台账 has."""

    NUMBER = "序号"
    SOURCE = "问题来源"
    RAISED_ON = "反馈时间"
    FIELD = "所属领域"
    ISSUE = "问题"
    MEASURE = "整改措施"
    LEAD = "牵头单位"
    COOPERATE = "配合单位"
    SUPERVISE = "督办单位"
    POST = "责任人"
    DEADLINE = "整改时限"
    STATUS = "完成情况"
    COMPLETED_ON = "完成时间"
    CLOSURE = "销号情况"
    OTHER = "其他"


_BODY: Final = "(?:单位|部门|科室|处室|主体|机构|股室|支部|党组织)"
_DAY: Final = "(?:时间|日期|时限|期限|时点|节点)"
# The first that fits: a head such as 问题来源 holds the words of two kinds, and the narrower one stands first.
_RULES: Final[tuple[tuple[Column, re.Pattern[str]], ...]] = tuple(
    (column, re.compile(pattern))
    for column, pattern in (
        (Column.OTHER, r"备注|附件|联系电话|联系方式|金额|资金数|佐证|依据"),
        (Column.NUMBER, r"^(?:问题|项目|清单)?(?:序号|编号|号码|序|No\.?|NO\.?)$"),
        (Column.CLOSURE, r"销号|验收|挂号|办结审核"),
        (Column.RAISED_ON, r"(?:反馈|发现|提出|交办|移交|检查|下达|审计).{0,4}(?:时间|日期)"),
        (Column.DEADLINE, rf"时限|期限|限期|(?:计划|要求|规定|拟|预计|目标|应|承诺).{{0,4}}(?:完成|整改|办结).{{0,3}}{_DAY}?"),
        (Column.COMPLETED_ON, r"(?:完成|办结|整改|实际).{0,4}(?:时间|日期)"),
        (Column.POST, r"责任人|负责人|责任领导|分管领导|包抓领导|主管领导|牵头领导|领办|包案|经办人|联系人"),
        (Column.COOPERATE, rf"配合|协办|协助|协同|参与{_BODY}|参加{_BODY}"),
        (Column.SUPERVISE, rf"(?:督办|督导|监管|监督|督促|审核){_BODY}"),
        (Column.LEAD, rf"(?:责任|牵头|主办|承办|主责|落实|整改|被审计|所属).{{0,3}}{_BODY}|{_BODY}.{{0,3}}(?:责任|牵头|主办)"),
        (Column.SOURCE, r"来源|(?:巡视|巡察|审计|督察|检查).{0,4}(?:批次|轮次|名称|项目)|反馈(?:单位|机构)|提出单位"),
        (Column.STATUS, r"进展|状态|进度|(?:完成|落实|整改|办理|推进|工作).{0,4}(?:情况|结果|成效)|是否完成|是否整改"),
        (Column.MEASURE, r"措施|举措|整改(?:任务|内容|要求|事项|目标|做法)|工作任务|具体做法"),
        (Column.FIELD, r"领域|类别|类型|分类|专题|性质|条线"),
        (Column.ISSUE, r"问题|反馈意见|存在.{0,2}不足|短板|隐患|发现.{0,2}情况"),
    )
)  # fmt: skip


def column_of(head: str) -> Column:
    """Return what a head names; OTHER for a head that no rule knows."""
    words = re.sub(r"[\s　]|[（(【\[].*?[）)】\]]", "", head)
    return next((column for column, pattern in _RULES if pattern.search(words)), Column.OTHER)


def columns_of(heads: Sequence[str]) -> dict[Column, list[int]]:
    """Return the places of each kind of column.

    完成时间 is the agreed day where the table has no other one, and the actual day beside 整改时限.
    """
    found: dict[Column, list[int]] = {}
    for place, head in enumerate(heads):
        found.setdefault(column_of(head), []).append(place)
    if Column.DEADLINE not in found and Column.COMPLETED_ON in found:
        found[Column.DEADLINE] = found.pop(Column.COMPLETED_ON)
    return found
