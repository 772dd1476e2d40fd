"""What was done 事项: meetings, issuances, agreements, handovers, appointments, bodies set up, and all that is dated.

An act is a verb with its object; a day belongs to the acts behind it in its sentence. Days without an act, and what is
done again and again, are events of their own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from sys import intern
from typing import TYPE_CHECKING, Final, Generic, TypeVar

from loaders.parsed import (
    DateMention,
    DocumentMention,
    EventKind,
    EventMention,
    Mentions,
    PersonMention,
    Span,
    UnitMention,
)
from loaders.report.clauses import clause_end, clause_start, passage_start, sentence_start
from loaders.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from loaders.report.context import Context

_MEETING: Final = re.compile(
    r"(?:召开|举行|举办|主持)(?:了)?(?P<what>(?:[^,。;:、《》\n“”]|“[^“”\n]{1,20}”){0,30}?"
    r"(?P<form>会议|大会|座谈会|发布会|生活会|推进会|调度会|论坛|(?<![社机委])会)(?![员计议费商场会]))"
)
_ISSUANCE: Final = re.compile(r"(?:印发|制发|下发|发布|出台|颁布|公布)(?:了|实施|施行)*(?=[^《》。;,\n]{0,6}《)")
_AGREEMENT: Final = re.compile(
    r"(?:签订|签署|订立|签定|达成|续签)(?:了)?(?P<what>《[^《》\n]{2,60}》"
    r"|[^,。;:《》\n、]{0,24}?(?P<form>协议书|协议|协定|合同书|合同|备忘录|意向书|契约|议定书|合作书))"
)
_TRANSFER: Final = re.compile(
    r"(?:[将把](?P<what>[^,。;:\n]{2,40}?))(?:整建制|整体|全部|全面|统一|一并|正式|依法|及时|按程序|已|均)*"
    r"(?:划转|移交|划归|划入|下放|转隶|移送|转交)(?:至|给|到|由|于)?"
)
_APPOINTMENT: Final = re.compile(
    r"(?:明确|指定|确定|选派|选聘|任命|安排|抽调|派驻)(?:了)?(?P<what>"
    r"(?:[一二两三四五六七八九十]|\d+)[余多]?[名位](?:[^,。;:《》\n]|“[^“”\n]*”){1,30})"
)
_ESTABLISHMENT: Final = re.compile(r"(?:成立|组建|设立|下设|组成)(?:了)?")
_ACTS: Final[tuple[tuple[EventKind, re.Pattern[str]], ...]] = (
    ("MEETING", _MEETING), ("ISSUANCE", _ISSUANCE), ("AGREEMENT", _AGREEMENT), ("TRANSFER", _TRANSFER),
    ("APPOINTMENT", _APPOINTMENT), ("ESTABLISHMENT", _ESTABLISHMENT),
)  # fmt: skip
# Behind these the day said before is past: 9月6日动工,目前已完成清表.
_NOW: Final = re.compile(r"目前|现已|下一?步|截至|此前|今后")
# What is still to be done: 下一步将召开会议, 拟于6月签订协议.
_NEXT: Final = re.compile(r"下一?步|今后|接下来")
_TO_COME: Final = re.compile(
    r"拟|计划(?![的》])|力争|争取|确保|适时|尽快|抓紧|准备|筹备|推动|将(?=于|在|继续|进一步|组织|会同|联合|定期|$)"
)
# Whom an act concerns, and who does not act: 对接省政府办公厅, 向市委报送.
_NO_ACTOR: Final = re.compile(
    r"(?:对接|对|向|为|报|经|被|给|从|在|至|按照?|根据|依据|落实|贯彻|通过|将|把|督促|要求|指导)$"
)
_WITH: Final = re.compile(r"[与同和跟]|联合")
_JOINED: Final = re.compile(r"[、和与及同](?:有关|相关)?|以及")
_BOTH: Final = re.compile(r"(?P<number>两|双|二|三|四)(?P<kind>区|县|市|镇|街道|村|局|公司|单位|方)(?![级域])")
_NUMBERS: Final = {"两": 2, "双": 2, "二": 2, "三": 3, "四": 4}
_AROUND: Final = re.compile(r"^(?:了|的|相关|有关)+|^《|》$")
_FORMS: Final = frozenset({"协议", "合同", "备忘录"})
_ANY_KIND: Final = frozenset({"单位", "方"})
_BEFORE_ACTOR: Final = 4  # characters of 对接 and the like
_FIRST_TITLE: Final = re.compile(r"[^。;,\n《》]{0,8}")
_TITLE_BEHIND: Final = re.compile(r"(?:[(\[〔][^《》\n]{0,30}[)\]〕])?[ ]*(?:、|和|及|以及|与)?")
_MOST_TITLES: Final = 20  # of one act
_REACH: Final = 80  # characters that a list of bodies may be long
_T = TypeVar("_T", bound=Span)


def mentions(
    folded: str, text: str, found: Mentions, context: Context, *, plan: bool = False
) -> tuple[EventMention, ...]:
    """Return the events of a folded text in its order, given all that it names; those of a `plan` are to be done.

    The body that a text speaks for is `context.target`, else who signs; titles hold no events.
    """
    read = _Reader(folded, text, found, context, plan=plan).events()
    return tuple(sorted(read, key=lambda each: (each.start, each.end)))


def acts_in(folded: str) -> bool:
    """Say whether words of an act stand in a folded text: quick to ask before what it names is read."""
    return any(pattern.search(folded) for _, pattern in _ACTS)


def agreed_in(folded: str) -> bool:
    """Say whether words of an agreement stand in a folded text: the only act whose people are told."""
    return _AGREEMENT.search(folded) is not None


@dataclass(frozen=True, slots=True)
class _Act:
    kind: EventKind
    match: re.Match[str]

    @property
    def start(self) -> int:
        return self.match.start()

    @property
    def end(self) -> int:
        return self.match.end()


class _Reader:
    def __init__(self, folded: str, text: str, found: Mentions, context: Context, *, plan: bool) -> None:
        self._folded, self._text, self._context, self._plan = folded, text, context, plan
        self._own = context.target or context.issuer
        self._documents = _Among(found.documents)
        self._people = _Among([each for each in found.people if not each.embedded])
        self._dates = _Among([each for each in found.dates if each.kind == "EVENT" and each.iso])
        self._recurring = tuple(each for each in found.dates if each.kind == "RECURRING")
        named = sorted((*found.units, *self._speaking(found.units)), key=lambda each: each.start)
        self._units = _Among(tuple(_with_owner(folded, text, named)))

    def events(self) -> Iterator[EventMention]:
        """Yield the acts, the days that no act has, and what recurs."""
        acts = sorted(self._acts(), key=lambda each: each.start)
        used: set[int] = set()
        for act in acts:
            event = self._event(act)
            if event:
                used |= {event.date.start} if event.date else set()
                yield event
        yield from self._without_act([each for each in self._dates.all if each.start not in used], "OTHER")
        yield from self._without_act(self._recurring, "RECURRING")

    def _without_act(self, dates: Sequence[DateMention], kind: EventKind) -> Iterator[EventMention]:
        """Yield what days or cycles say by themselves, but for those that nothing is said of, as beside a signature."""
        for each in dates:
            event = self._dated(each, kind)
            if self._folded[event.start : event.end].strip() != each.surface:
                yield event

    def _speaking(self, units: Sequence[UnitMention]) -> Iterator[UnitMention]:
        """Yield where the text calls the body or area that it speaks for by its short name: 起步区."""
        if not self._own:
            return
        taken = _Among(units)
        full = {self._context.target: self._context.target, **self._context.aliases}
        own = sorted((name for name in full if name and full[name] == self._own), key=len, reverse=True)
        for match in re.finditer("|".join(map(re.escape, own)), self._folded) if own else ():
            if not taken.touches(*match.span()) and not self._context.excluded.touch(*match.span()):
                surface = intern(self._text[match.start() : match.end()])
                yield UnitMention(start=match.start(), end=match.end(), surface=surface, name=self._own)

    def _acts(self) -> Iterator[_Act]:
        for kind, pattern in _ACTS:
            for match in pattern.finditer(self._folded):
                if not self._context.excluded.touch(match.start(), match.start() + 1):
                    yield _Act(kind, match)

    # --- one act -------------------------------------------------------------------------------------------------

    def _event(self, act: _Act) -> EventMention | None:
        match act.kind:
            case "ISSUANCE":
                return self._issuance(act)
            case "AGREEMENT":
                return self._agreement(act)
            case "TRANSFER":
                return self._transfer(act)
            case "ESTABLISHMENT":
                return self._establishment(act)
            case _:
                form = act.match.groupdict().get("form")
                return self._made(act, clause_start(self._folded, act.start), act.end, act.match["what"], form)

    def _made(
        self, act: _Act, start: int, end: int, title: str | None, form: str | None = None,
        documents: tuple[DocumentMention, ...] = (),
    ) -> EventMention:  # fmt: skip
        """Return an event of the words [start, end), who acts being named between `start` and the act."""
        date = self._date_of(act)
        return EventMention(
            start=min(start, date.start) if date else start, end=max(end, date.end) if date else end, kind=act.kind,
            title=title and intern(title), form=form and intern(form), date=date,
            planned=self._is_planned(act), actors=self._actors(start, act.start),
            documents=documents or self._documents.within(start, end),
        )  # fmt: skip

    def _is_planned(self, act: _Act) -> bool:
        if self._plan or _NEXT.search(self._folded, sentence_start(self._folded, act.start), act.start):
            return True
        return _TO_COME.search(self._folded, clause_start(self._folded, act.start), act.start) is not None

    def _issuance(self, act: _Act) -> EventMention | None:
        issued = self._titles_from(act.end)
        if not issued:
            return None
        form = issued[0].kind if issued[0].kind != "other" else None
        return self._made(act, clause_start(self._folded, act.start), issued[-1].end, issued[0].title, form, issued)

    def _titles_from(self, at: int) -> tuple[DocumentMention, ...]:
        """Return the titles right behind an offset, one behind the other with their numbers between them."""
        found: list[DocumentMention] = []
        for each in self._documents.behind(at):
            behind = _TITLE_BEHIND if found else _FIRST_TITLE
            if len(found) == _MOST_TITLES or not behind.fullmatch(self._folded, at, each.start):
                break
            found.append(each)
            at = each.end
        return tuple(found)

    def _agreement(self, act: _Act) -> EventMention | None:
        """Return an agreement with all parties that its clause names, or the clause before if it names none."""
        cited = self._documents.within(act.start, act.end)
        forms = (act.match["form"], *(each.kind for each in cited if each.kind in _FORMS))
        form = next((each for each in forms if each), None)
        if not form:
            return None
        start = clause_start(self._folded, act.start)
        if not self._parties(start, act.start):
            start = clause_start(self._folded, max(start - 1, 0))
        named = self._parties(start, act.start)
        made = replace(
            self._made(act, start, act.end, _AROUND.sub("", act.match["what"]), form),
            actors=tuple(each for each in named if isinstance(each, UnitMention)),
            people=tuple(each for each in named if isinstance(each, PersonMention)),
        )  # fmt: skip
        others = not named or _WITH.search(self._folded, start, max(named[0].start, start + 1))
        return replace(made, implied=self._own or None) if others else made

    def _parties(self, start: int, end: int) -> tuple[UnitMention | PersonMention, ...]:
        bodies = (*self._actors(start, end), *self._antecedents(start, end))
        named: list[UnitMention | PersonMention] = [*bodies, *self._people.within(start, end)]
        return tuple(sorted(named, key=lambda each: each.start))

    def _antecedents(self, start: int, end: int) -> tuple[UnitMention, ...]:
        """Return the bodies that 两区 or 双方 before an act means: the last so many of that kind."""
        match = _BOTH.search(self._folded, start, end)
        if match is None or self._units.touches(match.start(), match.end()):
            return ()
        before: dict[str, UnitMention] = {}
        for each in reversed(self._units.within(passage_start(self._folded, start), match.start())):
            fits = match["kind"] in _ANY_KIND or each.surface.endswith(match["kind"])
            if fits and not each.generic and each.name != self._own:
                before.setdefault(each.name, each)
        meant = list(before.values())[: _NUMBERS[match["number"]]]
        if len(meant) < _NUMBERS[match["number"]]:
            return ()
        return tuple(replace(each, start=match.start(), end=match.end()) for each in reversed(meant))

    def _transfer(self, act: _Act) -> EventMention | None:
        """Return a handover: from those whose something it is (将甲区的学校), to those behind the verb."""
        start, end = act.match.span("what")
        taken = self._units.within(start, max(self._folded.find("的", start, end), start))
        given = self._chain(act.end)
        if not given and not taken:
            return None
        made = self._made(
            act, clause_start(self._folded, act.start), clause_end(self._folded, act.end), act.match["what"]
        )
        cited = self._documents.within(sentence_start(self._folded, act.start), act.start)
        return replace(made, taken_from=taken, given_to=given, documents=cited[-1:])

    def _establishment(self, act: _Act) -> EventMention | None:
        bodies = self._chain(act.end)
        if not bodies:
            return None
        made = self._made(act, clause_start(self._folded, act.start), bodies[-1].end, bodies[0].surface)
        return replace(made, bodies=bodies)

    def _dated(self, each: DateMention, kind: EventKind) -> EventMention:
        """Return what a day or a cycle says by itself: its clause, and the next one where it stands alone."""
        start, end = clause_start(self._folded, each.start), clause_end(self._folded, each.end)
        if end == each.end and self._folded.startswith(",", end):
            end = clause_end(self._folded, end + 1)
        return EventMention(start=start, end=end, kind=kind, date=each, actors=self._subject(each))

    def _subject(self, each: DateMention) -> tuple[UnitMention, ...]:
        """Return who stands right before or behind a day: 市文旅局于2022年11月18日发布."""
        behind = self._chain(each.end + (1 if self._folded.startswith(",", each.end) else 0))
        if behind:
            return behind
        start = clause_start(self._folded, each.start)
        return self._actors(start, each.start)

    # --- who and when --------------------------------------------------------------------------------------------

    def _chain(self, at: int) -> tuple[UnitMention, ...]:
        """Return the bodies that a list right behind an offset names."""
        found: list[UnitMention] = []
        for each in self._units.within(at, at + _REACH):
            gap = self._folded[at : each.start]
            if gap and not (found and _JOINED.fullmatch(gap)):
                break
            found.append(each)
            at = each.end
        return tuple(found)

    def _actors(self, start: int, end: int) -> tuple[UnitMention, ...]:
        found: list[UnitMention] = []
        for each in self._units.within(start, end):
            joined = found and _JOINED.fullmatch(self._folded, found[-1].end, each.start)
            if joined or not _NO_ACTOR.search(self._folded, max(start, each.start - _BEFORE_ACTOR), each.start):
                found.append(each)
        return tuple(found)

    def _date_of(self, act: _Act) -> DateMention | None:
        """Return the day of an act: in its words, else the last one before it in its sentence that still holds."""
        inside = self._dates.within(act.start, act.end)
        if inside:
            return inside[0]
        before = self._dates.within(sentence_start(self._folded, act.start), act.start)
        if not before or len((before[-1].iso or "").partition("/")[0]) < len("2023-01"):
            return None
        return None if _NOW.search(self._folded, before[-1].end, act.start) else before[-1]


def _with_owner(folded: str, text: str, units: Sequence[UnitMention]) -> Iterator[UnitMention]:
    """Yield bodies, a generic one together with the body right before it: 管委会相关职能部门."""
    held: UnitMention | None = None
    for each in units:
        if held and each.generic and held.end == each.start and not held.generic:
            surface = intern(text[held.start : each.end])
            held = replace(each, start=held.start, surface=surface, name=intern(folded[held.start : each.end]))
            continue
        if held:
            yield held
        held = each
    if held:
        yield held


class _Among(Generic[_T]):
    """Mentions in the order of the text, to ask for those of a stretch."""

    def __init__(self, found: Sequence[_T]) -> None:
        self.all = tuple(sorted(found, key=lambda each: each.start))
        self._starts = [each.start for each in self.all]

    def within(self, start: int, end: int) -> tuple[_T, ...]:
        """Return the mentions that lie in [start, end)."""
        first = bisect_left(self._starts, start)
        last = bisect_left(self._starts, end, first)
        return tuple([each for each in self.all[first:last] if each.end <= end]) if first < last else ()

    def behind(self, at: int) -> Iterator[_T]:
        """Return the mentions that begin at an offset or behind it."""
        return (self.all[index] for index in range(bisect_left(self._starts, at), len(self.all)))

    def touches(self, start: int, end: int) -> bool:
        """Say whether any of them shares a character with [start, end)."""
        before = bisect_left(self._starts, end)
        return any(each.end > start for each in self.all[max(0, before - 4) : before])
