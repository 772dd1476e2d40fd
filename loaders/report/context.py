"""What the head of a report says that the reading of names depends on."""

from __future__ import annotations

from dataclasses import field
from typing import TYPE_CHECKING

from loaders.text import Spans
from loaders.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Mapping


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
