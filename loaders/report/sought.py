"""Costly patterns, looked for only where they can match.

A pattern that begins with a few words, or one set of characters, is looked for as fast as these. One that begins with
any word, or asks first what stands before it, is tried at each place of a text, which takes ten times as long.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import re
    from collections.abc import Iterator


class Near(NamedTuple):
    """A pattern looked for around what is rarest in it.

    Right if each match holds `rarest`, at most `before` characters behind its beginning, and neither goes on nor asks
    for anything more than `behind` characters behind it.
    """

    pattern: re.Pattern[str]
    rarest: re.Pattern[str]
    before: int
    behind: int

    def finditer(self, folded: str) -> Iterator[re.Match[str]]:
        """Yield the matches in a folded text, as the pattern by itself does."""
        start = end = 0
        for found in self.rarest.finditer(folded):
            if found.start() - self.before > end:
                yield from self.pattern.finditer(folded, start, end)
                start = found.start() - self.before
            end = found.end() + self.behind
        yield from self.pattern.finditer(folded, start, end)
