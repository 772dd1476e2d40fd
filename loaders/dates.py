"""Dates as ledger cells state them: deadlines 时限, and days of completion."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING, Final

from loaders.parsed import ParsedDeadline
from loaders.text import fold, number
from loaders.values import dataclass

if TYPE_CHECKING:
    from loaders.parsed import DeadlineKind


class DateError(ValueError):
    """A phrase that is no date, or names a day that does not exist."""


class YearMissing(DateError):
    """A phrase that names a month or a day of a year that nothing says."""


@dataclass(frozen=True, slots=True)
class Period:
    """A stretch of the calendar as far as a phrase fixes it; `precision` says how its last day was meant."""

    year: int
    first: date
    last: date
    precision: str


_BLANK: Final = re.compile(r"[\s/\\\-—、。,.·]*|无|暂无|空|(?i:n/?a|none|nan|null)")
_NUMERAL: Final = r"\d{1,2}|[一二三四五六七八九十]{1,3}"
_SEASON: Final = r"(?!之|以|年)[\u4e00-\u9fff]{1,5}[^之以年底末]前"  # 2023年汛期前: no day of the calendar
_AT_ONCE: Final = r"立行立改|立[即改]|即[知行查时]|边[查督]边改|马上|当[场即天]|随[时即]"
_POINT: Final = re.compile(
    r"(?P<y8>(?:19|20)\d\d)(?P<m8>[01]\d)(?P<d8>[0-3]\d)(?!\d)"
    r"|(?P<qy>\d{4})年?\s?[Qq](?P<q>[1-4])"
    r"|(?P<iy>\d{4})[-./](?P<im>\d{1,2})(?:[-./](?P<id>\d{1,2}))?(?![\d])"
    rf"|(?:(?P<year>\d{{4}}|[〇零一二三四五六七八九]{{4}})年度?)?"
    rf"(?:(?P<month>{_NUMERAL})月(?:份)?(?:(?P<day>\d{{1,2}}|[一二三四五六七八九十]{{1,3}})[日号]"
    rf"|(?P<part>底|末|上旬|中旬|下旬|初))?"
    rf"|第?(?P<quarter>[1-4一二三四])季度?[底末]?|(?P<half>[上下])半年[底末]?|(?P<close>年?[底末])"
    rf"|(?P<within>(?<=[年度])内|年内|全年))"
    rf"|(?P<bare>\d{{4}}|[〇零一二三四五六七八九]{{4}})年(?!{_SEASON})"
)
_DUE: Final = re.compile(rf"(?:{_POINT.pattern}|{_AT_ONCE})(?:之?前|以前)?(?:完成|办结|整改到位|整改完成|销号)?")
_AROUND: Final = " \t\n\u3000,，。;；:：、()（）[]【】"
_NO_END: Final = re.compile(r"长期|持续|常态|长效|常抓|经常|永久|始终|坚持|不断|一直")
_IMMEDIATE: Final = re.compile(_AT_ONCE)
_CONDITIONAL: Final = re.compile(
    r"后.{0,12}(?:内|前|完成)|待.{1,20}后|视.{1,12}情况|同步|\d+个?(?:月|日|天|工作日)内|\d{4}年[\u4e00-\u9fff]{2,6}前"
)
_REVISED: Final = re.compile(
    r"延(?:期|长|后|迟)?(?:至|到)|顺延(?:至|到)?|推迟(?:至|到)|调整(?:为|至|到)|变更(?:为|至)|改(?:为|至)|→|->|展期至"
)
_APPROVED: Final = re.compile(
    r"[经报](?P<by>[^,，。;；、()（）]{0,30}?)(?:研究|审议|会议)?(?:批准|同意|批复|审定|审批)"
)


def deadlines(phrase: str, year: int | None = None) -> tuple[ParsedDeadline, ...]:
    """Return the deadlines that a cell states, oldest first: (A, B) for 原定A，经X批准延至B, () for a blank cell.

    The due day is the last day of what is named: 2024年2月底前 is 2024-02-29, a bare year 31 December with precision
    YEAR. A month without a year is of `year`. Raises DateError for a phrase without date or known word, and for days
    that do not exist (2023年13月).
    """
    plain = _plain(phrase)
    if _BLANK.fullmatch(plain):
        return ()
    approval = _APPROVED.search(plain)
    by = _POINT.sub("", approval["by"]) or None if approval else None
    stages = [stage for stage in _REVISED.split(_APPROVED.sub("", plain)) if _POINT.search(stage)]
    found: list[ParsedDeadline] = []
    for stage in stages if len(stages) > 1 else [plain]:
        found.append(_deadline(stage, phrase.strip(), year, by if found else None))
        year = int(found[-1].due_on[:4]) if found[-1].due_on else year
    return tuple(found)


def day(phrase: str, year: int | None = None) -> str | None:
    """Return the ISO day of a cell, the last one if it names several and the last day of a month; None for a blank.

    Raises DateError as `deadlines` does.
    """
    plain = _plain(phrase)
    if _BLANK.fullmatch(plain):
        return None
    found = periods(plain, year)
    if not found:
        raise DateError(f"“{phrase}” names no day")
    return found[-1].last.isoformat()


def periods(plain: str, year: int | None = None) -> tuple[Period, ...]:
    """Return the stretches of the calendar that a folded phrase without blanks names, in its order.

    A missing year is the last one said, `year` before any.
    """
    found: list[Period] = []
    for match in _POINT.finditer(plain):
        found.append(_period(match, found[-1].year if found else year))
    return tuple(found)


def beside_days(phrase: str) -> str:
    """Return what a cell for a deadline and the progress says of the latter: 已完成 of 2023年12月底前（已完成）.

    That is what stands behind its last day, else before the first; an empty string if it states a day alone.
    """
    folded = fold(phrase)
    days = [each.span() for each in _DUE.finditer(folded)]
    if not days:
        return phrase.strip()
    behind, before = phrase[days[-1][1] :], phrase[: days[0][0]]
    return behind.strip(_AROUND) or before.strip(_AROUND)


def _plain(phrase: str) -> str:
    return re.sub(
        r"(?<=\d)T?\s*\d{1,2}:\d\d(:\d\d)?(\.\d+)?$", "", re.sub(r"\s+(?!\d{1,2}:)", "", fold(phrase.strip()))
    )


def _deadline(stage: str, phrase: str, year: int | None, approved_by: str | None) -> ParsedDeadline:
    found = periods(stage, year)
    if found:
        last = max(found, key=lambda each: each.last)
        return ParsedDeadline(
            due_on=last.last.isoformat(), precision=last.precision, kind="DATED", phrase=phrase, approved_by=approved_by
        )
    undated: tuple[tuple[DeadlineKind, re.Pattern[str]], ...] = (
        ("IMMEDIATE", _IMMEDIATE), ("NO_END", _NO_END), ("CONDITIONAL", _CONDITIONAL),
    )  # fmt: skip
    for kind, words in undated:
        if words.search(stage):
            return ParsedDeadline(due_on=None, precision=None, kind=kind, phrase=phrase)
    raise DateError(f"“{phrase}” names no day")


def _period(match: re.Match[str], year: int | None) -> Period:
    stated = match["y8"] or match["qy"] or match["iy"] or match["year"] or match["bare"]
    said = int(number(stated) or 0) if stated else year
    if said is None:
        raise YearMissing(f"“{match[0]}” names no year")
    if not 1949 <= said <= 2100:
        raise DateError(f"“{match[0]}”: no year of this genre")
    month = match["m8"] or match["im"] or match["month"]
    if month:
        return month_or_day(said, _count(month), match["d8"] or match["id"] or match["day"], match["part"])
    return part_of_year(
        said, match["quarter"] or match["q"], match["half"], closes=bool(match["close"] or match["within"])
    )


def month_or_day(year: int, month: int, day_: str | None, part: str | None) -> Period:
    """Return a day, a month, or a part of one (上旬, 底). Raises DateError for what the calendar does not have."""
    if not 1 <= month <= 12:
        raise DateError(f"no month {month}")
    length = monthrange(year, month)[1]
    if day_:
        if not 1 <= _count(day_) <= length:
            raise DateError(f"{year}-{month:02} has no day {day_}")
        return Period(year, date(year, month, _count(day_)), date(year, month, _count(day_)), "DAY")
    first, last = {"上旬": (1, 10), "初": (1, 10), "中旬": (11, 20), "下旬": (21, length)}.get(part or "", (1, length))
    return Period(year, date(year, month, first), date(year, month, last), "MONTH_END" if last == length else "DAY")


def part_of_year(year: int, quarter: str | None, half: str | None, *, closes: bool) -> Period:
    """Return a quarter, a half year, or the year; `closes` if the phrase says 底 or 内."""
    if quarter:
        last = 3 * _count(quarter)
        return Period(year, date(year, last - 2, 1), date(year, last, monthrange(year, last)[1]), "QUARTER_END")
    if half == "上":
        return Period(year, date(year, 1, 1), date(year, 6, 30), "HALF_YEAR_END")
    first = date(year, 7 if half else 1, 1)
    return Period(year, first, date(year, 12, 31), "HALF_YEAR_END" if half else "YEAR_END" if closes else "YEAR")


def _count(numeral: str) -> int:
    return int(number(numeral) or 0)
