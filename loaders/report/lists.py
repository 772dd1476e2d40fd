"""Things listed by name under one head 列举: 甲、乙、丙等4项规划; 甲、乙2个街道; 甲、乙等各类监督."""

from __future__ import annotations

import re
from sys import intern
from typing import TYPE_CHECKING, Final

from loaders.characters import HAN
from loaders.parsed import ListMention
from loaders.report.boundary import Boundaries, boundaries
from loaders.report.clauses import clause_start
from loaders.text import number

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.text import Spans

_NUMERAL: Final = r"\d{1,4}|[两三四五六七八九十]{1,3}"
_CLASSIFIER: Final = r"大?[个项条类种家处所座名位份篇场次批件支级]"
# What stands behind the last name: 等4项…, 等各类…, 等…, or without 等 the number itself.
_TAIL: Final = re.compile(
    # All begin so: asked first, it leaves the branches behind it to a few characters of a text.
    rf"(?=[等\d两三四五六七八九十])(?:(?P<etc>等)(?:(?P<n>{_NUMERAL}){_CLASSIFIER}|(?P<all>(?:各|多)[类项种级个]?|一系列|有关|相关))?"
    rf"|(?<![\d第])(?P<m>{_NUMERAL}){_CLASSIFIER})"
)
_PAIRS: Final = {"《": "》", "“": "”", "(": ")"}
_LAST: Final = re.compile(r"(?<=.)(?:和|及|以及|与)(?=.)")
_NOUN: Final = re.compile(rf"[{HAN}“”]{{1,20}}")
_SETTLEMENT: Final = re.compile(r"[镇乡村县市区](?!级)")  # heads of one character
_HEAD_END: Final = re.compile(r"的|中(?!心|学|小)|均|已|反馈|发现|统筹|作为|工作|纳入|同步|分别|(?<=.)(?:和|与|及|等)")
_TITLE: Final = re.compile(r"《[^《》\n]{1,80}》")
# A list of its own begins behind these: 甲区的教育、卫生等事业单位.
_BEGINS: Final = re.compile(r"(?<=.)(?:的|开展|进行)(?=[^、]{2})")
# What is done is no thing with a name: 等工作, 等方面.
_NO_THINGS: Final = frozenset({"工作", "方面", "要求", "情况"})
_SHORTEST: Final = 2  # characters of one item: shorter ones are the rest of a word
_LONGEST: Final = 30


def mentions(folded: str, text: str, excluded: Spans) -> Iterator[ListMention]:
    """Yield the lists of a folded text outside `excluded` (titles), in its order.

    One name is a list only where more are counted: 甲等12项规划.
    """
    for tail in _TAIL.finditer(folded):
        first = clause_start(folded, tail.start())
        if not (tail["n"] or _parts(folded, first, tail.start())):
            continue
        marks = boundaries(folded)
        head = _head(folded, marks, tail.end())
        items = _items(folded, marks, first, tail.start()) if head and not excluded.touch(*tail.span()) else ()
        stated = tail["n"] or tail["m"]
        if len(items) > 1 or (len(items) == 1 and tail["n"]):
            count = int(number(stated) or 0) if stated else None
            yield ListMention(
                start=items[0][0], end=head, of=intern(text[tail.end() : head]),
                items=tuple(intern(text[start:end]) for start, end in items), count=count,
                complete=len(items) == count if count else not tail["etc"],
            )  # fmt: skip


def _head(folded: str, marks: Boundaries, start: int) -> int:
    """Return where the noun that stands for all items ends; 0 if none stands there."""
    noun = _NOUN.match(folded, start)
    if noun is None:
        return 0
    stop = _HEAD_END.search(folded, start + 1, noun.end())
    end = stop.start() if stop else noun.end()
    least = 1 if _SETTLEMENT.match(folded, start) else 2
    cut = next((at for at in range(start + least, end) if marks.begins(at)), end)
    return cut if cut - start >= least and folded[start:cut] not in _NO_THINGS else 0


def _parts(folded: str, start: int, end: int) -> bool:
    """Say whether anything stands in [start, end) that parts several names: quick to ask before they are read."""
    return folded.find("、", start, end) >= 0 or folded.find("》", start, end) >= 0


def _items(folded: str, marks: Boundaries, first: int, end: int) -> tuple[tuple[int, int], ...]:
    """Return the stretches of the names in [first, end), which begins with their clause."""
    titles = [match.span() for match in _TITLE.finditer(folded, first, end)]
    found = titles if titles and titles[-1][1] == end else _own(folded, marks, _split(folded, first, end))
    return tuple(found) if all(_SHORTEST <= stop - start <= _LONGEST for start, stop in found) or titles else ()


def _own(folded: str, marks: Boundaries, pieces: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return pieces without the words before the first name, the last one parted at 和: 将甲、乙和丙."""
    begun = [(index, match.end()) for index, piece in enumerate(pieces) for match in _BEGINS.finditer(folded, *piece)]
    index, start = begun[-1] if begun else (0, pieces[0][0] if pieces else 0)
    found = [(start, pieces[index][1]), *pieces[index + 1 :]] if pieces else []
    if found:
        found[0] = (_begin(folded, marks, *found[0]), found[0][1])
    joined = _LAST.search(folded, *found[-1]) if len(found) > 1 and folded[found[-1][0]] not in _PAIRS else None
    if joined:
        found[-1:] = [(found[-1][0], joined.start()), (joined.end(), found[-1][1])]
    return found


def _begin(folded: str, marks: Boundaries, start: int, end: int) -> int:
    """Return where the first name begins, with its quotation mark or the digits that it begins with: 12345热线."""
    at = start if folded[start] in _PAIRS else max(start, marks.left(end))
    while at > start and (folded[at - 1].isdigit() or folded[at - 1] in _PAIRS):
        at -= 1
    return at


def _split(folded: str, start: int, end: int) -> list[tuple[int, int]]:
    """Return the pieces between 、, and between titles that follow each other, outside brackets and quotation marks."""
    pieces: list[tuple[int, int]] = []
    open_: list[str] = []
    at = start
    for i in range(start, end):
        character = folded[i]
        if open_ and character == open_[-1]:
            open_.pop()
        elif character in _PAIRS:
            if not open_ and i > at and folded[i - 1] == "》" and character == "《":
                pieces.append((at, i))
                at = i
            open_.append(_PAIRS[character])
        elif character == "、" and not open_:
            pieces.append((at, i))
            at = i + 1
    return [] if open_ else [*pieces, (at, end)]
