"""What a reader should look at: declared against found, gaps in numbering, odd marks, damage."""

from __future__ import annotations

import re
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Final

from loaders.parsed import ParsedIssue, ParseWarning, UnitMention
from loaders.report.sought import Near
from loaders.spellings import is_spelling
from loaders.spellings import warning as spelling
from loaders.text import number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from loaders.report.passages import Source
    from loaders.text import Stretch

_ODD: Final = re.compile(r"[,、][ ]*(?P<mark>[①-⑳])")
_DAMAGE: Final = Near(
    # □已整改 is a box of a form that is not ticked.
    re.compile("(?:[\ufffd\ue000-\uf8ff■]|□(?![是否有无已未正合不]))+|锟斤拷|烫烫烫|\\?{4,}"),
    re.compile("[\ufffd\ue000-\uf8ff□■锟斤拷烫?]+"),
    before=0,
    behind=1,
)
_LOST_DATE: Final = re.compile(r"20(?<![A-Za-z\d]..)\d\d(?:(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])(?!\d)|年\d{3,4}日)")


def of_issues(issues: Sequence[ParsedIssue]) -> Iterator[ParseWarning]:
    """Yield what contradicts itself in single issues, and gaps and doubles in their numbers."""
    for issue in issues:
        yield from _of_issue(issue)
    for _, members in groupby(issues, key=lambda issue: issue.section):
        yield from _sequence(list(members))


def _of_issue(issue: ParsedIssue) -> Iterator[ParseWarning]:
    found, declared = len(issue.measures), issue.declared_measures
    if not found:
        message = f"issue {issue.number} has no measure"
        yield ParseWarning(code="NO_MEASURES", message=message, start=issue.start, end=issue.end)
    elif declared is not None and declared != found:
        message = f"issue {issue.number} declares {declared} measures and has {found}"
        yield ParseWarning(code="DECLARED_MISMATCH", message=message, start=issue.start, end=issue.end)
    if not issue.title:
        message = f"issue {issue.number} has no title"
        yield ParseWarning(code="NO_TITLE", message=message, start=issue.start, end=issue.end)
    yield from _conflicts(issue)


def _conflicts(issue: ParsedIssue) -> Iterator[ParseWarning]:
    for measure in issue.measures:
        stated = {cue.status for cue in measure.status_evidence}
        if measure.status == "COMPLETED" and "PLANNED" in stated and measure.status_evidence[-1].status == "PLANNED":
            cue = measure.status_evidence[-1]
            message = f"issue {issue.number}, measure {measure.ordinal}: stated as completed, ends with a plan"
            yield ParseWarning(code="STATUS_CONFLICT", message=message, start=cue.start, end=cue.end)


def _sequence(members: list[ParsedIssue]) -> Iterator[ParseWarning]:
    for before, after in pairwise(members):
        first, second = (number(each.number.rpartition(".")[2]) for each in (before, after))
        if first is None or second is None or second == first + 1 or (second == 1 and first > 1):
            continue
        code = "NUMBER_REPEATED" if second == first else "NUMBER_MISSING"
        message = f"issue {after.number} follows issue {before.number}"
        yield ParseWarning(code=code, message=message, start=after.start, end=after.start + len(after.number))


_UNCOVERED: Final = 40


def of_gaps(folded: str, issues: Sequence[ParsedIssue], start: int, end: int) -> Iterator[ParseWarning]:
    """Yield the paragraphs between issues that no rule claimed; a text of totals alone has one warning for all."""
    if not issues:
        message = "no issue is written out: only totals are kept"
        yield ParseWarning(code="TEXT_UNCOVERED", message=message, start=start, end=end)
    for before, after in pairwise(issues):
        for match in _LINE.finditer(folded, before.end, after.start):
            if len(match[0].strip()) >= _UNCOVERED and not _FRAME.match(match[0]):
                message = f"a paragraph after issue {before.number} belongs to no measure"
                yield ParseWarning(code="TEXT_UNCOVERED", message=message, start=match.start(), end=match.end())


# 市财政局 where the head names no city; a group or an office whose full name stands nowhere before.
_UNRESOLVED: Final = re.compile(
    r"(?:省|市|区|县)(?:委|政府|人民政府|纪委|[\u4e00-\u9fff]{2,8}[局厅办])|(?:工作)?(?:领导小组|专班|指挥部)(?:办公室)?|办公室"
)


def of_units(units: Iterable[UnitMention]) -> Iterator[ParseWarning]:
    """Yield the bodies named only in short, and those spelt in two ways: once for each name, where it first stands."""
    backwards = sorted(units, key=lambda each: -each.start)
    first = {each.surface: each for each in backwards}
    spelt_so = {each.name: each for each in backwards if not is_spelling(each)}
    for surface, unit in sorted(first.items(), key=lambda item: item[1].start):
        if is_spelling(unit):
            yield spelling(unit, spelt_so[unit.name])
        if not unit.generic and unit.name == surface and _UNRESOLVED.fullmatch(surface):
            message = f"“{surface}”: the text does not say whose; it stays as written"
            yield ParseWarning(code="UNIT_UNRESOLVED", message=message, start=unit.start, end=unit.end)


def of_totals(issues: Sequence[ParsedIssue], declared: float | None) -> Iterator[ParseWarning]:
    """Yield a warning if a report declares another number of issues than it writes out."""
    if issues and declared is not None and declared != len(issues):
        message = f"the report declares {declared:g} issues and writes out {len(issues)}"
        yield ParseWarning(code="DECLARED_MISMATCH", message=message)


_LINE: Final = re.compile(r"[^\n]+")
_FRAME: Final = re.compile(
    r"[ ]*(?:第?[一二三四五六七八九十]+[、章部]|\([一二三四五六七八九十]+\)|\d|[^,。:\n]{2,10}:)"
)


def of_text(source: Source, unclosed: Sequence[Stretch]) -> Iterator[ParseWarning]:
    """Yield brackets left open, marks in odd places, and characters lost."""
    for each in unclosed:
        yield ParseWarning(code="BRACKET_OPEN", message="《 without 》", start=each.start, end=each.end)
    for match in _ODD.finditer(source.folded):
        message = f"{match['mark']} follows a comma"
        yield ParseWarning(code="ODD_MARK", message=message, start=match.start("mark"), end=match.end("mark"))
    for match in _DAMAGE.finditer(source.folded):
        message = "characters that no decoder produces from a sound text"
        yield ParseWarning(code="TEXT_DAMAGED", message=message, start=match.start(), end=match.end())
    for match in _LOST_DATE.finditer(source.folded):
        message = f"“{match[0]}” may be a date that lost its marks"
        yield ParseWarning(code="DATE_UNREADABLE", message=message, start=match.start(), end=match.end())
