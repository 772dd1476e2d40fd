"""Which issues and measures of the graph a source speaks of: by their number, then by their words.

Pure. Next month's ledger may count anew: a row taken out moves all rows after it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from schema.identity import node_id

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

# Of two texts that are one measure, the shorter has nearly all its pairs of characters in the longer: a plan's row
# in the notice that answers it. Texts of one field that are two measures share 0.1 to 0.25.
_ALIKE: Final = 0.4


@dataclass(frozen=True, slots=True)
class Item:
    """An issue or measure: its id, its place (number or ordinal) among those of its owner, and its words."""

    id: str
    place: str
    words: str


def matches(label: str, incoming: Sequence[Item], stored: Iterable[Item], taken: frozenset[str]) -> dict[str, str]:
    """Return for each incoming id the id that it has in the graph, new where the graph lacks the item.

    `stored` are the items of the same owner; `taken` are ids that stand in the graph, whoever owns them. Each stored
    item is matched once: first the same words at the same place, then the same words, then alike at the same place.
    """
    free = {item.id: item for item in stored}
    found: dict[str, str] = {}
    for rule in (_same, _same_words, _alike):
        for item in incoming:
            if item.id not in found and (match := next((s for s in free.values() if rule(item, s)), None)):
                found[item.id] = free.pop(match.id).id
    new = (item.id for item in incoming if item.id not in found)
    return found | {id_: node_id(label, "beside", id_, _words(incoming, id_)) if id_ in taken else id_ for id_ in new}


def _words(items: Sequence[Item], id_: str) -> str:
    return next(item.words for item in items if item.id == id_)


def _same(one: Item, other: Item) -> bool:
    return one.place == other.place and one.words == other.words


def _same_words(one: Item, other: Item) -> bool:
    return one.words == other.words


def _alike(one: Item, other: Item) -> bool:
    return one.place == other.place and likeness(one.words, other.words) >= _ALIKE


def likeness(one: str, other: str) -> float:
    """Return the share of the shorter text's pairs of characters that the longer has too, 0 to 1."""
    shorter, longer = sorted((_pairs(one), _pairs(other)), key=len)
    return len(shorter & longer) / len(shorter) if shorter else float(not longer)


def _pairs(text: str) -> set[str]:
    plain = "".join(c for c in text if c.isalnum())
    return {plain[i : i + 2] for i in range(len(plain) - 1)} or {plain}
