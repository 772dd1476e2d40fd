"""Dates 日期 of a report: what they mean, and what kind of statement they date."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from sys import intern
from typing import TYPE_CHECKING, Final

from loaders.dates import DateError, Period, month_or_day, part_of_year
from loaders.parsed import DateMention, ParseWarning
from loaders.report.sought import InRuns, Near
from loaders.text import Spans, Stretch, number
from loaders.values import dataclass

if TYPE_CHECKING:
    from loaders.parsed import DateKind

_NUMERAL: Final = r"\d{1,2}|[一二三四五六七八九十]{1,3}"
_YEAR: Final = r"(?:19|20)\d\d|二[〇零][〇零一二三四五六七八九]{2}"
_POINT: Final = (
    rf"(?:(?P<year>{_YEAR})年度?|(?P<relative>今|本|当|去|上|明|同)年)?"
    rf"(?:(?P<month>{_NUMERAL})月份?(?:(?P<day>{_NUMERAL})[日号]|(?P<part>底|末|上旬|中旬|下旬|初))?"
    r"|(?:第?(?P<quarter>[1-4一二三四])|(?P<first>首))季度(?P<quarter_end>[末底])?|(?P<half>[上下])半年|(?P<close>(?:(?<=年)"
    r"|(?<=年度)|年)[底末](?![部层线稿蕴数])))"
)
_ISO: Final = r"(?P<iy>(?:19|20)\d\d)[-./](?P<im>\d{1,2})(?:[-./](?P<id>\d{1,2}))?(?![\d.])"
_BARE: Final = (
    rf"(?P<bare>{_YEAR})年(?P<within>内|底|末|初)?|(?P<rel2>[今去明]|(?<![以晚])上)年(?!轻|龄)|(?P<rel3>[本当])年(?=内|以来|前|底)"
    rf"|(?P<all>全年)(?!龄)|(?P<end>(?<![\d一二两三四五六七八九十数多几半])年(?:底|末|内)(?!部))"
)
_RANGE: Final = re.compile(
    # Every date begins so: asked first, it leaves the branches behind it to a few characters of a text.
    rf"(?=[\d一二三四五六七八九十今本当去上下明同第首全年底末])"
    rf"(?:{_POINT}|{_ISO}|{_BARE})度?(?P<since>以来)?(?P<before>(?:之|以)?前(?!期|往|三|提(?![出交供报请升高]))|止)?"
)
_TO: Final = re.compile(r"[ ]*(?:至|到|-|~|—)[ ]*(?:(?P<only_day>\d{1,2})[日号])?")
_RECURRING: Final = re.compile(
    r"每(?P<every>半年|半月|季度?|学期|学年|年|个?月(?:\d{1,2}日前?)?|(?:周|星期)[一二三四五六日](?=[召开上下早晚组由])|周|星期|日|天|两周|个工作日)|按(?P<by>季度?|月|周|年"
    r"|日)(?=[\u4e00-\u9fff])(?![照期时需标])|逐(?P<each>[月季周日])|半年一次()|一[年]一次()"
)
_CYCLES: Final = {
    "半年": "P6M",
    "学期": "P6M",
    "半月": "P15D",
    "两周": "P2W",
    "季": "P3M",
    "年": "P1Y",
    "月": "P1M",
    "周": "P1W",
    "星": "P1W",
    "日": "P1D",
    "天": "P1D",
}
_YEARS: Final = re.compile(r"((?:19|20)(?<![\d.]..)\d\d)[—–\-~至]{1,2}((?:19|20)\d\d)年(?![\d])")
# 1-7月 and 2023年1—10月; the months of one year. 2023年1月至3月 is a range like any other.
_MONTHS: Final = Near(
    re.compile(
        rf"(?<![\d.\-年])(?:(?P<year>{_YEAR})年(?!\d{{1,2}}月))?(?P<first>1[0-2]|[1-9])月?(?:份)?[-—~至](?P<last>1[0-2]|[1-9])月份?(?![\d份])(?![上中下]旬|[底末初])"
    ),
    re.compile(r"[-—~至](?=\d)"),
    before=12,
    behind=8,
)
# Seasons have no day that holds everywhere.
_SEASON: Final = Near(
    re.compile(
        r"(?<![月日])(?:汛期?|暑[假期]|寒假|春节|国庆节?|(?:[春秋]季)?(?:新?学期)?开学|秋季学期|采暖[期季]|供[暖热][期季]|入冬|入汛|雨季|旱季|封冻期?)"
        r"(?:来临|到来|开始)?之?前(?!期)"
    ),
    re.compile("前"),
    before=12,
    behind=1,
)
_YEAR_BEFORE: Final = re.compile(rf"(?:(?:{_YEAR})|[明今])年$")
_FIRST_MONTHS: Final = re.compile(
    r"(?P<year>(?:19|20)\d\d)年?(?:前(?P<months>\d{1,2}|[一二三四五六七八九十]{1,2})个月|前三季度())"
)
_CONDITIONAL: Final = InRuns(
    re.compile(
        r"(?:待)?[^,。;:、()《》“”\n]{2,24}?(?:后|之日起)(?:的)?(?:第一时间|立即|及时|尽快"
        r"|\d{1,2}个?(?:工作日|月|日|天|周|年)(?:之?内|前))"
        r"|待[^,。;:()\n]{2,24}?后|(?<!\d)(?:\d{1,2}|[一二三四五六七八九十两]{1,2})个?(?:工作日|月|日|天|年)(?:之?内)(?!部)"
    ),
    runs=re.compile(r"[^,。;:()\n]+"),
    needed=re.compile("[后起内]"),
)
_LEAD_IN: Final = re.compile(r"^(?:力争|争取|确保|计划|预计|拟|将|在|于|并|要求|待)+")
_TERM_AFTER: Final = re.compile(r"(?:后|之日起)\d{1,2}个?(?:工作日|月|日|天|周|年)(?:之?内|前)$")
_AIMS: Final = re.compile(r"计划|预计|力争|争取|确保|拟于?|原定|延[至期]|限期?|务必|要求|预期|将[于在]|目标|时限|期限")
_AIMS_BEHIND: Final = re.compile("(?:拟|计划|预计|力争|争取|确保)")
_DUE: Final = re.compile(
    r"^(?:前|之前|以前)?[^,。;\n]{0,24}(?:完成|建成|投用|投入使用|竣工|到位|落地|办结|实现|达到|通车"
    r"|交付|销号|清零|解决|全部(?!门))"
)
_BEGINS: Final = re.compile(r"^[^,。;\n]{0,24}(?:完工|启用|投产|上线|运行|通水|通气|整改|落实)")
_REPORTED: Final = re.compile(
    r"已|完成了|累计|共[^同]|经|过去|召开|印发|举办|签订|出台|以来|新增|增加|获|达到|实现了|成立"
    r"|开展(?:了|[^,。]{0,12}\d)"
)
# A year whose clause counts what came of it is past: 2022年压采地下水1.35亿立方米.
_RESULT: Final = re.compile(
    r"\d(?:[十百千万亿余]{0,3})(?:个(?!月)|名|人|件|项|处|家|次|期|场|份|座|公里|亩|吨|元|户|眼|立方米|平方米|%)"
)
_YEAR_NEARLY_OVER: Final = 10  # the month from which a report speaks of its own year as of what was done
# 2023年度预算 names a budget and dates nothing.
_HALF_A_YEAR: Final = 6  # months
_OF_A_YEAR: Final = re.compile(
    r"(?:[省市县区]?本?级|县\(市、区\)|部门|综合|专项|内部|全市|全县|全区|[\u4e00-\u9fff]{0,4}工作)?"
    "(?:预算|决算|考核|审计|计划|报告|财政|绩效|述职|民主生活会|组织生活会|目标|经营业绩|党建|培训|总结|方案|任务|要点|统计|评价|评议)"
)
_ATTRIBUTE: Final = re.compile(r"(?:对|围绕|聚焦|结合|按照|根据|关于|将|纳入|制定|编制|参加|列入|学习|针对|的|申报)$")


_UP_TO: Final = re.compile("截[至止]到?$")


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates of a text with what was to be warned of."""

    mentions: tuple[DateMention, ...]
    warnings: tuple[ParseWarning, ...]


