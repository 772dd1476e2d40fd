"""Days as spreadsheets and their writers shorten them, made plain."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

_SERIAL: Final = re.compile(r"\s*([2-7]\d{4})(?:\.\d+)?\s*")  # 1954 to 2119
_EPOCH: Final = date(1899, 12, 30)  # where spreadsheets count days from
_SHORT_YEAR: Final = re.compile(r"(?<!\d)(2\d)年(?=\d|[底末上下第])")


def plain_day(cell: str) -> str:
    """Return a cell with 24年6月 as 2024年6月, and the ISO day for the number that a day is without its format."""
    serial = _SERIAL.fullmatch(cell)
    return (_EPOCH + timedelta(days=int(serial[1]))).isoformat() if serial else _SHORT_YEAR.sub(r"20\1年", cell)
