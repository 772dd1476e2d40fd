"""People in the name of a doctrine, a book or a place: they answer for nothing."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from loaders.characters import HAN
from loaders.report.people.names import SURNAME, is_name, opens, person
from loaders.report.sought import Near

if TYPE_CHECKING:
    from collections.abc import Iterator

    from loaders.parsed import PersonMention
    from loaders.report.boundary import Boundaries

# The leaders whom doctrines and books are named after; they stand without a title there.
_LEADERS: Final = (
    "习近平|毛泽东|邓小平|江泽民|胡锦涛|周恩来|刘少奇|朱德|陈云|李克强|温家宝|马克思(?=、?恩格斯|诞辰|墓)|"
    "恩格斯|列宁(?!主义)|孙中山"
)
_DOCTRINE: Final = re.compile(
    r"(?:新时代中国特色社会主义(?:[\u4e00-\u9fff]{0,4})思想|谈治国理政|[\u4e00-\u9fff]{2,8}思想(?![认建])|"
    r"思想|理论|(?:同志)?(?:关于|论)(?![^,。;]*(?:重要|指示|批示|论述|讲话))[^,。;]{0,30}(?:论述摘编|选编)|"
    r"选集|文选|文集|著作|[\u4e00-\u9fff]{0,10}论述摘编|系列讲话读本)"
)
_LEADER: Final = re.compile(_LEADERS)
_LEADER_TITLE: Final = re.compile(r"总书记|主席|总理|同志")


def leaders(folded: str, text: str) -> Iterator[PersonMention]:
    """Yield the leaders whom doctrines and books are named after, wherever they are named."""
    for match in _LEADER.finditer(folded):
        title = _LEADER_TITLE.match(folded, match.end())
        quoted = folded[match.start() - 1 : match.start()] in "“《〈" and match.start() > 0 and title is None
        embedded = title is None and (quoted or _DOCTRINE.match(folded, match.end()) is not None)
        # They stand there as authors of speeches and instructions: their title is a way to name them.
        yield person(text, match.start(), match.end(), None, embedded)


_SITE: Final = (
    "(?:烈士(?!陵|墓)|纪念|故居|故里|旧居|墓|祠|陵|雕像|塑像|铜像|精神|事迹|名师|劳模|创新工作室|工作室|先进事迹|"
    "案(?=[例件、,。]|等|以案))"
)
_SITE_NAMES: Final = Near(
    re.compile(rf"(?=(?P<name>{SURNAME}[{HAN}]{{1,2}}){_SITE})"), re.compile(_SITE), before=4, behind=6
)
_TOMB: Final = Near(
    re.compile(rf"[{HAN}]{{2,3}}(?=墓(?![地葬园穴碑群])|故居|旧居)"), re.compile("墓|故居|旧居"), before=3, behind=1
)
_COMMON_TOMB: Final = re.compile(r"烈士|古|公|革命|名人|陵|祖|集体|汉|唐|宋|明|清|红军|将军|领袖|散")


def in_places(folded: str, text: str, marks: Boundaries) -> Iterator[PersonMention]:
    """Yield the people whom a tomb, a home, a monument, a studio or a case is named after."""
    for match in _SITE_NAMES.finditer(folded):
        start = max(match.start(), marks.left(match.end("name")))
        if start == match.start() and is_name(match["name"]) and opens(folded, marks, start):
            yield person(text, start, match.end("name"), embedded=True)
    for match in _TOMB.finditer(folded):
        start = marks.left(match.end())
        if 2 <= match.end() - start <= 3 and not _COMMON_TOMB.search(folded[start : match.end()]):
            yield person(text, start, match.end(), embedded=True)
