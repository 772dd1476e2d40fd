"""What the cells of a row say was done, and what they list: cells that are prose, read as a report is."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from loaders.parsed import DateMention, EventMention, Mentions, NameMention, UnitMention
from loaders.report import dates, documents, events, lists, people, projects, units
from loaders.report.context import Context
from loaders.text import Spans, fold

if TYPE_CHECKING:
    from collections.abc import Mapping

# What cells with events and lists have in common, in the fewest words: every cell of a ledger is searched.
# Each begins with a character and no class of them: so the first ones are looked for at once, and twice as fast.
_TELLS: Final = re.compile(
    r"召开|举[行办]|签[订署定]|《|划转|移交|划归|下放|成立|组建|设立|一名|二名|两名|三名|每[年月周日季半天]|按[月季周]"
    r"|等\d|、.+等"
)


def told(cell: str, offset: int, last: date | None, aliases: Mapping[str, str], *, plan: bool) -> Mentions:
    """Return the events and lists of a cell that stands at `offset`, and nothing else that it names.

    A `plan` says what is to be done: the cell of a measure, where that of its progress says what was done.
    A day without its year is the one before the `last` on which it may be. Days with no act stand in columns of their
    own, and are no events here.
    """
    found = _read(cell, last, plan)
    return Mentions(
        events=tuple(_moved_event(each, offset, aliases) for each in found.events),
        lists=tuple(replace(each, start=each.start + offset, end=each.end + offset) for each in found.lists),
    )


def tells(cell: str) -> bool:
    """Say whether a cell may tell of an event or a list at all: most do not, and reading them all takes long."""
    return _TELLS.search(cell) is not None


# A day, a month or a cycle, in the fewest words: every cell of a measure, of its progress and of remarks is searched.
_DATED: Final = re.compile(
    r"\d *[年月]|(?:19|20)\d\d[./-]|[二三四五六七八九十]月|[每按逐][年月季周日天半]|[今明去]年|年[底内末]|季度|半年"
)


def stated_days(cell: str, offset: int, last: date | None, *, plan: bool) -> tuple[DateMention, ...]:
    """Return the days that a cell at `offset` states. A `plan` is yet to be done.

    What was done on a day without its year was done before the `last` one, and what is to come is of its year.
    """
    if not _DATED.search(cell):
        return ()
    return tuple(replace(each, start=each.start + offset, end=each.end + offset) for each in _days(cell, last, plan))


@lru_cache(maxsize=4096)
def _days(cell: str, last: date | None, plan: bool) -> tuple[DateMention, ...]:
    folded = fold(cell)
    titles, _ = documents.titles(folded)
    done = dates.read(folded, cell, titles, last, Spans(()), plan=plan).mentions
    if not last or all(each.kind == "EVENT" for each in done):
        return done
    to_come = dates.read(folded, cell, titles, date(last.year, 1, 1), Spans(()), plan=plan).mentions
    planned = {each.start: each for each in to_come if each.kind != "EVENT"}
    return tuple(each if each.kind == "EVENT" else planned.get(each.start, each) for each in done)


_COUNTED: Final = ("工程", "项目")  # 9个项目 have no name
_WORKS: Final = ("系统", "平台", "厂", "基地", "泵站", "填埋场")
_NAMED_WORK: Final = re.compile(rf"(?<![个批些该各类等])(?:{'|'.join(_COUNTED)})|{'|'.join(_WORKS)}")


def tells_of_works(text: str) -> bool:
    """Say whether a row may name works or systems at all: most do not."""
    # Each word is looked for by itself: that is a tenth of the time of a pattern.
    return any(word in text for word in (*_COUNTED, *_WORKS))


def named_works(cell: str, offset: int) -> tuple[NameMention, ...]:
    """Return the works and systems that a cell which stands at `offset` names."""
    return tuple(replace(each, start=each.start + offset, end=each.end + offset) for each in _works(cell))


@lru_cache(maxsize=4096)
def _works(cell: str) -> tuple[NameMention, ...]:
    folded = fold(cell)
    if not _NAMED_WORK.search(folded):
        return ()
    return projects.mentions(folded, cell, Context(excluded=documents.titles(folded)[0]))


def named_bodies(cell: str, offset: int, aliases: Mapping[str, str]) -> tuple[UnitMention, ...]:
    """Return the bodies that a cell which stands at `offset` names, with the roles that its words give them."""
    return tuple(_named(unit, offset, aliases) for unit in _bodies(cell))


@lru_cache(maxsize=4096)
def _bodies(cell: str) -> tuple[UnitMention, ...]:
    folded = fold(cell)
    return units.mentions(folded, cell, Context(excluded=documents.titles(folded)[0]))


@lru_cache(maxsize=4096)
def _read(cell: str, last: date | None, plan: bool) -> Mentions:
    folded = fold(cell)
    titles, _ = documents.titles(folded)
    # When, who and what costs most, and only what is done, once or again and again, is told with it.
    tells_of_acts = events.acts_in(folded) or dates.recurs(folded)
    acts = _acts(folded, cell, titles, last, plan=plan) if tells_of_acts else ()
    return Mentions(events=acts, lists=tuple(lists.mentions(folded, cell, titles)))


def _acts(folded: str, cell: str, titles: Spans, last: date | None, *, plan: bool) -> tuple[EventMention, ...]:
    context = Context(excluded=titles)
    named = Mentions(
        documents=tuple(documents.mentions(folded, cell, titles)), units=units.mentions(folded, cell, context),
        people=people.mentions(folded, cell, context) if events.agreed_in(folded) else (),
        dates=dates.read(folded, cell, titles, last, Spans(())).mentions if dates.dated(folded) else (),
    )  # fmt: skip
    found = events.mentions(folded, cell, named, context, plan=plan)
    return tuple(each for each in found if each.kind != "OTHER")


def _moved_event(each: EventMention, offset: int, aliases: Mapping[str, str]) -> EventMention:
    def bodies(found: tuple[UnitMention, ...]) -> tuple[UnitMention, ...]:
        return tuple(_named(unit, offset, aliases) for unit in found)

    return replace(
        each, start=each.start + offset, end=each.end + offset, actors=bodies(each.actors),
        taken_from=bodies(each.taken_from), given_to=bodies(each.given_to), bodies=bodies(each.bodies),
        people=tuple(replace(who, start=who.start + offset, end=who.end + offset) for who in each.people),
        documents=tuple(replace(title, start=title.start + offset, end=title.end + offset) for title in each.documents),
    )  # fmt: skip


def _named(unit: UnitMention, offset: int, aliases: Mapping[str, str]) -> UnitMention:
    """Return a body as the cells for bodies would name it: by its words, a short name by what the file says."""
    name = unit.name if unit.generic else aliases.get(unit.surface, unit.surface)
    return replace(unit, start=unit.start + offset, end=unit.end + offset, name=name)
