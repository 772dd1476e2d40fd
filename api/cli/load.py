"""`rectigraph load`: put files into the graph."""

from contextlib import ExitStack, contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from api.cli import output
from api.cli.opening import opened
from api.cli.options import DataDirOption, EngineOption, settings_of
from api.cli.output import Format
from api.cli.parse import print_flags
from api.cli.progress import shown
from api.cli.summary import summarised

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from api.loading import Outcome
    from api.settings import Settings
    from loaders.parse import Kind

HELP = """Put reports and ledgers into the graph: each file all or nothing, and the same file again changes nothing.

Of a folder every file that can be a source is loaded, in the order of paths; many are read by several processes. A load
that was broken off goes on where it was when it is repeated.

A file that fails leaves nothing behind; the others load, and the exit code is 1. Rows that cannot be read are listed
with their place and reason.

\b
[bold]Examples[/]
  rectigraph load notice.docx ledger.xlsx
  rectigraph load archive/ --summary summary.csv
  rectigraph load --dry-run ledger.xlsx
  rectigraph load --kind ledger export.txt
  rectigraph load --kind rdf graph.ttl
  rectigraph load ledger.xlsx --format json > load.json
"""


class KindOption(StrEnum):
    """What a file is, where it cannot be told from the file."""

    AUTO = "auto"
    REPORT = "report"
    LEDGER = "ledger"
    RDF = "rdf"


_PARSED: Final["dict[KindOption, Kind]"] = {
    KindOption.AUTO: "auto",
    KindOption.REPORT: "report",
    KindOption.LEDGER: "ledger",
}


def run(
    context: typer.Context,
    paths: Annotated[list[Path], typer.Argument(metavar="PATH…", help="Reports and ledgers, or folders of them.")],
    kind: Annotated[KindOption, typer.Option(help="What the files are.")] = KindOption.AUTO,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Read and report, but write nothing.")] = False,
    format: Annotated[Format, typer.Option(help="How to print what was done.")] = Format.TABLE,
    summary: Annotated[
        Path | None, typer.Option(help="Write a CSV with a row for each file: what became of it, and its warnings.")
    ] = None,
    engine: EngineOption = None,
    data_dir: DataDirOption = None,
) -> None:
    """Load the files one after the other and print what came of each."""
    from api.reading import files

    settings = settings_of(context, engine, data_dir)
    found = files(paths)
    if found.others:
        kinds = ", ".join(f"{count} {suffix}" for suffix, count in sorted(found.others.items()))
        output.warn(f"Passed over in folders, for no reader takes them by their names: {kinds}.")
    outcomes = _rehearsals(found.files, kind) if dry_run else _loads(found.files, kind, settings)
    with ExitStack() as stack:
        tellers: list[Callable[[Outcome], None]] = [stack.enter_context(_printer(format))]
        if summary:
            tellers.append(stack.enter_context(summarised(summary)))
        progress = stack.enter_context(shown(len(found.files)))
        failed = False
        for outcome in outcomes:
            for tell in tellers:
                tell(outcome)
            failed |= _tell(outcome)
            progress(outcome)
    raise typer.Exit(1 if failed else 0)


@contextmanager
def _printer(format: Format) -> "Iterator[Callable[[Outcome], None]]":
    """Yield what prints one outcome: a thousand files need no more memory than one."""
    if format is Format.TABLE:
        yield print_outcome
        return
    with output.json_list() as write:
        yield lambda outcome: write(to_json(outcome))


def to_json(outcome: "Outcome") -> dict[str, Any]:
    """Return an outcome as JSON; the keys are always the same."""
    from loaders.parsed import to_json

    return {
        "file": str(outcome.path),
        "state": outcome.state,
        "title": outcome.title,
        "nodes": dict(outcome.nodes),
        "relationships": dict(outcome.relationships),
        "warnings": to_json(outcome.warnings),
        "rejected": to_json(outcome.rejected),
        "error": {"code": outcome.error.code, "message": str(outcome.error)} if outcome.error else None,
    }


def print_outcome(outcome: "Outcome") -> None:
    """Print what became of a file, its warnings and its rejected rows."""
    from api.loading import State

    output.write_line(f"{outcome.path}: {sentence(outcome)}")
    if outcome.state is not State.UNCHANGED:  # they were told when it was loaded
        print_flags(outcome.warnings, outcome.rejected)


def sentence(outcome: "Outcome") -> str:
    """Return what became of a file, in one sentence."""
    from api.loading import State

    if outcome.state is State.FAILED:
        return "failed; nothing of it is in the graph."
    if outcome.state is State.UNCHANGED:
        return "unchanged: this file is in the graph already, and nothing was written."
    nodes, relationships = outcome.nodes.total(), outcome.relationships.total()
    labels = ", ".join(f"{count} {label}" for label, count in outcome.nodes.most_common())
    verb = "loaded, created" if outcome.state is State.LOADED else "read, states"
    return f"{verb} {nodes} nodes and {relationships} relationships ({labels})."


def _loads(paths: "Sequence[Path]", kind: KindOption, settings: "Settings") -> "Iterator[Outcome]":
    from datetime import datetime

    from api import loading, restoring

    today = datetime.now().astimezone().date()
    with opened(settings) as graph:
        if kind is KindOption.RDF:
            yield from restoring.load(graph, paths, today)
        else:
            yield from loading.load(graph, paths, _PARSED[kind], today)


def _rehearsals(paths: "Sequence[Path]", kind: KindOption) -> "Iterator[Outcome]":
    from api import loading, restoring

    return restoring.rehearse(paths) if kind is KindOption.RDF else loading.rehearse(paths, _PARSED[kind])


def _tell(outcome: "Outcome") -> bool:
    """Name the error of a file on standard error; return whether there was one."""
    if outcome.error:
        output.complain(outcome.error.code, str(outcome.error))
    return outcome.error is not None
