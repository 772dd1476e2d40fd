"""ISO forms of the parse contract as days."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

from schema.vocabularies import Precision


def day(iso: str | None) -> date | None:
    """Return the last day that an ISO form means: of a month, a year or a range; None for none or a recurrence."""
    if not iso or iso.startswith("R"):
        return None
    parts = [int(part) for part in iso.rpartition("/")[2].split("-")]
    if len(parts) == 1:
        return date(parts[0], 12, 31)
    if len(parts) == 2:
        return date(parts[0], parts[1], monthrange(parts[0], parts[1])[1])
    return date(*parts)


def first_day(iso: str | None) -> date | None:
    """Return the first day that an ISO form means, None as `day` does."""
    if not iso or iso.startswith("R"):
        return None
    year, month, first = (*map(int, iso.partition("/")[0].split("-")), 1, 1)[:3]
    return date(year, month, first)


def exact_day(iso: str | None) -> date | None:
    """Return the day of an ISO form that names one day, else None."""
    return day(iso) if iso and len(iso) == len("2023-12-31") and "/" not in iso else None


def precision(iso: str | None, stated: str | None) -> Precision:
    """Return how exactly a form states its last day, where the parse does not say: by its length."""
    if stated:
        return Precision[stated]
    last = (iso or "").rpartition("/")[2]
    return {4: Precision.YEAR, 7: Precision.MONTH_END}.get(len(last), Precision.DAY)
