"""RDF in: a file to the records of the sources it holds. Pure, and nothing is fetched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from loaders.rdf.decoding import Decoding, refuse_other
from loaders.rdf.reading import parsed
from loaders.rdf.sources import parted
from schema.records import SourceRecords

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["Restored", "parsed", "refuse_other", "restore"]


@dataclass(frozen=True, slots=True)
class Restored:
    """What a file holds: records for each report, in the order of their days, and how many statements were left out."""

    sources: tuple[SourceRecords, ...]
    ignored: int


def restore(path: Path) -> Restored:
    """Return the records of an RDF file that `rectigraph export` wrote, or that is in the same terms.

    Raises SourceError for a file that is not there, and its kinds RdfSyntax, RdfOther, SourceTooNew, IdsCollide and
    ShapesViolated, each with the name of the file.
    """
    decoded = Decoding(parsed(path), path.name)
    nodes, relationships = decoded.records()
    return Restored(parted(nodes, relationships, path.name), decoded.ignored)
