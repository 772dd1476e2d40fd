"""Phrases are found wherever they stand, however long the text is and wherever its lines end."""

from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from loaders.phrases import Phrases
from loaders.text import fold, pieces

PHRASES = Phrases({"水务局": 1, "水务": 2, "务局长": 3, "河": 4})
LONG = 40_000  # characters: more than one piece


@given(st.lists(st.sampled_from(["水务局", "务", "河。", "水\n", "局长", "甲乙丙丁" * LONG]), max_size=8))
def test_phrases_of_a_long_text_are_those_that_it_has(parts: list[str]) -> None:
    text = "".join(parts)
    naive = {(found.start(), found.start() + len(words)) for words in ("水务局", "水务", "务局长", "河")
             for found in re.finditer(words, text)}  # fmt: skip
    cut = {at for at, _ in pieces(text)} - {0}
    found = {(start, end) for start, end, _ in PHRASES.everywhere(text)}
    assert found <= naive
    # Only where no line and no sentence ends for a whole piece may a phrase be cut in two.
    assert all(any(start < at < end for at in cut) for start, end in naive - found)


def test_of_phrases_that_overlap_the_longest_counts() -> None:
    assert [value for _, _, value in PHRASES.longest("水务局长到河边")] == [1, 4]
    assert [value for _, _, value in PHRASES.everywhere("水务局长到河边")] == [2, 1, 3, 4]


@given(st.text(alphabet="水。\n.a１９「」", max_size=50))
def test_pieces_are_the_text_and_end_with_lines(words: str) -> None:
    text = f"{words}\n" * (2 * LONG // (len(words) + 1) + 1)
    found = list(pieces(text))
    assert "".join(piece for _, piece in found) == text
    assert all(piece.endswith(("\n", "。")) for _, piece in found)
    assert fold(text) == "".join(fold(piece) for _, piece in found)
