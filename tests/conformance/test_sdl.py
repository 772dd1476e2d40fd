"""The schema by the rules of GraphQL.js, of Relay, and by our own budget of its size."""

from __future__ import annotations

import re
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest
from graphql import build_schema

from schema.nodes import NODES

if TYPE_CHECKING:
    import subprocess
    from collections.abc import Callable

_ROOT: Final = Path(__file__).resolve().parents[2]
_SDL: Final = _ROOT / "api" / "graphql" / "schema.graphql"
_RELAY: Final = Path(__file__).resolve().parent / "relay"
_PARTS: Final = ("tests", "api", "docs")
_NO_OPERATIONS: Final = frozenset({"schema.graphql", "released.graphql"})
_MOST_TYPES: Final = 12
_MOST_BYTES: Final = 6 * 1024


def operations() -> list[Path]:
    """Return every document of the project that is no schema."""
    found = (path for part in _PARTS for path in sorted((_ROOT / part).rglob("*.graphql")))
    return [path for path in found if path.name not in _NO_OPERATIONS and "node_modules" not in path.parts]


@pytest.fixture(scope="module")
def verdict(judge: Callable[..., dict[str, Any]]) -> dict[str, Any]:
    return judge("schema.mjs", _SDL, *operations())


def test_graphql_js_finds_the_schema_valid(verdict: dict[str, Any]) -> None:
    assert verdict["schema"] == []


def test_relay_rules_of_the_linter_have_no_findings(verdict: dict[str, Any]) -> None:
    assert verdict["relay"] == []


def test_every_operation_of_the_project_is_valid_for_graphql_js(verdict: dict[str, Any]) -> None:
    assert verdict["documents"] == {}
    assert len(operations()) > len(NODES)


def test_the_judge_of_schemas_finds_what_is_wrong(judge: Callable[..., dict[str, Any]], tmp_path: Path) -> None:
    sdl, document = tmp_path / "schema.graphql", tmp_path / "wrong.graphql"
    sdl.write_text("type Query { nothing: NothingConnection } type NothingConnection { nodes: [ID] }", "utf-8")
    document.write_text("{ something }", "utf-8")
    found = judge("schema.mjs", sdl, document)
    assert len(found["relay"]) == 3
    assert "something" in found["documents"][str(document)][0]


def test_paginated_fragments_of_relay_compile(
    node: Callable[..., subprocess.CompletedProcess[str]], tmp_path: Path
) -> None:
    project = shutil.copytree(_RELAY, tmp_path / "relay")
    shutil.copy(_SDL, project)
    (project / "artifacts").mkdir()
    result = node("node_modules/relay-compiler/cli.js", "relay.config.json", cwd=project)
    assert result.returncode == 0, result.stdout + result.stderr
    refetched = set(re.findall(r'queryName: "(\w+)"', (_RELAY / "lists.ts").read_text("utf-8")))
    assert len(refetched) > 5
    assert {f"{query}.graphql.ts" for query in refetched} <= {path.name for path in (project / "artifacts").iterdir()}


def test_no_node_type_has_more_than_twelve_types() -> None:
    names = build_schema(_SDL.read_text("utf-8")).type_map
    labels = {node.label for node in NODES}
    suffixes = r"(Connection|Edge|Where|ListFilter|Order|Group\w*)?"
    counts = {label: sum(bool(re.fullmatch(label + suffixes, name)) for name in names) for label in labels}
    assert max(counts.values()) <= _MOST_TYPES


def test_the_sdl_has_no_more_than_six_kilobytes_for_each_node_type() -> None:
    assert _SDL.stat().st_size / len(NODES) <= _MOST_BYTES
