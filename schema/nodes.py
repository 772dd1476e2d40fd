"""The node types: one declaration each, from which every projection is computed.

`INFO` holds the Chinese title, the root field in GraphQL, and colour and size in pictures. Colours have a contrast of
4.5 or more to white and keep their distance under protan and deutan vision.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, ClassVar, Final

from schema.declare import NodeInfo, NodeType, Property, node_type
from schema.vocabularies import (
    ClosureResult,
    DeadlineKind,
    DueState,
    EventKind,
    Precision,
    SourceKind,
    Stage,
    Status,
)

Id = Annotated[str, Property("标识", "Derived from content: the same in every load.", hidden=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """A source document 通报, 方案 or 台账."""

    INFO: ClassVar[NodeInfo] = NodeInfo("通报", "reports", "1824F0", 2, order=("signedOn",))
    id: Id
    title: Annotated[str, Property("标题", "Title as printed.", caption=True, fulltext=True)]
    kind: Annotated[SourceKind, Property("类别", "Notice, plan or ledger.", group="KIND")]
    publisher: Annotated[str | None, Property("发布者", "Who published it.")] = None
    signed_on: Annotated[date | None, Property("落款日期", "Day of the signature.", index=True)] = None
    published_on: Annotated[date | None, Property("发布日期", "Day of publication.")] = None
    as_of: Annotated[date | None, Property("截至日期", "Day its statements hold for.", index=True)] = None
    records: Annotated[int | None, Property("记录数", "Records of a ledger file, all of them.")] = None
    uri: Annotated[str | None, Property("来源", "File it was read from.", hidden=True)] = None
    sha256: Annotated[str, Property("校验和", "SHA-256 of the file.", hidden=True, index=True)]
    text: Annotated[str, Property("全文", "Decoded text that every offset counts in.", hidden=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """One round of supervision 巡视, 巡察, 审计 or 督察."""

    INFO: ClassVar[NodeInfo] = NodeInfo("巡视巡察", "inspections", "00486C", 2, order=("name",))
    id: Id
    name: Annotated[str, Property("名称", "Name as printed.", caption=True, fulltext=True)]
    kind: Annotated[str | None, Property("类别", "Kind as printed, such as 专项巡视.", group="KIND")] = None
    round: Annotated[str | None, Property("轮次", "Round as printed, such as 十二届省委第一轮巡视.")] = None
    theme: Annotated[str | None, Property("主题", "What it looked at.")] = None
    starts_on: Annotated[date | None, Property("开始日期", "First day.")] = None
    ends_on: Annotated[date | None, Property("结束日期", "Last day.")] = None
    feedback_on: Annotated[date | None, Property("反馈日期", "Day of the feedback.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Issue:
    """One numbered problem 问题."""

    INFO: ClassVar[NodeInfo] = NodeInfo("问题", "issues", "843000", 2, order=("position",))
    id: Id
    number: Annotated[str, Property("编号", "Number as printed.")]
    position: Annotated[int, Property("次序", "Position in the source that first named it, from 1.", index=True)]
    title: Annotated[str, Property("问题", "The fault as stated.", caption=True, fulltext=True)]
    section: Annotated[str | None, Property("章节", "Heading above it.", group="SECTION")] = None
    text: Annotated[str | None, Property("开头", "Opening passage, without the measures.")] = None
    declared_measures: Annotated[int | None, Property("声称措施数", "Number of measures that it announces.")] = None
    raised_on: Annotated[date | None, Property("反馈时间", "Day on which it was raised.", index=True)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """One measure 整改措施: a numbered answer ①②③, a part of one (一是), or a ledger row.

    `status` to `reopened_on` are derived from status reports, deadlines and closures whenever a source is written.
    """

    INFO: ClassVar[NodeInfo] = NodeInfo("整改措施", "measures", "6C6CB4", order=("ordinal",))
    id: Id
    ordinal: Annotated[int, Property("序号", "Position within the issue or the measure it is part of, from 1.")]
    heading: Annotated[str | None, Property("小标题", "Phrase that names the action.", fulltext=True)] = None
    text: Annotated[str, Property("内容", "Full text.", fulltext=True)]
    field: Annotated[str | None, Property("所属领域", "Field as the ledger names it.", group="FIELD")] = None
    status: Annotated[Status, Property("状态", "Status last reported.", index=True, group="STATUS")] = Status.UNSTATED
    closure: Annotated[ClosureResult | None, Property("销号", "Latest decision.", group="CLOSURE")] = None
    due_on: Annotated[date | None, Property("现定时限", "Due day agreed last.", index=True, group="DUE")] = None
    due_precision: Annotated[Precision | None, Property("时限精度", "How exactly the due day is stated.")] = None
    original_due_on: Annotated[date | None, Property("原定时限", "Due day agreed first.", index=True)] = None
    original_due_precision: Annotated[Precision | None, Property("原定精度", "How exactly that day is stated.")] = None
    completed_on: Annotated[date | None, Property("完成日期", "Stated day of the completion that stands.")] = None
    settled_on: Annotated[tuple[date, ...], Property("办结日期", "Days of all completions and closures.")] = ()
    reopened_on: Annotated[tuple[date, ...], Property("恢复日期", "Days on which it was reopened.")] = ()
    last_seen_on: Annotated[date | None, Property("最近提及", "Day of the last source that names it.")] = None
    caption: Annotated[str | None, Property("图名", "Short name in pictures.", caption=True, presentation=True)] = None
    due_state: Annotated[DueState | None, Property("时限状态", "For colours only.", presentation=True)] = None
    due_state_on: Annotated[date | None, Property("状态日", "Day of the colour.", presentation=True)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """One agreed date 时限; a later one REVISES an earlier one."""

    INFO: ClassVar[NodeInfo] = NodeInfo(
        "时限",
        "deadlines",
        "542400",
        0.5,
        order=(
            "statedOn",
            "ordinal",
        ),
    )
    id: Id
    due_on: Annotated[date | None, Property("到期日", "Last day, if there is one.", index=True)] = None
    precision: Annotated[Precision | None, Property("精度", "How exactly the day is stated.")] = None
    kind: Annotated[DeadlineKind, Property("类别", "Dated, immediate, without end, conditional.", group="KIND")]
    phrase: Annotated[str, Property("原文", "Words of the source.", caption=True)]
    without_year: Annotated[tuple[str, ...], Property("省略年份", "Days as written without their year.")] = ()
    ordinal: Annotated[int, Property("序号", "Position in the statement, the original first, from 1.")] = 1
    stated_on: Annotated[date | None, Property("述及日期", "Day of the source that states it.")] = None
    agreed_on: Annotated[date | None, Property("商定日期", "Day on which it was agreed.")] = None
    approved_by: Annotated[str | None, Property("批准者", "Who approved it, where named.")] = None
    reason: Annotated[str | None, Property("理由", "Stated reason.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusReport:
    """One statement of the status 进展 of a measure, a project or listed things: appended and never overwritten."""

    INFO: ClassVar[NodeInfo] = NodeInfo("进展", "statusReports", "906C0C", 0.5, order=("asOf",))
    id: Id
    status: Annotated[Status, Property("状态", "Status reported.", index=True, group="STATUS")]
    as_of: Annotated[date | None, Property("截至", "Day the statement holds for.", index=True)] = None
    completed_on: Annotated[date | None, Property("完成日期", "Day stated for the completion.")] = None
    phrase: Annotated[str, Property("原文", "Words of the source.", caption=True)]
    source: Annotated[SourceKind, Property("来源类别", "Kind of the source.")]


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """Something that a source says was done, is done again and again, or happened on a day 事项."""

    INFO: ClassVar[NodeInfo] = NodeInfo("事项", "events", "9048F0", 0.5, order=("startsOn", "phrase"))
    id: Id
    kind: Annotated[EventKind, Property("类别", "Meeting, issuance, agreement …", index=True, group="KIND")]
    planned: Annotated[bool, Property("计划中", "To be done, not done, when the source was written.")] = False
    title: Annotated[str | None, Property("名称", "What was held, issued, signed, handed over.", fulltext=True)] = None
    form: Annotated[str | None, Property("形式", "Last word of the name: 会议, 通知, 备忘录.", group="FORM")] = None
    written: Annotated[str | None, Property("日期原文", "The day or period as written.")] = None
    iso: Annotated[str | None, Property("日期", "The same in ISO 8601, as precise as the source.")] = None
    starts_on: Annotated[date | None, Property("开始日期", "First day it can mean.", index=True, group="START")] = None
    ends_on: Annotated[date | None, Property("结束日期", "Last day it can mean.", index=True)] = None
    without_year: Annotated[tuple[str, ...], Property("省略年份", "Days as written without their year.")] = ()
    phrase: Annotated[str, Property("原文", "Words of the source.", caption=True, fulltext=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Closure:
    """A decision 销号 that an item is closed, kept open or reopened; never derived from status."""

    INFO: ClassVar[NodeInfo] = NodeInfo(
        "销号",
        "closures",
        "6C6000",
        0.5,
        order=(
            "decidedOn",
            "ordinal",
        ),
    )
    id: Id
    result: Annotated[ClosureResult, Property("结果", "Closed, kept open or reopened.", index=True, group="RESULT")]
    decided_on: Annotated[date | None, Property("决定日期", "Day of the decision.", index=True)] = None
    ordinal: Annotated[int, Property("次序", "Position among the decisions of one statement, from 1.")] = 1
    criterion: Annotated[str | None, Property("依据", "Criterion named for the decision.")] = None
    phrase: Annotated[str, Property("原文", "Words of the source.", caption=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """A policy document or rule 政策文件."""

    INFO: ClassVar[NodeInfo] = NodeInfo("政策文件", "documents", "308448", order=("title",))
    id: Id
    title: Annotated[str, Property("标题", "Title without 《》.", caption=True, fulltext=True)]
    number: Annotated[str | None, Property("发文字号", "Issuer code, year and serial.", index=True)] = None
    kind: Annotated[str | None, Property("文种", "Last word of the title, such as 办法.", group="KIND")] = None
    stage: Annotated[Stage | None, Property("阶段", "Trial, interim, draft or in force.", group="STAGE")] = None
    issued_on: Annotated[date | None, Property("印发日期", "Day of issue.", index=True)] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """A body that can answer for something 单位."""

    INFO: ClassVar[NodeInfo] = NodeInfo("单位", "units", "60243C", 2, order=("name",))
    id: Id
    name: Annotated[str, Property("名称", "Canonical name.", caption=True, fulltext=True, index=True)]
    aliases: Annotated[tuple[str, ...], Property("别名", "Names as printed.", fulltext=True)] = ()
    readings: Annotated[
        tuple[str, ...], Property("归并依据", "Why a name as printed stands for this body: name, |, reason.")
    ] = ()
    kind: Annotated[str | None, Property("类别", "Kind of body, such as 领导小组.", group="KIND")] = None
    level: Annotated[str | None, Property("层级", "Level of government.", group="LEVEL")] = None
    code: Annotated[str | None, Property("代码", "Division code (GB/T 2260), where stated.")] = None
    generic: Annotated[bool, Property("泛称", "A generic body such as 有关部门: never merged or ranked.")] = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Post:
    """An office 职务."""

    INFO: ClassVar[NodeInfo] = NodeInfo("职务", "posts", "9000CC", 0.5, order=("title",))
    id: Id
    title: Annotated[str, Property("职务", "Title as printed.", caption=True, fulltext=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Person:
    """A person 人员 whom a source names."""

    INFO: ClassVar[NodeInfo] = NodeInfo("人员", "people", "E4006C", 0.5, order=("name",))
    id: Id
    name: Annotated[str, Property("姓名", "Name as printed.", caption=True, fulltext=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Project:
    """Works, a programme or a system 项目."""

    INFO: ClassVar[NodeInfo] = NodeInfo("项目", "projects", "006C60", order=("name",))
    id: Id
    name: Annotated[str, Property("名称", "Name as printed.", caption=True, fulltext=True)]
    stage: Annotated[str | None, Property("阶段", "Stage as stated.", group="STAGE")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A place or river 地点."""

    INFO: ClassVar[NodeInfo] = NodeInfo("地点", "places", "6C543C", 0.5, order=("name",))
    id: Id
    name: Annotated[str, Property("名称", "Its fullest name as printed.", caption=True, fulltext=True)]
    aliases: Annotated[tuple[str, ...], Property("别名", "Other names as printed.", fulltext=True)] = ()
    code: Annotated[str | None, Property("区划代码", "Division code (GB/T 2260), where stated.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """A concept of the SKOS scheme 主题."""

    INFO: ClassVar[NodeInfo] = NodeInfo("主题", "topics", "3C0C90", order=("notation",))
    id: Id
    notation: Annotated[str, Property("标记", "Path from broad to narrow, such as water/flood.", index=True)]
    pref_label_zh: Annotated[str, Property("中文名", "Preferred label.", caption=True, fulltext=True)]
    pref_label_en: Annotated[str, Property("英文名", "Preferred label.", fulltext=True)]
    alt_labels: Annotated[tuple[str, ...], Property("其他名称", "Alternative labels.", fulltext=True)] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Indicator:
    """A stated quantity 指标."""

    INFO: ClassVar[NodeInfo] = NodeInfo("指标", "indicators", "3C7884", 0.5)
    id: Id
    value: Annotated[float, Property("数值", "Value in the base unit.", index=True)]
    unit: Annotated[str, Property("单位", "Base unit: 元, 亩, 立方米, 吨, or the counting word.", group="UNIT")]
    comparator: Annotated[str, Property("比较", "=, > (超过, 余) or < (不到, 近).")] = "="
    of: Annotated[str | None, Property("所指", "What is counted.", fulltext=True)] = None
    period: Annotated[str | None, Property("期间", "Period the value holds for.")] = None
    phrase: Annotated[str, Property("原文", "Words of the source.", caption=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Enumeration:
    """Things that a source lists by name under one head 列举: 甲、乙、丙等4项规划."""

    INFO: ClassVar[NodeInfo] = NodeInfo("列举", "enumerations", "006C90", 0.5, order=("phrase",))
    id: Id
    of: Annotated[str, Property("所指", "What the things are: 规划.", fulltext=True)]
    items: Annotated[tuple[str, ...], Property("列项", "The things as named, in the order of the text.", fulltext=True)]
    count: Annotated[int | None, Property("总数", "How many there are, where the source says.")] = None
    complete: Annotated[bool, Property("列全", "All are named: no 等, or as many as counted.")]
    phrase: Annotated[str, Property("原文", "Words of the source.", caption=True)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Warning:
    """Something to look at in a source 提示: nothing is corrected, all is warned of, rejected rows included."""

    INFO: ClassVar[NodeInfo] = NodeInfo("提示", "warnings", "D8009C", 0.5, order=("row",))
    id: Id
    code: Annotated[str, Property("代码", "Stable code.", caption=True, index=True, group="CODE")]
    message: Annotated[str, Property("说明", "What is the matter.")]
    rejected: Annotated[bool, Property("未载入", "The row was not loaded.")] = False
    row: Annotated[int | None, Property("行", "Record of a ledger, from 1.")] = None
    sheet: Annotated[str | None, Property("工作表", "Sheet of a ledger.")] = None
    column: Annotated[str | None, Property("列", "Head of the column.")] = None
    value: Annotated[str | None, Property("值", "Cell as printed.")] = None


NODES: Final[tuple[NodeType, ...]] = tuple(
    node_type(cls)
    for cls in (
        Report, Inspection, Issue, Measure, Deadline, StatusReport, Event, Closure, Document,
        Unit, Post, Person, Project, Place, Topic, Indicator, Enumeration, Warning,
    )
)  # fmt: skip

BY_LABEL: Final[dict[str, NodeType]] = {node.label: node for node in NODES}
