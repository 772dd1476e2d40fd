"""Faults listed in one chapter and answered in the next one, item by item, under the same numbers.

So report many small bodies on their audit: 一、审计发现的问题 (一)… (二)… 二、整改情况 (一)… (二)….
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import islice, pairwise, takewhile
from typing import TYPE_CHECKING, Final

from loaders.report.faults import ANSWER, DEED
from loaders.report.labels import Label

if TYPE_CHECKING:
    from loaders.report.outline import Node, Outline

_FAULTS: Final = re.compile(r"问题|不足|缺陷|隐患|事项|意见")
_ANSWERS: Final = re.compile(r"整改|措施|举措|落实|办理|处理|进展|结果")
# An item that names its fault again is an issue by itself.
_NAMED_AGAIN: Final = re.compile(r"[ ]*(?:关于|针对|对[“\"])|[^。\n]{2,60}?(?:的问题|问题)(?:[。,:\n]|$)")


def answers(of: Outline, issues: list[Node]) -> dict[Node, Node]:
    """Return for each issue the heading that holds its measures: its own, or that of another chapter.

    Issues of a chapter that only lists faults are answered by the items of the next one, which are none themselves.
    """
    found: dict[Node, Node] = {}
    for chapter in dict.fromkeys(above for issue in issues for above in _above(issue)):
        listed = [issue for issue in issues if chapter.start < issue.start < chapter.end]
        if not any(issue in found for issue in listed):
            following = _next(of, chapter)
            found |= _pairs(of, chapter, listed, following) if following else {}
    starts = sorted(each.start for each in found.values())
    return {
        issue: found.get(issue, issue)
        for issue in issues
        if bisect_left(starts, issue.start) == bisect_left(starts, issue.end)
    }


def under_labels(of: Outline) -> dict[Node, Node]:
    """Return for each fault listed under a label 反馈问题: its answer, the item of its number under the next label.

    Empty unless all labels of faults in the text hold lists that are answered so.
    """
    found: dict[Node, Node] = {}
    for label, after in pairwise([*of.labels, _NO_LABEL]):
        if label.kind == "fault":
            listed, items = _items(of, label), _items(of, after)
            answered = after.kind in ("measure", "result") and len(listed) >= _LEAST
            if not answered or [each.number for each in items] != [each.number for each in listed]:
                return {}
            found |= zip(listed, items, strict=True)
    for issue, item in found.items():
        issue.end, item.end = (min(each.end, _stop(of, each)) for each in (issue, item))
    return found


_NO_LABEL: Final = Label("", 0, 0, 0)


def _items(of: Outline, label: Label) -> list[Node]:
    """Return the outermost numbered items under a label."""
    first = bisect_left(of.nodes, label.value, key=lambda each: each.start)
    held = list(takewhile(lambda each: each.start < label.end, islice(of.nodes, first, None)))
    return [each for each in held if each.rank == held[0].rank]


def _stop(of: Outline, item: Node) -> int:
    """Return where the label ends that an item stands under."""
    return of.labels[bisect_right(of.labels, item.start, key=lambda each: each.value) - 1].end


def _above(issue: Node) -> list[Node]:
    return [issue.parent, *_above(issue.parent)] if issue.parent else []


def _next(of: Outline, chapter: Node) -> Node | None:
    after = bisect_left(of.nodes, chapter.end, key=lambda each: each.start)
    following = of.nodes[after] if after < len(of.nodes) else None
    return following if following and following.rank == chapter.rank else None


def _pairs(of: Outline, chapter: Node, listed: list[Node], following: Node) -> dict[Node, Node]:
    items = [node for node in of.nodes if following.start < node.start < following.end and node.rank == listed[0].rank]
    told, names = of.heading(chapter), of.heading(following)
    if not (_FAULTS.search(told) and not _ANSWERS.search(told) and _ANSWERS.search(names)):
        return {}
    if len(listed) < _LEAST or [each.number for each in items] != [each.number for each in listed]:
        return {}
    unanswered = sum(1 for each in listed if not ANSWER.search(of.text, each.heading_end, each.end))
    done = [each for each in items if not _NAMED_AGAIN.match(of.text, each.body, each.end)]
    deeds = sum(1 for each in done if DEED.search(of.text, each.body, each.end))
    return dict(zip(listed, items, strict=True)) if min(unanswered, deeds) * 2 > len(listed) else {}


_LEAST: Final = 2
