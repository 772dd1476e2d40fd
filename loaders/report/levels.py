"""Which level of an outline holds the issues: found in what stands there."""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import TYPE_CHECKING, Final

from loaders.report.faults import ANSWER, DEED, FAULT
from loaders.report.marks import CIRCLED, LEVELS, NAMED_MEASURE, PROBLEM
from loaders.text import Spans, Stretch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from loaders.report.outline import Node, Outline

QUOTED: Final = re.compile(
    r"[ ]*(?:针对|关于)[^“\"。\n]{0,40}[“\"]"
    # 对全县水库落实防汛“三个责任人” is what was done.
    r"|[ ]*(?:对照?|围绕|就(?!业))[^“\"。\n]{0,40}[“\"][^”\"\n]{2,200}[”\"][^,。\n]{0,8}"
    r"(?:问题|方面|整改|意见|建议|反馈)"
    r"|[ ]*[\u4e00-\u9fff]{0,4}[“\"][^”\"\n]{4,200}[”\"](?:的)?(?:问题|方面|整改)"
)
TOPICAL: Final = re.compile(
    r"[ ]*(?:针对|关于)[^。:;\n]{2,200}?(?:问题|方面|不|未|弱|差距|缺|的?整改|的(?:审议)?(?:意见|建议))"
    r"|[ ]*对于?[^,。:;\n]{4,60}问题(?=[,:。])|[^。:;\n]{2,200}?的问题(?=[,。:;(\n]|$)"
)
# 学科建设进展缓慢问题的整改情况 names its fault before the word, 审计查出问题的整改情况 and 尚在推进的问题 name none.
_CLOSED: Final = re.compile(
    r"(?P<fault>[^。:;\n]{2,200}?)(?:的问题|(?:的)?问题(?:的)?(?:整改|落实|办理)(?:落实|完成)?(?:情况|进展|结果|成效)?(?:情况)?)$"
)
# What faults have in common: who found them, what they are about, how far their rectification has come.
_COLLECTIVE: Final = re.compile(
    "(?:发现|指出|反馈|查出|反映|提出|点出|移[送交]|交办|涉及|存在|审计|巡[视察]|督[察查导]|检查|方面|领域|[这此]类|具体"
    "|主要|突出|共性|个性|遗留|重点|其他|其它|相关|有关|以上)$"
    "|^(?![^,。]*(?:不|未(?!完成|整改|销号|解决)))[^,。“]{0,14}(?:整改|立改|完成|解决|坚持|推进|到位|销号)$"
)
_ABOUT: Final = re.compile("[ ]*(?:针对|关于)")
_MOST: Final = 2 / 3
# Headings that hold issues but are none: 审计发现问题整改情况.
_CONTAINER: Final = re.compile(
    r"(?:问题|意见|事项|任务)[^,。未不]{0,6}(?:整改|落实|完成)[^,。]{0,8}(?:情况|进展|清单|成效)?$"
    r"|整改[^,。]{0,6}情况$"
)
# A chapter by the state of what it holds: 持续整改的问题.
_STAGE: Final = re.compile(
    r"^[^,。“\"]{0,8}(?:持续|长期|正在|已|集中|未|尚未)[^,。]{0,8}(?:整改|坚持|推进|解决)(?:落实|到位)?的(?:问题|事项|任务)$"
)
_ACTION: Final = re.compile(
    r"[ ]*(?:着力|切实|全面|深入|进一步|持续|大力|积极|认真)*(?:加[强大快]|强化|完善|建立|健全|开展|制定"
    r"|推[进动]|整治|落实|严格|严肃|规范(?!性?不)"
    r"|压[实紧]|提[升高]|深化|抓|聚焦|坚持|组织|解决|清[理退]|优化|改[进善]|明确|印发|成立|修订|查[处摆]"
    r"|追|对|按|将|及时|做好|实施|督促|加密|杜绝|防范)"
)
_APART: Final = re.compile(
    r"保障措施|组织保障|工作(?:要求|保障|机制)|有关要求|原因(?:分析)?$|存在的主要原因|附件|联系方式"
    r"|总体要求|^(?:审计|整改|工作|几点)(?:意见(?:[和及与]))?建议$"
)
_NEXT: Final = re.compile(
    r"下一?步|下一阶段|今后|后续|接下来|打算|巩固(?:拓展|深化|提升|扩大)?.{0,8}(?:成果|成效)|长效(?:机制|化)"
)
_ORGANISING: Final = re.compile(
    r"基本情况|总体|组织(?!路线|建设|生活|体系|力)|(?<!党的)领导|部署|认识|责任|统筹|主要做法|工作开展|开展情况|工作情况"
    r"|推进情况|概况|指导思想|工作目标|基本原则|保障"
)
_BODY: Final = re.compile(r"问题|反馈|意见|任务|措施|成效|具体|重点|清单|整改落实|事项")
_REPORTING: Final = re.compile(r"(?:落实|整改|完成|进展)情况")  # of the faults, or of what was organised


