"""Text as the grammar reads it: folded copies, copies without litter with their way back, numerals, sentences."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from collections import Counter
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, Protocol, cast

import opencc

from loaders.breaks import PAGE, soft_breaks
from loaders.characters import HAN
from loaders.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator

_WIDE: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_BLANKS: Final = dict.fromkeys(map(ord, "\u3000\u00a0\u2002\u2003\u2009\u202f\ufeff\u200b\u200c\u200d\u2060\t"), " ")
_ALIKE: Final = {
    **dict(zip(map(ord, "‘’「」『』﹁﹂﹃﹄"), "‘’“”‘’“”‘’", strict=True)),
    **dict(zip(map(ord, "❶❷❸❹❺❻❼❽❾"), "①②③④⑤⑥⑦⑧⑨", strict=True)),
    **dict(zip(map(ord, "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩"), "㈠㈡㈢㈣㈤㈥㈦㈧㈨㈩", strict=True)),
    ord("〈"): "〈", ord("〉"): "〉", ord("﹝"): "〔", ord("﹞"): "〕", ord("％"): "%", ord("﹪"): "%", ord("○"): "〇",
    ord("Ｏ"): "O", ord("｡"): "。", ord("､"): "、", ord("—"): "-", ord("–"): "-", ord("―"): "-", ord("－"): "-",
    ord("〖"): "【", ord("〗"): "】",
    ord("\r"): "\n", ord("\u2028"): "\n", ord("\x0b"): "\n", ord("\x0c"): "\n",
}  # fmt: skip
_FOLD: Final[dict[int, int | str]] = {**_WIDE, **_BLANKS, **_ALIKE}
_UNFOLDED: Final = re.compile(f"[{re.escape(''.join(map(chr, _FOLD)))}]")
_ENDS: Final = re.compile(r"[。!?;\n]+[”’)》]*")


class _Converter(Protocol):
    def convert(self, text: str) -> str: ...


@cache
def _simplifier() -> _Converter:
    return cast("_Converter", opencc.OpenCC("t2s"))


def fold(text: str) -> str:
    """Return a copy of the same length to match on: ASCII width, one kind of blank, simplified characters.

    Each character stands where its original stands, so that offsets hold for both.
    """
    if text.isascii() and text.isprintable():
        return text
    return _folded_cell(text) if len(text) <= _CELL else _folded(text)


_SURROGATE: Final = re.compile("[\ud800-\udfff]")
_CELL: Final = 500  # characters of a text that is folded again and again: a cell of a ledger


# A full stop of either width behind a Chinese word; 一. and 1. are marks, and www.gov.cn is an address.
_FULL_STOP: Final = re.compile(
    rf"\.(?<=[{HAN}%”’》].)(?<![一二三四五六七八九十].)(?:(?![\dA-Za-z.])|(?=\d{{1,2}}[.、][^\d]))"
)


def _narrowed(text: str) -> str:
    # Not by translate(): it looks up each character, of which one in twenty changes, and took five times as long.
    at = 0
    while (found := _UNFOLDED.search(text, at)) is not None:
        text, at = text.replace(found[0], found[0].translate(_FOLD)), found.end()
    return text


def _folded(text: str) -> str:
    narrow = _narrowed(text)
    narrow = _FULL_STOP.sub("。", narrow) if "." in narrow else narrow
    try:
        simple = _simplifier().convert(narrow)
    except UnicodeEncodeError:  # half of a pair of surrogates, which UTF-8 does not have
        narrow = _SURROGATE.sub("\ufffd", narrow)
        simple = _simplifier().convert(narrow)
    return simple if len(simple) == len(text) else narrow


_folded_cell = lru_cache(maxsize=256)(_folded)


@dataclass(frozen=True, slots=True)
class Stretch:
    """A half-open stretch of a text."""

    start: int
    end: int

    def within(self, other: Stretch) -> bool:
        """Say whether all of it lies in another stretch."""
        return other.start <= self.start and self.end <= other.end


class Spans:
    """Stretches of a text that do not overlap, in their order, to ask whether an offset lies inside one."""

    def __init__(self, stretches: tuple[Stretch, ...]) -> None:
        self.stretches = stretches
        self._ends = [each.end for each in stretches]

    def __iter__(self) -> Iterator[Stretch]:
        return iter(self.stretches)

    def at(self, offset: int) -> Stretch | None:
        """Return the stretch that holds the character at `offset`."""
        index = bisect_left(self._ends, offset + 1)
        found = self.stretches[index] if index < len(self.stretches) else None
        return found if found and found.start <= offset else None

    def over(self, start: int, end: int) -> Iterator[Stretch]:
        """Yield the stretches that share a character with [start, end), cut to it."""
        for index in range(bisect_left(self._ends, start + 1), len(self.stretches)):
            each = self.stretches[index]
            if each.start >= end:
                return
            yield Stretch(max(start, each.start), min(end, each.end))

    def touch(self, start: int, end: int) -> bool:
        """Say whether any character of [start, end) lies in a stretch."""
        index = bisect_left(self._ends, start + 1)
        return index < len(self.stretches) and self.stretches[index].start < end


def sentences(text: str, start: int, end: int) -> Iterator[Stretch]:
    """Yield the sentences of [start, end) of a folded text, end marks included."""
    at = start
    for mark in _ENDS.finditer(text, start, end):
        yield Stretch(at, mark.end())
        at = mark.end()
    if at < end:
        yield Stretch(at, end)


_LINE: Final = re.compile(r"[^ \n][^\n]*")
_INDENT: Final = 40  # characters before the first word of a line, at the most


def lines(text: str, start: int, end: int) -> list[Stretch]:
    """Return the lines of [start, end) that are not blank, without their indents."""
    return [Stretch(*found.span()) for found in _LINE.finditer(text, start, end)]


def line_end(text: str, start: int, end: int) -> int:
    """Return where the line ends that holds `start`; `end`, where it goes on behind that."""
    stop = text.find("\n", start, end)
    return stop if stop >= 0 else end


def opens_line(text: str, at: int, marks: str = " ") -> bool:
    """Say whether nothing but an indent of `marks` stands on the line before `at`."""
    first = max(0, at - _INDENT)
    opening = text.rfind("\n", first, at) + 1
    return (opening > 0 or first == 0) and not text[opening:at].strip(marks)


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """Return [start, end) without blanks at both ends."""
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


_DECIMAL: Final = re.compile(r"\d+\.\d+")
_DIGITS: Final = {**{char: value for value, char in enumerate("零一二三四五六七八九")}, "〇": 0, "两": 2}
_SCALES: Final = {"十": 10, "百": 100, "千": 1000}
_GROUPS: Final = {"万": 10_000, "亿": 100_000_000}


def number(numeral: str) -> float | None:
    """Return the value of a numeral in digits or Chinese (一百二十三, 二〇二三, 3.5, 1,200, 2万), else None."""
    plain = numeral.replace(",", "").strip()
    if plain.isdecimal() or _DECIMAL.fullmatch(plain):
        return float(plain)
    if (mixed := re.fullmatch(r"(\d+(?:\.\d+)?)([十百千万亿]+)", plain)) is not None:
        return _times(float(mixed[1]), mixed[2])
    if plain and all(char in _DIGITS for char in plain):
        return float("".join(str(_DIGITS[char]) for char in plain))
    return _spelled(plain) if re.fullmatch(r"[零〇一二两三四五六七八九十百千万亿]+", plain) else None


def _times(value: float, scales: str) -> float:
    for char in scales:
        value *= _SCALES.get(char) or _GROUPS[char]
    return value


def _spelled(numeral: str) -> float:
    total = group = digit = 0
    for char in numeral:
        if char in _DIGITS:
            digit = _DIGITS[char]
        elif char in _SCALES:
            group, digit = group + (digit or 1) * _SCALES[char], 0
        else:
            total, group, digit = (total + group + digit) * _GROUPS[char], 0, 0
    return float(total + group + digit)


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
        """Say whether nothing was left out, so that all offsets are those of the original."""
        return len(self.text) == self.length

    def start(self, offset: int) -> int:
        """Return where the character at `offset` stands in the original."""
        if offset >= len(self.text):
            return self.length
        stretch = bisect_right(self.here, offset) - 1
        return self.there[stretch] + offset - self.here[stretch]

    def end(self, offset: int) -> int:
        """Return the end in the original of a stretch that ends at `offset` here."""
        return self.start(offset - 1) + 1 if offset else 0


_INVISIBLE: Final = re.compile("[\ufeff\u200b\u200c\u200d\u2060\u00ad]")
_TAG: Final = re.compile(r"</?[a-zA-Z][^<>\n]{0,200}>|&nbsp;")
_HASHES: Final = re.compile(r"(?m)^[ \t]*#{1,6}[ \t]+(?=\S)")  # before headings in Markdown
_OF_PAGE: Final = r"(?:[-—–－]{1,2} ?\d{1,4} ?[-—–－]{1,2}|第 ?\d{1,4} ?页)[ \u3000\r]*$"
_HEAD_WITH_PAGE: Final = re.compile(
    rf"(?m)^[ \u3000]*(?P<words>[{HAN}A-Za-z（）()《》·\u200b-\u200d\u2060\ufeff]{{4,40}})[ \u3000\t]+"
    rf"{_OF_PAGE}\n?"
)
_HEAD_ABOVE_PAGE: Final = re.compile(
    rf"(?m)^[ \u3000]*(?P<words>[{HAN}A-Za-z（）()《》·]{{4,40}})[ \u3000\r]*\n(?=[ \u3000]*{_OF_PAGE})"
)
_HEAD_BELOW_PAGE: Final = re.compile(
    rf"(?m)^[^\n]{{0,60}}{_OF_PAGE}\n[ \u3000]*(?P<words>[^\s][^\n]{{2,78}}[^\s])[ \r]*$"
)
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
_IN_PROSE: Final = re.compile(rf"[{HAN}、,，:：;；(（“] ?\d[\d.,]*$")
_LONGEST_NUMERAL: Final = 14  # characters with the one before
_SPACED: Final = re.compile(rf" (?<=[{HAN}、,，。;；:：“”].)(?=[{HAN}、,，。;；:：“”\d])")


def compact(text: str) -> Compact:
    """Return a text without invisible characters, tags, page numbers, and breaks and blanks inside sentences."""
    dropped = sorted((*_litter(text), *_blanks(text), *soft_breaks(text)))
    here, there, kept = array("I"), array("I"), list[str]()
    at = length = 0
    for start, end in (*dropped, (len(text), len(text))):
        if start > at:
            here.append(length)
            there.append(at)
            kept.append(text[at:start])
            length += start - at
        at = max(at, end)
    return Compact("".join(kept), here, there, len(text))


# Long runs are cut to eight: patterns that skip blanks stay linear.
_LONG_RUNS: Final = (re.compile(r"[ \t\u3000\xa0][ \t\u3000\xa0]{7}([ \t\u3000\xa0]+)"), re.compile(r"\n\n\n(\n+)"))


def _litter(text: str) -> Iterator[tuple[int, int]]:
    for pattern in _LONG_RUNS:
        yield from (found.span(1) for found in pattern.finditer(text))
    for pattern in (_INVISIBLE, _TAG, _HASHES, PAGE):
        yield from (found.span() for found in pattern.finditer(text))
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
    for words in (words for words, several in below.items() if several > 1):
        yield from (each.span() for each in re.finditer(rf"(?m)^[ \u3000]*{re.escape(words)}[ \r]*$\n?", text))


def _blanks(text: str) -> Iterator[tuple[int, int]]:
    yield from (found.span() for found in _GAP.finditer(text))
    yield from (found.span() for found in _UNIT_BREAK.finditer(text))
    for label in _SPACED_LABEL.finditer(text):
        yield from (found.span() for found in _LABEL_BLANK.finditer(text, label.start(), label.end()))
    for gap in _UNIT_GAP.finditer(text):
        if _IN_PROSE.search(text, max(0, gap.start() - _LONGEST_NUMERAL), gap.start()):
            yield gap.span()
    spaced = [found.span() for found in _SPACED.finditer(text)]
    # A converter that parts characters does so everywhere; a few blanks are the writer's own.
    if len(spaced) * 4 > len(text):
        yield from spaced
