"""Labels such as 整改措施: in a report: which words are labels, and what each of them holds.

A few words are labels wherever a colon follows them. All others are told by typography: short words before a colon, in
brackets, or on a line of their own that come again and again in the same order. What such a label holds is read
from the parts of its words, as from the heads of a ledger, else from what stands behind it.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice, pairwise, takewhile
from typing import TYPE_CHECKING, Final

from loaders.ledger.column import Column
from loaders.ledger.columns import column_of
from loaders.report.faults import DEED, FAULT
from loaders.report.status import is_verdict
from loaders.text import opens_line
from loaders.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

BULLET: Final = "[◆◇●○■□▲△★☆※▶►▪•◎]"
_WORDS: Final = "[\u4e00-\u9fff][\u4e00-\u9fff、/]{0,15}"
_NUMERAL: Final = r"[一二三四五六七八九十]{1,3}、|\d{1,2}[.、](?!\d)|\((?:[一二三四五六七八九十]{1,3}|\d{1,2})\)[、.]?"
# What may be a label: at the beginning of a line, or behind a stop, a number or a bracket.
_CANDIDATE: Final = re.compile(
    rf"(?m)(?:^|(?<=[。;!?, 】])|(?=[(]))[ ]*(?:{BULLET}[ ]*)?[【\[(]?(?:(?P<mark>{_NUMERAL})[ ]*)?(?P<words>{_WORDS})"
    r"(?:[】\])](?:(?<=[】\]])[:]?|[:])|[:]|(?P<bare>$)"
    # (一)整改目标。2025年底前…
    r"|(?P<told>(?:(?<=目标)|(?<=措施)|(?<=时限)|(?<=单位)|(?<=情况)|(?<=问题))。))[ ]*"
)
_KNOWN: Final = re.compile(
    r"(?P<fault>(?:反馈|反映|举报|投诉|信访|交办|存在|具体|主要|突出|巡[视察]|审计|督察)?(?:的)?(?:主要)?问题(?:描述|表现|内容"
    r"|概述|清单)?|问题事项|(?:举报|投诉|信访|反映|交办)(?:问题)?(?:内容|事项|情况))"
    r"|(?P<measure>(?:整改|主要|具体|工作|拟?采取的?|落实|下一步|防范)*(?:措施|举措|任务|办法|做法))"
    r"|(?P<result>(?:目前|措施|整改|落实|完成|进展|办理|工作|推进|处理|处置|问责|[及和与])*(?:情况|进展"
    r"|成效|结果|进度|效果|状态|状况|成果)|整改|办理|[答回]复)"
    r"|(?P<target>(?:整改|工作|预期|任务)?目标(?:要求|任务)?|(?:调查|现场)?(?:核实|核查|调查)(?:情况|结果)|是否属实|受理编号|公[示告](?:时间|期限?|期间))"
    r"|(?P<term>(?:整改|完成|办结|计划|任务|限期|预计|拟)*(?:时限|期限|完成时间|时间|日期|时间节点))"
    r"|(?P<lead>(?:整改)?(?:牵头|责任|主责|主办|承办|整改|实施)(?:责任)?(?:单位|部门|科室|处室|主体))"
    r"|(?P<cooperate>(?:配合|协办|参与|协同)(?:责任)?(?:单位|部门|科室|处室))"
    r"|(?P<supervise>(?:督导|督办|监管|验收|督促|指导)(?:责任)?(?:单位|部门))"
    r"|(?P<person>(?:整改|第一|直接|主要)?(?:责任人|负责人|责任领导|牵头领导|包[保抓联]领导|分管领导|联系人))"
    r"|(?P<closure>(?:销号|验收)(?:情况|意见|结果|时间)?)"
)
_KINDS: Final = ("fault", "measure", "result", "target", "term", "lead", "cooperate", "supervise", "person", "closure")
# What the head of a column with the same words holds. Days of the past and what else a ledger tells end a value only.
_OF_COLUMN: Final = {
    Column.ISSUE: "fault", Column.TASK: "measure", Column.MEASURE: "measure", Column.STATUS: "result",
    Column.DEADLINE: "term", Column.LEAD: "lead", Column.LEAD_AND_POST: "lead", Column.UNIT: "lead",
    Column.COOPERATE: "cooperate", Column.SUPERVISE: "supervise", Column.POST: "person", Column.CLOSURE: "closure",
    Column.RAISED_ON: "target", Column.SOURCE: "target", Column.FIELD: "target", Column.SECTION: "target",
    Column.AMOUNT: "target", Column.CLOSED_ON: "target", Column.NUMBER: "target",
}  # fmt: skip
# 整改措施二: is a mark of the outline, and a heading such as (一)反馈问题整改情况 holds issues.
_COUNTED: Final = re.compile(r"..+(?<![不未])(?<![统唯专合万单])[一二三四五六七八九十]{1,3}")
_CONTAINER: Final = re.compile(r".*(?:问题|意见|事项|任务)(?:的)?(?:整改|落实|完成){1,2}(?:情况|进展|成效)")
# An item of a list, or the heading of a block.
_NUMBERED: Final = re.compile(
    rf"[ ]*(?:{_NUMERAL}|[①-⒛]|[一二三四五六七八九十]是"
    r"|(?:第|序号|编号|问题|任务|事项|缺陷|隐患)[: ]*[一二三四五六七八九十\d]+[项条号个]?)[ ]*"
)
_ITEM: Final = re.compile(rf"(?m)^{_NUMBERED.pattern}")
_LINE: Final = re.compile(r"[^\n]*[^ \n][^\n]*")
_GIVEN: Final = ("measure", "result")
_ANSWERS: Final = ("target", *_GIVEN)


@dataclass(frozen=True, slots=True)
class Label:
    """A label such as 整改措施: with the stretch of its value; `kind` is the group of `_KNOWN` that it belongs to.

    A `cell` of a table is a label without words.
    """

    kind: str
    start: int
    value: int
    end: int
    cell: bool = False


@dataclass(slots=True)
class _Candidate:
    """Words that may be a label: [start, value) with bracket, number and colon; `kind` is empty if they say nothing."""

    words: str
    kind: str
    start: int
    value: int
    bare: bool
    numbered: bool
    chapter: bool


def labels(text: str, start: int, end: int) -> list[Label]:
    """Return the labels of the folded text in [start, end) in order; the value of each ends where the next begins."""
    matches = _CANDIDATE.finditer(text, start, end)
    candidates = [_candidate(match) for match in matches if not _heads(match)]
    found = _recurring(text, candidates, end) | _known(text, candidates)
    kept = [each for place, each in enumerate(candidates) if place in found]
    stops = [*(each.start for each in kept[1:]), _last_end(text, kept, end)]
    kinds = _tasks_named([each.kind for each in kept], [each.words for each in kept])
    kinds = _asked(_described(text, kept, kinds), [each.words for each in kept])
    return [Label(kind, each.start, each.value, stop) for each, kind, stop in zip(kept, kinds, stops, strict=False)]


def _heads(match: re.Match[str]) -> bool:
    """Say whether words are no label but a heading."""
    bare, marked = match["bare"] is not None, match["mark"] is not None
    known = _KNOWN.fullmatch(match["words"]) is not None
    if len(match["words"]) == 1 and (marked or not match[0].rstrip().endswith((":", "】", "]"))):
        return True  # 问: and 改: are labels, a word of one character without a colon is none
    if match["told"] and not (marked and known):
        return True
    if bare and not known and not opens_line(match.string, match.start()):
        return True  # the last words of a line: 责任人:董事长 沈一鸣、财务总监 周若兰
    holds = bare and marked and _CONTAINER.fullmatch(match["words"]) is not None
    return holds or _COUNTED.fullmatch(match["words"]) is not None


def _last_end(text: str, found: Sequence[_Candidate], end: int) -> int:
    """Return where the value of the last label ends: it has no more paragraphs than those of the same words before.

    What follows is the farewell of the report. Numbered paragraphs are a list and belong to the value.
    """
    same = [(each, after) for each, after in pairwise(found) if each.words == found[-1].words]
    if not same:
        return end
    most = max(1, *(sum(1 for _ in _paragraphs(text, each.value, after.start)) for each, after in same))
    *_, last = (found[-1].value, *islice(_paragraphs(text, found[-1].value, end), most))
    return _list_end(text, last, end)


def _paragraphs(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where the paragraphs of [start, end) end that are no items of a list and no headings."""
    for found in _LINE.finditer(text, start, end):
        if found.start() == start or not _NUMBERED.match(found[0]):
            yield found.end()


