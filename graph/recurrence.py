"""Which earlier issues each issue resembles: `SIMILAR_TO`, kept right whenever sources are written, in any order.

An issue is as old as the round of supervision that raised it, so that all issues of a round are of one day, and what
resembles an issue depends on nothing but its wording and that day. Issues of one wording are looked at together: a new
one costs the few wordings that are like its own, not the issues that have them.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby, islice
from typing import TYPE_CHECKING, Any, Final, LiteralString

from graph.likeness import ALIKE, Profile, common, likeness, profile
from graph.rows import chunks
from graph.rows import day as as_date
from graph.statements import create_relationships

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

    Run = Callable[..., list[Any]]

KEPT: Final = 3  # earlier issues of an issue: the most alike, then the latest
_SAME: Final = 100  # the score of a wording and itself

_FACTS: Final[LiteralString] = (
    " MATCH (i)<-[:HAS_ISSUE]-(r:Report) OPTIONAL MATCH (i)-[:RAISED_BY]->(n:Inspection) "
    "RETURN DISTINCT i.id AS issue, elementId(i) AS element, i.title AS title, coalesce(n.id, i.id) AS round, "
    "n.feedbackOn AS feedback, i.raisedOn AS raised, n.endsOn AS ends, n.startsOn AS starts, "
    "coalesce(r.asOf, r.signedOn, r.publishedOn) AS told"
)
_ALL: Final[LiteralString] = "MATCH (i:Issue)" + _FACTS
_OF_ROUNDS: Final[LiteralString] = (
    "UNWIND $ids AS id MATCH (:Inspection {id: id})<-[:RAISED_BY]-(i:Issue) WITH DISTINCT i" + _FACTS
)
_OF_ISSUES: Final[LiteralString] = "UNWIND $ids AS id MATCH (i:Issue {id: id})" + _FACTS
_RELATED: Final[LiteralString] = (
    "UNWIND $elements AS element MATCH (a) WHERE elementId(a) = element MATCH (a)-[:SIMILAR_TO]->(b) "
    "RETURN a.id AS source, b.id AS target"
)
_STORED: Final[LiteralString] = (
    "MATCH (a:Issue)-[s:SIMILAR_TO]->(b:Issue) "
    "RETURN a.id AS source, b.id AS target, s.score AS score, s.words AS words"
)
_REMOVE: Final[LiteralString] = (
    "UNWIND $rows AS row MATCH (a) WHERE elementId(a) = row.source "
    "MATCH (a)-[s:SIMILAR_TO]->(b) WHERE elementId(b) = row.target DELETE s"
)
_RELATE: Final = create_relationships("SIMILAR_TO")


@dataclass(frozen=True, slots=True, order=True)
class Similar:
    """One relationship: a later issue, an earlier one, how alike they are from 0 to 1, and in which words."""

    source: str
    target: str
    score: float
    words: tuple[str, ...]


@dataclass(slots=True, eq=False)
class _Wording:
    """Titles that are compared by the same terms: their issues by day, and the wordings like this one, itself too.

    `alike` has the most alike first.
    """

    profile: Profile
    issues: list[tuple[date, str]] = field(default_factory=list[tuple[date, str]])
    alike: list[_Alike] = field(default_factory=list["_Alike"])

    def resemble(self, other: _Wording, score: int, words: tuple[str, ...]) -> None:
        """Add a wording to those like this one."""
        insort(self.alike, _Alike(other, score, words), key=lambda each: -each.score)

    def latest(self, day: date) -> list[tuple[date, str]]:
        """Return its last issues before a day, as many as an issue is related to."""
        end = bisect_left(self.issues, (day, ""))
        return self.issues[max(0, end - KEPT) : end]

    def earlier(self, day: date) -> list[tuple[int, date, str, _Alike]]:
        """Return what an issue of this wording and day resembles, best first."""
        # Some wordings are like hundreds of others, whose best three are among the first few.
        found = list[tuple[int, date, str, _Alike]]()
        for each in self.alike:
            if len(found) >= KEPT and each.score < found[-1][0]:
                break
            found += ((each.score, on, issue, each) for on, issue in each.wording.latest(day))
        return sorted(found, key=lambda each: each[:3], reverse=True)[:KEPT]


@dataclass(frozen=True, slots=True)
class _Alike:
    """A wording that is like another one: how much from 0 to 100, and in which words."""

    wording: _Wording
    score: int
    words: tuple[str, ...]


@dataclass(slots=True)
class Recurrence:
    """The issues of a graph by wording and day, as of one version of its data set; read anew for any other.

    `entries` has the wording and day of issues that have both, `elements` where the graph has each issue, `related`
    what an issue is related to there, as far as that was asked.
    """

    version: str | None = None
    wordings: dict[Profile, _Wording] = field(default_factory=dict[Profile, _Wording])
    by_term: dict[str, list[_Wording]] = field(default_factory=dict[str, list[_Wording]])
    entries: dict[str, tuple[_Wording, date]] = field(default_factory=dict[str, tuple[_Wording, date]])
    elements: dict[str, str] = field(default_factory=dict[str, str])
    related: dict[str, tuple[str, ...]] = field(default_factory=dict[str, tuple[str, ...]])

    def forget(self) -> None:
        """Know nothing any more."""
        self.version = None
        for known in (self.wordings, self.by_term, self.entries, self.elements, self.related):
            known.clear()

    def recall(self, run: Run, version: str | None) -> None:
        """Know the issues of the graph in this version of its data set."""
        if version is None or version != self.version:
            self.forget()
            for issue, title, day in self._told(run(_ALL)):
                self._enter(issue, title, day)
        self.version = None  # unknown until the transaction says which one it made

    def update(self, run: Run, rounds: Sequence[str], issues: Sequence[str]) -> list[Similar]:
        """Relate the issues of some rounds, and some of no round, and all that resemble them; return what is new."""
        told = list(self._told(run(_OF_ROUNDS, ids=rounds)))
        told += self._told(run(_OF_ISSUES, ids=issues)) if issues else ()
        self.related |= {issue: () for issue, _, _ in told if issue not in self.entries}
        touched = set[str]()
        for issue, title, day in told:
            touched |= self._move(issue, title, day)
        if unasked := sorted(touched - self.related.keys()):
            self._ask(run, unasked)
        return self._write(run, sorted(touched))

    def renew(self, run: Run) -> None:
        """Make all relationships of a graph what wording and day say."""
        self.forget()
        self.recall(run, None)
        for issues in chunks(sorted(self.elements)):
            self._ask(run, issues)
            self._write(run, issues)

    def _ask(self, run: Run, issues: Sequence[str]) -> None:
        """Ask the graph what issues are related to."""
        found: dict[str, list[str]] = {issue: [] for issue in issues}
        for record in run(_RELATED, elements=[self.elements[issue] for issue in issues]):
            found[record["source"]].append(record["target"])
        self.related |= {issue: tuple(targets) for issue, targets in found.items()}

    def _write(self, run: Run, issues: Sequence[str]) -> list[Similar]:
        """Relate issues to what they resemble, and no more to what they resemble less; return what is new."""
        gone, new = list[tuple[str, str]](), list[Similar]()
        for issue in issues:
            before, now = self.related[issue], list(self._similar(issue))
            gone += ((issue, target) for target in before if all(target != each.target for each in now))
            new += (each for each in now if each.target not in before)
            self.related[issue] = tuple(each.target for each in now)
        for some in chunks(gone):
            run(_REMOVE, rows=[{"source": self.elements[a], "target": self.elements[b]} for a, b in some])
        for several in chunks(new):
            run(_RELATE, rows=[self._row(each) for each in several])
        return new

    def _row(self, of: Similar) -> list[Any]:
        return [self.elements[of.source], self.elements[of.target], of.score, list(of.words)]

    def similar(self) -> Iterator[Similar]:
        """Yield all relationships that there should be."""
        for issue in self.entries:
            yield from self._similar(issue)

    def _similar(self, issue: str) -> Iterator[Similar]:
        if issue in self.entries:
            wording, day = self.entries[issue]
            for score, _, earlier, alike in wording.earlier(day):
                yield Similar(issue, earlier, score / 100, alike.words)

    def _told(self, records: Iterable[Any]) -> Iterator[tuple[str, str, date | None]]:
        """Yield each issue with its title and the day of its round, and note where the graph has it."""
        rounds: dict[str, list[Any]] = {}
        for record in records:
            rounds.setdefault(record["round"], []).append(record)
            self.elements[record["issue"]] = record["element"]
        for told in rounds.values():
            day = _first_day(told)
            yield from ((issue, title, day) for issue, title in {each["issue"]: each["title"] for each in told}.items())

    def _move(self, issue: str, title: str, day: date | None) -> set[str]:
        """Enter an issue, or enter it anew where its day has changed; return the issues whose choice may change."""
        known = self.entries.get(issue)
        if known and known[1] == day:
            return set()
        touched = self._leave(issue, *known) if known else set[str]()
        if self._enter(issue, title, day):
            touched |= {issue, *self._choosing(issue)}
        return touched

    def _leave(self, issue: str, wording: _Wording, day: date) -> set[str]:
        touched = {issue, *self._choosing(issue)}
        del wording.issues[bisect_left(wording.issues, (day, issue))]
        del self.entries[issue]
        return touched

    def _enter(self, issue: str, title: str, day: date | None) -> bool:
        of = profile(title)
        if day is None or not of.subject:
            return False
        wording = self.wordings.get(of) or self._new(of)
        insort(wording.issues, (day, issue))
        self.entries[issue] = wording, day
        return True

    def _choosing(self, issue: str) -> Iterator[str]:
        """Yield the later issues that resemble an issue.

        The later an issue, the more there are to choose from: where one does not choose it, no later one of its
        wording does.
        """
        wording, day = self.entries[issue]
        for each in wording.alike:
            other, first = each.wording, bisect_left(each.wording.issues, (day, "￿"))
            if first >= KEPT and each.score < _SAME:
                continue  # they have enough of their own wording
            later = islice(other.issues, first, None)
            for on, same_day in groupby(later, key=lambda each: each[0]):
                if all(issue != chosen for _, _, chosen, _ in other.earlier(on)):
                    break
                yield from (later_issue for _, later_issue in same_day)

    def _new(self, of: Profile) -> _Wording:
        """Return a new wording, and make it known to those like it."""
        wording = self.wordings[of] = _Wording(of)
        wording.resemble(wording, _SAME, _words(of, of))
        for other in self._candidates(of):
            if (score := likeness(of, other.profile)) >= ALIKE:
                words = _words(of, other.profile)
                wording.resemble(other, score, words)
                other.resemble(wording, score, words)
        for term in of.subject:
            self.by_term.setdefault(term, []).append(wording)
        return wording

    def _candidates(self, of: Profile) -> Iterator[_Wording]:
        """Yield the wordings that share enough of the subject to be alike."""
        weights = dict(of.terms)
        shared = Counter[_Wording]()
        rarest_first = sorted(of.subject, key=lambda term: len(self.by_term.get(term, ())))
        beside = of.weight - sum(weights[term] for term in of.subject)
        # What shares nothing but the most frequent terms of a title is not alike: those are not looked up.
        while rarest_first and 100 * (beside + weights[rarest_first[-1]]) < ALIKE * of.weight:
            beside += weights[rarest_first.pop()]
        for term in rarest_first:
            for other in self.by_term.get(term, ()):
                shared[other] += weights[term]
        for other, weight in shared.items():
            if 100 * (weight + beside) ** 2 >= ALIKE * of.weight * other.profile.weight:
                yield other


def _first_day(told: Sequence[Any]) -> date | None:
    """Return the day of a round: of its feedback, else the next best that sources say of it."""
    for key in ("feedback", "raised", "ends", "starts", "told"):
        if days := [as_date(each[key]) for each in told if each[key] is not None]:
            return min(days)
    return None


def _words(one: Profile, other: Profile) -> tuple[str, ...]:
    """Return the words that two wordings share, the longest first: pairs of characters put together again."""
    shared = common(one, other)
    pairs = {term for term in one.subject if term in shared}
    words = [*shared.keys() - pairs]
    while pairs:
        heads = sorted(each for each in pairs if all(each[0] != other[-1] for other in pairs - {each}))
        word = heads[0] if heads else min(pairs)
        pairs.discard(word)
        while follower := min((each for each in pairs if each[0] == word[-1] and len(each) > 1), default=""):
            pairs.discard(follower)
            word += follower[1:]
        words.append(word)
    return tuple(sorted(words, key=lambda each: (-len(each), each)))


def stale(run: Run) -> Mapping[str, int]:
    """Return the issues whose relationships are not what their wording and day say, with how many differ."""
    now = Recurrence()
    now.recall(run, None)
    wanted = set(now.similar())
    stored = Counter(Similar(r["source"], r["target"], r["score"], tuple(r["words"] or ())) for r in run(_STORED))
    wrong = (wanted ^ stored.keys()) | {each for each, count in stored.items() if count > 1}
    return Counter(each.source for each in sorted(wrong))
