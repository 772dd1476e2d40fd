"""What stands outside the measures of an issue and tells of them: a verdict, bodies, deadlines, results."""

from __future__ import annotations

import re
from bisect import bisect_left
from dataclasses import replace
from typing import TYPE_CHECKING, Final

from loaders.parsed import StatusCue
from loaders.report import measures
from loaders.report.passages import joined
from loaders.report.status import of_label, verdict
from loaders.text import Spans, Stretch, trimmed
from loaders.values import dataclass

if TYPE_CHECKING:
    from loaders.parsed import DateMention, Mentions, PersonMention, UnitMention
    from loaders.report.issues import Outlined
    from loaders.report.labels import Label
    from loaders.report.measures import Piece
    from loaders.report.outline import Node
    from loaders.report.passages import Source


@dataclass(frozen=True, slots=True)
class Shared:
    """What stands outside a measure and says something of it.

    Labels do: a verdict, bodies, deadlines; `named` is what its results name. `stage` is the state that the heading of
    its chapter gives (二、正在推进的问题).
    """

    said: StatusCue | None = None
    stage: StatusCue | None = None
    units: tuple[UnitMention, ...] = ()
    people: tuple[PersonMention, ...] = ()
    dates: tuple[DateMention, ...] = ()
    results: Stretch | None = None
    named: Mentions | None = None


NOTHING: Final = Shared()


def shared_by_measures(source: Source, of: Outlined) -> list[Shared]:
    """Return what stands outside the measures and says something of each of them."""
    found = _by_labels(source, of)
    stage = _stage(source.folded, of.node.parent)
    return [replace(each, stage=stage) for each in found] if stage else found


# 一、已完成整改的问题, 三、需长期坚持的整改事项
_STAGE: Final = re.compile(
    r"[^,。“\"\n]{0,10}?(?P<said>(?:已|正在?|尚未|未|需|持续|长期|阶段性|基本)[^,。“\"\n]{0,8}?"
    r"(?:完成|整改|坚持|推进|解决|到位|销号)(?:整改|推进|落实|完成|到位)?)(?:的)?[^,。不\n]{0,4}(?:问题|事项|任务|情况)"
    r"(?:(?:整改|进展|落实|完成)*情况)?(?:\(?(?:共)?\d+[个项条]\)?)?[:。 ]?"
)


def _stage(folded: str, above: Node | None) -> StatusCue | None:
    """Return the state that the heading of a chapter gives to all that it holds; None if it gives none."""
    while above:
        found = _STAGE.fullmatch(folded, above.body, above.heading_end)
        stated = verdict(found["said"]) if found else None
        if found and stated and stated != "PLANNED":  # 尚未整改到位的问题: their measures tell how far they are
            return StatusCue(start=found.start("said"), end=found.end("said"), status=stated)
        above = above.parent
    return None


def _by_labels(source: Source, of: Outlined) -> list[Shared]:
    """Return what labels outside the measures say of each of them.

    Where labels stand between the measures, each measure has those that follow it; else all share all.
    """
    inside = Spans(tuple(Stretch(piece.start, piece.end) for piece in of.pieces))
    labels = source.outline.labels_in(of.answer.start, of.answer.end)
    apart = [label for label in labels if not inside.at(label.start)]
    if not apart or not of.pieces:
        return [_by_verdict(source, of)] * len(of.pieces)
    first, last = of.pieces[0], of.pieces[-1]
    if not any(first.end <= label.start < last.start for label in apart):
        return [_said(source, of, apart, alone=first is last)] * len(of.pieces)
    stops = [*(piece.start for piece in of.pieces[1:]), of.answer.end]
    return [
        _said(source, of, _from(apart, piece.end, stop), alone=True)
        for piece, stop in zip(of.pieces, stops, strict=True)
    ]


def _by_verdict(source: Source, of: Outlined) -> Shared:
    """Return the verdict that stands behind the heading of an issue, or closes it in a paragraph of its own."""
    at = measures.heading_verdict(source.folded, of.title.end, of.node.end)
    if not at and of.pieces:
        at = measures.closing_verdict(source.folded, of.pieces[-1].end, of.answer.end)
    return Shared(said=of_label(source.folded, at.start, at.end)) if at else NOTHING


def _from(labels: list[Label], start: int, end: int) -> list[Label]:
    low = bisect_left(labels, start, key=lambda each: each.start)
    return labels[low : bisect_left(labels, end, low, key=lambda each: each.start)]


def _said(source: Source, of: Outlined, apart: list[Label], *, alone: bool) -> Shared:
    values: dict[str, Mentions] = {}
    for label in apart:
        value = source.mentions.within(label.value, min(label.end, of.answer.end))
        values[label.kind] = joined(values[label.kind], value) if label.kind in values else value
    said = [of_label(source.folded, label.value, label.end) for label in apart if label.kind == "result"]
    if behind := next((label.start for label in apart if label.start > of.pieces[-1].end), None):
        said.append(of_label(source.folded, of.pieces[-1].end, behind))  # 整改到位。责任人:…
    bodies = [values[kind] for kind in ("lead", "cooperate", "supervise") if kind in values]
    return Shared(
        said=next((cue for cue in said if cue), None),
        units=tuple(unit for each in bodies for unit in each.units),
        people=values["person"].people if "person" in values else (),
        dates=values["term"].dates if "term" in values else (),
        results=_results(source, [label for label in apart if _is_apart(label, of.pieces)], of.answer.end),
        named=values["result"] if alone and "result" in values else None,
    )


def _is_apart(label: Label, pieces: tuple[Piece, ...]) -> bool:
    """Say whether a label of results holds none of the measures."""
    following = bisect_left(pieces, label.value, key=lambda each: each.start)
    return label.kind == "result" and (following == len(pieces) or pieces[following].start >= label.end)


# A longer value of a label is prose.
_VERDICT_LENGTH: Final = 6


def _results(source: Source, labels: list[Label], end: int) -> Stretch | None:
    """Return the prose under a label of results apart from the measures: it says how far they have come."""
    stretches = [Stretch(*trimmed(source.folded, label.value, min(label.end, end))) for label in labels]
    return next((each for each in stretches if each.end - each.start > _VERDICT_LENGTH), None)


def with_shared(held: Mentions, shared: Shared) -> Mentions:
    """Return the mentions of a measure with those labels of its issue state for it; its own deadline goes first."""
    if shared is NOTHING:
        return held
    if shared.named:
        held = joined(held, shared.named)
    due = any(each.kind == "DEADLINE" for each in held.dates)
    return replace(
        held, units=held.units + shared.units, people=held.people + shared.people,
        dates=held.dates if due else held.dates + shared.dates,
    )  # fmt: skip
