"""Issues that no number and no label opens: paragraphs about a fault, and headings on lines of their own."""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from loaders.report.faults import ANSWER, DEED, FAULT
from loaders.report.marks import PROBLEM
from loaders.report.outline import Node, Outline, innermost
from loaders.report.titles import answered
from loaders.text import lines, number
from loaders.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loaders.text import Stretch

# 关于预算执行率低问题。 and 针对超标准接待的问题,
_SUBJECT: Final = r"(?:针对|关于|对)[^。:;\n]{4,60}?(?:问题(?:的?整改(?:落实)?情况)?|方面)(?:[。,:;]|$)"
# 检查发现,食堂结余分配不合规。经整改,… says first who found the fault.
_FOUND: Final = (
    r"[\u4e00-\u9fff]{0,8}?(?:审计|巡[视察]|督[察查导]|检查|抽查|核查|暗访|反馈)[组中时]?(?:发现|指出|反馈|查出|反映)[,:]"
    r"[^。:;\n]{4,120}。(?=[^\n]{4})"
)
_ABOUT: Final = re.compile(rf"{_SUBJECT}|{_FOUND}")
# 一是关于收益测算不实的问题。 and 一是预算编制不够细化。, also behind the answer to the one before
_SAID: Final = re.compile(
    r"(?m)(?:^[ ]*|(?<=[。;])[ ]*)(?P<number>[一二三四五六七八九十]{1,3})是"
    rf"(?P<body>(?P<about>{_SUBJECT})|[^。:;\n]{{4,80}}。)(?P<answer>[^。\n]*)"
)
# 对预算编制不细化的问题,市财政局已…;对收入未及时缴库的问题,…: behind a heading, or behind the answer to the one before
_IN_TURN: Final = re.compile(
    r"[。:;,\s]*(?P<opens>(?:(?P<number>[一二三四五六七八九十]{1,3})是)?"
    r"(?P<body>(?P<word>针对|关于|对)[^。:;,\n]{4,60}?问题(?P<mark>[。,:])))"
)
_STOP: Final = re.compile("[。;\n]")
_SHORTEST, _LONGEST = 6, 46
_PROSE: Final = 12
_LEAST: Final = 2
_MOST: Final = 2 / 3


@dataclass(frozen=True, slots=True)
class _Opening:
    """A line that opens an issue, and where its heading ends."""

    start: int
    body: int
    heading_end: int
    number: str = ""


def nodes(of: Outline) -> list[Node]:
    """Return the issues that open with 关于…问题, else those under lines that are headings; [] for fewer than two."""
    paragraphs = lines(of.text, of.start, of.end)
    for openings in (_about(of, paragraphs), _said(of.text, of.start, of.end), _headings(of, paragraphs)):
        if len(openings) >= _LEAST:
            return _up_to_the_next(of, openings)
    openings = _without_stops(of, paragraphs)
    return _up_to_the_next(of, openings) if len(openings) >= _SURELY else []


def about(of: Outline) -> list[Node]:
    """Return the paragraphs that open with 关于…问题。 as issues; [] for fewer than two."""
    openings = _about(of, lines(of.text, of.start, of.end))
    return _up_to_the_next(of, openings) if len(openings) >= _LEAST else []


def _about(of: Outline, paragraphs: Sequence[Stretch]) -> list[_Opening]:
    found: list[_Opening] = []
    for line in paragraphs:
        if match := _ABOUT.match(of.text, line.start, line.end):
            turns = _turns(of.text, line.start, line.end)
            found += turns if len(turns) >= _LEAST else [_Opening(match.start(), match.start(), match.end())]
    return found


def _turns(text: str, start: int, end: int) -> list[_Opening]:
    """Return the faults of a stretch that open it and its sentences, all with the same word and mark."""
    first = _IN_TURN.match(text, start, end)
    found = [first] if first else []
    for stop in _STOP.finditer(text, first.end() if first else end, end):
        each = _IN_TURN.match(text, stop.end(), end)
        if first and each and (each["word"], each["mark"]) == (first["word"], first["mark"]):
            found.append(each)
    return [
        _Opening(each.start("opens"), each.start("body"), each.end("mark") - 1, each["number"] or "") for each in found
    ]


def _said(text: str, start: int, end: int) -> list[_Opening]:
    """Return the runs 一是 … 二是 … of which each opens with a fault: 关于…问题, or one that is answered."""
    runs: list[list[re.Match[str]]] = []
    for each in _SAID.finditer(text, start, end):
        if runs and number(each["number"]) == len(runs[-1]) + 1:
            runs[-1].append(each)
        elif each["about"] or number(each["number"]) == 1:
            runs.append([each])
    return [
        _Opening(each.start("number"), each.start("body"), each.end("body"), each["number"])
        for run in runs
        if _names_faults(run)
        for each in run
    ]


