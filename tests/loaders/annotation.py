"""Documents with their annotation in the text itself: the format `.ann` of `tests/loaders/corpus`.

`docs/annotation.md` describes the marks. Taking every mark out gives the document, character for character.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.parsed import ParsedMeasure, ParsedSource

_MARK: Final = re.compile(r"⟦(?:(?P<close>/问题|/措施)|(?P<open>问题|措施)(?P<of>(?:\|[^⟦⟧]*)?)|(?P<kind>\w+):)⟧?|⟧")
_RULE: Final = re.compile(r"^-{5,}\n", re.MULTILINE)
KINDS: Final = {
    "单位": "units", "泛称": "units_collective", "文件": "documents", "未括文件": "documents_unbracketed",
    "项目": "projects", "活动": "activities", "人员": "people", "地点": "places", "日期": "dates",
    "数量": "quantities", "依据": "evidence",
}  # fmt: skip
ROLES: Final = {"牵头": "LEAD", "配合": "COOPERATE", "督办": "SUPERVISE"}
_STATUS: Final = {
    "COMPLETED": "done", "IN_PROGRESS": "in_progress", "PLANNED": "planned", "ONGOING": "ongoing",
    "UNSTATED": "unstated",
}  # fmt: skip


@dataclass(slots=True)
class Mark:
    """A marked stretch of the document, half-open, with the parts that stand behind the bars."""

    kind: str
    start: int
    end: int
    parts: tuple[str, ...] = ()

    def part(self, index: int) -> str:
        """Return the part behind bar `index`, counted from 0; an empty string where it is left out."""
        return self.parts[index] if index < len(self.parts) else ""


@dataclass(slots=True)
class Annotated:
    """A document, what its head must say (`expected`: `issuer: …` lines above a rule of dashes), and its marks."""

    text: str
    marks: list[Mark]
    expected: dict[str, str] = field(default_factory=dict)

    def of(self, kind: str, within: Mark | None = None) -> list[Mark]:
        """Return the marks of a kind in their order, of those inside `within` where it is given."""
        found = (mark for mark in self.marks if mark.kind == kind)
        return [m for m in found if within is None or (within.start <= m.start and m.end <= within.end)]


class AnnotationError(ValueError):
    """A mark that is not closed, or closes nothing; the message quotes the text at its place."""


def read(annotated: str) -> Annotated:
    """Return a document and its marks. Raises AnnotationError with the place of a mark that does not fit."""
    head, body = _parted(annotated)
    reader = _Reader(body)
    reader.read()
    return Annotated("".join(reader.text), sorted(reader.marks, key=lambda m: (m.start, -m.end)), head)


def _parted(annotated: str) -> tuple[dict[str, str], str]:
    rule = _RULE.search(annotated)
    lines = annotated[: rule.start()].splitlines() if rule else []
    head = {key: value.strip() for key, _, value in (line.partition(":") for line in lines)}
    return head, annotated[rule.end() :] if rule else annotated


class _Reader:
    """Takes the marks out of a text."""

    def __init__(self, body: str) -> None:
        self.body, self.text, self.marks = body, list[str](), list[Mark]()
        self._length, self._open = 0, list[tuple[Mark, int]]()

    def read(self) -> None:
        last = 0
        for match in _MARK.finditer(self.body):
            self._say(self.body[last : match.start()])
            last = match.end()
            self._mark(match)
        self._say(self.body[last:])
        if self._open:
            raise AnnotationError(f"not closed: {self._open[-1][0].kind} “{self._around(self._open[-1][1])}”")

    def _say(self, words: str) -> None:
        if self._open and self._open[-1][0].kind in KINDS and "|" in words:
            words, *parts = words.split("|")
            self._open[-1][0].parts = tuple(parts)
        self.text.append(words)
        self._length += len(words)

    def _mark(self, match: re.Match[str]) -> None:
        if match["open"]:
            self._push(Mark(match["open"], self._length, -1, tuple(match["of"].split("|")[1:])), match.start())
        elif match["kind"]:
            self._push(Mark(match["kind"], self._length, -1), match.start())
        else:
            self._pop(match)

    def _push(self, mark: Mark, at: int) -> None:
        if mark.kind not in KINDS and mark.kind not in ("问题", "措施"):
            raise AnnotationError(f"unknown kind {mark.kind} at “{self._around(at)}”")
        self._open.append((mark, at))

    def _pop(self, match: re.Match[str]) -> None:
        wanted = match["close"].removeprefix("/") if match["close"] else None
        mark = self._open.pop()[0] if self._open else None
        if mark is None or (wanted != mark.kind if wanted else mark.kind not in KINDS):
            raise AnnotationError(f"closes nothing: “{self._around(match.start())}”")
        mark.end = self._length
        self.marks.append(mark)

    def _around(self, at: int) -> str:
        return self.body[at : at + 30]


def gold(document: Annotated) -> dict[str, Any]:
    """Return a document's annotation in the form that the scorer of extraction reads."""
    issues = [_issue(document, mark, number) for number, mark in enumerate(document.of("问题"), 1)]
    roles = [
        {"measure": measure["id"], "subject": unit["surface"], "predicate": _PREDICATES[unit["role"]]}
        for issue in issues for measure in issue["measures"] for unit in measure["units"] if unit["role"] in _PREDICATES
    ]  # fmt: skip
    return {"schema": "rectification-report-gold/1", "issues": issues, "relations": roles}


