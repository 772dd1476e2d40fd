"""People named one after the other: behind a label, before their number, and before one that is known."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from loaders.characters import HAN
from loaders.report.people.names import COMPOUND_SURNAMES, SURNAMES, WHOLE, is_name, person
from loaders.report.sought import Near

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.parsed import PersonMention
    from loaders.report.boundary import Boundaries

_LABEL: Final = re.compile(
    r"(?:责任人|联系人|负责人|责任领导|包保领导|分管领导|牵头领导|经办人|承办人|项目负责人|主要负责人|"
    r"第一责任人|报告人|签发人|审核人|撰稿|组长|副组长|成员|传承人|法定代表人|法人代表|实际控制人|当事人|河长|"
    r"湖长|第一书记|驻村干部|网格员)\s*(?:[】\]]?[:为]|[】\]])\s*"
)
_LISTED: Final = re.compile(
    rf"\s*(?P<name>(?:{COMPOUND_SURNAMES})[{HAN}]{{1,2}}|[{SURNAMES}][{HAN}]{{1,2}})(?=[、,，。;；\s)(]|$|同志|"
    rf"等)(?P<more>、)?"
)
# 责任人:张伟(副院长)、李强
_TOLD_BEHIND: Final = re.compile(rf"[ ]?\((?P<post>[{HAN}、]{{2,24}})\)[ ]*(?P<more>[、,;])?")


def labelled(folded: str, text: str) -> Iterator[PersonMention]:
    """Yield the names after 责任人: and the like, one by one: 责任人:张三、李四."""
    for label in _LABEL.finditer(folded):
        at = label.end()
        while (match := _LISTED.match(folded, at)) is not None and is_name(match["name"]):
            told = _TOLD_BEHIND.match(folded, match.end("name"))
            post = text[slice(*told.span("post"))] if told else label[0].strip(" :为】]")
            yield person(text, match.start("name"), match.end("name"), post)
            at = told.end() if told else match.end()
            if not (told or match)["more"]:
                break


# 对尤某芳、覃 波2名代表, 由褚建国等6人: names that a number counts. A name of two characters may be spread by blanks.
_SPREAD: Final = rf"(?:{COMPOUND_SURNAMES}|[{SURNAMES}])(?:[{HAN}]{{1,2}}?|[ ]{{1,4}}[{HAN}])"
_COUNTED: Final = Near(
    re.compile(rf"(?<=[对由给与、和])(?P<names>{_SPREAD}(?:、{_SPREAD}){{0,8}})(?:等)?(?=\d{{1,2}}[名人户位])"),
    re.compile(r"\d{1,2}[名人户位]"),
    before=80,
    behind=0,
)


def counted(folded: str, text: str) -> Iterator[PersonMention]:
    """Yield the names that a number behind them counts: 由褚建国等6人."""
    for match in _COUNTED.finditer(folded):
        at = match.start("names")
        for name in match["names"].split("、"):
            if is_name(name.replace(" ", "")):
                yield person(text, at, at + len(name))
            at += len(name) + 1


def before(folded: str, text: str, marks: Boundaries, start: int) -> Iterator[PersonMention]:
    """Yield the names before one in its list: whatever stands there and looks like a name is one too."""
    while start and folded[start - 1] == "、":
        first = marks.left(start - 1)
        name = folded[first : start - 1]
        if WHOLE.fullmatch(name) is None or not is_name(name):
            return
        yield person(text, first, start - 1)
        start = first
