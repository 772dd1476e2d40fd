"""Days and deadlines 时限 of cells: as spreadsheets and their writers shorten them, with the year they leave out."""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import replace
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from loaders.dates import DateError, YearMissing, day, deadlines, periods
from loaders.parsed import ParsedDeadline
from loaders.text import fold, number
from loaders.values import dataclass

_SERIAL: Final = re.compile(r"\s*([2-7]\d{4})(?:\.\d+)?\s*")  # 1954 to 2119
_EPOCH: Final = date(1899, 12, 30)  # where spreadsheets count days from
_SHORT_YEAR: Final = re.compile(r"(?<!\d)(2\d)(?:年(?=\d|[底末上下第])|(?=([./-])\d{1,2}\2\d{1,2}(?!\d)))")
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_BY: Final = re.compile(
    r"\s*(?:(?:by|before|until|no later than)\s+)?(?:the\s+)?(?P<end>end(?:\s+of|[ -]))?\s*", re.IGNORECASE
)
_NAMED_MONTH: Final = re.compile(
    rf"(?:(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[- ])?(?P<month>{'|'.join(_MONTHS)})[a-z]*(?: (?P<later>\d{{1,2}}),?)?"
    r"[-., ]{1,2}(?:20)?(?P<year>\d\d)\s*",
    re.IGNORECASE,
)
_QUARTER_FIRST: Final = re.compile(
    r"(?:Q(?P<quarter>[1-4])|H(?P<half>[12]))[ /'-]{0,2}(?P<year>20\d\d)\s*", re.IGNORECASE
)
_AT_ONCE: Final = re.compile(r"immediate(?:ly)?|asap|at once", re.IGNORECASE)
_NO_END: Final = re.compile(r"on-?going|continu(?:ous(?:ly)?|ing)|recurring|permanent(?:ly)?", re.IGNORECASE)
# What a cell for the deadline says when the work is over: the status, and no day.
_OVER: Final = re.compile(r"\s*(?:均?已|全部)?(?:经?完成|整改|办结|落实|销号|解决)(?:整改|完成|到位|完毕)?[。.]?\s*")
_YEAR_LAST: Final = re.compile(r"\s*(?P<one>\d{1,2})([/.-])(?P<other>\d{1,2})\2(?P<year>20\d\d)\s*")
_MOST_MONTHS: Final = 12
_YEAR: Final = re.compile(r"\d{4}|[〇零一二]{2,4}[一二三四五六七八九〇零]{2}年")
_NUMERAL: Final = re.compile(r"\d|[一二三四五六七八九十]+[月日季]")
_WEEK: Final = 7
_WITHIN: Final = re.compile(  # but no days of work: which days are, nobody says
    r"\s*(?:限期?|在|应|须)?(?P<many>\d{1,3}|[一二三四五六七八九十两]{1,3})个?(?P<unit>日|天|周|月)(?:之|以)?内"
    r"(?:必须|全部)?(?:完成|整改|办结|解决)?(?:整改|到位|完成|完毕)?[。.]?\s*"
)
_RECURRING: Final = re.compile(r"每(?:年|月|季|周|半年|个)")
_COMPLETED_IN: Final = re.compile(r"完成|办结|整改到位")
_LONGEST: Final = 24  # characters of a status whose day is that of completion
_REMEMBERED: Final = 4096  # a ledger says few different things in these columns: twice as fast with the memory


class UnreadableDay(ValueError):
    """A deadline with numerals that are no day."""


@dataclass(frozen=True, slots=True)
class Agreed:
    """The deadlines of a cell, oldest first; `doubt` is the code and message of a warning about them."""

    deadlines: tuple[ParsedDeadline, ...]
    doubt: tuple[str, str] | None = None


def agreed(cell: str, raised_on: str | None, year: int | None) -> Agreed:
    """Return the deadlines that a cell states.

    A missing year is that in which the problem was raised, or the next, else `year`. Raises UnreadableDay.
    """
    if not raised_on:
        return _agreed(cell, year)
    if within := _within(cell, raised_on):
        return Agreed((within,))
    raised_in = int(raised_on[:4])
    stated = _agreed(cell, raised_in)
    passed = any(each.due_on and each.due_on < raised_on for each in stated.deadlines)
    return _agreed(cell, raised_in + 1) if passed and not _YEAR.search(fold(plain_day(cell))) else stated


