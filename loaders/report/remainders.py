"""What is done of a counted goal 目标 and leaves a remainder: 已改造21公里 where 38公里 are to be.

A number reported as done completes nothing while a larger one of the same thing stands in the fault or before it in
the answer. Parts that add up to the goal leave nothing.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from loaders.report.clauses import clause_start, passage_start, sentence_start
from loaders.text import Spans, Stretch

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loaders.parsed import Quantity

# Words before a number that make it a goal in the text of an answer; in the fault every number is one.
_GOAL: Final = re.compile(
    "应|需|须|判[令决]|赔偿|拖欠|出借|借给|挪用|多[付计]|多结算|未缴|少缴|实施|计划|任务|目标|排查出?|发现|梳理出?|查出|检出|涉及|反馈|交办|移交|转办|收到|限期|全部|总共|共有|共计|合计|总计|欠|尚有|现有|存量"
)
_FINISHED: Final = (
    "完[成工]|竣工|执行到位|到[位账]|办结|销号|整改|追[回缴]|收[回缴]|清[退理收偿]|退[还缴回出]|缴[入清回]|归还|上缴"
    "|拆除|关停|封堵|取缔|改造|修复|治理|补[办缴齐签]|盘活|拨付|支付|兑付|处置|化解"
)
# What is reported as done: 已, or a verb of finishing before the number in its clause.
_DONE: Final = re.compile(f"已(?!于|在|经批)|{_FINISHED}")
# Words before a number that say nothing of what is counted.
_VERB: Final = re.compile(f"(?:已|共|全部|累计|均|经|{_FINISHED}|开工|通[水气车]|投用|安装|建成|新建)+")
# What is only begun is no part of what is done: 已开工18公里，完成11公里.
_BEGUN: Final = re.compile("(?:开工|动工|启动|在建|招标)(?:建设|改造|实施)?$")
_MONEY: Final = "元"
# What says that nothing is left.
_WHOLE: Final = re.compile(
    r"(?<!\d)100%|(?:全部|均已?|如数|足额|全额|其余[^。;]{0,12}已)(?:已|予以)?[完整追收退缴到拆办关销归修上处兑拨支]"
    r"|逐[笔一户个项件家村校条]|完成整改(?=[,。;])"
)
_AMONG: Final = re.compile("其中|包括|含")  # one of the parts, told for its own sake
_REACH: Final = 80  # characters before the first part that may say so
_NEXT: Final = re.compile(r"[\n①-⒛]|[二三四五六七八九十]是")
_MANY: Final = 100  # numbers of one answer that are compared with each other


def partly_done(folded: str, fault: Sequence[Quantity], told: Sequence[Quantity], end: int) -> Spans:
    """Return the numbers of an answer that ends at `end` which report a part of a goal, where no others fill it up.

    `fault` are the numbers of the fault that it answers, `told` those of the answer, in order.
    """
    told = told[:_MANY]
    goals = [each for each in fault[:_MANY] if each.value > 1] + [each for each in told if _is_goal(folded, each)]
    found: set[tuple[int, int]] = set()
    for goal in goals:
        after = (each for each in told if each.start > goal.start and each.unit == goal.unit)
        of_it = [each for each in after if _same(goal, each) and not _is_begun(folded, each)]
        parts = [each for each in of_it if _is_part(folded, each)]
        if parts and sum(each.value for each in of_it) < goal.value and not _is_whole(folded, goal, parts, end):
            found.update((each.start, each.end) for each in parts)
    return Spans(tuple(Stretch(*span) for span in sorted(found)))


def _is_whole(folded: str, goal: Quantity, parts: Sequence[Quantity], end: int) -> bool:
    """Say whether the words around the parts, within their measure, say that nothing is left of the goal."""
    opens = max(goal.start, passage_start(folded, parts[0].start), parts[0].start - _REACH)
    next_one = _NEXT.search(folded, parts[-1].end, end)
    return _WHOLE.search(folded, opens, next_one.start() if next_one else end) is not None


def _is_goal(folded: str, each: Quantity) -> bool:
    words = folded[clause_start(folded, each.start) : each.start]
    return each.value > 1 and each.comparator == "=" and _GOAL.search(words) is not None


def _is_begun(folded: str, each: Quantity) -> bool:
    return _BEGUN.search(folded, clause_start(folded, each.start), each.start) is not None


def _is_part(folded: str, each: Quantity) -> bool:
    """Say whether a number reports what is done of a goal."""
    if each.unit.endswith(("%", "百分点")):
        return False
    if _AMONG.search(folded, sentence_start(folded, each.start), each.start):
        return False
    words = folded[clause_start(folded, each.start) : each.start].rpartition("】")[2]
    return _DONE.search(words) is not None


def _same(goal: Quantity, each: Quantity) -> bool:
    """Say whether two numbers may count the same: money, nothing but a verb is said of one, or they share a word."""
    one, other = goal.of, each.of
    if goal.unit == _MONEY or not one or not other or _VERB.fullmatch(other):
        return True
    return any(one[at : at + 2] in other for at in range(len(one) - 1))
