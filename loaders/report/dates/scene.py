"""What a date is read by: its clause, the day of the signature, the labels, and whether the text is a plan."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from loaders.values import dataclass

if TYPE_CHECKING:
    from datetime import date

    from loaders.text import Spans

_AIMS: Final = re.compile(r"计划|预计|力争|争取|确保|拟于?|原定|延[至期]|限期?|务必|要求|预期|将[于在]|目标|时限|期限")
_AIMS_BEHIND: Final = re.compile("(?:拟|计划|预计|力争|争取|确保)")
DUE: Final = re.compile(
    r"^(?:前|之前|以前)?[^,。;\n]{0,24}(?:完成|建成|投用|投入使用|竣工|到位|落地|办结|实现|达到|通车"
    r"|交付|销号|清零|解决|通过验收|获批|全部(?!门))"
)
REPORTED: Final = re.compile(
    r"已|完成了|累计|共[^同]|经|过去|召开|印发|举办|签订|出台|以来|新增|增加|获|达到|实现了|成立"
    r"|开展(?:了|[^,。]{0,12}\d)"
)


@dataclass(frozen=True, slots=True)
class Scene:
    """A folded text with the one to quote, and what its dates are told by.

    `signed` is the day after which nothing can be reported as done, `terms` the values of labels such as 整改时限:.
    """

    folded: str
    text: str
    signed: date | None
    terms: Spans
    plan: bool

    def clause(self, start: int, end: int) -> tuple[str, str]:
        """Return the words of the clause before and behind [start, end)."""
        before = re.split(r"[,。;:\n]", self.folded[max(0, start - 40) : start])[-1]
        return before, re.split(r"[,。;\n]", self.folded[end : end + 60])[0]

    def aims(self, start: int, end: int) -> bool:
        """Say whether a date is one to come: 预计5月底完成 lies after the signature, whatever year was said last."""
        before, after = self.clause(start, end)
        return _AIMS.search(before[-16:]) is not None or _AIMS_BEHIND.match(after) is not None

    def is_aim(self, words: str) -> bool:
        """Say whether words speak of what is aimed at."""
        return _AIMS.search(words) is not None
