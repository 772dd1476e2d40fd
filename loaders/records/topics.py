"""Topics of issues and measures, with the broader concepts above them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schema.identity import node_id
from schema.nodes import Topic
from schema.records import NodeRef
from schema.relations import Plain, Spanned
from schema.topics import concepts, resolve

if TYPE_CHECKING:
    from collections.abc import Sequence

    from loaders.parsed import ParsedIssue, ParsedMeasure, TopicHit
    from loaders.records.passage import Passage
    from loaders.records.sink import Sink

About = tuple[tuple[str, Spanned], ...]


def of_issue(issue: ParsedIssue, opening: Passage) -> About:
    """Return the topics of an issue by their notation, each with the words that called it.

    Where a ledger has a column for the field 所属领域, it decides: the fields of its measures are its topics.
    """
    fields = dict.fromkeys(measure.field for measure in issue.measures if measure.field)
    if fields:
        return tuple(topic for field in fields for topic in _of_field(field, opening))
    return _hits(issue.topics, opening)


def of_measure(measure: ParsedMeasure, passage: Passage) -> About:
    """Return the topics of a measure: of its field where the ledger has one, else of its text and its issue's title."""
    return _of_field(measure.field, passage) if measure.field else _hits(measure.topics, passage)


def _of_field(field: str, passage: Passage) -> About:
    """Return the topic of a field, with the cell that names it: that of an earlier row where its own is blank."""
    notation = resolve(field)
    at = passage.carried(field)
    span = Spanned(report=passage.report, start=at[0], end=at[1]) if at else Spanned()
    return ((notation, span),) if notation else ()


def _hits(hits: Sequence[TopicHit], passage: Passage) -> About:
    return tuple((hit.notation, _words(passage, hit)) for hit in hits)


def _words(passage: Passage, hit: TopicHit) -> Spanned:
    return Spanned(report=passage.report, start=passage.base + hit.start, end=passage.base + hit.end)


def relate(sink: Sink, node: NodeRef, about: About) -> None:
    """Add what an issue or measure is about, with all broader concepts."""
    for notation, span in about:
        if notation in concepts():
            sink.relate("ABOUT", node, _topic(sink, notation), span)


def _topic(sink: Sink, notation: str) -> NodeRef:
    concept = concepts()[notation]
    ref = NodeRef("Topic", node_id("Topic", notation))
    if ref.id not in sink:
        sink.node(
            Topic(
                id=ref.id, notation=notation, pref_label_zh=concept.pref_label_zh,
                pref_label_en=concept.pref_label_en, alt_labels=concept.alt_labels,
            )
        )  # fmt: skip
        if concept.broader:
            sink.relate("BROADER", ref, _topic(sink, concept.broader), Plain())
    return ref
