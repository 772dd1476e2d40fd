"""Terms and literals of rdflib as the model has them, each table made once."""

from __future__ import annotations

import re
from dataclasses import MISSING as NO_DEFAULT
from dataclasses import fields
from datetime import date
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from rdflib import RDF, Literal, URIRef

from schema.rdf import terms

if TYPE_CHECKING:
    from collections.abc import Mapping

    from schema.declare import PropertyType, Vocabulary

_PYTHON: Final[dict[str, type]] = {"integer": int, "double": float, "boolean": bool, "date": date}
_STRING: Final = terms.expand("xsd:string")
_WHOLE: Final = re.compile(r"-?[0-9]+")
MISSING: Final = object()


@cache
def iri(name: str) -> URIRef:
    """Return the IRI of a prefixed name."""
    return URIRef(terms.expand(name))


def python(value: Any, datatype: str) -> Any:
    """Return a literal of a datatype of XML Schema as Python has it; None for anything else."""
    if not isinstance(value, Literal) or value.language or value.ill_typed:
        return None
    if str(value.datatype or _STRING) != terms.expand(f"xsd:{datatype}"):
        return None
    if datatype == "string":
        return str(value)
    if datatype == "double" and _WHOLE.fullmatch(value):
        return int(value)  # a quantity that was written as a whole number stays one
    found = value.toPython()
    return found if type(found) is _PYTHON[datatype] else None


@cache
def languages(label: str) -> frozenset[str]:
    """Return the languages in which labels of a node type are written."""
    return frozenset(language for (owner, _), language in terms.LANGUAGES.items() if owner == label)


@cache
def members() -> Mapping[Any, Vocabulary]:
    """Return the terms of all closed lists by their IRIs."""
    return {iri(terms.term_of(each)): each for closed_list in terms.closed_lists() for each in closed_list}


@cache
def links() -> Mapping[tuple[str | None, Any, str | None], terms.Link]:
    """Return the relationship types by source, property and target."""
    return {(each.source, iri(each.term), each.target): each for each in terms.links()}


@cache
def known() -> frozenset[URIRef]:
    """Return the properties that are read, or that repeat what is read."""
    read = {*terms.owners(), *(each.term for each in terms.links()), *terms.ITEMS.values()}
    return frozenset({RDF.type, *map(iri, read)})


@cache
def required(cls: type, each: PropertyType) -> bool:
    """Tell whether a property must be said: it has no default."""
    declared = next(field for field in fields(cls) if field.name == each.name)
    return declared.default is NO_DEFAULT and each.kind != "id"
