"""The year of a date that writes none: the last one said, the next where the month runs back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from loaders.report.dates.grammar import month_of, relative, stated_year
from loaders.report.dates.scene import REPORTED

if TYPE_CHECKING:
    import re

    from loaders.report.dates.grammar import Found
    from loaders.report.dates.scene import Scene

_HALF_A_YEAR: Final = 6  # months
_COMPARED: Final = ("去", "上")  # 比上年减少30% goes on in the year that was spoken of before
_OF_NOW: Final = {"去": -1, "上": -1, "明": 1}  # how many years from the running one


class Years:
    """Follows the years and months that a text says, from its beginning on."""

    def __init__(self, scene: Scene) -> None:
        self._scene = scene
        self._year = scene.signed.year if scene.signed else None
        self._month = self._at = 0

    def of(self, match: re.Match[str]) -> int | None:
        """Return the year of a date, None where nothing tells it."""
        self._open_paragraph(match.start())
        stated = stated_year(match)
        return stated if stated is not None else self._unwritten(match, month_of(match))

    def note(self, match: re.Match[str], found: Found) -> None:
        """Go on from a date: the next one without a year follows it."""
        month = match["month"] or match["im"]
        if month or relative(match) not in _COMPARED:
            self._year, self._month = found.period.year, found.period.last.month if month else self._month

    def running(self, last_month: int) -> int | None:
        """Return the last year whose part up to `last_month` was over, or nearly, at the signature."""
        signed = self._scene.signed
        if not signed:
            return self._year
        return signed.year if self._scene.plan or signed.month >= min(last_month, 11) else signed.year - 1

    def by(self, word: str) -> int | None:
        """Return the year that 今, 去 or 明 means at the signature."""
        now = self._now()
        return now + _OF_NOW.get(word, 0) if now else None

    def _now(self) -> int | None:
        return self._scene.signed.year if self._scene.signed else self._year

    def _open_paragraph(self, at: int) -> None:
        if self._scene.folded.find("\n", self._at, at) >= 0:
            self._month = 0
        self._at = at

    def _unwritten(self, match: re.Match[str], month: int) -> int | None:
        signed, now = self._scene.signed, self._now()
        told_by = relative(match)
        if told_by in {"同", "当"} and self._year:
            return self._year
        if told_by:
            return self.by(told_by)
        if match["half"] and now and signed and self._scene.aims(*match.span()):
            return now + ((6 if match["half"] == "上" else 12) < signed.month)
        if match["all"] or match["half"]:
            return self.running(12 if match["all"] or match["half"] == "下" else 6)
        if match["close"] or match["end"] or match["quarter"] or match["first"]:
            return now
        return self._of_month(match, month, now)

    def _of_month(self, match: re.Match[str], month: int, now: int | None) -> int | None:
        signed = self._scene.signed
        if month and now and signed and self._scene.aims(*match.span()):
            return now + (month < signed.month)
        if month and match["before"] and (ahead := self._ahead(match, month)):
            return ahead
        said = self._year
        if said and month and self._month > month:
            return said + 1
        if not self._month and signed and not match["before"]:
            return now if month <= signed.month else now and now - 1
        return said

    def _ahead(self, match: re.Match[str], month: int) -> int | None:
        """Return the year of a month up to half a year after the signature that a paragraph first names as a term.

        2月底前投用 in a letter of January is to come, though all that was told before it is of the last year.
        """
        signed = self._scene.signed
        if signed is None or self._month or (month - signed.month) % 12 > _HALF_A_YEAR:
            return None
        before, after = self._scene.clause(*match.span())
        return None if REPORTED.search(before + after) else signed.year + (month < signed.month)
