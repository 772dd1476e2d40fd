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
    rf"(?P<status>已(?:全部)?(?:完成)?(?:整改)?(?:完成|到位|办结|销号)?|完成(?:整改)?|正在(?:整改|推进"
    rf"|办理)|整改完成|未完成(?:整改)?"
    rf"|基本完成|长期(?:坚持|整改)|办结|持续推进|立行立改|尚未[^,。\d]{{0,6}})?(?:的)?(?:有|共|共计"
    rf"|了)?{_COUNT}(?:余)?"
    r"(?P<unit>个方面|个大?类|大类|类|个|项|条|件|份|人次|人|名|起|次|亿元|万元|元|%)(?:具体|突出|主要"
    r"|重点|共性|反馈|整改"
    r"|巡[视察])?(?P<noun>(?:的)?(?:整改)?(?:问题线索|信访件|问题|任务|措施|事项|线索|建议|制度))?"
)
_NOUN_FIRST: Final = re.compile(
    r"(?P<noun>问题线索|信访件|问题|任务|措施|事项|建议)(?:共|共计|有|数)*(?P<value>\d[\d,]*"
    r"|[一二三四五六七八九十百]{1,5})(?P<unit>个"
    r"|项|条|件)(?![^,。;]{0,3}方面)"
)
_TOTAL_SENTENCE: Final = re.compile(
    r"(?:反馈|涉及|提出|梳理|分解|细化|确定|形成|制定)[^。\n]{0,40}?(?:问题|任务|措施|事项|建议)|(?:问题|任务|措施|事项"
    r"|项)[^。\n]{0,30}?(?:已|均|全部)?(?:完成|整改|销号)|整改(?:完成)?率|完成率|问题线索|信访件"
)
_NOUNS: Final = {"问题": "issues", "任务": "tasks", "措施": "measures", "事项": "matters", "问题线索": "leads",
    "线索": "leads",
    "信访件": "petitions",
                 "建议": "proposals", "制度": "rules"}  # fmt: skip
_STATUSES: Final = (
    ("NOT_COMPLETED", re.compile("未完成|尚未")),
    ("IN_PROGRESS", re.compile("正在|基本")),
    ("ONGOING", re.compile("长期|持续")),
    ("COMPLETED", re.compile("完成|办结|到位|销号|已整改|立行立改")),
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
_RATE: Final = re.compile(r"(?:整改|完成|办结|销号)[^,。\d]{0,6}率[^,。\d]{0,6}(?P<rate>\d+(?:\.\d+)?)%")
_MONEY: Final = {"亿元": 100_000_000, "万元": 10_000, "元": 1}


@dataclass(slots=True)
class Declared:
    """Totals by noun or status, and what contradicts them."""

    counts: dict[str, float] = field(default_factory=dict[str, float])
    warnings: list[ParseWarning] = field(default_factory=list[ParseWarning])


def read(folded: str, start: int, end: int) -> Declared:
    """Return the totals that the sentences of [start, end) declare; the first statement of each counts."""
    declared = Declared()
    for sentence in re.finditer(r"[^。\n]+", folded[start:end]):
        if _TOTAL_SENTENCE.search(sentence[0]):
            _read_sentence(declared, sentence[0], start + sentence.start())
    return declared


def _read_sentence(declared: Declared, sentence: str, offset: int) -> None:
    local: dict[str, float] = {}
    noun = ""
    for key, value, stated in _totals(sentence):
        noun = stated or noun
        local.setdefault(key, value)
        declared.counts.setdefault(key, value)
    rate = _RATE.search(sentence)
    if rate:
        declared.counts.setdefault("completionRate", float(rate["rate"]))
    _check(declared, local, float(rate["rate"]) if rate else None, offset, offset + len(sentence))


def _totals(sentence: str) -> Iterator[tuple[str, float, str]]:
    for match in _NOUN_FIRST.finditer(sentence):
        value = number(match["value"])
        before = sentence[max(0, match.start() - 8) : match.start()]
        if value is not None and not _status_of(before) and not _status_after(sentence, match.end()):
            yield _NOUNS[match["noun"]], value, match["noun"]
    for match in _TOTAL.finditer(sentence):
        value = number(match["value"])
        noun = (match["noun"] or "").removeprefix("的").removeprefix("整改")
        status = _status_of(match["status"] or "") or _status_after(sentence, match.end())
        name = _UNIT_NAMES.get(match["unit"]) or _NOUNS.get(noun) or ""
        key = status if status and name not in {"aspects", "classes", "amount"} else name
        if key and value is not None:
            yield key, value * _MONEY.get(match["unit"], 1), noun


def _status_of(words: str) -> str:
    return next((name for name, pattern in _STATUSES if pattern.search(words)), "")


def _status_after(sentence: str, at: int) -> str:
    """Return the status of 12项已完成: a word straight after the count."""
    after = re.match(
        r"(?:已(?:全部)?(?:整改)?(?:完成|到位|办结|销号)|正在(?:整改|推进|办理)|未完成|尚未完成|基本完成|长期坚持)",
        sentence[at : at + 10],
    )
    return _status_of(after[0]) if after else ""


def _check(declared: Declared, local: dict[str, float], rate: float | None, start: int, end: int) -> None:
    total = next((local[name] for name in ("issues", "tasks", "measures", "matters") if name in local), None)
    parts = [local[name] for name in ("COMPLETED", "IN_PROGRESS", "NOT_COMPLETED", "ONGOING") if name in local]
    if total is None or not parts:
        return
    if sum(parts) > total or (len(parts) > 1 and sum(parts) != total):
        message = f"the parts add up to {sum(parts):g}, the total says {total:g}"
        declared.warnings.append(ParseWarning(code="TOTALS_MISMATCH", message=message, start=start, end=end))
    if rate is not None and "COMPLETED" in local and abs(local["COMPLETED"] * 100 / total - rate) > 1:
        share = local["COMPLETED"] * 100 / total
        message = f"{local['COMPLETED']:g} of {total:g} are {share:.1f} %, the text says {rate:g} %"
        declared.warnings.append(ParseWarning(code="TOTALS_MISMATCH", message=message, start=start, end=end))
