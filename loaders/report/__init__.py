"""The grammar of reports: a text in, what it says out.

Everything is found on a compact, folded copy; spans are mapped back to the text as it was given.
"""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, Final, TypeVar

from loaders.collector import collector_paused
from loaders.compact import Compact, compact
from loaders.parsed import (
    DocumentMention,
    Mentions,
    NameMention,
    ParsedInspection,
    ParsedIssue,
    ParsedSource,
    ParseWarning,
    ReportHead,
    Span,
    UnitMention,
)
from loaders.report import (
    dates,
    declared,
    documents,
    events,
    head,
    inspection,
    labelled,
    lists,
    people,
    places,
    projects,
    quantities,
    states,
    units,
    warnings,
)
from loaders.report.aliases import aliases
from loaders.report.boundary import boundaries
from loaders.report.context import Context
from loaders.report.issues import issues
from loaders.report.jurisdiction import jurisdiction
from loaders.report.outline import outline
from loaders.report.passages import Passages, Source, outside
from loaders.spellings import spellings, spelt
from loaders.text import Spans, Stretch, fold, line_end

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from loaders.report.head import Head

__all__ = ["parse_report"]

_GENRE: Final = ("整改", "巡视", "巡察", "审计", "督察", "督查", "反馈", "问题", "落实", "审议意见", "缺陷")
_T = TypeVar("_T")


def parse_report(text: str) -> ParsedSource:
    """Return all that the text of a report says; offsets count characters of `text`.

    A text outside the genre has no issues and one warning NOT_A_REPORT. Never raises.
    """
    plain = compact(text)
    folded = fold(plain.text)
    if not _in_genre(folded):
        return _foreign(text, "no word of inspection, audit or rectification with faults and answers")
    with collector_paused():
        found = _parse(plain.text, folded)
    if not found.issues and not _reports(folded):
        return _foreign(text, "no issue with an answer, and no total of rectification")
    if not found.issues and not found.declared_counts and _MEETING.search(folded[:_OPENING]):
        return _foreign(text, "a meeting is told of, and no issue with an answer")
    if _only_hands_over(found):
        return _foreign(text, "faults that are fed back, and hardly an answer to one")
    mapped = _mapped(found, plain, text)
    return replace(mapped, report=replace(mapped.report, text=text))


def _in_genre(folded: str) -> bool:
    return sum(1 for word in _GENRE if word in folded) >= 2


def _reports(folded: str) -> bool:
    """Say whether a text without issues still reports on rectification: totals only."""
    return "整改" in folded and any(
        word in folded for word in ("整改情况", "完成整改", "整改完成", "整改到位", "整改落实", "整改措施")
    )


# A piece of news about a meeting says so in its first sentences.
_OPENING: Final = 400
_MEETING: Final = re.compile(r"(?:召开|主持|举行)[^。\n]{0,40}会议?|会议(?:强调|指出|要求|认为)|会上")
_FEEDBACK: Final = re.compile(r"(?:向|对)[^\n]{2,40}?反馈[^\n]{0,20}(?:情况|意见|问题)|反馈(?:意见|会)$")


def _only_hands_over(found: ParsedSource) -> bool:
    """Say whether a text only tells of a feedback 反馈: by its title, and most faults in it have no answer."""
    title = found.report.title
    answered = sum(1 for issue in found.issues if issue.measures)
    feedback = _FEEDBACK.search(title) is not None and "整改" not in title
    return feedback and bool(found.issues) and answered * 2 <= len(found.issues)


def _foreign(text: str, missing: str) -> ParsedSource:
    warning = ParseWarning(code="NOT_A_REPORT", message=f"This does not read as a report on rectification: {missing}.")
    return ParsedSource(report=ReportHead(text=text), warnings=(warning,))


