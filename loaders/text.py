"""Text made ready for matching: a folded copy with a way back, sentences, numerals.

Folding makes one form of each sign: Chinese punctuation, ASCII digits and letters, simplified characters. What a
converter left behind (blanks between characters, tags, page numbers, breaks inside sentences) is left out. `Folded`
maps every offset of the copy to one of the text.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

HAN: Final = "〇㐀-䶿一-鿿豈-﫿"
_WIDE: Final = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
_FORMS: Final = _WIDE | {
    ord(a): b
    for a, b in zip(
        ",:;()!?，：；（）！？｡､「」『』﹁﹂[]【】［］｛｝≪≫﹙﹚\t\u3000\u00a0\x0b\x0c\u2028\u2029\u0085～∼—–−‐‑➀➁➂➃➄➅➆➇➈",
        "，：；（）！？，：；（）！？。、“”‘’“”〔〕〔〕〔〕（）《》（）   \n\n\n\n\n~~—----①②③④⑤⑥⑦⑧⑨",
        strict=True,
    )
}
# Characters that simplified texts do not use: a few on a page prove a traditional one.
_TRADITIONAL: Final = re.compile(r"[們這國為問題關於針對責單長實務機與區發紀幹開個門會進學習組織黨領導]")
_SIMPLIFIED: Final = re.compile(r"[们这国为问题关于针对责单长实务机与区发纪干开个门会进学习组织党领导]")
_INVISIBLE: Final = "\u200b-\u200f\u2060\ufeff\u00ad\u202a-\u202e\x00-\x08\x0e-\x1f\x7f"
_MARK: Final = rf"(?:第[一二三四五六七八九十百]{{1,4}}[章节]|[一二三四五六七八九十]{{1,3}}、|（[一二三四五六七八九十]{{1,3}}）|\d{{1,3}}[、.](?=[{HAN}“])|（\d{{1,3}}）|问题[一二三四五六七八九十\d]{{1,3}}：)"
_LITTER: Final = re.compile(
    rf"</?[a-zA-Z][^<>]{{0,300}}>|&nbsp；?|&nbsp;|[{_INVISIBLE}]+|\*{{2,}}|(?<=\n)#{{1,6}} |\r"
    rf"|(?:(?<=\n)|^) *(?:[-—·]+ *\d{{1,4}} *[-—·]+|第 *\d{{1,4}} *页[^\n]{{0,12}}|\d{{1,4}} */ *\d{{1,4}}|\d{{1,3}}) *(?:\n|$)"
)
_BLANKS: Final = re.compile(r" +")
_LINE: Final = re.compile(r"[^\n]+")
_HEADING: Final = re.compile(
    rf"{_MARK}|[①-⑳]|[（(]?\d{{1,2}}[）)、.]|[一二三四五六七八九十]是|问题[一二三四五六七八九十\d]|第[一二三四五六七八九十]+[章节部]"
)
_LABEL: Final = re.compile(rf"[〔【]?[{HAN}]{{2,10}}[〕】]?[：]")
_DAY_LINE: Final = re.compile(r"(?:19|20)\d\d(?:年|[-./])\d{1,2}(?:月|[-./])\d{1,2}日?$|[二〇○零一]{4}年.{2,8}日$")
_ENDS: Final = "。！？；：…”）》〕"
_WIDTH_SHARE: Final = 0.3


@dataclass(frozen=True, slots=True)
class Folded:
    """A matching copy of a text. Offsets are half-open; `kept` has the original signs at the places of `text`."""

    original: str
    text: str
    kept: str
    positions: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the original that a span of the copy, which must not be empty, stands for."""
        return self.positions[start], self.positions[end - 1] + 1

    def surface(self, start: int, end: int) -> str:
        """Return the original words of a span of the copy."""
        first, last = self.span(start, end)
        return self.original[first:last]


def fold(text: str) -> Folded:
    """Return the matching copy of a text."""
    signs = _quotes(_simplified(text.translate(_FORMS)))
    folded = Folded(text, signs, text, range(len(text)))
    for dropped in (_litter, _blanks, _running_heads, _breaks):
        folded = _without(folded, dropped(folded.text))
    return folded


def _without(folded: Folded, spans: list[tuple[int, int]]) -> Folded:
    """Return the copy without some spans, which are in order and do not overlap."""
    if not spans:
        return folded
    edges = [0, *(edge for span in spans for edge in span), len(folded.text)]
    stays = [(a, b) for a, b in zip(edges[::2], edges[1::2], strict=True) if a < b]
    positions: list[int] = []
    for a, b in stays:
        positions.extend(folded.positions[a:b])
    text = "".join([folded.text[a:b] for a, b in stays])
    return Folded(folded.original, text, "".join([folded.kept[a:b] for a, b in stays]), positions)


def _simplified(text: str) -> str:
    if len(_TRADITIONAL.findall(text)) <= len(_SIMPLIFIED.findall(text)) // 4:
        return text
    simple = _converter().convert(text)
    return simple if len(simple) == len(text) else "".join(_one(c) for c in text)


def _one(sign: str) -> str:
    simple = _converter().convert(sign)
    return simple if len(simple) == 1 else sign


@cache
def _converter() -> Any:
    # Imported late: only a traditional text pays the 40 ms that the dictionaries take.
    import opencc

    return opencc.OpenCC("t2s")


def _quotes(text: str) -> str:
    """Return a text whose straight quotation marks open and close by turns in each line."""
    if '"' not in text:
        return text
    lines = text.split("\n")
    return "\n".join(_turned(line) if '"' in line else line for line in lines)


def _turned(line: str) -> str:
    parts = line.split('"')
    return "".join(part + ("“" if i % 2 == 0 else "”") for i, part in enumerate(parts[:-1])) + parts[-1]


