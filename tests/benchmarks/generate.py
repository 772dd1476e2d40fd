"""Sources from a fixed seed: reports with 26 issues and 78 measures each, as a parse would find them."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from random import Random
from typing import TYPE_CHECKING, Any, Final

from loaders.parsed import (
    DateMention,
    DocumentMention,
    ParsedClosure,
    ParsedDeadline,
    ParsedInspection,
    ParsedIssue,
    ParsedMeasure,
    ParsedSource,
    Quantity,
    ReportHead,
    StatusCue,
    TopicHit,
    UnitMention,
)
from loaders.records import records

if TYPE_CHECKING:
    from collections.abc import Iterator

    from schema.records import SourceRecords

SEED: Final = 20240701
ISSUES: Final = 26
MEASURES: Final = 3
_CITIES: Final = tuple(f"{a}{b}市" for a in "云清柏望青石南北东西" for b in "澜溪川山河湖海江泉林")
_BUREAUS: Final = ("水务局", "财政局", "住房和城乡建设局", "生态环境局", "农业农村局", "应急管理局", "审计局",
                   "城市管理局",
                   "自然资源和规划局", "发展和改革委员会")  # fmt: skip
_TOPICS: Final = (("防汛", "water/flood"), ("河道", "water/river"), ("节水", "water/saving"), ("再生水", "water/reuse"),
                  ("预算", "finance"), ("党建", "party"))  # fmt: skip
_STATUSES: Final = (("已完成", "COMPLETED"), ("正在推进", "IN_PROGRESS"), ("长期坚持", "ONGOING"))


@dataclass(slots=True)
class _Text:
    """A text in the making, which knows where its words stand."""

    parts: list[str] = field(default_factory=list[str])
    length: int = 0

    def add(self, words: str) -> dict[str, int]:
        start = self.length
        self.parts.append(words)
        self.length += len(words)
        return {"start": start, "end": self.length}


def reports(count: int, seed: int = SEED) -> Iterator[SourceRecords]:
    """Yield the records of that many reports, the same for the same seed."""
    for parsed in parsed_reports(count, seed):
        sha256 = hashlib.sha256(parsed.report.text.encode()).hexdigest()
        yield records(parsed, sha256, f"{parsed.report.title}.txt")


def parsed_reports(count: int, seed: int = SEED) -> Iterator[ParsedSource]:
    """Yield that many parsed reports."""
    for number in range(count):
        yield _report(number, Random(seed * 1_000_003 + number))


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row of a ledger: number and title of its issue, its measure, and what is said of that."""

    number: str = "1"
    title: str = "河道淤积严重，行洪断面不足"
    measure: str = "完成青溪沟一期清淤6.5公里"
    lead: str = "市水务局"
    status: Any = "IN_PROGRESS"
    completed_on: str = ""
    deadlines: tuple[str, ...] = ()
    closures: tuple[tuple[Any, str], ...] = ()


def ledger(as_of: str, *lines: Line) -> SourceRecords:
    """Return the records of a ledger as of a day."""
    rows: dict[tuple[str, str], list[ParsedMeasure]] = {}
    for number, line in enumerate(lines, 3):
        measures = rows.setdefault((line.number, line.title), [])
        measures.append(_row(number, len(measures) + 1, line))
    issues = tuple(
        ParsedIssue(number=number, title=title, start=0, end=0, title_start=0, title_end=0, section="",
                    source="市委第三轮巡察", raised_on="2023-07-10", measures=tuple(measures))
        for (number, title), measures in rows.items()
    )  # fmt: skip
    head = ReportHead(title=f"云澜市整改台账（截至{as_of}）", kind="LEDGER", as_of=as_of)
    return records(ParsedSource(report=head, issues=issues), hashlib.sha256(as_of.encode()).hexdigest(), "ledger.csv")


def _row(number: int, ordinal: int, line: Line) -> ParsedMeasure:
    deadline, closure = "，延至".join(line.deadlines), "，".join(f"{day}{result}" for result, day in line.closures)
    cells = {"问题": line.title, "整改措施": line.measure, "牵头单位": line.lead, "整改时限": deadline,
             "完成情况": line.status, "完成时间": line.completed_on, "销号情况": closure}  # fmt: skip
    text = "\t".join(cells.values())
    at = text.index(line.lead)
    return ParsedMeasure(
        start=0, end=len(text), ordinal=ordinal, heading=None, row=number, sheet="台账", text=text,
        measure=line.measure, cells=cells, status=line.status, status_phrase=line.status,
        completed_on=line.completed_on or None,
        units=(UnitMention(surface=line.lead, name=line.lead, role="LEAD", start=at, end=at + len(line.lead)),),
        deadlines=tuple(ParsedDeadline(due_on=on, precision="DAY", kind="DATED", phrase=on) for on in line.deadlines),
        closures=tuple(
            ParsedClosure(result=result, decided_on=day, phrase=f"{day}{result}") for result, day in line.closures
        ),
    )  # fmt: skip


