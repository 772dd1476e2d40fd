"""The relationship types: one declaration each, with end points and properties.

A relationship that came from a text carries its span: that sentence is the evidence of an answer.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Final

from schema.declare import End, Property, Relationship
from schema.nodes import (
    Closure,
    Deadline,
    Document,
    Enumeration,
    Event,
    Indicator,
    Inspection,
    Issue,
    Measure,
    Person,
    Place,
    Post,
    Project,
    Report,
    StatusReport,
    Topic,
    Unit,
    Warning,
)
from schema.vocabularies import Role


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    """No properties: the relationship is no statement of a text."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spanned:
    """The sentence that proves a relationship: half-open, in characters of `Report.text`."""

    report: Annotated[str | None, Property("通报", "Id of the report.")] = None
    start: Annotated[int | None, Property("起", "First character.")] = None
    end: Annotated[int | None, Property("止", "Character after the last.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Located(Spanned):
    """A span that also stands in a ledger row."""

    row: Annotated[int | None, Property("行", "Record of the ledger, from 1.")] = None
    sheet: Annotated[str | None, Property("工作表", "Sheet of the ledger.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Assigned(Spanned):
    """Who answers, as what, and whether the source says so or it follows from the signature."""

    role: Annotated[Role, Property("角色", "Lead, cooperate, supervise or accountable.")]
    inherited: Annotated[bool, Property("继承", "Follows from who signed, not from the text.")] = False
    repeated: Annotated[bool | None, Property("重复", "An earlier sentence says the same; derived, else absent.")] = (
        None
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Cited(Spanned):
    """What the text does with a document."""

    role: Annotated[str | None, Property("关系", "Such as issued, compiled, basis.")] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Alike:
    """How alike two issues are, and in what: derived from their titles, no statement of a text."""

    score: Annotated[float, Property("相似度", "From 0 to 1; what is less than 0.42 is not related.")]
    words: Annotated[tuple[str, ...], Property("共同词语", "What both titles name, the longest first.")]


RELATIONSHIPS: Final[tuple[Relationship, ...]] = (
    Relationship(
        "RESPONDS_TO", "回应", "The round of supervision a report answers.",
        (End(Report, Inspection, "inspections", "reports"),), Spanned,
    ),
    Relationship(
        "CONDUCTED_BY", "实施", "The body that conducts an inspection.",
        (End(Inspection, Unit, "conductedBy", "inspectionsConducted"),), Spanned,
    ),
    Relationship(
        "TARGETS", "对象", "The body inspected.",
        (End(Inspection, Unit, "targets", "inspectionsReceived"),), Spanned,
    ),
    Relationship(
        "HAS_ISSUE", "载有", "An issue that a report writes out.",
        (End(Report, Issue, "issues", "reports"),), Located,
    ),
    Relationship(
        "RAISED_BY", "提出", "The inspection that raised an issue.",
        (End(Issue, Inspection, "inspection", "issues", forward_one=True, group="INSPECTION"),), Spanned,
    ),
    Relationship(
        "HAS_MEASURE", "采取", "A measure that answers an issue.",
        (End(Issue, Measure, "measures", "issue", backward_one=True, backward_group="ISSUE"),), Located,
    ),
    Relationship(
        "PART_OF", "隶属", "A part of a measure, or a body under another.",
        (
            End(Measure, Measure, "partOf", "parts", forward_one=True),
            End(Unit, Unit, "partOf", "parts", forward_one=True),
        ),
        Spanned,
    ),
    Relationship(
        "ASSIGNED_TO", "责任", "Who answers for a measure.",
        (
            End(Measure, Unit),
            End(Measure, Post),
            End(Measure, Person),
        ),
        Assigned,
    ),
    Relationship(
        "MENTIONS", "提及", "A body, person or place that a passage names.",
        (
            End(Measure, Unit, "units", "measures", group="MENTIONED_UNIT"),
            End(Measure, Person, "people", "measures"),
            End(Measure, Place, "places", "measures", group="PLACE"),
            End(Issue, Unit, "units", "issues"),
            End(Issue, Person, "people", "issues"),
            End(Issue, Place, "places", "issues"),
            End(Report, Unit, "units", "reports"),
            End(Report, Person, "people", "reports"),
            End(Report, Place, "places", "reports"),
            End(Report, Document, "documents", "reports"),
            End(Report, Project, "projects", "reports"),
        ),
        Spanned,
    ),
    Relationship(
        "CITES", "引用", "A document that a measure names.",
        (
            End(Measure, Document, "documents", "measures", group="DOCUMENT"),
            End(Issue, Document, "documents", "issues"),
            End(Event, Document, "documents", "events", group="DOCUMENT"),
        ),
        Cited,
    ),
    Relationship(
        "ISSUED_BY", "印发", "The body that issued a document or signs a report.",
        (
            End(Document, Unit, "issuers", "documentsIssued", group="ISSUER"),
            End(Report, Unit, "signedBy", "reportsSigned"),
        ),
        Spanned,
    ),
    Relationship(
        "CONCERNS", "涉及", "A project that a passage is about.",
        (
            End(Measure, Project, "projects", "measures", group="PROJECT"),
            End(Issue, Project, "projects", "issues"),
        ),
        Spanned,
    ),
    Relationship("DUE", "时限为", "An agreed date of a measure.",
                 (End(Measure, Deadline, "deadlines", "measure", backward_one=True, plain=True),), Located),
    Relationship("REVISES", "调整", "The earlier date that a date replaces.",
                 (End(Deadline, Deadline, "revises", "revisedBy", forward_one=True, backward_one=True),), Located),
    Relationship("REPORTED", "报告", "A statement of a measure's status.",
                 (End(Measure, StatusReport, "history", "measure", backward_one=True, plain=True),), Located),
    Relationship("STANDS_AT", "进度", "A statement of the state of a project, or of listed things.",
                 (End(Project, StatusReport, "history", "project", backward_one=True, plain=True),
                  End(Enumeration, StatusReport, "history", "enumeration", backward_one=True, plain=True)), Spanned),
    Relationship(
        "RECORDS", "记载", "A passage that says what was done, or how far something is.",
        (
            End(Measure, Event, "events", "measure", backward_one=True, backward_group="MEASURE"),
            End(Issue, Event, "events", "issue", backward_one=True),
            End(Report, Event, "events", "report", backward_one=True),
            End(Measure, StatusReport, "statements", "statedBy", backward_one=True),
            End(Issue, StatusReport, "statements", "statedByIssue", backward_one=True),
        ),
        Located,
    ),
    Relationship("DONE_BY", "行为主体", "Who did it, took part in it or signed it.",
                 (End(Event, Unit, "actors", "events", group="ACTOR"),
                  End(Event, Person, "people", "events")), Spanned),
    Relationship("IMPLIES", "默认主体", "The body that a text speaks for, where it leaves out its own side.",
                 (End(Event, Unit, "impliedActors", "impliedEvents"),), Spanned),
    Relationship("TAKEN_FROM", "移出", "Whose something was before it was handed over.",
                 (End(Event, Unit, "takenFrom", "handedOver"),), Spanned),
    Relationship("GIVEN_TO", "接收", "To whom something was handed over.",
                 (End(Event, Unit, "givenTo", "received"),), Spanned),
    Relationship("SETS_UP", "组建", "The body that was set up.",
                 (End(Event, Unit, "bodies", "setUpBy"),), Spanned),
    Relationship("DECIDED", "决定", "A decision on closing a measure.",
                 (End(Measure, Closure, "closures", "measure", backward_one=True, plain=True),), Located),
    Relationship("HOLDS", "担任", "The office a person holds.",
                 (End(Person, Post, "posts", "holders"),), Spanned),
    Relationship("IN_UNIT", "属于", "The body an office belongs to.",
                 (End(Post, Unit, "unit", "posts", forward_one=True),), Plain),
    Relationship("LOCATED_IN", "位于", "Where a project is.",
                 (End(Project, Place, "places", "projects"), End(Place, Place, "within", "contains", forward_one=True)),
                 Spanned),
    Relationship(
        "ABOUT", "主题为", "A topic, with the words that called it.",
        (
            End(Measure, Topic, "topics", "measures", group="TOPIC"),
            End(Issue, Topic, "topics", "issues", group="TOPIC"),
        ),
        Spanned,
    ),
    Relationship("BROADER", "上位", "The broader concept.",
                 (End(Topic, Topic, "broader", "narrower", forward_one=True),), Plain),
    Relationship("STATES", "述及", "A quantity or a list that a measure states.",
                 (End(Measure, Indicator, "indicators", "measure", backward_one=True),
                  End(Measure, Enumeration, "enumerations", "measure", backward_one=True)), Located),
    Relationship("SIMILAR_TO", "相似", "An issue of an earlier round that states the same kind of fault.",
                 (End(Issue, Issue, "similarIssues", "similarLaterIssues"),), Alike, derived=True),
    Relationship(
        "FLAGGED", "提示", "Something to look at.",
        (
            End(Report, Warning, "warnings", "report", backward_one=True),
            End(Issue, Warning, "warnings", "issue", backward_one=True),
            End(Measure, Warning, "warnings", "measure", backward_one=True),
        ),
        Spanned,
    ),
)  # fmt: skip