def _parse(text: str, folded: str) -> ParsedSource:
    top = head.read(folded)
    inspected = inspection.read(folded, top)
    titles, unclosed = documents.titles(folded)
    tree = outline(folded, top.start, top.end)
    context = Context(
        issuer=top.issuer, target=inspected.target, aliases=aliases(folded),
        jurisdiction=jurisdiction(folded, top, inspected.target), excluded=titles,
    )  # fmt: skip
    terms = Spans(
        tuple(
            Stretch(each.value, line_end(folded, each.value, each.end)) for each in tree.labels if each.kind == "term"
        )
    )
    taken = _merged((*titles, *documents.numbers(folded)))
    dated = dates.read(folded, text, taken, top.signed, terms, plan=top.kind == "PLAN")
    mentions = _mentions(folded, text, context, titles, taken, dated)
    bodies = labelled.with_listed(mentions.units, tree.labels, folded, text)
    known = spellings(bodies)
    mentions = replace(mentions, units=tuple(spelt(each, known) for each in bodies) if known else bodies)
    mentions = replace(
        mentions, events=events.mentions(folded, text, mentions, context, plan=top.kind == "PLAN"),
        lists=tuple(lists.mentions(folded, text, titles)),
    )  # fmt: skip
    boundaries.cache_clear()  # its four bytes a character are not needed any more
    no_cues = _no_cues(folded, titles, dated)
    mentions = replace(mentions, states=states.mentions(folded, mentions, no_cues))
    source = Source(text, folded, tree, Passages(mentions), no_cues, plan=top.kind == "PLAN")
    found = issues(source)
    totals = declared.read(folded, top.start, found[0].start if found else top.end)
    noted = (
        *warnings.of_issues(found),
        *warnings.of_text(source, unclosed),
        *dated.warnings,
        *totals.warnings,
        *warnings.of_gaps(folded, found, top.start, top.end),
        *warnings.of_units(mentions.units),
        *warnings.of_totals(found, totals.counts.get("issues")),
    )
    return ParsedSource(
        report=replace(_report_head(top, folded, text), short_names=dict(context.aliases)),
        inspection=_written(inspected, folded, text),
        declared_counts=totals.counts, issues=found,
        mentions=outside(mentions, _measures(found)), warnings=tuple(sorted(noted, key=lambda each: each.start or 0)),
    )  # fmt: skip


_QUOTED_FAULT: Final = re.compile(r"(?:针对|关于|反馈的)“[^”\n]{2,200}”")


def _no_cues(folded: str, titles: Spans, dated: dates.Dates) -> Spans:
    """Return where words are no cues of a status: titles, quoted faults, and days past (9月18日前完成 is done)."""
    past = (each for each in dated.mentions if each.kind == "EVENT" and each.surface.endswith("前"))
    faults = (Stretch(*match.span()) for match in _QUOTED_FAULT.finditer(folded))
    return _merged((*titles, *faults, *(Stretch(each.start, each.end) for each in past)))


def _merged(stretches: Iterable[Stretch]) -> Spans:
    found: list[Stretch] = []
    for each in sorted(stretches, key=lambda each: each.start):
        if found and each.start < found[-1].end:
            found[-1] = Stretch(found[-1].start, max(found[-1].end, each.end))
        else:
            found.append(each)
    return Spans(tuple(found))


def _mentions(folded: str, text: str, context: Context, titles: Spans, taken: Spans, dated: dates.Dates) -> Mentions:
    counted = _merged((*taken, *(Stretch(each.start, each.end) for each in dated.mentions)))
    found: tuple[DocumentMention, ...] = tuple(documents.mentions(folded, text, titles))
    # 澜网信办〔2024〕8号: who issued a document stands in its number, and is not named there.
    bodies = tuple(each for each in units.mentions(folded, text, context) if not taken.touch(each.start, each.end))
    bodies, works = _told_apart(bodies, projects.mentions(folded, text, context))
    persons = people.mentions(folded, text, context)
    # A person inside the name of a place (扁鹊墓) is told by that place; any other is no place.
    alone = (each for each in persons if not each.embedded)
    named = _merged((*taken, *(Stretch(each.start, each.end) for each in (*bodies, *alone))))
    # 4500吨/日熟料生产线改造项目 counts nothing, and 2022年度清河镇高标准农田建设项目 dates nothing.
    names = Spans(tuple(Stretch(each.start, each.end) for each in works))
    # Called after a person it stays a place inside the name of a work: 扁鹊墓节点环境整治.
    called = Spans(tuple(Stretch(each.start, each.end) for each in persons if each.embedded))
    sites = (
        each
        for each in places.mentions(folded, text, context)
        if called.touch(each.start, each.end) or not names.touch(each.start, each.end)
    )
    return Mentions(
        documents=found, units=bodies, people=persons, projects=works, places=tuple(_outside(named, sites)),
        dates=tuple(_outside(names, dated.mentions)),
        quantities=tuple(_outside(names, quantities.mentions(folded, text, counted))),
    )  # fmt: skip


