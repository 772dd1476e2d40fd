"""Many phrases looked for in one pass over a text (Aho and Corasick 1975)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

import ahocorasick

from loaders.text import pieces

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_T = TypeVar("_T")


class Phrases(Generic[_T]):
    """Phrases to look for, each with a value."""

    def __init__(self, values: Mapping[str, _T]) -> None:
        automaton: Any = ahocorasick.Automaton()
        for phrase, value in values.items():
            automaton.add_word(phrase, (len(phrase), value))
        automaton.make_automaton()
        self._automaton: Final = automaton

    def everywhere(self, text: str) -> Iterator[tuple[int, int, _T]]:
        """Yield where phrases stand, (start, end, value), by their ends; one may lie inside another."""
        for at, piece in pieces(text):
            for last, (length, value) in self._automaton.iter(piece):
                end = at + last + 1
                yield end - length, end, value

    def longest(self, text: str) -> Iterator[tuple[int, int, _T]]:
        """Yield where phrases stand, (start, end, value), from left to right; of those that overlap the longest."""
        for at, piece in pieces(text):
            for last, (length, value) in self._automaton.iter_long(piece):
                end = at + last + 1
                yield end - length, end, value
