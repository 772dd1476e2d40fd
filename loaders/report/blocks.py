"""Issues as blocks: labels such as 反馈问题: open them, and the labels of their answers follow."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from loaders.report.marks import PROBLEM
from loaders.report.outline import Node, Outline, innermost
from loaders.report.titles import ITEM
from loaders.text import line_end, trimmed

if TYPE_CHECKING:
    from collections.abc import Container

    from loaders.report.labels import Label
    from loaders.report.passages import Source

_SERIAL: Final = re.compile(
    r"(?:[【\[]?(?:(?:问题|事项|任务|件)?(?:序号|编号)|第)[:： ]*|(?<=\n)[ ]*(?=[一二三四五六七八九十\d]+[ ]*\n))"
    r"(?P<number>[A-Za-z\d]{1,8}(?:[-/][A-Za-z\d]{1,8}){1,4}|\d{1,4}|[一二三四五六七八九十]{1,3})"
    r"[号项条]?[】\]]?[ \n]*$"
)
_LONGEST_SERIAL: Final = 40


def blocks(source: Source) -> list[Node]:
    """Return the blocks that labels such as 反馈问题: open, if no numbered heading holds them."""
    of = source.outline
    labels = [label for label in of.labels if label.kind == "fault"]
    bodies = [node.body for node in of.nodes]
    held = [label for label in labels if _holds(source.folded, bodies, label.start)]
    if held or not labels or (len(labels) == 1 and not (labels[0].cell or _is_whole(of, labels[0]))):
        return []
    found: list[Node] = []
    for label, stop in zip(labels, [*(each.start for each in labels[1:]), labels[-1].end], strict=True):
        serial = _row_number(source, label) or _serial(source.folded, label.start)
        mark = (
            ITEM.match(source.folded, label.value, stop)
            or (_of_title(source) if len(labels) == 1 and not label.cell else None)
            or _MARKED.match(source.folded, label.start, label.value)
        )
        start = serial.end() - len(serial[0].lstrip(" ")) if serial else label.start
        if found:
            found[-1].end = min(found[-1].end, start)
        heading_end = line_end(source.folded, label.value, stop)
        number = serial["number"] if serial else mark["number"] if mark else str(len(found) + 1)
        body = mark.end() if mark and label.start < mark.end() <= label.value else label.start
        found.append(Node(0, number, start, body, stop, heading_end))
    found[-1].end = max(found[-1].end, max((each.end for each in of.labels), default=0))
    listed = _ranks_under_labels(of)
    chapters = [node for node in of.nodes if _is_chapter(of, node, found) and node.rank not in listed]
    for node in found:
        node.parent = innermost(chapters, node.start)
        node.end = min(_without_next_section(source, node, listed), node.parent.end if node.parent else node.end)
        node.children = [each for each in of.nodes if node.start < each.start < node.end and _is_top(each, node)]
    return found


def _serial(folded: str, start: int) -> re.Match[str] | None:
    """Return the number of a block that stands before `start`; of 序号:1 and 受理编号:QY-031 below it the first."""
    found = _SERIAL.search(folded, max(0, start - _LONGEST_SERIAL), start)
    line = folded.rfind("\n", 0, found.start()) + 1 if found else start
    words = folded[line : found.start()].strip() if found else ""
    return (words and _SERIAL.search(folded, max(0, line - _LONGEST_SERIAL), line)) or found


def _is_chapter(of: Outline, node: Node, found: list[Node]) -> bool:
    """Say whether a heading holds blocks: by its rank, or nothing stands between it and the first of them."""
    if node.rank < PROBLEM:
        return True
    following = bisect_left(found, node.heading_end, key=lambda each: each.start)
    first = found[following].start if following < len(found) else node.start
    return of.text.startswith("\n", node.heading_end) and not of.text[node.heading_end : first].strip()


_ROW_NUMBER: Final = re.compile(r"(?P<number>\d{1,3})")
_CELLS_BEFORE: Final = 3


def _row_number(source: Source, fault: Label) -> re.Match[str] | None:
    """Return the number of the row of a table whose cell names a fault: before it, or before its kind."""
    at = bisect_left(source.outline.labels, fault.start, key=lambda each: each.start)
    before = source.outline.labels[max(0, at - _CELLS_BEFORE) : at]
    numbers = (_ROW_NUMBER.fullmatch(source.folded, cell.start, cell.end) for cell in reversed(before) if cell.cell)
    return next((number for number in numbers if number), None)


def _is_whole(of: Outline, label: Label) -> bool:
    """Say whether the text is about the one fault of a label: its answer has a label too, and no heading is before."""
    answered = any(each.kind in ("measure", "result") and each.start > label.start for each in of.labels)
    return answered and not (of.nodes and of.nodes[0].start < label.start)


# 第二十三项整改任务完成情况的公示: what a notice about one fault calls it in its title.
_NAMED: Final = re.compile(r"(?:第|序号)(?P<number>[一二三四五六七八九十]{1,4}|\d{1,3})(?:[项号条]|(?=\)))")


def _of_title(source: Source) -> re.Match[str] | None:
    """Return the number of the fault in the title of a notice, if that names just one."""
    named = list(_NAMED.finditer(source.folded, 0, source.outline.start))
    return named[0] if len(named) == 1 else None


_SECTION: Final = 16  # characters


def _is_section(folded: str, node: Node) -> bool:
    """Say whether a heading may open a section: of a chapter, or the short line behind a sign (★竹溪村)."""
    signed = not node.number and node.heading_end - node.body <= _SECTION and folded[node.heading_end - 1] not in "。;"
    return node.rank < PROBLEM or (signed and folded.startswith("\n", node.heading_end))


def _ranks_under_labels(of: Outline) -> set[int]:
    """Return the ranks of the lists that labels open: 整改举措: (一)… (二)… are no sections."""
    values = {trimmed(of.text, label.value, label.end)[0] for label in of.labels}
    return {node.rank for node in of.nodes if node.start in values}


def _without_next_section(source: Source, block: Node, listed: Container[int]) -> int:
    """Return where a block ends: before a heading, and those above it, that hold nothing but the next block."""
    end, last = block.end, None
    inside = [node for node in source.outline.nodes if block.start < node.start < block.end]
    for each in reversed([node for node in inside if node.rank not in listed]):
        nested = last is None or last.parent is each or not each.number
        if not (nested and _is_section(source.folded, each)) or source.folded[each.heading_end : end].strip(" 。\n"):
            break
        end, last = each.start, each
    return end


_MARKED: Final = re.compile(r"[ ]*(?:[(第]?(?P<number>[一二三四五六七八九十]{1,3}|\d{1,2})[、.)][、.]?)[ ]*")


def _holds(folded: str, bodies: list[int], start: int) -> bool:
    """Say whether a numbered heading begins right before `start`."""
    index = bisect_left(bodies, start + 1) - 1
    return index >= 0 and (start - bodies[index] <= 2 or not folded[bodies[index] : start].strip())


def _is_top(node: Node, block: Node) -> bool:
    return node.parent is None or node.parent.start < block.start
