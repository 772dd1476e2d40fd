"""What kind of statement a date makes: it happened, is a deadline, or is planned."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from loaders.report.dates.scene import DUE, REPORTED

if TYPE_CHECKING:
    from loaders.parsed import DateKind
    from loaders.report.dates.grammar import Found
    from loaders.report.dates.scene import Scene

# A year whose clause counts what came of it is past: 2022年压采地下水1.35亿立方米.
_RESULT: Final = re.compile(
    r"\d(?:[十百千万亿余]{0,3})(?:个(?!月)|名|人|件|项|处|家|次|期|场|份|座|公里|亩|吨|元|户|眼|立方米|平方米|%)"
)
_PARTS: Final = ("QUARTER_END", "HALF_YEAR_END")
_ALMOST_OVER: Final = 10  # days before its end: a report of 28 June tells what the first half year has brought
_YEAR_NEARLY_OVER: Final = 10  # the month from which a report speaks of its own year as of what was done
_ATTRIBUTE: Final = re.compile(r"(?:对|围绕|聚焦|结合|按照|根据|关于|将|纳入|制定|编制|参加|列入|学习|针对|的|申报)$")
_UP_TO: Final = re.compile("截[至止]到?$")


def kind_of(scene: Scene, start: int, end: int, found: Found) -> DateKind:
    """Return the kind of the date at [start, end), by its label, its clause and the day of the signature."""
    if scene.terms.at(start):
        return "DEADLINE"
    before, after = scene.clause(start, end)
    if _UP_TO.search(before) or scene.folded.startswith("以来", end) or scene.folded.endswith("以来", start, end):
        return "EVENT"
    future, aims = _is_future(scene, found), scene.aims(start, end)
    if not scene.plan and not aims and _is_year_so_far(scene, found) and _RESULT.search(after):
        return "EVENT"
    if found.closes and (future or aims or scene.plan or not REPORTED.search(before + after)):
        return "DEADLINE" if not (scene.signed and not future and not aims and not scene.plan) else "EVENT"
    if found.period.precision == "YEAR":
        return _of_year(scene, found, (before, after), future=future, aims=aims)
    if aims and (future or scene.signed is None):
        return "DEADLINE" if DUE.search(after) else "PLANNED"
    return "PLANNED" if _to_come(scene, future=future) and not REPORTED.search(before + after) else "EVENT"


def _is_future(scene: Scene, found: Found) -> bool:
    signed = scene.signed
    if signed is None or found.period.last <= signed:
        return False
    if found.period.precision in _PARTS and (found.period.last - signed).days <= _ALMOST_OVER:
        return False
    of_this_year = found.period.precision == "YEAR" and found.period.year == signed.year
    return not of_this_year or signed.month < _YEAR_NEARLY_OVER


def _to_come(scene: Scene, *, future: bool) -> bool:
    return future or (scene.plan and scene.signed is None)


def _is_year_so_far(scene: Scene, found: Found) -> bool:
    """Say whether 年内 in a report of the last months of its year means what the year has brought."""
    within = found.period.precision == "YEAR_END" and found.exact == str(found.period.year)
    signed = scene.signed
    return within and signed is not None and found.period.year == signed.year and signed.month >= _YEAR_NEARLY_OVER


def _of_year(scene: Scene, found: Found, around: tuple[str, str], *, future: bool, aims: bool) -> DateKind:
    before, after = around
    if aims and (future or scene.signed is None):
        return "PLANNED"
    if scene.signed and found.period.first > scene.signed and not _ATTRIBUTE.search(before):
        return "PLANNED"  # 已压减2024年预算: the year itself is to come
    if _ATTRIBUTE.search(before) or REPORTED.search(before + after) or not _to_come(scene, future=future):
        return "EVENT"
    if not scene.plan and _RESULT.search(after):
        return "EVENT"
    return "PLANNED"
