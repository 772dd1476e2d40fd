"""Days that a spreadsheet kept as numbers: days since 30 December 1899, where a cell lost its format."""

from __future__ import annotations

import re
from datetime import date, timedelta
from typing import Final

_SERIAL: Final = re.compile(r"\s*([2-7]\d{4})(?:\.\d+)?\s*")  # 1954 to 2119
_EPOCH: Final = date(1899, 12, 30)


def without_serials(cell: str) -> str:
    """Return the ISO day for a cell that is the number of a day, else the cell."""
    serial = _SERIAL.fullmatch(cell)
    return (_EPOCH + timedelta(days=int(serial[1]))).isoformat() if serial else cell
