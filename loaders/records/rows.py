"""Where in a measure's own text its measure, deadline, status and closure are said: cells of a row, or sentences."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from loaders.parsed import ParsedMeasure
from loaders.records.passage import Passage

if TYPE_CHECKING:
    from schema.relations import Located

_HEADS: Final = {
    "deadline": re.compile(r"时限|期限|限期"),
    "status": re.compile(r"^(?!.*(?:销号|验收)).*(?:情况|进展|状态|进度)"),
    "completion": re.compile(r"完成.*(?:时间|日期)|(?:时间|日期).*完成"),
    "closure": re.compile(r"销号|验收"),
    "measure": re.compile(r"措施|举措"),
}
Stretch = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Row:
    """The passage of one measure; in a ledger with the cells of its row, each by its head."""

    parsed: ParsedMeasure
    passage: Passage
    cells: tuple[tuple[str, int, int], ...]

    @classmethod
    def of(cls, parsed: ParsedMeasure, passage: Passage) -> Row:
        """Return the row of a ledger measure with its cells; of a measure of prose without any."""
        if parsed.row is None:
            return cls(parsed, passage, ())
        return cls(parsed, passage, tuple(_cells(parsed, passage.start)))

    def text(self, start: int, end: int) -> str:
        """Return the words of a stretch of the report's text."""
        return self.passage.text[start:end]

    def located(self, stretch: Stretch) -> Located:
        """Return a stretch as properties of a relationship."""
        return self.passage.located(*stretch)

    def measure(self) -> Stretch:
        """Return where the measure itself is said."""
        return self._cell("measure", self.parsed.measure or "")

    def deadline(self, phrase: str) -> Stretch:
        """Return where a deadline is said: the whole cell, which also says what it revises."""
        return self._cell("deadline", phrase)

    def status(self) -> Stretch:
        """Return where the status is said: its cell, else the sentence of its first cue."""
        if self.cells:
            phrase = self.parsed.status_phrase
            return self._cell("status", phrase) if phrase else self.whole()
        cue = next((cue for cue in self.parsed.status_evidence if cue.status == self.parsed.status), None)
        return self.passage.evidence(cue) if cue else self.whole()

    def completion(self) -> Stretch:
        """Return where the day of completion is said."""
        return self._cell("completion", "")

    def closure(self, phrase: str) -> Stretch:
        """Return where a decision is said."""
        return self._cell("closure", phrase)

    def phrase(self, phrase: str) -> Stretch:
        """Return where a phrase stands; the whole passage if its words are not there as they are."""
        at = self.passage.text.find(phrase, self.passage.start, self.passage.end)
        return (at, at + len(phrase)) if at >= 0 and phrase else self.whole()

    def whole(self) -> Stretch:
        """Return the whole passage."""
        return self.passage.start, self.passage.end

    def _cell(self, column: str, phrase: str) -> Stretch:
        """Return the cell that holds a phrase, the one under a fitting head first; without cells, its sentence."""
        holding = [(h, s, e) for h, s, e in self.cells if phrase in self.text(s, e) and e > s]
        fitting = [(s, e) for head, s, e in holding if _HEADS[column].search(head)]
        if fitting:
            return fitting[0]
        if holding and phrase:
            return holding[0][1:]
        at = self.passage.text.find(phrase, self.passage.start, self.passage.end) if phrase else -1
        return self.passage.sentence(at, at + len(phrase)) if at >= 0 else self.whole()


def _cells(parsed: ParsedMeasure, start: int) -> list[tuple[str, int, int]]:
    values = (parsed.text or "").split("\t")
    heads = list(parsed.cells) if len(parsed.cells) == len(values) else [""] * len(values)
    found: list[tuple[str, int, int]] = []
    for head, value in zip(heads, values, strict=True):
        found.append((head, start, start + len(value)))
        start += len(value) + 1
    return found
