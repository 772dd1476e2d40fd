"""States in English: internal audits 内部审计 follow up findings with Open, In progress and Closed."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from loaders.parsed import Status

# The first that fits: not completed holds the word completed.
_STATES: Final[tuple[tuple[Status, str], ...]] = (
    ("PLANNED", r"not (?:yet )?(?:started|begun|due)|to (?:be|do)|planned|pending"),
    (
        "IN_PROGRESS",
        r"(?:re-?)?open(?:ed)?|in[ -]?progress|progressing|under ?way|wip|on track|started|overdue|delayed|extended"
        r"|incomplete|partial(?:ly)?(?: (?:closed|completed?|implemented|resolved))?"
        r"|not (?:closed|completed?|implemented|resolved)",
    ),
    ("COMPLETED", r"(?:fully )?(?:closed|completed?|done|resolved|implemented|remediated|fixed|finished)|yes|100 ?%"),
    ("ONGOING", r"on-?going|continu(?:ous(?:ly)?|ing|ed|es?)|recurring"),
)
_NEGATED: Final = "|not|un[a-z]+"
_ALONE: Final[tuple[tuple[Status, re.Pattern[str]], ...]] = tuple(
    (status, re.compile(words, re.IGNORECASE)) for status, words in _STATES
)
_WITHIN: Final[tuple[tuple[Status, re.Pattern[str]], ...]] = tuple(
    (status, re.compile(rf"(?<![a-z])(?:{words}{_NEGATED if status == 'IN_PROGRESS' else ''})(?![a-z])", re.IGNORECASE))
    for status, words in _STATES
)


def state(words: str) -> Status | None:
    """Return the status that words mean if they are a state and nothing else: Closed, In progress."""
    return next((status for status, pattern in _ALONE if pattern.fullmatch(words.strip())), None)


def state_in(cell: str) -> Status | None:
    """Return the status of a cell that holds a state among other words: Closed by IT in March; None without one."""
    return next((status for status, pattern in _WITHIN if pattern.search(cell)), None)
