"""Whether two answers are the same, byte for byte.

Cursors are opaque: the oracle names positions in its own way. A cursor of the compiled answer is accepted where the
oracle has one, if the same position always has the same cursor and different positions have different ones.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import orjson

from oracle.world import CursorText


@dataclass(slots=True)
class Translation:
    """Which cursor of an engine stands for which position of the oracle, learned from answers."""

    to_engine: dict[str, str] = field(default_factory=dict)
    to_oracle: dict[str, str] = field(default_factory=dict)

    def expected(self, plain: Any, compiled: Any) -> Any:
        """Return the oracle's answer with the engine's cursors in it, where they stand for the same positions."""
        if isinstance(plain, CursorText):
            return self._cursor(plain, compiled)
        if isinstance(plain, dict) and isinstance(compiled, dict):
            return {key: self.expected(value, compiled.get(key)) for key, value in plain.items()}
        if isinstance(plain, list) and isinstance(compiled, list):
            padded = [*compiled, *[None] * len(plain)]
            return [self.expected(value, other) for value, other in zip(plain, padded, strict=False)]
        return plain

    def _cursor(self, own: CursorText, given: Any) -> Any:
        if not isinstance(given, str):
            return own
        known = self.to_engine.setdefault(own, given)
        meant = self.to_oracle.setdefault(given, own)
        return given if known == given and meant == own else f"{own}, known as {known}; {given} is {meant}"


def same(expected: Any, compiled: Any) -> bool:
    """Tell whether two answers are the same bytes of JSON."""
    return orjson.dumps(expected) == orjson.dumps(compiled)
