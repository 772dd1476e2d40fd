"""The head and foot of a report: its title, who issues it, and when it was published and signed."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING, Final

from loaders.report.head.days import day_in, publication, session_day
from loaders.report.head.issuer import BODY_NAME, issuer_of, signature_lines
from loaders.report.head.lines import joined, lines_of, opening_lines
from loaders.report.head.title import cover_line, kind_of, lines_of_title, without_body, without_column
from loaders.values import dataclass

if TYPE_CHECKING:
    from loaders.report.head.lines import Line


@dataclass(frozen=True, slots=True)
class Head:
    """What the head and foot say, dates as ISO days, empty strings where they are silent."""

    title: str = ""
    kind: str = ""
    issuer: str = ""
    publisher: str = ""
    signed_on: str = ""
    published_on: str = ""
    start: int = 0
    end: int = 0

    @property
    def signed(self) -> date | None:
        """Return the day after which nothing is reported as done: of the signature, else of the publication."""
        stated = self.signed_on or self.published_on
        return date.fromisoformat(stated) if stated else None


def read(folded: str) -> Head:
    """Return the head of a report in folded words, and the stretch of text between it and the signature."""
    lines = lines_of(folded)
    cover = cover_line(lines)
    if cover:
        return _covered(folded, lines, cover)
    return _of_lines(folded, lines)


def _covered(folded: str, lines: list[Line], cover: int) -> Head:
    """Return the head of the plan, signed as the covering notice is."""
    notice = _of_lines(folded[: lines[cover].start], lines[:cover])
    plan = lines[cover]
    return replace(notice, title=plan.text, kind=kind_of(plan.text), start=plan.end, end=len(folded))


def _of_lines(folded: str, lines: list[Line]) -> Head:
    opening = opening_lines(lines)
    title_lines = [without_column(line) for line in lines_of_title(opening)]
    title = joined(title_lines)
    signature = signature_lines(lines)
    issuer = issuer_of(opening, title_lines, signature)
    start = title_lines[-1].end if title_lines else 0
    end = signature[0].start if signature and signature[0].start > start else len(folded)
    published_on, publisher = publication(folded[: opening[-1].end] if opening else "")
    if not title_lines:
        return _inline(folded, opening, publisher, published_on, signature)
    return Head(
        title=without_body(title, issuer), kind=kind_of(title), issuer=issuer, publisher=publisher,
        signed_on=_signed_on(signature) or session_day(folded, start),
        published_on=published_on, start=start, end=end,
    )  # fmt: skip


def _signed_on(signature: list[Line]) -> str:
    return next((day for line in signature if (day := day_in(line.text))), "")


_INLINE_TITLE: Final = re.compile(
    r"\s*(?P<body>[^。\n ]{0,40}?)(?P<title>关于[^。\n]{4,80}?(?:通报|报告|公告|公示|情况))(?=[\s。(\d]|$)"
)
_INLINE_SIGNATURE: Final = re.compile(
    r"(?:^|[。;:\n ])(?P<body>[^。,;:\n ]{4,40})[ ]*(?P<day>(?:20\d\d"
    r"|二[〇零][^年]{2})年[^年。,]{1,4}月[^月。,]{1,4}日)\s*$"
)


def _inline(folded: str, opening: list[Line], publisher: str, published_on: str, signature: list[Line]) -> Head:
    """Return the head of a text whose title and signature share their lines with the rest."""
    title = _INLINE_TITLE.match(folded)
    foot = _INLINE_SIGNATURE.search(folded, max(0, len(folded) - 120))
    named = [name for name in (foot and foot["body"], title and title["body"]) if name and BODY_NAME.match(name)]
    words = title["title"] if title else ""
    signed_on = day_in(foot["day"]) if foot else _signed_on(signature) or session_day(folded, 0)
    end = foot.start("body") if foot else signature[0].start if signature else len(folded)
    return Head(
        title=words, kind=kind_of(words), issuer=named[0] if named else issuer_of(opening, [], signature),
        publisher=publisher, signed_on=signed_on, published_on=published_on,
        start=title.end() if title else 0, end=end,
    )  # fmt: skip
