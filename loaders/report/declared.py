"""Declared totals 总数: how many issues, measures, cases and sums the report says there are."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from loaders.parsed import ParseWarning
from loaders.text import number

if TYPE_CHECKING:
    from collections.abc import Iterator

_COUNT: Final = r"(?P<value>\d[\d,]*(?:\.\d+)?|[一二两三四五六七八九十百]{1,6})"
_TOTAL: Final = re.compile(
    # 要求立行立改的86个 are asked to be, not done.
    rf"(?P<status>(?<!要求)(?:(?:部分|未|阶段性)(?:完成)?整改|阶段性完成|已(?:全部)?(?:完成)?(?:整改)?(?:完成|到位|办结|销号|关闭)?|完成(?:整改)?|正在(?:整改|推进"
    rf"|办理)|整改完成|未完成(?:整改)?"
    rf"|基本完成|长期(?:坚持|整改)|办结|持续推进|立行立改|尚未[^,。\d]{{0,6}}))?(?:的)?(?:有|共|共计"
    rf"|了)?(?<![第\d]){_COUNT}(?:余)?"
    r"(?P<unit>个方面|个大?类|大类|类|个|项|条|件|份|人次|人|名|起|次|亿元|万元|元|%)(?:具体|突出|主要"
    r"|重点|共性|反馈|整改"
    r"|巡[视察])?(?P<noun>(?:的)?(?:整改)?(?:问题线索|信访件|问题隐患|隐患问题|隐患|问题|任务|措施|事项|线索|建议|制度))?"
)
_NOUN_FIRST: Final = re.compile(
    r"(?P<noun>问题线索|信访件|问题隐患|隐患问题|隐患|问题|任务|措施|事项|建议)(?:共|共计|有|数)*"
    r"(?:[\d一二三四五六七八九十]{1,3}个?(?:大?类|方面)[、,]?(?:共|计|合计)?)?(?P<value>\d[\d,]*"
    r"|[一二三四五六七八九十百]{1,5})(?P<unit>个"
    r"|项|条|件)(?![^,。;]{0,3}方面)"
)
_TOTAL_SENTENCE: Final = re.compile(
    r"(?:反馈|涉及|提出|梳理|分解|细化|确定|形成|制定)[^。\n]{0,40}?(?:问题|任务|措施|事项|建议)|(?:问题|任务|措施|事项"
    r"|项)[^。\n]{0,30}?(?:已|均|全部)?(?:完成|整改|销号)|整改(?:完成)?率|完成率|问题线索|信访件"
)
_PART_SENTENCE: Final = re.compile(r"(?:已|完成|正在|部分|未)(?:完成)?(?:整改|销号|办结)\d")
_NOUNS: Final = {
    "问题": "issues", "问题隐患": "issues", "隐患问题": "issues", "隐患": "issues", "任务": "tasks",
    "措施": "measures", "事项": "matters", "问题线索": "leads", "线索": "leads", "信访件": "petitions",
    "建议": "proposals", "制度": "rules",
}  # fmt: skip
_STATUSES: Final = (
    ("NOT_COMPLETED", re.compile("未完成|尚未|未整改")),
    ("IN_PROGRESS", re.compile("正在|基本|部分|阶段性")),
    ("ONGOING", re.compile("长期|持续")),
    ("COMPLETED", re.compile("完成|办结|到位|销号|关闭|已整改|立行立改")),
)
_UNIT_NAMES: Final = {
    "个方面": "aspects",
    "个类": "classes",
    "个大类": "classes",
    "大类": "classes",
    "类": "classes",
    "亿元": "amount",
    "万元": "amount",
    "元": "amount",
}
_RATE: Final = re.compile(
    r"(?:(?:整改|完成|办结|销号)[^,。\d]{0,6}率|(?:已(?:完成)?整改|整改完成|到位|办结|销号)(?:了|共)?\d+[个项条件],占)"
    r"[^,。\d]{0,8}(?P<rate>\d+(?:\.\d+)?)%"
)
_MONEY: Final = {"亿元": 100_000_000, "万元": 10_000, "元": 1}


@dataclass(slots=True)
class Declared:
    """Totals by noun or status, and what contradicts them."""

    counts: dict[str, float] = field(default_factory=dict[str, float])
    warnings: list[ParseWarning] = field(default_factory=list[ParseWarning])


def read(folded: str, start: int, end: int) -> Declared:
    """Return the totals that the sentences of [start, end) declare; the first statement of each counts.

    Parts and shares are checked against the total of their paragraph: 其中 may open a sentence of its own.
    """
    declared = Declared()
    for paragraph in re.finditer(r"[^\n]+", folded[start:end]):
        if _TOTAL_SENTENCE.search(paragraph[0]):
            _read_paragraph(declared, paragraph[0], start + paragraph.start())
    return declared


def _read_paragraph(declared: Declared, paragraph: str, offset: int) -> None:
    said = _Said(offset, offset)
    for sentence in re.finditer(r"[^。]+", paragraph):
        if not (_TOTAL_SENTENCE.search(sentence[0]) or (said.counts and _PART_SENTENCE.search(sentence[0]))):
            continue
        found = _counts(sentence[0])
        if said.counts and _AMONG.match(sentence[0]) and said.contradicts(found):
            continue  # 其中,要求立行立改的127个问题,已整改125个: parts of the parts
        if said.contradicts(found):
            said.check(declared)
            said = _Said(offset + sentence.start(), offset)
        rate = _RATE.search(sentence[0])
        said.add(found, float(rate["rate"]) if rate else None, offset + sentence.end())
        for key, value in found.items():
            declared.counts.setdefault(key, value)
        if rate:
            declared.counts.setdefault("completionRate", float(rate["rate"]))
    said.check(declared)


def _counts(sentence: str) -> dict[str, float]:
    """Return the totals of a sentence: of a noun the first, of a status the sum (部分整改2个,正在整改2个).

    What is counted in another unit is another thing: 问题已整改26个,措施已完成120条.
    """
    found: dict[str, float] = {}
    units: dict[str, str] = {}
    for key, value, unit in _totals(sentence):
        if key in _PARTS and units.setdefault(key, unit) == unit:
            found[key] = found.get(key, 0) + value
        else:
            found.setdefault(key, value)
    return found


_WHOLES: Final = ("issues", "tasks", "measures", "matters")
_PARTS: Final = ("COMPLETED", "IN_PROGRESS", "NOT_COMPLETED", "ONGOING")


@dataclass(slots=True)
class _Said:
    """What one paragraph says of one total: the total, its parts by status, the share completed in percent."""

    start: int
    end: int
    counts: dict[str, float] = field(default_factory=dict[str, float])
    rate: float | None = None

    def contradicts(self, found: dict[str, float]) -> bool:
        """Say whether a sentence speaks of another total: it states one of these counts anew."""
        return any(self.counts.get(key, value) != value for key, value in found.items() if key in _WHOLES + _PARTS)

    def add(self, found: dict[str, float], rate: float | None, end: int) -> None:
        self.counts |= found
        self.rate, self.end = rate if rate is not None else self.rate, end

    def check(self, declared: Declared) -> None:
        """Warn if the parts do not make the total, or the share is not their quotient."""
        total = next((self.counts[name] for name in _WHOLES if name in self.counts), None)
        parts = [self.counts[name] for name in _PARTS if name in self.counts]
        if not total or not parts:
            return
        if sum(parts) > total or (len(parts) > 1 and sum(parts) != total):
            self._warn(declared, f"the parts add up to {sum(parts):g}, the total says {total:g}")
        share = self.counts["COMPLETED"] * 100 / total if "COMPLETED" in self.counts else None
        if self.rate is not None and share is not None and abs(share - self.rate) > 1:
            done = self.counts["COMPLETED"]
            self._warn(declared, f"{done:g} of {total:g} are {share:.1f} %, the text says {self.rate:g} %")

    def _warn(self, declared: Declared, message: str) -> None:
        declared.warnings.append(ParseWarning(code="TOTALS_MISMATCH", message=message, start=self.start, end=self.end))


def _totals(sentence: str) -> Iterator[tuple[str, float, str]]:
    """Yield noun or status, value in base units, and the unit as it stands there."""
    for match in _NOUN_FIRST.finditer(sentence):
        value = number(match["value"])
        before = sentence[max(0, match.start() - 8) : match.start()]
        if value is not None and not _status_of(before) and not _status_after(sentence, match.end()):
            yield _NOUNS[match["noun"]], value, match["unit"]
    last, in_part = 0, False
    treated = _PART_SENTENCE.search(sentence) is None  # 对8个问题开展跟踪监督: those are not all
    for match in _TOTAL.finditer(sentence):
        if treated and sentence[: match.start("value")].endswith("对") and not match["unit"].endswith("方面"):
            continue
        value = number(match["value"])
        noun = (match["noun"] or "").removeprefix("的").removeprefix("整改")
        status = _status_of(match["status"] or "") or _status_after(sentence, match.end())
        name = _UNIT_NAMES.get(match["unit"]) or _NOUNS.get(noun) or ""
        key = status if status and name not in {"aspects", "classes", "amount"} else name
        # 已完成14个,其中立行立改5个: the five are among the fourteen.
        inside = in_part and key in _PARTS and _AMONG.search(sentence, last, match.start()) is not None
        if key and value is not None and not inside:
            in_part = key in _PARTS
            yield key, value * _MONEY.get(match["unit"], 1), match["unit"]
        last = match.end()


_AMONG: Final = re.compile("其中|含")


def _status_of(words: str) -> str:
    return next((name for name, pattern in _STATUSES if pattern.search(words)), "")


def _status_after(sentence: str, at: int) -> str:
    """Return the status of 12项已完成: a word straight after the count."""
    after = re.match(
        r"(?:已(?:全部)?(?:整改)?(?:完成|到位|办结|销号)|正在(?:整改|推进|办理)|未完成|尚未完成|基本完成|长期坚持)"
        r"(?!(?:整改|销号|办结)?(?:了|共)?\d)",
        sentence[at : at + 10],
    )
    return _status_of(after[0]) if after else ""
