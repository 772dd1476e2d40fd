"""Marks of numbered headings and lists in a folded text, and how deep each shape of them stands."""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice, pairwise
from typing import Final, NamedTuple
from unicodedata import numeric

from loaders.characters import CHINESE_NUMBER, SIGNS
from loaders.report.counters import counters, restarts
from loaders.report.labels.candidates import BULLET
from loaders.text import Spans, Stretch, number

# A heading may begin with a number of its own: 1.3个部门预算未细化. Its mark must go on a count.
_COUNTED: Final = r"\d{1,4}(?:,\d{3})?[余多]?[个家名户项笔宗所条处份辆人起座台套批类件只镇乡村县市区](?!百分点)"
# 2.1合同审批越权 is a heading, 2.1公里 none.
_NO_UNIT: Final = (
    r"(?![万亿千百元公平立米吨亩倍个家年月日号余多分度级毫克户人名项条处次小天折秒寸至到的和与及以份辆起座台套批件只笔宗所])"
    r"[\u4e00-\u9fff“]"
)
# 挽回损失, broken before 163 万元
_UNIT: Final = "[万亿千百]?(?:元|吨|亩|公[里顷]|平方|立方|米|名|户|宗)|[万亿]"
# 3.9月底前 and 3.1-9月 are the third item; 3.1月 alone is none.
_OF_MONTHS: Final = r"\d?(?:月(?:\d{1,2}[日号]|[底初份以起])|[-~至]\d{1,2}月)"
_WORDS: Final = rf"(?!{CHINESE_NUMBER}[、是])[\u4e00-\u9fff“《]"
_MARK: Final = re.compile(
    # All marks begin so: asked first, it leaves the branches behind it to a few characters of a text.
    rf"(?m)(?=[ 第一二三四五六七八九十(㈠-㈩【\[反具突存整问任事缺隐\d措举做①-⒛\-·{SIGNS}A-La-lVXⅠ-Ⅻ#])"
    r"(?:(?:^|(?<=[。;!?》)”\" ：:】])|(?<=问题,))[ ]*(?:"
    rf"(?P<r0>第{CHINESE_NUMBER}(?:章|部分|编|个?方面(?=[:、 ])))[、:. ]?|(?P<r0b>第{CHINESE_NUMBER}节)[、:. ]?"
    rf"|(?P<r1b>[Ⅰ-Ⅻ])[、.:]|(?P<r1c>[IVX]{{1,4}})[、.:][ ]*(?={_WORDS})"
    rf"|(?P<r1>{CHINESE_NUMBER})(?:[、.](?!{CHINESE_NUMBER}[、.是])|(?<=^)[ ])"
    rf"|\((?P<r2>{CHINESE_NUMBER})\)[、.]?|(?P<r2b>[㈠-㈩])[、.]?"
    rf"|[【\[]?(?:反馈|具体|突出|存在的?|整改)*(?:问题|任务|事项|缺陷|隐患)"
    rf"(?P<r3>{CHINESE_NUMBER}|\d{{1,3}})(?:[:、. 】\]]|(?=\n))"
    rf"|第(?P<r3b>{CHINESE_NUMBER}|\d{{1,3}})[个条项](?:整改|反馈)?(?:问题|任务|事项|意见)[:、,. ]"
    rf"|第(?P<r3e>{CHINESE_NUMBER}|\d{{1,3}})项:(?=[^\n])"
    rf"|第(?P<r3c>{CHINESE_NUMBER})条[:、 ]|#(?P<r3d>\d{{1,3}})[:、. ]"
    r"|(?P<r4b>\d{1,2}(?:\.\d{1,2}){1,2})[、 ](?=[^\d%])"
    rf"|(?P<r4>\d{{1,3}})(?:[.、](?!\d(?!\d{{3}}年|{_OF_MONTHS}))|[ ](?=[^\d年月日.%])(?!{_UNIT}))"
    rf"|第(?P<r4i>{CHINESE_NUMBER})[,、](?={_WORDS})"
    r"|(?P<r4e>[⒈-⒛])[、.]?"
    rf"|(?P<r4f>\d{{1,2}}(?:\.\d{{1,2}}){{1,2}})(?={_NO_UNIT})"
    rf"|(?P<r4c>\d{{1,3}})[.、](?={_COUNTED})"
    # 6。 and 7, typed for 6., and 1 on a line above its heading
    rf"|(?P<r4g>\d{{1,2}})[,。:](?={_WORDS})|(?P<r4h>\d{{1,2}})[ ]*\n(?={_WORDS})"
    r"|\((?P<r5>\d{1,2})\)[、.]?|(?P<r5b>\d{1,2})\)"
    rf"|(?:整改|具体)?(?:措施|举措|做法)(?P<r5c>{CHINESE_NUMBER}|\d{{1,2}})[:、. ]"
    r"|(?:整改|措施|举措)(?P<r5g>\d{1,2}-\d{1,2})[:、. ]"
    rf"|(?P<r5d>-{{1,2}}|·|{BULLET})[ ]*(?={_WORDS}|(?<={BULLET})\d)"
    rf"|\(?(?P<r5f>[A-La-l])[.、)][ ]*(?={_WORDS}|\d)"
    r")|(?P<r6>[①-⑳])[、.]?|(?P<r5e>[⑴-⒇])[、.]?)"
)
LEVELS: Final = {"r0": 0, "r1": 10, "r2": 20, "r3": 30, "r4": 40, "r5": 50, "r6": 60}
CIRCLED: Final = LEVELS["r6"]
PROBLEM: Final = LEVELS["r3"]
NAMED_MEASURE: Final = LEVELS["r5"] + 2  # 措施1:


