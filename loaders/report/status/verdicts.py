"""Verdicts: short statements that a text gives of a measure or a whole problem (已完成整改)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from loaders import english
from loaders.parsed import Status, StatusCue

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.text import Spans

# What stands in brackets behind a verdict tells of a part or of the details: 正在整改(已完成招标).
_BEFORE_BRACKET: Final = re.compile(r"[^,。;:!?\n(]+")
# What a label or verdict says; the first that matches counts.
_VERDICTS: Final[tuple[tuple[Status, re.Pattern[str]], ...]] = (
    ("IN_PROGRESS", re.compile(
        r"未(?:全部|完全|能)?(?:完成|关闭|闭环)|尚未(?:整改)?完成|(?:已)?(?:基本|阶段性|部分|大部分|初步"
        r"|取得阶段性)(?:整改|成[效果])?(?:完成|到位)?")),
    ("IN_PROGRESS", re.compile(r"(?:达到|完成|符合|按)序时(?:进度|推进)?|序时推进")),
    ("PLANNED", re.compile(r"未整改|未启动|未开始|未实施|尚未整改|未开展|待整改|待启动|暂未")),
    ("IN_PROGRESS", re.compile(r"正在|整改中|推进中|办理中|进行中|已启动|加快推进|有序推进")),
    ("ONGOING", re.compile(r"^(?:需|将|已)?(?:长期|持续|常态化)(?!.*已)")),
    ("COMPLETED", re.compile(
        r"(?:已|全部|均|按期)*(?:整改|完成|办结|解决|落实|处置|处理)+(?:完成|完毕|到位|整改|任务)*|已销号"
        r"|整改到位|(?:已|全部)?(?:关闭|闭环)")),
    ("ONGOING", re.compile(r"长期(?:坚持|推进|整改)?|持续(?:整改|推进|坚持)?|常态化|立行立改.{0,4}坚持")),
)  # fmt: skip
_VERDICT: Final = re.compile(
    # All begin so: asked first, it leaves the branches behind it to a few characters.
    r"(?=[该此整状进结完落【(\[目现均,已正基未长持阶])"
    r"(?:(?:该(?:项|条|个)?(?:问题|任务|工作|事项|项目|措施)|此(?:项|问题)[^,。;]{0,6}|(?:整改)?(?:状态"
    r"|进度|结论|完成情况|整改结果|进展情况"
    r"|整改情况|落实情况|完成状态)[:](?=[^。\n]{0,14}(?:[。;\n,(]|$)))"
    r"(?P<a>(?:目前|现|已|均|全部|仍)*[^,。;\n:(]{2,14})(?=[,。;\n()]|$)"
    r"|[【(\[](?P<b>(?:已|全部|基本|正在|未|长期|持续|阶段性)[^】)\]。,:]{1,10})[】)\]]"
    r"|(?:^|(?<=[。;\n:]))(?P<c>(?:目前|现|均)?,?(?:已(?:全部|按期)?(?:整改)?(?:完成|办结)(?:整改)?"
    r"|(?:已)?整改完成|完成整改"
    r"|已整改(?:到位|完成)?|正在整改|基本完成(?:整改)?|未(?:整改|完成)|长期坚持|持续整改|阶段性完成"
    r"|持续推进))(?=[,。;\n(]|并|$)"
    r"|(?<=[☑√✓✔])(?P<d>(?:已|未|正在)(?:完成)?整改(?:完成|到位)?))"
)
# A verdict and nothing else: 已完成整改, but not 已完成排查, which is a result.
_BARE_VERDICT: Final = re.compile(
    r"(?:该(?:问题|项|任务)|此项)?(?:整改(?:任务|工作)?)?(?:已经?|达到|符合|未|正在?|基本|全部|均|部分|持续|长期|阶段性|尚未|按期|如期|按时|有序|序时|待|按照?)*"
    r"(?:全部|全面)?(?:完成|整改|推进|坚持|办结|关闭|闭环|落实|到位|销号|并|且|和|,|、|长期|持续|完毕|进行|中|实施|启动|解决|开始|任务|目标|序时进度|时限|计划|验收|工作|措施|已)+"
)


def of_label(text: str, start: int, end: int) -> StatusCue | None:
    """Return what the value [start, end) of a label such as 整改情况: says in its first words, if that is a verdict."""
    first = _BEFORE_BRACKET.search(text, start, end)
    if first is None or not is_verdict(first[0]):
        return None
    found = verdict(first[0])
    return StatusCue(start=first.start(), end=first.end(), status=found) if found else None


def is_verdict(words: str) -> bool:
    """Say whether words are a verdict and nothing else."""
    return _BARE_VERDICT.fullmatch(words.strip()) is not None or english.state(words) is not None


def verdicts_in(text: str, start: int, end: int, excluded: Spans) -> Iterator[StatusCue]:
    """Yield the verdicts that stand in the prose of [start, end)."""
    for match in _VERDICT.finditer(text, start, end):
        group = match.lastgroup or "a"
        found = verdict(match[group])
        if match["a"] and ":" in match[0] and not is_verdict(match["a"]):
            continue
        if found and not excluded.touch(match.start(), match.end()):
            yield StatusCue(start=match.start(group), end=match.end(group), status=found)


def verdict(words: str) -> Status | None:
    """Return the status that a short statement means (已完成, 正在整改, 未整改, Closed …), None if it is none."""
    return next((status_ for status_, pattern in _VERDICTS if pattern.search(words)), None) or english.state(words)
