"""Days as spreadsheets and their writers shorten them, made plain."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

_SERIAL: Final = re.compile(r"\s*([2-7]\d{4})(?:\.\d+)?\s*")  # 1954 to 2119
_EPOCH: Final = date(1899, 12, 30)  # where spreadsheets count days from
_SHORT_YEAR: Final = re.compile(r"(?<!\d)(2\d)(?:年(?=\d|[底末上下第])|(?=([./-])\d{1,2}\2\d{1,2}(?!\d)))")
_MONTHS: Final = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_NAMED_MONTH: Final = re.compile(
    rf"\s*(?:(?P<day>\d{{1,2}})[- ])?(?P<month>{'|'.join(_MONTHS)})[a-z]*[-. ]{{1,2}}(?:20)?(?P<year>\d\d)\s*",
    re.IGNORECASE,
)
_YEAR_LAST: Final = re.compile(r"\s*(?P<one>\d{1,2})([/.-])(?P<other>\d{1,2})\2(?P<year>20\d\d)\s*")
_MOST_MONTHS: Final = 12


def plain_day(cell: str) -> str:
    """Return a cell with its day as other cells write it: 24年6月 as 2024年6月, and the ISO day for 45291.

    30-Jun-24 and 6/30/2024 become ISO days too; 6/7/2024 stays, since nothing says which of them is the month.
    """
    if serial := _SERIAL.fullmatch(cell):
        return (_EPOCH + timedelta(days=int(serial[1]))).isoformat()
    if named := _NAMED_MONTH.fullmatch(cell):
        month = _MONTHS.index(named["month"].lower()) + 1
        return f"20{named['year']}-{month:02}" + (f"-{int(named['day']):02}" if named["day"] else "")
    if last := _YEAR_LAST.fullmatch(cell):
        month, day = sorted((int(last["one"]), int(last["other"])))
        return f"{last['year']}-{month:02}-{day:02}" if month <= _MOST_MONTHS < day or month == day else cell
    return _SHORT_YEAR.sub(lambda year: f"20{year[0]}", cell)
