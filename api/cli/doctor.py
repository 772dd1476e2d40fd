"""`rectigraph doctor`: whether all that answers rest on is as it should be."""

import platform
from dataclasses import asdict, dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING, Annotated, Final, LiteralString

import typer

from api.cli import output
from api.cli.opening import opened
from api.cli.options import DataDirOption, EngineOption, settings_of
from api.cli.output import Format
from schema.errors import EngineError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from api.settings import Settings
    from graph.engine import Engine

HELP = """Check the runtime, the engine, its indexes, and the integrity of the graph. Reads only; the exit code is 1
if a check fails.

\b
[bold]Examples[/]
  rectigraph doctor
  rectigraph --engine neo4j doctor --format json
"""

_INDEXES: Final[LiteralString] = "SHOW INDEXES"
_LOADS: Final[LiteralString] = (
    "MATCH (d:Dataset) RETURN d.version AS version, d.loads AS loads, toString(d.loadedOn) AS day"
)


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that was looked at; `advice` says what to do if it is not sound."""

    name: str
    sound: bool
    found: str
    advice: str = ""


def run(
    context: typer.Context,
    format: Annotated[Format, typer.Option(help="How to print the checks.")] = Format.TABLE,
    engine: EngineOption = None,
    data_dir: DataDirOption = None,
) -> None:
    """Print what was checked; fail if anything is not as it should be."""
    checks = list(_checks(settings_of(context, engine, data_dir)))
    if format is Format.JSON:
        output.write_json([asdict(check) for check in checks])
    else:
        rows = [(check.name, "ok" if check.sound else "FAILED", check.found, check.advice) for check in checks]
        output.write_table(("check", "", "found", "do"), rows)
    raise typer.Exit(0 if all(check.sound for check in checks) else 1)


def _checks(settings: "Settings") -> "Iterator[Check]":
    yield Check("runtime", True, f"Rectigraph {version('rectigraph')}, Python {platform.python_version()}")
    try:
        with opened(settings) as engine:
            yield Check("engine", True, f"{engine.name} at {engine.address.uri}")
            yield _loads(engine)
            yield _indexes(engine)
            yield from _integrity(engine)
    except EngineError as error:
        yield Check("engine", False, error.code, str(error))


def _loads(engine: "Engine") -> Check:
    for record in engine.read(_LOADS):
        if record["loads"]:
            return Check(
                "graph", True, f"{record['loads']} files, last on {record['day']}, version {record['version']}"
            )
    return Check("graph", True, "empty", "rectigraph load PATH… fills it.")


def _indexes(engine: "Engine") -> Check:
    """Look for each index of the model, by what it is on: an administrator may have named it otherwise."""
    from schema.constraints import indexes

    # The embedded engine's full text is no index that its Cypher shows.
    needed = [index for index in indexes() if engine.name == "neo4j" or index.kind != "FULLTEXT"]
    there = {
        (label, tuple(record["properties"] or ()))
        for record in engine.read(_INDEXES)
        for label in record["labelsOrTypes"] or ()
    }
    missing = [index.name for index in needed if (index.label, index.properties) not in there]
    if missing and len(missing) < len(needed):
        return Check("indexes", False, f"missing: {', '.join(missing)}", "The next rectigraph load creates them.")
    return Check("indexes", True, "none yet, the first load creates them" if missing else f"all {len(needed)}")


def _integrity(engine: "Engine") -> "Iterator[Check]":
    from graph.integrity import findings

    found = findings(engine)
    for finding in found:
        yield Check("integrity", False, finding.message, "Report it with the files that were loaded.")
    if not found:
        yield Check("integrity", True, "as the model says")
