"""Calendar dates 日期 in words: what is written, which days it means, and agreed dates 时限 of ledgers.

Works on folded text. Meanings of 底, 前, 上旬 and the like: conventions C1 and C3 of the sample ledger, and the
table of dates in the specification of extraction.
"""

from __future__ import annotations

import re
from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Final, NamedTuple

from loaders.parsed import DeadlineKind, ParsedDeadline
from loaders.text import fold, numeral
from schema.errors import SourceError

if TYPE_CHECKING:
    from collections.abc import Iterator

_FIRST_YEAR: Final = 1949
_CJK_YEAR: Final = "[一二三四五六七八九〇○零]{4}"
_CJK_DAY: Final = "[一二三四五六七八九十]{1,3}"
_PATTERN: Final = re.compile(
    rf"""
    (?<![\d.\-/])(?P<dy>(?:19|20)\d\d)(?P<sep>[-./])(?P<dm>\d{{1,2}})(?:(?P=sep)(?P<dd>\d{{1,2}}))?(?![\d%万亿元])
      (?P<dot>月?(?:底|末|份)?)
    | (?:(?<!\d)(?P<y>(?:19|20)\d\d|{_CJK_YEAR})\s*年(?!度|级|龄|代|期|来|均|限)|(?P<rel>今年|去年|明年|本年|当年|上年)(?!度))?
      (?:
        (?<![\d.])(?P<m>\d{{1,2}}|{_CJK_DAY}(?=月[份底末上中下初前]?|月{_CJK_DAY}[日号]))月(?:份)?
          (?:(?P<d>\d{{1,2}}|{_CJK_DAY})[日号]|(?P<mp>底|末|上旬|中旬|下旬|初))?
      | 第?(?P<q>[一二三四1-4])季度(?P<qp>末|底)?
      | (?P<h>[上下]半年)(?P<hp>末|底)?
      | (?P<yp>年?[底末初](?![子数层部线气盘蕴]))
      )?
    """,
    re.VERBOSE,
)
_BEFORE: Final = re.compile(r"(?:之前|以前|前)(?!期|后|往|置|沿|瞻|提|进|列|述|款|三|十|端|台|言|方)")
_RANGE: Final = re.compile(r"(?:至|到|-|—+|~)")
_HALF_YEAR: Final = {"上半年": 6, "下半年": 12}
_TENTHS: Final = {"上旬": (1, 10), "中旬": (11, 20)}


class DateError(SourceError):
    """A date that no calendar has."""

    code = "UNREADABLE_DATE"


