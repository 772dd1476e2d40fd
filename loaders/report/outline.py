"""The outline of a report: numbered headings and labels. Levels are told apart by the shape of their marks."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from dataclasses import dataclass, field
from itertools import islice, pairwise
from typing import TYPE_CHECKING, Final
from unicodedata import numeric

from loaders.report.counters import counters, restarts
from loaders.report.labels import Label, labels
from loaders.report.labels.candidates import BULLET
from loaders.report.table import Table, tables
from loaders.text import Spans, Stretch, number

if TYPE_CHECKING:
    from collections.abc import Sequence

_CN: Final = "[一二三四五六七八九十]{1,3}"
# A heading may begin with a number of its own: 1.3个部门预算未细化. Its mark must go on a count.
_COUNTED: Final = r"\d{1,4}(?:,\d{3})?[余多]?[个家名户项笔宗所条处份辆人起座台套批类件只镇乡村县市区](?!百分点)"
# 2.1合同审批越权 is a heading, 2.1公里 none.
_NO_UNIT: Final = (
    r"(?![万亿千百元公平立米吨亩倍个家年月日号余多分度级毫克户人名项条处次小天折秒寸至到的和与及以份辆起座台套批件只笔宗所])"
    r"[\u4e00-\u9fff“]"
)
# 挽回损失, broken before 163 万元
_UNIT: Final = "[万亿千百]?(?:元|吨|亩|公[里顷]|平方|立方|米|名|户|宗)|[万亿]"
_WORDS: Final = rf"(?!{_CN}[、是])[\u4e00-\u9fff“《]"
_MARK: Final = re.compile(
    # All marks begin so: asked first, it leaves the branches behind it to a few characters of a text.
    r"(?m)(?=[ 第一二三四五六七八九十(㈠-㈩【\[反具突存整问任事缺隐\d措举做①-⒛\-·•◆◇●○■□▲△★☆※▶►▪◎→A-La-lⅠ-Ⅻ#])"
    r"(?:(?:^|(?<=[。;!?》)”\" ：:】]))[ ]*(?:"
    rf"(?P<r0>第{_CN}(?:章|部分|编|个?方面(?=[:、 ])))[、:. ]?|(?P<r0b>第{_CN}节)[、:. ]?"
    rf"|(?P<r1b>[Ⅰ-Ⅻ])[、.:]|(?P<r1>{_CN})(?:[、.](?!{_CN}[、.是])|(?<=^)[ ])"
    rf"|\((?P<r2>{_CN})\)[、.]?|(?P<r2b>[㈠-㈩])[、.]?"
    rf"|[【\[]?(?:反馈|具体|突出|存在的?|整改)*(?:问题|任务|事项|缺陷|隐患)"
    rf"(?P<r3>{_CN}|\d{{1,3}})(?:[:、. 】\]]|(?=\n))"
    rf"|第(?P<r3b>{_CN}|\d{{1,3}})[个条项](?:整改|反馈)?(?:问题|任务|事项|意见)[:、,. ]"
    rf"|第(?P<r3c>{_CN})条[:、 ]|#(?P<r3d>\d{{1,3}})[:、. ]"
    r"|(?P<r4b>\d{1,2}(?:\.\d{1,2}){1,2})[、 ](?=[^\d%])"
    rf"|(?P<r4>\d{{1,3}})(?:[.、](?!\d(?!\d{{3}}年|\d?月\d{{1,2}}[日号]))|[ ](?=[^\d年月日.%])(?!{_UNIT}))"
    r"|(?P<r4e>[⒈-⒛])[、.]?"
    rf"|(?P<r4f>\d{{1,2}}(?:\.\d{{1,2}}){{1,2}})(?={_NO_UNIT})"
    rf"|(?P<r4c>\d{{1,3}})[.、](?={_COUNTED})"
    r"|\((?P<r5>\d{1,2})\)[、.]?|(?P<r5b>\d{1,2})\)"
    rf"|(?:整改|具体)?(?:措施|举措|做法)(?P<r5c>{_CN}|\d{{1,2}})[:、. ]"
    r"|(?:整改|措施|举措)(?P<r5g>\d{1,2}-\d{1,2})[:、. ]"
    rf"|(?P<r5d>-{{1,2}}|·|{BULLET})[ ]*(?={_WORDS}|(?<={BULLET})\d)"
    rf"|\(?(?P<r5f>[A-La-l])[.、)][ ]*(?={_WORDS}|\d)"
    r")|(?P<r6>[①-⑳])[、.]?|(?P<r5e>[⑴-⒇])[、.]?)"
)
# Where all breaks were taken out, a mark that goes on a count stands behind any word: 具体情况1.针对….
_INNER_MARK: Final = re.compile(
    rf"(?<=[\u4e00-\u9fff\d%)”》])(?:(?P<r1>{_CN})、(?!{_CN}[、.是])|\((?P<r2>{_CN})\)|\((?P<r5>\d{{1,2}})\))"
    r"|(?<=[\u4e00-\u9fff%)”》])(?P<r4>\d{1,2})[.、](?=[\u4e00-\u9fff“])"
)
_LONG_LINES: Final = 300  # characters for each line of a text whose breaks were taken out, at the least
LEVELS: Final = {"r0": 0, "r1": 10, "r2": 20, "r3": 30, "r4": 40, "r5": 50, "r6": 60}
CIRCLED: Final = LEVELS["r6"]
PROBLEM: Final = LEVELS["r3"]
NAMED_MEASURE: Final = LEVELS["r5"] + 2  # 措施1:
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
    marks, deeper = _ranked(text, start, end)
    signs = _ranks_of_signs(text, marks)
    for match in marks:
        node = _node(match)
        node.rank = signs.get(_sign(match), node.rank)
        # 一、第9项整改任务 says nothing but that it is an item: what it is stands below.
        node.body = item.end() if (item := _ITEM.match(text, node.body, end)) else node.body
        node.rank = deeper.get(node.rank, node.rank)
        if node.start in marked or (match[0].endswith(" ") and not _alone(text, node)):
            continue
        node.rank += lists.depth(node, stack)
        node.listed = node.rank % 10 == _IN_LIST
        _hang(node, stack)
        nodes.append(node)
    for node in stack:
        node.end = end
    return nodes


def _ranked(text: str, start: int, end: int) -> tuple[list[re.Match[str]], dict[int, int]]:
    """Return the marks in order, and the ranks that are others than the shapes of the marks say."""
    marks = _marks(text, start, end)
    parts = _parts_of_chapters(marks)
    if any(_shape(match) == PROBLEM for match in marks):
        return marks, parts | _within_problems(marks)
    run = counters(text, start, end)
    taken = Spans(tuple(Stretch(*match.span()) for match in run))
    all_marks = sorted(
        [*run, *(match for match in marks if not taken.touch(*match.span()))], key=lambda match: match.start()
    )
    if not run or not _goes_on_across(all_marks):
        return all_marks, parts | _within_problems(all_marks)
    # 1. … 2. … hold 缺陷一 … 缺陷四 as sections do; a word that begins anew in each of them is part of an item.
    return (marks, parts) if restarts(run) else (all_marks, parts | {LEVELS["r4"]: LEVELS["r2"] + _SECTION_BY_NUMBER})


_SECTION_BY_NUMBER: Final = 6


def _parts_of_chapters(marks: list[re.Match[str]]) -> dict[int, int]:
    """Return the ranks of parts that stand below a chapter: 二、… 第一部分 … 第二部分 … 三、…."""
    shapes = [_shape(match) for match in marks]
    whole, chapter = LEVELS["r0"], LEVELS["r1"]
    if whole not in shapes or chapter not in shapes[: shapes.index(whole)]:
        return {}
    first = shapes.index(whole)
    before = next(match for match in reversed(marks[:first]) if _shape(match) == chapter)
    after = next((match for match in marks[first:] if _shape(match) == chapter), None)
    goes_on = after is None or _value(after) == _value(before) + 1
    return {rank: chapter + _PART_OF_CHAPTER + rank for rank in (whole, whole + _BELOW["r0b"])} if goes_on else {}


_PART_OF_CHAPTER: Final = 6


_SECTION_BY_SIGN: Final = PROBLEM - 2
_BELOW_SIGN: Final = LEVELS["r5"] + 8


def _ranks_of_signs(text: str, marks: list[re.Match[str]]) -> dict[str, int]:
    """Return the ranks of signs that stand above numbered headings (sections), or below another sign (◇ below ◆)."""
    times = Counter(map(_sign, marks))
    holding: Counter[tuple[str, str]] = Counter()
    for match, after in pairwise(marks):
        if _sign(match) and _sign(match) != _sign(after) and _SIGNED_LINE.fullmatch(text, match.end(), after.start()):
            holding[_sign(match), _sign(after)] += 1
    mostly = [(sign, held) for (sign, held), each in holding.items() if each >= _MOSTLY * times[sign]]
    return {sign: _SECTION_BY_SIGN for sign, held in mostly if not held} | {
        held: _BELOW_SIGN for sign, held in mostly if held and (held, sign) not in mostly
    }


_SIGNED_LINE: Final = re.compile(r"[^。;\n]{2,40}\s*")


def _sign(match: re.Match[str]) -> str:
    """Return the sign ● or - that a mark is, an empty string for one that counts."""
    return match["r5d"] if match.lastgroup == "r5d" else ""


_SECTION_LINE: Final = re.compile(r"[^。;\n]{2,40}\s*")


def _shape(match: re.Match[str]) -> int:
    return LEVELS[(match.lastgroup or "")[:2]]


def _goes_on_across(marks: list[re.Match[str]]) -> bool:
    """Say whether 1. 2. 3. mostly go on, and do not begin anew, behind a mark such as 缺陷一."""
    last, since, on, anew = 0, False, 0, 0
    for match in marks:
        if _shape(match) == PROBLEM:
            since = True
        elif _shape(match) == LEVELS["r4"] and match.lastgroup in ("r4", "r4c", "r4e"):
            value = _value(match)
            on += since and last > 0 and value == last + 1
            anew += since and value == 1
            last, since = value, False
    return on > anew


def _within_problems(marks: list[re.Match[str]]) -> dict[int, int]:
    """Return the ranks of chapters and sections that stand below each 任务一: (一)整改目标 (二)整改措施."""
    shapes = [_shape(match) for match in marks]
    first = {rank: shapes.index(rank) for rank in set(shapes)}
    inside: dict[int, int] = {}
    for rank in (LEVELS["r1"], LEVELS["r2"]):
        if PROBLEM in first and first.get(rank, 0) > first[PROBLEM]:
            below = sum(1 for above, each in pairwise(shapes) if (above, each) == (PROBLEM, rank))
            if below > 1 and below >= _MOSTLY * shapes.count(PROBLEM):
                inside[rank] = PROBLEM + rank // 10
    return inside


_ITEM: Final = re.compile(
    rf"[ ]*(?:第(?:{_CN}|\d{{1,3}})[项个条](?:整改)?(?:任务|问题|事项)"
    r"|(?:整改)?(?:任务|问题|事项)?(?:序号|编号)[: ]*\d{1,3})[ ]*(?=\n)"
)
_MOSTLY: Final = 2 / 3
_APART_BY: Final = 10  # characters from mark to mark; lists of short items have 15
_FEW: Final = 1_000  # marks that any text may have


def _marks(text: str, start: int, end: int) -> list[re.Match[str]]:
    """Return the marks of headings in order; in a text without breaks also those that go on a count inside a line.

    A long text with more marks than words has none: ①①①….
    """
    most = max(_FEW, (end - start) // _APART_BY)
    told = list(islice(_MARK.finditer(text, start, end), most + 1))
    if len(told) > most:
        return []
    found = [each for each in told if _in_place(text, each)]
    doubtful = {id(match) for match in found if match.lastgroup in _MUST_GO_ON}
    if doubtful:
        found = _counted(found, {id(match) for match in found} - doubtful)
    breaks = text.count("\n", start, end)
    if breaks and (breaks + 1) * _LONG_LINES > end - start:
        return found
    taken = {(match.lastgroup, match.start(match.lastgroup or 0)) for match in found}
    inner = (match for match in _INNER_MARK.finditer(text, start, end))
    inner = (match for match in inner if (match.lastgroup, match.start(match.lastgroup or 0)) not in taken)
    return _counted([*found, *inner], {id(match) for match in found})


def _in_place(text: str, match: re.Match[str]) -> bool:
    """Say whether a mark that is one only at the beginning of a line stands there."""
    if match.lastgroup not in ("r4c", "r4f", "r5d"):
        return True
    at = match.start(match.lastgroup)
    if not text[text.rfind("\n", 0, match.end()) + 1 : at].strip():
        return True
    # 完成情况:1.3个码头全部拆除。2.复绿岸线1260米。
    return match["r4c"] == "1" and text[at - 1] == ":" and _SECOND.match(text, match.end()) is not None


_SECOND: Final = re.compile(r"[^\n]{2,300}?[。;]\s*2[.、]")


def _counted(marks: list[re.Match[str]], sure: set[int]) -> list[re.Match[str]]:
    """Return the marks, in order, that are `sure` or follow the one before in their count."""
    last: Counter[str] = Counter()
    kept: list[re.Match[str]] = []
    for match in sorted(marks, key=lambda each: each.start()):
        group = match.lastgroup or ""
        shape = "r4" if group == "r4c" else group
        value = _value(match)
        if id(match) in sure or value in (1, last[shape] + 1):
            last[shape] = value
            kept.append(match)
    return kept


def _value(match: re.Match[str]) -> int:
    """Return the number that a mark stands for, 0 for a sign."""
    group = match.lastgroup or ""
    if group == "r5f":
        return ord(match[group].upper()) - ord("A") + 1
    return int(numeric(match[group])) if group in _ONE_SIGN else int(number(match[group]) or 0)


def _alone(text: str, node: Node) -> bool:
    """Say whether a number that only a blank parts from its heading (1 基本情况) begins a line of its own."""
    return text[node.body - 2] in "、.)" or not text[text.rfind("\n", 0, node.start) + 1 : node.start].strip()


_BELOW: Final = {"r0b": 2, "r5c": 2, "r5g": 2, "r5d": 4, "r5f": 6}  # how much deeper than its kin
_ONE_SIGN: Final = ("r1b", "r4e", "r5e")  # Ⅰ, ⒈ and ⑴
_MUST_GO_ON: Final = ("r3d", "r4c", "r5f")  # a machine (#2), a count, or a letter may begin a sentence


def _node(match: re.Match[str]) -> Node:
    group = match.lastgroup or ""
    mark = "" if group == "r5d" else match[group]
    mark = str(_value(match)) if group in _ONE_SIGN else mark
    rank = LEVELS[group[:2]] + (2 * mark.count(".") if group in {"r4b", "r4f"} else _BELOW.get(group, 0))
    start = match.start(group) - (1 if group in {"r2", "r5"} else 0)
    if group in {"r3", "r3b", "r3c", "r3d", "r5c", "r5f", "r5g"}:
        start = match.end() - len(match[0].lstrip())
    return Node(rank, mark, start, match.end())


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
_HEADING_STOP: Final = re.compile(r"[。\n]|(?<=[\u4e00-\u9fff]{4}) (?=[\u4e00-\u9fff]{2})")


def _heading_end(text: str, node: Node) -> int:
    limit = min(node.own_end, node.body + 300)
    stop = _HEADING_STOP.search(text, node.body, limit)
    return stop.start() if stop else limit
