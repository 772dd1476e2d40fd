"""The kinds of columns that a ledger 台账 has."""

from __future__ import annotations

from enum import StrEnum
from typing import Final


class Column(StrEnum):
    """What a column holds."""

    NUMBER = "序号"
    SOURCE = "问题来源"
    RAISED_ON = "反馈时间"
    FIELD = "所属领域"
    SECTION = "问题大类"
    ISSUE = "问题"
    MEASURE = "整改措施"
    TASK = "整改任务"
    AIM = "整改目标"
    LEAD = "牵头单位"
    LEAD_AND_POST = "责任单位及责任人"
    COOPERATE = "配合单位"
    SUPERVISE = "督办单位"
    UNIT = "单位"
    POST = "责任人"
    DEADLINE = "整改时限"
    STATUS = "完成情况"
    COMPLETED_ON = "完成时间"
    CLOSURE = "销号情况"
    CLOSED_ON = "销号时间"
    AMOUNT = "金额"
    OTHER = "其他"


Cells = tuple[str, ...]  # of a row
Places = dict[Column, list[int]]

ANSWERS: Final = frozenset({Column.LEAD, Column.LEAD_AND_POST, Column.UNIT})  # any of them names who answers
