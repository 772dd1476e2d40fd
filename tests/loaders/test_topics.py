"""Topics of a text: what the words of the scheme call, and which words of a title its measures share."""

from __future__ import annotations

import pytest

from loaders.report.topics import hits, voting


def notations(text: str) -> list[str]:
    return [hit.notation for hit in hits(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("加固堤防,处置险工险段", ["water/flood", "water/flood"]),
        ("出水总磷、氨氮达标", ["water/quality", "water/quality"]),
        ("完成渠道衬砌", ["water/irrigation"]),
        ("水利工程建设管理处", []),
        ("东山水库路", []),
    ],
)
def test_labels_name_their_concept_outside_the_names_of_bodies_and_places(text: str, expected: list[str]) -> None:
    assert notations(text) == expected


def test_a_whole_field_does_not_vote_beside_what_is_asked_of_any_field() -> None:
    title = hits("水利工程招投标存在围标串标")
    assert {hit.notation for hit in title} == {"water", "finance/procurement"}
    assert {hit.notation for hit in voting(title)} == {"finance/procurement"}
    assert voting(hits("水利工程建设滞后")) == hits("水利工程建设滞后")
    assert "water/reservoir" in {hit.notation for hit in voting(hits("病险水库除险加固招标滞后"))}