def _within(cell: str, raised_on: str) -> ParsedDeadline | None:
    """Return the deadline that so many days or months behind the day on which the problem was raised are."""
    stated = _WITHIN.fullmatch(fold(cell))
    many = int(number(stated["many"]) or 0) if stated else 0
    if not stated or not many:
        return None
    first = date.fromisoformat(raised_on)
    if stated["unit"] != "月":
        due = first + timedelta(days=many * (_WEEK if stated["unit"] == "周" else 1))
    else:
        years, month = divmod(first.month - 1 + many, _MOST_MONTHS)
        year = first.year + years
        due = date(year, month + 1, min(first.day, monthrange(year, month + 1)[1]))
    return ParsedDeadline(due_on=due.isoformat(), precision="DAY", kind="DATED", phrase=cell)


@lru_cache(maxsize=_REMEMBERED)
def _agreed(cell: str, year: int | None) -> Agreed:
    if is_over(cell):
        return Agreed(())
    words = plain_day(cell)
    if _RECURRING.match(words):
        return Agreed((ParsedDeadline(due_on=None, precision=None, kind="NO_END", phrase=cell),))
    try:
        stated = deadlines(words, year)
    except DateError as error:
        if has_numeral(words) and not isinstance(error, YearMissing):
            raise UnreadableDay(cell) from None
        stated = (ParsedDeadline(due_on=None, precision=None, kind="CONDITIONAL", phrase=cell),)
    found = tuple(replace(each, phrase=cell) for each in stated)
    if found and found[-1].kind == "CONDITIONAL":
        message = f"“{cell}” has no day that can be reckoned: the measure has no due day."
        return Agreed(found, ("DEADLINE_UNDATED", message))
    if _YEAR.search(fold(words)) is None and any(each.due_on for each in found):
        return Agreed(found, ("YEAR_INFERRED", f"“{words}” names no year: taken for {found[-1].due_on}."))
    return Agreed(found)


def is_over(cell: str) -> bool:
    """Tell whether a cell for a deadline says no more than that the work is done: 已完成."""
    return _OVER.fullmatch(cell) is not None


def has_numeral(cell: str) -> bool:
    """Tell whether a cell states something that should be a day."""
    return _NUMERAL.search(fold(cell)) is not None


@lru_cache(maxsize=_REMEMBERED)
def stated_day(cell: str, year: int | None = None) -> str | None:
    """Return the ISO day of a cell, None for a blank one. Raises DateError for what is none."""
    return day(plain_day(cell), year)


@lru_cache(maxsize=_REMEMBERED)
def day_or_none(cell: str) -> str | None:
    """Return the ISO day of a cell if it names one."""
    try:
        return stated_day(cell)
    except DateError:
        return None


@lru_cache(maxsize=_REMEMBERED)
def day_of_completion(status: str) -> str | None:
    """Return the ISO day that a short status such as 已完成（2024年3月15日） states."""
    words = re.sub(r"\s", "", fold(status))
    if len(words) > _LONGEST or not _COMPLETED_IN.search(words) or not _YEAR.search(words):
        return None
    try:
        stated = periods(words)
    except DateError:
        return None
    return stated[0].last.isoformat() if len(stated) == 1 else None


def plain_day(cell: str) -> str:
    """Return a cell with its day as other cells write it: 24年6月 as 2024年6月, and the ISO day for 45291.

    30-Jun-24, by the end of June 2024 and 6/30/2024 become ISO days or months too, Q4 2024 its quarter; 6/7/2024 stays,
    since nothing says which of them is the month.
    """
    if serial := _SERIAL.fullmatch(cell):
        return (_EPOCH + timedelta(days=int(serial[1]))).isoformat()
    if cell.isascii() and (stated := _in_english(cell)):
        return stated
    if last := _YEAR_LAST.fullmatch(cell):
        month, day = sorted((int(last["one"]), int(last["other"])))
        return f"{last['year']}-{month:02}-{day:02}" if month <= _MOST_MONTHS < day or month == day else cell
    return _SHORT_YEAR.sub(lambda year: f"20{year[0]}", cell)


def _in_english(cell: str) -> str | None:
    """Return an English day, month, quarter or word for a deadline as Chinese cells write it; None for others."""
    opening = _BY.match(cell)
    start = opening.end() if opening else 0
    if named := _NAMED_MONTH.fullmatch(cell, start):
        month, day = _MONTHS.index(named["month"].lower()) + 1, named["day"] or named["later"]
        return f"20{named['year']}-{month:02}" + (f"-{int(day):02}" if day else "")
    if part := _QUARTER_FIRST.fullmatch(cell, start):
        return f"{part['year']}年" + (
            f"第{part['quarter']}季度" if part["quarter"] else "上下"[part["half"] == "2"] + "半年"
        )
    if opening and opening["end"] and re.fullmatch(r"20\d\d\s*", cell[start:]):
        return f"{cell[start:].strip()}年底"
    if _AT_ONCE.search(cell):
        return "立行立改"
    return "长期" if _NO_END.search(cell) else None
