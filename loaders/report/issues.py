"""Issues 问题 with their measures, put together from the outline and the mentions of the whole text."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from loaders.parsed import ParsedIssue, ParsedMeasure
from loaders.report import measures, paired, remainders, topics, unnumbered
from loaders.report.blocks import blocks
from loaders.report.levels import issue_nodes, states_fault
from loaders.report.outline import Node, outermost_in
from loaders.report.passages import KINDS, joined
from loaders.report.quoted import FIRST, opened, openings, with_unnumbered
from loaders.report.shared import NOTHING, shared_by_measures, with_shared
from loaders.report.status import HELD_OPEN, STATED, Verdict, is_verdict, status
from loaders.report.status import of_label as status_of_label
from loaders.report.titles import title
from loaders.text import Spans, Stretch, lines, trimmed
from loaders.values import dataclass

if TYPE_CHECKING:
    from loaders.parsed import Mentions, StatusCue, TopicHit, UnitMention
    from loaders.report.measures import Piece
    from loaders.report.outline import Outline
    from loaders.report.passages import Source
    from loaders.report.shared import Shared


def issues(source: Source) -> tuple[ParsedIssue, ...]:
    """Return the issues of a text in order, each with its measures."""
    answers = paired.under_labels(source.outline) or paired.answers(source.outline, _nodes(source))
    nodes = list(answers)
    _set_sections(source.folded, nodes)
    _end_before_farewell(source, nodes)
    for position, node in enumerate(nodes, 1):
        node.number = node.number or str(position)  # a sign such as ●, or none at all, counts nothing
    found = [_outlined(source, node, answers[node]) for node in nodes]
    marked = sum(1 for each in found if each.pieces and each.pieces[0].marked)
    # Where measures carry marks, the rest of a sentence that names an issue is no measure.
    return tuple(
        _issue(source, each.without_remark(source.folded) if marked * 2 > len(found) else each) for each in found
    )


def _nodes(source: Source) -> list[Node]:
    """Return the headings, blocks and paragraphs that name the faults, in order."""
    nodes = blocks(source)
    if not nodes or all(label.cell for label in source.outline.labels):
        nodes = sorted([*issue_nodes(source.outline), *nodes], key=lambda node: node.start)
    nodes = with_unnumbered(source, opened(source, nodes)) if nodes else openings(source)
    nodes = _stating(source.outline, _in_turn(source.outline, nodes))
    _adopt(source.outline, nodes)
    return nodes


def _adopt(of: Outline, nodes: list[Node]) -> None:
    """Give the issues that no number opens the lists below them, which are no sections of the issues behind.

    A heading there that goes on a count is the section of the next issue.
    """
    listed: set[Node] = set()
    for node in nodes:
        while node.parent in listed:
            node.parent = node.parent.parent if node.parent else None
        if node.rank or node.children:
            continue
        inside = outermost_in(of.nodes, node.start + 1, node.end)
        if inside and inside[0].number in ("", *FIRST):
            node.children = inside
            listed.update(inside)


_LEAST_ALIKE: Final = 3
_OPENING_WORDS: Final = 30  # characters of a paragraph that say to whom it speaks
_TO_THE_READER: Final = re.compile("将|下一?(?:步|阶段)|今后|欢迎|特此|监督|电话|联系|公示|附件|报告完毕|审议")


def _end_before_farewell(source: Source, nodes: list[Node]) -> None:
    """End the last issue with as many paragraphs as the longest before it has, if the next speaks to the reader."""
    if len(nodes) <= _LEAST_ALIKE:
        return
    most = max(len(lines(source.folded, node.start, node.end)) for node in nodes[:-1])
    last = lines(source.folded, nodes[-1].start, nodes[-1].end)
    if len(last) > most and not any(child.start >= last[most].start for child in nodes[-1].children):
        opening = source.folded[last[most].start : last[most].start + _OPENING_WORDS]
        nodes[-1].end = last[most].start if _TO_THE_READER.search(opening) else nodes[-1].end


# 【党的建设方面】 on a line of its own holds the issues that follow.
_SECTION_LINE: Final = re.compile(r"\n[ ]*(?P<words>【[^】\n]{2,30}】)\s*\Z")
_LONGEST_LINE: Final = 40


def _set_sections(folded: str, nodes: list[Node]) -> None:
    """Give the issues behind a line in brackets that line as their section, and end the issue before it there."""
    section: Node | None = None
    for place, node in enumerate(nodes):
        found = _SECTION_LINE.search(folded, max(0, node.start - _LONGEST_LINE), node.start)
        if found:
            start, end = found.span("words")
            section = Node(0, "", start, start, end, end)
            if place:
                nodes[place - 1].end = min(nodes[place - 1].end, found.start())
        if section and (node.parent is None or node.parent.start < section.start):
            node.parent = section


def _in_turn(of: Outline, nodes: list[Node]) -> list[Node]:
    """Return the issues, and instead of a heading that names no fault those that its text names and answers in turn."""
    nameless = (node for node in nodes if unnumbered.counts_faults(of, node) or not states_fault(of, node))
    held = {node: unnumbered.in_turn(of, node) for node in nameless}
    if all(len(several) < _SEVERAL for several in held.values()):
        return nodes
    return [each for node in nodes for each in held.get(node) or [node]]


def _stating(of: Outline, nodes: list[Node]) -> list[Node]:
    """Return the issues, or those that no number opens where the numbered headings name no faults."""
    if nodes and sum(1 for node in nodes if states_fault(of, node)) * 2 >= len(nodes):
        return nodes
    return unnumbered.nodes(of) or nodes


@dataclass(frozen=True, slots=True)
class Outlined:
    """An issue before its words are read: where it, its title and its measures stand.

    `answer` is the heading that holds the measures: that of the issue, but where another chapter answers it.
    """

    node: Node
    answer: Node
    title: Stretch
    pieces: tuple[Piece, ...]

    def without_remark(self, folded: str) -> Outlined:
        """Return it without a single measure that is only the rest of the sentence that names the issue."""
        remark = len(self.pieces) == 1 and measures.is_remark(folded, self.pieces[0])
        return replace(self, pieces=()) if remark else self


def _outlined(source: Source, node: Node, answer: Node) -> Outlined:
    at = title(source.outline, node)
    if answer is node:
        return Outlined(node, node, at, measures.pieces(source.outline, node, at.end))
    found = measures.pieces(source.outline, answer, answer.body)
    if len(found) == 1 and not found[0].marked:  # the mark of the heading is that of its only measure
        found = (replace(found[0], start=answer.start, marked=True),)
    return Outlined(node, answer, at, found)


def _issue(source: Source, of: Outlined) -> ParsedIssue:
    node, at, found = of.node, of.title, of.pieces
    within = found if of.answer is node else ()
    end = within[-1].end if within else max(at.end, trimmed(source.folded, node.start, node.end)[1])
    opening = Stretch(node.start, within[0].start if within else end)
    about = topics.hits(source.folded, at.start, at.end)
    partly = _partly(source, of, opening)
    built = tuple(
        _voted(_measure(source, piece, i, said, partly), about)
        for i, (piece, said) in enumerate(zip(found, shared_by_measures(source, of), strict=True), 1)
    )
    return ParsedIssue(
        start=node.start, end=end, number=node.number, title=source.text[at.start : at.end], title_start=at.start,
        title_end=at.end, section=_section(source, node), declared_measures=_declared(source, at, opening),
        measures=built, topics=about,
        mentions=_own_mentions(source, of, opening),
    )  # fmt: skip


_OF_ISSUE: Final = ("target", "closure")


def _own_mentions(source: Source, of: Outlined, opening: Stretch) -> Mentions:
    """Return what an issue names outside its measures: before them, and behind, with the results of several."""
    held = source.mentions.within(opening.start, opening.end)
    if not of.pieces or of.answer is not of.node:
        return held
    kinds = (*_OF_ISSUE, "result") if len(of.pieces) >= _SEVERAL else _OF_ISSUE
    for label in source.outline.labels_in(of.pieces[-1].end, of.node.end):
        if label.kind in kinds:
            held = joined(held, source.mentions.within(label.value, min(label.end, of.node.end)))
    return held


_SEVERAL: Final = 2  # measures; a single one has the results itself


def _partly(source: Source, of: Outlined, opening: Stretch) -> Spans:
    """Return the numbers of an issue that report a part of what its fault, or its answer before, says is to be done."""
    told_from = opening.end if of.answer is of.node else of.answer.body
    fault, told = (
        source.mentions.within(*span).quantities for span in ((opening.start, opening.end), (told_from, of.answer.end))
    )
    return remainders.partly_done(source.folded, fault, told, of.answer.end)


def _declared(source: Source, at: Stretch, opening: Stretch) -> int | None:
    return measures.declared(source.folded, at.end, max(at.end, opening.end))


def _section(source: Source, node: Node) -> str:
    """Return the heading above an issue, its mark included: (一) tells two sections of one heading apart."""
    parent = node.parent
    return source.text[parent.start : parent.heading_end].strip(" \n:：") if parent else ""


def _voted(measure: ParsedMeasure, title: tuple[TopicHit, ...]) -> ParsedMeasure:
    """Return a measure with the topics of its issue's title too: a fault of the river is answered about the river."""
    own = {hit.notation for hit in measure.topics}
    added = tuple(hit for hit in topics.voting(title) if hit.notation not in own)
    return replace(measure, topics=measure.topics + added) if added else measure


