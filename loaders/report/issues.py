"""Issues 问题 with their measures, put together from the outline and the mentions of the whole text."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from dataclasses import replace
from typing import TYPE_CHECKING, Any, Final

from loaders.parsed import (
    DateMention,
    Mentions,
    ParsedIssue,
    ParsedMeasure,
    PersonMention,
    StatusCue,
    TopicHit,
    UnitMention,
)
from loaders.report import measures, paired, remainders, topics, unnumbered
from loaders.report.levels import issue_nodes, states_fault, without_issues
from loaders.report.outline import PROBLEM, Node, Outline, innermost
from loaders.report.status import Verdict, is_verdict, status
from loaders.report.status import of_label as status_of_label
from loaders.report.titles import ITEM, title
from loaders.text import Spans, Stretch, line_end, lines, trimmed
from loaders.values import dataclass

if TYPE_CHECKING:
    from loaders.report.labels import Label
    from loaders.report.measures import Piece

_KINDS: Final = (
    "documents", "units", "people", "projects", "places", "dates", "quantities", "events", "lists", "states",
)  # fmt: skip


class Passages:
    """The mentions of a text, to ask for those of a passage."""

    def __init__(self, of: Mentions) -> None:
        self._spans: dict[str, tuple[Any, ...]] = {kind: getattr(of, kind) for kind in _KINDS}
        self._starts = {kind: array("I", (each.start for each in spans)) for kind, spans in self._spans.items()}

    def within(self, start: int, end: int) -> Mentions:
        """Return the mentions that lie in [start, end)."""
        return Mentions(**{kind: self._between(kind, start, end) for kind in _KINDS})

    def _between(self, kind: str, start: int, end: int) -> tuple[Any, ...]:
        starts = self._starts[kind]
        low = bisect_left(starts, start)
        high = bisect_left(starts, end, low)
        return tuple(each for each in self._spans[kind][low:high] if each.end <= end) if low < high else ()


@dataclass(frozen=True, slots=True)
class Source:
    """What the issues are read from: the text and its folded copy, the outline, all mentions, and what is no cue."""

    text: str
    folded: str
    outline: Outline
    mentions: Passages
    excluded: Spans
    plan: bool


def issues(source: Source) -> tuple[ParsedIssue, ...]:
    """Return the issues of a text in order, each with its measures."""
    nodes = _blocks(source)
    if not nodes or all(label.cell for label in source.outline.labels):
        nodes = sorted([*issue_nodes(source.outline), *nodes], key=lambda node: node.start)
    nodes = _with_unnumbered(source, _opened(source, nodes)) if nodes else _unnumbered(source)
    nodes = _stating(source.outline, nodes)
    answers = paired.answers(source.outline, nodes)
    nodes = list(answers)
    _end_before_sections(source.folded, nodes)
    _end_before_farewell(source, nodes)
    for position, node in enumerate(nodes, 1):
        node.number = node.number or str(position)  # a sign such as ●, or none at all, counts nothing
    found = [_outlined(source, node, answers[node]) for node in nodes]
    marked = sum(1 for each in found if each.pieces and each.pieces[0].marked)
    # Where measures carry marks, the rest of a sentence that names an issue is no measure.
    return tuple(
        _issue(source, each.without_remark(source.folded) if marked * 2 > len(found) else each) for each in found
    )


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
_SECTION_LINE: Final = re.compile(r"\n[ ]*【[^】\n]{2,30}】\s*")


def _end_before_sections(folded: str, nodes: list[Node]) -> None:
    """End the issues, but the last, before a line in brackets that nothing follows but the next issue."""
    for node in nodes[:-1]:
        last = folded.rfind("\n", node.start, trimmed(folded, node.start, node.end)[1])
        found = _SECTION_LINE.fullmatch(folded, last, node.end) if last > node.heading_end else None
        node.end = found.start() if found else node.end


def _stating(of: Outline, nodes: list[Node]) -> list[Node]:
    """Return the issues, or those that no number opens where the numbered headings name no faults."""
    if nodes and sum(1 for node in nodes if states_fault(of, node)) * 2 >= len(nodes):
        return nodes
    return unnumbered.nodes(of) or nodes


@dataclass(frozen=True, slots=True)
class _Outlined:
    """An issue before its words are read: where it, its title and its measures stand.

    `answer` is the heading that holds the measures: that of the issue, but where another chapter answers it.
    """

    node: Node
    answer: Node
    title: Stretch
    pieces: tuple[Piece, ...]

    def without_remark(self, folded: str) -> _Outlined:
        remark = len(self.pieces) == 1 and measures.is_remark(folded, self.pieces[0])
        return replace(self, pieces=()) if remark else self


def _outlined(source: Source, node: Node, answer: Node) -> _Outlined:
    at = title(source.outline, node)
    if answer is node:
        return _Outlined(node, node, at, measures.pieces(source.outline, node, at.end))
    found = measures.pieces(source.outline, answer, answer.body)
    if len(found) == 1 and not found[0].marked:  # the mark of the heading is that of its only measure
        found = (replace(found[0], start=answer.start, marked=True),)
    return _Outlined(node, answer, at, found)


_SERIAL: Final = re.compile(
    r"(?:(?:(?:问题|事项|任务|件)?(?:序号|编号)|第)[:： ]*|(?<=\n)[ ]*(?=[一二三四五六七八九十\d]+[ ]*\n))"
    r"(?P<number>[A-Za-z\d]{1,8}(?:[-/][A-Za-z\d]{1,8}){1,4}|\d{1,4}|[一二三四五六七八九十]{1,3})[号项条]?[ \n]*$"
)


def _blocks(source: Source) -> list[Node]:
    """Return the blocks that labels such as 反馈问题: open, if no numbered heading holds them."""
    of = source.outline
    labels = [label for label in of.labels if label.kind == "fault"]
    bodies = [node.body for node in of.nodes]
    held = [label for label in labels if _holds(source.folded, bodies, label.start)]
    if held or not labels or (len(labels) == 1 and not (labels[0].cell or _is_whole(of, labels[0]))):
        return []
    found: list[Node] = []
    for label, stop in zip(labels, [*(each.start for each in labels[1:]), labels[-1].end], strict=True):
        serial = _row_number(source, label) or _SERIAL.search(
            source.folded, max(0, label.start - _LONGEST_SERIAL), label.start
        )
        mark = ITEM.match(source.folded, label.value, stop) or _MARKED.match(source.folded, label.start, label.value)
        start = serial.end() - len(serial[0].lstrip(" ")) if serial else label.start
        if found:
            found[-1].end = min(found[-1].end, start)
        heading_end = line_end(source.folded, label.value, stop)
        number = serial["number"] if serial else mark["number"] if mark else str(len(found) + 1)
        body = mark.end() if mark and mark.end() <= label.value else label.start
        found.append(Node(0, number, start, body, stop, heading_end))
    found[-1].end = max(found[-1].end, max((each.end for each in of.labels), default=0))
    chapters = [node for node in of.nodes if node.rank < PROBLEM]
    for node in found:
        node.parent = innermost(chapters, node.start)
        node.end = min(_without_next_section(source, node), node.parent.end if node.parent else node.end)
        node.children = [each for each in of.nodes if node.start < each.start < node.end and _is_top(each, node)]
    return found


_LONGEST_SERIAL: Final = 40
_ROW_NUMBER: Final = re.compile(r"(?P<number>\d{1,3})$")


def _row_number(source: Source, fault: Label) -> re.Match[str] | None:
    """Return the number of the row of a table whose cell names a fault."""
    before = bisect_left(source.outline.labels, fault.start, key=lambda each: each.start) - 1
    cell = source.outline.labels[before] if before >= 0 else None
    return _ROW_NUMBER.match(source.folded, cell.start, cell.end) if cell and cell.cell else None


def _is_whole(of: Outline, label: Label) -> bool:
    """Say whether the text is about the one fault of a label: its answer has a label too, and no heading is before."""
    answered = any(each.kind in ("measure", "result") and each.start > label.start for each in of.labels)
    return answered and not (of.nodes and of.nodes[0].start < label.start)


def _is_section(folded: str, node: Node) -> bool:
    """Say whether a heading may open a section: of a chapter, or the short line behind a sign (★竹溪村)."""
    signed = not node.number and node.heading_end - node.body <= _SECTION and folded[node.heading_end - 1] not in "。;"
    return node.rank < PROBLEM or (signed and folded.startswith("\n", node.heading_end))


_SECTION: Final = 16  # characters


def _without_next_section(source: Source, block: Node) -> int:
    """Return where a block ends: before a heading that has nothing below it but the next block."""
    inside = [each for each in source.outline.nodes if block.start < each.start < block.end]
    last = inside[-1] if inside else None
    if (
        last is None
        or not _is_section(source.folded, last)
        or source.folded[last.heading_end : block.end].strip(" 。\n")
    ):
        return block.end
    return last.start


_MARKED: Final = re.compile(r"[ ]*(?:\(?(?P<number>[一二三四五六七八九十]{1,3}|\d{1,2})[、.)][、.]?)[ ]*")


def _holds(folded: str, bodies: list[int], start: int) -> bool:
    """Say whether a numbered heading begins right before `start`."""
    index = bisect_left(bodies, start + 1) - 1
    return index >= 0 and (start - bodies[index] <= 2 or not folded[bodies[index] : start].strip())


def _is_top(node: Node, block: Node) -> bool:
    return node.parent is None or node.parent.start < block.start


_OPENS: Final = re.compile(
    r"(?m)^[ ]*(?:(?:针对|关于)[^“\"。\n]{0,12}[“\"]|对(?:于|照)?[“\"][^\n”\"]{4,80}[”\"](?:的)?(?:问题|方面))"
)


def _unnumbered(source: Source) -> list[Node]:
    """Return the paragraphs that open with 针对 or 关于 and a quotation as issues, each up to the next one."""
    starts = [match.start() + len(match[0]) - len(match[0].lstrip()) for match in _OPENS.finditer(source.folded)]
    starts = [start for start in starts if "的通报" not in source.folded[start : start + 60].split("\n")[0]]
    chapters = [node.start for node in source.outline.nodes if node.rank < PROBLEM]
    found: list[Node] = []
    for start, stop in zip(starts, [*starts[1:], len(source.folded)], strict=False):
        last = start == starts[-1]
        line_end = source.folded.find("\n", start)
        end = line_end if last and line_end >= 0 else stop
        end = next((at for at in chapters[bisect_left(chapters, start) :] if at < end), end)
        found.append(Node(0, str(len(found) + 1), start, start, end, end))
    return found


def _opened(source: Source, nodes: list[Node]) -> list[Node]:
    """Return the issues; where most numbered headings hold paragraphs that open with 针对“…”, these paragraphs are."""
    opened = _unnumbered(source) or unnumbered.about(source.outline)
    starts = [node.start for node in nodes]
    holding: set[Node] = set()
    for each in opened:
        holder = nodes[bisect_left(starts, each.start) - 1] if each.start > starts[0] else None
        if holder and holder.heading_end < each.start < holder.end:
            each.parent, each.number = holder, ""
            each.end = min(each.end, holder.end)
            holding.add(holder)
    if len(holding) * 2 <= len(nodes):
        return nodes
    return sorted([*opened, *(node for node in nodes if node not in holding)], key=lambda node: node.start)


def _with_unnumbered(source: Source, nodes: list[Node]) -> list[Node]:
    """Add the issues without a number of their own: below headings that have none, and between numbered ones."""
    of = source.outline
    below = [node for heading in without_issues(of, nodes) for node in unnumbered.below(of, heading)]
    nodes = sorted([*nodes, *below], key=lambda node: node.start)
    held = Spans(tuple(Stretch(node.start, node.end) for node in nodes))
    alone = [node for node in _unnumbered(source) if node.start > nodes[0].start and not held.at(node.start)]
    stops = sorted((*(node.start for node in of.nodes if node.rank < PROBLEM), *(node.start for node in nodes)))
    for node in alone:
        later = bisect_right(stops, node.start)
        node.end = stops[later] if later < len(stops) else len(source.folded)
        node.heading_end = min(node.heading_end, line_end(source.folded, node.body, node.end))
        node.number = ""
    kept = [node for node in alone if source.folded[node.heading_end : node.end].strip()]
    return sorted([*nodes, *kept], key=lambda node: node.start)


def _issue(source: Source, of: _Outlined) -> ParsedIssue:
    node, at, found = of.node, of.title, of.pieces
    within = found if of.answer is node else ()
    end = within[-1].end if within else max(at.end, trimmed(source.folded, node.start, node.end)[1])
    opening = Stretch(node.start, within[0].start if within else end)
    about = topics.hits(source.folded, at.start, at.end)
    partly = _partly(source, of, opening)
    built = tuple(
        _voted(_measure(source, piece, i, said, partly), about)
        for i, (piece, said) in enumerate(zip(found, _shared(source, of), strict=True), 1)
    )
    return ParsedIssue(
        start=node.start, end=end, number=node.number, title=source.text[at.start : at.end], title_start=at.start,
        title_end=at.end, section=_section(source, node), declared_measures=_declared(source, at, opening),
        measures=built, topics=about,
        mentions=_own_mentions(source, of, opening),
    )  # fmt: skip


_KEPT_BY_ISSUE: Final = ("result", "target", "closure")


def _own_mentions(source: Source, of: _Outlined, opening: Stretch) -> Mentions:
    """Return what an issue names outside its measures: before them, and in the results of all of them behind."""
    held = source.mentions.within(opening.start, opening.end)
    if len(of.pieces) < _SEVERAL or of.answer is not of.node:
        return held
    for label in source.outline.labels_in(of.pieces[-1].end, of.node.end):
        if label.kind in _KEPT_BY_ISSUE:
            held = _joined(held, source.mentions.within(label.value, min(label.end, of.node.end)))
    return held


_SEVERAL: Final = 2  # measures; a single one has the results itself


def _partly(source: Source, of: _Outlined, opening: Stretch) -> Spans:
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


@dataclass(frozen=True, slots=True)
class _Shared:
    """What labels outside a measure say of it: a verdict, bodies, deadlines; `named` is what its results name."""

    said: StatusCue | None = None
    units: tuple[UnitMention, ...] = ()
    people: tuple[PersonMention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    results: Stretch | None = None
    named: Mentions | None = None


_NOTHING: Final = _Shared()


def _shared(source: Source, of: _Outlined) -> list[_Shared]:
    """Return what labels outside the measures say of each of them.

    Where labels stand between the measures, each measure has those that follow it; else all share all.
    """
    inside = Spans(tuple(Stretch(piece.start, piece.end) for piece in of.pieces))
    labels = source.outline.labels_in(of.answer.start, of.answer.end)
    apart = [label for label in labels if not inside.at(label.start)]
    if not apart or not of.pieces:
        return [_in_heading(source, of)] * len(of.pieces)
    first, last = of.pieces[0], of.pieces[-1]
    if not any(first.end <= label.start < last.start for label in apart):
        return [_said(source, of, apart, alone=first is last)] * len(of.pieces)
    stops = [*(piece.start for piece in of.pieces[1:]), of.answer.end]
    return [
        _said(source, of, _from(apart, piece.end, stop), alone=True)
        for piece, stop in zip(of.pieces, stops, strict=True)
    ]


def _in_heading(source: Source, of: _Outlined) -> _Shared:
    at = measures.heading_verdict(source.folded, of.title.end, of.node.end)
    return _Shared(said=status_of_label(source.folded, at.start, at.end)) if at else _NOTHING


def _from(labels: list[Label], start: int, end: int) -> list[Label]:
    low = bisect_left(labels, start, key=lambda each: each.start)
    return labels[low : bisect_left(labels, end, low, key=lambda each: each.start)]


def _said(source: Source, of: _Outlined, apart: list[Label], *, alone: bool) -> _Shared:
    values: dict[str, Mentions] = {}
    for label in apart:
        value = source.mentions.within(label.value, min(label.end, of.answer.end))
        values[label.kind] = _joined(values[label.kind], value) if label.kind in values else value
    said = [status_of_label(source.folded, label.value, label.end) for label in apart if label.kind == "result"]
    bodies = [values[kind] for kind in ("lead", "cooperate", "supervise") if kind in values]
    return _Shared(
        said=next((cue for cue in said if cue), None),
        units=tuple(unit for each in bodies for unit in each.units),
        people=values["person"].people if "person" in values else (),
        dates=values["term"].dates if "term" in values else (),
        results=_results(source, [label for label in apart if _is_apart(label, of.pieces)], of.answer.end),
        named=values["result"] if alone and "result" in values else None,
    )


def _joined(one: Mentions, other: Mentions) -> Mentions:
    return Mentions(**{kind: getattr(one, kind) + getattr(other, kind) for kind in _KINDS})


def _is_apart(label: Label, pieces: tuple[Piece, ...]) -> bool:
    """Say whether a label of results holds none of the measures."""
    following = bisect_left(pieces, label.value, key=lambda each: each.start)
    return label.kind == "result" and (following == len(pieces) or pieces[following].start >= label.end)


def _results(source: Source, labels: list[Label], end: int) -> Stretch | None:
    """Return the prose under a label of results apart from the measures: it says how far they have come."""
    stretches = [Stretch(*trimmed(source.folded, label.value, min(label.end, end))) for label in labels]
    return next((each for each in stretches if each.end - each.start > _VERDICT_LENGTH), None)


def _voted(measure: ParsedMeasure, title: tuple[TopicHit, ...]) -> ParsedMeasure:
    """Return a measure with the topics of its issue's title too: a fault of the river is answered about the river."""
    own = {hit.notation for hit in measure.topics}
    added = tuple(hit for hit in title if hit.notation not in own)
    return replace(measure, topics=measure.topics + added) if added else measure


