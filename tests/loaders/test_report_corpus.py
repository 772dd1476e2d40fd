"""Documents with their annotation: one own text for each layout, and whole reports of the genre.

`corpus/layouts` must be read exactly as annotated; `RECORD_CORPUS=1 pytest tests/loaders/test_report_corpus.py` writes
what is found, to be read and corrected by hand. `docs/annotation.md` has the format.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from loaders.report import parse_report
from tests.loaders import annotation

CORPUS = Path(__file__).parent / "corpus"
LAYOUTS = sorted((CORPUS / "layouts").glob("*.ann"))


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.stem)
def test_layout_is_read_as_annotated(path: Path) -> None:
    found = annotation.write(parse_report(annotation.read(path.read_text("utf-8")).text))
    if os.environ.get("RECORD_CORPUS"):
        path.write_text(found, "utf-8")
    assert found == path.read_text("utf-8")


@pytest.mark.parametrize("path", LAYOUTS, ids=lambda path: path.stem)
def test_spans_quote_the_text_as_given(path: Path) -> None:
    text = annotation.read(path.read_text("utf-8")).text
    found = parse_report(text)
    assert found.report.text == text
    for issue in found.issues:
        for measure in issue.measures:
            for mention in (*measure.dates, *measure.quantities, *measure.units):
                assert text[mention.start : mention.end] == mention.surface


@pytest.mark.parametrize("name", ["poem", "price-list", "english", "feedback-notice"])
def test_text_outside_the_genre_has_one_warning(name: str) -> None:
    found = parse_report(annotation.read((CORPUS / "layouts" / f"{name}.ann").read_text("utf-8")).text)
    assert found.issues == ()
    assert [warning.code for warning in found.warnings] == ["NOT_A_REPORT"]


@pytest.mark.parametrize("text", ["", " \n", "整改", "整改问题" * 3, "《" * 50 + "整改问题", "①②③整改问题"])
def test_scraps_are_read_without_an_error(text: str) -> None:
    assert parse_report(text).report.text == text


def test_a_mark_that_is_not_closed_is_named_with_its_place() -> None:
    with pytest.raises(annotation.AnnotationError, match="单位 “⟦单位:市财政局"):
        annotation.read("由⟦单位:市财政局牵头")
