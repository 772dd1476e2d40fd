"""Copies of a text without what a converter left in it, with the way back to the offsets of the original.

Breaks that a converter took out are put back.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections import Counter
from typing import TYPE_CHECKING, Final

from loaders.breaks import PAGE, soft_breaks
from loaders.characters import CHINESE_NUMBER, HAN
from loaders.lost_breaks import lost_breaks
from loaders.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator


@dataclass(frozen=True, slots=True)
class Compact:
    """A text without what a converter left in it, and the way back: where each stretch begins that was kept.

    `here` counts in `text` and `there` in the original, which has `length` characters. Offsets of stretches take a
    thirtieth of the memory that an offset for each character takes.
    """

    text: str
    here: array[int]
    there: array[int]
    length: int

    @property
    def whole(self) -> bool:
        """Say whether nothing was left out or put in, so that all offsets are those of the original."""
        return len(self.here) <= 1 and len(self.text) == self.length

    def start(self, offset: int) -> int:
        """Return where the character at `offset` stands in the original."""
        if offset >= len(self.text):
            return self.length
        stretch = bisect_right(self.here, offset) - 1
        return self.there[stretch] + offset - self.here[stretch]

    def end(self, offset: int) -> int:
        """Return the end in the original of a stretch that ends at `offset` here."""
        # A break that was put in takes no room there.
        return min(self.start(offset - 1) + 1, self.start(offset)) if offset else 0


_INVISIBLE: Final = re.compile("[\ufeff\u200b\u200c\u200d\u2060\u00ad]")
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>\n]{0,200}>|&nbsp;")
_HASHES: Final = re.compile(r"(?m)^[ \t]*#{1,6}[ \t]+(?=\S)")  # before headings in Markdown
# **1.…** of a line in Markdown; 张**、李** hides names.
_BOLD: Final = re.compile(rf"(?<![{HAN}\w*])(\*\*)(?=[^\s*])[^*\n]{{1,200}}(?<=\S)(\*\*)")
_OF_PAGE: Final = (
    r"(?:[-—–－]{1,2} ?\d{1,4} ?[-—–－]{1,2}|第 ?\d{1,4} ?页(?:[ ,，/]{0,2}共 ?\d{1,4} ?页)?)[ \u3000\r]*$"
)
_HEAD_WITH_PAGE: Final = re.compile(
    rf"(?m)^[ \u3000]*(?P<words>[{HAN}A-Za-z（）()《》·\u200b-\u200d\u2060\ufeff]{{4,40}})[ \u3000\t]+"
    rf"{_OF_PAGE}\n?"
)
_HEAD_ABOVE_PAGE: Final = re.compile(
    rf"(?m)^[ \u3000]*(?P<words>[{HAN}A-Za-z（）()《》·]{{4,40}})[ \u3000\r]*\n"
    rf"(?=(?:[ \u3000\r]*\n)?[ \u3000]*{_OF_PAGE})"
)
_WORDS_OF_LINE: Final = r"[ \u3000]*(?P<words>\S[^\n]{2,78}\S)[ \r]*$"
_LINE: Final = re.compile(rf"(?m)^{_WORDS_OF_LINE}\n?")
_HEAD_BELOW_PAGE: Final = re.compile(rf"(?m)^[^\n]{{0,60}}{_OF_PAGE}\n{_WORDS_OF_LINE}")
_GAP: Final = re.compile(
    rf" (?:(?<=[\d{HAN}].) *(?=[年月日号至前底末])|(?<=[年月第至共].) *(?=\d)|(?<=[{HAN}].)(?=\d+ ?[{HAN}])"
    rf"|(?<=\d.)(?=[.．、] ?[{HAN}]))"
)
# Converters set a blank between a numeral and its unit: 疏通管道 31 处, 追回 27.4 万元. A number behind
# the word that counts headings is parted from these by it (问题 1 项目管理不严): a unit begins no other word.
_UNIT_GAP: Final = re.compile(
    r" (?<=\d.) ?(?=[余多]?(?:[十百千]?[万亿]亿?)?[余多]?"
    r"(?:元|吨|亩|米|公\n? {0,4}[里顷斤]|平方|立方|千[米瓦克]|兆瓦|千瓦|[辆盏艘棵株幢栋吨眼]"
    r"|人(?!员|民|大|才|事|居|均|为)|个(?!别|体|人|性)|名(?!义|录|单|称)|户(?!籍|外)|处(?!理|置|罚|室|长|于)|家(?!庭|长|属)|条(?!例|件)|项(?!目)|件"
    r"|份(?!额)|次(?!要|序)|起(?!草|诉)|场(?!所|地|馆)|座(?!谈)|台(?!账|帐)|套(?!取|用)|所(?!有|属|在|需)|支(?!部|付|出|持|撑|委|农)"
    r"|宗(?!旨|教)|间(?!接)|头|笔|块|篇(?!章)|期(?!间|限)|批(?!准|复|示)|种(?!植|子|养)|张|本(?!级|地|单|次|年|部)|册|轮|只(?!有|是)))"
)
# A line that breaks inside a unit goes on, however short it is: 23.6 公 / 里.
_UNIT_BREAK: Final = re.compile(
    r"\n(?:(?:(?<=\d公\n)|(?<=\d 公\n)) *(?=[里顷斤])|(?:(?<=\d万\n)|(?<=\d 万\n)) *(?=[元亩吨人户]|平方)"
    r"|(?:(?<=\d平方\n)|(?<=万平方\n)|(?<=\d 平方\n)|(?<=\d立方\n)|(?<=万立方\n)) *(?=米))"
)
# 责 任 人：, 序　　号：: characters of a label set apart to fill its column.
_SPACED_LABEL: Final = re.compile(rf"(?m)^[ \u3000]*[{HAN}](?:[ \u3000]{{1,6}}[{HAN}]){{1,4}}(?=[ \u3000]*[：:])")
_LABEL_BLANK: Final = re.compile(rf"(?<=[{HAN}])[ \u3000]+")
# （ 一 ）, 1 、 and 二 、: blanks inside marks of headings.
_IN_BRACKETS: Final = re.compile(rf"[（(]( {{0,2}})(?:{CHINESE_NUMBER}|\d{{1,2}})( {{0,2}})[)）]")
_BEFORE_STOP: Final = re.compile(rf"(?m)^[ \u3000]*(?:{CHINESE_NUMBER}|\d{{1,2}})( {{1,2}})(?=[、.．])")
_IN_PROSE: Final = re.compile(rf"[{HAN}、,，:：;；(（“] ?\d[\d.,]*$")
_LONGEST_NUMERAL: Final = 14  # characters with the one before
_SPACED: Final = re.compile(rf" (?<=[{HAN}、,，。;；:：“”].)(?=[{HAN}、,，。;；:：“”\d])")


def compact(text: str) -> Compact:
    """Return a text without invisible characters, tags, page numbers, and breaks and blanks inside sentences.

    A text that lost its breaks has them again before its headings, items and labels.
    """
    put_in = {(at, at) for at in lost_breaks(text)}
    dropped = sorted((*_litter(text), *_blanks(text), *soft_breaks(text), *put_in))
    here, there, kept = array("I"), array("I"), list[str]()
    at = length = 0
    for start, end in (*dropped, (len(text), len(text))):
        if start > at:
            here.append(length)
            there.append(at)
            kept.append(text[at:start])
            length += start - at
        at = max(at, end)
        if start == end and (start, end) in put_in and at == start:
            here.append(length)
            there.append(at)
            kept.append("\n")
            length += 1
    return Compact("".join(kept), here, there, len(text))


# Long runs are cut to eight: patterns that skip blanks stay linear.
_LONG_RUNS: Final = (re.compile(r"[ \t\u3000\xa0][ \t\u3000\xa0]{7}([ \t\u3000\xa0]+)"), re.compile(r"\n\n\n(\n+)"))


def _litter(text: str) -> Iterator[tuple[int, int]]:
    for pattern in _LONG_RUNS:
        yield from (found.span(1) for found in pattern.finditer(text))
    for pattern in (_INVISIBLE, _TAG, _HASHES, PAGE):
        yield from (found.span() for found in pattern.finditer(text))
    for bold in _BOLD.finditer(text):
        yield from (bold.span(1), bold.span(2))
    yield from _running_heads(text)


def _running_heads(text: str) -> Iterator[tuple[int, int]]:
    """Yield the lines that stand on several pages with nothing but the number of the page changed.

    Where the number has a line of its own, the first of the lines may be the title, and stays. A line below the number
    of several pages is the head of the next ones.
    """
    found = list(_HEAD_WITH_PAGE.finditer(text))
    times = Counter(each["words"] for each in found)
    yield from (each.span() for each in found if times[each["words"]] > 1)
    seen: set[str] = set()
    for each in _HEAD_ABOVE_PAGE.finditer(text):
        if each["words"] in seen:
            yield each.span()
        seen.add(each["words"])
    below = Counter(each["words"] for each in _HEAD_BELOW_PAGE.finditer(text))
    repeated = {words for words, several in below.items() if several > 1}
    if repeated:
        yield from (each.span() for each in _LINE.finditer(text) if each["words"] in repeated)


def _blanks(text: str) -> Iterator[tuple[int, int]]:
    yield from (found.span() for found in _GAP.finditer(text))
    yield from (found.span() for found in _UNIT_BREAK.finditer(text))
    for label in _SPACED_LABEL.finditer(text):
        yield from (found.span() for found in _LABEL_BLANK.finditer(text, label.start(), label.end()))
    for mark in _IN_BRACKETS.finditer(text):
        yield from (mark.span(group) for group in (1, 2) if mark[group])
    yield from (mark.span(1) for mark in _BEFORE_STOP.finditer(text))
    for gap in _UNIT_GAP.finditer(text):
        if _IN_PROSE.search(text, max(0, gap.start() - _LONGEST_NUMERAL), gap.start()):
            yield gap.span()
    spaced = [found.span() for found in _SPACED.finditer(text)]
    # A converter that parts characters does so everywhere; a few blanks are the writer's own.
    if len(spaced) * 4 > len(text):
        yield from spaced