class Due(NamedTuple):
    """What a phrase agrees on: the last day as ISO, how exactly it is said, and the kind of the deadline."""

    due_on: str | None
    precision: str | None
    kind: DeadlineKind


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date as written, half-open in the text that was searched. What is not said is None.

    `unit` is the smallest part said: DAY, MONTH, TENTH (上旬), QUARTER, HALF or YEAR; `at_end` is true for 底 and 末.
    """

    start: int
    end: int
    year: int | None
    month: int | None
    day: int | None
    unit: str
    at_end: bool = False
    at_start: bool = False
    before: bool = False
    relative: str | None = None
    quarter: int | None = None

    def exists(self, year: int) -> bool:
        """Tell whether the calendar of a year has this date."""
        if year < _FIRST_YEAR or (self.month is not None and not 1 <= self.month <= 12):
            return False
        return self.day is None or self.month is None or 1 <= self.day <= monthrange(year, self.month)[1]


def written_dates(text: str, start: int = 0, end: int | None = None) -> Iterator[WrittenDate]:
    """Yield the dates written between two offsets, those without a year and those that cannot be included."""
    for match in _PATTERN.finditer(text, start, len(text) if end is None else end):
        if match.end() > match.start() and (found := _written(match, text)):
            yield found


def _written(match: re.Match[str], text: str) -> WrittenDate | None:
    if match["dy"]:
        day = int(match["dd"]) if match["dd"] else None
        return _dotted(match, text, day)
    year = _year(match["y"])
    bare = year is None and match["rel"] is None
    if bare and match["yp"] and match["yp"][0] != "年":
        return None
    if bare and match["m"] and not (match["d"] or match["mp"] or _sensible_month(match, text)):
        return None
    unit, month, day = _parts(match)
    before = _BEFORE.match(text, match.end())
    return WrittenDate(
        match.start(), before.end() if before else match.end(), year, month, day, unit,
        at_end=_said(match, "底末"), at_start=_said(match, "初"), before=bool(before), relative=match["rel"],
        quarter=_number(match["q"]),
    )  # fmt: skip


def _dotted(match: re.Match[str], text: str, day: int | None) -> WrittenDate | None:
    if day is None and match["sep"] == "-" and int(match["dm"]) > 12:
        return None
    before = _BEFORE.match(text, match.end())
    return WrittenDate(
        match.start(), before.end() if before else match.end(), int(match["dy"]), int(match["dm"]), day,
        "DAY" if day else "MONTH", at_end="底" in match["dot"] or "末" in match["dot"], before=bool(before),
    )  # fmt: skip


def _sensible_month(match: re.Match[str], text: str) -> bool:
    """Tell whether 6月 alone is a month: a Chinese digit before 月 needs more to go by."""
    return match["m"].isdigit() and not text.startswith(("内", "以上"), match.end())


def _said(match: re.Match[str], signs: str) -> bool:
    words = [match[name] or "" for name in ("mp", "qp", "hp", "yp")]
    return any(sign in word for word in words for sign in signs)


def _parts(match: re.Match[str]) -> tuple[str, int | None, int | None]:
    if match["m"]:
        month, day = _number(match["m"]), _number(match["d"])
        tenth = match["mp"] if match["mp"] in ("上旬", "中旬", "下旬") else None
        if tenth in _TENTHS:
            return "TENTH", month, _TENTHS[tenth][1]
        return ("DAY" if day is not None else "TENTH" if tenth else "MONTH"), month, day
    if match["q"]:
        return "QUARTER", 3 * (_number(match["q"]) or 0), None
    if match["h"]:
        return "HALF", _HALF_YEAR[match["h"]], None
    return "YEAR", None, None


def _number(words: str | None) -> int | None:
    value = numeral(words) if words else None
    return None if value is None else int(value)


def _year(words: str | None) -> int | None:
    year = _number(words)
    return year if year is not None and 1900 <= year <= 2100 else None


def last_day(written: WrittenDate, year: int) -> date:
    """Return the last day that a date means in a year. Raises DateError where the calendar has none."""
    if not written.exists(year):
        raise DateError(f"the calendar has no such date: year {year}, month {written.month}, day {written.day}")
    month = written.month or (1 if written.at_start else 12)
    return date(year, month, written.day or monthrange(year, month)[1])


def iso(written: WrittenDate, year: int) -> str:
    """Return the ISO form of a date as precisely as it is said: 2022, 2022-07, 2022-12-06, a range for 上半年.

    Raises DateError where the calendar has no such date.
    """
    last = last_day(written, year)
    if written.unit == "DAY":
        return last.isoformat()
    if written.unit in ("QUARTER", "HALF"):
        first = last.month - (2 if written.unit == "QUARTER" else 5)
        return f"{year}-{first:02}/{year}-{last.month:02}"
    if written.unit == "YEAR":
        return f"{year}"
    return f"{year}-{last.month:02}"


def precision(written: WrittenDate) -> str:
    """Return how exactly a deadline is said, a term of the vocabulary Precision."""
    names = {"DAY": "DAY", "TENTH": "DAY", "MONTH": "MONTH_END", "QUARTER": "QUARTER_END", "HALF": "HALF_YEAR_END"}
    return names.get(written.unit) or ("YEAR_END" if written.at_end or written.before else "YEAR")


def joins_range(text: str, first: WrittenDate, second: WrittenDate) -> bool:
    """Tell whether two dates are the ends of one range."""
    return bool(_RANGE.fullmatch(text, first.end, second.start)) and not first.before


# --- agreed dates of a ledger ---

_IMMEDIATE: Final = re.compile(r"立行立改|立即|即知即改|即时整改|边查边改|已整改到位|随即")
_NO_END: Final = re.compile(r"长期|持续|常态|永久|不间断|坚持|动态")
_CONDITIONAL: Final = re.compile(r"后|内|之日起|视|待|按|根据|结合|同步")
_REVISED: Final = re.compile(
    r"(?:原定|原|原计划|原时限)?[：]?(?P<first>[^，；]+?)[，；、（]?(?:因[^，；]{0,30}[，；])?"
    r"(?:(?:后)?[经报](?P<by>[^，；]{0,30}?)(?:批准|同意|批复|审批|研究)(?:同意|后)?[，]?)?"
    r"(?:延期|延长|顺延|延迟|推迟|延|调整|变更|改|展期)(?:至|到|为)(?P<second>[^，；）]+)）?"
)
_EMPTY: Final = re.compile(r"[\s/\\—\-–无]*")


def deadlines(phrase: str, year: int | None = None) -> tuple[ParsedDeadline, ...]:
    """Return the agreed dates of a cell, oldest first: none for a blank, two for 原定A，经X批准延至B.

    A date without a year takes `year`, the running year of the source. Raises DateError for a phrase that means no
    date: no such day, words that are no deadline, a date without a year where none is known.
    """
    words = fold(phrase).text.strip()
    if _EMPTY.fullmatch(words):
        return ()
    revised = _REVISED.fullmatch(words)
    if not revised:
        return (_agreed(words, phrase.strip(), year),)
    first = _agreed(revised["first"], revised["first"], year)
    second = _agreed(revised["second"], phrase.strip(), _known_year(first) or year, revised["by"] or None)
    return (first, second)


def _known_year(agreed: ParsedDeadline) -> int | None:
    return int(agreed.due_on[:4]) if agreed.due_on else None


def _agreed(words: str, phrase: str, year: int | None, approved_by: str | None = None) -> ParsedDeadline:
    due = deadline(words, year)
    return ParsedDeadline(
        due_on=due.due_on, precision=due.precision, kind=due.kind, phrase=phrase, approved_by=approved_by
    )


def deadline(phrase: str, year: int | None = None) -> Due:
    """Return what one agreed date means, the last day of a range: 2024年5月底前 is 2024-05-31, MONTH_END, DATED.

    立行立改 is IMMEDIATE, 长期坚持 NO_END, 批复后三个月内 CONDITIONAL; these have no day. Raises DateError as `deadlines`.
    """
    words = fold(phrase).text.strip()
    found = list(written_dates(words))
    if found:
        return _due(found, words, year)
    for pattern, kind in ((_IMMEDIATE, "IMMEDIATE"), (_NO_END, "NO_END"), (_CONDITIONAL, "CONDITIONAL")):
        if pattern.search(words):
            return Due(None, None, _KINDS[kind])
    compact = re.fullmatch(r"((?:19|20)\d\d)(?:(\d\d)(\d\d)?)?", words)
    if compact:
        return _compact(compact)
    raise DateError(f"“{phrase}” is no date and no phrase of a deadline")


_KINDS: Final[dict[str, DeadlineKind]] = {
    "IMMEDIATE": "IMMEDIATE", "NO_END": "NO_END", "CONDITIONAL": "CONDITIONAL",
}  # fmt: skip


def _due(found: list[WrittenDate], words: str, year: int | None) -> Due:
    last = found[-1]
    of_year = last.year or next((each.year for each in reversed(found) if each.year), None) or year
    if of_year is None:
        raise DateError(f"“{words}” names no year")
    if words[last.end :].lstrip().startswith(tuple("0123456789")) or re.match(r"\d*月", words[last.end :]):
        raise DateError(f"the calendar has no such date: “{words}”")
    return Due(last_day(last, of_year).isoformat(), precision(last), "DATED")


def _compact(match: re.Match[str]) -> Due:
    year, month, day = (int(part) if part else None for part in match.groups())
    unit = "DAY" if day else "MONTH" if month else "YEAR"
    written = WrittenDate(0, match.end(), year, month, day, unit)
    return Due(last_day(written, year or 0).isoformat(), precision(written), "DATED")
