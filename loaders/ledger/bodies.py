"""Who answers for a row: bodies 单位 with their roles, posts and people 责任人."""

from __future__ import annotations

import re
from dataclasses import field, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from loaders.parsed import PersonMention, Role, UnitMention
from loaders.report import people
from loaders.report.context import Context
from loaders.text import Stretch, fold, trimmed
from loaders.units import is_generic
from loaders.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

_ROLES: Final[tuple[tuple[Role, str], ...]] = (
    ("LEAD", "牵头|主办|主责|承办|负责|责任"),
    ("COOPERATE", "配合|协办|协助|协同|参与|会同|联合"),
    ("SUPERVISE", "督办|督导|监督|监管"),
)
_ANY_ROLE: Final = "|".join(words for _, words in _ROLES)
_LABEL: Final = re.compile(
    rf"\s*(?:{_ANY_ROLE}|整改|成员)(?:责任)?(?:单位|部门|科室|领导|人)?\s*:|\s*(?:会同|联合(?!会|国|大))"
)
_STAR: Final = re.compile(r"\s*[★☆▲△*※]\s*")  # the mark for who leads
_BRACKET: Final = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_SEPARATOR: Final = re.compile(
    r"(?!、政府(?![\u3400-\u9fff]))[、,;/\n\r\t|。]+|\s{2,}|(?<=[\u3400-\u9fff)])\s+(?=[\u3400-\u9fff])|\s*(?:[①-⑳]|(?<!\d)\d{1,2}[.)](?!\d))\s*"
    r"|(?<=[局委厅部府院司团办处会])(?=会同|联合(?!会|国|大))"
)
_END: Final = "(?:局|委员会|[省市区县州旗]委|办公室|办事处|政府|厅|公司|集团|中心|部|院|校|处|科|队|街道|镇|乡|学|组)"
_AND: Final = re.compile(
    rf"(?<=[\u3400-\u9fff]){_END}(?P<and>以及|[和及与])(?=[\u3400-\u9fff]{{2,}}{_END}|各|有关|相关)"
)
# 及班子成员 behind a person adds others to him.
_OTHERS: Final = re.compile("[和及与](?=(?:领导)?班子|其[他它余]|全体|各位?|相关|有关)")
_BODY: Final = re.compile(rf"[\u3400-\u9fff()]{{1,24}}{_END}")
# Most cells have none of these, which is quick to see.
_BLANK: Final = re.compile(r"\s")
_OPEN: Final = re.compile(r"[(\[]")
_JOINT: Final = re.compile("[和及与]")
_OPENING: Final = re.compile(r"\s*\(?由?")
_SUFFIX: Final = re.compile(rf"(?P<role>{_ANY_ROLE})(?:落实|推进|实施)?$")
_TAIL: Final = re.compile(r"等(?:.{0,6})?$")
_OF_THE_NAME: Final = re.compile(r"\((?:[省市区县州旗乡镇村街道园社、,]+|集团|筹)\)$")
_OF_AN_AREA: Final = re.compile("[省市区县州旗乡镇](?:人民)?政府")  # behind 望江区委
_NO_AREA: Final = len("区委")
_NOBODY: Final = re.compile(
    r".{0,6}待.{0,6}|暂无|不涉及|无|同上|另行.*|[\W\d_]*"
    # What a cell for bodies and days says of the days.
    r"|(?:\d{4}年)?(?:\d{1,2}月.{0,8}|[年上下].{0,2}[底末年].{0,4})|立行立改.*|(?:长期|持续|常态)(?:坚持|整改|推进)?"
)
_POST: Final = re.compile(
    r"(?:长|书记|主任|经理|负责人|责任人|负责同志|领导|委员|总监|巡视员|调研员|干部|人员|专员|院士|主席|常委|成员)(?:\(.*\))?$"
)
_NO_PERSON: Final = re.compile("[办室站所队厂馆股处局部院校厅]$")  # 安监站 begins with a surname
_OFFICE_BEFORE: Final = re.compile(
    r"(?:长|书记|主任|经理|负责人|责任人|负责同志|领导|委员|总监|员|师|主席|常委|教授|主管|会计|出纳|干事|专干)[\s:]*$"
)
_NAME_LENGTHS: Final = (3, 2, 4)  # of a name behind an office: 主任于海 holds 任于海
_SPREAD_NAME: Final = re.compile(r"(?<![\u3400-\u9fff])[\u3400-\u9fff]\s{1,4}[\u3400-\u9fff](?![\u3400-\u9fff])")
_AROUND: Final = " ()（）:：0123456789-\n"  # a telephone number is no office
_ASIDE_FIRST: Final = re.compile(r"\(?[^()]*\)\s*(?=\S)")  # （分管负责人）易某
_BEFORE_NAME: Final = re.compile(r"[、,;:\s]")
_LONGEST_BEFORE: Final = 24  # characters of an office or body before a name
_MAY_BE_NAME: Final = re.compile("[\u3400-\u9fff]{2,4}")
_NAMED: Final = "责任人:"  # what a list of names follows in prose
_PERSON_LABEL: Final = re.compile(r"(?:第一)?(?:责任人|负责人|责任领导|分管领导|包[保抓]领导)\s*:|:")