@dataclass(slots=True)
class _Reading:
    """Where the reading stands: the year and month last said, and up to where."""

    year: int | None = None
    month: int = 0
    at: int = 0


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    period: Period
    carried: bool
    closes: bool
    exact: str
    dated: bool = False  # names a month or quarter, not only 全年 or 年底


def read(folded: str, text: str, taken: Spans, signed: date | None, terms: Spans, *, plan: bool = False) -> Dates:
    """Return the dates of a folded text outside `taken` (titles, numbers of documents), in its order.

    `signed` is the day of the signature, after which nothing can be reported as done; `terms` are the values of
    labels such as 整改时限:, where every date is a deadline. A missing year is the last one said.
    """
    reader = _Reader(folded, text, signed or _as_of(folded), terms, plan=plan)
    position = 0
    reader.take_years(taken)
    reader.take_months(taken)
    reader.take_seasons(taken)
    years = Spans(tuple(Stretch(each.start, each.end) for each in sorted(reader.mentions, key=lambda each: each.start)))
    for match in _RANGE.finditer(folded):
        free = not taken.touch(match.start(), match.end()) and not years.touch(match.start(), match.end())
        if match.start() >= position and free:
            position = reader.take(match)
    reader.take_words(taken)
    return Dates(tuple(sorted(reader.mentions, key=lambda each: each.start)), tuple(reader.warnings))