class Mark(NamedTuple):
    """A mark in [start, end): the name of its shape, its number, where that and its first sign stand.

    `spaced` says that it ends with a blank. A match of the pattern would hold all of its groups: of a report of 10 MB
    these were 20 MB.
    """

    shape: str
    number: str
    start: int
    end: int
    number_at: int
    opens: int
    spaced: bool


def _mark(match: re.Match[str]) -> Mark:
    shape, words, end = match.lastgroup or "", match[0], match.end()
    opens = end - len(words.lstrip())
    return Mark(shape, match[shape], match.start(), end, match.start(shape), opens, words.endswith(" "))


def ranked(text: str, start: int, end: int) -> tuple[list[Mark], dict[int, int]]:
    """Return the marks in order, and the ranks that are others than the shapes of the marks say."""
    marks = _marks(text, start, end)
    parts = _parts_of_chapters(marks)
    if any(_level(mark) == PROBLEM for mark in marks):
        return marks, parts | _within_problems(marks)
    run = counters(text, start, end)
    taken = Spans(tuple(Stretch(*match.span()) for match in run))
    all_marks = sorted(
        [*map(_mark, run), *(mark for mark in marks if not taken.touch(mark.start, mark.end))],
        key=lambda mark: mark.start,
    )
    if not run or not _goes_on_across(all_marks):
        return all_marks, parts | _within_problems(all_marks)
    # 1. … 2. … hold 缺陷一 … 缺陷四 as sections do; a word that begins anew in each of them is part of an item.
    return (marks, parts) if restarts(run) else (all_marks, parts | {LEVELS["r4"]: LEVELS["r2"] + _SECTION_BY_NUMBER})


_SECTION_BY_NUMBER: Final = 6


def _parts_of_chapters(marks: list[Mark]) -> dict[int, int]:
    """Return the ranks of parts that stand below a chapter: 二、… 第一部分 … 第二部分 … 三、…."""
    shapes = [_level(mark) for mark in marks]
    whole, chapter = LEVELS["r0"], LEVELS["r1"]
    if whole not in shapes or chapter not in shapes[: shapes.index(whole)]:
        return {}
    first = shapes.index(whole)
    before = next(mark for mark in reversed(marks[:first]) if _level(mark) == chapter)
    after = next((mark for mark in marks[first:] if _level(mark) == chapter), None)
    goes_on = after is None or value_of(after) == value_of(before) + 1
    return {rank: chapter + _PART_OF_CHAPTER + rank for rank in (whole, whole + BELOW["r0b"])} if goes_on else {}


_PART_OF_CHAPTER: Final = 6


_SECTION_BY_SIGN: Final = PROBLEM - 2
_BELOW_SIGN: Final = LEVELS["r5"] + 8


def ranks_of_signs(text: str, marks: list[Mark]) -> dict[str, int]:
    """Return the ranks of signs that stand above numbered headings (sections), or below another sign (◇ below ◆)."""
    times = Counter(map(sign, marks))
    holding: Counter[tuple[str, str]] = Counter()
    for mark, after in pairwise(marks):
        if sign(mark) and sign(mark) != sign(after) and _SIGNED_LINE.fullmatch(text, mark.end, after.start):
            holding[sign(mark), sign(after)] += 1
    mostly = [(sign, held) for (sign, held), each in holding.items() if each >= _MOSTLY * times[sign]]
    return {sign: _SECTION_BY_SIGN for sign, held in mostly if not held} | {
        held: _BELOW_SIGN for sign, held in mostly if held and (held, sign) not in mostly
    }


