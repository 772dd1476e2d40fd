"""What the head of a report says that the reading of names depends on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from loaders.text import Spans


@dataclass(frozen=True, slots=True)
class Context:
    """Who reports on whom, and where names are not to be looked for.

    `issuer` signs the report, `target` is the body or area inspected, both in full where the text has them in full.
    `aliases` maps a short name to the full one (以下简称). `jurisdiction` is the chain of areas from province to
    district as far as the head gives it (("山东省", "济南市")). `excluded` are the titles in 《…》 and quoted faults.
    """

    issuer: str = ""
    target: str = ""
    aliases: Mapping[str, str] = field(default_factory=dict[str, str])
    jurisdiction: tuple[str, ...] = ()
    excluded: Spans = field(default_factory=lambda: Spans(()))