_ANY_DATE: Final = re.compile(r"[年月季每按逐./-]")


def recurs(folded: str) -> bool:
    """Say whether words of a cycle (每月, 按季) stand in a folded text: quick to ask before its days are read."""
    return _RECURRING.search(folded) is not None


def dated(folded: str) -> bool:
    """Say whether a folded text may name a day, a month, a year or a cycle: quick to ask before they are read."""
    return _ANY_DATE.search(folded) is not None


_AS_OF: Final = re.compile(rf"截[至止]到?(?P<year>{_YEAR})年(?P<month>\d{{1,2}})月(?P<rest>\d{{1,2}}日|底|末)?")


def _as_of(folded: str) -> date | None:
    """Return the latest day up to which a text without a signature says that it reports (截至2022年10月底)."""
    days = [day for match in _AS_OF.finditer(folded) if (day := _last_day(match)) is not None]
    return max(days, default=None)


def _last_day(match: re.Match[str]) -> date | None:
    year, day = int(number(match["year"]) or 0), (match["rest"] or "").removesuffix("日")
    try:
        return month_or_day(year, int(match["month"]), day if day.isdecimal() else None, None).last
    except DateError:
        return None


_NO_DAY: Final = re.compile(r"\d{1,2}[月日号]|\d{4}")  # 2023年13月, 2023年0918日
_COMPARED: Final = ("去", "上")  # 比上年减少30% goes on in the year that was spoken of before


