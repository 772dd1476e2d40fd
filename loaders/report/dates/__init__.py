"""Dates 日期 of a report: what they mean, and what kind of statement they date."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from loaders.dates import DateError, month_or_day
from loaders.report.dates import worded
from loaders.report.dates.grammar import YEAR
from loaders.report.dates.points import Points
from loaders.report.dates.scene import Scene
from loaders.report.dates.years import Years
from loaders.text import Spans, Stretch, number
from loaders.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from loaders.parsed import DateMention, ParseWarning

__all__ = ["Dates", "dated", "read", "recurs"]


@dataclass(frozen=True, slots=True)
class Dates:
    """The dates of a text with what was to be warned of."""

    mentions: tuple[DateMention, ...]
    warnings: tuple[ParseWarning, ...]


def read(folded: str, text: str, taken: Spans, signed: date | None, terms: Spans, *, plan: bool = False) -> Dates:
    """Return the dates of a folded text outside `taken` (titles, numbers of documents), in its order.

    `signed` is the day of the signature, after which nothing can be reported as done; `terms` are the values of
    labels such as 整改时限:, where every date is a deadline. A missing year is the last one said.
    """
    scene = Scene(folded, text, signed or _as_of(folded), terms, plan)
    years = Years(scene)
    spans = _outside(taken, (*worded.years(scene, years), *worded.months(scene, years), *worded.seasons(scene)))
    points = Points(scene, years)
    points.read(taken, Spans(tuple(Stretch(each.start, each.end) for each in spans)))
    words = _outside(taken, (*worded.recurring(scene), *worded.conditional(scene)))
    mentions = sorted((*spans, *points.mentions, *words), key=_start)
    undated = (warning for each in words if (warning := worded.undated(each)) is not None)
    return Dates(tuple(mentions), (*points.warnings, *undated))


def _start(mention: DateMention) -> int:
    return mention.start


def _outside(taken: Spans, found: Iterable[DateMention]) -> list[DateMention]:
    return sorted((each for each in found if not taken.touch(each.start, each.end)), key=_start)


_ANY_DATE: Final = re.compile(r"[年月季每按逐./-]")


def recurs(folded: str) -> bool:
    """Say whether words of a cycle (每月, 按季) stand in a folded text: quick to ask before its days are read."""
    return worded.RECURRING.search(folded) is not None


def dated(folded: str) -> bool:
    """Say whether a folded text may name a day, a month, a year or a cycle: quick to ask before they are read."""
    return _ANY_DATE.search(folded) is not None


_AS_OF: Final = re.compile(rf"截[至止]到?(?P<year>{YEAR})年(?P<month>\d{{1,2}})月(?P<rest>\d{{1,2}}日|底|末)?")


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
