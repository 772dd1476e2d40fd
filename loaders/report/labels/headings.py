"""Numbered headings above labels: they are the faults, and a label 问题描述: below them only tells more."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from loaders.report.labels.candidates import CANDIDATE, NUMERAL

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loaders.report.labels.candidates import Candidate

# An item of a list, or the heading of a block.
NUMBERED: Final = re.compile(
    rf"[ ]*(?:{NUMERAL}|[①-⒛]|[一二三四五六七八九十]是"
    r"|(?:第|序号|编号|问题|任务|事项|缺陷|隐患)[: ]*[一二三四五六七八九十\d]+[项条号个]?)[ ]*"
)
_COUNTER: Final = (
    r"[【\[]?(?:[A-Z]{1,6}[-.]?\d{1,3}"
    r"|[\u4e00-\u9fff]{2,10}\(?[一二三四五六七八九十\d]{1,3}\)?[项条个号件]?(?:\([^()\n]{1,8}\))?)[】\]:.、 ]"
)
_OPENED: Final = r"(?:针对|关于|对)[^。\n]{4,80}?(?:问题|方面)[^。\n]{0,8}[。:]?$"
_HEADING: Final = re.compile(rf"[ ]*(?:(?:{NUMERAL}|{_COUNTER})[ ]*[^ \n]{{4}}|{_OPENED})")


_ANY: Final = re.compile("")


def under_headings(text: str, found: Sequence[Candidate], word: str, names: re.Pattern[str] = _ANY) -> bool:
    """Say whether most of the lines above a word are numbered headings that say so: these are the faults then.

    A word with a number of its own must be the first below its heading each time: 1.问题表现:.
    """
    lines = [each for each in found if each.words == word]
    first = all(_FIRST.match(text, each.start) for each in lines)
    told = [(_heading_above(text, each.start), NUMBERED.match(text, each.start)) for each in lines]
    above = [line for line, numbered in told if line is not None and (first or not numbered)]
    headings = [line for line in above if _HEADING.match(line)]
    named = sum(1 for line in headings if names.search(line))
    share = _SHARE_OF_FIRST if first else _SHARE
    # Where several blocks stand below one heading, it is a section.
    return bool(above) and len(headings) >= _ALL_BUT_FEW * len(above) and named >= share * len(above)


_SHARE: Final = 2 / 3
_ALL_BUT_FEW: Final = 0.9
_SHARE_OF_FIRST: Final = 1 / 3  # (一)问题概况 below each heading tells more of it; not all faults have known words


def _line_above(text: str, at: int) -> tuple[str, int]:
    """Return the last line with words above that of `at`, and where it begins."""
    end = text.rfind("\n", 0, at)
    while end > 0 and text[end - 1] in " \n":
        end -= 1
    start = text.rfind("\n", 0, max(end, 0)) + 1
    return text[start : max(end, 0)], start


_FIRST: Final = re.compile(r"[ ]*\(?(?:1|一)[)、.]")


_LONGEST_HEADING: Final = 200
_FACTS: Final = 4  # lines


def _heading_above(text: str, at: int) -> str | None:
    """Return the line above words that open a line, or the heading on their own line before them; else None.

    Between a heading and the first word below it may stand the facts, in a few paragraphs.
    """
    first = max(0, at - _LONGEST_HEADING)
    opening = text.rfind("\n", first, at) + 1
    if not opening and first:
        return None
    before = text[opening:at].strip()
    if before:
        return before if _HEADING.match(before) else None
    nearest = line = ""
    for _ in range(_FACTS):
        line, at = _line_above(text, at)
        nearest = nearest or line
        if not line or _HEADING.match(line) or CANDIDATE.match(line):
            break
    return line if _HEADING.match(line) else nearest
