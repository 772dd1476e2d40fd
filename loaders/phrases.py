"""Many phrases looked for in one pass over a text (Aho and Corasick 1975)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Generic, TypeVar

from ahocorasick_rs import AhoCorasick, MatchKind

from loaders.text import pieces

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_T = TypeVar("_T")


class Phrases(Generic[_T]):
    """Phrases to look for, each with a value; what finds them is made when it is first asked for."""

    def __init__(self, values: Mapping[str, _T]) -> None:
        self._phrases: Final = list(values)
        self._values: Final = list(values.values())
        self._every: AhoCorasick | None = None
        self._longest: AhoCorasick | None = None

    def everywhere(self, text: str) -> Iterator[tuple[int, int, _T]]:
        """Yield where phrases stand, (start, end, value), by their ends; one may lie inside another."""
        if self._every is None:
            self._every = AhoCorasick(self._phrases, store_patterns=False)
        for at, piece in pieces(text):
            for which, start, end in self._every.find_matches_as_indexes(piece, overlapping=True):
                yield at + start, at + end, self._values[which]

    def longest(self, text: str) -> Iterator[tuple[int, int, _T]]:
        """Yield where phrases stand, (start, end, value), from left to right; of those that overlap the longest."""
        if self._longest is None:
            self._longest = AhoCorasick(self._phrases, matchkind=MatchKind.LeftmostLongest, store_patterns=False)
        for at, piece in pieces(text):
            for which, start, end in self._longest.find_matches_as_indexes(piece):
                yield at + start, at + end, self._values[which]
