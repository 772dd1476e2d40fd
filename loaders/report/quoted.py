"""Issues that open with 针对“…” or 关于“…”: instead of numbered headings, below them, or between them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final

from loaders.report import unnumbered
from loaders.report.levels import QUOTED, TOPICAL, without_issues
from loaders.report.marks import PROBLEM
from loaders.report.outline import Node, innermost, outermost_in
from loaders.report.titles import quoted
from loaders.text import Spans, Stretch, line_end, lines

if TYPE_CHECKING:
    from loaders.report.passages import Source

_OPENS: Final = re.compile(
    r"(?m)^[ ]*(?:(?:针对|关于)[^“\"。\n]{0,12}[“\"]"
    r"|(?!\d)[\u4e00-\u9fff]{0,4}[“\"][^\n”\"]{4,80}[”\"](?:的)?(?:问题|方面))"
)


def openings(source: Source) -> list[Node]:
    """Return the paragraphs that open with 针对 or 关于 and a quotation as issues, each up to the next one.

    The last has no more paragraphs than the longest before it.
    """
    starts = [match.start() + len(match[0]) - len(match[0].lstrip()) for match in _OPENS.finditer(source.folded)]
    starts = [start for start in starts if "的通报" not in source.folded[start : start + 60].split("\n")[0]]
    starts = [start for start in starts if quoted(source.folded, start, len(source.folded))]
    chapters = [node.start for node in source.outline.nodes if node.rank < PROBLEM]
    found: list[Node] = []
    for start, stop in zip(starts, [*starts[1:], len(source.folded)], strict=False):
        end = next((at for at in chapters[bisect_left(chapters, start) :] if at < stop), stop)
        parent = innermost(source.outline.nodes, start)
        found.append(
            Node(0, str(len(found) + 1), start, start, end, line_end(source.folded, start, end), parent=parent)
        )
    if found:
        found[-1].end = _last_end(source, found)
    return found


def _last_end(source: Source, found: list[Node]) -> int:
    """Return where the last opening ends: with as many paragraphs as the longest before it, a single one with one."""
    *before, last = (lines(source.folded, node.start, node.end) for node in found)
    return last[: max(map(len, before), default=1)][-1].end


def opened(source: Source, nodes: list[Node]) -> list[Node]:
    """Return the issues; where most numbered headings hold paragraphs that open with 针对“…”, these paragraphs are."""
    paragraphs = openings(source) or unnumbered.about(source.outline)
    if _hold_lists(source, paragraphs, nodes):
        return paragraphs
    starts = [node.start for node in nodes]
    holding: set[Node] = set()
    for each in paragraphs:
        holder = nodes[bisect_left(starts, each.start) - 1] if each.start > starts[0] else None
        if holder and holder.heading_end < each.start < holder.end:
            each.parent, each.number = holder, ""
            each.end = min(each.end, holder.end)
            holding.add(holder)
    if len(holding) * 2 <= len(nodes):
        return nodes
    return sorted([*paragraphs, *(node for node in nodes if node not in holding)], key=lambda node: node.start)


def _hold_lists(source: Source, paragraphs: list[Node], nodes: list[Node]) -> bool:
    """Say whether the numbered headings stand in lists below the paragraphs, which begin anew and name no faults."""
    if len(paragraphs) < _SEVERAL or nodes[0].start < paragraphs[0].start:
        return False
    of = source.outline
    lists = [held for each in paragraphs if (held := outermost_in(of.nodes, each.start + 1, each.end))]
    items = [item for each in lists for item in each]
    named = sum(1 for item in items if QUOTED.match(of.heading(item)) or TOPICAL.match(of.heading(item)))
    return bool(lists) and all(each[0].number in FIRST for each in lists) and named * 2 < len(items)


_SEVERAL: Final = 2
FIRST: Final = ("1", "一", "①", "A", "a")  # of a list


def with_unnumbered(source: Source, nodes: list[Node]) -> list[Node]:
    """Add the issues without a number of their own: below headings that have none, and between numbered ones."""
    of = source.outline
    below = [node for heading in without_issues(of, nodes) for node in unnumbered.below(of, heading)]
    nodes = sorted([*nodes, *below], key=lambda node: node.start)
    held = Spans(tuple(Stretch(node.start, node.end) for node in nodes))
    alone = [node for node in openings(source) if node.start > nodes[0].start and not held.at(node.start)]
    stops = sorted((*(node.start for node in of.nodes if node.rank < PROBLEM), *(node.start for node in nodes)))
    for node in alone:
        later = bisect_right(stops, node.start)
        node.end = stops[later] if later < len(stops) else len(source.folded)
        node.heading_end = min(node.heading_end, line_end(source.folded, node.body, node.end))
        node.number = ""
    kept = [node for node in alone if source.folded[node.heading_end : node.end].strip()]
    return sorted([*nodes, *kept], key=lambda node: node.start)