# A chapter beside the issues that only reports what was done: 违规资金退回情况.
_REPORTS: Final = re.compile(
    rf"(?!针对|关于|[^,。\n]*(?:问题|不|未|缺|欠))[^,。:“\n]{{0,12}}?(?:{DEED.pattern}|[追问]责)[^,。:“\n]{{0,4}}(?:情况|进展|成效|结果)"
)


def issue_nodes(of: Outline) -> list[Node]:
    """Return the nodes that are the issues, in order; [] if no level of the text holds any.

    A heading without issues of the level that was found is asked alone: chapters may be numbered each in its own way.
    """
    body = _body(of)
    found = _chosen(of, [*_candidates(of, body), *_circled_faults(of, body)])
    others = [node for heading in _bare(body, found) for node in _faults_below(of, heading)] if found else []
    return sorted([*found, *others], key=lambda node: node.start)


def without_issues(of: Outline, issues: list[Node]) -> list[Node]:
    """Return the outermost headings of the chapters with faults that neither hold one of the issues nor are one."""
    return _bare(_body(of), issues)


def _candidates(of: Outline, nodes: Iterable[Node]) -> list[Node]:
    return [
        node
        for node in nodes
        if node.rank < CIRCLED and node.rank != NAMED_MEASURE and not node.listed and not _under_label(of, node)
    ]


_HARDLY_ANY: Final = 0.1


def _circled_faults(of: Outline, nodes: list[Node]) -> list[Node]:
    """Return the items ① ② ③ if they are faults with their answers, below headings that only hold them.

    At least half name a fault, and nearly none begins with an action or tells of one before its first stop; or they say
    themselves that they are about one (①对…的问题,…), below headings that name none (1.在政府债务管理方面。).
    """
    circled = [node for node in nodes if node.rank == CIRCLED and not _under_label(of, node)]
    if circled and all(TOPICAL.match(of.heading(node)) and not _names_fault(of, node.parent) for node in circled):
        return circled
    named = sum(1 for node in circled if FAULT.search(of.heading(node)))
    acting = sum(1 for node in circled if not _is_bare_fault(of, node))
    return circled if named * 2 >= len(circled) and acting <= _HARDLY_ANY * len(circled) else []


def _names_fault(of: Outline, heading: Node | None) -> bool:
    return heading is not None and FAULT.search(of.heading(heading)) is not None


def _is_bare_fault(of: Outline, node: Node) -> bool:
    """Say whether prose answers the first sentence of an item, which itself says nothing of an answer."""
    words, above = of.heading(node), node.parent
    if above and of.text[above.heading_end : above.own_end].strip(" 。:\n"):
        return False
    answered = node.end - node.heading_end > _SHORTEST
    return answered and not _ACTION.match(words) and not DEED.search(words)


def _chosen(of: Outline, candidates: list[Node]) -> list[Node]:
    for fits in (_is_problem, _is_quoted, _is_topical, _is_tasked, _is_fault, _is_answered, _is_acted_on):
        level = _deepest(of, candidates, fits)
        if level is not None:
            deeper = _deepest(of, [node for node in candidates if node.rank > level], _is_part)
            return _with_leaves(of, candidates, deeper or level, fits)
    return _numbered(of, candidates)


def _bare(nodes: list[Node], issues: list[Node]) -> list[Node]:
    held = Spans(tuple(Stretch(each.start, each.end) for each in issues))
    kept: list[Node] = []
    for node in nodes:
        within = kept and node.start < kept[-1].end
        if node.rank < PROBLEM and not within and not held.touch(node.start, node.end):
            kept.append(node)
    return kept


def _faults_below(of: Outline, heading: Node) -> list[Node]:
    """Return the headings below one that name faults with their answers; itself, if it is a section that does."""
    below = _candidates(of, _below(heading))
    holds_faults = _CONTAINER.search(of.heading(heading).strip()) is not None
    for fits in (_is_quoted, _is_topical, _is_stated if holds_faults else _is_part, _is_labelled):
        level = _deepest(of, below, fits)
        if level is not None:
            return _with_leaves(of, below, level, fits)
    return [heading] if heading.parent and not below and _is_part(of, heading) else []


