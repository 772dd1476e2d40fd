"""Numbers that a word processor puts before paragraphs: in a DOCX they are rules, and no part of the text."""

from __future__ import annotations

import re
from dataclasses import field
from typing import Any, Final

from loaders.values import dataclass

_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_DIGITS: Final = "零一二三四五六七八九"
_CIRCLED: Final = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳"
_CHINESE: Final = re.compile(r"chinese|ideograph|japanese|taiwanese|korean", re.IGNORECASE)
_MOST: Final = 100_000  # a start beyond this is damage


@dataclass(frozen=True, slots=True)
class _Level:
    """How one level is written: `text` is a pattern such as （%1）, `format` how its number is spelled."""

    start: int
    format: str
    text: str


@dataclass(slots=True)
class Numbering:
    """The lists of a document, with how far each has been counted."""

    levels: dict[str, dict[int, _Level]]
    _counts: dict[str, dict[int, int]] = field(default_factory=dict[str, dict[int, int]])

    @classmethod
    def of(cls, document: Any) -> Numbering:
        """Return the lists that a document of python-docx defines."""
        relations = document.part.rels.values()
        part = next((rel.target_part for rel in relations if rel.reltype.endswith("/numbering")), None)
        if part is None:
            return cls({})
        abstract = {each.get(f"{_W}abstractNumId"): _levels(each) for each in part.element.iter(f"{_W}abstractNum")}
        numbers = {each.get(f"{_W}numId"): _value(each, "abstractNumId") for each in part.element.iter(f"{_W}num")}
        return cls({number: abstract.get(which, {}) for number, which in numbers.items()})

    def label(self, paragraph: Any) -> str:
        """Return what stands before a paragraph, such as （二） or 3., and count it; an empty string without one."""
        place = _place(paragraph)
        levels = self.levels.get(place[0], {}) if place else {}
        if place is None or place[1] not in levels:
            return ""
        number, level = place
        counts = self._counts.setdefault(number, {})
        counts[level] = counts.get(level, levels[level].start - 1) + 1
        for deeper in [each for each in counts if each > level]:
            del counts[deeper]
        return re.sub(r"%(\d)", lambda found: _spelled(levels, counts, int(found[1]) - 1), levels[level].text)


def _levels(abstract: Any) -> dict[int, _Level]:
    found: dict[int, _Level] = {}
    for each in abstract.iter(f"{_W}lvl"):
        start, form = int(_value(each, "start") or 1), _value(each, "numFmt") or "decimal"
        text = "" if form in ("bullet", "none") else _value(each, "lvlText") or ""
        found[int(each.get(f"{_W}ilvl"))] = _Level(min(start, _MOST), form, text)
    return found


def _value(element: Any, child: str) -> str | None:
    found = element.find(f"{_W}{child}")
    value: str | None = found.get(f"{_W}val") if found is not None else None
    return value


def _place(paragraph: Any) -> tuple[str, int] | None:
    """Return the list and level of a paragraph: its own, else that of its style or of what the style is based on."""
    found = _of_properties(paragraph._p)
    style = paragraph.style
    while found is None and style is not None:
        found = _of_properties(style.element)
        style = style.base_style
    return found


def _of_properties(element: Any) -> tuple[str, int] | None:
    properties = element.find(f"{_W}pPr/{_W}numPr")
    number = _value(properties, "numId") if properties is not None else None
    return (number, int(_value(properties, "ilvl") or 0)) if number else None


def _spelled(levels: dict[int, _Level], counts: dict[int, int], level: int) -> str:
    if level not in levels:
        return ""
    count, form = counts.get(level, levels[level].start), levels[level].format
    if "Circle" in form and 1 <= count <= len(_CIRCLED):
        return _CIRCLED[count - 1]
    if form in ("upperLetter", "lowerLetter"):
        return chr((ord("A") if form == "upperLetter" else ord("a")) + (count - 1) % 26)
    return _chinese(count) if _CHINESE.search(form) and "Circle" not in form else str(count)


def _chinese(count: int) -> str:
    """Return a count up to 99 in Chinese, larger ones in digits: no list of the genre is longer."""
    if not 0 < count < 100:
        return str(count)
    tens, ones = divmod(count, 10)
    return ("" if tens == 0 else "十" if tens == 1 else f"{_DIGITS[tens]}十") + (_DIGITS[ones] if ones else "")
