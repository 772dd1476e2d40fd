"""Search phrases of Bloom: each question in Chinese and in English, with the same Cypher.

A phrase returns paths and nodes by name, and null where an optional part is missing; it reads, and it ends in LIMIT.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any, Final, Literal

from schema.bloom.times import newest_first
from schema.nodes import BY_LABEL
from schema.overdue import overdue, settled
from schema.vocabularies import ClosureResult, Role, Status

Language = Literal["zh", "en"]
LEADS: Final = f"a.role = '{Role.LEAD}' AND a.inherited = false"
TODAY: Final = "date()"  # the server's day

_OF_TOPIC: Final = "MATCH (t:Topic) WHERE $topic IN [t.prefLabelZh, t.prefLabelEn, t.notation]"
_OF_UNIT: Final = "MATCH (u:Unit) WHERE u.name = $unit OR $unit IN u.aliases"
# Not settled; a status whose source has no day is believed, unless a decision since reopened the item.
_OPEN: Final = (
    f"NOT {settled('m', TODAY)} AND (m.status <> '{Status.COMPLETED}' OR m.closure = '{ClosureResult.REOPENED}')"
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """One question. Names with $ in the texts are its parameters, the same in both."""

    zh: str
    en: str
    cypher: str


PHRASES: Final = (
    Phrase("主题 $topic 逾期措施的牵头单位", "units with overdue measures on $topic", f"""\
{_OF_TOPIC}
MATCH (m:Measure)-[:ABOUT]->(:Topic)-[:BROADER*0..6]->(t) WHERE {overdue("m", TODAY)}
WITH DISTINCT m
MATCH p = (m)-[a:ASSIGNED_TO]->(:Unit) WHERE {LEADS}
RETURN p LIMIT 500"""),
    Phrase("截至 $day 逾期的措施", "measures overdue on $day", f"""\
MATCH (m:Measure) WHERE {overdue("m", "date($day)")}
OPTIONAL MATCH p = (m)-[a:ASSIGNED_TO]->(:Unit) WHERE {LEADS}
RETURN m, p ORDER BY m.dueOn, m.id LIMIT 1000"""),
    Phrase("措施 $measure 的责任链", "responsibility chain of $measure", """\
MATCH (m:Measure) WHERE m.caption = $measure
OPTIONAL MATCH above = (m)-[:PART_OF*0..4]->(:Measure)<-[:HAS_MEASURE]-(:Issue)
OPTIONAL MATCH who = (m)-[:ASSIGNED_TO]->(x)
OPTIONAL MATCH office = (x)-[:IN_UNIT]->(:Unit)
OPTIONAL MATCH holder = (x)<-[:HOLDS]-(:Person)
RETURN m, above, who, office, holder LIMIT 500"""),
    Phrase("措施 $measure 的进展与时限", "history of $measure", """\
MATCH (m:Measure) WHERE m.caption = $measure
OPTIONAL MATCH told = (m)-[:REPORTED|DECIDED|DUE]->(x)
OPTIONAL MATCH earlier = (x)-[:REVISES]->(:Deadline)
RETURN m, told, earlier LIMIT 500"""),
    Phrase("巡视 $inspection 提出的问题", "issues raised by $inspection", """\
MATCH (i:Inspection) WHERE i.name = $inspection
MATCH p = (i)<-[:RAISED_BY]-(q:Issue)
RETURN p ORDER BY q.position, q.id LIMIT 1000"""),
    Phrase("通报 $report 的问题和措施", "issues and measures of $report", """\
MATCH (r:Report) WHERE r.title = $report
MATCH p = (r)-[:HAS_ISSUE]->(q:Issue)
OPTIONAL MATCH answer = (q)-[:HAS_MEASURE]->(:Measure)<-[:PART_OF*0..4]-(:Measure)
RETURN p, answer ORDER BY q.position, q.id LIMIT 2000"""),
    Phrase("单位 $unit 牵头的未完成措施", "open measures led by $unit", f"""\
{_OF_UNIT}
MATCH p = (m:Measure)-[a:ASSIGNED_TO]->(u) WHERE {LEADS} AND {_OPEN}
RETURN p ORDER BY m.dueOn, m.id LIMIT 500"""),
    Phrase("单位 $unit 的全部责任", "everything assigned to $unit", f"""\
{_OF_UNIT}
MATCH p = (u)<-[:IN_UNIT*0..1]-(x)<-[:ASSIGNED_TO]-(:Measure)
RETURN p LIMIT 1000"""),
    Phrase("与单位 $unit 共担措施的单位", "bodies that share measures with $unit", f"""\
{_OF_UNIT}
MATCH p = (u)<-[a:ASSIGNED_TO]-(:Measure)-[b:ASSIGNED_TO]->(o:Unit)
WHERE o.id <> u.id AND a.inherited = false AND b.inherited = false
RETURN p LIMIT 1000"""),
    Phrase("引用文件 $document 的措施", "measures citing document $document", """\
