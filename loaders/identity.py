"""Whether two names of bodies 单位 that look alike are one body: decided by the characters that differ.

Similarity alone merges wrong bodies: 城东水务所 and 城西水务所 share four characters of five.
"""

from __future__ import annotations

import re
from difflib import SequenceMatcher
from functools import cache
from typing import TYPE_CHECKING, Final

from loaders.lexicon import table, words
from loaders.text import fold
from loaders.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_BLANKS: Final = re.compile(r"[·\s“”\"]")
_AND: Final = re.compile("以及|[与及、]")
# The forms of one word in names.
_FORMS: Final = (
    (re.compile("中国共产党"), "中共"),
    (re.compile("人民政府"), "政府"),
    (re.compile("(?<=[省市县区州旗])委员会$"), "委"),
    (re.compile("街道办事处$|街道办$"), "街道"),
    (re.compile("^中共(?=.*(?:党组|党委|党工委|党支部|党总支|[省市区县州旗]委)$)"), ""),
)
_OWN_COMMITTEE: Final = re.compile("(?:机关)?(?:党组|党委|办公室)$")
# 股份有限公司 is another firm in law, and 分公司 is a part of one.
_FIRM: Final = re.compile("(?:(?<!股份)有限(?:责任)?|(?<![限任份分子总母]))公司$")
_SHORTEST_FIRM: Final = 4  # characters of a firm's name that may stand without 公司
_ALSO_INSTITUTION: Final = tuple(
    "院校局厅部处所站馆场园会社行店厂队办委室段区县市镇乡道村心"
)  # 设计院 beside 设计院有限公司
_GROUP: Final = re.compile("(?:小组|专班|指挥部|联席会议)(?:办公室)?$")
_SHORTEST_GROUP: Final = 8  # characters of a group's name that may lack one
_NUMBER: Final = re.compile(r"[\d一二三四五六七八九十百零〇两第]+")
_SIDE: Final = re.compile("[东西南北中上下左右前后内外新老]+")
_LEVEL: Final = re.compile("自治区|街道|[省市区县州盟旗镇乡]")
_AREA: Final = re.compile(
    "(?:.{1,10}?(?:自治区|街道|[省州盟旗县](?!域)|(?<!城)市(?![场政容民])|"
    "(?<![社园城库片])区(?![域块划])|(?<!城)镇(?!化)|(?<!城)乡(?!村)))*"
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether two names are one body, and what decides it."""

    same: bool
    reason: str


def compare(one: str, other: str) -> Verdict:
    """Return whether two names are one body.

    They are if they differ in nothing but 和 and 与, the written-out form of an office (发改委), the form of a firm or
    of a government, or one character that a word in the long name of a group has lost. What else differs, a place, a
    level, a number, a side, a field, keeps them apart. Knows no order.
    """
    first, second = _plain(one), _plain(other)
    if first == second:
        return Verdict(same=True, reason=f"only the form of words differs: {_middle(fold(one), fold(other))}")
    if lost := _lost(first, second):
        return Verdict(same=True, reason=f"one character of the group's name is lost: {lost}")
    return Verdict(same=False, reason=_apart(first, second))


def variants(names: Mapping[str, int]) -> dict[str, tuple[str, str]]:
    """Return for each name that is a spelling of another one in a source that other one, and why.

    `names` counts how often each stands there: the commonest spelling counts, the longest of equals.
    """
    found: dict[str, tuple[str, str]] = {}
    by_form: dict[str, str] = {}
    by_lost: dict[str, str] = {}
    for name in sorted(names, key=lambda each: (-names[each], -len(each), each)):
        plain = _plain(name)
        known = plain if plain in by_form else _known_group(plain, by_form, by_lost)
        by_form[plain] = other = by_form.get(known, name)
        if other != name:
            found[name] = other, compare(name, known if known != plain else other).reason
        for less in _with_one_less(plain):
            by_lost.setdefault(less, plain)
    return found


def _known_group(plain: str, by_form: Mapping[str, str], by_lost: Mapping[str, str]) -> str:
    """Return the known form of a group's name that a form has lost a character of, or that has lost one itself."""
    longer = [by_lost[plain]] if plain in by_lost else []
    alike = (*longer, *(less for less in _with_one_less(plain) if less in by_form))
    return next((known for known in alike if _lost(plain, known)), "")


def _with_one_less(plain: str) -> list[str]:
    if len(plain) < _SHORTEST_GROUP - 1 or not _GROUP.search(plain):
        return []
    return [plain[:at] + plain[at + 1 :] for at in range(len(plain))]


def _plain(name: str) -> str:
    """Return a name with each of its words in one form."""
    plain = _BLANKS.sub("", fold(name))
    for form, short in _FORMS:
        plain = form.sub(short, plain)
    return _without_and(_AND.sub("和", _without_form_of_firm(_written_out(plain))))


def _written_out(plain: str) -> str:
    own = _OWN_COMMITTEE.search(plain)
    body, rest = (plain[: own.start()], own[0]) if own and own.start() else (plain, "")
    organs = table("short-organs")
    short = next((short for short in organs if body.endswith(short)), "")
    return body.removesuffix(short) + organs[short] + rest if short else plain


def _without_form_of_firm(plain: str) -> str:
    name = _FIRM.sub("", plain)
    if name == plain:
        return plain
    bare = len(name) >= _SHORTEST_FIRM and not name.endswith(_ALSO_INSTITUTION)
    return name if bare else f"{name}公司"


def _without_and(plain: str) -> str:
    """Return a name without 和 between two fields (住房和城乡建设); 和 stays in 和平区, 永和镇 and 东和县."""
    first, *rest = plain.split("和")
    for part in rest:
        joins = first.endswith(_fields()) and len(part) > 1 and not f"和{part}".startswith(_beginning_with_and())
        first += part if joins else f"和{part}"
    return first


@cache
def _fields() -> tuple[str, ...]:
    return tuple(field for field in {*words("body-fields"), *words("paired-fields")} if len(field) > 1)


@cache
def _beginning_with_and() -> tuple[str, ...]:
    return tuple(word for word in words("inside-names") if word.startswith("和"))


@cache
def _group_words() -> frozenset[str]:
    lists = ("group-words", "group-endings", "body-fields", "paired-fields", "work-verbs")
    return frozenset(word for each in lists for word in words(each) if len(word) > 1)


def _lost(first: str, second: str) -> str:
    """Return the one character that a word in the shorter of two long names of a group lacks, else an empty string.

    Without it the word is none: 工 for 工作. A character that is a field or a level by itself (水污染) is not lost.
    """
    shorter, longer = sorted((first, second), key=len)
    if len(longer) != len(shorter) + 1 or len(longer) < _SHORTEST_GROUP or not _GROUP.search(longer):
        return ""
    at = _common(shorter, longer)
    lost = longer[at]
    if shorter[at:] != longer[at + 1 :] or lost in words("lone-fields") or any(k.match(lost) for k in _TELLING):
        return ""
    without = [word[:i] + word[i + 1 :] for word, i in _words_over(longer, at)]
    return lost if without and not any(word in _group_words() for word in without) else ""


_TELLING: Final = (_NUMBER, _SIDE, _LEVEL)
_LONGEST_WORD: Final = 8


def _words_over(name: str, at: int) -> Iterator[tuple[str, int]]:
    """Yield each known word of a name that stands over an offset, with the offset within the word."""
    for start in range(max(0, at - _LONGEST_WORD + 1), at + 1):
        for end in range(max(at + 1, start + 2), min(len(name), start + _LONGEST_WORD) + 1):
            if name[start:end] in _group_words():
                yield name[start:end], at - start


def _apart(first: str, second: str) -> str:
    shorter, longer = sorted((first, second), key=len)
    if longer.startswith(shorter) and longer.endswith("公司"):
        return f"another firm, or the body it came from: {longer.removeprefix(shorter)}"
    if longer.startswith(shorter):
        return f"{longer.removeprefix(shorter)} is an organ of its own"
    if longer.endswith(shorter):
        return f"{longer.removesuffix(shorter)} says whose it is"
    return f"{_what_differs(first, second)}: {_differing(first, second)}"


def _what_differs(first: str, second: str) -> str:
    one, other = _area(first), _area(second)
    if one and other and one != other:
        return "another level" if one[:-1] == other[:-1] else "another place"
    changed = _changed(first, second)
    if any(_LEVEL.fullmatch(before) and _LEVEL.fullmatch(after) for before, after in changed):
        return "another level"
    if first.startswith("中共") != second.startswith("中共"):
        return "a committee of the party is none of the state"
    parts = [part for pair in changed for part in pair]
    for said, form in (("another number", _NUMBER), ("another side", _SIDE)):
        if any(form.fullmatch(part) for part in parts):
            return said
    return "another name before one office" if _common(first, second) == 0 else "another field or organ"


def _area(name: str) -> str:
    match = _AREA.match(name.removeprefix("中共"))
    return match[0] if match else ""


def _changed(first: str, second: str) -> list[tuple[str, str]]:
    matcher = SequenceMatcher(None, first, second, autojunk=False)
    return [(first[a:b], second[c:d]) for tag, a, b, c, d in matcher.get_opcodes() if tag != "equal"]


def _differing(first: str, second: str) -> str:
    return ", ".join(f"{one or '–'} / {other or '–'}" for one, other in _changed(first, second))


def _middle(first: str, second: str) -> str:
    """Return what stands between the common beginning and the common end of two names."""
    start = _common(first, second)
    end = _common(first[start:][::-1], second[start:][::-1])
    parts = (name[start : len(name) - end] for name in (first, second))
    return " / ".join(part or "–" for part in parts)


def _common(first: str, second: str) -> int:
    """Return how many characters two names begin with in common."""
    pairs = enumerate(zip(first, second, strict=False))
    return next((at for at, (a, b) in pairs if a != b), min(len(first), len(second)))
