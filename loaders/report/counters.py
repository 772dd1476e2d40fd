"""Words and codes with running numbers that open the issues: 缺陷一, 清单第3项, 反馈意见之一, F-01.

Which words do is no list: a word counts if it comes again at the beginning of lines and its numbers run on.
"""

from __future__ import annotations

import re
from itertools import chain, pairwise
from typing import TYPE_CHECKING, Final

from loaders.characters import CHINESE_NUMBER
from loaders.text import number

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# The mark is named as that of 问题一 in the grammar of marks.
_COUNTER: Final = re.compile(
    r"(?m)^[ ]*[【\[]?(?P<stem>(?!第)[\u4e00-\u9fff]{2,10}?)(?:之|第|序号|编号)?[ :]?"
    rf"\(?(?P<r3>{CHINESE_NUMBER}|\d{{1,3}})\)?[项条个号件]?(?:\([\u4e00-\u9fff]{{1,8}}\))?"
    r"(?:[】\]]?[:、.][ ]*|[】\]][ ]*|[ ]+(?=[\u4e00-\u9fff“])|[ ]*(?=\n))"
)
_CODE: Final = re.compile(
    r"(?m)^[ ]*[【\[]?(?P<r3>(?P<stem>[A-Z]{1,6}[-.]?)\d{1,3})(?:[】\]]?[:、.][ ]*|[】\]][ ]*|[ ]+(?=[\u4e00-\u9fff“]))"
)
_DIGITS: Final = re.compile(r"\d+$")
# Attachments, figures, parts of the text or of the time, and answers are numbered too and are no issues.
_OTHER: Final = re.compile(
    r"附|[图表注]$|(?:部分|方面|[章节篇类组批期轮次步]|阶段|步骤|标段|季度|周|天|措施|举措|做法|建议|成效|亮点"
    r"|经验|案例|项目|电话|[统唯专单万])$"
)
_MOST: Final = 0.9
_LEAST: Final = 2


def counters(text: str, start: int, end: int) -> list[re.Match[str]]:
    """Return the marks of the first word of the folded text in [start, end) that opens lines with running numbers."""
    runs: dict[str, list[re.Match[str]]] = {}
    for match in chain(_COUNTER.finditer(text, start, end), _CODE.finditer(text, start, end)):
        if not _OTHER.search(match["stem"]):
            runs.setdefault(match["stem"], []).append(match)
    return next((run for run in runs.values() if _runs_on(run)), [])


def _runs_on(run: Sequence[re.Match[str]]) -> bool:
    values = [_value(match) for match in run]
    steps = [after in (1, before + 1) for before, after in pairwise(values)]
    return values[:_LEAST] == [1, 2] and sum(steps) >= _MOST * len(steps)


def restarts(run: Iterable[re.Match[str]]) -> bool:
    """Say whether the numbers of a run begin anew."""
    return sum(1 for match in run if _value(match) == 1) > 1


def _value(match: re.Match[str]) -> float:
    """Return the number of a mark, that of F-01 without its letters."""
    digits = _DIGITS.search(match["r3"])
    return number(digits[0] if digits else match["r3"]) or 0
