"""Every pattern of the loaders against repetition made from the pattern itself: none may backtrack exponentially."""

from __future__ import annotations

import importlib
import pkgutil
import re
import signal
import time
from contextlib import contextmanager
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import TYPE_CHECKING, Any, Final

import pytest

import loaders
from loaders.report import parse_report

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

_LENGTH: Final = 1_000  # characters: what grows exponentially never ends, what grows with the square takes 0.01 s
_LONGEST_S: Final = 3  # of processor time for all texts of one pattern
_REPORT: Final = 6_000  # characters of a report of one pattern's words
_GROWTH: Final = 8  # times as long for a text of four times the length: what grows with the square takes sixteen
_SETTLED_S: Final = 0.1  # of processor time: less says nothing about growth
_UNITS: Final = ("一", "①", "1", " ", "\n", "、", "市", "局", "(", "“", "年", "月", "a", "《", "问题", "1.", "：,")


def _patterns() -> dict[str, re.Pattern[str]]:
    """Return all patterns that modules of the loaders hold, alone or in tables, by the name that holds them."""
    names = [each.name for each in pkgutil.walk_packages(loaders.__path__, "loaders.")]
    held = [(f"{name}.{key}", value) for name in names for key, value in vars(importlib.import_module(name)).items()]
    found = {pattern: f"{name}-{number}" for name, value in held for number, pattern in enumerate(_within(value), 1)}
    return {name: pattern for pattern, name in found.items()}


def _within(value: object) -> Iterator[re.Pattern[str]]:
    if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
        yield value
    elif isinstance(value, tuple | list | frozenset | dict):
        for each in value.values() if isinstance(value, dict) else value:
            yield from _within(each)


def _sample(items: Iterable[Any]) -> str:
    """Return words that a parsed pattern may match; what looks around is left out."""
    return "".join(_sample_of(kind, told) for kind, told in items)


def _sample_of(kind: Any, told: Any) -> str:
    if kind is op.LITERAL:
        return chr(told)
    if kind is op.NOT_LITERAL or kind is op.ANY:
        return "甲"
    if kind is op.IN:
        return _member(told)
    if kind is op.BRANCH:
        return _sample(told[1][0])
    if kind is op.SUBPATTERN:
        return _sample(told[-1])
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        return _sample(told[2]) * max(1, told[0])
    return ""


def _member(told: Any) -> str:
    """Return a character of a class."""
    kind, first = told[0]
    if kind is op.NEGATE:
        return "甲"
    if kind is op.CATEGORY:
        return {op.CATEGORY_DIGIT: "1", op.CATEGORY_SPACE: " "}.get(first, "甲")
    return chr(first[0] if kind is op.RANGE else first)


def _repetitions(items: Iterable[Any], before: str = "") -> Iterator[tuple[str, str]]:
    """Yield what is repeated in a parsed pattern, with words that lead there."""
    for kind, told in items:
        if kind in (op.MAX_REPEAT, op.MIN_REPEAT):
            yield before, _sample(told[2])
            yield from _repetitions(told[2], before)
        elif kind is op.SUBPATTERN:
            yield from _repetitions(told[-1], before)
        elif kind is op.BRANCH:
            for each in told[1]:
                yield from _repetitions(each, before)
        elif kind in (op.ASSERT, op.ASSERT_NOT):
            yield from _repetitions(told[1], before)
        before += _sample_of(kind, told)


def _hostile(pattern: re.Pattern[str]) -> set[str]:
    """Return repetitions of what a pattern repeats, of its own words and of general ones, each spoilt at its end."""
    tree = _parser.parse(pattern.pattern, pattern.flags)
    own = "".join(dict.fromkeys(char for char in pattern.pattern if char > "\x7f"))
    units = {("", unit) for unit in (*_UNITS, own, own[:1], _sample(tree))} | set(_repetitions(tree))
    return {before + unit * (_LENGTH // len(unit)) + "甲" for before, unit in units if unit}


@contextmanager
def _stopped_after(seconds: float) -> Iterator[None]:
    """Raise TimeoutError where the processor has worked that long on what is inside: patterns heed signals."""

    def stop(*_: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGVTALRM, stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


_PATTERNS: Final = _patterns()


def test_patterns_of_all_modules_are_found() -> None:
    assert len(_PATTERNS) > 300
    assert any(name.startswith("loaders.ledger.columns._RULES") for name in _PATTERNS)


def test_a_pattern_that_backtracks_exponentially_is_stopped() -> None:
    pattern = re.compile("(?:甲|甲乙?)+丙")
    with pytest.raises(TimeoutError), _stopped_after(0.2):
        _read_all(pattern)


@pytest.mark.skipif(not hasattr(signal, "setitimer"), reason="this system has no timers of processor time")
@pytest.mark.parametrize("name", _PATTERNS)
def test_no_pattern_backtracks_exponentially(name: str) -> None:
    with _stopped_after(_LONGEST_S):
        _read_all(_PATTERNS[name])


def _read_all(pattern: re.Pattern[str]) -> None:
    for text in _hostile(pattern):
        for _ in pattern.finditer(text):
            pass


def test_reports_made_of_what_patterns_match_are_read_in_linear_time() -> None:
    """Each pattern's own words, repeated, as the body of a report: no two patterns make a product of their times."""
    parse_report("整改问题")
    for name, pattern in _PATTERNS.items():
        unit = _sample(_parser.parse(pattern.pattern, pattern.flags)) or "甲"
        longer = _time_to_parse(unit, _REPORT)
        assert longer < _SETTLED_S or longer < _GROWTH * _time_to_parse(unit, _REPORT // 4), name


def _time_to_parse(unit: str, length: int) -> float:
    """Return the processor time in seconds, the less of two: a collection of garbage is no fault of a pattern."""
    text = "整改问题审计\n一、整改情况\n1." + unit * (length // len(unit))
    taken = []
    for _ in range(2):
        started = time.process_time()
        parse_report(text)
        taken.append(time.process_time() - started)
    return min(taken)