def _measure(source: Source, piece: Piece, ordinal: int, shared: _Shared, partly: Spans) -> ParsedMeasure:
    own = source.mentions.within(piece.start, piece.end)
    at = _heading(source, piece, own.units)
    heading = source.text[at.start : at.end] if at else None
    verdict = _status(source, piece, source.folded[at.start : at.end] if at else "", shared, partly)
    held = _with(own, shared)
    return ParsedMeasure(
        start=piece.start, end=piece.end, ordinal=ordinal, heading=heading, status=verdict.status,
        status_evidence=verdict.evidence, topics=topics.hits(source.folded, piece.start, piece.end),
        parts=tuple(_measure(source, part, number, _NOTHING, partly) for number, part in enumerate(piece.parts, 1)),
        **{kind: getattr(held, kind) for kind in _KINDS},
    )  # fmt: skip


def _heading(source: Source, piece: Piece, units: tuple[UnitMention, ...]) -> Stretch | None:
    """Return where the phrase stands that names the action: no verdict, and no sentence that says who acts."""
    at = measures.heading(source.folded, piece)
    if at is None or (not piece.marked and source.folded[at.end] not in "。:;\n"):
        return None
    if is_verdict(source.folded[at.start : at.end]) or any(unit.start == at.start for unit in units):
        return None
    return at


