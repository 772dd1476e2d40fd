"""What the issues of a text are read from: the text, its outline, and the mentions of each passage."""

from __future__ import annotations

from array import array
from bisect import bisect_left
from typing import TYPE_CHECKING, Any, Final

from loaders.parsed import Mentions
from loaders.values import dataclass

if TYPE_CHECKING:
    from loaders.report.outline import Outline
    from loaders.text import Spans

KINDS: Final = (
    "documents", "units", "people", "projects", "places", "dates", "quantities", "events", "lists", "states",
)  # fmt: skip


class Passages:
    """The mentions of a text, to ask for those of a passage."""

    def __init__(self, of: Mentions) -> None:
        self._spans: dict[str, tuple[Any, ...]] = {kind: getattr(of, kind) for kind in KINDS}
        self._starts = {kind: array("I", (each.start for each in spans)) for kind, spans in self._spans.items()}

    def within(self, start: int, end: int) -> Mentions:
        """Return the mentions that lie in [start, end)."""
        return Mentions(**{kind: self._between(kind, start, end) for kind in KINDS})

    def _between(self, kind: str, start: int, end: int) -> tuple[Any, ...]:
        starts = self._starts[kind]
        low = bisect_left(starts, start)
        high = bisect_left(starts, end, low)
        return tuple(each for each in self._spans[kind][low:high] if each.end <= end) if low < high else ()


@dataclass(frozen=True, slots=True)
class Source:
    """What the issues are read from: the text and its folded copy, the outline, all mentions, and what is no cue."""

    text: str
    folded: str
    outline: Outline
    mentions: Passages
    excluded: Spans
    plan: bool


def joined(one: Mentions, other: Mentions) -> Mentions:
    """Return the mentions of both, one after the other."""
    return Mentions(**{kind: getattr(one, kind) + getattr(other, kind) for kind in KINDS})


def outside(of: Mentions, stretches: Spans) -> Mentions:
    """Return the mentions that lie in none of the stretches, which are those of the measures."""
    return Mentions(
        **{kind: tuple(each for each in getattr(of, kind) if not stretches.at(each.start)) for kind in KINDS}
    )
