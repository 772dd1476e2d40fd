"""Ready questions: operations for analysts and auditors, one GraphQL document each.

A document begins with comments: its title and what it asks, in Chinese and English, the section of the list that it
stands in, and example values of its variables that the bundled sample answers:

    # 恢复挂号的措施 / Reopened measures
    # 销号后恢复挂号的措施，及其全部决定。
    # Measures that were reopened, with all decisions on them in order.
    # section: status
    # variables: {"asOf": "2024-07-01"}

The name of a file is the name of its operation, in lower case with hyphens.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from importlib.resources import files
from typing import Any, Final

from schema.errors import NotFound

# The question that Rectigraph was built for; the README shows it, the demo answers it.
FLAGSHIP: Final = "units-most-overdue-on-water"


class Section(StrEnum):
    """A section of the list of questions, in the order of the list; a document names it in lower case."""

    DEADLINES = "时限 / Deadlines"
    STATUS = "状态与销号 / Status and closure"
    RESPONSIBILITY = "责任 / Responsibility"
    SOURCES = "来源与依据 / Sources and evidence"
    THEMES = "主题 / Themes"


@dataclass(frozen=True, slots=True)
class Question:
    """A ready question; `document` is the whole file, `variables` are examples and no defaults."""

    name: str
    section: Section
    title_zh: str
    title_en: str
    about_zh: str
    about_en: str
    variables: dict[str, Any]
    document: str

    @property
    def title(self) -> str:
        """Return the title in both languages."""
        return f"{self.title_zh} / {self.title_en}"


@cache
def questions() -> tuple[Question, ...]:
    """Return all ready questions by section, then by name; the flagship comes first."""
    names = (file.name.removesuffix(".graphql") for file in files(__name__).iterdir() if file.name.endswith(".graphql"))
    sections = list(Section)
    return tuple(sorted(map(_read, names), key=lambda q: (q.name != FLAGSHIP, sections.index(q.section), q.name)))


def question(name: str) -> Question:
    """Return the ready question of that name. Raises NotFound, which says the names that are near it."""
    found = next((candidate for candidate in questions() if candidate.name == name), None)
    if found is None:
        raise NotFound(f"There is no ready question “{name}”. {_near(name)}`rectigraph questions` lists them all.")
    return found


def _near(name: str) -> str:
    from difflib import get_close_matches

    near = get_close_matches(name, [candidate.name for candidate in questions()])
    return f"Near it: {', '.join(near)}. " if near else ""


def _read(name: str) -> Question:
    document = files(__name__).joinpath(f"{name}.graphql").read_text("utf-8")
    title, about_zh, about_en, *rest = (line[2:] for line in document.splitlines() if line.startswith("# "))
    title_zh, _, title_en = title.partition(" / ")
    keys = dict(line.split(": ", 1) for line in rest)
    section, variables = Section[keys["section"].upper()], json.loads(keys.get("variables", "{}"))
    return Question(name, section, title_zh, title_en, about_zh, about_en, variables, document)
