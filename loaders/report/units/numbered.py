"""Bodies that a number tells apart: 望溪一中, 市委巡察二组."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from loaders.characters import HAN
from loaders.report.sought import Near
from loaders.report.units.found import Found

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.report.boundary import Boundaries

_SCHOOL: Final = Near(
    re.compile(
        rf"[{HAN}]{{2,3}}(?:十[一二三四五六七八九]?|[一二三四五六七八九])[中小高]"
        r"(?=[、,。;()与和及等的]|校|教师|党)"
    ),
    re.compile("(?<=[一二三四五六七八九十])[中小高]"),
    before=5,
    behind=3,
)


def schools(folded: str, marks: Boundaries) -> Iterator[Found]:
    """Yield the schools that are called by place and number: 望溪一中."""
    for match in _SCHOOL.finditer(folded):
        left = marks.left(match.end())
        if match.start() <= left and 4 <= match.end() - left <= 5:
            yield Found(left, match.end())


_GROUP: Final = Near(
    re.compile(
        r"(?:巡[视察]|督[察查导]|检查|核查|审计|考核|暗访|评估)(?:第[一二三四五六七八九十\d]{1,3}"
        r"|[一二三四五六七八九十]{1,2})小?组(?![织成长员别])"
        r"|(?:第[一二三四五六七八九十\d]{1,3})?巡[视察]“?回头看”?组(?![织成长员别])"
    ),
    re.compile(r"(?<=[一二三四五六七八九十\d看”])小?组"),
    before=14,
    behind=3,
)


def groups(folded: str, marks: Boundaries) -> Iterator[Found]:
    """Yield the groups of those who inspect whose number stands behind what they do: 市委巡察二组."""
    for match in _GROUP.finditer(folded):
        yield Found(min(marks.left(match.start(), group=True), match.start()), match.end())