def _names_faults(run: Sequence[re.Match[str]]) -> bool:
    told = [each for each in run if FAULT.search(each["body"]) and DEED.search(each["answer"])]
    return all(each["about"] for each in run) or (len(run) >= _LEAST and len(told) >= _MOST * len(run))


def below(of: Outline, heading: Node) -> list[Node]:
    """Return the issues below a heading that has none: 一是 … 二是 … with faults, or the one that opens with 关于."""
    start = of.text.find("\n", heading.heading_end, heading.end)
    first = next(iter(lines(of.text, start, heading.end)), None) if start >= 0 else None
    if first is None:
        return []
    match = _ABOUT.match(of.text, first.start, heading.end) or answered(of.text, first.start, first.end)
    alone = [_Opening(match.start(), match.start(), match.end())] if match else []
    turns = _turns(of.text, first.start, heading.end)
    openings = _said(of.text, start, heading.end) or (turns if len(turns) >= _LEAST else alone)
    stops = [*(each.start for each in openings[1:]), heading.end]
    return [
        Node(0, each.number, each.start, each.body, stop, each.heading_end, parent=heading)
        for each, stop in zip(openings, stops, strict=False)
    ]


# 预算编制方面的2个问题: a heading that counts faults and names none.
_COUNTED: Final = re.compile(r"(?:方面|领域|审计)[^。\n]{0,12}?[\d一二三四五六七八九十]+[个项条](?:具体)?问题")


def in_turn(of: Outline, heading: Node) -> list[Node]:
    """Return the issues that a paragraph names and answers in turn, below a heading that names none of its own."""
    found = _turns(of.text, heading.heading_end, heading.end)
    stops = [*(each.start for each in found[1:]), heading.end]
    return [
        Node(0, each.number, each.start, each.body, stop, each.heading_end, parent=heading)
        for each, stop in zip(found, stops, strict=False)
    ]


def counts_faults(of: Outline, heading: Node) -> bool:
    """Say whether a heading tells how many faults there are below it."""
    return _COUNTED.search(of.text, heading.body, heading.heading_end) is not None


def _headings(of: Outline, paragraphs: Sequence[Stretch]) -> list[_Opening]:
    """Return the short lines without a stop that prose follows, if half of them name a fault and half are answered."""
    marked = {node.start for node in of.nodes}
    found = [
        (line, after)
        for line, after in pairwise(paragraphs)
        if _is_heading(of.text, line) and line.start not in marked and _is_prose(of.text, after)
    ]
    named = sum(1 for line, _ in found if FAULT.search(of.text, line.start, line.end))
    answered = sum(
        1 for _, after in found if any(each.search(of.text, after.start, after.end) for each in (ANSWER, DEED))
    )
    return (
        [_Opening(line.start, line.start, line.end) for line, _ in found]
        if min(named, answered) * 2 >= len(found)
        else []
    )


def _without_stops(of: Outline, paragraphs: Sequence[Stretch]) -> list[_Opening]:
    """Return the short lines that tell of no deed before those that do, if most of them name a fault.

    So reads a notice of a village whose paragraphs have neither numbers nor stops.
    """
    marked = {node.start for node in of.nodes}
    found = [
        line
        for line, after in pairwise(paragraphs)
        if _is_heading(of.text, line) and line.start not in marked and not _tells(of, line) and _tells(of, after)
    ]
    named = sum(1 for line in found if FAULT.search(of.text, line.start, line.end))
    return [_Opening(each.start, each.start, each.end) for each in found] if named >= _MOST * len(found) else []


_SURELY: Final = 3
_TOLD: Final = re.compile(rf"{DEED.pattern}|\d+(?:\.\d+)?(?:[个处名户份次吨万亩元条件张台项期人公]|%)")


def _tells(of: Outline, line: Stretch) -> bool:
    return _TOLD.search(of.text, line.start, line.end) is not None


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
        end = _before_section(of.text, opening, end) if place < len(openings) else end
        found.append(Node(0, opening.number or str(place), opening.start, opening.body, end, opening.heading_end))
        found[-1].parent = innermost(of.nodes, opening.start)
    *before, last = (lines(of.text, node.start, node.end) for node in found)  # the heading among them
    found[-1].end = last[: max(map(len, before))][-1].end
    return found


def _before_section(text: str, opening: _Opening, end: int) -> int:
    """Return where an issue ends before short lines without a stop, which name the section of the next issue."""
    for line in reversed(lines(text, opening.heading_end, end)[1:]):
        if not _is_heading(text, line):
            break
        end = line.start
    return end