@dataclass(frozen=True, slots=True)
class Answering:
    """Who answers for a row beside the bodies: offices as written, and people with their spans in the cell."""

    posts: tuple[str, ...] = ()
    people: tuple[PersonMention, ...] = ()


_Read = tuple[str, Role, Role | None, bool]


@dataclass(frozen=True, slots=True)
class Bodies:
    """Reads cells that name bodies. `aliases` maps a short name to the full one, as the file itself states it."""

    aliases: Mapping[str, str]
    _read: dict[_Read, tuple[UnitMention, ...]] = field(default_factory=dict[_Read, tuple[UnitMention, ...]])

    def units(
        self, cell: str, offset: int, role: Role, *, beside: Role | None = None, with_people: bool = False
    ) -> list[UnitMention]:
        """Return the bodies of a cell that stands at `offset`; `role` is what the head says, a part may say other.

        `beside` is the role that the head gives to those in brackets or behind a stroke. `with_people` leaves out
        offices and people, which the cell names too.
        """
        key = (cell, role, beside, with_people)
        if key not in self._read:
            self._read[key] = tuple(self._units(cell, role, beside, with_people=with_people))
        # Not by replace(): a ledger has a hundred thousand of them.
        return [
            UnitMention(
                start=unit.start + offset, end=unit.end + offset, surface=unit.surface, name=unit.name, role=unit.role,
                generic=unit.generic, reason=unit.reason,
            )
            for unit in self._read[key]
        ]  # fmt: skip

    def _named(self, surface: str, before: str) -> tuple[str, str]:
        """Return the name of a body with the reason if it is another: by the file, or of the area named `before`."""
        if name := self.aliases.get(surface):
            return name, f"the file says that {surface} is short for {name}" if name != surface else ""
        if _OF_AN_AREA.fullmatch(surface) and before.endswith(f"{surface[0]}委") and len(before) > _NO_AREA:
            return before[:-1] + surface[1:], f"{before} before it says of which area"
        return surface, ""

    def _units(self, cell: str, role: Role, beside: Role | None, *, with_people: bool) -> Iterator[UnitMention]:
        folded = _without_labels(fold(cell)) if with_people else fold(cell)
        others = answering(cell, with_bodies=True) if with_people else Answering()
        before = ""
        offices = {*others.posts, *(post for each in others.people for post in (each.post or "").split("、"))}
        for part, stated in _with_roles(folded, role, beside):
            surface = cell[part.start : part.end]
            if surface in offices or any(part.start <= each.start < part.end for each in others.people):
                continue
            name, reason = self._named(surface, before)
            before = name
            yield UnitMention(
                start=part.start, end=part.end, surface=surface, name=name, role=stated, generic=is_generic(name),
                reason=reason,
            )  # fmt: skip


@lru_cache(maxsize=1024)
def role_beside(head: str) -> Role | None:
    """Return the role of those in brackets or behind a stroke, as 牵头部门（协同部门） and 牵头/配合 give it."""
    stated: list[Role] = [role for role in map(_role, re.split(r"[(/)]", head)) if role]
    return stated[-1] if stated and stated[0] == "LEAD" and stated[-1] != "LEAD" else None


def _set_apart(folded: str) -> tuple[str, list[tuple[int, int]]]:
    """Return a cell with its brackets opened, and the stretches of what stood in them, else of what a stroke parts."""
    apart = [
        each.span()
        for each in _BRACKET.finditer(folded)
        if not _OF_THE_NAME.fullmatch(each[0]) and _role(each[0]) is None
    ]
    if not apart and folded.count("/") == 1:
        return folded, [(folded.index("/"), len(folded))]
    for start, end in apart:
        folded = f"{folded[:start]}、{folded[start + 1 : end - 1]}、{folded[end:]}"
    return folded, apart


