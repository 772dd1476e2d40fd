"""Lines as a page broke them: which breaks stand inside a sentence, and which lines are numbers of pages."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from loaders.characters import HAN, SIGNS

if TYPE_CHECKING:
    from collections.abc import Iterator

PAGE: Final = re.compile(
    r"(?m)^[ \u3000]*(?:<[a-zA-Z][^<>\n]{0,80}>)?[ \u3000]*"
    r"(?:[-—–－]{1,2} ?\d{1,4} ?[-—–－]{1,2}|第? ?\d{1,4} ?页(?:[ ,，/]*共 ?\d{1,4} ?页)?"
    r"|\d{1,3} ?/ ?\d{1,3})[ \u3000]*(?:</[a-zA-Z]{1,10}>)?[ \u3000\r]*$"
)
_LINE: Final = re.compile(r"[^\n]*\n?")
_MARK: Final = re.compile(
    r"[ \t\u3000]*(?:第?[一二三四五六七八九十百]+[、,.．，章是:：]|[(（][一二三四五六七八九十\d]+[)）]"
    rf"|\d{{1,3}}[.．、](?!\d)|[①-⒛{SIGNS}Ⅰ-Ⅻ]|(?:问题|任务|事项)[一二三四五六七八九十\d]|附件|#\d|[A-La-l][.．、]"
    rf"|[{HAN}]{{2,6}}\d{{1,3}}(?:[:：]|[.．、](?!\d))"
    rf"|[{HAN}]{{1,8}}[:：]|[【〖\[][{HAN}]{{2,8}}[\d{HAN}]{{0,3}}[】〗\]]|(?:针对|关于)[“\"])"
)
# 1.关于账目不清的问题 is a whole heading, however wide it is.
_CLOSED: Final = re.compile(rf"(?={_MARK.pattern}).*(?:的问题|[”\"](?:的)?(?:问题|方面))$")
_ROW: Final = re.compile(r"\S[ \u3000]*\t|\S(?: {2,8}|\u3000{1,8})\S+(?: {2,8}|\u3000{1,8})\S")  # of a table
_STOP: Final = "。!！?？;；:："
_UNSEEN: Final = " \t\r\n\u3000\xa0\ufeff\u200b\u200c\u200d\u2060\u00ad"  # at the end of a line
_INDENT: Final = " \t\u3000"
_BARE_PAGE: Final = re.compile(r"[ \t\u3000]*\d{1,3}\s*")
_HALVES: Final = re.compile("[!-~ ]")
_SLACK: Final = 7  # halves of a character: a line ends early before a word or a mark that must not begin one
_MOSTLY: Final = 0.8  # of the paragraphs that are indented where all are
_PAGE_LINES: Final = 8  # lines of a page, at the least
_FEW: Final = 4  # lines that show a width
_RARELY: Final = 20


def soft_breaks(text: str) -> Iterator[tuple[int, int]]:
    """Yield the line breaks inside sentences, with the blanks, and the number of the page, around them."""
    lines = [found.span() for found in _LINE.finditer(text) if found.end() > found.start()]
    width = _wrap_width([(_width(text, *line), text[slice(*line)].rstrip(_UNSEEN)[-1:] in _STOP) for line in lines])
    pages = [place for place, line in enumerate(lines) if PAGE.fullmatch(text[slice(*line)].rstrip("\n"))]
    alone = _bare_pages(text, lines) if width and not pages else []
    yield from (lines[place] for place in alone)
    lines = _without_pages(text, lines, pages or alone)
    full = [bool(width) and _is_full(text, *line, width) for line in lines]
    indented = _are_paragraphs_indented(text, lines, full)
    for (start, end), (after, after_end), filled in zip(lines, lines[1:], full, strict=False):
        line, following = text[start:end].rstrip(_UNSEEN), text[after:after_end]
        if not line.strip() or not following.strip():
            continue
        unindented = indented and filled and following[0] not in _INDENT
        if unindented or _continues(line, following, full=filled):
            yield start + len(line), after_end - len(following.lstrip())


def _is_full(text: str, start: int, end: int, width: int) -> bool:
    # Some converters broke at so many characters, whatever their width.
    return _width(text, start, end) >= width - _SLACK or 2 * len(text[start:end].rstrip(_UNSEEN)) >= width - 2


def _are_paragraphs_indented(text: str, lines: list[tuple[int, int]], full: list[bool]) -> bool:
    """Say whether nearly every line that follows no full one is indented: any other goes on with the one before it."""
    following = (line for line, filled in zip(lines[1:], full, strict=False) if not filled)
    opening = [text[start] in _INDENT for start, end in following if text[start:end].strip()]
    return any(full) and sum(opening) >= _MOSTLY * len(opening)


def _bare_pages(text: str, lines: list[tuple[int, int]]) -> list[int]:
    """Return the places of the lines that hold a number and nothing else, if all of them count pages."""
    found = [place for place, line in enumerate(lines) if _BARE_PAGE.fullmatch(text[slice(*line)])]
    counted = all(
        int(text[slice(*lines[after])]) == int(text[slice(*lines[place])]) + 1 and after - place > _PAGE_LINES
        for place, after in pairwise(found)
    )
    return found if len(found) > 1 and counted else []


def _without_pages(text: str, lines: list[tuple[int, int]], pages: list[int]) -> list[tuple[int, int]]:
    """Return the lines without those of pages and the empty lines around them."""
    dropped = set(pages)
    for page in pages:
        for step in (-1, 1):
            place = page + step
            while 0 <= place < len(lines) and not text[slice(*lines[place])].strip():
                dropped.add(place)
                place += step
    return [line for place, line in enumerate(lines) if place not in dropped] if pages else lines


def _width(text: str, start: int, end: int) -> int:
    """Return how wide a line stands on the page, in halves of a character; without the break, with the indent."""
    line = text[start:end].rstrip(_UNSEEN)
    return 2 * len(line) - len(_HALVES.findall(line))


def _wrap_width(lines: list[tuple[int, bool]]) -> int:
    """Return the width to which lines were broken, 0 if they were not; of each its width, and whether a stop ends it.

    Lines that were broken are as wide as each other, hardly one is wider, and most of them end inside a sentence. Some
    of the others end one: of a table with a cell on each line hardly any does.
    """
    filled = sorted(width for width, _ in lines if width)
    width = filled[int(len(filled) * 0.95)] if len(filled) >= _FEW else 0
    full = [stopped for each, stopped in lines if width - _SLACK <= each <= width + _SLACK]
    wider = sum(1 for each in filled if each > width + _SLACK)
    short = [stopped for each, stopped in lines if 0 < each < width - _SLACK]
    in_sentences = len(short) <= len(full) or short.count(True) * _RARELY >= len(short)
    often = len(full) * 3 >= len(filled) or (len(full) >= _FEW and len(full) * 10 >= len(filled))
    broken = often and full.count(False) * 2 >= len(full) and wider * 50 <= len(filled)
    return width if broken and in_sentences and 24 <= width <= 120 else 0


def _continues(line: str, following: str, *, full: bool) -> bool:
    if line[-1] in _STOP or _MARK.match(following) or line[-1] == "|" or _ROW.search(following):
        return False
    opening = following.lstrip()
    if _CLOSED.match(line) and opening[0] not in "的和及、":
        return False
    if line.count("“") > line.count("”") and "”" in following.partition("“")[0]:
        return True
    if line[-1] in ",，、“（(《" or opening[0] in ",，。;；、)）”》.%％":
        return True
    return full and following[0] not in _INDENT
