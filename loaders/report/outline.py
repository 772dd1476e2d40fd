"""The outline of a report: numbered headings and labels. Levels are told apart by the shape of their marks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from loaders.characters import CHINESE_NUMBER
from loaders.report.labels import Label, labels
from loaders.report.marks import BELOW, LEVELS, ONE_SIGN, PROBLEM, Mark, ranked, ranks_of_signs, sign, value_of
from loaders.report.table import Table, tables
from loaders.text import Spans, number

if TYPE_CHECKING:
    from collections.abc import Sequence

_IN_LIST: Final = 5


@dataclass(slots=True, eq=False)
class Node:
    """A numbered heading with all below it: [start, end), its words from `body` on; `rank` falls towards the top."""

    rank: int
    number: str
    start: int
    body: int
    end: int = 0
    heading_end: int = 0
    listed: bool = False
    parent: Node | None = None
    children: list[Node] = field(default_factory=list["Node"])

    @property
    def own_end(self) -> int:
        """Return where its first child begins, or its end."""
        return self.children[0].start if self.children else self.end


@dataclass(slots=True)
class Outline:
    """All numbered headings of a text in order, and all labels."""

    text: str
    start: int
    end: int
    nodes: list[Node]
    labels: list[Label]

    def labels_in(self, start: int, end: int) -> list[Label]:
        """Return the labels that begin in [start, end)."""
        low = bisect_left(self.labels, start, key=lambda each: each.start)
        return self.labels[low : bisect_left(self.labels, end, key=lambda each: each.start)]

    def heading(self, node: Node) -> str:
        """Return the words of a heading up to the end of its line or first full stop."""
        return self.text[node.body : node.heading_end]


# Behind a closing note (注:1.各责任单位排第一位的为牵头单位) nothing is an issue.
_CLOSING_NOTE: Final = re.compile(r"\n[ ]*(?:备?注|说明):(?=[^\n])")
_GOES_ON: Final = re.compile(r"\n[ ]*(?:[一二三四五六七八九十]+、|反馈问题|问题[一二三四五六七八九十\d])")


# The last paragraphs are addressed to the reader, or say what the body that reports will do after the report.
_FAREWELL: Final = re.compile(
    r"\n[ ]*(?:(?:下一?步|下一阶段|今后|接下来)(?:工作中)?,?(?:我们|我[省市区县乡镇街校院局委厅处行司社]"
    r"|[^,。:;\n]{0,14}(?:党委|党组|党工委|党总支|支部|政府|集团|公司|学校|学院|医院|管委会|局|委|院))[^。\n]{0,8}将"
    r"|【(?:下一?步|今后|联系)[^】\n]{0,10}】|联系(?:方式|电话|地址)|邮政信箱|公示(?:期|时间)(?:间|为|限)?[:为内,如]|(?:监督|举报|咨询|受理)电话|(?:以上[^\n]{0,20})?欢迎[^\n]{2,40}监督|特此(?:报告|通报|公告|公示)|以上(?:报告|情况|汇报)[^。\n]{0,6}请)"
)


def _close(text: str, start: int, end: int) -> int:
    """Return where the text in [start, end) ends but for its closing notes and the paragraphs of farewell."""
    *_, note = (None, *_CLOSING_NOTE.finditer(text, start, end))
    end = note.start() if note and not _GOES_ON.search(text, note.end(), end) else end
    farewells = [found.start() for found in _FAREWELL.finditer(text, start, end)]
    last = next((at for at in farewells if not _GOES_ON.search(text, at + 1, end)), end)
    # What stands below several issues is part of their answers.
    return last if len(farewells) <= _FAREWELLS else end


_FAREWELLS: Final = 3  # of the next steps, of thanks and of the address, at the most


def innermost(nodes: Sequence[Node], offset: int) -> Node | None:
    """Return the innermost of some nodes, in order, that begins before an offset and holds it."""
    index = bisect_left(nodes, offset, key=lambda each: each.start) - 1
    holder = nodes[index] if index >= 0 else None
    while holder and holder.end <= offset:
        holder = holder.parent
    return holder


def outermost_in(nodes: Sequence[Node], start: int, end: int) -> list[Node]:
    """Return the nodes, of some in order, that begin in [start, end) and lie in no other that does."""
    low = bisect_left(nodes, start, key=lambda each: each.start)
    high = bisect_left(nodes, end, low, key=lambda each: each.start)
    return [each for each in nodes[low:high] if each.parent is None or each.parent.start < start]


def outline(text: str, start: int, end: int) -> Outline:
    """Return the outline of the folded text in [start, end)."""
    end = _close(text, start, end)
    drawn = tables(text, start, end)
    cells = [cell for each in drawn for cell in each.cells]
    inside = Spans(tuple(each.at for each in drawn))
    found = sorted(
        [*(each for each in labels(text, start, end) if not inside.at(each.start)), *cells], key=lambda each: each.start
    )
    nodes = [node for node in _nodes(text, start, end, found) if not inside.at(node.start)]
    _end_with_labels(nodes, found)
    _end_before_tables(nodes, drawn)
    for node in nodes:
        node.heading_end = _heading_end(text, node)
    return Outline(text, start, end, nodes, found)


def _end_before_tables(nodes: list[Node], drawn: list[Table]) -> None:
    """End the last heading before a table where the table begins."""
    for table in drawn:
        before = bisect_left(nodes, table.at.start, key=lambda each: each.start) - 1
        node = nodes[before] if before >= 0 else None
        while node and node.rank >= PROBLEM:
            node.end = min(node.end, table.at.start)
            node = node.parent


def _end_with_labels(nodes: list[Node], found: list[Label]) -> None:
    """End the headings with the last label, if none begins behind its value."""
    if not nodes or not found or nodes[-1].start >= found[-1].end:
        return
    for node in nodes:
        node.end = min(node.end, found[-1].end)


def _nodes(text: str, start: int, end: int, labels: list[Label]) -> list[Node]:
    stack: list[Node] = []
    nodes: list[Node] = []
    lists = _Lists(text, labels)
    marked = {label.start for label in labels}
    marks, deeper = ranked(text, start, end)
    signs = ranks_of_signs(text, marks)
    for mark in marks:
        node = _node(mark)
        node.rank = signs.get(sign(mark), node.rank)
        # 一、第9项整改任务 says nothing but that it is an item: what it is stands below.
        node.body = item.end() if (item := _ITEM.match(text, node.body, end)) else node.body
        node.rank = deeper.get(node.rank, node.rank)
        if node.start in marked or (mark.spaced and not _alone(text, node)):
            continue
        node.rank += lists.depth(node, stack)
        node.listed = node.rank % 10 == _IN_LIST
        _hang(node, stack)
        nodes.append(node)
    for node in stack:
        node.end = end
    return nodes


_ITEM: Final = re.compile(
    rf"[ ]*(?:第(?:{CHINESE_NUMBER}|\d{{1,3}})[项个条](?:整改)?(?:任务|问题|事项)"
    r"|(?:整改)?(?:任务|问题|事项)?(?:序号|编号)[: ]*\d{1,3})[ ]*(?=\n)"
)


def _alone(text: str, node: Node) -> bool:
    """Say whether a number that only a blank parts from its heading (1 基本情况) begins a line of its own."""
    return text[node.body - 2] in "、.)" or not text[text.rfind("\n", 0, node.start) + 1 : node.start].strip()


def _node(mark: Mark) -> Node:
    shape = mark.shape
    words = "" if shape == "r5d" else str(value_of(mark)) if shape in ONE_SIGN else mark.number
    rank = LEVELS[shape[:2]] + (2 * words.count(".") if shape in {"r4b", "r4f"} else BELOW.get(shape, 0))
    start = mark.number_at - (1 if shape in {"r2", "r5"} else 0)
    if shape in {"r3", "r3b", "r3c", "r3d", "r3e", "r4i", "r5c", "r5f", "r5g"}:
        start = mark.opens
    return Node(rank, words, start, mark.end)


def _hang(node: Node, stack: list[Node]) -> None:
    while stack and stack[-1].rank >= node.rank:
        stack.pop().end = node.start
    if stack:
        node.parent = stack[-1]
        stack[-1].children.append(node)
    stack.append(node)


class _Lists:
    """Tells a list under a label (整改措施: 1. … 2. …) from headings of the same shape around it."""

    def __init__(self, text: str, labels: list[Label]) -> None:
        self._text, self._values = text, [label.value for label in labels]
        self._rank, self._last, self._from = -1, 0, 0

    def depth(self, node: Node, stack: list[Node]) -> int:
        """Return how much deeper than its shape says a mark lies."""
        value = int(number(node.number) or 0)
        opens = value == 1 and self._after_label(node.start) and any(each.rank == node.rank for each in stack)
        goes_on = node.rank == self._rank and value == self._last + 1 and not self._label_since(node.start)
        if opens or goes_on:
            self._rank, self._last, self._from = node.rank, value, node.start
            return _IN_LIST
        if node.rank <= self._rank:
            self._rank = -1
        return 0

    def _after_label(self, offset: int) -> bool:
        index = bisect_right(self._values, offset) - 1
        return index >= 0 and not self._text[self._values[index] : offset].strip()

    def _label_since(self, offset: int) -> bool:
        return bisect_right(self._values, offset) > bisect_right(self._values, self._from)


# Where no line ends, a blank parts a heading from what follows.
_HEADING_STOP: Final = re.compile(r"[。\n]|(?<=[\u4e00-\u9fff]{4}) {1,4}(?=[\u4e00-\u9fff]{2})")


def _heading_end(text: str, node: Node) -> int:
    limit = min(node.own_end, node.body + 300)
    stop = _HEADING_STOP.search(text, node.body, limit)
    return stop.start() if stop else limit
