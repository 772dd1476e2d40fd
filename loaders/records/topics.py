"""Topics of issues and measures, with the broader concepts above them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from schema.identity import node_id
from schema.nodes import Topic
from schema.records import NodeRef
from schema.relations import Plain, Spanned

if TYPE_CHECKING:
    from loaders.parsed import ParsedIssue, ParsedMeasure
    from loaders.records.passage import Passage
    from loaders.records.sink import Sink

About = tuple[tuple[str, Spanned], ...]


def of_issue(issue: ParsedIssue, opening: Passage) -> About:
    """Return the topics of an issue by their notation, each with the words that called it.

    Where a ledger has a column for the field 所属领域, it decides: the fields of its measures are its topics.
    """
    first = next(iter(issue.measures), None)
    if first and first.field:
        return _hits(first, opening)
    return _hits(issue, opening)


def of_measure(issue: ParsedIssue, measure: ParsedMeasure, passage: Passage, opening: Passage) -> About:
    """Return the topics of a measure: of its field where the ledger has one, else of its text and its issue's title."""
    own = _hits(measure, passage)
    return own if measure.field else (*own, *_hits(issue, opening))


def _hits(of: ParsedIssue | ParsedMeasure, passage: Passage) -> About:
    return tuple((hit.notation, _words(passage, hit.start, hit.end)) for hit in of.topics)


def _words(passage: Passage, start: int, end: int) -> Spanned:
    return Spanned(report=passage.report, start=passage.base + start, end=passage.base + end)


def relate(sink: Sink, node: NodeRef, about: About) -> None:
    """Add what an issue or measure is about, with all broader concepts."""
    for notation, span in about:
        sink.relate("ABOUT", node, _topic(sink, notation), span)


def _topic(sink: Sink, notation: str) -> NodeRef:
    topic = Topic(id=node_id("Topic", notation), notation=notation, pref_label_zh=notation, pref_label_en=notation)
    ref = NodeRef("Topic", topic.id)
    if topic.id not in sink:
        sink.node(topic)
        broader = notation.rpartition("/")[0]
        if broader:
            sink.relate("BROADER", ref, _topic(sink, broader), Plain())
    return ref