MATCH (d:Document) WHERE $document IN [d.number, d.title]
MATCH p = (d)<-[:CITES]-(:Measure)
RETURN p LIMIT 500"""),
    Phrase("项目 $project 涉及的问题与措施", "issues and measures on project $project", """\
MATCH (j:Project) WHERE j.name = $project
MATCH p = (j)<-[:CONCERNS]-(x)
OPTIONAL MATCH q = (x)<-[:HAS_MEASURE]-(:Issue)
RETURN p, q LIMIT 500"""),
    Phrase("地点 $place 的项目与措施", "projects and measures at $place", """\
MATCH (a:Place) WHERE a.name = $place OR $place IN a.aliases
MATCH here = (a)<-[:LOCATED_IN*0..4]-(x)
OPTIONAL MATCH told = (x)<-[:MENTIONS|CONCERNS]-(:Measure)
RETURN here, told LIMIT 500"""),
    Phrase("主题 $topic 反复出现的问题", "recurring issues on $topic", f"""\
{_OF_TOPIC}
MATCH (q:Issue)-[:ABOUT]->(:Topic)-[:BROADER*0..6]->(t)
WITH DISTINCT q
MATCH p = (q)-[:SIMILAR_TO]-(:Issue)
RETURN p LIMIT 500"""),
    Phrase("改过时限的措施", "measures with a revised deadline", """\
MATCH p = (m:Measure)-[:DUE]->(:Deadline)-[:REVISES]->(:Deadline)
RETURN p ORDER BY m.dueOn, m.id LIMIT 500"""),
    Phrase("已完成未销号的措施", "completed measures never closed", f"""\
MATCH (m:Measure) WHERE m.status = '{Status.COMPLETED}'
AND NOT EXISTS {{ MATCH (m)-[:DECIDED]->(c:Closure) WHERE c.result = '{ClosureResult.CLOSED}' }}
OPTIONAL MATCH p = (m)-[a:ASSIGNED_TO]->(:Unit) WHERE {LEADS}
RETURN m, p ORDER BY m.completedOn, m.id LIMIT 500"""),
    Phrase("没有期限的措施", "measures without a due day", """\
MATCH (m:Measure) WHERE m.dueOn IS NULL
OPTIONAL MATCH p = (m)-[:DUE]->(:Deadline)
RETURN m, p ORDER BY m.id LIMIT 500"""),
)  # fmt: skip


def templates() -> list[dict[str, Any]]:
    """Return the search phrases as Bloom has them, the newest first; under each stands the other language."""
    said: list[tuple[Phrase, Language]] = [(phrase, language) for phrase in PHRASES for language in _LANGUAGES]
    return [_template(*each, time_ms) for each, time_ms in zip(said, newest_first(len(said)), strict=True)]


_LANGUAGES: Final[tuple[Language, ...]] = ("zh", "en")
_NAME: Final = re.compile(r"\$(\w+)")


def _template(phrase: Phrase, language: Language, time_ms: int) -> dict[str, Any]:
    text, other = (phrase.zh, phrase.en) if language == "zh" else (phrase.en, phrase.zh)
    return {
        "id": f"tmpl:{time_ms}",
        "name": _NAME.sub("…", other),
        "createdAt": time_ms,
        "cypher": phrase.cypher,
        "isUpdateQuery": False,
        "isWriteTransactionChecked": False,
        "hasCypherErrors": False,
        "text": text,
        "params": [_param(name, language) for name in _NAME.findall(text)],
    }


def _param(name: str, language: Language) -> dict[str, Any]:
    label, key = _suggested(name, language)
    return {
        "name": f"${name}",
        "dataType": "String",
        "collapsed": False,
        "suggestions": "property" if label else "none",
        "suggestionLabel": label,
        "suggestionProp": key,
        "suggestionBoolean": False,
        "cypher": None,
    }


def _suggested(name: str, language: Language) -> tuple[str, str] | tuple[None, None]:
    """Return the label and property whose values Bloom offers: that which names a node, unless people say another."""
    if name == "day":
        return None, None
    node = BY_LABEL[name.capitalize()]
    said = {"Document": "number", "Topic": "prefLabelZh" if language == "zh" else "prefLabelEn"}
    return node.label, said.get(node.label, node.caption.key)
