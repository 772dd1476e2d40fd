"""Bodies under a label: what 责任单位: lists are bodies, whatever their names end with (炼铁厂, 能源环保部)."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from loaders.characters import HAN
from loaders.parsed import Role, UnitMention
from loaders.report.units.found import Found
from loaders.report.units.full import of_same_area
from loaders.text import Spans, Stretch, line_end
from loaders.units import is_generic

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from loaders.report.labels import Label

_ROLES: Final[dict[str, Role]] = {"lead": "LEAD", "cooperate": "COOPERATE", "supervise": "SUPERVISE"}
# 临江市党委和政府 are two.
_ITEM: Final = re.compile(rf"(?:(?!和(?:人民)?政府)[{HAN}A-Za-z0-9])+(?:\([{HAN}]{{1,8}}\)[{HAN}]*)?")
_NO_BODY: Final = re.compile(r"无|暂无|待定|同上|[A-Za-z0-9]+|.*(?:负责|牵头|配合|协助|落实|完成|推进|整改).*")
_LONGEST: Final = 24


def with_listed(
    found: tuple[UnitMention, ...], labels: Iterable[Label], folded: str, text: str
) -> tuple[UnitMention, ...]:
    """Return bodies with those that labels list and their names do not tell; a listed name holds what lies in it.

    A body that a label lists has the role that the label gives, if its sentence says none.
    """
    listing = [label for label in labels if label.kind in _ROLES]
    found = _with_roles(found, listing, folded)
    listed = [each for label in listing for each in _listed(label, found, folded, text)]
    if not listed:
        return found
    spans = [(each.start, each.end) for each in listed]
    kept = (each for each in found if not any(start < each.end and each.start < end for start, end in spans))
    return tuple(sorted([*kept, *listed], key=lambda each: each.start))


def _with_roles(found: tuple[UnitMention, ...], listing: list[Label], folded: str) -> tuple[UnitMention, ...]:
    lines = Spans(tuple(Stretch(label.value, line_end(folded, label.value, label.end)) for label in listing))
    kinds = {label.value: label.kind for label in listing}
    held = ((each, None if each.role else lines.at(each.start)) for each in found)
    return tuple(replace(each, role=_ROLES[kinds[line.start]]) if line else each for each, line in held)


def _listed(label: Label, found: tuple[UnitMention, ...], folded: str, text: str) -> Iterator[UnitMention]:
    end = line_end(folded, label.value, label.end)
    full = re.compile("[。;]").search(folded, label.value, end)
    known = [each for each in found if label.value <= each.start < end]
    for match in _ITEM.finditer(folded, label.value, full.start() if full else end):
        inside = [each for each in known if each.start < match.end() and match.start() < each.end]
        if len(inside) <= 1 and _is_new(match, inside):
            read = of_same_area(folded, Found(*match.span()))
            yield UnitMention(
                start=read.start, end=read.end, surface=text[read.start : read.end], name=read.name or match.group(),
                role=_ROLES[label.kind], generic=is_generic(match.group()), reason=read.reason,
            )  # fmt: skip


def _is_new(match: re.Match[str], inside: list[UnitMention]) -> bool:
    """Tell whether an item is a body that the reading of names missed, or found only the end of."""
    words = match.group()
    if not 2 <= len(words) <= _LONGEST or _NO_BODY.fullmatch(words):
        return False
    return not inside or (inside[0].start > match.start() and inside[0].end == match.end())