def _list_end(text: str, start: int, end: int) -> int:
    """Return where the items of a list that stand behind `start` end."""
    while (item := _LINE.search(text, start, end)) and _NUMBERED.match(item[0]):
        start = item.end()
    return start


def known_kind(words: str) -> str:
    """Return what a word holds that is a label wherever a colon follows it; an empty string for any other."""
    known = _KNOWN.fullmatch(words)
    return next(name for name in _KINDS if known[name] is not None) if known else ""


def _candidate(match: re.Match[str]) -> _Candidate:
    words = match["words"]
    kind = known_kind(words)
    start = match.end() - len(match[0].lstrip())
    return _Candidate(
        words,
        kind,
        start,
        _value(match),
        match["bare"] is not None or match["told"] is not None,
        match["mark"] is not None,
        (match["mark"] or "").endswith("、"),
    )


_BLANK: Final = re.compile(r"[ \n]*")


def _value(match: re.Match[str]) -> int:
    """Return where the value begins: of a label on a line of its own on the next line with words."""
    blank = _BLANK.match(match.string, match.end()) if match["bare"] is not None else None
    return blank.end() if blank else match.end()


def _known(text: str, candidates: Sequence[_Candidate]) -> set[int]:
    """Return the places of the words that are labels wherever they stand.

    A heading is a label without a colon only where each issue has it: 一、整改情况 alone is a chapter.
    """
    lines = Counter(each.words for each in candidates if each.bare and each.kind)
    form = _form(text, candidates)
    return {
        place
        for place, each in enumerate(candidates)
        if each.kind and (not each.bare or lines[each.words] > 1 or place in form)
    }


