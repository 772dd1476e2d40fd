"""The status 进展状态 of a measure, from labels, verdicts and the wording of its clauses; each cue is kept."""

from __future__ import annotations

import re
from typing import Final

from loaders.parsed import Status, StatusCue
from loaders.report.status.clauses import Clause, clauses_in, without_attributes
from loaders.report.status.cues import COMPLETES, HELD_OPEN, STATED
from loaders.report.status.verdicts import is_verdict, of_label, verdict, verdicts_in
from loaders.text import Spans
from loaders.values import dataclass

__all__ = ["HELD_OPEN", "STATED", "Verdict", "is_verdict", "of_label", "status", "verdict"]

_NONE: Final = Spans(())
# What will be done again and again leaves nothing open: 今后每季度公示.
_STANDING: Final = re.compile(r"今后|每[年月日周季半天]|定期")
_CONTINUES: Final = re.compile(r"[ ]*(?:\d+[.、])?(?:坚持|持续|继续|长期)")


@dataclass(frozen=True, slots=True)
class Verdict:
    """The status of a measure and what speaks for it."""

    status: Status
    evidence: tuple[StatusCue, ...]


def status(
    text: str,
    start: int,
    end: int,
    heading: str,
    excluded: Spans,
    said: StatusCue | None = None,
    *,
    plan: bool = False,
    partly: Spans = _NONE,
) -> Verdict:
    """Return the status of the measure [start, end) of a folded text by the first rule that holds.

    `said` is what a label of the whole issue says of its measures. A `plan` 方案 states nothing yet
    unless its words say that something is done or under way. Numbers that lie in `partly` complete nothing.
    """
    verdicts = tuple(verdicts_in(text, start, end, excluded))
    clauses = tuple(clauses_in(text, start, end, excluded, partly))
    cues = tuple(clause.cue for clause in clauses)
    if verdicts:
        return Verdict(_of_verdicts(verdicts), _in_order(verdicts + cues))
    if said:
        return Verdict(said.status, _in_order((said, *cues)))
    if plan and not STATED.search(without_attributes(text[start:end])):
        return Verdict("UNSTATED", ())
    if not clauses and (act := _dated_act(text, start, end, heading, excluded)):
        return Verdict("COMPLETED", (act,))
    return Verdict(_of_clauses(clauses, heading), cues)


# 6月6日,党组专题学习方案 took place once; 自7月1日起, 每年6月5日 and 6月6日印发的通知 are no acts of that day.
_ON_A_DAY: Final = re.compile(
    r"(?<![\d每自从至到限-])(?<!每年|\d年|时间)(?<!时[间限][:为]|期限[:为])(?:20\d\d年)?(?:1[0-2]|[1-9])月"
    r"(?:(?:[12]\d|3[01]|[1-9])日(?:[至到-][\d月]{1,5}日)?(?:[上下]午|当天)?|[上中下]旬|份?(?=,))(?!起|前|后|以[来前后]|之|至今|开始)"
    r"(?![^,。;\n]{0,24}的(?:通知|意见|规定|办法|要求|会议|文件|反馈|决定|报告))"
)


def _dated_act(text: str, start: int, end: int, heading: str, excluded: Spans) -> StatusCue | None:
    """Return the day of an act that no other word states: what was done on a day is done, and no standing work."""
    act = None if _CONTINUES.match(heading) else _ON_A_DAY.search(text, start, end)
    if act is None or excluded.touch(*act.span()):
        return None
    return StatusCue(start=act.start(), end=act.end(), status="COMPLETED")


def _in_order(cues: tuple[StatusCue, ...]) -> tuple[StatusCue, ...]:
    return tuple(sorted(cues, key=lambda cue: (cue.start, cue.end)))


def _of_verdicts(verdicts: tuple[StatusCue, ...]) -> Status:
    stated = {cue.status for cue in verdicts}
    first: tuple[Status, ...] = ("IN_PROGRESS", "COMPLETED", "PLANNED", "ONGOING")
    return next(each for each in first if each in stated)


def _of_clauses(clauses: tuple[Clause, ...], heading: str) -> Status:
    if _CONTINUES.match(heading):
        return "ONGOING"
    stated = [clause.status for clause in clauses]
    # A heading names the action and tells nothing of it: 推动资源扩容。三期项目拟于2025年3月开工建设。
    named = heading and stated[:1] == ["ONGOING"] and clauses[0].words.endswith(heading)
    if set(stated[1:] if named else stated) == {"PLANNED"}:
        return "PLANNED"
    if _is_open(clauses):
        return "IN_PROGRESS"
    return "COMPLETED" if "COMPLETED" in stated else "ONGOING"


def _is_open(clauses: tuple[Clause, ...]) -> bool:
    """Say whether a remainder is left: something under way or to come that no later clause reports complete.

    What is said to be under way just now (正在, 初稿) stays open, whatever else is done; so does a share of the whole
    (形象进度72%), until more is said than how many of something else are done (管网已完成8.3公里).
    """
    open_ = shared = False
    for clause in clauses:
        if clause.status == "IN_PROGRESS" and HELD_OPEN.search(clause.words):
            return True
        if clause.status in {"IN_PROGRESS", "PLANNED"} and not _STANDING.search(clause.words):
            open_, shared = True, shared or _SHARE.search(clause.words) is not None
        elif clause.status == "COMPLETED" and COMPLETES.search(clause.words):
            open_ = shared and _COUNTS.search(clause.words) is not None
    return open_


_SHARE: Final = re.compile(r"(?<![\d.])\d{1,2}(?:\.\d+)?%")
_COUNTS: Final = re.compile(r"完成[^,。\d]{0,8}\d[^,。]*$")