_Spanning = TypeVar("_Spanning", bound=Span)


def _outside(taken: Spans, found: Iterable[_Spanning]) -> Iterator[_Spanning]:
    return (each for each in found if not taken.touch(each.start, each.end))


def _told_apart(
    bodies: tuple[UnitMention, ...], works: tuple[NameMention, ...]
) -> tuple[tuple[UnitMention, ...], tuple[NameMention, ...]]:
    """Return bodies and works where one stretch is not both.

    青石电厂 that a body is named by is no work, and 产业研究院 at the end of “数智炼钢”产业研究院 no body.
    """
    named = {(each.start, each.end) for each in bodies}
    works = tuple(each for each in works if (each.start, each.end) not in named)
    ends = {each.end: each.start for each in works}
    return tuple(each for each in bodies if ends.get(each.end, each.start) >= each.start), works


def _written(inspected: ParsedInspection, folded: str, text: str) -> ParsedInspection:
    names = ("name", "body", "target", "round", "theme")
    return replace(inspected, **{name: _as_written(getattr(inspected, name), folded, text) for name in names})


def _report_head(top: Head, folded: str, text: str) -> ReportHead:
    title, issuer, publisher = (_as_written(each, folded, text) for each in (top.title, top.issuer, top.publisher))
    return ReportHead(
        title=title, kind=top.kind, issuer=issuer, publisher=publisher, signed_on=top.signed_on,
        published_on=top.published_on, as_of=top.signed_on or top.published_on,
    )  # fmt: skip


def _as_written(words: str, folded: str, text: str) -> str:
    """Return the characters of the text that folded words stand for; the words themselves where lines were joined."""
    at = folded.find(words) if words else -1
    return text[at : at + len(words)] if at >= 0 else words


def _measures(found: tuple[ParsedIssue, ...]) -> Spans:
    return Spans(tuple(Stretch(measure.start, measure.end) for issue in found for measure in issue.measures))


def _mapped(value: _T, plain: Compact, text: str) -> _T:
    """Return a parsed value with the spans of the compact copy as spans of the text that was given."""
    return value if plain.whole else _moved(value, plain, text)


_MOVED: Final = (tuple, Span, Mentions, ParseWarning)


def _moved(value: Any, plain: Compact, text: str) -> Any:
    if isinstance(value, tuple):
        return tuple([_moved(item, plain, text) for item in value])  # pyright: ignore[reportUnknownVariableType, reportUnknownArgumentType]
    told = {name: getattr(value, name) for name in _names(type(value))}  # type: ignore[arg-type] # types are hashable
    changed = {name: _moved(item, plain, text) for name, item in told.items() if isinstance(item, _MOVED)}
    for first, last in (("start", "end"), ("title_start", "title_end"), ("other_start", "other_end")):
        if (at := told.get(first)) is not None:
            changed[first] = plain.start(at)
            changed[last] = max(changed[first], plain.end(told[last]))
    if (listed := told.get("listed")) is not None:
        changed["listed"] = plain.start(listed)
    if "surface" in told:
        changed["surface"] = text[changed["start"] : changed["end"]]
    return type(value)(**told | changed) if changed else value


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(each.name for each in fields(kind)) if is_dataclass(kind) else ()
