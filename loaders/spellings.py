"""One name for the spellings of a body 单位 within one source, with the warning that says so."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from loaders.identity import variants
from loaders.parsed import ParseWarning

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from loaders.parsed import UnitMention

_SPELLING: Final = "another spelling in the source: "
_SHORTEST: Final = 5  # characters of a name that may be misspelt

Spellings = dict[str, tuple[str, str]]


def spellings(units: Iterable[UnitMention]) -> Spellings:
    """Return for each name that is a spelling of another one that one, and why; 有关部门 is never a spelling."""
    return variants(Counter(each.name for each in units if not each.generic and len(each.name) >= _SHORTEST))


def spelt(unit: UnitMention, found: Mapping[str, tuple[str, str]]) -> UnitMention:
    """Return a mention with the name that its spelling stands for, and the reason."""
    if unit.generic or unit.name not in found:
        return unit
    name, why = found[unit.name]
    before = f"{unit.reason}; " if unit.reason else ""
    return replace(unit, name=name, reason=f"{before}{_SPELLING}{why}")


def is_spelling(unit: UnitMention) -> bool:
    """Say whether a mention stands for another spelling of its name."""
    return _SPELLING in unit.reason


def warning(unit: UnitMention, other: UnitMention) -> ParseWarning:
    """Return the warning of two spellings that are read as one body, with both places."""
    why = unit.reason.rpartition(_SPELLING)[2]
    message = f"“{unit.surface}” and “{other.surface}” are read as one body: {why}"
    return ParseWarning(
        code="NAME_VARIANT", message=message, start=unit.start, end=unit.end,
        other_start=other.start, other_end=other.end,
    )  # fmt: skip
