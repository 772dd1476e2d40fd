"""Gives the issues and measures of a source the ids that they have in the graph."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from graph import statements
from graph.match import Item, matches

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from graph.batch import Batch

Run = "Callable[..., list[Any]]"
_DEPTH: Final = 4  # parts of parts of parts of a measure


def align(run: Callable[..., list[Any]], batch: Batch) -> Batch:
    """Return the batch with the ids of the graph. Reads nothing more if no round of supervision of it is known."""
    if batch.settled:
        return batch
    raised = {each.source: each.target for each in batch.between("RAISED_BY")}
    stored = _by_owner(run(statements.ISSUES_RAISED, ids=sorted(set(raised.values()))))
    taken = _taken(run, "Issue", batch.nodes["Issue"])
    if not stored and not taken:
        return batch
    _align(batch, "Issue", raised, stored, taken, _issue)
    _align_measures(run, batch)
    return batch


def _align_measures(run: Callable[..., list[Any]], batch: Batch) -> None:
    answered = {each.target: each.source for each in batch.between("HAS_MEASURE")}
    stored = _by_owner(run(statements.MEASURES_OF_ISSUES, ids=sorted(set(answered.values()))))
    taken = _taken(run, "Measure", batch.nodes["Measure"])
    _align(batch, "Measure", answered, stored, taken, _measure)
    for _ in range(_DEPTH):
        measures = batch.nodes["Measure"]
        parts = {each.source: each.target for each in batch.between("PART_OF") if each.source in measures}
        if not parts:
            return
        _align(batch, "Measure", parts, _by_owner(run(statements.PARTS_OF_MEASURES, ids=sorted(set(parts.values())))),
               _taken(run, "Measure", measures), _measure)  # fmt: skip


def _align(
    batch: Batch,
    label: str,
    owners: Mapping[str, str],
    stored: Mapping[str, list[Item]],
    taken: frozenset[str],
    item: Callable[[Mapping[str, Any]], Item],
) -> None:
    incoming: dict[str, list[Item]] = {}
    for id_, row in batch.nodes[label].items():
        if id_ in owners:
            incoming.setdefault(owners[id_], []).append(item(row))
    renamed: dict[str, str] = {}
    for owner, items in incoming.items():
        renamed |= matches(label, items, stored.get(owner, ()), taken)
    batch.rename(label, renamed)


def _issue(row: Mapping[str, Any]) -> Item:
    return Item(row["id"], row["number"], row["title"])


def _measure(row: Mapping[str, Any]) -> Item:
    return Item(row["id"], str(row["ordinal"]), row["text"])


def _by_owner(records: Iterable[Any]) -> dict[str, list[Item]]:
    found: dict[str, list[Item]] = {}
    for record in records:
        found.setdefault(record["owner"], []).append(Item(record["id"], record["place"], record["words"]))
    return found


def _taken(run: Callable[..., list[Any]], label: str, ids: Iterable[str]) -> frozenset[str]:
    return frozenset(record["id"] for record in run(statements.taken(label), ids=list(ids)))
