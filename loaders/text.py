"""Text as the grammar reads it: folded copies, numerals, sentences."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final, Protocol, cast

import opencc

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
    ord("〖"): "【", ord("〗"): "】", ord("丨"): "|",
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
    if len(text) <= _CELL:
        return _folded_cell(text)
    return "".join(_folded(piece) for _, piece in pieces(text))


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


_PIECE: Final = 1 << 15  # characters


def pieces(text: str) -> Iterator[tuple[int, str]]:
    """Yield a text in pieces that end with a line or sentence, where one does, each with the offset it begins at.

    For what copies all it is given, as converters and automata do: copies of a long text leave holes in memory.
    """
    at = 0
    while at < len(text):
        end = at + _PIECE
        if end < len(text):
            end = text.rfind("\n", at, end) + 1 or text.rfind("。", at, end) + 1 or end
        yield at, text[at:end]
        at = end


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
