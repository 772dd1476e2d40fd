"""Points and ranges of time: 2023年3月, 6月底前, 2023年8月21日至10月20日."""

from __future__ import annotations

import re
from sys import intern
from typing import TYPE_CHECKING, Final

from loaders.dates import DateError, month_or_day
from loaders.parsed import DateMention, ParseWarning
from loaders.report.dates import grammar
from loaders.report.dates.grammar import POINT, Found
from loaders.report.dates.kinds import kind_of

if TYPE_CHECKING:
    from loaders.report.dates.scene import Scene
    from loaders.report.dates.years import Years
    from loaders.text import Spans

_TO: Final = re.compile(r"[ ]*(?:至|到|-|~|—)[ ]*(?:(?P<only_day>\d{1,2})[日号])?")
_NO_DAY: Final = re.compile(r"\d{1,2}[月日号]|\d{4}")  # 2023年13月, 2023年0918日
# 2023年度预算 names a budget and dates nothing.
_OF_A_YEAR: Final = re.compile(
    r"(?:[省市县区]?本?级|县\(市、区\)|部门|综合|专项|内部|全市|全县|全区|[\u4e00-\u9fff]{0,4}工作)?"
    "(?:预算|决算|考核|审计|计划|报告|财政|绩效|述职|民主生活会|组织生活会|目标|经营业绩|党建|培训|总结|方案|任务|要点|统计|评价|评议)"
)


class Points:
    """Reads the points of a text one after another: each tells the year of the next."""

    def __init__(self, scene: Scene, years: Years) -> None:
        self._scene, self._years = scene, years
        self.mentions: list[DateMention] = []
        self.warnings: list[ParseWarning] = []

    def read(self, *taken: Spans) -> None:
        """Read all points outside `taken`."""
        position = 0
        for match in POINT.finditer(self._scene.folded):
            free = not any(spans.touch(*match.span()) for spans in taken)
            if match.start() >= position and free:
                position = self._take(match)

    def _take(self, match: re.Match[str]) -> int:
        """Add the date of a match, with the end of its range if it has one; return where to read on."""
        start, end = match.span()
        try:
            first = self._found(match)
        except DateError as error:
            message = f"“{match[0]}”: {error}"
            self.warnings.append(ParseWarning(code="DATE_UNREADABLE", message=message, start=start, end=end))
            return end
        if first is None:
            return end
        last = self._range_end(first)
        self._add(first, last)
        return (last or first).end

    def _found(self, match: re.Match[str]) -> Found | None:
        folded = self._scene.folded
        start, end = match.span()
        if grammar.stated_year(match) is not None and start and folded[start - 1].isdecimal():
            return None
        if match["bare"] and not match["since"] and _NO_DAY.match(folded, end):
            return None
        if match[0].endswith("年度") and _OF_A_YEAR.match(folded, end):
            return None
        year = self._years.of(match)
        if year is None:
            return None
        found = grammar.found(match, year)
        self._years.note(match, found)
        return found

    def _range_end(self, first: Found) -> Found | None:
        to = _TO.match(self._scene.folded, first.end)
        if to is None:
            return None
        if to["only_day"] and first.period.precision == "DAY":
            return _day_end(first, to)
        match = POINT.match(self._scene.folded, to.end())
        if match is None or (match["bare"] and first.period.precision != "YEAR"):
            return None
        try:
            return self._found(match)
        except DateError:
            return None

    def _add(self, first: Found, last: Found | None) -> None:
        start, end = first.start, (last or first).end
        surface = intern(self._scene.text[start:end])
        kind = kind_of(self._scene, start, end, last or first)
        iso = grammar.iso(kind, first, last)
        self.mentions.append(
            DateMention(
                start=start, end=end, surface=surface, iso=iso, kind=kind,
                precision=(last or first).period.precision, without_year=self._without_year(first, last),
            )
        )  # fmt: skip
        if first.carried:
            message = f"“{surface}” read as {iso}: the year is not written"
            self.warnings.append(ParseWarning(code="YEAR_INFERRED", message=message, start=start, end=end))

    def _without_year(self, *found: Found | None) -> tuple[str, ...]:
        carried = (each for each in found if each and each.carried and each.dated)
        return tuple(intern(self._scene.text[each.start : each.end]) for each in carried)


def _day_end(first: Found, to: re.Match[str]) -> Found | None:
    try:
        period = month_or_day(first.period.year, first.period.last.month, to["only_day"], None)
    except DateError:
        return None
    return Found(to.start(), to.end(), period, first.carried, False, period.last.isoformat())