_LEAST_OF_FORM: Final = 4


def _form(text: str, candidates: Sequence[_Candidate]) -> range:
    """Return the places of headings that are the labels of a form about one issue: 一、反馈问题 二、整改目标 三、….

    They follow each other from the one fault to its answers, and are more than three, or they are the chapters of a
    report. What they hold is set as their kind.
    """
    places = [place for place, each in enumerate(candidates) if each.bare and each.numbered]
    if any(candidates[place].chapter for place in places):
        places = [place for place in places if candidates[place].chapter]
    kinds = {place: candidates[place].kind or kind_of_head(candidates[place].words) for place in places}
    run = list(takewhile(kinds.__getitem__, places))
    told = [kinds[place] for place in run]
    if len(run) < _LEAST_OF_FORM or told[0] != "fault" or told.count("fault") > 1 or not {*_GIVEN} & {*told}:
        return range(0)
    if len(_ITEM.findall(text, candidates[run[0]].value, candidates[run[1]].start)) > 1:
        return range(0)  # a chapter with several faults
    for place in run:
        candidates[place].kind = kinds[place]
    return range(run[0], run[-1] + 1)


def _tasks_named(kinds: list[str], words: list[str]) -> list[str]:
    """Return the kinds of labels, where no fault has a label but each 整改任务: with its answer names one."""
    if "fault" in kinds:
        return kinds
    following = [*kinds[1:], "none"]
    return [
        "fault" if word in ("整改任务", "任务", "任务内容") and after in _ANSWERS else kind
        for kind, word, after in zip(kinds, words, following, strict=False)
    ]


# What is asked for is no answer, where another label holds one: 审计意见: before 整改结果:, 整改要求: before 整改措施:.
_ASKED: Final = re.compile("(?:意见|建议|要求|决定)$")


def _asked(kinds: list[str], words: list[str]) -> list[str]:
    given = [kind in _GIVEN and not _ASKED.search(word) for kind, word in zip(kinds, words, strict=True)]
    if not any(given):
        return kinds
    return ["target" if kind in _GIVEN and not answers else kind for kind, answers in zip(kinds, given, strict=True)]


_NAMED_FAULT: Final = re.compile(rf"(?!问题)(?:{FAULT.pattern})")  # 一、查出问题整改情况 names none


def _described(text: str, found: Sequence[_Candidate], kinds: list[str]) -> list[str]:
    """Return the kinds of labels; a word below numbered headings that name the faults (问题描述:) only tells more."""
    faults = {each.words for each, kind in zip(found, kinds, strict=True) if kind == "fault"}
    told = {word for word in faults if _under_headings(text, found, word, names=_NAMED_FAULT)}
    return ["target" if each.words in told else kind for each, kind in zip(found, kinds, strict=True)]