# A longer value of a label is prose.
_VERDICT_LENGTH: Final = 6


def _status(source: Source, piece: Piece, heading: str, shared: _Shared, partly: Spans) -> Verdict:
    """Return the status of a measure; where the results stand apart, by them: its own words are then a plan.

    What has no end (长期坚持, 每季度) has none by its results either.
    """
    said = shared.said or _said_by_label(source, piece)
    own = status(source.folded, piece.start, piece.end, heading, source.excluded, said, plan=source.plan, partly=partly)
    if said or not shared.results or (own.status == "ONGOING" and own.evidence):
        return own
    reported = status(source.folded, shared.results.start, shared.results.end, "", source.excluded, partly=partly)
    return reported if reported.evidence else own


def _said_by_label(source: Source, piece: Piece) -> StatusCue | None:
    """Return the verdict that is all a measure says behind its label (整改进展:未启动)."""
    of_label = piece.body > piece.start and bool(source.outline.labels_in(piece.start, piece.start + 1))
    words = source.folded[piece.body : piece.end].strip(" 。;,\n")
    return status_of_label(source.folded, piece.body, piece.end) if of_label and is_verdict(words) else None


def _with(held: Mentions, shared: _Shared) -> Mentions:
    """Return the mentions of a measure with those labels of its issue state for it; its own deadline goes first."""
    if shared is _NOTHING:
        return held
    if shared.named:
        held = _joined(held, shared.named)
    due = any(each.kind == "DEADLINE" for each in held.dates)
    return replace(
        held, units=held.units + shared.units, people=held.people + shared.people,
        dates=held.dates if due else held.dates + shared.dates,
    )  # fmt: skip


def outside(of: Mentions, stretches: Spans) -> Mentions:
    """Return the mentions that lie in none of the stretches, which are those of the measures."""
    return Mentions(
        **{kind: tuple(each for each in getattr(of, kind) if not stretches.at(each.start)) for kind in _KINDS}
    )