def _with_roles(folded: str, role: Role, beside: Role | None) -> Iterator[tuple[Stretch, Role]]:
    """Yield the names of a cell with their roles; `beside` is the role of those that are set apart.

    A label (牵头单位：) holds for what follows, a word behind (甲、乙配合) for what goes before up to the last such
    word, one in brackets (甲（牵头）) or a star before it for its name alone: then the others of a leading column
    cooperate.
    """
    parts: list[tuple[Stretch, Role | None]] = []
    label: Role | None = None
    first = 0
    marked = False
    folded, apart = _set_apart(folded) if beside else (folded, ())
    for start, end in _stretches(folded):
        if folded.startswith("(", start) and folded.endswith(")", start, end):
            start, end = start + 1, end - 1  # （配合：望溪区政府） on a line of its own
        said = _LABEL.match(folded, start, end)
        if said:
            label, start, first = _role(said[0]), said.end(), len(parts)
        start, end, bracketed = _without_bracket(folded, start, end)
        if starred := _STAR.match(folded, start, end):
            start, bracketed = starred.end(), "LEAD"
        start, end, behind = _without_role(folded, start, end)
        if (name := _name(folded, start, end)) is not None:
            parts.append((name, bracketed or label))
        if behind:
            first = _give(parts, first, behind)
        marked = marked or bracketed == "LEAD"
    default: Role = "COOPERATE" if marked and role == "LEAD" else role
    for part, stated in parts:
        aside = beside if any(start <= part.start < end for start, end in apart) else None
        yield part, stated or aside or default


def _without_role(folded: str, start: int, end: int) -> tuple[int, int, Role | None]:
    """Return a part without the word for a role behind it, and that role."""
    behind = _SUFFIX.search(folded, start, end)
    return (start, behind.start(), _role(behind["role"])) if behind and behind.start() > start else (start, end, None)


def _give(parts: list[tuple[Stretch, Role | None]], first: int, role: Role) -> int:
    """Give the parts from `first` on the role that a word behind them states; return where the next begin."""
    for place in range(first, len(parts)):
        parts[place] = (parts[place][0], parts[place][1] or role)
    return len(parts)


def _role(words: str) -> Role | None:
    return next((role for role, pattern in _ROLES if re.search(pattern, words)), None)


def _stretches(folded: str) -> Iterator[tuple[int, int]]:
    """Yield the parts between separators outside brackets; 和 is one between two names that are whole without it."""
    flat = _SPREAD_NAME.sub(lambda name: "甲" * len(name[0]), folded) if _BLANK.search(folded) else folded
    flat = _BRACKET.sub(lambda bracket: "(" * len(bracket[0]), flat) if _OPEN.search(flat) else flat
    breaks = [each.span() for each in _SEPARATOR.finditer(flat)]
    if _JOINT.search(flat):
        breaks += [each.span("and") for each in _AND.finditer(flat)]
        breaks += [each.span() for each in _OTHERS.finditer(flat)]
    at = 0
    for start, end in sorted(breaks):
        yield at, start
        at = end
    yield at, len(folded)


def _without_bracket(folded: str, start: int, end: int) -> tuple[int, int, Role | None]:
    """Return a part without its last bracket, and the role stated there."""
    start, end = trimmed(folded, start, end)
    last = next((each for each in _BRACKET.finditer(folded, start, end) if each.end() == end), None)
    if last is None or last.start() == start or _OF_THE_NAME.fullmatch(last[0]):
        return start, end, None
    return start, last.start(), _role(last[0])


def _name(folded: str, start: int, end: int) -> Stretch | None:
    opening = _OPENING.match(folded, start, end)
    tail = _TAIL.search(folded, start, end)
    start, end = trimmed(folded, opening.end() if opening else start, tail.start() if tail else end)
    return Stretch(start, end) if end - start > 1 and not _NOBODY.fullmatch(folded, start, end) else None


def names_bodies(cell: str) -> bool:
    """Tell whether a cell names bodies and nothing else, by how their names end."""
    folded = fold(cell)
    named = [part for part, _ in _with_roles(folded, "LEAD", None)]
    return bool(named) and all(_BODY.fullmatch(folded, part.start, part.end) for part in named)


