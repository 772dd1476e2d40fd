"""Operations gone wrong in every way: bytes, tokens, variables of every type, cursors, hostile strings.

A hostile string has a mark that no statement may hold: only names of the document may reach the Cypher text, and a mark
is never a name.
"""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any, Final

from oracle.ask import Asked

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from random import Random

MARK: Final = "☠"
HOSTILE: Final = tuple(
    MARK + text
    for text in (
        "' OR 1=1 //", '" RETURN 1 //', "`) DETACH DELETE n //", "\\", "\\'", "$p0", "}} RETURN 1", "*/ x /*", "%7C|~",
        "😀'\"`", "\u0000", "\u2028", "${x}", "\\u0027", "'; DROP", "{0}", "%s", "RETURN n", "\n//", "|".join("abc"),
    )
)  # fmt: skip
WRONG: Final[tuple[Any, ...]] = (
    None, True, False, 0, -1, 1, 2**31, -(2**31) - 1, 2**63, 10**400, 1.5, 1e308, "", "x", "0", "null", "2024-02-30",
    "2024-13-01", "20240101", "2024-01-01T00:00:00Z", "\ud800", "😀", [], [None], [[]], {}, {"eq": None}, {"x": 1},
    [1, "a"],
    {"AND": [{"AND": []}]}, "COMPLETED", ["COMPLETED", 3], "A" * 3000, float("nan"), float("inf"),
)  # fmt: skip
_TOKENS: Final = re.compile(r'"(?:\\.|[^"\\])*"|[A-Za-z_]\w*|-?\d+(?:\.\d+)?|\.\.\.|\S')
_STRINGS: Final = re.compile(r'"(?:\\.|[^"\\])*"')


def mutated(asked: Asked, others: Sequence[Asked], random: Random) -> Asked:
    """Return an operation with one to three things wrong with it, or none by chance."""
    source, variables = asked.source, dict(asked.variables)
    for _ in range(random.choice([1, 1, 2, 3])):
        kind = random.choice(_KINDS)
        source, variables = kind(source, variables, others, random)
    return Asked(asked.name, source, variables)


Mutation = tuple[str, dict[str, Any]]


def _bytes(source: str, variables: dict[str, Any], _others: Sequence[Asked], random: Random) -> Mutation:
    at = random.randrange(len(source) + 1)
    noise = random.choice(
        ["", "{", "}", '"', "\\", "\u0000", "\ufeff", "😀", "$", "@", "#", "é", chr(random.randrange(32, 0x3000))]
    )
    return source[:at] + noise + source[at + random.choice([0, 1, 1, 5]) :], variables


def _tokens(source: str, variables: dict[str, Any], others: Sequence[Asked], random: Random) -> Mutation:
    """Drop, double, swap or replace a token, also by one of another operation."""
    tokens = _TOKENS.findall(source)
    if len(tokens) < 2:
        return source, variables
    at, other = random.randrange(len(tokens)), random.randrange(len(tokens))
    way = random.randrange(4)
    if way == 0:
        del tokens[at]
    elif way == 1:
        tokens.insert(at, tokens[at])
    elif way == 2:
        tokens[at], tokens[other] = tokens[other], tokens[at]
    else:
        tokens[at] = random.choice(_TOKENS.findall(random.choice(others).source))
    return " ".join(tokens), variables


def _wrong(source: str, variables: dict[str, Any], _others: Sequence[Asked], random: Random) -> Mutation:
    """Give a variable, or something inside one, a value of any type."""
    if not variables:
        return source, {"x": random.choice(WRONG)}
    name = random.choice(list(variables))
    return source, variables | {name: _inside(variables[name], random.choice(WRONG), random)}


def _inside(value: Any, wrong: Any, random: Random) -> Any:
    if isinstance(value, dict) and value and random.random() < 0.7:
        key = random.choice(list(value))
        return {**value, key: _inside(value[key], wrong, random)}
    if isinstance(value, list) and value and random.random() < 0.7:
        at = random.randrange(len(value))
        return [*value[:at], _inside(value[at], wrong, random), *value[at + 1 :]]
    return wrong


def _missing(source: str, variables: dict[str, Any], _others: Sequence[Asked], random: Random) -> Mutation:
    names = [name for name in variables if random.random() < 0.5]
    return source, {name: value for name, value in variables.items() if name not in names}


def _hostile(source: str, variables: dict[str, Any], _others: Sequence[Asked], random: Random) -> Mutation:
    """Put a hostile string where the operation has a string, in the document and in the variables."""
    places = list(_STRINGS.finditer(source))
    text = random.choice(HOSTILE)
    if places and random.random() < 0.6:
        place = random.choice(places)
        source = source[: place.start()] + json.dumps(text, ensure_ascii=False) + source[place.end() :]
    return source, {name: _strings(value, text) for name, value in variables.items()}


def _strings(value: Any, text: str) -> Any:
    if isinstance(value, dict):
        return {key: _strings(each, text) for key, each in value.items()}
    if isinstance(value, list):
        return [_strings(each, text) for each in value]
    return text if isinstance(value, str) else value


def _cursor(source: str, variables: dict[str, Any], _others: Sequence[Asked], random: Random) -> Mutation:
    """Ask for the page after, or before, a cursor that no page gave."""
    forged = random.choice(
        [
            "",
            "|",
            "x",
            "000000000000|x",
            "000000000000|" * 3,
            "0" * 12,
            "~",
            "|||||",
            MARK,
            "é|~|%",
            "ffffffffffff|~|~|id",
        ]
    )
    cursor = json.dumps(forged[: random.randrange(len(forged) + 1)], ensure_ascii=False)
    argument = random.choice(["after", "before"])
    return re.sub(r"\(first: \d+", lambda found: f"{found[0]}, {argument}: {cursor}", source, count=1), variables


_KINDS: Final[tuple[Callable[[str, dict[str, Any], Sequence[Asked], Random], Mutation], ...]] = (
    _bytes, _tokens, _tokens, _wrong, _wrong, _wrong, _missing, _hostile, _hostile, _cursor,
)  # fmt: skip
