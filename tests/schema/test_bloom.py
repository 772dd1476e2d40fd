"""The perspective as it is committed: against its JSON Schema, its cross-checks, and the model, both ways."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import pytest

from schema import bloom, constraints
from schema.nodes import NODES
from schema.relations import RELATIONSHIPS
from schema.vocabularies import DueState, Status

if TYPE_CHECKING:
    from collections.abc import Iterable

    from schema.declare import PropertyType

_FILE: Final = Path(__file__).parents[2] / "schema" / "generated" / "rectigraph.bloom.json"
_TYPES: Final = {
    "id": "string", "string": "string", "enum": "string", "int": "bigint", "float": "number", "boolean": "boolean",
    "date": "Date", "strings": "array", "dates": "array",
}  # fmt: skip


@pytest.fixture(scope="module")
def committed() -> dict[str, Any]:
    """Return the committed perspective as data."""
    found: dict[str, Any] = json.loads(_FILE.read_bytes())
    return found


def declared(properties: Iterable[PropertyType]) -> set[tuple[str, str]]:
    return {(each.key, _TYPES[each.kind]) for each in properties}


def listed(properties: Iterable[dict[str, str]]) -> set[tuple[str, str]]:
    return {(each["propertyKey"], each["dataType"]) for each in properties}


def measure_rules(perspective: dict[str, Any]) -> list[dict[str, Any]]:
    (measure,) = (each for each in perspective["categories"] if each["labels"] == ["Measure"])
    rules: list[dict[str, Any]] = measure["styleRules"]
    return rules


def test_generating_again_gives_the_committed_bytes():
    assert bloom.text().encode() == bloom.text().encode() == _FILE.read_bytes()


def test_committed_file_passes_the_checks_that_need_only_the_file(shared: Path):
    tool = shared / "tools" / "check_perspective.py"
    result = subprocess.run(
        [sys.executable, tool, "--require-schema", _FILE], capture_output=True, text=True, check=False
    )
    assert (result.returncode, result.stdout) == (0, ""), result.stdout


def test_labels_and_their_properties_are_those_of_the_model(committed: dict[str, Any]):
    assert {label: listed(found) for label, found in committed["labels"].items()} == {
        node.label: declared(node.properties) for node in NODES
    }


def test_types_and_their_properties_are_those_of_the_model(committed: dict[str, Any]):
    assert {each["name"]: listed(each["properties"]) for each in committed["relationshipTypes"]} == {
        each.type: declared(each.properties) for each in RELATIONSHIPS
    }


def test_segments_are_the_end_points_of_the_model(committed: dict[str, Any]):
    found = {(s["source"], s["relationshipType"], s["target"]) for s in committed["metadata"]["pathSegments"]}
    assert found == {
        (end.source.__name__, each.type, end.target.__name__) for each in RELATIONSHIPS for end in each.ends
    }


def test_indexes_are_those_of_the_model(committed: dict[str, Any]):
    indexes = committed["metadata"]["indexes"]
    native = {(i["label"], tuple(k["key"] for k in i["propertyKeys"])) for i in indexes if i["type"] == "native"}
    fulltext = {(i["name"], *i["tokenNames"], *i["propertyNames"]) for i in indexes if i["type"] == "full-text"}
    wanted = constraints.indexes()
    assert native == {(i.label, i.properties) for i in wanted if i.kind != "FULLTEXT"}
    assert fulltext == {(i.name, i.label, *i.properties) for i in wanted if i.kind == "FULLTEXT"}


def test_what_the_model_hides_is_excluded_and_nothing_else(committed: dict[str, Any]):
    excluded = {(c["labels"][0], p["name"]) for c in committed["categories"] for p in c["properties"] if p["exclude"]}
    assert excluded == {(n.label, p.key) for n in NODES for p in n.properties if p.info.hidden}


def test_nodes_are_named_by_their_caption_and_topics_in_both_languages(committed: dict[str, Any]):
    shown = {
        c["labels"][0]: [each["key"] for each in c["captions"] if each["isCaption"]] for c in committed["categories"]
    }
    assert shown == {n.label: [n.caption.key] for n in NODES} | {"Topic": ["prefLabelEn", "prefLabelZh"]}


def test_overdue_wins_over_every_status_and_is_told_by_size_too(committed: dict[str, Any]):
    first, *rest = measure_rules(committed)
    assert (first["basedOn"], first["conditionValue"]) == ("dueState_string", DueState.OVERDUE)
    assert first["applySize"]
    assert first["size"] == 2
    assert [each["conditionValue"] for each in rest] == list(Status)


def test_a_stale_colour_can_be_seen_in_the_tooltip(committed: dict[str, Any]):
    (measure,) = (each for each in committed["categories"] if each["labels"] == ["Measure"])
    assert {"dueState", "dueStateOn"} <= {each["key"] for each in measure["captions"] if each["inTooltip"]}


def test_passages_that_mention_start_hidden(committed: dict[str, Any]):
    assert committed["hiddenRelationshipTypes"] == ["MENTIONS"]


def test_documentation_has_every_phrase_and_action(committed: dict[str, Any]):
    page = (_FILE.parents[2] / "docs" / "bloom.md").read_text("utf-8").replace("`", "").replace("\n", " ")
    said = [each["text"] for each in committed["templates"]] + [each["name"] for each in committed["sceneActions"]]
    assert [each for each in said if each not in page] == []
