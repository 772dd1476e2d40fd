"""Dates that are no single point: spans of years and months, seasons, cycles, and what depends on another act."""

from __future__ import annotations

import re
from sys import intern
from typing import TYPE_CHECKING, Final

from loaders.parsed import DateMention, ParseWarning
from loaders.report.dates.grammar import YEAR
from loaders.report.dates.scene import DUE, REPORTED
from loaders.report.sought import Near
from loaders.text import number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.parsed import DateKind
    from loaders.report.dates.scene import Scene
    from loaders.report.dates.years import Years

_YEARS: Final = re.compile(r"((?:19|20)(?<![\d.]..)\d\d)[—–\-~至]{1,2}((?:19|20)\d\d)年(?!\d{1,2}月)")
_FIRST_MONTHS: Final = re.compile(
    r"(?:(?P<year>(?:19|20)\d\d)|(?P<relative>[今去])(?=年))年?(?:前(?P<months>\d{1,2}|[一二三四五六七八九十]{1,2})个月|前三季度())"
)


def years(scene: Scene, said: Years) -> Iterator[DateMention]:
    """Yield the years of 2019—2022年, and the part of one that 2024年前11个月 and 2024年前三季度 mean."""
    for match in _YEARS.finditer(scene.folded):
        if match[1] < match[2]:
            yield _mention(scene, *match.span(), f"{match[1]}/{match[2]}", "EVENT")
    for match in _FIRST_MONTHS.finditer(scene.folded):
        last = int(number(match["months"] or "九") or 0)
        year = int(match["year"]) if match["year"] else said.by(match["relative"])
        if 1 <= last <= 12 and year:
            yield _mention(scene, *match.span(), f"{year}-01/{year}-{last:02}", "EVENT")


# 1-7月 and 2023年1—10月; the months of one year. 2023年1月至3月 is a range like any other.
_MONTHS: Final = Near(
    re.compile(
        rf"(?<![\d.\-年])(?:(?P<year>{YEAR})年(?!\d{{1,2}}月))?(?P<first>1[0-2]|[1-9])月?(?:份)?[-—~至](?P<last>1[0-2]|[1-9])月份?(?![\d份])(?![上中下]旬|[底末初])"
    ),
    re.compile(r"[-—~至](?=\d)"),
    before=12,
    behind=8,
)


def months(scene: Scene, said: Years) -> Iterator[DateMention]:
    """Yield 1—7月, of the year that stands before it, else of the last year in which these months were over."""
    for match in _MONTHS.finditer(scene.folded):
        first, last = int(match["first"]), int(match["last"])
        year = int(number(match["year"]) or 0) if match["year"] else said.running(last)
        if first < last and year:
            without = () if match["year"] else (scene.text[match.start() : match.end()],)
            yield _mention(scene, *match.span(), f"{year}-{first:02}/{year}-{last:02}", "EVENT", without)


# Seasons have no day that holds everywhere.
_SEASON: Final = Near(
    re.compile(
        r"(?<![月日])(?:汛期?|[春冬夏秋][灌耕种播]|农忙|暑[假期]|寒假|春节|国庆节?|(?:[春秋]季)?(?:新?学期)?开学|秋季学期|采暖[期季]|供[暖热][期季]|入冬|入汛|雨季|旱季|封冻期?)"
        r"(?:(?:来临|到来|开始)?之?前(?!期)|(?<=[汛节])后)"
    ),
    re.compile("[前后]"),
    before=12,
    behind=1,
)
_YEAR_BEFORE: Final = re.compile(rf"(?:(?:{YEAR})|[明今])年$")
_BEGINS: Final = re.compile(r"^[^,。;\n]{0,24}(?:完工|启用|投产|上线|运行|通水|通气|整改|落实)")


def seasons(scene: Scene) -> Iterator[DateMention]:
    """Yield 汛前 and 暑期前, where something is to be done by then."""
    for match in _SEASON.finditer(scene.folded):
        year = _YEAR_BEFORE.search(scene.folded, max(0, match.start() - 5), match.start())
        start = year.start() if year else match.start()
        before, after = scene.clause(start, match.end())
        to_come = (
            scene.plan
            or scene.terms.at(start) is not None
            or scene.is_aim(before)
            or ((DUE.search(after) or _BEGINS.search(after)) and not REPORTED.search(before + after))
        )
        if to_come:
            yield _mention(scene, start, match.end(), None, "CONDITIONAL")


