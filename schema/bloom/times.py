"""The times of a perspective: counted, not read from a clock."""

from __future__ import annotations

from typing import Final

BASE_MS: Final = 1_767_225_600_000  # 2026-01-01T00:00:00Z


def newest_first(count: int) -> list[int]:
    """Return as many times in milliseconds, each its own, the latest first: the order that Bloom lists things in."""
    return [BASE_MS + count - place for place in range(count)]
