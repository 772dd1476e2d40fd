"""`rectigraph parse`: read one file and print what was found; no database."""

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from api.cli import output
from api.cli.output import Format

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loaders.parsed import ParsedIssue, ParsedSource, ParseWarning, RejectedRow

_BLANKS = " \t\n\r\u3000\u00a0"

HELP = """Read one report or ledger and print what was found; no database.

A text that is neither has no issues and the warning NOT_A_REPORT, which says what is missing: an answer, and no error.

\b
[bold]Examples[/]
  rectigraph parse notice.txt --format table
  rectigraph parse ledger.xlsx | jq '.issues[].title'
"""


def run(
    path: Annotated[Path, typer.Argument(help="Report (TXT, HTML, DOCX, PDF) or ledger (CSV, XLSX).")],
    format: Annotated[Format, typer.Option(help="How to print it.")] = Format.JSON,
) -> None:
    """Print what one file says, as the JSON of the design or as a summary."""
    from loaders.parse import parse_file
    from loaders.parsed import json_items

    parsed = parse_file(path)
    if format is Format.JSON:
        output.write_json_items(json_items(parsed))
    else:
        print_summary(parsed)
    output.say(verdict(parsed))


def verdict(parsed: "ParsedSource") -> str:
    """Return in a sentence what was found, what was not understood, and how much of the text the issues cover."""
    measures = [measure for issue in parsed.issues for measure in issue.measures]
    mentions = [*measures, parsed.mentions]
    kinds = ("documents", "units", "people", "projects", "places", "dates", "quantities")
    named = ", ".join(f"{count} {kind}" for kind in kinds if (count := sum(len(getattr(m, kind)) for m in mentions)))
    codes = Counter(warning.code for warning in parsed.warnings) + Counter(row.reason for row in parsed.rejected)
    doubts = ", ".join(f"{code} {count}" for code, count in codes.most_common()) or "nothing"
    return (
        f"Found {len(parsed.issues)} issues with {len(measures)} measures; {named or 'no names or dates'}. "
        f"To look at: {doubts}. The issues cover {_covered(parsed):.0%} of the text."
    )


def _covered(parsed: "ParsedSource") -> float:
    """Return the share of the characters, blanks aside, in issues and measures; of a ledger in rows that are loaded."""
    text = parsed.report.text
    measures = [measure for issue in parsed.issues for measure in issue.measures]
    rows = sum(_letters(measure.text) for measure in measures if measure.text)
    covered, end = 0, 0
    spans = [(each.start, each.end) for each in parsed.issues] + [(each.start, each.end) for each in measures]
    for start, stop in sorted(spans):
        covered += _letters(text[max(start, end) : stop])  # an issue may be answered in another chapter
        end = max(end, stop)
    return (rows or covered) / (_letters(text) or 1)


def _letters(text: str) -> int:
    return len(text) - sum(map(text.count, _BLANKS))


def print_summary(parsed: "ParsedSource") -> None:
    """Print head, issues with their measures, warnings and rejected rows as tables."""
    output.write_line(parsed.report.title)
    output.write_table(("", ""), _head(parsed))
    output.write_table(("no.", "issue", "measures", "done", "due", "units"), map(_issue_row, parsed.issues))
    print_flags(parsed.warnings, parsed.rejected)


def print_flags(warnings: "Sequence[ParseWarning]", rejected: "Sequence[RejectedRow]") -> None:
    """Print what to look at and which rows were left out, each with its place."""
    if warnings:
        found = [(each.code, _place(each), each.message) for each in warnings]
        output.write_table(("warning", "at", "message"), found)
    if rejected:
        rows = [(each.sheet, each.row, each.column, each.value, each.reason) for each in rejected]
        output.write_table(("rejected: sheet", "row", "column", "value", "reason"), rows)


def _place(warning: "ParseWarning") -> str:
    if warning.row is None:
        places = [str(place) for place in (warning.start, warning.other_start) if place is not None]
        return f"character {' and '.join(places)}" if places else ""
    other = "" if warning.other_row is None else f"row {warning.other_row}"
    return ", ".join(each for each in (warning.sheet, f"row {warning.row}", other, warning.column) if each)


def _head(parsed: "ParsedSource") -> list[tuple[str, object]]:
    """Return what is stated of the source and its inspection, one line each; nothing for what is not stated."""
    head, inspection = parsed.report, parsed.inspection
    stated = {
        "kind": head.kind,
        "issuer": head.issuer,
        "publisher": head.publisher,
        "signed on": head.signed_on,
        "as of": head.as_of,
        "inspection": inspection.name,
        "characters": f"{len(head.text):,}",
        "measures": sum(len(issue.measures) for issue in parsed.issues),
        **{f"declared {name}": f"{count:g}" for name, count in parsed.declared_counts.items()},
    }
    return [(name, str(value)) for name, value in stated.items() if value]


def _issue_row(issue: "ParsedIssue") -> tuple[object, ...]:
    done = sum(measure.status == "COMPLETED" for measure in issue.measures)
    units = dict.fromkeys(unit.name for measure in issue.measures for unit in measure.units if not unit.generic)
    due = [date.iso for measure in issue.measures for date in measure.dates if date.kind in ("DEADLINE", "PLANNED")]
    due += [deadline.due_on for measure in issue.measures for deadline in measure.deadlines]
    first = min((day for day in due if day), default=None)
    return issue.number, issue.title, len(issue.measures), done, first, "、".join([*units][:3])
