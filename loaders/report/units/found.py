"""A stretch of a text that names a body, before its full name is known."""

from __future__ import annotations

from loaders.values import dataclass


@dataclass(frozen=True, slots=True)
class Found:
    """Where a body is named; `name` is what the stretch stands for if the text says so elsewhere, `reason` why."""

    start: int
    end: int
    name: str = ""
    reason: str = ""


def longest(found: list[Found]) -> list[Found]:
    """Return the mentions in their order, of those that overlap the longest."""
    kept: list[Found] = []
    for each in sorted(found, key=lambda span: (span.start, -span.end)):
        if not kept or each.start >= kept[-1].end:
            kept.append(each)
        elif each.end - each.start > kept[-1].end - kept[-1].start:
            kept[-1] = each
    return kept
