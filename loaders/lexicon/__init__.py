"""Closed and half-closed classes of words of official prose, one text file each, for experts to read and to extend.

A file says in its first lines what the class is and what belongs into it. `#` begins a comment.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files


@cache
def words(name: str) -> tuple[str, ...]:
    """Return the words of `name`.txt in their order; they stand apart by blanks or line breaks."""
    return tuple(word for line in _lines(name) for word in line.split())


@cache
def table(name: str) -> dict[str, str]:
    """Return `name`.txt as a table: each line a word, then what belongs to it (which may hold blanks)."""
    rows = (line.partition(" ") for line in _lines(name))
    return {word: value.strip() for word, _, value in rows}


def _lines(name: str) -> list[str]:
    text = files(__name__).joinpath(f"{name}.txt").read_text("utf-8")
    stripped = (line.partition("#")[0].strip() for line in text.splitlines())
    return [line for line in stripped if line]
