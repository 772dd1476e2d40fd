"""Where parsed offsets stand in the text of the report, and the stretch that proves a mention."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import lru_cache
from sys import maxsize
from typing import TYPE_CHECKING, Final, Literal

from schema.relations import Located, Spanned

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loaders.parsed import Span

_ENDS: Final = re.compile(r"[。！？!?；;\n]")
_PAUSE: Final = re.compile(r"[。！？!?；;\n,，：:]")
_REACH: Final = 200  # characters that a clause is looked for before its cue
Column = Literal["measure", "deadline", "status", "completion", "closure"]


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of `text`, the text of the report, in which a mention is looked for: start to end, half-open.

    Offsets of the parse count from `base`: 0 in prose, the start of the row in a ledger, whose `row` is set.
    """

    report: str
    text: str
    start: int
    end: int
    base: int = 0
    row: int | None = None
    sheet: str | None = None

    def clause(self, span: Span) -> str:
        """Return the words between the pauses before and after a parsed span, without blanks around them."""
        start, end = self.base + span.start, self.base + span.end
        before, after = _around(_pauses(self.text), start, end + 1)
        return self.text[max(before, self.start, start - _REACH) : min(after - 1, self.end)].strip()

    def evidence(self, span: Span) -> tuple[int, int]:
        """Return what proves a parsed span: its sentence in prose, the words themselves in a ledger."""
        start, end = self.base + span.start, self.base + span.end
        return (start, end) if self.row is not None else self.sentence(start, end)

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """Return the sentence around a stretch of the text, its final stop included, within this passage.

        What stands behind the passage, as the results behind the measures of an issue, has its sentence whole.
        """
        before, after = _around(_stops(self.text), start, max(end, start + 1))
        limit = self.end if end <= self.end else len(self.text)
        first = before if before > self.start else min(self.start, start)
        last = after if after <= limit else max(self.end, end)
        blanks = len(self.text[first:start]) - len(self.text[first:start].lstrip())
        return first + blanks, first + len(self.text[first:last].rstrip())

    def carried(self, words: str) -> tuple[int, int] | None:
        """Return where words stand in this passage; in a ledger, where a blank cell means as above, or above it."""
        at = self.text.find(words, self.start, self.end) if words else -1
        if at < 0 and words and self.row is not None:
            at = self.text.rfind(words, 0, self.start)
        return (at, at + len(words)) if at >= 0 else None

    def spanned(self, span: Span) -> Spanned:
        """Return the evidence of a parsed span as properties of a relationship."""
        start, end = self.evidence(span)
        return Spanned(report=self.report, start=start, end=end)

    def whole(self) -> Located:
        """Return the passage itself as evidence."""
        return self.located(self.start, self.end)

    def located(self, start: int, end: int) -> Located:
        """Return a stretch of the report's text as evidence, with its row in a ledger."""
        return Located(report=self.report, start=start, end=end, row=self.row, sheet=self.sheet)


@lru_cache(maxsize=2)  # passages of one text are asked one after the other
def _stops(text: str) -> list[int]:
    """Return where the sentences of a text end, in order."""
    return [match.end() for match in _ENDS.finditer(text)]


@lru_cache(maxsize=2)
def _pauses(text: str) -> list[int]:
    """Return where the clauses of a text end, in order."""
    return [match.end() for match in _PAUSE.finditer(text)]


def _around(ends: Sequence[int], start: int, end: int) -> tuple[int, int]:
    """Return the last of `ends` up to a start, else 0, and the first from an end on, else a large number."""
    before, after = bisect_right(ends, start), bisect_left(ends, end)
    return ends[before - 1] if before else 0, ends[after] if after < len(ends) else maxsize
