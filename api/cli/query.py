"""`rectigraph query`: run one GraphQL operation and print its answer."""

import csv
import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli import output
from api.cli.opening import opened
from api.cli.options import DataDirOption, EngineOption, settings_of

if TYPE_CHECKING:
    from api.cli.rows import Row
    from graph.engine import Engine

HELP = """Run one GraphQL operation and print its answer.

A table or CSV shows the first list of the answer, one row for each of its objects; JSON shows all of it.

\b
[bold]Examples[/]
  rectigraph query late.graphql --variables '{"asOf": "2024-07-01"}'
  rectigraph query late.graphql --format csv > late.csv
  echo '{ measures { totalCount } }' | rectigraph query -
"""


class QueryFormat(StrEnum):
    """How to print an answer."""

    JSON = "json"
    TABLE = "table"
    CSV = "csv"


def run(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE|-", help="GraphQL document; - reads standard input.")],
    variables: Annotated[str, typer.Option(help="Values of the variables, as a JSON object.")] = "{}",
    operation: Annotated[str | None, typer.Option(help="Which operation, if the document has several.")] = None,
    format: Annotated[QueryFormat, typer.Option(help="How to print the answer.")] = QueryFormat.JSON,
    engine: EngineOption = None,
    data_dir: DataDirOption = None,
) -> None:
    """Print the answer; errors go to standard error, and the exit code is 1 if there are any."""
    values = _variables(variables)
    document = sys.stdin.read() if file == "-" else Path(file).read_text(encoding="utf-8-sig")
    with opened(settings_of(context, engine, data_dir)) as graph:
        answer = ask(graph, document, values, operation)
    print_answer(answer, format)
    for error in answer.get("errors", ()):
        output.complain(error.get("extensions", {}).get("code", "GRAPHQL"), f"{error['message']}{_place(error)}")
    raise typer.Exit(1 if answer.get("errors") else 0)


def ask(engine: "Engine", document: str, variables: dict[str, Any], operation: str | None = None) -> dict[str, Any]:
    """Return the response to one operation: `data`, `errors`, `extensions`."""
    import asyncio

    from api.graphql.service import Service

    async def answer() -> dict[str, Any]:
        service = Service(engine)
        try:
            return await service.execute(document, variables, operation)
        finally:
            await service.aclose()

    return asyncio.run(answer())


def print_answer(answer: dict[str, Any], format: QueryFormat) -> None:
    """Print an answer: JSON whole, as a table or CSV its first list."""
    from api.cli import rows

    if format is QueryFormat.JSON:
        output.write_json(answer)
    elif answer.get("data"):
        is_csv = format is QueryFormat.CSV
        table = rows.rows(answer["data"], between="; " if is_csv else "\n")
        (_write_csv if is_csv else _write_table)(rows.columns(table), table)


def _place(error: dict[str, Any]) -> str:
    places = (f"line {at['line']}, column {at['column']}" for at in error.get("locations", ()))
    return next((f" ({place} of the document)" for place in places), "")


def _write_table(head: list[str], table: "list[Row]") -> None:
    output.write_table(head, ([row.get(key) for key in head] for row in table))


def _write_csv(head: list[str], table: "list[Row]") -> None:
    writer = csv.DictWriter(sys.stdout, head, extrasaction="ignore", lineterminator="\n")
    writer.writeheader()
    writer.writerows(table)


def _variables(text: str) -> dict[str, Any]:
    import orjson

    try:
        values = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise typer.BadParameter(f"not JSON: {error}", param_hint="--variables") from None
    if not isinstance(values, dict):
        raise typer.BadParameter('must be a JSON object, such as {"asOf": "2024-07-01"}', param_hint="--variables")
    return values
