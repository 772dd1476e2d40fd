"""From what a text calls a body to its full name, with the reason."""

from __future__ import annotations

import re
from sys import intern
from typing import TYPE_CHECKING, Final

from loaders.characters import HAN
from loaders.lexicon import words
from loaders.parsed import UnitMention
from loaders.report.units.found import Found
from loaders.report.units.roles import role
from loaders.units import Jurisdiction, Reading, is_generic, jurisdiction_of, read_name

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from loaders.report.context import Context

_OWN: Final = frozenset(words("own-bodies"))


def in_full(folded: str, text: str, found: list[Found], context: Context) -> tuple[UnitMention, ...]:
    """Return the bodies found, in their order, each with its full name, its role, and why it stands for that name."""
    if not found:
        return ()
    names = _Names(_jurisdiction(folded, context), context.aliases)
    whole = _whole_groups({folded[each.start : each.end] for each in found})
    return tuple(_mention(folded, text, each, names, whole) for each in _with_antecedents(folded, found))


_BARE_GROUP: Final = re.compile(r"(?:工作)?(?:领导小组|专班|指挥部)(?:办公室)?|办公室")


def _with_antecedents(folded: str, kept: list[Found]) -> Iterator[Found]:
    """Give a bare 领导小组办公室 the group named last."""
    group = ""
    for each in kept:
        surface = folded[each.start : each.end]
        if _BARE_GROUP.fullmatch(surface):
            office = "办公室" if surface.endswith("办公室") else ""
            yield Found(each.start, each.end, group + office, "the group named last") if group else each
            continue
        if _GROUP.search(surface):
            group = surface.removesuffix("办公室")
        yield of_same_area(folded, each)


_STATE: Final = frozenset(f"{level}{organ}" for level in ("", *"省市区县") for organ in ("政府", "人民政府"))


def of_same_area(folded: str, each: Found) -> Found:
    """Read 市政府 straight after 望溪市委、 as 望溪市人民政府, and a bare 政府 after 东湖区党委、 as 东湖区人民政府."""
    if folded[each.start : each.end] not in _STATE:
        return each
    line = folded[max(0, each.start - 14) : each.start]
    level = folded[each.start]
    area = f"{level}(?=委)" if level in "省市区县" else "[市区县旗州盟镇乡](?=党委)"
    party = re.search(rf"(?:^|[^{HAN}])([{HAN}]{{2,6}}{area})党?委[、和,]$", line)
    if party is None or level == "省":
        return each
    return Found(each.start, each.end, f"{party[1]}人民政府", f"of the area of {party[1]}委 before it")


def _whole_groups(surfaces: set[str]) -> dict[str, str]:
    """Return the longer name for a group's shorter one: 人才工作领导小组 after 区委人才工作领导小组."""
    groups = sorted((each for each in surfaces if _GROUP.search(each)), key=len)
    longer = {
        short: [full for full in groups if full.endswith(short) and full != short] for short in groups if len(short) > 5
    }
    return {short: fulls[0] for short, fulls in longer.items() if len(fulls) == 1}


_GROUP: Final = re.compile(r"(?:小组|专班|指挥部)(?:办公室)?$")


def _jurisdiction(folded: str, context: Context) -> Jurisdiction:
    """Return what the head says; a city that gives a body its name may be written out only in the text."""
    place = (context.target or context.issuer).removeprefix("中共")
    city = next((place[:length] + "市" for length in (2, 3) if place[:length] + "市" in folded), "")
    return jurisdiction_of(context.issuer, context.target, tuple(context.jurisdiction), city)


class _Names:
    """Full names by surface, each worked out once."""

    def __init__(self, jurisdiction: Jurisdiction, aliases: Mapping[str, str]) -> None:
        self._jurisdiction, self._aliases = jurisdiction, aliases
        self._known: dict[str, tuple[Reading, bool]] = {}

    def of(self, surface: str) -> tuple[Reading, bool]:
        """Return the full name and whether it is generic; a generic name stays as written."""
        if surface not in self._known:
            generic = is_generic(surface) and surface not in _OWN
            read = Reading(surface) if generic else read_name(surface, self._jurisdiction, self._aliases)
            self._known[surface] = read, generic
        return self._known[surface]


def _mention(folded: str, text: str, found: Found, names: _Names, whole: Mapping[str, str]) -> UnitMention:
    surface = folded[found.start : found.end]
    stands_for, reason = found.name or surface, found.reason
    if not found.name and surface in whole:
        stands_for, reason = whole[surface], "the only longer name of a group in the text that ends so"
    reading, generic = names.of(stands_for)
    why = "; ".join(filter(None, (reason, reading.reason))) if reading.name != surface else ""
    return UnitMention(
        start=found.start, end=found.end, surface=intern(text[found.start : found.end]), name=reading.name,
        role=role(folded, found.start, found.end), generic=generic, reason=intern(why),
    )  # fmt: skip
