"""Topics 主题 of a text: the labels of the scheme in it, the longest first, without those that are only names."""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from loaders.parsed import TopicHit
from loaders.phrases import Phrases
from schema.topics import labels

# 鹊山水库 or 大桥水厂路 is where something is, not what is done; 小型水库 is what it is done to.
_SITES: Final = frozenset({"水库", "湿地", "水厂", "灌区", "森林", "塘坝", "草原", "学校", "医院", "公园"})
_KIND_OF: Final = re.compile(
    r"(?:^|[^\u4e00-\u9fff]|[小中大]型|病险|重点|各类|[座个家处所对的等和及与或各为在了将是]|建设|加强"
    r"|推进|开展|新建|改扩建|再生|净|污|管理|保护|生态"
    r"|全区|全市|全县|农村|自来|现有|辖区|区内|人工|公立|民办)$"
)
# A named site that is built or repaired is what is done: 龙泉水厂建设, 青山水库除险加固.
_WORKS: Final = re.compile(
    "(?:一期|二期|三期)?(?:工程)?(?:新建|建设|扩建|改造|修复|除险加固|加固|治理|扩容|清淤|投入运行|投运)"
)
_PRECONDITION: Final = re.compile(r"(?:满足|符合|不影响|按照|遵守)[^,。;]{0,12}$")
_DEMAND: Final = re.compile("要求|标准|规定|需[要求]")
# What makes the label part of the name of a place or body (水务局), or of another word (黄河流域).
_NAMED_AFTER: Final = re.compile(
    "大道|大桥|大厦|广场|车站|街道(?!路)|小区|路口|公寓|[^,。;、]{0,2}(?:局|厅|集团|公司|学院|大学|出版社)|[^,。;、]{0,4}中心|[^,。;、]{0,4}(?:管理[处站所段]|总站|工程处|设计院|研究院|指挥部)|(?<=河流)域"
    r"|[\u4e00-\u9fff]{0,6}[〔\[]\d{4}"
)


def hits(folded: str, start: int = 0, end: int | None = None) -> tuple[TopicHit, ...]:
    """Return the concepts that a folded text names in [start, end), each with its words, in their order.

    Where labels overlap the longest counts. Names of places (鹊山水库) and preconditions (满足防洪要求) are none.
    """
    # A slice, and no bounds: with bounds the automaton still copies the whole text at every call.
    passage = folded[start:end]
    if not passage:
        return ()
    places = ((start + first, start + past, notation) for first, past, notation in _phrases().longest(passage))
    return tuple(
        TopicHit(start=first, end=past, notation=notation)
        for first, past, notation in places
        if not _is_name(folded, first, past)
    )


# What is asked of money, posts and conduct is answered about these, whatever field the money is for.
_OF_ANY_FIELD: Final = frozenset({"finance", "discipline", "party", "organisation"})


def voting(title: tuple[TopicHit, ...]) -> tuple[TopicHit, ...]:
    """Return the topics of an issue's title that its measures share.

    A whole field (水利) does not vote beside what is asked of any field: 水利工程招投标围标串标 is about procurement.
    """
    if not any(hit.notation.split("/")[0] in _OF_ANY_FIELD for hit in title):
        return title
    return tuple(hit for hit in title if "/" in hit.notation or hit.notation in _OF_ANY_FIELD)


@cache
def _phrases() -> Phrases[str]:
    return Phrases(labels())


def _is_name(folded: str, start: int, end: int) -> bool:
    first = max(0, start - 16)
    if _DEMAND.match(folded, end) and _PRECONDITION.search(folded[first:start]):
        return True
    if folded[start:end] in _SITES and not _KIND_OF.search(folded[first:start]) and not _WORKS.match(folded, end):
        return True
    return _NAMED_AFTER.match(folded, end) is not None
