"""The topic scheme 主题词表: concepts of rectification material, loaded from `topics.ttl`.

The scheme is kept as SKOS in Turtle. `generated/topics.json` is the same in a form that loads in a millisecond, where
the Turtle reader takes 0.3 s to import and parse; a test proves that both agree.
"""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

TURTLE: Final = Path(__file__).parent / "topics.ttl"
GENERATED: Final = Path(__file__).parent / "generated" / "topics.json"


@dataclass(frozen=True, slots=True)
class Concept:
    """A concept of the scheme; `notation` is a path such as water/flood, `broader` the notation above it."""

    notation: str
    pref_label_zh: str
    pref_label_en: str
    alt_labels: tuple[str, ...]
    broader: str | None


def _stored(*, alt_labels: list[str], **rest: Any) -> Concept:
    return Concept(alt_labels=tuple(alt_labels), **rest)


@cache
def concepts() -> Mapping[str, Concept]:
    """Return all concepts by notation, in the order of notations."""
    stored: list[dict[str, Any]] = json.loads(GENERATED.read_text("utf-8"))
    return {each["notation"]: _stored(**each) for each in stored}


@cache
def labels() -> Mapping[str, str]:
    """Return the notation of each Chinese label, preferred or alternative."""
    found: dict[str, str] = {}
    for concept in concepts().values():
        for label in (concept.pref_label_zh, *concept.alt_labels):
            found.setdefault(label, concept.notation)
    return found


def resolve(label: str) -> str | None:
    """Return the notation that a name of a field 所属领域 means: of that label, else of the first label in it."""
    words = re.sub(r"\s+|领域$|方面$|工作$", "", label)
    if words in labels():
        return labels()[words]
    contained = [known for known in labels() if known in words]
    first = min(contained, key=lambda known: (words.index(known), -len(known)), default=None)
    return labels()[first] if first else None


def is_under(notation: str, broad: str) -> bool:
    """Tell whether a concept is another one or narrower."""
    return notation == broad or notation.startswith(f"{broad}/")


def generated() -> str:
    """Return the content of `generated/topics.json`, computed from the Turtle file, stable by bytes."""
    lines = (json.dumps(each, ensure_ascii=False, sort_keys=True) for each in _from_turtle())
    return "[\n" + ",\n".join(lines) + "\n]\n"


def _from_turtle() -> list[dict[str, Any]]:
    # Imported late: parsing a report never needs it.
    from rdflib import Graph
    from rdflib.namespace import RDF, SKOS

    graph: Any = Graph().parse(TURTLE, format="turtle")
    found = (_concept(graph, subject, SKOS) for subject in graph.subjects(RDF.type, SKOS.Concept))
    return sorted(found, key=lambda each: str(each["notation"]))


def _concept(graph: Any, subject: Any, skos: Any) -> dict[str, Any]:
    preferred = {label.language: str(label) for label in graph.objects(subject, skos.prefLabel)}
    above = graph.value(subject, skos.broader)
    return {
        "notation": str(graph.value(subject, skos.notation)),
        "pref_label_zh": preferred["zh"],
        "pref_label_en": preferred["en"],
        "alt_labels": sorted(str(label) for label in graph.objects(subject, skos.altLabel)),
        "broader": str(graph.value(above, skos.notation)) if above else None,
    }


if __name__ == "__main__":
    GENERATED.write_text(generated(), "utf-8", newline="\n")
