"""The garbage collector of a process that answers."""

from __future__ import annotations

import gc
import weakref

from api.collector import settled


class _Ring:
    """An object that only a collection frees."""

    def __init__(self) -> None:
        self.self = self


def test_what_was_there_before_is_left_alone_and_what_comes_after_is_not() -> None:
    before, usual = _Ring(), gc.get_threshold()
    kept = weakref.ref(before)
    with settled():
        del before
        left = weakref.ref(_Ring())
        gc.collect()
        assert kept() is not None
        assert left() is None
    gc.collect()
    assert kept() is None
    assert gc.get_threshold() == usual
    assert gc.get_freeze_count() == 0
