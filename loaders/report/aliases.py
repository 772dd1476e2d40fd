"""Short names that a text introduces for a full one by 以下简称."""

from __future__ import annotations

import re
from typing import Final

_ALIAS: Final = re.compile(
    r"(?P<full>[\u4e00-\u9fff]{4,40}?)\((?:以下"
    r"|下)(?:统)?(?:简)?称[:]?(?P<quote>[“\"])?(?P<alias>[^()“”\"]{1,20}?)[”\"]?\)"
)


def aliases(folded: str) -> dict[str, str]:
    """Return the full name of each short name that the text introduces by 以下简称."""
    found: dict[str, str] = {}
    for match in _ALIAS.finditer(folded[:6000]):
        full = re.split(r"对|向|由|和|与|根据|按照|成立|印发", match["full"])[-1]
        found.setdefault(match["alias"], full or match["full"])
    return found
