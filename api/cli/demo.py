"""`rectigraph demo`: the bundled sample, the question it was built for, and a service to ask more."""

from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from importlib.resources import as_file, files
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from api.cli import output
from api.cli.opening import opened
from api.cli.options import DataDirOption, settings_of
from api.cli.query import ask
from api.cli.serve import DEFAULT_PORT, PortOption, listening, serve
from api.questions import FLAGSHIP, question
from api.settings import EngineKind
from schema.errors import RectigraphError

if TYPE_CHECKING:
    from socket import socket

    from graph.engine import Engine

HELP = """Load the bundled sample into the embedded engine, print which units are late on water, and serve GraphQL.

The data of the demo stand apart from yours, in the folder demo of the data directory.

\b
[bold]Examples[/]
  rectigraph demo
  rectigraph demo --port 8080
  rectigraph demo --no-serve
"""

# The day for which the sample ledger was made up.
SAMPLE_DAY: Final = "2024-07-01"
_SAMPLES: Final = ("report.txt", "ledger.csv")

_WORST: Final = """
query MostOverdueOnWater($asOf: Date) {
  measures(where: { topic: { under: "water" }, overdue: { asOf: $asOf } }, orderBy: [{ dueOn: ASC }], first: 1) {
    nodes { heading text dueOn daysOverdue(asOf: $asOf) issue { title } evidence { quote report { title } } }
  }
}
"""


def run(
    context: typer.Context,
    port: PortOption = DEFAULT_PORT,
    serves: Annotated[bool, typer.Option("--serve/--no-serve", help="Serve GraphQL afterwards.")] = True,
    data_dir: DataDirOption = None,
) -> None:
    """Load, answer, serve until Ctrl-C."""
    settings = settings_of(context, EngineKind.EMBEDDED, data_dir)
    settings = replace(settings, data_dir=settings.data_dir / "demo")
    with ExitStack() as stack:
        listener = stack.enter_context(listening("127.0.0.1", port)) if serves else None
        engine = stack.enter_context(opened(settings, for_questions=True, any_version=True))
        _load(engine)
        _answer(engine)
        output.say(_next_steps(listener))
        if listener:
            serve(engine, listener, settings)


def _next_steps(listener: "socket | None") -> str:
    ask_more = "rectigraph demo          without --no-serve: answers GraphQL over HTTP"
    if listener:
        address = f"http://127.0.0.1:{listener.getsockname()[1]}/graphql"
        body = """'{"query": "{ measures { totalCount } }"}'"""
        ask_more = f"curl {address} -H 'Content-Type: application/json' -d {body}"
    return (
        f"\nTry next\n  {ask_more}\n"
        "  rectigraph load PATH…    your own reports and ledgers, into a graph of their own\n"
        "  docs/querying.md         more questions: filters, groups, evidence\n"
    )


def _load(engine: "Engine") -> None:
    from api.cli.load import sentence
    from api.loading import load
    from api.migrating import Rereader
    from graph.migrate import migrate

    # The graph of a demo of an older version is the demo's own: nobody need be asked.
    for _ in migrate(engine, Rereader(), date.fromisoformat(SAMPLE_DAY)):
        pass
    with ExitStack() as stack:
        paths = [stack.enter_context(as_file(files("loaders") / "samples" / name)) for name in _SAMPLES]
        for outcome in load(engine, paths, "auto", date.fromisoformat(SAMPLE_DAY)):
            if outcome.error:
                raise outcome.error
            output.say(f"{outcome.path.name}: {sentence(outcome)}")


def _answer(engine: "Engine") -> None:
    found = _data(ask(engine, question(FLAGSHIP).document, {"asOf": SAMPLE_DAY})[0])["measures"]
    rows = [(_unit(group), group["count"], group["maxDaysOverdue"]) for group in found["groups"]["nodes"]]
    output.write_line(f"Which units hold the most overdue 逾期 measures on water 水务, as of {SAMPLE_DAY}?")
    output.write_table(("lead unit 牵头单位", "overdue measures", "longest, days"), rows)
    output.write_line(f"{found['totalCount']} measures in all; one with two leads counts for each.")
    for worst in _data(ask(engine, _WORST, {"asOf": SAMPLE_DAY})[0])["measures"]["nodes"]:
        _print_worst(worst)


def _unit(group: dict[str, Any]) -> str:
    unit = group["key"]["leadUnit"]
    return unit["name"] if unit else "not stated"


def _print_worst(measure: dict[str, Any]) -> None:
    output.write_line(f"Overdue longest: {measure['heading'] or measure['text']}")
    output.write_line(
        f"  due {measure['dueOn']}, {measure['daysOverdue']} days overdue; issue: {measure['issue']['title']}"
    )
    for evidence in measure["evidence"][:1]:
        output.write_line(f"  {evidence['report']['title']}: “{evidence['quote']}”")
    output.write_line()


def _data(answer: dict[str, Any]) -> dict[str, Any]:
    if answer.get("errors"):
        raise RectigraphError(answer["errors"][0]["message"])
    data: dict[str, Any] = answer["data"]
    return data