_PREDICATES: Final = {"LEAD": "responsible_for", "COOPERATE": "cooperates_in"}


def _issue(document: Annotated, mark: Mark, place: int) -> dict[str, Any]:
    title = mark.part(1)
    at = document.text.find(title, mark.start, mark.end)
    measures = [_measure(document, m, f"{place}.{n}") for n, m in enumerate(document.of("措施", mark), 1)]
    return {
        "no": mark.part(0), "start": mark.start, "end": mark.end, "measures": measures,
        "titles": [{"text": title, "start": at, "end": at + len(title)}] if title and at >= 0 else [],
        "declared": {"n": int(mark.part(2))} if mark.part(2) else None,
    }  # fmt: skip


def _measure(document: Annotated, mark: Mark, name: str) -> dict[str, Any]:
    status, *others = mark.part(0).split("/")
    heading = mark.part(1)
    mentions = {key: [_MENTION[key](document, m) for m in document.of(kind, mark)] for kind, key in KINDS.items()}
    return {
        "id": name, "start": mark.start, "end": mark.end, "status": _STATUS[status],
        "status_alt": [_STATUS[other] for other in others], "subitems": [], "units_optional": [],
        "head": {"surface": heading, "kind": "lead"} if heading else None, "water": mark.part(2) == "水",
        **mentions,
    }  # fmt: skip


def _plain(document: Annotated, mark: Mark) -> dict[str, Any]:
    return {"surface": document.text[mark.start : mark.end], "start": mark.start, "end": mark.end}


def _unit(document: Annotated, mark: Mark) -> dict[str, Any]:
    plain = _plain(document, mark)
    return plain | {"canonical": mark.part(0) or plain["surface"], "role": ROLES.get(mark.part(1))}


def _date(document: Annotated, mark: Mark) -> dict[str, Any]:
    return _plain(document, mark) | {"iso": mark.part(0) or None, "kind": mark.part(1).lower()}


def _quantity(document: Annotated, mark: Mark) -> dict[str, Any]:
    numbers = {"value": float(mark.part(0)), "unit": mark.part(1), "op": mark.part(2)[:1] or "="}
    return _plain(document, mark) | numbers


_MENTION: Final = dict.fromkeys(KINDS.values(), _plain) | {
    "units": _unit, "dates": _date, "quantities": _quantity,
    "documents": lambda document, mark: _plain(document, mark) | {"number": mark.part(0) or None},
    "evidence": lambda document, mark: _plain(document, mark) | {"status": _STATUS[mark.part(0)]},
}  # fmt: skip


