"""The closed lists of terms. What each means is fixed in the design; the source of a rule stands at its term."""

from __future__ import annotations

from schema.declare import Vocabulary


class Status(Vocabulary):
    """Status 进展状态 of a measure as a source reports it on a day. 销号 is a closure, never a status."""

    COMPLETED = "COMPLETED", "已完成"
    IN_PROGRESS = "IN_PROGRESS", "正在推进"
    PLANNED = "PLANNED", "未启动"
    ONGOING = "ONGOING", "长期坚持"
    UNSTATED = "UNSTATED", "未说明"


class ClosureResult(Vocabulary):
    """Result of a decision on closing an item 销号."""

    CLOSED = "CLOSED", "已销号"
    KEPT_OPEN = "KEPT_OPEN", "留号"
    REOPENED = "REOPENED", "恢复挂号"


class Role(Vocabulary):
    """What a body is to a measure."""

    LEAD = "LEAD", "牵头"
    COOPERATE = "COOPERATE", "配合"
    SUPERVISE = "SUPERVISE", "督导"
    ACCOUNTABLE = "ACCOUNTABLE", "负总责"


class Precision(Vocabulary):
    """How exactly a source states a day. YEAR counts as overdue only when asked."""

    DAY = "DAY", "日"
    MONTH_END = "MONTH_END", "月底"
    QUARTER_END = "QUARTER_END", "季度末"
    HALF_YEAR_END = "HALF_YEAR_END", "半年末"
    YEAR_END = "YEAR_END", "年底"
    YEAR = "YEAR", "仅年份"


class DeadlineKind(Vocabulary):
    """Kind of a deadline 时限; only DATED ones have a due day."""

    DATED = "DATED", "有日期"
    IMMEDIATE = "IMMEDIATE", "立行立改"
    NO_END = "NO_END", "长期坚持"
    CONDITIONAL = "CONDITIONAL", "附条件"


class DueBasis(Vocabulary):
    """Which agreed date counts for being overdue 逾期: the last one or the first one."""

    CURRENT = "CURRENT", "现定时限"
    ORIGINAL = "ORIGINAL", "原定时限"


class Stage(Vocabulary):
    """Stage of a policy document."""

    IN_FORCE = "IN_FORCE", "正式"
    TRIAL = "TRIAL", "试行"
    INTERIM = "INTERIM", "暂行"
    DRAFT = "DRAFT", "初稿或征求意见稿"


class SourceKind(Vocabulary):
    """Kind of a source document."""

    NOTICE = "NOTICE", "通报"
    PLAN = "PLAN", "方案"
    LEDGER = "LEDGER", "台账"


class EventKind(Vocabulary):
    """Kind of what a source says was done 事项."""

    MEETING = "MEETING", "会议"
    ISSUANCE = "ISSUANCE", "印发"
    AGREEMENT = "AGREEMENT", "签订协议"
    TRANSFER = "TRANSFER", "划转移交"
    APPOINTMENT = "APPOINTMENT", "指定人员"
    ESTABLISHMENT = "ESTABLISHMENT", "成立机构"
    RECURRING = "RECURRING", "定期事项"
    OTHER = "OTHER", "其他"


class DueState(Vocabulary):
    """State of a due day on the day of a load; for colours in pictures only, no answer reads it."""

    OVERDUE = "OVERDUE", "逾期"
    OPEN = "OPEN", "未到期"
    DONE = "DONE", "已办结"
    NO_DATE = "NO_DATE", "无时限"
