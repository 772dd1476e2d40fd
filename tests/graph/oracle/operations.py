"""The corpus: named operations in `.graphql` files, each with its variables and pages in comments above it.

    # variables {"id": "@Measure/3"}
    # pages measures.groups $after
    query MeasuresByUnit($after: String) { … }

`@Measure/3` is the id of the third measure of the data set, counted from 0. `pages` asks again for each next page of a
list; with `$before` it goes backwards. A fragment serves all operations of its file.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from graphql import OperationDefinitionNode, parse, print_ast, separate_operations

from oracle.ask import Asked, Pages
from schema.identity import node_id

if TYPE_CHECKING:
    from collections.abc import Iterator

CORPUS: Final = Path(__file__).parent / "corpus"
_ID: Final = re.compile(r"@(\w+)/(\d+)")


def operations() -> list[Asked]:
    """Return all operations of the corpus."""
    return [asked for file in sorted(CORPUS.glob("*.graphql")) for asked in _read(file)]


def _read(file: Path) -> Iterator[Asked]:
    text = file.read_text("utf-8")
    document = parse(text)
    sources = separate_operations(document)
    for each in document.definitions:
        if isinstance(each, OperationDefinitionNode):
            assert each.name is not None
            assert each.loc is not None
            notes = _notes(text[: each.loc.start])
            name = each.name.value
            yield Asked(f"{file.stem}/{name}", print_ast(sources[name]), _variables(notes), _pages(notes))


def _notes(above: str) -> dict[str, str]:
    """Return the comments that stand directly above an operation, by their first word."""
    notes: dict[str, str] = {}
    for line in reversed(above.splitlines()):
        if not line.startswith("# "):
            break
        word, _, rest = line.removeprefix("# ").partition(" ")
        notes[word] = rest
    return notes


def _variables(notes: dict[str, str]) -> dict[str, Any]:
    given = _ID.sub(lambda match: node_id(match[1], "oracle", int(match[2])), notes.get("variables", "{}"))
    variables: dict[str, Any] = json.loads(given)
    return variables


def _pages(notes: dict[str, str]) -> Pages | None:
    if "pages" not in notes:
        return None
    path, variable = notes["pages"].split()
    return Pages(tuple(path.split(".")), variable.removeprefix("$"), backward=variable.startswith("$before"))
