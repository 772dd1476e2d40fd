"""Days, months, quarters and years as reports write them, and what stretch of the calendar they name."""

from __future__ import annotations

import re
from calendar import monthrange
from datetime import date
from typing import TYPE_CHECKING, Final

from loaders.dates import Period, month_or_day, part_of_year
from loaders.text import number
from loaders.values import dataclass

if TYPE_CHECKING:
    from loaders.parsed import DateKind

_NUMERAL: Final = r"\d{1,2}|[一二三四五六七八九十]{1,3}"
YEAR: Final = r"(?:19|20)\d\d|二[〇零][〇零一二三四五六七八九]{2}"
_POINT: Final = (
    rf"(?:(?P<year>{YEAR})年度?|(?P<relative>今|本|当|去|上|明|同)年)?"
    rf"(?:(?P<month>{_NUMERAL})月份?(?:(?P<day>{_NUMERAL})[日号]|(?P<part>底|末|上旬|中旬|下旬|初))?"
    r"|(?:第?(?P<quarter>[1-4一二三四])|(?P<first>首))季度(?P<quarter_end>[末底])?|(?P<half>[上下])半年|(?P<close>(?:(?<=年)"
    r"|(?<=年度)|年)[底末](?![部层线稿蕴数])))"
)
_ISO: Final = r"(?P<iy>(?:19|20)\d\d)[-./](?P<im>\d{1,2})(?:[-./](?P<id>\d{1,2}))?(?![\d.])"
_BARE: Final = (
    rf"(?P<bare>{YEAR})年(?P<within>内|底|末|初)?|(?P<rel2>[今去明]|(?<![以晚])上)年(?!轻|龄)|(?P<rel3>[本当])年(?=内|以来|前|底)"
    rf"|(?P<all>全年)(?!龄)|(?P<end>(?<![\d一二两三四五六七八九十数多几半])年(?:底|末|内)(?!部))"
)
POINT: Final = re.compile(
    # Every date begins so: asked first, it leaves the branches behind it to a few characters of a text.
    rf"(?=[\d一二三四五六七八九十今本当去上下明同第首全年底末])"
    rf"(?:{_POINT}|{_ISO}|{_BARE})度?(?P<since>以来)?(?P<before>(?:之|以)?前(?!期|往|三|提(?![出交供报请升高]))|止)?"
)


@dataclass(frozen=True, slots=True)
class Found:
    """A point or stretch of time at [start, end) of a folded text.

    `carried` if its year is not written, `closes` if it is a term (底, 前), `exact` its ISO form as precise as the
    words, `dated` if it names a month or quarter, not only 全年 or 年底.
    """

    start: int
    end: int
    period: Period
    carried: bool
    closes: bool
    exact: str
    dated: bool = False


def stated_year(match: re.Match[str]) -> int | None:
    """Return the year that the words of a match write, None if they write none."""
    words = match["year"] or match["bare"] or match["iy"]
    return int(number(words) or 0) if words else None


def relative(match: re.Match[str]) -> str | None:
    """Return 今, 去, 明 and the like, which tell a year by another."""
    return match["relative"] or match["rel2"] or match["rel3"]


def month_of(match: re.Match[str]) -> int:
    """Return the month that a match names, 0 if none."""
    words = match["month"] or match["im"]
    return int(number(words) or 0) if words else 0


def found(match: re.Match[str], year: int) -> Found:
    """Return what a match names in a year. Raises DateError for a day that the calendar does not have."""
    period, closes = _period(match, year)
    carried = stated_year(match) is None and not relative(match)
    names_month = bool(match["month"] or match["im"] or match["quarter"])
    closes = closes or bool(match["before"])
    return Found(*match.span(), period, carried, closes, _exact(match, period), names_month)


def _period(match: re.Match[str], year: int) -> tuple[Period, bool]:
    """Return the stretch of the calendar, and whether the words name its close (底, 年内)."""
    if match["month"] or match["im"]:
        part = match["part"]
        return month_or_day(year, month_of(match), match["day"] or match["id"], part), part in {"底", "末"}
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


def iso(kind: DateKind, first: Found, last: Found | None) -> str:
    """Return the last day of a deadline, else the date or range as precise as said."""
    end = last or first
    if kind == "DEADLINE":
        day = end.period.last
        return date(day.year, day.month, min(day.day, monthrange(day.year, day.month)[1])).isoformat()
    return f"{first.exact}/{last.exact}" if last else first.exact
