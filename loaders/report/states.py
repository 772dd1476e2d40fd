"""How far projects and listed things are 进度: the words that say it, and the status that they speak for.

What is done of a project does not finish it: only its being built, handed over or in use does. An award says nothing.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from loaders.parsed import ListMention, Mentions, NameMention, StateMention, Status
from loaders.report.clauses import clause_end, clause_start, passage_start
from loaders.report.sought import Near

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from loaders.text import Spans

_JOINED: Final = re.compile(r"[、和与及]|以及")
# What sums up the projects named: 甲、乙等公共服务项目.
_SUM: Final = re.compile(r"等(?:[\u4e00-\u9fff“”]{0,12}?(?:项目|工程|平台|设施|场馆|系统|载体|园区))?")
_LEAD: Final = re.compile(r"(?:目前|现|其中|同时|截至目前|[一二三四五六七八九十]是|对|,|、|\u3000| )*")
# A clause that goes on about the same thing.
_GOES_ON: Final = re.compile(
    r"(?:目前|现|并|且|均|已|正|将|拟|计划|预计|力争|争取|确保|具备|完成|实现|达到|投入|投用|建成|竣工|开工|通过|进入|"
    r"基本|全面|初步|主体|剩余|通[车水气]|试运行)"
)
_PREDICATE: Final = re.compile(r"[^,。;:、的()]{2}")
_MORE: Final = 3  # clauses that go on about one thing
_SAID_OF_IT: Final = "(?:项目|工程|系统|平台)(?=已|正|于|将|计划|预计|完成|主体|目前|建成|累计)"
_THIS: Final = Near(
    re.compile(rf"(?:(?<=[,。;])|(?<=\n)|^)(?:目前,?|现|截至目前,?)?(?:该|此)?{_SAID_OF_IT}"),
    re.compile(_SAID_OF_IT),
    before=6,
    behind=2,
)
_TO_COME: Final = r"(?:(?<!已)将|拟|(?<!年度)计划(?=[^,。;、的])|预计|力争|争取|确保|待)[^,。;]*?"
_BUILT: Final = (
    r"已(?:建设|修建|新建|安装|搭建)(?!中)|建成(?!后)|竣工|完工|通[车水气]|投用|投运|投产|"
    r"投入(?:使用|运[行营]|生产)|(?<!全面)启用|交付|正式运[行营]|"
    r"(?:已|全部|全面|按期)完成(?:建设|改造|整改|治理|施工)?$"
)
_SETTLED: Final = r"(?:获批|批复|印发|出台|发布|办结|完成|落实)(?:实施|执行)?$"
_STATES: Final[tuple[tuple[Status, re.Pattern[str]], ...]] = (
    ("PLANNED", re.compile(rf"{_TO_COME}|谋划|策划|拟建")),
    ("COMPLETED", re.compile(_BUILT)),
    ("IN_PROGRESS", re.compile(
        r"正(?:在|与|按|根据)|加快|加紧|推进|推动|施工|开工|动工|进场|启动|建设(?!前期)|立项|批复|完成|实施|开展|招标|布局|"
        r"办理|编制|选址|进行|试运行|调试|获批|审[批查]|评审")),
)  # fmt: skip
_WEIGHT: Final[tuple[Status, ...]] = ("UNSTATED", "PLANNED", "COMPLETED", "IN_PROGRESS")


def mentions(folded: str, found: Mentions, excluded: Spans) -> tuple[StateMention, ...]:
    """Return the words on projects and lists of a folded text, outside `excluded` (titles, quoted faults)."""
    projects = [each for each in found.projects if not excluded.touch(each.start, each.end)]
    stated = [*_of_projects(folded, projects), *_of_same(folded, projects), *_of_lists(folded, found.lists)]
    return tuple(sorted(stated, key=lambda each: (each.start, each.end)))


def _of_projects(folded: str, projects: Sequence[NameMention]) -> Iterator[StateMention]:
    for group in _groups(folded, projects):
        if said := _said(folded, group[0].start, _summed(folded, group[-1].end)):
            start, end, status = said
            yield from (StateMention(start=start, end=end, status=status, project=each) for each in group)


def _groups(folded: str, projects: Sequence[NameMention]) -> list[list[NameMention]]:
    """Return projects named one after the other, 甲、乙和丙, together."""
    groups: list[list[NameMention]] = []
    for each in projects:
        if groups and _JOINED.fullmatch(folded, groups[-1][-1].end, each.start):
            groups[-1].append(each)
        else:
            groups.append([each])
    return groups


def _summed(folded: str, end: int) -> int:
    summed = _SUM.match(folded, end)
    return summed.end() if summed else end


def _said(folded: str, start: int, behind: int) -> tuple[int, int, Status] | None:
    """Return what is said of a subject [start, behind): the words behind it, or its whole clause if it is an object."""
    opens = clause_start(folded, start)
    lead = _LEAD.match(folded, opens, start)
    opens = lead.end() if lead else opens
    end = _goes_on(folded, clause_end(folded, behind))
    if opens == start:
        return (behind, end, _status(folded[behind:end])) if _PREDICATE.match(folded, behind, end) else None
    if folded[start - 1] == "在":
        return None
    status = _status(folded[opens : start - (folded[start - 1] in "将把")] + folded[start:end])
    return (opens, end, status) if status != "UNSTATED" else None


def _of_same(folded: str, projects: Sequence[NameMention]) -> Iterator[StateMention]:
    """Yield what 项目已… says of the project named last in its measure."""
    starts = [each.start for each in projects]
    for match in _THIS.finditer(folded):
        opened = passage_start(folded, match.start())
        before = projects[bisect_left(starts, opened) : bisect_left(starts, match.start())]
        if before:
            end = _goes_on(folded, clause_end(folded, match.end()))
            status = _status(folded[match.end() : end])
            yield StateMention(start=match.end(), end=end, status=status, project=before[-1])


def _of_lists(folded: str, lists: Sequence[ListMention]) -> Iterator[StateMention]:
    for each in lists:
        opens = clause_start(folded, each.start)
        lead = _LEAD.match(folded, opens, each.start)
        start = each.end + folded.startswith(",", each.end)
        end = _goes_on(folded, clause_end(folded, start))
        subject = lead is not None and lead.end() == each.start and _GOES_ON.match(folded, start)
        if subject:
            yield StateMention(start=start, end=end, status=_status(folded[start:end], _SETTLED), listed=each.start)


def _status(words: str, settled: str = "") -> Status:
    """Return the status that clauses speak for: one under way outweighs what is finished or to come."""
    stated: list[Status] = [_of_clause(clause, settled) for clause in words.split(",")]
    if "PLANNED" in stated and "COMPLETED" in stated:
        return "IN_PROGRESS"
    return max(stated, key=_WEIGHT.index)


def _of_clause(clause: str, settled: str) -> Status:
    if settled and re.search(settled, clause) and not re.search(_TO_COME, clause):
        return "COMPLETED"
    found: list[Status] = [status for status, pattern in _STATES if pattern.search(clause)]
    return found[0] if found else "UNSTATED"


def _goes_on(folded: str, end: int) -> int:
    """Return the end of the last clause that goes on about what the one before speaks of."""
    for _ in range(_MORE):
        if not folded.startswith(",", end) or not _GOES_ON.match(folded, end + 1):
            break
        end = clause_end(folded, end + 1)
    return end