def _report(number: int, random: Random) -> ParsedSource:
    text, city = _Text(), random.choice(_CITIES)
    issuer = f"中共{city}委员会"
    title = f"{city}关于第{number}轮巡察整改情况的通报"
    text.add(f"{title}\n")
    issues = tuple(_issue(text, random, city, index) for index in range(1, ISSUES + 1))
    text.add(f"{issuer}\n")
    head = ReportHead(title=title, kind="NOTICE", issuer=issuer, signed_on=f"2024-{number % 12 + 1:02d}-24",
                      text="".join(text.parts))  # fmt: skip
    inspection = ParsedInspection(name=f"第{number}轮巡察", kind="常规巡察", body="省委巡视组", target=city)
    return ParsedSource(report=head, inspection=inspection, issues=issues)


def _issue(text: _Text, random: Random, city: str, index: int) -> ParsedIssue:
    word, notation = random.choice(_TOPICS)
    start = text.add(f"{index}.针对“")["start"]
    topic = text.add(word)
    title = text.add(f"工作推进不力，第{random.randrange(1000)}类问题反弹")
    text.add("”的问题，从三个方面整改。")
    about = (TopicHit(notation=notation, **topic),)
    measures = tuple(_measure(text, random, city, ordinal, about) for ordinal in range(1, MEASURES + 1))
    return ParsedIssue(
        number=str(index), title=f"{word}问题 {index}", title_start=topic["start"], title_end=title["end"],
        section=f"({(index - 1) // 6 + 1})", start=start, end=text.length, declared_measures=MEASURES,
        measures=measures, topics=about,
    )  # fmt: skip


def _measure(text: _Text, random: Random, city: str, ordinal: int, about: tuple[TopicHit, ...]) -> ParsedMeasure:
    start = text.add("①②③"[ordinal - 1] + "完善制度。由")["start"]
    found: dict[str, Any] = {"units": (_unit(text, random, city, "LEAD"), _unit(text, random, city, "COOPERATE"))}
    if random.random() < 0.5:
        found["documents"] = (_document(text, random, city),)
    if random.random() < 0.5:
        found["quantities"] = (_quantity(text, random),)
    if random.random() < 0.3:
        found["dates"] = (_date(text, random),)
    words, status = random.choice(_STATUSES)
    cue = text.add(words)
    text.add("。\n")
    return ParsedMeasure(start=start, end=text.length - 1, ordinal=ordinal, heading="完善制度", topics=about,
                         status=status,  # type: ignore[arg-type]
                         status_evidence=(StatusCue(status=status, **cue),), **found)  # type: ignore[arg-type] # fmt: skip


def _unit(text: _Text, random: Random, city: str, role: Any) -> UnitMention:
    bureau = random.choice(_BUREAUS)
    mention = UnitMention(surface=f"市{bureau}", name=f"{city}{bureau}", role=role, **text.add(f"市{bureau}"))
    text.add("牵头，" if role == "LEAD" else "配合，")
    return mention


def _document(text: _Text, random: Random, city: str) -> DocumentMention:
    title = f"{city}第{random.randrange(40)}号管理办法"
    text.add("印发")
    mention = DocumentMention(title=title, kind="办法", **text.add(f"《{title}》"))
    text.add("，")
    return mention


def _quantity(text: _Text, random: Random) -> Quantity:
    value = random.randrange(1, 500)
    text.add("排查问题")
    mention = Quantity(surface=f"{value}个", value=value, unit="个", of="问题", **text.add(f"{value}个"))
    text.add("，")
    return mention


def _date(text: _Text, random: Random) -> DateMention:
    month = random.randrange(1, 13)
    text.add("计划")
    surface = f"2024年{month}月20日"
    iso = f"2024-{month:02d}-20"
    mention = DateMention(surface=surface, iso=iso, kind="DEADLINE", precision="DAY", **text.add(surface))
    text.add("前完成，")
    return mention
