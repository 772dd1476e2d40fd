"""Issues that open with 针对“…” or 关于“…”: instead of numbered headings, below them, or between them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, Final

from loaders.report import unnumbered
from loaders.report.levels import without_issues
from loaders.report.marks import PROBLEM
from loaders.report.outline import Node
from loaders.report.titles import quoted
from loaders.text import Spans, Stretch, line_end

if TYPE_CHECKING:
    from loaders.report.passages import Source

_OPENS: Final = re.compile(
    r"(?m)^[ ]*(?:(?:针对|关于)[^“\"。\n]{0,12}[“\"]"
    r"|(?!\d)[\u4e00-\u9fff]{0,4}[“\"][^\n”\"]{4,80}[”\"](?:的)?(?:问题|方面))"
)


def openings(source: Source) -> list[Node]:
    """Return the paragraphs that open with 针对 or 关于 and a quotation as issues, each up to the next one."""
    starts = [match.start() + len(match[0]) - len(match[0].lstrip()) for match in _OPENS.finditer(source.folded)]
    starts = [start for start in starts if "的通报" not in source.folded[start : start + 60].split("\n")[0]]
    starts = [start for start in starts if quoted(source.folded, start, len(source.folded))]
    chapters = [node.start for node in source.outline.nodes if node.rank < PROBLEM]
    found: list[Node] = []
    for start, stop in zip(starts, [*starts[1:], len(source.folded)], strict=False):
        last = start == starts[-1]
        line_end = source.folded.find("\n", start)
        end = line_end if last and line_end >= 0 else stop
        end = next((at for at in chapters[bisect_left(chapters, start) :] if at < end), end)
        found.append(Node(0, str(len(found) + 1), start, start, end, end))
    return found


def opened(source: Source, nodes: list[Node]) -> list[Node]:
    """Return the issues; where most numbered headings hold paragraphs that open with 针对“…”, these paragraphs are."""
    paragraphs = openings(source) or unnumbered.about(source.outline)
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
