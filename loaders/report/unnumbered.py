"""Issues that no number and no label opens: paragraphs about a fault, and headings on lines of their own."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from loaders.report.faults import ANSWER, FAULT
from loaders.report.outline import PROBLEM, Node, Outline
from loaders.text import Stretch
from loaders.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_LINE: Final = re.compile(r"[^ \n][^\n]*")
# 关于预算执行率低问题。 and 针对超标准接待的问题,
_SUBJECT: Final = r"(?:针对|关于|对)[^。:;\n“\"]{4,60}?(?:问题|方面)[。,:;]"
_ABOUT: Final = re.compile(_SUBJECT)
# 一是关于收益测算不实的问题。, also behind the answer to the one before
_SAID: Final = re.compile(
    rf"(?m)(?:^[ ]*|(?<=[。;])[ ]*)(?P<whole>(?P<number>[一二三四五六七八九十]{{1,3}})是(?P<body>{_SUBJECT}))"
)
_SHORTEST, _LONGEST = 6, 46
_PROSE: Final = 12
_LEAST: Final = 2


@dataclass(frozen=True, slots=True)
class _Opening:
    """A line that opens an issue, and where its heading ends."""

    start: int
    body: int
    heading_end: int
    number: str = ""


def nodes(of: Outline) -> list[Node]:
    """Return the issues that open with 关于…问题, else those under lines that are headings; [] for fewer than two."""
    lines = [Stretch(*found.span()) for found in _LINE.finditer(of.text, of.start, of.end)]
    for openings in (_about(of, lines), _said(of), _headings(of, lines)):
        if len(openings) >= _LEAST:
            return _up_to_the_next(of, openings)
    return []


def about(of: Outline) -> list[Node]:
    """Return the paragraphs that open with 关于…问题。 as issues; [] for fewer than two."""
    openings = _about(of, [Stretch(*found.span()) for found in _LINE.finditer(of.text, of.start, of.end)])
    return _up_to_the_next(of, openings) if len(openings) >= _LEAST else []


def _about(of: Outline, lines: Sequence[Stretch]) -> list[_Opening]:
    matches = (_ABOUT.match(of.text, line.start, line.end) for line in lines)
    return [_Opening(match.start(), match.start(), match.end()) for match in matches if match]


def _said(of: Outline) -> list[_Opening]:
    found = _SAID.finditer(of.text, of.start, of.end)
    return [_Opening(each.start("whole"), each.start("body"), each.end(), each["number"]) for each in found]


def opening(text: str, chapter: Node) -> Stretch | None:
    """Return where the words stand that name a fault, if they open what is below the heading of a chapter."""
    below = text.find("\n", chapter.heading_end, chapter.end)
    line = _LINE.search(text, below, chapter.end) if below >= 0 else None
    match = _ABOUT.match(text, line.start(), chapter.end) if line else None
    return Stretch(*match.span()) if match else None


def _headings(of: Outline, lines: Sequence[Stretch]) -> list[_Opening]:
    """Return the short lines without a stop that prose follows, if half of them name a fault and half are answered."""
    marked = {node.start for node in of.nodes}
    found = [
        (line, after)
        for line, after in pairwise(lines)
        if _is_heading(of.text, line) and line.start not in marked and _is_prose(of.text, after)
    ]
    named = sum(1 for line, _ in found if FAULT.search(of.text, line.start, line.end))
    answered = sum(1 for _, after in found if ANSWER.search(of.text, after.start, after.end))
    return (
        [_Opening(line.start, line.start, line.end) for line, _ in found]
        if min(named, answered) * 2 >= len(found)
        else []
    )


def _is_heading(text: str, line: Stretch) -> bool:
    return _SHORTEST <= line.end - line.start <= _LONGEST and text[line.end - 1] not in "。;:!?,、)》"


def _is_prose(text: str, line: Stretch) -> bool:
    return line.end - line.start >= _PROSE and text[line.end - 1] in "。;"


def _up_to_the_next(of: Outline, openings: Sequence[_Opening]) -> list[Node]:
    """Return a node for each opening, up to the next one or the next chapter.

    The last has no more paragraphs than the longest before it: the rest is the farewell.
    """
    chapters = [node.start for node in of.nodes if node.rank < PROBLEM]
    found: list[Node] = []
    for place, opening in enumerate(openings, 1):
        stop = openings[place].start if place < len(openings) else of.end
        later = bisect_left(chapters, opening.start)
        end = min(stop, chapters[later]) if later < len(chapters) else stop
        found.append(Node(0, opening.number or str(place), opening.start, opening.body, end, opening.heading_end))
        found[-1].parent = _holder(of, opening.start)
    most = max(len(list(_paragraphs(of.text, node))) for node in found[:-1])
    last = list(_paragraphs(of.text, found[-1]))
    found[-1].end = last[min(most, len(last)) - 1]
    return found


def _paragraphs(text: str, node: Node) -> Iterator[int]:
    """Yield where the paragraphs of an issue end, its heading among them."""
    return (found.end() for found in _LINE.finditer(text, node.start, node.end))


def _holder(of: Outline, offset: int) -> Node | None:
    index = bisect_left(of.nodes, offset, key=lambda each: each.start) - 1
    holder = of.nodes[index] if index >= 0 else None
    while holder and holder.end <= offset:
        holder = holder.parent
    return holder