def write(found: ParsedSource) -> str:
    """Return a parse as an annotated document, to be read and corrected by an expert."""
    # What a label gives to all measures of an issue stands in the text once.
    inserts = sorted(set(_inserts(found)), key=lambda each: each[:4])
    said, last = ["".join(f"{key}: {value}\n" for key, value in head(found).items() if value), "-----\n"], 0
    for at, *_, mark in inserts:
        said += [found.report.text[last:at], mark]
        last = at
    return "".join([*said, found.report.text[last:]])


def head(found: ParsedSource) -> dict[str, str]:
    """Return what a parse says of a document as a whole."""
    report, inspection = found.report, found.inspection
    return {
        "title": report.title, "kind": report.kind, "issuer": report.issuer, "publisher": report.publisher,
        "signedOn": report.signed_on, "publishedOn": report.published_on, "inspection": inspection.name,
        "inspectionKind": inspection.kind, "body": inspection.body, "target": inspection.target,
        "startsOn": inspection.starts_on, "endsOn": inspection.ends_on, "feedbackOn": inspection.feedback_on,
        "declaredCounts": ", ".join(f"{name} {count:.15g}" for name, count in found.declared_counts.items()),
        "warnings": ", ".join(warning.code for warning in found.warnings),
    }  # fmt: skip


def _inserts(found: ParsedSource) -> Iterator[tuple[int, int, int, int, str]]:
    """Yield (offset, three orders at the offset, mark): what ends before what begins, the inner inside the outer."""
    for issue in found.issues:
        declared = "" if issue.declared_measures is None else str(issue.declared_measures)
        parts = "|".join((issue.number, issue.title, declared, issue.section)).rstrip("|")
        yield issue.start, 1, -issue.end, 0, f"⟦问题|{parts}⟧"
        yield issue.end, 0, -issue.start, 0, "⟦/问题⟧"
        for measure in issue.measures:
            yield from _of_measure(measure)


def _of_measure(measure: ParsedMeasure) -> Iterator[tuple[int, int, int, int, str]]:
    water = any(topic.notation.split("/")[0] == "water" for topic in measure.topics)
    tail = f"|{measure.heading or ''}|水" if water else f"|{measure.heading}" if measure.heading else ""
    yield measure.start, 1, -measure.end, 0, f"⟦措施|{measure.status}{tail}⟧"
    yield measure.end, 0, -measure.start, 0, "⟦/措施⟧"
    for kind, start, end, parts in _mentions(measure):
        bars = "".join(f"|{part}" for part in parts).rstrip("|")
        rank = tuple(KINDS).index(kind)
        yield start, 2, -end, rank, f"⟦{kind}:"
        yield end, -1, -start, -rank, f"{bars}⟧"


def _mentions(measure: ParsedMeasure) -> Iterator[tuple[str, int, int, tuple[str, ...]]]:
    roles = {value: key for key, value in ROLES.items()}
    for unit in measure.units:
        name = "" if unit.name == unit.surface else unit.name
        kind, parts = ("泛称", ()) if unit.generic else ("单位", (name, roles.get(unit.role or "", "")))
        yield kind, unit.start, unit.end, parts
    for document in measure.documents:
        stage = "" if document.stage == "IN_FORCE" else document.stage or ""
        yield "文件", document.start, document.end, (document.number or "", stage)
    for key, each in (("项目", measure.projects), ("人员", measure.people), ("地点", measure.places)):
        yield from ((key, name.start, name.end, ()) for name in each)
    for date in measure.dates:
        yield "日期", date.start, date.end, (date.iso or "", date.kind)
    for amount in measure.quantities:
        comparator = "" if amount.comparator == "=" else amount.comparator
        yield "数量", amount.start, amount.end, (f"{amount.value:.15g}", amount.unit, comparator)
