"""Whether two names of bodies 单位 that look alike are one body: decided by the characters that differ.

Similarity alone merges wrong bodies: 城东水务所 and 城西水务所 share four characters of five.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from loaders.lexicon import table
from loaders.text import fold

if TYPE_CHECKING:
    from collections import Counter

_FILLERS: Final = re.compile(r"[和与及、·\s“”\"]|以及")
# The forms of one word in names, the longest first.
_FORMS: Final = (
    (re.compile("中国共产党"), "中共"),
    (re.compile("(?:股份)?有限(?:责任)?公司$|有限公司$"), "公司"),
    (re.compile("人民政府"), "政府"),
    (re.compile("(?<=[省市县区州旗])委员会$"), "委"),
    (re.compile("街道办事处$|街道办$"), "街道"),
)
_GROUP: Final = re.compile("(?:小组|专班|指挥部|联席会议)(?:办公室)?$")
_SHORTEST_GROUP: Final = 8  # characters of a group's name that may lack one
_KINDS: Final = (
    ("another number", re.compile(r"[\d一二三四五六七八九十百零〇两第]+")),
    ("another side", re.compile("[东西南北中上下左右前后内外新老]+")),
    ("another level or area", re.compile("[^省市区县镇乡]{0,6}(?:[省市区县镇乡州旗]|街道)+")),
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether two names are one body, and what decides it."""

    same: bool
    reason: str


def compare(one: str, other: str) -> Verdict:
    """Return whether two names are one body.

    They are if they differ in nothing but 和 and 与, the written-out form of an office (发改委), the form of a firm or
    of a government, or one character lost in the long name of a group. What else differs keeps them apart.
    """
    first, second = _plain(one), _plain(other)
    if first == second:
        return Verdict(same=True, reason="the same but for forms of words such as 和, 人民政府, 有限公司, 发改委")
    if lost := _lost(first, second):
        return Verdict(same=True, reason=f"one character of the group's name is lost: {lost}")
    return Verdict(same=False, reason=_apart(first, second))


def variants(names: Counter[str]) -> dict[str, tuple[str, str]]:
    """Return for each name that is a spelling of another one in a text that other one, and why.

    `names` counts how often each stands there: the commonest spelling counts, the longest of equals.
    """
    found: dict[str, tuple[str, str]] = {}
    by_form: dict[str, str] = {}
    for name in sorted(names, key=lambda each: (-names[each], -len(each), each)):
        plain = _plain(name)
        other = by_form.setdefault(plain, name)
        if other == name and _GROUP.search(plain):
            other = next((by_form[known] for known in by_form if known != plain and _lost(plain, known)), name)
        if other != name:
            found[name] = other, compare(name, other).reason
    return found


def _plain(name: str) -> str:
    plain = fold(name)
    for form, short in _FORMS:
        plain = form.sub(short, plain)
    body = next((body for body in table("short-organs") if plain.endswith(body)), None)
    if body:
        plain = plain.removesuffix(body) + table("short-organs")[body]
    return _FILLERS.sub("", plain)


def _lost(first: str, second: str) -> str:
    """Return the one character that the shorter of two long names of a group lacks, if it tells nothing apart."""
    shorter, longer = sorted((first, second), key=len)
    if len(longer) != len(shorter) + 1 or len(longer) < _SHORTEST_GROUP or not _GROUP.search(longer):
        return ""
    at = next((i for i, (a, b) in enumerate(zip(shorter, longer, strict=False)) if a != b), len(shorter))
    lost = longer[at]
    tells = any(kind.fullmatch(lost) for _, kind in _KINDS) or at == 0
    return lost if shorter[at:] == longer[at + 1 :] and not tells else ""


def _apart(first: str, second: str) -> str:
    shorter, longer = sorted((first, second), key=len)
    if longer.startswith(shorter):
        return f"{longer.removeprefix(shorter)} is an organ of its own"
    if longer.endswith(shorter):
        return f"{longer.removesuffix(shorter)} says whose it is"
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    changed = [(first[a:b], second[c:d]) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]
    words = ", ".join(f"{a or '–'} / {b or '–'}" for a, b in changed)
    kind = next((said for said, form in _KINDS if any(form.fullmatch(part) for pair in changed for part in pair)), None)
    return f"{kind or 'other words'}: {words}"
