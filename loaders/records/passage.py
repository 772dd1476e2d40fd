"""Where parsed offsets stand in the text of the report, and the stretch that proves a mention."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from schema.relations import Located, Spanned

if TYPE_CHECKING:
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
        before = [match.end() for match in _PAUSE.finditer(self.text, max(self.start, start - _REACH), start)]
        after = _PAUSE.search(self.text, end, self.end)
        first = before[-1] if before else max(self.start, start - _REACH)
        return self.text[first : after.start() if after else self.end].strip()

    def evidence(self, span: Span) -> tuple[int, int]:
        """Return what proves a parsed span: its sentence in prose, the words themselves in a ledger."""
        start, end = self.base + span.start, self.base + span.end
        return (start, end) if self.row is not None else self.sentence(start, end)

    def sentence(self, start: int, end: int) -> tuple[int, int]:
        """Return the sentence around a stretch of the text, its final stop included, within this passage.

        What stands behind the passage, as the results behind the measures of an issue, has its sentence whole.
        """
        before = [match.end() for match in _ENDS.finditer(self.text, self.start, max(start, self.start))]
        limit = self.end if end <= self.end else len(self.text)
        after = _ENDS.search(self.text, max(end - 1, start), limit)
        first = before[-1] if before else min(self.start, start)
        last = after.end() if after else max(self.end, end)
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
