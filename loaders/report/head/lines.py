"""The lines of a text, and those before its first paragraph."""

from __future__ import annotations

import re

from loaders.values import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """A line without the blanks around it, and where it begins in the text."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """Return where the line ends in the text."""
        return self.start + len(self.text)


def lines_of(folded: str) -> list[Line]:
    """Return the lines of a text that are not blank."""
    found: list[Line] = []
    at = 0
    for raw in folded.split("\n"):
        if raw.strip():
            found.append(Line(raw.strip(), at + len(raw) - len(raw.lstrip())))
        at += len(raw) + 1
    return found


def opening_lines(lines: list[Line]) -> list[Line]:
    """Return the lines before the first paragraph, which is the first line that ends a sentence."""
    for index, line in enumerate(lines[:25]):
        if len(line.text) > 60 or line.text[-1] in "。;" or re.match(r"[一1][、.]|\(一\)", line.text):
            return lines[:index]
    return lines[:25]


def joined(lines: list[Line]) -> str:
    """Return the words of lines that go on with each other."""
    return "".join(line.text for line in lines)
