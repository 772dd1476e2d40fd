"""The clauses of a measure that have a cue; titles, quoted faults and what things are already give none."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from loaders.parsed import Status, StatusCue
from loaders.report.status.cues import STATED, cue
from loaders.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.text import Spans

_CLAUSE: Final = re.compile(r"[^,。;:!?\n]+")


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause that speaks for a status: its words, and the cue among them."""

    words: str
    cue: StatusCue

    @property
    def status(self) -> Status:
        """Return the status that its cue shows."""
        return self.cue.status


def clauses_in(text: str, start: int, end: int, excluded: Spans, partly: Spans) -> Iterator[Clause]:
    """Yield the clauses of [start, end) that have a cue; numbers that lie in `partly` complete nothing."""
    planned_to = -1
    for match in _CLAUSE.finditer(text, start, end):
        words = without_attributes(_without(text, match.start(), match.end(), excluded))
        if found := cue(words):
            at, stop, stated = found
            # What is planned holds on: 计划新建公办园8所,新增学位2160个.
            if stated != "IN_PROGRESS" and planned_to == match.start() and not STATED.search(words):
                stated = "PLANNED"
            elif stated == "COMPLETED" and partly.touch(match.start(), match.end()):
                stated = "IN_PROGRESS"
            yield Clause(words, StatusCue(start=match.start() + at, end=match.start() + stop, status=stated))
            planned_to = match.end() + 1 if stated == "PLANNED" and text.startswith((",", "、"), match.end()) else -1


# 对已搬迁地块, 已建成的污水厂: what a thing has become already is no deed of the measure.
_ATTRIBUTE: Final = re.compile(
    r"已[\u4e00-\u9fff]{2}的(?=[\u4e00-\u9fff《“])"
    r"|(?:(?<=[对把按])|(?<=针对|加强|强化|完善|规范|巩固|提升|优化|盘活|利用|依托|围绕|结合|管控|督促|做好|抓好))已[\u4e00-\u9fff]{2}"
    r"|(?:(?<=^排查)|(?<=^核查|^清理|^推进|^推动|^整治|^治理|^修复)|(?<=全面排查|全面核查|全面清理|逐一排查|逐一核查))"
    r"已(?!完成|达|全|基本|取得)[\u4e00-\u9fff]{2}(?=[\u4e00-\u9fff]{2})"
)


def without_attributes(words: str) -> str:
    """Return words of the same length, without what things are already."""
    return _ATTRIBUTE.sub(lambda found: "·" * len(found[0]), words) if "已" in words else words


def _without(text: str, start: int, end: int, excluded: Spans) -> str:
    if not excluded.touch(start, end):
        return text[start:end]
    kept, at = "", start
    for each in excluded.over(start, end):
        kept += text[at : each.start] + "《" * (each.end - each.start)
        at = each.end
    return kept + text[at:end]
