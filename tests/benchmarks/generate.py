"""Sources from a fixed seed, as a parse would find them.

`reports` are all alike: 26 issues and 78 measures each, everything equally often. `skewed_reports` are as real ones
are: a few large and many small, and a few bodies, topics and documents in most of them.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate
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
from schema.topics import labels

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
_MORE_BUREAUS: Final = ("教育局", "科学技术局", "公安局", "民政局", "司法局", "交通运输局", "商务局", "统计局",
                        "医疗保障局", "卫生健康委员会", "市场监督管理局", "行政审批服务局", "林业局",
                        "人力资源和社会保障局", "文化和旅游局", "退役军人事务局", "信访局", "大数据局",
                        "国有资产监督管理委员会", "体育局")  # fmt: skip
_TOPICS: Final = (("防汛", "water/flood"), ("河道", "water/river"), ("节水", "water/saving"), ("再生水", "water/reuse"),
                  ("预算", "finance"), ("党建", "party"))  # fmt: skip
_STATUSES: Final = (("已完成", "COMPLETED"), ("正在推进", "IN_PROGRESS"), ("长期坚持", "ONGOING"))
_THINGS: Final = ("经费拨付", "台账登记", "设施管护", "日常巡查", "项目审批", "资产处置", "合同签订", "人员培训",
                  "数据报送", "应急演练", "招标采购", "资金使用")  # fmt: skip
_FAULTS: Final = ("不到位", "滞后", "不规范", "不及时", "薄弱", "缺失")
_CLAUSES: Final = ("建立台账，明确时限。", "组织专题学习，统一认识。", "开展拉网式排查，逐项登记。",
                   "落实经费，配齐人员。", "定期通报进展，接受群众监督。", "修订流程，堵塞漏洞。",
                   "约谈相关负责人，责令限期改正。")  # fmt: skip
_CLAUSES_MOST: Final = 5
_CIRCLED: Final = "①②③④⑤⑥⑦⑧⑨⑩"
_MEDIAN, _SPREAD, _LARGEST = 40, 1.0, 3_000  # measures of a report: a logarithmic normal distribution, with an end


class Even:
    """Everything equally often."""

    def year(self, number: int) -> int:
        """Return in which year a report is signed."""
        del number
        return 2024

    def city(self, random: Random) -> str:
        return random.choice(_CITIES)

    def bureau(self, random: Random) -> str:
        return random.choice(_BUREAUS)

    def topic(self, random: Random) -> tuple[str, str]:
        return random.choice(_TOPICS)

    def status(self, random: Random) -> tuple[str, str]:
        return random.choice(_STATUSES)

    def title(self, word: str, index: int, random: Random) -> str:
        del random
        return f"{word}问题 {index}"

    def due(self, signed_on: int, random: Random) -> tuple[int, int]:
        """Return year and month of a day that a report of a year may promise."""
        return signed_on, random.randrange(1, 13)

    def document(self, city: str, random: Random) -> str:
        return f"{city}第{random.randrange(40)}号管理办法"

    def clauses(self, random: Random) -> str:
        """Return what a measure says beside what is found in it."""
        del random
        return ""

    def counts(self, measures: int, random: Random) -> list[int]:
        """Return how many measures each issue of a report has, at most so many in all."""
        del measures, random
        return [MEASURES] * ISSUES


class Skewed(Even):
    """A few of everything most of the time: the n-th of a list is chosen in proportion to 1/n (Zipf)."""

    @cached_property
    def _cities(self) -> _Ranked:
        counties = (f"{city}{a}{b}" for a in "安平宁兴新长永" for b in ("县", "区") for city in _CITIES)
        return _Ranked.of((*_CITIES, *counties))

    @cached_property
    def _bureaus(self) -> _Ranked:
        return _Ranked.of((*_BUREAUS, *_MORE_BUREAUS))

    @cached_property
    def _topics(self) -> _Ranked:
        return _Ranked.of(tuple(sorted(labels().items(), key=lambda each: (not each[1].startswith("water"), each))))

    @cached_property
    def _documents(self) -> _Ranked:
        return _Ranked.of(tuple(range(2_000)))

    def year(self, number: int) -> int:
        return 2019 + number % 6

    def city(self, random: Random) -> str:
        return self._cities.one(random)

    def bureau(self, random: Random) -> str:
        return self._bureaus.one(random)

    def topic(self, random: Random) -> tuple[str, str]:
        return self._topics.one(random)

    def status(self, random: Random) -> tuple[str, str]:
        return random.choices(_STATUSES, (60, 28, 12))[0]

    def title(self, word: str, index: int, random: Random) -> str:
        del index
        return f"{word}{random.choice(_THINGS)}{random.choice(_FAULTS)}"

    def due(self, signed_on: int, random: Random) -> tuple[int, int]:
        return signed_on + random.choice((0, 0, 0, 1, 1, 2)), random.randrange(1, 13)

    def document(self, city: str, random: Random) -> str:
        number = self._documents.one(random)
        return f"第{number}号管理条例" if number < 40 else f"{city}第{number}号管理办法"

    def clauses(self, random: Random) -> str:
        return "".join(random.choices(_CLAUSES, k=random.randrange(_CLAUSES_MOST + 1)))

    def counts(self, measures: int, random: Random) -> list[int]:
        left = min(measures, _LARGEST, max(1, round(_MEDIAN * random.lognormvariate(0, _SPREAD))))
        counts = list[int]()
        while left:
            counts.append(min(left, random.choices((1, 2, 3, 4, 6, 10), (20, 30, 25, 15, 7, 3))[0]))
            left -= counts[-1]
        return counts


@dataclass(frozen=True, slots=True)
class _Ranked:
    """Things by rank, with the sums of their weights."""

    things: Sequence[Any]
    sums: Sequence[float]

    @classmethod
    def of(cls, things: Sequence[Any]) -> _Ranked:
        return cls(things, tuple(accumulate(1 / rank for rank in range(1, len(things) + 1))))

    def one(self, random: Random) -> Any:
        return random.choices(self.things, cum_weights=self.sums)[0]


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
    shape = Even()
    for number in range(count):
        yield _records(_report(number, _random(seed, number), shape))


def skewed_reports(measures: int, seed: int = SEED) -> Iterator[SourceRecords]:
    """Yield the records of reports with so many measures in all: more of them begin with the same reports."""
    shape, number = Skewed(), 0
    while measures:
        parsed = _report(number, _random(seed, number), shape, measures)
        measures -= sum(len(issue.measures) for issue in parsed.issues)
        number += 1
        yield _records(parsed)


def _random(seed: int, number: int) -> Random:
    return Random(seed * 1_000_003 + number)


def _records(parsed: ParsedSource) -> SourceRecords:
    sha256 = hashlib.sha256(parsed.report.text.encode()).hexdigest()
    return records(parsed, sha256, f"{parsed.report.title}.txt")


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


def _report(number: int, random: Random, shape: Even, measures: int = ISSUES * MEASURES) -> ParsedSource:
    text, city = _Text(), shape.city(random)
    issuer = f"中共{city}委员会"
    title = f"{city}关于第{number}轮巡察整改情况的通报"
    text.add(f"{title}\n")
    year = shape.year(number)
    page = _Page(text, random, shape, city, year)
    issues = tuple(page.issue(index, count) for index, count in enumerate(shape.counts(measures, random), 1))
    text.add(f"{issuer}\n")
    head = ReportHead(title=title, kind="NOTICE", issuer=issuer, signed_on=f"{year}-{number % 12 + 1:02d}-24",
                      text="".join(text.parts))  # fmt: skip
    inspection = ParsedInspection(name=f"第{number}轮巡察", kind="常规巡察", body="省委巡视组", target=city)
    return ParsedSource(report=head, inspection=inspection, issues=issues)


@dataclass(frozen=True, slots=True)
class _Page:
    """A report in the making: where its words go, and what they are chosen from."""

    text: _Text
    random: Random
    shape: Even
    city: str
    year: int

    def issue(self, index: int, count: int) -> ParsedIssue:
        word, notation = self.shape.topic(self.random)
        start = self.text.add(f"{index}.针对“")["start"]
        topic = self.text.add(word)
        title = self.text.add(f"工作推进不力，第{self.random.randrange(1000)}类问题反弹")
        self.text.add("”的问题，从三个方面整改。")
        about = (TopicHit(notation=notation, **topic),)
        measures = tuple(self._measure(ordinal, about) for ordinal in range(1, count + 1))
        return ParsedIssue(
            number=str(index), title=self.shape.title(word, index, self.random), title_start=topic["start"],
            title_end=title["end"], section=f"({(index - 1) // 6 + 1})", start=start, end=self.text.length,
            declared_measures=count, measures=measures, topics=about,
        )  # fmt: skip

    def _measure(self, ordinal: int, about: tuple[TopicHit, ...]) -> ParsedMeasure:
        text, random = self.text, self.random
        start = text.add(_CIRCLED[ordinal - 1] + "完善制度。")["start"]
        text.add(self.shape.clauses(random) + "由")
        found: dict[str, Any] = {"units": (self._unit("LEAD"), self._unit("COOPERATE"))}
        if random.random() < 0.5:
            found["documents"] = (self._document(),)
        if random.random() < 0.5:
            found["quantities"] = (self._quantity(),)
        if random.random() < 0.3:
            found["dates"] = (self._date(),)
        words, status = self.shape.status(random)
        cue = text.add(words)
        text.add("。\n")
        return ParsedMeasure(start=start, end=text.length - 1, ordinal=ordinal, heading="完善制度", topics=about,
                             status=status,  # type: ignore[arg-type]
                             status_evidence=(StatusCue(status=status, **cue),), **found)  # type: ignore[arg-type] # fmt: skip

    def _unit(self, role: Any) -> UnitMention:
        bureau = self.shape.bureau(self.random)
        level = self.city[-1]
        span = self.text.add(f"{level}{bureau}")
        self.text.add("牵头，" if role == "LEAD" else "配合，")
        return UnitMention(surface=f"{level}{bureau}", name=f"{self.city}{bureau}", role=role, **span)

    def _document(self) -> DocumentMention:
        title = self.shape.document(self.city, self.random)
        self.text.add("印发")
        mention = DocumentMention(title=title, kind="办法", **self.text.add(f"《{title}》"))
        self.text.add("，")
        return mention

    def _quantity(self) -> Quantity:
        value = self.random.randrange(1, 500)
        self.text.add("排查问题")
        mention = Quantity(surface=f"{value}个", value=value, unit="个", of="问题", **self.text.add(f"{value}个"))
        self.text.add("，")
        return mention

    def _date(self) -> DateMention:
        year, month = self.shape.due(self.year, self.random)
        self.text.add("计划")
        surface = f"{year}年{month}月20日"
        iso = f"{year}-{month:02d}-20"
        mention = DateMention(surface=surface, iso=iso, kind="DEADLINE", precision="DAY", **self.text.add(surface))
        self.text.add("前完成，")
        return mention