def _measure(source: Source, piece: Piece, ordinal: int, shared: Shared, partly: Spans) -> ParsedMeasure:
    own = source.mentions.within(piece.start, piece.end)
    at = _heading(source, piece, own.units)
    heading = source.text[at.start : at.end] if at else None
    verdict = _status(source, piece, source.folded[at.start : at.end] if at else "", shared, partly)
    held = with_shared(own, shared)
    return ParsedMeasure(
        start=piece.start, end=piece.end, ordinal=ordinal, heading=heading, status=verdict.status,
        status_evidence=verdict.evidence, topics=topics.hits(source.folded, piece.start, piece.end),
        parts=tuple(_measure(source, part, number, NOTHING, partly) for number, part in enumerate(piece.parts, 1)),
        **{kind: getattr(held, kind) for kind in KINDS},
    )  # fmt: skip


def _heading(source: Source, piece: Piece, units: tuple[UnitMention, ...]) -> Stretch | None:
    """Return where the phrase stands that names the action: no verdict, and no sentence that says who acts."""
    at = measures.heading(source.folded, piece)
    if at is None or (not piece.marked and source.folded[at.end] not in "。:;\n"):
        return None
    if is_verdict(source.folded[at.start : at.end]) or any(unit.start == at.start for unit in units):
        return None
    return at


