"""The perspective of Neo4j Bloom: names, colours and questions for those who read the graph as a picture.

Computed from the model, format 2.21.0. Every run gives the same bytes: times count up from a fixed one, and ids come
from names.
"""

from __future__ import annotations

import json
from typing import Any, Final
from uuid import NAMESPACE_URL, uuid5

from schema.bloom.actions import scene_actions
from schema.bloom.phrases import templates
from schema.bloom.style import category, data_type, relationship_type
from schema.bloom.times import BASE_MS
from schema.constraints import Index, indexes
from schema.nodes import NODES
from schema.relations import RELATIONSHIPS

NAME: Final = "Rectigraph 整改"  # links into Bloom select a perspective by its name
_HIDDEN_TYPES: Final = ("MENTIONS",)  # most lines of a scene, and the least telling: a reader switches them on


def text() -> str:
    """Return the perspective as the content of a file."""
    return json.dumps(perspective(), ensure_ascii=False, indent=2) + "\n"


def perspective() -> dict[str, Any]:
    """Return the perspective as data, in the order of the file."""
    categories = [category(number, node) for number, node in enumerate(NODES, 1)]
    return {
        "name": NAME,
        "id": str(uuid5(NAMESPACE_URL, f"rectigraph:bloom:{NAME}")),
        "version": "2.21.0",
        "type": "STANDARD_PERSPECTIVE",
        "createdAt": BASE_MS,
        "lastEditedAt": BASE_MS,
        "parentPerspectiveId": None,
        "categories": categories,
        "labels": {node.label: [_key(node.label, p.key, data_type(p)) for p in node.properties] for node in NODES},
        "relationshipTypes": [relationship_type(each) for each in RELATIONSHIPS],
        "palette": {"colors": [each["color"] for each in categories], "currentIndex": 0},
        "templates": templates(),
        "sceneActions": scene_actions({each["labels"][0]: each["id"] for each in categories}),
        "hiddenRelationshipTypes": list(_HIDDEN_TYPES),
        "hideUncategorisedData": True,  # the books that loads keep are no part of the picture
        "metadata": {"pathSegments": _segments(), "indexes": [_index(each) for each in indexes()]},
    }


def _key(owner: str, key: str, kind: str) -> dict[str, str]:
    return {"propertyKey": key, "type": owner, "dataType": kind}


def _segments() -> list[dict[str, str]]:
    return [
        {"source": end.source.__name__, "relationshipType": each.type, "target": end.target.__name__}
        for each in RELATIONSHIPS
        for end in each.ends
    ]


def _index(index: Index) -> dict[str, Any]:
    if index.kind != "FULLTEXT":
        keys = [{"key": key, "metadataProp": False} for key in index.properties]
        return {"type": "native", "label": index.label, "propertyKeys": keys}
    return {
        "type": "full-text",
        "state": "ONLINE",
        "entityType": "NODE",
        "tokenNames": [index.label],
        "name": index.name,
        "propertyNames": list(index.properties),
        "provider": {"key": "fulltext", "version": "1.0"},
    }
