"""What a parse finds: the contract of `rectigraph parse --format json` as dataclasses.

Offsets are half-open and count characters of the decoded text. Field names are snake_case here and camelCase in
JSON; `to_json` is the one place that maps them.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, fields, is_dataclass
from functools import cache
from typing import Any, Literal, cast

from loaders.values import dataclass

Status = Literal["COMPLETED", "IN_PROGRESS", "PLANNED", "ONGOING", "UNSTATED"]
DateKind = Literal["EVENT", "DEADLINE", "PLANNED", "RECURRING", "CONDITIONAL"]
Role = Literal["LEAD", "COOPERATE", "SUPERVISE", "ACCOUNTABLE"]
Comparator = Literal["=", ">", "<", ">=", "<="]
ClosureResult = Literal["CLOSED", "KEPT_OPEN", "REOPENED"]
DeadlineKind = Literal["DATED", "IMMEDIATE", "NO_END", "CONDITIONAL"]
EventKind = Literal[
    "MEETING", "ISSUANCE", "AGREEMENT", "TRANSFER", "APPOINTMENT", "ESTABLISHMENT", "RECURRING", "OTHER"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A half-open stretch of the decoded text."""

    start: int
    end: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusCue(Span):
    """Words that speak for a status, with the status they speak for."""

    status: Status


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentMention(Span):
    """A title in 《》; `number` is its 发文字号 where one follows, `stage` TRIAL, INTERIM, DRAFT or IN_FORCE."""

    title: str
    number: str | None = None
    kind: str | None = None
    stage: str | None = None
    role: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class UnitMention(Span):
    """A body as written (`surface`) and as it is called in full within the report's jurisdiction (`name`).

    `reason` says why the one stands for the other, an empty string where they are the same.
    """

    surface: str
    name: str
    role: Role | None = None
    generic: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonMention(Span):
    """A personal name without its title. `embedded`: the name is part of a doctrine, book or place."""

    surface: str
    name: str
    post: str | None = None
    embedded: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class NameMention(Span):
    """A named project 项目 or place 地点."""

    surface: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DateMention(Span):
    """A date with what it dates; `iso` as precise as the text, None for CONDITIONAL.

    `without_year` are its days as written that leave out their year: of 2022年6月22日至8月22日 the last.
    """

    surface: str
    iso: str | None
    kind: DateKind
    precision: str | None = None
    without_year: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity(Span):
    """A numeral and its unit; `value` in base units, `of` what is counted where the text says so."""

    surface: str
    value: float
    unit: str
    comparator: Comparator = "="
    of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicHit(Span):
    """A concept of the scheme by its notation, with the words that called it."""

    notation: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventMention(Span):
    """Something done or that happened 事项: its words, what it is called, and who did what to whom.

    `planned`: the words, or the plan or column that they stand in, say that it is to be done.
    `implied` names the body that the text speaks for, where it leaves out its own side of an agreement or handover.
    """

    kind: EventKind
    planned: bool = False
    title: str | None = None
    form: str | None = None
    date: DateMention | None = None
    actors: tuple[UnitMention, ...] = ()
    people: tuple[PersonMention, ...] = ()
    implied: str | None = None
    taken_from: tuple[UnitMention, ...] = ()
    given_to: tuple[UnitMention, ...] = ()
    bodies: tuple[UnitMention, ...] = ()
    documents: tuple[DocumentMention, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ListMention(Span):
    """Things listed by name under one head (甲、乙等4项规划); `complete` where all of them are named."""

    of: str
    items: tuple[str, ...]
    count: int | None
    complete: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class StateMention(Span):
    """Words on how far a project, or the things of a list, are; `listed` is where that list begins."""

    status: Status
    project: NameMention | None = None
    listed: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Mentions:
    """All mentions of one passage, each kind in the order of the text."""

    documents: tuple[DocumentMention, ...] = ()
    units: tuple[UnitMention, ...] = ()
    people: tuple[PersonMention, ...] = ()
    projects: tuple[NameMention, ...] = ()
    places: tuple[NameMention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    quantities: tuple[Quantity, ...] = ()
    events: tuple[EventMention, ...] = ()
    lists: tuple[ListMention, ...] = ()
    states: tuple[StateMention, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedDeadline:
    """One agreed date 时限 of a ledger row, oldest first; `due_on` is an ISO day or None (立行立改, 长期坚持)."""

    due_on: str | None
    precision: str | None
    kind: DeadlineKind
    phrase: str
    approved_by: str | None = None
    without_year: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedClosure:
    """One decision 销号 in the order of the cell; `decided_on` is an ISO day or None."""

    result: ClosureResult
    decided_on: str | None
    phrase: str


@dataclass(frozen=True, slots=True, eq=False)
class RowCells(Mapping[str, str]):
    """The cells of a ledger's row by their heads, cut out of its text when asked: a dict for each row took twice that.

    `heads` are those of the table, the same tuple for all its rows; no cell holds a tab.
    """

    heads: tuple[str, ...]
    text: str

    def __getitem__(self, head: str) -> str:
        """Return the cell below a head."""
        return self.as_dict()[head]

    def __iter__(self) -> Iterator[str]:
        """Return an iterator over the heads."""
        return iter(self.heads)

    def __len__(self) -> int:
        """Return the number of cells."""
        return len(self.heads)

    def as_dict(self) -> dict[str, str]:
        """Return the cells by their heads as a dict of its own."""
        return dict(zip(self.heads, self.text.split("\t"), strict=True))


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedMeasure(Mentions):
    """One measure 整改措施 of a report, or one row of a ledger.

    The fields from `row` down are filled for ledgers only: `row` counts records of the sheet, the first being 1;
    `text` are the row's cells joined by tabs, the text its offsets count in; `cells` maps each head to its value.
    """

    start: int
    end: int
    ordinal: int
    heading: str | None
    status: Status
    closure: ClosureResult | None = None
    status_evidence: tuple[StatusCue, ...] = ()
    topics: tuple[TopicHit, ...] = ()
    parts: tuple[ParsedMeasure, ...] = ()
    cells: Mapping[str, str] = field(default_factory=dict[str, str])
    row: int | None = None
    sheet: str | None = None
    text: str | None = None
    measure: str | None = None
    field: str | None = None
    status_phrase: str | None = None
    completed_on: str | None = None
    posts: tuple[str, ...] = ()
    deadlines: tuple[ParsedDeadline, ...] = ()
    closures: tuple[ParsedClosure, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedIssue(Span):
    """One numbered problem 问题 and its measures. `raised_on`, `source`: the ledger's 反馈时间 and 问题来源."""

    number: str
    title: str
    title_start: int
    title_end: int
    section: str
    declared_measures: int | None = None
    measures: tuple[ParsedMeasure, ...] = ()
    topics: tuple[TopicHit, ...] = ()
    mentions: Mentions = Mentions()  # one for all: it cannot be changed, and a ledger has thousands of issues
    source: str | None = None
    raised_on: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedInspection:
    """The round of supervision the source answers to. Dates ISO, empty strings where the source is silent."""

    name: str = ""
    kind: str = ""
    body: str = ""
    target: str = ""
    round: str = ""
    theme: str = ""
    starts_on: str = ""
    ends_on: str = ""
    feedback_on: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportHead:
    """The source itself. `kind` is NOTICE 通报, PLAN 方案 or LEDGER 台账; `as_of` the day its statements hold for.

    `short_names` maps each short name that the source introduces by 以下简称 to the full one.
    """

    title: str = ""
    kind: str = ""
    issuer: str = ""
    publisher: str = ""
    signed_on: str = ""
    published_on: str = ""
    as_of: str = ""
    text: str = ""
    short_names: dict[str, str] = field(default_factory=dict[str, str])


@dataclass(frozen=True, slots=True, kw_only=True)
class ParseWarning:
    """Something to look at; codes as in the documentation of `rectigraph parse`. Nothing is corrected.

    `other_start`, `other_end` and `other_row` are where the second of two things that do not agree stands.
    """

    code: str
    message: str
    start: int | None = None
    end: int | None = None
    row: int | None = None
    sheet: str | None = None
    column: str | None = None
    other_start: int | None = None
    other_end: int | None = None
    other_row: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class RejectedRow:
    """A ledger row that is not loaded, and why (`reason` is a code such as MISSING_MEASURE, UNREADABLE_DATE)."""

    row: int
    sheet: str
    column: str
    value: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ParsedSource:
    """All that one file says."""

    report: ReportHead
    inspection: ParsedInspection = field(default_factory=ParsedInspection)
    declared_counts: dict[str, float] = field(default_factory=dict)
    issues: tuple[ParsedIssue, ...] = ()
    mentions: Mentions = field(default_factory=Mentions)
    warnings: tuple[ParseWarning, ...] = ()
    rejected: tuple[RejectedRow, ...] = ()


def camel_case(name: str) -> str:
    """Return `due_on` as `dueOn`."""
    head, *rest = name.split("_")
    return head + "".join(word.capitalize() for word in rest)


def to_json(value: object) -> Any:
    """Return the JSON form of a parsed value: camelCase keys, tuples as lists, ledger-only keys left out when unset."""
    if isinstance(value, tuple | list):
        return [to_json(item) for item in value]
    if isinstance(value, str):
        return value[:1] + value[1:] if _SHORT < len(value) < _LONG else value
    if isinstance(value, RowCells):
        return value.as_dict()
    if isinstance(value, dict):
        return {key: to_json(item) for key, item in cast("dict[str, object]", value).items()}
    if not is_dataclass(value) or isinstance(value, type):
        return value
    items = ((key, always, getattr(value, name)) for name, key, always in _keys(type(value)))
    return {key: to_json(item) for key, always, item in items if item or always}


def json_items(parsed: ParsedSource) -> Iterator[tuple[str, Any]]:
    """Yield keys and values of the JSON form of a source one after the other, lists as iterators of their items."""
    for name, key, _ in _keys(ParsedSource):
        value = getattr(parsed, name)
        yield key, map(to_json, value) if isinstance(value, tuple) else to_json(value)


@cache
def _keys(kind: type) -> tuple[tuple[str, str, bool], ...]:
    """Return of each field of a class its name, its key, and whether it is written when unset."""
    return tuple((each.name, camel_case(each.name), each.name not in _WHEN_SET) for each in fields(kind))


# Characters: who writes longer strings as UTF-8 leaves that in them, so they are given copies, which go.
_SHORT = 16
_LONG = 100_000  # the text of a whole source: it is written in pieces, and a copy of it would be the peak
_WHEN_SET = frozenset(
    {
        "row",
        "sheet",
        "measure",
        "field",
        "status_phrase",
        "completed_on",
        "posts",
        "deadlines",
        "closures",
        "cells",
        "source",
        "raised_on",
        "column",
        "approved_by",
        "reason",
        "short_names",
        "without_year",
        "events",
        "lists",
        "states",
        "other_start",
        "other_end",
        "other_row",
    }
)