def _status(source: Source, piece: Piece, heading: str, shared: Shared, partly: Spans) -> Verdict:
    """Return the status of a measure; where the results stand apart, by them: its own words are then a plan.

    What has no end (长期坚持, 每季度) has none by its results either.
    """
    said = shared.said or _said_by_label(source, piece) or _of_stage(source, piece, shared)
    own = status(source.folded, piece.start, piece.end, heading, source.excluded, said, plan=source.plan, partly=partly)
    if said or not shared.results or (own.status == "ONGOING" and own.evidence):
        return own
    if own.status == "IN_PROGRESS" and HELD_OPEN.search(source.folded, piece.start, piece.end):
        return own  # 其余2名正在培养考察: it tells itself how far it has come
    if own.status in _LEFT and _tells_of_effect(source, piece, shared.results):
        return own
    reported = status(source.folded, shared.results.start, shared.results.end, "", source.excluded, partly=partly)
    # 社区财务管理进一步规范 tells of no work, and what is counted as done stays done.
    return own if not reported.evidence or (reported.status, own.status) == ("ONGOING", "COMPLETED") else reported


_LEFT: Final = ("IN_PROGRESS", "PLANNED")
_EFFECT: Final = re.compile(r"(?:成效|效果)[^\n]{0,4}\s*\Z")
_LABEL: Final = 10  # characters of a label, and the break behind it


def _tells_of_effect(source: Source, piece: Piece, results: Stretch) -> bool:
    """Say whether results are the effects of all measures 整改成效, and this one has a day to come: 拟于10月举办."""
    effects = _EFFECT.search(source.folded, max(0, results.start - _LABEL), results.start)
    own = source.mentions.within(piece.start, piece.end).dates
    return effects is not None and any(each.kind == "PLANNED" for each in own)


def _of_stage(source: Source, piece: Piece, shared: Shared) -> StatusCue | None:
    """Return the state of the chapter, where neither results nor the words of the measure state one (已, 目前)."""
    return None if shared.results or STATED.search(source.folded, piece.start, piece.end) else shared.stage


def _said_by_label(source: Source, piece: Piece) -> StatusCue | None:
    """Return the verdict that is all a measure says behind its label (整改进展:未启动)."""
    of_label = piece.body > piece.start and bool(source.outline.labels_in(piece.start, piece.start + 1))
    words = source.folded[piece.body : piece.end].strip(" 。;,\n")
    return status_of_label(source.folded, piece.body, piece.end) if of_label and is_verdict(words) else None
