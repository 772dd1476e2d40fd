"""`rectigraph query`: run one GraphQL operation and print its answer."""

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from api.cli import output
from api.cli.opening import opened
from api.cli.options import DataDirOption, EngineOption, OutputOption, settings_of
from api.questions import question
from graph.limits import LIMITS, Limits

if TYPE_CHECKING:
    from api.tables import Outline, Table
    from graph.engine import Engine

HELP = """Run one GraphQL operation and print its answer.

A table, CSV or XLSX shows the first list of the answer, one row for each of its objects; JSON shows all of it.

\b
[bold]Examples[/]
  rectigraph query @overdue-by-unit --variables '{"asOf": "2024-07-01"}'
  rectigraph query late.graphql --format csv > late.csv
  rectigraph query late.graphql --format xlsx --heads zh -o late.xlsx
  rectigraph query late.graphql --explain
  echo '{ measures { totalCount } }' | rectigraph query -
"""


class QueryFormat(StrEnum):
    """How to print an answer."""

    JSON = "json"
    TABLE = "table"
    CSV = "csv"
    XLSX = "xlsx"


class Heads(StrEnum):
    """What stands above the columns of a table."""

    PATH = "path"
    ZH = "zh"


def run(
    context: typer.Context,
    file: Annotated[str, typer.Argument(metavar="FILE|@NAME|-", help="GraphQL document, ready question, or stdin.")],
    variables: Annotated[str, typer.Option(help="Values of the variables, as a JSON object.")] = "{}",
    operation: Annotated[str | None, typer.Option(help="Which operation, if the document has several.")] = None,
    format: Annotated[QueryFormat, typer.Option(help="How to print the answer.")] = QueryFormat.JSON,
    heads: Annotated[
        Heads, typer.Option(help="Above the columns: the paths of fields, or Chinese titles.")
    ] = Heads.PATH,
    explain: Annotated[
        bool, typer.Option("--explain", help="Print plan, Cypher, parameters and (Neo4j) database hits instead.")
    ] = False,
    to: OutputOption = None,
    engine: EngineOption = None,
    data_dir: DataDirOption = None,
) -> None:
    """Print the answer; errors go to standard error, and the exit code is 1 if there are any."""
    if format is QueryFormat.XLSX and to is None:
        raise typer.BadParameter("a workbook needs a file: add -o answer.xlsx", param_hint="--format")
    if format is QueryFormat.TABLE and to is not None:
        raise typer.BadParameter("a table is for the screen: ask for csv, xlsx or json", param_hint="--output")
    values = _variables(variables)
    document = _document(file)
    settings = settings_of(context, engine, data_dir)
    if explain:
        with opened(settings, for_questions=True) as graph:
            raise typer.Exit(_explain(graph, document, values, operation, settings.limits))
    with opened(settings, for_questions=True) as graph:
        answer, outline = ask(graph, document, values, operation, settings.limits)
    print_answer(answer, outline, format, heads, to)
    for error in answer.get("errors", ()):
        _complain(error)
    raise typer.Exit(1 if answer.get("errors") else 0)


def ask(
    engine: "Engine",
    document: str,
    variables: dict[str, Any],
    operation: str | None = None,
    limits: Limits = LIMITS,
) -> tuple[dict[str, Any], "Outline | None"]:
    """Return the response to one operation (`data`, `errors`, `extensions`) and, if it has data, its outline."""
    import asyncio

    from api.graphql.service import Service

    async def answer() -> tuple[dict[str, Any], "Outline | None"]:
        service = Service(engine, limits)
        try:
            found = await service.execute(document, variables, operation)
            return found, service.outline(document, variables, operation) if found.get("data") else None
        finally:
            await service.aclose()

    return asyncio.run(answer())


def _explain(engine: "Engine", document: str, variables: dict[str, Any], operation: str | None, limits: Limits) -> int:
    """Print how an operation is answered; return the exit code."""
    from graphql import GraphQLError

    from api.graphql.service import Service

    try:
        found = Service(engine, limits).explain(document, variables, operation)
    except GraphQLError as error:
        _complain(dict(error.formatted))
        return 1
    sys.stdout.write(f"{found}\n")
    return 0


def print_answer(
    answer: dict[str, Any], outline: "Outline | None", format: QueryFormat, heads: Heads, to: Path | None = None
) -> None:
    """Print an answer, or write it to a file: JSON whole, else its first list as a table."""
    if format is QueryFormat.JSON:
        output.write_json(answer) if to is None else to.write_bytes(output.json_bytes(answer))
    elif outline:
        from api.tables import table

        found = table(answer["data"], outline, between="\n" if format is QueryFormat.TABLE else "; ")
        if len(outline.tables) > 1:
            output.say(
                f"Shows {found.path}; the answer has {', '.join(outline.tables[1:])} as well: see --format json."
            )
        _write(found, found.heads(outline.titles if heads is Heads.ZH else {}), format, to)


def _write(found: "Table", heads: list[str], format: QueryFormat, to: Path | None) -> None:
    from api.tables import csv_for_excel, write_csv, write_xlsx

    if format is QueryFormat.XLSX and to:
        with to.open("wb") as file:
            cut = write_xlsx(found, heads, file)
        if cut:
            output.warn(f"{cut} texts are longer than a cell of a workbook may be, and are cut: see --format csv.")
    elif format is QueryFormat.CSV and to:
        to.write_bytes(csv_for_excel(found, heads))
    elif format is QueryFormat.CSV:
        write_csv(found, heads, sys.stdout)
    else:
        output.write_table(heads, list(found.cells()))


def _complain(error: dict[str, Any]) -> None:
    output.complain(error.get("extensions", {}).get("code", "GRAPHQL"), f"{error['message']}{_place(error)}")


def _document(file: str) -> str:
    if file == "-":
        return sys.stdin.read()
    return question(file[1:]).document if file.startswith("@") else Path(file).read_text(encoding="utf-8-sig")


def _place(error: dict[str, Any]) -> str:
    places = (f"line {at['line']}, column {at['column']}" for at in error.get("locations", ()))
    return next((f" ({place} of the document)" for place in places), "")


def _variables(text: str) -> dict[str, Any]:
    import orjson

    try:
        values = orjson.loads(text)
    except orjson.JSONDecodeError as error:
        raise typer.BadParameter(f"not JSON: {error}", param_hint="--variables") from None
    if not isinstance(values, dict):
        raise typer.BadParameter('must be a JSON object, such as {"asOf": "2024-07-01"}', param_hint="--variables")
    return values