class _Reader:
    def __init__(self, folded: str, text: str, signed: date | None, terms: Spans, *, plan: bool) -> None:
        self._folded, self._text, self._signed, self._terms, self._plan = folded, text, signed, terms, plan
        self._reading = _Reading(signed.year if signed else None)
        self.mentions: list[DateMention] = []
        self.warnings: list[ParseWarning] = []

    def take(self, match: re.Match[str]) -> int:
        """Add the date of a match, with the end of its range if it has one; return where to read on."""
        try:
            first = self._found(match)
        except DateError as error:
            self.warnings.append(
                ParseWarning(
                    code="DATE_UNREADABLE", message=f"“{match[0]}”: {error}", start=match.start(), end=match.end()
                )
            )
            return match.end()
        if first is None:
            return match.end()
        last = self._range_end(first)
        self._add(first, last)
        return (last or first).end

    def _found(self, match: re.Match[str]) -> _Found | None:
        start, end = match.span()
        stated = match["year"] or match["bare"] or match["iy"]
        if stated and start and self._folded[start - 1].isdecimal():
            return None
        if match["bare"] and not match["since"] and _NO_DAY.match(self._folded, end):
            return None
        if match[0].endswith("年度") and _OF_A_YEAR.match(self._folded, end):
            return None
        self._open_paragraph(start)
        month = match["month"] or match["im"]
        year = int(number(stated) or 0) if stated else self._year(match, int(number(month) or 0) if month else 0)
        if year is None:
            return None
        period, closes = _period(match, year, month)
        relative = match["relative"] or match["rel2"] or match["rel3"]
        if month or relative not in _COMPARED:
            self._reading.year, self._reading.month = year, period.last.month if month else self._reading.month
        closes = closes or bool(match["before"])
        dated = bool(month or match["quarter"])
        return _Found(start, end, period, not stated and not relative, closes, _exact(match, period), dated)

    def _open_paragraph(self, at: int) -> None:
        if self._folded.find("\n", self._reading.at, at) >= 0:
            self._reading.month = 0
        self._reading.at = at

    def _year(self, match: re.Match[str], month: int) -> int | None:
        """Return the year of a date that names none: the last one said, the next where the month runs back."""
        now = self._signed.year if self._signed else self._reading.year
        relative = match["relative"] or match["rel2"] or match["rel3"]
        if relative in {"同", "当"} and self._reading.year:
            return self._reading.year
        if relative:
            return now + {"去": -1, "上": -1, "明": 1}.get(relative, 0) if now else None
        if match["half"] and now and self._signed and self._aims(match.start(), match.end()):
            return now + ((6 if match["half"] == "上" else 12) < self._signed.month)
        if match["all"] or match["half"]:
            return self._running_year(12 if match["all"] or match["half"] == "下" else 6)
        if match["close"] or match["end"] or match["quarter"] or match["first"]:
            return now
        if month and now and self._signed and self._aims(match.start(), match.end()):
            return now + (month < self._signed.month)
        if month and match["before"] and (ahead := self._ahead(match, month)):
            return ahead
        said = self._reading.year
        if said and month and self._reading.month > month:
            return said + 1
        if not self._reading.month and self._signed and not match["before"]:
            return now if month <= self._signed.month else now and now - 1
        return said

    def _ahead(self, match: re.Match[str], month: int) -> int | None:
        """Return the year of a month up to half a year after the signature that a paragraph first names as a term.

        2月底前投用 in a letter of January is to come, though all that was told before it is of the last year.
        """
        if self._signed is None or self._reading.month or (month - self._signed.month) % 12 > _HALF_A_YEAR:
            return None
        before, after = self._clause(*match.span())
        if _REPORTED.search(before + after):
            return None
        return self._signed.year + (month < self._signed.month)

    def _aims(self, start: int, end: int) -> bool:
        """Say whether a date is one to come: 预计5月底完成 lies after the signature, whatever year was said last."""
        before, after = self._clause(start, end)
        return _AIMS.search(before[-16:]) is not None or _AIMS_BEHIND.match(after) is not None

    def _running_year(self, last_month: int) -> int | None:
        """Return the last year whose part up to `last_month` was over, or nearly, at the signature."""
        if not self._signed:
            return self._reading.year
        return self._signed.year if self._plan or self._signed.month >= min(last_month, 11) else self._signed.year - 1

    def _range_end(self, first: _Found) -> _Found | None:
        to = _TO.match(self._folded, first.end)
        if to is None:
            return None
        if to["only_day"] and first.period.precision == "DAY":
            return self._day_end(first, to)
        match = _RANGE.match(self._folded, to.end())
        if match is None or (match["bare"] and first.period.precision != "YEAR"):
            return None
        try:
            return self._found(match)
        except DateError:
            return None

    def _day_end(self, first: _Found, to: re.Match[str]) -> _Found | None:
        try:
            period = month_or_day(first.period.year, first.period.last.month, to["only_day"], None)
        except DateError:
            return None
        return _Found(to.start(), to.end(), period, first.carried, False, period.last.isoformat())

    def _add(self, first: _Found, last: _Found | None) -> None:
        start, end = first.start, (last or first).end
        kind = self._kind(start, end, (last or first))
        precision = (last or first).period.precision
        iso = _iso(kind, first, last)
        self.mentions.append(
            DateMention(
                start=start, end=end, surface=intern(self._text[start:end]), iso=iso, kind=kind, precision=precision,
                without_year=self._without_year(first, last),
            )
        )  # fmt: skip
        if first.carried:
            self.warnings.append(
                ParseWarning(
                    code="YEAR_INFERRED", message=f"“{self._text[start:end]}” read as {iso}: the year is not written",
                    start=start, end=end,
                )
            )  # fmt: skip

    def _without_year(self, *found: _Found | None) -> tuple[str, ...]:
        carried = (each for each in found if each and each.carried and each.dated)
        return tuple(intern(self._text[each.start : each.end]) for each in carried)

    def _kind(self, start: int, end: int, found: _Found) -> DateKind:
        if self._terms.at(start):
            return "DEADLINE"
        before, after = self._clause(start, end)
        if _UP_TO.search(before) or self._folded.startswith("以来", end) or self._folded.endswith("以来", start, end):
            return "EVENT"
        future = self._signed is not None and found.period.last > self._signed
        if future and self._signed and found.period.precision == "YEAR" and found.period.year == self._signed.year:
            future = self._signed.month < _YEAR_NEARLY_OVER
        aims = self._aims(start, end)
        if not self._plan and not aims and self._is_year_so_far(found) and _RESULT.search(after):
            return "EVENT"
        if found.closes and (future or aims or self._plan or not _REPORTED.search(before + after)):
            return "DEADLINE" if not (self._signed and not future and not aims and not self._plan) else "EVENT"
        if found.period.precision == "YEAR":
            return self._year_kind(before, after, future=future, aims=aims)
        if aims and (future or self._signed is None):
            return "DEADLINE" if _DUE.search(after) else "PLANNED"
        to_come = future or (self._plan and self._signed is None)
        return "PLANNED" if to_come and not _REPORTED.search(before + after) else "EVENT"

    def _is_year_so_far(self, found: _Found) -> bool:
        """Say whether 年内 in a report of the last months of its year means what the year has brought."""
        within = found.period.precision == "YEAR_END" and found.exact == str(found.period.year)
        signed = self._signed
        return within and signed is not None and found.period.year == signed.year and signed.month >= _YEAR_NEARLY_OVER

    def _year_kind(self, before: str, after: str, *, future: bool, aims: bool) -> DateKind:
        if aims and (future or self._signed is None):
            return "PLANNED"
        to_come = future or (self._plan and self._signed is None)
        if _ATTRIBUTE.search(before) or _REPORTED.search(before + after) or not to_come:
            return "EVENT"
        if not self._plan and _RESULT.search(after):
            return "EVENT"
        return "PLANNED"

    def _clause(self, start: int, end: int) -> tuple[str, str]:
        before = re.split(r"[,。;:\n]", self._folded[max(0, start - 40) : start])[-1]
        return before, re.split(r"[,。;\n]", self._folded[end : end + 60])[0]

    def take_years(self, taken: Spans) -> None:
        """Add the years of 2019—2022年, and the part of one that 2024年前11个月 and 2024年前三季度 mean."""
        for match in _YEARS.finditer(self._folded):
            if match[1] < match[2] and not taken.touch(match.start(), match.end()):
                self._add_word(match.start(), match.end(), f"{match[1]}/{match[2]}", "EVENT")
        for match in _FIRST_MONTHS.finditer(self._folded):
            last = int(number(match["months"] or "九") or 0)
            if 1 <= last <= 12 and not taken.touch(match.start(), match.end()):
                self._add_word(match.start(), match.end(), f"{match['year']}-01/{match['year']}-{last:02}", "EVENT")

    def take_months(self, taken: Spans) -> None:
        """Add 1—7月, of the year that stands before it, else of the last year in which these months were over."""
        for match in _MONTHS.finditer(self._folded):
            first, last = int(match["first"]), int(match["last"])
            stated = int(number(match["year"]) or 0) if match["year"] else self._running_year(last)
            if first < last and stated and not taken.touch(match.start(), match.end()):
                without = () if match["year"] else (self._text[match.start() : match.end()],)
                iso = f"{stated}-{first:02}/{stated}-{last:02}"
                self._add_word(match.start(), match.end(), iso, "EVENT", without)

    def take_seasons(self, taken: Spans) -> None:
        """Add 汛前 and 暑期前, where something is to be done by then."""
        for match in _SEASON.finditer(self._folded):
            year = _YEAR_BEFORE.search(self._folded, max(0, match.start() - 5), match.start())
            start = year.start() if year else match.start()
            before, after = self._clause(start, match.end())
            to_come = (
                self._plan
                or self._terms.at(start) is not None
                or _AIMS.search(before)
                or ((_DUE.search(after) or _BEGINS.search(after)) and not _REPORTED.search(before + after))
            )
            if to_come and not taken.touch(start, match.end()):
                self._add_word(start, match.end(), None, "CONDITIONAL")

    def take_words(self, taken: Spans) -> None:
        """Add recurring and conditional dates."""
        for match in _RECURRING.finditer(self._folded):
            words = match["every"] or match["by"] or match["each"] or match[0]
            cycle = next((value for key, value in _CYCLES.items() if key in words), None)
            if cycle and not taken.touch(match.start(), match.end()):
                self._add_word(match.start(), match.end(), f"R/{cycle}", "RECURRING")
        for match in _CONDITIONAL.finditer(self._folded):
            self._take_conditional(match, taken)

    def _take_conditional(self, match: re.Match[str], taken: Spans) -> None:
        lead = _LEAD_IN.match(match[0])
        start = match.start() + (lead.end() if lead else 0)
        before, after = self._clause(start, match.end())
        term = _TERM_AFTER.search(match[0]) is not None
        reported = "已" in match[0] + after if term else _REPORTED.search(match[0] + after)
        if reported or taken.touch(start, match.end()):
            return
        if lead or term or _AIMS.search(before) or self._plan or self._terms.at(start):
            self._add_word(start, match.end(), None, "CONDITIONAL")
            if re.fullmatch(r"[\d一二三四五六七八九十两]+个?\w{1,3}内", match[0]):
                message = f"“{match[0]}” has no base date"
                self.warnings.append(
                    ParseWarning(code="DEADLINE_UNDATED", message=message, start=start, end=match.end())
                )

    def _add_word(
        self, start: int, end: int, iso: str | None, kind: DateKind, without_year: tuple[str, ...] = ()
    ) -> None:
        surface = intern(self._text[start:end])
        self.mentions.append(
            DateMention(start=start, end=end, surface=surface, iso=iso, kind=kind, without_year=without_year)
        )


