"""No change of the schema breaks a client of the last release unless the change log names it.

`released.graphql` beside this file is the schema of the last release, copied from `api/graphql/schema.graphql` when the
release is made. A change that breaks clients is named by its path, such as `Measure.dueOn`, in the part of the change
log above that release.
"""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    Judge = Callable[..., list[dict[str, Any]]]

_ROOT: Final = Path(__file__).resolve().parents[2]
_SDL: Final = _ROOT / "api" / "graphql" / "schema.graphql"
_RELEASED: Final = Path(__file__).resolve().with_name("released.graphql")
_RELEASE: Final = re.compile(r"^## \d+\.\d+\.\d+ \(\d{4}-\d{2}-\d{2}\)$", re.MULTILINE)


def unreleased(changes: str) -> str:
    """Return the part of the change log above the last release."""
    return _RELEASE.split(changes, maxsplit=1)[0]


def unannounced(judge: Judge, before: Path, after: Path, changes: str) -> list[str]:
    """Return what breaks a client of the schema `before` and is not named in the unreleased part of the change log."""
    named = set(re.findall(r"`([^`]+)`", unreleased(changes)))
    return [change["message"] for change in judge("changes.mjs", before, after) if change["path"] not in named]


def test_the_schema_of_the_last_release_is_kept() -> None:
    changes = (_ROOT / "CHANGELOG.md").read_text("utf-8")
    assert _RELEASED.exists() == bool(_RELEASE.search(changes)), f"{_RELEASED.name} goes with a release"


def test_nothing_breaks_clients_of_the_last_release_unannounced(judge: Judge) -> None:
    before = _RELEASED if _RELEASED.exists() else _SDL
    assert unannounced(judge, before, _SDL, (_ROOT / "CHANGELOG.md").read_text("utf-8")) == []


@pytest.mark.parametrize(
    ("after", "named", "broken"),
    [
        ("type Query { a(x: Int): Int b: T } type T { c: Int }", "", 0),
        ("type Query { a(x: Int): Int b: T new: Int } type T { c: Int d: ID }", "", 0),
        ("type Query { a(x: Int): Int b: T } type T { d: ID }", "", 1),
        ("type Query { a(x: Int): Int b: T } type T { d: ID }", "* Removes `T.c`: ask for `d`.", 0),
        ("type Query { a(x: Int!): Int b: T } type T { c: Int }", "* Removes `T.c`.", 1),
        ("type Query { a(x: Int!): Int b: T } type T { c: Int }", "* Requires `Query.a.x`.", 0),
        ("type Query { a(x: Int): Int b: T } type T { d: ID }", "## 1.0.0 (2026-01-31)\n\n* Removes `T.c`.", 1),
    ],
)
def test_a_breaking_change_must_be_named_above_the_last_release(
    judge: Judge, tmp_path: Path, after: str, named: str, broken: int
) -> None:
    old, new = tmp_path / "old.graphql", tmp_path / "new.graphql"
    old.write_text("type Query { a(x: Int): Int b: T } type T { c: Int }", "utf-8")
    new.write_text(after, "utf-8")
    assert len(unannounced(judge, old, new, f"# Changes\n\n{named}\n")) == broken