@lru_cache(maxsize=4096)
def answering(cell: str, *, with_bodies: bool = False) -> Answering:
    """Return the offices and people of a cell; `with_bodies` takes for an office only what ends as one.

    A name is a person's where it would be one behind 责任人： in prose; an office beside it is what the person holds.
    """
    folded = _without_labels(fold(cell))
    offices: list[Stretch] = []
    found: list[PersonMention] = []
    for start, end in _stretches(folded):
        first, last, _ = _without_bracket(folded, start, end)
        name, aside = _name(folded, first, last), _name(folded, last + 1, end - 1)
        person = (name and _person(cell, folded, name, end)) or (aside and _person(cell, folded, aside, end))
        person = person or (name and _by_place(cell, folded, name, offices, with_bodies=with_bodies))
        if person:
            found.append(person)
        elif name and (not with_bodies or _POST.search(folded, name.start, name.end)):
            offices.append(name)
    return _held(cell, folded, offices, found)


def _by_place(
    cell: str, folded: str, name: Stretch, offices: list[Stretch], *, with_bodies: bool
) -> PersonMention | None:
    """Return what stands alone behind an office or a body, with a blank between, as a name: 副局长 格日勒.

    So are names read that begin with no surname; what ends as a body or an office is none.
    """
    before = folded[max(0, name.start - _LONGEST_BEFORE) : name.start]
    words = folded[name.start : name.end]
    if (
        before == before.rstrip()
        or not _MAY_BE_NAME.fullmatch(words)
        or _NO_PERSON.search(words)
        or _POST.search(words)
    ):
        return None
    before = _BEFORE_NAME.split(before.rstrip())[-1]
    if not _POST.search(before) and not (with_bodies and _BODY.fullmatch(before)):
        return None
    office = offices.pop() if offices and offices[-1].end <= name.start else None
    return PersonMention(
        start=name.start, end=name.end, surface=cell[name.start : name.end], name=words,
        post=cell[office.start : office.end] if office else None,
    )  # fmt: skip


def _without_labels(folded: str) -> str:
    return _PERSON_LABEL.sub(lambda label: " " if label[0] == ":" else "、" * len(label[0]), folded)


def _held(cell: str, folded: str, offices: list[Stretch], found: list[PersonMention]) -> Answering:
    """Return offices and people; an office that only a blank or colon parts from a person is what the person holds.

    Offices listed before that one are the same person's: 党组书记、局长 张三.
    """
    free = list(offices)
    for place, person in enumerate(found):
        beside = [each for each in free if not _between(folded, each, person).strip(" :\n")]
        if person.post is None and beside:
            held = _listed_before(folded, free, beside[0])
            free = [each for each in free if each not in held]
            found[place] = replace(person, post=cell[held[0].start : held[-1].end])
    return Answering(tuple(dict.fromkeys(cell[each.start : each.end] for each in free)), tuple(found))


def _between(folded: str, office: Stretch, person: PersonMention) -> str:
    return folded[office.end : person.start] if office.end <= person.start else folded[person.end : office.start]


def _listed_before(folded: str, offices: list[Stretch], last: Stretch) -> list[Stretch]:
    """Return an office with those before it that only 、 parts, in their order."""
    held = [last]
    for each in reversed(offices):
        if each.end < held[0].start and folded[each.end : held[0].start] == "、":
            held.insert(0, each)
    return held


def _person(cell: str, folded: str, name: Stretch, end: int) -> PersonMention | None:
    aside = _ASIDE_FIRST.match(folded, name.start, name.end)
    first = aside.end() if aside else name.start
    found = _whole_name(folded, first, name.end) or _name_in_prose(folded, first, name.end)
    if found is None:
        return None
    surface = cell[found.start : found.end]
    around = [cell[name.start : found.start], cell[found.end : name.end], cell[name.end : end]]
    post = next((each for each in (words.strip(_AROUND) for words in around) if each), None)
    return PersonMention(start=found.start, end=found.end, surface=surface, name=re.sub(r"\s", "", surface), post=post)


def _whole_name(folded: str, start: int, end: int) -> Stretch | None:
    """Return the name that a part is, or ends in behind an office: 王  磊, 科员丁一鸣."""
    if _is_name(folded[start:end]):
        return Stretch(start, end)
    for length in _NAME_LENGTHS:
        before, name = folded[start : end - length], folded[max(start, end - length) : end]
        if _OFFICE_BEFORE.search(before) and _is_name(name):
            return Stretch(end - length, end)
    return None


def _is_name(words: str) -> bool:
    return people.is_whole_name(re.sub(r"\s", "", words)) and not _NO_PERSON.search(words)


def _name_in_prose(folded: str, start: int, end: int) -> Stretch | None:
    if _NO_PERSON.search(folded, start, end):
        return None
    words = _NAMED + folded[start:end]
    named = people.mentions(words, words, Context())
    if len(named) != 1 or named[0].embedded:
        return None
    return Stretch(*(start + at - len(_NAMED) for at in (named[0].start, named[0].end)))