_SIGNED_LINE: Final = re.compile(r"[^。;\n]{2,40}\s*")


def sign(mark: Mark) -> str:
    """Return the sign ● or - that a mark is, an empty string for one that counts."""
    return mark.number if mark.shape == "r5d" else ""


def _level(mark: Mark) -> int:
    return LEVELS[mark.shape[:2]]


def _goes_on_across(marks: list[Mark]) -> bool:
    """Say whether 1. 2. 3. mostly go on, and do not begin anew, behind a mark such as 缺陷一."""
    last, since, on, anew = 0, False, 0, 0
    for mark in marks:
        if _level(mark) == PROBLEM:
            since = True
        elif _level(mark) == LEVELS["r4"] and mark.shape in ("r4", "r4c", "r4e"):
            value = value_of(mark)
            on += since and last > 0 and value == last + 1
            anew += since and value == 1
            last, since = value, False
    return on > anew


def _within_problems(marks: list[Mark]) -> dict[int, int]:
    """Return the ranks of chapters and sections that stand below each 任务一: (一)整改目标 (二)整改措施."""
    shapes = [_level(mark) for mark in marks]
    first = {rank: shapes.index(rank) for rank in set(shapes)}
    inside: dict[int, int] = {}
    for rank in (LEVELS["r1"], LEVELS["r2"]):
        if PROBLEM in first and first.get(rank, 0) > first[PROBLEM]:
            below = sum(1 for above, each in pairwise(shapes) if (above, each) == (PROBLEM, rank))
            if below > 1 and below >= _MOSTLY * shapes.count(PROBLEM):
                inside[rank] = PROBLEM + rank // 10
    return inside


_MOSTLY: Final = 2 / 3
_APART_BY: Final = 10  # characters from mark to mark; lists of short items have 15
_FEW: Final = 1_000  # marks that any text may have


def _marks(text: str, start: int, end: int) -> list[Mark]:
    """Return the marks of headings in order.

    A long text with more marks than words has none: ①①①….
    """
    most = max(_FEW, (end - start) // _APART_BY)
    told = list(islice(map(_mark, _MARK.finditer(text, start, end)), most + 1))
    if len(told) > most:
        return []
    found = [each for each in told if _in_place(text, each)]
    return _counted(found) if any(mark.shape in _MUST_GO_ON for mark in found) else found


def _in_place(text: str, mark: Mark) -> bool:
    """Say whether a mark that is one only at the beginning of a line stands there."""
    if mark.shape not in ("r1c", "r4c", "r4f", "r4g", "r4h", "r4i", "r5d"):
        return True
    if not text[text.rfind("\n", 0, mark.end) + 1 : mark.opens].strip():
        return True
    # 完成情况:1.3个码头全部拆除。2.复绿岸线1260米。
    first = mark.shape == "r4c" and mark.number == "1" and text[mark.opens - 1] == ":"
    return first and _SECOND.match(text, mark.end) is not None


_SECOND: Final = re.compile(r"[^\n]{2,300}?[。;]\s*2[.、]")


_AS_POINTS: Final = ("r4c", "r4g")  # 6。 goes on the count of 5.


def _counted(marks: list[Mark]) -> list[Mark]:
    """Return the marks, in order, without those of a doubtful shape that do not go on a count."""
    last: Counter[str] = Counter()
    kept: list[Mark] = []
    for mark in marks:
        shape = "r4" if mark.shape in _AS_POINTS else mark.shape
        value = value_of(mark)
        if mark.shape not in _MUST_GO_ON or value in (1, last[shape] + 1):
            last[shape] = value
            kept.append(mark)
    return kept


_ROMAN: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")  # in ASCII letters


def value_of(mark: Mark) -> int:
    """Return the number that a mark stands for, 0 for a sign."""
    if mark.shape == "r1c":
        return _ROMAN.index(mark.number) + 1 if mark.number in _ROMAN else 0
    if mark.shape == "r5f":
        return ord(mark.number.upper()) - ord("A") + 1
    return int(numeric(mark.number)) if mark.shape in ONE_SIGN else int(number(mark.number) or 0)


BELOW: Final = {"r0b": 2, "r4i": 4, "r5c": 2, "r5g": 2, "r5d": 4, "r5f": 6}  # how much deeper than its kin
ONE_SIGN: Final = ("r1b", "r4e", "r5e")  # Ⅰ, ⒈ and ⑴
# A machine (#2), a count, a letter or what looks like a mark may begin a sentence.
_MUST_GO_ON: Final = ("r1c", "r3d", "r4c", "r4g", "r4h", "r4i", "r5f")
