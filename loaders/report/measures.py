"""Where the measures 整改措施 of an issue begin and end, and their parts 一是 二是."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from loaders.report.faults import ANSWER, DEED, FAULT
from loaders.report.marks import CIRCLED, NAMED_MEASURE
from loaders.report.status import is_verdict
from loaders.text import Spans, Stretch, line_end, number, opens_line, trimmed
from loaders.values import dataclass

if TYPE_CHECKING:
    from loaders.report.labels import Label
    from loaders.report.outline import Node, Outline

_SAY: Final = re.compile(
    r"(?:(?<=[。;!?:,、》”)\n \])】])|^)(?P<th>第)?(?P<number>[一二三四五六七八九十]{1,3})"
    r"(?:是(?!否|不是)|、是|(?(th),|(?!))"
    r"|要(?=[\u4e00-\u9fff])(?=坚|抓|强|加|严))"
    r"|(?:(?<=[。;\n ])|^)(?P<turn>首先|其次|再次|最后)[,是、:]",
    re.M,
)
_DECLARED: Final = re.compile(
    r"(?:从|采取|制定|实施|落实|突出|围绕|抓好?|做好?|提出|明确|用好|开展|推出)(?:了|以下|下列|如下)?(?P<count>[一二两三四五六七八九十]{1,3}|\d{1,2})(?:个方面|个(?:层面|维度|环节)"
    r"|[项条大](?:整改|具体|重点|主要)*(?:措施|举措|任务|工作)|方面(?:措施|举措|入手))"
)
_HEADING: Final = re.compile(
    r"[ ]*(?:\d{1,2}[.、]|[一二三四五六七八九十]{1,2}是)?"
    # 清理台账(牵头部门:…): who does it is no part of it.
    r"(?P<words>(?:[^,。;:!?\n“\d(]|“[^”\n]{1,24}”|\((?![^():\n]{2,8}:)){2,30})(?=[,。;:!?\n]|\([^():\n]{2,8}:)"
)
_NO_HEADING: Final = re.compile(
    r"(?:针对|关于|根据|按照|依据|结合|围绕|对(?!接|标|照)|未经|将|在|为(?!民)|自|截至|目前|已|经|通过|于|由|以|\d"
    r"|聚焦到)|.*(?:《|已|正在|并投入|后$)"
)
_ANSWER_LEAD: Final = re.compile(
    r"[ \n”\"】]*(?:中的|的)?(?:方面(?:存在)?的问题|问题|方面|意见|建议|(?:整改)?情况(?![及和与]))?(?:的)?"
    r"(?:整改(?:落实)?(?:情况|进展(?:情况)?|完成情况|结果|成效)?(?![及和与]))?[:,。;]?\s*"
    r"(?:[^。;\n]{0,20}(?:主要)?从[^。;\n]{1,6}(?:方面|层面)[^。;\n]{0,14}[。:;,])?\s*"
)
# 审计指出,11项设计变更未报批。: the sentence behind a title that tells more of the fault.
_FOUND: Final = re.compile(
    r"(?:审计|巡[视察]|督[察查导]|检查|抽查|核查)(?:组|中|时)?(?:指出|发现|反馈|查明|反映)[,:][^。\n]{2,200}。\s*(?=\S)"
)
_PARAGRAPH: Final = re.compile(r"\n\s*")


@dataclass(frozen=True, slots=True)
class Piece:
    """One measure: [start, end), its words from `body` on, and its parts; `marked` if the text sets it apart."""

    start: int
    body: int
    end: int
    parts: tuple[Piece, ...] = ()
    marked: bool = True


def pieces(of: Outline, issue: Node, title_end: int) -> tuple[Piece, ...]:
    """Return the measures of an issue whose title ends at `title_end`, in order; () if nothing answers it."""
    found = _pieces(of, issue, title_end)
    return (*found[:-1], _before_closing(of.text, found[-1])) if found else ()


# 目前,该问题已完成整改。 in a paragraph of its own closes the issue.
_NOW: Final = re.compile(r"(?:截至)?(?:目前|现),?")


def closing_verdict(text: str, start: int, end: int) -> Stretch | None:
    """Return where the verdict on the issue stands in the first paragraph of [start, end), if that says no more."""
    at = Stretch(*trimmed(text, start, end))
    at = Stretch(at.start, line_end(text, at.start, at.end))
    now = _NOW.match(text, at.start, at.end)
    opens = now.end() if now else at.start
    return Stretch(opens, at.end) if is_verdict(text[opens : at.end].strip(" 。")) else None


def _before_closing(text: str, last: Piece) -> Piece:
    """Return the last measure without the paragraph behind it that only says how far the issue has come."""
    opening = text.rfind("\n", last.body, last.end)
    if opening < 0 or not closing_verdict(text, opening, last.end) or not text[last.body : opening].strip():
        return last
    start, end = trimmed(text, last.start, opening)
    return replace(last, start=start, end=end)


def _pieces(of: Outline, issue: Node, title_end: int) -> tuple[Piece, ...]:
    labels = of.labels_in(title_end, issue.end)
    children = _answers(of, issue, labels)
    told = _told_from(of, labels, title_end)
    said = said_pieces(of.text, told, children[0].start if children else issue.end)
    if said and (not children or len(said) > 1):
        return _of_said(of, issue, labels, told)
    if children:
        return _of_children(of, issue, children)
    if labels:
        return _of_labels(of, issue, labels, title_end)
    return _of_prose(of, issue, title_end, issue.end)


def _told_from(of: Outline, labels: list[Label], title_end: int) -> int:
    """Return where 一是 may begin a measure: behind the first label of an answer, if those before it name faults."""
    label = next((each for each in labels if each.kind in {"measure", "result"}), None)
    if label is None:
        return title_end
    told = [Stretch(each.body, each.end) for each in said_pieces(of.text, title_end, label.start)]
    if told and any(each.kind == "target" and each.start < told[0].start < each.end for each in labels):
        return label.value  # 主要表现:一是…
    faulty = any(FAULT.search(of.text, each.start, each.end) for each in told)
    answering = any(ANSWER.search(of.text, each.start, each.end) for each in told)
    return label.value if faulty and not answering else title_end


def declared(text: str, start: int, end: int) -> int | None:
    """Return the number of measures that an opening announces (主要从三个方面抓好整改), None if it does not."""
    match = _DECLARED.search(text, start, end)
    return int(number(match["count"]) or 0) or None if match else None


def heading(text: str, piece: Piece) -> Stretch | None:
    """Return the phrase after the mark up to its first stop, if it is short and names the action."""
    match = _HEADING.match(text, piece.body, piece.end)
    if match is None or _NO_HEADING.match(match["words"].strip()):
        return None
    return Stretch(*trimmed(text, match.start("words"), match.end("words")))


def said_pieces(text: str, start: int, end: int) -> list[Piece]:
    """Return the run 一是 … 二是 … of a passage; [] if it has none. It ends with its paragraph."""
    marks: list[re.Match[str]] = []
    for match in _SAY.finditer(text, start, end):
        if _goes_on(marks, match):
            marks.append(match)
    if len(marks) < 2:
        return []
    stops = [*(mark.start() for mark in marks[1:]), line_end(text, marks[-1].end(), end)]
    return [_piece(text, mark.start(), mark.end(), stop) for mark, stop in zip(marks, stops, strict=True)]


def _goes_on(marks: list[re.Match[str]], match: re.Match[str]) -> bool:
    """Say whether a mark opens a run, or is the next of one: 三是 behind 二是, 其次 behind 首先."""
    if match["turn"]:
        return not marks if match["turn"] == "首先" else bool(marks and marks[0]["turn"])
    return number(match["number"]) == len(marks) + 1 and not (marks and marks[0]["turn"])


def _piece(text: str, start: int, body: int, end: int, parts: tuple[Piece, ...] = ()) -> Piece:
    start, end = trimmed(text, start, end)
    return Piece(start, body, end, parts)


def _answers(of: Outline, issue: Node, labels: list[Label]) -> list[Node]:
    """Return the children that are measures: those below 整改措施, else below 整改情况, else all of one level."""
    children = [child for child in issue.children if of.text[child.body : child.end].strip()]
    named = [child for child in children if child.rank == NAMED_MEASURE]
    if named:
        return named
    # A label inside an item, such as (责任单位:…), says something of the item and nothing of those after it.
    heads = [label for label in labels if _on_own_line(of.text, label.start)] or labels
    by_label = [(child, _governing(of.text, heads, child.start)) for child in children]
    for kind in ("measure", "result"):
        held = [child for child, governs in by_label if governs == kind]
        if held:
            return held
    plain = [child for child, governs in by_label if governs in {None, "lead", "person", "term", "cooperate"}]
    return [child for child in plain if child.rank == plain[0].rank]


def _governing(text: str, labels: list[Label], offset: int) -> str | None:
    """Return what the label before an offset holds; what tells more of the fault on its line holds no list below it."""
    before = bisect_right(labels, offset, key=lambda label: label.value)
    label = labels[before - 1] if before else None
    if label is None or (label.kind == "target" and text[label.value : offset].strip().endswith(("。", ";"))):
        return None
    return label.kind


def _of_children(of: Outline, issue: Node, children: list[Node]) -> tuple[Piece, ...]:
    stops = [*(child.start for child in children[1:]), children[-1].end]
    found: list[Piece] = []
    for child, stop in zip(children, stops, strict=True):
        last = child is children[-1]
        end = _closing_end(of, issue, child, children) if last else _before_label(of, child.body, stop)
        found.append(_piece(of.text, child.start, child.body, end, _parts(of, child, end)))
    return tuple(found)


def _closing_end(of: Outline, issue: Node, last: Node, children: list[Node]) -> int:
    """Return where the last measure ends: circled ones with their paragraph, others before labels of the issue."""
    whole = min(last.end, issue.end)
    end = _before_verdict(of, issue, last, _before_label(of, last.body, whole))
    if end < whole:
        return end
    inline = last.rank == CIRCLED and len(children) > 1 and not _on_own_line(of.text, last.start)
    return line_end(of.text, last.body, end) if inline else end


def _before_verdict(of: Outline, issue: Node, last: Node | Piece, end: int) -> int:
    """Return where the results of the whole issue begin behind its last measure (整改措施:①…②…。整改成效:…)."""
    governing = _governing(of.text, of.labels_in(issue.body, last.start), last.start)
    results = (each.start for each in of.labels_in(last.body, end) if each.kind == "result")
    behind = (at for at in results if of.text[last.body : at].rstrip(" ").endswith(("。", ";")))
    return next(behind, end) if governing == "measure" else end


def _before_label(of: Outline, start: int, end: int) -> int:
    """Return where the first label after `start` stands on a line of its own: it says something of the measure.

    A verdict before it on its line does too: 整改到位。责任人:….
    """
    for label in of.labels_in(start, end):
        opening = of.text.rfind("\n", start, label.start) + 1
        if label.start > start and (label.cell or _on_own_line(of.text, label.start)):
            return label.start
        if opening > start and is_verdict(of.text[opening : label.start].strip(" 。;,")):
            return opening
    return end


def _on_own_line(text: str, start: int) -> bool:
    return opens_line(text, start, " 【[(")


def _parts(of: Outline, node: Node, end: int) -> tuple[Piece, ...]:
    if node.children:
        held = [child for child in node.children if child.start < end]
        stops = [*(child.start for child in held[1:]), end]
        return tuple(_piece(of.text, c.start, c.body, stop) for c, stop in zip(held, stops, strict=False))
    return tuple(said_pieces(of.text, node.body, end))


def _of_said(of: Outline, issue: Node, labels: list[Label], title_end: int) -> tuple[Piece, ...]:
    """Return 一是 二是 as the measures; where several paragraphs have such runs, the paragraphs with runs as parts."""
    wanted = [label for label in labels if label.kind == "result"] or [
        label for label in labels if label.kind == "measure"
    ]
    start = wanted[0].value if wanted and len(wanted) == 1 else title_end
    openings = [match for match in _SAY.finditer(of.text, start, issue.end) if _goes_on([], match)]
    if len(openings) < 2:
        *found, last = said_pieces(of.text, start, issue.end) or said_pieces(of.text, title_end, issue.end)
        return (*found, _piece(of.text, last.start, last.body, _before_verdict(of, issue, last, last.end)))
    paragraphs = _paragraphs(of.text, start, issue.end)
    return tuple(
        _piece(of.text, each.start, each.start, each.end, tuple(said_pieces(of.text, each.start, each.end)))
        for each in paragraphs
        if said_pieces(of.text, each.start, each.end)
    )


_LEAST_TOLD: Final = 6
# What an answer of several paragraphs opens each of them with: 强化理论武装。修订…
_NAMED_ACTION: Final = re.compile(r"[ ]*[\u4e00-\u9fff“”、]{4,16}。(?=[^\n]{8})")


def _paragraphs(text: str, start: int, end: int) -> list[Stretch]:
    bounds = [start, *(match.end() for match in _PARAGRAPH.finditer(text, start, end)), end]
    return [Stretch(a, b) for a, b in pairwise(bounds) if text[a:b].strip()]


def _of_labels(of: Outline, issue: Node, labels: list[Label], title_end: int) -> tuple[Piece, ...]:
    """Return the one measure of a block: the first answer that tells more than a verdict, up to the next label."""
    answers = [label for label in labels if label.kind in {"measure", "result"}]
    telling = next((each for each in answers if not is_verdict(_value(of, issue, each))), None)
    # A task says what is to be done before it says who does it: …整治2条河道。(牵头单位:区住建局)
    named = _ANSWER_LEAD.match(of.text, title_end, labels[0].start)
    told_from = named.end() if named else title_end
    told = sum(sign.isalnum() for sign in of.text[told_from : labels[0].start]) >= _LEAST_TOLD
    if not telling and told:
        return _of_prose(of, issue, title_end, _before_label(of, title_end, issue.end))
    if not telling and (apart := _without_label(of, labels, told_from, issue.end)):
        return _of_prose(of, issue, apart.start, apart.end)
    if not answers:
        return _of_prose(of, issue, labels[0].start, issue.end)
    answer = telling or answers[0]
    end = answer.end if answer.cell else _before_label(of, answer.value, issue.end)
    start, end = _inside_brackets(of.text, *trimmed(of.text, answer.start, end))
    return (_piece(of.text, start, answer.value, end),)


def _without_label(of: Outline, labels: list[Label], start: int, end: int) -> Stretch | None:
    """Return the first paragraphs of a stretch that stand under no label: behind 责任领导:… on a line of its own."""
    labelled = Spans(tuple(Stretch(each.start, line_end(of.text, each.value, end)) for each in labels))
    found: list[Stretch] = []
    for each in _paragraphs(of.text, start, end):
        if labelled.touch(each.start, each.end):
            if found:
                break
        elif found or each.end - each.start > _SHORTEST_ANSWER:
            found.append(each)
    return Stretch(found[0].start, found[-1].end) if found else None


_SHORTEST_ANSWER: Final = 10


def _value(of: Outline, issue: Node, label: Label) -> str:
    return of.text[label.value : min(label.end, issue.end)].strip(" 。;,\n")


def _inside_brackets(text: str, start: int, end: int) -> tuple[int, int]:
    """Return a stretch without the brackets that hold all of it: (整改情况:…)."""
    enclosed = text[start] == "(" and text[end - 1] == ")" and text.find(")", start, end) == end - 1
    return (start + 1, end - 1) if enclosed else (start, end)


_VERDICT: Final = re.compile(
    r"[^\n(【\[。]{0,12}(?:。?\s{0,2}[(【\[](?P<a>[^()【】\[\]\n]{2,14})[)】\]]|。(?P<b>[^。\n]{2,14})(?=。[ 。]*\n))"
)


def heading_verdict(text: str, title_end: int, end: int) -> Stretch | None:
    """Return where a verdict stands behind a heading: (已完成整改), or a sentence of that which ends its line."""
    found = _VERDICT.match(text, title_end, end)
    group = found.lastgroup if found else None
    return Stretch(*found.span(group)) if found and group and is_verdict(found[group]) else None


def _of_prose(of: Outline, issue: Node, title_end: int, end: int) -> tuple[Piece, ...]:
    verdict = heading_verdict(of.text, title_end, issue.end)
    title_end = verdict.end + 1 if verdict else title_end
    lead = _ANSWER_LEAD.match(of.text, title_end, end)
    start = lead.end() if lead else title_end
    found = _FOUND.match(of.text, start, end)
    start, end = trimmed(of.text, found.end() if found else start, end)
    told = _paragraphs(of.text, start, end)
    named = [each for each in told if _NAMED_ACTION.match(of.text, each.start, each.end)]
    if len(told) > 1 and len(named) == len(told):
        return tuple(_piece(of.text, each.start, each.start, each.end) for each in told)
    return (Piece(start, start, end, marked=False),) if end - start > 3 else ()


# What became of leads and letters handed over with the faults is no measure: …的线索,办结5件.
_HANDED_OVER: Final = re.compile("线索|信访件")


def is_remark(text: str, piece: Piece) -> bool:
    """Say whether an unmarked answer is only the rest of the sentence that names the issue."""
    opening = text[text.rfind("\n", 0, piece.start) + 1 : piece.start].rstrip()
    if piece.marked or not opening.endswith(","):
        return False
    if DEED.search(text, piece.start, piece.end) and not _HANDED_OVER.search(opening):
        return False
    return text.find("。", piece.start, piece.end - 1) < 0 and text.find("\n", piece.start, piece.end) < 0