# A word that comes again stands, two times of three, before or behind the same other one.
_SHARE: Final = 2 / 3
_ALL_BUT_FEW: Final = 0.9


def _recurring(text: str, candidates: Sequence[_Candidate], end: int) -> set[int]:
    """Return the places of the words that come again in the same order, and give them their kinds."""
    times = Counter(each.words for each in candidates if not each.chapter or not each.bare)
    order = [
        place
        for place, each in enumerate(candidates)
        if (times[each.words] > 1 or each.kind) and not (each.bare and each.chapter)
    ]
    sequence = [candidates[place].words for place in order]
    wanted = {each.words for each in candidates if not each.kind and times[each.words] > 1}
    wanted &= _in_order(sequence)
    if not wanted:
        return set()
    places = [place for place in order if candidates[place].words in wanted or candidates[place].kind]
    _give_kinds(text, [candidates[place] for place in places], wanted, end)
    return {place for place in places if candidates[place].words in wanted}


def _in_order(sequence: Sequence[str]) -> set[str]:
    """Return the words of a sequence that mostly stand before, or mostly behind, the same other word."""
    following, leading = _partners(sequence), _partners(sequence[::-1])
    return {word for word in set(sequence) if _is_steady(word, following) or _is_steady(word, leading)}


def _partners(sequence: Sequence[str]) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for word, after in pairwise(sequence):
        found.setdefault(word, Counter())[after] += 1
    return found


def _is_steady(word: str, partners: dict[str, Counter[str]]) -> bool:
    partner, times = partners[word].most_common(1)[0] if word in partners else (word, 0)
    return partner != word and times > 1 and times >= _SHARE * partners[word].total()


def _give_kinds(text: str, found: Sequence[_Candidate], wanted: set[str], end: int) -> None:
    """Set the kinds of the words `wanted`: by their parts, else by what stands behind them, else by their place."""
    values = _values(text, found, end)
    kinds = {each.words: each.kind for each in found if each.kind}
    kinds |= {word: kind for word in wanted if (kind := kind_of_head(word) or _by_values(values[word]))}
    first = found[0].words
    if "fault" not in kinds.values() and _opens(first, kinds, wanted) and not _under_headings(text, found, first):
        kinds[first] = "fault"
    # Of several words with prose the answer is the one that tells of deeds: 事实: names the fault once more.
    answered = any(
        _is_prose(values[word])
        and (kinds[word] in _GIVEN if word in kinds else _most(DEED, values[word]) and not _ASKED.search(word))
        for word in kinds.keys() | wanted
    )
    for word in wanted - kinds.keys():
        told = _is_prose(values[word]) and (not answered or _most(DEED, values[word]))
        kinds[word] = "result" if told else "target"
    for each in found:
        each.kind = kinds[each.words]


def _opens(first: str, kinds: dict[str, str], wanted: set[str]) -> bool:
    """Say whether the first word of the blocks may name the faults: 检查通报的事项 does, if another answers it."""
    answered = any(kind in ("measure", "result") for word, kind in kinds.items() if word != first)
    answered = answered or bool(wanted - kinds.keys())
    return first not in kinds or (kinds[first] == "measure" and answered and "措施" not in first)


def _values(text: str, found: Sequence[_Candidate], end: int) -> dict[str, list[str]]:
    """Return the first paragraph behind each word, without blanks at its ends."""
    values: dict[str, list[str]] = {}
    for each, stop in zip(found, [*(other.start for other in found[1:]), end], strict=True):
        value = text[each.value : stop].strip(" \n")
        values.setdefault(each.words, []).append(value.split("\n", 1)[0].strip(" 。;,"))
    return values


_BODY_HEAD: Final = re.compile(r"(?:单位|部门|[科处庭股]室?|室|支部|主体|机构|局|公司|组)$")
_HELPS: Final = re.compile("配合|协|参与|会同")
_WATCHES: Final = re.compile("督|监|验收")
_FAULT_HEAD: Final = re.compile(
    "问题|反映|指出|查出|发现|点[题名]|诉求|投诉|举报|违[规法]|缺陷|隐患|短板|不足|病[灶症]|症结"
)
_DAY_HEAD: Final = re.compile("(?:时间|日期|时限|期限|节点|时点|期)$")
_PERSON_HEAD: Final = re.compile("(?:人|领导|同志)$")


