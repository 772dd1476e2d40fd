"""Line breaks that a converter took out without leaving a blank: where a heading, an item or a label begins.

A text from a form field or a database often comes on one line. A mark is believed there if it goes on a count (二、
behind 一、), for a numeral alone says nothing: 方案之一、12.3公里.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from loaders.characters import CHINESE_NUMBER, HAN, SIGNS
from loaders.text import number

if TYPE_CHECKING:
    from collections.abc import Iterator

_PARAGRAPH: Final = 300  # characters
_LONG_LINES: Final = 1_000  # characters for each line of a text that has hardly any breaks
_AROUND: Final = 4  # breaks around the text of one line: of its title and signature
_MOST: Final = 0.6
_LINE: Final = re.compile(r"[^\n]+")
_DIGITS: Final = "[0-9０-９]{1,2}"
_MARK: Final = re.compile(
    rf"(?=[一二三四五六七八九十第(（0-9０-９])(?:(?P<chapter>{CHINESE_NUMBER})、(?!{CHINESE_NUMBER}[、是])"
    rf"|[(（](?P<section>{CHINESE_NUMBER})[)）]|[(（](?P<item>{_DIGITS})[)）]"
    rf"|(?<![0-9０-９.．])(?P<point>{_DIGITS})[.．、](?=[{HAN}“‘A-Z]|[0-9０-９]{{1,4}}[个家户项笔处](?!百))"
    rf"|(?P<said>{CHINESE_NUMBER})是(?=[{HAN}“])|第(?P<part>{CHINESE_NUMBER})(?:章|节|部分)(?=[{HAN} 、:：]))"
)
_MUST_GO_ON: Final = ("chapter", "item", "said", "part")  # 方案之一、, 附件（1） and 之一是 are no first ones
_REPORTED: Final = "措施|举措|目标|时限|期限|单位|责任人|责任单位|落实情况|完成情况|情况|进展情况|进展|结果|成效|状态"
# What begins a line wherever it stands: labels, counted faults and lists behind a sign, and the words of farewell.
_OPENING: Final = re.compile(
    rf"(?=[具主整牵责配完反存问检任特联监公{SIGNS}⒈-⒛⑴-⒇【])"
    rf"(?:(?:具体|主要)?(?:整改(?:{_REPORTED})(?:[及与和](?:{_REPORTED}))?"
    r"|(?:牵头|责任|配合)(?:单位|部门|领导|人)|完成(?:情况|时限|时间)|反馈问题|存在问题|问题(?:描述|表现))"
    rf"(?:[:：]|(?=[(（][一1１][)）]|[①⑴]|一是))"
    rf"|(?:(?:整改|检视|反馈)?(?:问题|任务)|检视问题)(?:{CHINESE_NUMBER}|{_DIGITS})[:：]"
    rf"|特此(?:报告|通报|公告|公示)|(?:联系|监督|举报)电话|公示(?:期|时间)|[{SIGNS}⒈-⒛⑴-⒇](?=[{HAN}])|【[{HAN}0-9０-９]{{2,12}}】)"
)
_WITHIN: Final = re.compile(  # 各责任单位：, （2）整改措施：
    rf"(?:[具体主要的各下述所及和与、，,；;（(“《\n]|[(（](?:{CHINESE_NUMBER}|{_DIGITS})[)）]|(?<![0-9０-９]){_DIGITS}[.．])\Z"
)
_LONGEST_MARK: Final = 5
_STOPS: Final = "。；;：:"
_ENDING: Final = re.compile(rf"[{HAN}0-9０-９%％)）”》{_STOPS}！？!?]")
# A word before a colon that stands behind a stop, and comes again: 承办庭室：, 处置：.
_WORD: Final = re.compile(rf"(?<=[。；;！])(?P<word>[{HAN}]{{2,8}})[:：]")
_OFTEN: Final = 2
_WORDS: Final = 20  # labels of a block, at the most: each is counted in the whole text
_SUBJECT: Final = re.compile(r"(?:(?<=[。；;])|(?<=[况面])(?=..?“))(?:针对|关于|对)(?=[^。；;：:\n]{4,60}问题)")
_TITLE: Final = re.compile(
    r"\s*[^。，,：:\n]{2,60}?(?:整改|审计|巡[视察]|督[察查])[^。，,：:\n]{0,24}?(?:通报|报告|公告|公示|方案|清单)"
    r"(?=根据|按照|为|现将|受|[0-9０-９]{4}年|一、|近期|今年|去年|[(（][0-9０-９]{4}年)"
)
_FAREWELL: Final = re.compile(
    rf"(?<=[。！])(?:(?=[{HAN}（）()]{{4,40}}[0-9０-９]{{4}}年[0-9０-９]{{1,2}}月[0-9０-９]{{1,2}}日\s*\Z)"
    r"|(?=(?:下一?步|今后|接下来|以上报告|欢迎)))"
)
# What closes a heading with prose right behind it: 1.关于账目不清的问题局党组…, but not 的问题整改不到位.
_FAULT: Final = re.compile(
    r"(?:[^。；;:：\n]{4,80}?的问题|(?:针对|关于)?“[^”。\n]{4,80}”问题)(?:的?整改(?:落实)?(?:情况|进展)?)?"
    rf"(?=[{HAN}])(?![的整落和及与不未较进迟缓慢滞突多频反])"
    rf"|[^。；;:：\n]{{4,80}}?[（(](?:已|正在|持续|长期|基本|未)[{HAN}]{{1,6}}[)）](?=[{HAN}])"
)
_FRAME: Final = re.compile(
    rf"[{HAN}“”、]{{2,24}}?(?:情况|方面|打算|安排)(?=[{HAN}0-9０-９“])(?![的及和与汇报通总存整问])"
)


def lost_breaks(text: str) -> Iterator[int]:
    """Yield the offsets before which a break was taken out, in order; none for a text that has its lines."""
    if not _lacks_breaks(text):
        return
    marks = _going_on(list(_MARK.finditer(text)))
    parted = (mark.start() for mark in marks if _parts(text, mark))
    opened = (found.start() for found in _OPENING.finditer(text) if found.start() and _opens(text, found.start()))
    again = (at for at in _recurring(text) if _opens(text, at))
    others = (found.start() for pattern in (_SUBJECT, _FAREWELL) for found in pattern.finditer(text))
    title = _TITLE.match(text)
    named = {title.end()} if title else set[int]()
    yield from sorted({*parted, *opened, *again, *others, *_closed(text, marks), *named})


def _lacks_breaks(text: str) -> bool:
    """Say whether most of the text stands on one line, or its lines are longer than paragraphs are."""
    breaks = text.count("\n")
    if breaks > _AROUND and breaks * _PARAGRAPH > len(text):
        return False
    # Not by split(): a copy of a long text is as large as all that is made of it.
    longest = max((line.end() - line.start() for line in _LINE.finditer(text)), default=0)
    return breaks * _LONG_LINES <= len(text) or longest >= _MOST * len(text)


def _recurring(text: str) -> Iterator[int]:
    """Yield where the words before a colon stand that come again behind a stop."""
    told = Counter(found["word"] for found in _WORD.finditer(text)).most_common(_WORDS)
    words = [word for word, _ in told if text.count(f"{word}：") + text.count(f"{word}:") >= _OFTEN]
    if words:
        longest_first = sorted(words, key=lambda word: (-len(word), word))
        yield from (found.start() for found in re.finditer(rf"(?:{'|'.join(longest_first)})[:：]", text))


def _parts(text: str, mark: re.Match[str]) -> bool:
    """Say whether a line begins at a mark behind words; at 一是 behind a stop none does, which would part ① from it."""
    before = text[max(0, mark.start() - 1) : mark.start()]
    return _ENDING.fullmatch(before) is not None and (mark.lastgroup != "said" or before not in _STOPS)


def _opens(text: str, at: int) -> bool:
    """Say whether words that may begin a line stand behind the end of another."""
    return not _WITHIN.search(text[max(0, at - _LONGEST_MARK) : at])


def _closed(text: str, marks: list[re.Match[str]]) -> Iterator[int]:
    """Yield the ends of the headings that have prose right behind them."""
    for mark in marks:
        closing = _FRAME if mark.lastgroup in ("chapter", "section", "part") else _FAULT
        heading = closing.match(text, mark.end()) or _FAULT.match(text, mark.end())
        if heading:
            yield heading.end()


def _going_on(marks: list[re.Match[str]]) -> list[re.Match[str]]:
    """Return the marks that open a count, or go on one."""
    last: Counter[str] = Counter()
    second = {shape: _seconds(marks, shape) for shape in _MUST_GO_ON}
    kept: list[re.Match[str]] = []
    for mark in marks:
        shape = mark.lastgroup or ""
        value = int(number(mark[shape]) or 0)
        opens = value == 1 and (shape not in second or mark.start() in second[shape])
        if opens or value == last[shape] + 1 > 1:
            last[shape] = value
            kept.append(mark)
    return kept


def _seconds(marks: list[re.Match[str]], shape: str) -> set[int]:
    """Return where the marks 一 of a shape stand whose next kin is a 二."""
    kin = [mark for mark in marks if mark.lastgroup == shape]
    return {first.start() for first, after in pairwise(kin) if number(first[shape]) == 1 and number(after[shape]) == 2}