RECURRING: Final = re.compile(
    r"每(?P<every>半年|旬|半月|季度?|学期|学年|年|个?月(?:\d{1,2}日前?)?|(?:周|星期)[一二三四五六日](?=[召开上下早晚组由])|周|星期|日|天|两周|个工作日)|按(?P<by>季度?|月|周|年"
    r"|日)(?=[\u4e00-\u9fff])(?![照期时需标])|逐(?P<each>[月季周日])|半年一次()|一[年]一次()"
)
_CYCLES: Final = {
    "半年": "P6M", "学期": "P6M", "旬": "P10D", "半月": "P15D", "两周": "P2W", "季": "P3M", "年": "P1Y", "月": "P1M",
    "周": "P1W", "星": "P1W", "日": "P1D", "天": "P1D",
}  # fmt: skip


def recurring(scene: Scene) -> Iterator[DateMention]:
    """Yield what comes again and again: 每月, 按季度, 逐日."""
    for match in RECURRING.finditer(scene.folded):
        words = match["every"] or match["by"] or match["each"] or match[0]
        cycle = next((value for key, value in _CYCLES.items() if key in words), None)
        if cycle:
            yield _mention(scene, *match.span(), f"R/{cycle}", "RECURRING")


_CONDITIONAL: Final = Near(
    re.compile(
        r"(?:待)?[^,。;:、()《》“”\n]{2,24}?(?:后|之日起)(?:的)?(?:第一时间|立即|及时|尽快"
        r"|\d{1,2}个?(?:工作日|月|日|天|周|年)(?:之?内|前))"
        r"|待[^,。;:()\n]{2,24}?后|(?<!\d)(?:\d{1,2}|[一二三四五六七八九十两]{1,2})个?(?:工作日|月|日|天|年)(?:之?内)(?!部)"
    ),
    re.compile(r"后(?:的)?(?:第一时间|立即|及时|尽快|\d)|之日起|待|[日月天周年]内|[日月天周年]之内"),
    before=25,
    behind=26,
)
_LEAD_IN: Final = re.compile(r"^(?:力争|争取|确保|计划|预计|拟|将|在|于|并|要求|待)+")
_TERM_AFTER: Final = re.compile(r"(?:后|之日起)\d{1,2}个?(?:工作日|月|日|天|周|年)(?:之?内|前)$")
_TERM_ALONE: Final = re.compile(r"[\d一二三四五六七八九十两]+个?\w{1,3}内")


def conditional(scene: Scene) -> Iterator[DateMention]:
    """Yield what is to come after another act or within a term: 待批复后, 方案批准后3个月内."""
    for match in _CONDITIONAL.finditer(scene.folded):
        lead = _LEAD_IN.match(match[0])
        start = match.start() + (lead.end() if lead else 0)
        before, after = scene.clause(start, match.end())
        term = _TERM_AFTER.search(match[0]) is not None
        if "已" in match[0] + after if term else REPORTED.search(match[0] + after):
            continue
        if lead or term or scene.is_aim(before) or scene.plan or scene.terms.at(start):
            yield _mention(scene, start, match.end(), None, "CONDITIONAL")


def undated(mention: DateMention) -> ParseWarning | None:
    """Return a warning of a term whose base nothing names: 2个月内."""
    words = mention.surface
    if mention.kind != "CONDITIONAL" or _TERM_ALONE.fullmatch(words) is None:
        return None
    message = f"“{words}” has no base date"
    return ParseWarning(code="DEADLINE_UNDATED", message=message, start=mention.start, end=mention.end)


def _mention(
    scene: Scene, start: int, end: int, iso: str | None, kind: DateKind, without_year: tuple[str, ...] = ()
) -> DateMention:
    surface = intern(scene.text[start:end])
    return DateMention(
        start=start, end=end, surface=surface, iso=iso, kind=kind, without_year=tuple(map(intern, without_year))
    )