def _body(of: Outline) -> list[Node]:
    """Return the nodes of the chapters that hold faults: neither the organising ones nor the next steps."""
    if not of.nodes:
        return []
    top = min(node.rank for node in of.nodes)
    has_chapters = top < PROBLEM or _is_decimal(of)
    chapters = [node for node in of.nodes if has_chapters and node.rank == top]
    apart = [chapter for chapter in chapters if _stands_apart(of, chapter)]
    if len(apart) == len(chapters):
        apart = []
    passed = Spans(tuple(Stretch(each.start, each.end) for each in apart))
    return [node for node in of.nodes if not passed.at(node.start)]


def _is_decimal(of: Outline) -> bool:
    """Say whether the headings are numbered 1, 1.1, so that the whole numbers are chapters."""
    return any(node.rank == LEVELS["r4"] + 2 for node in of.nodes)


def _stands_apart(of: Outline, chapter: Node) -> bool:
    heading = of.heading(chapter)
    if QUOTED.match(heading) or any(QUOTED.match(of.heading(child)) for child in _below(chapter)):
        return False
    if _APART.search(heading.strip()):
        return True
    if _NEXT.search(heading):
        return not re.match(r"(?:针对|关于)", heading.strip())
    topic = _BODY.search(heading) is not None and "总体" not in heading
    topic = topic or heading.rstrip(" :").endswith("方面")
    organising = _ORGANISING.search(heading) is not None and not topic
    if organising and _REPORTING.search(heading) and not _tells_of_deeds(of, chapter):
        return False
    if not organising or FAULT.search(heading) or of.labels_in(chapter.start, chapter.end):
        return False
    return not _holds_faults(of, chapter)


def _tells_of_deeds(of: Outline, chapter: Node) -> bool:
    """Say whether a chapter has headings below it, and none of them names a fault."""
    words = [of.heading(each) for each in chapter.children]
    return bool(words) and not any(TOPICAL.match(each) or FAULT.search(each) for each in words)


def _holds_faults(of: Outline, chapter: Node) -> bool:
    """Say whether most headings of a level below a chapter name faults with their answers: it is no frame then."""
    below = list(_below(chapter))
    return _deepest(of, [node for node in below if node.rank < CIRCLED], _is_part) is not None


def _below(node: Node) -> Iterable[Node]:
    for child in node.children:
        yield child
        yield from _below(child)


def _under_label(of: Outline, node: Node) -> bool:
    """Say whether a label of its parent (整改措施:) opens the list that the node stands in."""
    parent = node.parent
    if parent is None:
        return False
    listing = {"measure", "result", "target"}
    return any(label.kind in listing for label in of.labels_in(parent.body, parent.own_end)) or _under_label(of, parent)


_NEAR: Final = 12  # a break and an indent


def _is_problem(of: Outline, node: Node) -> bool:
    return node.rank == PROBLEM or any(
        label.kind == "fault" and not of.text[node.body : label.start].strip(" \n【[")
        for label in of.labels_in(node.body, node.body + _NEAR)
    )


def _is_quoted(of: Outline, node: Node) -> bool:
    return QUOTED.match(of.heading(node)) is not None


def _is_topical(of: Outline, node: Node) -> bool:
    words = of.heading(node).strip(" \n:")
    if _STAGE.match(words) or _is_only_about(of, node, words):
        return False
    closed = _CLOSED.match(words)
    if closed and (not _ABOUT.match(words) or _COLLECTIVE.search(closed["fault"])):
        return _COLLECTIVE.search(closed["fault"]) is None and not _holds_faults(of, node)
    return TOPICAL.match(words) is not None


def _is_only_about(of: Outline, node: Node, words: str) -> bool:
    """Say whether a heading only says what the headings below it are about (关于资金管理方面), which are no actions."""
    acting = sum(1 for each in node.children if _ACTION.match(of.heading(each)))
    return words.endswith("方面") and not FAULT.search(words) and acting < _MOST * len(node.children)


def _is_tasked(of: Outline, node: Node) -> bool:
    """Say whether a heading names a task (关于加快补齐短板) and the headings below it mostly what was done for it."""
    done = sum(1 for each in node.children if _ACTION.match(of.heading(each)))
    return _ABOUT.match(of.heading(node)) is not None and bool(node.children) and done >= _MOST * len(node.children)


def _is_fault(of: Outline, node: Node) -> bool:
    """Say whether the heading names a fault and something follows that may answer it."""
    words = of.heading(node)
    holds = _holds_issues(words.strip()) or _REPORTS.fullmatch(words.strip())
    return FAULT.search(words) is not None and not holds and node.end > node.heading_end + 1


_SHORTEST: Final = 8  # characters of an answer


