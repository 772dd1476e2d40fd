"""Where the clauses, sentences and passages of a folded text begin and end."""

from __future__ import annotations

import re
from typing import Final

_CLAUSE: Final = re.compile(r"[,。;:!?\n①-⒛]")
_CLAUSE_MARKS: Final = frozenset(",。;:!?\n").union(map(chr, range(ord("①"), ord("⒛") + 1)))
_SENTENCE_MARKS: Final = _CLAUSE_MARKS - frozenset(",:")
_PASSAGE: Final = re.compile(r"[\n①-⒛]")
_COUNTED: Final = re.compile(r"[ ]*(?:[一二三四五六七八九十]是)?")
_REACH: Final = 400  # characters that the bounds of a clause or sentence are looked for
_FAR: Final = 1_000  # the same for a passage


def clause_start(folded: str, at: int) -> int:
    """Return where the clause that holds `at` begins, behind blanks and a mark such as 一是."""
    return _begin(_CLAUSE_MARKS, folded, at)


def sentence_start(folded: str, at: int) -> int:
    """Return where the sentence that holds `at` begins, as `clause_start` does."""
    return _begin(_SENTENCE_MARKS, folded, at)


def passage_start(folded: str, at: int) -> int:
    """Return where the numbered measure or the paragraph that holds `at` begins."""
    return max((match.end() for match in _PASSAGE.finditer(folded, max(0, at - _FAR), at)), default=max(0, at - _FAR))


def clause_end(folded: str, at: int) -> int:
    """Return where the clause that holds `at` ends, its mark left out."""
    match = _CLAUSE.search(folded, at, at + _REACH)
    return match.start() if match else min(at + _REACH, len(folded))


def _begin(marks: frozenset[str], folded: str, at: int) -> int:
    first, start = max(0, at - _REACH), at
    # Clauses are short: a step back for each character is faster than all marks of the reach.
    while start > first and folded[start - 1] not in marks:
        start -= 1
    counted = _COUNTED.match(folded, start, at)
    return counted.end() if counted else start
