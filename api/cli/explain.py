"""`rectigraph explain`: why the graph holds what it holds."""

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Annotated, Any, Final

import typer

from api.cli import output
from api.cli.opening import opened
from api.cli.options import DataDirOption, EngineOption, settings_of
from api.cli.output import Format
from schema.errors import AmbiguousName, NotFound

if TYPE_CHECKING:
    from graph.engine import Engine
    from graph.explain import Body

HELP = "Say why the graph holds what it holds."
_UNIT_HELP = """Say which names as printed stand for a body, and why; where they stand; and which bodies of similar
names it is not, and what keeps them apart. NAME is its full name, any name as printed that no other
body has, or its id.

\b
[bold]Examples[/]
  rectigraph explain unit 市水务局
  rectigraph explain unit 云澜水务集团有限公司 --format json
"""
_ALIKE: Final = 70  # of 100; other bodies of one office reach 83, variants of one name 82 to 92
_MOST: Final = 10

app = typer.Typer(help=HELP, no_args_is_help=True, rich_markup_mode="rich")


@dataclass(frozen=True, slots=True)
class Near:
    """A body of a similar name, and what keeps it apart, or says that it may be the same."""

    name: str
    same: bool
    reason: str


@app.callback()
def _explain() -> None:
    """Keep `unit` a command of its own: others will stand beside it."""


@app.command("unit", help=_UNIT_HELP)
def unit(
    context: typer.Context,
    name: Annotated[
        str, typer.Argument(metavar="NAME", help="The body, by its full name, a name as printed, or its id.")
    ],
    format: Annotated[Format, typer.Option(help="How to print what is known.")] = Format.TABLE,
    engine: EngineOption = None,
    data_dir: DataDirOption = None,
) -> None:
    """Print what the graph knows of the body that the name stands for; fail if there is none, or several."""
    with opened(settings_of(context, engine, data_dir)) as graph:
        body, near = _explained(graph, name)
    if format is Format.JSON:
        output.write_json({**asdict(body), "near": [asdict(each) for each in near]})
    else:
        _print(body, near)


def _explained(engine: "Engine", name: str) -> "tuple[Body, list[Near]]":
    """Return the one body that a name stands for. Raises NotFound, or AmbiguousName with all that it may stand for."""
    from graph.explain import bodies, other_names

    found = bodies(engine, name)
    if not found:
        raise NotFound(f"No unit of the graph is called “{name}”. {_suggested(name, other_names(engine, ''))}")
    if len(found) > 1:
        raise AmbiguousName(_choice(name, found))
    (body,) = found
    return body, [] if body.generic else _near(body.name, other_names(engine, body.id))


def _choice(name: str, found: "list[Body]") -> str:
    lines = (f"{body.name}  {body.id}  {_first_report(body)}" for body in found)
    return "\n".join((f"“{name}” stands for {len(found)} units. Explain one by its full name or its id:", *lines))


def _first_report(body: "Body") -> str:
    return f"({body.stands[0].report})" if body.stands else ""


def _suggested(name: str, others: list[str]) -> str:
    from rapidfuzz import fuzz, process

    alike: Any = process.extract(name, others, scorer=fuzz.partial_ratio, limit=5, score_cutoff=_ALIKE)
    return f"Names like it: {'、'.join(other for other, _, _ in alike)}." if alike else "No name is like it."


def _near(name: str, others: list[str]) -> list[Near]:
    """Return the names that look like another, the most similar first, with the rule on what differs."""
    from rapidfuzz import fuzz, process

    from loaders.identity import compare

    alike: Any = process.extract(name, others, scorer=fuzz.ratio, limit=_MOST, score_cutoff=_ALIKE)
    verdicts = ((other, compare(name, other)) for other, _, _ in alike)
    return [Near(other, verdict.same, verdict.reason) for other, verdict in verdicts]


def _print(body: "Body", near: list[Near]) -> None:
    about = [body.kind, body.level, "nobody in particular: never merged" if body.generic else None]
    output.write_line(f"{body.name}  ({', '.join(filter(None, about)) or 'kind not known'})")
    if body.merged:
        output.write_table(
            ("as printed", "stands for it because"), [(each.surface, each.reason) for each in body.merged]
        )
    if body.stands:
        output.write_table(
            ("report", "times", "first sentence"), ((each.report, each.times, each.sentence) for each in body.stands)
        )
    if near:
        rows = ((each.name, "may be the same" if each.same else "apart", each.reason) for each in near)
        output.write_table(("similar name", "", "because"), rows)