def _litter(text: str) -> list[tuple[int, int]]:
    return [match.span() for match in _LITTER.finditer(text)]


def _blanks(text: str) -> list[tuple[int, int]]:
    """Return the blanks that separate nothing: all but those between two words of Latin letters."""
    return [m.span() for m in _BLANKS.finditer(text) if not _separates(text, m.start(), m.end())]


def _separates(text: str, start: int, end: int) -> bool:
    if start == 0 or end == len(text):
        return False
    before, after = text[start - 1], text[end]
    return before.isascii() and after.isascii() and before.isalnum() and after.isalnum()


def _running_heads(text: str) -> list[tuple[int, int]]:
    """Return lines that a page layout repeats: the same short words at least four times, being neither mark nor label.

    The first stays, since it may be the title.
    """
    lines = [m for m in _LINE.finditer(text) if m.end() - m.start() <= 40]
    often = {line for line, n in Counter(m.group() for m in lines).items() if n > 3 and len(line) > 5}
    seen: set[str] = set()
    spans: list[tuple[int, int]] = []
    for line in lines:
        words = line.group()
        if words not in often or words[-1] in _ENDS or "：" in words or _HEADING.match(words):
            continue
        if words in seen:
            spans.append((line.start(), min(line.end() + 1, len(text))))
        seen.add(words)
    return spans


def _breaks(text: str) -> list[tuple[int, int]]:
    """Return line breaks that stand inside sentences, with the blank lines that follow them."""
    lines = [m.span() for m in _LINE.finditer(text)]
    if not lines:
        return []
    width = _wrap_width([b - a for a, b in lines])
    body = next((a for a, b in lines if text[b - 1] == "。"), len(text))
    joined: list[tuple[int, int]] = []
    opened = ""
    for (a, b), (c, d) in pairwise(lines):
        whole = opened + text[a:b] if len(opened) < 2000 else text[a:b]
        if _runs_on(whole, text[c:d], b - a, width, a >= body):
            joined.append((b, c))
            opened = whole
        else:
            opened = ""
    return joined


def _wrap_width(lengths: list[int]) -> int:
    """Return the width that lines were wrapped at, or 0: many lines are then about as long as the longest."""
    longest = max(lengths)
    full = sum(length >= longest - 3 for length in lengths)
    return longest if 15 <= longest <= 120 and full >= 3 and full >= _WIDTH_SHARE * len(lengths) else 0


def _runs_on(line: str, following: str, length: int, width: int, in_body: bool) -> bool:
    if following[0] in "，。；、：？！）》”’〕":
        return True
    if line[-1] in _ENDS or _HEADING.match(following) or _LABEL.match(following) or _DAY_LINE.match(following):
        return False
    if line.count("“") > line.count("”") or line.count("《") > line.count("》") or line[-1] in "，、《（“":
        return True
    if width:
        return length >= width - 4 and in_body or length >= width - 2
    return in_body and "。" in line and len(line) > 12


def paragraphs(text: str) -> list[tuple[int, int]]:
    """Return the spans of lines without blank ones; where lines are missing, heading marks after a stop begin one."""
    spans: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        start = line.start()
        for mark in _INNER_MARK.finditer(text, line.start() + 1, line.end()):
            if _begins_paragraph(text, start, mark.start()):
                spans.append((start, mark.start()))
                start = mark.start()
        spans.append((start, line.end()))
    return spans


_INNER_MARK: Final = re.compile(
    r"(?<=[。！？；》）”])(?:第[一二三四五六七八九十]{1,3}[章节](?=[^，。]{2,60})|[一二三四五六七八九十]{1,3}、|（[一二三四五六七八九十]{1,3}）|\d{1,3}[、.](?=针对|关于|“))"
)


def _begins_paragraph(text: str, start: int, mark: int) -> bool:
    """Tell whether a mark inside a line begins a paragraph: 甲（一）乙 in brackets or a list of short items does not."""
    return mark - start > 4 and text.count("“", start, mark) == text.count("”", start, mark)


_SENTENCE_END: Final = re.compile(r"[。！？；\n]+[”’）》]*")


def sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the spans of sentences between two offsets, their final punctuation included."""
    for match in _SENTENCE_END.finditer(text, start, end):
        if match.end() > start:
            yield start, match.end()
        start = match.end()
    if start < end:
        yield start, end


_DIGITS: Final = {c: i for i, c in enumerate("零一二三四五六七八九")} | {"〇": 0, "○": 0, "两": 2, "俩": 2}
_UNITS: Final = {"十": 10, "百": 100, "千": 1000}
_GROUPS: Final = {"万": 10**4, "亿": 10**8}


def numeral(words: str) -> float | None:
    """Return the value of a numeral in Arabic or Chinese digits, with 万 and 亿 (1.5万, 三百二十, 二〇二三); else None."""
    words = words.replace("，", "").replace(",", "")
    match = re.fullmatch(r"(\d+(?:\.\d+)?)([十百千]?[万亿]{0,2})", words)
    if match:
        value = float(match.group(1))
        for sign in match.group(2):
            value *= _UNITS.get(sign) or _GROUPS[sign]
        return int(value) if value.is_integer() else round(value, 6)
    if words and all(c in _DIGITS for c in words):
        return int("".join(str(_DIGITS[c]) for c in words))
    return _chinese(words)


def _chinese(words: str) -> int | None:
    total = group = digit = 0
    if not words:
        return None
    for sign in words:
        if sign in _DIGITS:
            digit = _DIGITS[sign]
        elif sign in _UNITS:
            group, digit = group + (digit or 1) * _UNITS[sign], 0
        elif sign in _GROUPS:
            total, group, digit = (total + group + digit) * _GROUPS[sign], 0, 0
        else:
            return None
    return total + group + digit
