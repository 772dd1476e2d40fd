"""Words that may be a label: short ones before a colon, in brackets, or on a line of their own."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from loaders.characters import CHINESE_NUMBER, SIGNS
from loaders.report.labels.words import known_kind
from loaders.text import opens_line
from loaders.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Collection

BULLET: Final = f"[{SIGNS}]"
_WORDS: Final = "[\u4e00-\u9fff][\u4e00-\u9fff、/]{0,15}"
NUMERAL: Final = rf"第?{CHINESE_NUMBER}、|\d{{1,2}}[.、](?!\d)|\((?:{CHINESE_NUMBER}|\d{{1,2}})\)[、.]?"
# What may be a label: at the beginning of a line, or behind a stop, a number or a bracket.
CANDIDATE: Final = re.compile(
    rf"(?m)(?:^|(?<=[。;!?, 】])|(?<=问题:)|(?=[(]))[ ]*(?P<sign>{BULLET}[ ]*)?[【\[(]?"
    rf"(?:(?P<mark>{NUMERAL})[ ]*)?(?P<words>{_WORDS})"
    r"(?:[】\])](?:(?<=[】\]])[:]?|[:])|[:]|(?P<bare>$)"
    # (一)整改目标。2025年底前…
    r"|(?P<told>(?(mark)|(?!))。)"
    # ▶整改成效 投诉下降46%
    r"|(?P<parted>(?(sign)|(?!))(?= )))[ ]*"
)
# 整改措施二: is a mark of the outline, and a heading such as (一)反馈问题整改情况 holds issues.
_COUNTED: Final = re.compile(r"..+(?<![不未])(?<![统唯专合万单])[一二三四五六七八九十]{1,3}")
_CONTAINER: Final = re.compile(r".*(?:问题|意见|事项|任务)(?:的)?(?:整改|落实|完成){1,2}(?:情况|进展|成效)")


@dataclass(frozen=True, slots=True)
class Candidate:
    """Words that may be a label: [start, value) with bracket, number and colon; `kind` is empty if they say nothing."""

    words: str
    kind: str
    start: int
    value: int
    bare: bool
    numbered: bool
    chapter: bool


def candidates(text: str, start: int, end: int) -> list[Candidate]:
    """Return the words in [start, end) of a folded text that may be labels, in order."""
    matches = list(CANDIDATE.finditer(text, start, end))
    told = Counter((match["mark"], match["words"]) for match in matches if match["told"])
    again = {words for (_, words), times in told.items() if times > 1 and _TOLD_AGAIN.search(words)}
    return [_candidate(match) for match in matches if not _heads(match, again)]


# (一)问题概况。 below each heading, but no (一)完善制度。, which may be done twice.
_TOLD_AGAIN: Final = re.compile(
    "(?:概况|情况|要求|目标|成效|打算|计划|原因|分析|依据|进展|结果|状态|背景|现状|描述|表现)$"
)
_TOLD: Final = re.compile("(?:目标|措施|任务|时限|单位|情况|问题)$")
_COUNTS: Final = re.compile(r"(?m)^[ ]*[\u4e00-\u9fff]{2,10}(?:\d{1,3}|[一二三四五六七八九十]{1,3})[ ]?\Z")
_NEAR: Final = 16  # characters of a word with its number


def _heads(match: re.Match[str], again: Collection[str]) -> bool:
    """Say whether words are no label but a heading; `again` are those that come again with the same number."""
    if match[0].lstrip().startswith("(") and _COUNTS.search(match.string, match.start() - _NEAR, match.start()):
        return True  # 发现1(高风险):
    bare, marked = match["bare"] is not None, match["mark"] is not None
    known = bool(known_kind(match["words"]))
    if len(match["words"]) == 1 and (marked or not match[0].rstrip().endswith((":", "】", "]"))):
        return True  # 问: and 改: are labels, a word of one character without a colon is none
    if match["told"] and not (match["words"] in again or (known and _TOLD.search(match["words"]))):
        return True
    if match["parted"] is not None and not known:
        return True
    if bare and not known and not opens_line(match.string, match.start()):
        return True  # the last words of a line: 责任人:董事长 沈一鸣、财务总监 周若兰
    holds = bare and marked and _CONTAINER.fullmatch(match["words"]) is not None
    return holds or _COUNTED.fullmatch(match["words"]) is not None


def _candidate(match: re.Match[str]) -> Candidate:
    words = match["words"]
    kind = known_kind(words)
    start = match.end() - len(match[0].lstrip())
    return Candidate(
        words,
        kind,
        start,
        _value(match),
        match["bare"] is not None or match["told"] is not None,
        match["mark"] is not None,
        (match["mark"] or "").endswith("、"),
    )


_BLANK: Final = re.compile(r"[ \n]*")


def _value(match: re.Match[str]) -> int:
    """Return where the value begins: of a label on a line of its own on the next line with words."""
    blank = _BLANK.match(match.string, match.end()) if match["bare"] is not None else None
    return blank.end() if blank else match.end()
