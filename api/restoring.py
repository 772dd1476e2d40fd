"""RDF into the graph: a file is read and checked as a whole, then its sources are written as any are."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from typing import TYPE_CHECKING, Any, cast

from api.reading import Outcome, State
from graph.prepare import finish, prepare
from graph.statements import TEXTS
from graph.write import write_all
from loaders.parsed import ParseWarning
from loaders.rdf import Restored, restore
from schema.errors import UNWRITABLE, EngineError, IdsCollide, RectigraphError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from datetime import date
    from pathlib import Path

    from graph.engine import Engine


def load(engine: Engine, paths: Iterable[Path], today: date) -> Iterator[Outcome]:
    """Load files and yield what came of each; a file with one fault changes nothing.

    Each report in it is written all or nothing, so a load that was broken off goes on when it is repeated. Raises
    EngineUnavailable, EngineRefused or DiskFull: no file could follow.
    """
    engine.persist(lambda: prepare(engine))
    for path in paths:
        outcome, restored = _read(path)
        yield _written(engine, outcome, restored, today) if restored else outcome
    engine.persist(lambda: finish(engine))


def rehearse(paths: Iterable[Path]) -> Iterator[Outcome]:
    """Read and check files and yield what each states; touches no database."""
    for path in paths:
        yield _read(path)[0]


def _read(path: Path) -> tuple[Outcome, Restored | None]:
    try:
        restored = restore(path)
    except RectigraphError as error:
        return Outcome(path=path, state=State.FAILED, error=error), None
    nodes = {node.id: type(node).__name__ for source in restored.sources for node in cast("list[Any]", source.nodes)}
    count = len(restored.sources)
    outcome = Outcome(
        path=path,
        state=State.READ,
        title=f"{count} source{'' if count == 1 else 's'}",
        nodes=Counter(nodes.values()),
        relationships=Counter(each.type for source in restored.sources for each in source.relationships),
        warnings=_ignored(restored.ignored),
    )
    return outcome, restored


def _ignored(count: int) -> tuple[ParseWarning, ...]:
    if not count:
        return ()
    words = f"{count} statements about nodes are in terms that the model does not have, and were left out."
    return (ParseWarning(code="RDF_LEFT_OUT", message=words),)


def _written(engine: Engine, outcome: Outcome, restored: Restored, today: date) -> Outcome:
    try:
        _refuse_collisions(engine, outcome, restored)
        written = list(write_all(engine, restored.sources, today))
    except UNWRITABLE:
        raise
    except (EngineError, IdsCollide) as error:
        return replace(outcome, state=State.FAILED, nodes=Counter(), relationships=Counter(), error=error)
    return replace(
        outcome,
        state=State.UNCHANGED if all(each.unchanged for each in written) else State.LOADED,
        nodes=sum((each.nodes for each in written), Counter[str]()),
        relationships=sum((each.relationships for each in written), Counter[str]()),
    )


def _refuse_collisions(engine: Engine, outcome: Outcome, restored: Restored) -> None:
    """Raise IdsCollide where the graph has a report of the same id with another text."""
    for source in restored.sources:
        texts = {node.id: node.text for node in cast("list[Any]", source.nodes) if type(node).__name__ == "Report"}
        for record in engine.read(TEXTS, {"ids": list(texts)}):
            if record["text"] != texts[record["id"]]:
                raise IdsCollide(
                    f"{outcome.path.name}: the graph has {record['id']} with another text, so nothing of the file was "
                    "loaded. A report whose text was changed is another one: give it another identifier."
                )
