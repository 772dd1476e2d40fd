"""Labels such as 整改措施: in a report: which words are labels, and what each of them holds.

A few words are labels wherever a colon follows them. All others are told by typography: short words before a colon, in
brackets, or on a line of their own that come again and again in the same order. What such a label holds is read
from the parts of its words, as from the heads of a ledger, else from what stands behind it.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from itertools import islice, pairwise, takewhile
from typing import TYPE_CHECKING, Final

from loaders.report.faults import DEED, NAMED_FAULT
from loaders.report.labels.candidates import candidates
from loaders.report.labels.headings import NUMBERED, under_headings
from loaders.report.labels.words import is_prose, kind_of_head, kind_of_values, most
from loaders.values import dataclass

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from loaders.report.labels.candidates import Candidate

_ITEM: Final = re.compile(rf"(?m)^{NUMBERED.pattern}")
_LINE: Final = re.compile(r"[^\n]*[^ \n][^\n]*")
_GIVEN: Final = ("measure", "result")
_ANSWERS: Final = ("target", *_GIVEN)


@dataclass(frozen=True, slots=True)
class Label:
    """A label such as 整改措施: with the stretch of its value; `kind` says what that holds (words.KINDS).

    A `cell` of a table is a label without words.
    """

    kind: str
    start: int
    value: int
    end: int
    cell: bool = False


def labels(text: str, start: int, end: int) -> list[Label]:
    """Return the labels of the folded text in [start, end) in order; the value of each ends where the next begins."""
    found = candidates(text, start, end)
    kinds = {place: each.kind for place, each in enumerate(found) if each.kind}
    again = _recurring(text, found, end)
    kinds |= again
    form = _form(text, found, kinds)
    kinds |= form
    places = sorted({place for place in again if not found[place].kind} | _known(found, kinds, form))
    kept = [found[place] for place in places]
    stops = [*(each.start for each in kept[1:]), _last_end(text, kept, end)]
    held = [
        Label("target" if _is_count(text, each, stop) else kinds[place], each.start, each.value, stop)
        for place, each, stop in zip(places, kept, stops, strict=False)
    ]
    words = [each.words for each in kept]
    told = _asked(_described(text, kept, _tasks_named([each.kind for each in held], words)), words)
    return [replace(each, kind=kind) for each, kind in zip(held, told, strict=True)]


_COUNT: Final = re.compile(r"[ \n]*\d{1,4}[个项条件][。;]?\s*")


def _is_count(text: str, label: Candidate, stop: int) -> bool:
    """Say whether a label only tells how many there are: 【反馈问题】19个."""
    return _COUNT.fullmatch(text, label.value, stop) is not None


def _last_end(text: str, found: Sequence[Candidate], end: int) -> int:
    """Return where the value of the last label ends: it has no more paragraphs than those of the same words before.

    What follows is the farewell of the report. Numbered paragraphs are a list and belong to the value.
    """
    same = [(each, after) for each, after in pairwise(found) if each.words == found[-1].words]
    if not same:
        return end
    most = max(1, *(sum(1 for _ in _paragraphs(text, each.value, after.start)) for each, after in same))
    *_, last = (found[-1].value, *islice(_paragraphs(text, found[-1].value, end), most))
    return _list_end(text, last, end)


def _paragraphs(text: str, start: int, end: int) -> Iterator[int]:
    """Yield where the paragraphs of [start, end) end that are no items of a list and no headings."""
    for found in _LINE.finditer(text, start, end):
        if found.start() == start or not NUMBERED.match(found[0]):
            yield found.end()


def _list_end(text: str, start: int, end: int) -> int:
    """Return where the items of a list that stand behind `start` end."""
    while (item := _LINE.search(text, start, end)) and NUMBERED.match(item[0]):
        start = item.end()
    return start


def _known(found: Sequence[Candidate], kinds: Mapping[int, str], form: Mapping[int, str]) -> set[int]:
    """Return the places of the words that are labels wherever they stand.

    A heading is a label without a colon only where each issue has it: 一、整改情况 alone is a chapter.
    """
    lines = Counter(each.words for place, each in enumerate(found) if each.bare and place in kinds)
    return {place for place in kinds if not found[place].bare or lines[found[place].words] > 1 or place in form}


_LEAST_OF_FORM: Final = 4


def _form(text: str, found: Sequence[Candidate], kinds: Mapping[int, str]) -> dict[int, str]:
    """Return the kinds, by their places, of the headings of a form about one issue: 一、反馈问题 二、整改目标 三、….

    The first may name the task 整改任务. They follow each other from the one fault to its answers, and are more than
    three, or they are the chapters of a report.
    """
    places = [place for place, each in enumerate(found) if each.bare and each.numbered]
    if any(found[place].chapter for place in places):
        places = [place for place in places if found[place].chapter]
    told = ((place, kinds.get(place) or kind_of_head(found[place].words)) for place in places)
    run = dict(takewhile(lambda each: each[1], told))
    if places and found[places[0]].words in _TASK:
        run[places[0]] = "fault"
    held = list(run.values())
    if len(run) < _LEAST_OF_FORM or held[0] != "fault" or held.count("fault") > 1 or not {*_GIVEN} & {*held}:
        return {}
    first, second = islice(run, 2)
    if len(_ITEM.findall(text, found[first].value, found[second].start)) > 1:
        return {}  # a chapter with several faults
    return {place: kind for place in range(first, max(run) + 1) if (kind := run.get(place) or kinds.get(place))}


def _tasks_named(kinds: list[str], words: list[str]) -> list[str]:
    """Return the kinds of labels, where no fault has a label but each 整改任务: with its answer names one."""
    if "fault" in kinds:
        return kinds
    stops = [place for place, word in enumerate(words) if word in _TASK]
    held = pairwise([*stops, len(words)])
    answered = {place for place, stop in held if {*_ANSWERS} & {*kinds[place + 1 : stop]}}
    return ["fault" if place in answered else kind for place, kind in enumerate(kinds)]


_TASK: Final = ("整改任务", "任务", "任务内容")


# What is asked for is no answer, where another label holds one: 审计意见: before 整改结果:, 整改要求: before 整改措施:.
_ASKED: Final = re.compile("(?:意见|建议|要求|决定)$")


def _asked(kinds: list[str], words: list[str]) -> list[str]:
    given = [kind in _GIVEN and not _ASKED.search(word) for kind, word in zip(kinds, words, strict=True)]
    if not any(given):
        return kinds
    return ["target" if kind in _GIVEN and not answers else kind for kind, answers in zip(kinds, given, strict=True)]


def _described(text: str, found: Sequence[Candidate], kinds: list[str]) -> list[str]:
    """Return the kinds of labels; a word below numbered headings that name the faults (问题描述:) only tells more."""
    faults = {each.words for each, kind in zip(found, kinds, strict=True) if kind == "fault"}
    told = {word for word in faults if under_headings(text, found, word, names=NAMED_FAULT)}
    return ["target" if each.words in told else kind for each, kind in zip(found, kinds, strict=True)]


# A word that comes again stands, two times of three, before or behind the same other one.
_SHARE: Final = 2 / 3


def _recurring(text: str, found: Sequence[Candidate], end: int) -> dict[int, str]:
    """Return the kinds, by their places, of words that come again in the same order, and of the known ones there."""
    times = Counter(each.words for each in found if not each.chapter or not each.bare)
    order = [
        place
        for place, each in enumerate(found)
        if (times[each.words] > 1 or each.kind) and not (each.bare and each.chapter)
    ]
    wanted = {each.words for each in found if not each.kind and times[each.words] > 1}
    wanted &= _in_order([found[place].words for place in order])
    if not wanted:
        return {}
    places = [place for place in order if found[place].words in wanted or found[place].kind]
    kinds = _kinds(text, [found[place] for place in places], wanted, end)
    return {place: kinds[found[place].words] for place in places}


def _in_order(sequence: Sequence[str]) -> set[str]:
    """Return the words of a sequence that mostly stand before, or mostly behind, the same other word."""
    following, leading = _partners(sequence), _partners(sequence[::-1])
    return {word for word in set(sequence) if _is_steady(word, following) or _is_steady(word, leading)}


def _partners(sequence: Sequence[str]) -> dict[str, Counter[str]]:
    found: dict[str, Counter[str]] = {}
    for word, after in pairwise(sequence):
        found.setdefault(word, Counter())[after] += 1
    return found


def _is_steady(word: str, partners: dict[str, Counter[str]]) -> bool:
    partner, times = partners[word].most_common(1)[0] if word in partners else (word, 0)
    return partner != word and times > 1 and times >= _SHARE * partners[word].total()


def _kinds(text: str, found: Sequence[Candidate], wanted: set[str], end: int) -> dict[str, str]:
    """Return the kinds of words; of those `wanted` by their parts, else by what follows them, else by their place."""
    values = _values(text, found, end)
    kinds = {each.words: each.kind for each in found if each.kind}
    kinds |= {word: kind for word in wanted if (kind := kind_of_head(word) or kind_of_values(values[word]))}
    first = found[0].words
    if "fault" not in kinds.values() and _opens(first, kinds, wanted) and not under_headings(text, found, first):
        kinds[first] = "fault"
    # Of several words with prose the answer is the one that tells of deeds: 事实: names the fault once more.
    answered = any(
        is_prose(values[word])
        and (kinds[word] in _GIVEN if word in kinds else most(DEED, values[word]) and not _ASKED.search(word))
        for word in kinds.keys() | wanted
    )
    for word in wanted - kinds.keys():
        told = is_prose(values[word]) and (not answered or most(DEED, values[word]))
        kinds[word] = "result" if told else "target"
    return kinds


def _opens(first: str, kinds: dict[str, str], wanted: set[str]) -> bool:
    """Say whether the first word of the blocks may name the faults: 检查通报的事项 does, if another answers it."""
    answered = any(kind in ("measure", "result") for word, kind in kinds.items() if word != first)
    answered = answered or bool(wanted - kinds.keys())
    return first not in kinds or (kinds[first] == "measure" and answered and "措施" not in first)


def _values(text: str, found: Sequence[Candidate], end: int) -> dict[str, list[str]]:
    """Return the first paragraph behind each word, without blanks at its ends."""
    values: dict[str, list[str]] = {}
    for each, stop in zip(found, [*(other.start for other in found[1:]), end], strict=True):
        value = text[each.value : stop].strip(" \n")
        values.setdefault(each.words, []).append(value.split("\n", 1)[0].strip(" 。;,"))
    return values
