"""What sources have said of measures, stored and new, and the state that follows from it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Final, cast

from graph import statements
from graph.batch import Batch, Related
from graph.derive import History, State, Stated, caption, due_state, state
from graph.rows import Row, day, given, node
from schema.declare import camel_case
from schema.nodes import Closure, Deadline, Measure, StatusReport

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from datetime import date

_KINDS: Final[dict[str, type]] = {"REPORTED": StatusReport, "DUE": Deadline, "DECIDED": Closure}
_DERIVED: Final = {name: camel_case(name) for name in State.__dataclass_fields__}  # each with its key in the graph


@dataclass(slots=True)
class _Told:
    """Statements of one measure by the type of their relationship; the same statement once."""

    statements: dict[str, dict[tuple[str, str | None], Stated[Any]]] = field(
        default_factory=lambda: {type_: {} for type_ in _KINDS}
    )

    def add(self, type_: str, report: str | None, stated: Stated[Any]) -> None:
        self.statements[type_].setdefault((stated.node.id, report), stated)

    def history(self) -> History:
        told = {type_: tuple(each.values()) for type_, each in self.statements.items()}
        return History(statuses=told["REPORTED"], deadlines=told["DUE"], closures=told["DECIDED"])


def histories(run: Callable[..., list[Any]], measures: Sequence[str]) -> dict[str, History]:
    """Return the histories of measures of the graph, by id."""
    told: dict[str, _Told] = {id_: _Told() for id_ in measures}
    _read(run, told, {})
    return {id_: each.history() for id_, each in told.items()}


def _read(run: Callable[..., list[Any]], told: Mapping[str, _Told], days: Mapping[str, date | None]) -> None:
    for type_, cls in _KINDS.items():
        records = run(statements.history(type_), ids=list(told))
        known = {**days, **_days(run, {record["report"] for record in records} - days.keys() - {None})}
        for record in records:
            stated: Stated[Any] = Stated(node(cls, record["properties"]), known.get(record["report"]), record["start"])
            told[record["measure"]].add(type_, record["report"], stated)


def _days(run: Callable[..., list[Any]], reports: Iterable[str]) -> dict[str, date | None]:
    if not (ids := sorted(reports)):
        return {}
    found = run(statements.DAYS_OF_REPORTS, ids=ids)
    return {record["id"]: day(record["day"]) if record["day"] is not None else None for record in found}


def derive(run: Callable[..., list[Any]], batch: Batch, stored: Mapping[str, Row], today: date) -> None:
    """Put the state of every measure of a batch into its row, or among what is to be set on a stored one.

    A date that a later source agrees revises the one agreed before it: that relationship is added to the batch.
    """
    measures = batch.nodes["Measure"]
    told = {id_: _Told() for id_ in measures}
    _read(run, {id_: each for id_, each in told.items() if id_ in stored}, batch.days)
    _revise(batch, {id_: told[id_] for id_ in measures if id_ in stored})
    _tell(batch, told, stored)
    captions = _captions(batch, stored)
    for id_, row in measures.items():
        derived = derived_row(state(told[id_].history()), today)
        if id_ in stored:
            batch.derived[id_] = derived
        else:
            stated = {key: value for key, value in row.items() if key not in derived}
            row.clear()
            row |= stated | {key: value for key, value in derived.items() if value is not None} | captions.get(id_, {})


def derived_row(of: State, today: date) -> Row:
    """Return the derived properties of a measure by their keys; absent ones are null, which removes them."""
    values = ((key, getattr(of, name)) for name, key in _DERIVED.items())
    row = {key: list(cast("tuple[date, ...]", value)) if isinstance(value, tuple) else value for key, value in values}
    return row | {"dueState": due_state(of, today), "dueStateOn": today}


def stored_state(properties: Mapping[str, Any]) -> State:
    """Return the state that is stored on a measure."""
    return State(**{name: value for name, value in given(Measure, properties).items() if name in _DERIVED})


def _tell(batch: Batch, told: Mapping[str, _Told], stored: Mapping[str, Row]) -> None:
    for type_, cls in _KINDS.items():
        for each in batch.between(type_):
            known = stored.get(each.target)
            statement = node(cls, known) if known else batch.objects[each.target]
            told[each.source].add(
                type_, each.report, Stated(statement, batch.days[each.report], each.properties.get("start"))
            )


def _revise(batch: Batch, told: Mapping[str, _Told]) -> None:
    """Relate the first date that a source agrees for a stored measure to the date that was agreed before."""
    if batch.settled:
        return
    revising = {each.source for each in batch.between("REVISES")}
    for each in batch.between("DUE"):
        if each.source in told and each.target not in revising:
            earlier = _agreed_before(told[each.source], batch.objects[each.target], batch.days[each.report])
            if earlier:
                revising.add(each.target)
                batch.relationships.setdefault("REVISES", []).append(_revision(each, earlier))


def _agreed_before(told: _Told, deadline: Any, on: date | None) -> str | None:
    """Return the date that stood when a new one was agreed; None if none did, or if the new one is known."""
    agreed = told.statements["DUE"].values()
    if deadline.due_on is None or any(each.node.id == deadline.id for each in agreed):
        return None
    before = [each for each in agreed if each.node.due_on and each.on and on and each.on < on]
    last = max(before, key=lambda each: (each.on, each.node.ordinal, each.node.due_on), default=None)
    return last.node.id if last else None


def _revision(due: Related, earlier: str) -> Related:
    properties: Row = {key: due.properties[key] for key in ("report", "start", "end") if key in due.properties}
    return Related(due.report, due.target, earlier, properties)


def _captions(batch: Batch, stored: Mapping[str, Row]) -> dict[str, Row]:
    """Return the short names of the new measures of a batch."""
    issues = batch.nodes["Issue"]
    owners = {each.target: each.source for each in batch.between("HAS_MEASURE")}
    wholes = {each.source: each.target for each in batch.between("PART_OF")}
    found: dict[str, Row] = {}
    for id_, row in batch.nodes["Measure"].items():
        top, ordinals = id_, [row["ordinal"]]
        while top in wholes:
            top = wholes[top]
            ordinals.insert(0, batch.nodes["Measure"][top]["ordinal"])
        issue = owners.get(top, "")
        number = {**issues.get(issue, {}), **stored.get(issue, {})}.get("number", "")
        found[id_] = {"caption": caption(number, ordinals, row.get("heading") or row["text"])}
    return found
