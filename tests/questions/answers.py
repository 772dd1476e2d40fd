"""How an answer is held against the one expected: the rules of the questions' README."""

from __future__ import annotations

import unicodedata
from typing import Any


def matches(expected: Any, actual: Any) -> bool:
    """Tell whether an answer is the one expected.

    Lists are sets unless `{"ordered": true, "items": […]}`; `{"includes", "optional", "excludes"}` says what must,
    may and must not be there. Words are compared with widths folded, but for ①②③.
    """
    if isinstance(expected, dict):
        if expected.get("ordered") is True:
            return _sequence(expected["items"], actual)
        if expected.keys() & {"includes", "excludes"}:
            return _bounded(expected, actual)
        return (
            isinstance(actual, dict)
            and expected.keys() == actual.keys()
            and all(matches(value, actual[key]) for key, value in expected.items())
        )
    if isinstance(expected, list):
        return isinstance(actual, list) and len(expected) == len(actual) and _each_once(expected, actual)
    if isinstance(expected, str) and isinstance(actual, str):
        return _folded(expected) == _folded(actual)
    if isinstance(expected, float):
        return abs(expected - actual) < 0.00005
    return (type(expected) is type(actual) and expected == actual) or _numbers(expected, actual)


def _numbers(expected: Any, actual: Any) -> bool:
    return isinstance(expected, int | float) and isinstance(actual, int | float) and expected == actual


def _sequence(expected: list[Any], actual: Any) -> bool:
    return len(expected) == len(actual) and all(map(matches, expected, actual))


def _each_once(expected: list[Any], actual: list[Any]) -> bool:
    rest = list(actual)
    for item in expected:
        found = next((place for place, other in enumerate(rest) if matches(item, other)), None)
        if found is None:
            return False
        rest.pop(found)
    return True


def _bounded(expected: dict[str, Any], actual: list[Any]) -> bool:
    def there(items: list[Any]) -> list[bool]:
        return [any(matches(item, other) for other in actual) for item in items]

    allowed = [*expected.get("includes", []), *expected.get("optional", [])]
    closed = "includes" in expected and "optional" in expected
    return (
        all(there(expected.get("includes", [])))
        and not any(there(expected.get("excludes", [])))
        and (not closed or all(any(matches(item, other) for item in allowed) for other in actual))
    )


def _folded(text: str) -> str:
    return "".join(c if "①" <= c <= "⑳" else unicodedata.normalize("NFKC", c) for c in text)
