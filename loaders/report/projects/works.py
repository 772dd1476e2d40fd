"""Works that say so, by their last word 项目 or 工程 or by their phase 二期."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from loaders.characters import HAN
from loaders.report.projects import names
from loaders.report.sought import Near

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.report.boundary import Boundaries

# With these the whole is a project, once what stands before is a name.
ENDINGS: Final = ("项目", "工程")
SECTION: Final = (
    r"(?:(?:第?[一二三四五六七八九十]{1,2}|[A-Z]{1,4}-?\d{0,2}|\d{1,2}#?)标段"
    r"|[一二三四五六七八九十]标(?=[、,。;和及()\d]|已|正|均|完成|项目))"
)
PHASE: Final = re.compile(
    rf"\(?(?:(?:[一二三四五六]|首|起步)期|{SECTION})\)?(?:[及和、][一二三四五六]期)*(?![间限五]|工(?!程))"
)
_PHASES: Final = Near(PHASE, re.compile("[期标]"), before=8, behind=8)
AFTER_PHASE: Final = re.compile(
    rf"(?:建设|改造|扩建|改扩建|提升|配套)*(?:项目|工程)|[{HAN}]{{1,4}}?(?:改造|扩建)(?:项目|工程)?(?=[,。;、]|已|正|均|完成)"
)
_LONGEST_CHARGED: Final = 5  # characters
_CHARGED: Final = re.compile("(?:收费|检查|检验|体检|审批|服务|补贴|考核|培训|科研|非)$")  # 收费项目, 非工程措施
_ORGAN: Final = re.compile("[省市区县州].{1,8}[局厅]$")  # 区农业农村局项目 are projects of a body


def work(folded: str, marks: Boundaries, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the work that 项目 or 工程 at [start, end) ends, with its phase."""
    left = names.left(folded, marks, start)
    stem = folded[left:start]
    if names.KIND_IN_QUOTES.match(folded, left):
        return
    if _ORGAN.search(stem) and folded.startswith("项目", start):
        return
    if len(stem) < 3 or names.GENERIC.make(stem) or (folded.startswith("建设", end) and len(stem) < 4):
        return
    if names.KIND_COUNTED.match(folded, end) or names.COUNTED_AHEAD.search(folded, max(0, left - 10), left):
        return
    if len(stem) <= _LONGEST_CHARGED and _CHARGED.search(stem):
        return
    if (folded[end : end + 1] in "部组师学硕款量费价" and folded[end : end + 1]) or folded.startswith(
        ("法人", "经理", "资金管理", "库建", "类别"), end
    ):
        return
    phase = PHASE.match(folded, end)
    yield left, phase.end() if phase else end


def by_phase(folded: str, marks: Boundaries) -> Iterator[tuple[int, int]]:
    """Yield the works that end in a phase, and in what is done in it: 黄河大道一期, 校园网二期改造项目."""
    for match in _PHASES.finditer(folded):
        left = names.left(folded, marks, match.start())
        stem = folded[left : match.start()]
        if (
            len(stem) >= 2
            and match[0][-2:] != "首期"
            and not names.GENERIC.make(stem)
            and not stem.endswith(("第", "周", "学", "任"))
        ):
            tail = AFTER_PHASE.match(folded, match.end())
            yield left, tail.end() if tail else match.end()