def _period(match: re.Match[str], year: int, month: str | None) -> tuple[Period, bool]:
    """Return the stretch of the calendar, and whether the words name its close (底, 年内)."""
    if month:
        part = match["part"]
        day_ = match["day"] or match["id"]
        return month_or_day(year, int(number(month) or 0), day_, part), part in {"底", "末"}
    if match["quarter"] or match["first"]:
        return part_of_year(year, match["quarter"] or "1", None, closes=False), match["quarter_end"] is not None
    closes = bool(match["close"] or match["end"] or match["within"] in {"底", "末", "内"})
    return part_of_year(year, None, match["half"], closes=closes), closes


def _exact(match: re.Match[str], period: Period) -> str:
    """Return the ISO form as precise as the words."""
    if period.precision == "DAY" and period.first == period.last:
        return period.last.isoformat()
    if match["month"] or match["im"]:
        return f"{period.year}-{period.last.month:02}"
    if period.precision == "YEAR_END":
        return f"{period.year}-12" if match["close"] or match["within"] in {"底", "末"} else str(period.year)
    if period.precision == "YEAR":
        return str(period.year)
    return f"{period.first:%Y-%m}/{period.last:%Y-%m}"


def _iso(kind: DateKind, first: _Found, last: _Found | None) -> str:
    end = last or first
    if kind == "DEADLINE":
        day = end.period.last
        return date(day.year, day.month, min(day.day, monthrange(day.year, day.month)[1])).isoformat()
    return f"{first.exact}/{last.exact}" if last else first.exact