def kind_of_head(word: str) -> str:
    """Return what the parts of a word say that it holds; an empty string if they say nothing."""
    column = column_of(word)
    if column is Column.COMPLETED_ON:
        return "target" if "实际" in word else "term"
    if column in _OF_COLUMN:
        return _OF_COLUMN[column]
    if _PERSON_HEAD.search(word):
        return "person"
    if _DAY_HEAD.search(word):
        return "term"
    if _BODY_HEAD.search(word):
        return "cooperate" if _HELPS.search(word) else "supervise" if _WATCHES.search(word) else "lead"
    return "fault" if _FAULT_HEAD.search(word) else ""


_SHORT: Final = 24
_DAYS: Final = re.compile(
    r"(?:(?:19|20)\d\d|\d{1,2}月|[上下]半年|年[底内]|第?[一二三四1-4]季度|立[行即]|即[知行]|长期|持续).{0,16}"
)
_BODIES: Final = re.compile(
    r"(?:[\u4e00-\u9fff]{1,16}(?:[科室处部局办院委庭组站所厅司系镇乡村]|中心|公司|政府|[支大]队|集团|街道|[学小中][校学])"
    r"(?:[、,;和 ]|$))+"
)


def _by_values(values: Sequence[str]) -> str:
    """Return what most of the short values of a word are: days, bodies, verdicts; an empty string for prose."""
    for kind, fits in (("term", _DAYS.fullmatch), ("lead", _BODIES.fullmatch), ("result", is_verdict)):
        if sum(1 for each in values if len(each) <= _SHORT and fits(each)) >= _SHARE * len(values):
            return kind
    return ""


def _is_prose(values: Sequence[str]) -> bool:
    return sum(map(len, values)) > _SHORT / 2 * len(values)


def _most(pattern: re.Pattern[str], values: Sequence[str]) -> bool:
    return sum(1 for each in values if pattern.search(each)) * 2 >= len(values)


_COUNTER: Final = r"[【\[]?[\u4e00-\u9fff]{2,10}\(?[一二三四五六七八九十\d]{1,3}\)?[项条个号件]?[】\]:.、 ]"
_HEADING: Final = re.compile(rf"[ ]*(?:{_NUMERAL}|{_COUNTER})[ ]*[^ \n]{{4}}")


_ANY: Final = re.compile("")


def _under_headings(text: str, found: Sequence[_Candidate], word: str, names: re.Pattern[str] = _ANY) -> bool:
    """Say whether most of the lines above a word are numbered headings that say so: these are the faults then.

    A word with a number of its own must be the first below its heading each time: 1.问题表现:.
    """
    lines = [each for each in found if each.words == word]
    first = all(_FIRST.match(text, each.start) for each in lines)
    told = [(_heading_above(text, each.start), _NUMBERED.match(text, each.start)) for each in lines]
    above = [line for line, numbered in told if line is not None and (first or not numbered)]
    headings = [line for line in above if _HEADING.match(line)]
    named = sum(1 for line in headings if names.search(line))
    # Where several blocks stand below one heading, it is a section.
    return bool(above) and len(headings) >= _ALL_BUT_FEW * len(above) and named >= _SHARE * len(above)


def _line_above(text: str, at: int) -> tuple[str, int]:
    """Return the last line with words above that of `at`, and where it begins."""
    end = text.rfind("\n", 0, at)
    while end > 0 and text[end - 1] in " \n":
        end -= 1
    start = text.rfind("\n", 0, max(end, 0)) + 1
    return text[start : max(end, 0)], start


_FIRST: Final = re.compile(r"[ ]*\(?(?:1|一)[)、.]")


_LONGEST_HEADING: Final = 200
_FACTS: Final = 4  # lines


def _heading_above(text: str, at: int) -> str | None:
    """Return the line above words that open a line, or the heading on their own line before them; else None.

    Between a heading and the first word below it may stand the facts, in a few paragraphs.
    """
    first = max(0, at - _LONGEST_HEADING)
    opening = text.rfind("\n", first, at) + 1
    if not opening and first:
        return None
    before = text[opening:at].strip()
    if before:
        return before if _HEADING.match(before) else None
    nearest = line = ""
    for _ in range(_FACTS):
        line, at = _line_above(text, at)
        nearest = nearest or line
        if not line or _HEADING.match(line) or _CANDIDATE.match(line):
            break
    return line if _HEADING.match(line) else nearest