def _is_part(of: Outline, node: Node) -> bool:
    """Say whether a heading below an issue names a fault of its own with its answer, and no action."""
    words = of.heading(node)
    if _ACTION.match(words) or not FAULT.search(words) or _holds_issues(words.strip()):
        return False
    return node.end - node.heading_end > _SHORTEST


def _holds_issues(words: str) -> bool:
    """Say whether a heading only holds issues: 审计查出问题的整改情况, but not 关于学科建设滞后问题的整改情况."""
    if not _CONTAINER.search(words):
        return False
    closed = _CLOSED.match(words)
    return closed is None or not FAULT.search(closed["fault"]) or _COLLECTIVE.search(closed["fault"]) is not None


def _is_labelled(of: Outline, node: Node) -> bool:
    """Say whether a heading that names no action is answered behind a label on its line (整改情况:已更换)."""
    labels = of.labels_in(node.body, node.own_end)
    return not _ACTION.match(of.heading(node)) and any(each.kind in ("measure", "result") for each in labels)


def _is_stated(of: Outline, node: Node) -> bool:
    """Say whether a heading of a chapter about faults is a sentence that prose answers, and no action."""
    words = of.heading(node).strip()
    answered = DEED.search(of.text, node.heading_end, node.end) is not None
    return answered and not _ACTION.match(words) and not _is_frame(words) and not ANSWER.search(words)


def _is_answered(of: Outline, node: Node) -> bool:
    own, words = of.text[node.heading_end : node.own_end], of.heading(node).strip()
    if _is_frame(words):
        return False
    return bool(of.labels_in(node.body, node.own_end)) or ANSWER.search(own) is not None


def _is_acted_on(of: Outline, node: Node) -> bool:
    """Say whether a heading names no action and the headings below it mostly say what was done."""
    words = of.heading(node).strip()
    done = sum(1 for each in node.children if _ACTION.match(of.heading(each)) or DEED.search(of.heading(each)))
    return bool(node.children) and done >= _MOST * len(node.children) and not (_ACTION.match(words) or _is_frame(words))


def _is_frame(words: str) -> bool:
    """Say whether a heading belongs to the frame of a report: organising, next steps, or what holds the issues."""
    named = _APART.search(words) or _NEXT.search(words) or _CONTAINER.search(words) or _ORGANISING.search(words)
    return named is not None and len(words) <= 30 and not _ACTION.match(words)


def states_fault(of: Outline, node: Node) -> bool:
    """Say whether the heading of an issue names its fault."""
    return any(fits(of, node) for fits in (_is_problem, _is_quoted, _is_topical)) or (
        FAULT.search(of.heading(node)) is not None
    )


def _deepest(of: Outline, nodes: list[Node], fits: Callable[[Outline, Node], bool]) -> int | None:
    """Return the deepest rank at which at least half of the nodes fit."""
    for rank in sorted({node.rank for node in nodes}, reverse=True):
        level = [node for node in nodes if node.rank == rank]
        if sum(1 for node in level if fits(of, node)) * 2 >= len(level):
            return rank
    return None


def _with_leaves(of: Outline, nodes: list[Node], level: int, fits: Callable[[Outline, Node], bool]) -> list[Node]:
    """Return the nodes of a level, and those above that fit but have none of that level below them."""
    held = [node for node in nodes if node.rank == level]
    starts = [node.start for node in held]
    above = [
        node
        for node in nodes
        if node.rank < level
        and bisect_left(starts, node.start) == bisect_left(starts, node.end)
        and fits(of, node)
        and not _REPORTS.fullmatch(of.heading(node).strip())
        and not _holds_answers(of, node)
    ]
    return sorted([*held, *_outermost(above)], key=lambda node: node.start)


def _holds_answers(of: Outline, heading: Node) -> bool:
    """Say whether most headings of a level below one are faults with their answers."""
    below = _candidates(of, _below(heading))
    return any(_deepest(of, below, fits) is not None for fits in (_is_part, _is_labelled))


def _outermost(nodes: list[Node]) -> list[Node]:
    kept: list[Node] = []
    for node in nodes:
        if kept and node.start < kept[-1].end:
            kept[-1] = node
        else:
            kept.append(node)
    return kept


def _numbered(of: Outline, nodes: list[Node]) -> list[Node]:
    """Return the deepest numbered level whose members say more than their heading, of a text that has faults."""
    told = [node for node in nodes if node.end - node.heading_end > 10 and not _is_frame(of.heading(node).strip())]
    if not told or not FAULT.search(of.text):
        return []
    deepest = max(node.rank for node in told)
    return [node for node in told if node.rank == deepest]
