"""A small, skewed graph from a fixed seed, with everything in it that answers can differ about.

Absent values, ties in every order, two leads, inherited accountability, generic bodies, reopened measures, revised
deadlines, parts, narrower topics, several sources of one fact, lists longer than a page may be, floats that do not
print as they are written, days at the ends of years, and texts with what engines treat differently.
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from random import Random
from typing import TYPE_CHECKING, Any, Final, TypeVar

from graph.rows import row
from oracle.graph import Graph, Node, Relationship
from schema.identity import node_id
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
from schema.relations import RELATIONSHIPS
from schema.vocabularies import ClosureResult, DeadlineKind, EventKind, Precision, Role, SourceKind, Stage, Status

if TYPE_CHECKING:
    from collections.abc import Sequence

SEED: Final = 20240701
TODAY: Final = date(2024, 7, 1)
# What engines and languages treat differently: quotes, escapes, case, characters outside the BMP. None from U+E000 to
# U+FFFF is among them: how those are ordered beside characters outside the BMP is a test of its own.
TEXTS: Final = (
    "水", "水务", "😀 水务", "𠮷野家", "(一)整改", "it's \"quoted\"", "back\\slash", "100%", "a|b~c%7C", "`tick`",
    "", " 前后有空格 ", "两行\n制表\t", "Straße", "İstanbul", "ǅungla", "Water", "water", "WATER", "$p0 {x}", "e\u0301",
    "é",
    "\U0001f600\U0001f601", "汉", "漢", "z", "Z", "_", "0", "00", "null", "NaN",
)  # fmt: skip
DAYS: Final = tuple(
    map(
        date.fromisoformat,
        (
            "1999-12-31", "2020-02-29", "2022-12-31", "2023-01-01", "2023-06-30", "2023-12-30", "2023-12-31",
            "2024-01-01", "2024-02-28", "2024-02-29", "2024-03-01", "2024-03-31", "2024-06-30", "2024-07-01",
            "2024-07-02", "2024-12-31", "2025-01-01",
        ),
    )
)  # fmt: skip
FLOATS: Final = (0.1 + 0.2, 1e21, 12.0, -3.5, 0.0, 1e-7, 123456789.125, 1.5, 2.0**53, 1.7976931348623157e308, 5e-324,
                 1 / 3, -1e100, 100.0, 1e16, 123456.7)  # fmt: skip
NOTATIONS: Final = ("finance", "finance/audit", "water", "water/flood", "water/flood/dyke", "water/river", "waterway")
_LONG: Final = 112  # longer than a nested page may be
_LEVELS: Final = 12  # more than the hierarchy may be walked
T = TypeVar("T")


def dataset(seed: int = SEED) -> Graph:
    """Return the graph, the same for the same seed."""
    return _Maker(Random(seed)).graph()


class _Maker:
    def __init__(self, random: Random) -> None:
        self._random = random
        self._nodes: list[Node] = []
        self._relationships: list[Relationship] = []
        self._of: dict[str, list[Node]] = {}

    def graph(self) -> Graph:
        self._bodies()
        self._sources()
        self._issues()
        self._warnings()
        order = list(self._nodes)
        self._random.shuffle(order)  # so that no order is the order of writing
        return Graph(order, self._relationships)

    # --- pieces ------------------------------------------------------------------------------------------------------

    def _add(self, cls: type, **properties: Any) -> Node:
        label = cls.__name__
        several = self._of.setdefault(label, [])
        made = cls(id=node_id(label, "oracle", len(several)), **properties)
        node = Node(label, {key: _stored(value) for key, value in row(made).items()})
        several.append(node)
        self._nodes.append(node)
        return node

    def _relate(self, type_: str, source: Node, target: Node, located: bool = True, **properties: Any) -> None:
        declared = next(each for each in RELATIONSHIPS if each.type == type_)
        span = self._span(declared.properties) if located and declared.from_text else {}
        self._relationships.append(Relationship(type_, source, target, {**span, **properties}))

    def _span(self, properties: Sequence[Any]) -> dict[str, Any]:
        report = self._any("Report")
        start = self._random.randrange(len(report["text"]) - 20)
        span = {"report": report.id, "start": start, "end": start + self._random.randrange(1, 20)}
        if any(each.key == "row" for each in properties) and self._random.random() < 0.5:
            span |= {"row": self._random.randrange(1, 9), "sheet": self._text()}
        return span

    def _any(self, label: str) -> Node:
        return self._random.choice(self._of[label])

    def _some(self, label: str, most: int) -> list[Node]:
        """Return a few different nodes, the first ones more often."""
        several = self._of[label]
        found = {min(self._random.randrange(len(several)), self._random.randrange(len(several))) for _ in range(most)}
        return [several[index] for index in sorted(found)][: self._random.randrange(most + 1)]

    def _maybe(self, value: T, likely: float = 0.7) -> T | None:
        return value if self._random.random() < likely else None

    def _text(self) -> str:
        return self._random.choice(TEXTS)

    def _words(self) -> str:
        return "".join(self._random.choice(TEXTS) for _ in range(3))

    def _day(self) -> date:
        return self._random.choice(DAYS)

    def _term(self, vocabulary: type[T]) -> T:
        return self._random.choice(list(vocabulary))  # type: ignore[call-overload]

    # --- what the sources share --------------------------------------------------------------------------------------

    def _bodies(self) -> None:
        self._topics()
        for name in ("市水务局", "市财政局", "有关部门", "😀局", "AB局", "县水务局", *TEXTS[:6]):
            self._add(Unit, name=name, aliases=self._aliases(), readings=self._aliases(),
                      kind=self._maybe(self._text()), level=self._maybe(self._random.choice(["市", "县"])),
                      generic=name == "有关部门")  # fmt: skip
        for _ in range(_LEVELS):
            self._add(Unit, name="层级", aliases=(), generic=False)
        for _ in range(3):
            self._add(Post, title=self._text())
        for _ in range(4):
            self._add(Person, name=self._text())
        for _ in range(5):
            self._add(Place, name=self._text(), code=self._maybe("370100"))
        for _ in range(4):
            self._add(Project, name=self._text(), stage=self._maybe(self._text()))
        for _ in range(7):
            self._add(Document, title=self._text(), number=self._maybe(self._text()), kind=self._maybe("办法"),
                      stage=self._maybe(self._term(Stage)), issued_on=self._maybe(self._day()))  # fmt: skip

    def _topics(self) -> None:
        for notation in NOTATIONS:
            self._add(Topic, notation=notation, pref_label_zh=self._text(), pref_label_en=notation,
                      alt_labels=self._aliases())  # fmt: skip
        for narrow in self._of["Topic"]:
            above = notation.rpartition("/")[0] if (notation := narrow["notation"]) else ""
            for broad in self._of["Topic"]:
                if broad["notation"] == above:
                    self._relate("BROADER", narrow, broad)

    def _aliases(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(self._text() for _ in range(self._random.randrange(3))))

    def _sources(self) -> None:
        for _ in range(4):
            self._add(Report, title=self._text(), kind=self._term(SourceKind), publisher=self._maybe(self._text()),
                      signed_on=self._maybe(self._day()), published_on=self._maybe(self._day()),
                      as_of=self._maybe(self._day()), records=self._maybe(self._random.randrange(9)),
                      uri=self._maybe("file.txt"), sha256="0" * 64, text="".join(map(str, TEXTS)) * 2)  # fmt: skip
        for _ in range(3):
            self._add(Inspection, name=self._text(), kind=self._maybe(self._text()), round=self._maybe(self._text()),
                      theme=self._maybe(self._text()), starts_on=self._maybe(self._day()),
                      ends_on=self._maybe(self._day()), feedback_on=self._maybe(self._day()))  # fmt: skip
        self._hierarchies()
        for report in self._of["Report"]:
            for type_, label in (("RESPONDS_TO", "Inspection"), ("ISSUED_BY", "Unit"), ("MENTIONS", "Unit"),
                                 ("MENTIONS", "Person"), ("MENTIONS", "Place"), ("MENTIONS", "Document"),
                                 ("MENTIONS", "Project")):  # fmt: skip
                self._relate_some(type_, report, label, 3)
        for inspection in self._of["Inspection"]:
            self._relate_some("CONDUCTED_BY", inspection, "Unit", 2)
            self._relate_some("TARGETS", inspection, "Unit", 2)
        for document in self._of["Document"]:
            self._relate_some("ISSUED_BY", document, "Unit", 2)
        for person in self._of["Person"]:
            self._relate_some("HOLDS", person, "Post", 2)
        for project in self._of["Project"]:
            self._relate_some("LOCATED_IN", project, "Place", 2)
        for post in self._of["Post"][:2]:
            self._relate("IN_UNIT", post, self._any("Unit"))

    def _relate_some(self, type_: str, source: Node, label: str, most: int) -> None:
        """Relate a node to a few; now and then two sources state the same."""
        for target in self._some(label, most):
            for _ in range(self._random.choice([1, 1, 1, 2])):
                self._relate(type_, source, target)

    def _hierarchies(self) -> None:
        units = self._of["Unit"]
        chain = units[-_LEVELS:]
        for below, higher in pairwise(chain):
            self._relate("PART_OF", below, higher)
        self._relate("PART_OF", units[5], units[0])
        self._relate("PART_OF", units[5], units[0])  # a second source says the same
        for below in (1, 2, 3, 6):
            self._relate("PART_OF", units[below], units[5])
        self._relate("PART_OF", units[3], units[0])  # sources disagree: a shorter way to the same body
        places = self._of["Place"]
        for inner in places[1:4]:
            self._relate("LOCATED_IN", inner, places[0])

    # --- issues and measures -----------------------------------------------------------------------------------------

    def _issues(self) -> None:
        for number in range(9):
            issue = self._add(Issue, number=str(number + 1), position=self._random.randrange(1, 4), title=self._words(),
                              section=self._maybe(self._text()), text=self._maybe(self._words()),
                              declared_measures=self._maybe(self._random.randrange(5)),
                              raised_on=self._maybe(self._day()))  # fmt: skip
            self._about(issue)
            if number != 8:
                self._relate("RAISED_BY", issue, self._any("Inspection"))
            for report in self._some("Report", 2):
                self._relate("HAS_ISSUE", report, issue)
            for _ in range(_LONG if number == 0 else self._random.randrange(9)):
                self._measure(issue)
        issues = self._of["Issue"]
        for later, earlier in ((3, 1), (4, 1), (4, 2), (5, 3)):
            alike = {"score": round(self._random.random(), 2), "words": self._aliases()}
            self._relate("SIMILAR_TO", issues[later], issues[earlier], **alike)

    def _about(self, node: Node) -> None:
        cited = {"role": self._random.choice(["issued", "basis"])} if self._random.random() < 0.5 else {}
        for type_, label in (("MENTIONS", "Unit"), ("MENTIONS", "Person"), ("MENTIONS", "Place"),
                             ("CONCERNS", "Project"), ("ABOUT", "Topic")):  # fmt: skip
            self._relate_some(type_, node, label, 2)
        for document in self._some("Document", 2):
            self._relate("CITES", node, document, **cited)

    def _measure(self, issue: Node | None, whole: Node | None = None) -> None:
        due, original = self._maybe(self._day()), self._maybe(self._day())
        settled = tuple(sorted({self._day() for _ in range(self._random.choice([0, 0, 1, 2]))}))
        reopened = tuple(sorted({self._day() for _ in range(self._random.choice([0, 0, 0, 1]))})) if settled else ()
        precisions = [Precision.DAY, Precision.YEAR, Precision.YEAR_END, Precision.MONTH_END]
        measure = self._add(
            Measure, ordinal=self._random.randrange(1, 5), heading=self._maybe(self._text()), text=self._words(),
            field=self._maybe(self._random.choice(["水利", "A", "😀", "财政"]), 0.5), status=self._term(Status),
            closure=self._maybe(self._term(ClosureResult), 0.5), due_on=due,
            due_precision=self._random.choice(precisions) if due else None, original_due_on=original,
            original_due_precision=self._random.choice(precisions) if original else None,
            completed_on=self._maybe(self._day(), 0.4), settled_on=settled, reopened_on=reopened,
            last_seen_on=self._maybe(self._day()),
        )  # fmt: skip
        if issue:
            self._relate("HAS_MEASURE", issue, measure)
        if whole:
            self._relate("PART_OF", measure, whole)
        self._about(measure)
        self._assign(measure)
        self._history(measure)
        for _ in range(self._random.choice([0, 0, 1, 2])):
            stated = self._add(Indicator, value=self._random.choice(FLOATS), unit=self._random.choice(["元", "亩"]),
                               comparator=self._random.choice("=<>"), of=self._maybe(self._text()),
                               period=self._maybe(self._text()), phrase=self._text())  # fmt: skip
            self._relate("STATES", measure, stated)
        self._said(measure)
        if whole is None and self._random.random() < 0.15:
            for _ in range(self._random.randrange(1, 4)):
                self._measure(None, measure)

    def _said(self, measure: Node) -> None:
        """Add what a passage says was done, and what it lists by name."""
        if self._random.random() < 0.25:
            event = self._add(Event, kind=self._term(EventKind), planned=self._random.random() < 0.3,
                              title=self._maybe(self._text()), form=self._maybe(self._text()),
                              written=self._maybe("3月"), iso=self._maybe("2024-03"),
                              starts_on=self._maybe(self._day()), ends_on=self._maybe(self._day()),
                              without_year=self._aliases(), phrase=self._text())  # fmt: skip
            self._relate("RECORDS", measure, event)
            for type_, label in (("DONE_BY", "Unit"), ("DONE_BY", "Person"), ("IMPLIES", "Unit"),
                                 ("TAKEN_FROM", "Unit"), ("GIVEN_TO", "Unit"), ("SETS_UP", "Unit"),
                                 ("CITES", "Document")):  # fmt: skip
                self._relate_some(type_, event, label, 1)
        if self._random.random() < 0.15:
            listed = self._add(Enumeration, of=self._text(), items=self._aliases(),
                               complete=self._random.random() < 0.5, count=self._maybe(self._random.randrange(5)),
                               phrase=self._text())  # fmt: skip
            self._relate("STATES", measure, listed)
            status = self._add(
                StatusReport, status=self._term(Status), phrase=self._text(), source=self._term(SourceKind)
            )
            self._relate("STANDS_AT", listed, status)

    def _assign(self, measure: Node) -> None:
        units = self._of["Unit"]
        if self._random.random() < 0.7:
            self._relate("ASSIGNED_TO", measure, units[0], role=str(Role.LEAD), inherited=False)
        for label, most in (("Unit", 3), ("Post", 1), ("Person", 1)):
            for bearer in self._some(label, most):
                role = str(self._random.choice(list(Role)))
                for _ in range(self._random.choice([1, 1, 2])):
                    if not self._assigned(measure, bearer, role):
                        self._relate("ASSIGNED_TO", measure, bearer, role=role, inherited=False)
        if self._random.random() < 0.6:
            role = str(Role.ACCOUNTABLE)
            if not self._assigned(measure, units[1], role):
                self._relate("ASSIGNED_TO", measure, units[1], self._random.random() < 0.5, role=role, inherited=True)

    def _assigned(self, measure: Node, bearer: Node, role: str) -> bool:
        """Tell whether another assignment of a body could not be told from one there: two without a report."""
        same = [each for each in self._relationships if each.source is measure and each.target is bearer]
        return any(each["role"] == role for each in same) and self._random.random() < 0.5

    def _history(self, measure: Node) -> None:
        earlier = None
        for ordinal in range(self._random.choice([0, 1, 1, 2, 3])):
            deadline = self._add(
                Deadline, due_on=self._maybe(self._day()), precision=self._maybe(self._term(Precision)),
                kind=self._term(DeadlineKind), phrase=self._text(), ordinal=self._random.choice([1, ordinal + 1]),
                stated_on=self._maybe(self._day()), agreed_on=self._maybe(self._day()), approved_by=self._maybe("市委"),
                reason=self._maybe(self._text()),
            )  # fmt: skip
            self._relate("DUE", measure, deadline)
            if earlier:
                self._relate("REVISES", deadline, earlier)
            earlier = self._maybe(deadline)
        for _ in range(self._random.choice([0, 1, 2])):
            status = self._add(StatusReport, status=self._term(Status), as_of=self._maybe(self._day()),
                               completed_on=self._maybe(self._day()), phrase=self._text(),
                               source=self._term(SourceKind))  # fmt: skip
            self._relate("REPORTED", measure, status)
        for _ in range(self._random.choice([0, 0, 1, 2])):
            decision = self._add(Closure, result=self._term(ClosureResult), decided_on=self._maybe(self._day()),
                                 ordinal=self._random.randrange(1, 3), criterion=self._maybe(self._text()),
                                 phrase=self._text())  # fmt: skip
            self._relate("DECIDED", measure, decision)

    def _warnings(self) -> None:
        for label in ("Report", "Issue", "Measure", "Report"):
            for _ in range(3):
                rejected = self._random.random() < 0.3
                warning = self._add(Warning, code=self._random.choice(["DECLARED_MISMATCH", "NO_LEAD"]),
                                    message=self._text(), rejected=rejected, row=self._maybe(self._random.randrange(9)),
                                    sheet=self._maybe(self._text()), column=self._maybe(self._text()),
                                    value=self._maybe(self._text()))  # fmt: skip
                self._relate("FLAGGED", self._any(label), warning)


def _stored(value: Any) -> Any:
    """Return a property as the graph holds it: terms by their identifiers."""
    return str(value) if isinstance(value, str) else value


__all__ = ["DAYS", "FLOATS", "NOTATIONS", "SEED", "TEXTS", "TODAY", "dataset"]
